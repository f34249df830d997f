"""Whether two names that the grammar writes differently can still be one body's.

A place has one bureau for a function, whatever else was merged into it: 市城管局 is the 城市管理局 or the 城市管理和综合执法局, whichever
the place has. A school is printed with and without its province, a town's office with and without its county.
"""

from __future__ import annotations

import functools
import re

from kg.agencies import words
from kg.agencies.grammar import AgencyName
from kg.model import Division
from kg.places import official_home, tree
from kg.places.tree import at_home

# 教育体育局 and 教育和体育局 are one function; in names of other bodies 和 may be part of a name (人和医院).
_AND = re.compile(r"[和与及、]")
# What the name of a function may have or leave out: 行政审批局, 行政审批服务管理局.
_LIGHT = re.compile(r"[和与及、]|管理|服务|事务|监督|工作")
_ENDINGS = {"委员会": "委", "办公室": "办", "管理局": "局"}
_ZONES = (
    (re.compile(r"(?:高新技术产业开发区|高技术产业开发区|高新技术开发区|新技术开发区|高新区)"), "高新区"),
    (re.compile(r"(?:经济技术开发区|经济开发区|经开区|开发区)"), "开发区"),
)
_POWER = re.compile(
    r"(?:国网|国家电网|中国南方电网|南方电网|[\u4e00-\u9fff]{2,3}电网)?(?:公司|有限公司|有限责任公司)?"
    r"(?:(?:[\u4e00-\u9fff]{2,3}(?:省|市|自治区)?)?(?:电力公司|电力有限公司|供电公司))?(?P<rest>.{2,}供电(?:分?公司|局|所|分局))"
)
_BRANCH = re.compile(r"(?<=公安局)(?P<name>[\u4e00-\u9fff]{2,4})区分局")
_TELLING = 4  # characters of a short form that tell its parts by themselves: 文旅广电
_NAME = 4  # characters that a name without its place needs to be told by them: 鼓楼医院
# 邯郸市第一医院 is the 第一人民医院 of its city.
_HOSPITAL = re.compile(r"(?<=第[一二三四五六七八九十])人民(?=医院)")
# 郑州大学第一附属医院, 大连医科大学附属第一医院, 吉林大学第一医院: every university writes it in another order.
_AFFILIATED = re.compile(
    r"(?<=大学)(?:[\u4e00-\u9fff]{0,3}医学院)?(?:附属)?第(?P<number>[一二三四五六七八九十])(?:附属)?(?=医院)"
)
# A city's traffic police by their other name.
_TRAFFIC = ("公安局交通警察支队", "公安局交通管理局")
# 虎门公安分局 of a city without districts is the 东莞市公安局虎门分局.
_TOWN_BRANCH = re.compile(r"(?P<town>[\u4e00-\u9fff]{2,4})(?P<function>公安|生态环境|自然资源)分局")
_SCHOOL = re.compile(r"(?<=[中小])学校?\Z")


def alike(one: AgencyName, two: AgencyName, home: str | None, divisions: tuple[Division, ...] = ()) -> bool:
    """Whether two names of different official forms are one body's, on pages of `home`.

    >>> from kg.agencies import parse
    >>> def same(a, b, home): return alike(parse(a, home), parse(b, home), home)
    >>> same("市城管局", "长沙市城市管理和综合执法局", "长沙市"), same("市工商局", "市工业商务和信息化局", "长沙市")
    (True, False)
    >>> same("兰州一中", "甘肃省兰州第一中学", "兰州市"), same("昆山一中", "苏州市第一中学", "昆山市")
    (True, False)
    >>> same("昆山开发区管委会", "昆山经济技术开发区管理委员会", "昆山市"), same("龙泉镇政府", "夷陵区龙泉镇人民政府", "宜昌市夷陵区")
    (True, True)
    """
    if plain_forms(one, home, divisions) & plain_forms(two, home, divisions):
        return True
    homes = _homes(home, divisions)
    if _one_zone(one, two, homes):
        return True
    if _place(one, homes) != _place(two, homes) or one.unit != two.unit:
        return False
    return _abbreviates(one, two) or _abbreviates(two, one) or _one_company(one, two)


def plain_forms(name: AgencyName, home: str | None, divisions: tuple[Division, ...] = ()) -> set[str]:
    """The plain forms of a name: of the official one, and of a well-known body also as it is printed (鼓楼医院)."""
    texts = (name.official, name.surface) if name.line == "national" else (name.official,)
    homes = _homes(home, divisions)
    return {form for text in texts for form in _plain(name, text, homes)}


_ADMINISTRATION = re.compile(r"(?P<zone>.{2,}?)(?P<body>管委会|管理委员会|党工委|工作委员会)")
_KIND_OF_ZONE = re.compile(
    r"(?:国家级|省级|高新技术|高技术|新技术|经济技术|经济|旅游|产业|[经高][开新])*(?:开发区|高新区|经开区|度假区|示范区|新区|园区|保税区|管理区|合作区)\Z"
)


def _zone(name: AgencyName, homes: tuple[str, ...]) -> tuple[str, str, str] | None:
    """The own name, the kind and the body of a zone's administration: 松山湖管委会, 东莞松山湖高新技术产业开发区管理委员会."""
    match = _ADMINISTRATION.fullmatch(name.surface)
    if match is None:
        return None
    zone = match["zone"]
    for own in (o for chain in homes for o in (chain, chain[:-1])):
        zone = zone.removeprefix(own) if len(zone) - len(own) > 1 else zone
    kind = _KIND_OF_ZONE.search(zone)
    core = zone[: kind.start()] if kind else zone
    body = "党" if "工" in match["body"] else "管"
    printed = kind.group() if kind else ""
    for pattern, short in _ZONES:
        printed = pattern.sub(short, printed)
    return core, printed, body


