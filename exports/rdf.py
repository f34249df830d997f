"""RDF: Turtle, TriG, N-Quads and JSON-LD, in the terms of W3C ORG, schema.org, PROV-O and Web Annotation.

An entity is `kg:TYPE/NAME`, a statement one triple of the vocabulary `kw:` (and by RDFS one of ORG or schema.org), and
besides a resource `kg:statement/…` that says where it is printed: an annotation with the quote, the article and the
characters. A post is an `org:Membership` with its role. In TriG and N-Quads the statements of an article stand in the
named graph of that article.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import astuple
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from rdflib import RDF, RDFS, XSD, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, SKOS

from exports.turtle import Writer
from kg.model import Article, Collection, Entity, Evidence, Measure, Page, Statement, When
from kg.schema import PREDICATES, TYPES

if TYPE_CHECKING:
    from rdflib.graph import _TripleType

BASE = "https://kanwang.example/"
KG = Namespace(BASE + "id/")
KW = Namespace(BASE + "vocabulary#")
SCHEMA = Namespace("https://schema.org/")
ORG = Namespace("http://www.w3.org/ns/org#")
OA = Namespace("http://www.w3.org/ns/oa#")

PREFIXES = {
    "kg": KG,
    "kw": KW,
    "schema": SCHEMA,
    "org": ORG,
    "oa": OA,
    "prov": PROV,
    "dcterms": DCTERMS,
    "skos": SKOS,
    "rdfs": RDFS,
    "xsd": XSD,
}

_NOT_IN_A_SEGMENT = re.compile("[^A-Za-z0-9._~\\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd]")

# The class of another vocabulary that a type is a kind of, and the property that a predicate is a kind of.
CLASSES = {
    "Person": SCHEMA.Person,
    "Agency": ORG.Organization,
    "Place": SCHEMA.Place,
    "Initiative": SCHEMA.Project,
    "Event": SCHEMA.Event,
    "Document": SCHEMA.CreativeWork,
    "Honour": SKOS.Concept,
}
PROPERTIES = {
    "holds_post": ORG.memberOf,
    "part_of": ORG.subOrganizationOf,
    "located_in": SCHEMA.containedInPlace,
    "takes_place_in": SCHEMA.location,
    "about": SCHEMA.about,
}


def _segment(text: str) -> str:
    """The text as one segment of an IRI: Han characters stay readable, what an IRI forbids is percent-encoded."""
    return _NOT_IN_A_SEGMENT.sub(lambda found: quote(found[0], safe="", errors="replace"), text)


def iri(key: str) -> URIRef:
    """The IRI of an entity.

    >>> iri("agency:云川市公安局"), iri("initiative:“A/B”行动")[-10:]
    (rdflib.term.URIRef('https://kanwang.example/id/agency/云川市公安局'), '/“A%2FB”行动')
    """
    head, _, rest = key.partition(":")
    return URIRef(f"{KG}{head}/{_segment(rest)}")


def article_iri(key: str) -> URIRef:
    """The IRI of an article, which is also the name of its graph."""
    return URIRef(f"{KG}article/{_segment(key)}")


def page_iri(key: str) -> URIRef:
    """The IRI of a page."""
    return URIRef(f"{KG}page/{_segment(key)}")


def statement_iri(statement: Statement) -> URIRef:
    """The IRI of a statement: the same for the same ends, predicate, role and modality, in every build."""
    modality = () if statement.modality == "asserted" else (statement.modality,)
    ends = "\0".join((statement.subject, statement.predicate, statement.object, statement.role or "", *modality))
    return URIRef(f"{KG}statement/{hashlib.sha256(ends.encode()).hexdigest()[:20]}")


def vocabulary() -> Iterator[_TripleType]:
    """The vocabulary kw:, made from the schema."""
    for row in TYPES.values():
        yield KW[row.name], RDF.type, OWL.Class
        yield KW[row.name], RDFS.subClassOf, CLASSES[row.name]
        yield KW[row.name], RDFS.label, Literal(row.label, "zh")
        yield KW[row.name], RDFS.label, Literal(row.name, "en")
    for predicate in PREDICATES.values():
        name = KW[predicate.name]
        yield name, RDF.type, OWL.ObjectProperty
        if predicate.symmetric:
            yield name, RDF.type, OWL.SymmetricProperty
        yield name, RDFS.label, Literal(predicate.label, "zh")
        yield name, RDFS.label, Literal(predicate.name.replace("_", " "), "en")
        if predicate.name in PROPERTIES:
            yield name, RDFS.subPropertyOf, PROPERTIES[predicate.name]


def _entity(entity: Entity) -> Iterator[_TripleType]:
    node = iri(entity.id)
    yield node, RDF.type, KW[entity.type]
    yield node, RDF.type, CLASSES[entity.type]
    yield node, RDFS.label, Literal(entity.name, "zh")
    if entity.kind:
        yield node, KW.kind, Literal(entity.kind)
    for alias in entity.aliases:
        yield node, SKOS.altLabel, Literal(alias, "zh")


def _article(article: Article, page: Page) -> Iterator[_TripleType]:
    node = article_iri(article.id)
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, SCHEMA.isPartOf, page_iri(page.id)
    if article.headline:
        yield node, SCHEMA.headline, Literal(article.headline, "zh")
    if page.folio:
        yield node, SCHEMA.pageStart, Literal(page.folio)
    if article.continues:
        yield node, KW.continues, article_iri(article.continues)
    yield page_iri(page.id), RDF.type, SCHEMA.PublicationIssue
    yield page_iri(page.id), SCHEMA.name, Literal(page.id)
    if page.date:
        yield page_iri(page.id), SCHEMA.datePublished, Literal(page.date, datatype=XSD.date)


def _statement(statement: Statement) -> Iterator[_TripleType]:
    """The plain triple, and the statement as a thing that evidence can hang on; plans and denials have no plain triple."""
    subject, target, node = iri(statement.subject), iri(statement.object), statement_iri(statement)
    if statement.modality == "asserted":
        yield subject, KW[statement.predicate], target
    yield node, RDF.type, KW.Statement
    yield node, KW.modality, Literal(statement.modality)
    yield node, KW.confidence, Literal(f"{statement.confidence:.3f}", datatype=XSD.decimal)
    yield from _time(node, statement.when)
    yield node, RDF.subject, subject
    yield node, RDF.predicate, KW[statement.predicate]
    yield node, RDF.object, target
    if statement.observed:
        yield node, KW.observed, Literal(statement.observed, datatype=XSD.date)
    if statement.predicate == "holds_post":
        yield node, RDF.type, ORG.Membership
        yield node, ORG.member, subject
        yield node, ORG.organization, target
        if statement.role:
            yield node, ORG.role, _role(statement.role)
            yield _role(statement.role), RDF.type, ORG.Role
            yield _role(statement.role), RDFS.label, Literal(statement.role, "zh")


def _time(node: URIRef, when: When | None) -> Iterator[_TripleType]:
    """When a fact holds: the printed phrase, and the days as far as they are known."""
    if when:
        yield node, KW.when, Literal(when.phrase, "zh")
        for property_, day in ((SCHEMA.startDate, when.start), (SCHEMA.endDate, when.end)):
            if day:
                yield node, property_, Literal(day, datatype=XSD.date)


def measure_iri(measure: Measure) -> URIRef:
    """The IRI of a figure: the same for the same entity, figure and days, in every build."""
    days = (measure.when.start, measure.when.end) if measure.when else ()
    parts = "\0".join(map(str, (measure.entity, *astuple(measure.figure), *days)))
    return URIRef(f"{KG}measure/{hashlib.sha256(parts.encode()).hexdigest()[:20]}")


# Which property carries a number, by how it is bounded.
_VALUES = {"exact": SCHEMA.value, "about": SCHEMA.value, "at_least": SCHEMA.minValue, "at_most": SCHEMA.maxValue}


def _measure(measure: Measure) -> Iterator[_TripleType]:
    """A figure as an observation about its entity."""
    node, figure = measure_iri(measure), measure.figure
    yield node, RDF.type, SCHEMA.Observation
    yield node, SCHEMA.observationAbout, iri(measure.entity)
    yield node, SCHEMA.variableMeasured, Literal(figure.what, "zh")
    yield node, _VALUES[figure.bound], Literal(f"{figure.value}", datatype=XSD.decimal)
    yield node, KW.bound, Literal(figure.bound)
    if figure.unit:
        yield node, SCHEMA.unitText, Literal(figure.unit, "zh")
    if figure.change:
        yield node, KW.change, Literal(figure.change)
    if figure.basis:
        yield node, KW.basis, Literal(figure.basis, "zh")
    if measure.observed:
        yield node, KW.observed, Literal(measure.observed, datatype=XSD.date)
    yield from _time(node, measure.when)


def _role(role: str) -> URIRef:
    return URIRef(f"{KG}role/{_segment(role)}")


def _evidence(node: URIRef, evidence: Evidence) -> Iterator[_TripleType]:
    article = article_iri(evidence.article)
    place = f"{_segment(evidence.article)}/{evidence.span.start}-{evidence.span.end}"
    note, target = URIRef(f"{node}/{place}"), URIRef(f"{KG}passage/{place}")
    yield node, PROV.wasDerivedFrom, note
    yield note, RDF.type, OA.Annotation
    yield note, OA.hasBody, node
    yield note, OA.hasTarget, target
    yield note, KW.rule, Literal(evidence.rule)
    yield from _time(note, evidence.when)
    yield target, RDF.type, OA.SpecificResource
    yield target, OA.hasSource, article
    yield target, PROV.wasQuotedFrom, article
    words, where = URIRef(f"{target}/quote"), URIRef(f"{target}/position")
    yield target, OA.hasSelector, words
    yield target, OA.hasSelector, where
    yield words, RDF.type, OA.TextQuoteSelector
    yield words, OA.exact, Literal(evidence.quote, "zh")
    yield where, RDF.type, OA.TextPositionSelector
    yield where, OA.start, Literal(evidence.span.start)
    yield where, OA.end, Literal(evidence.span.end)


def quads(collection: Collection) -> Iterator[tuple[_TripleType, URIRef | None]]:
    """Every triple with its graph: None for what the whole collection says, an article for what is printed in it."""
    pages = {page.id: page for page in collection.pages}
    for triple in vocabulary():
        yield triple, None
    for entity in collection.entities:
        for triple in _entity(entity):
            yield triple, None
    for article in collection.articles:
        for triple in _article(article, pages[article.page]):
            yield triple, None
    for statement in collection.statements:
        for evidence in statement.evidence:
            graph = article_iri(evidence.article)
            for triple in (*_statement(statement), *_evidence(statement_iri(statement), evidence)):
                yield triple, graph
    for measure in collection.measures:
        for evidence in measure.evidence:
            graph = article_iri(evidence.article)
            for triple in (*_measure(measure), *_evidence(measure_iri(measure), evidence)):
                yield triple, graph


def graph(collection: Collection) -> Graph:
    """All triples in one graph."""
    found = Graph()
    _bind(found)
    for triple, _ in quads(collection):
        found.add(triple)
    return found


def dataset(collection: Collection) -> Dataset:
    """All triples, those of an article in its named graph."""
    found = Dataset()
    _bind(found)
    for triple, name in quads(collection):
        (found.graph(name) if name else found.default_graph).add(triple)
    return found


def _bind(found: Graph) -> None:
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)


def ttl(collection: Collection) -> str:
    """Turtle, sorted."""
    writer = Writer(PREFIXES)
    return f"{writer.header()}\n{writer.block(triple for triple, _ in quads(collection))}"


def trig(collection: Collection) -> str:
    """TriG, one named graph for each article, sorted."""
    writer = Writer(PREFIXES)
    parts: dict[str, list[_TripleType]] = {}
    for triple, name in quads(collection):
        parts.setdefault(name or "", []).append(triple)
    named = [f"<{name}> {{\n{writer.block(parts[name])}}}\n" for name in sorted(parts) if name]
    return "\n".join([writer.header(), writer.block(parts.get("", ())), *named])


def nq(collection: Collection) -> str:
    """N-Quads, sorted by line."""
    return "\n".join(sorted(dataset(collection).serialize(format="nquads").split("\n"))).strip() + "\n"


def jsonld(collection: Collection) -> str:
    """JSON-LD with the prefixes as its context, sorted."""
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    found = json.loads(graph(collection).serialize(format="json-ld", context=context))
    return json.dumps(_sorted(found), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _sorted(value: Any) -> Any:
    """The value with its lists in order: in JSON-LD they are sets, and rdflib writes them in the order of a hash."""
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda inner: json.dumps(inner, ensure_ascii=False, sort_keys=True))
    return value
