"""SHACL shapes, made from the schema: what every export in RDF passes."""

from __future__ import annotations

from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal
from rdflib.collection import Collection as RdfList
from rdflib.term import Node

from exports.rdf import KW, OA, ORG, PREFIXES, SCHEMA
from kg.model import MODALITIES
from kg.schema import PREDICATES, TYPES


def shapes() -> Graph:
    """One node shape for each type, for statements and for annotations."""
    found = Graph()
    found.bind("sh", SH)
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    for name in TYPES:
        shape = KW[f"{name}Shape"]
        found.add((shape, RDF.type, SH.NodeShape))
        found.add((shape, SH.targetClass, KW[name]))
        _property(found, shape, RDFS.label, least=1, most=1)
        kinds = [kind for kind, _ in TYPES[name].kinds]
        _property(found, shape, KW.kind, most=1 if kinds else 0, values=kinds)
        for predicate in PREDICATES.values():
            allowed = predicate.range if name in predicate.domain else ()
            _property(found, shape, KW[predicate.name], classes=allowed)
    _statements(found)
    return found


def _statements(found: Graph) -> None:
    shape = KW.StatementShape
    found.add((shape, RDF.type, SH.NodeShape))
    found.add((shape, SH.targetClass, KW.Statement))
    for path in (RDF.subject, RDF.predicate, RDF.object):
        _property(found, shape, path, least=1, most=1)
    _property(found, shape, KW.observed, most=1, datatype=XSD.date)
    _property(found, shape, KW.modality, least=1, most=1, values=list(MODALITIES))
    _property(found, shape, KW.confidence, least=1, most=1, datatype=XSD.decimal)
    for path in (SCHEMA.startDate, SCHEMA.endDate):
        _property(found, shape, path, most=1, datatype=XSD.date)
    evidence = BNode("evidence")
    found.add((shape, SH.property, evidence))
    inverse = BNode("of-statement")
    found.add((inverse, SH.inversePath, OA.hasBody))
    found.add((evidence, SH.path, inverse))
    found.add((evidence, SH.minCount, Literal(1)))
    measure = KW.MeasureShape
    found.add((measure, RDF.type, SH.NodeShape))
    found.add((measure, SH.targetClass, SCHEMA.Observation))
    for path in (SCHEMA.observationAbout, SCHEMA.variableMeasured, KW.bound):
        _property(found, measure, path, least=1, most=1)
    for path in (SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue):
        _property(found, measure, path, most=1, datatype=XSD.decimal)
    found.add((measure, SH.property, evidence))
    membership = KW.MembershipShape
    found.add((membership, RDF.type, SH.NodeShape))
    found.add((membership, SH.targetClass, ORG.Membership))
    for path in (ORG.member, ORG.organization):
        _property(found, membership, path, least=1, most=1)
    annotation = KW.AnnotationShape
    found.add((annotation, RDF.type, SH.NodeShape))
    found.add((annotation, SH.targetClass, OA.Annotation))
    for path in (OA.hasBody, OA.hasTarget, KW.rule):
        _property(found, annotation, path, least=1, most=1)


def _property(
    found: Graph,
    shape: Node,
    path: Node,
    *,
    least: int | None = None,
    most: int | None = None,
    values: list[str] | None = None,
    classes: tuple[str, ...] | None = None,
    datatype: Node | None = None,
) -> None:
    """Add a property shape; `classes` () means that the property may not stand at all."""
    node = BNode()
    found.add((shape, SH.property, node))
    found.add((node, SH.path, path))
    if least is not None:
        found.add((node, SH.minCount, Literal(least)))
    if classes == ():
        most = 0
    if most is not None:
        found.add((node, SH.maxCount, Literal(most)))
    if values:
        head = BNode()
        RdfList(found, head, [Literal(value) for value in values])
        found.add((node, SH["in"], head))
    if datatype is not None:
        found.add((node, SH.datatype, datatype))
    if classes:
        options = []
        for name in classes:
            option = BNode()
            found.add((option, SH["class"], KW[name]))
            options.append(option)
        head = BNode()
        RdfList(found, head, options)  # type: ignore[arg-type]
        found.add((node, SH["or"], head))