def _one_zone(one: AgencyName, two: AgencyName, homes: tuple[str, ...]) -> bool:
    """Whether two administrations are those of one zone, whose kind may be left out."""
    left, right = _zone(one, homes), _zone(two, homes)
    if not left or not right or left[0] != right[0] or len(left[0]) < 2 or left[2] != right[2]:
        return False
    return left[1] == right[1] or not (left[1] and right[1])


def _plain(name: AgencyName, text: str, homes: tuple[str, ...]) -> tuple[str, ...]:
    """A name without what is printed or left out at will; a hospital also without home's name (鼓楼医院)."""
    if power := _POWER.fullmatch(text):
        return (power["rest"].replace("市供电", "供电"),)
    place = name.chain or name.place
    printed = next((own for own in (place, name.place) if own and text.startswith(own)), "")
    rest = _SCHOOL.sub("学", _BRANCH.sub(r"\g<name>分局", _HOSPITAL.sub("", text[len(printed) :])))
    if name.line in ("government", "party") or _is_bureau(name):
        rest = _AND.sub("", rest)
    if name.kind in ("education", "health"):
        rest = _AFFILIATED.sub(r"附属第\g<number>", rest)
    if not printed:
        branch = _TOWN_BRANCH.fullmatch(rest)
        if branch and homes:
            return (f"{homes[0]}{branch['function']}局{branch['town']}分局",)
        return (_without_home(rest, homes),) if name.kind in ("education", "health", "company") else (rest,)
    whole = _place(name, homes) + rest.replace(*_TRAFFIC)
    return (whole, _without_home(name.place + rest, homes)) if name.kind == "health" else (whole,)


def _without_home(text: str, homes: tuple[str, ...]) -> str:
    """A name that no place begins, without home's own name: 鼓楼医院 for 南京鼓楼医院; but 南京医院 stays as it is."""
    for chain in homes[:1]:
        for own in (chain, chain[:-1]):
            if len(own) > 1 and text.startswith(own) and len(text) - len(own) >= _NAME:
                return text[len(own) :]
    return text


def _is_bureau(name: AgencyName) -> bool:
    return not name.line and bool(name.place) and name.ending in ("局", "委", "办", "委员会", "办公室", "中心")


@functools.lru_cache(maxsize=256)
def _homes(home: str | None, divisions: tuple[Division, ...]) -> tuple[str, ...]:
    """The names of home and of what lies over it, home's own chain first."""
    known = at_home(tree(divisions), own := official_home(home, tree(divisions)))
    node = known.by_chain(own)
    return tuple(place.chain for place in known.ancestors(node)) if node else ()


def _place(name: AgencyName, homes: tuple[str, ...]) -> str:
    """The place of a name without the divisions over home that are printed or left out: 龙泉镇 for 夷陵区龙泉镇."""
    place = name.chain or name.place
    for chain in homes:
        rest = place.removeprefix(chain)
        if rest == place and chain[-1] == "市":
            rest = place.removeprefix(chain[:-1])
        if rest != place and len(rest) > 1:
            place = rest
            break
    for pattern, short in _ZONES:
        if pattern.search(place):
            return pattern.sub(short, place)
    return place


def _abbreviates(short: AgencyName, long: AgencyName) -> bool:
    """Whether one name prints the function of the other in short: 城管, 审批, 滇管, 绿化市容, and 政务服务 for 政务服务管理."""
    if not short.place or _end(short) != _end(long) or len(short.stem) < 2:
        return False
    whole = _LIGHT.sub("", _stem(long))
    if words.is_function(short.stem):
        return len(whole) > 1 and _LIGHT.sub("", short.stem) == whole
    expanded = [_LIGHT.sub("", full) for full in words.functions(short.stem)]
    if any(_in_order(full, whole) or (_in_order(whole, full) and _in_order(short.stem, whole)) for full in expanded):
        return True
    if expanded and len(short.stem) < _TELLING:
        return False
    bureau = not short.line and short.ending in ("局", "委", "办")
    return bureau and whole[:1] == short.stem[0] and _in_order(short.stem, _stem(long))


_FIRM = re.compile(r"(?:集团|股份|控股|投资|发展|有限|责任|总|公司|（|）)+\Z")


def _one_company(one: AgencyName, two: AgencyName) -> bool:
    """Whether two companies of one place are one, the name of one in short: 市公交集团, 温州市公共交通集团有限公司."""
    if one.kind != "company" or two.kind != "company" or not one.place or not two.place:
        return False
    cores = [_FIRM.sub("", name.official.removeprefix(name.chain).removeprefix(name.place)) for name in (one, two)]
    short, long = sorted(cores, key=len)
    return 2 <= len(short) < len(long) and short[0] == long[0] and _in_order(short, long) and not long.startswith(short)


def _stem(name: AgencyName) -> str:
    """The function of a body in full: 城市管理 of 市城管局."""
    official = name.body.removeprefix("{place}")
    official = official.removeprefix(name.place) if not name.body.startswith("{") else official
    ending = next((end for end in ("委员会", "办公室", "局", name.ending) if end and official.endswith(end)), "")
    return official.removesuffix(ending)


def _end(name: AgencyName) -> str:
    return _ENDINGS.get(name.ending, name.ending)


def _in_order(short: str, whole: str) -> bool:
    """Whether the characters of a text stand in another in their order, as those of an abbreviation do."""
    rest = iter(whole)
    return all(char in rest for char in short)
