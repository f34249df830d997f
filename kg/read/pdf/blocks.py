"""From lines to blocks, and the order in which the blocks of a page are read.

A block is a piece of one column, or the lines of a headline in one size. The order is that of an XY cut: a region is parted by
the white strips through its whole height, left before right, else by the widest strip through its whole width.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.read.pdf.glyphs import Area
from kg.read.pdf.lines import Line

# Headlines are set a quarter larger than bodies or more; subheads in bold are set as large as their body.
HEAD = 1.22
_INDENT = 2.7  # ems by which the first line of a paragraph is set in at most
_LEADING = 1.0  # ems of white between lines of a body at most; a paragraph's end adds none in newspapers
_ABOVE = 40.0  # points of white that a strip right above headlines is worth; one right below them costs twice that
_TOUCH = 2.0  # points by which areas overlap that only touch: hung punctuation, the feet of large letters


@dataclass
class Block:
    """Lines that belong together, from top to bottom; `frame` is the smallest frame around them."""

    lines: list[Line]
    frame: int | None = None
    head: bool = False

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
    """The blocks of a page, in reading order; what stands in a frame stays together."""
    normal = body_size(lines)
    ordered = sorted(lines, key=lambda line: (line.area.top, line.area.left))
    inside = [_frame(line.area, frames) for line in ordered]
    below = _neighbours(ordered, inside)
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
    return _in_order(blocks, frames)


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
            if other.area.top >= line.area.top + 0.5 * line.size and overlap(line.area, other.area) > 0:
                if any(overlap(lines[k].area, other.area) > 0 and _under(lines[k], other) for k in below.get(i, ())):
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


def _in_order(blocks: list[Block], frames: Sequence[Area]) -> list[Block]:
    """Blocks in reading order; those of a frame are one thing to those outside."""
    groups: dict[int | None, list[Block]] = {}
    for block in blocks:
        groups.setdefault(block.frame, []).append(block)
    items: list[tuple[Area, list[Block]]] = []
    for frame, members in groups.items():
        if frame is None:
            items += [(block.area, [block]) for block in members]
        else:
            inner = order([(block.area, [block]) for block in members])
            items.append((around([block.area for block in members]), inner))
    return order(items)


_Item = tuple[Area, list[Block]]


def order(items: list[_Item]) -> list[Block]:
    """The blocks of a region in reading order."""
    done: list[Block] = []
    stack = [items]
    while stack:
        region = stack.pop()
        parts = _columns(region) if len(region) > 1 else []
        if len(parts) < 2 and len(region) > 1:
            parts = _rows(region)
        if len(parts) > 1:
            stack.extend(reversed(parts))
        else:
            for _, found in sorted(region, key=lambda item: (round(item[0].left / 20), item[0].top)):
                done += found
    return done


def _columns(region: list[_Item]) -> list[list[_Item]]:
    return [part for part, _ in _strips(region, lambda area: (area.left, area.right))]


def _rows(region: list[_Item]) -> list[list[_Item]]:
    """The region in two, at its widest white strip from left to right, rather above a headline than below one."""
    parts = _strips(region, lambda area: (area.top, area.bottom))
    if len(parts) < 2:
        return []
    heads = [all(block.head for _, blocks in part for block in blocks) for part, _ in parts]
    worth = {i: white + _ABOVE * (heads[i] - 2 * heads[i - 1]) for i, (_, white) in enumerate(parts) if i}
    widest = max(worth, key=lambda i: (worth[i], -i))
    return [
        [item for part, _ in parts[:widest] for item in part],
        [item for part, _ in parts[widest:] for item in part],
    ]


def _strips(region: list[_Item], sides: Callable[[Area], tuple[float, float]]) -> list[tuple[list[_Item], float]]:
    """The parts of a region between white strips in one direction, each with the white before it."""
    ordered = sorted(region, key=lambda item: sides(item[0]))
    parts: list[tuple[list[_Item], float]] = []
    end = 0.0
    for item in ordered:
        low, high = sides(item[0])
        if parts and low < end - _TOUCH:
            parts[-1][0].append(item)
            end = max(end, high)
        else:
            parts.append(([item], low - end))
            end = high
    return parts
