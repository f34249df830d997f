"""An agency goes by the fullest name that the pages of its home print."""

from __future__ import annotations

import pytest

from kg.model import Page
from kg.pipeline import process
from kg.resolve import resolve


def agencies(home: str, *sentences: str) -> set[str]:
    """The names of the agencies of a collection with one page for each sentence."""
    pages = [Page(f"p{n}.txt", f"本报讯（记者沈微）{text}", home=home) for n, text in enumerate(sentences)]
    collection = resolve([process(page) for page in pages])
    return {entity.name for entity in collection.entities if entity.type == "Agency"}


@pytest.mark.parametrize(
    ("home", "sentences", "names"),
    [
        ("长沙市", ["5月6日，市城管局开展检查。"], {"长沙市城市管理局"}),
        ("长沙市", ["市城管局开展检查。", "长沙市城市管理和综合执法局开展巡查。"], {"长沙市城市管理和综合执法局"}),
        ("长沙市", ["市城管局法制处开展检查。", "市城市管理和综合执法局开展巡查。"], {"长沙市城市管理和综合执法局法制处", "长沙市城市管理和综合执法局"}),
        ("绵阳市", ["市交警支队开展检查。", "市公安局交通管理局开展巡查。"], {"绵阳市公安局交通管理局"}),
        ("兰州市", ["兰州一中举行典礼。", "甘肃省兰州第一中学举行考试。"], {"甘肃省兰州第一中学"}),
        # Two fuller names and one short form: which is meant can't be told.
        ("长沙市", ["市城管局开展检查。", "市城市管理和综合执法局走访。", "市城市管理执法局走访。"],
         {"长沙市城市管理局", "长沙市城市管理和综合执法局", "长沙市城市管理执法局"}),
        # Other functions, other places.
        ("长沙市", ["市工商局开展检查。", "市工业商务和信息化局走访。"], {"长沙市工商行政管理局", "长沙市工业商务和信息化局"}),
        ("长沙市", ["市城管局开展检查。", "岳麓区城市管理和综合执法局走访。"], {"长沙市城市管理局", "长沙市岳麓区城市管理和综合执法局"}),
        ("长沙市", ["长沙一中举行典礼。", "长沙二中举行典礼。"], {"长沙市第一中学", "长沙市第二中学"}),
    ],
)  # fmt: skip
def test_the_name_that_is_printed(home: str, sentences: list[str], names: set[str]) -> None:
    found = agencies(home, *sentences)
    assert found - {"长沙市公安局", "绵阳市公安局"} == names


def test_each_home_has_its_own_bureau() -> None:
    pages = [
        Page("a.txt", "市城管局检查。", home="长沙市"),
        Page("b.txt", "市城市管理和综合执法局走访。", home="绵阳市"),
    ]
    collection = resolve([process(page) for page in pages])
    assert {e.name for e in collection.entities} == {"长沙市城市管理局", "绵阳市城市管理和综合执法局"}
