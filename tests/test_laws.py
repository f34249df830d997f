"""Laws of the straight line: they hold on any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layout import SEEDS

from kg.model import Collection, Page
from kg.pipeline import process
from kg.read import find, read
from kg.resolve import resolve
from kg.schema import allows

# What news is made of: fragments that set off rules, so that random texts reach deep into them.
FRAGMENTS = (
    "本报讯（记者王一 通讯员李二三）", "近日，", "3月4日，", "市公安局", "区委书记", "陈立强", "、", "，", "。", "\n", "\n\n", " ", "“", "”",
    "《", "》", "启动", "“清风”", "专项行动", "召开", "会议", "主持", "强调", "云川市", "甲山区", "荣获", "全国文明城市", "称号", "等", "联合",
    "位于", "镇", "村", "公司", "有限公司", "董事长", "该局", "我市", "此次活动", "《办法》", "印发", "□", "记者", "（周七 摄）", "上接第1版",
    "五大行动", "在", "举行", "参加", "调研", "副区长", "欧阳", "2024年", "2 月 26 日", "的", "由", "主办", "授予", "\u3000", "Ａ", "a", "1",
)  # fmt: skip
texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=60).map("".join)
homes = st.sampled_from([None, "荆州市", "荆州市荆州区", "公安县", "云川市甲山区", "不存在"])


def check(page: Page, collection: Collection) -> None:
    """Every offset, quote and reference of a collection of one page holds."""
    articles = {article.id: article for article in collection.articles}
    for article in collection.articles:
        assert [page.raw[o] for o in article.text.offsets] == list(article.chars)
        assert 0 <= article.body <= len(article.chars)
    ids = {entity.id for entity in collection.entities}
    assert len(ids) == len(collection.entities)
    for mention, entity in zip(collection.mentions, collection.resolved, strict=True):
        assert articles[mention.article].quote(mention.span) == mention.surface
        assert entity in ids
    types = {entity.id: entity.type for entity in collection.entities}
    for statement in collection.statements:
        assert statement.evidence
        assert statement.subject != statement.object
        assert allows(types[statement.subject], statement.predicate, types[statement.object])
        for evidence in statement.evidence:
            assert evidence.quote
            assert articles[evidence.article].quote(evidence.span) == evidence.quote


@given(texts, homes)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_a_sound_collection(text: str, home: str | None) -> None:
    page = Page("p.txt", text, home=home)
    check(page, resolve([process(page)]))


@given(texts)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_lost_in_silence(text: str) -> None:
    page = Page("p.txt", text)
    result = process(page)
    held = [o for article in result.articles for o in article.text.offsets if not text[o].isspace()]
    left = [o for piece in result.left_out for o in range(piece.start, piece.end) if not text[o].isspace()]
    assert sorted(held + left) == [o for o, character in enumerate(text) if not character.isspace()]


def test_sample_pages_are_sound() -> None:
    for source in find([SEEDS / "pages"])[0]:
        page = read(source)
        check(page, resolve([process(page)]))


@pytest.mark.parametrize("turn", range(3))
def test_resolution_does_not_depend_on_the_order_of_pages(turn: int) -> None:
    results = [process(read(source)) for source in find([SEEDS / "pages"])[0]]
    turned = list(itertools.islice(itertools.cycle(results), turn, turn + len(results)))
    assert resolve(turned) == resolve(reversed(results))
