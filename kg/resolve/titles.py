"""Normal forms of titled things: initiatives, events, documents, honours.

A title is brought to the form that a file card would carry: outer quotes dropped and inner ones kept, 全市 and 我市 made
the city's name, the words cut off that place it in time (此次, 今年). `merge` then finds the short forms of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from kg.lexicon import words

_POINTERS = re.compile(r"^(?:此次|本次|这次|今年|去年|今天|昨日|全新|新一轮)(?:的)?")
# 市民 and 区块链 begin with a level's character, but do not say whose they are.
_OWN_LEVEL = re.compile(
    r"^(?P<level>市(?![场民级区域容外内中井]|政(?![务府协]))|区(?![域块级位间划县])|县(?![域级城乡区])|省(?![级际会市区钱力时心]))(?=[^\W\d_]|\d)"
)
_ALL_LEVEL = re.compile(r"^(?P<year>\d{4}年度?)?(?:全|我)(?P<level>[省市区县州镇])")
_RUN_BY_GOVERNMENT = re.compile(r"^(?P<body>[^，、“]{0,10}?[省市区县镇乡]政府)(?=.*会)")
_CONGRESS = re.compile(r"^党的(?P<number>[一二三四五六七八九十]+)大$")
_PLENUM = re.compile(r"^党的(?P<number>[一二三四五六七八九十]+)届(?P<plenum>[一二三四五六七八九])中全会$")
_DATED_PREFIX = re.compile(r"^(?:[^“”\d]{2,8}?(?:[省市区县]|直单位))?(?:\d{4}年度?)?(?:[省市区县全]?直?单位)?(?=“)")
_CORE = re.compile(r"“(?P<core>[^“”]+)”")
_MARKS = re.compile(r"[\W_]+")

Home = Callable[[str], str | None]
"""Gives the place that a level's character means where the article speaks: Home("市") → 荆州市."""


def plain(name: str) -> str:
    """Letters, digits and Han characters alone.

    >>> plain("“清风”行动（2025）")
    '清风行动2025'
    """
    return _MARKS.sub("", name)


def unquoted(name: str) -> str:
    """The name without quotes that enclose the whole of it.

    >>> unquoted("“十问”"), unquoted("“十问”行动"), unquoted("“甲”“乙”")
    ('十问', '“十问”行动', '“甲”“乙”')
    """
    name = re.sub(r"\s+", "", name).replace("‘", "“").replace("’", "”")
    if len(name) > 2 and name[0] == "“" and name[-1] == "”" and not set(name[1:-1]) & set("“”"):
        return name[1:-1]
    return name


def initiative(surface: str, home: Home) -> str:
    """The label of an initiative.

    >>> initiative("“定人、定岗”的勤务模式", lambda level: "云川市")
    '“定人、定岗”勤务模式'
    >>> initiative("市政务公开智能系统", lambda level: "云川市")
    '云川市政务公开智能系统'
    """
    name = _POINTERS.sub("", unquoted(surface)).replace("”的", "”")
    name = re.sub(r"^(?:全|我)[省市区县州](?=.{4})", "", name)
    name = re.sub(r"(?<=创建|整治)工作$", "", name)
    short = _DATED_PREFIX.sub("", name)
    if short != name and not short.endswith(("规划", "平台", "小程序")):
        name = short
    return _owned(name, home)


def _owned(name: str, home: Home) -> str:
    own = _OWN_LEVEL.match(name)
    place = home(own["level"]) if own else None
    return place + name[1:] if place else name


def event(surface: str, home: Home, official: Callable[[str], str]) -> str:
    """The name of an event, 全市 and its like resolved.

    >>> event("2024年全市商务工作会", lambda level: "云川市", str)
    '2024年云川市商务工作会议'
    >>> event("党的二十大", lambda level: None, str)
    '中国共产党第二十次全国代表大会'
    """
    name = _POINTERS.sub("", unquoted(surface))
    name = re.sub(r"工作会$", "工作会议", name)
    congress, plenum, whole = _CONGRESS.match(name), _PLENUM.match(name), _ALL_LEVEL.match(name)
    if congress:
        return f"中国共产党第{congress['number']}次全国代表大会"
    if plenum:
        return f"中国共产党第{plenum['number']}届中央委员会第{plenum['plenum']}次全体会议"
    if whole and home(whole["level"]):
        return (whole["year"] or "") + tail(home(whole["level"]) or "") + name[whole.end() :]
    body = _RUN_BY_GOVERNMENT.match(name)
    if body:
        return official(body["body"]) + name[body.end() :]
    own = _OWN_LEVEL.match(name)
    place = home(own["level"]) if own else None
    return tail(place) + name[1:] if place else name


