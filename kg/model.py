"""The nouns of Kanwang: what a page holds, what is found in it, and what it says about the world.

There are two levels. In the text: `Span`, `Mention`, `RelationMention`. In the world: `Entity`, `Statement`. Nothing
exists in the world without `Evidence`, and evidence is a span of an article whose every character knows its place on
the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.decisions import Decision


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch [start, end) of an article's text, counted in characters."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division that a page's sidecar adds to the national tree: `Division("望江区", "district", "澜川市")`."""

    name: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class Given:
    """An article whose bounds the source itself gives, as a newsroom's export does; all spans lie in `Page.raw`.

    `id` is what the source calls it; the article's id ends in it. `headline` is the main headline alone, over one line or
    more; `others` are kickers and subheads, before or after it on the page. All these and the byline lie outside `body`.
    """

    id: str
    headline: Span | None
    body: Span
    byline: Span | None = None
    others: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """Where a stretch [start, end) of `Page.raw` is printed: x from the left, y from the top, in points of 1/72 inch."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A newspaper page as it was read; `raw` is never altered.

    `home` is the place from which the page speaks, as a chain below the province (荆州市荆州区), `date` is ISO 8601.
    `folio` is the number it bears in its issue (3, A5). `why` says for "outlet", "home", "date" and "folio" how each was
    known; what is not known is None and absent from `why`.
    `divisions` are the local divisions that the page's sidecar declares. `given` holds the articles of a source that has
    them apart already, `boxes` the places of a source that knows where its lines are printed (a PDF, whose page `number`
    counts from 1), in the order of the text.
    """

    id: str
    raw: str
    outlet: str | None = None
    home: str | None = None
    date: str | None = None
    why: Mapping[str, str] = field(default_factory=dict)
    divisions: tuple[Division, ...] = ()
    given: tuple[Given, ...] = ()
    boxes: tuple[Box, ...] = ()
    number: int | None = None
    folio: str | None = None

    def spoken_from(self, article: Article) -> Page:
        """The page as an article of it speaks: from the place to which the article's dateline moves it (沙市区讯)."""
        return replace(self, home=article.home) if article.home else self


@dataclass(frozen=True, slots=True)
class Text:
    """Clean characters that remember their offsets in the page's raw text.

    Segmentation only selects characters: `page.raw[offsets[i]] == chars[i]` for every i, over columns and jumps too.
    """

    chars: str
    offsets: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.chars) != len(self.offsets):
            raise ValueError(f"{len(self.chars)} characters, but {len(self.offsets)} offsets")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its headlines, a line each, then its body, in one text.

    `text.chars[:body]` holds the headline lines (each ends in a newline; kicker, headline and subhead in the order of
    the page), `text.chars[body:]` the body with its dateline and bylines. `headline` is the main line of them, or None.
    `bylines` are spans of the places where names of reporters stand: 记者沈微, （潘路 摄）.
    `kind` is news, feature, photo-caption, brief or notice.
    `home` is the place from which it speaks where its own dateline, `dateline`, says another than its page's.
    `onward` and `origin` are its jump marks (下转第3版, 上接第1版), in Simplified characters; `continues` is the id of the article on another
    page of the same issue that it goes on from, where that page is there too.
    """

    id: str
    page: str
    kind: str
    headline: str | None
    other_headlines: tuple[str, ...]
    bylines: tuple[Span, ...]
    text: Text
    body: int = 0
    home: str | None = None
    dateline: str | None = None
    onward: str | None = None
    origin: str | None = None
    continues: str | None = None

    @property
    def chars(self) -> str:
        """The clean text, headlines first."""
        return self.text.chars

    def quote(self, span: Span) -> str:
        """The characters of a span."""
        return self.text.chars[span.start : span.end]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of a page's raw text that is in no article, and the reason."""

    page: str
    start: int
    end: int
    reason: str


# What a statement says of its fact: that it is so, that it is to be so (将, 拟, 力争), that it is not so (未, 没有).
MODALITIES = ("asserted", "planned", "negated")


