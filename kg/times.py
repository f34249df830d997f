"""Times that a text names, as intervals of days: 11月27日, 昨日, 去年5月, 自2024年12月以来, 今年1至10月, 2022年度, 近日.

A time is read on the page's date. A month without a year and a day without a month mean the nearest ones that are not after it,
or, where the words before say that it is still to come (将于12月3日), the nearest that are not before it.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Span, When

_Days = tuple[datetime.date, datetime.date]
_Parts = Mapping[str, str]  # the named parts of a phrase, "" where one is not printed


@dataclass(frozen=True, slots=True)
class Timed:
    """A time where it is printed."""

    span: Span
    when: When


@dataclass(frozen=True, slots=True)
class _Context:
    """What a phrase is read by: the page's date, whether it lies ahead, and the days named before it."""

    today: datetime.date | None
    ahead: bool
    last: _Days | None


_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_N = r"(?:[12]?\d|3[01]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?:(?:19|20)\d\d年|[一二][〇零一二三四五六七八九]{3}年|今年|去年|前年|明年|后年)"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_TO = r"(?:至|到|—+|–|-|~|～)"
_HOUR = r"(?:上午|下午|晚上?|凌晨|清晨|早上|早晨|傍晚|夜间|中午|一早|晚间|夜里)"
_FIXED = {"昨": -1, "前": -2, "今": 0, "明": 1, "后": 2}
_PART_OF_YEAR = {
    "上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12),
    "初": (1, 1), "年初": (1, 1), "底": (12, 12), "年底": (12, 12), "末": (12, 12), "年末": (12, 12), "年中": (6, 6), "春": (3, 5),
    "夏": (6, 8), "秋": (9, 11), "开年": (1, 1),
}  # fmt: skip
_PART_OF_MONTH = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_PLANS = {"十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_WEEKDAYS = {day: at for at, day in enumerate("一二三四五六日")} | {"天": 6}


_NOTHING = dict.fromkeys(
    ("year", "month", "day", "year2", "month2", "day2", "part", "months", "which", "years", "plan"), ""
)


def _number(text: str) -> int:
    """A number below a hundred, in digits or characters.

    >>> _number("27"), _number("二十七"), _number("十"), _number("三十")
    (27, 27, 10, 30)
    """
    if text.isdigit() or text == "元":
        return int(text) if text.isdigit() else 1
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text]
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def _year(text: str, now: _Context) -> int | None:
    """The year of 2024年, 二〇二四年, 去年; that of the page where none is printed."""
    if text and text[0] in "12一二":
        return int("".join(str(_DIGITS.get(c, c)) for c in text[:4]))
    if now.today is None:
        return None
    return now.today.year + {"去年": -1, "前年": -2, "明年": 1, "后年": 2}.get(text, 0)


def _month(year: int, first: int, last: int | None = None) -> _Days:
    end = first if last is None else last
    return datetime.date(year, first, 1), datetime.date(year, end, calendar.monthrange(year, end)[1])


def _nearest(days: _Days, now: _Context, months: int) -> _Days:
    """The days moved by a year or a month, so that they are not after the page's date, or not before it where they lie ahead."""
    today = now.today
    if today is None:
        return days
    step = 0
    if not now.ahead and days[0] > today:
        step = -months
    elif now.ahead and days[1] < today:
        step = months
    if not step:
        return days
    first, last = (_moved(day, step) for day in days)
    return first, last


def _moved(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    whole = day.day == calendar.monthrange(day.year, day.month)[1] and day.day > 27
    length = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, length if whole else min(day.day, length))


def _dated(got: _Parts, now: _Context) -> _Days | None:
    """2024年12月3日, 11月27日至29日, 27日上午: a missing year or month is the nearest."""
    year, today = _year(got["year"], now), now.today
    if year is None or (not got["month"] and today is None):
        return None
    month = _number(got["month"][:-1]) if got["month"] else today.month if today else 1
    first = datetime.date(year, month, _number(got["day"]))
    last = first
    if got["day2"]:
        month2 = _number(got["month2"][:-1]) if got["month2"] else month
        year2 = _year(got["year2"], now) if got["year2"] else year + (month2 < month)
        last = datetime.date(year2 or year, month2, _number(got["day2"]))
    if got["year"]:
        return first, last
    return _nearest((first, last), now, 12 if got["month"] else 1)


