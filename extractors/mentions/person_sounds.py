"""Names written by sound: 叶利钦, 阿依古丽·买买提, 科菲·安南."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.mentions.person_context import Guess, place_or_body, rule_of, stands_after, stands_before
from extractors.mentions.person_names import Window, foreign_weight, known, sounds, word_weights
from kg.lexicon import Matcher, words
from kg.model import Span
from kg.posts import post_before

_WEAK = -1.0  # as in `people`: below it a guess is dropped at once
_BODY = 6.0


@functools.cache
def _foreign_run() -> re.Pattern[str]:
    """A run of characters that write names by sound, with the dot between the parts of a name: 科菲·安南."""
    chars = "".join(sorted(sounds()))
    return re.compile(f"[{chars}]{{2,}}")


# 科菲·安南, 阿依古丽·买买提: the dot makes it a name, whatever the characters; the last part ends where words begin.
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,9})+")


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
                total -= _BODY if place_or_body(text, end) else 0.0
                name = rule_of(rule, kind, "foreign")
                guesses.append(Guess(Span(start, end), text[start:end], total, name))
        guesses.sort(key=lambda guess: (-guess.weight, guess.span))
        if guesses[0].weight > _WEAK:
            yield guesses[:4]


def dotted(text: str) -> Iterator[Guess]:
    """Names of several parts with dots between them: 联合国秘书长科菲·安南说."""
    listed = sounds()
    for match in _DOTTED.finditer(text):
        low, high = match.span()
        first = next(at for at in range(low, high) if text[at] in "·•・")
        start = first
        while start > low and text[start - 1] in listed and not (start < first and _word_ends(text, start)):
            start -= 1
        last = next(at for at in range(high - 1, low, -1) if text[at] in "·•・") + 1
        end = last
        while end < high and (text[end] in listed or end == last) and not (end > last and _word_begins(text, end)):
            end += 1
        if start == first or text[start - 1 : start] in ("“", "《") or place_or_body(text, end):
            continue
        yield Guess(Span(start, end), text[start:end], 40.0, "dotted")


_COMMON = -11.5  # a word that is common enough to end a foreign name before it: 日前, 希望


def _word_ends(text: str, end: int) -> bool:
    """Whether a post or a common word ends here, so that a foreign name begins after it: 意大利|马里奥·蒙蒂."""
    usual = word_weights()
    return bool(post_before(text, end)) or any(
        usual.get(text[end - n : end], -99.0) > _COMMON for n in (3, 4) if end >= n
    )


def _word_begins(text: str, start: int) -> bool:
    """Whether a common word of two characters begins here: 安德森|日前."""
    return word_weights().get(text[start : start + 2], -99.0) > _COMMON
