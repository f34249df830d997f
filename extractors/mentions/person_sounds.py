"""Foreign names written by sound in one piece: 叶利钦, 特朗普. Those with a dot: `person_peoples`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.mentions.person_context import Guess, place_or_body, rule_of, stands_after, stands_before
from extractors.mentions.person_names import Window, foreign_weight, known, sounds
from kg.lexicon import Matcher, words
from kg.model import Span

_WEAK = -1.0  # as in `people`: below it a guess is dropped at once
_BODY = 6.0


@functools.cache
def _foreign_run() -> re.Pattern[str]:
    """A run of characters that write names by sound: 叶利钦."""
    chars = "".join(sorted(sounds()))
    return re.compile(f"[{chars}]{{2,}}")


@functools.cache
def _long_places() -> Matcher:
    """Places and things written by sound that are longer than the words of a window: 马达加斯加."""
    return Matcher(word for word in words("person_not_foreign") if len(word) > 3)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of characters that write foreign names by sound, without long place names."""
    for match in _foreign_run().finditer(text):
        low, high = match.span()
        for start, end, _ in _long_places().finditer(match.group()):
            if match.start() + start - low >= 2:
                yield low, match.start() + start
            low = match.start() + end
        if high - low >= 2:
            yield low, min(high, low + 24)


def foreign(text: str) -> Iterator[list[Guess]]:
    """Names written by sound: of each run the stretch that speaks most for a name."""
    for low, high in _runs(text):
        window = Window(text, low, high)
        guesses = []
        for start in range(low, high - 1):
            rule, before = stands_before(text, start)
            for end in range(start + 2, min(high, start + 8) + 1):
                weight = foreign_weight(text[start:end])
                kind, after = stands_after(text, end)
                total = window.margin(start, end, weight) + before + after
                total -= 4.0 if end - start == 2 and text[start:end] not in known() else 0.0
                total -= _BODY if place_or_body(text, end) or (not rule and text[end - 1] in "山河湖岭川") else 0.0
                total -= _BODY if text[end : end + 1] == "”" and text[start - 1 : start] == "“" else 0.0
                name = rule_of(rule, kind, "foreign")
                guesses.append(Guess(Span(start, end), text[start:end], total, name))
        guesses.sort(key=lambda guess: (-guess.weight, guess.span))
        if guesses[0].weight > _WEAK:
            yield guesses[:4]
