"""From glyphs to lines: what stands on one base line in one column, and headlines that are set from top to bottom."""

from __future__ import annotations

import bisect
import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.read.pdf.glyphs import Area, Glyph

_LEVEL = 0.3  # ems by which the base lines of one line differ at most: Latin letters sit lower in some fonts
_CLOSE = 0.8  # ems that are always a gap inside a line, never one between columns
_WIDE = 2.3  # ems that are never a gap inside a line: two characters of space part the names of a byline
_GUTTER = 1.25  # ems that lie between columns, if no space is printed there
_ASCENT = 0.88  # of an em, as in most Chinese fonts
_EDGE = 4  # lines that begin at one place are a column's


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column: its glyphs in reading order, the em square of its type, whether it is set downwards."""

    glyphs: tuple[Glyph, ...]
    area: Area
    size: float
    vertical: bool = False

    @property
    def text(self) -> str:
        """The characters, with a space where one is printed or a gap stands out."""
        if self.vertical:
            return "".join(glyph.char for glyph in self.glyphs)
        gaps = [b.left - a.right for a, b in itertools.pairwise(self.glyphs)]
        usual = max(statistics.median(gaps), 0.0) if gaps else 0.0
        parts = [self.glyphs[0].char]
        for gap, glyph in zip(gaps, self.glyphs[1:], strict=True):
            parts.append(" " + glyph.char if glyph.spaced or gap > usual + 0.45 * self.size else glyph.char)
        return "".join(parts)


def read_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page in no order."""
    runs = _merged(_runs(glyphs))
    em = _usual_size(glyphs)
    edges = _edges(runs, em)
    lines = [_line(piece) for run in runs for piece in _parted(run, edges, em)]
    return _downwards(lines)


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs that follow each other in the file and on the page."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last and _level(last, glyph) and -0.5 * last.size < glyph.left - last.right < _CLOSE * last.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _level(a: Glyph, b: Glyph) -> bool:
    small, large = sorted((a.size, b.size))
    return abs(a.base - b.base) <= _LEVEL * small and large <= 1.6 * small


def _merged(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs of one base line joined from left to right, over gaps that may still turn out to lie between columns."""
    done: list[list[Glyph]] = []
    open_at: dict[int, list[list[Glyph]]] = {}
    for run in sorted(runs, key=lambda run: (run[0].left, run[0].base)):
        first = run[0]
        key = int(first.base // 8)
        near = [one for at in (key - 1, key, key + 1) for one in open_at.get(at, ())]
        fitting = [
            one
            for one in near
            if _level(one[-1], first) and -0.5 * first.size < first.left - one[-1].right < _WIDE * first.size
        ]
        if fitting:
            min(fitting, key=lambda one: abs(first.left - one[-1].right)).extend(run)
        else:
            done.append(run)
            open_at.setdefault(key, []).append(run)
    return done


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where columns begin, in points: at the left of many lines or of many stretches after a gap.

    `starts` has the indents of paragraphs too, `columns` has not.
    """

    starts: frozenset[int]
    columns: tuple[int, ...]

    def between(self, a: Glyph, b: Glyph) -> bool:
        """Whether a column begins between two glyphs, or with the second one."""
        at = bisect.bisect_right(self.columns, a.right + 1)
        return at < len(self.columns) and self.columns[at] <= b.left + 2


def _edges(runs: Iterable[Sequence[Glyph]], em: float) -> _Edges:
    starts: Counter[int] = Counter()
    for run in runs:
        starts[round(run[0].left)] += run[0].size < 1.2 * em
        for a, b in itertools.pairwise(run):
            if b.left - a.right > _CLOSE * a.size and b.size < 1.2 * em:
                starts[round(b.left)] += 1
    near = {x: starts[x - 1] + starts[x] + starts[x + 1] for x in sorted(starts)}
    found = [x for x, count in near.items() if count >= _EDGE]
    left = {x: max(near.get(round(x - 2 * em) + step, 0) for step in (-2, -1, 0, 1, 2)) for x in found}
    return _Edges(frozenset(found), tuple(x for x in found if left[x] < near[x]))


def _usual_size(glyphs: Sequence[Glyph]) -> float:
    counts = Counter(round(glyph.size * 4) / 4 for glyph in glyphs)
    return max(counts, key=lambda size: (counts[size], -size), default=1.0)


def _parted(run: list[Glyph], edges: _Edges, em: float) -> list[list[Glyph]]:
    """A run cut at the gaps between columns, and between headlines that stand over neighbouring columns."""
    parts = [[run[0]]]
    for a, b in itertools.pairwise(run):
        gap, size = b.left - a.right, min(a.size, b.size)
        other = max(a.size, b.size) > 1.25 * size and gap > 0.5 * size and not a.char.isascii() and not b.char.isascii()
        if size > 1.2 * em:
            ends = gap > 0.7 * em and not (b.spaced and gap < 1.6 * size) and edges.between(a, b)
        else:
            ends = gap > (_CLOSE if round(b.left) in edges.starts else _WIDE if b.spaced else _GUTTER) * size
        if other or ends:
            parts.append([b])
        else:
            parts[-1].append(b)
    return parts


def _line(glyphs: Sequence[Glyph], vertical: bool = False) -> Line:
    sizes = [glyph.size for glyph in glyphs if not glyph.char.isascii()] or [glyph.size for glyph in glyphs]
    size = statistics.median(sizes)
    top = min(glyph.base for glyph in glyphs) - _ASCENT * size
    bottom = max(glyph.base for glyph in glyphs) + (1 - _ASCENT) * size
    area = Area(min(glyph.left for glyph in glyphs), top, max(glyph.right for glyph in glyphs), bottom)
    return Line(tuple(glyphs), area, size, vertical)


def _downwards(lines: list[Line]) -> list[Line]:
    """Single characters that stand below each other become lines set downwards: headlines beside their bodies."""
    singles = sorted(
        (line for line in lines if len(line.glyphs) == 1), key=lambda line: (line.area.left, line.area.top)
    )
    stacks: list[list[Line]] = []
    for line in singles:
        for stack in stacks[-6:]:
            last = stack[-1]
            same = (
                abs(last.size - line.size) <= 0.08 * last.size
                and abs(last.area.left - line.area.left) < 0.3 * line.size
            )
            if same and 0.8 * line.size <= line.area.top - last.area.top <= 2.2 * line.size:
                stack.append(line)
                break
        else:
            stacks.append([line])
    tall = [stack for stack in stacks if len(stack) >= 3]
    taken = {id(line) for stack in tall for line in stack}
    kept = [line for line in lines if id(line) not in taken]
    return kept + [_line([line.glyphs[0] for line in stack], vertical=True) for stack in tall]
