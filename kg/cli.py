"""The commands: a few lines each over a public function.

Nothing but click is imported before a command runs, so that `kg --help` answers at once. Whatever a user can do wrong
ends in one line on standard error and exit code 1; a wrong use of a command in exit code 2.
"""

from __future__ import annotations

import pathlib
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.errors import KanwangError

if TYPE_CHECKING:
    import networkx

    from kg.model import Collection


class _Group(click.Group):
    """Ends every trouble that a user can mend in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KanwangError as error:
            raise click.ClickException(" ".join(str(error).split())) from error
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                sys.exit(0)
            name = f" {error.filename}" if error.filename else ""
            raise click.ClickException(f"{error.strerror or error}{name}.") from error


_graph = click.option(
    "-g", "--graph", "file", default="graph.kg", show_default=True, metavar="FILE", help="The graph file."
)
_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


def _mapped(ctx: click.Context, option: click.Parameter, value: str | None) -> dict[str, str]:
    """The mapping of --columns; a wrong one is a wrong use of the command."""
    if value is None:
        return {}
    from kg.read import columns

    try:
        return columns(value)
    except KanwangError as error:
        raise click.BadParameter(str(error), ctx, option) from error


_columns = click.option(
    "--columns",
    callback=_mapped,
    metavar="NAME=COLUMN,…",
    help="What a .jsonl or .csv file calls id, headline, text, date, outlet, author: headline=title,text=body.",
)


_least = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SHARE",
    help="Leave out statements that are less sure than this, 0 to 1 (see `kg rules`).",
)


_tagger = click.option(
    "--tagger", metavar="spacy:PIPELINE", help="Another tagger of Chinese names, whose finds come after all our own."
)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Kanwang 刊网: from newspaper pages to a knowledge graph.

    Start with `kg build PAGES`, then `kg stats`, `kg show NAME`, `kg links A B`, `kg view`.
    """


@main.command()
@_paths
@_graph
@_columns
@_tagger
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes to use (default: one a core).")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
def build(
    paths: tuple[str, ...], file: str, columns: dict[str, str], tagger: str | None, jobs: int | None, quiet: bool
) -> None:
    """Read pages (files or folders) into the graph file."""
    from kg.cards import summary
    from kg.pipeline import update, with_tagger

    started = time.perf_counter()
    registry = with_tagger(tagger)
    report = update(paths, file, jobs=jobs, extractors=registry, columns=columns, progress=None if quiet else _progress)
    for name, reason in report.skipped:
        click.echo(f"skipped {name}: {reason}", err=True)
    if quiet:
        return
    new, old = len(report.built), len(report.unchanged)
    unchanged = f", {old:,} unchanged" if old else ""
    click.echo(
        f"{new:,} page{'' if new == 1 else 's'} read{unchanged} in {time.perf_counter() - started:.1f} s → {file}\n"
    )
    _say(summary(report.collection))
    if new and not report.collection.entities:
        click.echo("\nNothing was found: is this the text of a Chinese newspaper page?", err=True)


def _progress(done: int, total: int) -> None:
    """Draws a bar on standard error, where there is a terminal."""
    if sys.stderr.isatty():
        full = 30 * done // total
        end = "\r\033[K" if done == total else ""
        click.echo(f"\r  {'█' * full}{'░' * (30 - full)} {done}/{total} pages{end}", nl=False, err=True)


@main.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE…")
@_graph
def remove(pages: tuple[str, ...], file: str) -> None:
    """Forget pages, as if they had never been there."""
    from kg.pipeline import remove as forget

    left = forget(pages, file)
    click.echo(f"{len(pages)} removed, {len(left.pages)} pages left in {file}")


@main.command()
@_paths
@_columns
@click.option("--left-out", is_flag=True, help="Show what is in no article, with the reason.")
def articles(paths: tuple[str, ...], columns: dict[str, str], left_out: bool) -> None:
    """Show the articles of pages, without a graph file."""
    from kg.cards import article_facts, page_facts
    from kg.pipeline import segmented

    for page, found, rest in segmented(paths, columns):
        click.secho(page_facts(page), bold=True)
        for piece in rest if left_out else ():
            text = " ".join(page.raw[piece.start : piece.end].split())
            click.echo(f"  [{piece.reason}] {text}")
        for article in () if left_out else found:
            click.echo(f"\n{article_facts(article)}")
            click.secho(article.chars[: article.body].rstrip("\n") or "(no headline)", fg="cyan")
            click.echo(article.chars[article.body :])
        click.echo()