def _months(got: _Parts, now: _Context) -> _Days | None:
    """2024年12月, 今年1至10月, 11月上旬, 3月至5月."""
    year = _year(got["year"], now)
    if year is None:
        return None
    first = _number(got["month"].removesuffix("月"))
    last = _number(got["month2"].removesuffix("月")) if got["month2"] else first
    days = _month(year, first, last) if last >= first else (_month(year, first)[0], _month(year + 1, last)[1])
    part = _PART_OF_MONTH.get(got["part"])
    if part:
        begin, end = part
        days = days[0].replace(day=begin), days[0].replace(day=min(end, days[1].day))
    if got["year"]:
        return days
    if got["month2"] and now.today and not now.ahead and days[0] <= now.today:
        return days
    return _nearest(days, now, 12)


def _years(got: _Parts, now: _Context) -> _Days | None:
    """2022年度, 去年下半年, 上半年, 年初, 2021—2023年."""
    year = _year(got["year"], now)
    if year is None:
        return None
    first, last = _PART_OF_YEAR.get(got["part"].removeprefix("第"), (1, 12))
    if got["months"]:
        first, last = 1, _number(got["months"])
    end = _year(got["year2"], now) if got["year2"] else year
    return datetime.date(year, first, 1), _month(end or year, last)[1]


def _relative(got: _Parts, now: _Context) -> _Days | None:
    """昨日, 今天上午, 前天."""
    if now.today is None:
        return None
    day = now.today + datetime.timedelta(_FIXED[got["which"]])
    return day, day


def _same_day(got: _Parts, now: _Context) -> _Days | None:
    """当日 is the day named last, 次日 the one after it."""
    if now.last is None:
        return None
    day = now.last[1] + datetime.timedelta(got["which"] in ("次", "翌", "第二"))
    return day, day


def _week(got: _Parts, now: _Context) -> _Days | None:
    """上周五, 本周六, 下周."""
    if now.today is None:
        return None
    monday = now.today - datetime.timedelta(now.today.weekday())
    monday += datetime.timedelta({"上": -7, "下": 7}.get(got["which"], 0))
    if got["day"] == "末":
        return monday + datetime.timedelta(5), monday + datetime.timedelta(6)
    if got["day"]:
        day = monday + datetime.timedelta(_WEEKDAYS[got["day"]])
        return day, day
    return monday, monday + datetime.timedelta(6)


def _near_month(got: _Parts, now: _Context) -> _Days | None:
    """本月, 上个月, 下月中旬."""
    if now.today is None:
        return None
    first = _moved(now.today.replace(day=1), {"上": -1, "下": 1}.get(got["which"], 0))
    days = _month(first.year, first.month)
    part = _PART_OF_MONTH.get(got["part"])
    return (first.replace(day=part[0]), first.replace(day=min(part[1], days[1].day))) if part else days


def _plan(got: _Parts, now: _Context) -> _Days | None:
    """“十四五”期间: the five years of the plan."""
    year = _PLANS[got["plan"]]
    return datetime.date(year, 1, 1), datetime.date(year + 4, 12, 31)


def _unknown(got: _Parts, now: _Context) -> _Days | None:
    """近日, 春节期间, 近三年: the text does not say which days."""
    return None


