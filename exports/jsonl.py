"""jsonl: a folder of five files, one JSON object a line; the contract of the first four is the docstring of tests/score.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from kg.boxes import boxes_of
from kg.model import Article, Collection, Evidence, Page, When


def files(collection: Collection) -> Iterator[tuple[str, str]]:
    """The five files as (name, content)."""
    rows = {
        "articles": _articles(collection),
        "mentions": _mentions(collection),
        "entities": _entities(collection),
        "statements": _statements(collection),
        "measures": _measures(collection),
    }
    for name, objects in rows.items():
        yield f"{name}.jsonl", "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects)


def _articles(collection: Collection) -> Iterable[dict[str, Any]]:
    pages = {page.id: page for page in collection.pages}
    for article in collection.articles:
        page = pages[article.page]
        yield {
            "id": article.id,
            "page": article.page,
            "outlet": page.outlet,
            "home": article.home or page.home,
            "date": page.date,
            "folio": page.folio,
            "kind": article.kind,
            "headline": article.headline,
            "other_headlines": list(article.other_headlines),
            "text": article.chars,
            "body": article.body,
            "continues": article.continues,
        }


def _mentions(collection: Collection) -> Iterable[dict[str, Any]]:
    for mention, entity in zip(collection.mentions, collection.resolved, strict=True):
        yield {
            "article": mention.article,
            "start": mention.span.start,
            "end": mention.span.end,
            "surface": mention.surface,
            "type": mention.type,
            "entity": entity,
            "rule": mention.rule,
        }


def _entities(collection: Collection) -> Iterable[dict[str, Any]]:
    for entity in collection.entities:
        yield {
            "id": entity.id,
            "type": entity.type,
            "kind": entity.kind,
            "name": entity.name,
            "aliases": list(entity.aliases),
        }


def _statements(collection: Collection) -> Iterable[dict[str, Any]]:
    printed = _Printed(collection)
    for statement in collection.statements:
        yield {
            "subject": statement.subject,
            "predicate": statement.predicate,
            "object": statement.object,
            "role": statement.role,
            "modality": statement.modality,
            "when": _when(statement.when),
            "observed": statement.observed,
            "confidence": statement.confidence,
            "evidence": printed.rows(statement.evidence),
        }


def _measures(collection: Collection) -> Iterable[dict[str, Any]]:
    printed = _Printed(collection)
    for measure in collection.measures:
        yield {
            "entity": measure.entity,
            **asdict(measure.figure),
            "when": _when(measure.when),
            "observed": measure.observed,
            "evidence": printed.rows(measure.evidence),
        }


def _when(when: When | None) -> dict[str, Any] | None:
    return asdict(when) if when else None


class _Printed:
    """The evidence of a collection as rows, with the page of a PDF and its lines."""

    def __init__(self, collection: Collection) -> None:
        self.pages = {page.id: page for page in collection.pages}
        self.articles = {article.id: article for article in collection.articles}

    def rows(self, evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
        """One row for each piece of evidence."""
        return [
            {
                "article": e.article,
                "start": e.span.start,
                "end": e.span.end,
                "quote": e.quote,
                "rule": e.rule,
                "when": _when(e.when),
                **_printed(e, self.articles[e.article], self.pages[self.articles[e.article].page]),
            }
            for e in evidence
        ]


def _printed(evidence: Evidence, article: Article, page: Page) -> dict[str, Any]:
    """The page of the PDF and its lines (left, top, right, bottom in points); nothing for a page of plain text."""
    if page.number is None:
        return {}
    boxes = boxes_of(page, article, evidence.span)
    return {"pdf_page": page.number, "boxes": [[box.left, box.top, box.right, box.bottom] for box in boxes]}
