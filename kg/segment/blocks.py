"""From labelled lines to blocks: bodies of articles, and the groups of headline lines between them."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.segment.labels import BODY, Label, leads
from kg.segment.lines import Line
from kg.segment.marks import ends_with_credit, is_photo_credit

LONGEST_CAPTION = 350  # characters; captions of the papers read have 40 to 200

_DATELINE_HEAD = re.compile(r"\A.{0,12}?(?:讯|电|报道)(?:[（(].{0,60}?[）)])?")


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of one article below its headline; a HEAD among them is a subhead inside the body.

    `place` is its place among all blocks of the page. `dated`: it begins with a dateline such as 本报讯; `jumped`: it goes
    on from another page.
    """

    place: int
    lines: tuple[tuple[Line, Label], ...]
    dated: bool = False
    jumped: bool = False
    text: str = field(init=False, default="")
    lead: str = field(init=False, default="")

    def __post_init__(self) -> None:
        text = "".join(line.text for line, _ in self.lines)
        object.__setattr__(self, "text", text)
        object.__setattr__(
            self, "lead", _DATELINE_HEAD.sub("", text[:260], count=1)[:180] if self.dated else text[:180]
        )

    @property
    def credited(self) -> bool:
        """Whether a photographer is named at its end."""
        return is_photo_credit(self.text)


@dataclass(frozen=True, slots=True)
class Heads:
    """Headline lines that stand together, with the byline lines among them."""

    place: int
    lines: tuple[tuple[Line, Label], ...]


Block = Body | Heads


def read_blocks(lines: Sequence[Line], labels: Sequence[Label], raw: str) -> list[Block]:
    """The bodies and headline groups of a page in its order, captions parted from articles."""
    blocks: list[Block] = []
    for kind, jumped, members in _runs(lines, labels, raw):
        if kind == "heads":
            blocks.append(Heads(len(blocks), tuple(members)))
            continue
        dated = members[0][1] is Label.START
        for i, part in enumerate(_part_captions(members, dated)):
            blocks.append(Body(len(blocks), tuple(part), dated and not i, jumped and not i))
    return _inner_subheads(_part_by_headlines(blocks))


Members = list[tuple[Line, Label]]


def _runs(lines: Sequence[Line], labels: Sequence[Label], raw: str) -> Iterator[tuple[str, bool, Members]]:
    """Runs of lines that belong to bodies or to headline groups, cut where an article must begin."""
    kind, jumped, members, ended = "", False, Members(), False
    for line, label in zip(lines, labels, strict=True):
        if label in (Label.FURNITURE, Label.DOUBLE):
            continue
        if label is Label.ONWARD:
            ended = True
            continue
        now = "heads" if label in (Label.HEAD, Label.BYLINE) else "body"
        if label is Label.CREDIT and kind != "body":
            now = kind or "heads"
        cut = now != kind or label in (Label.START, Label.JUMP) or (ended and label is not Label.CREDIT)
        if cut:
            if members:
                yield kind, jumped, members
            kind, members, jumped = now, Members(), False
        if label is Label.JUMP:
            jumped, ended = True, False
            continue
        members.append((line, label))
        ended = label is Label.CREDIT or (label in BODY and ends_with_credit(raw[line.start : line.end]))
    if members:
        yield kind, jumped, members


def _part_captions(members: Members, dated: bool) -> list[Members]:
    """Part the caption of a photograph from the article it follows without a headline between.

    A caption betrays itself by （… 摄） at its end, another column width, and the time at its beginning (近日，…).
    """
    starts = [i for i, (_, label) in enumerate(members) if label in (Label.PARAGRAPH, Label.START)]
    if len(starts) < 2:
        return [members]
    credited = is_photo_credit("".join(line.text for line, _ in members[starts[-1] :]))
    whole = sum(len(line.text) for line, _ in members)
    if credited and not dated and whole <= LONGEST_CAPTION and _one_column(members):
        begun = [start for start in starts if leads(members[start][0].text)] or [0]
        return [part for part in (members[: begun[0]], members[begun[0] :]) if part]
    for start in reversed(starts[1:]):
        length = sum(len(line.text) for line, _ in members[start:])
        if length > LONGEST_CAPTION:
            break
        change = abs(_width(members[start:]) - _width(members[:start][-6:]))
        signs = (change >= 1.2) + (change >= 5) + leads(members[start][0].text)
        if signs >= (1 if credited else 3) and members[start - 1][0].closed:
            return [members[:start], members[start:]]
    if credited and not dated and whole > LONGEST_CAPTION:
        return [members[: starts[-1]], members[starts[-1] :]]
    return [members]


def _one_column(members: Members) -> bool:
    """Whether no line is half as wide again as another that is no last line of a paragraph."""
    widths = [line.width for line, label in members if label in BODY and not line.closed]
    return not widths or max(widths) < 1.5 * min(widths)


def _width(members: Members) -> float:
    """The width of the column that some lines stand in; their first line may be indented, their last short."""
    widths = [line.width for line, label in members if label is not Label.CREDIT]
    inner = widths[1:-1] or widths[:1]
    return statistics.median(inner) if inner else 0.0


