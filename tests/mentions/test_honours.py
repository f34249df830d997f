"""find_honours: what its table cannot say."""

from __future__ import annotations

from titled import settled

from extractors.mentions.honours import find_honours
from kg.model import Mention


def found(chars: str, head: str = "") -> list[Mention]:
    """The settled mentions, in text order."""
    return settled(find_honours, chars, head)


def test_a_title_counts_where_it_is_repeated() -> None:
    """What was conferred in one sentence is the same honour in the headline."""
    assert [m.surface for m in found("县税务局获评全国模范机关示范单位。", "争当全国模范机关示范单位\n")] == [
        "全国模范机关示范单位"
    ] * 2
