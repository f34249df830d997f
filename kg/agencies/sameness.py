"""Whether two printed agency names mean the same body, a body and its part, or two different bodies."""

from __future__ import annotations

import re

from kg.agencies.grammar import AgencyName, parse

# Numbers of schools, brigades and groups: they tell siblings apart (第一中学 and 第二中学).
_NUMBER = re.compile(
    r"第?(?P<number>[一二三四五六七八九十百\d]+)(?=[中小高初医人大支分直幼职实附检审督巡工、组号总]|街道|局|处|公司)"
)


def compare(a: str, b: str, home: str | None) -> str:
    """How two printed names on pages of one home are related: "same", "part-of", "sibling" or "unknown".

    `home` is the chain below the province from which the pages speak (荆州市荆州区), or None. *same*: one official name.
    *part-of*: one is a unit of the other. *sibling*: two bodies that only look alike, by another number (第一/第二中学),
    another place (equal bureaus of two districts, a city's and a district's), another function or line (区委, 区政府).
    *unknown*: the names alone do not tell, as with short names of companies.

    >>> compare("市公安局", "荆州市公安局", "荆州市"), compare("市公安局", "市公安局内保支队", "荆州市")
    ('same', 'part-of')
    >>> compare("市第一中学", "市第二中学", "荆州市"), compare("区委", "区政府", "荆州市荆州区")
    ('sibling', 'sibling')
    >>> compare("市住建局", "市住房和城乡建设局", "宜昌市"), compare("市教育局", "西陵区教育局", "宜昌市")
    ('same', 'sibling')
    >>> compare("江汉机械", "湖北江汉机械制造有限公司", "荆州市"), compare("清江科技", "江汉机械", "荆州市")
    ('same', 'unknown')
    """
    one, two = parse(a, home), parse(b, home)
    left, right = one.official, two.official
    if left == right:
        return "same"
    if _inner(one, two) or _inner(two, one):
        return "part-of"
    if _numberless(left) == _numberless(right):
        return "sibling"
    if one.body == two.body and one.unit == two.unit and one.chain != two.chain and "{place}" in one.body:
        return "sibling" if one.chain and two.chain else "unknown"
    if (
        one.line == two.line != ""
        and (one.stem, one.ending, one.unit) == (two.stem, two.ending, two.unit)
        and one.chain
    ):
        return "sibling" if two.chain and one.chain != two.chain else "unknown"
    if one.line and two.line and one.body and two.body and (one.chain or two.chain):
        return "sibling"  # official names that the grammar derives, and they differ
    if one.unit and two.unit and left[: -len(one.unit)] == right[: -len(two.unit)]:
        return "sibling"
    return _shortened(one, two)


def _numberless(name: str) -> str:
    return _NUMBER.sub("#", name)


def _inner(outer: AgencyName, inner: AgencyName) -> bool:
    """Whether `inner` is a unit of `outer`: its full name goes on where the other ends."""
    whole, part = outer.official, inner.official
    if whole.startswith("中共") and whole.endswith("委员会"):  # 中共宜昌市委员会 has a 中共宜昌市委组织部
        whole = whole.removesuffix("员会")
    return len(part) > len(whole) + 1 and part.startswith(whole) and bool(inner.unit or inner.line == outer.line)


def _shortened(one: AgencyName, two: AgencyName) -> str:
    """A company and its short name (湖北江汉机械制造有限公司, 江汉机械) are the same where the one is inside the other."""
    if one.kind != "company" or two.kind != "company":
        return "unknown"
    long, short = sorted((one.official, two.official), key=len, reverse=True)
    if long.endswith("公司") and not short.endswith("公司") and len(short) >= 4 and short in long:
        return "same"
    return "unknown"
