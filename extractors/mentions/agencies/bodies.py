"""Bodies that every place has (市公安局, 区委, 荆州区人大常委会) and national ones (财政部), with their inner units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mentions.agencies import units
from extractors.mentions.agencies.edges import edge_before, is_name_character
from extractors.mentions.agencies.scan import LEVELS, ZONES, Scan, countries
from kg.agencies import kind_of
from kg.agencies import words as agency_words
from kg.agencies.grammar import kind_of_unit
from kg.lexicon import words
from kg.model import Mention
from kg.places import split_place_prefix, tree

# A list goes on with a body of the same place: 市公安局、教育局.
_JOINTS = frozenset("、和与及")
_STREET_BODIES = ("街办", "街道办", "街道办事处")


def place_left(scan: Scan, end: int) -> int | None:
    """Where the place prefix begins of a body that begins at `end`; `end` where there is none, None where a generic forbids it.

    The prefix is a chain of listed places (荆州市沙市区), a local one (柳河镇, 荆州经开区) or a bare level (市).
    """
    text, start = scan.text, scan.chain_before(end)
    if start < end:
        return start
    zone = next((zone for zone in ZONES if text.endswith(zone, 0, end)), "")
    if text.endswith("自治区", 0, end) and (
        end < 4 or edge_before(text, end - 3) or not is_name_character(text[end - 4])
    ):
        return end - 3
    if zone:
        return _zone_start(scan, end - len(zone), end)
    if end and text[end - 1] in LEVELS:
        return _level_start(scan, end)
    return end


def _zone_start(scan: Scan, at: int, end: int) -> int | None:
    """The beginning of a zone's or street's name, whose type word begins at `at`."""
    start = scan.chain_before(at)
    if start < at:
        return start
    own = _proper_before(scan, at)
    if own is None and scan.text[at:end] in ("经开区", "高新区", "文旅区", "自贸区"):
        return at
    return own


def _proper_before(scan: Scan, at: int) -> int | None:
    """The beginning of two to four characters of an unlisted proper name that end at `at`, or None where it is unclear."""
    text = scan.text
    for back in range(1, 5):
        left = at - back
        if left < 0 or not is_name_character(text[left]) or edge_before(text, left + 1):
            return None
        if (start := scan.chain_before(left)) < left:
            return start
        if back > 1 and left and text[left - 1] in LEVELS:
            outer = _level_start(scan, left)
            if outer is not None and left - outer > 2:
                return outer
        boundary = left == 0 or not is_name_character(text[left - 1]) or edge_before(text, left) > 0
        if boundary and back > 1:
            return left
    return None


def _level_start(scan: Scan, end: int) -> int | None:
    """The beginning of a place that ends in a level character at `end`: 市, 该市, or an unlisted 望江区."""
    text, level = scan.text, end - 1
    before = text[level - 1] if level else ""
    if before == "该":
        return level - 1
    if not before or not is_name_character(before) or before in "我本":
        return level
    if any(text[end - n : end] in words("agency_no_level") for n in (2, 3, 4)) and not _hill_district(text, end):
        return None
    if (outer := _after_listed(scan, level)) is not None:
        return outer
    if before in "上下里外前后" and text[level] in "镇乡" and edge_before(text, level - 2):
        return level - 2  # 联合|塘下镇
    if edge_before(text, level) or text[level - 2 : level] in ("市委", "区委", "县委", "省委", "政府"):
        return level
    own = _proper_before(scan, level)
    return own if own is not None else level


def _hill_district(text: str, end: int) -> bool:
    """Whether a district's own name ends in 山区: 峡山区管委会, not 各山区 or 贫困山区."""
    start = end - 3
    bounded = start == 0 or not is_name_character(text[start - 1]) or edge_before(text, start) > 0
    return start >= 0 and text[end - 2 : end] == "山区" and bounded and text[start] not in "各老大小全本该偏多深从到为"


def _after_listed(scan: Scan, level: int) -> int | None:
    """The beginning of a listed county or district whose town of an unlisted name ends at `level`: 和硕县|沙得格镇."""
    text = scan.text
    if text[level] not in "镇乡":
        return None
    for at in range(level - 1, max(0, level - 6), -1):
        if edge_before(text, at + 1) > 1 or not is_name_character(text[at]):
            return None
        if text[at - 1] in "市县区旗" and (place := scan.place_before(at)) < at - 1 and at < level - 1:
            return scan.chain_before(place)
    return None


def find_bodies(scan: Scan, hits: list[tuple[int, int, str]]) -> Iterator[Mention]:
    """All bodies among the hits of the matcher, in text order; a list's later members take the first one's place."""
    chain: tuple[int, str] | None = None
    for start, end, word in hits:
        found = _at(scan, start, end, word, chain)
        if found is None:
            continue
        yield found
        name = found.name
        place = name[: name.find(word)] if word in name else ""
        if found.rule != "agencies.national":
            chain = (found.span.end, place or (chain[1] if chain else ""))


# The full names of committees, whose place stands inside: 中共襄阳市委员会, 共青团武汉市委员会, 政协潍坊市委员会.
_COMMITTEE = re.compile(
    r"(?:中共|中国共产党|共青团|中国人民政治协商会议|政协)(?P<place>[\u4e00-\u9fff]{2,14}?[省市区县州盟旗])委员会"
)


# A standing committee with its term: 区第十九届人大常委会委员; its meetings are named with it and are no bodies.
_TERM = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{0,6}?[省市区县州盟旗])(?P<term>第[一二三四五六七八九十\d]+届|[一二三四五六七八九十]{1,3}届)"
    r"(?P<body>人大常委会|人民代表大会常务委员会|政协)(?!第?[一二三四五六七八九十\d]+次|第|全体|常委|常务|主席)"
)


