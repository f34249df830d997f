"""What sentences of many cities state: one table, a behaviour per row."""

from __future__ import annotations

import pathlib

import pytest
from noted import noted

from extractors.relations import RELATIONS
from kg.extract import extract_relations
from kg.model import Article, Page, RelationMention
from kg.schema import PREDICATES

TABLE = pathlib.Path(__file__).parents[1] / "tables" / "relations.tsv"
HOME = "襄阳市"
MARKS = {"asserted": "", "planned": "?", "negated": "!"}


def relations(notation: str) -> tuple[Article, tuple[RelationMention, ...]]:
    article, mentions = noted(notation)
    page = Page("p1", article.chars, home=HOME)
    return article, extract_relations(article, page, mentions, RELATIONS)


def rows() -> list[tuple[str, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(cells[0], cells[1], cells[2]) for cells in (line.split("\t") for line in lines[1:])]


@pytest.mark.parametrize(("predicate", "text", "expected"), rows())
def test_row(predicate: str, text: str, expected: str) -> None:
    _, found = relations(text)
    pairs = {
        f"{each.subject.name}>{each.object.name}{MARKS[each.modality]}" for each in found if each.predicate == predicate
    }
    assert pairs == (set() if expected == "-" else set(expected.split(" ; ")))


def test_the_table_states_something_under_every_predicate() -> None:
    assert {each.predicate for _, text, _ in rows() for each in relations(text)[1]} == set(PREDICATES)


def test_every_predicate_has_25_rows_and_a_third_that_find_nothing() -> None:
    for predicate in PREDICATES:
        mine = [row for row in rows() if row[0] == predicate]
        assert len(mine) >= 25
        assert sum(row[2] == "-" for row in mine) >= len(mine) / 3


def test_holds_post_keeps_the_printed_role() -> None:
    _, found = relations("[望江区委|A]常委、[望江区政府|A]常务副区长[秦望舒|P]出席。")
    assert {(each.object.surface, each.role) for each in found} == {("望江区委", "常委"), ("望江区政府", "常务副区长")}


def test_evidence_holds_both_ends_of_a_plain_deed() -> None:
    article, found = relations("近日，[市教育局|A]启动[“护苗”行动|I]。")
    assert [article.quote(each.evidence) for each in found] == ["市教育局启动“护苗”行动"]
