"""People in running text: by their titles, by what follows a name, and by the shape of names.

Every surname character, and every run of characters that write foreign names, is a possible start. Each possible end is
weighed in nats: the name against the ordinary words of that place (`person_names.Window`), plus what stands before it (a
post, 由, a separator) and after it (强调, 同志, 、). A name that stood strongly once is found again everywhere in the article.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from extractors.mentions.bylines import byline_regions
from extractors.mentions.person_context import (
    Guess,
    anonymous,
    closed,
    courtesies,
    place_or_body,
    rule_of,
    stands_after,
    stands_before,
)
from extractors.mentions.person_names import (
    Window,
    chinese_odds,
    given_odds,
    japanese,
    japanese_weight,
    known,
    split_surname,
    surnames,
    word_weights,
)
from extractors.mentions.person_peoples import dotted, peoples
from extractors.mentions.person_slots import appointed, list_members
from extractors.mentions.person_sounds import foreign
from kg.model import Article, Mention, Page, Span
from kg.posts import post_before

# In nats. A name stands by its shape alone from _STRONG on, with a title or a verb of speech from _BARE on; between _WEAK
# and these only where the same name stands elsewhere in the article. Set on local pages, and _STRONG and
# _FOREIGN checked against sentences of general news, where half a nat more or less changes F1 by under 0.01.
_STRONG = 3.5
_BARE = 3.0
_FOREIGN = 8.0
_WEAK = -1.0
_SAME_NAME = 4.0
_IN_LIST = 6.0
_COURTESY = -9.0
_JAPANESE = -12.0
_BODY = 6.0
_FAMOUS = 5.0
_JOINED = 15.0  # 医生刘波|和|护士
# 芦湾镇|表示, 祝家村|获: who is not titled and ends like a place is one.
_PLACE_ENDS = "镇乡村县区街屯寨店"
_LABEL = -4.0
_KEEP_FROM = -5.0


@functools.cache
def _odds() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Quick odds of a surname, a first and a last character against the same character as a word of its own."""
    weights = word_weights()
    heads = {char: weight - weights.get(char, -13.5) for char, weight in surnames().items() if len(char) == 1}
    return heads, *given_odds()


@functools.cache
def _starts() -> re.Pattern[str]:
    """One character that may begin a Chinese, Japanese or listed name, before another Han character."""
    chars = {name[0] for name in surnames()} | {name[0] for name in japanese()} | {name[0] for name in known()}
    return re.compile(f"[{''.join(sorted(chars))}](?=[\u3400-\u9fff])")


def _ends(text: str, start: int) -> Iterator[tuple[int, float, float]]:
    """The possible ends of a Chinese or Japanese name that begins here, with its weight and its greatest margin."""
    head = text[start : start + 4]
    surname = split_surname(head)
    if head.startswith(anonymous(), max(surname, 1)):
        return
    if surname:
        for length in (2, 3, 4):
            name = head[:length]
            if len(name) == length and name.isalpha():
                weight, bound = chinese_odds(name)
                if weight > -60:
                    yield start + length, weight, bound
    if surname == 1:
        for length in (3, 2, 1):
            if head[1 : 1 + length] in courtesies() and len(head) > length:
                yield start + 1 + length, _COURTESY + surnames()[head[0]], 99.0
                break
    elif head[:2] in known() or head[:3] in known():
        length = 3 if head[:3] in known() else 2
        yield start + length, *chinese_odds(head[:length])
    if head[:2] in japanese() or head[:3] in japanese():
        family = 3 if head[:3] in japanese() else 2
        for extra in (0, 1, 2, 3):
            end = start + family + extra
            if text[start:end].isalpha() and end <= len(text):
                yield end, _JAPANESE + japanese_weight(text[start + family : end]), 99.0


def _quick(text: str, start: int) -> bool:
    """A cheap question first: could any name of two or three characters begin here at all?"""
    surname, first, last = _odds()
    head = surname.get(text[start])
    if head is None:
        return True
    second = text[start + 1]
    if head + last.get(second, -3.0) > -1.5:
        return True
    third = text[start + 2 : start + 3]
    return head + first.get(second, -3.0) + last.get(third, -3.0) > -2.0


def _guess(text: str, start: int) -> list[Guess]:
    """All possible Chinese and Japanese names that begin here, the likeliest first."""
    if not _quick(text, start) and text[start : start + 2] not in japanese() and not post_before(text, start):
        return []
    titled, before = stands_before(text, start)
    hopeful = []
    for end, weight, bound in _ends(text, start):
        kind, after = stands_after(text, end)
        after += closed(text, start, end, kind) if titled else _quoted(text, start, end)
        after -= _JOINED if end - start == 3 and kind == "title" and text[end - 1] in "和与" else 0.0
        if bound + before + after > _KEEP_FROM:
            hopeful.append((end, weight, kind, after))
    if not hopeful:
        return []
    window = Window(text, start, max(end for end, *_ in hopeful))
    guesses = []
    for end, weight, kind, after in hopeful:
        total = window.margin(start, end, weight)
        name, rule = text[start:end], rule_of(titled, kind, "bare")
        if name[1:] in courtesies():
            rule, total = "courtesy", total + min(before, 2.0)
        else:
            total += before + after
        if len(name) > 2 and name in known():
            total += _FAMOUS
        if not titled and (place_or_body(text, end) or (len(name) == 3 and name[-1] in _PLACE_ENDS)):
            total -= _BODY
        guesses.append(Guess(Span(start, end), name, total, rule))
    return sorted(guesses, key=lambda guess: (-guess.weight, -guess.span.end))


