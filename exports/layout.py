"""Where each node of a drawing stands: by communities, so that thousands of nodes are placed in seconds.

Nodes are numbers, and each is a box, large enough for its dot and its label, so that labels do not lie on one another.
Communities (Louvain) are arranged each for itself as a tree round its best linked node; then the communities, as boxes,
are packed beside those they are linked with. Nodes without links stand in rows below. Everything is plain arithmetic on
numbered nodes with one seed: the same drawing on every run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# A box: width and height in the units of the drawing, which are pixels at zoom 1.
Box = tuple[float, float]
Point = tuple[float, float]
# Two linked nodes, and how strongly.
Link = tuple[int, int, float]

SEED = 1
# Screens are wider than high: a drawing is packed to about this proportion.
ASPECT = 1.5
# Work for moving boxes, in boxes times steps: what keeps 5,000 nodes under five seconds.
_WORK = 250_000


def place(boxes: Sequence[Box], links: Sequence[Link]) -> list[Point]:
    """The centre of each box, so that no two overlap to speak of and linked ones are near.

    >>> place([(10, 10)], [])
    [(0.0, 0.0)]
    """
    linked = sorted({node for source, target, _ in links for node in (source, target) if source != target})
    points: dict[int, Point] = {}
    if linked:
        groups = _communities(linked, links)
        inner = [_arrange(group, boxes, links) for group in groups]
        centres = _pack(groups, inner, boxes, links)
        for (cx, cy), own in zip(centres, inner, strict=True):
            points |= {node: (cx + x, cy + y) for node, (x, y) in own.items()}
        points = _settle(points, boxes, links)
    points |= _rows([node for node in range(len(boxes)) if node not in points], boxes, points)
    return [(round(points[node][0], 1), round(points[node][1], 1)) for node in range(len(boxes))]


def _communities(linked: Sequence[int], links: Sequence[Link]) -> list[list[int]]:
    """The nodes in groups that are linked more among themselves, the largest first."""
    import networkx

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(linked)
    for source, target, weight in links:
        if source != target:
            known = graph.get_edge_data(source, target, {"weight": 0.0})["weight"]
            graph.add_edge(source, target, weight=known + weight)
    found = networkx.community.louvain_communities(graph, seed=SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _arrange(group: Sequence[int], boxes: Sequence[Box], links: Sequence[Link]) -> dict[int, Point]:
    """A community for itself, its best linked node in the middle at (0, 0)."""
    members = set(group)
    near: dict[int, list[int]] = {node: [] for node in group}
    own = [link for link in links if link[0] in members and link[1] in members and link[0] != link[1]]
    for source, target, _ in own:
        near[source].append(target)
        near[target].append(source)
    points = _tree(group, near)
    bodies = _Bodies([points[node] for node in group], [boxes[node] for node in group])
    index = {node: at for at, node in enumerate(group)}
    bodies.relax([(index[s], index[t], w) for s, t, w in own], steps=_steps(len(group), 90), gravity=0.03)
    middle = max(group, key=lambda node: (len(near[node]), -node))
    mx, my = bodies.point(index[middle])
    return {node: (bodies.xs[at] - mx, bodies.ys[at] - my) for node, at in index.items()}


def _tree(group: Sequence[int], near: dict[int, list[int]]) -> dict[int, Point]:
    """A tree of shortest ways round the best linked node: a ring for each step, a wedge for each branch."""
    rank = {node: (-len(near[node]), node) for node in group}
    root = min(group, key=rank.__getitem__)
    order, parent, depth = [root], {root: root}, {root: 0}
    for node in order:
        for other in sorted(set(near[node]), key=rank.__getitem__):
            if other not in parent:
                parent[other], depth[other] = node, depth[node] + 1
                order.append(other)
    leaves = dict.fromkeys(order, 0)
    for node in reversed(order):
        leaves[node] = max(leaves[node], 1)
        if node != root:
            leaves[parent[node]] += leaves[node]
    wedge = {root: (0.0, math.tau)}
    points = {root: (0.0, 0.0)}
    for node in order[1:]:
        start, width = wedge[parent[node]]
        own = width * leaves[node] / leaves[parent[node]]
        # What is left of the parent's wedge begins where this child's ends.
        wedge[parent[node]] = (start + own, width - own)
        leaves[parent[node]] -= leaves[node]
        wedge[node] = (start, own)
        angle, reach = start + own / 2, 90.0 * depth[node]
        points[node] = (reach * math.cos(angle) * ASPECT, reach * math.sin(angle))
    return points


def _pack(
    groups: Sequence[Sequence[int]], inner: Sequence[dict[int, Point]], boxes: Sequence[Box], links: Sequence[Link]
) -> list[Point]:
    """The centre of each community, packed from the middle outwards, linked ones side by side."""
    of = {node: at for at, group in enumerate(groups) for node in group}
    ties: dict[tuple[int, int], float] = {}
    for source, target, weight in links:
        a, b = sorted((of[source], of[target])) if source in of else (0, 0)
        if a != b:
            ties[a, b] = ties.get((a, b), 0.0) + weight
    frames = [_frame(own, boxes) for own in inner]
    sizes = [(right - left + 40, low - high + 40) for left, high, right, low in frames]
    # Sunflower seeds: the largest community in the middle, the smallest outside.
    area, start = 0.0, []
    for at, (width, height) in enumerate(sizes):
        reach = math.sqrt(area / math.pi)
        start.append((reach * math.cos(2.4 * at) * ASPECT**0.5, reach * math.sin(2.4 * at) / ASPECT**0.5))
        area += width * height * 1.3
    bodies = _Bodies(start, sizes)
    bodies.relax([(a, b, w) for (a, b), w in sorted(ties.items())], steps=_steps(len(groups), 240), gravity=0.1)
    return [
        (bodies.xs[at] - (left + right) / 2, bodies.ys[at] - (high + low) / 2)
        for at, (left, high, right, low) in enumerate(frames)
    ]


def _frame(points: dict[int, Point], boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of some nodes' boxes; all 0 where there are none."""
    return (
        min((x - boxes[node][0] / 2 for node, (x, _) in points.items()), default=0.0),
        min((y - boxes[node][1] / 2 for node, (_, y) in points.items()), default=0.0),
        max((x + boxes[node][0] / 2 for node, (x, _) in points.items()), default=0.0),
        max((y + boxes[node][1] / 2 for node, (_, y) in points.items()), default=0.0),
    )


