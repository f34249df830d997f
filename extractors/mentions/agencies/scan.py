"""What every rule of this package looks at: the text, the places that are known, and steps to the left of a head.

A name is found from its head (公安局, 有限公司) and walked to the left: known words, place names and the characters of a proper
name, as far as a word that is never part of a name (由, 联合, 走进), a bracket, a comma or the start of the line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.mentions.agencies.edges import edge_before, is_name_character
from kg.agencies import words as agency_words
from kg.lexicon import Matcher, table, words
from kg.model import Article, Mention, Page, Span
from kg.places import Node, tree
from kg.places.tree import LEVELS as LEVEL_ORDER

_BREAK = re.compile(r"[，。！？；：、\n]")
LEVELS = frozenset("省市区县州盟旗镇乡")
# Words of the walk are at most this long; the longest listed place name has 15 characters, the longest function 13.
_LONGEST = 12
_PLACE, _FILLER, _GENERIC, _COMMON, _HEAD, _PROPER, _LEVEL, _QUOTED = [
    "place",
    "filler",
    "generic",
    "common",
    "head",
    "proper",
    "level",
    "quoted",
]
# Words that say for what the body is, as a place does: 国家精神卫生防治中心.
_WHOLE = ("武警", "国家", "中华", "世界", "亚洲", "欧洲")
# Zones that are run as places are; what stands before is their city or an own name.
_RUN_AS_PLACES = (
    "经济开发区",
    "经济技术开发区",
    "高新技术产业开发区",
    "经开区",
    "高新区",
    "开发区",
    "新区",
    "示范区",
    "管理区",
    "度假区",
    "文旅区",
    "风景区",
    "自贸区",
    "保税区",
    "综保区",
)
ZONES = (
    *_RUN_AS_PLACES,
    "产业园区",
    "工业园区",
    "工业园",
    "产业园",
    "科技园",
    "高新园",
    "街道",
    "社区",
)


@functools.cache
def countries() -> frozenset[str]:
    """All printed names of countries and of great regions and rivers."""
    rows = (*table("place_countries"), *table("place_regions"))
    return frozenset(name for row in rows for name in (row["name"], *row["other"].split("、")) if len(name) > 1)


# What goes on behind a head, though its first character makes a word with the head's last: 公安局|部署, 教育局|面向, 区委|派出.
_GOES_ON = re.compile(
    r"部[署分](?!区)|毕业(?!生)|组织(?:实施|开展|召开|举办|举行|发动|承办)|教育(?:学[部院]|科学学院)|面(?:向(?!好|上|稳)|对)|派(?:出(?!所)|驻|员|人)|长[期效]|分管|会同"
)


@functools.cache
def followers() -> Matcher:
    """Words that show that the head before them is none: 教育部门, 大学生."""
    return Matcher(words("agency_followers"))


@functools.cache
def _classes() -> dict[str, str]:
    """All words of the walk by their class; a word of two classes takes the one that comes last here."""
    found = dict.fromkeys(words("agency_common"), _COMMON)
    found |= dict.fromkeys(words("agency_generics"), _GENERIC)
    found |= dict.fromkeys((name for name in agency_words.endings() if len(name) > 1), _HEAD)
    found |= dict.fromkeys((n for n, entry in agency_words.national().items() if not entry.weak), _PLACE)
    found |= dict.fromkeys((n for n, entry in agency_words.national().items() if entry.weak), _PROPER)
    found |= dict.fromkeys(agency_words.fillers(), _FILLER)
    found |= dict.fromkeys((*_RUN_AS_PLACES, *_WHOLE), _PLACE)
    return found


# 站 is their own in 监测站|在江边检测.
_STATIONS = frozenset(
    f"{work}站"
    for work in ("监测", "检测", "工作", "服务", "管理", "推广", "急救", "中心", "水文", "气象", "检查", "边检")
)


@dataclass(frozen=True, slots=True)
class Scan:
    """An article under search: its text, its page and the names of places."""

    article: Article
    page: Page
    text: str
    places: Mapping[str, tuple[Node, ...]]
    own: frozenset[str]

    def mention(self, start: int, end: int, rule: str, kind: str, reading: str | None = None) -> Mention:
        """A mention of an agency at [start, end)."""
        return Mention(self.article.id, Span(start, end), self.text[start:end], "Agency", rule, kind, reading)

    def place_before(self, end: int) -> int:
        """Where the longest place name that ends at `end` begins; `end` where none does."""
        for length in range(min(_LONGEST, end), 1, -1):
            name = self.text[end - length : end]
            if (name in self.places or name in countries()) and self._is_place(name, end - length):
                return end - length
        return end

    def chain_before(self, end: int) -> int:
        """Where the chain of listed places that ends at `end` begins (荆州市沙市区); `end` where none does."""
        while (place := self.place_before(end)) < end:
            end = place
        return end

    def _is_place(self, name: str, start: int) -> bool:
        """Whether a listed name is a place here.

        One that is an ordinary word too (新城区, 会同县) must follow another place at once, or be the page's own; 北江 in 湖北江汉 begins inside another name.
        """
        if name not in self.places and self.text[start - 1 : start + 1] in self.places:
            return False
        if name not in words("place_ambiguous") or name in self.own:
            return True
        return len(name) > 2 and self.place_before(start) < start

    def is_head(self, end: int) -> bool:
        """Whether a head that ends at `end` is not the beginning of another word (教育部|门)."""
        if _GOES_ON.match(self.text, end):
            return True
        for back in range(1, min(6, end) + 1):
            word = followers().at(self.text, end - back)
            if word and len(word) > back and not (word == "站在" and self.text[end - 3 : end] in _STATIONS):
                return False
        return True


def scan(article: Article, page: Page) -> Scan:
    """Make an article ready to search."""
    known = tree(page.divisions)
    home = known.by_chain(page.home)
    line = known.ancestors(home) if home else ()
    own = frozenset(name for node in line for name in (node.name, node.short) if name not in agency_words.fillers())
    return Scan(article, page, article.chars, known.names(), own)


@dataclass(slots=True)
class Walk:
    """The words to the left of a head, from the right to the left: (start, end, class)."""

    words: list[tuple[int, int, str]] = field(default_factory=list)

    def count(self, *classes: str) -> int:
        """How many words are of these classes."""
        return sum(kind in classes for _, _, kind in self.words)

    @property
    def proper(self) -> int:
        """How many characters of a proper name there are."""
        return sum(end - start for start, end, kind in self.words if kind == _PROPER)

    @property
    def run(self) -> int:
        """The length of the longest unbroken proper name."""
        best = now = 0
        for start, end, kind in self.words:
            now = now + end - start if kind == _PROPER else 0
            best = max(best, now)
        return best

    def placed(self) -> bool:
        """Whether the name begins with a place or a level."""
        return bool(self.words) and self.words[-1][2] in (_PLACE, _LEVEL)

    def has_place(self) -> bool:
        """Whether a place, a level or another body's name is in it."""
        return self.count(_PLACE, _LEVEL) > 0

    def start(self, head: int) -> int:
        """Where the name begins whose head begins at `head`."""
        return self.words[-1][0] if self.words else head


