"""Inner units that follow the name of a body in one breath: 市公安局内保支队, 交通运输部办公厅."""

from __future__ import annotations

import functools
import re

from extractors.mentions.agencies.scan import Scan, all_edges
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


def extend(scan: Scan, end: int) -> int:
    """Where the inner units of the body that ends at `end` end; `end` itself where none follows."""
    text, at, best, unknown = scan.text, end, end, 0
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
        elif edge and len(edge) >= len(filler or ""):
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


def _allowed(text: str, unit: str, content: int, unknown: int, at: int) -> bool:
    """Whether a unit's ending ends a unit here: 党组 before 书记 does not, a lone 科 after nothing does not."""
    if unit in PARTY_UNITS and _POST_AFTER_PARTY.match(text, at + len(unit)):
        return False
    if len(unit) == 1:
        return content >= 2 and text[at + 1 : at + 2] != "长" and (not unknown or unit in "科处室股")
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
    """Whether 党组 or the like ends at `end` and its post follows: 市水务集团党委书记."""
    return text.endswith(PARTY_UNITS, 0, end) and _POST_AFTER_PARTY.match(text, end) is not None


def bare(scan: Scan, start: int, end: int) -> int | None:
    """Where a unit begins that is printed without its body (内保支队, 交警二大队), or None.

    [start, end) is its ending; before it must stand a word of police work or a number after 交警 and the like.
    """
    text, at = scan.text, start
    number = re.search(r"第?[一二三四五六七八九十0-9]{1,3}$", text[max(0, at - 4) : at])
    if number:
        at -= len(number.group())
    for length in (4, 3, 2):
        word = text[at - length : at] if at >= length else ""
        if word in words("agency_police"):
            return at - length
    return None
