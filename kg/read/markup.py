"""Articles in .html and .xml files: pages of a website, NITF and NewsML documents, RSS and Atom feeds.

What is read is the text, so `Page.raw` is the text that was extracted and not the file: a headline line, an author line and
the paragraphs of each article. Scripts, navigation and other furniture of a website are no text. Nothing is fetched, and no
entity is read from another file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from kg.errors import KanwangError
from kg.model import Page
from kg.read.files import Source, text_of
from kg.read.newsroom import Row, iso_date, pages_of_rows, tidy

Element = Any  # lxml has no types of its own

_ARTICLES = ("article", "item", "entry", "nitf", "newsitem")
# What tells of an article, the best element first.
_HEADLINES = ("h1", "hl1", "headline", "title", "h2", "h3")
_DATES = (
    "time", "pubdate", "published", "date.issue", "story.date", "contentcreated", "versioncreated", "date", "updated",
)  # fmt: skip
_AUTHORS = ("byline", "bytag", "by", "author", "creator")
_OUTLETS = ("source", "publisher", "provider")
_IDS = ("guid", "id")
_BODIES = ("encoded", "content")  # where feeds keep a whole text, often as escaped HTML
_SUMMARIES = ("description", "summary")  # what they have where they do not
_NO_TEXT = frozenset((
    "script", "style", "noscript", "template", "iframe", "svg", "form", "button", "select", "nav", "header", "footer", "aside",
    "head", "title", "link", "category", "comments", "rights", "itemmeta", "contentmeta", "newsmanagement", "identification",
    "rightsinfo", "catalogref", "docdata", "body.head", "headline", *_DATES, *_AUTHORS, *_OUTLETS, *_IDS, *_SUMMARIES,
))  # fmt: skip
_PROSE = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "hl2", "li", "blockquote", "figcaption", "td", "pre"))
# What stands in the line; any other element begins a line of its own.
_INLINE = frozenset((
    "a", "abbr", "b", "cite", "code", "em", "font", "i", "ins", "mark", "q", "small", "span", "strong", "sub", "sup", "u",
    "person", "org", "location", "chron", "num", "money",
))  # fmt: skip
_META = {
    "date": ("article:published_time", "og:release_date", "publishdate", "pubdate", "publish_date", "date", "dc.date"),
    "author": ("author", "article:author", "dc.creator"),
    "outlet": ("mediaid", "source", "publisher", "og:site_name", "dc.publisher"),
    "headline": ("og:title", "articletitle", "dc.title"),
}
_LABELLED = {
    "author": re.compile(r"(?:^|[\s_-])(?:author|byline|reporter|writer)s?(?:$|[\s_-])", re.I),
    "date": re.compile(r"(?:^|[\s_-])(?:date|time|pubtime|pubdate)(?:$|[\s_-])", re.I),
}
_SHORT = 60  # characters; what is longer is no byline and no date, whatever its class says
_ENCODING = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?(?P<name>[\w.:-]+)""", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s).*\Z", re.S)  # 望江区开学_澜川日报
_AUTHOR_LABEL = re.compile(r"\A(?:作者|撰稿|By)\s*[：:\s]\s*", re.I)
_MARKUP = re.compile(r"</?(?:p|br|div|span|a|img|strong|h\d)\b", re.I)
_SPACES = re.compile(r"[ \t\r\n\xa0]+")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAIL_DAY = re.compile(rf"(?P<d>\d{{1,2}}) (?P<m>{'|'.join(_MONTHS)})[a-z]* (?P<y>\d{{4}})", re.I)  # Tue, 27 Feb 2024 …


def markup_pages(source: Source) -> tuple[Page, ...]:
    """The pages of a .html or .xml file: of one article, or of each `article`, `item` or `entry` in it."""
    root = _tree(source)
    if root is None:
        return pages_of_rows(source, ())
    found = list(_outermost(root))
    several = len(found) > 1
    rows = (_row(one, root, several, number, source) for number, one in enumerate(found or [root], start=1))
    return pages_of_rows(source, (row for row in rows if row.headline or row.text))