def walk_left(scan: Scan, head: int, allowed: frozenset[str] = frozenset()) -> Walk:
    """Walk to the left from a head; `allowed` are words that are fillers before this head only."""
    text, found, at = scan.text, Walk(), head
    floor = max(0, head - 34)
    while at > floor:
        step = _step(scan, at, found, allowed)
        if step is None:
            break
        found.words.append(step)
        at = step[0]
    _level(scan, found)
    _trim(text, found)
    return found


def _trim(text: str, found: Walk) -> None:
    """Take common words from the left end of a walk: 著名 of 著名企业江汉机械厂."""
    while found.words:
        start, _, kind = found.words[-1]
        names = any(other in (_PLACE, _LEVEL, _PROPER) for _, _, other in found.words[:-1])
        lone = (
            kind == _PROPER
            and len(found.words) > 1
            and found.words[-2][2] == _PLACE
            and "\u4e00" <= text[start] <= "\u9fff"
        )
        if kind == _GENERIC or lone or text[start] in "（”·" or (kind == _COMMON and names):
            found.words.pop()
        else:
            return


# 合作社|建设冷链中心: what a body of this form does is no part of another body's name.
_ENDED = re.compile(r"(?:合作社|有限公司|医院|大学|农场)(?:建设|建造|新建|深化|投资)$")


