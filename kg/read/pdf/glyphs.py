"""What a page of a PDF prints: its glyphs with their places, its frames and its pictures, x from the left, y from the top."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# A page of a newspaper has 5,000 to 15,000 characters, one of small advertisements 30,000.
MOST = 60_000
_MOST_OBJECTS = 50_000


class Crowded(ValueError):
    """A page with more characters than any newspaper prints; its argument is how many."""


_SAME = 0.3  # ems between the two printings of a shadowed letter, at most


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page in points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, other: Area) -> bool:
        """Whether the middle of the other lies inside."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character: its advance from left to right, its base line, its size; `spaced` after a printed space."""

    char: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is printed; frames are the rules round boxed articles."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    frames: tuple[Area, ...]
    pictures: tuple[Area, ...]


def read_sheet(page: Any) -> Sheet:
    """The glyphs, frames and pictures of an open page of pypdfium2."""
    low_x, low_y, high_x, high_y = page.get_bbox()
    place = _Placing(low_x, low_y, high_x, high_y, page.get_rotation() % 360)
    textpage = page.get_textpage()
    try:
        glyphs = tuple(_without_overprint(_glyphs(textpage, place)))
    finally:
        textpage.close()
    frames, pictures = _drawn(page, place)
    return Sheet(*place.size, glyphs, tuple(frames), tuple(pictures))


@dataclass(frozen=True, slots=True)
class _Placing:
    """How a page's own coordinates, y upwards, become those of the sheet as one sees it."""

    low_x: float
    low_y: float
    high_x: float
    high_y: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.high_x - self.low_x, self.high_y - self.low_y
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def at(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.low_y, x - self.low_x
        if self.rotation == 180:
            return self.high_x - x, y - self.low_y
        if self.rotation == 270:
            return self.high_y - y, self.high_x - x
        return x - self.low_x, self.high_y - y

    def area(self, left: float, low: float, right: float, high: float) -> Area:
        (x1, y1), (x2, y2) = self.at(left, low), self.at(right, high)
        return Area(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _glyphs(textpage: Any, place: _Placing) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    spaced, high = False, 0
    if textpage.count_chars() > MOST:
        raise Crowded(textpage.count_chars())
    for i in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0), 0
        char = chr(code) if 0x20 <= code < 0x110000 and code not in (0xFFFE, 0xFFFF) else " "
        if char.isspace() or not char.isprintable():
            spaced = spaced or (char in " \u3000" and pdfium.FPDFText_IsGenerated(textpage, i) != 1)
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, i, box)
        pdfium.FPDFText_GetCharOrigin(textpage, i, x, y)
        pdfium.FPDFText_GetMatrix(textpage, i, matrix)
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
        size = pdfium.FPDFText_GetFontSize(textpage, i) * scale
        area = place.area(box.left, box.bottom, box.right, box.top)
        base = place.at(x.value, y.value)[1]
        if all(map(math.isfinite, (area.left, area.right, base, size))) and 1.0 <= size <= 2000.0:
            yield Glyph(char, area.left, max(area.right, area.left + size / 10), base, size, spaced)
        spaced = False


def _without_overprint(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """The glyphs without the second printing of shadowed letters, which stands nearly on the first."""
    seen: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        near = glyph.size * _SAME
        own = seen.setdefault(glyph.char, [])
        if not any(
            abs(one.left - glyph.left) < near and abs(one.base - glyph.base) < near for one in own[-8:]
        ):  # a shadow follows its line at once
            own.append(glyph)
            yield glyph


def _drawn(page: Any, place: _Placing) -> tuple[list[Area], list[Area]]:
    """The frames and the pictures of a page: what is large, but not the ground of the whole page."""
    import pypdfium2.raw as pdfium

    frames: list[Area] = []
    pictures: list[Area] = []
    width, height = place.size
    bounds = [ctypes.c_float() for _ in range(4)]
    for i in range(min(max(pdfium.FPDFPage_CountObjects(page), 0), _MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *bounds):
            continue
        area = place.area(*(bound.value for bound in bounds))
        if not (area.width >= 40 and area.height >= 30 and area.width * area.height <= 0.6 * width * height):
            continue
        (frames if kind == pdfium.FPDF_PAGEOBJ_PATH else pictures).append(area)
    return frames, pictures
