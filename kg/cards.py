"""What the graph knows, put in words for a terminal: an entity's card, a summary, the ways between two entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.confidence import RuleCount, trust
from kg.links import Way
from kg.model import Article, Collection, Page
from kg.schema import PREDICATES, TYPES

if TYPE_CHECKING:
    import networkx

    from kg.review import Pair

# Quotes longer than this are cut in a terminal; exports carry them whole.
_QUOTE = 60


def label(graph: networkx.MultiDiGraph[str], node: str) -> str:
    """A node's name and its type in Chinese: 荆州市公安局〔机构·公安机关〕."""
    data = graph.nodes[node]
    kinds = dict(TYPES[data["type"]].kinds)
    kind = kinds.get(data.get("kind") or "", "")
    return f"{data['label']}〔{TYPES[data['type']].label}{'·' + kind if kind else ''}〕"


def card(graph: networkx.MultiDiGraph[str], node: str) -> Iterator[str]:
    """The lines of an entity's card: name, other names, then its statements by predicate, each with a quote."""
    data = graph.nodes[node]
    yield label(graph, node)
    others = [alias for alias in data["aliases"] if alias != data["label"]]
    if others:
        yield f"  又称 {'、'.join(others)}"
    yield f"  见于 {len(data['pages'])} 版 {data['mentions']} 处"
    namesakes = [graph.nodes[other]["label"] for other in graph if other != node and _is_namesake(graph, node, other)]
    if namesakes:
        yield f"  同名而非同一人：{'、'.join(sorted(namesakes))}"
    edges = [(True, target, edge) for _, target, edge in graph.out_edges(node, data=True)]
    edges += [(False, source, edge) for source, _, edge in graph.in_edges(node, data=True)]
    for predicate in PREDICATES.values():
        for out in (True, False):
            rows = [row for row in edges if row[0] == out and row[2]["predicate"] == predicate.name]
            if rows:
                yield ""
                yield (
                    f"  {predicate.label if out or predicate.symmetric else '被' + predicate.label}  {predicate.name}"
                    + ("" if out else " ←")
                )
                rows.sort(key=lambda row: (_order(row[2]), graph.nodes[row[1]]["label"], row[2]["role"] or ""))
                for _, other, edge in rows:
                    yield from _statement(graph, other, edge)
    yield from _measures(data["measures"])


def _order(fact: dict[str, Any]) -> str:
    """What orders statements and figures in time: the day from which they hold, else the one on which they were printed."""
    when = fact["when"] or {}
    return when.get("start") or when.get("end") or fact["observed"] or ""


_BOUNDS = {"exact": "", "at_least": "≥", "at_most": "≤", "about": "≈"}


