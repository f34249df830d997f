"""find_honours on sentences of invented cities, and the laws that hold on any text."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.mentions.honours import find_honours
from kg.extract import settle
from kg.model import Article, Mention, Page, Text

TABLE = pathlib.Path(__file__).parents[1] / "tables" / "honours.tsv"
ROWS = [
    (text, surfaces.split(" | ") if surfaces else [])
    for text, _, surfaces in (
        line.partition("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
][1:]
TYPE = "Honour"
PAGE = Page("p", "", home="澜川市望江区")


def article(chars: str, head: str = "") -> Article:
    """An article of a headline and a body; where its characters stood on the page does not matter here."""
    whole = head + chars
    return Article("p#0", "p", "news", head.strip() or None, (), (), Text(whole, (0,) * len(whole)), len(head))


def found(chars: str, head: str = "") -> list[Mention]:
    """The settled mentions, in text order."""
    return [settled.mention for settled in settle(find_honours(article(chars, head), PAGE))]


PIECES = st.sampled_from(
    [
        *"“”‘’《》（）、，。\n的在将一",
        "开展",
        "荣获",
        "召开",
        "行动",
        "活动",
        "会议",
        "全市",
        "2024年",
        "四大",
        "名单",
        "《办法》",
        "工作机制",
        "安全",
        "澜川",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_gives_spans_of_itself(chars: str) -> None:
    """No text raises; every mention lies in the text, and its surface is what stands there."""
    for mention in find_honours(article(chars), PAGE):
        assert 0 <= mention.span.start < mention.span.end <= len(chars)
        assert mention.surface == chars[mention.span.start : mention.span.end]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_twice_gives_the_same(chars: str) -> None:
    """The same text gives the same mentions in the same order."""
    assert list(find_honours(article(chars), PAGE)) == list(find_honours(article(chars), PAGE))


@pytest.mark.parametrize(("text", "surfaces"), ROWS, ids=[text for text, _ in ROWS])
def test_table(text: str, surfaces: list[str]) -> None:
    """Each row of the table."""
    assert [mention.surface for mention in found(text) if mention.type == TYPE] == surfaces


def test_a_title_counts_where_it_is_repeated() -> None:
    """What was conferred in one sentence is the same honour in the headline."""
    assert [m.surface for m in found("县税务局获评全国模范机关示范单位。", "争当全国模范机关示范单位\n")] == [
        "全国模范机关示范单位"
    ] * 2
