"""holds_post: the titles before names, 市教育局局长许知远, and elections and appointments behind them, 许知远当选为市工商联主席."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.relations.clauses import inside, read
from kg.model import Article, Mention, Page, RelationMention, Span
from kg.posts import Post, find_titles, titles_before

_APPOINTED = re.compile(
    r"(?:当选为?|被?任命为|被?选举为|担任|兼任|出任|接任|升任|转任|就任|(?<![新离现原主责信委聘前留连])任)(?:新任|新一届)?$"
)
_LEAVES = re.compile(r"不再|免去|辞去|卸任|未|拟")
_APPOINTED_REACH = 40
_NO_POSTS = ("通讯员", "特约通讯员", "实习生", "学生", "村民", "居民", "市民", "党员", "选手", "运动员", "队员")


def find_posts(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """The posts of all named people: from the title before the name, or from 当选为…主席 behind it."""
    agencies = [mention for mention in mentions if mention.type == "Agency"]
    for person in mentions:
        if person.type != "Person":
            continue
        for post in titles_before(article.chars, person.span.start):
            if post.role in _NO_POSTS:
                continue
            yield from _holds(article, agencies, person, post, "posts.title")
    yield from _appointments(article, mentions, agencies)


def _holds(
    article: Article, agencies: Sequence[Mention], person: Mention, post: Post, rule: str
) -> Iterator[RelationMention]:
    agency = _agency(article, agencies, post)
    if agency:
        start = min(agency.span.start, post.role_span.start, person.span.start)
        end = max(agency.span.end, post.role_span.end, person.span.end)
        yield RelationMention(person, "holds_post", agency, post.role, Span(start, end), rule)


def _agency(article: Article, agencies: Sequence[Mention], post: Post) -> Mention | None:
    """The agency of a post: the settled mention at its printed place, or one that the title implies.

    A unit that is printed without its division (宣传部 after 区委常委) has a mention of its own and needs no implied one.
    """
    span = post.agency_span
    printed = next((agency for agency in agencies if span and agency.span.overlaps(span)), None)
    if printed and span and printed.span.end > span.end and not printed.span.overlaps(post.role_span):
        # 副厅长 after 省水利厅党组成员 is a post at 省水利厅, not in its 党组.
        name = article.quote(span)
        return Mention(article.id, span, name, "Agency", "posts.implied", None, post.implied or name, True)
    if printed:
        return printed
    if post.implied:
        span = span or post.role_span
        return Mention(article.id, span, article.quote(span), "Agency", "posts.implied", None, post.implied, True)
    return None


def _appointments(
    article: Article, mentions: Sequence[Mention], agencies: Sequence[Mention]
) -> Iterator[RelationMention]:
    """许知远当选为市工商联主席, 许知远任市教育局局长."""
    people = [mention for mention in mentions if mention.type == "Person"]
    if not people:
        return
    discourse = read(article, mentions)
    for title in find_titles(article.chars):
        first = next((each.span.start for each in agencies if each.span.overlaps(title.span)), title.span.start)
        before = discourse.mask[max(0, first - 8) : first]
        verb = _APPOINTED.search(before)
        if not verb or _LEAVES.search(before) or inside(agencies, title.posts[-1].role_span):
            continue
        start = first - len(verb.group())
        for person in people:
            gap = discourse.mask[person.span.end : start]
            if 0 <= start - person.span.end <= _APPOINTED_REACH and not re.search(r"[。；，\n\ue001]", gap):
                for post in title.posts:
                    yield from _holds(article, agencies, person, post, "posts.appointed")
