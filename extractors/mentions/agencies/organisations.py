"""Companies, schools, hospitals, associations, working groups: a head and the name to the left of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mentions.agencies import units
from extractors.mentions.agencies.scan import Scan, Walk, countries, walk_left
from kg.agencies import words as agency_words
from kg.agencies.grammar import parent_of_printed
from kg.lexicon import words
from kg.model import Mention

_FOUNDED = re.compile(r"(?:成立了?|组建了?|设立了?|创办了?|建立了?)$")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+$")
_TEAM = re.compile(
    r"(?:国家|青年|国青|国奥|男子|女子|少年|足球|篮球|排球|网球|乒乓球|羽毛球|田径|游泳|体操|围棋|男|女)*$"
)
# One-character heads; 队 only after a country or city.
SINGLE = frozenset("厂局厅署部队网办")


# 区学校 and 市公司 are no names, 市图书馆 and 区党校 are.
_PLAIN = frozenset(
    [
        "学校",
        "小学",
        "中学",
        "大学",
        "学院",
        "幼儿园",
        "医院",
        "公司",
        "集团",
        "银行",
        "工厂",
        "厂",
        "中心",
        "协会",
        "宾馆",
        "酒店",
        "超市",
        "局",
        "办",
        "厅",
        "部",
        "高中",
        "初中",
    ]
)
# Schools that are known by these alone in their town.
_BARE_SCHOOLS = frozenset(("实验中学", "实验小学", "实验学校", "实验幼儿园"))


def find_organisations(scan: Scan, hits: list[tuple[int, int, str]]) -> Iterator[Mention]:
    """All organisations among the hits of the matcher."""
    for start, end, word in hits:
        known = agency_words.endings().get(word)
        if known is None or not scan.is_head(end):
            continue
        kind, needs = known
        if needs == "nation":
            if found := _team(scan, start, end):
                yield found
            continue
        walk = walk_left(scan, start, words("agency_workgroup_words") if kind == "workgroup" else frozenset())
        if _enough(scan, walk, start, word, needs):
            yield _mention(scan, walk.start(start), end, kind)


def _enough(scan: Scan, walk: Walk, head: int, word: str, needs: str) -> bool:
    """Whether what stands before a head makes a name of it."""
    if not walk.words:
        text = scan.text
        listed = text[head - 1 : head] == "、" or text[head + len(word) : head + len(word) + 1] == "、"
        return word in _BARE_SCHOOLS and listed
    begin = walk.start(head)
    printed = scan.text[begin:head]
    longest = 8 if word.endswith("有限公司") or word.endswith("公司") else 6
    if walk.run > longest:
        return False
    if not walk.proper and not walk.count("filler", "quoted", "head", "common") and walk.count("generic"):
        return False
    if walk.words[-1][2] == "level" and len(walk.words) == 1 and word in _PLAIN:
        return False
    number = _ORDINAL.search(printed) is not None
    proper = walk.proper >= 2
    if needs == "placed":
        return walk.placed() and (word != "办" or len(printed) > 2)
    if needs == "rich":
        return _rich(scan, walk, begin, printed, word)
    if needs == "any":
        return walk.has_place() or proper or number or word.endswith("公司")
    return walk.has_place() or proper or number or (walk.count("head") > 0 and walk.proper > 0)


def _rich(scan: Scan, walk: Walk, begin: int, printed: str, word: str) -> bool:
    """Whether a centre, an institute or a working group is named, not only described."""
    if walk.count("quoted"):
        return len(printed) >= 4
    if walk.placed():
        return len(printed) >= 2
    if _FOUNDED.search(scan.text[max(0, begin - 3) : begin]):
        return len(printed) >= 4 and not walk.count("generic")
    if word.endswith(("组", "团", "专班", "委会", "指挥部", "联盟", "组织", "部")):
        return walk.has_place() and len(printed) >= 3
    return walk.has_place() and len(printed) >= 4 and walk.run <= 4


def _team(scan: Scan, start: int, end: int) -> Mention | None:
    """A country's or city's team: 中国女子足球队; 中国队."""
    text = scan.text
    tail = _TEAM.search(text, max(0, start - 8), start)
    at = tail.start() if tail else start
    place = scan.place_before(at)
    if place < at and (text[place:at] in countries() or at < start or text[start] == "网"):
        while (outer := scan.place_before(place)) < place:
            place = outer
        return scan.mention(place, end, "agencies.team", "association")
    return None


def _mention(scan: Scan, start: int, end: int, kind: str) -> Mention:
    last = units.extend(scan, end)
    if last > end and not parent_of_printed(scan.text[start:last]):
        last = end
    if units.is_post(scan.text, end):
        parent = end - len(next(unit for unit in units.PARTY_UNITS if scan.text.endswith(unit, 0, end)))
        return scan.mention(start, parent, "agencies.ending?", kind)
    return scan.mention(start, last, "agencies.ending", kind)
