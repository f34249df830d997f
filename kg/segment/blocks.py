"""From labelled lines to blocks: bodies of articles, and the groups of headline lines between them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.segment.labels import BODY, Label, leads
from kg.segment.lines import Line
from kg.segment.marks import ends_with_credit, is_date, is_notice, is_photo_credit

LONGEST_CAPTION = 350  # characters; captions of the papers read have 40 to 200

LEAST_GAIN = 0.3  # of words that a headline shares with the second part of a body and not with the first
LONGEST_BRIEF = 320  # characters of a short item of news that tells when in its first sentence
NEAR = 8  # blocks between an article without a dateline and its headline

_ORDINAL = re.compile(
    r"[\u4e00-\u9fff]{2,4}[一二三四五六七八九十]\Z|[一二三四五六七八九十]{1,2}\Z|(?:0|NO\.?)?\d\Z", re.I
)
_NEWS = re.compile(r"近日|日前|连日来|昨[日天]|[今当]天|\d{1,2}月\d{1,2}日|(?:记者|笔者).{0,12}(?:获悉|了解到)")
_DATELINE_HEAD = re.compile(r"\A.{0,12}?(?:讯|电|报道)(?:[（(].{0,60}?[）)])?")


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of one article below its headline; a HEAD among them is a subhead inside the body.

    `place` is its place among all blocks of the page. `dated`: it begins with a dateline such as 本报讯. `origin` and
    `onward` are its jump marks, where it goes on from another page or is continued there.
    """

    place: int
    lines: tuple[tuple[Line, Label], ...]
    dated: bool = False
    origin: str | None = None
    onward: str | None = None
    text: str = field(init=False, default="")
    lead: str = field(init=False, default="")

    def __post_init__(self) -> None:
        text = "".join(line.text for line, _ in self.lines)
        object.__setattr__(self, "text", text)
        object.__setattr__(
            self, "lead", _DATELINE_HEAD.sub("", text[:260], count=1)[:180] if self.dated else text[:180]
        )

    @property
    def jumped(self) -> bool:
        """Whether it goes on from another page."""
        return self.origin is not None

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
    for run in _runs(lines, labels, raw):
        if run.kind == "heads":
            blocks.append(Heads(len(blocks), tuple(run.members)))
            continue
        dated = run.members[0][1] is Label.START
        parts = _part_captions(run.members, dated)
        for i, part in enumerate(parts):
            onward = run.onward if i + 1 == len(parts) else None
            blocks.append(Body(len(blocks), tuple(part), dated and not i, None if i else run.origin, onward))
    return _inner_subheads(_part_by_headlines(_around_asides(blocks)))


Members = list[tuple[Line, Label]]


@dataclass(slots=True)
class _Run:
    """Lines of one kind, `body` or `heads`, while they are gathered, with the jump marks before and after them."""

    kind: str = ""
    origin: str | None = None
    onward: str | None = None
    members: Members = field(default_factory=list)


def _runs(lines: Sequence[Line], labels: Sequence[Label], raw: str) -> list[_Run]:
    """Runs of lines that belong to bodies or to headline groups, cut where an article must begin."""
    runs, ended = [_Run()], False
    for line, label in zip(lines, labels, strict=True):
        if label in (Label.FURNITURE, Label.DOUBLE):
            continue
        run = runs[-1]
        if label is Label.ONWARD:
            ended = True
            last = next((one for one in reversed(runs) if one.kind == "body"), None)
            if last:
                last.onward = line.text
            continue
        now = "heads" if label in (Label.HEAD, Label.BYLINE) else "body"
        if run.origin and label is Label.HEAD and [one for _, one in run.members] in ([], [Label.HEAD]):
            now = "body"  # what goes on from another page begins with its title again, or with a subhead
        if label is Label.CREDIT and run.kind != "body":
            now = run.kind or "heads"
        if now != run.kind or label in (Label.START, Label.JUMP) or (ended and label is not Label.CREDIT):
            run = _Run(now)
            runs.append(run)
        if label is Label.JUMP:
            run.origin, ended = line.text, False
            continue
        run.members.append((line, label))
        ended = label is Label.CREDIT or (label in BODY and _ends([one for one, _ in run.members[-2:]], raw))
    return [run for run in runs if run.members]


