"""Names of the peoples of China that are written by sound: 阿依古丽·买买提, 巴特尔, 其其格, 扎西次仁.

What they are put together of is in seeds/lexicons/person_minority.tsv. With the dot between its parts a name needs no
lexicon: its outer ends stand where the characters stop to sound like a name and words begin.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from extractors.mentions.person_context import Guess, courtesies, place_or_body, rule_of, stands_after, stands_before
from extractors.mentions.person_names import Window, sounds, word_weights
from kg.lexicon import Matcher, table
from kg.model import Span
from kg.posts import post_before

DOTS = "·•・‧"
# In nats, of the scale of `person_names`: a listed name, each piece more, a closing character, the share of a character
# that only the lexicon shows and of one that nothing shows, and what a name with a dot must have for its two ends.
_LISTED = -9.0
_PIECE = -1.5
_END = -2.5
_SHOWN = -6.5
_UNSHOWN = -10.5
_BY_SOUND = -6.5
_SHORT = -3.0
_CERTAIN = 40.0
_BODY = 9.0
_COURTESY = 6.0
_WEAK = -1.0
_WORST = -9.0
_COMMON = -11.5
_HEARD = -5.0
_SURE = 12.0
_LONGEST = 8
_HAN = "\u3400-\u9fff"
_DOT = re.compile(rf"(?<=[{_HAN}])[{DOTS}](?=[{_HAN}])")
_RUN_BEFORE = re.compile(rf"[{_HAN}]{{1,{_LONGEST}}}$")
_RUN_AFTER = re.compile(rf"[{_HAN}]{{1,{_LONGEST + 3}}}")
# 阿里木·买买提|和|艾山·吐尔逊 are two people.
_BETWEEN = re.compile(r"(?<=..)[和与及同跟对给向](?=..)")


@functools.cache
def _listed(use: str) -> frozenset[str]:
    return frozenset(name for row in table("person_minority") if row["use"] == use for name in row["names"].split())


@functools.cache
def _matcher() -> Matcher:
    return Matcher(_listed("name") | _listed("piece"))


@functools.cache
def _wide() -> dict[str, float]:
    """The characters that write foreign names by sound, and those of the lexicon too."""
    shown = dict.fromkeys(sorted({char for name in _listed("name") for char in name}), _SHOWN)
    return {**shown, **sounds()}


@functools.lru_cache(maxsize=1 << 14)
def composed(name: str) -> float:
    """The weight of a name that is listed or put together of listed pieces; -99 where it is not.

    >>> composed("古丽") > composed("阿依古丽江") > -99, composed("质量")
    (True, -99.0)
    """
    if name in _listed("name"):
        return _LISTED
    best = [0.0, *(-99.0 for _ in name)]
    both = _listed("name") | _listed("piece")
    for end in range(2, len(name) + 1):
        pieces = [best[start] + _PIECE for start in range(end - 1) if name[start:end] in both]
        best[end] = max(pieces, default=-99.0)
    weight = best[-1] if best[-1] > _PIECE * 5 else -99.0
    if len(name) > 2 and name[-1] in _listed("end"):
        weight = max(weight, best[-2] + _END if best[-2] > _PIECE * 5 else -99.0)
    return _LISTED + weight if weight > -90 and name not in _listed("piece") else -99.0


def _part_weight(part: str) -> float:
    """How well characters sound like a name or a part of one; a listed beginning may go on by sound: 恩和|泰."""
    wide = _wide()
    shares = [wide.get(char, _UNSHOWN) for char in part]
    best = _BY_SOUND + sum(shares) + (_SHORT if len(part) == 1 else 0.0)
    for cut in range(2, len(part) + 1):
        weight = composed(part[:cut])
        if weight > -90:
            best = max(best, weight + sum(shares[cut:]))
    return best


def _start(text: str, low: int, dot: int) -> tuple[int, float]:
    """Where the part before the first dot begins, and how strongly it stands there."""
    window, found = Window(text, low, dot), (dot, -99.0)
    for start in range(dot - 1, low - 1, -1):
        if start < dot - 1 and _common(text[start]):
            break
        weight = window.margin(start, dot, _part_weight(text[start:dot])) + stands_before(text, start)[1]
        found = max(found, (start, weight), key=lambda each: each[1])
        if post_before(text, start) or any(_usual(text[start - n : start]) for n in (2, 3, 4) if start - n >= 0):
            break
    return found


def _end(text: str, low: int, high: int) -> tuple[int, float]:
    """Where the part after the last dot ends, and how strongly it stands there."""
    window, found = Window(text, low, high), (low, -99.0)
    for end in range(low + 1, high + 1):
        if end > low + 1 and _common(text[end - 1]):
            break
        weight = window.margin(low, end, _part_weight(text[low:end])) + stands_after(text, end)[1]
        found = max(found, (end, weight), key=lambda each: each[1])
        if any(_usual(text[end : end + n]) for n in (2, 3, 4)):
            break
    return found


def _usual(word: str) -> bool:
    """Whether characters are a common word, and none of sounds alone (阿里), so that a name ends beside it: 安德森|日前."""
    return len(word) > 1 and word_weights().get(word, -99.0) > _COMMON and not _wide().keys() >= set(word)


def _common(char: str) -> bool:
    """Whether a character is a word of its own that sounds like no name: 说, 们."""
    return char not in _wide() and word_weights().get(char, -99.0) > _UNSHOWN


def _dots(text: str) -> Iterator[list[int]]:
    """The dots of each name: those that only characters of one part stand between."""
    group: list[int] = []
    for match in _DOT.finditer(text):
        dot = match.start()
        between = text[group[-1] + 1 : dot] if group else ""
        joined = group and len(between) <= _LONGEST and between.isalpha()
        if joined and (composed(between) > -90 or not _BETWEEN.search(between)):
            group.append(dot)
            continue
        if group:
            yield group
        group = [dot]
    if group:
        yield group


def dotted(text: str) -> Iterator[Guess]:
    """Names of several parts with dots between them: 联合国秘书长科菲·安南说, 州长朝格图·巴雅尔.

    >>> [guess.surface for guess in dotted("村民阿里木·买买提和艾山·吐尔逊第一个报名")]
    ['阿里木·买买提', '艾山·吐尔逊']
    """
    taken = 0
    for dots in _dots(text):
        run = _RUN_BEFORE.search(text, max(taken, dots[0] - _LONGEST), dots[0])
        tail = _RUN_AFTER.match(text, dots[-1] + 1)
        if not run or not tail:
            continue
        start, before = _start(text, run.start(), dots[0])
        high = tail.end()
        following = _DOT.match(text, high)
        split = _BETWEEN.search(text, dots[-1] + 1, high) if following else None
        end, after = _end(text, dots[-1] + 1, split.start() if split else high)
        if min(before, after) < _WORST or text[start - 1 : start] in ("“", "《") or place_or_body(text, end):
            continue
        taken = end
        yield Guess(Span(start, end), text[start:end], _CERTAIN, "dotted")


def _chains(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of listed names and pieces that touch each other: 阿依|古丽, with a closing character."""
    low = high = -1
    for start, end, _ in _matcher().finditer(text):
        if start != high:
            if low >= 0:
                yield low, high
            low = start
        high = end
    if low >= 0:
        yield low, high


