"""The graph of the Python API: a networkx MultiDiGraph of entities and statements.

    graph.nodes["…"]            label, type, kind, aliases (list), mentions (how many), pages (sorted list of page ids),
                                measures: a list of {what, value, unit, bound, change, basis, when, observed, evidence}
    graph.edges["…", "…", key]  predicate, role, modality, observed, when (None or {phrase, start, end, rule}), confidence,
                                quote (of the first evidence), weight (in how many articles),
                                evidence: a list of {article, page, date, start, end, quote, rule, when}, of a PDF
                                with pdf_page

A node is an entity's id; an edge's key is its predicate, with the role where there is one (`holds_post:局长`), and its modality where
that is not asserted (`leads?planned`). Articles are
no nodes: through an article everything would be two steps from everything.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

    from kg.model import Article, Collection, Evidence, Page, Statement, When

# How alike a name must be to be offered in place of one that nobody bears, and how many are offered.
NEAR, OFFERS = 0.6, 8


def to_networkx(collection: Collection) -> networkx.MultiDiGraph[str]:
    """The collection as a directed multigraph, nodes in the order of their ids, edges in that of the statements."""
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(
        pages=len(collection.pages), articles=len(collection.articles), statements=len(collection.statements)
    )
    graph.add_nodes_from(_nodes(collection))
    graph.add_edges_from(_edges(collection))
    return graph


def edge_key(statement: Statement) -> str:
    """What tells apart the edges between two nodes: the predicate, the role where there is one, a modality but asserted."""
    role = f":{statement.role}" if statement.role else ""
    modality = "" if statement.modality == "asserted" else f"?{statement.modality}"
    return statement.predicate + role + modality


def _nodes(collection: Collection) -> Iterator[tuple[str, dict[str, Any]]]:
    page_of = {article.id: article.page for article in collection.articles}
    counts: dict[str, int] = {}
    pages: dict[str, set[str]] = {}
    for mention, entity_id in zip(collection.mentions, collection.resolved, strict=True):
        # An implied mention puts the entity on the page, but nobody can count it there.
        counts[entity_id] = counts.get(entity_id, 0) + (not mention.implied)
        pages.setdefault(entity_id, set()).add(page_of[mention.article])
    # A title's government (副区长) may be on a page in statements alone.
    for statement in collection.statements:
        for end in (statement.subject, statement.object):
            pages.setdefault(end, set()).update(page_of[evidence.article] for evidence in statement.evidence)
    measures = _measures(collection)
    for measure in collection.measures:
        pages.setdefault(measure.entity, set()).update(page_of[evidence.article] for evidence in measure.evidence)
    for entity in sorted(collection.entities, key=lambda entity: entity.id):
        yield (
            entity.id,
            {
                "label": entity.name,
                "type": entity.type,
                "kind": entity.kind,
                "aliases": list(entity.aliases),
                "mentions": counts.get(entity.id, 0),
                "pages": sorted(pages.get(entity.id, ())),
                "measures": measures.get(entity.id, []),
            },
        )


def _measures(collection: Collection) -> dict[str, list[dict[str, Any]]]:
    """The figures of each entity, in the order of the collection."""
    pages = {page.id: page for page in collection.pages}
    articles = {article.id: article for article in collection.articles}
    found: dict[str, list[dict[str, Any]]] = {}
    for measure in collection.measures:
        found.setdefault(measure.entity, []).append(
            {
                **dataclasses.asdict(measure.figure),
                "when": _when(measure.when),
                "observed": measure.observed,
                "evidence": [_printed(evidence, articles, pages) for evidence in measure.evidence],
            }
        )
    return found


def _when(when: When | None) -> dict[str, Any] | None:
    return dataclasses.asdict(when) if when else None


def _edges(collection: Collection) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    pages = {page.id: page for page in collection.pages}
    articles = {article.id: article for article in collection.articles}
    key = lambda s: (s.subject, s.predicate, s.object, s.role or "", s.modality)  # noqa: E731 - one use, one line
    for statement in sorted(collection.statements, key=key):
        yield (
            statement.subject,
            statement.object,
            edge_key(statement),
            {
                "predicate": statement.predicate,
                "role": statement.role,
                "modality": statement.modality,
                "when": _when(statement.when),
                "observed": statement.observed,
                "confidence": statement.confidence,
                "quote": statement.evidence[0].quote,
                "weight": len({evidence.article for evidence in statement.evidence}),
                "evidence": [_printed(evidence, articles, pages) for evidence in statement.evidence],
            },
        )


def _printed(evidence: Evidence, articles: dict[str, Article], pages: dict[str, Page]) -> dict[str, Any]:
    page = pages[articles[evidence.article].page]
    return {
        "article": evidence.article,
        "page": page.id,
        "date": page.date,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "rule": evidence.rule,
        "when": _when(evidence.when),
        **({"pdf_page": page.number} if page.number is not None else {}),
    }


def find(graph: networkx.MultiDiGraph[str], name: str) -> list[str]:
    """The nodes that bear this name or alias, the most linked first; [] where none does.

    Where no node bears exactly this name, letter case, width, blanks, quotes and punctuation are passed over.
    """
    names = _names(graph)
    exact = [node for node, own in names if name in own]
    if exact or not (wanted := fold(name)):
        return _by_weight(graph, exact, name)
    return _by_weight(graph, [node for node, own in names if wanted in {fold(alias) for alias in own}], name)


def nearest(graph: networkx.MultiDiGraph[str], name: str) -> list[str]:
    """Labels to offer for a name that no node bears: those that contain it first, then those nearly like it."""
    wanted = fold(name)
    if not wanted:
        return []
    bearers: dict[str, list[str]] = {}
    for node, own in _names(graph):
        for alias in own:
            bearers.setdefault(fold(alias), []).append(node)
    inside = [node for alias in sorted(bearers) if wanted in alias for node in bearers[alias]]
    alike = difflib.get_close_matches(wanted, sorted(bearers), n=OFFERS, cutoff=NEAR)
    found = [*_by_weight(graph, inside, name), *(node for alias in alike for node in bearers[alias])]
    return list(dict.fromkeys(str(graph.nodes[node]["label"]) for node in found))[:OFFERS]


def _names(graph: networkx.MultiDiGraph[str]) -> list[tuple[str, list[str]]]:
    return [(node, [data["label"], *data["aliases"]]) for node, data in graph.nodes(data=True)]


def fold(name: str) -> str:
    """A name without what two typists may do differently: width, letter case, blanks, quotes and punctuation.

    >>> fold("“Ａ级” 景区") == fold("a级景区")
    True
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _by_weight(graph: networkx.MultiDiGraph[str], nodes: Iterable[str], name: str) -> list[str]:
    """Nodes of that very name first, then the most linked, then the most mentioned ones."""

    def rank(node: str) -> tuple[bool, int, int, str]:
        data = graph.nodes[node]
        return data["label"] != name, -int(graph.degree(node)), -int(data["mentions"]), node

    return sorted(set(nodes), key=rank)
