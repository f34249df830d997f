"""The order in which blocks are read: an XY cut.

A region is parted by a white strip through its whole width above headlines; else by those through its whole height, left
before right; else by the widest strip through its width.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.read.pdf.blocks import Block, around
from kg.read.pdf.glyphs import Area

_BAND = 1.2  # ems of white above a headline that part articles
_TOUCH = 2.0  # points by which areas overlap that only touch: hung punctuation, the feet of large letters
_TILE = 20  # points; where nothing parts the columns of a region, blocks whose left edges are nearer are of one

_Item = tuple[Area, list[Block]]
_Parts = list[tuple[list[_Item], float]]


def in_order(
    groups: Sequence[Sequence[Block]], blocks: Sequence[Block], pictures: Sequence[Area], em: float
) -> list[Block]:
    """All blocks in reading order; headlines of one article are one thing, and those in a frame to those outside."""
    grouped = {id(block) for group in groups for block in group}
    items: list[_Item] = [(around([block.over for block in group]), list(group)) for group in groups]
    items += [(block.area, [block]) for block in blocks if id(block) not in grouped]
    frames: dict[int, list[_Item]] = {}
    outer: list[_Item] = [(picture, []) for picture in pictures]
    for item in items:
        frame = item[1][0].frame
        if frame is None:
            outer.append(item)
        else:
            frames.setdefault(frame, []).append(item)
    for members in frames.values():
        outer.append((around([area for area, _ in members]), _read(members, em)))
    return _read(outer, em)


def _read(items: list[_Item], em: float) -> list[Block]:
    """The blocks of a region in reading order."""
    done: list[Block] = []
    stack = [items]
    while stack:
        region = stack.pop()
        parts = _cut(region, em) if len(region) > 1 else [region]
        if len(parts) > 1:
            stack.extend(reversed(parts))
        else:
            for _, found in sorted(region, key=lambda item: (round(item[0].left / _TILE), item[0].top)):
                done += found
    return done


def _cut(region: list[_Item], em: float) -> list[list[_Item]]:
    rows = _strips(region, lambda area: (area.top, area.bottom))
    band = _band(rows, em)
    if band:
        return _two(rows, band)
    columns = _strips(region, lambda area: (area.left, area.right))
    if len(columns) > 1:
        return [part for part, _ in columns]
    if len(rows) > 1:
        return _two(rows, max(range(1, len(rows)), key=lambda i: (rows[i][1], -i)))
    return [region]


def _two(parts: _Parts, at: int) -> list[list[_Item]]:
    return [[item for part, _ in parts[:at] for item in part], [item for part, _ in parts[at:] for item in part]]


def _band(rows: _Parts, em: float) -> int | None:
    """The widest strip that has no headline right above it and one right below."""
    found = [
        i
        for i in range(1, len(rows))
        if rows[i][1] >= _BAND * em and not _ends_in_head(rows[i - 1][0]) and _begins_with_head(rows[i][0])
    ]
    return max(found, key=lambda i: (rows[i][1], -i), default=None)


def _ends_in_head(part: list[_Item]) -> bool:
    """Whether a headline has its columns neither below it nor beside it in a part."""
    return any(
        _is_head(blocks)
        and not any(
            low is not area and (_over(area, low) or (not _is_head(own) and _abreast(area, low))) for low, own in part
        )
        for area, blocks in part
    )


def _abreast(area: Area, other: Area) -> bool:
    """Whether half of the lower one of two areas stands beside the other."""
    shared = min(area.bottom, other.bottom) - max(area.top, other.top)
    return shared > 0.5 * min(area.height, other.height)


def _begins_with_head(part: list[_Item]) -> bool:
    return any(
        _is_head(blocks[:1]) and not any(high is not area and _over(high, area) for high, _ in part)
        for area, blocks in part
    )


def _is_head(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and all(block.head for block in blocks)


def _over(high: Area, low: Area) -> bool:
    return low.top >= high.bottom - _TOUCH and high.left < low.right and low.left < high.right


def _strips(region: list[_Item], sides: Callable[[Area], tuple[float, float]]) -> _Parts:
    """The parts of a region between white strips in one direction, each with the white before it."""
    ordered = sorted(region, key=lambda item: sides(item[0]))
    parts: _Parts = []
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
