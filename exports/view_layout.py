"""Where each node of the view stands: by communities, so that thousands of nodes are placed in seconds.

    links ─Louvain─▶ communities ─force, each for itself─▶ discs ─packed, turned to their links─▶ continents and islands

Nodes are numbers from 0, links pairs of them with a weight, and each node is a disc with a radius. What hangs together
forms a continent in the middle; what is linked with nothing else of it lies round it in rings of islands. All is worked
out as if the drawing were round, and is stretched to the proportion of a screen at the end: labels are wide, too.
Everything is arithmetic on numbered nodes with one seed, so that the drawing is the same on every run.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Link = tuple[int, int, float]

SEED = 1
# Screens are wider than high, and a Chinese name of eight characters is eight times as wide as high.
STRETCH = 1.6
# The free space round a disc, and the length of a link beyond the two radii.
_GAP, _LENGTH = 13.0, 34.0
# Discs push one another up to this distance, in large drawings up to the second one; cells of this size find them.
_REACH, _SHORT = 190.0, 95.0
_PUSH = 900.0
# From this many nodes on a drawing is relaxed in fewer steps, which keeps 5,000 nodes at a few seconds.
_LARGE = 1200
# So many parts find their place at the coast of the largest; the others stand in rings, which is faster.
_ISLANDS = 120
_GOLDEN = math.pi * (3 - math.sqrt(5))


def positions(radii: Sequence[float], links: Sequence[Link]) -> list[Point]:
    """The centre of each disc: none on another, linked ones near each other.

    >>> positions([10], [])
    [(0.0, 0.0)]
    >>> positions([], [])
    []
    """
    near = _neighbours(len(radii), links)
    discs = [radius + _GAP for radius in radii]
    components = _components(near)
    linked = [_Part(discs, near, nodes) for nodes in components if len(nodes) > 1]
    points = _archipelago(linked, discs)
    relax(points, discs, near, steps=12, heat=0.0, gravity=0.0)
    alone = [nodes[0] for nodes in components if len(nodes) == 1]
    inner = [_radius(points, discs)] if points else []
    centres = _rings([*inner, *(discs[node] for node in alone)])
    points |= dict(zip(alone, centres[len(inner) :], strict=True))
    return _apart([(round(x * STRETCH, 1), round(y, 1)) for _, (x, y) in sorted(points.items())])


Near = list[dict[int, float]]


def _neighbours(count: int, links: Sequence[Link]) -> Near:
    """For each node its neighbours in rising order, with the weights of all their links together."""
    near: Near = [{} for _ in range(count)]
    for source, target, weight in links:
        if source != target:
            near[source][target] = near[source].get(target, 0.0) + weight
            near[target][source] = near[target].get(source, 0.0) + weight
    return [dict(sorted(row.items())) for row in near]


def _components(near: Near) -> list[list[int]]:
    """What hangs together, the largest first."""
    seen = [False] * len(near)
    found: list[list[int]] = []
    for start in range(len(near)):
        if not seen[start]:
            seen[start] = True
            part = [start]
            for node in part:
                fresh = [other for other in near[node] if not seen[other]]
                for other in fresh:
                    seen[other] = True
                part += fresh
            found.append(sorted(part))
    return sorted(found, key=lambda part: (-len(part), part))


class _Part:
    """Nodes that hang together, placed round (0, 0), and the radius of the disc that holds them."""

    def __init__(self, discs: Sequence[float], near: Near, nodes: list[int]) -> None:
        groups = _communities(nodes, near)
        inner = [_arrange(group, discs, near) for group in groups]
        self.points = inner[0] if len(groups) == 1 else _joined(groups, inner, discs, near)
        if len(groups) > 1:
            relax(self.points, discs, near, steps=_steps(len(near), 60), heat=0.35, gravity=0.012)
        mx, my = _middle(self.points)
        self.points = {node: (x - mx, y - my) for node, (x, y) in self.points.items()}
        self.radius = _radius(self.points, discs)


def _communities(nodes: list[int], near: Near) -> list[list[int]]:
    """The nodes in groups that are linked more among themselves, the largest first."""
    import networkx

    if len(nodes) < 12:
        return [nodes]
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from(
        (node, other, weight) for node in nodes for other, weight in near[node].items() if node < other
    )
    found = networkx.community.louvain_communities(graph, seed=SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _arrange(group: list[int], discs: Sequence[float], near: Near) -> dict[int, Point]:
    """A community for itself: a tree round its best linked node, then relaxed."""
    points = _tree(group, discs, near)
    if len(group) > 1:
        relax(points, discs, near, steps=_steps(len(near), 140), heat=1.0, gravity=0.05)
    mx, my = _middle(points)
    return {node: (x - mx, y - my) for node, (x, y) in points.items()}


def _tree(group: list[int], discs: Sequence[float], near: Near) -> dict[int, Point]:
    """Rings of shortest ways round the best linked node, and for each branch a wedge as wide as it has leaves."""
    members = set(group)
    own = {node: [other for other in near[node] if other in members] for node in group}
    root = max(group, key=lambda node: (len(own[node]), -node))
    order, parent, depth = [root], {root: root}, {root: 0}
    for node in order:
        for other in own[node]:
            if other not in parent:
                parent[other], depth[other] = node, depth[node] + 1
                order.append(other)
    leaves = dict.fromkeys(order, 0)
    for node in reversed(order):
        leaves[node] = max(1, leaves[node])
        if node != root:
            leaves[parent[node]] += leaves[node]
    reach = _reaches(order, depth, discs)
    start, share = {root: 0.0}, math.tau / leaves[root]
    points = {root: (0.0, 0.0)}
    for node in order[1:]:
        begin = start[parent[node]]
        # The next child's wedge begins where this one's ends.
        start[parent[node]], start[node] = begin + leaves[node] * share, begin
        angle = begin + leaves[node] * share / 2
        points[node] = (reach[depth[node]] * math.cos(angle), reach[depth[node]] * math.sin(angle))
    return points


def _reaches(order: Sequence[int], depth: dict[int, int], discs: Sequence[float]) -> list[float]:
    """The radius of each ring of a tree: a link beyond the ring before, and wide enough for its discs in three rows."""
    reaches = [0.0] * (max(depth.values()) + 1)
    for node in order[1:]:
        reaches[depth[node]] += 2 * discs[node] / math.tau / 3
    for ring in range(1, len(reaches)):
        reaches[ring] = max(reaches[ring], reaches[ring - 1] + 70.0)
    return reaches


def _joined(
    groups: list[list[int]], inner: list[dict[int, Point]], discs: Sequence[float], near: Near
) -> dict[int, Point]:
    """Communities as discs side by side, each next to those it is linked with and turned towards them."""
    home = {node: at for at, group in enumerate(groups) for node in group}
    ties: list[dict[int, float]] = [{} for _ in groups]
    for node, at in home.items():
        for other, weight in near[node].items():
            if home[other] != at:
                ties[at][home[other]] = ties[at].get(home[other], 0.0) + weight
    centres = _pack([_radius(points, discs) for points in inner], ties)
    placed: dict[int, Point] = {}
    for at, (centre, points) in enumerate(zip(centres, inner, strict=True)):
        outer = [
            (points[node], placed.get(other, centres[home[other]]))
            for node in groups[at]
            for other in near[node]
            if home[other] != at
        ]
        placed |= _turned(centre, points, outer)
    return placed


def _pack(radii: Sequence[float], ties: Sequence[dict[int, float]]) -> list[Point]:
    """Discs without overlap, the first in the middle, each next where it touches another and is nearest to its ties."""
    placed: dict[int, Point] = {}
    waiting = list(range(len(radii)))
    while waiting:
        at = max(waiting, key=lambda g: (sum(w for o, w in ties[g].items() if o in placed), radii[g], -g))
        if not placed:
            at = waiting[0]
        waiting.remove(at)
        anchors = [(placed[other], weight) for other, weight in sorted(ties[at].items()) if other in placed]
        spots = sorted(_spots(radii[at], radii, placed), key=lambda spot: (_cost(spot, anchors), spot))
        placed[at] = next(spot for spot in spots if _free(spot, radii[at], radii, placed))
    return [placed[at] for at in range(len(radii))]


def _spots(radius: float, radii: Sequence[float], placed: dict[int, Point]) -> Iterator[Point]:
    """Where a disc may touch one that stands; one spot is free at least, beyond the outermost disc."""
    if not placed:
        yield 0.0, 0.0
    far = max((abs(x) + radii[at] for at, (x, _) in placed.items()), default=0.0)
    yield far + radius + 1, 0.0
    for at, (x, y) in placed.items():
        reach = radii[at] + radius + 1
        for turn in range(24):
            angle = math.tau * turn / 24 + at
            yield x + reach * math.cos(angle), y + reach * math.sin(angle)


def _free(spot: Point, radius: float, radii: Sequence[float], placed: dict[int, Point]) -> bool:
    return all(math.dist(spot, centre) >= radii[at] + radius for at, centre in placed.items())


def _cost(spot: Point, anchors: Sequence[tuple[Point, float]]) -> float:
    """How far a spot is from what it is linked with, and, half as bad, from the middle."""
    total = sum(weight for _, weight in anchors)
    apart = sum(weight * math.dist(spot, anchor) for anchor, weight in anchors)
    return round(math.hypot(*spot) / 2 + (apart / total if total else 0.0), 6)


def _turned(centre: Point, points: dict[int, Point], outer: Sequence[tuple[Point, Point]]) -> dict[int, Point]:
    """A community at its place, in the one of 36 turns that makes its links to others shortest."""

    def moved(point: Point, turn: int) -> Point:
        cos, sin = math.cos(math.tau * turn / 36), math.sin(math.tau * turn / 36)
        return centre[0] + point[0] * cos - point[1] * sin, centre[1] + point[0] * sin + point[1] * cos

    # Hundreds of links settle the turn as well as thousands.
    some = outer[:: max(1, len(outer) // 300)]
    turns = [(round(sum(math.dist(moved(own, turn), other) for own, other in some), 3), turn) for turn in range(36)]
    best = min(turns)[1]
    return {node: moved(point, best) for node, point in points.items()}


def _archipelago(parts: Sequence[_Part], discs: Sequence[float]) -> dict[int, Point]:
    """The largest part in the middle, the others as near to it as its coast allows, what is left in rings round all."""
    if not parts:
        return {}
    points = dict(parts[0].points)
    coast = _coast([(*point, discs[node]) for node, point in points.items()])
    for part in parts[1 : _ISLANDS + 1]:
        ways = [(_landing(math.tau * turn / 48, part.radius, coast), turn) for turn in range(48)]
        reach, turn = min(ways)
        x, y = reach * math.cos(math.tau * turn / 48), reach * math.sin(math.tau * turn / 48)
        coast.append((x, y, part.radius))
        points |= {node: (x + px, y + py) for node, (px, py) in part.points.items()}
    rest = parts[_ISLANDS + 1 :]
    for part, (x, y) in zip(rest, _rings([_radius(points, discs), *(part.radius for part in rest)])[1:], strict=True):
        points |= {node: (x + px, y + py) for node, (px, py) in part.points.items()}
    return points


Disc = tuple[float, float, float]


def _coast(discs: Sequence[Disc]) -> list[Disc]:
    """The outermost disc in each direction."""
    found: dict[int, Disc] = {}
    for disc in discs:
        direction = int(math.atan2(disc[1], disc[0]) / math.tau * 180)
        if math.hypot(*disc[:2]) + disc[2] > math.hypot(*found.get(direction, (0.0, 0.0))[:2]) + disc[2]:
            found[direction] = disc
    return [found[direction] for direction in sorted(found)]


def _landing(angle: float, radius: float, coast: Sequence[Disc]) -> float:
    """How far out in a direction a disc lies clear of the coast."""
    cos, sin = math.cos(angle), math.sin(angle)
    far = 0.0
    for x, y, own in coast:
        aside = abs(x * sin - y * cos)
        if aside < own + radius:
            far = max(far, x * cos + y * sin + math.sqrt((own + radius) ** 2 - aside**2))
    return round(far, 3)


def _rings(radii: Sequence[float]) -> list[Point]:
    """The first disc in the middle, the others in rings round it, without overlap."""
    centres: list[Point] = [(0.0, 0.0)] if radii else []
    inside, at = (radii[0] if radii else 0.0), 1
    while at < len(radii):
        # The largest disc of a ring comes first, as the sizes fall.
        widest = max(radii[at : at + 60])
        reach = inside + widest
        end, turn = at, 0.0
        while end < len(radii) and radii[end] <= widest:
            own = 2 * math.asin(min(1.0, radii[end] / reach))
            if turn + own > math.tau and end > at:
                break
            turn, end = turn + own, end + 1
        # A last ring that is nearly empty keeps its discs together; a full one spreads the rest evenly.
        slack = max(0.0, math.tau - turn) / (end - at)
        angle = _GOLDEN * len(centres)
        for radius in radii[at:end]:
            own = 2 * math.asin(min(1.0, radius / reach)) + slack
            centres.append((reach * math.cos(angle + own / 2), reach * math.sin(angle + own / 2)))
            angle += own
        inside, at = reach + widest, end
    return centres


def _steps(total: int, most: int) -> int:
    return max(16, min(most, most * _LARGE // total))


def _middle(points: dict[int, Point]) -> Point:
    """The middle of the frame round some points."""
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _radius(points: dict[int, Point], discs: Sequence[float]) -> float:
    return max(math.hypot(x, y) + discs[node] for node, (x, y) in points.items()) + _GAP


def relax(
    points: dict[int, Point], discs: Sequence[float], near: Near, *, steps: int, heat: float, gravity: float
) -> None:
    """Let links pull and discs push, ever more calmly; the last steps only part discs that overlap. Alters `points`."""
    if not points:
        return
    nodes = sorted(points)
    index = {node: at for at, node in enumerate(nodes)}
    xs, ys = [points[node][0] for node in nodes], [points[node][1] for node in nodes]
    sizes = [discs[node] for node in nodes]
    degree = [max(1, sum(other in index for other in near[node])) for node in nodes]
    pairs = [
        (index[node], index[other], min(1.0, 0.6 + 0.2 * weight))
        for node in nodes
        for other, weight in near[node].items()
        if node < other and other in index
    ]
    reach = _REACH if len(near) < _LARGE else _SHORT
    for step in range(steps):
        cool = heat * max(0.0, 1 - step / (steps * 0.85))
        if cool:
            _pull(xs, ys, sizes, pairs, degree, cool)
        # Once all is cool only overlaps count.
        _push(xs, ys, sizes, degree, cool, max(reach if cool else 0.0, 2 * max(sizes)))
        xs = [x * (1 - gravity * cool) for x in xs]
        ys = [y * (1 - gravity * cool) for y in ys]
    for at, node in enumerate(nodes):
        points[node] = (xs[at], ys[at])


def _pull(
    xs: list[float], ys: list[float], sizes: list[float], pairs: list[Link], degree: list[int], cool: float
) -> None:
    """Draw linked discs to a link's length; the one with more links moves less."""
    for a, b, weight in pairs:
        dx, dy = xs[b] - xs[a], ys[b] - ys[a]
        apart = math.sqrt(dx * dx + dy * dy) or 1.0
        force = (apart - sizes[a] - sizes[b] - _LENGTH) / apart * cool * weight / min(degree[a], degree[b])
        share = degree[a] / (degree[a] + degree[b])
        xs[a] += dx * force * (1 - share)
        ys[a] += dy * force * (1 - share)
        xs[b] -= dx * force * share
        ys[b] -= dy * force * share


