"""Whose figure it is: the subject of its clause, of a clause before it, of the sentence before, or the page's home (全市)."""

from __future__ import annotations

import re

from extractors.measures.numbers import Printed
from extractors.relations.clauses import Clause, Discourse, Sentence
from kg.model import Mention, Page, Span
from kg.times import times_of

# Before what is measured: adverbs and times that do not belong to it.
LEADS = re.compile(
    r"(?:共计|累计|总计|合计|共|已经|已|先后|目前|现已|现有(?!$)|现|全年|每年|年内|当年|其中|截至目前|截止目前|今年以来|以来|期间|现场|活动|同时|并且|并|也|还|又|"
    r"仅|就|则|均|成功|顺利|陆续|连续[一二三四五六七八九十\d]+年|帮助|联合|这里|当前|如今|据统计|统计|数据显示|当天|当日|当晚|一年来|近年来|[，、：的了])"
)
# Who stands in place of the name just named, or of the whole of the page's home.
THERE = re.compile(r"(?:园区|景区|公司|企业|学校|医院|该[\u3400-\u9fff]|全[镇村乡街校院行]|村里|镇里|这里)")
HOME = re.compile(r"(?:我|全)(?P<level>[市县区州旗省])")
# What is somebody else's, or nobody's.
OTHERS = re.compile(
    r"全国|全球|世界|我国|各地|各[\u3400-\u9fff]|某|有的|许多|不少|多家|一家|一名|一位|他|她|我们?(?!市|县|区|州|旗|省|镇|村)|其(?!中)|对方|每(?!年)|人均每|原价|单价|售价|价格|票价"
)


def owner(
    discourse: Discourse, page: Page, at: int, clause: Clause, printed: Printed, carried: Mention | None
) -> Mention | None:
    """Whose figure it is: the subject of its clause, of a clause before, or of the sentence before; or page's home (全市)."""
    sentence = discourse.sentences[at]
    before = discourse.between(clause.start, printed.start)
    own = _first(discourse, clause, printed.start)
    if own:
        return _itself(discourse, own)
    if home := HOME.match(led(before)):
        return _home(discourse, page, sentence, clause, before, home["level"])
    if OTHERS.match(led(before)):
        return None
    behind = _entered(discourse, clause, printed) or carried
    if behind:
        return behind
    earlier = [each for each in sentence.clauses if each.end <= clause.start]
    for each in reversed(earlier):
        text = discourse.between(each.start, each.end)
        if found := _first(discourse, each, each.end):
            return _itself(discourse, found)
        if OTHERS.match(led(text)) or _of_document(discourse, each):
            return None
        if home := HOME.match(led(text)):
            return _home(discourse, page, sentence, each, text, home["level"])
    return _from_before(discourse, at)


def _of_document(discourse: Discourse, clause: Clause) -> bool:
    """Whether a clause speaks of a document, so that what follows is the document's: 《办法》贯穿全程，设计了4个指标."""
    first = clause.groups[0] if clause.groups else None
    return first is not None and bool(first.of("Document")) and first.start - clause.start <= 1


def led(text: str) -> str:
    """A clause without the adverbs and times at its beginning."""
    before = None
    while text != before:
        before = text
        if match := LEADS.match(text):
            text = text[match.end() :]
        if (timed := next(iter(times_of(text, None)), None)) and timed.span.start == 0:
            text = text[timed.span.end :]
    return text


_TYPES = ("Agency", "Place", "Initiative", "Event", "Person")


# Behind a place or body, somebody there whose name is not said: 望江区一企业投资2亿元.
_SOMEBODY = re.compile(
    r"(?:的|内|境内|辖区)?(?:一[家名位个]?|某|有[家名位]|多[家名位]|各|部分|不少)(?!季|批|期|线|体|年|月|共|万|亿|千|百|类)[\u3400-\u9fff]{0,6}?(?:企业|公司|厂|店|合作社|单位|学校|男子|女子|市民|村民|居民|农户|种植户|养殖户|商户|家庭|老人)"
)


def _itself(discourse: Discourse, mention: Mention) -> Mention | None:
    """The name, None where somebody there acts who is not named."""
    return None if _SOMEBODY.match(discourse.mask, mention.span.end) else mention


_SPEAKS = re.compile(r"说$|介绍|表示|透露|告诉|坦言|回忆|认为|提醒|建议|呼吁|通报")


# What is carried out is no subject: 对商圈开展“平安”行动，检查商铺132家.
_DOES = re.compile(
    r"(?:开展|启动|实施|举办|组织|部署|推进|打响|实行|推行|推广|落实|建立|完善|深化|探索|打造|创新|用好|搭建|出台)(?:了)?[“]?$"
)


def _first(discourse: Discourse, clause: Clause, end: int) -> Mention | None:
    """The first name of a clause that can be a subject, alone in its list; who only speaks there is none."""
    for group in clause.groups:
        done = group.of("Initiative", "Event") and _DOES.search(discourse.between(clause.start, group.start))
        if group.end <= end and not group.link and not done and group.of(*_TYPES):
            if discourse.mask[group.end : group.end + 1] in ("“", "的", "《"):
                return None  # 云湖大学“固碳”技术: the attribute of something else
            speaks = _SPEAKS.search(discourse.between(group.end, end))
            return group.mentions[0] if len(group.mentions) == 1 and not speaks else None
    return None


_ENTERS = re.compile(
    r"[\u3400-\u9fff]{1,8}?(?:入驻|落户|落地|加入|参加|参与|参展|参赛|集聚|进驻|入园|签约)(?:于|到|在)?$"
)


def _entered(discourse: Discourse, clause: Clause, printed: Printed) -> Mention | None:
    """What those counted enter: 23家企业入驻园区."""
    for group in clause.groups:
        if group.start >= printed.end and _ENTERS.fullmatch(discourse.between(printed.end, group.start)):
            return group.mentions[0] if len(group.mentions) == 1 else None
    return None


def _from_before(discourse: Discourse, at: int) -> Mention | None:
    """The one subject of the sentence before, in the same paragraph."""
    if at == 0:
        return None
    previous, sentence = discourse.sentences[at - 1], discourse.sentences[at]
    if previous.headline or "\n" in discourse.between(previous.end, sentence.start):
        return None
    found = [subject for clause in previous.clauses if (subject := _first(discourse, clause, clause.end))]
    found = [mention for mention in found if mention.type != "Person"]
    return found[0] if len({mention.surface for mention in found}) == 1 else None


def _home(
    discourse: Discourse, page: Page, sentence: Sentence, clause: Clause, text: str, level: str
) -> Mention | None:
    """The page's home, where 全市 speaks of all of it."""
    if not page.home or page.home[-1] != level:
        return None
    match = re.search(f"[我全]{level}", text)
    if match is None:
        return None
    span = Span(clause.start + match.start(), clause.start + match.end())
    surface = discourse.article.quote(span)
    if surface[0] == "全" and (other := _other_place(sentence, page.home, clause, level)):
        return other
    return Mention(discourse.article.id, span, surface, "Place", "measures.implied", None, f"我{level}", True)


def _other_place(sentence: Sentence, home: str, clause: Clause, level: str) -> Mention | None:
    """The place of a level that the sentence has told of, if it is not home: 石桥市开展创建，全市公路里程达…."""
    for group in reversed([g for g in sentence.groups if g.end <= clause.start]):
        for place in group.of("Place"):
            if not group.link and place.surface.endswith(level) and not home.endswith(place.surface):
                return None if place.surface[0] in "我全该" else place
    return None
