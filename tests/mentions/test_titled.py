"""The tables of initiatives, events, documents and honours, and the laws that hold for each on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from titled import PAGE, article, rows, settled

from extractors.mentions.documents import find_documents
from extractors.mentions.events import find_events
from extractors.mentions.honours import find_honours
from extractors.mentions.initiatives import find_initiatives
from kg.extract import MentionExtractor

# The extractor of each table, and the types that its table lists; documents also yield newspapers as agencies.
FINDERS = {
    "initiatives": (find_initiatives, None),
    "events": (find_events, "Event"),
    "documents": (find_documents, "Document"),
    "honours": (find_honours, "Honour"),
}
TABLE = [(name, text, surfaces) for name in FINDERS for text, surfaces in rows(name)]
MARKS = [*"“”‘’《》（）、，。\n的在将一"]
WORDS = "开展 荣获 召开 行动 活动 会议 全市 2024年 四大 名单 《办法》 工作机制 安全 澜川"
PIECES = st.lists(st.sampled_from(MARKS + WORDS.split()), max_size=30).map("".join)
each = pytest.mark.parametrize("find", [find for find, _ in FINDERS.values()], ids=FINDERS)


@pytest.mark.parametrize(("name", "text", "surfaces"), TABLE, ids=[f"{name}: {text}" for name, text, _ in TABLE])
def test_table(name: str, text: str, surfaces: list[str]) -> None:
    find, only = FINDERS[name]
    assert [m.surface for m in settled(find, text) if only is None or m.type == only] == surfaces


@each
@given(chars=PIECES | st.text(max_size=60))
def test_any_text_gives_spans_of_itself(find: MentionExtractor, chars: str) -> None:
    """No text raises; every mention lies in the text, and its surface is what stands there."""
    for mention in find(article(chars), PAGE):
        assert 0 <= mention.span.start < mention.span.end <= len(chars)
        assert mention.surface == chars[mention.span.start : mention.span.end]


@each
@given(chars=PIECES)
def test_twice_gives_the_same(find: MentionExtractor, chars: str) -> None:
    assert list(find(article(chars), PAGE)) == list(find(article(chars), PAGE))
