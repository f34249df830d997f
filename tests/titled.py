"""What the tests of initiatives, events, documents and honours share: their tables, and articles of invented cities."""

from __future__ import annotations

from layout import TOP

from kg.extract import MentionExtractor, settle
from kg.model import Article, Mention, Page, Text

PAGE = Page("p", "", home="澜川市望江区")


def rows(name: str) -> list[tuple[str, list[str]]]:
    """The rows of a table as (text, surfaces to be found)."""
    lines = (TOP / "tests" / "tables" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.partition("\t") for line in lines if not line.startswith("#")][1:]
    return [(text, surfaces.split(" | ") if surfaces else []) for text, _, surfaces in cells]


def article(chars: str, head: str = "") -> Article:
    """An article of a headline and a body; where its characters stood on the page does not matter here."""
    whole = head + chars
    return Article("p#0", "p", "news", head.strip() or None, (), (), Text(whole, (0,) * len(whole)), len(head))


def settled(find: MentionExtractor, chars: str, head: str = "") -> list[Mention]:
    """The settled mentions of one extractor, in text order."""
    return [row.mention for row in settle(find(article(chars, head), PAGE))]
