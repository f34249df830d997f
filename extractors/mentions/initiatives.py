"""Initiatives: named things that somebody runs, found by their head noun, their quotation marks or their own short name.

No dictionary can list them, so three questions decide.

*Is there a head?* 行动, 攻坚战, 工程, 机制, 平台, 改革 … (seeds/lexicons/initiative_heads.tsv) say what is run and its kind.

*Where does the name begin?* After the verb that governs it and its adverbs and quantifiers (noun_phrase.left_edge); years
stay (2023年“安康杯”竞赛活动), 全市 and 今年 go. Before a quoted label, a bare place or agency is the actor and goes
(望江区“清风”行动); in the name of a project, platform or plan a place is part of the title (望江区惠农服务平台).

*Is it a name?* A label in quotes names (“三问三送”活动), unless the quote is mere colour (“一站式”服务). Without quotes the
words in front of the head must hold enough that is not general (initiative_general.tsv): 危化品运输专项整治行动 is a name,
重点项目, 系列活动, 长效工作机制 are not. A numbered package is one (“四大行动”), and the members listed before it take its head.

A label that the article has once introduced with its head counts wherever it stands: “三问三送”, 智慧菜场.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.mentions.initiative_echoes import anaphors, echoes, fuller
from extractors.mentions.initiative_labels import counted_members, governed_labels, known_names, packages
from extractors.mentions.initiative_names import Head, Name, heads, named, trim_actor, unfit
from extractors.mentions.noun_phrase import Tails, left_edge
from kg.model import Article, Mention, Page, Span


def find_initiatives(article: Article, page: Page) -> Iterator[Mention]:
    """All initiatives that an article names, also by short forms and by 该平台."""
    text = article.chars
    candidates = list(_headed(text, page))
    names = [name for name in candidates if name.sure]
    names += packages(text)
    names += known_names(text)
    names += governed_labels(text, names)
    doubtful = [name for name in candidates if not name.sure]
    names += counted_members(text, names, doubtful)
    names += echoes(text, names, doubtful)
    names = fuller(text, names)
    names += anaphors(text, names)
    for name in names:
        yield _mention(article, name)


def _mention(article: Article, name: Name) -> Mention:
    span = Span(name.start, name.end)
    return Mention(article.id, span, article.quote(span), "Initiative", name.rule, name.kind, name.reading)


@functools.cache
def _tails() -> Tails:
    return Tails(heads())


# What makes the head part of a body's name: 专项整治活动领导小组.
_BODY = re.compile(r"(?:工作)?(?:领导小组|指挥部|专班|办公室|中心|委员会|筹备组|组委会|推进组)")
_SECTION = re.compile(
    r"(?:（?[一二三四五六七八九十]+期）?|[\u4e00-\u9fffA-Za-z0-9]{1,6}?(?:泵站|标段|水厂|水闸|隧道|大桥|(?<![阶时手片地路])段))(?:工程|项目)?"
)


# 水厂改造工程建设进度 speaks of the works, 工程建设领域 of a trade.
_WORKS_ON = re.compile(r"建(?:成|好|起)|建设(?:进度|进展|情况|现场|推进)|施工(?:进度|进展|情况|现场)")


# A count after the last member of a list is no part of it: 甲行动、乙整治行动|三项行动.
_COUNTED_AFTER = re.compile(
    r"(?:行动|工程|活动|项目)[两二三四五六七八九十]+[大项个](?:专项|攻坚|重点)?(?:行动|工程|活动|项目)"
)


def _headed(text: str, page: Page) -> Iterator[Name]:
    """Names and doubtful names that end in a head noun."""
    table = heads()
    for start, end, word in _tails().finditer(text):
        head = table[word]
        if text[end : end + 1] and text[end] in head.not_before and not _WORKS_ON.match(text, end):
            continue
        if text[end : end + 1] == "”" or _BODY.match(text, end):
            continue
        name = _name_before(text, start, end, head, page)
        if name and not _COUNTED_AFTER.search(text, name.start, name.end):
            yield name


# 省重点项目 in front of a project says what rank it has: 省重点项目东江抽水蓄能电站.
_GRADE = re.compile(
    r"(?:国家|[省市区县]级?)?(?:重点|重大|标志性|民生实事|民生|实事|示范|龙头|首个|首批)(?:建设|民生|工业|产业|交通|水利)?(?:项目|工程)[—-]*(?=[\u4e00-\u9fff]{4})"
)


def _name_before(text: str, start: int, end: int, head: Head, page: Page) -> Name | None:
    """The name that ends in the head text[start:end], if something stands in front of the head."""
    edge = left_edge(text, start, of=head.kind == "mechanism")
    begin = trim_actor(text, edge, start, head, page)
    title = text.rfind("》", begin, start)
    begin = title + 1 if start - title > 6 and title >= 0 else begin
    grade = _GRADE.match(text, begin, start) if head.kind == "project" else None
    begin = grade.end() if grade else begin
    modifier = text[begin:start]
    if not modifier or len(modifier) > 40 or modifier[0] in "”’》）)" or edge.governor == "等" or unfit(modifier):
        return None
    if head.kind == "project":
        section = _SECTION.match(text, end)
        end = section.end() if section and text[section.end() : section.end() + 1] in _ENDS else end
    if head.word == "建设" and _HEADED_LABEL.search(modifier):
        return None
    sure = named(modifier, head)
    return Name(begin, end, head.kind, f"initiatives.{head.kind}", modifier, head.word, sure)


# In “暖蜂驿站服务点”建设 the label has its own head.
_HEADED_LABEL = re.compile(r"(?:[点站卡券]|行动|工程|平台|活动)”$")
_ENDS = frozenset(["", *"，。、；：！？”）现）\n"])


__all__ = ["find_initiatives"]
