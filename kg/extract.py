"""Extraction: from an article to its settled mentions and the relations between them.

Each extractor yields all that it sees, ignorant of the others; `settle` is the one place that chooses among overlapping
mentions. Surfaces are maximal names and never nested, so the longest wins; a weak candidate (its rule ends in "?") loses
against any other that it overlaps, however long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.model import Article, Mention, Page, RelationMention
from kg.schema import TYPES, allows

MentionExtractor = Callable[[Article, Page], Iterable[Mention]]
RelationExtractor = Callable[[Article, Page, Sequence[Mention]], Iterable[RelationMention]]

# Between two readings of the very same characters the earlier type wins: 《…》 says what it is, an agency's ending says
# more than the general heads of initiatives, and a name's shape says least.
_ORDER = {
    name: at for at, name in enumerate(("Document", "Honour", "Event", "Agency", "Initiative", "Place", "Person"))
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention that stands, and the candidates that it beat."""

    mention: Mention
    beat: tuple[Mention, ...]


def _rank(mention: Mention) -> tuple[bool, int, int, int, str]:
    """Sorts the stronger candidate first; the last members only make the order total."""
    return (mention.rule.endswith("?"), -len(mention.span), _ORDER[mention.type], mention.span.start, mention.rule)


def settle(candidates: Iterable[Mention]) -> tuple[Settled, ...]:
    """Choose among overlapping candidates; the result is in text order and no two mentions in it overlap."""
    kept: list[Mention] = []
    beat: dict[int, list[Mention]] = {}
    owner: dict[int, int] = {}
    for mention in sorted(dict.fromkeys(candidates), key=_rank):
        places = range(mention.span.start, mention.span.end)
        winners = sorted({owner[place] for place in places if place in owner})
        if winners:
            beat.setdefault(winners[0], []).append(mention)
        elif len(mention.span):
            owner.update(dict.fromkeys(places, len(kept)))
            kept.append(mention)
    return tuple(
        Settled(kept[at], tuple(beat.get(at, ()))) for at in sorted(range(len(kept)), key=lambda at: kept[at].span)
    )


def extract_mentions(article: Article, page: Page, extractors: Sequence[MentionExtractor]) -> tuple[Settled, ...]:
    """All settled mentions of an article, in text order."""
    candidates = (mention for find in extractors for mention in find(article, page) if mention.type in TYPES)
    return settle(mention for mention in candidates if not mention.implied)


def extract_relations(
    article: Article, page: Page, mentions: Sequence[Mention], extractors: Sequence[RelationExtractor]
) -> tuple[RelationMention, ...]:
    """The relations of an article, in text order, each within its predicate's domain and range, none twice."""
    found: dict[tuple[object, ...], RelationMention] = {}
    for find in extractors:
        for relation in find(article, page, mentions):
            if not allows(relation.subject.type, relation.predicate, relation.object.type):
                continue
            key = (relation.subject, relation.predicate, relation.object, relation.role)
            found.setdefault(key, relation)
    return tuple(
        sorted(
            found.values(),
            key=lambda r: (r.evidence, r.subject.span, r.object.span, r.predicate, r.role or "", r.rule),
        )
    )
