"""Places: divisions and other listed names with what follows them, local names by their ending, 我市 and 该镇.

The left edge of a name that no list holds is where the language puts one: a sign of punctuation, the end of a listed
place, or a word after which a place is named (在, 来到, 位于, 沿, 走访, the 、 of a list). Where none of them stands near
enough before the ending, nothing is found: 滨江路 stays unknown in 某某滨江路, until it stands elsewhere with an edge.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

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
# What may not follow an ending, for then it belongs to another word: 村民, 路面, 街头, 江南, 园林, 桥梁.
_AFTER_SHORT = frozenset("，。、的举召考调参学出开会主进看打召落建投实")
_RUNS_ON = {
    "村": "民委级干里支落庄寨镇史医规头",
    "镇": "级域区痛静压定",
    "乡": "村亲镇愁土情音贤里下间",
    "街": "头边面坊镇舞道区",
    "路": "面边径线程费灯况网由人透标政障途基",
    "巷": "道战子",
    "园": "林丁艺区博地",
    "桥": "梁头",
    "江": "苏西南北岸边畔水湖",
    "河": "南北道流岸边床长段湖",
    "湖": "南北泊水面区边畔",
    "山": "东西水村林路区脉体坡顶脚间头峰地",
    "岛": "屿国上",
    "站": "点位着起岗台立在长",
    "站点": "",
    "寺": "庙院",
    "楼": "房盘宇道栋层市",
    "港": "口澳元币",
    "州": "长际",
    "县": "城域级长",
    "市": "场民值价区级长容",
    "省": "级会份长",
    "区": "域间别分位划块",
    "社区": "矫",
    "广场": "舞",
    "旗": "帜舰袍手",
    "寨": "子",
    "阁": "下楼",
}
_COMPASS = re.compile(r"(?<=[湖河江山海][南北东西])[岸麓侧坡端]")
_QUANTITY = "各每某该此本全这那两几多些的了着所等不未无之其"
_COUNTED = re.compile(r"[一二三四五六七八九十百千两几数余多]+[条个座处家种所间位户余起次]")
_NO_BODY = re.compile(r"[的了着与及是有]|和(?![平睦谐顺田县泰兴悦园美风润])|[没不就都也还又被把使令让给买卖说去做]")
# A short name of a water or mountain in no list is one only where the clause goes on as after a place.
_AFTER_WATER = frozenset(
    ("", "，", "。", "、", "；", "上", "中", "边", "里", "畔", "沿", "岸", "两", "的", "之", "\n", "）", "”")
)
_ZONE = re.compile(r"(?:经开区|高新区|综保区|自贸区|文旅区)(?!域)")
_LOCAL_KINDS = frozenset(("town", "village", "community"))
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:镇|乡|街道|苏木)")
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
    return Matcher([*words("place_traps"), *listed_places(), *names, *sorted(own)])


def _is_own(nodes: Sequence[Node], known: Tree, home: str | None) -> bool:
    """Whether one of the nodes is the page's home, or above it."""
    here = known.by_chain(home)
    return here is not None and any(known.within(here, node) for node in nodes)


@functools.lru_cache(maxsize=32)
def _doubtful(known: Tree, home: str | None) -> frozenset[str]:
    """Short names of counties and districts that are not of home's city: 昆山 is a place in 赴昆山考察, not anywhere."""
    here = known.by_chain(home)
    line = known.ancestors(here) if here else ()
    top = next((node for node in line if node.level == "city"), line[0] if line else None)
    return frozenset(
        name
        for name, nodes in known.names().items()
        if all(
            name == node.short and node.level not in ("province", "city") and not (top and known.within(node, top))
            for node in nodes
        )
    )


