"""The lines of a page: squeezed of spaces, overprint undone, each character with its place on the page."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.segment.marks import broken_mark, cuts

NEAR = 8  # lines on each side that tell the width of a column; a column of a page is seldom shorter
SAME = 0.8  # two lines of one column differ by less (in full-width characters), for digits and hung punctuation

NARROWEST = 10  # a narrower column is rare, and subheads and last lines of a paragraph are as short

_SPACE = re.compile(r"\s+")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")
_HAN_PAIR = re.compile(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")
_EDGE = re.compile(r"(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u3400-\u9fff])")
_NARROW = re.compile(r"[\x21-\x7e]")
_TERMINAL = re.compile(r"[。！？!?…][”’」』）\)》]*\Z|[。！？][^。，]{0,2}（[^（）]{2,40}）\Z")
_SOFT_END = re.compile(r"(?:；|;|：|:|——|—|）)\Z")
_PHOTOGRAPHER = re.compile(r"(?:记者|通讯员|特约|摄影)[\u3400-\u9fff·、]{2,12}(?<![拍航抓])摄\Z")
_CREDIT_END = re.compile(r"[\u3400-\u9fff·、]{1,8}(?:摄|供图|摄影|影|图|文)[）)]\Z")  # of a credit broken over lines
_INDENT = re.compile(r"(?:\u3000{2}|\u3000? {2,4}\u3000?|\t| {4})(?=\S)")
_LONGEST_OVERPRINT = 80  # headlines are overprinted, and no headline line is longer


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page that is not blank.

    `text` has neither spaces nor overprint, `offsets` are the places of its characters, `doubled` those of the
    characters that were printed a second time. `width` counts full-width characters; `blank` is the number of blank
    lines before; `justified` says that spaces stand between all characters; `columns` are the widths of the
    columns that end or begin near by, narrow first; `columnar` says that this line has one of them. `indented` is
    whether the line begins with the indent of a paragraph, None on pages that print none.
    """

    number: int
    start: int
    end: int
    text: str
    offsets: tuple[int, ...]
    doubled: tuple[int, ...]
    width: float
    blank: int
    justified: bool
    columns: tuple[float, ...] = ()
    columnar: bool = False
    indented: bool | None = None

    @property
    def closed(self) -> bool:
        """Whether a sentence ends with the line: 按时完工。 or 真好！” or 通讯员沈微摄"""
        text = self.text[-60:]
        if text[-1] == "摄" and text[-2:-1] not in ("拍", "航", "抓"):
            return not self.columnar or bool(_PHOTOGRAPHER.search(text))
        return bool(_TERMINAL.search(text)) or (not self.columnar and bool(_CREDIT_END.match(text)))

    @property
    def half_closed(self) -> bool:
        """Whether the line ends in a mark after which a paragraph may end: ； ： —— ）"""
        return bool(_SOFT_END.search(self.text))

    @property
    def full(self) -> bool:
        """Whether the line reaches the end of its column."""
        return self.columnar or any(abs(self.width - w) <= 1.2 for w in self.columns)

    @property
    def short(self) -> bool:
        """Whether the line ends clearly before the end of every column it may stand in."""
        return bool(self.columns) and self.width < self.columns[0] - 1.5


def read_lines(raw: str) -> list[Line]:
    """The lines of a raw page that are not blank, with the widths of the columns around them."""
    found: list[Line] = []
    start, blank = 0, 0
    for piece in raw.split("\n"):
        line = _line(piece, start, len(found), blank)
        start += len(piece) + 1
        if line is None:
            blank += 1
        else:
            found.append(line)
            blank = 0
    return _with_columns(_with_indents([piece for line in _mended(found) for piece in parted(line)]))


def _mended(lines: list[Line]) -> Iterator[Line]:
    """The lines with each jump mark whole that the end of a line breaks: （下|转第3版）, （上接第|1版）会议强调…"""
    rest: Line | None = None
    for line in itertools.chain(lines, (None,)):
        if rest and line and (taken := broken_mark(rest.text, line.text)) and not (rest.doubled or line.doubled):
            text, offsets = rest.text + line.text[:taken], rest.offsets + line.offsets[:taken]
            yield replace(rest, text=text, offsets=offsets, end=offsets[-1] + 1)
            left = line.offsets[taken:]
            rest = replace(line, start=left[0], text=line.text[taken:], offsets=left) if left else None
            continue
        if rest:
            yield rest
        rest = line


def parted(line: Line) -> Iterator[Line]:
    """The text of a line, and the jump marks and the byline in it, each as a line of the width that the whole one has."""
    places = cuts(line.text)
    if len(places) < 3 or line.doubled:
        yield line
        return
    for number, (start, end) in enumerate(itertools.pairwise(places), start=line.number):
        offsets = line.offsets[start:end]
        yield replace(
            line,
            number=number,
            start=offsets[0],
            end=offsets[-1] + 1,
            text=line.text[start:end],
            offsets=offsets,
            blank=0 if start else line.blank,
        )


