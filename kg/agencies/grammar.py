"""The grammar of agency names: place + function + ending + inner unit.

荆州市 + 公安 + 局 + 内保支队; 省 + 人社 + 厅; 中共 + 荆州区 + 委 + 组织部. `parse` reads a printed name, `official` writes the full one.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.agencies import schools, words
from kg.agencies.printed import kind_of_printed, parent_of_printed
from kg.agencies.spelling import alike_spelled
from kg.agencies.words import Body
from kg.lexicon import words as lexicon
from kg.model import Division
from kg.places import official_home, official_place, split_place_prefix, tree


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A printed name taken apart.

    `place` is the printed place ("市", "沙市区", ""), `chain` its official name ("" unless known), `line` the hierarchy
    (party, government, legislature, court, …; "national"; "" for all other organisations), `body` the official name
    with {place} for the chain, `stem` and `ending` the printed body, `unit` the inner unit with its own units, `level`
    the level of the place.
    """

    surface: str
    place: str
    chain: str
    line: str
    stem: str
    ending: str
    unit: str
    kind: str
    level: str
    body: str

    @property
    def official(self) -> str:
        """The full name; the printed one where the grammar has nothing to add."""
        return self.body.replace("{place}", self.chain or self.place) + self.unit


_YOUTH = re.compile(r"(?:共青)?团(?P<place>.{1,12}?)(?P<body>委|工委)(?:员会)?(?P<rest>.*)")
_YOUTH_OF = re.compile(r"(?P<place>.{2,12})团[省市区县州盟旗](?P<body>委)(?:员会)?(?P<rest>.*)")
# 村委会 is the 村民委员会; the school and the hospital of a town are called with the town's county.
_VILLAGERS = {"村委会": "村民委员会", "居委会": "居民委员会", "管委会": "管理委员会"}
_OWN_TOWN = re.compile(r"[\u4e00-\u9fff]{1,3}[镇乡]")
_CONFERENCE = re.compile(r"(?:中国人民政治协商会议|政协)(?P<place>.{2,20}?)委员会(?P<rest>.*)")
_STREET = re.compile(r"(?P<street>(?:.*[市县区])?[\u4e00-\u9fff]{2,6}?)(?:街道|街办|街道办|街道办事处)")
_TOWN = re.compile(r"(?:.*[市县区])?[\u4e00-\u9fff]{1,4}[镇乡]")
# Bodies that a short place name belongs to for good: 荆州海关, not 荆州市海关.
_OWN_NAME = ("海关", "海事局", "海事法院", "航道局", "水文局", "边检站", "出入境边防检查站", "警备区")
# 县政协提案委 is its 提案委员会, 市人大常委会法工委 its 法制工作委员会.
_COMMITTEE = re.compile(r"(?<=.)工委$|(?<=..)(?<!工)委$")
_COMMITTEES = {"委": "委员会", "工委": "工作委员会"}
# 义乌市场监管局 has its 市 once for 义乌市市场监管局.
_MARKET = re.compile(r"[\u4e00-\u9fff]{2,4}市(?=场监)")
# The eight parties and their committees: 民盟市委会, 九三学社常德市委员会, 民建开化县基层委员会.
_DEMOCRATIC = re.compile(
    r"(?P<party>民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|台盟)(?P<rest>.+?)"
    r"(?P<body>基层委员会|基层委|总支委员会|支部委员会|工作委员会|委员会|委会|委|总支部|总支|支部|支社)"
)
_POLICE_UNIT = re.compile(r"^交警(?=[支大总]队)")
# Bureaus of a city that have branches in its districts and counties.
_BRANCHES = (
    "公安分局",
    "生态环境分局",
    "自然资源分局",
    "规划资源分局",
    "规划分局",
    "自然资源和规划分局",
    "规划和自然资源分局",
)
# Cities whose police name their branches by the full name of the district: 武汉市公安局江岸区分局.
_FULL_BRANCHES = ("武汉市", "广州市", "成都市", "宜昌市")
_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
# What a body's name may end in, the longer first.
_BODY_ENDINGS = ("常委会", "委员会", "办公室", "中心", "支队", "大队", "总队", *"委办局厅部院馆站处所会联协")
# Kinds whose official name begins with the chain of a printed place (沙市区就业中心 is 荆州市沙市区就业中心); companies, schools and
# hospitals are called as they are printed.
_CHAINED = frozenset(
    (
        "party",
        "government",
        "legislature",
        "judiciary",
        "police",
        "public-institution",
        "mass-organisation",
        "workgroup",
    )
)
_LEVEL_OF_HEAD = {
    "省": "province",
    "市": "city",
    "州": "city",
    "盟": "city",
    "县": "county",
    "旗": "county",
    "区": "district",
}


