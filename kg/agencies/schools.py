"""Schools, universities and hospitals: what their short names stand for (市一中, 哈三中, 洛阳一高, 通大附院)."""

from __future__ import annotations

import functools
import re

from kg.agencies import words
from kg.lexicon import table

_DIGITS = "一二三四五六七八九十"
# 市一中 is 第一中学, 市二院 is 第二人民医院, 市三中院 is 第三中级人民法院.
_HEADS = {
    "中": "中学",
    "小": "小学",
    "高": "高级中学",
    "高中": "高级中学",
    "初中": "初级中学",
    "医": "人民医院",
    "医院": "人民医院",
    "院": "人民医院",
    "中医医院": "中医医院",
    "中医院": "中医医院",
    "幼": "幼儿园",
    "幼儿园": "幼儿园",
    "职中": "职业中学",
    "职高": "职业高级中学",
    "实小": "实验小学",
    "实验小学": "实验小学",
    "中学": "中学",
    "小学": "小学",
    "中心小学": "中心小学",
    "中心幼儿园": "中心幼儿园",
    "中院": "中级人民法院",
}
_NUMBERED = re.compile(rf"(?P<number>[{_DIGITS}]{{1,3}})(?P<head>{'|'.join(sorted(_HEADS, key=len, reverse=True))})")
_CITY_AND_NUMBER = re.compile(rf"(?P<city>[\u4e00-\u9fff])(?P<numbered>[{_DIGITS}]{{1,3}}[中小高])")
# Universities in short: 安徽农大 is 安徽农业大学.
_UNIVERSITIES = {
    "农大": "农业大学",
    "师大": "师范大学",
    "医大": "医科大学",
    "工大": "工业大学",
    "财大": "财经大学",
    "民大": "民族大学",
    "理工大": "理工大学",
    "农林大": "农林大学",
    "工商大": "工商大学",
    "中医药大": "中医药大学",
    "海洋大": "海洋大学",
    "科技大": "科技大学",
    "师院": "师范学院",
}
# The hospitals and schools of a university: 一附院, 附一院, 附属第一医院, 一院, 附中.
_AFFILIATED = re.compile(
    rf"(?:附属?)?(?:第?(?P<number>[{_DIGITS}]))?(?:附属?)?(?P<head>口腔医院|肿瘤医院|儿童医院|中医医院|医院|院|中学|中|小学|小|幼儿园)"
)
_AFFILIATES = {"院": "医院", "中": "中学", "小": "小学"}


_OWN_COLLEGE = re.compile(r"(?P<name>.{2,10}?(?:大学|医学院))(?P<rest>附.+|.?附[医院中小].*|.?附属.+)")


@functools.cache
def _universities() -> dict[str, str]:
    return {row["short"]: row["full"] for row in table("agency_universities")}


def numbered(rest: str) -> tuple[str, str]:
    """The full name of a numbered school, hospital or court printed after a place, and its unit; empty where it is none.

    >>> numbered("一中"), numbered("十二小"), numbered("二院急诊科"), numbered("三中院"), numbered("一中心小学")
    (('第一中学', ''), ('第十二小学', ''), ('第二人民医院', '急诊科'), ('第三中级人民法院', ''), ('第一中心小学', ''))
    >>> numbered("中医院"), numbered("二中路")
    (('', ''), ('', ''))
    """
    match = _NUMBERED.match(rest)
    unit = rest[match.end() :] if match else ""
    if match is None or (unit and not words.longest_end(unit, "units")):
        return "", ""
    return f"第{match['number']}{_HEADS[match['head']]}", unit


def numbered_of_city(text: str, city: str) -> str | None:
    """The school's full name where one character stands for the city of the page: 哈三中, 杭二中.

    >>> numbered_of_city("哈三中", "哈尔滨市"), numbered_of_city("杭二中", "哈尔滨市")
    ('哈尔滨市第三中学', None)
    """
    match = _CITY_AND_NUMBER.fullmatch(text)
    if match is None or not city.startswith(match["city"]):
        return None
    return city + numbered(match["numbered"])[0]


def university(text: str) -> str | None:
    """A university, or a hospital or school of one, in full; None where the text is no short form of any.

    Two characters alone are not enough, they may be anything.

    >>> university("通大"), university("西工大附中"), university("吉大一院"), university("郑大一附院")
    (None, '西北工业大学附属中学', '吉林大学附属第一医院', '郑州大学附属第一医院')
    >>> university("安徽农大"), university("大医精诚药房"), university("重大办")
    ('安徽农业大学', None, None)
    """
    for length in range(min(5, len(text)), 1, -1):
        full = _universities().get(text[:length])
        if full and (rest := affiliate(text[length:])) is not None and (rest or length > 2):
            return full + rest
    if (own := _OWN_COLLEGE.fullmatch(text)) and (rest := affiliate(own["rest"])):
        return own["name"] + rest
    for length in (4, 3, 2):
        if (full := _UNIVERSITIES.get(text[-length:])) and len(text) > length:
            return text[:-length] + full
    return None


def affiliate(text: str) -> str | None:
    """The hospital or school of a university in its plain form, "" for none, None for anything else.

    >>> affiliate("第一附属医院"), affiliate("附一院"), affiliate("附小"), affiliate(""), affiliate("医学院")
    ('附属第一医院', '附属第一医院', '附属小学', '', None)
    """
    match = _AFFILIATED.fullmatch(text)
    if match is None or (match["number"] is None and "附" not in text):
        return None if text else ""
    number = f"第{match['number']}" if match["number"] else ""
    return "附属" + number + _AFFILIATES.get(match["head"], match["head"])