def _ends_of(text: str, low: int, high: int) -> Iterator[tuple[int, float]]:
    """The ends that a name beginning at `low` can have, each with the name's weight."""
    for end in range(low + 2, min(high + 1, low + 9, len(text)) + 1):
        weight = composed(text[low:end])
        if weight > -90:
            yield end, weight


def _goes_on(text: str, end: int) -> bool:
    """Whether a name is only the beginning of a longer one: 巴音|布鲁克."""
    return end < len(text) and sounds().get(text[end], -9.0) > _HEARD


@functools.cache
def _addresses() -> tuple[str, ...]:
    return tuple(sorted(word for word in courtesies() if len(word) > 1 and word != "老人"))


def _addressed(text: str, end: int) -> int:
    """The end of a form of address right behind a name, 别克|大叔; the name's own where there is none."""
    return max((end + len(word) for word in _addresses() if text.startswith(word, end)), default=end)


def peoples(text: str) -> Iterator[list[Guess]]:
    """Names without a dot: 护士长其其格, 村民努尔江, 扎西次仁介绍.

    >>> [guesses[0].surface for guesses in peoples("牧民其其格的摊位，别克大叔来了，护士长乌勒吉泰、")]
    ['其其格', '别克大叔', '乌勒吉泰']
    """
    for low, high in _chains(text):
        if (low and text[low - 1] in DOTS) or (high < len(text) and text[high] in DOTS):
            continue
        if text[low - 1 : low] == "“" and text[high : high + 1] == "”":
            continue  # “阿依古丽”牌
        titled, before = stands_before(text, low)
        if high - low == 2 and before + stands_after(text, high)[1] <= 0.0 and not text.startswith(_addresses(), high):
            continue  # 罗布, 加布 with nothing beside them are sooner a piece of something else
        window = Window(text, low, min(high + 1, len(text)))
        guesses = []
        for end, weight in _ends_of(text, low, high):
            kind, after = stands_after(text, end)
            whole = _addressed(text, end) if end - low < 4 else end
            total = window.margin(low, end, weight) + before + (after if whole == end else _COURTESY)
            total -= _BODY if place_or_body(text, end) or (not titled and _goes_on(text, end)) else 0.0
            total += _SHORT if end - low == 2 and not titled else 0.0
            # 阿曼|古丽 begins like the country, but so long a chain of pieces is no chance.
            alone = "sound" if end - low > 3 and total > _SURE else "foreign"
            rule = rule_of(titled, kind, alone) if whole == end else "courtesy"
            guesses.append(Guess(Span(low, whole), text[low:whole], total, rule))
        guesses.sort(key=lambda guess: (-guess.weight, -guess.span.end))
        if guesses and guesses[0].weight > _WEAK:
            yield guesses
    yield from _by_ear(text)


