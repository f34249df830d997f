"""Figures of entities: one table, a behaviour per row, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout import TOP
from noted import TYPES, noted

from extractors.measures import find_measures
from extractors.measures.numbers import figures
from kg.model import BOUNDS, Article, Mention, Page, Span, Text
from kg.pipeline import process
from kg.resolve import resolve

BOUND = dict(zip(BOUNDS, ("", ">", "<", "~"), strict=True))
CHANGE = {"": "", "increase": "+", "decrease": "-"}
LINES = (TOP / "tests" / "tables" / "measures.tsv").read_text(encoding="utf-8").splitlines()[3:]
ROWS = [tuple(line.split("\t")) for line in LINES]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_row(text: str, expected: str) -> None:
    article, mentions = noted(text)
    found = list(find_measures(article, Page("p", article.chars, home="襄阳市", date="2024-11-28"), mentions))
    told = [
        "|".join((m.subject.name, f.what, str(f.value), f.unit, BOUND[f.bound], CHANGE[f.change]))
        for m in found
        for f in (m.figure,)
    ]
    assert sorted(told) == sorted([] if expected == "-" else expected.split(" ; "))


def test_the_table_is_wide_enough() -> None:
    assert len(ROWS) >= 80
    assert sum(expected == "-" for _, expected in ROWS) >= 25


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2849人次", 2849, "人次"),
        ("106.6亿元", 10_660_000_000, "元"),
        ("1,200吨", 1200, "吨"),
        ("3500余份", 3500, "份"),
        ("20多万元", 200_000, "元"),
        ("两千余户", 2000, "户"),
        ("百分之九十六", 96, "%"),
        ("0.2个百分点", 0.2, "百分点"),
    ],
)
def test_numbers(text: str, value: float, unit: str) -> None:
    (found,) = figures(text, 0, len(text), ())
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("text", ["第3场", "前3位", "3个月", "5个工作日", "20人大代表", "12人民币", "万一", "十分"])
def test_what_is_no_count(text: str) -> None:
    assert list(figures(text, 0, len(text), ())) == []


PIECES = ("市公安局", "出动", "检查商户", "办结率", "达", "近", "余", "同比增长", "家企业", "12", "3.5", "万", "亿元", "%", "名", "，", "。", "、", "；",
          "全市", "一企业", "将", "今年1至10月，", "百", "分别", "入驻", "\n", "每")  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.data())
def test_any_text_is_survived_and_evidence_lies_in_it(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    article = Article("a", "p", "news", None, (), (), Text(text, tuple(range(len(text)))))
    mentions, at = [], 0
    while at + 2 <= len(text) and data.draw(st.booleans()):
        start = data.draw(st.integers(at, len(text) - 2))
        kind = data.draw(st.sampled_from(sorted(TYPES.values())))
        mentions.append(Mention("a", Span(start, start + 2), text[start : start + 2], kind, "drawn"))
        at = start + 2
    for measure in find_measures(article, Page("p", text, home="襄阳市"), mentions):
        assert 0 <= measure.evidence.start < measure.evidence.end <= len(text)
        assert measure.subject.implied or measure.subject in mentions
        assert measure.figure.what and measure.figure.bound in BOUNDS
        assert any(char in text for char in measure.figure.what)


def test_one_measure_of_two_pages_has_two_quotes() -> None:
    text = "本报讯（记者沈微）市公安局出动警力120人次。"
    pages = [Page(f"{n}.txt", text, home="襄阳市", date=f"2024-11-2{n}") for n in (1, 2)]
    (measure,) = resolve([process(page) for page in pages]).measures
    assert (measure.entity, measure.figure.what, measure.figure.value) == ("agency:襄阳市公安局", "出动警力", 120)
    assert (len(measure.evidence), measure.observed) == (2, "2024-11-21")


def test_figures_of_two_times_stay_two() -> None:
    text = "2023年，市公安局出动警力120人次。2024年，市公安局出动警力120人次。"
    collection = resolve([process(Page("p.txt", text, home="襄阳市", date="2024-11-28"))])
    assert [measure.when.start for measure in collection.measures if measure.when] == ["2023-01-01", "2024-01-01"]
