"""Which headline lines belong to which body: all of them scored together over the page, not line by line.

On a page taken from a PDF a headline may stand before its body, after it, or far away among other headlines. A line and a body
are held together by the words they share, most of all by those of the lead, and by standing side by side; whether
headlines stand before or after bodies is read from the page itself. Lines that stand together are first cut into
groups, then groups and bodies are paired so that the sum over the page is best (the Hungarian method).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.segment.blocks import Block, Body, Heads, pairs_of
from kg.segment.headlines import goes_on, is_label, tie
from kg.segment.labels import Label
from kg.segment.lines import Line
from kg.segment.marks import is_notice

WINDOW = 24  # blocks between a headline and its body; a page has seldom more than thirty
CHUNK = 40  # bodies paired at a time, so that time stays linear in the length of a text
LEAD = 1.0  # weight of words shared with the lead, BODY_SHARE of those shared with the rest
BODY_SHARE = 0.55
WORDS = 2.2  # weight of shared words against that of standing side by side
FEW = 1.5  # pairs that a headline is taken to have besides, none of them shared
VERBATIM = 0.3  # weight of words that stand in the body one after the other as in the headline
LETTERS = 0.5  # weight of single letters
BESIDE = 0.3
FARTHER = -0.06  # for each body between
TIGHT = 0.05  # and more so without a blank line between
TOGETHER = 0.2  # lines that stand together mostly belong together
LEAST = 0.35  # less than this does not make a headline of a line


@dataclass(frozen=True, slots=True)
class Group:
    """Headline lines of one article that stand together; `worth` gives the score with a body, by its place."""

    place: int
    lines: tuple[tuple[Line, Label], ...]
    worth: dict[int, float]


class Scorer:
    """Scores headline lines with the bodies of one page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.bodies = [block for block in blocks if isinstance(block, Body)]
        found = Counter(pair for body in self.bodies for pair in set(pairs_of(body.text)))
        total = len(self.bodies)
        self._weight = {pair: math.log(1 + total / count) for pair, count in found.items()}
        self._unknown = math.log(1 + total)
        letters = Counter(char for body in self.bodies for char in set(body.text))
        self._rare = {char: math.log(1 + total / count) - math.log(2) for char, count in letters.items()}
        self.before, self.after = self._habit()

    def words(self, text: str, body: Body) -> float:
        """How much of a headline's weight the body shares, from 0 to 1; rare pairs weigh more, few pairs prove less."""
        pairs = pairs_of(text)
        whole, shared = FEW * self._unknown, 0.0
        for pair in pairs:
            weight = self._weight.get(pair, self._unknown)
            whole += weight
            shared += weight * (LEAD if pair in body.lead else BODY_SHARE if pair in body.text else 0.0)
        same = _verbatim(text, body.text) if shared else 0.0
        return (
            LETTERS * self._letters(text, body)
            + (shared / whole if shared else 0.0)
            + VERBATIM * same * (2 if same > 0.9 and len(pairs) > 7 else 1)
        )

    def _letters(self, text: str, body: Body) -> float:
        """The share of a headline's letters that the body has, rare ones on the page before common ones (粽香传情: 粽子, 香囊)."""
        known = {
            char: self._rare.get(char, self._unknown) for char in dict.fromkeys(text) if "\u4e00" <= char <= "\u9fff"
        }
        whole = FEW * self._unknown + sum(known.values())
        return sum(weight for char, weight in known.items() if char in body.text) / whole if whole else 0.0

    def _habit(self) -> tuple[float, float]:
        """What standing right before and right after a body is worth on this page."""
        before = after = 0.2
        for place, block in enumerate(self.blocks):
            if isinstance(block, Heads):
                text = "".join(line.text for line, label in block.lines if label is Label.HEAD)
                left = self.blocks[place - 1] if place else None
                right = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
                after += self.words(text, left) ** 2 if isinstance(left, Body) else 0.0
                before += self.words(text, right) ** 2 if isinstance(right, Body) else 0.0
        return BESIDE + 0.5 * before / (before + after), BESIDE + 0.5 * after / (before + after)

    def line(self, heads: Heads, number: int, body: Body) -> float:
        """The score of one line of a headline block with a body."""
        line, label = heads.lines[number]
        beside = self.beside(heads, number, body)
        if label is Label.BYLINE:
            return 0.5 * beside - (0.6 if body.dated or body.credited else 0.0)
        unlike = 0.35 if body.credited and not body.dated else 0.5 if body.jumped else 0.0
        unlike -= 0.3 * bool(line.doubled) + 0.3 * (bool(line.doubled) and body.credited)
        if is_notice(line.text) and abs(body.place - heads.place) == 1:
            unlike -= 0.8 if body.place > heads.place else -0.8
        words = self.words(line.text, body)
        unlike += 0.3 if words < 0.15 and len(line.text) <= 8 and is_label(line.text) else 0.0
        return WORDS * words + beside - unlike

    def beside(self, heads: Heads, number: int, body: Body) -> float:
        """What the place of a line is worth: beside the body, or far from it."""
        low, high = sorted((heads.place, body.place))
        steps = sum(isinstance(block, Body) for block in self.blocks[low + 1 : high])
        if steps:
            return FARTHER * min(steps, 5)
        after = body.place < heads.place
        between = heads.lines[:number] if after else heads.lines[number + 1 :]
        away = sum(label is Label.HEAD for _, label in between)
        return (self.after if after else self.before) * max(0.0, 1 - max(0, away - 1) / 3)

    def near(self, place: int) -> list[Body]:
        """The bodies near a block."""
        around = self.blocks[max(0, place - WINDOW) : place + WINDOW + 1]
        return [block for block in around if isinstance(block, Body)]


