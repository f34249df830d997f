"""Agencies: every named organisation or unit of an article.

One pass of a matcher finds all heads (公安局, 区委, 有限公司, 小学); the rules of `bodies` and `organisations` decide from what stands
to the left and right of each whether it is a name. `short` adds what other names of the article introduce.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from extractors.mentions.agencies import units
from extractors.mentions.agencies.bodies import find_bodies, find_committees
from extractors.mentions.agencies.organisations import SINGLE, find_organisations
from extractors.mentions.agencies.readings import read
from extractors.mentions.agencies.scan import LEVELS, Scan, scan
from extractors.mentions.agencies.short import find_short
from kg.agencies import words as agency_words
from kg.lexicon import Matcher, words
from kg.model import Article, Mention, Page


@functools.cache
def _heads() -> Matcher:
    """All heads of two characters and more; bodies of one character and those of the Party with their level (区委)."""
    bodies = agency_words.bodies()
    levelled = {level + name for level in LEVELS for name in bodies if name.startswith("委") and name != "委员会"}
    youth = {youth + level + "委" for youth in ("团", "共青团") for level in LEVELS}
    units = {ending for ending, bare in agency_words.units().items() if bare}
    strong = {name for name, entry in agency_words.national().items() if not entry.weak}
    # Common nouns that end in a head are found first and mean nothing: 中小学.
    nouns = {word for word in words("agency_generics") if agency_words.longest_end(word, "endings") not in ("", word)}
    return Matcher({*bodies, *levelled, *youth, *strong, *agency_words.endings(), *units, *nouns})


def _hits(text: str) -> list[tuple[int, int, str]]:
    """All heads of a text, in order, also the listed ones of one character."""
    found = [_renumbered(text, *hit) for hit in _heads().finditer(text)]
    singles = [(at, at + 1, c) for at, c in enumerate(text) if c in SINGLE and not _in_word(text, at + 1)]
    covered = {at for start, end, _ in found for at in range(start, end)}
    return sorted([*found, *(hit for hit in singles if hit[0] not in covered)])


def _renumbered(text: str, start: int, end: int, word: str) -> tuple[int, int, str]:
    """五中 is a school, but in 第五中学 and 三中队 the head is 中学 and 中队."""
    if len(word) == 2 and (
        (word[1] == "中" and text[end : end + 1] in ("学", "队")) or (word[1] == "小" and text[end : end + 1] == "学")
    ):
        return start + 1, end + 1, text[start + 1 : end + 1]
    if word[-1] == "大" and text[end : end + 1] == "学":
        return end - 1, end + 1, "大学"  # 中医药大|学
    return start, end, word


def _in_word(text: str, end: int) -> bool:
    """Whether a head of one character is the end of a word: 干部, 当局."""
    return text[end : end + 1] == "长" or any(text[end - n : end] in words("agency_no_head") for n in (2, 3, 4))


def find_agencies(article: Article, page: Page) -> Iterator[Mention]:
    """All agencies that an article names, also overlapping ones."""
    looked = scan(article, page)
    hits = _hits(looked.text)
    found = [
        *find_bodies(looked, hits),
        *find_committees(looked),
        *find_organisations(looked, hits),
        *_bare_units(looked, hits),
    ]
    found = [mention for mention in read(looked, found) if not _is_label(looked.text, mention)]
    yield from found
    yield from find_short(looked, found)


# “板凳法庭”, “半亩农场”, “爱心银行”: what is only dressed as such a body by quotation marks is none.
_DRESSED = ("judiciary", "police", "education", "health", "government")
_SHOPS = ("农场", "银行", "超市", "食堂", "驿站", "工厂", "车间", "客厅")


def _is_label(text: str, mention: Mention) -> bool:
    """Whether a body's whole name, without a place, stands in quotation marks: “板凳法庭”."""
    start, end = mention.span.start, mention.span.end
    if mention.rule != "agencies.ending" or text[start - 1 : start] != "“" or text[end : end + 1] != "”":
        return False
    return len(mention.surface) <= 6 and (mention.kind in _DRESSED or mention.surface.endswith(_SHOPS))


def _bare_units(looked: Scan, hits: list[tuple[int, int, str]]) -> Iterator[Mention]:
    """Units of the police printed without their body: 内保支队, 交警二大队."""
    known = agency_words.units()
    for _, end, word in hits:
        unit = agency_words.longest_end(word, "units")
        if known.get(unit) and looked.is_head(end) and (unit == word or word[: -len(unit)] in words("agency_police")):
            begin = units.bare(looked, end - len(unit), end)
            if begin is not None:
                yield looked.mention(begin, units.extend(looked, end), "agencies.unit", "police")
