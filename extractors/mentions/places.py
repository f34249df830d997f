"""Places: divisions and other listed names with what follows them, local names by their ending, 我市 and 该镇.

The left edge of a name that no list holds is where the language puts one: a sign of punctuation, the end of a listed
place, or a word after which a place is named (在, 来到, 位于, 沿, 走访, the 、 of a list). Where none of them stands near
enough before the ending, nothing is found: 滨江路 stays unknown in 某某滨江路, until it stands elsewhere with an edge.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.mentions.place_context import corps_start, find_shown, in_label, is_other
from extractors.mentions.place_edges import (
    broken_at,
    edge_before,
    endings,
    left_edge,
    overruns,
    runs_on,
    runs_on_name,
    stands_alone,
    tail,
    triggers,
    water,
)
from extractors.mentions.place_short import find_short
from kg.lexicon import Matcher, table, words
from kg.model import Article, Mention, Page, Span
from kg.places import Tree, kind_of, tree
from kg.places.names import LEVEL_HEADS, is_generic, listed_places, walk
from kg.places.tree import Node, at_home

_HAN = re.compile(r"[\u4e00-\u9fff]+")
# 我市, 该镇, 本区; not 我市场, 该区域, 该村民, 该县城.
_DEICTIC = re.compile(
    r"(?<![自唯忘大无])(?:我(?=[省市州县旗区])|该|(?<![基根原资成书版日])本(?=[省市州县旗区]))"
    r"(?P<level>[省市州县旗区镇乡村]|街道|社区|小区|园区|片区)"
    r"(?!(?<=市)(?:场(?!监)|值|价|民(?![政族宗营主办]))|(?<=[区县镇村乡])[域民级间位城庄]|(?<=省)[份会]|(?<=州)际)"
)
# Two places at once, named just before: they are no one entity, and resolution says so.
_TWO_PLACES = re.compile(r"(?<![一第])两地(?![块方面点带段])")
_COMPASS = re.compile(r"(?<=[湖河江山海][南北东西])[岸麓侧坡端]")
_ZONE = re.compile(r"(?:经济(?:技术)?开发区|经开区|高新区|综保区|自贸区|文旅区)(?!域)")
# These end the names of people and of much else too: 李思源, 采石塘.
_NATURE = frozenset("源坑岭洲滩溪塘潭峡浦")
# Where two roads meet is one place: 学府大道与青竹路路口, 人民路和解放路交叉口.
_CROSSING = re.compile(
    r"(?<=[路道街])(?:与|和|、)(?P<second>[\u4e00-\u9fff]{2,6}?(?:路|大道|大街|街))(?:交叉路口|交叉口|交汇处|交汇口|交会处|交会口|交界处|交叉处|相交处|交口|路口)"
)
# What follows a county's short name, and not the word that is written like it: 句容全市, 公安境内.
_SPEAKS_OF = re.compile(
    r"全[市县区]|境内|城区|[籍段](?!贯)|两地|[、和与](?=[\u4e00-\u9fff]{2,3}(?:[、和与]|等地|两地|三地))|等地"
)
_LOCAL_KINDS = frozenset(("town", "village", "community"))
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:镇|乡|街道|苏木)")
# A village's or community's name that begins with its own town or zone.
_OWN_WHOLE = re.compile(
    r"[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|苏木|开发区|高新区|经开区|景区|管理区|新区)(?=[\u4e00-\u9fff]{2})|[\u4e00-\u9fff]+[镇乡]$"
)
_LIST_START = re.compile(
    r"(?:先后|分别|一行)?(?:来到|深入|走进|前往|到|赴|走访|参观|考察|调研)(?P<list>[^，。；：！？\n（）《》“”]{2,14}"
    r"(?:、[^，。；：！？\n（）《》“”、]{2,14}?)+?)"
    r"(?=等(?:地|处|点位)|实地|现场|，|。|调研|考察|查看|察看|走访|参观|开展|看望|慰问)"
)


@functools.lru_cache(maxsize=32)
def _matcher(known: Tree, home: str | None) -> Matcher:
    """All names that make a place by themselves on a page of this home, and the words that hide their like."""
    hidden = words("place_ambiguous")
    own = {name for name, nodes in known.names().items() if name in hidden and _is_own(nodes, known, home)}
    names = (name for name in known.names() if name not in hidden)
    return Matcher([*words("place_traps"), *listed_places(), *names, *sorted(own), *sorted(_near_words(known, home))])


@functools.lru_cache(maxsize=32)
def _near_words(known: Tree, home: str | None) -> frozenset[str]:
    """Short names of home's own counties and districts that are words or parts of words too: 和平, 公安, 句容."""
    top = known.city_of(home)
    return frozenset(
        name
        for name in (words("place_ambiguous") if top else ())
        for node in known.names().get(name, ())
        if top
        and name == node.short
        and node is not top
        and known.within(node, top)
        and not _is_own((node,), known, home)
    )


