"""Numbers with units as they are printed: 2849人次, 1,200吨, 106.6亿元, 3500余份, 两千余户, 百分之九十六."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon import words
from kg.model import Span
from kg.times import Timed

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@functools.cache
def _figure() -> re.Pattern[str]:
    """A number with its unit: 2849人次, 1,200吨, 106.6亿元, 3500余份, 两千余户, 百分之九十六, 98%以上."""
    units = "|".join(sorted(map(re.escape, words("measure_units")), key=len, reverse=True))
    return re.compile(
        rf"""
        (?<![第前\d.．A-Za-z—\-~至])
        (?: 百分之(?P<share>[零一二三四五六七八九十百点]+|\d+(?:\.\d+)?)
          | (?: (?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?) (?P<scale>[百千万亿]{{0,2}})
              | (?P<printed>[一二两三四五六七八九十百千万亿]*[十百千万亿][零一二两三四五六七八九十百千万亿]*) )
            (?P<more>[余多几])? (?P<scale2>[万亿])? (?P<unit>{units})(?![/／]) )
        (?P<after>以上|之多|有余|左右|上下|以内|以下)?
        """,
        re.VERBOSE,
    )


# A unit that begins another word: 3个月, 5个工作日, 20人大代表, 4次方, 12人民币.
_OTHER_WORD = re.compile(
    r"(?:个)(?=月|小时|工作日|星期|季度|年|多月)|(?:人)(?=大|民币|民[^营])|(?:元)(?=旦|宵|月)|(?:次)(?=方|日)|(?:里)(?=面|程)|(?:方)(?=面|案|式)|(?:节)(?=日)|(?:度)(?=假)|(?:期)(?=间)|(?:项)(?=目)(?!)|(?:级)"
)
BOUNDS = (
    ("at_least", re.compile(r"(?:(?<!不)超过|(?<!不)超|逾|突破|至少|不少于|不低于|不下于|(?<!不)高于|上)$")),
    ("at_most", re.compile(r"(?:不足|不到|不超过|不超|不高于|低于|最多|至多)$")),
    ("about", re.compile(r"(?:大约|约|将近|接近|近|几近|左右)$")),
)
AFTER = {
    "以上": "at_least",
    "之多": "at_least",
    "有余": "at_least",
    "左右": "about",
    "上下": "about",
    "以内": "at_most",
    "以下": "at_most",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in the text: where it stands, its value, unit and bound, and where the words before it end."""

    start: int
    end: int
    value: float
    unit: str
    after: str
    more: bool


def figures(text: str, start: int, end: int, times: Sequence[Timed]) -> Iterator[Printed]:
    """The numbers with units in [start, end) of a text that are no times and no parts of other words."""
    for match in _figure().finditer(text, start, end):
        span = Span(match.start(), match.end())
        if any(one.span.overlaps(span) for one in times) or _ends_otherwise(text, match):
            continue
        value = _value(match)
        if value is not None and _is_counted(text, match):
            unit = (
                "%" if match["share"] or match["unit"] == "％" else match["unit"].removeprefix("个百") and match["unit"]
            )
            unit = "百分点" if unit == "个百分点" else unit
            yield Printed(match.start(), match.end(), value, unit, match["after"] or "", bool(match["more"]))


def _ends_otherwise(text: str, match: re.Match[str]) -> bool:
    """Whether the unit is the beginning of another word: 3个月, 20人大代表."""
    if not match["unit"]:
        return False
    return any(
        m.end() == match.end() for m in _OTHER_WORD.finditer(text, match.start("unit")) if m.start() < match.end()
    )


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Whether a number in characters is one: 三千余亩, 近千件; not 十分, 万一, 百家 as a word."""
    if match["printed"] is None or len(match["printed"]) > 1:
        return True
    return bool(match["more"]) or any(bound.search(text[: match.start()]) for _, bound in BOUNDS)


def _value(match: re.Match[str]) -> float | None:
    """The number with 万 and 亿 multiplied out."""
    if match["share"]:
        return float(match["share"]) if match["share"][0].isdigit() else _characters(match["share"])
    value = float(match["number"].replace(",", "")) if match["number"] else _characters(match["printed"])
    if value is None:
        return None
    for scale in (match["scale"] or "") + (match["scale2"] or ""):
        value *= _SCALES[scale]
    return round(value) if abs(value - round(value)) < 1e-6 else round(value, 6)


def _characters(text: str) -> float | None:
    """A number in characters.

    >>> _characters("一百二十"), _characters("两千"), _characters("九十六"), _characters("亿")
    (120, 2000, 96, 100000000)
    """
    whole, _, rest = text.partition("点")
    total = section = digit = 0
    for char in whole:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif _SCALES[char] < 10_000:
            section += (digit or 1) * _SCALES[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _SCALES[char]
            section = digit = 0
    value: float = total + section + digit
    for place, char in enumerate(rest, start=1):
        if char not in _DIGITS:
            return None
        value += _DIGITS[char] / 10**place
    return value