def tail(chain: str) -> str:
    """The last place of a chain: 荆州市荆州区 → 荆州区."""
    found = re.findall(r"[^省市区县州盟旗]+[省市区县州盟旗]+", chain)
    return found[-1] if found else chain


# What a meeting's own name begins with where it says whose it is, or which of many.
_SOMEBODYS = re.compile(
    r"^(?:[\d第全中两]|[^“”，]{0,14}?(?:[省市区县镇乡州](?![域块])|党委|政府|人大|政协|委员会|集团|公司|局|部|厅|学校|大学|学院|医院))"
)


# A campaign's label says which meeting it is; every place has its 国土空间规划编制推进会.
_LABELLED = re.compile(r"“[^“”]{2,20}”[^“”]{0,6}(?:行动|活动|工程|计划|攻坚战|改革|整治|竞赛)")
_PLAN = re.compile(r"“十[一二三四五六七]五”")


def is_nobodys(name: str) -> bool:
    """Whether a meeting's name says neither whose it is nor which of many: 规划编制推进会, but not 甲山区政协全会.

    >>> is_nobodys("国土空间规划编制推进会"), is_nobodys("甲山区安全生产会议"), is_nobodys("“净河”行动部署会")
    (True, False, False)
    """
    label = _LABELLED.match(name)
    return name.endswith(("会", "会议")) and not _SOMEBODYS.match(name) and (not label or _PLAN.match(name) is not None)


def document(surface: str) -> str:
    """The title of a document, national laws by their full name.

    >>> document("《云川市养犬管理办法》"), document("《未成年人保护法》")
    ('云川市养犬管理办法', '中华人民共和国未成年人保护法')
    """
    name = re.sub(r"\s+", "", surface)
    name = name[1:-1] if name[:1] == "《" and name[-1:] == "》" else unquoted(name)
    return "中华人民共和国" + name if name in words("document_laws") else name


def honour(surface: str, home: Home) -> str:
    """The name of an honour, 全省 and 市级 resolved.

    >>> honour("“云川老字号”", lambda level: None), honour("市级文明单位", lambda level: "云川市")
    ('云川老字号', '云川市文明单位')
    """
    name = re.sub(r"(?<=.{4})(?:名单|称号|荣誉称号)$", "", unquoted(surface))
    whole = re.match(r"(?P<year>\d{4}年度?)?(?:全(?P<all>[省市区县])|(?P<own>[省市区县])级(?=.{3}))", name)
    place = home(whole["all"] or whole["own"]) if whole else None
    return (whole["year"] or "") + tail(place) + name[whole.end() :] if whole and place else name


def merge(names: Mapping[str, int], homes: Collection[str] = ()) -> dict[str, str]:
    """The name that each name of initiatives goes by: short forms go to the fullest label of the same thing.

    `names` counts the mentions of each; `homes` are the places whose name may stand before a label or not. Two names
    are one thing where they differ in quotes only, where one is the quoted core of the other with at most a general
    noun (“十问”, “十问”活动 → “十问”温暖行动), or where one only adds the home's name. In doubt they stay two.

    >>> merge({"“十问”温暖行动": 2, "十问": 3, "“十问”活动": 1, "“十答”活动": 1})["十问"]
    '“十问”温暖行动'
    """
    goes: dict[str, str] = {}
    by_plain: dict[str, list[str]] = {}
    for name in sorted(names):
        by_plain.setdefault(_without_home(plain(name), homes), []).append(name)
    for same in by_plain.values():
        best = max(same, key=lambda n: (len(n), names[n], n))
        goes.update(dict.fromkeys(same, best))
    goes.update(_sited(sorted(set(goes.values()))))
    cores: dict[str, list[str]] = {}
    for name in sorted(set(goes.values())):
        quoted = _CORE.search(name)
        cores.setdefault(quoted["core"] if quoted else name, []).append(name)
    for core, alike in cores.items():
        for same in _apart(core, alike):
            fullest = _fullest(core, same, names)
            if fullest:
                goes.update({n: fullest for n in same if n != fullest and _says_less(core, n, fullest)})
    return {name: _follow(goes, name) for name in names}


