"""From files to pages: which files are pages, what they say, and where, when and by whom they were printed.

>>> facts("望江区开学", "2024-02-27_03.txt").date
'2024-02-27'
"""

from __future__ import annotations

import functools
import pathlib

from kg.errors import KanwangError
from kg.model import Page
from kg.read.facts import Facts, facts
from kg.read.files import Source, decode, find
from kg.read.sidecar import Paper, read_paper

__all__ = ["Facts", "Paper", "Source", "facts", "find", "pages", "read"]


def pages(source: Source | str | pathlib.Path) -> tuple[Page, ...]:
    """All pages of a file: one of a text file; a PDF has many, and so may an export with articles of several dates."""
    return (read(source),)


def read(source: Source | str | pathlib.Path) -> Page:
    """The page in a text file, with its outlet, home and date as a sidecar, the file name or the page itself tells them.

    A path gives a page named as the file; a `Source` of `find` one named by its path below the folder that was asked for.
    """
    if not isinstance(source, Source):
        path = pathlib.Path(source)
        if path.is_dir():
            raise KanwangError(f"{path} is a folder, not a page: use find() for the pages in it.")
        source = Source(path.name, path)
    raw = decode(source.path)
    paper = _paper(source.path.parent, source.path.name)
    found = facts(raw, source.path.name, paper.divisions).overruled(paper)
    return Page(source.id, raw, found.outlet, found.home, found.date, dict(found.why), paper.divisions)


def _paper(folder: pathlib.Path, name: str) -> Paper:
    path = folder / "paper.toml"
    if not path.is_file():
        return Paper()
    stat = path.stat()
    return _cached(path, stat.st_mtime_ns, stat.st_size).of(name)


@functools.lru_cache(maxsize=32)
def _cached(path: pathlib.Path, changed: int, size: int) -> Paper:
    """A sidecar, read again when the file has changed."""
    return read_paper(path)
