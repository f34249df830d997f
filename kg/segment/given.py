"""The articles of a source that has them apart already: nothing is to be found but their clean text and kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Article, Given, LeftOut, Page, Span
from kg.segment.articles import Draft, build
from kg.segment.blocks import Body
from kg.segment.labels import Label
from kg.segment.lines import Line
from kg.segment.marks import is_dateline

_FEWEST = 4  # lines that tell whether they were broken at a column's width
_RAGGED = 3.0  # characters by which full lines of one column differ: punctuation and Latin words are kept whole


def given_articles(page: Page) -> tuple[tuple[Article, ...], tuple[LeftOut, ...]]:
    """An article for each given one that has a body, with its id, and the headlines of the others as left out.

    >>> page = Page("e.jsonl", "望江区开学\\n沈微\\n本报讯 5月6日开学。", given=(Given("a1", Span(0, 5), Span(9, 20), Span(6, 8)),))
    >>> article = given_articles(page)[0][0]
    >>> article.id, article.headline, article.kind, [article.quote(s) for s in article.bylines]
    ('e.jsonl#a1', '望江区开学', 'news', ['沈微'])
    """
    articles: list[Article] = []
    left: list[LeftOut] = []
    for number, given in enumerate(page.given, start=1):
        body = _labelled(list(_lines(page.raw, given.body)))
        heads = list(_lines(page.raw, given.headline))
        bylines = list(_lines(page.raw, given.byline))
        if not body:
            left += [LeftOut(page.id, line.start, line.end, "no text below it") for line in (*heads, *bylines)]
            continue
        found = [*((line, Label.HEAD) for line in heads), *((line, Label.BYLINE) for line in bylines)]
        draft = Draft(Body(number, tuple(body), dated=body[0][1] is Label.START), heads=found)
        articles.append(replace(build(draft, page, number), id=f"{page.id}#{given.id}"))
    return tuple(articles), tuple(left)


def _lines(raw: str, span: Span | None) -> Iterator[Line]:
    """The lines of a span that are not blank; a newsroom sets no columns and prints nothing twice."""
    start = span.start if span else 0
    blank = 0
    for number, piece in enumerate(raw[start : span.end].split("\n") if span else ()):
        inked = [start + i for i, char in enumerate(piece) if not char.isspace()]
        if inked:
            yield Line(
                number=start + number,
                start=inked[0],
                end=inked[-1] + 1,
                text="".join(raw[at] for at in inked),
                offsets=tuple(inked),
                doubled=(),
                width=float(len(inked)),
                blank=blank,
                justified=False,
                indented=inked[0] > start,
            )
        blank = 0 if inked else blank + 1
        start += len(piece) + 1


def _labelled(lines: list[Line]) -> list[tuple[Line, Label]]:
    """The lines of a body: each a paragraph, unless the source has broken them at one width."""
    wrapped = _are_wrapped(lines)
    longest = max((line.width for line in lines), default=0.0)
    found: list[tuple[Line, Label]] = []
    for line in lines:
        before = found[-1][0] if found else None
        inner = wrapped and before and not line.blank and not line.indented and before.width > longest - _RAGGED
        found.append((line, Label.INNER if inner else Label.PARAGRAPH))
    if lines and is_dateline(lines[0].text):
        found[0] = (lines[0], Label.START)
    return found


def _are_wrapped(lines: list[Line]) -> bool:
    """Whether lines end where a column did: most are as long as the longest and stop amid a sentence."""
    longest = max((line.width for line in lines), default=0.0)
    full = sum(line.width > longest - _RAGGED and not line.closed for line in lines[:-1])
    return len(lines) >= _FEWEST and 2 * full > len(lines)
