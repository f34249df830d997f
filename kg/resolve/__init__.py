"""Resolution: the only bridge from the text to the world.

    mentions ─read─▶ official names, article by article ─merge─▶ entities, for the whole collection ─▶ statements

It is a normal form, not clustering: an official name is derived from the printed one, the home of the page and what the
article named before (`reading`). Names that are equal then are one entity; besides, short forms go to the one long
form of their article, labels of one initiative to the fullest, and people of one name are one person only where the
evidence agrees (`people`). In doubt nothing is merged.

The result does not depend on the order of pages: everything is sorted, and every choice is made by values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.decisions import Decision
from kg.model import Article, Collection, Mention, Page, PageResult, Span, in_stories
from kg.resolve.decided import decided
from kg.resolve.merging import merged
from kg.resolve.reading import Reading, read_article
from kg.resolve.world import world

__all__ = ["resolve"]


def resolve(results: Iterable[PageResult], decisions: Iterable[Decision] = ()) -> Collection:
    """The collection that the results of all pages make together; the user's decisions outrank the rules."""
    ordered = sorted(results, key=lambda result: result.page.id)
    pages = {result.page.id: result.page for result in ordered}
    mentions: dict[str, list[Mention]] = {}
    ends: dict[str, list[Mention]] = {}
    for result in ordered:
        for mention in result.mentions:
            mentions.setdefault(mention.article, []).append(mention)
        for relation in result.relations:
            ends.setdefault(relation.subject.article, []).extend((relation.subject, relation.object))
        for measure in result.measures:
            ends.setdefault(measure.subject.article, []).append(measure.subject)
    readings, refused = [], []
    for story in in_stories(article for result in ordered for article in result.articles):
        page = pages[story[0].page].spoken_from(story[0])
        found, left = _read(story, page, mentions, ends)
        readings += found
        refused += left
    final, waiting = decided(merged(ordered, readings), decisions)
    return world(ordered, final, refused, waiting)


def _read(
    story: Sequence[Article],
    page: Page,
    mentions: dict[str, list[Mention]],
    ends: dict[str, list[Mention]],
) -> tuple[list[Reading], list[tuple[Mention, str]]]:
    """The readings of a story, one part after the other: what part two points to, part one may have named."""
    first = story[0]
    if len(story) == 1:
        return read_article(first, page, mentions.get(first.id, []), ends.get(first.id, []))
    start = {}
    length = 0
    for part in story:
        start[part.id] = length
        length += len(part.chars)
    printed: dict[Mention, Mention] = {}

    def in_line(mention: Mention) -> Mention:
        at = start[mention.article]
        moved = replace(mention, article=first.id, span=Span(mention.span.start + at, mention.span.end + at))
        printed[moved] = mention
        return moved

    said = [in_line(mention) for part in story for mention in mentions.get(part.id, [])]
    linked = [in_line(mention) for part in story for mention in ends.get(part.id, [])]
    found, left = read_article(first, page, said, linked)
    readings = [replace(reading, mention=printed[reading.mention], story=first.id) for reading in found]
    return readings, [(printed[mention], reason) for mention, reason in left]