def _step(scan: Scan, at: int, found: Walk, allowed: frozenset[str]) -> tuple[int, int, str] | None:
    """The next word to the left of `at`, or None at the edge of the name."""
    text = scan.text
    last = text[at - 1]
    if not is_name_character(last):
        return _bracket(text, at, found)
    if last.isdigit() or (at > 1 and text[at - 2].isdigit()):
        return _number(text, at)
    edge = edge_before(text, at)
    if last in "设造建化资" and found.words and _ENDED.search(text, max(0, at - 8), at):
        return None
    for length in (4, 3, 2):
        if text[at - length : at] in allowed:
            return at - length, at, _FILLER
    place = scan.place_before(at)
    length, kind = _known_word(text, at)
    if at - place >= max(length, edge, 1):
        return None if _outside(scan, place, at, found) else (place, at, _PLACE)
    if length and length >= edge:
        outside = kind in (_GENERIC, _COMMON, _FILLER) and (_begun(scan, found) or _opened(text, found))
        return None if outside else (at - length, at, kind)
    if edge == 1 and last in "上下里外前后到来以去之为都" and _is_brand(scan, at, found):
        return at - 2, at, _PROPER
    if edge == 1 and last in "上下里外前后" and found.proper and not is_name_character(text[at - 2 : at - 1] or "，"):
        return at - 1, at, _PROPER  # 、里庄中心小学: no localizer begins a phrase
    if edge == 1 and (_is_foreign(text, at) or text[at - 2 : at] in _HARMONIES):
        return at - 1, at, _PROPER
    if edge:
        return _joined(text, at, found) if last in "和与及" else None
    if last in "镇乡县市" and _begun(scan, found) and _widest(scan, found.words[-1]) < _COUNTY:
        return None
    return at - 1, at, _PROPER


# Bodies of one place in another: 长沙市浙江商会.
_ABROAD = ("商会", "联合商会", "同乡会", "办事处", "联络处", "企业联合会")
_COUNTY = LEVEL_ORDER.index("county-city")


def _begun(scan: Scan, found: Walk) -> bool:
    """Whether the walk has just passed a listed place: what is wider, or a verb, before it is outside the name."""
    return bool(found.words) and found.words[-1][2] == _PLACE and _widest(scan, found.words[-1]) >= 0


def _opened(text: str, found: Walk) -> bool:
    """Whether the walk has just passed a national name, with which a name begins: 联合|国网潍坊供电公司."""
    return bool(found.words) and text[found.words[-1][0] : found.words[-1][1]] in agency_words.national()


def _widest(scan: Scan, word: tuple[int, int, str]) -> int:
    """The level of a listed place, 0 for the widest; -1 for what is none."""
    nodes = scan.places.get(scan.text[word[0] : word[1]], ())
    return LEVEL_ORDER.index(nodes[0].level) if nodes else -1


def _outside(scan: Scan, place: int, at: int, found: Walk) -> bool:
    """Whether a place stands before a name that begins with a wider one: 石门县|湖南星火果业有限公司."""
    if not _begun(scan, found) or scan.text.startswith(_ABROAD, found.words[0][1]):
        return False
    inner = _widest(scan, found.words[-1])
    return inner < _COUNTY and _widest(scan, (place, at, _PLACE)) > inner


def _is_brand(scan: Scan, at: int, found: Walk) -> bool:
    """Whether two characters between a place and a trade are a proper name, though the second is an edge: 洛溪县云上茶业有限公司."""
    if not found.words or found.words[-1][2] not in (_FILLER, _HEAD) or at < 4 or edge_before(scan.text, at - 1):
        return False
    return scan.text[at - 3] in LEVELS or scan.place_before(at - 2) < at - 2


