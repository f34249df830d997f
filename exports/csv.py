"""csv: a folder of two tables, entities and statements, that a spreadsheet opens with its Chinese intact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Collection
from kg.schema import PREDICATES, TYPES

# Excel takes a UTF-8 file for the local encoding unless it begins with this mark.
_BOM = "\ufeff"
# A cell that begins so would be run as a formula; a Chinese Excel takes the wide forms for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def files(collection: Collection) -> Iterator[tuple[str, str]]:
    """The two tables as (name, content)."""
    yield "entities.csv", _table(("id", "type", "类型", "kind", "name", "aliases"), _entities(collection))
    columns = ("subject", "predicate", "谓词", "object", "role", "observed", "quote", "page", "date", "article", "rule")
    yield "statements.csv", _table(columns, _statements(collection))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell or "") for cell in row] for row in rows)
    return _BOM + out.getvalue()


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _entities(collection: Collection) -> Iterator[Sequence[str | None]]:
    for e in collection.entities:
        yield e.id, e.type, TYPES[e.type].label, e.kind, e.name, "；".join(e.aliases)


def _statements(collection: Collection) -> Iterator[Sequence[str | None]]:
    """One row for each piece of evidence."""
    name = {entity.id: entity.name for entity in collection.entities}
    page = {page.id: page for page in collection.pages}
    home = {article.id: page[article.page] for article in collection.articles}
    for s in collection.statements:
        for e in s.evidence:
            of = home[e.article]
            label = PREDICATES[s.predicate].label
            yield (
                name[s.subject], s.predicate, label, name[s.object], s.role, s.observed, e.quote, of.id, of.date,
                e.article, e.rule,
            )  # fmt: skip
