"""The articles of a source that has them apart already: nothing is to be found but their clean text and kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Article, Given, LeftOut, Page, Span, Text
from kg.segment.articles import byline_spans, kind_of
from kg.segment.blocks import Body
from kg.segment.clean import Chars, body_chars, headline_chars, line_break
from kg.segment.labels import Label
from kg.segment.lines import Line, parted
from kg.segment.marks import JUMP_FROM, JUMP_TO, is_dateline

_FEWEST = 4  # lines that tell whether they were broken at a column's width
_RAGGED = 3.0  # characters by which full lines of one column differ: punctuation and Latin words are kept whole
_INDENT = "\u3000 \t\xa0"
_STOP = re.compile("[，。；！？：]")


def given_articles(page: Page) -> tuple[tuple[Article, ...], tuple[LeftOut, ...]]:
    """An article for each given one that has a body, with its id; what lies in none of them is left out.

    >>> page = Page("e.jsonl", "望江区开学\\n沈微\\n本报讯 5月6日开学。", given=(Given("a1", Span(0, 5), Span(9, 20), Span(6, 8)),))
    >>> article = given_articles(page)[0][0]
    >>> article.id, article.headline, article.kind, [article.quote(s) for s in article.bylines]
    ('e.jsonl#a1', '望江区开学', 'news', ['沈微'])
    """
    articles: list[Article] = []
    taken: list[Span] = []
    left: list[LeftOut] = []
    for number, given in enumerate(page.given, start=1):
        spans = [span for span in (given.headline, *given.others, given.byline, given.body) if span]
        taken += spans
        lines, origin, onward = _between_jumps(list(_lines(page.raw, given.body)))
        left += [LeftOut(page.id, line.start, line.end, "jump mark") for line in (origin, onward) if line]
        body = _labelled(lines, wrapped=bool(page.boxes))
        if body:
            marks = [line.text if line else None for line in (origin, onward)]
            articles.append(_article(given, Body(number, tuple(body), body[0][1] is Label.START, *marks), page))
        else:
            told = {line.start for line in (origin, onward) if line}
            left += [one for one in _left_out(spans, page, "no text below it") if one.start not in told]
    return tuple(articles), tuple(sorted([*left, *_left_out(_between(taken, page), page, "in no article")], key=_place))


def _between_jumps(lines: list[Line]) -> tuple[list[Line], Line | None, Line | None]:
    """The lines of a body without the jump marks before and after them, and these."""
    first, inner, last = lines[:1], lines[1:-3], lines[max(1, len(lines) - 3) :]
    lines = [*_apart(first), *inner, *_apart(last)]
    origin = lines.pop(0) if lines and JUMP_FROM.fullmatch(lines[0].text) else None
    at = next((i for i in range(len(lines) - 1, max(-1, len(lines) - 4), -1) if JUMP_TO.fullmatch(lines[i].text)), None)
    onward = lines.pop(at) if at is not None else None  # maybe before the line that names the writers
    return lines, origin, onward


def _apart(lines: Iterable[Line]) -> list[Line]:
    return [piece for line in lines for piece in parted(line)]


def _place(one: LeftOut) -> tuple[int, int]:
    return one.start, one.end


def _left_out(spans: Sequence[Span], page: Page, reason: str) -> Iterator[LeftOut]:
    for span in spans:
        for line in _lines(page.raw, span):
            yield LeftOut(page.id, line.start, line.end, reason)


def _between(taken: Sequence[Span], page: Page) -> list[Span]:
    """What no given article claims."""
    gaps: list[Span] = []
    at = 0
    for span in sorted(taken):
        if span.start > at:
            gaps.append(Span(at, span.start))
        at = max(at, span.end)
    return [*gaps, Span(at, len(page.raw))]


def _article(given: Given, body: Body, page: Page) -> Article:
    """The article, its text chosen from the page: headline lines, byline line, body."""
    chars: Chars = []
    headline: str | None = None
    others: list[str] = []
    for span in sorted(span for span in (given.headline, *given.others) if span):
        unit = list(_lines(page.raw, span))
        if not unit:
            continue
        found = headline_chars(unit, page.raw)
        text = "".join(char for char, _ in found)
        if span == given.headline:
            headline = text
        else:
            others.append(text)
        chars += found + line_break(page.raw, unit[-1])
    bylines: list[Span] = []
    for line in _lines(page.raw, given.byline):
        found = headline_chars((line,), page.raw)
        bylines.append(Span(len(chars), len(chars) + len(found)))
        chars += found + line_break(page.raw, line)
    start = len(chars)
    chars += body_chars(body.lines, page.raw)
    others += [line.text for line, label in body.lines if label is Label.HEAD]
    text = "".join(char for char, _ in chars)
    kind = kind_of(body, headline, bool(bylines))
    bylines += byline_spans(text, start)
    clean = Text(text, tuple(offset for _, offset in chars))
    return Article(
        f"{page.id}#{given.id}",
        page.id,
        kind,
        headline,
        tuple(others),
        tuple(bylines),
        clean,
        start,
        onward=body.onward,
        origin=body.origin,
    )


def _lines(raw: str, span: Span | None) -> Iterator[Line]:
    """The lines of a span that are not blank, as they are: a source that has its articles apart prints nothing twice."""
    start = span.start if span else 0
    blank = 0
    for number, piece in enumerate(raw[start : span.end].split("\n") if span else ()):
        inked = [start + i for i, char in enumerate(piece) if not char.isspace()]
        if inked:
            text = "".join(piece.split())
            yield Line(
                number=number,
                start=inked[0],
                end=inked[-1] + 1,
                text=text,
                offsets=tuple(inked),
                doubled=(),
                width=len(text) - 0.5 * sum(map(str.isascii, text)),
                blank=blank,
                justified=False,
                indented=piece[0] in _INDENT,
            )
        blank = 0 if inked else blank + 1
        start += len(piece) + 1


def _labelled(lines: list[Line], wrapped: bool) -> list[tuple[Line, Label]]:
    """The lines of a body: each a paragraph, unless the source has broken them at the width of a column."""
    found = [(line, Label.PARAGRAPH) for line in lines]
    if wrapped or _are_wrapped(lines):
        longest = max((line.width for line in lines), default=0.0)
        marked = sum(bool(line.indented) for line in lines) > 1
        for i, line in enumerate(lines[1:], start=1):
            before, after = lines[i - 1], lines[i + 1] if i + 1 < len(lines) else None
            if not line.blank and not (line.indented if marked else before.closed and before.width < longest - _RAGGED):
                found[i] = (line, Label.INNER)
            if (
                marked
                and before.closed
                and after
                and after.indented
                and not line.closed
                and not _STOP.search(line.text)
            ):
                found[i] = (line, Label.HEAD)
    if lines and is_dateline(lines[0].text):
        found[0] = (lines[0], Label.START)
    return found


def _are_wrapped(lines: list[Line]) -> bool:
    """Whether lines end where a column did: most are as long as the longest and stop amid a sentence."""
    longest = max((line.width for line in lines), default=0.0)
    full = sum(line.width > longest - _RAGGED and not line.closed for line in lines[:-1])
    return len(lines) >= _FEWEST and 2 * full > len(lines)