@functools.cache
def _endings() -> dict[str, tuple[tuple[str, int], ...]]:
    """The endings of local names with their reach, the longest first, by their last character."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in table("place_endings"):
        found.setdefault(row["ending"][-1], []).append((row["ending"], int(row["reach"])))
    return {last: tuple(sorted(group, key=lambda item: -len(item[0]))) for last, group in found.items()}


@functools.cache
def _triggers() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted(_endings())) + "]")


@functools.cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """The words after which a place may be named, and those that no name runs across."""
    rows = table("place_edges")
    return (
        frozenset(row["word"] for row in rows if row["role"] != "break"),
        frozenset(row["word"] for row in rows if row["role"] != "verb" and len(row["word"]) > 1),
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
    for start, end, rule, kind in _local(text, ends):
        found.setdefault((start, end), (rule, kind))
    for match in _ZONE.finditer(text):
        if _edge_before(text, match.start()):
            found.setdefault(match.span(), ("places.zone", "zone"))
    for start, end, rule, kind in _in_lists(text, found):
        found.setdefault((start, end), (rule, kind))
    for match in _DEICTIC.finditer(text):
        level = match["level"]
        kinds = LEVEL_HEADS.get(level)
        found[match.span()] = ("places.deictic", kinds[0] if kinds else kind_of(level) or "town")
    found.update({span: told for span, told in _again(text, found) if span not in found})
    spans = list(_outermost(found))
    readings = _readings(text, spans, known, page.home)
    for (start, end), (rule, kind) in spans:
        surface = text[start:end]
        yield Mention(article.id, Span(start, end), surface, "Place", rule, kind, readings.get(surface))


def _readings(
    text: str, spans: Sequence[tuple[tuple[int, int], tuple[str, str]]], known: Tree, home: str | None
) -> dict[str, str]:
    """What towns and villages are in full that the article names once with their division, or in a list after one.

    After 桑植县芙蓉桥乡、洪家关乡 the article's 芙蓉桥乡 is 桑植县芙蓉桥乡, its 洪家关乡 is 桑植县洪家关乡.
    """
    readings: dict[str, str] = {}
    before, prefix = -1, ""
    for (start, end), (rule, kind) in spans:
        surface = text[start:end]
        stops = walk(text, home, known, start)[1] if rule == "places.chain" and kind in _LOCAL_KINDS else ()
        if stops and stops[-1] < end:
            town = _TOWN.match(text, stops[-1], end)
            prefix = text[start : town.end() if town and town.end() < end else stops[-1]]
            if town:
                readings.setdefault(town.group(), text[start : town.end()])
            readings.setdefault(text[stops[-1] : end], surface)
        elif (
            rule == "places.local"
            and kind in _LOCAL_KINDS
            and start == before + 1
            and text[before] in "、和与及"
            and prefix
        ):
            readings.setdefault(surface, prefix + surface)
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
    doubtful = _doubtful(known, home)
    done = 0
    for start, end, name in matcher.finditer(text):
        if start < done or name in traps or (name in doubtful and not _stands_alone(text, start, end)):
            continue
        nodes, stops = walk(text, home, known, start)
        if nodes and stops[-1] >= end:
            end, kind = stops[-1], nodes[-1].level
        elif name in others:
            kind = others[name][1]
        elif name in known.names() and not _overruns(text, start, end):
            kind = known.names()[name][0].level
        elif nodes:
            end, kind = stops[-1], nodes[-1].level
        else:
            continue
        if _COMPASS.match(text, end) or (end - start == 2 and name[-1] == "县" and not _edge_before(text, start)):
            continue
        tail = _tail(text, end)
        if tail:
            yield start, tail, "places.chain", kind_of(text[start:tail]) or kind
        elif _runs_on_name(text, start, end):
            continue
        else:
            yield start, end, "places.listed", kind
        done = tail or end


def _edge_before(text: str, start: int) -> bool:
    """Whether a place may begin at `start`: after no Chinese character, or after 在, 来到 and their like."""
    locative = _edges()[0]
    return not _HAN.match(text[start - 1 : start]) or any(
        text[max(0, start - n) : start] in locative for n in (1, 2, 3)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a doubtful short name stands where only a place does: 赴昆山考察, 在义乌举行."""
    return text[start - 1 : start] in "在到赴往驻" and start > 0 and text[end : end + 1] in _AFTER_SHORT


def _overruns(text: str, start: int, end: int) -> bool:
    """Whether the last character of a full name belongs to the next word: 鼓楼区域."""
    return text[end - 1 : end] in _RUNS_ON and text[end : end + 1] in _RUNS_ON[text[end - 1]]


def _runs_on_name(text: str, start: int, end: int) -> bool:
    """Whether a short name is part of a local one whose ending follows: 凤台 in 凤台镇."""
    return end - start <= 3 and bool(re.match(r"[镇乡村路街巷](?!民|面|边|头)", text[end : end + 2]))


def _tail(text: str, start: int) -> int | None:
    """Where the longest local name ends that directly follows a listed place, or None."""
    window = _HAN.match(text, start, start + 16)
    if not window:
        return None
    stretch = window.group()
    limit = _break(stretch)
    for trigger in reversed(list(_triggers().finditer(stretch))):
        for ending, reach in _endings()[trigger.group()]:
            begin = trigger.end() - len(ending)
            if begin < 0 or not stretch.startswith(ending, begin):
                continue
            firm = begin <= limit and reach >= 0 and _firm(stretch, begin, trigger.end(), reach)
            if firm and not _runs_on(text, ending, start + trigger.end()):
                return start + trigger.end()
            break
    return None


