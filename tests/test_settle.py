"""Settling: one place chooses among overlapping mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import settle
from kg.model import Mention, Span
from kg.schema import TYPES

TEXT = "市公安局交警支队联合市教育局启动“护苗”专项行动"


def mention(surface: str, type_name: str, rule: str = "r") -> Mention:
    start = TEXT.index(surface)
    return Mention("a", Span(start, start + len(surface)), surface, type_name, rule)


@pytest.mark.parametrize(
    ("candidates", "kept"),
    [
        ([("市公安局", "Agency"), ("市公安局交警支队", "Agency")], ["市公安局交警支队"]),
        ([("“护苗”专项行动", "Initiative"), ("护苗", "Honour")], ["“护苗”专项行动"]),
        ([("市教育局", "Agency"), ("市公安局", "Agency")], ["市公安局", "市教育局"]),
        ([("市公安局交警支队联合市教育局", "Agency", "weak?"), ("市公安局交警支队", "Agency")], ["市公安局交警支队"]),
        ([("交警支队", "Agency"), ("交警支队", "Person")], ["交警支队"]),
        ([], []),
    ],
)
def test_table(candidates: list[tuple[str, ...]], kept: list[str]) -> None:
    assert [row.mention.surface for row in settle(mention(*c) for c in candidates)] == kept


def test_the_loser_is_told_under_its_winner() -> None:
    (row,) = settle([mention("市公安局", "Agency"), mention("市公安局交警支队", "Agency")])
    assert [loser.surface for loser in row.beat] == ["市公安局"]


spans = st.tuples(st.integers(0, 24), st.integers(1, 12)).map(lambda t: Span(t[0], t[0] + t[1]))
mentions = st.builds(
    lambda span, type_name, weak: Mention("a", span, "x" * len(span), type_name, "r?" if weak else "r"),
    spans,
    st.sampled_from(sorted(TYPES)),
    st.booleans(),
)


@given(st.lists(mentions, max_size=30), st.randoms())
def test_laws(candidates: list[Mention], random) -> None:
    kept = [row.mention for row in settle(candidates)]
    shuffled = candidates[:]
    random.shuffle(shuffled)
    assert [row.mention for row in settle(shuffled)] == kept, "the order of candidates does not matter"
    assert all(not a.span.overlaps(b.span) for a in kept for b in kept if a is not b)
    assert [row.mention for row in settle(kept)] == kept, "settling is idempotent"
    assert all(any(c.span.overlaps(k.span) for k in kept) for c in candidates), "nothing is lost without a winner"
    assert kept == sorted(kept, key=lambda m: m.span)
