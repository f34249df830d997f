"""Words that are never part of an organisation's name, at which the walk to the left ends."""

from __future__ import annotations

import functools

from kg.lexicon import words


def is_name_character(character: str) -> bool:
    """Whether a character may stand in a proper name: a Han character, a letter, a digit."""
    return "\u4e00" <= character <= "\u9fff" or character.isalnum()


@functools.cache
def all_edges() -> frozenset[str]:
    """All words that are never part of a name."""
    return words("agency_edges") | words("agency_verbs")


_WAYS = frozenset("路街巷村桥")
# Nouns for people after which streets and villages are named: 青年路派出所, 工人村社区.
_NAMESAKES = frozenset(("青年", "少年", "儿童", "学生", "工人", "老人"))


def edge_before(text: str, end: int) -> int:
    """The length of the longest edge word that ends at `end`; 0 where none does.

    >>> edge_before("记者走进", 4), edge_before("江汉", 2), edge_before("青年志愿者", 2), edge_before("青年路街道", 2)
    (2, 0, 2, 0)
    """
    edges = all_edges()
    length = next((n for n in range(min(5, end), 0, -1) if text[end - n : end] in edges), 0)
    return 0 if text[end - length : end] in _NAMESAKES and text[end : end + 1] in _WAYS else length
