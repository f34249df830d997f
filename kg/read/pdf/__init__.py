"""Pages of PDFs: where glyphs stand and how large they are tells columns, reading order, headlines and articles.

1. `glyphs`: the characters of a page with their places, shadows of letters left out, frames and pictures (pypdfium2).
2. `lines`: what stands on one base line in one column; headlines set from top to bottom.
3. `blocks`: pieces of columns and headline lines of one size; `order`: the order in which they are read.
4. `stories`: which headline stands over or beside which columns.

The text of a page has its lines in this order, an article in one piece. Where the articles are clear, the page gives them
(`Page.given`); else `kg.segment` finds them in the text.
"""

from __future__ import annotations

import pathlib
from typing import Any

from kg.errors import KanwangError
from kg.model import Box, Given, Page, Span
from kg.read.facts import facts
from kg.read.files import Source, plain
from kg.read.pdf.blocks import Block
from kg.read.pdf.glyphs import Crowded, Sheet, read_sheet
from kg.read.pdf.lines import Line
from kg.read.pdf.stories import Reader, Story, is_open, starts
from kg.read.sidecar import paper_beside
from kg.script import folded

__all__ = ["pdf_pages"]

_MOST_PAGES = 2000


def pdf_pages(source: Source | str | pathlib.Path) -> tuple[Page, ...]:
    """The pages of a PDF; that of a PDF of one page is named as the file, others paper.pdf/1, paper.pdf/2 …

    Raises KanwangError for a file that is broken, locked with a password, or has no text at all.
    """
    if not isinstance(source, Source):
        source = Source(pathlib.Path(source).name, pathlib.Path(source))
    sheets = _sheets(source.path)
    if not any(sheet.glyphs for sheet in sheets):
        raise KanwangError(f"{source.path} has no text layer: run OCR first, for example `ocrmypdf -l chi_sim`.")
    return tuple(
        _page(source, source.id if len(sheets) == 1 else f"{source.id}/{number}", number, sheet)
        for number, sheet in enumerate(sheets, start=1)
    )


def _sheets(path: pathlib.Path) -> list[Sheet]:
    """The sheets of a PDF."""
    try:
        import pypdfium2
    except ImportError as error:
        raise KanwangError(f"Cannot read {path}: PDFs need pypdfium2, `pip install pypdfium2`.") from error
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise KanwangError(f"Cannot read {path}: {reason}; give a file that you may read.") from error
    document: Any = None
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
        if count > _MOST_PAGES:
            raise KanwangError(f"{path} has {count:,} pages: split it into files of at most {_MOST_PAGES:,}.")
        return [_sheet(document, number, path) for number in range(count)]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise KanwangError(f"{path} is locked with a password: save it without one.") from error
        raise KanwangError(f"{path} is not a PDF that can be read, or is broken: save or download it anew.") from error
    finally:
        if document is not None:
            document.close()


def _sheet(document: Any, number: int, path: pathlib.Path) -> Sheet:
    page = document[number]
    try:
        return read_sheet(page)
    except Crowded as error:
        raise KanwangError(
            f"Page {number + 1} of {path} has {error.args[0]:,} characters, which is no newspaper page: leave it out."
        ) from error
    finally:
        page.close()


def _page(source: Source, key: str, number: int, sheet: Sheet) -> Page:
    """The page of a sheet."""
    reader = Reader(sheet)
    stories = reader.read()
    writer = _Writer(reader.indents)
    given = writer.write(stories, reader.loose, reader.blocks)
    raw = "".join(writer.pieces)
    paper = paper_beside(source.path)
    found = facts(folded(raw), source.path.name, paper.divisions).overruled(paper)
    return Page(
        key,
        raw,
        found.outlet,
        found.home,
        found.date,
        dict(found.why),
        paper.divisions,
        given=given if reader.is_clear(stories) else (),
        boxes=tuple(writer.boxes),
        number=number,
        folio=found.folio,
    )


class _Writer:
    """Writes the raw text of a page, and the places of its lines."""

    def __init__(self, indents: bool) -> None:
        self.pieces: list[str] = []
        self.boxes: list[Box] = []
        self.at = 0
        self.indents = indents

    def write(self, stories: list[Story], loose: list[Block], blocks: list[Block]) -> tuple[Given, ...]:
        """All blocks: articles where their first block stands, what belongs to none at its own place."""
        place = {id(block): i for i, block in enumerate(blocks)}
        parts: list[tuple[int, Story | Block]] = [(place[id(block)], block) for block in loose]
        parts += [(min(place[id(block)] for block in story.blocks), story) for story in stories]
        given: list[Given] = []
        for _, part in sorted(parts, key=lambda part: part[0]):
            if isinstance(part, Story):
                given.append(self._story(part, str(len(given) + 1)))
            else:
                self._block(part)
            self._add("\n")
        return tuple(given)

    def _story(self, story: Story, key: str) -> Given:
        main = story.main
        others: list[Span] = []
        headline: Span | None = None
        for block in story.heads:
            span = self._block(block)
            if block not in main:
                others.append(span)
            else:
                headline = Span(headline.start if headline else span.start, span.end)
        signed = [self._block(block) for block in story.bylines]
        if story.heads or signed:
            self._add("\n")
        spans: list[Span] = []
        for before, block in zip([None, *story.bodies], story.bodies, strict=False):
            if before is not None and not (is_open(before) or (self.indents and not starts(block))):
                self._add("\n")
            spans.append(self._block(block))
        byline = Span(signed[0].start, signed[-1].end) if signed else None
        return Given(key, headline, Span(spans[0].start, spans[-1].end), byline, tuple(others))

    def _block(self, block: Block) -> Span:
        """Writes the lines of a block, paragraphs with their indent, and tells where they are."""
        start = self.at
        for line in block.lines:
            if block.indented(line):
                self._add("\u3000\u3000")
            self._line(line)
            self._add("\n")
        return Span(start, self.at - 1)

    def _line(self, line: Line) -> None:
        text, area = plain(line.text), line.area
        sides = (round(side, 1) for side in (area.left, area.top, area.right, area.bottom))
        self.boxes.append(Box(self.at, self.at + len(text), *sides))
        self._add(text)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)
