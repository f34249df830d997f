"""find_documents: what its table cannot say."""

from __future__ import annotations

import pytest
from titled import settled

from extractors.mentions.documents import find_documents
from kg.model import Mention


def found(chars: str, head: str = "") -> list[Mention]:
    """The settled mentions, in text order."""
    return settled(find_documents, chars, head)


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
