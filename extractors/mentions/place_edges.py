"""Where the name of a place begins and ends that no list holds whole: its ending, its left edge, what follows it."""

from __future__ import annotations

import functools
import re

from kg.lexicon import table, words
from kg.places.names import is_generic

_HAN = re.compile(r"[\u4e00-\u9fff]+")
# What may not follow an ending, for then it belongs to another word: 村民, 路面, 街头, 江南, 园林, 桥梁.
_AFTER_SHORT = frozenset("，。、的举召考调参学出开会主进看打召落建投实")
_RUNS_ON = {
    "村": "民委级干里支落庄寨镇史医规头",
    "镇": "级域区痛静压定",
    "乡": "村亲镇愁土情音贤里下间风俗邻民绅规约野",
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
    "社区": "矫卫",
    "广场": "舞",
    "旗": "帜舰袍手",
    "寨": "子",
    "阁": "下楼",
    "源": "头自于泉流代码点地",
    "坑": "洼道人害底边",
    "岭": "上下头脊顶",
    "洲": "际头",
    "滩": "涂地头上边",
    "溪": "流水畔边谷",
    "塘": "坝里边底水",
    "潭": "水边底",
    "峡": "谷江口",
    "湾": "里畔边区头",
    "草原": "上站",
    "景区": "级",
}
# What stands beside a water or mountain, so that the name before is one: 柳叶湖水域, 青溪河畔.
_BESIDE = re.compile(r"水域|水面|畔|岸边|沿岸|沿线|两岸|流域|景区|段(?!落)|路口|中段|[南北东西]段")
_QUANTITY = "各每某该此本全这那两几多些的了着所等不未无之其"
_COUNTED = re.compile(r"[一二三四五六七八九十百千两几数余多]+[条个座处家种所间位户余起次]")
_NO_BODY = re.compile(r"^都|[的了着与及是有]|和(?![平睦谐顺田县泰兴悦园美风润])|[没不就也还又被把使令让给买卖说去做]")
_COUNTS = re.compile(r"(?:^|[县市区州镇乡])[两二三四五六七八九十]个?(?:乡镇|[村镇乡县街])?[一二三四五六七八九十]?$")
# A short name of a water or mountain in no list is one only where the clause goes on as after a place.
_AFTER_WATER = frozenset(
    ("", "，", "。", "、", "；", "上", "中", "边", "里", "畔", "沿", "岸", "两", "的", "之", "\n", "）", "”")
)


@functools.cache
def endings() -> dict[str, tuple[tuple[str, int], ...]]:
    """The endings of local names with their reach, the longest first, by their last character."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in table("place_endings"):
        found.setdefault(row["ending"][-1], []).append((row["ending"], int(row["reach"])))
    return {last: tuple(sorted(group, key=lambda item: -len(item[0]))) for last, group in found.items()}


@functools.cache
def triggers() -> re.Pattern[str]:
    """Finds the last characters of all endings."""
    return re.compile("[" + "".join(sorted(endings())) + "]")


@functools.cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """The words after which a place may be named, and those that no name runs across."""
    rows = table("place_edges")
    return (
        frozenset(row["word"] for row in rows if row["role"] != "break"),
        frozenset(row["word"] for row in rows if row["role"] != "verb" and len(row["word"]) > 1),
    )


def edge_before(text: str, start: int) -> bool:
    """Whether a place may begin at `start`: after no Chinese character, or after 在, 来到 and their like."""
    locative = _edges()[0]
    return not _HAN.match(text[start - 1 : start]) or any(
        text[max(0, start - n) : start] in locative for n in (1, 2, 3)
    )


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a doubtful short name stands where only a place does: 赴昆山考察, 在义乌举行."""
    return text[start - 1 : start] in "在到赴往驻" and start > 0 and text[end : end + 1] in _AFTER_SHORT


def overruns(text: str, start: int, end: int) -> bool:
    """Whether the last character of a full name belongs to the next word: 鼓楼区域."""
    return text[end - 1 : end] in _RUNS_ON and text[end : end + 1] in _RUNS_ON[text[end - 1]]


def runs_on_name(text: str, start: int, end: int) -> bool:
    """Whether a short name is part of a local one whose ending follows: 凤台 in 凤台镇."""
    return end - start <= 3 and bool(re.match(r"[镇乡村路街巷](?!民|面|边|头)", text[end : end + 2]))


