"""Articles that jump to another page: 下转第3版 on the front page, 上接第1版 on the third.

Each page keeps its own part, so that every character knows its place; the later part says which one it `continues`, and
both are read as one text (`joined`), so that who was introduced on page 1 is known on page 3. Parts belong together only
on pages of one issue: of one outlet and date, or of one PDF. Where several articles jump between the same two pages,
those go together that share most words, over all of them at once.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.folios import printed_folio
from kg.model import Article, Page, Span, Text, in_stories
from kg.script import folded
from kg.segment.blocks import pairs_of
from kg.segment.pairing import assign

LEAST = 0.12  # share of words that two parts need where a page does not bear its number; strangers have under 0.08

# Wherever a mark may stand, spaces of justification in it too; whether one does, segmentation tells.
_SIGN = re.compile(r"[转接]\s*(?:第?\s*[A-Za-z]?\s*\d|第?\s*[一二三四五六七八九十]{1,3}[\s、]*|头\s*版|[A-Z]\s*\d)")
_ENDED = re.compile(r"[。！？!?…][”’」』）)]*\Z")
_MOST = 40  # parts of one issue that are compared with each other; a paper has two or three jumps


def issues(pages: Iterable[Page]) -> Iterator[tuple[Page, ...]]:
    """Groups of pages that are worked on together: those of one issue between which articles jump; any other page alone."""
    groups: dict[tuple[str, ...], list[Page]] = {}
    for page in pages:
        groups.setdefault(_issue(page), []).append(page)
    for group in groups.values():
        yield tuple(sorted(group, key=lambda page: page.id))


def _issue(page: Page) -> tuple[str, ...]:
    if not has_jumps(page):
        return ("page", page.id)
    folder, _, name = page.id.rpartition("/")
    if page.number is not None and name == str(page.number):
        return ("pdf", folder)
    if page.date is None:
        return ("page", page.id)
    return ("issue", folder, page.outlet or "", page.date)


def has_jumps(page: Page) -> bool:
    """Whether a jump mark stands on a page."""
    return bool(_SIGN.search(folded(page.raw)))


def sewn(group: Sequence[tuple[Page, tuple[Article, ...]]]) -> list[tuple[Page, tuple[Article, ...]]]:
    """The pages of an issue with their articles, each part of a jumped article with the one that it continues."""
    heads = [(page, one) for page, articles in group for one in articles if one.onward][:_MOST]
    tails = [(page, one) for page, articles in group for one in articles if one.origin][:_MOST]
    if not heads or not tails:
        return list(group)
    kinship = _Kinship([one for _, one in heads + tails])
    table = [[_worth(head, tail, kinship) for head in heads] for tail in tails]
    pairs = [(table[row][column], row, column) for row, column in enumerate(assign(table)) if column is not None]
    goes: dict[str, Article] = {}
    for worth, row, column in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        tail, head = tails[row][1], heads[column][1]
        if worth > 0 and tail.id not in _line(head, goes):
            goes[tail.id] = head
    return [(page, tuple(_continued(one, goes) for one in articles)) for page, articles in group]


def _line(article: Article, goes: dict[str, Article]) -> list[str]:
    """An article and all that it goes on from: two parts that name each other make no circle."""
    ids = [article.id]
    while ids[-1] in goes:
        ids.append(goes[ids[-1]].id)
    return ids


def _continued(article: Article, goes: dict[str, Article]) -> Article:
    """A part with the one that it continues, and speaking from where the first one does."""
    if article.id not in goes:
        return article
    first = goes[_line(article, goes)[-2]]
    return replace(article, continues=goes[article.id].id, home=first.home, dateline=first.dateline)


def _worth(head: tuple[Page, Article], tail: tuple[Page, Article], kinship: _Kinship) -> float:
    """How well two parts go together; nothing where their marks, or their words, say that they do not."""
    (page, first), (there, second) = head, tail
    if page.id == there.id:
        return 0.0
    led = _fits(first.onward, there), _fits(second.origin, page)
    if False in led:
        return 0.0
    title = kinship.share(second.origin or "", first.headline or "")
    titles = kinship.share(_titles(second), _titles(first))
    share = kinship.share(second.chars[second.body :], first.chars)
    if not (all(led) and page.outlet) and max(share, titles) < LEAST:
        return 0.0
    return 0.1 + 2 * title + titles + 4 * share + 0.5 * (not _ENDED.search(first.chars.rstrip()))


def _fits(mark: str | None, page: Page) -> bool | None:
    """Whether a jump mark names a page; None where the page does not say which it is.

    Its place in a PDF may confirm it, but not deny it: the file may hold pages 5 and 6 of an issue.
    """
    named = printed_folio(mark or "")
    if page.folio is not None:
        return named == page.folio
    return True if page.number is not None and named == str(page.number) else None


def _titles(article: Article) -> str:
    return "".join([article.headline or "", *article.other_headlines])


class _Kinship:
    """Tells how much texts of one issue share: pairs of letters that few of them have weigh more."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._count = Counter(pair for one in articles for pair in set(pairs_of(folded(one.chars))))
        self._total = len(articles)

    def share(self, text: str, other: str) -> float:
        """The weight of the pairs of a text that the other has too, from 0 to 1."""
        pairs, there = pairs_of(folded(text)), set(pairs_of(folded(other)))
        weights = {pair: math.log(1 + self._total / (self._count[pair] or 1)) for pair in pairs}
        whole = sum(weights.values())
        return sum(weights[pair] for pair in pairs if pair in there) / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """An article with what it continues on other pages as one text: `whole`, which lies on no page of its own.

    `pieces` are (place in the whole, part, place in the part, length), in the order of the whole.
    """

    whole: Article
    parts: tuple[Article, ...]
    pieces: tuple[tuple[int, int, int, int], ...] = ()

    def printed(self, span: Span) -> tuple[Article, Span] | None:
        """Where a stretch of the whole is printed: the article and its longest piece there; None for a joint alone."""
        if not self.pieces:
            return self.whole, span
        best: tuple[Article, Span] | None = None
        for at, part, start, length in self.pieces:
            low, high = max(span.start, at), min(span.end, at + length)
            if low < high and (best is None or high - low > len(best[1])):
                best = self.parts[part], Span(start + low - at, start + high - at)
        return best