# What may stand behind a month and make another word of it: 3月龄, 月球, 月薪.
_NO_MONTH = r"(?!龄|球|光|季|饼|亮|色|薪|均|子|嫂)"
_NO_DAY = r"(?![报本均常元货照期夜内用])"
# Each kind of phrase: its name, what it looks like, and what days it means. Of phrases that begin at one place the longest counts.
_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[_Parts, _Context], _Days | None]], ...] = tuple(
    (name, re.compile(pattern, re.VERBOSE), read)
    for name, pattern, read in (
        # 11月27日至29日, 27日—29日, 2024年12月30日至2025年1月2日
        ("day", rf"""(?<![\d.])(?P<year>{_YEAR})?(?P<month>{_MONTH})?(?P<day>{_N})日?{_TO}
            (?P<year2>{_YEAR})?(?P<month2>{_MONTH})?(?P<day2>{_N})日{_NO_DAY}""", _dated),
        # 2024年12月3日, 11月27日上午, 27日, 3月5号
        ("day", rf"(?<![\d.])(?P<year>{_YEAR})?(?P<month>{_MONTH})(?P<day>{_N})[日号]{_NO_DAY}(?:{_HOUR})?", _dated),
        ("day", rf"(?<![\d.月第每双单])(?P<day>{_N})日{_NO_DAY}(?:{_HOUR})?", _dated),
        # 今年1至10月, 3月至5月
        ("month", rf"(?<![\d.个])(?P<year>{_YEAR})?(?P<month>(?:\d{{1,2}}|元)月?){_TO}(?P<month2>{_MONTH})份?{_NO_MONTH}", _months),
        # 2024年12月, 去年五月, 11月上旬
        ("month", rf"(?<![\d.个])(?P<year>{_YEAR})(?P<month>{_MONTH})份?(?P<part>[上中下]旬|[初底末])?{_NO_MONTH}", _months),
        ("month", rf"(?<![\d.个])(?P<month>(?:1[0-2]|0?[1-9])月)份?(?P<part>[上中下]旬|[初底末])?{_NO_MONTH}", _months),
        # 2021—2023年, 2021年至2023年
        ("year", rf"(?<![\d.])(?P<year>(?:19|20)\d\d年?){_TO}(?P<year2>(?:19|20)\d\d年)度?", _years),
        # 2022年度, 去年下半年, 今年前10个月, 2024年底
        ("year", rf"""(?<![\d.])(?P<year>{_YEAR}|[本上]年(?=度))(?:度|(?P<part>上半年|下半年|前三季度|第?[一二三四]季度|年?[初底末]|年中
            |[春夏秋](?!季|天))|前(?P<months>{_N})个?月)?""", _years),
        # 上半年, 一季度, 年底, 前10个月
        ("year", rf"""(?<![\d一二三四五六七八九十])(?:(?P<part>上半年|下半年|前三季度|第?[一二三四]季度|年[初底末])
            |前(?P<months>{_N})个月)""", _years),
        ("relative", rf"(?P<which>[昨今明前])[日天](?!报|晚报|起)(?:{_HOUR})?", _relative),
        ("relative", r"(?P<which>[昨今明])(?:上午|下午|晚|晨|早)", _relative),
        ("anaphoric", rf"(?P<which>当|次|翌|第二)[日天](?:{_HOUR})?", _same_day),
        ("week", r"(?P<which>上|本|这|下)个?(?:周|星期)(?P<day>[一二三四五六日天末])?(?!期|年|边|围)", _week),
        ("month", r"(?P<which>[本上下当])个?月(?P<part>[上中下]旬|[初底末])?(?!球|饼)", _near_month),
        ("past", rf"近(?P<years>{_N})年(?:来|间)?", _unknown),
        ("past", rf"(?<![\d一二三四五六七八九十第余多])(?P<years>{_N})年来", _unknown),
        ("plan", r"[“‘]?(?P<plan>十[一二三四]?五)[”’]?(?:期间|时期)", _plan),
        ("recent", r"""近日|日前|截[至止](?:目前|发稿时?|记者发稿时?)|近期|最近|不久前|前不久|连日来?|近段时间|近来|近年来|这几天
            |(?:春节|国庆|“?五一”?|元旦|清明|端午|中秋|暑假|寒假|假期|节假日|节日|假日|汛期|暑期|“?两会”?)期间""", _unknown),
    )
)  # fmt: skip
_SINCE, _UNTIL = re.compile(r"(?:自从|自|从)$"), re.compile(r"(?:截至|截止到?)$")
_BEFORE = re.compile(r"(?:之|以)?前(?![往后来期夕列沿景])")
_ON = re.compile(r"(?:份)?(?:以来|至今|开始|起(?![草到来床诉步初点义源]))")
_AHEAD = re.compile(r"将|拟|计划|预计|定于|即将|有望|准备|力争|确保|争取")
_WILL = re.compile(r"[^。；！？\n\d]{0,14}?(?:将(?!近|军)|即将|拟于)")
_BEGINS = re.compile(r"[\d元一二三十今去前明后昨本上下第当次翌自从截近日连不最这年春国五元清端中暑寒假节汛两“‘]")


