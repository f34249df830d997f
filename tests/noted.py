"""Sentences in the notation of the tables: names stand as [surface|type], ↵ is a line break, headlines stand before ‖."""

from __future__ import annotations

import re

from kg.model import Article, Mention, Span, Text

TYPES = {"P": "Person", "A": "Agency", "L": "Place", "I": "Initiative", "E": "Event", "D": "Document", "H": "Honour"}
_NAME = re.compile(r"\[(?P<surface>[^\[\]|]+)\|(?P<type>[PALIEDH])\]")


def noted(notation: str) -> tuple[Article, tuple[Mention, ...]]:
    """The article and the mentions of a text in the notation."""
    headlines, _, body = notation.replace("↵", "\n").rpartition("‖")
    source = headlines + "\n" + body if headlines else body
    chars, mentions, at = "", [], 0
    for match in _NAME.finditer(source):
        chars += source[at : match.start()]
        span = Span(len(chars), len(chars) + len(match["surface"]))
        mentions.append(Mention("a1", span, match["surface"], TYPES[match["type"]], "noted"))
        chars += match["surface"]
        at = match.end()
    chars += source[at:]
    start = len(_NAME.sub(r"\g<surface>", headlines)) + 1 if headlines else 0
    return Article("a1", "p1", "news", None, (), (), Text(chars, tuple(range(len(chars)))), start), tuple(mentions)