@functools.cache
def _no_words() -> frozenset[str]:
    """Of the names that hide in words those that are no word themselves: 高密 (高密度), 青州."""
    return frozenset(row["word"] for row in table("place_ambiguous") if row["name"])


def _speaks_of(text: str, start: int, end: int, known: Tree) -> bool:
    """Whether a county's short name that may be a word, or begin one, means the county: 句容全市, 在青州、临朐调研."""
    if not edge_before(text, start):
        return False
    beside = text[end : end + 1] == "、" and known.longest(text, end + 1)
    return bool(_SPEAKS_OF.match(text, end) or beside or text[start:end] in _no_words())


def _is_own(nodes: Sequence[Node], known: Tree, home: str | None) -> bool:
    """Whether one of the nodes is the page's home, or above it."""
    here = known.by_chain(home)
    return here is not None and any(known.within(here, node) for node in nodes)


@functools.lru_cache(maxsize=32)
def _doubtful(known: Tree, home: str | None) -> frozenset[str]:
    """Short names of counties and districts that are not of home's city: 昆山 is a place in 赴昆山考察, not anywhere."""
    top = known.city_of(home) or known.by_chain(home)
    return frozenset(
        name
        for name, nodes in known.names().items()
        if len(name) == 2
        and all(
            name == node.short and node.level not in ("province", "city") and not (top and known.within(node, top))
            for node in nodes
        )
    )


def find_places(article: Article, page: Page) -> Iterator[Mention]:
    """All places that the article names, overlapping ones too, and the anaphora 我市, 该镇.

    Of 记者来到江岸区台北街道, it finds 江岸区台北街道.
    """
    text = article.chars
    known = at_home(tree(page.divisions), page.home)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    ends: set[int] = set()
    for start, end, rule, kind in _listed(text, known, page.home):
        found[start, end] = (rule, kind)
        ends.add(end)
    firm = {place: end for start, end in found for place in range(start, end)}
    for start, end, rule, kind in _local(text, ends):
        if firm.get(end - 1, end) <= end:  # 大爱|镇江 holds no 大爱镇
            found.setdefault((start, end), (rule, kind))
    for start, end, rule, kind in find_shown(text):
        found.setdefault((start, end), (rule, kind))
    for start, end, rule, kind in (*_motorway_sites(text), *_zones(text)):
        found.setdefault((start, end), (rule, kind))
    for start, end, rule, kind in _in_lists(text, found):
        found.setdefault((start, end), (rule, kind))
    for span in _crossings(text, found):
        found[span] = ("places.crossing", "road")
    for match in _TWO_PLACES.finditer(text):
        found[match.span()] = ("places.deictic", "region")
    for match in _DEICTIC.finditer(text):
        level = match["level"]
        kinds = LEVEL_HEADS.get(level)
        found[match.span()] = ("places.deictic", kinds[0] if kinds else kind_of(level) or "town")
    found.update({span: told for span, told in _again(text, found) if span not in found})
    spans = [told for told in _outermost(found) if told[1][0] == "places.deictic" or not in_label(text, *told[0])]
    readings = _readings(text, spans, known, page.home)
    for (start, end), (rule, kind) in spans:
        surface = text[start:end]
        yield Mention(article.id, Span(start, end), surface, "Place", rule, kind, readings.get(surface))
    for start, end, name in find_short(text, known.city_of(page.home)):
        reading = name if end - start < len(name) else None
        yield Mention(article.id, Span(start, end), text[start:end], "Place", "places.short?", None, reading)