def stories(articles: Iterable[Article]) -> Iterator[Story]:
    """The articles of an issue, those that jump with all their parts; an article that has one part is its own story."""
    return map(joined, in_stories(articles))


def joined(parts: Sequence[Article]) -> Story:
    """Some parts as one story: all headline lines first, then the bodies, without a break where a sentence goes on.

    The title or subhead with which a later part begins goes in front too, not into the sentence that the jump broke.
    """
    head = parts[0]
    if len(parts) == 1:
        return Story(head, (head,))
    pieces: list[tuple[int, int, int, int]] = []
    text = ""
    for number, part in enumerate(parts):
        pieces.append((len(text), number, 0, _body(part, number)))
        text += part.chars[: _body(part, number)]
    body = len(text)
    for number, part in enumerate(parts):
        if number and _ENDED.search(text):
            text += "\n"
        start = _body(part, number)
        pieces.append((len(text), number, start, len(part.chars) - start))
        text += part.chars[start:]
    story = Story(head, tuple(parts), tuple(piece for piece in pieces if piece[3]))
    bylines = sorted(span for number, part in enumerate(parts) for span in _moved(part.bylines, story, number))
    whole = replace(head, text=Text(text, tuple(range(len(text)))), body=body, bylines=tuple(bylines))
    return replace(story, whole=whole)


def _body(part: Article, number: int) -> int:
    """Where the running text of a part begins, in a later one behind the headline lines at the start of its body."""
    start = part.body
    while number and (end := part.chars.find("\n", start)) >= 0 and _is_headline(part.chars[start:end], part):
        start = end + 1
    return start


def _is_headline(line: str, part: Article) -> bool:
    return "".join(line.split()) in {"".join(other.split()) for other in part.other_headlines}


def _moved(spans: Iterable[Span], story: Story, number: int) -> Iterator[Span]:
    """Spans of one part at their places in the whole."""
    for span, (at, part, start, length) in itertools.product(spans, story.pieces):
        if part == number and start <= span.start and span.end <= start + length:
            yield Span(span.start + at - start, span.end + at - start)
