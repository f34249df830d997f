"""jsonl: a folder of four files, one JSON object a line; the contract is the docstring of tests/score.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kg.model import Collection


def files(collection: Collection) -> Iterator[tuple[str, str]]:
    """The four files as (name, content)."""
    rows = {
        "articles": _articles(collection),
        "mentions": _mentions(collection),
        "entities": _entities(collection),
        "statements": _statements(collection),
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
            "home": page.home,
            "date": page.date,
            "kind": article.kind,
            "headline": article.headline,
            "other_headlines": list(article.other_headlines),
            "text": article.chars,
            "body": article.body,
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
    for statement in collection.statements:
        yield {
            "subject": statement.subject,
            "predicate": statement.predicate,
            "object": statement.object,
            "role": statement.role,
            "observed": statement.observed,
            "evidence": [
                {"article": e.article, "start": e.span.start, "end": e.span.end, "quote": e.quote, "rule": e.rule}
                for e in statement.evidence
            ],
        }