def _quoted(text: str, start: int, end: int) -> float:
    """What speaks against a name that ends a label in quotes: “刷|单返利|”, “一滩|白鹭|”."""
    return _LABEL if text[end : end + 1] == "”" and "“" in text[max(0, start - 6) : start] else 0.0


def _chinese(text: str, skip: list[Span]) -> Iterator[list[Guess]]:
    regions = iter(sorted(skip))
    region = next(regions, None)
    for match in _starts().finditer(text):
        start = match.start()
        while region and region.end <= start:
            region = next(regions, None)
        if region and region.start <= start:
            continue
        guesses = _guess(text, start)
        if guesses and guesses[0].weight > (_KEEP_FROM if text[start - 1] in "、和" else _WEAK):
            yield guesses


def _accept(guess: Guess) -> bool:
    floor = {"foreign": _FOREIGN, "bare": _STRONG, "courtesy": 2.0}.get(guess.rule, _BARE)
    return guess.weight >= floor


def find_people(article: Article, page: Page) -> Iterator[Mention]:
    """The people of an article's running text (those of bylines: `find_bylines`)."""
    text = article.chars
    skip = byline_regions(text)
    certain = [*dotted(text), *appointed(text)]
    skip = sorted([*skip, *(guess.span for guess in certain)])
    places = [*_chinese(text, skip), *foreign(text), *peoples(text), *([guess] for guess in certain)]
    places = _listed(text, places)
    firm = _firm(text, places)
    chosen: list[Guess] = []
    for guesses in places:
        best = max(
            guesses,
            key=lambda guess: (
                guess.weight + (_SAME_NAME if guess.surface in firm and guess.surface != guesses[0].surface else 0.0)
            ),
        )
        if best.surface in firm and best.weight > _WEAK:
            chosen.append(best)
    yield from (_mention(article, guess) for guess in _free(chosen))
    yield from _again(article, sorted(firm, key=lambda name: (-len(name), name)), chosen, skip)


def _firm(text: str, places: list[list[Guess]]) -> frozenset[str]:
    """The names that stand somewhere, without those that only begin the name of a village: 高田 in 高田坑村."""
    accepted = [guesses[0] for guesses in places if _accept(guesses[0])]
    told = {guess.surface for guess in accepted if guess.rule != "bare"}
    bare = sorted({guess.surface for guess in accepted} - told)
    return frozenset(told.union(name for name in bare if not re.search(f"{name}[\u3400-\u9fff]?[村镇乡]", text)))


_LIST_ENDS = ("", "、", "，", "。", "等", "和", "参", "陪", "出", "一", "（", "；", "到", "列", "分", "共")


def _listed(text: str, places: list[list[Guess]]) -> list[list[Guess]]:
    """Raise the names of a list beside a name that stands: 区领导程远、马俊，."""
    ends = {guesses[0].span.end for guesses in places if _accept(guesses[0])}
    out = []
    for guesses in sorted(places, key=lambda guesses: guesses[0].span.start):
        start = guesses[0].span.start
        if start and text[start - 1] in "、和" and start - 1 in ends:
            raised = [
                Guess(g.span, g.surface, g.weight + _IN_LIST, "title")
                for g in guesses
                if text[g.span.end : g.span.end + 1] in _LIST_ENDS or stands_after(text, g.span.end)[0] == "speech"
            ]
            guesses = sorted([*raised, *guesses], key=lambda guess: (-guess.weight, -guess.span.end))
        if _accept(guesses[0]):
            ends.add(guesses[0].span.end)
        out.append(guesses)
    starts = {guesses[0].span.start for guesses in out if _accept(guesses[0])}
    return [*out, *([guess] for guess in list_members(text, ends, starts))]


def _free(guesses: Iterable[Guess]) -> list[Guess]:
    """Without guesses that overlap a likelier one."""
    kept: list[Guess] = []
    taken: set[int] = set()
    for guess in sorted(guesses, key=lambda guess: (-guess.weight, guess.span)):
        places = range(guess.span.start, guess.span.end)
        if not taken.intersection(places):
            taken.update(places)
            kept.append(guess)
    return sorted(kept, key=lambda guess: guess.span)


def _mention(article: Article, guess: Guess) -> Mention:
    rule = f"people.{guess.rule}" + ("?" if guess.rule in ("bare", "foreign") else "")
    return Mention(article.id, guess.span, guess.surface, "Person", rule)


def _again(article: Article, names: list[str], chosen: list[Guess], skip: list[Span]) -> Iterator[Mention]:
    """Further places of the firm names of three and more characters: 秦望舒调研督办 in a headline."""
    taken = {place for guess in chosen for place in range(guess.span.start, guess.span.end)}
    text = article.chars
    for name in names:
        if len(name) < 3:
            continue
        start = text.find(name)
        while start >= 0:
            places = range(start, start + len(name))
            if not taken.intersection(places):
                taken.update(places)
                yield Mention(article.id, Span(start, start + len(name)), name, "Person", "people.again")
            start = text.find(name, start + len(name))