def _push(xs: list[float], ys: list[float], sizes: list[float], degree: list[int], cool: float, reach: float) -> None:
    """Part each two discs that are nearer than `reach`, and wholly those that overlap; hubs stand firm."""
    cells: dict[tuple[int, int], list[int]] = {}
    for at in range(len(xs)):
        cells.setdefault((int(xs[at] // reach), int(ys[at] // reach)), []).append(at)
    limit = reach * reach
    for (column, row), own in cells.items():
        others = [
            at for cell in ((1, -1), (1, 0), (1, 1), (0, 1)) for at in cells.get((column + cell[0], row + cell[1]), ())
        ]
        for place, a in enumerate(own):
            for b in own[place + 1 :] + others:
                dx, dy = xs[b] - xs[a], ys[b] - ys[a]
                square = dx * dx + dy * dy
                if square < limit:
                    if not square:
                        # Two discs at one spot part in a direction of their own.
                        dx, dy, square = math.cos(a + b), math.sin(a + b), 1.0
                    force = min(0.3, _PUSH * cool / square / 10)
                    touch = sizes[a] + sizes[b]
                    if square < touch * touch:
                        force = max(force, (touch / math.sqrt(square) - 1) / 2)
                    share = 2 * force * degree[a] / (degree[a] + degree[b])
                    xs[b] += dx * share
                    ys[b] += dy * share
                    share = 2 * force - share
                    xs[a] -= dx * share
                    ys[a] -= dy * share


def _apart(points: list[Point]) -> list[Point]:
    """The points, those that rounding has put on another moved beside it."""
    taken: dict[Point, None] = {}
    for x, y in points:
        while (x, y) in taken:
            x = round(x + 1, 1)
        taken[x, y] = None
    return list(taken)
