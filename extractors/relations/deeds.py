"""Relations that a verb states between the names before and behind it: 市教育局启动“护苗”行动.

The verbs, with what each states, are rows of seeds/lexicons/relation_verbs.tsv; one engine reads them all.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from extractors.relations.arguments import Subject, agent, attributive, objects, subject, unreal
from extractors.relations.clauses import Clause, Discourse, Sentence, is_light, read
from kg.lexicon import Matcher, table
from kg.model import Article, Mention, Page, RelationMention, Span
from kg.schema import PREDICATES, allows

# Behind a verb these make a noun of it: 获奖者, 主办方, 推进会, 启动仪式, 参加人员.
_NOUN = re.compile(r"[者人方商会]|单位|仪式|人员|委员会|部门|情况|成效|路径|过程")
# A sentence that opens with one of these goes on about the meeting or campaign just named: 活动由市总工会主办;
# 大会为期3天，由市体育局主办.
_BARE = re.compile(
    r"(?:此次|本次|本届|该|这次|整个|今年的?|这场)?(?:活动|比赛|大赛|赛事|会议|论坛|大会|培训|展览|行动|项目|工程|竞赛|仪式|晚会|演出|盛会"
    r"|展会|讲座|课程|峰会|庆典|博览会|运动会|[\u3400-\u9fff]{0,4}节)"
    r"(?:为期|历时|共设|设有|持续|以[“\u3400-\u9fff”、]{2,16}为主题|，)?[^。；\ue001-\ue007]{0,16}?(?=(?:是)?由[\ue002\ue003])"
)
_MEETING_VERBS = ("chairs", "participates_in")
# Whoever does it is somebody else: 指导其实施, 督促企业开展.
_CAUSED = re.compile(
    r"(?:指导|督促|帮助|支持|引导|协助|责令|鼓励|推动|促使|要求|监督)(?:其|他们|它们|(?:该|各|相关|属地|广大|全市|辖区)*"
    r"(?:企业|群众|农户|学校|单位|部门|乡镇|街道|社区|商户|村民))[^，。；]{0,6}$"
)
# Who lets others watch or join does not run it: 组织职工观看技能大赛.
_LETS = re.compile(r"(?:观看|收看|参观|参加|参与|学习|聆听|报名|参赛)[“]?$")
# What is a way of working rather than a campaign, so that whoever works by it runs it.
_MEANS = re.compile(r"(?:机制|制度|模式|工作法|夜校|课堂|讲堂|清单)[”’]?$")
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
                    if frame == "support" and not _ORGANISED.search(discourse.between(sentence.start, sentence.end)):
                        continue
                    if predicate not in _MEETING_VERBS or frame in ("organise", "support"):
                        yield from _deed(discourse, at, clause, where, predicate, frame)
            yield from _owned(discourse, clause)
            yield from _in_charge(discourse, clause)
            yield from _founded(discourse, at, clause)
            yield from _watched_over(discourse, at, clause)
            yield from _made_by(discourse, clause)
        yield from _since(discourse, sentence)
        yield from _under(discourse, sentence)


_ORGANISED = re.compile(r"主办|承办")


def _owned(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """市人社局“春风行动”暖人心: a campaign that stands right behind a body is the body's."""
    for left, right in itertools.pairwise(clause.groups):
        agencies, things = left.of("Agency"), right.of("Initiative")
        quoted = right.start - left.end <= 1 and discourse.between(left.end, right.start).strip("“") == ""
        if len(left.mentions) == 1 and agencies and things and quoted and left.link in ("", "title"):
            yield from relation(agencies[0], "leads", things[0], left.start, things[0].span.end, "deeds.owned")


_MADE = re.compile(r"(?:是|系|，是|为)(?:由)?")
_MAKES = re.compile(
    r"[^，。的\ue001-\ue007]{0,8}(?:发起|主办|推出|打造|实施|开展|设立|组织|举办|开发|研发|建设|运营|承建|创办|牵头)(?:建设|实施|推进)?的"
)
_UNDER = re.compile(r"的?(?:有力|大力|悉心|精心|统一|具体)?(?:指导|督导|监督|领导|统筹)(?:和[\u3400-\u9fff]{2})?下$")


