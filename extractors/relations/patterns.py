"""Relations by written-out patterns: the rows of seeds/lexicons/relation_patterns.tsv, one a way in which local news says it.

A pattern is read over the masked text of a sentence, in which every name is a sign of its type:

    S:IE  the subject, one name or a list of names of these types (P A L I E D H, by their first letters: L is a place)
    O:I   the object, likewise
    S+:L  lists of names that stand behind one another with commas between: 甲镇、乙镇，丙镇、丁镇
    N     any names that are neither
    ~     up to ten characters in which no name stands and no clause ends
    ～    up to thirty characters in which no sentence ends and no name stands, so that it reaches over a comma
    |()?  as in regular expressions; blanks mean nothing

    sub_initiative_of   S:IE (已|也)? 被? (纳入|列入) O:I          “青年夜校”项目已被纳入“青春赋能”计划

What stops a search is what the tokens leave out: another name, the end of the clause or of the sentence.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.relations.arguments import unreal
from extractors.relations.clauses import SIGNS, Discourse, read
from extractors.relations.deeds import relation
from extractors.relations.structure import can_lie_in
from kg.lexicon import table
from kg.model import Article, Mention, Page, RelationMention

_LETTERS = {"P": "Person", "A": "Agency", "L": "Place", "I": "Initiative", "E": "Event", "D": "Document", "H": "Honour"}
_ALL = "".join(SIGNS.values())
_TOKEN = re.compile(
    r"(?P<slot>[SO])(?P<lists>\+?):(?P<types>[PALIEDH]+)|(?P<names>\bN\b)|(?P<near>~)|(?P<far>～)|(?P<blank>\s+)"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: the predicate, the rule's name, and the pattern ready to search."""

    predicate: str
    rule: str
    regex: re.Pattern[str]


def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression over masked text that a pattern stands for.

    >>> found = compiled("S:I 被? 列入 O:I").search("\\ue004\\ue004列入\\ue004")
    >>> found.span("S"), found.span("O")
    ((0, 2), (4, 5))
    """
    pieces, at = [], 0
    for token in _TOKEN.finditer(pattern):
        pieces.append(pattern[at : token.start()])
        at = token.end()
        if token["slot"]:
            signs = "".join(SIGNS[_LETTERS[letter]] for letter in token["types"])
            joins = "、和与及，" if token["lists"] else "、和与及"
            pieces.append(rf"(?<![{signs}、])(?P<{token['slot']}>[{signs}](?:[{signs}{joins}]*[{signs}])?)")
        elif token["names"]:
            pieces.append(rf"[{_ALL}、和与及“”]+")
        elif token["near"]:
            pieces.append(rf"[^，。；：\n{_ALL}]{{0,10}}?")
        elif token["far"]:
            pieces.append(rf"[^。；\n{_ALL}]{{0,30}}?")
    return re.compile("".join(pieces) + pattern[at:])


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """All rows of the lexicon, in its order."""
    return tuple(
        Pattern(row["predicate"], f"patterns.{row['rule']}", compiled(row["pattern"]))
        for row in table("relation_patterns")
    )


def find_patterns(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """What the patterns state in each sentence."""
    discourse = read(article, mentions)
    for sentence in discourse.sentences:
        if sum(len(group.mentions) for group in sentence.groups) < 2:
            continue
        for pattern in patterns():
            for match in pattern.regex.finditer(discourse.mask, sentence.start, sentence.end):
                yield from _stated(discourse, pattern, match)


def _stated(discourse: Discourse, pattern: Pattern, match: re.Match[str]) -> Iterator[RelationMention]:
    if unreal(discourse.mask[max(0, match.start() - 8) : match.start()]):
        return
    for subject in _names(discourse, *match.span("S")):
        for target in _names(discourse, *match.span("O")):
            if pattern.predicate != "located_in" or can_lie_in(subject):
                yield from relation(subject, pattern.predicate, target, match.start(), match.end(), pattern.rule)


def _names(discourse: Discourse, start: int, end: int) -> Iterator[Mention]:
    for mention in discourse.mentions:
        if start <= mention.span.start and mention.span.end <= end:
            yield mention