def _line(piece: str, start: int, number: int, blank: int) -> Line | None:
    inked = [i for i, c in enumerate(piece) if not c.isspace()]
    if not inked:
        return None
    text = "".join(piece.split())
    offsets = tuple(start + i for i in inked)
    kept = undo_overprint(text)
    doubled: tuple[int, ...] = ()
    if len(kept) < len(text):
        chosen = set(kept)
        doubled = tuple(o for i, o in enumerate(offsets) if i not in chosen)
        text, offsets = "".join(text[i] for i in kept), tuple(offsets[i] for i in kept)
    justified = _is_justified(piece)
    return Line(
        number=number,
        start=start + inked[0],
        end=start + inked[-1] + 1,
        text=text,
        offsets=offsets,
        doubled=doubled,
        width=_width(text, 0 if justified else len(_HAN_GAP.findall(piece))),
        blank=blank,
        justified=justified,
        indented=bool(_INDENT.match(piece)),
    )


def _width(text: str, gaps: int) -> float:
    """Width in full-width characters: half ones count half, and typesetting puts a quarter where Han meets digits."""
    return len(text) - 0.5 * len(_NARROW.findall(text)) + 0.25 * len(_EDGE.findall(text)) + 0.5 * gaps


def _is_justified(piece: str) -> bool:
    gaps = len(_HAN_GAP.findall(piece))
    return gaps >= 3 and gaps > len(_HAN_PAIR.findall(piece))


def undo_overprint(text: str) -> range | tuple[int, ...]:
    """The places of the characters that remain when a line printed twice over itself is read once.

    A shadowed headline comes out of a PDF with each stretch of letters two or three times.

    >>> "".join("清清淤淤““二十里二十里””"[i] for i in undo_overprint("清清淤淤““二十里二十里””"))
    '清淤“二十里”'
    """
    if 6 <= len(text) <= _LONGEST_OVERPRINT and len(set(text)) * 2 <= len(text):
        counts = Counter(text).values()
        for times in (2, 3):
            if all(count % times == 0 for count in counts):
                kept = _parse_repeats(text, times)
                if kept is not None and len({text[i] for i in kept}) > 2:
                    return kept
    return range(len(text))


def _parse_repeats(text: str, times: int) -> tuple[int, ...] | None:
    """Read the text as stretches that each stand `times` times in a row; None if it is not made so."""
    steps: list[int | None] = [0] + [None] * len(text)
    for end in range(times, len(text) + 1):
        for size in range(end // times, 0, -1):
            begin = end - times * size
            if steps[begin] is not None and text[begin:end] == text[begin : begin + size] * times:
                steps[end] = size
                break
    left, kept = len(text), list[int]()
    while left:
        step = steps[left]
        if not step:
            return None
        left -= times * step
        kept.extend(range(left + step - 1, left - 1, -1))
    return tuple(reversed(kept))


def _with_indents(lines: list[Line]) -> list[Line]:
    """Measure the first lines of paragraphs with their indent, if the page prints indents; forget them, if not.

    A page prints them where many lines have one and most have none, or where each paragraph is a line.
    """
    marked = sum(bool(line.indented) for line in lines)
    if marked < 3 or marked * 12 < len(lines):
        return [replace(line, indented=None) for line in lines]
    return [replace(line, width=line.width + 2) if line.indented else line for line in lines]


def _with_columns(lines: list[Line]) -> list[Line]:
    """Give each line the widths of the columns around it, read from its neighbours."""
    widths = [line.width for line in lines]
    blocks = _block_widths(lines)
    done: list[Line] = []
    for i, line in enumerate(lines):
        near = widths[max(0, i - NEAR) : i + 1 + NEAR]
        alike = sum(1 for w in near if abs(w - line.width) <= SAME)
        columnar = line.width >= 8 and alike >= (4 if line.width >= NARROWEST else 6)
        beside = widths[max(0, i - 1) : i] * (not line.blank)
        beside += widths[i + 1 : i + 2] * (i + 1 < len(lines) and not lines[i + 1].blank)
        columnar |= line.width >= 18 and any(abs(w - line.width) <= SAME for w in beside)
        block = blocks[i]
        columnar |= block is not None and abs(line.width - block) <= 1.2
        sides = (_column(widths[max(0, i - NEAR) : i][::-1]), _column(widths[i + 1 : i + 1 + NEAR]), block)
        done.append(replace(line, columns=tuple(sorted({w for w in sides if w is not None})), columnar=columnar))
    return done


def _block_widths(lines: list[Line]) -> list[float | None]:
    """For each line the width of its block, lines without a blank between, if the block has four lines or more."""
    found: list[float | None] = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].blank:
            ordered = sorted(line.width for line in lines[start:i])
            found += [ordered[len(ordered) * 3 // 5] if i - start >= 4 else None] * (i - start)
            start = i
    return found


def _column(widths: list[float]) -> float | None:
    """The width that most of some lines share (three at least), the widest of equals.

    >>> _column([9.0, 16.5, 17.0, 24.0, 16.5, 17.0])
    17.0
    """
    best, most = None, 2
    for width in widths:
        count = sum(1 for other in widths if abs(other - width) <= SAME) - 2 * (width < NARROWEST)
        if width >= 8 and (count > most or (best is not None and count == most and width > best)):
            best, most = width, count
    return best