def _level(chain: str, place: str, home: str | None, divisions: tuple[Division, ...]) -> str:
    found = tree(divisions).find(chain)
    if found:
        return found[0].level
    return "town" if place.endswith(("镇", "乡", "街道")) else _LEVEL_OF_HEAD.get(place[-1:], "")


def _is_full(place: str, divisions: tuple[Division, ...]) -> bool:
    """Whether a printed place is a full name or a bare level (沙市区, 市), not a short name (荆州)."""
    found = tree(divisions).find(place)
    if found:
        return any(place.endswith(node.name) for node in found)
    return place.endswith((*words.LEVELS, "街道"))


def _fits(body: Body, level: str, region: str = "") -> bool:
    """Whether a body's row is meant at this level (法院 of a city is the intermediate court) and in this province."""
    if body.regions and region not in body.regions:
        return False
    wanted = {
        "city": ("city", ""),
        "province": ("province",),
        "county": ("county", "county-city", "district", "town", "zone"),
    }
    return not body.level or body.level == level or level in wanted.get(body.level, ())


def _region(chain: str, divisions: tuple[Division, ...]) -> str:
    """The province of a place, "" where it is not known: 开化县 is in 浙江省."""
    known = tree(divisions)
    node = known.by_chain(chain) or next(iter(known.find(chain)), None)
    return known.ancestors(node)[-1].chain if node else ""


def _body(rest: str, level: str, region: str) -> tuple[Body, str] | None:
    """The longest body that `rest` begins with, and the inner unit after it."""
    known = words.bodies()
    for length in range(min(len(rest), 24), 0, -1):
        rows = known.get(rest[:length])
        unit = rest[length:]
        if rows and (not unit or _is_unit(unit)):
            fitting = [body for body in rows if _fits(body, level, region)]
            if fitting:
                return fitting[0], unit
    return None


def _is_unit(text: str) -> bool:
    """Whether a text is an inner unit: 内保支队, 经济运行科, 二大队."""
    committee = text.removesuffix("委").removesuffix("工") in lexicon("agency_committees")
    return len(text) > 1 and bool(committee or words.longest_end(text, "units") or words.longest_end(text, "endings"))


@functools.lru_cache(maxsize=65536)
def parse(surface: str, home: str | None = None, divisions: tuple[Division, ...] = ()) -> AgencyName:
    """Take a printed agency name apart, as a page of `home` means it.

    >>> name = parse("市公安局内保支队", "荆州市")
    >>> name.place, name.chain, name.stem, name.ending, name.unit, name.kind
    ('市', '荆州市', '公安', '局', '内保支队', 'police')
    """
    home = official_home(home, tree(divisions))
    text = _by_city(alike_spelled(surface), home, divisions)
    if found := _democratic(text, home, divisions) or _national(text):
        return found
    if (conference := _CONFERENCE.fullmatch(text)) and conference["place"] != "全国":
        text = conference["place"] + "政协" + conference["rest"]
    if found := _youth(text, home, divisions):
        return found
    bare = text.removeprefix("中共") if len(text) > 3 else text
    bare = bare.removeprefix("该") if len(bare) > 3 else bare
    if _TOWN.fullmatch(bare):
        chain = _town(bare, home, divisions)
        return AgencyName(surface, bare, chain, "government", "", "", "", "grassroots", "town", "{place}人民政府")
    if street := _STREET.fullmatch(bare):
        printed = street["street"] + "街道"
        chain = _town(printed, home, divisions)
        return AgencyName(surface, printed, chain, "grassroots", "", "", "", "grassroots", "town", "{place}办事处")
    place, rest = _split(bare, home, divisions)
    if bare != text and rest.startswith("委员会"):
        rest = "委" + rest[3:]
    chain = _chain(place, home, divisions)
    level = _level(chain, place, home, divisions)
    if len(chain) == 1:
        chain = ""
    found_body = _body(rest, level, _region(chain or home or "", divisions)) if rest else None
    if found_body and (place or bare != text):
        return _of_body(surface, place, chain, level, *found_body, divisions)
    if found_body:
        return _unplaced(surface, home, divisions, *found_body)
    return _other(surface, text, place, rest, chain, level, divisions)


