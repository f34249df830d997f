"""find_documents on sentences of invented cities, and the laws that hold on any text."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.mentions.documents import find_documents
from kg.extract import settle
from kg.model import Article, Mention, Page, Text

TABLE = pathlib.Path(__file__).parents[1] / "tables" / "documents.tsv"
ROWS = [
    (text, surfaces.split(" | ") if surfaces else [])
    for text, _, surfaces in (
        line.partition("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
][1:]
TYPE = "Document"
PAGE = Page("p", "", home="澜川市望江区")


def article(chars: str, head: str = "") -> Article:
    """An article of a headline and a body; where its characters stood on the page does not matter here."""
    whole = head + chars
    return Article("p#0", "p", "news", head.strip() or None, (), (), Text(whole, (0,) * len(whole)), len(head))


def found(chars: str, head: str = "") -> list[Mention]:
    """The settled mentions, in text order."""
    return [settled.mention for settled in settle(find_documents(article(chars, head), PAGE))]


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
    for mention in find_documents(article(chars), PAGE):
        assert 0 <= mention.span.start < mention.span.end <= len(chars)
        assert mention.surface == chars[mention.span.start : mention.span.end]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_twice_gives_the_same(chars: str) -> None:
    """The same text gives the same mentions in the same order."""
    assert list(find_documents(article(chars), PAGE)) == list(find_documents(article(chars), PAGE))


@pytest.mark.parametrize(("text", "surfaces"), ROWS, ids=[text for text, _ in ROWS])
def test_table(text: str, surfaces: list[str]) -> None:
    """Each row of the table."""
    assert [mention.surface for mention in found(text) if mention.type == TYPE] == surfaces


@pytest.mark.parametrize("title", ["清江日报", "云岭晚报", "半月谈", "光明日报", "清江周刊"])
def test_a_newspaper_is_an_agency(title: str) -> None:
    """A newspaper's title in 《》 is an agency of kind media."""
    assert [(m.type, m.kind, m.rule) for m in found(f"据《{title}》报道。")] == [("Agency", "media", "documents.media")]


def test_a_short_title_reads_as_the_full_one() -> None:
    """《办法》 reads as the title before it, in a headline as the one after it."""
    assert found("《甲市绿化办法（试行）》出台，《办法》共六章。")[1].reading == "甲市绿化办法（试行）"
    assert found("《甲市绿化条例》出台。", "《条例》施行\n")[0].reading == "甲市绿化条例"


def test_a_headline_label_is_the_title_without_its_marks() -> None:
    """A column's label on a line of its own is the title that the body gives in 《》."""
    assert [m.surface for m in found("本报推出《大河人物》专栏。", "大河人物\n守堤三十年\n")] == [
        "大河人物",
        "《大河人物》",
    ]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("《云岭米粉制作技术规程》发布，《规程》共八章。", "云岭米粉制作技术规程"),
        ("该村制定《柳溪村灯光管理公约》，《公约》规定熄灯时间。", "柳溪村灯光管理公约"),
        ("通过《关于推进油茶发展的建议案》，《建议案》提出三点。", "关于推进油茶发展的建议案"),
        ("修订《云岭县防汛应急预案》，该预案即日施行。", "云岭县防汛应急预案"),
    ],
)
def test_short_titles_of_every_sort_point_back(text: str, reading: str) -> None:
    """《规程》, 《公约》, 《建议案》 and 该预案 read as the full title of the article."""
    assert found(text)[1].reading == reading


def test_our_city_in_a_title_is_the_home() -> None:
    """我区 in a title reads as the home's district; where the home has no such level it stays."""
    assert found("《关于推进我区旅游的建议》通过。")[0].reading == "关于推进望江区旅游的建议"
    assert found("《关于推进我县旅游的建议》通过。")[0].reading is None
