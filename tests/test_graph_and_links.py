"""The networkx view, finding nodes by name, and the ways between two nodes."""

from __future__ import annotations

import dataclasses

import networkx
import pytest
from small import COLLECTION

from kg.cards import card, ways
from kg.errors import KanwangError
from kg.graph import find, nearest, to_networkx
from kg.links import shortest_links

GRAPH = to_networkx(COLLECTION)


def test_the_graph_carries_what_is_documented() -> None:
    assert isinstance(GRAPH, networkx.MultiDiGraph)
    node = GRAPH.nodes["agency:澜川市公安局"]
    assert node == {
        "label": "澜川市公安局",
        "type": "Agency",
        "kind": "police",
        "aliases": ["市公安局"],
        "mentions": 1,
        "pages": ["1.txt"],
        "measures": [],
    }
    (trained, _) = GRAPH.nodes["agency:澜川市教育局"]["measures"]
    assert (trained["what"], trained["value"], trained["bound"], trained["when"]["start"]) == (
        "培训教师",
        120,
        "at_least",
        "2025-01-01",
    )
    edge = GRAPH.edges["person:陈立强", "agency:澜川市公安局", "holds_post:局长"]
    assert (edge["predicate"], edge["role"], edge["observed"], edge["weight"]) == (
        "holds_post",
        "局长",
        "2025-03-04",
        1,
    )
    denied = GRAPH.edges["agency:澜川市教育局", "honour:=平安\x0b城市", "receives?negated"]
    assert (denied["modality"], denied["when"]["phrase"], denied["confidence"]) == ("negated", "近日", 0.5)
    assert edge["evidence"][0]["page"] == "1.txt"


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("澜川市公安局", "agency:澜川市公安局"),
        ("市公安局", "agency:澜川市公安局"),
        ("护学行动", "initiative:“护学”行动"),
        (" 陈立强 ", "person:陈立强"),
        ("公安局", None),
        ("", None),
    ],
)
def test_names_are_found_by_any_alias(name: str, node: str | None) -> None:
    assert find(GRAPH, name) == ([node] if node else [])


def test_an_unknown_name_gives_near_ones() -> None:
    assert nearest(GRAPH, "公安局") == ["澜川市公安局"]
    assert "陈立强" in nearest(GRAPH, "陈力强")
    assert nearest(GRAPH, "完全不同的东西") == []


def test_links_are_read_in_both_directions_with_quotes() -> None:
    (way,) = shortest_links(GRAPH, "person:陈立强", "initiative:“护学”行动")
    assert [(hop.statement["predicate"], hop.forward) for hop in way] == [("holds_post", True), ("leads", True)]
    (back,) = shortest_links(GRAPH, "agency:澜川市教育局", "person:陈立强")
    assert [hop.forward for hop in back] == [False, False]
    text = "\n".join(ways(GRAPH, [way]))
    assert "市公安局局长陈立强" in text
    assert "2025-03-04" in text


def test_unlinked_and_unknown_nodes() -> None:
    assert shortest_links(GRAPH, "person:陈立强", "place:澜川市") == []
    assert shortest_links(GRAPH, "person:陈立强", "person:陈立强") == []
    with pytest.raises(KanwangError):
        shortest_links(GRAPH, "person:陈立强", "person:无此人")


def test_a_card_tells_posts_statements_and_quotes() -> None:
    text = "\n".join(card(GRAPH, "agency:澜川市公安局"))
    for words in ("又称 市公安局", "被任职", "陈立强〔人物〕（局长）", "牵头", "另 1 处", "1.txt，2025-03-04"):
        assert words in text


def test_an_entity_that_only_a_title_implies_is_on_the_page_that_says_so() -> None:
    """In 副区长某某 the government is not printed: it has no mention, but statements."""
    kept = [at for at, key in enumerate(COLLECTION.resolved) if key != "agency:澜川市公安局"]
    bare = dataclasses.replace(
        COLLECTION,
        mentions=tuple(COLLECTION.mentions[at] for at in kept),
        resolved=tuple(COLLECTION.resolved[at] for at in kept),
    )
    node = to_networkx(bare).nodes["agency:澜川市公安局"]
    assert (node["mentions"], node["pages"]) == (0, ["1.txt"])