def _firm(stretch: str, begin: int, end: int, reach: int) -> bool:
    """Whether what follows a listed place is a name: no common noun (各社区), no bare ending (湖北村)."""
    if begin == 0:
        return stretch[:end] not in words("place_bare_endings")
    short = end - begin == 1
    if (begin == 1 and stretch[0] in "大小新老") or _NO_BODY.search(stretch, 0, begin):
        return False
    return begin <= (reach + 6 if short else 12) and not is_generic(stretch[:end]) and stretch[0] not in _QUANTITY


def _break(stretch: str) -> int:
    """How far a stretch runs before a word that is never inside a name."""
    breaks = _edges()[1]
    for i in range(len(stretch)):
        if stretch[i] in "的了与及在将等被把局厅委到驻" or stretch[i : i + 2] in breaks or stretch[i : i + 3] in breaks:
            return i
    return len(stretch)


def _runs_on(text: str, ending: str, end: int) -> bool:
    """Whether what follows an ending makes it another word: 清泉村民."""
    following = text[end : end + 1]
    return bool(following) and following in _RUNS_ON.get(ending, "")


def _local(text: str, ends: set[int]) -> Iterator[tuple[int, int, str, str]]:
    """Names in no list, by their ending and an edge before them: 来到城东长途客运站."""
    for trigger in _triggers().finditer(text):
        end = trigger.end()
        for ending, reach in _endings()[trigger.group()]:
            if text.endswith(ending, 0, end):
                if reach > 0 and not _runs_on(text, ending, end):
                    start = _left_edge(text, end - len(ending), reach, ends)
                    if start is not None and not is_generic(text[start:end]):
                        kind = kind_of(ending) or "site"
                        end = (_tail(text, end) or end) if kind in ("town", "zone", "community") else end
                        yield start, end, "places.local", kind_of(text[start:end]) or kind
                break


def _left_edge(text: str, stop: int, reach: int, ends: set[int]) -> int | None:
    """Where a name begins whose ending is at `stop`, or None where no edge stands near enough."""
    locative, breaks = _edges()
    if stop in ends or any(text[max(0, stop - n) : stop] in locative for n in (2, 3, 4)):
        return None
    for start in range(stop - 1, max(0, stop - reach) - 1, -1):
        before = text[start - 1] if start else "\n"
        if start in ends:
            return None
        if not "\u4e00" <= before <= "\u9fff":
            return _checked(text, start, stop, reach) if reach > 2 and not before.isdigit() else None
        if any(text[max(0, start - n) : start] in locative for n in (2, 3, 4)):
            return _checked(text, start, stop, reach)
        if any(text[max(0, start - n) : start] in breaks for n in (2, 3)):
            return _checked(text, start, stop, reach) if reach > 3 and stop - start > 1 else None
        if before in locative and stop - start > 1:
            return _checked(text, start, stop, reach)
    return None


def _checked(text: str, start: int, stop: int, reach: int) -> int | None:
    """`start`, if the stretch from there to the ending can be a name's body."""
    body = text[start:stop]
    if not body or not _HAN.fullmatch(body) or body[0] in _QUANTITY or _COUNTED.match(body) or _NO_BODY.search(body):
        return None
    if reach <= 2 and text[stop + 1 : stop + 2] not in _AFTER_WATER:
        return None
    if len(body) == 1 and (reach > 2 or text[start - 1 : start] not in "在到沿赴于"):
        return None
    return None if _break(body) < len(body) else start


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
            if (low, high) not in found and _HAN.fullmatch(item) and _break(item) == len(item) and not is_generic(item):
                yield low, high, "places.list?", kind_of(item) or "site"


def _again(
    text: str, found: dict[tuple[int, int], tuple[str, str]]
) -> Iterable[tuple[tuple[int, int], tuple[str, str]]]:
    """Further occurrences of local names that were found once with a firm edge."""
    names = {
        text[start:end]: told for (start, end), told in found.items() if told[0] == "places.local" and end - start > 2
    }
    for name, (_, kind) in sorted(names.items()):
        start = text.find(name)
        while start >= 0:
            yield (start, start + len(name)), ("places.again?", kind)
            start = text.find(name, start + 1)
