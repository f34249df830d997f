"""Companies, schools, hospitals, associations, working groups: a head and the name to the left of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mentions.agencies import units
from extractors.mentions.agencies.edges import edge_before, is_name_character
from extractors.mentions.agencies.scan import Scan, Walk, countries, walk_left
from kg.agencies import words as agency_words
from kg.agencies.printed import parent_of_printed
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
        known = agency_words.endings().get(word) or _office(word)
        if known is None or known[1] == "none" or not scan.is_head(end):
            continue
        if word[-1] == "队" and scan.text.startswith("长", end):
            continue  # 副支队长
        kind, needs = known
        if needs == "nation":
            if found := _team(scan, start, end):
                yield found
            continue
        if word.endswith("委员会") and scan.text.startswith(("委员", "专职委员"), end):
            continue  # 检察委员会委员 is a post
        walk = walk_left(scan, start, words("agency_workgroup_words") if kind == "workgroup" else frozenset())
        begin = walk.start(start)
        if _enough(scan, walk, start, word, needs) and not _is_venue(scan, begin, end):
            yield _mention(scan, begin, end, kind)


def _office(word: str) -> tuple[str, str] | None:
    """What a body's name needs that belongs to no division but to a site: 某湖国家级自然保护区管理局."""
    return ("government", "placed") if word.endswith(("自然保护区管理局", "自然保护区管理处")) else None


# 深圳一家设计公司, 某商贸公司: whose name is kept back.
_UNNAMED = re.compile(r"[一多几这那哪][家所]|某")


def _enough(scan: Scan, walk: Walk, head: int, word: str, needs: str) -> bool:
    """Whether what stands before a head makes a name of it."""
    if not walk.words:
        text = scan.text
        listed = text[head - 1 : head] == "、" or text[head + len(word) : head + len(word) + 1] == "、"
        return word in _BARE_SCHOOLS and listed
    begin = walk.start(head)
    printed = scan.text[begin:head]
    if _UNNAMED.search(printed):
        return False
    longest = 8 if word.endswith("有限公司") or word.endswith("公司") else 6
    if walk.run > longest:
        return False
    if not walk.proper and not walk.count("filler", "quoted", "head", "common") and walk.count("generic"):
        return printed.endswith("街道") and walk.has_place()  # 永安街道社区卫生服务中心
    if walk.words[-1][2] == "level" and len(walk.words) == 1 and word in _PLAIN:
        return False
    number = _ORDINAL.search(printed) is not None
    proper = walk.proper >= 2
    if needs == "placed":
        return walk.placed() and (word != "办" or len(printed) > 2)
    if needs in ("name", "shop"):
        return _named(scan, walk, begin, printed, needs)
    if needs == "rich":
        return _rich(scan, walk, begin, printed, word)
    if needs == "any":
        return (
            walk.has_place() or proper or number or (word.endswith("公司") and walk.count("filler") < len(walk.words))
        )
    return walk.has_place() or proper or number or (walk.count("head") > 0 and walk.proper > 0)


def _named(scan: Scan, walk: Walk, begin: int, printed: str, needs: str) -> bool:
    """Whether a team's or shop's name is its own: 蓝天救援队, 云溪民宿; not 水上救援队, nor 特色民宿.

    A common word is a name only where nothing but an edge or a sign stands before it; a shop needs more than a place.
    """
    if walk.count("quoted") or walk.proper >= 2 or (needs == "name" and walk.placed()):
        return True
    before = scan.text[begin - 1 : begin]
    return (
        walk.count("common") == 1
        and not walk.count("generic", "filler", "place", "level")
        and len(printed) in (2, 3)
        and (not before or not is_name_character(before) or edge_before(scan.text, begin) > 0)
    )


# What is visited is a place; it is an agency where it acts or its people speak: 茅山镇敬老院院长.
_VENUES = (
    "敬老院",
    "福利院",
    "养老院",
    "光荣院",
    "体育馆",
    "纪念馆",
    "展览馆",
    "剧院",
    "体育中心",
    "文化中心",
    "会展中心",
    "书院",
    "水厂",
)
_ACTS = re.compile(
    r"(?:党|副?[院馆园站]长|主任|书记|负责人|工作人员|讲解员|职工|护理员|员工|教练|党支部|联合|会同|举办|主办|承办|组织|开展|推出|启动|邀请|发布"
    r"|表示|介绍|提供|积极|坚持|获|被评为|荣获|、.{2,12}(?:局|委|协会|中心|馆)(?:联合|主办|承办))"
)
_ACTS_AFTER = re.compile(r"(?:由|联合|会同|授予|任命|记者从|据|与|和)$")


def _is_venue(scan: Scan, begin: int, end: int) -> bool:
    """Whether a home for the aged, a stadium or the like is only where something happens: 在市体育中心举行."""
    if not scan.text.endswith(_VENUES, begin, end):
        return False
    return not _ACTS.match(scan.text, end) and not _ACTS_AFTER.search(scan.text[max(0, begin - 3) : begin])


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
    edge = not begin or not is_name_character(scan.text[begin - 1])
    if edge and word.endswith(("研究院", "研究所", "设计院", "研究中心")) and walk.count("filler"):
        return 2 <= walk.proper <= 4
    return walk.has_place() and len(printed) >= 4 and walk.run <= 4


def _team(scan: Scan, start: int, end: int) -> Mention | None:
    """A country's or city's team: 中国女子足球队; 中国队."""
    text = scan.text
    tail = _TEAM.search(text, max(0, start - 8), start)
    at = tail.start() if tail else start
    place = scan.place_before(at)
    if place < at and (text[place:at] in countries() or at < start or text[start] == "网"):
        return scan.mention(scan.chain_before(place), end, "agencies.team", "association")
    return None


# The stations of a railway company are its units: 中国铁路武汉局集团有限公司汉口站.
_STATION = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:车务段|机务段|工务段|供电段|电务段|客运段|车辆段|站(?![在点位着起]))")


def _mention(scan: Scan, start: int, end: int, kind: str) -> Mention:
    last = units.extend(scan, end)
    if last == end and scan.text.startswith("铁路", start + 2) and (station := _STATION.match(scan.text, end)):
        return scan.mention(start, station.end(), "agencies.ending", kind)
    if last > end and not parent_of_printed(scan.text[start:last]):
        last = end
    if kind != "grassroots" and units.is_post(scan.text, end):
        parent = end - len(next(unit for unit in units.PARTY_UNITS if scan.text.endswith(unit, 0, end)))
        return scan.mention(start, parent, "agencies.ending?", kind)
    return scan.mention(start, last, "agencies.ending", kind)
