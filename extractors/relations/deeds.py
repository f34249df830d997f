"""Relations that a verb states between the names before and behind it: 市教育局启动“护苗”行动.

The verbs, with what each states, are rows of seeds/lexicons/relation_verbs.tsv; one engine reads them all.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from extractors.relations.arguments import Subject, agent, attributive, objects, subject, unreal
from extractors.relations.clauses import Clause, Discourse, Sentence, is_light, read
from kg.lexicon import Matcher, table
from kg.model import Article, Mention, Page, RelationMention, Span
from kg.schema import PREDICATES, allows

# Behind a verb these make a noun of it: 获奖者, 主办方, 推进会, 启动仪式, 参加人员.
_NOUN = re.compile(r"[者人方商会]|单位|仪式|人员|委员会|部门|情况|成效|路径|过程")
# A sentence that opens with one of these goes on about the meeting or campaign just named: 活动由市总工会主办.
_BARE = re.compile(
    r"(?:此次|本次|本届|该|这次|整个)?(?:活动|比赛|大赛|赛事|会议|论坛|大会|培训|展览|行动|项目|工程|竞赛|仪式|晚会|演出)(?=由|是由)"
)
_MEETING_VERBS = ("chairs", "participates_in")
# A partner of who leads takes part; partners in other deeds do the same deed.
_PARTNER_PREDICATE = {"leads": "participates_in", "chairs": "participates_in"}


@functools.cache
def _rows() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each verb its predicates and frames, in the order of the lexicon."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in table("relation_verbs"):
        found.setdefault(row["verb"], []).append((row["predicate"], row["frame"]))
    return {verb: tuple(rows) for verb, rows in found.items()}


@functools.cache
def _verbs() -> Matcher:
    return Matcher(_rows())


def relation(
    subject_: Mention, predicate: str, object_: Mention, start: int, end: int, rule: str
) -> Iterator[RelationMention]:
    """The relation with evidence that holds both ends where they stand in [start, end), if the schema allows it."""
    if subject_ is object_ or not allows(subject_.type, predicate, object_.type):
        return
    yield RelationMention(subject_, predicate, object_, None, Span(min(start, object_.span.start), end), rule)


def find_deeds(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """What the verbs of the lexicon state: leads, participates_in, issues, receives, grants, oversees, takes_place_in."""
    discourse = read(article, mentions)
    for at, sentence in enumerate(discourse.sentences):
        if not any(sentence.groups):
            continue
        for clause in sentence.clauses:
            text = discourse.between(clause.start, clause.end)
            for start, end, verb in _verbs().finditer(text):
                where = clause.start + start, clause.start + end
                for predicate, frame in _rows()[verb]:
                    if predicate not in _MEETING_VERBS or frame == "organise":
                        yield from _deed(discourse, at, clause, where, predicate, frame)


def _deed(
    discourse: Discourse, at: int, clause: Clause, where: tuple[int, int], predicate: str, frame: str
) -> Iterator[RelationMention]:
    """The relations of one verb at `where`."""
    verb, verb_end = where
    if _NOUN.match(discourse.mask, verb_end) or unreal(discourse.between(clause.start, verb)):
        return
    sentence = discourse.sentences[at]
    row = PREDICATES[predicate]
    by = agent(discourse, clause, verb, row.domain)
    if by and predicate in ("leads", "participates_in", "issues"):
        targets = tuple(_organised(discourse, sentence, clause, where, row.range))
        yield from _state(Subject(by.mentions, (), by.start, ""), predicate, targets, verb_end, "deeds.agent")
        return
    targets = tuple(objects(discourse, clause, verb_end, row.range))
    if not targets and frame == "organise":
        targets = tuple(_organised(discourse, sentence, clause, where, row.range))
    if not targets:
        return
    domain = (*row.domain, "Place") if predicate == "leads" else row.domain
    who = attributive(discourse, clause, where, domain) or subject(discourse, at, clause, verb, domain)
    if who:
        yield from _state(who, predicate, targets, verb_end, "deeds.active")


def _organised(
    discourse: Discourse, sentence: Sentence, clause: Clause, where: tuple[int, int], types: tuple[str, ...]
) -> Iterator[Mention]:
    """What is organised, where it does not follow the verb: later in the sentence behind 的, or before the agent."""
    for group in sentence.groups:
        if group.start >= where[1] and group.of(*types) and _leads_up(discourse.between(where[1], group.start)):
            yield from group.of(*types)
            return
    before = [
        group
        for each in sentence.clauses
        for group in each.groups
        if group.end <= where[0] and group.of(*types) and is_light(discourse.between(each.start, group.start))
    ]
    if not before and _BARE.match(discourse.mask, sentence.start):
        before = [
            group
            for earlier in discourse.sentences
            for group in earlier.groups
            if earlier.end <= sentence.start and group.of(*types) and group.link != "title"
        ]
    if before:
        yield from before[-1].of(*types)


def _leads_up(gap: str) -> bool:
    """Whether a gap between 主办 and a name is an attribute of the name: 主办，乙承办的."""
    return gap == "" or ("的" in gap and "。" not in gap and len(gap) < 80)


def _state(
    who: Subject, predicate: str, targets: Sequence[Mention], verb_end: int, rule: str
) -> Iterator[RelationMention]:
    """The relations of all subjects and partners to all objects."""
    end = max([verb_end, *(target.span.end for target in targets)])
    for actor in who.mentions:
        for target in targets:
            if actor.type == "Place" and predicate == "leads":
                if len(who.tail) > 24 or "、" in who.tail:
                    continue
                yield from relation(target, "takes_place_in", actor, who.start, end, "deeds.place")
            else:
                yield from relation(actor, predicate, target, who.start, end, rule)
    for partner in who.partners:
        for target in targets:
            yield from relation(partner, _PARTNER_PREDICATE.get(predicate, predicate), target, who.start, end, rule)
