"""RDF: a second engine reads it again, the shapes hold, and SPARQL answers."""

from __future__ import annotations

import pyoxigraph
import pyshacl
import pytest
import rdflib
from small import COLLECTION

from exports import rdf
from exports.shapes import shapes
from exports.sparql import query, render
from exports.turtle import Writer
from kg.errors import KanwangError

COUNT = len(rdf.graph(COLLECTION))


@pytest.mark.parametrize(
    ("make", "format"), [(rdf.ttl, pyoxigraph.RdfFormat.TURTLE), (rdf.trig, pyoxigraph.RdfFormat.TRIG),
                         (rdf.nq, pyoxigraph.RdfFormat.N_QUADS)]
)  # fmt: skip
def test_a_second_engine_reads_the_same_triples(make, format) -> None:
    quads = set(pyoxigraph.parse(make(COLLECTION).encode(), format=format))
    assert len({(q.subject, q.predicate, q.object) for q in quads}) == COUNT


def test_json_ld_is_read_again() -> None:
    assert len(rdflib.Graph().parse(data=rdf.jsonld(COLLECTION), format="json-ld")) == COUNT


def test_what_an_article_prints_stands_in_its_graph() -> None:
    quads = list(pyoxigraph.parse(rdf.trig(COLLECTION).encode(), format=pyoxigraph.RdfFormat.TRIG))
    leads = [q for q in quads if q.predicate.value == str(rdf.KW.leads) and "公安局" in str(q.subject)]
    assert [q.graph_name.value for q in leads] == [str(rdf.article_iri("1.txt#1"))]


def test_our_output_passes_our_shapes() -> None:
    conforms, _, report = pyshacl.validate(rdf.graph(COLLECTION), shacl_graph=shapes())
    assert conforms, report


def test_the_shapes_find_what_is_wrong() -> None:
    graph = rdf.graph(COLLECTION)
    graph.add((rdf.iri("place:澜川市"), rdf.KW.leads, rdf.iri("initiative:“护学”行动")))
    graph.remove((rdf.iri("person:陈立强"), rdflib.RDFS.label, None))
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes())
    assert not conforms
    assert report.count("Constraint Violation") >= 2


def test_sample_pages_pass_the_shapes(sample) -> None:
    conforms, _, report = pyshacl.validate(rdf.graph(sample), shacl_graph=shapes())
    assert conforms, report


def test_sparql_answers() -> None:
    found = query(
        COLLECTION,
        "SELECT ?who ?role ?quote WHERE { ?m a org:Membership ; org:member/rdfs:label ?who ; org:role/rdfs:label ?role ; "
        "prov:wasDerivedFrom/oa:hasTarget/oa:hasSelector/oa:exact ?quote }",
    )
    assert found.rows == (("陈立强", "局长", "市公安局局长陈立强"),)
    assert query(COLLECTION, "ASK { kg:x kw:leads ?x }").rows == (("false",),)
    graphs = query(COLLECTION, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s kw:leads ?o } }").rows
    assert graphs == (("kg:article/1.txt%231",),)
    assert len(query(COLLECTION, "CONSTRUCT { ?s kw:leads ?o } WHERE { ?s kw:leads ?o }").rows) == 1
    assert query(COLLECTION, "SELECT ?x WHERE { ?x kw:grants ?y }").rows == ()


def test_renderings() -> None:
    answer = query(COLLECTION, "SELECT ?name ?kind WHERE { ?x rdfs:label ?name . ?x kw:kind ?kind } ORDER BY ?kind")
    table = render(answer, "table").splitlines()
    assert table[0].split() == ["name", "kind"]
    assert render(answer, "csv").splitlines()[1] == "“护学”行动,campaign"
    assert '"kind": "police"' in render(answer, "json")


@pytest.mark.parametrize(
    "sparql",
    ["SELEC ?x", "", "DELETE WHERE { ?s ?p ?o }", "INSERT DATA { <a:a> <a:b> <a:c> }", "LOAD <http://127.0.0.1/x>",
     "SELECT * WHERE { SERVICE <http://127.0.0.1/sparql> { ?s ?p ?o } }", "SELECT * FROM <http://127.0.0.1/x> WHERE { ?s ?p ?o }",
     "SELECT * WHERE { { SELECT * WHERE { SERVICE SILENT <http://127.0.0.1/x> { ?s ?p ?o } } } }"],
)  # fmt: skip
def test_what_does_not_read_the_graph_is_refused_in_one_line(sparql: str) -> None:
    with pytest.raises(KanwangError) as caught:
        query(COLLECTION, sparql)
    assert "\n" not in str(caught.value)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.sparql.MAX_ROWS", 10)
    with pytest.raises(KanwangError, match="LIMIT"):
        query(COLLECTION, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }")


def test_an_endless_query_is_given_up() -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(KanwangError, match=r"0\.2 seconds"):
        query(COLLECTION, endless, patience=0.2)


def test_turtle_says_the_same_to_rdflib() -> None:
    assert set(rdflib.Graph().parse(data=rdf.ttl(COLLECTION), format="turtle")) == set(rdf.graph(COLLECTION))


def test_turtle_is_short_and_in_order() -> None:
    paragraphs = rdf.ttl(COLLECTION).split("\n\n")[1:]
    assert paragraphs == sorted(paragraphs)
    found = next(
        paragraph for paragraph in paragraphs if paragraph.startswith("<https://kanwang.example/id/person/陈立强>")
    )
    assert found.splitlines()[1] == "    a kw:Person, schema:Person ;"
    assert '    rdfs:label "陈立强"@zh' in found


@pytest.mark.parametrize(
    "text",
    ['"""', "\\", "a\nb\rc\td", "\x0b\x01\x7f", "\u2028 \U0001f600", "</script>", "’“《》", "\\u0041", "", "-1", "1.5"],
)
def test_any_text_survives_turtle(text: str) -> None:
    triple = (rdf.iri(f"agency:x{text}"), rdflib.RDFS.label, rdflib.Literal(text, "zh"))
    for block in (Writer(rdf.PREFIXES).block([triple]), Writer({}).block([(*triple[:2], rdflib.Literal(text))])):
        document = Writer(rdf.PREFIXES).header() + block
        (found,) = pyoxigraph.parse(document.encode(), format=pyoxigraph.RdfFormat.TURTLE)
        assert found.object.value == text
        assert found.subject.value == str(triple[0])