def _measures(measures: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The figures of a card: what, value and unit, time, and the quote."""
    if measures:
        yield ""
        yield "  数据  measures"
    for measure in sorted(measures, key=lambda m: (m["what"], _order(m), m["value"])):
        way = {"increase": "＋", "decrease": "－", "": ""}[measure["change"]]
        value = f"{_BOUNDS[measure['bound']]}{way}{_grouped(measure['value'])}{' ' * bool(measure['unit'])}{measure['unit']}"
        yield f"    {measure['what']}{measure['basis'] and '·' + measure['basis']}  {value}{_time(measure['when'])}"
        first = measure["evidence"][0]
        more = f"，另 {len(measure['evidence']) - 1} 处" if len(measure["evidence"]) > 1 else ""
        yield f"      “{_cut(first['quote'])}”（{_where(first)}{more}）"


def _grouped(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")


def _time(when: dict[str, Any] | None) -> str:
    """When it holds: 〔11月27日 2024-11-27〕, 〔今年1至10月 2024-01-01—2024-10-31〕, 〔近日〕; "" where nothing is said."""
    if not when:
        return ""
    start, end = when["start"], when["end"]
    days = start if start == end else f"{start or ''}—{end or ''}"
    return f"〔{when['phrase']}{' ' + days if start or end else ''}〕"


def _is_namesake(graph: networkx.MultiDiGraph[str], node: str, other: str) -> bool:
    """Whether two people bear one name and the pages did not say that they are one."""
    one, two = graph.nodes[node], graph.nodes[other]
    same_type = one["type"] == two["type"] == "Person"
    return bool(same_type and one["label"].split("（")[0] == two["label"].split("（")[0])


def _statement(graph: networkx.MultiDiGraph[str], other: str, edge: dict[str, Any]) -> Iterator[str]:
    role = f"（{edge['role']}）" if edge["role"] else ""
    yield f"    {_MODALITY[edge['modality']]}{label(graph, other)}{role}{_time(edge['when'])}"
    # The words that tell the time, where others tell none.
    first = next((e for e in edge["evidence"] if e["when"] == edge["when"]), edge["evidence"][0])
    more = f"，另 {len(edge['evidence']) - 1} 处" if len(edge["evidence"]) > 1 else ""
    yield f"      “{_cut(first['quote'])}”（{_where(first)}{more}）"


# What stands before a plan and a denial.
_MODALITY = {"asserted": "", "planned": "（拟）", "negated": "（未）"}


def _where(evidence: dict[str, Any]) -> str:
    """The page, its date and its number in a PDF: 2024-06-07.pdf/3，2024-06-07，第3页."""
    date = f"，{evidence['date']}" if evidence["date"] else ""
    number = f"，第{evidence['pdf_page']}页" if "pdf_page" in evidence else ""
    return f"{evidence['page']}{date}{number}"


def _cut(quote: str) -> str:
    quote = quote.replace("\n", " ")
    return quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"


def ways(graph: networkx.MultiDiGraph[str], found: Sequence[Way]) -> Iterator[str]:
    """The lines that tell each way: every hop with its predicate, quote, page and date."""
    for number, way in enumerate(found, start=1):
        yield f"{number}. {label(graph, way[0].source)}"
        for hop in way:
            name = _MODALITY[hop.statement["modality"]] + PREDICATES[hop.statement["predicate"]].label
            role = f"·{hop.statement['role']}" if hop.statement["role"] else ""
            arrow = f"──{name}{role}─→" if hop.forward else f"←─{name}{role}──"
            yield f"   {arrow} {label(graph, hop.target)}"
            first = hop.statement["evidence"][0]
            yield f"      “{_cut(first['quote'])}”（{_where(first)}）"


def page_facts(page: Page) -> str:
    """What is known of a page, each with how: 2024-05-07_03.txt  outlet 澜川日报 (paper.toml), folio 3 (file name)."""
    known = [(name, getattr(page, name)) for name in ("outlet", "home", "date", "folio")]
    told = ", ".join(f"{name} {value} ({page.why[name]})" for name, value in known if value)
    return f"{page.id}  {told or 'outlet, home and date unknown'}"


def article_facts(article: Article) -> str:
    """An article's id and kind, where its dateline moves it, and its jumps to other pages."""
    moved = f"home {article.home} (dateline {article.dateline})" if article.home else ""
    origin = f"goes on from {article.continues}" if article.continues else article.origin or ""
    return "  ".join(filter(None, (article.id, article.kind, moved, origin, article.onward or "")))


def question(pair: Pair, number: int, total: int) -> Iterator[str]:
    """A pair of entities that may be one, with a passage of each."""
    yield ""
    yield f"{number}/{total}  {TYPES[pair.one.type].label}  {pair.score:.2f}"
    for entity, (article, quote) in zip((pair.one, pair.other), pair.passages, strict=True):
        kind = dict(TYPES[entity.type].kinds).get(entity.kind or "", "")
        others = f"，又称 {'、'.join(entity.aliases[:4])}" if entity.aliases else ""
        yield f"  {entity.name}{f'〔{kind}〕' if kind else ''}{others}"
        yield f"    “{_cut(quote)}”（{article}）"


def summary(collection: Collection) -> Iterator[str]:
    """The lines of a summary: pages, articles, entities by type, statements by predicate, what was left out and why."""
    mentions, statements = len(collection.mentions), collection.statements
    yield f"{_n(len(collection.pages), 'page')}, {_n(len(collection.articles), 'article')}, {_n(mentions, 'mention')}"
    yield ""
    by_type = Counter(entity.type for entity in collection.entities)
    yield _n(len(collection.entities), "entity", "entities")
    yield from _columns((f"{t.label} {t.name}", by_type[t.name]) for t in TYPES.values() if by_type[t.name])
    yield ""
    by_predicate = Counter(statement.predicate for statement in statements)
    other = Counter(statement.modality for statement in statements if statement.modality != "asserted")
    marked = "".join(f", {count:,} {modality}" for modality, count in sorted(other.items()))
    figures = f"; {_n(len(collection.measures), 'figure')}" if collection.measures else ""
    yield f"{_n(len(statements), 'statement')}{marked}, each with the printed sentence{figures}"
    rows = [(f"{p.label} {p.name}", by_predicate[p.name]) for p in PREDICATES.values() if by_predicate[p.name]]
    yield from _columns([(name, count) for name, count in sorted(rows, key=lambda row: -row[1])])
    yield from _left_out(collection)


def _left_out(collection: Collection) -> Iterator[str]:
    raw = {page.id: page.raw for page in collection.pages}
    characters: Counter[str] = Counter()
    for piece in collection.left_out:
        characters[piece.reason] += sum(not c.isspace() for c in raw[piece.page][piece.start : piece.end])
    total = sum(sum(not c.isspace() for c in text) for text in raw.values())
    refused = Counter(reason for _, reason in collection.refused)
    if not characters and not refused:
        return
    yield ""
    share = 100 * sum(characters.values()) / total if total else 0.0
    yield f"left out: {share:.1f} % of the characters" + (f", {_n(sum(refused.values()), 'name')}" if refused else "")
    yield from _columns(sorted(((r, f"{n} characters") for r, n in characters.items()), key=str))
    yield from _columns(sorted(((r, _n(n, "name")) for r, n in refused.items()), key=str))


def rule_table(rows: Iterable[RuleCount]) -> Iterator[str]:
    """The rules with what they state, how often they were right and wrong on annotated pages, and how far they are trusted."""
    yield "rule                                 seeds      shared     trust  states"
    for row in sorted(rows, key=lambda row: (-trust(row.rule), row.rule)):
        seeds, shared = (f"{right}/{right + wrong}" for right, wrong in (row.seeds, row.shared))
        yield f"{row.rule:<36} {seeds:<10} {shared:<10} {trust(row.rule):.3f}  {', '.join(row.predicates)}"


def _n(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def width(text: str) -> int:
    """Columns that a terminal gives the text: Han characters take two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _columns(rows: Iterable[tuple[str, object]]) -> Iterator[str]:
    rows = list(rows)
    wide = max((width(name) for name, _ in rows), default=0)
    values = [f"{value:,}" if isinstance(value, int) else str(value) for _, value in rows]
    right = max((len(value) for value in values), default=0)
    for (name, _), value in zip(rows, values, strict=True):
        yield f"  {name}{' ' * (wide - width(name))}  {value:>{right}}"
