"""visits: who goes where to see for himself, 许知远到望江区调研, and who comes along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.relations.arguments import subject, unreal
from extractors.relations.clauses import Clause, Discourse, Group, read
from extractors.relations.deeds import relation
from kg.model import Article, Mention, Page, RelationMention

_SEEN = ("Place", "Agency", "Initiative")
_GOES = re.compile(
    r"(?:先后|一同|一起|分别|来|走|深|前|再|又|冒雨)?(?:来到|走进|走访|深入|前往|抵达|赴|到|来|实地查看|实地察看|实地走访)(?:了)?$"
)
_ARRIVES = re.compile(r"(?:来到|走进|走访|实地查看|实地察看|实地走访)(?:了)?$")
_LOOKS = re.compile(
    r"调研|考察|走访|视察|慰问|看望|察看|查看|参观|督导|督查|督办|检查|暗访|现场办公|了解|巡查|巡河|指导|座谈|交流|宣讲|开展|送去|学习"
)
_STUDIES = re.compile(
    r"(?:调研|考察|视察|走访|慰问|看望|参观|走访慰问|走访调研|调研督导|调研督办|督导调研|检查)(?:了|指导)?$"
)
_ALONG = re.compile(
    r"(?P<with>陪同|一同|参加|随同|参与)(?:\S{0,4})?(?:调研|考察|走访|慰问|视察|检查|督导|参观|活动)|(?P<host>陪同)$"
)


def find_visits(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """Visits by people and agencies, with those who come along."""
    discourse = read(article, mentions)
    seen: tuple[Mention, ...] = ()
    for at, sentence in enumerate(discourse.sentences):
        here: tuple[Mention, ...] = ()
        for clause in sentence.clauses:
            found = tuple(_goes(discourse, at, clause))
            yield from found
            here = tuple(dict.fromkeys((*here, *(each.object for each in found))))
            yield from _along(discourse, clause, here or seen)
        seen = here or seen


def _goes(discourse: Discourse, at: int, clause: Clause) -> Iterator[RelationMention]:
    """到甲、乙调研, 来到甲, 考察甲."""
    sentence = discourse.sentences[at]
    for group in clause.groups:
        if not group.of(*_SEEN) or group.link == "title":
            continue
        before = discourse.between(clause.start, group.start)
        goes = _GOES.search(before)
        studies = _STUDIES.search(before)
        if not goes and not studies:
            continue
        verb = clause.start + (goes or studies).start()  # type: ignore[union-attr]
        rest = discourse.between(group.end, sentence.end)
        if goes and not _ARRIVES.search(before) and not _LOOKS.search(rest):
            continue
        if unreal(before) and not any(g.of("Person") for g in clause.groups if g.end <= verb):
            continue
        yield from _visitors(discourse, at, clause, verb, group)


def _visitors(discourse: Discourse, at: int, clause: Clause, verb: int, group: Group) -> Iterator[RelationMention]:
    who = subject(discourse, at, clause, verb, ("Person", "Agency"))
    if (
        who is None
        or len(_NAMES.sub("", who.tail)) > 24
        or (who.mentions[0].type == "Agency" and _OTHERS.search(who.tail))
    ):
        return
    for visitor in who.mentions:
        for place in group.of(*_SEEN):
            if (
                place.type == "Agency"
                and visitor.type == "Agency"
                and _STAYS.search(discourse.mask[verb : group.start])
            ):
                continue
            start = min(who.start, clause.start if visitor.span.start > clause.start else who.start)
            yield from relation(visitor, "visits", place, max(start, who.start), group.end, "visits.goes")


_NAMES = re.compile(r"[\ue001-\ue007]+")
_OTHERS = re.compile(r"学生|居民|群众|市民|村民|患者|游客|企业|客商|记者")
_STAYS = re.compile(r"^深入")


def _along(discourse: Discourse, clause: Clause, seen: Sequence[Mention]) -> Iterator[RelationMention]:
    """许知远、沈微参加调研: they visit what was visited; hosts who 陪同 in their own place do not."""
    text = discourse.between(clause.start, clause.end)
    match = _ALONG.search(text)
    if not match or not seen:
        return
    verb = clause.start + match.start()
    escorts = match["host"] is not None or match["with"] == "陪同"
    people = [m for g in clause.groups if g.end <= verb and g.link != "preposition" for m in g.of("Person")]
    for person in people:
        for place in seen:
            if not (escorts and place.type == "Place" and _hosts(discourse, clause, place)):
                yield from relation(
                    person, "visits", place, person.span.start, clause.start + match.end(), "visits.along"
                )


def _hosts(discourse: Discourse, clause: Clause, place: Mention) -> bool:
    """Whether the sentence's titles name the visited place: 望江区委书记陪同 in 望江区."""
    sentence = next(s for s in discourse.sentences if s.start <= clause.start < s.end)
    chars = discourse.article.chars[sentence.start : clause.end]
    name = place.name
    return any(
        name.endswith(piece)
        for piece in re.findall(r"[\u3400-\u9fff]{1,4}?[省市县区镇乡](?=委|政府|长|人大|政协|领导)", chars)
    ) or (name[-3:] in chars)
