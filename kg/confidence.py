"""How sure a statement is: by how often its rules were right on annotated pages, and by how many stories state it.

The counts stand in seeds/lexicons/relation_rules.tsv; `bench/rules.py --write` makes them anew. A rule that was right r times of n is
trusted (r + CASES · UNSEEN) / (n + CASES), the mean of a beta distribution: it begins with what all rules together are worth on pages that
nobody had read, and earns or loses from there, so that few cases prove little. Stories that state the same in other words are
independent witnesses: it is wrong only where all of them are.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.lexicon import table
from kg.model import Article, Collection, Evidence

_Key = TypeVar("_Key", bound=Hashable)
# The share of right ones among all statements on six pages of other papers that were read only to measure this (403 of 477).
UNSEEN = 0.845
# As many cases as weigh as much as that share.
CASES = 10


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule was right and wrong on the annotated pages of this project (seeds) and on others (shared)."""

    rule: str
    predicates: tuple[str, ...]
    seeds: tuple[int, int]
    shared: tuple[int, int]

    @property
    def right(self) -> int:
        """Right cases of both."""
        return self.seeds[0] + self.shared[0]

    @property
    def all(self) -> int:
        """All judged cases of both."""
        return self.right + self.seeds[1] + self.shared[1]


@functools.cache
def rule_counts() -> dict[str, RuleCount]:
    """The counts of all rules that the annotated pages judge, by rule."""
    return {
        row["rule"]: RuleCount(
            row["rule"],
            tuple(row["predicates"].split()),
            (int(row["seeds_right"]), int(row["seeds_wrong"])),
            (int(row["shared_right"]), int(row["shared_wrong"])),
        )
        for row in table("relation_rules")
    }


@functools.cache
def trust(rule: str) -> float:
    """How far one finding of a rule is trusted, 0 to 1; a rule that no annotated page judged as far as all are on unseen pages.

    >>> trust("no.such.rule") == UNSEEN, trust("posts.title") > 0.95
    (True, True)
    """
    row = rule_counts().get(rule)
    right, seen = (row.right, row.all) if row else (0, 0)
    return (right + CASES * UNSEEN) / (seen + CASES)


def confidences(printed: Mapping[_Key, Iterable[Evidence]], articles: Mapping[str, Article]) -> dict[_Key, float]:
    """The confidence of each statement, rounded to a thousandth, by the evidence under its key.

    A story on two pages is one witness, and so is a text that two pages print alike.
    """
    return {key: _confidence(evidence, articles) for key, evidence in printed.items()}


def _confidence(evidence: Iterable[Evidence], articles: Mapping[str, Article]) -> float:
    best: dict[str, float] = {}
    quoted: dict[str, str] = {}
    for one in evidence:
        story = quoted.setdefault(one.quote, articles[one.article].continues or one.article)
        best[story] = max(best.get(story, 0.0), trust(one.rule))
    wrong = 1.0
    for sure in best.values():
        wrong *= 1 - sure
    return round(1 - wrong, 3)


def confident(collection: Collection, least: float) -> Collection:
    """The collection without the statements below `least`, 0 to 1; all entities and measures stay."""
    if least <= 0:
        return collection
    return replace(collection, statements=tuple(s for s in collection.statements if s.confidence >= least))