def _ends(lines: Sequence[Line], raw: str) -> bool:
    """Whether an article ends with the last line of a body: it names the writers, or dates a notice."""
    last = lines[-1]
    first = lines[0] if last.text[-1] in "）)" and last.text.count("（") < last.text.count("）") else last
    return is_date(last.text) or ends_with_credit(raw[first.start : last.end])


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
    found: list[tuple[int, int]] = []
    for start in reversed(starts[1:]):
        length = sum(len(line.text) for line, _ in members[start:])
        if length > LONGEST_CAPTION:
            break
        first = members[start][0]
        widths = _width(members[start:]), _width(members[:start][-6:])
        change = abs(widths[0] - widths[1]) if all(widths) else 0.0
        signs = (change >= 1.2) + (change >= 5) + leads(first.text) + (bool(first.blank) and leads(first.text))
        if (
            signs >= (1 if credited else 3)
            and members[start - 1][0].closed
            and not first.text.startswith(("图为", "这是"))
        ):
            found.append((signs, start))
    if found:
        start = max(found)[1]
        return [members[:start], members[start:]]
    if credited and not dated and whole > LONGEST_CAPTION:
        return [members[: starts[-1]], members[starts[-1] :]]
    return [members]


def _one_column(members: Members) -> bool:
    """Whether no line is half as wide again as another that is no last line of a paragraph."""
    widths = [line.width for line, label in members if label in BODY and not line.closed]
    return not widths or max(widths) < 1.5 * min(widths)


def _width(members: Members) -> float:
    """The width of the column that some lines stand in, 0 if unknown; lines that end a paragraph are short, and do not count."""
    widths = [line.width for line, label in members if label in BODY and not line.closed]
    return statistics.median(widths) if widths else 0.0


def _part_by_headlines(blocks: list[Block]) -> list[Block]:
    """Part two articles that follow each other without a mark between: a headline near them speaks of the second alone.

    The headline must have the byline line (□ 记者 沈微) that texts without a dateline have.
    """
    cuts: dict[int, int] = {}
    for at, heads in enumerate(blocks):
        text = _signed_headline(heads) if isinstance(heads, Heads) else ""
        best = LEAST_GAIN
        found: tuple[int, int] | None = None
        for i in range(max(0, at - NEAR), min(len(blocks), at + NEAR + 1)) if text else ():
            block = blocks[i]
            if isinstance(block, Body) and not block.credited:
                gain, start = _second_article(block, text, block.dated and _subhead_follows(blocks[i + 1 : i + 3]))
                if gain > best:
                    best, found = gain, (i, start)
        if found:
            cuts.setdefault(*found)
    done: list[Block] = []
    for i, block in enumerate(blocks):
        if i in cuts and isinstance(block, Body):
            done.append(replace(block, lines=block.lines[: cuts[i]], onward=None))
            done.append(Body(0, block.lines[cuts[i] :], onward=block.onward))
        else:
            done.append(block)
    return done


def _subhead_follows(after: Sequence[Block]) -> bool:
    """Whether one headline line and a text without a dateline follow, as in features with subheads."""
    return [type(block) for block in after] == [Heads, Body] and len(after[0].lines) == 1 and not after[1].dated  # type: ignore[union-attr]


def _signed_headline(heads: Heads) -> str:
    """The headline lines right above the byline line of a group, at most three; nothing where it has none."""
    at = next((i for i, (_, label) in enumerate(heads.lines) if label is Label.BYLINE), None)
    if not at:
        return ""
    first = at - 1
    while first > max(0, at - 3) and not heads.lines[first][0].blank:
        first -= 1
    return "".join(line.text for line, label in heads.lines[first:at] if label is Label.HEAD)


def _second_article(body: Body, text: str, feature: bool) -> tuple[float, int]:
    """Where in a body begins what a headline elsewhere speaks of, after a column's end or change of width, and how sure it is."""
    best, place = 0.0, 0
    whole = "".join(line.text for line, _ in body.lines)
    pairs = pairs_of(text)
    first, last = [whole.find(pair) for pair in pairs], [whole.rfind(pair) for pair in pairs]
    at = 0  # where the line begins in the whole
    for start, (line, label) in enumerate(body.lines):
        begun, at = at, at + len(line.text)
        if label is not Label.PARAGRAPH or not start or not body.lines[start - 1][0].closed:
            continue
        change = abs(_width(list(body.lines[max(0, start - 6) : start])) - _width(list(body.lines[start : start + 6])))
        if (change < 1.2 and not (line.blank and body.dated)) or min(begun, len(whole) - begun) < 80:
            continue
        back = sum(found >= begun for found in last)
        front = sum(-1 < found < begun - 1 for found in first)
        gain = (back - 2 * front) / max(1, len(pairs)) + 0.02 * change + 0.2 * feature
        if gain > best:
            best, place = gain, start
    return best, place


def _around_asides(blocks: list[Block]) -> list[Block]:
    """Join the parts of a body around a headline of something else that is printed amid its column.

    It interrupts a sentence; or its letters are shadowed, the column goes on with its width, and the headline speaks of
    neither part.
    """
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Body) and len(done) >= 2 and isinstance(done[-1], Heads) and isinstance(done[-2], Body):
            whole, aside = done[-2], done[-1]
            if _goes_around(whole, aside, block):
                first, label = block.lines[0]
                label = label if whole.lines[-1][0].closed else Label.INNER
                lines = (*whole.lines, (first, label), *block.lines[1:])
                done[-2] = replace(whole, lines=lines, onward=block.onward)
                continue
        done.append(block)
    return done


