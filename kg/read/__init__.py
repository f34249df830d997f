"""From files to pages: which files are pages, what they say, and where, when and by whom they were printed.

>>> facts("望江区开学", "2024-02-27_03.txt").date
'2024-02-27'
"""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Mapping

from kg.errors import KanwangError
from kg.model import Page
from kg.read.facts import Facts, facts
from kg.read.files import Source, decode, find
from kg.read.newsroom import Columns, columns, newsroom_pages
from kg.read.sidecar import Paper, paper_beside
from kg.script import folded

__all__ = ["Facts", "Paper", "Source", "columns", "facts", "find", "pages", "read"]


def pages(source: Source | str | pathlib.Path, columns: Columns | None = None) -> tuple[Page, ...]:
    """All pages of a file: one of a text file; a PDF has many, and so may an export with articles of several dates.

    `columns` says what the export of a newsroom system calls its columns: {"text": "body"}.
    """
    one = _source(source)
    reader = READERS.get(one.path.suffix.lower())
    return reader(one, columns or {}) if reader else (read(one),)


def _markup(source: Source, columns: Columns) -> tuple[Page, ...]:
    from kg.read.markup import markup_pages  # lxml takes time to load, and few need it

    return markup_pages(source)


def _pdf(source: Source, columns: Columns) -> tuple[Page, ...]:
    from kg.read.pdf import pdf_pages

    return pdf_pages(source)


# By suffix; a file of any other is a page of plain text.
READERS: Mapping[str, Callable[[Source, Columns], tuple[Page, ...]]] = {
    ".csv": newsroom_pages,
    ".jsonl": newsroom_pages,
    ".htm": _markup,
    ".html": _markup,
    ".pdf": _pdf,
    ".xml": _markup,
}


def read(source: Source | str | pathlib.Path) -> Page:
    """The page in a text file, with its outlet, home and date as a sidecar, the file name or the page itself tells them.

    A path gives a page named as the file; a `Source` of `find` one named by its path below the folder that was asked for.
    """
    one = _source(source)
    raw = decode(one.path)
    paper = paper_beside(one.path)
    found = facts(folded(raw), one.path.name, paper.divisions).overruled(paper)
    return Page(one.id, raw, found.outlet, found.home, found.date, dict(found.why), paper.divisions, folio=found.folio)


def _source(source: Source | str | pathlib.Path) -> Source:
    """A file as a source; one that is not named by `find` is named by itself."""
    if isinstance(source, Source):
        return source
    path = pathlib.Path(source)
    if path.is_dir():
        raise KanwangError(f"{path} is a folder, not a page: use find() for the pages in it.")
    return Source(path.name, path)