def _tree(source: Source) -> Element | None:
    """The root of a file, None of an empty one; the parsers reach no network and read no entities."""
    html = source.path.suffix.lower() != ".xml"
    declared = _ENCODING.search(_beginning(source))
    text = text_of(source.path, _encoding(declared["name"].decode("ascii", "replace")) if declared else "")
    data = _DECLARATION.sub("", text).encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        return etree.fromstring(data, _parser(html))
    except etree.LxmlError as error:
        kind = "HTML" if html else "XML"
        raise KanwangError(
            f"{source.path} is no {kind} that can be read ({error}): mend it, or save its text as .txt."
        ) from error


def _parser(html: bool) -> Any:
    if html:
        return etree.HTMLParser(encoding="utf-8", no_network=True)
    return etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)


def _beginning(source: Source) -> bytes:
    try:
        with source.path.open("rb") as file:
            return file.read(2048)
    except OSError:
        return b""  # text_of says why


def _encoding(name: str) -> str:
    """What a declared encoding means: of gb2312 and gbk the larger one, which the files are in."""
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name.lower(), name)


def _name(element: Element) -> str:
    """The name of an element without its namespace; '' of an entity, a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _outermost(root: Element) -> Iterator[Element]:
    """The elements that are articles and lie in no other one."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _name(element) in _ARTICLES:
            yield element
        else:
            waiting.extend(reversed(element))


def _row(article: Element, root: Element, several: bool, number: int, source: Source) -> Row:
    """One article; what it does not say of itself a page with a single article says in its head."""
    head = {} if several else _meta(root)
    parts = _by_name(article)
    whole = article is root and _name(article) == "html"
    title = _headline(parts, _HEADLINES[:4] if whole else _HEADLINES)
    headline = _words(title) if title is not None else head.get("headline") or _page_title(root, several)
    author = _said(parts, _AUTHORS, "author") or head.get("author", "")
    key = "" if source.path.suffix.lower() != ".xml" else _said(parts, _IDS) or article.get("guid") or article.get("id")
    return Row(
        where=f"Article {number} of {source.path}",
        id=tidy(key or "", "id") or str(number),
        text=tidy(_text(article, parts, title), "text"),
        headline=tidy(headline, "headline"),
        date=_date(parts) or _day(head.get("date", "")),
        outlet=tidy(_said(parts, _OUTLETS) or head.get("outlet", ""), "outlet"),
        author=tidy(_AUTHOR_LABEL.sub("", author), "author"),
    )


def _by_name(article: Element) -> dict[str, list[Element]]:
    """All elements of an article in its order, by name; those with a telling class also by that: .author, .date."""
    found: dict[str, list[Element]] = {}
    for element in article.iter():
        found.setdefault(_name(element), []).append(element)
        for label in _labels(element):
            found.setdefault(f".{label}", []).append(element)
    return found


def _labels(element: Element) -> Iterator[str]:
    """What the attributes of a short element say that it holds: "author", "date"."""
    said = " ".join(element.get(name, "") for name in ("class", "itemprop", "rel", "id")) if _name(element) else ""
    for label, pattern in _LABELLED.items():
        if pattern.search(said) and len(_words(element)) <= _SHORT:
            yield label


def _meta(root: Element) -> dict[str, str]:
    """What the meta elements of a page say, by field; of several names for one thing the first of our table."""
    said: dict[str, str] = {}
    for element in root.iter("{*}meta"):
        key = element.get("name") or element.get("property") or element.get("itemprop") or ""
        said.setdefault(key.lower(), (element.get("content") or "").strip())
    found = {field: next((said[name] for name in names if said.get(name)), "") for field, names in _META.items()}
    return {field: value for field, value in found.items() if value}


def _headline(parts: dict[str, list[Element]], names: tuple[str, ...]) -> Element | None:
    """The element that holds the headline; the title of a website's page is none, for it ends in the site's name."""
    for name in names:
        for element in parts.get(name, ()):
            parent = element.getparent()
            if _words(element) and (name != "title" or parent is None or _name(parent) not in ("head", "svg")):
                return element
    return None


