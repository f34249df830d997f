"""Where a title-like name begins: the left edge of the noun phrase in front of a head noun.

Names of initiatives, meetings and awards end in a head (行动, 会议, 示范县) that says what they are; nothing marks where they
begin. The walk goes left from the head and never passes the start of its clause (。，；：、 a space, an opening bracket or
quote). Within the clause the name begins after

1. the last verb that governs it (开展, 启动, 召开), function word (在, 将, 被) or 的;
2. and then after adverbs, times, quantifiers and scopes: 全面, 今年, 新一轮, 此次, 全市.

A quotation is one piece: what stands inside “…” is never cut.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.lexicon import Matcher, table
from kg.model import Page

_PAIRS = {"”": "“", "’": "‘", "》": "《", "）": "（", ")": "(", "〉": "〈", "」": "「", "』": "『"}
_STOPS = frozenset("。；！？：，、,;:!?…—\n\t |“‘《（(〈「『【】□●▲■\u3000")
_REACH = 60  # the longest names in print have about fifty characters

_QUOTED = re.compile(r"“[^“”\n]*”|‘[^‘’\n]*’|《[^《》\n]*》|（[^（）\n]*）|「[^「」\n]*」")
QUOTE = re.compile(r"[“‘]([^“”‘’\n]{2,40})[”’]")

# Function words of one character, with the words around which they are none: 在 but not 在建, 对 but not 对接.
_FUNCTION = re.compile(
    r"""在(?![建校职线岗])(?<![现存潜实内]在) | 将(?!军)(?<!即将) | 把(?![关握])(?<!一把) | 被(?!子) | 让(?!利)(?<!转让)
      | 使(?![用命])(?<![天大即促]使) | 是(?![否非])(?<![但于就]是) | 由(?!来)(?<![自理事经]由) | 从(?![业严事])
      | 并(?![购联网])(?<![合兼]并) | 对(?![接口外应标账策象比抗联对])(?<![应针核结比绝一多点面]对)
      | 向(?![阳上善好])(?<![方定外双导面走取流趋志]向) | 以(?![旧案工赛训学人及])(?<![可所加予足难得]以)
      | 为(?![民企老农先主基了侨])(?<![行作人有认成因分称最不]为) | 以及
      | 到(?![位底岗场期达村])(?<![得感看找]到) | (?<=[输送传延扩升增])至 | 等(?![级待候值差同])(?<![平高同中初一二三]等)
      | (?<=[市区县省镇委府局办厅队院校司站所组])联合(?!国)(?=.) | 获(?![得取评奖悉]) | 自(?=[12]\d{3}年)
      | [两二三四五六七八九十]大(?=[\u4e00-\u9fff]{2}) | (?<![第\d])[两三四五六七八九十\d]{1,3}个(?=[\u4e00-\u9fff]{2}) | 用(?=＃) | 这[一个项场种些] | \d{1,2}月\d{1,2}日(?:[上下]午)?[电讯]?
    """,
    re.X,
)
_DATE = re.compile(
    r"(?:[12]\d{3}年(?=\d{1,2}月))?(?:\d{1,2}月(?:\d{1,2}日)?份?|\d{1,2}日|[今去明前]年|本周|上周|下周)"
    r"(?:[0-9一二三四五六七八九十]+月(?:\d{1,2}日)?)?(?:上午|下午|晚上|晚|清晨|凌晨|起|底|初|以来|期间)*"
)
_COUNT = re.compile(
    r"(?:第?[0-9,.．万余多近百千两一二三四五六七八九十几数每]+)(?:余|多)?"
    r"(?:项次|场次|人次|项|场|次|个|批|轮|家|处|条|期|件|名|位|支|座|所|款|届(?=系列)|部|种|套|类|起|份)(?:多|余)?(?!线|五|[代改体])"
)
_JUBILEE = re.compile(r"[\d一二三四五六七八九十百]+周年")
_ASPECT = re.compile(r"[了着过]|起(?![重点])|好(?=“)|各(?![族地])")
# Adverbs of one character, with the words that they begin: 要 but not 要素.
_PARTICLE = re.compile(
    r"将(?!军)|要(?![素塞点求闻道件])|还(?![款田林原建])|也|都(?![市会])|又|均(?![衡])|已|拟|曾|须|应(?![急用届对])|再(?![生造就])|与(?![会众])|和(?![平谐美睦])|及(?![时格])"
)
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:自治区|自治州|自治县|开发区|高新区|经开区|新区|街道|地区|(?<![城都超门上股集农行])市(?![场民政直级容区域属])"
    r"|(?<!外)省(?![级直内外道])|(?<![小社园景片校市城灾山地新示辖牧库])区(?![域级直块])|(?<![示百])县(?![级域直])|(?<![城乡])镇(?!级)|(?<![城])乡(?![村镇级]))"
)


class Tails:
    """Finds listed words by their last two characters; at each place of a text the longest word that ends there.

    >>> [t for t in Tails(["行动", "专项行动", "工程"]).finditer("开展专项行动")]
    [(2, 6, '专项行动')]
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Group the words by their last two characters."""
        by_end: dict[str, list[str]] = {}
        for word in words:
            by_end.setdefault(word[-2:], []).append(word)
        self._by_end = {end: sorted(set(group), key=lambda w: (-len(w), w)) for end, group in by_end.items()}
        first = "".join(sorted({re.escape(end[0]) for end in by_end}))
        last = "".join(sorted({re.escape(end[-1]) for end in by_end}))
        self._scan = re.compile(f"(?<=[{first}])[{last}]")

    def finditer(self, text: str) -> Iterator[tuple[int, int, str]]:
        """All heads as (start, end, word), by end."""
        for hit in self._scan.finditer(text):
            end = hit.end()
            for word in self._by_end.get(text[end - 2 : end], ()):
                if text.startswith(word, end - len(word)):
                    yield end - len(word), end, word
                    break


class Edge(NamedTuple):
    """Where the name begins, the verb or function word that stands in front of it, and where its clause begins."""

    start: int
    governor: str
    clause: int


# One dash joins two names, two dashes end a clause: 甲市—乙州协作项目.
_JOINED_NAMES = re.compile(r"[\u4e00-\u9fff]—[\u4e00-\u9fff]")


def clause_start(text: str, at: int) -> int:
    """The start of the clause that ends at `at`; quotations and brackets on the way are passed whole.

    >>> clause_start("会上，开展“清风、明月”行动", 12)
    3
    """
    floor = max(0, at - _REACH)
    i = at
    while i > floor:
        char = text[i - 1]
        if char in _PAIRS:
            opened = text.rfind(_PAIRS[char], max(0, i - _REACH), i - 1)
            if opened < 0 or "\n" in text[opened:i]:
                return i
            i = opened
        elif char in _STOPS and not _JOINED_NAMES.match(text, i - 2):
            return i
        else:
            i -= 1
    return i


@functools.cache
def _roles() -> tuple[Matcher, dict[str, str]]:
    """The words of the left edge and their roles."""
    roles = {row["word"]: row["role"] for row in table("initiative_left_edge")}
    return Matcher(roles), roles


def _mask(region: str) -> str:
    """The region with its quotations blotted out, so that no verb is found inside."""
    if "”" not in region and "》" not in region and "）" not in region and "’" not in region and "」" not in region:
        return region
    return _QUOTED.sub(lambda quoted: "＃" * len(quoted[0]), region)


_ACTOR_END = frozenset("市区县省镇乡村委局办厅府院校会司队处所站室心社组门园我该")


# 和 behind a quotation or behind a head joins two names: “多审合一”改革和…, 专项行动和….
_JOINT = re.compile(
    r"(?<=＃)[和及与]|(?:(?<=行动)|(?<=活动)|(?<=工程)|(?<=项目)|(?<=会议)|(?<=大会)|(?<=机制)|(?<=制度)|(?<=系统)|(?<=平台)|(?<=改革)|(?<=计划))[和及与]"
)


def _possessive(masked: str, start: int, end: int) -> int:
    """The place of the last 的 in masked[start:end], or -1; 党的 is part of names."""
    at = masked.rfind("的", start, end)
    while at > 0 and masked[at - 1] == "党":
        at = masked.rfind("的", start, at)
    return at


_LEADS = frozenset("将要还也都又均已拟曾正须应")
# What directly follows these is the name, even where it is a verb: 开展打击非法集资专项行动.
_OPENERS = frozenset(
    (
        *("开展", "组织开展", "深入开展", "集中开展", "部署开展", "推进", "持续推进", "统筹推进", "纵深推进"),
        *("启动", "实施", "举办", "举行", "召开", "主持召开", "组织召开"),
    )
)


# In 推广甲市深化改革 the place between two verbs acts.
_PLACE_ACTS = re.compile(r"[\u4e00-\u9fff]{2,4}(?:(?<![城都超门上股集农全])市|(?<!全)县|(?<!全)省)")


def _cut(masked: str, keep: int, listed: bool) -> tuple[int, str]:
    """The end of the last word that governs what follows, and the word; (0, "") if there is none.

    `keep` is the number of characters before the head that a verb may take up as part of the name. In a list (`listed`)
    the governing verb stood before the first item, so that verbs which names hold too do not cut: 矛盾化解行动.
    """
    matcher, roles = _roles()
    cut, governor, before, inner = 0, "", 0, 0
    for start, end, word in matcher.finditer(masked):
        role = roles[word]
        if _JUBILEE.match(masked, end):
            continue
        rest = len(masked) - end
        led = (start in (before, cut) and not listed) or (start > 0 and masked[start - 1] in _LEADS)
        if start and masked[start - 1] in _ACTOR_END and (not governor or _PLACE_ACTS.fullmatch(masked, cut, start)):
            led = True
        opened = governor in _OPENERS and start == inner
        takes = role == "verb"
        if role == "verb-inside":
            takes = rest >= keep and not opened and ((not governor and not listed) or led)
        elif role == "weak":
            takes = rest >= 4 and led and not (governor and start in (cut, inner))
        if takes:
            cut, governor = end, word
        if takes or opened:
            inner = end
        if role != "weak" or cut == end:
            before = end
    for hit in _FUNCTION.finditer(masked):
        if hit.end() > cut:
            cut, governor = hit.end(), hit[0]
    return cut, governor


def strip_left(text: str, start: int, end: int, *, scopes: bool = True) -> int:
    """The place after the adverbs, times, quantifiers and (unless told otherwise) scopes at the start of text[start:end].

    >>> strip_left("了新一轮全市消防整治", 0, 10)
    6
    """
    matcher, roles = _roles()
    dropped = ("edge", "quantity", "scope") if scopes else ("edge", "quantity")
    while start < end:
        word = matcher.at(text, start)
        if word and start + len(word) <= end and roles[word] in dropped:
            start += len(word)
            continue
        hits = (pattern.match(text, start, end) for pattern in (_ASPECT, _PARTICLE, _DATE, _COUNT))
        hit = next((hit for hit in hits if hit), None)
        if hit is None:
            break
        start = hit.end()
    return start


def said(phrase: str, *roles: str) -> bool:
    """Whether a word of one of these roles stands in the phrase: `said("重新拿出去年", "edge")`."""
    matcher, role_of = _roles()
    return any(role_of[word] in roles for _, _, word in matcher.finditer(phrase))


def left_edge(text: str, head: int, *, scopes: bool = True, keep: int = 2, of: bool = False) -> Edge:
    """Where the name whose head begins at `head` starts.

    `scopes`: drop 全市 and 我市. `of`: a quotation may be joined to the head by 的 (“定时、定线”的巡防模式).

    >>> text = "市教育局将全面开展新一轮校园安全整治行动"
    >>> text[left_edge(text, 18).start:]
    '校园安全整治行动'
    """
    clause = clause_start(text, head)
    masked = _mask(text[clause:head])
    cut, governor = _cut(masked, keep, text[clause - 1 : clause] == "、")
    joined = _possessive(masked, cut, len(masked))
    while joined >= cut and of and masked[joined - 1 : joined] == "＃" and len(masked) - joined <= 7:
        joined = _possessive(masked, cut, joined)
    if joined >= cut:
        cut, governor = joined + 1, "的"
    for joint in _JOINT.finditer(masked, cut):
        cut = joint.end()
    return Edge(strip_left(text, clause + cut, head, scopes=scopes), governor, clause)


def place_end(text: str, start: int, end: int, page: Page) -> int:
    """The end of the place names at the start of text[start:end], or `start`: 澜川市望江区“安康杯” gives 6.

    The home of the page counts also without its class word: 澜川 on a page whose home is 澜川市.
    """
    at = start
    while at < end:
        hit = _PLACE.match(text, at, end)
        if not hit or hit.end() >= end:
            break
        at = hit.end()
    if at > start:
        return at
    for name in home_names(page.home):
        after = start + len(name)
        if text.startswith(name, start) and after < end and text[after] not in "市区县省州镇":
            return after
    return start


@functools.lru_cache(maxsize=256)
def home_names(home: str | None) -> tuple[str, ...]:
    """The short names by which a page calls its home.

    >>> home_names("澜川市望江区")
    ('澜川', '望江')
    """
    return tuple(name[:-1] for name in re.findall(r".{2,}?(?:[市区县旗盟]|自治州)", home or "") if len(name) > 2)