def find_times(text: str, date: str | None) -> Iterator[Timed]:
    """The times that a text names, in their order; `date` is the page's, ISO 8601, or None where it has none.

    >>> def read(text): return [(one.when.phrase, one.when.start, one.when.end) for one in find_times(text, "2024-11-28")]
    >>> read("11月27日，记者从市教育局获悉，今年1至10月")
    [('11月27日', '2024-11-27', '2024-11-27'), ('今年1至10月', '2024-01-01', '2024-10-31')]
    >>> read("自2023年12月以来"), read("截至10月底"), read("近日")
    ([('自2023年12月以来', '2023-12-01', None)], [('截至10月底', None, '2024-10-31')], [('近日', None, None)])
    >>> read("大会将于12月3日举行"), read("历时5个月、第15届")
    ([('12月3日', '2024-12-03', '2024-12-03')], [])
    """
    today = datetime.date.fromisoformat(date) if date else None
    last: _Days | None = None
    ahead, at = False, 0
    for begin in (match.start() for match in _BEGINS.finditer(text)):
        if begin < at:
            continue
        name, match, read = _longest(text, begin)
        if match is None or read is None:
            continue
        ahead = _is_ahead(text, match.span()) or (ahead and not re.search(r"[。；！？\n]", text[at:begin]))
        now = _Context(today, ahead, last)
        try:
            days = read(_NOTHING | {part: said for part, said in match.groupdict().items() if said}, now)
        except ValueError:  # 2月30日 is no day
            continue
        timed = _timed(text, match.span(), name, days)
        if timed.when.start and timed.when.start == timed.when.end:
            last = days
        yield timed
        at = timed.span.end


def _is_ahead(text: str, where: tuple[int, int]) -> bool:
    """Whether the words around a time say that it is still to come: 将于12月3日, 12月3日，大会将举行, 11月底前."""
    clause = re.split(r"[，。；！？\n]", text[: where[0]])[-1]
    return bool(_AHEAD.search(clause) or _BEFORE.match(text, where[1]) or _WILL.match(text, where[1]))


def _longest(
    text: str, begin: int
) -> tuple[str, re.Match[str] | None, Callable[[_Parts, _Context], _Days | None] | None]:
    best: tuple[str, re.Match[str] | None, Callable[[_Parts, _Context], _Days | None] | None] = ("", None, None)
    for name, pattern, read in _KINDS:
        match = pattern.match(text, begin)
        if match and match.group() and (best[1] is None or match.end() > best[1].end()):
            best = name, match, read
    return best


def _timed(text: str, where: tuple[int, int], name: str, days: _Days | None) -> Timed:
    """The time with what opens it to one side: 自2024年12月以来, 9月1日起, 截至11月底."""
    start, end = where
    since, until = _SINCE.search(text[:start]), _UNTIL.search(text[:start])
    goes_on = _ON.match(text, end)
    first, last = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    before = _BEFORE.match(text, end)
    if until or before:
        start, end, first = until.start() if until else start, before.end() if before else end, None
    elif goes_on:
        start, end, last = since.start() if since else start, goes_on.end(), None
    if first and last and first > last:
        first = last = None
    return Timed(Span(start, end), When(text[start:end], first, last, f"times.{name}"))


@functools.lru_cache(maxsize=4096)
def times_of(text: str, date: str | None) -> tuple[Timed, ...]:
    """The times of a text, kept for the extractors that ask again."""
    return tuple(find_times(text, date))
