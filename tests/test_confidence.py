"""Confidence is earned: by a rule's cases on annotated pages, and by independent stories."""

from __future__ import annotations

import sys

import pytest
from layout import SEEDS, TOP

from kg.confidence import CASES, UNSEEN, confidences, confident, rule_counts, trust
from kg.model import Article, Collection, Evidence, Page, Span, Statement, Text
from kg.pipeline import process
from kg.resolve import resolve

sys.path.insert(0, str(TOP / "bench"))


def article(key: str, continues: str | None = None) -> Article:
    return Article(key, "p", "news", None, (), (), Text("甲联合乙", (0, 1, 2, 3)), continues=continues)


ARTICLES = {key: article(key) for key in ("1", "2", "3")} | {"1b": article("1b", "1")}


def sure(*evidence: tuple[str, str, str]) -> float:
    told = [Evidence(key, Span(0, 1), quote, rule) for key, quote, rule in evidence]
    return confidences({"s": told}, ARTICLES)["s"]


def test_a_rule_without_cases_is_worth_what_all_are_on_unseen_pages() -> None:
    assert trust("no.such.rule") == UNSEEN
    assert sure(("1", "甲", "no.such.rule")) == UNSEEN


def test_right_cases_earn_trust() -> None:
    rows = [row for row in rule_counts().values() if row.all]
    assert len(rows) > 30
    for row in rows:
        assert trust(row.rule) == pytest.approx((row.right + CASES * UNSEEN) / (row.all + CASES))
        assert 0 < trust(row.rule) < 1


def test_a_second_story_raises_it_and_the_same_words_or_story_do_not() -> None:
    one = sure(("1", "甲联合乙", "x"))
    assert sure(("1", "甲联合乙", "x"), ("2", "甲会同乙", "x")) == pytest.approx(1 - (1 - one) ** 2, abs=0.001)
    assert sure(("1", "甲联合乙", "x"), ("1", "甲会同乙", "x")) == one
    assert sure(("1", "甲联合乙", "x"), ("1b", "甲会同乙", "x")) == one
    assert sure(("1", "甲联合乙", "x"), ("2", "甲联合乙", "x")) == one


def test_statements_carry_it_and_can_be_left_out_by_it() -> None:
    text = "市公安局联合市教育局启动“护苗”行动。"
    collection: Collection = resolve([process(Page("p.txt", text, home="襄阳市"))])
    assert collection.statements
    assert all(isinstance(s, Statement) and 0.5 < s.confidence < 1 for s in collection.statements)
    assert confident(collection, 0.0) == collection
    assert confident(collection, 1.0).statements == ()
    least = max(s.confidence for s in collection.statements)
    assert {s.confidence for s in confident(collection, least).statements} == {least}


def test_the_counts_are_those_of_the_sample_pages() -> None:
    """After a change of rules: python bench/rules.py --write."""
    from rules import judged

    counts, _ = judged(sorted((SEEDS / "gold").glob("*.json")), SEEDS / "pages")
    kept = {rule: row.seeds for rule, row in rule_counts().items() if sum(row.seeds)}
    assert {rule: (n[True], n[False]) for rule, n in counts.items() if sum(n.values())} == kept
