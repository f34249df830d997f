"""Articles of a page in Traditional characters, which was segmented through its folded copy, as they are printed."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Article, Page, Text


def as_printed(article: Article, page: Page) -> Article:
    """An article whose characters are those of its page again; the folded copy has the same length."""
    clean = article.chars
    chars = "".join(page.raw[offset] for offset in article.text.offsets)
    places = [i for i, char in enumerate(clean) if not char.isspace()]
    tight = "".join(clean[i] for i in places)

    def cut(line: str) -> str:
        """A headline line, wherever it stands and whatever spaces it lost, in the characters of the page."""
        at = tight.find("".join(line.split()))
        inked = (chars[i] for i in places[at:]) if at >= 0 else iter(())
        return "".join(char if char.isspace() else next(inked, char) for char in line)

    return replace(
        article,
        headline=None if article.headline is None else cut(article.headline),
        other_headlines=tuple(map(cut, article.other_headlines)),
        text=Text(chars, article.text.offsets),
    )