def water(text: str, start: int, end: int, kind: str) -> int | None:
    """The end of a river's or mountain's name that is a short name of a county and one character: 洛溪河 in 沿洛溪河步行."""
    last = text[end : end + 1]
    if (
        not (kind in ("county", "county-city", "district") or (kind == "city" and end - start > 2))
        or last not in tuple("河江湖溪山港")
        or text[end - 1] in "市县区旗"
    ):
        return None
    return None if runs_on(text, last, end + 1) or text[end + 1 : end + 2] in "镇乡村路街" else end + 1


# What directly follows the name of a water or mountain and makes one name with it, though 荆州景区 is none.
_OF_NATURE = re.compile(r"(?:风景名胜区|风景区|景区|度假区|湿地|水库|大坝|大桥|特大桥|隧道|码头|灌区)(?![级湿管])")


def tail(text: str, start: int, natural: bool = False) -> int | None:
    """Where the longest local name ends that directly follows a listed place (`natural`: a water or mountain), or None."""
    window = _HAN.match(text, start, start + 16)
    if not window:
        return None
    stretch = window.group()
    limit = broken_at(stretch)
    for trigger in reversed(list(triggers().finditer(stretch))):
        for ending, reach in endings()[trigger.group()]:
            begin = trigger.end() - len(ending)
            if begin < 0 or not stretch.startswith(ending, begin):
                continue
            firm = begin <= limit and reach >= 0 and _firm(stretch, begin, trigger.end(), reach)
            if firm and not runs_on(text, ending, start + trigger.end()):
                return start + trigger.end()
            break
    match = _OF_NATURE.match(text, start) if natural else None
    return match.end() if match else None


def _firm(stretch: str, begin: int, end: int, reach: int) -> bool:
    """Whether what follows a listed place is a name: no common noun (各社区), no bare ending (湖北村)."""
    if begin == 0:
        return stretch[:end] not in words("place_bare_endings")
    short = end - begin == 1
    if short and stretch[begin - 1] == "之":
        return False  # 中国温泉之乡
    if reach == 2 and short and begin > 3:
        return False
    if (begin == 1 and stretch[0] in "大小新老") or _NO_BODY.search(stretch, 0, begin):
        return False
    return begin <= (reach + 6 if short else 12) and not is_generic(stretch[:end]) and stretch[0] not in _QUANTITY


def broken_at(stretch: str) -> int:
    """How far a stretch runs before a word that is never inside a name."""
    breaks = _edges()[1]
    for i in range(len(stretch)):
        if (
            stretch[i] in "的了与及或且在将等被把局厅委到驻"
            or stretch[i : i + 2] in breaks
            or stretch[i : i + 3] in breaks
        ):
            return i
    return len(stretch)


def runs_on(text: str, ending: str, end: int) -> bool:
    """Whether what follows an ending makes it another word: 清泉村民."""
    following = text[end : end + 1]
    if not following or following not in _RUNS_ON.get(ending, ""):
        return False
    return _BESIDE.match(text, end) is None


def left_edge(text: str, stop: int, reach: int, ends: set[int]) -> int | None:
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
            if text[start] == "家" and before in "向于和连过原经":
                return _checked(text, start - 1, stop, reach)  # 向家坝, 于家村
            if (longer := _farther(text, start, stop, reach)) is not None:
                return longer
            return _checked(text, start, stop, reach)
    return None


def _farther(text: str, start: int, stop: int, reach: int) -> int | None:
    """A surer edge to the left of a character that may belong to the name: 来到|向阳镇, 赴|嘎达布其镇."""
    if text[start - 1] in "在到赴至往沿从了于的":
        return None
    for left in range(start - 1, max(0, stop - reach) - 1, -1):
        if any(text[max(0, left - n) : left] in _edges()[0] for n in (2, 3)) or text[left - 1 : left] in ("赴", "到"):
            return _checked(text, left, stop, reach)
    return None


def _checked(text: str, start: int, stop: int, reach: int) -> int | None:
    """`start`, if the stretch from there to the ending can be a name's body."""
    body = text[start:stop]
    if not body or not _HAN.fullmatch(body) or body[0] in _QUANTITY or _COUNTED.match(body) or _NO_BODY.search(body):
        return None
    if reach <= 2 and text[stop + 1 : stop + 2] not in _AFTER_WATER and not _BESIDE.match(text, stop + 1):
        return None
    if body[-1] in "回进返离驻蹲" and text[stop] in "村镇乡县城":
        return None  # 后来回村
    if _COUNTS.search(body) and text[stop] in "村镇乡":
        return None  # 全县三镇五村
    if len(body) == 1 and (reach > 2 or text[start - 1 : start] not in "在到沿赴于"):
        return None
    return None if broken_at(body) < len(body) else start