def find_committees(scan: Scan) -> Iterator[Mention]:
    """The committees of a place by their full names, and with the number of their term."""
    known = tree(scan.page.divisions)
    for match in _TERM.finditer(scan.text):
        place = match["place"]
        start = (
            match.start() if split_place_prefix(place, scan.page.home, known)[0] == place else match.end("place") - 1
        )
        reading = scan.text[start : match.end("place")] + match["body"]
        yield scan.mention(start, match.end(), "agencies.term", kind_of(reading), reading)
    for match in _COMMITTEE.finditer(scan.text):
        if split_place_prefix(match["place"], scan.page.home, known)[0] == match["place"] and scan.is_head(match.end()):
            kind = kind_of(match.group())
            yield scan.mention(match.start(), units.extend(scan, match.end()), "agencies.committee", kind)


def _at(scan: Scan, start: int, end: int, word: str, chain: tuple[int, str] | None) -> Mention | None:
    """The body that a hit is, or None."""
    text = scan.text
    body_start, bodies = _split(word, start)
    if not scan.is_head(end):
        return None
    rows = agency_words.bodies().get(bodies, ())
    if "团" in word and word.endswith("委"):
        return _youth(scan, start, end)
    if bodies in _STREET_BODIES and (own := _proper_before(scan, body_start)) is not None:
        return _mention(scan, own, end, "agencies.body", "grassroots")
    left = place_left(scan, body_start) if rows else start
    if left is None:
        return None
    if bodies == "委" and (youth := next((n for n in (3, 1) if text[left - n : left] == "共青团"[-n:]), 0)):
        return _youth(scan, left - youth, end)
    if bodies in ("政府", "警方", "法院", "检察院") and text[left:body_start] in countries():
        return None
    entry = agency_words.national().get(word)
    if rows and left < body_start:
        left -= 2 if text[max(0, left - 2) : left] in ("中共", "国网") else 0
        return _mention(scan, left, end, "agencies.body", rows[0].kind)
    if entry and not entry.weak and _stands_alone(scan, start, entry):
        return _national(scan, start, end, entry)
    if rows and chain and chain[0] == start - 1 and text[start - 1] in _JOINTS and chain[1] and rows[0].line != "armed":
        return _mention(scan, start, end, "agencies.list", rows[0].kind, chain[1])
    return None


def _youth(scan: Scan, start: int, end: int) -> Mention | None:
    """The Youth League's committee of a place: 团市委, 共青团荆州市委; not 代表团市委."""
    before = scan.text[start - 1] if start else ""
    inside = scan.text[start] == "团" and is_name_character(before) and not edge_before(scan.text, start)
    if inside and scan.place_before(start) == start:
        return None
    if scan.text[start] == "团":
        start = scan.place_before(start)  # 句容团市委
    return scan.mention(start, units.extend(scan, end), "agencies.body", "mass-organisation")


def _split(word: str, start: int) -> tuple[int, str]:
    """A hit like 市委 holds its level: the body begins after it."""
    if word not in agency_words.bodies() and word[0] in LEVELS and word[1:] in agency_words.bodies():
        return start + 1, word[1:]
    return start, word


def _stands_alone(scan: Scan, start: int, entry: agency_words.National) -> bool:
    """Whether a national name is not the tail of another word: 建行 in 创建行动, 中央 in 市中央 are none."""
    before, surface = scan.text[start - 1 : start], entry.surface
    if (
        len(surface) == 2
        and entry.kind in ("company", "education", "mass-organisation")
        and before
        and is_name_character(before)
    ):
        return edge_before(scan.text, start) > 0 or scan.place_before(start) < start
    return before not in LEVELS or surface.startswith(("国", "中国", "中央"))


def _national(scan: Scan, start: int, end: int, entry: agency_words.National) -> Mention:
    if entry.kind in ("government", "legislature", "judiciary", "company"):
        place = scan.place_before(start)
        start = place if scan.text[place:start] in countries() else start
    last = units.extend(scan, end) if entry.kind not in ("company", "media", "international") else end
    if last == end and entry.kind in ("government", "party"):
        last = _branch(scan, end)
    kind = kind_of_unit(scan.text[end:last], entry.kind) if last > end else entry.kind
    return scan.mention(start, last, "agencies.national", kind)


# Offices of national bodies in a place, and branches of the eight parties: 国家统计局靖江调查队, 民盟开化县基层委员会.
_BRANCH = re.compile(
    r"(?P<own>[\u4e00-\u9fff]{0,4}?)(?:监管分局|监管支局|监管局|调查总队|调查队|中心支行|分行|支行|税务局|税务分局|专员办|监察局"
    r"|基层委员会|总支委员会|支部委员会|委员会|委会|基层委|委(?!员|派|托)|总支部|总支|支部|支社)"
)


def _branch(scan: Scan, end: int) -> int:
    """Where the local office of a national body or party ends that is named up to `end`; `end` where none follows."""
    place = split_place_prefix(scan.text[end : end + 20], scan.page.home, tree(scan.page.divisions))[0]
    match = _BRANCH.match(scan.text, end + len(place)) if place else None
    if not match or any(edge_before(match["own"], n) for n in range(1, len(match["own"]) + 1)):
        return end
    return units.extend(scan, match.end()) if scan.is_head(match.end()) else end


def _mention(scan: Scan, start: int, end: int, rule: str, kind: str, place: str | None = None) -> Mention:
    last = units.extend(scan, end)
    kind = kind_of_unit(scan.text[end:last], kind) if last > end else kind
    return scan.mention(start, last, rule, kind, place + scan.text[start:last] if place else None)
