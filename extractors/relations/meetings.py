"""Who chairs a meeting, who speaks at it and who takes part, also where it is only called 会议 or 活动."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.relations.arguments import colleagues, objects, subject, unreal
from extractors.relations.clauses import Clause, Discourse, Group, Sentence, is_light, read
from extractors.relations.deeds import relation
from kg.model import Article, Mention, Page, RelationMention, Span

# What makes a named meeting the one that an article reports: 召开X, X在…举行, 主持X.
_CONVENES = re.compile(r"召开|举行|举办|主持|启动|开展|组织|承办|主办|参加|出席|开启|揭幕")
_CONVENED = re.compile(
    r"[”’]?(?!的|精神)[^，。；：]{0,24}?"
    r"(?:召开|举行|举办|开班|开幕|启动|开讲|开赛|落幕|闭幕|收官|拉开|主办|要求|强调|指出)"
)
_MEETING_VERB = re.compile(
    r"主持召开|主持|参加|出席|在主席台(?:前排)?就座|列席|到会|参会|与会|参与|加入|参评|参赛|参展|助力|亮相|投身|投入到|收听收看|加盟|出战|参演|参训|受训"
)
_GENERIC = re.compile(
    r"(?:了)?(?:此次|本次|这次|当天的?|上述|相关|该|全程|启动|开班|开幕|揭牌|签约|授牌|闭幕|现场)*"
    r"(?P<head>会议|会$|会(?=[，。并])|仪式|活动|行动|培训|座谈会?|研讨会?|研讨学习|学习|比赛|竞赛|大赛|论坛|讲座|开班式|开幕式|式|班|大会)"
)
_SPEAKS = re.compile(
    r"以[“《][^，。”》]{1,24}[”》]为(?:题|主题)|强调|指出|要求|致辞|致[\u3400-\u9fff]{0,2}[词辞]|(?<!重要)讲话|发表重要讲话|作(?:了)?(?:\S{0,8})?(?:讲话|发言|报告|部署|动员|点评|辅导|宣讲|总结)|发言|主旨演讲|讲授|授课|宣读|宣布(?![^，。]{0,8}(?:开|闭|启|奠))"
)
# What counts as speaking where the meeting is named with 在…上.
_TELLS = re.compile(
    r"介绍|表示|推介|通报|解读|宣读|汇报|说明|宣讲|点评|分享|呼吁|宣布(?![^，。]{0,8}(?:开|闭|启|奠))|说(?=[，：:]|$)"
)
# Also without 在…上, where the sentence before tells that the meeting was held.
_REPORTS = re.compile(r"(?:通报|解读|宣读|汇报)(?!会)")
_THERE = re.compile(r"(?:会|会议|仪式|活动|大会|论坛|发布会|推进会|座谈会|启动仪式|开幕式)(?:现场)?上|^现场$")
# 出席会议并讲话 is speaks_at alone.
_ALSO_SPEAKS = re.compile(r"并(?:\S{0,8})?(?:讲话|致辞|致欢迎辞|发言|授课|作(?:\S{0,6})?报告)")
# What guests do at a ceremony: 共同为分院揭牌, 宣布开幕, 为获奖者颁奖.
_OFFICIATES = re.compile(
    r"揭牌|揭幕|剪彩|颁奖|授牌|授旗|颁发|奠基|宣布[^，。]{0,20}?(?:开幕|启动|开赛|开工|闭幕|开馆)|按下启动|见证签约|鸣枪|发令|上台领奖"
)
# A body that speaks through somebody takes part: 市第二中学作交流发言.
_SPOKEN_FOR = re.compile(
    r"(?:分别|先后|依次)?(?:作|进行)了?[^，。的]{0,6}(?:发言|汇报|经验介绍|交流)|(?:分别|先后|依次)发言|介绍了?[^，。]{0,8}经验"
)
# 讲话 and the like as nouns: 学习…重要讲话精神 says nothing about who spoke here, unless 在X上 stands before.
_NOUN = re.compile(r"精神|稿|要求|、")
_AT = re.compile(
    r"在(?P<name>[\ue005\ue004]+)上(?:的|发表|作出|作|所作)*(?:的)?(?:系列)?(?:重要)?(?:讲话|指示|强调|指出|致辞|发言)"
)
# Those who stand for their body: 市财政局、市住建局负责人参加会议.
_DELEGATES = re.compile(
    r"(?:[等]|\d+余?[家个名人]|相关|有关|主要|分管|党政|班子|领导|全体|部分|工友|职工|师生|党员|青年|科室|单位|部门)*"
    r"(?:的?(?:负责人|负责同志|代表队|代表|运动员|学员|成员|干部|干部职工|工作人员|同志|领导|志愿者|人员|民警|师生|选手|班子|员工))?"
    r"(?:等)?(?:\d+余?人)?(?:也|共同|一同|共|等)?"
)


def find_meetings(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """chairs, speaks_at and participates_in of the article's meetings."""
    discourse = read(article, mentions)
    convened = tuple(_convened(discourse))
    for at, sentence in enumerate(discourse.sentences):
        yield from _reported_speech(discourse, sentence)
        for clause in sentence.clauses:
            text = discourse.between(clause.start, clause.end)
            for match in _MEETING_VERB.finditer(text):
                where = clause.start + match.start(), clause.start + match.end()
                if match.group().startswith("主持"):
                    yield from _chairs(discourse, at, clause, where, convened)
                else:
                    yield from _takes_part(discourse, at, clause, where, convened)
            yield from _speaks(discourse, at, clause, convened)
            yield from _officiates(discourse, at, clause, convened)
            yield from _competes(discourse, at, clause)
        yield from _joins(discourse, sentence)


def _convened(discourse: Discourse) -> Iterator[Mention]:
    """The named meetings and activities that the article reports, in order."""
    for sentence in discourse.sentences:
        for clause in sentence.clauses:
            for group in clause.groups:
                for mention in group.of("Event", "Initiative"):
                    if _is_convened(discourse, clause, sentence, group, mention):
                        yield mention


def _is_convened(discourse: Discourse, clause: Clause, sentence: Sentence, group: Group, mention: Mention) -> bool:
    if sentence.headline and mention.type == "Event":
        return True
    before = discourse.between(clause.start, group.start)
    after = discourse.between(mention.span.end, min(sentence.end, mention.span.end + 30))
    verb = list(_CONVENES.finditer(before))
    governed = bool(verb) and is_light(before[verb[-1].end() :].removeprefix("的"))
    return (governed and not after.startswith(("的", "精神"))) or bool(_CONVENED.match(after))


def _anchor(discourse: Discourse, convened: Sequence[Mention], position: int, head: str) -> Mention | None:
    """The meeting that a bare 会议, 活动 at `position` means: the last one reported before it."""
    types = ("Event", "Initiative") if head in ("", "活动", "行动", "比赛", "竞赛", "大赛", "仪式") else ("Event",)
    before = [mention for mention in convened if mention.type in types and mention.span.end <= position]
    body = [mention for mention in before if mention.span.start >= discourse.article.body]
    chosen = body or before
    if not chosen or _OVER.match(discourse.mask, chosen[-1].span.end):
        return None
    return chosen[-1]


# What follows a meeting that is over is said elsewhere: 全市大会召开后，石桥县立即召开会议.
_OVER = re.compile(r"[”’]?(?:胜利)?(?:召开|结束|闭幕|举行)?(?:之|以)?后|[”’]?精神")


def _target(discourse: Discourse, clause: Clause, end: int, convened: Sequence[Mention]) -> tuple[Mention, ...]:
    """What is chaired or attended: the named meeting behind the verb, or the one that 会议 means."""
    generic = _GENERIC.match(discourse.mask, end, clause.end)
    named = tuple(objects(discourse, clause, end, ("Event", "Initiative")))
    if named and not (generic and named[0].span.start > generic.end() + 4):
        return named
    if generic or end == clause.end or discourse.mask.startswith("并", end):
        anchor = _anchor(discourse, convened, end, generic["head"] if generic else "")
        return (anchor,) if anchor else ()
    return ()


def _chairs(
    discourse: Discourse, at: int, clause: Clause, where: tuple[int, int], convened: Sequence[Mention]
) -> Iterator[RelationMention]:
    verb, end = where
    if discourse.mask.startswith(("人", "词", "者"), end) or unreal(discourse.between(clause.start, verb)):
        return
    by = [g for g in clause.groups if g.end == verb and g.of("Person") and _led_by(discourse, clause, g)]
    if by:  # 会议由许知远主持
        anchor = _anchor(discourse, convened, clause.end, "会议")
        named = [m for g in clause.groups if g.end < by[0].start for m in g.of("Event")]
        for person in by[0].of("Person"):
            for meeting in named[-1:] or ([anchor] if anchor else []):
                yield from relation(person, "chairs", meeting, clause.start, end, "meetings.chair")
        return
    targets = _target(discourse, clause, end, convened)
    who = subject(discourse, at, clause, verb, ("Person",)) if targets else None
    for person in who.mentions if who else ():
        for meeting in targets:
            stop = max(end, meeting.span.end)
            yield from _near(discourse, person, "chairs", meeting, min(who.start, verb) if who else verb, stop)


_BY = re.compile(r"由[^，。；的]{0,16}$")


def _led_by(discourse: Discourse, clause: Clause, group: Group) -> bool:
    """Whether 由 stands before a list, also with a title between: 由副县长|许知远主持."""
    return group.link == "preposition" or _BY.search(discourse.between(clause.start, group.start)) is not None


def _near(
    discourse: Discourse, who: Mention, predicate: str, meeting: Mention, start: int, end: int
) -> Iterator[RelationMention]:
    """The relation with the sentence's own words as evidence, even where the meeting is named further up."""
    here = max(discourse.mask.rfind("。", 0, start), discourse.mask.rfind("\n", 0, start))
    for found in relation(who, predicate, meeting, start, end, f"meetings.{predicate}"):
        yield replace(found, evidence=Span(start, end)) if found.evidence.start <= here else found


def _takes_part(
    discourse: Discourse, at: int, clause: Clause, where: tuple[int, int], convened: Sequence[Mention]
) -> Iterator[RelationMention]:
    """Each name of 区领导甲、乙，市财政局、荆江街道负责人参加会议."""
    verb, end = where
    if discourse.mask.startswith(("人", "者", "单位"), end) or unreal(discourse.between(clause.start, verb)):
        return
    targets = _target(discourse, clause, end, convened)
    if not targets or _ALSO_SPEAKS.search(discourse.between(end, clause.end)):
        return
    attending = tuple(_attending(discourse, at, clause, verb))
    if not attending:
        who = subject(discourse, at, clause, verb, ("Person", "Agency"))
        attending = who.mentions if who else ()
    for one in attending:
        for meeting in targets:
            start = min(one.span.start, verb)
            yield from _near(discourse, one, "participates_in", meeting, start, max(end, meeting.span.end))


def _attending(discourse: Discourse, at: int, clause: Clause, verb: int) -> Iterator[Mention]:
    """The names that stand before 参加, back to the last clause that says something else."""
    clauses = [c for c in discourse.sentences[at].clauses if c.start <= clause.start]
    for each in reversed(clauses):
        text = discourse.between(each.start, min(each.end, verb))
        if each is not clause and (not each.groups or _STATES.search(text)):
            if not _is_delegation(text):
                return
            continue
        for group in each.groups:
            if group.end > verb or group.link in ("preposition", "title"):
                continue
            yield from group.of("Person")
            rest = re.split(r"[、，]", discourse.between(group.end, min(each.end, verb)), maxsplit=1)[0]
            if _DELEGATES.fullmatch(rest):
                yield from group.of("Agency")


# A clause with one of these says something of its own: 甲召开会议，乙、丙参加.
_STATES = re.compile(r"召开|举行|举办|启动|开展|组织|主持|强调|指出|要求|讲话|调研|考察|发布|会议|仪式|活动")


def _is_delegation(text: str) -> bool:
    """Whether a clause only goes on with those who attend: 各镇（街道）负责人."""
    return bool(re.search(r"(?:负责人|负责同志|代表|成员|干部|人员|委员)$", text)) and not _STATES.search(text)


def _speaks(discourse: Discourse, at: int, clause: Clause, convened: Sequence[Mention]) -> Iterator[RelationMention]:
    """许知远强调 in the report of a meeting; 许知远在大会上致辞."""
    text = discourse.between(clause.start, clause.end)
    named = [
        m
        for g in discourse.sentences[at].groups
        if g.end <= clause.end and discourse.mask.startswith("上", g.end)
        for m in g.of("Event")
    ]
    there = named or _there(discourse, at, clause)
    match = _SPEAKS.search(text) or (_TELLS.search(text) if there else None)
    if not match and _just_convened(discourse, at, convened):
        match = _REPORTS.search(text)
    if not match or _NOUN.match(text, match.end()):
        return
    verb, end = clause.start + match.start(), clause.start + match.end()
    before = discourse.between(clause.start, verb)
    anchor = named[-1] if named else _anchor(discourse, convened, verb, "会议")
    people = [g for g in clause.groups if g.end <= verb and g.of("Person")]
    if anchor is None or unreal(before):
        return
    if people:
        gap = discourse.between(people[-1].end, verb)
        speakers = people[-1].of("Person") if people[-1].link != "preposition" and _speech_gap(gap) else ()
        if speakers and _ATTENDS.match(gap):  # 市委副书记甲、市政协副主席乙出席大会并讲话
            speakers = (*colleagues(discourse, clause, people[-1]), *speakers)
    else:  # 出席会议并讲话
        who = (
            subject(discourse, at, clause, verb, ("Person",))
            if match.group().endswith(("讲话", "致辞", "发言"))
            else None
        )
        speakers = who.mentions if who else ()
    for person in speakers:
        yield from _near(discourse, person, "speaks_at", anchor, min(person.span.start, verb), end)


_ATTENDS = re.compile(r"(?:一同|共同|一起)?(?:出席|参加|到会)|等?(?:依次|先后|分别|相继|纷纷)")


def _there(discourse: Discourse, at: int, clause: Clause) -> bool:
    """Whether the sentence says before the clause that it tells of a meeting: 会上，许知远通报…."""
    first = discourse.sentences[at].clauses[0]
    return first is not clause and _THERE.search(discourse.between(first.start, first.end)) is not None


def _just_convened(discourse: Discourse, at: int, convened: Sequence[Mention]) -> bool:
    """Whether the sentence before, in the same paragraph, reports that a meeting was held."""
    if at == 0 or discourse.sentences[at - 1].headline:
        return False
    before, sentence = discourse.sentences[at - 1], discourse.sentences[at]
    same = "\n" not in discourse.between(before.end, sentence.start)
    return same and any(m.type == "Event" and before.start <= m.span.start < before.end for m in convened)


def _officiates(
    discourse: Discourse, at: int, clause: Clause, convened: Sequence[Mention]
) -> Iterator[RelationMention]:
    """participates_in of those who unveil, open or hand out prizes, and of bodies that speak through somebody."""
    text = discourse.between(clause.start, clause.end)
    here = [mention for group in clause.groups for mention in group.of("Event")]
    anchor = here[-1] if here else _anchor(discourse, convened, clause.start, "会议")
    match = _OFFICIATES.search(text)
    spoken = _SPOKEN_FOR.search(text)
    if anchor is None or unreal(text) or discourse.sentences[at].headline:
        return
    if match:
        verb = clause.start + match.start()
        who = subject(discourse, at, clause, verb, ("Person",))
        for person in who.mentions if who else ():
            start = min(person.span.start, verb) if person.span.start >= clause.start else clause.start
            end = clause.start + match.end()
            yield from _near(discourse, person, "participates_in", anchor, start, end)
    elif spoken and (
        "发言" in spoken.group() or _there(discourse, at, clause) or _just_convened(discourse, at, convened)
    ):
        verb = clause.start + spoken.start()
        for group in clause.groups:
            rest = discourse.between(group.end, verb)
            if group.link not in ("title", "preposition") and group.end <= verb and _DELEGATES.fullmatch(rest):
                for body in group.of("Agency"):
                    end = clause.start + spoken.end()
                    yield from _near(discourse, body, "participates_in", anchor, group.start, end)


