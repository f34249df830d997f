"""The official names of printed places: what 我市, 沙市区, 荆州高新区 and 龙泉镇 are on a page whose home is known."""

from __future__ import annotations

import functools
import re

from kg.lexicon import table, words
from kg.places.tree import Node, Tree, at_home
from kg.places.tree import tree as national

# The character of a bare level (市公安局, 我区, 该镇) and the levels it may mean.
LEVEL_HEADS = {
    "省": ("province",),
    "市": ("city", "county-city"),
    "州": ("city",),
    "盟": ("city",),
    "县": ("county", "county-city"),
    "旗": ("county",),
    "区": ("district",),
    "镇": ("town",),
    "乡": ("town",),
    "村": ("village",),
}
# Levels of two characters and more, which are the ends of the names that they stand for: 喀什地区, 神农架林区, 长阳土家族自治县.
_WIDE_LEVEL = re.compile(r"自治[州县旗区]|(?:地|林|新|矿|特)区")
_OWN = re.compile(r"[我本][省市州盟县旗区镇乡村]")
# 市民政局 and 市政府 begin with their city, 市民中心, 市场 and 市政工程 do not.
_NO_LEVEL = re.compile(
    r"市(?:场|容(?!环)|区|级|值|价|域|郊|长|民(?![政族宗主营兵间办革建进盟])|政(?![府协务法研数]))"
    r"|[省区县州旗](?:级|域|间|会|内|外|情|长|城(?![管建市乡镇])|道|位|别|份)"
    r"|[镇乡村](?:级|域|长|内|外|民|镇|庄|村|里|口|头|干|间|亲|土|愁|情|风|规)"
    r"|州(?:际|长)|盟(?:友|国|约)|旗(?:帜|舰|下|袍|手)"
)
# A full name is none where its last character belongs to the next word: 襄阳市民之家, 荆州市场, 公安县城.
_OVERRUN = re.compile(
    r"(?<=市)中(?:院|心|级|医|西医)|市(?:民(?![政族宗主营兵间办革建进盟])|场(?!监)|值|价|容(?!环))|县(?:城(?![管建市乡镇])|域|级)|区(?:域|间|位)"
)
_LOCAL_HEAD = re.compile(r"[\u4e00-\u9fff]?(?:镇(?!压)|乡(?!村|镇|亲)|街道)|[村路街巷](?![民面头])|社区|大道")
# What names the whole of a division again: 荆州地区 is 荆州市.
# What stands before a common noun of two characters: 小山村, 各城镇.
_NO_FIRST = frozenset(
    "小大老新各全多两每某本该中外内旧好穷富深偏美进驻在到入下回离出的之一几三村乡镇县市区特强兴联包跨撤为请于从向由与和"
)
_IN_TOWN = re.compile(r"\A[\u4e00-\u9fff]{1,6}(?:街道|镇|乡)(?=[\u4e00-\u9fff]{2})")
_WHOLE = frozenset(("地区", "境内", "一带", "全境", "市区", "城区"))
# A place of a local name inside a longer name, such as the town of 小溪镇清泉村 and of 龙泉镇纪委.
_INNER = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,5}?)"
    r"(?P<ending>街道|镇|乡|社区|苏木|嘎查|村|小区|经济技术开发区|高新技术产业开发区|[经高][开新]区|开发区|自贸区|综保区|保税区|"
    r"新区|管理区|示范区|度假区|文旅区|工业园区?|产业园区?|科技园区?|片区)"
    r"(?=[\u4e00-\u9fff])(?!小区|社区|镇|级|域|[企干]|[镇乡村](?:振|建|规|卫|财|医|委会主|民))"
)
_BARE_ZONE = re.compile(r"(?:开发区|新区|园区|景区|管理区|度假区|示范区)(?=管委会|党工委|管理委员会|管理局)")
_NO_INNER = re.compile(
    r"[委局厅署部办院校站队会处室司]|公司|银行|中心|管理|[的和与及在于]|^[市县区省州各全两][^\u4e00]?$"
)


@functools.cache
def _endings() -> dict[str, str]:
    return {row["ending"]: row["kind"] for row in table("place_endings")}


@functools.cache
def listed_places() -> dict[str, tuple[str, str]]:
    """Countries, regions and great rivers by every name, with the canonical name and the kind."""
    found: dict[str, tuple[str, str]] = {}
    for lexicon in ("place_countries", "place_regions"):
        for row in table(lexicon):
            kind = row.get("kind") or "country"
            for name in (row["name"], *row["other"].split("、")):
                if name:
                    found.setdefault(name, (row["name"], kind))
    return found


