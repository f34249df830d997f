"""Inner units that follow the name of a body in one breath: 市公安局内保支队, 交通运输部办公厅."""

from __future__ import annotations

import functools
import re

from extractors.mentions.agencies.edges import all_edges
from extractors.mentions.agencies.scan import Scan
from kg.agencies import words as agency_words
from kg.lexicon import Matcher, words

_NUMBER = re.compile(r"第?[一二三四五六七八九十百零〇0-9]{1,4}")
# A post after 党组 or 党委 belongs to the whole body: 市公安局党委书记 leads 市公安局's committee, but is written as its post.
_POST_AFTER_PARTY = re.compile(r"(?:副?书记|成员|委员|班子|理论学习)")
PARTY_UNITS = ("党组", "党委", "党总支", "党支部")
_UNKNOWN = 2  # characters of an inner unit that no lexicon knows


@functools.cache
def _fillers() -> Matcher:
    return Matcher(agency_words.fillers() | words("agency_police"))


@functools.cache
def _edges() -> Matcher:
    return Matcher(all_edges())


def _unit_at(text: str, at: int) -> str:
    """The longest unit ending that begins at `at`."""
    known = agency_words.units()
    return next(
        (text[at : at + n] for n in range(6, 0, -1) if text[at : at + n] in known and len(text[at : at + n]) == n), ""
    )


@functools.cache
def _committees() -> Matcher:
    return Matcher(
        field + ending
        for field in words("agency_committees")
        for ending in (
            "委员会",
            "工作委员会",
            "委",
            "工委",
            "委员会办公室",
            "工作委员会办公室",
            "委办公室",
            "工委办公室",
        )
    )


def _committee(scan: Scan, end: int) -> int:
    """Where a committee of a people's congress or conference ends: 县政协提案委员会; not 政协经济委委员."""
    if not scan.text.endswith(("人大", "政协", "常委会", "人民代表大会", "常务委员会"), 0, end):
        return end
    found = _committees().at(scan.text, end)
    return end + len(found) if found and scan.is_head(end + len(found)) else end


def extend(scan: Scan, end: int) -> int:
    """Where the inner units of the body that ends at `end` end; `end` itself where none follows."""
    text, unknown = scan.text, 0
    at = best = _committee(scan, end)
    limit = min(len(text), end + 18)
    while at < limit:
        unit = _unit_at(text, at)
        content = at - best
        if (
            unit
            and (content >= 1 or len(unit) >= 2)
            and scan.is_head(at + len(unit))
            and _allowed(text, unit, content, unknown, at)
        ):
            at = best = at + len(unit)
            unknown = 0
            continue
        number = _NUMBER.match(text, at)
        filler = _fillers().at(text, at)
        edge = _edges().at(text, at)
        if number:
            at = number.end()
        elif at == best and text[at] in "上下前后里外" and (_fillers().at(text, at + 2) or _unit_at(text, at + 2)):
            at, unknown = at + 2, 2  # 司法局上塘司法所
        elif edge and len(edge) >= len(filler or "") and not _goes_on(text, at, best, filler):
            break
        elif filler:
            at += len(filler)
        elif "\u4e00" <= text[at] <= "\u9fff" and text[at] not in words("agency_edges") and unknown < _UNKNOWN:
            at, unknown = at + 1, unknown + 1
        elif text[at] in "与和" and at > best and _fillers().at(text, at + 1):
            at += 1
        else:
            break
    return best


def _goes_on(text: str, at: int, best: int, filler: str | None) -> bool:
    """Whether a word that is a verb too is one of function here: 餐饮|服务|监管科, 教育局|培训|中心, but not 公安局|服务|群众."""
    return bool(filler) and (at > best or bool(_unit_at(text, at + len(filler or ""))))


def _allowed(text: str, unit: str, content: int, unknown: int, at: int) -> bool:
    """Whether a unit's ending ends a unit here: 党组 before 书记 does not, a lone 科 after nothing does not."""
    if unit.endswith("委员会") and text.startswith(("委员", "专职委员"), at + len(unit)):
        return False  # 检察委员会委员 is a post
    if unit in PARTY_UNITS and _POST_AFTER_PARTY.match(text, at + len(unit)):
        return False
    if unit.endswith(("队", "庭")) and text.startswith("长", at + len(unit)):
        return False  # 副支队长
    if len(unit) == 1:
        return (
            content >= 2
            and text[at + 1 : at + 2] != "长"
            and (not unknown or unit in "科处室股庭" or (unit in "所站" and content >= unknown + 2))
        )
    return content >= 1 or unit not in (
        "中心",
        "学院",
        "工会",
        "团委",
        "纪委",
        "研究院",
        "研究所",
        "分局",
        "支行",
        "分行",
    )


def is_post(text: str, end: int) -> bool:
    """Whether 党组 or the like ends at `end` and its post follows: 市交投集团党委书记."""
    return text.endswith(PARTY_UNITS, 0, end) and _POST_AFTER_PARTY.match(text, end) is not None


# What may stand before a unit whose ending holds the word of police work: 副局长、|交警支队.
_OPEN = frozenset("、，。\n兼")


def bare(scan: Scan, start: int, end: int) -> int | None:
    """Where a unit begins that is printed without its body (内保支队, 交警二大队), or None.

    [start, end) is its ending; before it must stand a word of police work or a number after 交警 and the like, unless the ending
    holds that word itself (交警支队).
    """
    text, at = scan.text, start
    number = re.search(r"第?[一二三四五六七八九十0-9]{1,3}$", text[max(0, at - 4) : at])
    if number:
        at -= len(number.group())
    police = words("agency_police")
    for length in (4, 3, 2):
        if at >= length and text[at - length : at] in police:
            return at - length
    whole = any(text[start : start + length] in police for length in (4, 3, 2))
    return start if whole and text[start - 1 : start] in _OPEN else None