def _page_title(root: Element, several: bool) -> str:
    title = "" if several else next((_words(element) for element in root.iter("{*}title")), "")
    return _SITE.sub("", title) or title


def _said(parts: dict[str, list[Element]], names: tuple[str, ...], label: str = "") -> str:
    """The words of the first of some elements that has any; of an Atom author the name alone."""
    for name in (*names, f".{label}"):
        for element in parts.get(name, ()):
            inner = next((child for child in element if _name(child) == "name"), element)
            if words := _words(inner):
                return words
    return ""


def _date(parts: dict[str, list[Element]]) -> str:
    for name in (*_DATES, ".date"):
        for element in parts.get(name, ()):
            said = (element.get("datetime"), element.get("norm"), element.get("content"), _words(element))
            if day := next(filter(None, (_day(one) for one in said if one)), ""):
                return day
    return ""


def _day(text: str) -> str:
    """The first day in a text as ISO 8601, or ''.

    >>> _day("发布时间：2024-02-27 08:00"), _day("Tue, 27 Feb 2024 08:00:00 +0800"), _day("20240227T080000Z"), _day("昨天")
    ('2024-02-27', '2024-02-27', '2024-02-27', '')
    """
    if whole := iso_date(text):
        return whole
    if mail := _MAIL_DAY.search(text):
        return iso_date(f"{mail['y']}-{_MONTHS.index(mail['m'].lower()) + 1}-{mail['d']}") or ""
    return next(filter(None, (iso_date(found[0]) for found in _DAY.finditer(text))), "")


def _text(article: Element, parts: dict[str, list[Element]], title: Element | None) -> str:
    """The paragraphs of an article, a line each."""
    for name in _BODIES:
        for element in parts.get(name, ()):
            if text := _paragraphs(_unescaped(element), title):
                return text
    if text := _paragraphs(article, title):
        return text
    short = (_paragraphs(_unescaped(element), title) for name in _SUMMARIES for element in parts.get(name, ()))
    return next(filter(None, short), "")


def _unescaped(element: Element) -> Element:
    """The tree of an element's text where that is HTML, as in feeds; else the element."""
    text = element.text or ""
    if len(element) or not _MARKUP.search(text):
        return element
    try:
        inner = etree.fromstring(text.encode("utf-8", "replace"), _parser(html=True))
    except etree.LxmlError:
        return element
    return element if inner is None else inner


def _paragraphs(root: Element, title: Element | None) -> str:
    """The text of an element, furniture and headline left out; where it has paragraphs, what stands beside them too."""
    blocks = list(_blocks(root, title))
    if any(name == "p" for name, _ in blocks):
        blocks = [(name, text) for name, text in blocks if name in _PROSE]
    return "\n".join(text for _, text in blocks)


def _blocks(root: Element, title: Element | None) -> Iterator[tuple[str, str]]:
    """Each stretch of text that stands on lines of its own, and the element that it stands in."""
    names: list[str] = []
    pieces: list[str] = []
    waiting = [(root, False)]
    while waiting:
        element, closing = waiting.pop()
        name = _name(element)
        block = name not in _INLINE and name != ""
        if block and (text := _tight("".join(pieces))):
            yield names[-1] if names else "", text
        if block:
            pieces.clear()
        if closing:
            if block:
                names.pop()
            pieces.append((element.tail or "") if element is not root else "")
            continue
        if block:
            names.append(name)
        waiting.append((element, True))
        if name and (element is root or not _is_furniture(element, title)):
            pieces.append(element.text or "")
            waiting.extend((child, False) for child in reversed(element))


def _is_furniture(element: Element, title: Element | None) -> bool:
    return element is title or _name(element) in _NO_TEXT or any(_labels(element))


def _words(element: Element) -> str:
    """All text in an element on one line."""
    return _tight("".join(element.itertext()))


def _tight(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
