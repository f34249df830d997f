"""People in running text: by their titles, by what follows a name, and by the shape of names.

Every surname character, and every run of characters that write foreign names, is a possible start. Each possible end is
weighed in nats: the name against the ordinary words of that place (`person_names.Window`), plus what stands before it (a
post, 由, a separator) and after it (强调, 同志, 、). A name that stood strongly once is found again everywhere in the article.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.mentions.bylines import byline_regions
from extractors.mentions.person_names import (
    Window,
    chinese_odds,
    foreign_weight,
    given_odds,
    japanese,
    japanese_weight,
    known,
    sounds,
    split_surname,
    surnames,
    word_weights,
)
from kg.lexicon import Matcher, table, words
from kg.model import Article, Mention, Page, Span
from kg.posts import post_before

# In nats. A name stands by its shape alone from _STRONG on, with a title or a verb of speech from _BARE on; between _WEAK
# and these only where the same name stands elsewhere in the article. Set on local pages, and _STRONG, _POST_BEFORE and
# _FOREIGN checked against sentences of general news, where half a nat more or less changes F1 by under 0.01.
_STRONG = 3.5
_BARE = 3.0
_FOREIGN = 8.0
_WEAK = -1.0
_POST_BEFORE = 7.0
_PLAIN_BEFORE = 3.5
_SAME_NAME = 4.0
_IN_LIST = 6.0
_COURTESY = -9.0
_JAPANESE = -12.0
_BODY = 6.0
_FAMOUS = 5.0
_KEEP_FROM = -5.0


@dataclass(frozen=True, slots=True)
class _Guess:
    """A possible name with its weight and what speaks for it: title, follower, bare or courtesy."""

    span: Span
    surface: str
    weight: float
    rule: str


@functools.cache
def _followers() -> dict[str, tuple[str, float]]:
    return {row["word"]: (row["kind"], int(row["strength"]) / 10) for row in table("name_followers")}


@functools.cache
def _left_words() -> dict[str, float]:
    return {row["word"]: int(row["strength"]) / 10 for row in table("person_left")}


@functools.cache
def courtesies() -> frozenset[str]:
    """Forms of address that follow a bare surname: 大妈, 女士, 某."""
    return words("person_courtesy")


@functools.cache
def _post_kinds() -> dict[str, str]:
    return {row["post"]: row["kind"] for row in table("posts")}


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


@functools.cache
def _foreign_run() -> re.Pattern[str]:
    """A run of characters that write names by sound, with the dot between the parts of a name: 科菲·安南."""
    chars = "".join(sorted(sounds()))
    return re.compile(f"[{chars}]{{2,}}")


# 科菲·安南, 阿依古丽·买买提: the dot makes it a name, whatever the characters; the last part ends where words begin.
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fff]{1,9})+")


# Surnames that are far more often words of grammar: 书记和…, 医生向….
_GRAMMAR = frozenset("和向于时应由")
_BEFORE_EDGE = frozenset("\n，。；：！？、“（《—…　 ")
_AFTER_EDGE = frozenset("\n，。；：！？、”）》（—…　 ")


def _before(text: str, start: int) -> tuple[str, float]:
    """What stands before a possible name, and how strongly it speaks for one: ("title", 6.0) after 区长."""
    if start == 0:
        return "", 1.0
    post = post_before(text, start)
    if post:
        plain = _post_kinds()[post] == "plain" or text[start] in _GRAMMAR
        return "title", _PLAIN_BEFORE if plain else _POST_BEFORE
    lookup = _left_words()
    for length in (2, 1):
        weight = lookup.get(text[max(0, start - length) : start])
        if weight is not None:
            return "", weight
    return "", 1.0 if text[start - 1] in _BEFORE_EDGE else 0.0


def _after(text: str, end: int) -> tuple[str, float]:
    """What stands after a possible name, and how strongly it speaks for one: ("speech", 3.0) before 强调."""
    if end >= len(text):
        return "", 1.0
    lookup = _followers()
    for length in (5, 4, 3, 2, 1):
        found = lookup.get(text[end : end + length])
        if found and len(text) >= end + length:
            return found
    return "", 1.0 if text[end] in _AFTER_EDGE else 0.0


def _ends(text: str, start: int) -> Iterator[tuple[int, float, float]]:
    """The possible ends of a Chinese or Japanese name that begins here, with its weight and its greatest margin."""
    head = text[start : start + 4]
    surname = split_surname(head)
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


def _rule(before: str, after: str, otherwise: str) -> str:
    """Which evidence gives a name its rule: a title, a verb of speech, or its shape alone."""
    return before or {"speech": "follower", "title": "title"}.get(after, otherwise)


def _guess(text: str, start: int) -> list[_Guess]:
    """All possible Chinese and Japanese names that begin here, the likeliest first."""
    titled, before = _before(text, start)
    if not titled and not _quick(text, start) and text[start : start + 2] not in japanese():
        return []
    hopeful = []
    for end, weight, bound in _ends(text, start):
        kind, after = _after(text, end)
        if bound + before + after > _KEEP_FROM:
            hopeful.append((end, weight, kind, after))
    if not hopeful:
        return []
    window = Window(text, start, max(end for end, *_ in hopeful))
    guesses = []
    for end, weight, kind, after in hopeful:
        total = window.margin(start, end, weight)
        name, rule = text[start:end], _rule(titled, kind, "bare")
        if name[1:] in courtesies():
            rule, total = "courtesy", total + min(before, 2.0)
        else:
            total += before + after
        if len(name) > 2 and name in known():
            total += _FAMOUS
        if not titled and _place_or_body(text, end):
            total -= _BODY
        guesses.append(_Guess(Span(start, end), name, total, rule))
    return sorted(guesses, key=lambda guess: (-guess.weight, -guess.span.end))


def _chinese(text: str, skip: list[Span]) -> Iterator[list[_Guess]]:
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


def _foreign(text: str) -> Iterator[list[_Guess]]:
    """Names written by sound: of each run the stretch that speaks most for a name."""
    for low, high in _runs(text):
        window = Window(text, low, high)
        guesses = []
        for start in range(low, high - 1):
            rule, before = _before(text, start)
            for end in range(start + 2, min(high, start + 8) + 1):
                weight = foreign_weight(text[start:end])
                kind, after = _after(text, end)
                total = window.margin(start, end, weight) + before + after
                total -= 4.0 if end - start == 2 and text[start:end] not in known() else 0.0
                total -= _BODY if _place_or_body(text, end) else 0.0
                name = _rule(rule, kind, "foreign")
                guesses.append(_Guess(Span(start, end), text[start:end], total, name))
        guesses.sort(key=lambda guess: (-guess.weight, guess.span))
        if guesses[0].weight > _WEAK:
            yield guesses[:4]


def _dotted(text: str) -> Iterator[_Guess]:
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
        if start == first or text[start - 1 : start] in ("“", "《") or _place_or_body(text, end):
            continue
        yield _Guess(Span(start, end), text[start:end], 40.0, "dotted")


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


# What makes a place or a body of the name before it: 汉诺威|市, 约翰·霍普金斯|大学.
_BODY_AFTER = re.compile(
    r"[市县州省镇乡村区河湖山峰岛邦郡堡港湾峡宫杯族城号型式牌报]|大学|学院|公司|集团|基金|组织|会议|大区|条约|决议|协定|银行|研究所|"
    r"[小中]学|医院|体育馆|中心|广场|大道|路|街|航空|航天|俱乐部|队|奖|效应|指数|定律|定理|汽车|"
    r"机械|制造|材料|新材料|科技|股份|有限|实业|置业|物流|药业|食品|电子|化工|农业|生态|建设|投资|纺织|能源|传媒|商贸|贸易|（中国）|"
    r"新城|小区|花园|广场|大厦|社区"
)


def _place_or_body(text: str, end: int) -> bool:
    """Whether what follows makes a place or a body of a name."""
    match = _BODY_AFTER.match(text, end)
    return bool(match) and _after(text, end)[1] < 2.0


def _accept(guess: _Guess) -> bool:
    floor = {"foreign": _FOREIGN, "bare": _STRONG, "courtesy": 2.0}.get(guess.rule, _BARE)
    return guess.weight >= floor


def find_people(article: Article, page: Page) -> Iterator[Mention]:
    """The people of an article's running text (those of bylines: `find_bylines`)."""
    text = article.chars
    skip = byline_regions(text)
    dotted = list(_dotted(text))
    skip = sorted([*skip, *(guess.span for guess in dotted)])
    places = [*_chinese(text, skip), *_foreign(text), *([guess] for guess in dotted)]
    places = _listed(text, places)
    firm = {guesses[0].surface for guesses in places if _accept(guesses[0])}
    chosen: list[_Guess] = []
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


