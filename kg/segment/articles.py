"""From paired blocks to articles with clean text, and an account of every character that is in none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Article, LeftOut, Page, Span, Text
from kg.segment.blocks import LONGEST_CAPTION, Block, Body, Heads, shared
from kg.segment.clean import Chars, body_chars, headline_chars, line_break
from kg.segment.headlines import compose, in_halves, is_label
from kg.segment.labels import Label, leads
from kg.segment.lines import Line
from kg.segment.pairing import Group

NEAR = 24  # blocks between an article and a headline line of it that is left over

Members = list[tuple[Line, Label]]

_NOTE = re.compile(
    r"编者按|开栏的?话|开栏语|(?:推出|开设|开辟|刊发|刊登|推介).{0,8}?[《“](?P<name>[^》”]{2,24})[》”].{0,8}(?:报道|专栏|栏目|专题)"
)
_NOTICE = re.compile(
    r"敬请关注|特此(?:公告|通知|声明)|编者按|开栏的?话|开栏语|公告如下|现公示如下|声明作废|停[电水]通知|招领启事"
)
_CAPTION = re.compile(r"\A图为|图为|这是.{0,40}(?:场景|现场|画面|情景|一角)|[（(].{0,12}图[）)]")
_BYLINE = re.compile(
    r"[（(](?:[^（）()。；]{0,24}(?:记者|通讯员|通讯|特约|摄影)[^（）()。；]{1,60}|[^（）()。；]{2,36}(?:摄|供图|图|文|整理|供稿))[）)]"
)
_NAMES_AT_END = re.compile(r"[（(](?:[\u3400-\u9fff·]{2,5})(?:[\s、]+[\u3400-\u9fff·]{2,5}){0,4}[）)]\s*\Z")
_OPENING = re.compile(
    r"\A本[报刊台](?:[\u4e00-\u9fff]{0,4})(?:记者|通讯员)[\s：:]?(?P<names>[\u3400-\u9fff· ]{2,16}?)(?=报道)"
)


@dataclass(slots=True)
class Draft:
    """An article while its lines are gathered; `extras` are labels and kickers from elsewhere on the page."""

    body: Body
    heads: Members = field(default_factory=list)
    extras: Members = field(default_factory=list)


def draft(blocks: Sequence[Block], chosen: dict[int, Group], spare: Sequence[Group]) -> tuple[list[Draft], Members]:
    """The articles of a page with their headline lines, and the headline lines that belong to none."""
    drafts = {block.place: Draft(block) for block in blocks if isinstance(block, Body)}
    for place, group in chosen.items():
        drafts[place].heads.extend(group.lines)
    left: Members = []
    rest = list(spare) + _label_of_notes(drafts, blocks)
    for group in sorted(rest, key=lambda group: group.lines[0][0].number):
        owner = _owner(group, drafts, blocks)
        if owner is None:
            left.extend(group.lines)
        else:
            owner.extras.extend(group.lines)
    return list(drafts.values()), left


def _label_of_notes(drafts: dict[int, Draft], blocks: Sequence[Block]) -> list[Group]:
    """Take from editors' notes the label of the column that they announce: it heads the report beside the note."""
    freed: list[Group] = []
    for place, one in drafts.items():
        note = _NOTE.search(one.body.text) if not one.body.dated and len(one.body.text) < 500 else None
        text = "".join(line.text for line, _ in one.heads)
        if note and note["name"] and text and shared(text, note["name"]) > 0.7:
            freed.append(Group(place, tuple(one.heads), {}))
            one.heads.clear()
    return freed


