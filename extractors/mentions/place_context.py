"""What stands round a listed name and shows that it is no place there; and places that only their surroundings show.

中国 of “中国温泉之城” is a part of a label, 海南 of 会长海南 a person; 玉江 is a river in 对玉江、鹭水湖沿线, 一四三团 a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mentions.place_edges import broken_at, edge_before
from kg.lexicon import words
from kg.places.names import is_generic

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SIGN = re.compile(r"[，。；：！？、\n]")
_LOCATIVE = "在到来往从向于入赴回离"
# Terms in which 中国 is no place that anything is said of: 数字中国, 中国式现代化, 发展中国家, 中国温泉之城.
_CHINA_IN_TERM = re.compile(
    r"特色社会主义|特色大国|式(?!样)|梦(?!幻)|家(?=[的、，和也多而提加]|之间)|[\u4e00-\u9fff]{2,6}之[乡城都]"
)
_OF_CHINA = re.compile(r"(?:数字|美丽|健康|平安|法治|质量|品牌|智慧|书香|诗画|文化|最美|食安|发展|舌尖上的)\Z")
_PEOPLES = frozenset(("蒙古", "朝鲜", "俄罗斯", "塔吉克", "哈萨克", "乌兹别克", "西藏"))
_CORPS_CITY = re.compile(r"(?:兵团|新疆兵团)?第?[一二三四五六七八九十]{1,3}师$")
# The regiments of the Corps in Xinjiang are places as towns are: 第八师143团, 一四三团.
_REGIMENT = re.compile(r"(?<=[\d一二三四五六七八九〇十])团(?![队员体聚结购长建支伙圆课])")
_REGIMENT_NAME = re.compile(
    r"(?:(?:新疆)?兵团)?(?:第?[一二三四五六七八九十]{1,3}师(?:[\u4e00-\u9fff]{2,4}市)?(?:\d{1,3}|[一二三四五六七八九〇十百]{1,4})"
    r"|(?<![\d第])\d{2,3}|(?<![第一二三四五六七八九〇十])[一二三四五六七八九〇]{3})$"
)
# Places that somebody named in quotation marks: “光电谷”, “半亩农场”.
_DRESSED = re.compile(
    r"“(?P<name>[\u4e00-\u9fff]{1,8}(?:(?<![布稻山低五溪峡])谷|科创带|创新带|产业带|科创走廊|创新走廊|农场|牧场|菜园|小镇))”"
)
_NUMBERED = re.compile(r"[GSX]?\d{2,4}(?:国道|省道|县道)|(?:国道|省道|县道)[GSX]?\d{2,4}线?")
_JOINT = re.compile(r"[江河湖溪][、和与](?=[\u4e00-\u9fff]{1,4}[江河湖溪])")
_WATERS = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:[、和与][\u4e00-\u9fff]{1,4}[江河湖溪](?![南北东西][省市方路街]|[道区底水面长]))+"
)
_BANK = re.compile(r"[江河湖](?=两岸|[左右南北东西]岸|岸[边线]|沿[线岸]|流域|干流|[上中下]游|源头|水域|畔|[大特]桥)")
_NO_WATER = frozenset("大小一二三四五六七八九十两数长沿临滨跨过本该全内清各条江河湖山入出治护巡亲爱环")


def in_label(text: str, start: int, end: int) -> bool:
    """Whether a name is only a part of a short label in quotation marks: 中国 of “中国温泉之城”, 湖南 of “法治湖南”."""
    opening = text.rfind("“", max(0, start - 13), start)
    closing = text.find("”", end, end + 14) if opening >= 0 else -1
    if closing < 0 or (opening + 1 == start and closing == end) or _SIGN.search(text, opening, closing):
        return False
    return "”" not in text[opening:start] and not (start - opening > 1 and text[start - 1] in _LOCATIVE)


def is_other(text: str, start: int, end: int) -> bool:
    """Whether a listed name means a person (会长海南), a people (汉、蒙古、回等民族) or no more than an adjective there."""
    name = text[start:end]
    if name == "中国":
        return bool(_CHINA_IN_TERM.match(text, end) or _OF_CHINA.search(text, max(0, start - 4), start))
    if name in _PEOPLES and text[start - 1 : start] == "、" and "族" in text[max(0, start - 20) : end + 20]:
        return True
    if end - start > 3 or name[-1] in "省市县区旗州" or _HAN.match(text[end : end + 1]):
        return False
    posts = words("posts")
    return any(text[start - n : start] in posts for n in (2, 3, 4) if start >= n)


def corps_start(text: str, start: int) -> int:
    """Where the name of a Corps city begins that is printed with its division: 第八师石河子市."""
    match = _CORPS_CITY.search(text, max(0, start - 9), start)
    return match.start() if match else start


def find_shown(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Places that only their surroundings show: regiments of the Corps, places named in quotation marks, waters in a list."""
    for match in _REGIMENT.finditer(text):
        if own := _REGIMENT_NAME.search(text, max(0, match.start() - 16), match.start()):
            yield own.start(), match.end(), "places.regiment", "town"
    if "“" in text:
        for match in _DRESSED.finditer(text):
            if not is_generic(match["name"]):
                yield *match.span(), "places.quoted", "site" if match["name"][-1] in "场园" else "zone"
    if "国道" in text or "省道" in text or "县道" in text:
        for match in _NUMBERED.finditer(text):
            yield *match.span(), "places.road", "road"
    for match in _BANK.finditer(text):
        at = match.start() - 1
        if at > 0 and text[at - 1] in "在沿到从至遍着" and _HAN.match(text[at]) and text[at] not in _NO_WATER:
            yield at, match.end(), "places.waters", "natural"
    done = 0
    for match in _JOINT.finditer(text):
        if match.start() >= done:
            start = _clause_start(text, match.start())
            if waters := _WATERS.match(text, start):
                done = waters.end()
                yield from _listed_waters(text, start, done)


def _clause_start(text: str, at: int) -> int:
    """The first of the at most five Chinese characters before the last one of a water's name."""
    start = at
    while start > max(0, at - 5) and _HAN.match(text[start - 1]):
        start -= 1
    return start


def _listed_waters(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """The items of a list of waters, the first one from its left edge on: 玉江、鹭水湖 of 对玉江、鹭水湖."""
    for item in re.finditer(r"[^、和与]+", text[start:end]):
        low, high = start + item.start(), start + item.end()
        if low == start:
            low = next((at for at in range(high - 2, max(low - 1, high - 5), -1) if edge_before(text, at)), high)
        name = text[low:high]
        if 2 <= len(name) <= 4 and name[0] not in _NO_WATER and broken_at(name) == len(name) and not is_generic(name):
            yield low, high, "places.waters", "natural"
