"""From lines to blocks: a piece of one column, or the lines of a headline in one size."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.pdf.glyphs import Area
from kg.read.pdf.lines import Line

_BYLINE = re.compile(
    r"[□■◇◆●○▲△☆★\s]*(?:本[报刊台]|全媒体|融媒体?|见习|实习|首席|特约)*\s*(?:记者|通讯员|撰稿|文[/／图])[^。]{0,50}\Z"
)

# Headlines are set a quarter larger than bodies or more; subheads in bold are set as large as their body.
HEAD = 1.22
_INDENT = 2.7  # ems by which the first line of a paragraph is set in at most
_HIGH = 8.0  # ems between a headline and its columns at most
_SHARED = 24.0  # ems from the text of a centred headline to the next column under it
_LEAD = 60  # characters; a longer text in large type is a lead, no headline
_MOST = 8000  # lines of a page; with more it is no newspaper, and none are joined
_LEADING = 1.0  # ems of white between lines of a body at most; a paragraph's end adds none in newspapers


@dataclass(eq=False)
class Block:
    """Lines that belong together, from top to bottom; `frame` is the smallest frame around them.

    A headline's `reach` is its area drawn out over all the columns that begin below it.
    """

    lines: list[Line]
    frame: int | None = None
    head: bool = False
    reach: Area | None = None

    @property
    def over(self) -> Area:
        """What the block stands over: a headline, all columns of its article."""
        return self.reach or self.area

    @functools.cached_property
    def area(self) -> Area:
        """The smallest rectangle around the lines."""
        return around([line.area for line in self.lines])

    @property
    def size(self) -> float:
        """The size of type."""
        return self.lines[0].size

    @property
    def text(self) -> str:
        """The lines, joined."""
        return "".join(line.text for line in self.lines)

    def indented(self, line: Line) -> bool:
        """Whether a line begins a paragraph: set in by about two ems."""
        return not self.head and 1.4 * self.size <= line.area.left - self.area.left <= _INDENT * self.size


def around(areas: Sequence[Area]) -> Area:
    """The smallest rectangle around some others."""
    return Area(
        min(area.left for area in areas),
        min(area.top for area in areas),
        max(area.right for area in areas),
        max(area.bottom for area in areas),
    )


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most characters of a page are set."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 4) / 4] += len(line.glyphs)
    return max(counts, key=lambda size: (counts[size], -size), default=1.0)


def overlap(a: Area, b: Area) -> float:
    """How far two areas stand above each other, as a share of the narrower one."""
    shared = min(a.right, b.right) - max(a.left, b.left)
    return max(shared, 0.0) / max(min(a.width, b.width), 0.1)


def read_blocks(lines: Sequence[Line], frames: Sequence[Area]) -> list[Block]:
    """The blocks of a page, from top to bottom."""
    normal = body_size(lines)
    ordered = sorted(lines, key=lambda line: (line.area.top, line.area.left))
    inside = [_frame(line.area, frames) for line in ordered]
    below = _neighbours(ordered, inside) if len(lines) <= _MOST else {}
    blocks: list[Block] = []
    owner: dict[int, Block] = {}
    for i, line in enumerate(ordered):
        block = owner.get(i)
        if block is None:
            block = Block([], inside[i], line.size >= HEAD * normal)
            blocks.append(block)
        block.lines.append(line)
        if i in below:
            owner[below[i]] = block
    for block in blocks:
        if all(line.vertical for line in block.lines):
            block.lines.sort(key=lambda line: -line.area.left)
        if block.head and len(block.text) > _LEAD and "。" in block.text:
            block.head = False
    return blocks


def _frame(area: Area, frames: Sequence[Area]) -> int | None:
    """The smallest frame that holds an area."""
    holding = [i for i, frame in enumerate(frames) if frame.holds(area)]
    return min(holding, key=lambda i: (frames[i].width * frames[i].height, i), default=None)


def _neighbours(lines: Sequence[Line], inside: Sequence[int | None]) -> dict[int, int]:
    """For each line the one that follows it in its block: the only one near below, of which it is the only one above."""
    below: dict[int, list[int]] = {}
    above: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        reach = line.area.bottom + 1.3 * line.size
        for j in range(i + 1, len(lines)):
            other = lines[j]
            if other.area.top > reach:
                break
            if other.area.top >= line.area.top + 0.5 * line.size and _meets(line, other):
                if any(_meets(lines[k], other) and _under(lines[k], other) for k in below.get(i, ())):
                    continue  # one that is hidden behind a nearer one
                below.setdefault(i, []).append(j)
                above.setdefault(j, []).append(i)
    return {
        i: found[0]
        for i, found in below.items()
        if len(found) == 1
        and all(k == i or _under(lines[k], lines[i]) for k in above[found[0]])
        and inside[i] == inside[found[0]]
        and _continues(lines[i], lines[found[0]])
    }


def _meets(line: Line, other: Line) -> bool:
    """Whether one line stands over another; the last word of a paragraph also over the indent of the next one."""
    area = line.area
    if area.width < 4 * line.size and not line.vertical and abs(line.size - other.size) < 0.1 * line.size:
        area = Area(area.left, area.top, area.right + 2.2 * line.size, area.bottom)
    return overlap(area, other.area) > 0


def _under(high: Line, low: Line) -> bool:
    return low.area.top >= high.area.top + 0.5 * min(high.size, low.size)


def _continues(line: Line, other: Line) -> bool:
    """Whether two lines above each other are of one block, by size, white between and left edge."""
    if abs(line.size - other.size) > 0.09 * line.size or line.vertical != other.vertical:
        return False
    white = other.area.top - line.area.bottom
    beside = abs(line.area.left - other.area.left) <= _INDENT * line.size
    centred = abs(line.area.left + line.area.right - other.area.left - other.area.right) <= 2 * line.size
    return white <= _LEADING * line.size and (beside or centred)


def is_byline(block: Block) -> bool:
    """Whether a block names who wrote an article: □ 记者 沈微."""
    return not block.head and len(block.lines) <= 2 and len(block.text) <= 50 and bool(_BYLINE.match(block.text))


def head_groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Headline blocks of one article: above each other, or set downwards beside each other; in reading order."""
    groups: list[list[Block]] = []
    for block in sorted(blocks, key=lambda block: (block.area.top, block.area.left)):
        for group in groups:
            if block.frame == group[-1].frame and any(_joins(one, block) for one in group):
                group.append(block)
                break
        else:
            groups.append([block])
    return [sorted(group, key=lambda b: -b.area.right if b.lines[0].vertical else b.area.top) for group in groups]