@dataclass(frozen=True, slots=True)
class When:
    """When something holds: the first and last day, ISO 8601, both inclusive, the printed phrase, and the rule that read it.

    `start` is None where the time is open to the past (截至10月底), `end` where it is open to the future (2023年以来); both are None
    where the phrase does not say which days (近日).
    """

    phrase: str
    start: str | None
    end: str | None
    rule: str

    @property
    def known(self) -> bool:
        """Whether a day is known at all."""
        return bool(self.start or self.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it is printed, and the rule that found it.

    `reading` is what to resolve in its place where the printed characters are not the whole name: in 柳河镇、竹坪镇 of
    洪湖市柳河镇、竹坪镇 the second reads 洪湖市竹坪镇. An `implied` mention lies inside another one or is only said by
    a title (市公安局 in 市公安局内保支队, the government in 副区长): it makes an entity, but is no mention of its own.
    """

    article: str
    span: Span
    surface: str
    type: str
    rule: str
    kind: str | None = None
    reading: str | None = None
    implied: bool = False

    @property
    def name(self) -> str:
        """What resolution reads: the reading if there is one, else the printed characters."""
        return self.reading or self.surface


@dataclass(frozen=True, slots=True)
class RelationMention:
    """A relation that a stretch of text states between two mentions; `role` is the printed post of holds_post.

    The evidence lies in the article `where`, which is the subject's but for an article that jumps to another page.
    `modality` is one of `MODALITIES`; `when` is when it holds, None where the text does not say.
    """

    subject: Mention
    predicate: str
    object: Mention
    role: str | None
    evidence: Span
    rule: str
    elsewhere: str | None = None
    modality: str = "asserted"
    when: When | None = None

    @property
    def where(self) -> str:
        """The id of the article that holds the evidence."""
        return self.elsewhere or self.subject.article


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement is printed; `quote` is the article's text at `span`, `when` when it holds by these words."""

    article: str
    span: Span
    quote: str
    rule: str
    when: When | None = None


# How a printed number bounds its figure: 2849, 余/超/逾/以上, 不足/以内, 约/近.
BOUNDS = ("exact", "at_least", "at_most", "about")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is stated: 出动执法人员2849人次, 融资余额106.6亿元, 办结率94%, 营业收入同比增长12.3%.

    `what` is the printed words for what is counted or measured; `value` is the number with 万 and 亿 multiplied out, `unit` the printed
    unit without them (元, 人次, %; "" where none is printed); `bound` is one of `BOUNDS`; `change` is "increase" or "decrease" where the number is
    that of a change, "" otherwise, and `basis` what it is compared with (同比, 环比, "").
    """

    what: str
    value: float
    unit: str
    bound: str = "exact"
    change: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """A figure that a stretch of text states of a mention; `when` is the time for which it holds, None where none is printed."""

    subject: Mention
    figure: Figure
    evidence: Span
    rule: str
    when: When | None = None
    elsewhere: str | None = None

    @property
    def where(self) -> str:
        """The id of the article that holds the evidence."""
        return self.elsewhere or self.subject.article


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of an entity (its id) with the printed evidence, which is never empty; `observed` as for a statement."""

    entity: str
    figure: Figure
    evidence: tuple[Evidence, ...]
    observed: str | None = None

    @property
    def when(self) -> When | None:
        """The time for which it holds; all evidence of a measure gives the same."""
        return self.evidence[0].when


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, agency, place, initiative, event, document or honour, once for the whole collection."""

    id: str
    type: str
    kind: str | None
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact about two entities (their ids) with the printed evidence, which is never empty.

    `observed` is the date of the earliest page that states it, ISO 8601, or None where no page is dated. `modality` tells what
    is done (asserted) from what is planned and what is denied (negated). `confidence`, between 0 and 1, is how sure its rules
    and the number of stories that state it make it.
    """

    subject: str
    predicate: str
    object: str
    role: str | None
    evidence: tuple[Evidence, ...]
    observed: str | None = None
    modality: str = "asserted"
    confidence: float = 1.0

    @property
    def when(self) -> When | None:
        """When it holds: the earliest known time that its evidence gives, else one that says no day, else None."""
        said = [evidence.when for evidence in self.evidence if evidence.when]
        known = sorted((when for when in said if when.known), key=lambda w: (w.start or w.end or "", w.end or ""))
        return next(iter((*known, *said)), None)


def in_stories(articles: Iterable[Article]) -> list[list[Article]]:
    """The articles, each with the parts that continue it on other pages behind it; a part whose beginning is missing is a first one."""
    known = list(articles)
    ids = {one.id for one in known}
    parts: dict[str | None, list[Article]] = {}
    for one in known:
        parts.setdefault(one.continues if one.continues in ids else None, []).append(one)
    found = [[one] for one in parts.get(None, [])]
    for story in found:
        for part in story:
            story += parts.get(part.id, [])
    return found


@dataclass(frozen=True, slots=True)
class PageResult:
    """All that one page yields before resolution."""

    page: Page
    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[RelationMention, ...]
    measures: tuple[MeasureMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """All that a graph file holds, in a stable order.

    `resolved` gives for each mention of `mentions`, by position, the id of its entity; `refused` holds the mentions
    that stand for no entity (该局 where no bureau was named), each with the reason; `waiting` the user's decisions about
    entities that no page names.
    """

    pages: tuple[Page, ...]
    articles: tuple[Article, ...]
    left_out: tuple[LeftOut, ...]
    mentions: tuple[Mention, ...]
    resolved: tuple[str, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    refused: tuple[tuple[Mention, str], ...] = ()
    waiting: tuple[Decision, ...] = ()
    measures: tuple[Measure, ...] = ()