def _verbatim(head: str, text: str) -> float:
    """The share of a headline that stands in the text in stretches of five characters or more.

    >>> _verbatim("清理二十里河道", "水利局全力清理二十里河道")
    1.0
    """
    start = covered = 0
    while start + 5 <= len(head):
        end = start + 5
        if head[start:end] not in text:
            start += 1
            continue
        while end < len(head) and head[start : end + 1] in text:
            end += 1
        covered += end - start
        start = end
    return covered / len(head) if head else 0.0


def pair(blocks: Sequence[Block]) -> tuple[dict[int, Group], list[Group]]:
    """The headline group of each body, by the body's place, and the groups that no body has."""
    scorer = Scorer(blocks)
    groups = [group for block in blocks if isinstance(block, Heads) for group in _cut(block, scorer)]
    chosen: dict[int, Group] = {}
    bodies = scorer.bodies
    for first in range(0, len(bodies), CHUNK):
        last = bodies[first + CHUNK].place if first + CHUNK < len(bodies) else len(blocks)
        start = bodies[first].place if first else 0
        members = [group for group in groups if start <= group.place < last]
        places = [body.place for body in bodies[first : first + CHUNK]]
        table = [[max(0.0, group.worth.get(place, 0.0) - LEAST) for place in places] for group in members]
        for row, column in enumerate(assign(table)):
            if column is not None and table[row][column] > 0:
                chosen[places[column]] = members[row]
    _fill(chosen, groups, bodies)
    taken = {id(group) for group in chosen.values()}
    return chosen, [group for group in groups if id(group) not in taken]


def _fill(chosen: dict[int, Group], groups: Sequence[Group], bodies: Sequence[Body]) -> None:
    """Give bodies that have no headline a group left over, beside them or near: little is better than nothing."""
    taken = {id(group) for group in chosen.values()}
    left = [group for group in groups if id(group) not in taken and group.lines[0][1] is Label.HEAD]
    empty = {body.place: body for body in bodies if body.place not in chosen and not body.jumped}
    offers: list[tuple[float, int, int]] = []
    for number, group in enumerate(left):
        short = not group.lines[0][0].doubled and is_label("".join(line.text for line, _ in group.lines))
        for place, worth in group.worth.items():
            body = empty.get(place)
            if body is None or worth <= 0.1 or (body.credited and len(group.lines) > 1):
                continue
            if not short or (body.credited and (abs(place - group.place) == 1 or worth > 0.25)):
                offers.append((-worth, number, place))
    done: set[int] = set()
    for _, number, place in sorted(offers):
        if number not in done and place not in chosen:
            chosen[place] = left[number]
            done.add(number)


def _cut(block: Heads, scorer: Scorer) -> list[Group]:
    """Cut headline lines that stand together where they speak of different bodies."""
    bodies = scorer.near(block.place)
    if not bodies:
        return [Group(block.place, block.lines, {})]
    costs = [[scorer.line(block, number, body) for body in bodies] for number in range(len(block.lines))]
    owners = _owners(block, costs)
    for number, body in _cut_off(block, owners, bodies):
        costs[number][body] -= scorer.beside(block, number, bodies[body])
    owners = _owners(block, costs)
    groups: list[Group] = []
    start = 0
    for i in range(1, len(owners) + 1):
        if i == len(owners) or owners[i] != owners[start] or _box_ends(block, i):
            worth = {body.place: _worth(costs[start:i], b, i - start) for b, body in enumerate(bodies)}
            groups.append(Group(block.place, block.lines[start:i], worth))
            start = i
    return groups


