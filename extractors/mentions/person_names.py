"""How likely a stretch of text is a person's name: names weighed against ordinary words.

A name is an edge in a lattice of words. `margin` says by how many nats the best cut of the surrounding characters with
the name beats the best cut without it: in 周立主持 it speaks for 周立 and against 周立主, since 主持 is a word; in 高质量发展 it
speaks against any name. Names are Chinese (surname and given name), Japanese, or written by sound (叶利钦).
"""

from __future__ import annotations

import functools
import math

from kg.lexicon import table, words

# Natural logarithms. A listed famous name; the share of names among words of news; one given character against two;
# a character that no list holds; a surname that no list holds.
_KNOWN = -8.0
_NAME = -4.0
_ONE, _TWO = math.log(0.2), math.log(0.8)
_RARE_GIVEN = -9.6
_FOREIGN = -5.5
_TOTAL = 60_101_967  # how many words the counts of person_words.tsv were taken over
_UNKNOWN_CHARACTER = -13.5
_LONGEST_WORD = 4
_REACH = 4  # characters looked at on either side of a name: the longest word that could cross its edge
_LONGEST_FOREIGN = 9


@functools.cache
def word_weights() -> dict[str, float]:
    """The logarithm of each ordinary word's probability."""
    weights: dict[str, float] = {}
    for row in table("person_words"):
        weight = int(row["weight"]) / 2 - math.log(_TOTAL)
        weights.update(dict.fromkeys(row["words"].split(), weight))
    # Names of divisions (余姚, 马鞍山) and words written by sound are no people, however rare in print.
    for row in table("divisions"):
        for form in (row["name"], row["short"]):
            if form:
                weights.setdefault(form, -10.5)
    for word in words("person_not_foreign"):
        weights[word] = max(weights.get(word, -99.0), -9.5)
    return weights


@functools.cache
def surnames() -> dict[str, float]:
    """The logarithm of the share of people who bear each surname."""
    return {row["surname"]: math.log(float(row["per10000"]) / 10_000) for row in table("surnames")}


@functools.cache
def _given() -> tuple[dict[str, float], dict[str, float]]:
    rows = table("given_names")
    first = {row["char"]: int(row["first"]) / 10 for row in rows}
    last = {row["char"]: int(row["last"]) / 10 for row in rows}
    return first, last


@functools.cache
def given_odds() -> tuple[dict[str, float], dict[str, float]]:
    """The odds of a first and a last character of given names against the same character as a word."""
    weights = word_weights()
    first, last = (
        {char: weight - weights.get(char, _UNKNOWN_CHARACTER) for char, weight in shares.items()} for shares in _given()
    )
    return first, last


@functools.cache
def known() -> frozenset[str]:
    """Names of people whom every newspaper names without a title, and frequent foreign names."""
    return words("person_known") | words("person_foreign")


@functools.cache
def sounds() -> dict[str, float]:
    """The logarithm of the share of each character that writes foreign names by sound."""
    return {row["char"]: int(row["share"]) / 10 for row in table("person_transliteration")}


@functools.cache
def japanese() -> frozenset[str]:
    """Japanese surnames of two and more characters."""
    return words("person_japanese")


def split_surname(name: str) -> int:
    """How many characters of a name are its surname; 0 where it begins with none.

    >>> split_surname("欧阳雪"), split_surname("王小雪"), split_surname("的小雪")
    (2, 1, 0)
    """
    listed = surnames()
    if len(name) > 2 and name[:2] in listed:
        return 2
    return 1 if name[:1] in listed else 0


def given_weight(given: str) -> float:
    """The logarithm of a given name's probability, of one or two characters.

    >>> given_weight("建国") > given_weight("质量")
    True
    """
    first, last = _given()
    if len(given) == 1:
        return _ONE + last.get(given, _RARE_GIVEN)
    if len(given) == 2:
        # 静静, 圆圆: the second character of a doubled given name costs nearly nothing.
        second = -2.5 if given[0] == given[1] and last.get(given[1], -9.9) > -7 else last.get(given[1], _RARE_GIVEN)
        return _TWO + first.get(given[0], _RARE_GIVEN) + second
    return -99.0