@functools.cache
def _ear_run() -> re.Pattern[str]:
    """A run of characters that sound like a name, up to where a name that is shut in ends."""
    chars = "".join(sorted(_wide()))
    return re.compile(
        f"[{chars}]{{2,7}}?(?=[，。、；：（“”\n]|等|和|说|介绍|表示|告诉|带|在|正|主持|代表|参加|出席|宣读|率|一行|$)"
    )


def _by_ear(text: str) -> Iterator[list[Guess]]:
    """Names that no list holds, shut in between a post of one person and a separator or a verb: 护士长|乌勒吉泰|、."""
    for match in _ear_run().finditer(text):
        for start in range(match.start(), match.end() - 2):
            titled, before = stands_before(text, start)
            listed = start and text[start - 1] == "、"
            if not titled and not listed:
                continue
            end = match.end()
            total = (
                Window(text, start, end).margin(start, end, _part_weight(text[start:end]))
                + before
                + stands_after(text, end)[1]
            )
            if total > _WEAK and not place_or_body(text, end):
                yield [Guess(Span(start, end), text[start:end], total, titled or "foreign")]
            break


def sounds_like_name(name: str) -> bool:
    """Whether a token of a list or a byline is a name written by sound: it is listed, or sounds so all through.

    >>> sounds_like_name("巴图孟克"), sounds_like_name("克里木江"), sounds_like_name("工作人员")
    (True, True, False)
    """
    wide = _wide()
    return composed(name) > -90 or (3 <= len(name) <= 8 and all(wide.get(char, -9.0) > _SHOWN - 0.1 for char in name))
