"""The world level: entities and statements, from readings and relation mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace

from kg.confidence import confidences
from kg.decisions import Decision
from kg.model import (
    MODALITIES,
    Collection,
    Entity,
    Evidence,
    Figure,
    Measure,
    MeasureMention,
    Mention,
    PageResult,
    RelationMention,
    Statement,
)
from kg.resolve.reading import Reading
from kg.schema import PREDICATES, TYPES, allows

_TYPE_ORDER = {name: at for at, name in enumerate(TYPES)}


def entity_id(type_name: str, name: str) -> str:
    """The id of an entity, readable and the same on every run.

    >>> entity_id("Agency", "云川市公安局")
    'agency:云川市公安局'
    """
    return f"{type_name.lower()}:{name}"


def world(
    results: Sequence[PageResult],
    readings: Sequence[Reading],
    refused: Sequence[tuple[Mention, str]],
    waiting: Sequence[Decision] = (),
) -> Collection:
    """Everything in a stable order: articles by page, mentions by article and place, entities and statements by name."""
    articles = [article for result in results for article in result.articles]
    order = {article.id: at for at, article in enumerate(articles)}
    by_mention = {r.mention: entity_id(r.type, r.name) for r in readings}
    types = {entity_id(r.type, r.name): r.type for r in readings}
    shown = sorted(
        (r for r in readings if not r.mention.implied),
        key=lambda r: (order[r.mention.article], r.mention.span, r.mention.type),
    )
    statements = _statements(results, by_mention, types)
    measures = _measures(results, by_mention)
    stated = {measure.entity for measure in measures}
    stated |= {end for statement in statements for end in (statement.subject, statement.object)}
    seen = {by_mention[r.mention] for r in shown}
    return Collection(
        pages=tuple(result.page for result in results),
        articles=tuple(articles),
        left_out=tuple(piece for result in results for piece in result.left_out),
        mentions=tuple(r.mention if r.type == r.mention.type else replace(r.mention, type=r.type) for r in shown),
        resolved=tuple(by_mention[r.mention] for r in shown),
        entities=_entities(readings, stated | seen),
        statements=statements,
        measures=measures,
        refused=tuple(sorted(refused, key=lambda row: (order[row[0].article], row[0].span, row[1]))),
        waiting=tuple(waiting),
    )


def _entities(readings: Iterable[Reading], wanted: set[str]) -> tuple[Entity, ...]:
    kinds: dict[tuple[str, str], Counter[str]] = {}
    aliases: dict[tuple[str, str], set[str]] = {}
    for reading in readings:
        key = reading.type, reading.name
        kinds.setdefault(key, Counter()).update([reading.kind] if reading.kind else [])
        names = aliases.setdefault(key, set())
        if ".anaphor" not in reading.mention.rule and not reading.mention.implied:
            names.add("".join(reading.mention.surface.split()))
    found = [
        Entity(entity_id(*key), key[0], _most(kinds[key]), key[1], tuple(sorted(aliases[key] - {key[1]})))
        for key in aliases
        if entity_id(*key) in wanted
    ]
    return tuple(sorted(found, key=lambda e: (_TYPE_ORDER[e.type], e.name)))


def _most(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda kind: (-counts[kind], kind), default=None)


_Key = tuple[str, str, str, str | None, str]


def _statements(
    results: Sequence[PageResult], by_mention: dict[Mention, str], types: dict[str, str]
) -> tuple[Statement, ...]:
    printed: dict[_Key, dict[Evidence, None]] = {}
    dates: dict[_Key, list[str]] = {}
    text = {article.id: article for result in results for article in result.articles}
    for result in results:
        for relation in result.relations:
            subject, target = by_mention.get(relation.subject), by_mention.get(relation.object)
            if not subject or not target or subject == target or not len(relation.evidence):
                continue
            if not allows(types[subject], relation.predicate, types[target]):
                continue
            if PREDICATES[relation.predicate].symmetric:
                subject, target = sorted((subject, target))
            key = subject, relation.predicate, target, relation.role, relation.modality
            quote = text[relation.where].quote(relation.evidence)
            printed.setdefault(key, {})[_evidence(relation, quote)] = None
            if result.page.date:
                dates.setdefault(key, []).append(result.page.date)
    sure = confidences(printed, text)
    return tuple(
        Statement(*key[:4], tuple(printed[key]), min(dates[key]) if key in dates else None, key[4], sure[key])
        for key in sorted(printed, key=lambda key: (*key[:3], key[3] or "", MODALITIES.index(key[4])))
    )


def _evidence(said: RelationMention | MeasureMention, quote: str) -> Evidence:
    return Evidence(said.where, said.evidence, quote, said.rule, said.when)


def _measures(results: Sequence[PageResult], by_mention: dict[Mention, str]) -> tuple[Measure, ...]:
    """The figures of entities; what several articles state alike, of one time, is one measure."""
    text = {article.id: article for result in results for article in result.articles}
    printed: dict[tuple[str, Figure, tuple[str | None, str | None]], dict[Evidence, None]] = {}
    dates: dict[tuple[str, Figure, tuple[str | None, str | None]], list[str]] = {}
    for result in results:
        for measure in result.measures:
            if not (entity := by_mention.get(measure.subject)) or not len(measure.evidence):
                continue
            days = (measure.when.start, measure.when.end) if measure.when else (None, None)
            key = entity, measure.figure, days
            printed.setdefault(key, {})[_evidence(measure, text[measure.where].quote(measure.evidence))] = None
            if result.page.date:
                dates.setdefault(key, []).append(result.page.date)
    return tuple(
        Measure(key[0], key[1], tuple(printed[key]), min(dates[key]) if key in dates else None)
        for key in sorted(printed, key=lambda key: (key[0], astuple(key[1]), [day or "" for day in key[2]]))
    )