def _part_by_headlines(blocks: list[Block]) -> list[Block]:
    """Part two articles that follow each other without a mark between: the headline after them speaks of the second alone.

    The column must change its width where the second begins, and the headline have the byline line (□ 记者 沈微) that texts
    without a dateline have.
    """
    done: list[Block] = []
    for block, after in itertools.zip_longest(blocks, blocks[1:]):
        start = None
        if isinstance(block, Body) and isinstance(after, Heads) and not block.credited:
            start = _second_article(block, after)
        if start and isinstance(block, Body):
            done.append(Body(0, block.lines[:start], block.dated, block.jumped))
            done.append(Body(0, block.lines[start:]))
        else:
            done.append(block)
    return done


def _second_article(body: Body, heads: Heads) -> int | None:
    """The line of a body where what the headline after it speaks of begins, if the column changes there."""
    if all(label is Label.HEAD for _, label in heads.lines):
        return None
    text = "".join(line.text for line, label in heads.lines if label is Label.HEAD)
    best, place = 0.3, None
    for start, (_, label) in enumerate(body.lines):
        if label is not Label.PARAGRAPH or not start or not body.lines[start - 1][0].closed:
            continue
        change = abs(_width(list(body.lines[max(0, start - 6) : start])) - _width(list(body.lines[start : start + 6])))
        if change < 1.2:
            continue
        front, back = ("".join(line.text for line, _ in part) for part in (body.lines[:start], body.lines[start:]))
        if min(len(front), len(back)) < 80:
            continue
        gain = shared(text, back) - 2 * shared(text, front) + 0.02 * change
        if gain > best:
            best, place = gain, start
    return place


def _inner_subheads(blocks: list[Block]) -> list[Block]:
    """Join the parts of a feature that are divided by subheads."""
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        if isinstance(block, Body) and len(done) >= 2 and isinstance(before, Heads):
            whole = done[-2]
            marked = len(done) >= 3 and any(label is Label.BYLINE for _, label in done[-3].lines)
            if isinstance(whole, Body) and _is_subhead(whole, before, block, marked):
                done[-2:] = [Body(whole.place, whole.lines + before.lines + block.lines, whole.dated, whole.jumped)]
                continue
        done.append(block)
    return [_placed(block, i) for i, block in enumerate(done)]


def _placed(block: Block, place: int) -> Block:
    if isinstance(block, Heads):
        return Heads(place, block.lines)
    return Body(place, block.lines, block.dated, block.jumped)


def _is_subhead(whole: Body, heads: Heads, after: Body, marked: bool) -> bool:
    """Whether a line between two bodies is a subhead of one article, and not the headline of either.

    Subheads are short, alone, mostly close to the paragraph they head and speak of it; they stand in texts without a
    dateline; what goes on has the column of what went before. `marked`: a byline line stands above the first part.
    """
    if after.dated or after.jumped or len(heads.lines) > 1 or heads.lines[0][1] is not Label.HEAD:
        return False
    if whole.credited or whole.lines[-1][1] is Label.CREDIT or not _goes_on(whole):
        return False
    line = heads.lines[0][0]
    after_whole, after_next = shared(line.text, whole.lead), shared(line.text, after.text[:300])
    if all(part.closed for body in (whole, after) for part, label in body.lines if label is not Label.HEAD):
        score = 1.5 if marked else 0.5  # each paragraph is a line: no columns
    else:
        score = 1.5 if abs(_width(list(whole.lines[-8:])) - _width(list(after.lines[:8]))) <= 1.3 else -2.0
    score += 0.5 if not whole.dated else -1.0
    score += 0.8 if whole.jumped or any(label is Label.HEAD for _, label in whole.lines) else 0.0
    score += 0.5 if line.width <= 16 else 0.0 if line.width <= 20 else -1.5
    score += 0.7 if after.lines[0][0].blank == 0 else 0.0
    score += 0.5 if line.blank else -0.5
    score -= 1.0 if leads(after.lines[0][0].text) else 0.0
    score -= 2.5 if after_whole > max(0.4, after_next) and len(whole.text) < 1200 else 0.0
    score += min(after_next, 0.5) * 2
    score -= 1.0 if after.credited and len(after.text) < LONGEST_CAPTION else 0.0
    return score >= 2.0


def _goes_on(whole: Body) -> bool:
    return bool(whole.text) and not ends_with_credit(whole.lines[-1][0].text)


def shared(head: str, text: str) -> float:
    """The share of a headline's character pairs that a text has too.

    >>> shared("清理澜江河", "全力清理澜江")
    0.75
    """
    pairs = pairs_of(head)
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def pairs_of(text: str) -> tuple[str, ...]:
    """The distinct pairs of neighbouring letters of a text, punctuation aside, in their order.

    >>> pairs_of("“澜川”茶叶")
    ('澜川', '茶叶')
    """
    found = (text[i : i + 2] for i in range(len(text) - 1))
    return tuple(dict.fromkeys(pair for pair in found if pair.isalnum()))