def _joins(one: Block, other: Block) -> bool:
    a, b = one.area, other.area
    if one.lines[0].vertical or other.lines[0].vertical:
        white = max(a.left - b.right, b.left - a.right)
        both = one.lines[0].vertical and other.lines[0].vertical
        return both and white < 1.2 * max(one.size, other.size) and min(a.bottom, b.bottom) > max(a.top, b.top)
    white = b.top - a.bottom
    return overlap(a, b) > 0.5 and -0.5 * one.size < white < 1.1 * max(one.size, other.size)


def draw_out(group: Sequence[Block], blocks: Sequence[Block], em: float) -> None:
    """Give headlines their reach: over the columns below and those beside these that begin at the same height.

    No other block may stand over such a column where the headline stands, or it is another article's.
    """
    area = around([block.area for block in group])
    frame = group[0].frame
    others = [b for b in blocks if b.frame == frame and not is_byline(b) and b not in group]
    lower = [b for b in others if not b.head and overlap(b.area, area) > 0 and b.area.top > area.bottom - 0.5 * em]
    top = min((block.area.top for block in lower), default=math.inf)
    row = [b for b in others if not b.head and abs(b.area.top - top) < 0.8 * em]
    hindering = [b for b in others if b.area.bottom > area.top and b.area.top < top - 0.8 * em]
    reach = area
    if top - area.bottom < _HIGH * em:
        reach = _reach(area, _full([block.area for block in row]), [block.area for block in hindering], em)
    for block in group:
        block.reach = Area(reach.left, block.area.top, reach.right, block.area.bottom)


def _full(row: Sequence[Area]) -> list[Area]:
    """Columns side by side as wide as the widest: the last one may hold no full line."""
    widest = max((area.width for area in row), default=0.0)
    return [Area(area.left, area.top, area.left + widest, area.bottom) for area in row]


def _reach(head: Area, row: Sequence[Area], hindering: Sequence[Area], em: float) -> Area:
    """A headline drawn out over the columns of a row: the most over which it is centred or begins on the left, else all."""
    reaches = [head]
    for side in (sorted(row, key=lambda area: area.left), sorted(row, key=lambda area: -area.left)):
        for start in list(reaches):
            reach = start
            for column in side:
                white = max(column.left - reach.right, reach.left - column.right)
                wider = around([reach, Area(column.left, head.top, column.right, head.bottom)])
                if white < _SHARED * em and not any(_stands_in(area, wider) for area in hindering):
                    reach = wider
                    reaches.append(reach)
    covering = [reach for reach in reaches if all(_whole(reach, column) for column in row)]
    fitting = [
        reach
        for reach in covering
        if abs(reach.left + reach.right - head.left - head.right) < 2 * em or abs(reach.left - head.left) < 1.5 * em
    ]
    return max(fitting or covering or reaches, key=lambda reach: reach.width)


def _whole(reach: Area, column: Area) -> bool:
    """Whether a column is all under a reach or not at all."""
    return overlap(reach, column) < 0.1 or overlap(reach, column) > 0.9


def _stands_in(area: Area, other: Area) -> bool:
    return area.left < other.right - 1 and other.left < area.right - 1 and area.bottom > other.top + 1
