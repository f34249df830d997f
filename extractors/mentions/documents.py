"""Documents: titled regulations, plans, laws, books, films and games, mostly in 《…》.

The marks say where a title begins and ends; it is maximal, so that 《关于印发〈养犬办法〉的通知》 is one. What the marks do not
say is whether the title is a newspaper's, which is an agency (media): its last word tells (日报, 晚报, 周刊). Without marks
only national laws (seeds/lexicons/document_laws.tsv), the numbered rules of the party (中央八项规定) and packages of
measures in quotes (“二十六条”) are titles. 《办法》 and 该办法 point back to a title that the article has given in full.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from kg.lexicon import Matcher, table, words
from kg.model import Article, Mention, Page, Span


def find_documents(article: Article, page: Page) -> Iterator[Mention]:
    """All documents that an article names, and the newspapers whose titles stand in 《》 as agencies."""
    text = article.chars
    titles = [Span(start, end) for start, end in _titles(text)]
    inners = [(span, text[span.start + 1 : span.end - 1]) for span in titles]
    works = [(span, inner) for span, inner in inners if inner not in words("document_short") and not is_media(inner)]
    for span, inner in inners:
        if is_media(inner):
            yield _mention(article, span, "documents.media", agency=True)
        elif inner not in words("document_short"):
            yield _mention(article, span, "documents.title", reading=_placed(inner, page))
        elif full := _expanded(inner, span, works):
            yield _mention(article, span, "documents.anaphor", reading=full)
    yield from _unmarked(article, works)
    yield from _pointers(article, works)
    for start, end, rule in _without_marks(text):
        if not any(span.start < end and start < span.end for span in titles):
            yield _mention(article, Span(start, end), rule)


def _mention(article: Article, span: Span, rule: str, *, reading: str | None = None, agency: bool = False) -> Mention:
    kind = "media" if agency else None
    type_name = "Agency" if agency else "Document"
    return Mention(article.id, span, article.quote(span), type_name, rule, kind, reading)


_OURS = re.compile(r"我(?P<level>[市区县州旗])(?![们国])")


def _placed(title: str, page: Page) -> str | None:
    """The title with the place's own name in place of 我县, or None where it says no such thing."""
    ours = _OURS.search(title)
    place = (
        next((name for name in reversed(_CHAIN.findall(page.home or "")) if name[-1] == ours["level"]), None)
        if ours
        else None
    )
    return title[: ours.start()] + place + title[ours.end() :] if ours and place else None


_CHAIN = re.compile(r".{2,}?[市区县州旗]")
_LONGEST = 120  # characters of a title; an unclosed 《 must not swallow the article


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """The outermost 《…》 of a text, marks included.

    >>> [text for text in (["《甲》《乙》"[a:b] for a, b in _titles("《甲》《乙》")])]
    ['《甲》', '《乙》']
    """
    at = text.find("《")
    while at >= 0:
        end = _closing(text, at)
        if end is not None and end - at > 2:
            yield at, end
        at = text.find("《", at + 1 if end is None else end)


def _closing(text: str, at: int) -> int | None:
    """The place after the 》 that closes the 《 at `at`, or None where it stays open."""
    depth = 0
    for i in range(at, min(len(text), at + _LONGEST)):
        if text[i] == "《":
            depth += 1
        elif text[i] == "》":
            depth -= 1
            if not depth:
                return i + 1
        elif text[i] == "\n":
            return None
    return None


def is_media(title: str) -> bool:
    """Whether a title is a newspaper's, magazine's or programme station's.

    >>> is_media("澜川日报"), is_media("关于办好澜川日报的意见"), is_media("光明日报")
    (True, False, True)
    """
    if title in words("document_media", "name"):
        return True
    return len(title) <= 9 and any(title.endswith(row["ending"]) for row in table("document_media") if row["ending"])