def japanese_weight(given: str) -> float:
    """The logarithm of a Japanese given name's share; nothing for a surname alone."""
    _, last = _given()
    return sum(last.get(char, _RARE_GIVEN) for char in given) + (1.5 if len(given) == 2 else 0.0)


def chinese_weight(name: str) -> float:
    """The logarithm of the probability that a word of news is just this Chinese name."""
    if name in known():
        return _KNOWN
    listed, best = surnames(), -99.0
    if name[:2] in listed and 3 <= len(name) <= 4:
        best = _NAME + listed[name[:2]] + given_weight(name[2:])
    if name[0] in listed and 2 <= len(name) <= 3:
        best = max(best, _NAME + listed[name[0]] + given_weight(name[1:]))
    if len(name) == 3 and name[0] == name[2]:
        best -= 6.0  # 白加白, 党建党: a play on words rather than a name
    if len(name) == 4 and name[0] in listed and name[1] in listed and best < -90:
        # A mother's surname after the father's: 张杨晓雨. Rare; never without a title before it.
        best = _NAME - 5.0 + listed[name[0]] + max(listed[name[1]], -5.0) + given_weight(name[2:])
    return best


def foreign_weight(name: str) -> float:
    """The logarithm of the probability that a word of news is just this name written by sound."""
    if name in known():
        return _KNOWN
    listed = sounds()
    return _FOREIGN - 1.0 + sum(listed.get(char, _UNKNOWN_CHARACTER) for char in name)


def plain_weight(name: str) -> float:
    """The logarithm of the best cut of these characters alone into ordinary words."""
    weights = word_weights()
    best = [0.0]
    for end in range(1, len(name) + 1):
        found = -1e9
        for start in range(end):
            weight = weights.get(name[start:end])
            if weight is None:
                if end - start > 1:
                    continue
                weight = _UNKNOWN_CHARACTER
            found = max(found, best[start] + weight)
        best.append(found)
    return best[-1]


@functools.lru_cache(maxsize=1 << 16)
def chinese_odds(name: str) -> tuple[float, float]:
    """A Chinese name's weight, and by how much at most it can beat ordinary words: no window shows it a larger margin."""
    weight = chinese_weight(name)
    return weight, weight - plain_weight(name) if weight > -60 else -99.0


class Window:
    """The best cuts into ordinary words from both sides, over the characters around a possible name.

    >>> w = Window("周立主持会议", 0, 3)
    >>> w.margin(0, 2, chinese_weight("周立")) > w.margin(0, 3, chinese_weight("周立主"))
    True
    """

    __slots__ = ("_from", "_low", "_to")

    def __init__(self, text: str, start: int, end: int) -> None:
        low, high = start, end
        while low > max(0, start - _REACH) and text[low - 1].isalpha():
            low -= 1
        while high < min(len(text), end + _REACH) and text[high].isalpha():
            high += 1
        weights, size = word_weights(), high - low
        chars = text[low:high]
        lookup = weights.get
        forward = [-1e9] * (size + 1)
        backward = [-1e9] * (size + 1)
        forward[0] = backward[size] = 0.0
        edges = []
        for at in range(size):
            base = forward[at]
            for stop in range(at + 1, min(size, at + _LONGEST_WORD) + 1):
                weight = lookup(chars[at:stop])
                if weight is None:
                    if stop > at + 1:
                        continue
                    weight = _UNKNOWN_CHARACTER
                edges.append((at, stop, weight))
                if base + weight > forward[stop]:
                    forward[stop] = base + weight
        for at, stop, weight in reversed(edges):
            if backward[stop] + weight > backward[at]:
                backward[at] = backward[stop] + weight
        self._low, self._from, self._to = low, forward, backward

    def margin(self, start: int, end: int, weight: float) -> float:
        """By how many nats the best cut with the name [start, end) beats the best cut without it."""
        low = self._low
        return self._from[start - low] + weight + self._to[end - low] - self._to[0]
