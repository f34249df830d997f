"""A text as relations read it: sentences of clauses, with the names in them gathered into lists.

Names are masked: each of their characters is replaced by a sign of their type, so that no word inside a name is taken for
a verb (推进 in 工作推进会), no comma inside one ends a clause, and a place in the mask is the same place in the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon import Matcher, words
from kg.model import Article, Mention, Span
from kg.posts import find_titles

# One private-use sign per type; ASIDE hides what stands in brackets.
SIGNS = {
    "Person": "\ue001",
    "Agency": "\ue002",
    "Place": "\ue003",
    "Initiative": "\ue004",
    "Event": "\ue005",
    "Document": "\ue006",
    "Honour": "\ue007",
}
ASIDE = "\ue000"

_SENTENCE_END = re.compile(r"[。！？!?\n]+[”’」]?")
_CLAUSE_END = re.compile(r"[，,；;：:]|——|…+")
_ASIDE = re.compile(r"（[^（）\n]{1,60}）|\([^()\n]{1,60}\)")
# What joins two names into one list: 甲、乙 · 甲和乙 · 甲以及乙 · 驿站17家、服务点161个 · 《甲》《乙》.
_JOIN = re.compile(r"(?:\d+[家个项所场次期处]+)?(?:等)?(?:、|，?以及|，?及|和|暨|，?还有)")
_JOIN_WITH = re.compile(r"[与]")
_ADJACENT = frozenset(("Document", "Initiative"))
# Words before a name that keep it from being the subject: 在市委党校, 从市教育局获悉, 对荆江小学.
_PREPOSITION = re.compile(
    r"(?:在|从|对|向|到|赴|给|据|按|照|根据|围绕|以|把|由|被|于|跟|比|至|通过|聚焦|结合|依托|来到|走进|深入|前往|为|经|驻|沿|距"
    r"|主体|走访|调研|考察|参观|探访|授予|追授|表彰|评选|奖励)(?:[了着])?$"
)
# Words before a name that make it the subject's partner: 甲联合乙开展.
_PARTNER = re.compile(r"(?:联合|会同|协同|携手|联手|协调|与|同|和|组织|邀请|发动|组织动员|带领|率领|率)$")


@dataclass(frozen=True, slots=True)
class Group:
    """Names in a list, 甲、乙和丙, or one name alone; `link` says how it hangs on the words before it.

    `link` is "" (it can be a subject), "preposition", "partner" (甲联合乙) or "title" (区委 in 区委书记张三).
    """

    mentions: tuple[Mention, ...]
    link: str

    @property
    def start(self) -> int:
        """Where the first name begins."""
        return self.mentions[0].span.start

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.mentions[-1].span.end

    def of(self, *types: str) -> tuple[Mention, ...]:
        """The names of the given types."""
        return tuple(mention for mention in self.mentions if mention.type in types)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas, with the lists of names in it."""

    start: int
    end: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch between full stops, in clauses; `headline` where it stands above the body."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    headline: bool

    @property
    def groups(self) -> Iterator[Group]:
        """All lists of names of the sentence, in order."""
        return (group for clause in self.clauses for group in clause.groups)


@dataclass(frozen=True, slots=True)
class Discourse:
    """An article in sentences; `mask` is its text with names replaced by signs, `mentions` the names outside brackets."""

    article: Article
    mask: str
    mentions: tuple[Mention, ...]
    sentences: tuple[Sentence, ...]

    @property
    def groups(self) -> Iterator[Group]:
        """All lists of names, in order."""
        return (group for sentence in self.sentences for group in sentence.groups)

    def between(self, start: int, end: int) -> str:
        """The masked text of [start, end)."""
        return self.mask[start:end]


def _masked(article: Article, mentions: Sequence[Mention]) -> tuple[str, tuple[Mention, ...]]:
    """The masked text, and the names that stand in the running text rather than in brackets or bylines."""
    chars = article.chars
    signs = list(chars)
    for mention in mentions:
        signs[mention.span.start : mention.span.end] = SIGNS[mention.type] * len(mention.span)
    mask = "".join(signs)
    asides = [Span(match.start(), match.end()) for match in _ASIDE.finditer(mask)]
    asides.extend(article.bylines)
    for aside in asides:
        mask = mask[: aside.start] + ASIDE * len(aside) + mask[aside.end :]
    plain = tuple(mention for mention in mentions if mask[mention.span.start : mention.span.end].strip(ASIDE))
    return mask, plain


def _joined(mask: str, left: Mention, right: Mention) -> bool:
    """Whether two neighbouring names stand in one list."""
    gap = mask[left.span.end : right.span.start]
    gap = gap.strip(ASIDE) or gap  # 产业园区（以下简称园区）和水西镇
    people = left.type == "Person", right.type == "Person"
    if people[0] != people[1]:
        return False
    if not gap:
        return left.type == right.type and left.type in _ADJACENT
    if _JOIN_WITH.fullmatch(gap):
        return left.type == right.type and left.type not in ("Agency", "Place")
    return bool(_JOIN.fullmatch(gap))


def _lists(mask: str, mentions: Sequence[Mention], titles: frozenset[int]) -> Iterator[Group]:
    """Gather neighbouring names into lists."""
    run: list[Mention] = []
    for mention in (*mentions, None):
        if run and (mention is None or mention.span.start in titles or not _joined(mask, run[-1], mention)):
            yield Group(tuple(run), _link(mask, run[0], titles))
            run = []
        if mention is not None:
            if run and run[-1].span.start in titles:
                yield Group(tuple(run), "title")
                run = []
            run.append(mention)


