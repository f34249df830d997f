"""cooperates_with: agencies that act together, 甲联合乙, 甲会同乙、丙等部门, 甲与乙签约, 甲、乙联合印发."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.relations.arguments import agent, objects, subject, unreal
from extractors.relations.clauses import Clause, Discourse, Group, Sentence, is_light, read
from extractors.relations.deeds import relation
from kg.model import Article, Mention, Page, RelationMention, Span

_JOINS = re.compile(r"(?:联合|会同|协同|携手|联手|牵手|对接|协调)(?:了)?$")
_WITH = re.compile(r"[与同和]$")
_WITH_VERB = re.compile(
    r"^[^。；\ue002\ue003]{0,16}?(?:合作|协作|协调|签约|签订|签署|会签|续签|对接|共建|联合|携手|牵手|共同|联手|建立|达成|结对|结成|缔结|联动|联办|合办|会商|开展交流|座谈|联姻|共享|互通)"
)
_TOGETHER = re.compile(
    r"(?:等(?:\d*[余多]?[家个]?\S{0,4}(?:部门|单位))?)?(?:近日|日前|将|正式|今年|昨日|再次|在\S{0,8})*(?:开展|举行|举办|组织)?[^，。；\ue001-\ue007]{0,4}(?:联合|共同|携手|联手|协同|合力|签约|签订|签署|结对)(?!会|国|体|收割|承担|努力)"
)


def find_cooperation(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """Agencies that cooperate, each of the later ones with the first."""
    discourse = read(article, mentions)
    for at, sentence in enumerate(discourse.sentences):
        yield from _led_by(discourse, sentence)
        yield from _both(discourse, at)
        for clause in sentence.clauses:
            for group in clause.groups:
                yield from _partnered(discourse, at, clause, group)
                yield from _together(discourse, clause, group)
                yield from _jointly(discourse, clause, group)
            yield from _we(discourse, at, clause)


def _partnered(discourse: Discourse, at: int, clause: Clause, group: Group) -> Iterator[RelationMention]:
    """甲联合乙、丙; 甲与乙签约."""
    others = group.of("Agency")
    if not others or group.link not in ("partner", ""):
        return
    before = discourse.between(clause.start, group.start)
    word = _JOINS.search(before)
    if not word:
        word = _WITH.search(before)
        if not word or unreal(before) or not _WITH_VERB.match(discourse.between(group.end, clause.end)):
            return
    verb = clause.start + word.start()
    who = agent(discourse, clause, verb, ("Agency",)) or subject(discourse, at, clause, verb, ("Agency",))
    if who is None or len(who.tail) > 30:
        return
    for actor in who.mentions:
        for other in others:
            if actor.type == "Agency" and actor.surface != other.surface:
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


# What a list of bodies does as one, so that they do it together: 由甲、乙主办; 甲和乙启动“护苗”行动.
_AS_ONE = re.compile(
    r"(?:等(?:\d*[余多]?[家个]?\S{0,4}(?:部门|单位))?)?(?P<light>[^，。；\ue001-\ue007]{0,8}?)"
    r"(?P<verb>主办|承办|协办|启动|举办|印发|出台|发布|公布|推出|共建|牵头|组建|设立|成立|创办|发起|实施|开展)(?!单位|方|者)"
)
_TOGETHER_WORD = re.compile(r"合作|联合|共同|携手|协作")
_EACH = re.compile(r"分别|各自|相继|陆续|先后|纷纷|均|都|也|未|不")


def _jointly(discourse: Discourse, clause: Clause, group: Group) -> Iterator[RelationMention]:
    """由甲、乙主办; 甲和乙启动“护苗”行动: two bodies that do one thing."""
    agencies = group.of("Agency")
    named = group.link == "" or discourse.mask[group.start - 1 : group.start] == "由"
    if len(agencies) != 2 or len(group.mentions) != 2 or not named:
        return
    match = _AS_ONE.match(discourse.mask, group.end, clause.end)
    light = _TOGETHER_WORD.sub("", match["light"]) if match else ""
    if not match or _EACH.search(light) or not is_light(light):
        return
    one = match["verb"].endswith("办") or any(
        g.of("Initiative", "Event", "Document", "Honour") for g in clause.groups if g.start >= match.end()
    )
    if one:
        yield from relation(
            agencies[0], "cooperates_with", agencies[1], group.start, match.end(), "cooperation.jointly"
        )


_LED = re.compile(r"牵头[，、]$")
_JOINING = re.compile(r"(?:等[\u3400-\u9fff]{0,4})?(?:共同|协同|积极|联合)?(?:参与|配合|协同|协助|协作|联动)")


def _led_by(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """由甲牵头、乙和丙配合."""
    for left, right in itertools.pairwise(tuple(sentence.groups)):
        led = _LED.fullmatch(discourse.between(left.end, right.start))
        if led and _JOINING.match(discourse.mask, right.end, sentence.end):
            for first in left.of("Agency")[:1]:
                for other in right.of("Agency"):
                    yield from relation(first, "cooperates_with", other, left.start, right.end, "cooperation.led")


_BOTH = re.compile(
    r"(?:双方|两家单位|两单位|两部门|两家企业|两校|两院)(?:还|将|已|也|共同|联合|合作|继续|进一步|分别|在[\ue001-\ue007\u3400-\u9fff]{1,8}?)*"
    r"(?:开展|启动|实施|举办|推进|共建|打造|推出|建设|成立|出台|印发|制定|发布)"
)
# 双方互推线路，并拟于9月共同举办甲活动: the later clause goes on with what both do.
_BOTH_GO_ON = re.compile(
    r"^(?:并|还|又)?(?:将|拟|计划)?(?:在|于)?[^，。\ue001-\ue007]{0,6}(?:共同|联合|携手|合作)(?:开展|启动|实施|举办|推进|打造|推出|建设)"
)
_TWO = re.compile(r"(?P<loose>与|和|同)|会同|联合|携手")


def _both(discourse: Discourse, at: int) -> Iterator[RelationMention]:
    """甲与乙签署协议。双方还将联合开展“联创”行动: both lead what 双方 do, the pair that cooperates before it."""
    sentence = discourse.sentences[at]
    for clause in sentence.clauses:
        text = discourse.between(clause.start, clause.end)
        opened = any(
            discourse.mask.startswith("双方", each.start) for each in sentence.clauses if each.start < clause.start
        )
        match = _BOTH.search(text) or (_BOTH_GO_ON.search(text) if opened else None)
        targets = (
            objects(discourse, clause, clause.start + match.end(), ("Initiative", "Event", "Document")) if match else ()
        )
        for target in targets:
            predicate = "issues" if target.type == "Document" else "leads"
            for agency in _pair(discourse, at, clause.start):
                for found in relation(agency, predicate, target, clause.start, target.span.end, "cooperation.both"):
                    yield replace(found, evidence=Span(clause.start, target.span.end))


def _pair(discourse: Discourse, at: int, position: int) -> tuple[Mention, ...]:
    """The two agencies named last before a position as partners: 甲与乙签署, 甲和乙合作."""
    for back in range(at, max(-1, at - _SENTENCES), -1):
        sentence = discourse.sentences[back]
        if sentence.headline:
            return ()
        groups = [group for group in sentence.groups if group.end <= position]
        for left, right in reversed(list(itertools.pairwise(groups))):
            joined = _TWO.fullmatch(discourse.between(left.end, right.start))
            one, two = left.of("Agency"), right.of("Agency")
            if not joined or len(one) != 1 or len(two) != 1:
                continue
            if not joined["loose"] or _WITH_VERB.match(discourse.between(right.end, sentence.end)):
                return (*one, *two)
    return ()


_SENTENCES = 4  # how far back the pair may be named
_WE = re.compile(r"(?:我们|公司|我校|我院|我公司|我司|学校|医院|企业)(?:还|又|已|正|先后|主动|积极)*[与同和]$")


def _we(discourse: Discourse, at: int, clause: Clause) -> Iterator[RelationMention]:
    """“我们与甲合作共建…。”乙公司总经理许知远介绍: whoever is quoted speaks for his body."""
    for group in clause.groups:
        others = group.of("Agency")
        if not others or not _WE.search(discourse.between(clause.start, group.start)):
            continue
        if not _WITH_VERB.match(discourse.between(group.end, clause.end)):
            continue
        speaker = next((s for s in discourse.sentences[at + 1 : at + 2] if not s.headline), None)
        groups = tuple(speaker.groups)[:2] if speaker else ()
        if len(groups) < 2 or groups[0].link != "title" or not groups[1].of("Person"):
            continue
        if discourse.between(groups[1].end, groups[1].end + 2) in _SAYS:
            for other in others:
                for body in groups[0].of("Agency"):
                    yield from relation(body, "cooperates_with", other, group.start, groups[0].end, "cooperation.we")


_SAYS = ("介绍", "表示", "告诉", "说。", "说，", "说：", "透露")


def _next_agency(discourse: Discourse, clause: Clause, position: int) -> bool:
    """Whether 联合 joins another agency (甲、乙联合丙) rather than a verb."""
    return any(
        g.of("Agency") and is_light(discourse.between(position, g.start)) for g in clause.groups if g.start >= position
    )