def _sited(names: Sequence[str]) -> dict[str, str]:
    """Projects printed without the places that another mention puts before them: 石矶街道|桐影社区改造项目."""
    longer: dict[str, list[str]] = {}
    known = frozenset(names)
    for name in names:
        for place in _SITE.finditer(name):
            rest = name[place.end() :]
            # A rest that is short names no single project: every town has its 道路改造项目.
            if rest in known and len(rest) >= 8:
                longer.setdefault(rest, []).append(name)
    return {rest: max(found, key=len) for rest, found in longer.items() if len({f[: -len(rest)] for f in found}) == 1}


def _without_home(name: str, homes: Collection[str]) -> str:
    for home in sorted(homes, key=len, reverse=True):
        for form in (home, tail(home)):
            if form and name.startswith(form) and len(name) > len(form) + 3:
                return name[len(form) :]
    return name


_SITE = re.compile(r"[^“”（）、，]{1,6}?(?:省|市|区|县|镇|乡|街道)(?=.{8})")
_PLATFORM = ("平台", "小程序", "系统", "APP", "App", "公众号", "热线", "客户端", "驿站", "专窗", "网站")
_SCHEME = ("计划", "行动", "活动", "工程", "项目", "攻坚战", "改革", "机制", "制度", "模式")


def _apart(core: str, names: list[str]) -> list[list[str]]:
    """The names of one core, a scheme's apart from a platform's: “归巢”计划 and “归巢”小程序 are two things.

    What has the core alone goes with the scheme where there is one.
    """
    platforms = [name for name in names if _rest(core, name).endswith(_PLATFORM)]
    others = [name for name in names if name not in platforms]
    if platforms and any(_rest(core, name).endswith(_SCHEME) for name in others):
        return [others, platforms]
    return [names]


def _rest(core: str, name: str) -> str:
    return name.split(f"“{core}”", 1)[-1] if f"“{core}”" in name else ""


def _fullest(core: str, names: list[str], counts: Mapping[str, int]) -> str | None:
    """The label with the most telling head after the core: a campaign before its office's meeting system."""
    rests = [n for n in names if _rest(core, n)]
    telling = [n for n in rests if _rest(core, n) not in words("title_general")] or rests
    first = min(telling, key=lambda n: (_machinery(n), len(_rest(core, n)), -counts[n], n), default=None)
    # 评议 and 评议活动 after one core: the label that carries its head noun.
    return max((n for n in telling if first and _rest(core, n).startswith(_rest(core, first))), key=len, default=None)


def _machinery(name: str) -> bool:
    return name.endswith(("制度", "机制", "模式", "管理", "系统"))


def _says_less(core: str, name: str, best: str) -> bool:
    rest, most = _rest(core, name), _rest(core, best)
    before = name.split(f"“{core}”", 1)[0] if rest or f"“{core}”" in name else ""
    if before and before not in best:
        return False
    return not rest or rest in words("title_general") or most.startswith(rest) or rest.startswith(most)


def _follow(goes: Mapping[str, str], name: str) -> str:
    seen = [name]
    while goes.get(seen[-1], seen[-1]) not in seen:
        seen.append(goes[seen[-1]])
    return seen[-1]


def shortened(short: str, names: Collection[str]) -> str | None:
    """The one name of an article whose short form this is, or None.

    A short form begins like the name and leaves characters out, its head among them (电动车整治 of
    电动车行业专项整治行动), or is the name's end (常务会议 of 区政府常务会议).

    >>> shortened("电动车整治", ["电动车行业专项整治行动", "电动车登记平台"])
    '电动车行业专项整治行动'
    >>> shortened("校园安全整治行动", ["校园安全整治提升行动"]) is None
    True
    """
    plain_short = plain(short)
    if len(plain_short) < 4:
        return None
    found = [n for n in sorted(names) if n != short and _leaves_out(plain_short, plain(n))]
    return found[0] if len(found) == 1 else None


def _leaves_out(short: str, name: str) -> bool:
    if len(short) >= len(name):
        return False
    if name.endswith(short):
        return True
    if short[:2] != name[:2] or short[-2:] == name[-2:]:
        return False
    rest = iter(name)
    return all(character in rest for character in short)
