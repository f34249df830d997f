"""Where an article speaks from, if its own dateline says another place than its page's home: 沙市区讯, 本报石首讯.

A city's paper prints what its districts and counties send in under their own datelines, and there 区委 is theirs. A
dateline moves an article only to a place inside the home of its page: 本报武汉讯 is a reporter on a journey.
"""

from __future__ import annotations

import re

from kg.model import Article, Page
from kg.places import tree
from kg.places.tree import at_home

_DATELINE = re.compile(
    r"(?P<dateline>[（(【]?(?:本[报刊台网])?(?P<place>[\u4e00-\u9fff]{2,9}?)(?:\d{1,2}月\d{1,2}日)?(?:讯|电|消息))(?=[】（(\s\d]|[近日前昨今])"
)
_LEVELS = ("city", "county-city", "county", "district", "zone")


def moved_home(article: Article, page: Page) -> tuple[str, str] | None:
    """The place that an article's dateline moves it to, as a chain, and the dateline; None where it stays at home.

    >>> from kg.model import Text
    >>> def of(text: str) -> Article:
    ...     return Article("a", "p", "news", None, (), (), Text(text, tuple(range(len(text)))))
    >>> moved_home(of("江岸区讯（通讯员沈微）近日，"), Page("p", "", home="武汉市"))
    ('武汉市江岸区', '江岸区讯')
    >>> moved_home(of("本报荆州讯（记者沈微）"), Page("p", "", home="武汉市"))
    """
    found = _DATELINE.match(article.chars, article.body)
    if not found:
        return None
    known = at_home(tree(page.divisions), page.home)
    home, place = known.by_chain(page.home), known.choose(found["place"], page.home)
    if place is None or place.level not in _LEVELS or place == home:
        return None
    if home is None or not known.within(place, home):
        return None
    return place.chain, found["dateline"].strip("（(【")