def _made_by(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """“春晖”计划是市慈善总会发起的助学项目."""
    for left, right in itertools.pairwise(clause.groups):
        things, agencies = left.of("Initiative", "Event"), right.of("Agency")
        made = _MADE.fullmatch(discourse.between(left.end, right.start))
        if things and agencies and made and not left.link and _MAKES.match(discourse.mask, right.end, clause.end):
            for agency in agencies:
                yield from relation(agency, "leads", things[-1], left.start, right.end, "deeds.made_by")


def _under(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """在市农业农村局指导下，荷塘合作社…: the one oversees the other."""
    for clause, following in itertools.pairwise(sentence.clauses):
        if len(clause.groups) != 1 or not following.groups or following.groups[0].start != following.start:
            continue
        before = discourse.between(clause.start, clause.groups[0].start)
        if not before.endswith("在") or not _UNDER.fullmatch(discourse.between(clause.groups[0].end, clause.end)):
            continue
        for agency in clause.groups[0].of("Agency"):
            for other in following.groups[0].of("Agency"):
                yield from relation(agency, "oversees", other, clause.start, following.groups[0].end, "deeds.under")


_OVERSIGHT = re.compile(
    r"(?:相关|有关)?[^，。；\ue001-\ue007]{0,4}(?:开展|进行|实施)(?:了)?[^，。；\ue001-\ue007]{0,8}(?:督导|监督|督查|巡察|巡视|指导|检查|约谈)"
)


def _watched_over(discourse: Discourse, at: int, clause: Clause) -> Iterator[RelationMention]:
    """市纪委对市水利局开展专项监督: the one oversees the other."""
    for group in clause.groups:
        before = discourse.between(clause.start, group.start)
        watched = _OVERSIGHT.match(discourse.mask, group.end, clause.end)
        if not watched or not before.endswith("对") or unreal(before):
            continue
        who = subject(discourse, at, clause, group.start - 1, ("Agency",))
        for doer in who.mentions if who and is_light(who.tail) else ():
            for other in group.of("Agency"):
                yield from relation(doer, "oversees", other, doer.span.start, watched.end(), "deeds.watched_over")


_CHARGED = re.compile(r"的?(?:牵头|实施|责任|主办|承办|组织|发起|建设|主管)(?:单位|部门|方|者|主体)")


def _in_charge(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """作为“护苗”行动的牵头单位，市教育局…; 市教育局是“护苗”行动的牵头单位."""
    for group in clause.groups:
        things = group.of("Initiative", "Event")
        before = discourse.between(clause.start, group.start)
        if not things or not _CHARGED.match(discourse.mask, group.end):
            continue
        if before.endswith("作为"):
            sentence = next(s for s in discourse.sentences if s.start <= clause.start < s.end)
            doers = [g for g in sentence.groups if g.start > group.end and not g.link]
        elif before.endswith(("是", "为")):
            doers = [g for g in clause.groups if g.end <= group.start and not g.link]
        else:
            continue
        for doer in doers[0].of("Agency") if doers else ():
            for thing in things:
                end = max(doer.span.end, group.end)
                yield from relation(doer, "leads", thing, min(doer.span.start, group.start), end, "deeds.in_charge")


_FOUNDER = re.compile(
    r"的?(?:主要|最早|首位)?(?:发起人|创始人|创办人|创立者|创办者|发起者|牵头人|总负责人|项目负责人|主理人)"
)
_BEING = re.compile(r"(?:是|为|系|作为)[^，。；的\ue001-\ue007]{0,6}的?$")


def _founded(discourse: Discourse, at: int, clause: Clause) -> Iterator[RelationMention]:
    """沈微是退休教师，也是“板凳课堂”的发起人; “板凳课堂”的发起人沈微."""
    for place, group in enumerate(clause.groups):
        things = group.of("Initiative", "Event")
        founder = _FOUNDER.match(discourse.mask, group.end, clause.end)
        if not things or not founder:
            continue
        beside = clause.groups[place + 1] if place + 1 < len(clause.groups) else None
        is_one = _BEING.search(discourse.between(clause.start, group.start))
        people: tuple[Mention, ...] = ()
        if beside and beside.start == founder.end():
            people = beside.of("Person")[:1]
        elif is_one and founder.end() == clause.end:
            who = subject(discourse, at, clause, clause.start + is_one.start(), ("Person",))
            people = who.mentions if who else ()
        for person in people:
            start, end = min(person.span.start, group.start), max(person.span.end, founder.end())
            yield from relation(person, "leads", things[-1], start, end, "deeds.founded")


_SINCE = re.compile(
    r"[”’]?(?:专项)?(?:活动|行动|工作)?(?:自)?(?:开展|启动|实施)(?:[\u3400-\u9fff\d]{0,8})?(?:以来|期间|来|后)$"
)


def _since(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """“护苗”行动开展以来，市教育局已检查学校百所: the one body of which the sentence tells runs it."""
    if len(sentence.clauses) < 2 or len(sentence.clauses[0].groups) != 1:
        return
    first, following = sentence.clauses[:2]
    group = first.groups[0]
    things = group.of("Initiative")
    rest = discourse.between(group.end, first.end)
    if len(things) != 1 or not _SINCE.fullmatch(rest) or not is_light(discourse.between(first.start, group.start)):
        return
    doer = following.groups[0] if following.groups else None
    if (
        doer is None
        or doer.link
        or len(doer.mentions) != 1
        or not is_light(discourse.between(following.start, doer.start))
    ):
        return
    if discourse.mask.startswith("的", doer.end):
        return
    for agency in doer.of("Agency"):
        yield from relation(agency, "leads", things[0], group.start, doer.end, "deeds.since")
    for place in doer.of("Place"):
        yield from relation(things[0], "takes_place_in", place, group.start, doer.end, "deeds.since")


def _deed(
    discourse: Discourse, at: int, clause: Clause, where: tuple[int, int], predicate: str, frame: str
) -> Iterator[RelationMention]:
    """The relations of one verb at `where`."""
    verb, verb_end = where
    before = discourse.between(clause.start, verb)
    if _NOUN.match(discourse.mask, verb_end) or unreal(before) or _CAUSED.search(before):
        return
    if predicate == "oversees" and _verbs().at(discourse.mask, verb_end):  # 负责实施, 统筹推进
        return
    sentence = discourse.sentences[at]
    row = PREDICATES[predicate]
    by = agent(discourse, clause, verb, row.domain)
    if by and predicate in ("leads", "participates_in", "issues", "oversees"):
        targets = tuple(_organised(discourse, sentence, clause, (by.start, verb_end), row.range))
        yield from _state(by, predicate, targets, verb_end, "deeds.agent")
        return
    targets = tuple(objects(discourse, clause, verb_end, row.range))
    if frame == "means":
        targets = tuple(target for target in targets if _MEANS.search(target.surface))
    if not targets and frame in ("organise", "support"):
        targets = tuple(_organised(discourse, sentence, clause, where, row.range))
    if not targets or (predicate == "leads" and _LETS.search(discourse.between(verb_end, targets[0].span.start))):
        return
    domain = (*row.domain, "Place") if predicate == "leads" and frame not in ("means", "body") else row.domain
    if frame == "body":
        domain = ("Agency",)
    who = attributive(discourse, clause, where, domain) or subject(discourse, at, clause, verb, domain)
    if (
        who
        and "被" not in who.tail
        and not (_place_of_others(who, clause) or (predicate == "receives" and not _own_tail(who.tail)))
    ):
        together = discourse.mask.startswith(_TOGETHER, verb) or before.endswith(_TOGETHER)
        yield from _state(who, predicate, targets, verb_end, "deeds.together" if together else "deeds.active")


# What is done by both sides alike: 与江南大学共建“小农人”课程.
_TOGETHER = ("共建", "共同打造", "共同建设", "合作共建", "共创", "合办", "联合共建")
_ON = re.compile(r"[以凭因经在继于自作从又再为就按靠用对向把将与同]|联合|会同|携手|协同|联手|[（\ue000]")


def _own_tail(tail: str) -> bool:
    """Whether nobody else stands between a subject and its verb: 望江区一企业入选 says nothing of 望江区.

    >>> _own_tail("近日成功"), _own_tail("以全省第一"), _own_tail("一企业"), _own_tail("米酒")
    (True, True, False, False)
    """
    return is_light(tail) or _ON.match(tail) is not None


def _place_of_others(who: Subject, clause: Clause) -> bool:
    last = who.mentions[-1]
    return last.type == "Place" and last.span.start >= clause.start and not _own_tail(who.tail)


def _organised(
    discourse: Discourse, sentence: Sentence, clause: Clause, where: tuple[int, int], types: tuple[str, ...]
) -> Iterator[Mention]:
    """What is organised, where it does not follow the verb: later in the sentence behind 的, or before the agent."""
    own = [g for g in clause.groups if g.end <= where[0] and g.of(*types) and g.link not in ("title", "preposition")]
    if own and "Agency" not in types:
        yield from own[-1].of(*types)
        return
    for group in sentence.groups:
        if group.start >= where[1] and group.of(*types) and _leads_up(discourse.between(where[1], group.start)):
            yield from group.of(*types)
            return
    if discourse.mask.startswith("由", clause.start):  # 实施甲、乙等“五大行动”，由丙统筹推进
        nearest = [g for g in sentence.groups if g.end == clause.start - 1 and g.of(*types)]
        if nearest:
            yield from nearest[-1].of(*types)
            return
    before = [
        group
        for each in sentence.clauses
        for group in each.groups
        if group.end <= where[0]
        and group.of(*types)
        and (discourse.mask.endswith("办的", 0, group.start) or is_light(discourse.between(each.start, group.start)))
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
                if (
                    who.again or len(who.tail) > 24 or "、" in who.tail
                ):  # 我市启动甲，实施乙: only 甲 is said to be there
                    continue
                yield from relation(target, "takes_place_in", actor, who.start, end, "deeds.place")
            else:
                yield from relation(actor, predicate, target, who.start, end, rule)
    # 石桥镇联合市妇联举办: where a place acts, the body at its side is the one that leads.
    alone = all(actor.type == "Place" for actor in who.mentions) or rule == "deeds.together"
    beside = predicate if alone else _PARTNER_PREDICATE.get(predicate, predicate)
    for partner in who.partners:
        for target in targets:
            yield from relation(partner, beside, target, who.start, end, rule)
