"""Who is who: one name is one person only where the evidence agrees.

The unit is a name in an article, apart as author (reporters, correspondents, photographers) and as subject. Two of them
are one person where they share a post's agency, or a circle of at least two people named in both articles, or a name too
rare for chance in one city (梁牧川 who changes posts; not 周敏), or where one holds a post, the other none, and no second
holder of that name is known where both pages speak from. Authors of
one name are one person within an outlet, and never one with a subject: a reporter may bear an official's name.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.lexicon import table, words

# Stands behind a place for its committee, government, congress and 政协 together, between which its leaders move.
LEADERSHIP = "领导班子"
# How many officials a city's papers may name, and how often two of one name among them are borne with as chance.
_OFFICIALS, _BY_CHANCE = 10_000, 1e-3
# The share of given names of one character.
_SINGLE = 0.15


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in one article: the agencies of its posts, the other people there, where the page speaks from."""

    article: str
    name: str
    author: bool
    agencies: frozenset[str]
    circle: frozenset[str]
    home: str


def identify(occurrences: Iterable[Occurrence]) -> dict[tuple[str, str, bool], str]:
    """The label of each (article, name, author): the name alone, or with what tells it apart: 周敏（市教育局）."""
    by_name: dict[str, list[Occurrence]] = {}
    for occurrence in sorted(occurrences, key=lambda o: (o.name, o.article, o.author)):
        by_name.setdefault(occurrence.name, []).append(occurrence)
    labels: dict[tuple[str, str, bool], str] = {}
    for name, same in by_name.items():
        people = _groups(same)
        for person, label in zip(people, _labels(name, people), strict=True):
            labels.update({(o.article, o.name, o.author): label for o in person})
    return labels


def _groups(same: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """The occurrences of one name, a list for each person, in a stable order."""
    authors = [o for o in same if o.author]
    if same[0].name in words("person_known"):  # whom every paper of the country means by the name
        subjects = [o for o in same if not o.author]
        return [group for group in (authors, subjects) if group]
    known: list[_Person] = []
    for occurrence in (o for o in same if not o.author and o.agencies):
        near = [person for person in known if any(_agree(occurrence, o) for o in person.seen.values())]
        joined = near[0] if near else _Person()
        for person in near[1:]:
            joined.add(*person.occurrences)
        joined.add(occurrence)
        known = [person for person in known if person not in near] + [joined]
    strays: list[_Person] = []
    for occurrence in (o for o in same if not o.author and not o.agencies):
        _place(occurrence, known, strays)
    people = [person.occurrences for person in known + strays]
    return ([authors] if authors else []) + sorted(people, key=lambda group: min(o.article for o in group))


@dataclass(slots=True, eq=False)
class _Person:
    """The occurrences of one person, and one of each kind: those that agree in posts, circle and home need no second look."""

    occurrences: list[Occurrence] = field(default_factory=list)
    seen: dict[tuple[frozenset[str], frozenset[str], str], Occurrence] = field(default_factory=dict)

    def add(self, *others: Occurrence) -> None:
        self.occurrences += others
        for one in others:
            self.seen.setdefault((one.agencies, one.circle, one.home), one)


def _agree(a: Occurrence, b: Occurrence) -> bool:
    shared = any(x in y or y in x for x in a.agencies for y in b.agencies)
    return shared or len(a.circle & b.circle) >= 2 or (is_rare(a.name) and _same_city(a.home, b.home))


@functools.cache
def _weights() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Shares of surnames, and of characters as the first and as the last of a given name."""
    names = {row["surname"]: float(row["per10000"]) / 10_000 for row in table("surnames")}
    rows = table("given_names")
    first = {row["char"]: math.exp(float(row["first"]) / 10) for row in rows}
    return names, first, {row["char"]: math.exp(float(row["last"]) / 10) for row in rows}


def is_rare(name: str) -> bool:
    """Whether hardly two officials of one city bear the name by chance, so that a change of posts is likelier.

    >>> is_rare("梁牧川"), is_rare("王建国"), is_rare("周敏")
    (True, False, False)
    """
    surnames, first, last = _weights()
    cut = 2 if name[:2] in surnames and len(name) > 2 else 1
    given = name[cut:]
    if not 1 <= len(given) <= 2:
        return len(given) > 2
    rare = math.exp(-9)  # what characters that are not listed weigh
    share = surnames.get(name[:cut], 1e-5) * last.get(given[-1], rare)
    share *= first.get(given[0], rare) if len(given) == 2 else _SINGLE
    return share * _OFFICIALS < _BY_CHANCE


def _same_city(a: str, b: str) -> bool:
    return bool(a) and a.split("市")[0] == b.split("市")[0]


def _place(occurrence: Occurrence, known: list[_Person], strays: list[_Person]) -> None:
    """Put a name without a post where it belongs: to the closest circle, else to the only holder near its home."""

    def closeness(person: _Person) -> int:
        return max((len(occurrence.circle & o.circle) for o in person.seen.values()), default=0)

    near = [g for g in known if any(_neighbours(occurrence.home, o.home) for o in g.seen.values())]
    best = max(near, key=closeness, default=None)
    ties = [g for g in near if best is not None and closeness(g) == closeness(best)]
    if best is not None and len(ties) == 1:
        best.add(occurrence)
        return
    for person in strays:
        if any(_neighbours(occurrence.home, o.home) for o in person.seen.values()):
            person.add(occurrence)
            return
    strays.append(_Person())
    strays[-1].add(occurrence)


def _neighbours(a: str, b: str) -> bool:
    """Whether one home lies in the other: a district's page and its city's name the same people."""
    return a.startswith(b) or b.startswith(a)


def _labels(name: str, people: Sequence[Sequence[Occurrence]]) -> list[str]:
    """Labels that differ: the only subject of a name keeps it bare, else each says what tells it apart."""
    subjects = [person for person in people if not person[0].author]
    marks = [_mark(person) for person in people]
    labels = []
    for at, (person, mark) in enumerate(zip(people, marks, strict=True), start=1):
        alone = len(people) == 1 or (len(subjects) == 1 and not person[0].author)
        told = mark if marks.count(mark) == 1 else f"{mark}·{at}"
        labels.append(name if alone else f"{name}（{told}）")
    return labels


def _mark(person: Sequence[Occurrence]) -> str:
    if person[0].author:
        return "记者"
    agencies: Mapping[str, int] = _count(a for o in person for a in o.agencies if not a.endswith(LEADERSHIP))
    if agencies:
        return max(agencies, key=lambda a: (agencies[a], -len(a), a))
    return min((o.home for o in person if o.home), default="其人")


def _count(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts
