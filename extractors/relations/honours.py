"""receives and grants where no plain verb joins them: 被…授予, 榜上有名, 上榜的是甲、乙."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.relations.arguments import subject, unreal
from extractors.relations.clauses import Clause, Discourse, Group, Sentence, read
from extractors.relations.deeds import relation
from kg.model import Article, Mention, Page, RelationMention, Span

_RECEIVERS = ("Agency", "Place", "Person", "Initiative", "Document")
_CONFER = re.compile(
    r"授予|评为|命名为|认定为|确定为|列为|列入|评定为|表彰为|授牌|颁发|评选为|选为|纳入|推荐为|选树为|选为|推选为|记"
)
_LISTED = re.compile(r"(?:入选|入围|跻身其中|上榜)$|榜上有名|上榜|在列|名列其中|入列|入榜|获此殊荣|获此荣誉")
_ARE = re.compile(
    r"(?:上榜|入选|入围|获评|获奖|获|榜单|名单)[^。\ue001-\ue007]{0,20}(?:分别是|分别为|分别有|包括|依次为|有|是|为)[：:]?$"
)
_OF_PLACE = re.compile(r"^(?:\S{0,4})?(?:上榜|入选|入围|获评)")


def find_honours(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """Honours that are conferred in the passive, or that a list announces."""
    discourse = read(article, mentions)
    last: Mention | None = None
    for at, sentence in enumerate(discourse.sentences):
        for clause in sentence.clauses:
            yield from _conferred(discourse, at, clause)
            yield from _won(discourse, at, clause)
            yield from _given(discourse, clause)
            yield from _decided(discourse, clause)
            yield from _decision(discourse, sentence, clause)
            yield from _titled(discourse, clause)
            yield from _all_of_us(discourse, page, sentence, clause)
        honours = [mention for group in sentence.groups for mention in group.of("Honour")]
        if last or honours:
            yield from _listed(discourse, at, sentence, last)
        yield from _announced(discourse, sentence, honours[0] if honours else last)
        last = honours[-1] if honours else last


def _conferred(discourse: Discourse, at: int, clause: Clause) -> Iterator[RelationMention]:
    """甲被乙授予丙称号: 甲 receives 丙, 乙 grants it."""
    for group in clause.groups:
        honours = group.of("Honour")
        before = discourse.between(clause.start, group.start)
        by = before.rfind("被")
        if not honours or by < 0 or not _CONFER.search(before[by:]) or unreal(before):
            continue
        who = subject(discourse, at, clause, clause.start + by, _RECEIVERS)
        granters = [
            agency
            for g in clause.groups
            if clause.start + by < g.start < group.start and g.link == "preposition"
            for agency in g.of("Agency")
        ]
        for honour in honours:
            for receiver in who.mentions if who else ():
                yield from relation(
                    receiver, "receives", honour, who.start if who else clause.start, group.end, "honours.passive"
                )
            for granter in granters:
                yield from relation(granter, "grants", honour, granter.span.start, group.end, "honours.passive")


def _given(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """授予甲“…”称号; 向甲授予“…”牌匾: 甲 receives it."""
    for left, right in itertools.pairwise(clause.groups):
        before = discourse.between(clause.start, left.start)
        gap = discourse.between(left.end, right.start)
        direct = _GIVES.search(before) and _COUNTED.fullmatch(gap)
        turned = before.endswith(("向", "给", "为", "将", "把")) and _GIVES.search(gap)
        if (direct or turned) and not unreal(before):
            for receiver in left.of(*_RECEIVERS):
                for honour in right.of("Honour"):
                    yield from relation(receiver, "receives", honour, clause.start, honour.span.end, "honours.given")


# Between who is honoured and the honour: 甲、乙等15所学校“示范校”, 甲为“示范校”.
_COUNTED = re.compile(r"(?:等\d*[余多]?[\u3400-\u9fff]{0,6})?(?:以?为)?")
_GIVES = re.compile(r"(?:授予|追授|颁发|颁授|授|评为|命名为|认定为|命名|认定)(?:了)?$")


_DECIDES = re.compile(r"(?:关于)(?:命名|表彰|授予|公布|认定|确定)[^，。\ue001-\ue007]{0,12}$")


def _decided(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """宣读了甲关于表彰“先进集体”的决定: 甲 grants it."""
    for left, right in itertools.pairwise(clause.groups):
        decides = _DECIDES.fullmatch(discourse.between(left.end, right.start))
        if decides and re.match(r"[^，。]{0,8}的(?:决定|通报|通知|名单)", discourse.mask[right.end : right.end + 14]):
            for granter in left.of("Agency"):
                for honour in right.of("Honour"):
                    yield from relation(granter, "grants", honour, left.start, right.end, "honours.decided")


_DECISION = re.compile(
    r"关于(?:命名|表彰|授予|公布|认定|确定|嘉奖)[^，。；\ue001-\ue007]{2,40}?的(?:决定|通报|通知|名单|命令)"
)


def _decision(discourse: Discourse, sentence: Sentence, clause: Clause) -> Iterator[RelationMention]:
    """宣读了甲关于表彰教育先进集体的决定，乙被授予“先进集体”称号: 甲 grants what is conferred behind it."""
    for group in clause.groups:
        decision = _DECISION.match(discourse.mask, group.end, clause.end)
        conferred = [h for g in sentence.groups if decision and g.start >= decision.end() for h in g.of("Honour")]
        if conferred and _CONFER.search(discourse.between(clause.end, conferred[0].span.start)):
            for granter in group.of("Agency"):
                honour = conferred[0]
                yield from relation(granter, "grants", honour, group.start, honour.span.end, "honours.decision")


_GIVEN_TO = re.compile(r"(?:授予|追授|评为|命名)(?:了)?$")


def _titled(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """授予市第一医院护士沈微、市一中教师贺兰等56人“先进个人”称号: those who stand there with their titles receive it."""
    for group in clause.groups:
        honours = group.of("Honour")
        people = [g for g in clause.groups if g.end <= group.start and g.of("Person")]
        if not honours or not people or not _COUNTED.fullmatch(discourse.between(people[-1].end, group.start)):
            continue
        starts = [g.start for g in clause.groups if g.end <= group.start and _gives(discourse, clause, g)]
        for each in people:
            for person in each.of("Person") if starts and starts[0] <= each.start else ():
                yield from relation(person, "receives", honours[0], starts[0], group.end, "honours.titled")


def _gives(discourse: Discourse, clause: Clause, group: Group) -> bool:
    before = discourse.between(clause.start, group.start)
    return _GIVEN_TO.search(before) is not None and not unreal(before)


_ALL_OF_US = re.compile(r"全(?P<level>[市县区州旗省])(?:上下|人民|干部群众|干群|各级各部门)*")
_WINS = re.compile(
    r"(?:成功|顺利|一举|先后|连续[\u3400-\u9fff\d]{1,4}|再次)*(?:获评|获得|荣获|创成|创建成|创建|入选|荣膺|摘得|捧回|蝉联|跻身|斩获|被评为|被命名为|被授予|通过)(?:了|为)?$"
)


def _all_of_us(discourse: Discourse, page: Page, sentence: Sentence, clause: Clause) -> Iterator[RelationMention]:
    """全县上下同心协力，成功创建国家卫生县城: the home of the page receives it."""
    honours = [g for g in clause.groups if g.of("Honour")]
    if not page.home or not honours:
        return
    before = discourse.between(clause.start, honours[0].start)
    text = discourse.between(sentence.start, clause.end)
    match = next((m for m in _ALL_OF_US.finditer(text) if text[max(0, m.start() - 1) : m.start()] in ("，", "")), None)
    if not match or match["level"] != page.home[-1] or not _WINS.fullmatch(before) or unreal(text):
        return
    span = Span(sentence.start + match.start(), sentence.start + match.start() + 2)
    if any(g.of(*_RECEIVERS) for g in sentence.groups if span.start <= g.start < honours[0].start):
        return
    reading = "我" + match["level"]
    home = Mention(discourse.article.id, span, match.group()[:2], "Place", "honours.implied", None, reading, True)
    for honour in honours[0].of("Honour"):
        yield from relation(home, "receives", honour, span.start, honour.span.end, "honours.all_of_us")


# 获省文旅厅颁发的“名镇”牌匾; 通过国家高新技术企业认定.
_GOT = re.compile(r"[获立摘]$|获得?[\ue002]+(?:颁发|授予|颁授|命名|评定)的$|通过$")
_ITS_OWN = ("家庭", "一家", "团队", "班组", "所在", "工作室", "作品")  # 沈微家庭获评: not she herself
_CERTIFIED = re.compile(r"[”’]?(?:的)?(?:资格|资质|复审)?(?:认定|评定|评审|验收|复核|复审|复评|命名|认证)")


def _won(discourse: Discourse, at: int, clause: Clause) -> Iterator[RelationMention]:
    """The verb of one character right before the name: 曾获茅盾文学奖, 荣立一等功."""
    for group in clause.groups:
        honours = group.of("Honour")
        won = _GOT.search(discourse.between(clause.start, group.start)) if honours else None
        if not won or (won.group() == "通过" and not _CERTIFIED.match(discourse.mask, group.end)):
            continue
        verb = clause.start + won.start()
        who = (
            None if unreal(discourse.between(clause.start, verb)) else subject(discourse, at, clause, verb, _RECEIVERS)
        )
        if who is None or (who.mentions[0].type == "Person" and who.tail.startswith(_ITS_OWN)):
            continue
        for receiver in who.mentions:
            for honour in honours:
                yield from relation(receiver, "receives", honour, who.start, honour.span.end, "honours.won")


def _listed(discourse: Discourse, at: int, sentence: Sentence, last: Mention | None) -> Iterator[RelationMention]:
    """部委公布名单，甲榜上有名: the honour is the one just named."""
    for clause in sentence.clauses:
        text = discourse.between(clause.start, clause.end)
        match = _LISTED.search(text)
        noun = match and text.startswith("的", match.end())
        if not match or noun or any(group.of("Honour") for group in clause.groups):
            continue
        earlier = [m for g in sentence.groups if g.end <= clause.start for m in g.of("Honour")]
        honour = earlier[-1] if earlier else last
        own: list[Group] = [
            g for g in clause.groups if not g.link and g.end <= clause.start + match.start() and g.of(*_RECEIVERS)
        ]
        if (
            honour is None
            or not own
            or not _COUNT_UP.fullmatch(discourse.between(own[-1].end, clause.start + match.start()))
        ):
            continue
        for receiver in own[-1].of(*_RECEIVERS):
            start = honour.span.start if earlier else receiver.span.start
            for found in relation(receiver, "receives", honour, start, clause.start + match.end(), "honours.listed"):
                yield _within(found, sentence, own[-1].start, clause.start + match.end())


# Between those listed and 上榜: 甲、乙等12家单位, 均.
_COUNT_UP = re.compile(
    r"(?:等)?(?:我[市县区省])?(?:\d+[余多]?[\u3400-\u9fff]{1,4})?(?:均|都|也|双双|成功|光荣|赫然|顺利|一并|同时)*"
)


def _within(found: RelationMention, sentence: Sentence, start: int, end: int) -> RelationMention:
    """The relation with evidence of this sentence alone where its honour is named in an earlier one."""
    if found.object.span.start >= sentence.start:
        return found
    return replace(found, evidence=Span(start, end))


def _announced(discourse: Discourse, sentence: Sentence, honour: Mention | None) -> Iterator[RelationMention]:
    """上榜的分别是甲、乙、丙: all of the list receive the honour just named."""
    if honour is None:
        return
    groups = tuple(sentence.groups)
    for at, group in enumerate(groups):
        match = _ARE.search(discourse.between(sentence.start, group.start))
        if not match or not group.of(*_RECEIVERS) or group.of("Person"):
            continue
        places = groups[at - 1].of("Place") if at else ()
        for receiver in group.of("Agency", "Place", "Initiative", "Document"):
            start = sentence.start + match.start()
            for found in relation(receiver, "receives", honour, start, receiver.span.end, "honours.announced"):
                yield _within(found, sentence, start, receiver.span.end)
            if len(places) == 1 and _OF_PLACE.match(discourse.between(groups[at - 1].end, group.start)):
                yield from relation(
                    receiver, "located_in", places[0], places[0].span.start, receiver.span.end, "honours.place"
                )
