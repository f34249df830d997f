"""Folios: the number that a page bears in its issue, as a masthead, a file name and a jump mark print it."""

from __future__ import annotations

import re

_NUMBER = r"(?:[A-Za-z]?\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3}|头)"
_PRINTED = re.compile(rf"第?(?P<number>{_NUMBER})版")
_IN_LINE = re.compile(
    r"""
      \D{0,14}第(?P<full>[A-D]?\d{1,2}|[一二三四五六七八九十]{1,3})版               # 澜川日报 第3版 综合新闻
    | (?P<short>[A-D]?\d{1,2})版                                                # 3版 要闻
    | (?P<bare>[A-D]?\d{2})(?=[\u4e00-\u9fff]{2,8}\d{4}[年.\-/])                   # 03 综合新闻 2024年2月27日
    | (?P<letter>[A-D]\d{1,2})\Z                                               # A3
    """,
    re.X,
)
_IN_NAME = re.compile(r"(?:\A|[^A-Za-z0-9])(?P<number>[A-Da-d]?\d{1,2})(?P<page>版)?[^.\d]{0,12}\Z")
_NO_MASTHEAD = re.compile(r"[，。；（(]|下转|上接")
_FIGURES = {figure: value for value, figure in enumerate("一二三四五六七八九", start=1)}
_LONGEST = 60  # characters of a line that tells the page's place in the issue


def folio(number: str) -> str:
    """A folio in one form: Arabic, without leading noughts; the front page is 1.

    >>> [folio(number) for number in ("03", "A05", "三", "十二", "二十", "头")]
    ['3', 'A5', '3', '12', '20', '1']
    """
    if number == "头":
        return "1"
    letter = number[:1].upper() if number[:1].isascii() and number[:1].isalpha() else ""
    digits = number[len(letter) :]
    if digits.isascii():
        return letter + str(int(digits))
    tens, ten, ones = digits.rpartition("十")
    return str((_FIGURES.get(tens, 1) * 10 if ten else 0) + _FIGURES.get(ones, 0))


def printed_folio(text: str) -> str | None:
    """The folio in a stretch of text such as a jump mark.

    >>> printed_folio("（上接第03版）"), printed_folio("下转头版"), printed_folio("各版")
    ('3', '1', None)
    """
    found = _PRINTED.search(text)
    return folio(found["number"]) if found else None


def folio_of_page(name: str, raw: str, dated: bool) -> tuple[str, str] | None:
    """The folio of a page and how it is known: printed in a line of its own, or told by the file's name.

    A name tells it beside a date (`dated`) or with 版, else its number may be any.

    >>> folio_of_page("p.txt", "澜川日报\\n第3版 综合新闻 2024年2月27日", False)
    ('3', 'printed in the masthead')
    >>> folio_of_page("2024-02-27_A03.txt", "", True), folio_of_page("page_12.txt", "", False)
    (('A3', 'file name'), None)
    """
    for line in raw.split("\n"):
        text = "".join(line[: 2 * _LONGEST].split())
        short = len(line) <= 2 * _LONGEST and len(text) <= _LONGEST and not _NO_MASTHEAD.search(text)
        if short and (found := _IN_LINE.match(text)):
            return folio(next(number for number in found.groups() if number)), "printed in the masthead"
    named = _IN_NAME.search(name.rpartition(".")[0] or name)
    return (folio(named["number"]), "file name") if named and (dated or named["page"]) else None