def _listed(text: str, places: list[list[_Guess]]) -> list[list[_Guess]]:
    """Raise the names of a list beside a name that stands: 区领导程远、马俊，."""
    ends = {guesses[0].span.end for guesses in places if _accept(guesses[0])}
    out = []
    for guesses in sorted(places, key=lambda guesses: guesses[0].span.start):
        start = guesses[0].span.start
        if start and text[start - 1] in "、和" and start - 1 in ends:
            raised = [
                _Guess(g.span, g.surface, g.weight + _IN_LIST, "title")
                for g in guesses
                if text[g.span.end : g.span.end + 1]
                in ("", "、", "，", "。", "等", "和", "参", "陪", "出", "一", "（", "；")
            ]
            guesses = sorted([*raised, *guesses], key=lambda guess: (-guess.weight, -guess.span.end))
        if _accept(guesses[0]):
            ends.add(guesses[0].span.end)
        out.append(guesses)
    return out


def _free(guesses: Iterable[_Guess]) -> list[_Guess]:
    """Without guesses that overlap a likelier one."""
    kept: list[_Guess] = []
    taken: set[int] = set()
    for guess in sorted(guesses, key=lambda guess: (-guess.weight, guess.span)):
        places = range(guess.span.start, guess.span.end)
        if not taken.intersection(places):
            taken.update(places)
            kept.append(guess)
    return sorted(kept, key=lambda guess: guess.span)


def _mention(article: Article, guess: _Guess) -> Mention:
    rule = f"people.{guess.rule}" + ("?" if guess.rule in ("bare", "foreign") else "")
    return Mention(article.id, guess.span, guess.surface, "Person", rule)


def _again(article: Article, names: list[str], chosen: list[_Guess], skip: list[Span]) -> Iterator[Mention]:
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
