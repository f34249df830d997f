"""cooperates_with: agencies that act together, 甲联合乙, 甲会同乙、丙等部门, 甲与乙签约, 甲、乙联合印发."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.relations.arguments import subject
from extractors.relations.clauses import Clause, Discourse, Group, is_light, read
from extractors.relations.deeds import relation
from kg.model import Article, Mention, Page, RelationMention

_JOINS = re.compile(r"(?:联合|会同|协同|携手|联手|牵手|对接|协调)(?:了)?$")
_WITH = re.compile(r"[与同和]$")
_WITH_VERB = re.compile(
    r"^[^。；\ue002\ue003]{0,16}?(?:合作|协调|签约|签订|签署|对接|共建|联合|携手|共同|联手|建立|达成|结对|联动|联办|合办|会商|开展交流|座谈)"
)
_TOGETHER = re.compile(
    r"(?:等(?:\S{0,4}部门|单位)?)?(?:近日|日前|将|正式|今年|昨日|再次|在\S{0,8})*(?:联合|共同|携手|联手|协同|合力)(?!会|国|体|收割|承担|努力)"
)


def find_cooperation(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """Agencies that cooperate, each of the later ones with the first."""
    discourse = read(article, mentions)
    for at, sentence in enumerate(discourse.sentences):
        for clause in sentence.clauses:
            for group in clause.groups:
                yield from _partnered(discourse, at, clause, group)
                yield from _together(discourse, clause, group)


def _partnered(discourse: Discourse, at: int, clause: Clause, group: Group) -> Iterator[RelationMention]:
    """甲联合乙、丙; 甲与乙签约."""
    others = group.of("Agency")
    if not others or group.link not in ("partner", ""):
        return
    before = discourse.between(clause.start, group.start)
    word = _JOINS.search(before)
    if not word:
        word = _WITH.search(before)
        if not word or not _WITH_VERB.match(discourse.between(group.end, clause.end)):
            return
    who = subject(discourse, at, clause, clause.start + word.start(), ("Agency",))
    if who is None or len(who.tail) > 30:
        return
    for actor in who.mentions:
        for other in others:
            if actor.surface != other.surface:
                yield from relation(actor, "cooperates_with", other, who.start, group.end, "cooperation.partner")


def _together(discourse: Discourse, clause: Clause, group: Group) -> Iterator[RelationMention]:
    """甲、乙、丙联合印发: the first with each of the others."""
    agencies = group.of("Agency")
    if len(agencies) < 2:
        return
    match = _TOGETHER.match(discourse.mask, group.end, clause.end)
    if match and not _next_agency(discourse, clause, match.end()):
        for other in agencies[1:]:
            yield from relation(agencies[0], "cooperates_with", other, group.start, match.end(), "cooperation.together")


def _next_agency(discourse: Discourse, clause: Clause, position: int) -> bool:
    """Whether 联合 joins another agency (甲、乙联合丙) rather than a verb."""
    return any(
        g.of("Agency") and is_light(discourse.between(position, g.start)) for g in clause.groups if g.start >= position
    )