@main.command()
@_paths
@_columns
@_tagger
@click.option("--why", is_flag=True, help="Show the rule of each mention, and what it beat.")
def mentions(paths: tuple[str, ...], columns: dict[str, str], tagger: str | None, why: bool) -> None:
    """Show the names found on pages, without a graph file."""
    from kg.pipeline import explained, with_tagger

    for article, settled in explained(paths, with_tagger(tagger), columns=columns):
        click.secho(f"{article.id}  {article.headline or '(no headline)'}", bold=True)
        for row in settled:
            m = row.mention
            rule = f"  {m.rule}" if why else ""
            click.echo(f"  {m.span.start:>5}  {m.type:<10}  {m.surface}{rule}")
            for loser in row.beat if why else ():
                click.secho(f"             beat {loser.type} {loser.surface}  {loser.rule}", dim=True)


@main.command()
@_graph
@_least
def stats(file: str, least: float) -> None:
    """Summarise the graph file."""
    from kg.cards import summary

    _say(summary(_collection(file, least)))


@main.command()
def rules() -> None:
    """Show how often each rule of relations was right on annotated pages, from which confidence comes."""
    from kg.cards import rule_table
    from kg.confidence import rule_counts

    _say(rule_table(rule_counts().values()))


@main.command()
@click.argument("name")
@_graph
@_least
def show(name: str, file: str, least: float) -> None:
    """Show the card of an entity, found by any of its names."""
    from kg.cards import card

    graph = _load(file, least)
    for at, node in enumerate(_nodes(graph, name)):
        if at:
            click.echo()
        _say(card(graph, node))


@main.command()
@click.argument("verb", metavar="VERB", type=click.Choice(["same", "not-same", "rename", "retype", "drop"]))
@click.argument("name")
@click.argument("other", required=False)
@click.option("-c", "--comment", default="", help="Why, for whoever reads the file.")
@_graph
def decide(verb: str, name: str, other: str | None, comment: str, file: str) -> None:
    """Decide what an entity is, in decisions.tsv beside the graph file; it outranks every rule from now on.

    \b
    same A B            A and B are one; it is called A
    not-same A PRINTED  what is printed PRINTED (or PRINTED@ARTICLE, in one article) is not A
    rename A NAME       A is called NAME
    retype A TYPE       A is a Person, Agency, Place …; a kind may follow: Place/site
    drop A              A is nothing
    """
    from kg.decisions import Decision, beside
    from kg.graph import to_networkx
    from kg.pipeline import decide as keep
    from kg.pipeline import load

    if (other is None) != (verb == "drop"):
        raise click.UsageError(f"{verb} takes {'one name' if verb == 'drop' else 'two names'}.")
    graph = to_networkx(load(file))
    target = other or ""
    if verb == "same" or (verb == "not-same" and _is_entity(graph, target)):
        target = _one_node(graph, target)
    decision = Decision(verb, _one_node(graph, name), target, " ".join(comment.split()))
    keep([decision.checked()], file)
    click.echo(f"{decision.text()}  → {beside(file)}")


@main.command()
@_graph
@click.option("-n", "--limit", default=20, show_default=True, type=click.IntRange(min=1), help="Pairs to ask about.")
@click.option("--list", "only", is_flag=True, help="List the pairs without asking.")
def review(file: str, limit: int, only: bool) -> None:
    """Ask about the pairs of entities of which the program is unsure whether they are one, the likeliest first."""
    from kg.cards import question
    from kg.decisions import Decision, beside, read_decisions
    from kg.pipeline import decide as keep
    from kg.review import unsure

    judged = (frozenset((d.entity, d.other)) for d in read_decisions(beside(file)) if d.verb in ("same", "not-same"))
    pairs = unsure(_collection(file), judged)
    if not pairs:
        click.echo("There is nothing to ask: no two entities look like one.")
    made = []
    for number, pair in enumerate(pairs[:limit], start=1):
        _say(question(pair, number, min(limit, len(pairs))))
        answer = "s" if only else _answer()
        if answer == "q":
            break
        if answer in ("y", "n"):
            named, other = pair.by_name
            made.append(Decision("same" if answer == "y" else "not-same", named.id, other.id, "kg review"))
    if made:
        keep(made, file)
        click.echo(f"{len(made)} decided  → {beside(file)}")


