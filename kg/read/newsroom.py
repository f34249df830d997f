"""Exports of newsroom systems: a .jsonl or .csv file whose rows are articles.

The columns are id, headline, text, date, outlet and author; only text must be there. `--columns text=body,headline=title`
says what an export calls them. Other columns are not looked at.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import KanwangError
from kg.model import Given, Page, Span
from kg.read.facts import facts
from kg.read.files import LONGEST_LINE, Source, plain, text_of
from kg.read.sidecar import Paper, paper_beside
from kg.script import folded

FIELDS = ("id", "headline", "text", "date", "outlet", "author")
Columns = Mapping[str, str]

_SHOWN = 12  # columns that an error names; an export of a large system has a hundred

_DATE = re.compile(
    r"(?P<y>\d{4})(?:(?P<s>[-/.年])(?P<m>\d{1,2})(?:(?P=s)|月)(?P<d>\d{1,2})日?|(?P<m2>\d\d)(?P<d2>\d\d))"
    r"(?:[T\s日]\s*\d{1,2}[:：时]?\d\d.*)?",
    re.S,
)
_UNPRINTABLE = re.compile("[\0\ud800-\udfff]")  # no file holds them: the graph file and XML could not


@dataclass(frozen=True, slots=True)
class Row:
    """An article as its source gives it; `where` names the row in errors, `date` is ISO 8601, what is missing is ''."""

    where: str
    id: str
    text: str
    headline: str = ""
    date: str = ""
    outlet: str = ""
    author: str = ""


def columns(given: str) -> dict[str, str]:
    """What an export calls its columns, from the option's text.

    >>> columns("headline=标题, text=正文")
    {'headline': '标题', 'text': '正文'}
    """
    found: dict[str, str] = {}
    for part in given.split(","):
        field, equals, name = (piece.strip() for piece in part.partition("="))
        if field not in FIELDS or not equals or not name or field in found:
            raise KanwangError(
                f"Columns are mapped as headline=TITLE,text=BODY, each once, not {part.strip()!r}: "
                f"the names on the left are {', '.join(FIELDS)}."
            )
        found[field] = name
    return found


def newsroom_pages(source: Source, mapped: Columns) -> tuple[Page, ...]:
    """The pages of a .jsonl or .csv file: one for each date and outlet of its articles."""
    rows = _csv_rows if source.path.suffix.lower() == ".csv" else _json_rows
    return pages_of_rows(source, rows(source, mapped))


def pages_of_rows(source: Source, rows: Iterable[Row]) -> tuple[Page, ...]:
    """The articles of one file as pages, one for each date and outlet, in the order of dates.

    A page of a file with one date and outlet is named as the file, export.jsonl; of others, export.jsonl/2024-02-27,
    and where two outlets share the date, export.jsonl/2024-02-27/澜川日报.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in _each_once(rows):
        groups.setdefault((row.date, row.outlet), []).append(row)
    paper = paper_beside(source.path)
    if len(groups) < 2:
        return (_page(source.id, next(iter(groups.values()), []), source, paper),)
    dates = [date for date, _ in groups]
    return tuple(
        _page("/".join((source.id, *_parts(date, outlet, dates.count(date) > 1))), groups[date, outlet], source, paper)
        for date, outlet in sorted(groups)
    )


def _parts(date: str, outlet: str, shared: bool) -> Iterator[str]:
    yield date or "undated"
    if shared:
        yield outlet or "unnamed"


