"""Outlet, home, date and folio of a page: from the sidecar, the file name, the masthead, or from what the page says."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.folios import folio_of_page
from kg.model import Division
from kg.places import official_home, tree
from kg.read.home import infer_home
from kg.read.sidecar import Paper

LONGEST = 200_000  # characters that are looked at; a page has about 10,000

_NAME_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-_.]?|年)(?P<m>0?[1-9]|1[0-2])(?:(?P=s)|月)(?P<d>[0-3]?\d)(?!\d)"
)
_MASTHEAD_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d|[二一][〇○零0O九][〇○零O一二三四五六七八九]{2})(?P<s>[年.\-/])(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"(?:月|(?P=s))(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日?(?!\d)"
)
_MASTHEAD_SIGN = re.compile(
    r"(?:星期|周)[一二三四五六日天]|农历|第?[A-Z]?\d{1,3}版|责任?编辑?|今日\d|要闻|电话|电子邮箱"
)
_TOP = 3  # lines at the top of a page, where a date alone is the page's; below it may sign a notice
_FIGURES = {figure: value for value, figure in enumerate("〇一二三四五六七八九")}
_PRESS = r"(?:日报|晚报|晨报|早报|时报|商报|周报|都市报|导报|新报)"
_MASTHEAD = re.compile(rf"^《?(?P<name>[\u4e00-\u9fff]{{2,6}}{_PRESS})》?(?:社(?:主办|出版)?)?(?=\s|\d|$)", re.M)
_OWN_DATELINE = re.compile(rf"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{{2,6}}{_PRESS})讯")
_OWN_BYLINE = re.compile(r"^(?:[□■（(]\s*)?(?P<name>今日[\u4e00-\u9fff]{2,3})(?:全媒体|首席|见习)?记者", re.M)
_TODAY = re.compile(r"^(?P<name>今日[\u4e00-\u9fff]{2,3})(?=\d{4}年|$)", re.M)
_YEAR = re.compile(r"(?<![\d—至到])(?P<y>(?:19|20)\d\d)年(?!度|代|前|至|—|-|底|末)")
_WEAK_YEAR = re.compile(r"(?<!\d)(?P<y>20\d\d)(?:年度|(?=[\u4e00-\u9fff]))")
_LATER = re.compile(r"(?:到|至|力争|预计|计划|将于|定于|截至|截止|前往|去年|上年|每年)\Z")
_DAY = re.compile(r"(?<![\d.])(?P<m>1[0-2]|[1-9])月(?P<d>[12]\d|3[01]|[1-9])日(?!前|起至|止|—|-|至)")
_YESTERDAY = re.compile(r"昨[日天晚](?!今)")


@dataclass(frozen=True, slots=True)
class Facts:
    """Outlet, home, date (ISO 8601) and folio of a page, None where not known, and how each is known."""

    outlet: str | None = None
    home: str | None = None
    date: str | None = None
    folio: str | None = None
    why: Mapping[str, str] = field(default_factory=dict)

    def overruled(self, paper: Paper) -> Facts:
        """The facts with those of the sidecar in their place."""
        why = dict(self.why)
        for key in ("outlet", "home", "date", "folio"):
            if getattr(paper, key):
                why[key] = "paper.toml"
        if paper.edition:
            why["edition"] = f"{paper.edition} (paper.toml)"
        return replace(
            self,
            outlet=paper.outlet or self.outlet,
            home=official_home(paper.home, tree(paper.divisions)) or self.home,
            date=paper.date or self.date,
            folio=paper.folio or self.folio,
            why=why,
        )


def facts(raw: str, name: str, divisions: tuple[Division, ...] = ()) -> Facts:
    """What a page and its file name tell of outlet, home, date and folio."""
    text = raw[:LONGEST]
    tight = re.sub(r"[^\S\n]+", "", text)
    outlet = _outlet(tight)
    flowing = tight.replace("\n", "")
    dated = _from_name(name)
    found = {
        "outlet": outlet,
        "home": infer_home(flowing, outlet[0] if outlet else None, divisions),
        "date": dated or _masthead_date(tight) or _from_events(flowing),
        "folio": folio_of_page(_NAME_DATE.sub("", name), text, dated is not None),
    }
    known = {key: value for key, value in found.items() if value}
    return Facts(**{key: value for key, (value, _) in known.items()}, why={key: why for key, (_, why) in known.items()})


def _outlet(tight: str) -> tuple[str, str] | None:
    """The paper's name where the page prints it: its masthead, or its own dateline (澜川日报讯)."""
    found = _MASTHEAD.search(tight)
    if found:
        return found["name"], "printed in the masthead"
    found = _TODAY.search("\n".join(tight.splitlines()[: 2 * _TOP]))
    if found:
        return found["name"], "printed in the masthead"
    found = _OWN_DATELINE.search(tight) or _OWN_BYLINE.search(tight)
    return (found["name"], f"dateline {found[0]}") if found else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _from_name(name: str) -> tuple[str, str] | None:
    """The date in a file name: 2024-02-27_03.txt, 20240227.txt."""
    for found in _NAME_DATE.finditer(name):
        if not found["s"] and len(found[0]) != 8:
            continue
        date = _iso(int(found["y"]), int(found["m"]), int(found["d"]))
        if date:
            return date, "file name"
    return None