def _answer() -> str:
    """y, n, s or q from the terminal; the end of the input is q."""
    choice = click.Choice(["y", "n", "s", "q"])
    try:
        return str(click.prompt("  the same? y(es) n(o) s(kip) q(uit)", type=choice, default="s", show_choices=False))
    except click.Abort:
        click.echo()
        return "q"


@main.command()
@click.argument("a")
@click.argument("b")
@_graph
@_least
@click.option("-n", "--limit", default=5, show_default=True, type=click.IntRange(min=1), help="Ways to show.")
def links(a: str, b: str, file: str, limit: int, least: float) -> None:
    """Show how two entities are linked, with a quote for each hop."""
    from kg.cards import ways
    from kg.links import shortest_links

    graph = _load(file, least)
    found = [
        way for x in _nodes(graph, a) for y in _nodes(graph, b) for way in shortest_links(graph, x, y, limit=limit)
    ]
    found.sort(key=len)
    if not found:
        click.echo(f"{a} and {b} are not linked: no chain of statements leads from one to the other.")
        return
    _say(ways(graph, found[:limit]))


@main.command()
@click.argument("sparql")
@_graph
@_least
@click.option("--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def query(sparql: str, file: str, style: str, least: float) -> None:
    """Ask the graph in SPARQL (`-` reads the query from standard input)."""
    from exports.sparql import query as ask
    from exports.sparql import render

    text = sys.stdin.read() if sparql == "-" else sparql
    click.echo(render(ask(_collection(file, least), text), style), nl=False)


@main.command()
@click.argument("format", metavar="FORMAT")
@click.option("-o", "--out", required=True, metavar="OUT", help="The file or folder to write; `-` is standard output.")
@_graph
@_least
def export(format: str, out: str, file: str, least: float) -> None:
    """Write the graph as jsonl, ttl, trig, nq, jsonld, graphml, gexf, csv or html."""
    from exports import write

    where = write(_collection(file, least), format, out)
    if out != "-":
        click.echo(f"{format} → {where}")


@main.command()
@_graph
@_least
@click.option("-o", "--out", metavar="OUT", help="Keep the HTML file here.")
@click.option("--no-open", is_flag=True, help="Write the file without opening the browser.")
def view(file: str, out: str | None, no_open: bool, least: float) -> None:
    """Look at the graph in the browser."""
    import webbrowser

    from exports import write

    where = pathlib.Path(out or pathlib.Path(file).with_suffix(".html")).absolute()
    write(_collection(file, least), "html", str(where))
    click.echo(f"{where}")
    if not no_open and not webbrowser.open(where.as_uri()):
        click.echo("No browser could be opened: open the file yourself.", err=True)


def _say(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)


def _collection(file: str, least: float = 0.0) -> Collection:
    from kg.confidence import confident
    from kg.pipeline import load

    return confident(load(file), least)


def _load(file: str, least: float = 0.0) -> networkx.MultiDiGraph[str]:
    from kg.graph import to_networkx

    return to_networkx(_collection(file, least))


def _is_entity(graph: networkx.MultiDiGraph[str], name: str) -> bool:
    return name in graph or any(graph.nodes[node]["label"] == name for node in graph)


def _one_node(graph: networkx.MultiDiGraph[str], name: str) -> str:
    """The one node of a name or an id; several are told with their ids."""
    if name in graph:
        return name
    found = _nodes(graph, name)
    if len(found) > 1:
        raise KanwangError(f"{name} may be {'、'.join(found)}: name one of these ids.")
    return found[0]


def _nodes(graph: networkx.MultiDiGraph[str], name: str) -> list[str]:
    """The nodes of a name, by any alias; an unknown name is answered with the nearest ones."""
    from kg.graph import find, nearest

    found = find(graph, name)
    if not found:
        near = "、".join(nearest(graph, name))
        raise KanwangError(f"No entity is named {name}." + (f" Near: {near}." if near else " See `kg stats`."))
    return found