def _box_ends(block: Heads, number: int) -> bool:
    """Whether a line stands apart below one in shadowed letters, as those of a box (数说防汛) above the next headline are."""
    before, (line, label) = block.lines[number - 1][0], block.lines[number]
    return bool(before.doubled) and not line.doubled and bool(line.blank) and label is Label.HEAD


def _worth(costs: list[list[float]], body: int, lines: int) -> float:
    """A group's score: its best line and, less, the others, so that long groups do not outbid short ones too far."""
    scores = sorted((row[body] for row in costs), reverse=True)
    return sum(scores) * 0.6 + scores[0] * 0.4 + 0.0 * lines


def _cut_off(block: Heads, owners: list[int], bodies: list[Body]) -> list[tuple[int, int]]:
    """Lines and bodies that do not stand side by side, as lines of other articles stand between."""
    found: list[tuple[int, int]] = []
    for number, owner in enumerate(owners):
        before = bodies[owner].place < block.place
        between = owners[:number] if before else owners[number + 1 :]
        if abs(bodies[owner].place - block.place) == 1 and any(other != owner for other in between):
            found.append((number, owner))
    return found


def _owners(block: Heads, scores: list[list[float]]) -> list[int]:
    """The body of each line, chosen together: neighbours like to share one (Viterbi)."""
    lines, labels = [line for line, _ in block.lines], [label for _, label in block.lines]
    best = list(scores[0])
    back: list[list[int]] = []
    for i in range(1, len(lines)):
        bond = _bond(lines, labels, i)
        leader = max(range(len(best)), key=lambda b: (best[b], -b))
        came: list[int] = []
        now: list[float] = []
        for body, score in enumerate(scores[i]):
            stay = best[body] + bond
            came.append(body if stay >= best[leader] else leader)
            now.append(max(stay, best[leader]) + score)
        back.append(came)
        best = now
    owner = max(range(len(best)), key=lambda b: (best[b], -b))
    path = [owner]
    for came in reversed(back):
        owner = came[owner]
        path.append(owner)
    return path[::-1]


def _bond(lines: Sequence[Line], labels: Sequence[Label], number: int) -> float:
    """How much a line and the one before it want to belong to one article, whatever they speak of."""
    before, line = lines[number - 1], lines[number]
    if labels[number] is Label.BYLINE:
        return 3.0
    if bool(line.doubled) != bool(before.doubled):
        return 0.0
    if labels[number - 1] is Label.BYLINE:
        return 0.0
    bond = TOGETHER
    if not line.blank:
        bond += 2 * TIGHT if any(other.blank for other in lines[1:]) else TIGHT
    if goes_on(before.text, line.text):
        bond += 0.8
    elif not line.blank and tie(before.text, line.text) >= 3:
        bond += 3.0
    return bond + (0.4 if Label.BYLINE in labels[number + 1 : number + 3] else 0.0)


def assign(table: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row the column that makes the whole sum greatest, each column once; None where rows are too many.

    >>> assign([[5.0, 4.0], [5.0, 1.0]])
    [1, 0]
    """
    if not table or not table[0]:
        return [None] * len(table)
    rows, columns = len(table), max(len(table[0]), len(table))
    wide = len(table[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)  # owner[j] is the row, from 1, that has column j
    for row in range(1, rows + 1):
        _augment(table, row, wide, columns, u, v, owner)
    found: list[int | None] = [None] * rows
    for column in range(1, wide + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found


def _augment(
    table: Sequence[Sequence[float]],
    row: int,
    wide: int,
    columns: int,
    u: list[float],
    v: list[float],
    owner: list[int],
) -> None:
    """One round of the Hungarian method: give `row` a column, moving others where the sum grows."""
    owner[0] = row
    least, came, used = [math.inf] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    at = 0
    while True:
        used[at] = True
        here, step, to = owner[at], math.inf, 0
        for j in range(1, columns + 1):
            if used[j]:
                continue
            cost = (-table[here - 1][j - 1] if j <= wide else 0.0) - u[here] - v[j]
            if cost < least[j]:
                least[j], came[j] = cost, at
            if least[j] < step:
                step, to = least[j], j
        for j in range(columns + 1):
            if used[j]:
                u[owner[j]] += step
                v[j] -= step
            else:
                least[j] -= step
        at = to
        if not owner[at]:
            break
    while at:
        owner[at] = owner[came[at]]
        at = came[at]