def _by_city(text: str, home: str | None, divisions: tuple[Division, ...]) -> str:
    """A name with its city in full, where a part of it is left out: 义乌市场监管局, 哈三中."""
    if (market := _MARKET.match(text)) and tree(divisions).by_chain(market.group()):
        return market.group() + "市" + text[market.end() :]
    city = tree(divisions).city_of(home)
    return schools.numbered_of_city(text, city.chain) or text if city else text


def _town(place: str, home: str | None, divisions: tuple[Division, ...]) -> str:
    return official_place(place, home, tree(divisions))[0]


def _chain(place: str, home: str | None, divisions: tuple[Division, ...]) -> str:
    """The official name of a body's place: the district before the lake in 西湖公安分局, "" for none."""
    chain = official_place(place, home, tree(divisions))[0] if place else ""
    node = tree(divisions).choose(place, home) if chain and chain == place else None
    return node.chain if node else chain


def _split(text: str, home: str | None, divisions: tuple[Division, ...]) -> tuple[str, str]:
    """The place prefix and the rest; a body's own characters are never taken for a place (市场监管局)."""
    if text in words.bodies():
        return "", text
    return split_place_prefix(text, home, tree(divisions))


def _national(text: str) -> AgencyName | None:
    """A national body or well-known organisation, with its inner unit: 交通运输部办公厅."""
    known = words.national()
    for length in range(len(text), 1, -1):
        entry, unit = known.get(text[:length]), text[length:]
        if entry and (not unit or _has_units(entry, unit)):
            unit = (schools.affiliate(unit) or unit) if entry.kind == "education" else unit
            kind = entry.kind if not unit else kind_of_unit(unit, entry.kind)
            return AgencyName(text, "", "", "national", text[:length], "", unit, kind, "national", entry.official)
    return None


def _democratic(text: str, home: str | None, divisions: tuple[Division, ...]) -> AgencyName | None:
    """A committee or branch of one of the other parties, whose place stands inside: 民盟市委会, 民建荆州市基层委员会."""
    match = _DEMOCRATIC.fullmatch(text)
    if not match:
        return None
    place, rest = split_place_prefix(match["rest"], home, tree(divisions))
    if match["rest"] in tuple(words.LEVELS):
        place, rest = match["rest"], ""
    chain = official_place(place, home, tree(divisions))[0] if place else ""
    if not place or len(chain) < 2:
        return None
    ending = {"委": "委员会", "委会": "委员会", "基层委": "基层委员会"}.get(match["body"], match["body"])
    body = f"{match['party']}{{place}}{rest}{ending}"
    return AgencyName(text, place, chain, "party", match["party"], match["body"], "", "party", "", body)


def _has_units(entry: words.National, unit: str) -> bool:
    """Whether what follows a national name is its unit: 交通运输部办公厅, 农行荆州分行; but not 华为技术公司."""
    if entry.kind == "company":
        return entry.official.endswith("银行") and unit.endswith(("分行", "支行", "营业部"))
    return not entry.weak and _is_unit(unit) and not entry.surface.endswith("中央")


def kind_of_unit(unit: str, parent_kind: str) -> str:
    """The kind of an inner unit: that of its body, unless its ending says another (市教育局招生考试中心)."""
    ending = words.longest_end(unit, "endings")
    own = words.endings().get(ending, ("", ""))[0]
    if parent_kind in ("police", "party", "education", "health", "company", "workgroup"):
        return "workgroup" if own == "workgroup" else parent_kind
    return own if own in ("public-institution", "workgroup", "media", "education") else parent_kind


def _youth(text: str, home: str | None, divisions: tuple[Division, ...]) -> AgencyName | None:
    """The Youth League, whose place stands inside: 团市委, 共青团荆州市委."""
    match = _YOUTH.fullmatch(text) or _YOUTH_OF.fullmatch(text)
    if not match:
        return None
    place = match["place"]
    if match.re is _YOUTH_OF and split_place_prefix(place, home, tree(divisions))[0] != place:
        return None
    chain = official_place(place, home, tree(divisions))[0]
    if len(chain) == 1:
        chain = ""
    body = "共青团{place}委员会" if match["body"] == "委" else "共青团{place}工作委员会"
    level = _level(chain, place, home, divisions)
    return AgencyName(text, place, chain, "mass", "团", "委", match["rest"], "mass-organisation", level, body)