def _goes_around(whole: Body, aside: Heads, after: Body) -> bool:
    if after.dated or after.jumped or whole.onward or whole.lines[-1][1] is Label.CREDIT:
        return False
    last, boxed = whole.lines[-1][0], all(line.doubled for line, _ in aside.lines)
    alike = abs(_width(list(whole.lines[-8:])) - _width(list(after.lines[:8]))) <= 1.2
    if not last.closed and not last.half_closed:
        return alike and (boxed or last.full)
    text = "".join(line.text for line, _ in aside.lines)
    own = after.credited and len(after.text) <= LONGEST_CAPTION
    return (
        boxed
        and alike
        and not own
        and not whole.credited
        and max(shared(text, whole.text), shared(text, after.text)) < 0.4
    )


def _inner_subheads(blocks: list[Block]) -> list[Block]:
    """Join the parts of a feature that are divided by subheads."""
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        if isinstance(block, Body) and len(done) >= 2 and isinstance(before, Heads):
            whole = done[-2]
            marked = len(done) >= 3 and any(label is Label.BYLINE for _, label in done[-3].lines)
            if isinstance(whole, Body) and _is_subhead(whole, before, block, marked):
                done[-2:] = [replace(whole, lines=whole.lines + before.lines + block.lines, onward=block.onward)]
                continue
        done.append(block)
    return [replace(block, place=i) for i, block in enumerate(done)]


def _is_subhead(whole: Body, heads: Heads, after: Body, marked: bool) -> bool:
    """Whether a line between two bodies is a subhead of one article, and not the headline of either.

    Subheads are short, alone, mostly close to the paragraph they head and speak of it; they stand in texts without a
    dateline; what goes on has the column of what went before. `marked`: a byline line stands above the first part.
    """
    numbered = len(heads.lines) == 2 and bool(_ORDINAL.match(heads.lines[0][0].text))  # 镜头一 above its subhead
    if after.dated or after.jumped or whole.onward or len(heads.lines) > 1 + numbered:
        return False
    if any(label is not Label.HEAD for _, label in heads.lines):
        return False
    if whole.credited or whole.lines[-1][1] is Label.CREDIT or not _goes_on(whole):
        return False
    line = heads.lines[-1][0]
    told = "".join(part.text for part, label in whole.lines if label is not Label.HEAD)
    after_whole, after_next = shared(line.text, told[:180]), shared(line.text, after.text[:300])
    if all(part.closed for body in (whole, after) for part, label in body.lines if label is not Label.HEAD):
        score = 1.0  # each paragraph is a line: no columns
    else:
        score = 1.5 if _one_width(whole.lines[-8:], after.lines[:8]) else -2.0
    score += 1.0 if marked else 0.0
    score += 0.5 if not whole.dated else -1.0
    score += 0.8 if whole.jumped or any(label is Label.HEAD for _, label in whole.lines) else 0.0
    score += 0.5 if line.width <= 16 else 0.0 if line.width <= 20 else -1.5
    score += 0.7 if after.lines[0][0].blank == 0 else 0.0
    score += 0.3 if line.blank else 0.0
    score += 1.5 * numbered
    score -= 2.0 if leads(after.lines[0][0].text) else 0.0
    inner = [part for part, label in whole.lines if label is Label.HEAD]
    alone = line.blank and after.lines[0][0].blank
    score -= 2.0 if inner and alone and not any(part.blank for part in inner) else 0.0
    score -= 3.0 if not marked and not numbered and _is_brief(whole) and _is_brief(after) else 0.0
    score -= 2.5 if after_whole > max(0.4, after_next) and len(whole.text) < 1200 else 0.0
    score += min(after_next, 0.5) * 2
    score -= 1.0 if after.credited and len(after.text) < LONGEST_CAPTION else 0.0
    score -= 4.0 if is_notice(line.text) or line.doubled else 0.0
    return score >= 2.0


def _is_brief(body: Body) -> bool:
    """Whether a text is an item of news by itself: one short paragraph that tells in its first sentence when, or from whom."""
    if len(body.text) > LONGEST_BRIEF or any(label in (Label.HEAD, Label.PARAGRAPH) for _, label in body.lines[1:]):
        return False
    return bool(_NEWS.search(body.text.partition("。")[0][:50]))


def _one_width(first: Sequence[tuple[Line, Label]], second: Sequence[tuple[Line, Label]]) -> bool:
    """Whether two stretches of lines stand in a column of one width, by their usual or by their widest lines."""
    widest = [max((line.width for line, label in part if label in BODY), default=0.0) for part in (first, second)]
    return min(abs(_width(list(first)) - _width(list(second))), abs(widest[0] - widest[1])) <= 1.3


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