def _owner(group: Group, drafts: dict[int, Draft], blocks: Sequence[Block]) -> Draft | None:
    """The article that a spare group of headline lines belongs to as its label or kicker, if any."""
    text = "".join(line.text for line, _ in group.lines)
    if all(label is not Label.HEAD for _, label in group.lines):
        before = drafts.get(group.place - 1)
        return before if before and not before.body.dated else None
    if group.lines[0][0].doubled:
        neighbours = [one for one in (drafts.get(group.place - 1), drafts.get(group.place + 1)) if one]
        return min(neighbours, key=lambda one: (one.body.dated, len(one.body.text)), default=None)
    if len(text) <= 14:
        for one in drafts.values():
            if not one.body.dated and _NOTE.search(one.body.text) and shared(text, one.body.text) >= 0.4:
                return _companion(one, drafts, blocks)
    near = [one for one in drafts.values() if abs(one.body.place - group.place) <= 3 and not one.body.credited]
    ranked = sorted(near, key=lambda one: (-shared(text, one.body.text), abs(one.body.place - group.place)))
    if ranked and shared(text, ranked[0].body.text) >= 0.5 and len(text) >= 4:
        return ranked[0]
    for place in (group.place + 1, group.place - 1):
        beside = drafts.get(place)
        if beside and group.worth.get(place, 0.0) >= 1.3:
            return beside
        if beside and place > group.place and not beside.body.lines[0][0].blank and not beside.heads:
            return beside
    return _neighbour(group, drafts)


def _neighbour(group: Group, drafts: dict[int, Draft]) -> Draft | None:
    """The article whose only headline line stands right above or below lines that no article claims."""
    first, last = group.lines[0][0], group.lines[-1][0]
    if len(group.lines) > 1 or (is_label(first.text) and not in_halves((first,))):
        return None
    near = [drafts[place] for place in range(group.place - NEAR, group.place + NEAR + 1) if place in drafts]
    for at, bound in ((first.number - 1, not first.blank), (last.number + 1, True), (first.number - 1, True)):
        for one in near:
            heads = [line for line, label in one.heads if label is Label.HEAD]
            if bound and len(heads) == 1 and heads[0].number == at and not heads[0].doubled:
                return one
    return None


def _companion(note: Draft, drafts: dict[int, Draft], blocks: Sequence[Block]) -> Draft | None:
    """The report that an editor's note stands beside: the owner of the headline next to it, or the undated body."""
    numbers = {line.number: one for one in drafts.values() for line, _ in one.heads}
    place = note.body.place
    for beside in (place - 1, place + 1):
        block = blocks[beside] if 0 <= beside < len(blocks) else None
        if isinstance(block, Heads):
            owner = numbers.get(block.lines[-1 if beside < place else 0][0].number)
            if owner and not owner.body.dated and owner is not note:
                return owner
        elif isinstance(block, Body) and not block.dated and not block.credited:
            return drafts[beside]
    return None


def build(one: Draft, page: Page, number: int) -> Article:
    """The article of a draft, its text chosen from the page."""
    raw = page.raw
    units, main = _headline_units(one)
    chars: Chars = []
    texts: list[str] = []
    for unit in units:
        found = headline_chars(unit, raw)
        texts.append("".join(char for char, _ in found))
        chars += found + line_break(raw, unit[-1])
    bylines: list[Span] = []
    for line, label in sorted(one.heads + one.extras, key=lambda pair: pair[0].number):
        if label is not Label.HEAD:
            found = headline_chars((line,), raw)
            bylines.append(Span(len(chars), len(chars) + len(found)))
            chars += found + line_break(raw, line)
    start = len(chars)
    chars += body_chars(one.body.lines, raw)
    text = Text("".join(char for char, _ in chars), tuple(offset for _, offset in chars))
    headline = texts[main] if main is not None else None
    others = [text for i, text in enumerate(texts) if i != main]
    others += [line.text for line, label in one.body.lines if label is Label.HEAD]
    kind = kind_of(one.body, headline, bool(bylines))
    bylines += byline_spans(text.chars, start)
    return Article(
        f"{page.id}#{number}",
        page.id,
        kind,
        headline,
        tuple(others),
        tuple(bylines),
        text,
        start,
        onward=one.body.onward,
        origin=one.body.origin,
    )