# 京港澳高速岳阳服务区: the road is a part of the site's name.
_MOTORWAY = re.compile(r"高速(?:公路)?[\u4e00-\u9fff]{2,5}(?:收费站|服务区|停车区|互通|枢纽|出入口)")


def _motorway_sites(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Toll stations and rest areas with the motorway that they are on."""
    for match in _MOTORWAY.finditer(text):
        for start in range(match.start() - 2, max(-1, match.start() - 5), -1):
            if _HAN.fullmatch(text, start, match.start()) and edge_before(text, start):
                if text[start] not in "在到来从往赴沿于由至":
                    yield start, match.end(), "places.local", "site"
                break


def _zones(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Zones by their form, with what stands behind them: 高新区, 经开区科技园."""
    for match in _ZONE.finditer(text):
        if edge_before(text, match.start()):
            end = tail(text, match.end()) or match.end()
            yield match.start(), end, "places.zone", kind_of(text[match.start() : end]) or "zone"


def _crossings(text: str, found: dict[tuple[int, int], tuple[str, str]]) -> list[tuple[int, int]]:
    """Where two roads meet, from the beginning of the first one."""
    starts = {end: start for start, end in sorted(found, reverse=True)}
    spans = []
    for match in _CROSSING.finditer(text):
        first = starts.get(match.start())
        if first is None and (
            own := re.search(r"(?:在|至|到|沿|，)([\u4e00-\u9fff]{2,6})$", text[: match.start()][-9:])
        ):
            first = match.start() - len(own[1])
        if first is not None:
            spans.append((first, match.end()))
    return spans


def _readings(
    text: str, spans: Sequence[tuple[tuple[int, int], tuple[str, str]]], known: Tree, home: str | None
) -> dict[str, str]:
    """What towns and villages are in full that the article names once with their division, or in a list after one.

    After 桑植县芙蓉桥乡、洪家关乡 the article's 芙蓉桥乡 is 桑植县芙蓉桥乡, its 洪家关乡 is 桑植县洪家关乡. An item with a town
    or zone of its own takes the division alone: 吕城镇虎墅村 after 丹阳市访仙镇双茆村.
    """
    readings: dict[str, str] = {}
    before, outer, prefix = -1, "", ""
    for (start, end), (rule, kind) in spans:
        surface = text[start:end]
        if rule == "places.listed" and kind == "county-city" and "师" in surface:
            readings.setdefault(surface, surface[surface.index("师") + 1 :])
        stops = walk(text, home, known, start)[1] if rule == "places.chain" and kind in _LOCAL_KINDS else ()
        if stops and stops[-1] < end:
            town = _TOWN.match(text, stops[-1], end)
            outer = text[start : stops[-1]]
            prefix = text[start : town.end() if town and town.end() < end else stops[-1]]
            if town:
                readings.setdefault(town.group(), text[start : town.end()])
            readings.setdefault(text[stops[-1] : end], surface)
        elif (
            rule in ("places.local", "places.zone")
            and kind in _LOCAL_KINDS
            and start == before + 1
            and text[before] in "、和与及"
            and prefix
        ):
            own = _OWN_WHOLE.match(surface)
            readings.setdefault(surface, (outer if own else prefix) + surface)
            prefix = outer + own.group() if own else prefix
        else:
            prefix = ""
        before = end
    return readings


def _outermost(found: dict[tuple[int, int], tuple[str, str]]) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """What was found, without what lies inside a longer find of a rule that is not weak."""
    last = 0
    for (start, end), told in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if end > last:
            yield (start, end), told
        if not told[0].endswith("?"):
            last = max(last, end)


def _listed(text: str, known: Tree, home: str | None) -> Iterator[tuple[int, int, str, str]]:
    """Listed names with their chains and what follows them: 沙市区, 荆州市沙市区滨江路, 长江."""
    matcher, others, traps = _matcher(known, home), listed_places(), words("place_traps")
    doubtful, near = _doubtful(known, home), _near_words(known, home)
    done = 0
    for start, end, name in matcher.finditer(text):
        if start < done or name in traps or (name in doubtful and not stands_alone(text, start, end)):
            continue
        if name in near and not _speaks_of(text, start, end, known):
            continue
        nodes, stops = walk(text, home, known, start)
        if nodes and stops[-1] >= end:
            end, kind = stops[-1], nodes[-1].level
        elif name in others:
            kind = others[name][1]
        elif name in known.names() and not overruns(text, start, end):
            kind = known.names()[name][0].level
        elif nodes:
            end, kind = stops[-1], nodes[-1].level
        else:
            continue
        if kind == "county-city" and text[end - 1] == "市":
            start = corps_start(text, start)
        if _COMPASS.match(text, end) or (end - start == 2 and name[-1] == "县" and not edge_before(text, start)):
            continue
        last = None
        if not _begins_wider(text, end, kind, known):
            last = tail(text, end, kind == "natural") or water(text, start, end, kind)
        if last:
            yield start, last, "places.chain", kind_of(text[start:last]) or kind
        elif runs_on_name(text, start, end) or is_other(text, start, end):
            continue
        else:
            yield start, end, "places.listed", kind
        done = last or end


def _begins_wider(text: str, end: int, kind: str, known: Tree) -> bool:
    """Whether another name begins with its province right after a narrower place: 石门县|湖南星火果业."""
    return kind not in ("country", "province") and any(
        node.level == "province" for stop in known.longest(text, end) for node in known.names()[text[end:stop]]
    )


def _local(text: str, ends: set[int]) -> Iterator[tuple[int, int, str, str]]:
    """Names in no list, by their ending and an edge before them: 来到城东长途客运站."""
    for trigger in triggers().finditer(text):
        end = trigger.end()
        for ending, reach in endings()[trigger.group()]:
            if text.endswith(ending, 0, end):
                if text.startswith("路路", end - 2):  # 紫竹路路口 is at 紫竹路
                    break
                if reach > 0 and not runs_on(text, ending, end):
                    start = left_edge(text, end - len(ending), reach, ends)
                    if start is not None and not is_generic(text[start:end]):
                        kind = kind_of(ending) or "site"
                        wide = kind in ("town", "zone", "community") or ending[-1] == "区"  # 茅山风景区潘冲村
                        end = (tail(text, end) or end) if wide else end
                        rule = "places.nature?" if ending in _NATURE else "places.local"
                        yield start, end, rule, kind_of(text[start:end]) or kind
                break


def _in_lists(text: str, found: dict[tuple[int, int], tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """The items of 到甲、乙、丙实地查看 that have no ending, where another item is a place."""
    for match in _LIST_START.finditer(text):
        start = match.start("list")
        items = []
        for item in match["list"].split("、"):
            items.append((start, start + len(item)))
            start += len(item) + 1
        if not any((low, high) in found for low, high in items):
            continue
        for low, high in items:
            item = text[low:high]
            if (
                (low, high) not in found
                and _HAN.fullmatch(item)
                and broken_at(item) == len(item)
                and not is_generic(item)
            ):
                yield low, high, "places.list?", kind_of(item) or "site"


def _short_villages(text: str, found: dict[tuple[int, int], tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Names of villages without 村, from three characters on: 高石坑 where 长虹乡高石坑村 is named too."""
    short = {}
    for (start, end), (rule, kind) in sorted(found.items()):
        if kind == "village" and text[end - 1] == "村" and rule in ("places.local", "places.chain"):
            town = max(text.rfind(head, start, end - 1) + 1 for head in ("镇", "乡", "街道", "县", "区"))
            own = text[max(start, town) + (1 if text[town : town + 1] == "道" else 0) : end - 1]
            if 3 <= len(own) <= 4:
                short[own] = (rule, kind)
    return short


def _again(
    text: str, found: dict[tuple[int, int], tuple[str, str]]
) -> Iterable[tuple[tuple[int, int], tuple[str, str]]]:
    """Further occurrences of local names that were found once with a firm edge."""
    names = {
        text[start:end]: told
        for (start, end), told in found.items()
        if told[0] == "places.waters" or (told[0] == "places.local" and end - start > 2)
    }
    names |= {short: told for short, told in _short_villages(text, found).items() if short not in names}
    for name, (_, kind) in sorted(names.items()):
        start = text.find(name)
        while start >= 0:
            yield (start, start + len(name)), ("places.again?", kind)
            start = text.find(name, start + 1)