def _of_body(
    surface: str, place: str, chain: str, level: str, body: Body, unit: str, divisions: tuple[Division, ...]
) -> AgencyName:
    ending = next((end for end in _BODY_ENDINGS if body.surface.endswith(end)), body.surface)
    kind = kind_of_unit(unit, body.kind) if unit else body.kind
    stem = body.surface.removesuffix(ending)
    official = body.official
    if (
        place
        and not _is_full(place, divisions)
        and (body.surface in _OWN_NAME or body.line in ("utility", "media", "armed"))
    ):
        chain = place
    unit = _POLICE_UNIT.sub("交通警察", unit)
    if body.surface.endswith(_BRANCHES) and chain:
        official = _branch(body.surface.removesuffix("分局"), chain, divisions) or official
    if body.line == "police" and chain in _MUNICIPALITIES:
        official = official.replace("公安厅", "公安局")
    if body.line == "legislature" and not unit.endswith("机关党委"):
        unit = _COMMITTEE.sub(lambda match: _COMMITTEES[match.group()], unit)
    return AgencyName(surface, place, chain, body.line, stem, ending, unit, kind, level, official)


def _branch(stem: str, chain: str, divisions: tuple[Division, ...]) -> str | None:
    """The branch of a city's bureau in a district: 常德市武陵区 has 常德市公安局武陵分局, 安吉县 has 湖州市生态环境局安吉分局.

    Some cities name those of the police by the district's full name, and all do where the short one is the city's own (荆州市荆州区).
    """
    known = tree(divisions)
    node = known.by_chain(chain)
    if node is None or node.parent is None or node.level == "city":
        return None
    bureau = next(
        (row.official for row in words.bodies().get(stem + "局", ()) if not row.regions), f"{{place}}{stem}局"
    )
    police = stem == "公安" and node.parent in _FULL_BRANCHES
    full = police or not node.short or node.parent.startswith(node.short)
    return f"{bureau.replace('{place}', node.parent)}{node.name if full else node.short}分局"


def _unplaced(surface: str, home: str | None, divisions: tuple[Division, ...], body: Body, unit: str) -> AgencyName:
    """A body printed without its place: it is home's own where home is known (教育局 in 市公安局、教育局)."""
    known = tree(divisions)
    own = official_place("市", home, known)[0] if body.surface == "交警" else home
    chain = own if own and len(own) > 1 else ""
    level, region = _level(chain, "", home, divisions), _region(chain, divisions)
    rows = [row for row in words.bodies()[body.surface] if _fits(row, level, region)]
    return _of_body(surface, "", chain, level, rows[0] if rows else body, unit, divisions)


def _other(
    surface: str, text: str, place: str, rest: str, chain: str, level: str, divisions: tuple[Division, ...]
) -> AgencyName:
    """Companies, schools and all that no list of bodies holds: as printed, but a bare level is spelled out."""
    numbered, unit = schools.numbered(rest) if place else ("", "")
    if numbered:
        rest, text = numbered + unit, place + numbered + unit
    if committee := _VILLAGERS.get(text[-3:]):
        rest, text = rest[:-3] + committee, text[:-3] + committee
    ending = words.longest_end(text, "endings")
    if full := schools.university(text):
        place, chain, rest, text, ending = "", "", full, full, words.longest_end(full, "endings")
    kind = words.endings()[ending][0] if ending else kind_of_printed(text)
    inner = parent_of_printed(text)
    unit = unit or (text[len(inner) :] if inner else "")
    printed = rest.removesuffix(unit) if unit else rest
    spelled = place in tuple(words.LEVELS) or (kind in _CHAINED and _is_full(place, divisions))
    spelled = (
        spelled
        or (committee is not None and chain.endswith(place))
        or (numbered and level in ("city", "county-city", "county", "province"))
        or (kind in ("education", "health") and _OWN_TOWN.fullmatch(place) is not None)
    )
    body = ("{place}" if spelled and chain else place) + printed
    return AgencyName(surface, place, chain, "", printed.removesuffix(ending), ending, unit, kind, level, body)
