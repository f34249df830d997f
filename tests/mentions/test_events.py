"""find_events: what its table cannot say."""

from __future__ import annotations

from titled import settled

from extractors.mentions.events import find_events
from kg.model import Mention


def found(chars: str, head: str = "") -> list[Mention]:
    """The settled mentions, in text order."""
    return settled(find_events, chars, head)


def test_an_anaphor_reads_as_the_event() -> None:
    """此次培训 is the training named before; without one it is nothing."""
    assert found("2023年全省养老护理员培训班开班，此次培训为期3天。")[1].reading == "2023年全省养老护理员培训班"
    assert found("此次培训为期3天。") == []