# Names of estates and schools that end in 和: 祥和佳苑小学.
_HARMONIES = frozenset(("颐和", "祥和", "泰和", "永和", "太和", "谐和", "致和", "雍和", "义和", "仁和"))
# Characters that write the names of Mongol, Tibetan, Uygur and other places by their sound.
_SOUNDS = frozenset(
    "阿巴塔勒尔木克拉吉苏达布敦喀什孜赛沁萨库鲁额呼乌兰敖格图浩特嘎查仁措卡错甘珠牙赉伊犁哈玛纳斯桑亚帕乃嘉"
)


def _is_foreign(text: str, at: int) -> bool:
    """Whether an edge character only writes a sound: 里 of 巴里坤湖, 得 of 沙得格."""
    return text[at - 1] in "里得以和到克来" and text[at - 2 : at - 1] in _SOUNDS and text[at : at + 1] in _SOUNDS


def _number(text: str, at: int) -> tuple[int, int, str] | None:
    """A number belongs to a name in 第3中学 only; 12家 and 2024年 do not."""
    match = re.search(r"第\d+$", text[max(0, at - 5) : at])
    return (at - len(match.group()), at, _PROPER) if match else None


def _known_word(text: str, at: int) -> tuple[int, str]:
    """The longest word of the lexicons that ends at `at`: its length and class."""
    known = _classes()
    for length in range(min(_LONGEST, at), 1, -1):
        if kind := known.get(text[at - length : at]):
            return length, kind
    return 0, ""


def _bracket(text: str, at: int, found: Walk) -> tuple[int, int, str] | None:
    """A bracket or a quotation that belongs to the name: 江汉（宜昌）建设, “清河”行动领导小组, 乔治·梅森大学."""
    opening = {"）": "（", "”": "“", ")": "("}.get(text[at - 1])
    if opening:
        start = text.rfind(opening, max(0, at - 14), at)
        inside = text[start + 1 : at - 1]
        if (
            start >= 0
            and inside
            and not _BREAK.search(inside)
            and (opening == "“" or (start and is_name_character(text[start - 1])))
        ):
            return start, at, _QUOTED if opening == "“" else _PLACE
    if text[at - 1] in "·—－-" and at > 1 and is_name_character(text[at - 2]) and found.words:
        return at - 1, at, _PROPER
    return None


def _joined(text: str, at: int, found: Walk) -> tuple[int, int, str] | None:
    """和 between two words of function: 公共就业和人才服务中心; None where it joins two names."""
    if not found.words or found.words[-1][2] not in (_FILLER, _HEAD) or found.has_place():
        return None
    length, kind = _known_word(text, at - 1)
    if kind != _FILLER:
        return None
    before = at - 1 - length
    ahead = text[max(0, before - 8) : before]
    placed = bool(ahead) and (ahead[-1] in LEVELS or ahead[-2:] in words("agency_functions_plain") or len(ahead) > 1)
    return (before, at, _FILLER) if placed else None


def _level(scan: Scan, found: Walk) -> None:
    """Read a bare level at the left end of a walk: 市 of 市交投集团 is no part of a proper name; nor is 我 of 我市."""
    text = scan.text
    while found.words and found.words[-1][2] == _PROPER and text[found.words[-1][0]] in "我本该":
        found.words.pop()
    if not found.words or found.words[-1][2] != _PROPER:
        return
    start, end, _ = found.words[-1]
    if end - start == 1 and text[start] in LEVELS:
        found.words[-1] = (start, end, _LEVEL)
        return
    # An unlisted place, such as a town: the proper characters up to the last level character among them.
    for index in range(len(found.words) - 1, -1, -1):
        if found.words[index][2] != _PROPER:
            return
        own = len(found.words) - index
        if text[found.words[index][0]] in LEVELS and 3 <= own <= 4:
            low, high = found.words[-1][0], found.words[index][1]
            if text[high - 2 : high] not in words("agency_no_level"):
                found.words[index:] = [(low, high, _PLACE)]
            return
