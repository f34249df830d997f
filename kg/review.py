"""Pairs of entities that may be one and that no rule could join or part: what `kg review` asks its user.

Rules merge only what they are sure of; so what is left over looks alike: 城发集团 beside 城市建设发展集团有限公司, two 周敏, a village
with and without its town. Pairs are found by shared letters, rare ones first, and ranked by how alike their names are,
how many others both are linked with, and whether they stand on one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.agencies import compare
from kg.model import Collection, Entity

# Below this nobody would ask; found by reading the pairs of the sample pages, whose true ones have 0.55 and more.
LEAST = 0.55
# A pair of letters that more entities share than this tells nothing: 公司, 街道.
COMMON = 40

# The names of these bodies are derived by rule, so that different names are different bodies.
_DERIVED = frozenset(("party", "government", "legislature", "judiciary", "police", "mass-organisation"))
_BRACKETED = re.compile(r"（[^（）]*）$")
_NUMBER = re.compile(r"[一二三四五六七八九十百\d]+")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that may be one, how likely it seems (0 to 1), and a passage of each: (article id, quote)."""

    one: Entity
    other: Entity
    score: float
    passages: tuple[tuple[str, str], tuple[str, str]]

    @property
    def by_name(self) -> tuple[Entity, Entity]:
        """The two, first the one by whose name both are to be called: the bare one of a person, else the fuller one."""
        sign = 1 if self.one.type == "Person" else -1
        first, second = sorted((self.one, self.other), key=lambda entity: (sign * len(entity.name), entity.name))
        return first, second


def unsure(collection: Collection, decided: Iterable[frozenset[str]] = ()) -> list[Pair]:
    """The pairs to ask about, the likeliest first; `decided` holds the pairs of ids that the user has judged.

    Cost grows with the entities, not with their pairs: only those with a rare pair of letters in common are compared.
    """
    judged = set(decided)
    by_id = {entity.id: entity for entity in collection.entities}
    around = _neighbours(collection)
    passages = _passages(collection)
    found = []
    for a, b in sorted(_candidates(collection.entities)):
        one, other = by_id[a], by_id[b]
        if frozenset((a, b)) in judged or not _could_be(one, other):
            continue
        score = _score(one, other, around)
        if score >= LEAST:
            found.append(Pair(one, other, round(score, 3), (passages.get(a, ("", "")), passages.get(b, ("", "")))))
    return sorted(found, key=lambda pair: (-pair.score, pair.one.id, pair.other.id))


def _letters(name: str) -> frozenset[str]:
    plain = _MARKS.sub("", _BRACKETED.sub("", name))
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def _candidates(entities: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """Pairs of one type that share letters which few others have."""
    holders: dict[tuple[str, str], list[str]] = {}
    for entity in entities:
        for pair in _letters(entity.name):
            holders.setdefault((entity.type, pair), []).append(entity.id)
    seen: set[tuple[str, str]] = set()
    for ids in holders.values():
        if len(ids) <= COMMON:
            seen.update((min(a, b), max(a, b)) for i, a in enumerate(ids) for b in ids[i + 1 :])
    return iter(seen)


def _could_be(one: Entity, other: Entity) -> bool:
    """Whether nothing in the names or kinds says that the two differ: another number, a unit and its body."""
    if _NUMBER.findall(one.name) != _NUMBER.findall(other.name):
        return False
    if one.type == "Person":
        return _BRACKETED.sub("", one.name) == _BRACKETED.sub("", other.name)
    if one.kind and other.kind and one.kind != other.kind and "other" not in (one.kind, other.kind):
        return False
    if one.type == "Agency":
        return not {one.kind, other.kind} & _DERIVED and compare(one.name, other.name, None) in ("unknown", "same")
    if one.type == "Place":
        return one.name.endswith(other.name) or other.name.endswith(one.name)
    return True


def _score(one: Entity, other: Entity, around: dict[str, set[str]]) -> float:
    """How likely two entities are one: names inside each other or alike, and common neighbours."""
    a, b = _MARKS.sub("", _BRACKETED.sub("", one.name)), _MARKS.sub("", _BRACKETED.sub("", other.name))
    short, long = sorted((a, b), key=len)
    letters, others = _letters(a), _letters(b)
    alike = 2 * len(letters & others) / max(1, len(letters) + len(others))
    within = short in long or _in_order(short, long)
    common = around.get(one.id, set()) & around.get(other.id, set())
    return min(1.0, max(alike, 0.6 if within else 0.0) * 0.8 + 0.1 * min(len(common), 3))


def _in_order(short: str, long: str) -> bool:
    """Whether a name's letters stand in the other in their order, beginning alike: 澜川城发集团 in 澜川城市建设发展集团有限公司."""
    rest = iter(long)
    return len(short) >= 3 and short[:2] == long[:2] and all(letter in rest for letter in short)


def _neighbours(collection: Collection) -> dict[str, set[str]]:
    around: dict[str, set[str]] = {}
    for statement in collection.statements:
        around.setdefault(statement.subject, set()).add(statement.object)
        around.setdefault(statement.object, set()).add(statement.subject)
    return around


def _passages(collection: Collection) -> dict[str, tuple[str, str]]:
    """For each entity its first mention with the words around it."""
    text = {article.id: article.chars for article in collection.articles}
    found: dict[str, tuple[str, str]] = {}
    for mention, entity in zip(collection.mentions, collection.resolved, strict=True):
        if entity not in found:
            start, end = max(0, mention.span.start - 16), mention.span.end + 16
            found[entity] = mention.article, " ".join(text[mention.article][start:end].split())
    return found