def _settle(points: dict[int, Point], boxes: Sequence[Box], links: Sequence[Link]) -> dict[int, Point]:
    """All nodes together, moved a little: links between communities pull, boxes that overlap part."""
    nodes = sorted(points)
    index = {node: at for at, node in enumerate(nodes)}
    bodies = _Bodies([points[node] for node in nodes], [boxes[node] for node in nodes])
    inner = [(index[s], index[t], w) for s, t, w in links if s != t]
    bodies.relax(inner, steps=_steps(len(nodes), 150), gravity=0.02)
    return {node: bodies.point(at) for node, at in index.items()}


def _rows(nodes: Sequence[int], boxes: Sequence[Box], points: dict[int, Point]) -> dict[int, Point]:
    """Nodes without links, in rows below the others, as wide as these."""
    left, _, right, low = _frame(points, boxes)
    total = sum(boxes[node][0] * boxes[node][1] for node in nodes)
    width = max(right - left, math.sqrt(total * ASPECT))
    x, y, high = 0.0, low + (120 if points else 0), 0.0
    found: dict[int, Point] = {}
    for node in nodes:
        w, h = boxes[node]
        if x + w > width and x > 0:
            x, y, high = 0.0, y + high, 0.0
        found[node] = (left + x + w / 2, y + h / 2)
        x, high = x + w, max(high, h)
    if not points:
        return {node: (px - boxes[nodes[0]][0] / 2, py - boxes[nodes[0]][1] / 2) for node, (px, py) in found.items()}
    return found


