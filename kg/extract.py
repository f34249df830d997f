"""Extraction: from an article to its settled mentions and the relations between them.

Each extractor yields all that it sees, ignorant of the others; `settle` is the one place that chooses among overlapping
mentions. Surfaces are maximal names and never nested, so the longest wins; a weak candidate (its rule ends in "?") loses
against any other that it overlaps, however long, and one of another tagger ("??") against a weak one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Article, MeasureMention, Mention, Page, RelationMention
from kg.schema import TYPES, allows
from kg.script import folded

MentionExtractor = Callable[[Article, Page], Iterable[Mention]]
MeasureExtractor = Callable[[Article, Page, Sequence[Mention]], Iterable[MeasureMention]]
RelationExtractor = Callable[[Article, Page, Sequence[Mention]], Iterable[RelationMention]]

# Between two readings of the very same characters the earlier type wins: 《…》 says what it is, an agency's ending says
# more than the general heads of initiatives, and a title before 秦岭 or 武威 more than the list of places.
_ORDER = {
    name: at for at, name in enumerate(("Document", "Honour", "Event", "Agency", "Initiative", "Person", "Place"))
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention that stands, and the candidates that it beat."""

    mention: Mention
    beat: tuple[Mention, ...]


def _rank(mention: Mention) -> tuple[int, int, int, int, str]:
    """Sorts the stronger candidate first; the last members only make the order total."""
    return (mention.rule.count("?"), -len(mention.span), _ORDER[mention.type], mention.span.start, mention.rule)


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
    """All settled mentions of an article, in text order.

    A text in Traditional characters is read through its folded copy of the same length: the surfaces are those that are
    printed, the readings are in Simplified characters, as the lexicons are.
    """
    read = _folded(article)
    candidates = (mention for find in extractors for mention in find(read, page) if mention.type in TYPES)
    settled = settle(mention for mention in candidates if not mention.implied)
    if read is article:
        return settled
    return tuple(
        Settled(_printed(one.mention, article), tuple(_printed(lost, article) for lost in one.beat)) for one in settled
    )


def extract_relations(
    article: Article, page: Page, mentions: Sequence[Mention], extractors: Sequence[RelationExtractor]
) -> tuple[RelationMention, ...]:
    """The relations of an article, in text order, each within its predicate's domain and range, none twice."""
    read = _folded(article)
    seen = mentions if read is article else [_read(mention, read) for mention in mentions]
    found: dict[tuple[object, ...], RelationMention] = {}
    for find in extractors:
        for relation in find(read, page, seen):
            if not allows(relation.subject.type, relation.predicate, relation.object.type):
                continue
            key = (relation.subject, relation.predicate, relation.object, relation.role)
            found.setdefault(key, relation)
    if read is not article:
        found = {key: _printed_relation(relation, article) for key, relation in found.items()}
    return tuple(
        sorted(
            found.values(),
            key=lambda r: (r.evidence, r.subject.span, r.object.span, r.predicate, r.role or "", r.rule),
        )
    )


def extract_measures(
    article: Article, page: Page, mentions: Sequence[Mention], extractors: Sequence[MeasureExtractor]
) -> tuple[MeasureMention, ...]:
    """The figures of an article, in text order, none twice."""
    read = _folded(article)
    seen = mentions if read is article else [_read(mention, read) for mention in mentions]
    found = dict.fromkeys(measure for find in extractors for measure in find(read, page, seen))
    if read is not article:
        found = dict.fromkeys(replace(measure, subject=_printed(measure.subject, article)) for measure in found)
    return tuple(sorted(found, key=lambda m: (m.evidence, m.subject.span, m.figure.what, m.figure.value, m.rule)))


def _folded(article: Article) -> Article:
    """The article in Simplified characters; itself where it is in them."""
    chars = folded(article.chars)
    return article if chars is article.chars else replace(article, text=replace(article.text, chars=chars))


def _printed(mention: Mention, article: Article) -> Mention:
    """A mention of the folded copy as it is printed, with what was read there as its reading."""
    surface = article.quote(mention.span)
    return mention if surface == mention.surface else replace(mention, surface=surface, reading=mention.name)


def _read(mention: Mention, read: Article) -> Mention:
    """A printed mention as it stands in the folded copy; the other way round than `_printed`."""
    surface = read.quote(mention.span)
    if surface == mention.surface:
        return mention
    return replace(mention, surface=surface, reading=None if mention.reading == surface else mention.reading)


def _printed_relation(relation: RelationMention, article: Article) -> RelationMention:
    """A relation between the mentions as printed; its role stays as it was read, for it is compared over all pages."""
    return replace(relation, subject=_printed(relation.subject, article), object=_printed(relation.object, article))
