"""Pairs of agency names over many cities: the same thing once, different things apart."""

from __future__ import annotations

from collections import Counter

import pytest
from layout import TOP

from kg.agencies import compare, official
from kg.model import Page
from kg.pipeline import process
from kg.resolve import resolve

LINES = (TOP / "tests" / "tables" / "agency_pairs.tsv").read_text(encoding="utf-8").splitlines()[3:]
ROWS = [tuple(line.split("\t")) for line in LINES]


def test_the_table_is_wide_enough() -> None:
    counts = Counter(relation for *_, relation in ROWS)
    assert len(set(ROWS)) == len(ROWS) >= 300 and len({home for home, *_ in ROWS}) >= 20
    assert set(counts) == {"same", "part-of", "sibling", "unknown"} and min(counts.values()) >= 20


def test_no_two_bodies_are_ever_merged() -> None:
    different = [(home, a, b) for home, a, b, relation in ROWS if relation != "same"]
    assert [row for row in different if official(row[1], row[0]) == official(row[2], row[0])] == []
    assert [row for row in different if compare(row[1], row[2], row[0]) == "same"] == []


@pytest.mark.parametrize(("relation", "least"), [("same", 0.95), ("part-of", 0.88), ("sibling", 0.95)])
def test_the_grammar_tells_how_two_names_are_related(relation: str, least: float) -> None:
    rows = [row for row in ROWS if row[3] == relation]
    wrong = [(a, b, compare(a, b, home)) for home, a, b, _ in rows if compare(a, b, home) != relation]
    assert len(wrong) <= (1 - least) * len(rows), wrong


def test_comparing_is_symmetric_and_a_name_is_the_same_as_itself() -> None:
    assert all(compare(a, b, home) == compare(b, a, home) for home, a, b, _ in ROWS)
    assert all(compare(a, a, home) == "same" for home, a, _, _ in ROWS)


def test_pages_merge_the_same_and_keep_the_others_apart() -> None:
    """Both names on one page: of those that are found, none of two bodies is merged, nearly all of one are."""
    merged, split, wrong = 0, [], []
    for home, a, b, relation in ROWS:
        text = f"本报讯（记者沈微）5月6日，由{a}牵头检查。昨日，由{b}牵头走访。"
        collection = resolve([process(Page("p.txt", text, home=home))])
        found = {m.surface: key for m, key in zip(collection.mentions, collection.resolved, strict=True)}
        if a not in found or b not in found:
            continue
        if relation == "same":
            merged += found[a] == found[b]
            split += [(home, a, b)] * (found[a] != found[b])
        elif found[a] == found[b] and relation != "unknown":  # 区教育局 beside 涪城区教育局 is made known by the page
            wrong.append((home, a, b, relation))
    assert wrong == []
    assert merged >= 0.95 * (merged + len(split)) and merged >= 150, split
