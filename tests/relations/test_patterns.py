"""The written-out patterns: each reads the example in its row, and none of the sentences that only look like it."""

from __future__ import annotations

import pytest
from noted import noted

from extractors.relations.patterns import compiled, find_patterns
from kg.lexicon import table
from kg.model import Page

ROWS = [(row["rule"], row["predicate"], row["example"]) for row in table("relation_patterns")]


def rules(text: str) -> set[tuple[str, str]]:
    article, mentions = noted(text)
    return {(r.rule, r.predicate) for r in find_patterns(article, Page("p", article.chars), mentions)}


@pytest.mark.parametrize(("rule", "predicate", "example"), ROWS)
def test_a_row_reads_its_example(rule: str, predicate: str, example: str) -> None:
    assert (f"patterns.{rule}", predicate) in rules(example)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule for rule, _, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "会议建议，把[“河小青”项目|I]纳入[“幸福河湖”行动|I]。",
        "[市教育局|A]走进[望江区|L]。[云帆公司|A]投产。",
        "[“绿色工厂”|H]名单公布。由[省工信厅|A]负责。",
        "[竹溪村|L]的[县公安局|A]民警介绍。",
        "[现场会|E]召开，[许知远|P]出席，会议地点设在[丰泽公司|A]。",
    ],
)
def test_what_is_not_said_is_not_read(text: str) -> None:
    assert rules(text) == set()


def test_a_gap_holds_no_name_and_ends_with_the_clause() -> None:
    near, far = compiled("S:A ~ 获评 O:H"), compiled("S:A ～ 获评 O:H")
    assert near.search("\ue002近日获评\ue007")
    assert not near.search("\ue002近日，获评\ue007")
    assert far.search("\ue002近日，获评\ue007")
    assert not far.search("\ue002近日，\ue003获评\ue007")
    assert not far.search("\ue002近日。获评\ue007")
