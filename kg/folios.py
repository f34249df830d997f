"""Folios: the number that a page bears in its issue, as a masthead, a file name and a jump mark print it."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = r"(?:[A-Za-zＡ-Ｄ]?\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3}|头)"
_PRINTED = re.compile(rf"第?(?P<number>{_NUMBER})(?:[、，至\-—]{_NUMBER})*版|(?P<letter>[A-ZＡ-Ｄ]\d{{1,2}})(?!\d)")
_DATE = r"\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}"
_IN_LINE = re.compile(
    rf"""
      (?P<before>[^\d见转详于]{{0,14}})第(?P<full>[A-D]?\d{{1,2}}|[一二三四五六七八九十]{{1,3}})版(?![权面本式画图费次])(?P<after>.*)  # 澜川日报 第3版 综合新闻
    | (?P<short>[A-D]?\d{{1,2}})版(?![权面本式画图费次])(?P<rest>.*)                         # 3版 要闻
    | (?P<bare>[A-D]?\d{{2}})(?=[\u4e00-\u9fff]{{2,8}}{_DATE})                            # 03 综合新闻 2024年2月27日
    | 版[次面][:：]?第?(?P<named>[A-D]?\d{{1,2}})版?\Z                                      # 版次：03
    | (?P<letter>[A-D]\d{{1,2}})\Z                                                      # A3
    """,
    re.X,
)
# What else stands in a line with the folio: the paper, the date, the section, the editors.
_BESIDE = re.compile(
    rf"{_DATE}日?|星期[一二三四五六日天]|农历[\u4e00-\u9fff]{{2,10}}|[\u4e00-\u9fff]{{2,6}}(?:日报|晚报|晨报|早报|时报|商报|周报|都市报|导报|报)"
    r"|(?:责任?编辑?|责编|美编|版式|校对|编辑|组版|主编|电话|热线)[:：]?[\u3400-\u9fff\d\-]{2,14}|[^\u4e00-\u9fff]"
)
_SECTION = 8  # characters of a section's name that may remain
_EDGE = 15  # lines at the top and foot of a page among which its frame stands
_IN_NAME = re.compile(r"(?:\A|[^A-Za-z0-9])(?P<number>[A-Da-d]?\d{1,2})(?P<page>版)?[^.\d]{0,12}\Z")
_NO_MASTHEAD = re.compile(r"[，。；（(《]|下转|上接|导读")
_FIGURES = {figure: value for value, figure in enumerate("一二三四五六七八九", start=1)}
_LONGEST = 60  # characters of a line that tells the page's place in the issue


def folio(number: str) -> str:
    """A folio in one form: Arabic, without leading noughts; the front page is 1.

    >>> [folio(number) for number in ("03", "A05", "三", "十二", "二十", "头")]
    ['3', 'A5', '3', '12', '20', '1']
    """
    if number == "头":
        return "1"
    number = unicodedata.normalize("NFKC", number)  # ３ and Ａ３ as well
    letter = number[:1].upper() if number[:1].isascii() and number[:1].isalpha() else ""
    digits = number[len(letter) :]
    if digits.isdecimal():
        return letter + str(int(digits))
    tens, ten, ones = digits.rpartition("十")
    return str((_FIGURES.get(tens, 1) * 10 if ten else 0) + _FIGURES.get(ones, 0))


def printed_folio(text: str) -> str | None:
    """The folio in a stretch of text such as a jump mark.

    >>> printed_folio("（上接第03版）"), printed_folio("下转头版"), printed_folio("各版"), printed_folio("下转第３版")
    ('3', '1', None, '3')
    """
    found = _PRINTED.search(text)
    return folio(found["number"] or found["letter"]) if found else None


def folio_of_page(name: str, raw: str, dated: bool) -> tuple[str, str] | None:
    """The folio of a page and how it is known: told by the file's name, or printed in a line of the page's frame.

    A name tells it beside a date (`dated`) or with 版, else its number may be any.

    >>> folio_of_page("p.txt", "澜川日报\\n第3版 综合新闻 2024年2月27日", False)
    ('3', 'printed in the masthead')
    >>> folio_of_page("2024-02-27_A03.txt", "", True), folio_of_page("page_12.txt", "", False)
    (('A3', 'file name'), None)
    """
    named = _IN_NAME.search(name.rpartition(".")[0] or name)
    if named and (dated or named["page"]):
        return folio(named["number"]), "file name"
    lines = [text for line in raw.split("\n") if (text := "".join(line[: 2 * _LONGEST].split()))]
    for text in lines if len(lines) < 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]:
        found = _IN_LINE.match(text) if len(text) <= _LONGEST and not _NO_MASTHEAD.search(text) else None
        beside = (found["before"] or "") + (found["after"] or found["rest"] or "") if found else ""
        if found and len(_BESIDE.sub("", beside)) <= _SECTION:
            number = next(found[name] for name in ("full", "short", "bare", "named", "letter") if found[name])
            return folio(number), "printed in the masthead"
    return None