def _expanded(inner: str, at: Span, works: Sequence[tuple[Span, str]]) -> str | None:
    """The full title for which 《办法》 stands: the last one before it that ends so, else the first after it (headlines).

    >>> _expanded("办法", Span(30, 34), [(Span(0, 12), "澜川市养犬办法（试行）")])
    '澜川市养犬办法（试行）'
    """
    fitting = [(span, title) for span, title in works if _EDITION.sub("", title).endswith(inner) and title != inner]
    before = [title for span, title in fitting if span < at]
    return before[-1] if before else next((title for _, title in fitting), None)


_EDITION = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]$")


def _unmarked(article: Article, works: Sequence[tuple[Span, str]]) -> Iterator[Mention]:
    """A headline line that is a title of the article without its marks: a column's label."""
    text, start = article.chars, 0
    titles = {title for _, title in works if len(title) >= 4}
    for line in text[: article.body].splitlines(keepends=True):
        if line.rstrip("\n") in titles:
            yield _mention(article, Span(start, start + len(line.rstrip("\n"))), "documents.label")
        start += len(line)


_POINTER = re.compile(
    r"(?:该|本|这部|这本|这首|这一|这份)(?P<noun>办法|条例|规定|方案|意见|通知|规划|计划|纲要|细则|指南|标准|规范|决定|白皮书|规程|公约|倡议书|建议案|建议书|协议|手册|导则|预案|章程|清单|议案|提案|措施"
    r"|游戏|书|片|剧|歌|影片|电影|微电影|纪录片|短片|电视剧|话剧|舞剧|歌曲|作品|小说|专著|图书|丛书|节目|诗集|画册|剧目)(?![记院团店籍面场本组断法刊手])"
)
_WORKS = re.compile(r"游戏|书|片|剧|歌|电影|作品|小说|专著|节目|诗集|画册")
_OFFICIAL = re.compile(
    r"(?:办法|条例|规定|方案|意见|通知|规划|计划|纲要|细则|指南|标准|规范|决定|公告|通告|措施|法|报告|政策|提示|准则|规则|协议|白皮书|清单|制度|要点)(?:（.*）)?$"
)


# A standard may be titled a specification, a plan a scheme.
_SORTS = {
    "标准": ("标准", "规范", "规程"),
    "规范": ("规范", "规程"),
    "方案": ("方案", "计划"),
    "通知": ("的通知", "通知"),
}


def _pointers(article: Article, works: Sequence[tuple[Span, str]]) -> Iterator[Mention]:
    """该办法 after 《…办法》, 该游戏 after the title of a work that is no official paper."""
    for hit in _POINTER.finditer(article.chars):
        noun = hit["noun"]
        for span, title in reversed(works):
            if span.end > hit.start():
                continue
            official = _OFFICIAL.search(title) is not None
            if (
                title.endswith(_SORTS.get(noun, noun))
                or re.search(noun + r"（.*）$", title)
                or (_WORKS.search(noun) and not official)
            ):
                yield _mention(article, Span(*hit.span()), "documents.anaphor", reading=title)
                break


@functools.cache
def _laws() -> Matcher:
    return Matcher(words("document_laws"))


_RULES = re.compile(
    r"中央八项规定(?:实施细则)?|(?<![\u4e00-\u9fff])八项规定(?=精神)"
    r"|[“‘](?:[\u4e00-\u9fff]{0,8}?(?:十[一二三四五六七八九]|[二三四五六七八九]十[一二三四五六七八九]?|[1-9]\d|[\u4e00-\u9fff]十)条(?:措施|意见|政策)?)[”’]"
)


# 消防法律, 安全生产法规, 民法典型案例 go on.
_GOES_ON = frozenset("律治规院庭官定学制人典型理医")


def _without_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """National laws, 中央八项规定, “稳经济三十条”."""
    for hit in _RULES.finditer(text):
        yield hit.start(), hit.end(), "documents.rules"
    for start, end, _ in _laws().finditer(text):
        if text[end : end + 1] not in _GOES_ON:
            yield start, end, "documents.law"