def _each_once(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows; raises KanwangError where two have one id, and for a paragraph that no newspaper prints."""
    seen: dict[str, str] = {}
    for row in rows:
        if row.id in seen:
            raise KanwangError(
                f"{row.where} has the id {row.id[:40]}, as {seen[row.id]} has: give each article an id of its own, "
                "or map another column with --columns id=NAME."
            )
        long = max(map(len, (*row.text.split("\n"), row.headline, row.author)))
        if long > LONGEST_LINE:
            raise KanwangError(
                f"{row.where} has a paragraph of {long:,} characters: break it into ones of at most {LONGEST_LINE:,}."
            )
        seen[row.id] = row.where
        yield row


def _page(key: str, rows: Sequence[Row], source: Source, paper: Paper) -> Page:
    """The page of some articles: headline line, author line, text and a blank line of each, one after the other."""
    pieces: list[str] = []
    given: list[Given] = []
    at = 0
    for row in rows:
        spans: list[Span | None] = []
        for piece in (row.headline, row.author, row.text):
            spans.append(Span(at, at + len(piece)) if piece else None)
            if piece:
                pieces.append(piece + "\n")
                at += len(piece) + 1
        pieces.append("\n")
        headline, author, text = spans
        given.append(Given(row.id, headline, text or Span(at, at), author))
        at += 1
    return _told(Page(key, "".join(pieces), divisions=paper.divisions, given=tuple(given)), rows[:1], source, paper)


def _told(page: Page, rows: Sequence[Row], source: Source, paper: Paper) -> Page:
    """The page with outlet, home and date. What happened last on a page tells its date, but not that of a whole export."""
    outlet, date = (rows[0].outlet, rows[0].date) if rows else ("", "")
    found = facts(folded(f"{outlet}\n{page.raw}"), source.path.name, paper.divisions).overruled(paper)
    why = {name: how for name, how in found.why.items() if name != "folio"}  # rows are of no page of an issue
    if why.get("date") not in ("file name", "paper.toml"):
        why.pop("date", None)
        found = replace(found, date=None)
    for name, value in (("outlet", outlet), ("date", date)):
        if value:
            why[name] = "given by the source"
    return replace(page, outlet=outlet or found.outlet, home=found.home, date=date or found.date, why=why)


def _json_rows(source: Source, mapped: Columns) -> Iterator[Row]:
    seen: dict[str, None] = {}
    count = 0
    for number, line in enumerate(text_of(source.path).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"Line {number} of {source.path}"
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise KanwangError(f"{where} is not JSON ({error}): write one object a line.") from error
        if not isinstance(found, dict):
            raise KanwangError(f'{where} is no JSON object: write {{"id": …, "headline": …, "text": …}}.')
        count += 1
        seen.update(dict.fromkeys(found))
        _need(mapped.get("text", "text"), found, where, "text")
        cells = {field: _value(found.get(mapped.get(field, field)), field, where) for field in FIELDS}
        if any(cells.values()):
            yield _row(cells, where, count)
    for field, name in mapped.items() if seen else ():
        _need(name, seen, str(source.path), field)


def _csv_rows(source: Source, mapped: Columns) -> Iterator[Row]:
    """The rows of a table; they are counted as a spreadsheet does, the header being row 1."""
    text = text_of(source.path)
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",", ";", "\t", key=first.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, header = 0, list[str]()
    try:
        for number, cells in enumerate(table, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(cells, mapped, source)
            else:
                where = f"Row {number} of {source.path}"
                yield _row(_cells(cells, header, mapped, where), where, number - 1)
    except csv.Error as error:
        raise KanwangError(
            f"Row {number + 1} of {source.path} is broken ({error}): put cells with commas, quotes or line breaks in "
            'double quotes, and write " in them as "".'
        ) from error


def _header(cells: Sequence[str], mapped: Columns, source: Source) -> list[str]:
    """The names of a table's columns, which must be there."""
    names = [cell.strip() for cell in cells]
    text = mapped.get("text", "text")
    if text not in names and any(len(name) > 40 or re.search("[，。]", name) for name in names):
        raise KanwangError(
            f"{source.path} has no header: put a first line that names its columns, such as id,headline,text,date."
        )
    for field, name in {"text": text, **mapped}.items():
        _need(name, dict.fromkeys(names), str(source.path), field)
        if names.count(name) > 1:
            raise KanwangError(f"{source.path} has {names.count(name)} columns named {name}: rename all but one.")
    return names


def _cells(cells: Sequence[str], header: Sequence[str], mapped: Columns, where: str) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise KanwangError(
            f"{where} has {len(cells)} cells under {len(header)} columns: put a cell that holds commas in double quotes."
        )
    found = dict(zip(header, cells, strict=False))
    return {field: _value(found.get(mapped.get(field, field)), field, where) for field in FIELDS}


def _need(name: str, found: Iterable[str], where: str, field: str) -> None:
    """Raises KanwangError where a column is missing."""
    names = list(found)
    if name not in names:
        shown = "、".join(one[:40] for one in names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
        raise KanwangError(
            f"{where} has no column {name}, it has {shown or 'none'}: say which holds the {field} "
            f"with --columns {field}=NAME."
        )


def _value(value: object, field: str, where: str) -> str:
    """The text of a cell; all but the article's own text on one line."""
    if isinstance(value, list) and field != "text" and all(isinstance(one, str) for one in value):
        value = " ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and field != "text":
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise KanwangError(f"{where}: {field} must be a string, not {json.dumps(value)[:40]}.")
    return tidy(value or "", field)


def tidy(value: str, field: str) -> str:
    """A value as the page holds it: line ends as \\n, no unprintable characters, all but the text on one line."""
    value = _UNPRINTABLE.sub("\ufffd", plain(value))
    return (value if value.strip() else "") if field == "text" else " ".join(value.split())


def _row(cells: Mapping[str, str], where: str, number: int) -> Row:
    """The article in some cells, which must have words and a date that is one, if any."""
    if not cells["headline"] and not cells["text"]:
        raise KanwangError(f"{where} has neither a headline nor a text: fill it in, or remove the row.")
    date = iso_date(cells["date"]) if cells["date"] else ""
    if date is None:
        raise KanwangError(f"{where}: {cells['date'][:40]!r} is no date: write it as 2024-02-27, or leave it empty.")
    return Row(
        where, cells["id"] or str(number), cells["text"], cells["headline"], date, cells["outlet"], cells["author"]
    )


def iso_date(text: str) -> str | None:
    """The day of a date, maybe with a time, in ISO 8601; None where it is none.

    >>> [iso_date(t) for t in ("2024/2/27", "2024年2月27日", "2024-02-27T08:00:00+08:00", "20240227", "2024-02-30", "昨日")]
    ['2024-02-27', '2024-02-27', '2024-02-27', '2024-02-27', None, None]
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    month, day = found["m"] or found["m2"], found["d"] or found["d2"]
    try:
        return datetime.date(int(found["y"]), int(month), int(day)).isoformat()
    except ValueError:
        return None
