"""Sets articles as pages of a newspaper in PDF: justified columns, headlines above and beside, boxes, pictures, captions."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.model import Article

FONT = "STSong-Light"  # a font that every reader of PDFs brings along: only its name stands in the file
GUTTER, MARGIN = 13.0, 40.0
NEVER_FIRST = tuple("，。；：！？、”》）%")


@dataclass(frozen=True)
class Piece:
    """An article to set: kicker lines above its headline, subheads below it."""

    headline: str = ""
    kickers: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    byline: str = ""
    paragraphs: tuple[str, ...] = ()
    caption: bool = False

    @property
    def body(self) -> str:
        return squeezed("".join(self.paragraphs))


def squeezed(text: str) -> str:
    return "".join(text.split())


def piece_of(article: Article) -> Piece:
    """An article as one to set; its lesser headlines stand above or below the main one as its own text has them."""
    lines = article.chars[: article.body].split("\n")[:-1]
    signed = [article.quote(span) for span in article.bylines if span.end <= article.body]
    at = lines.index(article.headline) if article.headline else len(lines)
    return Piece(
        article.headline or "",
        tuple(line for line in lines[:at] if line not in signed),
        tuple(line for line in lines[at + 1 :] if line not in signed),
        "".join(signed),
        tuple(article.chars[article.body :].split("\n")),
        article.kind == "photo-caption",
    )


@dataclass
class Setting:
    """How an article stands on its page: over how many columns, and where its headline is."""

    piece: Piece
    columns: int = 1
    head: str = "above"  # beside, downwards, or short: over all columns but the last
    boxed: bool = False
    picture: bool = False
    shadow: bool = False


@dataclass
class Paper:
    """A PDF in the making; y counts from the top."""

    width: float = 0.0
    size: float = 9.0
    column: float = 15 * 9.0
    pages: list[list[tuple[Any, ...]]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)

    def page(self, bands: Iterable[Sequence[Setting]], columns: int = 5, furniture: bool = True) -> None:
        """A page of bands from top to bottom, each with articles side by side."""
        self.width = 2 * MARGIN + columns * self.column + (columns - 1) * GUTTER
        self.pages.append([])
        y = MARGIN
        if furniture:
            self.put("责编：沈微 版式：潘路 2024年6月7日 星期五", MARGIN, y, 8)
            y += 30
        for band in bands:
            x, low = MARGIN, y
            for one in band:
                low = max(low, self.set(one, x, y))
                x += self.span(one.columns) + GUTTER
            y = low + 24
        self.heights.append(y + MARGIN)

    def span(self, columns: int) -> float:
        return columns * self.column + (columns - 1) * GUTTER

    def put(self, text: str, x: float, y: float, size: float, width: float | None = None) -> None:
        """A line whose em square begins at y; justified to a width, if one is given."""
        spread = (width - wide(text, size)) / max(len(text) - 1, 1) if width else 0.0
        self.pages[-1].append(("text", text, x, y + 0.88 * size, size, spread))

    def set(self, one: Setting, x: float, y: float) -> float:
        """Sets an article in its place and returns where it ends."""
        width, top = self.span(one.columns), y
        columns = one.columns
        inner = self.column
        if one.boxed:
            x, y, width = x + 8, y + 10, width - 16
            inner = (width - (columns - 1) * GUTTER) / columns
        if one.picture:
            self.pages[-1].append(("picture", x, y, width, 90.0))
            y += 90 + 6
        if one.head in ("beside", "downwards"):
            low = self.beside(one, x, y, inner)
        else:
            low = self.above(one, x, y, columns, inner)
        if one.boxed:
            low += 10
            self.pages[-1].append(("frame", x - 8, top, width + 16, low - top))
        return low

    def above(self, one: Setting, x: float, y: float, columns: int, inner: float) -> float:
        over = columns - (one.head == "short")
        width = over * inner + (over - 1) * GUTTER
        low = self.heads(one, x, y, width)
        lines = list(broken(one.piece.paragraphs, inner, self.size))
        extra = int((low - y) // (self.size * 1.5)) if over < columns else 0
        each = math.ceil((len(lines) + extra) / columns)
        end = low
        for i in range(columns):
            start = low if i < over else y
            end = max(end, self.column_of(lines[i * each : (i + 1) * each], x + i * (inner + GUTTER), start, inner))
        return end

    def beside(self, one: Setting, x: float, y: float, inner: float) -> float:
        """The headline fills the first column, set in lines or downwards."""
        low = self.downwards(one, x, y) if one.head == "downwards" else self.heads(one, x, y, inner)
        columns = one.columns - 1
        lines = list(broken(one.piece.paragraphs, inner, self.size))
        each = math.ceil(len(lines) / columns)
        for i in range(columns):
            part = lines[i * each : (i + 1) * each]
            low = max(low, self.column_of(part, x + (i + 1) * (inner + GUTTER), y, inner))
        return low

    def downwards(self, one: Setting, x: float, y: float) -> float:
        size, low = 26.0, y
        for i, char in enumerate(one.piece.headline.replace(" ", "")):
            self.put(char, x + 90, y + i * size * 1.15, size)
            low = y + (i + 1) * size * 1.15
        end = low
        for at, line in enumerate((*one.piece.kickers, *one.piece.below)):
            for i, char in enumerate(line.replace(" ", "")):
                self.put(char, x + 60 - 20 * at, y + i * 15 * 1.15, 15)
                end = max(end, y + (i + 1) * 15 * 1.15)
        if one.piece.byline:
            self.put(one.piece.byline, x, end + 8, self.size)
        return end + 20

    def heads(self, one: Setting, x: float, y: float, width: float) -> float:
        """Kickers, headline, subheads and byline, each as large as fits or over two lines; where they end."""
        piece = one.piece
        rows = [(line, 15.0) for line in piece.kickers]
        rows += [(piece.headline, 28.0)] if piece.headline else []
        rows += [(line, 15.0) for line in piece.below]
        for text, size in rows:
            for line in headline_lines(text, width, size):
                self.put(line, x + max(0.0, (width - wide(line, size)) / 2), y, size)
                if one.shadow and size > 20:
                    self.put(line, x + max(0.0, (width - wide(line, size)) / 2) + 1.2, y + 1.2, size)
                y += size * 1.25
            y += 5
        if piece.byline:
            self.put(piece.byline, x, y, self.size)
            y += self.size + 8
        return y + 4 * bool(rows)

    def column_of(self, lines: Sequence[tuple[str, bool, bool]], x: float, y: float, width: float) -> float:
        for text, first, last in lines:
            left = x + 2 * self.size * first
            self.put(text, left, y, self.size, None if last else width - 2 * self.size * first)
            y += self.size * 1.5
        return y

    def save(self, path: Path, **options: Any) -> Path:
        path.write_bytes(self.data(**options))
        return path

    def data(self, *, password: str = "", text: bool = True) -> bytes:
        """The PDF, without its text if it is to be like a scan."""
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        out = io.BytesIO()
        canvas = Canvas(out, encrypt=password or None, invariant=1)
        for marks, height in zip(self.pages, self.heights, strict=True):
            canvas.setPageSize((self.width, height))
            for kind, *mark in marks:
                draw(canvas, height, kind, mark, text)
            canvas.showPage()
        canvas.save()
        return out.getvalue()


def draw(canvas: Any, height: float, kind: str, mark: list[Any], text: bool) -> None:
    if kind == "text" and text:
        words, x, base, size, spread = mark
        line = canvas.beginText(x, height - base)
        line.setFont(FONT, size)
        line.setCharSpace(spread)
        line.textOut(words)
        canvas.drawText(line)
    elif kind == "frame":
        x, y, width, tall = mark
        canvas.rect(x, height - y - tall, width, tall)
    elif kind == "picture":
        from PIL import Image

        x, y, width, tall = mark
        canvas.drawInlineImage(Image.new("RGB", (8, 8), "grey"), x, height - y - tall, width, tall)


def wide(text: str, size: float) -> float:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return float(pdfmetrics.stringWidth(text, FONT, size))


def headline_lines(text: str, width: float, size: float) -> list[str]:
    """A headline in as few lines as it needs, of nearly one length."""
    count = max(1, math.ceil(wide(text, size) / width))
    each = math.ceil(len(text) / count)
    return [text[i : i + each].strip() for i in range(0, len(text), each)]


def broken(paragraphs: Iterable[str], width: float, size: float) -> Iterable[tuple[str, bool, bool]]:
    """Lines of a column as (text, first of its paragraph, last of it); no line begins with a comma."""
    for paragraph in paragraphs:
        start, first = 0, True
        while start < len(paragraph):
            room, end = width - 2 * size * first, start
            while end < len(paragraph) and wide(paragraph[start : end + 1], size) <= room:
                end += 1
            if end < len(paragraph) and paragraph[end] in NEVER_FIRST:
                end -= 1
                while paragraph[end] in NEVER_FIRST:
                    end -= 1
            end = max(end, start + 1)
            yield paragraph[start:end].strip(), first, end >= len(paragraph)
            start, first = end, False


def random_bands(pieces: Sequence[Piece], rng: random.Random, columns: int = 5) -> list[list[Setting]]:
    """Some pieces on a page of five columns, in bands, as makers of newspapers mix them."""
    bands: list[list[Setting]] = []
    room = 0
    for piece in pieces:
        long = len(piece.body) > 350
        need = 1 if piece.caption else rng.choice([3, 4, 5] if long else [1, 2, 2, 3])
        if need > room:
            bands.append([])
            room = columns
        if len(bands[-1]) and rng.random() < 0.3:
            need = room
        head = "above"
        if piece.headline and need >= 2:
            head = rng.choice(["above"] * 5 + ["beside", "downwards" if need >= 3 else "beside", "short"])
        setting = Setting(piece, need, head, rng.random() < 0.15, piece.caption, rng.random() < 0.15)
        bands[-1].append(setting)
        room -= need
    return bands
