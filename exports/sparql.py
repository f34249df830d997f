"""SPARQL over a collection: read-only, without a network, bounded in rows and in time.

The store is Oxigraph where oxrdflib is installed (12 to 500 times faster), else rdflib's own. Prefixes kg:, kw:, org:, schema:,
oa:, prov:, dcterms:, skos:, rdfs: and xsd: need not be declared.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import itertools
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from typing import Any

from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.query import Result

from exports.rdf import PREFIXES, _bind, quads
from kg.cards import width
from kg.errors import KanwangError
from kg.model import Collection

# More rows than a person reads or a spreadsheet takes; a cross product of a million is a slip.
MAX_ROWS = 100_000
# Seconds after which nobody waits for an answer any more.
PATIENCE = 60.0
_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: the names of its columns, and rows of cells, None where a variable is unbound.

    ASK gives one cell, true or false; CONSTRUCT and DESCRIBE give subject, predicate, object.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def store(collection: Collection) -> Dataset:
    """The collection's triples ready to be asked: all of them once, and those of each article in its graph too.

    A union of the articles' graphs would give a statement as often as articles print it.
    """
    found = Dataset(store="Oxigraph" if importlib.util.find_spec("oxrdflib") else "default")
    _bind(found)
    rows = list(quads(collection))
    found.addN([(*triple, found.default_graph) for triple, _ in rows])
    graphs = {name: found.graph(name) for _, name in rows if name}
    found.addN([(*triple, graphs[name]) for triple, name in rows if name])
    return found


def query(collection: Collection, sparql: str, *, patience: float = PATIENCE) -> Answer:
    """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE query.

    Raises KanwangError with one line for a query that is wrong, that would change the graph, that asks another host, or
    that is not answered within `patience` seconds.
    """
    _check(sparql)
    found = store(collection)
    return _in_time(lambda: _answer(found.query(sparql, initNs=_PREFIXES)), patience)


def _in_time(answer: Callable[[], Answer], patience: float) -> Answer:
    """The answer, or an error once patience is out: no engine can be stopped, but it can be left behind.

    What is left behind ends with the process, as it runs in a daemon thread.
    """
    future: Future[Answer] = Future()

    def run() -> None:
        try:
            future.set_result(answer())
        except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that asked
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return future.result(patience)
    except FutureTimeout:
        raise KanwangError(
            f"No answer within {patience:g} seconds: ask for less, or say more of what you look for."
        ) from None


def _check(sparql: str) -> None:
    try:
        prepared = prepareQuery(sparql, initNs=_PREFIXES)
    except Exception as error:  # rdflib lets errors of its parser, of its own and of Python through
        reason = " ".join(str(error).split())[:200]
        raise KanwangError(f"This is not a SPARQL query that reads: {reason}") from error
    for part in _parts(prepared.algebra):
        if part.name == "ServiceGraphPattern" or dict.get(part, "datasetClause"):
            raise KanwangError("This SPARQL query asks another host (SERVICE or FROM): only the graph itself is asked.")


def _parts(value: Any) -> Iterator[CompValue]:
    if isinstance(value, CompValue):
        yield value
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _parts(inner)


def _answer(result: Result) -> Answer:
    if result.type == "ASK":
        return Answer(("ask",), ((str(bool(result.askAnswer)).lower(),),))
    if result.type in ("CONSTRUCT", "DESCRIBE"):
        triples = sorted(result.graph or Graph())
        return Answer(("subject", "predicate", "object"), _bounded(tuple(map(_cell, t)) for t in triples))
    columns = tuple(str(variable) for variable in result.vars or ())
    return Answer(columns, _bounded(tuple(map(_cell, row)) for row in result))  # type: ignore[arg-type]


def _bounded(rows: Iterable[tuple[str | None, ...]]) -> tuple[tuple[str | None, ...], ...]:
    found = tuple(itertools.islice(rows, MAX_ROWS + 1))
    if len(found) > MAX_ROWS:
        raise KanwangError(f"More than {MAX_ROWS:,} rows: add LIMIT, or ask for less.")
    return found


def _cell(term: Any) -> str | None:
    if term is None or isinstance(term, Literal):
        return None if term is None else str(term)
    if isinstance(term, URIRef):
        for prefix, namespace in PREFIXES.items():
            if term.startswith(str(namespace)):
                return f"{prefix}:{term[len(str(namespace)) :]}"
    return str(term)


def render(answer: Answer, style: str) -> str:
    """The answer as text: an aligned `table`, `csv`, or `json` (a list of objects)."""
    if style == "json":
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    if style == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(["" if cell is None else cell for cell in row] for row in answer.rows)
        return out.getvalue()
    lines = [answer.columns, *(tuple((cell or "").replace("\n", " ") for cell in row) for row in answer.rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    shown = ["  ".join(cell + " " * (w - width(cell)) for cell, w in zip(line, widths, strict=True)) for line in lines]
    shown.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(line.rstrip() for line in shown) + "\n"