def kind_of(name: str) -> str | None:
    """The kind of place that a name's longest known ending tells, or None.

    >>> kind_of("滨江路"), kind_of("湿地公园"), kind_of("老建筑群"), kind_of("会议")
    ('road', 'site', 'site', None)
    """
    endings = _endings()
    return next((endings[name[-n:]] for n in range(min(7, len(name)), 0, -1) if name[-n:] in endings), None)


@functools.cache
def _generic_ends() -> dict[str, tuple[str, ...]]:
    """The common nouns that may end a candidate, by their last two characters."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("place_generic"):
        if not row["whole"] and len(row["word"]) > 1:
            found[row["word"][-2:]] = (*found.get(row["word"][-2:], ()), row["word"])
    return found


def is_generic(name: str) -> bool:
    """Whether a name is, or ends in, a common noun: 老旧小区, 各乡镇.

    >>> is_generic("老旧小区"), is_generic("清泉村"), is_generic("美丽乡村"), is_generic("大同路")
    (True, False, True, False)
    >>> is_generic("边城镇"), is_generic("茶山村"), is_generic("小山村"), is_generic("特色小镇")
    (False, False, True, True)
    """
    if name in words("place_generic"):
        return True
    name = _IN_TOWN.sub("", name)
    if len(name) == 3 and name[1:] in ("城镇", "山村") and name[0] not in _NO_FIRST:
        return False  # 边城镇 and 茶山村 are names: 边 and 茶 are no words that could stand before the noun
    return name.endswith(_generic_ends().get(name[-2:], ("\n",)))


def walk(text: str, home: str | None, known: Tree, start: int = 0) -> tuple[tuple[Node, ...], tuple[int, ...]]:
    """The divisions that a text names from `start` on, each within the one before it, and where each name ends.

    >>> [node.chain for node in walk("湖北荆州沙市区人社局", None, national())[0]]
    ['湖北省', '荆州市', '荆州市沙市区']
    """
    nodes: tuple[Node, ...] = ()
    ends: tuple[int, ...] = ()
    position = start
    while step := _step(text, position, nodes[-1] if nodes else None, home, known):
        node, position = step
        nodes, ends = (*nodes, node), (*ends, position)
    return nodes, ends


def _step(text: str, start: int, outer: Node | None, home: str | None, known: Tree) -> tuple[Node, int] | None:
    """The next division of a chain, inside `outer` if there is one, and where its name ends."""
    for end in known.longest(text, start):
        name = text[start:end]
        if _OVERRUN.match(text, end - 1):
            continue
        if outer is None:
            node = known.choose(name, home) or _by_next(text, start, end, known)
            if node and _begins(node, text, start, end, home, known):
                return node, end
        else:
            hidden = name in words("place_ambiguous")
            for node in known.names()[name]:
                if hidden and name != node.name and not _own(node, home, known):
                    continue
                if node is not outer and known.within(node, outer) and not _is_local(node, text, start, end):
                    return node, end
    return None


def _is_local(node: Node, text: str, start: int, end: int) -> bool:
    """Whether a short name is but the beginning of a town's or road's: 凤台 (a county elsewhere) in 凤台镇."""
    return text[start:end] == node.short and _LOCAL_HEAD.match(text, end) is not None


def _begins(node: Node, text: str, start: int, end: int, home: str | None, known: Tree) -> bool:
    """Whether a chain may begin with this name of the node: short names of counties only near home, or before their own.

    太湖 is a county of another province in 太湖湾街道, but 沙市 in 沙市滨江小学 is the district on a page of 荆州.
    """
    name = text[start:end]
    if name in words("place_ambiguous") and not _own(node, home, known):
        # The whole of a printed place, 句容 or 句容华阳街道, on a page of its city.
        whole = name == node.name or bool(_NEAR_HOME.match(text, end))
        top = known.city_of(home)
        return start == 0 and whole and top is not None and known.within(node, top)
    if name != node.short or node.level in ("province", "city"):
        return not _is_local(node, text, start, end)
    if end == len(text) or _by_next(text, start, end, known) is node:
        return True
    top = known.city_of(home) or known.by_chain(home)
    return top is not None and known.within(node, top) and not _is_local(node, text, start, end)


def _by_next(text: str, start: int, end: int, known: Tree) -> Node | None:
    """Which of several divisions of one name is meant where the next name tells: 朝阳 in 朝阳市双塔区."""
    for node in known.names()[text[start:end]]:
        for after in known.longest(text, end):
            if any(inner is not node and known.within(inner, node) for inner in known.names()[text[end:after]]):
                return node
    return None


# What follows a county's short name that begins a printed place: nothing, a town, street or village of it, or its police and courts.
_NEAR_HOME = re.compile(r"\Z|[\u4e00-\u9fff]{1,5}(?:镇|乡|街道|村|社区)|(?:公安分?局|交警|(?:人民)?(?:法|检察)院)")


def _own(node: Node, home: str | None, known: Tree) -> bool:
    """Whether a node is home, or above it: a paper of 公安县 may call it 公安."""
    here = known.by_chain(home)
    return here is not None and known.within(here, node)


def level_of_home(head: str, home: str | None, known: Tree) -> Node | None:
    """The division that a bare level means on a page of `home`: 市 at 荆州市荆州区 is 荆州市."""
    here = known.by_chain(home)
    above = known.ancestors(here) if here else ()
    if len(head) > 1:
        return next((node for node in above if node.name.endswith(head)), None)
    levels = LEVEL_HEADS.get(head, ())
    return next((node for node in above if node.level in levels or is_municipality(node, head)), None)


def is_municipality(node: Node, head: str) -> bool:
    """Whether 市 may mean a province-level city: 北京市, 上海市, 天津市, 重庆市."""
    return head == "市" and node.level == "province" and node.name.endswith("市")


def official_place(surface: str, home: str | None, tree: Tree) -> tuple[str, str]:
    """The canonical name of a printed place and its kind.

    >>> tree = national()
    >>> official_place("荆州", "荆州市", tree), official_place("我市", "荆州市荆州区", tree)
    (('荆州市', 'city'), ('荆州市', 'city'))
    >>> official_place("龙泉镇", "宜昌市夷陵区", tree)[0], official_place("龙泉镇", "宜昌市", tree)[0]
    ('宜昌市夷陵区龙泉镇', '龙泉镇')
    >>> official_place("荆州经开区", "荆州市", tree)
    ('荆州经济技术开发区', 'zone')
    >>> official_place("江岸区台北街道星光小区", "荆州市荆州区", tree)
    ('武汉市江岸区台北街道星光小区', 'community')
    """
    surface = re.sub(r"\s+", "", surface)
    known = at_home(tree, home)
    if surface in listed_places() and not any(node.name == surface for node in known.find(surface)):
        return listed_places()[surface]
    if (_WIDE_LEVEL.fullmatch(surface)) and (own := level_of_home(surface, home, known)):
        return own.chain, own.level
    if _OWN.fullmatch(surface) or surface in LEVEL_HEADS:
        own = level_of_home(surface[-1], home, known)
        return (own.chain, own.level) if own else (surface, LEVEL_HEADS[surface[-1]][0])
    nodes, ends = walk(surface, home, known)
    if not nodes:
        return _local(surface, home, known)
    rest = surface[ends[-1] :]
    if not rest or rest in _WHOLE:
        return nodes[-1].chain, nodes[-1].level
    return _inside(surface, nodes, ends, rest)


def _inside(surface: str, nodes: tuple[Node, ...], ends: tuple[int, ...], rest: str) -> tuple[str, str]:
    """The name of a place that begins with divisions and goes on with `rest`."""
    node, kind = nodes[-1], kind_of(rest) or "site"
    printed = surface[ends[-2] if len(ends) > 1 else 0 : ends[-1]]
    if (zone := _zone(rest, node)) is not None:
        return zone, kind
    if printed == node.name or kind in ("town", "village") or _INNER.match(rest):
        return node.chain + rest, kind
    # 湖北襄阳古城 is 襄阳古城: a short name is part of the site's own name, only the province before it is not.
    first = next((i for i, place in enumerate(nodes) if place.level != "province"), 0)
    return surface[ends[first - 1] if first else 0 :], kind


def _zone(rest: str, node: Node) -> str | None:
    """The official name of a zone of `node`, or of a place in it, with the long form of 经开区, 高新区, …; None if no zone.

    >>> _zone("经开区丽景小区", national().find("荆州市")[0])
    '荆州经济技术开发区丽景小区'
    """
    for row in table("place_zones"):
        own, short, inner = (
            rest.rpartition(row["short"]) if rest.endswith(row["short"]) else rest.partition(row["short"])
        )
        if short and (not inner or not own):
            county = node.level in ("county", "county-city", "district") and not own
            return (node.short or node.name) + own + row["county" if county else "full"] + inner
    return None


def _local(surface: str, home: str | None, known: Tree) -> tuple[str, str]:
    """The name of a place that begins with no listed division."""
    here = known.by_chain(home)
    kind = kind_of(surface) or "site"
    city = level_of_home("市", home, known) or here
    if city and any(surface.startswith(row["short"]) for row in table("place_zones")):
        return _zone(surface, city) or surface, kind
    if kind == "zone":
        row = next((row for row in table("place_zones") if surface.endswith(row["short"])), None)
        return (surface[: -len(row["short"])] + row["full"] if row else surface), kind
    inner = _INNER.match(surface)
    town = kind == "town" or (inner is not None and inner["ending"] in ("镇", "乡", "街道", "苏木"))
    if town and here and here.level in ("county", "county-city", "district"):
        return here.chain + surface, kind
    own = level_of_home(surface[0], home, known) if len(surface) > 2 and kind != "town" else None
    if own and own.level != "town" and not _NO_LEVEL.match(surface):
        return own.chain + surface[1:], kind
    return surface, kind


def split_place_prefix(surface: str, home: str | None, tree: Tree) -> tuple[str, str]:
    """The longest leading place of an agency's name, as printed, and the rest; "" where it begins with none.

    >>> tree = national()
    >>> split_place_prefix("荆州市沙市区人社局", None, tree), split_place_prefix("市公安局", "荆州市", tree)
    (('荆州市沙市区', '人社局'), ('市', '公安局'))
    >>> split_place_prefix("市场监管局", "荆州市", tree), split_place_prefix("湖北星火新材料", None, tree)
    (('', '市场监管局'), ('湖北', '星火新材料'))
    >>> split_place_prefix("龙泉镇纪委", "荆州市荆州区", tree), split_place_prefix("荆州经开区管委会", "荆州市", tree)
    (('龙泉镇', '纪委'), ('荆州经开区', '管委会'))
    """
    known = at_home(tree, home)
    ends = walk(surface, home, known)[1]
    end = ends[-1] if ends else 0
    if not end and (wide := _WIDE_LEVEL.match(surface)) and level_of_home(wide.group(), home, known):
        end = wide.end()
    if not end and len(surface) > 1 and surface[0] in LEVEL_HEADS and not _NO_LEVEL.match(surface):
        end = 1
    elif not end and surface in listed_places():
        return surface, ""
    while end < len(surface) and (inner := _inner_place(surface, end)):
        end = inner
    return surface[:end], surface[end:]


def _inner_place(text: str, start: int) -> int | None:
    """Where a zone, town or village of a local name ends that begins at `start`, or None."""
    for row in table("place_zones"):
        if text.startswith(row["short"], start):
            return start + len(row["short"])
    if bare := _BARE_ZONE.match(text, start):
        return bare.end()
    match = _INNER.match(text, start)
    if not match or _NO_INNER.search(match["name"]) or is_generic(match.group()):
        return None
    return match.end()


def parent_of(chain: str, tree: Tree | None = None) -> str | None:
    """The nearest place that is literally in a place's or agency's canonical name, itself by its canonical name.

    >>> parent_of("宜昌市夷陵区龙泉镇"), parent_of("荆州市荆州区"), parent_of("石首市"), parent_of("襄阳古城")
    ('宜昌市夷陵区', '荆州市', None, '襄阳市')
    >>> parent_of("荆州市荆州区小溪镇清泉村"), parent_of("荆州经济技术开发区")
    ('荆州市荆州区小溪镇', '荆州市')
    """
    known = tree or national()
    nodes, ends = walk(chain, None, known)
    if not nodes:
        end = _inner_place(chain, 0)
        return chain[:end] if end and end < len(chain) else None
    if ends[-1] == len(chain):
        nodes, ends = nodes[:-1], ends[:-1]
        return nodes[-1].chain if nodes else None
    name, end = nodes[-1].chain, ends[-1]
    while (inner := _inner_place(chain, end)) and inner < len(chain):
        start = end if end != ends[-1] or chain[:end].endswith(nodes[-1].name) else 0
        name, end = (name if start else "") + chain[start:inner], inner
    return name
