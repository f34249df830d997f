"""What makes words in front of a head noun the name of an initiative."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.mentions.noun_phrase import QUOTE, Edge, place_end, said
from kg.lexicon import Matcher, table, words
from kg.model import Page


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: its kind, and how much content a name needs without quotes (None: only a quoted label will do)."""

    word: str
    kind: str
    least: int | None
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an initiative in a text: `modifier` are the characters before the head word, `sure` tells a name from a phrase."""

    start: int
    end: int
    kind: str
    rule: str
    modifier: str = ""
    head: str = ""
    sure: bool = True
    reading: str | None = None


@functools.cache
def heads() -> dict[str, Head]:
    """The head nouns by word."""
    return {
        row["head"]: Head(
            row["head"], row["kind"], None if row["least"] == "q" else int(row["least"]), frozenset(row["not_before"])
        )
        for row in table("initiative_heads")
    }


@functools.cache
def _general(kind: str) -> Matcher:
    rows = table("initiative_general")
    return Matcher(row["word"] for row in rows if row["only"] in ("", kind))


_NUMBERED = re.compile(r"[一二两三四五六七八九十\d]+[个大项]\w{1,5}")
_YEAR = re.compile(r"[12]\d{3}年度?")
_NOT_CONTENT = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z]+")


def is_label(phrase: str) -> bool:
    """Whether what stands in quotes is a label, not colour or a slogan.

    >>> is_label("三问三送"), is_label("店小二"), is_label("四大理念")
    (True, False, False)
    """
    bare = phrase.removesuffix("式")
    return len(bare) > 1 and bare not in words("initiative_rhetoric") and not _NUMBERED.fullmatch(bare)


def is_topic(phrase: str) -> bool:
    """Whether words in front of a label are the field of policy that it is in: 安全生产“回头看”行动.

    >>> is_topic("安全生产"), is_topic("柳溪县")
    (True, False)
    """
    return phrase in words("initiative_topics")


def labels(phrase: str) -> list[str]:
    """The labels in quotes inside a name."""
    return [quote for quote in QUOTE.findall(phrase) if is_label(quote)]


# Of the place in front only what is smaller than a county tells one thing from another.
_GREAT_PLACE = re.compile(
    r"^(?:全|[\u4e00-\u9fff]{1,3}?)(?:省|市(?!场)|州|县|(?<![灌小社园景片山矿库])区)(?:[\u4e00-\u9fff]{1,3}?(?:市(?!场)|县|区))?"
)
# A reform without quotes is of something: 医药卫生体制改革, 农村产权制度改革.
_REFORMED = re.compile(
    r"(?:体制|制度|机制|领域|化|管理|审批|监管|教育|医疗|创新|试点|分配|方式|产权|执法|组织|结构性|集成|考试|招生)$"
)
_PLAIN_PLAN = re.compile(r"(?:工作|学习|生产|教学|采购|施工|实施|培训|年度|检查|发展)$")


_SITE = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?P<kind>社区|村|小区|街道|镇|路|街|大道|河|湖|湾|港|桥|大桥|水库|水厂|泵站|灌区|电站|公园|广场|景区|片区|园区|小学|中学|医院|码头)"
)


def content(modifier: str, kind: str) -> int:
    """How many characters of a modifier say something: general words, years, great places and marks do not count.

    >>> content("2023年校园重点", "campaign"), content("危化品运输专项", "campaign")
    (0, 3)
    """
    rest = _NOT_CONTENT.sub("", _GREAT_PLACE.sub("", _YEAR.sub("", modifier)))
    spans = list(_general(kind).finditer(rest))
    site = _SITE.match(rest) if kind == "project" else None
    # 柳溪社区 is where that one project is, 老旧小区 where any is.
    own = len(site["kind"]) + 1 if site and not any(start < site.start("kind") for start, _, _ in spans) else 0
    return len(rest) - sum(end - start for start, end, _ in spans) + own


def named(modifier: str, head: Head) -> bool:
    """Whether the modifier makes a name of the head."""
    if labels(modifier):
        return True
    if "“" in modifier and is_topic(modifier[: modifier.index("“")]):
        return True  # 安全生产“回头看”行动: the field makes a name of a worn phrase
    if head.least is None:
        return False
    plain = _NOT_CONTENT.sub("", _YEAR.sub("", modifier))
    if head.kind == "reform" and not _REFORMED.search(modifier):
        return False
    if head.word == "计划" and _PLAIN_PLAN.search(modifier):
        return False
    if head.kind in ("campaign", "mechanism", "reform", "programme"):
        # 公共服务质量提升行动: the topic is general, but so specific a title is a name.
        return content(modifier, head.kind) >= min(2, head.least) and len(plain) >= head.least
    return content(modifier, head.kind) >= min(head.least, 3) and len(plain) >= head.least


@functools.cache
def _adverbs() -> frozenset[str]:
    rows = table("initiative_left_edge")
    return frozenset(row["word"] for row in rows if row["role"] == "edge" and len(row["word"]) > 1)


_SENTENCE = re.compile(r"[了吗呢吧啊你他她它们很没谁哪]|[和与及暨、]$|(?:实际|自觉|统一|一致|具体|果断|擅自)$")


def unfit(modifier: str) -> bool:
    """Whether what stands before the head is a clause, no noun phrase: 各部门迅速行动, 有了好平台."""
    outside = QUOTE.sub("", modifier)
    return _SENTENCE.search(outside) is not None or any(modifier[-n:] in _adverbs() for n in (2, 3, 4))


_ORGAN = re.compile(
    r"[\u4e00-\u9fff（）]{1,24}?(?:局|厅|委|办|院|校|公司|中学|小学|大学|幼儿园|支队|大队|中心|政府|集团|街道|社区|村|协会|商会|总工会|妇联"
    r"|联合会|分行|支行|银行|供电所|派出所|党委|党组织|支部|纪委|委员会|管委会|站|队|所)"
)
_ACTOR = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:局|厅|政府|公司|支队|大队|街道办|管委会|总工会|协会|集团|检察院|法院|纪委监委|党中央|[省市区县]委(?!员))(?![长部限市采投购信网债]|主导)"
)


_EDITION = re.compile(r"首届|第[一二三四五六七八九十百\d]+[届期季]")
_NOUN_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:领域|行业|系统|企业|项目|政策|执法|服务|产业)")


def trim_actor(text: str, edge: Edge, head: int, kind: Head, page: Page) -> int:
    """Where the name begins once the place or agency that acts is cut off its left."""
    start = edge.start
    quote = text.find("“", start, head)
    if quote > start and _ORGAN.fullmatch(text, start, quote):
        return quote
    if quote > start and said(text[start:quote], "verb", "verb-inside", "edge", "quantity", "scope"):
        return quote
    place = place_end(text, start, head, page)
    if quote > start and not edge.governor and place == start and not _YEAR.search(text, start, quote):
        # Without a verb in front, only a short noun belongs to a label: 工程建设领域“多审合一”改革.
        noun = _NOUN_BEFORE.fullmatch(text, start, quote) or _EDITION.fullmatch(text, start, quote)
        return start if noun or is_topic(text[start:quote]) else quote
    if quote > start and (quote == place) != (kind.kind == "plan"):
        return quote if not _YEAR.search(text, start, quote) else start
    if kind.kind in ("project", "platform", "plan") or place >= head:
        return start
    if place > start and (not edge.governor or text[place - 1] not in "市区县省镇乡"):
        start = place
    actor = _ACTOR.match(text, start, head)
    return actor.end() if actor and head - actor.end() >= 4 else start
