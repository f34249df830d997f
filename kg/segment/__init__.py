"""From a page to its articles.

Text taken from a PDF is cut at the width of columns, letters of justified lines are parted by spaces, shadowed headlines
are printed twice, and headlines stand before, after or far from their bodies. A page becomes articles in five steps:

1. `lines`: the lines that are not blank, squeezed, with the widths of the columns around them; overprint is undone.
2. `labels`: what each line is. 本报讯, □ 记者, （… 摄）, 上接第1版 and page furniture prove themselves; the rest is labelled as
   headline, paragraph or continuation by the cheapest way through the page: a body does not stop amid a sentence at the
   full width of its column, a headline holds no full stop and is not followed by the middle of a sentence.
3. `blocks`: bodies and groups of headline lines. A body begins at a dateline, after a headline, after a credit; a caption is
   parted from the article it follows; lines between the parts of a feature are its subheads.
4. `pairing`: headline lines and bodies, scored together over the page by shared words and by place, paired so that the sum is
   best. What is left is a column label of an article, or of none.
5. `articles`: lines are joined to clean text (`clean`), headline lines to kicker, headline and subhead (`headlines`).

The articles of an export (`Page.given`) need none of this but clean text: `given`. A page in Traditional characters is read
through its folded copy and given back as printed: `printed`.

Every character that is not space is in one article or in one left-out stretch with the reason. An article's dateline may
move the place it speaks from (`datelines`); one that goes on on another page is sewn to it there (`jumps`).
"""

from __future__ import annotations

from dataclasses import replace

from kg.model import Article, LeftOut, Page
from kg.script import folded
from kg.segment.articles import build, draft, left_out
from kg.segment.blocks import read_blocks
from kg.segment.datelines import moved_home
from kg.segment.given import given_articles
from kg.segment.jumps import Story, has_jumps, issues, sewn, stories
from kg.segment.labels import label_lines
from kg.segment.lines import read_lines
from kg.segment.pairing import pair
from kg.segment.printed import as_printed

__all__ = ["Story", "has_jumps", "issues", "segment", "sewn", "stories"]


def segment(page: Page) -> tuple[tuple[Article, ...], tuple[LeftOut, ...]]:
    """The articles of a page in its order, and what is in none of them.

    >>> page = Page("p1.txt", "望江区开学\\n本报讯（记者沈微）5月6日，望江区中小\\n学开学。")
    >>> articles, left = segment(page)
    >>> articles[0].headline, articles[0].chars[articles[0].body :]
    ('望江区开学', '本报讯（记者沈微）5月6日，望江区中小学开学。')
    """
    plain = folded(page.raw)
    if plain is page.raw:
        return _segment(page)
    articles, left = _segment(replace(page, raw=plain))
    return tuple(as_printed(article, page) for article in articles), left


def _segment(page: Page) -> tuple[tuple[Article, ...], tuple[LeftOut, ...]]:
    articles, left = given_articles(page) if page.given else _found_articles(page)
    return tuple(_at_its_home(article, page) for article in articles), left


def _at_its_home(article: Article, page: Page) -> Article:
    home, dateline = moved_home(article, page) or (None, None)
    return replace(article, home=home, dateline=dateline) if home else article


def _found_articles(page: Page) -> tuple[tuple[Article, ...], tuple[LeftOut, ...]]:
    """The articles of a page that does not have them apart."""
    lines = read_lines(page.raw)
    labels = label_lines(lines, page.raw)
    blocks = read_blocks(lines, labels, page.raw)
    drafts, spare = draft(blocks, *pair(blocks))
    articles = tuple(build(one, page, number) for number, one in enumerate(drafts, 1))
    return articles, tuple(left_out(lines, labels, spare, page))
