"""Clean text, made by choosing characters of the raw page and never by writing one.

Lines of a column are joined; spaces stay between the words of a headline and the names of a byline, and between Latin words;
a paragraph's end keeps one line break.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from kg.lexicon import words
from kg.segment.labels import Label
from kg.segment.lines import Line

FAR = 8000  # characters to look for a space to borrow; a page of a newspaper has as many

Chars = list[tuple[str, int]]

_HAN = re.compile(r"[\u3400-\u9fff]")
_SPACES = re.compile(r"\s+")
_BYLINE = re.compile(
    r"[（(][^（）()。]{0,90}?(?:记者|通讯|摄|供图|摄影|图|文|整理)[^（）()。]{0,60}[）)]|[（(][^（）()。]{3,40}[）)](?=\s*\Z)"
)
_ROLES = re.compile(r"记者|通讯员|通讯|摄影|见习|实习|摄")


def headline_chars(unit: Sequence[Line], raw: str) -> Chars:
    """The characters of a headline over one or more lines; spaces between its words stay, one each."""
    found: Chars = []
    for line in unit:
        found += _spaced(line, raw)
    return found


def _spaced(line: Line, raw: str) -> Chars:
    """The characters of a line, with one space where the page has one or more, unless the line is justified by spaces."""
    if line.doubled or line.justified:
        return list(zip(line.text, line.offsets, strict=True))
    found: Chars = []
    last = -1
    for char, offset in zip(line.text, line.offsets, strict=True):
        if found and offset > last + 1 and raw[last + 1] in " \u3000\xa0\t":
            found.append((raw[last + 1], last + 1))
        found.append((char, offset))
        last = offset
    return found


def line_break(raw: str, line: Line) -> Chars:
    """The line break after a line, or the one before it on the last line of a page."""
    at = raw.find("\n", line.end)
    at = raw.rfind("\n", 0, line.start) if at < 0 else at
    return [("\n", at)] if at >= 0 else []


def body_chars(members: Sequence[tuple[Line, Label]], raw: str) -> Chars:
    """The clean characters of a body: paragraphs and subheads a line each."""
    found: Chars = []
    paragraph: list[Line] = []
    previous: Line | None = None
    old = Label.HEAD
    for line, label in members:
        if previous is not None and (label is not Label.INNER or old is Label.HEAD):
            found += _joined(paragraph, raw) + line_break(raw, previous)
            paragraph = []
        if label is Label.HEAD:
            found += _spaced(line, raw)
        else:
            paragraph.append(line)
        previous, old = line, label
    return found + _joined(paragraph, raw)


def _joined(lines: Sequence[Line], raw: str) -> Chars:
    """The lines of one paragraph without line breaks and, outside of bylines and Latin words, without spaces."""
    if not lines:
        return []
    loose: Chars = []
    tight: set[int] = set()  # places in `loose` that may be a space of justification
    for line in lines:
        if loose:
            loose.append(("\n", -1))
        start = len(loose)
        if line.justified and not line.doubled:
            loose += [(c, line.start + i) for i, c in enumerate(raw[line.start : line.end])]
            tight.update(range(start, len(loose)))
        else:
            loose += _spaced(line, raw)
    text = "".join(char for char, _ in loose)
    if not _SPACES.search(text):
        return loose
    bylines = [found.span() for found in _BYLINE.finditer(text)] if "（" in text or "(" in text else []
    kept: Chars = []
    done = 0
    for gap in _SPACES.finditer(text):
        kept += loose[done : gap.start()]
        done = gap.end()
        kept += _kept_space(text, gap, loose, bylines, tight, raw)
    return kept + loose[done:]


def _kept_space(
    text: str, gap: re.Match[str], loose: Chars, bylines: list[tuple[int, int]], tight: set[int], raw: str
) -> Chars:
    """The space that stays at a gap between characters, if one does."""
    start, end = gap.span()
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    if not before or not after:
        return []
    byline = next(((low, high) for low, high in bylines if low < start < high), None)
    if byline:
        certain = "\n" not in gap[0] and not (start in tight and end - start == 1)
        if not certain and not _between_names(text, start, end, byline):
            return []
        if not (_HAN.match(before[-1]) and _HAN.match(after[0])):
            return []
    elif not (before[-1].isascii() and after[0].isascii() and before[-1].isalpha() and after[0].isalpha()):
        return []
    for i in range(start, end):
        if loose[i][0] in " \u3000\xa0\t":
            return [loose[i]]
    return _borrowed(raw, loose[start - 1][1])


def _borrowed(raw: str, near: int) -> Chars:
    """A space of the page near a place where two names are parted by the end of a line."""
    before, after = raw.rfind(" ", max(0, near - FAR), near), raw.find(" ", near, near + FAR)
    at = before if before >= 0 else after
    return [(" ", at)] if at >= 0 else []


def _between_names(text: str, start: int, end: int, byline: tuple[int, int]) -> bool:
    """Whether one name ends and another begins at a gap that the end of a line or justification made.

    (顾晚\\n秦望舒 are two names, 魏小\\n澜 is one.)
    """
    left = _ROLES.split(_SPACES.sub("", _last_word(text[byline[0] + 1 : start])))[-1]
    right = _first_word(text[end : byline[1] - 1])
    if _ROLES.match(right):
        return True
    right = _ROLES.split(right)[0]
    if len(left) < 2 or len(right) < 2 or len(left) + len(right) <= 3:
        return False
    return right[0] in _surnames() or right[:2] in _surnames()


def _last_word(text: str) -> str:
    """The last name of a stretch of a byline, over gaps inside names that justification made."""
    parts = _SPACES.split(text)
    word = parts.pop()
    while parts and len(word) < 2 and not _ROLES.search(word):
        word = parts.pop() + word
    return word


def _first_word(text: str) -> str:
    parts = _SPACES.split(text)
    word = parts.pop(0)
    while parts and len(word) < 2:
        word += parts.pop(0)
    return word


@functools.cache
def _surnames() -> frozenset[str]:
    return words("surnames")
