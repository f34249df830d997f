"""Resolution: the only bridge from the text to the world.

    mentions ─read─▶ official names, article by article ─merge─▶ entities, for the whole collection ─▶ statements

It is a normal form, not clustering: an official name is derived from the printed one, the home of the page and what the
article named before (`reading`). Names that are equal then are one entity; besides, short forms go to the one long
form of their article, labels of one initiative to the fullest, and people of one name are one person only where the
evidence agrees (`people`). In doubt nothing is merged.

The result does not depend on the order of pages: everything is sorted, and every choice is made by values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from kg.model import Collection, PageResult
from kg.resolve.merging import merged
from kg.resolve.reading import read_article
from kg.resolve.world import world

__all__ = ["resolve"]

T = TypeVar("T")


def resolve(results: Iterable[PageResult]) -> Collection:
    """The collection that the results of all pages make together."""
    ordered = sorted(results, key=lambda result: result.page.id)
    readings, refused = [], []
    for result in ordered:
        mentions = _grouped(result.mentions, lambda mention: mention.article)
        relations = _grouped(result.relations, lambda relation: relation.subject.article)
        for article in result.articles:
            of_article = mentions.get(article.id, []), relations.get(article.id, [])
            found, left = read_article(article, result.page, *of_article)
            readings += found
            refused += left
    return world(ordered, merged(ordered, readings), refused)


def _grouped(values: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return groups