_WITHIN = re.compile(r"(?:在|于)(?:[^，。；\ue001-\ue007]{0,12})$")
_SENT = re.compile(r"(?:选送|报送|推荐|申报|选派|创作|推选)的?")


def _competes(discourse: Discourse, at: int, clause: Clause) -> Iterator[RelationMention]:
    """沈微在全省技能大赛中夺冠; 市第一医院选送的作品在微电影展中获奖: who wins there has taken part."""
    for group in clause.groups:
        contests = [m for m in group.of("Event", "Initiative") if m.surface.rstrip("”").endswith(_CONTESTS)]
        if not contests or not _WON.match(discourse.mask, group.end, clause.end):
            continue
        before = discourse.between(clause.start, group.start)
        within = _WITHIN.search(before)
        if not within or unreal(before):
            continue
        verb = clause.start + within.start()
        senders = [g for g in clause.groups if g.end < verb and g.of("Agency") and _SENT.match(discourse.mask, g.end)]
        who = None if senders else subject(discourse, at, clause, verb, ("Person", "Agency"))
        contestants = senders[-1].of("Agency") if senders else who.mentions if who and not who.tail else ()
        for one in contestants:
            start = min(one.span.start, verb) if one.span.start >= clause.start else clause.start
            yield from _near(discourse, one, "participates_in", contests[-1], start, group.end)


_CONTESTS = (
    "赛",
    "展",
    "节",
    "评选",
    "比武",
    "运动会",
    "大会",
    "汇演",
    "会演",
    "评比",
    "竞赛",
    "锦标赛",
    "杯",
    "展演",
    "展评",
)
_WON = re.compile(
    r"[^，。；\ue001-\ue006]{0,8}(?:中|上|里)[^，。；]{0,12}?(?:获|夺|摘|捧|位列|脱颖而出|取得|名列|拿下|包揽|折桂|夺冠|斩|亮相)"
)
_COUNTED = re.compile(r"等(?:\d+|[一二三四五六七八九十百]+)[余多]?(?:名|位|家|个|人)")
_ROLES = re.compile(
    r"(?:便|就|也|正|都)?(?:是|为|任|担任|成为|作为)[^，。；的\ue001-\ue007]{0,8}"
    r"(?:讲师|队员|学员|选手|评委|导师|志愿者|教练|参赛者|参与者|嘉宾|主讲人|授课教师|授课老师|讲解员|指导老师|营员|受益者)$"
)


def _joins(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """市总工会开展“问诊”活动，沈微等32名医生…; 启动“薪火”计划，沈微是首批讲师: they take part in what was begun."""
    for clause, following in itertools.pairwise(sentence.clauses):
        begun = clause.groups[-1] if clause.groups else None
        if sentence.headline or begun is None or not begun.of("Initiative") or begun.end < clause.end - 2:
            continue
        verb = list(_CONVENES.finditer(discourse.between(clause.start, begun.start)))
        first = following.groups[0] if following.groups else None
        if not verb or first is None or first.start != following.start or first.link:
            continue
        counted = _COUNTED.match(discourse.mask, first.end, following.end)
        role = _ROLES.fullmatch(discourse.between(first.end, following.end)) if first.of("Person") else None
        for one in first.of("Person", "Agency") if counted or role else ():
            end = counted.end() if counted else following.end
            yield from _near(discourse, one, "participates_in", begun.of("Initiative")[-1], clause.start, end)


def _speech_gap(gap: str) -> bool:
    """Whether only the circumstances of speaking stand between the speaker and 强调."""
    return len(gap) <= 24 and not re.search(r"[\ue001]|的|对", gap)


def _reported_speech(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """The speech that others study: 习近平总书记在座谈会上的重要讲话."""
    text = discourse.between(sentence.start, sentence.end)
    for match in _AT.finditer(text):
        start = sentence.start + match.start("name")
        meeting = next((g for g in sentence.groups if g.start == start), None)
        people = [g for g in sentence.groups if g.end <= start and g.of("Person")]
        if meeting and people and start - people[-1].end <= 12:
            for person in people[-1].of("Person"):
                end = sentence.start + match.end()
                yield from relation(person, "speaks_at", meeting.mentions[0], person.span.start, end, "meetings.speech")
