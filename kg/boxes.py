"""Where a stretch of an article is printed: the lines of the page that hold it."""

from __future__ import annotations

import bisect

from kg.model import Article, Box, Page, Span


def boxes_of(page: Page, article: Article, span: Span) -> tuple[Box, ...]:
    """The printed lines that hold characters of a span, in the order of the page; () where the page knows no places.

    >>> from kg.model import Text
    >>> page = Page("p.pdf", "望江区\\n开学", boxes=(Box(0, 3, 40, 40, 67, 49), Box(4, 6, 40, 54, 58, 63)), number=1)
    >>> article = Article("p.pdf#1", "p.pdf", "brief", None, (), (), Text("望江区开学", (0, 1, 2, 4, 5)))
    >>> [(box.left, box.top) for box in boxes_of(page, article, Span(3, 5))]
    [(40, 54)]
    """
    starts = [box.start for box in page.boxes]
    found: dict[int, Box] = {}
    for offset in article.text.offsets[span.start : span.end]:
        at = bisect.bisect_right(starts, offset) - 1
        if at >= 0 and offset < page.boxes[at].end:
            found[at] = page.boxes[at]
    return tuple(found[at] for at in sorted(found))
