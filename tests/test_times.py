"""Times in the text: one table, and what holds for any text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout import TOP

from kg.times import find_times

LINES = (TOP / "tests" / "tables" / "times.tsv").read_text(encoding="utf-8").splitlines()[3:]
ROWS = [tuple(line.split("\t")) for line in LINES]


@pytest.mark.parametrize(("date", "text", "expected"), ROWS)
def test_row(date: str, text: str, expected: str) -> None:
    found = [f"{t.when.phrase}={t.when.start or ''}/{t.when.end or ''}" for t in find_times(text, date or None)]
    assert (" ; ".join(found) or "-") == expected


PIECES = ("今年", "去年", "2024年", "5月", "2月", "30日", "31日", "1", "12", "至", "—", "上旬", "底", "昨日", "上午", "当天", "上周五", "本月", "近日",
          "自", "截至", "以来", "前", "起", "，", "。", "将", "十四五", "期间", "前10个月", "一季度", "元", "年来", "三")  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.dates(datetime.date(1980, 1, 1), datetime.date(2035, 12, 31)))
def test_any_text_is_survived(pieces: list[str], date: datetime.date) -> None:
    text = "".join(pieces)
    last = 0
    for timed in find_times(text, date.isoformat()):
        assert text[timed.span.start : timed.span.end] == timed.when.phrase != ""
        assert timed.span.start >= last
        last = timed.span.end
        first, end = timed.when.start, timed.when.end
        assert first is None or end is None or first <= end
        for day in (first, end):
            assert day is None or datetime.date.fromisoformat(day)


def test_without_a_date_only_whole_dates_are_known() -> None:
    found = [(t.when.phrase, t.when.known) for t in find_times("2024年5月6日、5月6日、昨日、去年", None)]
    assert found == [("2024年5月6日", True), ("5月6日", False), ("昨日", False), ("去年", False)]