def _steps(count: int, most: int) -> int:
    return max(12, min(most, _WORK // max(1, count)))


@dataclass
class _Bodies:
    """Boxes on a plane that pull those they are linked with and push those they overlap."""

    points: Sequence[Point]
    boxes: Sequence[Box]

    def __post_init__(self) -> None:
        self.xs = [x for x, _ in self.points]
        self.ys = [y for _, y in self.points]
        # Cells as large as most boxes: a box then meets its partners in its own cell and the eight around it.
        widths, heights = sorted(w for w, _ in self.boxes), sorted(h for _, h in self.boxes)
        self.cell = (max(1.0, widths[-1]), max(1.0, heights[-1]))

    def point(self, at: int) -> Point:
        """Where a box stands now."""
        return self.xs[at], self.ys[at]

    def relax(self, links: Sequence[Link], *, steps: int, gravity: float) -> None:
        """Let links and gravity pull and overlaps push, links ever weaker, so that no overlap is left at the end."""
        degree = [1] * len(self.xs)
        for source, target, _ in links:
            degree[source] += 1
            degree[target] += 1
        for step in range(steps):
            cool = 1 - step / steps
            self._pull(links, degree, 0.5 * cool)
            self.xs = [x * (1 - gravity * cool / ASPECT) for x in self.xs]
            self.ys = [y * (1 - gravity * cool) for y in self.ys]
            self._part()
        for _ in range(steps):
            if not self._part():
                return

    def _pull(self, links: Sequence[Link], degree: Sequence[int], strength: float) -> None:
        xs, ys, boxes = self.xs, self.ys, self.boxes
        for source, target, weight in links:
            dx, dy = xs[target] - xs[source], ys[target] - ys[source]
            apart = math.hypot(dx, dy) or 1.0
            # Two boxes want to stand side by side, with a gap to see the line by.
            rest = 30 + (boxes[source][1] + boxes[target][1]) * 0.6
            force = (apart - rest) / apart * strength * min(1.0, 0.4 + 0.2 * weight)
            share = degree[source] / (degree[source] + degree[target])
            if apart > rest:
                force /= max(1.0, min(degree[source], degree[target]) ** 0.5)
            xs[source] += dx * force * (1 - share)
            ys[source] += dy * force * (1 - share)
            xs[target] -= dx * force * share
            ys[target] -= dy * force * share

    def _part(self) -> int:
        """Push each pair of overlapping boxes apart, along the side where they overlap less; gives how many there were."""
        xs, ys, boxes = self.xs, self.ys, self.boxes
        wide, high = self.cell
        pushed = 0
        cells: dict[tuple[int, int], list[int]] = {}
        for at in range(len(xs)):
            cells.setdefault((int(xs[at] // wide), int(ys[at] // high)), []).append(at)
        for (cx, cy), own in cells.items():
            for column, row in ((0, 0), (1, -1), (1, 0), (1, 1), (0, 1)):
                others = cells.get((cx + column, cy + row), ())
                for a in own:
                    for b in others:
                        if (column or row or a < b) and a != b:
                            dx, dy = xs[b] - xs[a], ys[b] - ys[a]
                            over = (boxes[a][0] + boxes[b][0]) / 2 - abs(dx)
                            under = (boxes[a][1] + boxes[b][1]) / 2 - abs(dy)
                            if over > 0 and under > 0:
                                self._push(a, b, dx, dy, over, under)
                                pushed += over > 1 and under > 1
        return pushed

    def _push(self, a: int, b: int, dx: float, dy: float, over: float, under: float) -> None:
        mass_a, mass_b = self.boxes[a][0] * self.boxes[a][1], self.boxes[b][0] * self.boxes[b][1]
        share = mass_b / (mass_a + mass_b)
        if over < under * ASPECT:
            shift = over * (0.6 if dx >= 0 else -0.6)
            self.xs[a] -= shift * share
            self.xs[b] += shift * (1 - share)
        else:
            shift = under * (0.6 if dy >= 0 else -0.6)
            self.ys[a] -= shift * share
            self.ys[b] += shift * (1 - share)