def _masthead_date(tight: str) -> tuple[str, str] | None:
    """The date in a line of the page's frame: with the weekday, the lunar date or the page number; or alone at the top.

    >>> _masthead_date("03要闻2024.9.12星期四")
    ('2024-09-12', 'printed in the masthead')
    """
    lines = [line for line in tight.splitlines() if line]
    for number, line in enumerate(lines):
        found = _MASTHEAD_DATE.search(line) if len(line) <= 60 else None
        if found is None or re.search("[，。；]", line):
            continue
        beside = lines[number + 1] if number + 1 < len(lines) and len(lines[number + 1]) <= 12 else ""
        alone = number < _TOP and (len(line) - len(found[0]) <= 10 or bool(_MASTHEAD_SIGN.search(beside)))
        if _MASTHEAD_SIGN.search(line) or alone:
            date = _iso(*(_number(found[part]) for part in "ymd"))
            if date:
                return date, "printed in the masthead"
    return None


def _number(digits: str) -> int:
    """A number of a date in Arabic or Chinese figures.

    >>> _number("二〇二四"), _number("十二"), _number("三十"), _number("09")
    (2024, 12, 30, 9)
    """
    if digits.isascii():
        return int(digits)
    values = [_FIGURES.get(digit, 0) for digit in digits]
    if len(digits) == 4:
        return int("".join(map(str, values)))
    tens, _, ones = digits.rpartition("十")
    ten = 10 * (_FIGURES.get(tens, 1) if tens else 1) if "十" in digits else 0
    return ten + _FIGURES.get(ones, 0)


def _from_events(text: str) -> tuple[str, str] | None:
    """The date of a page from what happened last on it, and the day after where the page says 昨日 of the same thing."""
    last = _last_day(text)
    if last is None:
        return None
    month, day = last
    year = _year(text)
    date = _iso(year, month, day) if year else None
    if date is None:
        return None
    if _is_yesterday(text, month, day):
        after = datetime.date.fromisoformat(date) + datetime.timedelta(days=1)
        return after.isoformat(), f"the page says 昨日 of what happened on {month}月{day}日"
    return date, "last dated event; the page is of that day or a little later"


def _year(text: str) -> int | None:
    """The latest year that the page prints, not as a goal; one printed twice before one printed once (2030年议程)."""
    for pattern in (_YEAR, _WEAK_YEAR):
        years = Counter(
            int(found["y"])
            for found in pattern.finditer(text)
            if not _LATER.search(text[max(0, found.start() - 4) : found.start()])
        )
        if years:
            return max(years, key=lambda year: (years[year] > 1, year))
    return None


def _last_day(text: str) -> tuple[int, int] | None:
    """The latest month and day without a year of its own; a page of January may look back to December."""
    days: list[tuple[int, int]] = []
    for found in _DAY.finditer(text):
        before = text[max(0, found.start() - 6) : found.start()]
        if not _LATER.search(before) and not re.search(r"(?:去年|\d年)\Z", before):
            days.append((int(found["m"]), int(found["d"])))
    if not days:
        return None
    if any(month == 1 for month, _ in days) and any(month >= 11 for month, _ in days):
        days = [day for day in days if day[0] <= 2]
    return max(days)


def _is_yesterday(text: str, month: int, day: int) -> bool:
    """Whether what is told of 昨日 shares words with what is told of the day: six characters in a row."""
    spots = [text[max(0, m.start() - 100) : m.start() + 600] for m in re.finditer(f"(?<!\\d){month}月{day}日", text)]
    for found in _YESTERDAY.finditer(text):
        told = text[found.end() : found.end() + 60]
        for start in range(0, len(told) - 6):
            if any(told[start : start + 6] in spot for spot in spots):
                return True
    return False
