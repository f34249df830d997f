"""Laws of segmentation: the order of articles, the width of columns and spaces between letters change nothing."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layout import TOP
from typesetting import Layout, News, column, read_stories, set_page

from kg.model import Page
from kg.segment import segment

STORIES = read_stories(TOP / "tests" / "tables" / "stories.txt")
DATED = [news for news in STORIES if news.dateline]
SIGNED = [news for news in STORIES if news.dateline or news.byline]

relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cut(raw: str) -> set[tuple[str, str]]:
    """Headline and clean text of each article of a page, without line breaks.

    Where the last line of a paragraph is as wide as its column, nobody can tell that the paragraph ends there.
    """
    articles = segment(Page("p.txt", raw))[0]
    return {(article.headline or "", article.chars.replace("\n", "")) for article in articles}


def page(stories: Sequence[News], layout: Layout) -> str:
    return set_page(list(stories), layout, random.Random(0))[0]


def shuffled(pool: list[News]) -> st.SearchStrategy[tuple[list[News], list[News]]]:
    """Some articles in two orders."""
    few = st.lists(st.sampled_from(pool), min_size=2, max_size=7, unique_by=lambda news: news.headline)
    return few.flatmap(lambda stories: st.tuples(st.just(stories), st.permutations(stories)))


blanks = st.sampled_from(["all", "articles"])


@relaxed
@given(shuffled(SIGNED), st.sampled_from([0, 13, 14, 17, 20, 24, 28]), blanks, st.booleans())
def test_articles_below_their_headlines_may_stand_in_any_order(orders, width: int, blank: str, indent: bool) -> None:
    layout = Layout(heads="before", width=width, blank=blank, indent=indent)
    assert cut(page(orders[0], layout)) == cut(page(orders[1], layout))


# Headlines below undated texts, as wide as a narrow column's first lines, cannot be told from paragraphs in every order.
@relaxed
@given(shuffled(DATED), st.sampled_from([17, 20, 24, 28]), blanks)
def test_dated_articles_above_their_headlines_may_stand_in_any_order(orders, width: int, blank: str) -> None:
    layout = Layout(heads="after", width=width, blank=blank)
    assert cut(page(orders[0], layout)) == cut(page(orders[1], layout))


def plain(news: News) -> News:
    """A story as clean text has it: no space in its dateline."""
    return replace(news, dateline=news.dateline.replace(" ", ""), main=news.main.replace("/", "").replace("|", ""))


def spread(raw: str, rng: random.Random) -> str:
    """The page with its justified lines of text as extraction may give them, a space between all letters."""
    lines = raw.split("\n")
    spaced = [
        " ".join(line) if len(line) > 8 and rng.random() < 0.3 and line[-1] not in "）。" else line for line in lines
    ]
    return "\n".join(spaced)


@relaxed
@given(st.lists(st.sampled_from(SIGNED), min_size=1, max_size=5, unique_by=lambda news: news.headline), st.data())
def test_the_width_of_a_column_changes_no_text(stories: list[News], data: st.DataObject) -> None:
    widths = st.sampled_from([15, 16, 17, 18, 20, 22, 24, 28])
    first, second = (
        cut(page(list(map(plain, stories)), Layout(width=data.draw(widths), blank="articles"))) for _ in range(2)
    )
    assert first == second


@relaxed
@given(st.sampled_from(DATED), st.sampled_from([16, 18, 20, 24]), st.randoms(use_true_random=False))
def test_spaces_between_letters_change_no_text(news: News, width: int, rng: random.Random) -> None:
    news = replace(plain(news), dateline="本报讯")  # a space between the names of a byline is no justification
    body = "\n".join(line for _, text in news.paragraphs for line in column(text, width, rng, False))
    raw = f"{news.main}\n\n本报讯{body}\n"
    assert cut(raw) == cut(raw.split("\n\n")[0] + "\n\n" + spread(raw.split("\n\n", 1)[1], rng))


@pytest.mark.parametrize("kind", ["a page over and over", "one article", "headlines alone"])
def test_work_grows_linearly(kind: str) -> None:
    """Four times the text takes at most 4.4 times the calls (bench/segment.py times it up to a megabyte)."""
    text = {
        "a page over and over": page(STORIES, Layout(blank="articles")),
        "one article": "本报讯（记者沈微）" + "望江区的河道治理进展顺利，沿线排口都已登记在册，\n" * 20,
        "headlines alone": "望江区开学\n\n" * 40,
    }[kind]
    counts = []
    for times in (1, 5, 20):
        calls = 0

        def count(frame: object, event: str, arg: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        body = text + re.sub("本报讯（记者沈微）", "", text) * (times - 1) if kind == "one article" else text * times
        sys.setprofile(count)
        try:
            segment(Page("p.txt", body))
        finally:
            sys.setprofile(None)
        counts.append(calls)
    assert counts[2] <= 4.4 * counts[1]