def _headline_units(one: Draft) -> tuple[list[tuple[Line, ...]], int | None]:
    """The headlines of an article in reading order, labels first, and which is the main one."""
    heads = [line for line, label in one.heads if label is Label.HEAD]
    extras = [line for line, label in one.extras if label is Label.HEAD]
    beside = [
        line
        for line in extras
        if any(abs(line.number - head.number) == 1 for head in heads)
        and (not is_label(line.text) or in_halves((line,)))
    ]
    extras = [line for line in extras if line not in beside]
    heads = sorted([*heads, *beside], key=lambda line: line.number)
    composed = compose(heads, one.body.text)
    above = [(line,) for line in extras if not heads or line.number < heads[0].number or is_label(line.text)]
    units = [*above, *composed.units, *((line,) for line in extras if (line,) not in above)]
    boxed = next((i for i, unit in enumerate(units) if unit[0].doubled), None)
    if boxed is not None:
        return units, boxed
    if composed.main is not None:
        return units, len(above) + composed.main
    return units, min(range(len(units)), key=lambda i: (is_label(units[i][0].text), i)) if units else None


def byline_spans(text: str, start: int) -> Iterator[Span]:
    """The spans of a body that name its writers: at its beginning, and at its end."""
    opening = _OPENING.match(text[start : start + 60])
    if opening:
        yield Span(start + opening.start("names"), start + opening.end("names"))
    found = [Span(hit.start(), hit.end()) for hit in _BYLINE.finditer(text, start)]
    closing = _NAMES_AT_END.search(text, max(start, len(text) - 60))
    if closing and text[: closing.start()].rstrip()[-1:] in "。！？”…" and (not found or found[-1].end < closing.end()):
        found.append(Span(closing.start(), len(text.rstrip())))
    yield from found


def kind_of(body: Body, headline: str | None, marked: bool) -> str:
    """News has a dateline, a feature a byline line or length, a caption a photographer, a notice the words of one."""
    size = len(body.text)
    if body.dated:
        return "news"
    subheads = any(label is Label.HEAD for _, label in body.lines)
    if body.credited and size <= LONGEST_CAPTION and not marked:
        return "photo-caption"
    if (_NOTICE.search(body.text) or _NOTE.search(body.text)) and size < 600:
        return "notice"
    wide = body.lines[0][0].width >= 24 or not body.lines[0][0].columnar
    if size <= 200 and not marked and (_CAPTION.search(body.text) or (headline is None and wide and leads(body.text))):
        return "photo-caption"
    if body.jumped or size > 400 or (subheads and size > 200):
        return "feature"
    return "news" if marked or _BYLINE.search(body.text[-60:]) else "brief"


def left_out(lines: Sequence[Line], labels: Sequence[Label], left: Members, page: Page) -> list[LeftOut]:
    """What is in no article, and why, in the order of the page."""
    found: list[LeftOut] = []
    reasons = {
        Label.FURNITURE: "page furniture",
        Label.DOUBLE: "printed twice",
        Label.JUMP: "jump mark",
        Label.ONWARD: "jump mark",
    }
    for line, label in zip(lines, labels, strict=True):
        if label in reasons and not line.doubled:
            found.append(LeftOut(page.id, line.start, line.end, reasons[label]))
        elif label in reasons:
            found += _stretches(line.offsets, page.id, reasons[label])
        found += _stretches(line.doubled, page.id, "overprint")
    for line, label in left:
        reason = "stray byline" if label is not Label.HEAD else "label" if is_label(line.text) else "stray headline"
        if line.doubled:
            found += _stretches(line.offsets, page.id, reason)
        else:
            found.append(LeftOut(page.id, line.start, line.end, reason))
    return sorted(found, key=lambda one: (one.start, one.end))


def _stretches(offsets: Sequence[int], page: str, reason: str) -> Iterator[LeftOut]:
    """Neighbouring places as one stretch each."""
    start = 0
    for i in range(1, len(offsets) + 1):
        if i == len(offsets) or offsets[i] != offsets[i - 1] + 1:
            yield LeftOut(page, offsets[start], offsets[i - 1] + 1, reason)
            start = i
