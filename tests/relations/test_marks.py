"""What a sentence says of a relation besides its ends: modality, time, and who of two lists belongs to whom."""

from __future__ import annotations

import pytest
from noted import noted

from extractors.relations import RELATIONS
from kg.extract import extract_relations
from kg.model import Page, RelationMention


def stated(notation: str, date: str | None = "2024-11-28") -> tuple[RelationMention, ...]:
    article, mentions = noted(notation)
    return extract_relations(article, Page("p1", article.chars, home="襄阳市", date=date), mentions, RELATIONS)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("11月27日，[市教育局|A]启动[“护苗”行动|I]。", ("11月27日", "2024-11-27", "2024-11-27")),
        ("[市教育局|A]昨日启动[“护苗”行动|I]。", ("昨日", "2024-11-27", "2024-11-27")),
        ("近日，[市教育局|A]启动[“护苗”行动|I]。", ("近日", None, None)),
        ("去年5月，[市教育局|A]启动[“护苗”行动|I]。", ("去年5月", "2023-05-01", "2023-05-31")),
        ("自2023年12月以来，[市教育局|A]开展[“护苗”行动|I]。", ("自2023年12月以来", "2023-12-01", None)),
        ("[职工篮球赛|E]将于12月3日在[望江区|L]举行。", ("12月3日", "2024-12-03", "2024-12-03")),
        ("[市教育局|A]启动[“护苗”行动|I]。", None),
        # A clause with a deed of its own keeps its time.
        ("[产业园|L]于2023年8月建成，[市教育局|A]启动[“护苗”行动|I]。", None),
        # A time inside a name is the name's.
        ("[市教育局|A]获评[2023年度“先进集体”|H]。", None),
    ],
)
def test_when_it_holds(text: str, when: tuple[str, str | None, str | None] | None) -> None:
    found = [r for r in stated(text) if r.predicate in ("leads", "takes_place_in", "receives")]
    assert found
    assert {(r.when.phrase, r.when.start, r.when.end) if r.when else None for r in found} == {when}


def test_what_is_said_at_a_meeting_is_said_on_its_day() -> None:
    text = "11月26日，[市委|A]召开[全市工作会议|E]。会议指出，成绩很大。[市委|A]书记[许知远|P]出席会议并讲话。"
    (spoken,) = [r for r in stated(text) if r.predicate == "speaks_at"]
    assert spoken.when
    assert (spoken.when.start, spoken.when.rule) == ("2024-11-26", "times.of_event")


def test_who_comes_along_comes_on_the_same_day() -> None:
    text = "11月26日，[市委|A]书记[许知远|P]到[望江区|L]调研。副市长[何平|P]参加调研。"
    assert {r.when.start for r in stated(text) if r.predicate == "visits" and r.when} == {"2024-11-26"}
    assert sum(r.predicate == "visits" for r in stated(text)) == 2


def test_an_appointment_has_the_time_of_its_sentence() -> None:
    text = "11月26日，市人大常委会会议任命[江帆|P]为[市财政局|A]局长。"
    (held,) = [r for r in stated(text) if r.predicate == "holds_post"]
    assert held.when
    assert held.when.start == "2024-11-26"


def test_names_and_titles_have_no_time() -> None:
    text = "11月26日，[市公安局交警支队|A]支队长[许知远|P]说。"
    assert {(r.predicate, r.when) for r in stated(text)} == {("holds_post", None), ("part_of", None)}


def test_a_page_without_a_date_keeps_the_phrase() -> None:
    (led,) = [r for r in stated("昨日，[市教育局|A]启动[“护苗”行动|I]。", None) if r.predicate == "leads"]
    assert led.when
    assert (led.when.phrase, led.when.known) == ("昨日", False)


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("[市教育局|A]启动[“护苗”行动|I]。", {"asserted"}),
        ("[市教育局|A]将启动[“护苗”行动|I]。", {"planned"}),
        ("[市教育局|A]计划于年底前启动[“护苗”行动|I]。", {"planned"}),
        ("[市教育局|A]力争启动[“护苗”行动|I]。", {"planned"}),
        ("[“护苗”行动|I]将由[市教育局|A]牵头实施。", {"planned"}),
        ("[市教育局|A]没有启动[“护苗”行动|I]。", {"negated"}),
        ("[市教育局|A]尚未启动[“护苗”行动|I]。", {"negated"}),
        ("[市教育局|A]将用好“吹哨”机制，开展[“护苗”行动|I]。", {"planned"}),
        ("[市教育局|A]将试点扩大，目前已启动[“护苗”行动|I]。", {"asserted"}),
        ("[市教育局|A]将[“护苗”行动|I]与[“清风”行动|I]结合推进。", set()),
    ],
)
def test_modality(text: str, modalities: set[str]) -> None:
    assert {r.modality for r in stated(text) if r.predicate == "leads" and "护苗" in r.object.surface} == modalities


def test_lists_that_stand_in_turn() -> None:
    text = "[张远|P]、[李敏|P]分别主持[签约仪式|E]和[企业家座谈会|E]。"
    pairs = {(r.subject.surface, r.object.surface) for r in stated(text) if r.predicate == "chairs"}
    assert pairs == {("张远", "签约仪式"), ("李敏", "企业家座谈会")}