def _link(mask: str, first: Mention, titles: frozenset[int]) -> str:
    if first.span.start in titles:
        return "title"
    before = mask[max(0, first.span.start - 6) : first.span.start].rstrip("“‘《 ")
    if _PARTNER.search(before):
        return "partner"
    return "preposition" if _PREPOSITION.search(before) else ""


def _cut(mask: str, start: int, end: int, boundary: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of [start, end) that the boundary leaves, without the boundaries."""
    for match in boundary.finditer(mask, start, end):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


_HEADLINE_CUT = re.compile(r"[，,；;：: ]|——|…+")


def _clauses(mask: str, span: tuple[int, int], groups: Sequence[Group], headline: bool) -> tuple[Clause, ...]:
    return tuple(
        Clause(start, end, tuple(group for group in groups if start <= group.start < end))
        for start, end in _cut(mask, *span, _HEADLINE_CUT if headline else _CLAUSE_END)
    )


@functools.lru_cache(maxsize=2)
def _parse(article: Article, mentions: tuple[Mention, ...]) -> Discourse:
    mask, plain = _masked(article, mentions)
    titles = title_agencies(article, plain)
    groups = tuple(_lists(mask, plain, titles))
    sentences = []
    at = 0
    for start, end in _cut(mask, 0, len(mask), _SENTENCE_END):
        while at < len(groups) and groups[at].start < start:
            at += 1
        stop = at
        while stop < len(groups) and groups[stop].start < end:
            stop += 1
        headline = end <= article.body
        clauses = _clauses(mask, (start, end), groups[at:stop], headline)
        if clauses:
            sentences.append(Sentence(start, end, clauses, headline))
        at = stop
    return Discourse(article, mask, plain, tuple(sentences))


def read(article: Article, mentions: Sequence[Mention]) -> Discourse:
    """The article as sentences, clauses and lists of names; parsed once for all extractors."""
    return _parse(article, tuple(mentions))


def title_agencies(article: Article, mentions: Sequence[Mention]) -> frozenset[int]:
    """Where the agencies begin that only say whose post somebody holds: 区委 in 区委书记."""
    agencies = [mention for mention in mentions if mention.type in ("Agency", "Place")]
    if not agencies:
        return frozenset()
    people = frozenset(mention.span.start for mention in mentions if mention.type == "Person")
    found = []
    at = 0
    for title in find_titles(article.chars):
        while at < len(agencies) and agencies[at].span.end <= title.span.start:
            at += 1
        named = title.span.end in people or title.span.end + 1 in people
        role = title.posts[-1]
        if not named and (not role.role.endswith(_OFFICES) or inside(agencies, role.role_span)):
            continue
        if article.chars[title.span.end : title.span.end + 1] in _GOES_ON:
            continue
        probe = at
        while probe < len(agencies) and agencies[probe].span.start < title.span.end:
            if agencies[probe].span.end < title.span.end and (named or agencies[probe].type == "Agency"):
                found.append(agencies[probe].span.start)
            probe += 1
    return frozenset(found)


def inside(mentions: Sequence[Mention], span: Span) -> bool:
    """Whether a post is only a piece of a name: 总工 in 市总工会."""
    return any(mention.span.overlaps(span) and mention.span.end > span.start for mention in mentions)


# Behind a post these make another word of it: 专家组, 书记会, 院长们.
_GOES_ON = frozenset("组会们团队室办支大中总级制")
# Offices that hint at a name even where none was found behind them.
_OFFICES = ("书记", "长", "主任", "主席", "经理", "总裁", "委员", "常委")


_ADVERBIAL = re.compile(
    r"(?:纳入|列入|落户|赴|到|来|前往|走进|任|担任|出任|兼任|接任|获|入选|授予|于|在|从|以|由|对|为|通过|围绕|依托|按照?|结合|针对|联合|会同|与|和|同)"
)


def leads_to_verb(text: str) -> bool:
    """Whether what follows an adverb is a verb or what leads up to one, not a name or a noun.

    >>> leads_to_verb("启动"), leads_to_verb("于下月举行"), leads_to_verb("\ue004与"), leads_to_verb("")
    (True, True, False, False)
    """
    if not text:
        return False
    return bool(_ADVERBIAL.match(text) or _light().at(text, 0) or text[0] in _light_single() or _TIME.match(text))


@functools.cache
def _light() -> Matcher:
    return Matcher([*words("relation_light"), *words("relation_verbs")])


@functools.cache
def _light_single() -> frozenset[str]:
    return frozenset(word for word in words("relation_light") if len(word) == 1)


_TIME = re.compile(
    r"[\d一二三四五六七八九十零〇两]+(?:年度|年底|年初|年|月份|月|日|时许|时|点|分|届|号)|[“”‘’\s]|\d+|上午|下午|晚上|今年以来|"
    + ASIDE
    + "+"
)


def is_light(words_between: str) -> bool:
    """Whether a stretch holds nothing but adverbs, times and listed verbs, so that no unnamed subject hides in it.

    >>> is_light("近日，将全面"), is_light("各学校将")
    (True, False)
    """
    at, matcher, single = 0, _light(), _light_single()
    while at < len(words_between):
        word = matcher.at(words_between, at)
        time = None if word else _TIME.match(words_between, at)
        if word:
            at += len(word)
        elif time:
            at = time.end()
        elif words_between[at] in single or words_between[at] in "，,、：":
            at += 1
        else:
            return False
    return True
