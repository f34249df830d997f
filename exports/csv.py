"""csv: a folder of three tables, entities, statements and measures, that a spreadsheet opens with its Chinese intact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Collection, Evidence, Page, When
from kg.schema import PREDICATES, TYPES

# Excel takes a UTF-8 file for the local encoding unless it begins with this mark.
_BOM = "\ufeff"
# A cell that begins so would be run as a formula; a Chinese Excel takes the wide forms for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def files(collection: Collection) -> Iterator[tuple[str, str]]:
    """The three tables as (name, content)."""
    yield "entities.csv", _table(("id", "type", "类型", "kind", "name", "aliases"), _entities(collection))
    printed = ("quote", "page", "date", "article", "rule")
    time = ("when", "from", "to", "observed")
    columns = ("subject", "predicate", "谓词", "object", "role", "modality", *time, "confidence", *printed)
    yield "statements.csv", _table(columns, _statements(collection))
    columns = ("entity", "what", "value", "unit", "bound", "change", "basis", *time, *printed)
    yield "measures.csv", _table(columns, _measures(collection))


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
    page_of = _pages(collection)
    for s in collection.statements:
        for e in s.evidence:
            label = PREDICATES[s.predicate].label
            yield (
                name[s.subject], s.predicate, label, name[s.object], s.role, s.modality, *_time(e.when), s.observed,
                f"{s.confidence:.3f}", *_printed(e, page_of[e.article]),
            )  # fmt: skip


def _measures(collection: Collection) -> Iterator[Sequence[str | None]]:
    """One row for each piece of evidence."""
    name = {entity.id: entity.name for entity in collection.entities}
    page_of = _pages(collection)
    for m in collection.measures:
        f = m.figure
        for e in m.evidence:
            value = (name[m.entity], f.what, str(f.value), f.unit, f.bound, f.change, f.basis)
            yield (*value, *_time(e.when), m.observed, *_printed(e, page_of[e.article]))


def _time(when: When | None) -> tuple[str | None, ...]:
    return (when.phrase, when.start, when.end) if when else (None, None, None)


def _pages(collection: Collection) -> dict[str, Page]:
    """The page of each article, by the article's id."""
    page = {page.id: page for page in collection.pages}
    return {article.id: page[article.page] for article in collection.articles}


def _printed(evidence: Evidence, page: Page) -> tuple[str | None, ...]:
    """The columns quote, page, date, article, rule."""
    return evidence.quote, page.id, page.date, evidence.article, evidence.rule
