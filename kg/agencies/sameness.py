"""Whether two printed agency names mean the same body, a body and its part, or two different bodies."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.agencies.alike import alike
from kg.agencies.grammar import AgencyName, parse
from kg.places import official_home, tree

# Numbers of schools, brigades and groups: they tell siblings apart (第一中学 and 第二中学).
_NUMBER = re.compile(
    r"第?(?P<number>[一二三四五六七八九十百\d]+)(?=[中小高初医人大支分直幼职实附检审督巡工、组号总]|街道|局|处|公司)"
)

# A town's government and a street's office, and the offices of which they consist: 狮山镇综合行政执法办公室.
_TOWN_HALL = re.compile(r"{place}(?:人民政府|办事处)")
_TOWN_OFFICE = re.compile(r"(?:镇|乡|街道).{2,10}(?:办公室|服务中心|执法队)")


def compare(a: str, b: str, home: str | None) -> str:
    """How two printed names on pages of one home are related: "same", "part-of", "sibling" or "unknown".

    `home` is the chain below the province from which the pages speak (荆州市荆州区), or None. *same*: one official name.
    *part-of*: one is a unit of the other. *sibling*: two bodies that only look alike, by another number (第一/第二中学),
    another place (equal bureaus of two districts, a city's and a district's), another function or line (区委, 区政府).
    *unknown*: the names alone do not tell, as with short names of companies.

    >>> compare("市公安局", "荆州市公安局", "荆州市"), compare("市公安局", "市公安局内保支队", "荆州市")
    ('same', 'part-of')
    >>> compare("市第一中学", "市第二中学", "荆州市"), compare("区委", "区政府", "荆州市荆州区")
    ('sibling', 'sibling')
    >>> compare("市住建局", "市住房和城乡建设局", "宜昌市"), compare("市教育局", "西陵区教育局", "宜昌市")
    ('same', 'sibling')
    >>> compare("江汉机械", "湖北江汉机械制造有限公司", "荆州市"), compare("清江科技", "江汉机械", "荆州市")
    ('same', 'unknown')
    """
    one, two = parse(a, home), parse(b, home)
    left, right = one.official, two.official
    if left == right or alike(one, two, home):
        return "same"
    if _inner(one, two, home) or _inner(two, one, home):
        return "part-of"
    if _numberless(left) == _numberless(right):
        return "sibling"
    if one.body == two.body and one.unit == two.unit and one.chain != two.chain and "{place}" in one.body:
        return "sibling" if one.chain and two.chain else "unknown"
    if (
        one.line == two.line != ""
        and (one.stem, one.ending, one.unit) == (two.stem, two.ending, two.unit)
        and one.chain
    ):
        return "sibling" if two.chain and one.chain != two.chain else "unknown"
    if one.line and two.line and one.body and two.body and (one.chain or two.chain):
        return "sibling"  # official names that the grammar derives, and they differ
    if one.unit and two.unit and left[: -len(one.unit)] == right[: -len(two.unit)]:
        return "sibling"
    if _of_one_sort(one, two):
        return "sibling"
    return _shortened(one, two)


def _numberless(name: str) -> str:
    return _NUMBER.sub("#", name)


def _inner(outer: AgencyName, inner: AgencyName, home: str | None) -> bool:
    """Whether `inner` is a unit of `outer`: its full name goes on where the other ends, or it is alike without its unit."""
    whole, part = outer.official, inner.official
    if whole.startswith("中共") and whole.endswith("委员会"):  # 中共宜昌市委员会 has a 中共宜昌市委组织部
        whole = whole.removesuffix("员会")
    if (
        len(part) > len(whole) + 1
        and part.startswith(whole)
        and (inner.unit or inner.line == outer.line or inner.kind == outer.kind)
    ):
        return True
    if _TOWN_HALL.search(outer.body) and (inner.chain or inner.place) == (outer.chain or outer.place):
        return _TOWN_OFFICE.search(inner.official) is not None
    if _station_of(outer, inner, home):
        return True
    body = replace(inner, surface=inner.surface.removesuffix(inner.unit), unit="")
    return bool(inner.unit) and not outer.unit and alike(outer, body, home)


# What a school, hospital or police station may be called beside its own name (市人民医院 may be the 市中心医院): these tell nothing apart.
_GENERIC = frozenset(("", "人民", "中心", "中", "中医", "市立"))
_SORT = re.compile(
    r"(?P<name>.*?)(?P<sort>派出所|大学|职业(?:技术)?学院|学院|医院|(?:实验)?[中小]学|幼儿园|高级中学|供电公司|供电局|监狱|看守所)"
)


# What stands in a town or street and is run by a bureau: 大瑶派出所 is one of the 浏阳市公安局.
_RUN_BY = (
    (re.compile(r".{1,8}派出所"), re.compile(r".+(?:公安局|公安局.{1,4}分局)")),
    (re.compile(r".{1,8}司法所"), re.compile(r".+司法局")),
    (re.compile(r".{1,8}市场(?:监管|监督管理)所"), re.compile(r".+市场监督管理局")),
    (re.compile(r".{1,8}(?:法庭|人民法庭)"), re.compile(r".+[^级]人民法院")),
    (re.compile(r".{1,8}税务所"), re.compile(r".+税务局")),
    (re.compile(r".{1,8}供电所"), re.compile(r".+供电公司")),
)
# A city's own one has branches in its districts and counties: 西昌市消防救援大队 belongs to the 凉山州消防救援支队.
_BRANCHES = (("消防救援大队", "消防救援支队"), ("交通警察大队", "交通警察支队"))


def _station_of(outer: AgencyName, inner: AgencyName, home: str | None) -> bool:
    """Whether one is the other's station at home, or its branch in a part of the city."""
    known = tree()
    if not inner.place and not inner.unit:
        here = known.by_chain(official_home(home, known))
        near = here is not None and outer.official.startswith((here.chain, here.parent or here.chain))
        return near and any(a.fullmatch(inner.surface) and b.fullmatch(outer.official) for a, b in _RUN_BY)
    part, whole = known.by_chain(inner.chain), known.by_chain(outer.chain)
    if part is None or whole is None or part.parent != whole.chain:
        return False
    return any(inner.official.endswith(a) and outer.official.endswith(b) for a, b in _BRANCHES)


def _of_one_sort(one: AgencyName, two: AgencyName) -> bool:
    """Whether two bodies of one sort bear different names: 城东派出所, 城西派出所; 市实验小学, 市第二实验小学."""
    left, right = (_SORT.fullmatch(name.official.removeprefix(name.chain)) for name in (one, two))
    if not left or not right or left["sort"][-2:] != right["sort"][-2:] or one.unit or two.unit:
        return False
    names = {left["name"], right["name"]}
    if len(names) == 1:
        return one.chain == two.chain and left["sort"] != right["sort"]
    if "第" in left["name"] + right["name"]:
        return True
    return not (names <= _GENERIC) and not any(a in b for a in names for b in names if a != b)


def _shortened(one: AgencyName, two: AgencyName) -> str:
    """A company and its short name (湖北江汉机械制造有限公司, 江汉机械) are the same where the one is inside the other."""
    if one.kind != "company" or two.kind != "company":
        return "unknown"
    long, short = sorted((one.official, two.official), key=len, reverse=True)
    if long.endswith("公司") and not short.endswith("公司") and len(short) >= 4 and short in long:
        return "same"
    return "unknown"
