"""The tables of the graph file, and how the nouns of the model become rows and come back."""

from __future__ import annotations

import dataclasses
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.model import Evidence, Figure, Given, PageResult, Span, When

# Stamped into the file's header: "kanw" in ASCII, so that another program's database is told apart.
APPLICATION_ID = 0x6B616E77
VERSION = 4

TABLES = """
CREATE TABLE IF NOT EXISTS page (id TEXT PRIMARY KEY, digest TEXT NOT NULL, raw TEXT NOT NULL, outlet TEXT, home TEXT,
    date TEXT, why TEXT NOT NULL, divisions TEXT NOT NULL, given TEXT NOT NULL, boxes TEXT NOT NULL, number INTEGER,
    folio TEXT, jumps INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, page TEXT NOT NULL REFERENCES page ON DELETE CASCADE,
    position INTEGER NOT NULL, kind TEXT NOT NULL, headline TEXT, other_headlines TEXT NOT NULL, bylines TEXT NOT NULL,
    chars TEXT NOT NULL, offsets BLOB NOT NULL, body INTEGER NOT NULL, home TEXT, dateline TEXT, onward TEXT, origin TEXT,
    continues TEXT);
CREATE TABLE IF NOT EXISTS left_out (page TEXT NOT NULL REFERENCES page ON DELETE CASCADE, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS mention (id INTEGER PRIMARY KEY, page TEXT NOT NULL REFERENCES page ON DELETE CASCADE,
    article TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL, type TEXT NOT NULL, rule TEXT NOT NULL,
    kind TEXT, reading TEXT, implied INTEGER NOT NULL, of_page INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS relation_mention (id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE, predicate TEXT NOT NULL,
    object INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE, role TEXT, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, rule TEXT NOT NULL, elsewhere TEXT,
    modality TEXT NOT NULL, when_phrase TEXT, when_start TEXT, when_end TEXT, when_rule TEXT);
CREATE TABLE IF NOT EXISTS entity (id TEXT PRIMARY KEY, type TEXT NOT NULL, kind TEXT, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS alias (entity TEXT NOT NULL, alias TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS reference (position INTEGER PRIMARY KEY, entity TEXT NOT NULL, article TEXT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL, type TEXT NOT NULL, rule TEXT NOT NULL,
    kind TEXT, reading TEXT);
CREATE TABLE IF NOT EXISTS statement (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, predicate TEXT NOT NULL,
    object TEXT NOT NULL, role TEXT, observed TEXT, modality TEXT NOT NULL, confidence REAL NOT NULL);
CREATE TABLE IF NOT EXISTS evidence (statement INTEGER NOT NULL, article TEXT NOT NULL, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, rule TEXT NOT NULL, when_phrase TEXT, when_start TEXT, when_end TEXT, when_rule TEXT);
CREATE TABLE IF NOT EXISTS measure_mention (id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE, what TEXT NOT NULL, value REAL NOT NULL, unit TEXT NOT NULL,
    bound TEXT NOT NULL, change TEXT NOT NULL, basis TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL, elsewhere TEXT, when_phrase TEXT, when_start TEXT, when_end TEXT, when_rule TEXT);
CREATE TABLE IF NOT EXISTS measure (id INTEGER PRIMARY KEY, entity TEXT NOT NULL, what TEXT NOT NULL, value REAL NOT NULL,
    unit TEXT NOT NULL, bound TEXT NOT NULL, change TEXT NOT NULL, basis TEXT NOT NULL, observed TEXT);
CREATE TABLE IF NOT EXISTS measure_evidence (measure INTEGER NOT NULL, article TEXT NOT NULL, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, rule TEXT NOT NULL, when_phrase TEXT, when_start TEXT, when_end TEXT, when_rule TEXT);
CREATE TABLE IF NOT EXISTS refused (position INTEGER PRIMARY KEY, article TEXT NOT NULL, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, surface TEXT NOT NULL, type TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS article_page ON article (page);
CREATE INDEX IF NOT EXISTS mention_page ON mention (page);
CREATE INDEX IF NOT EXISTS relation_subject ON relation_mention (subject);
CREATE INDEX IF NOT EXISTS relation_object ON relation_mention (object);
CREATE INDEX IF NOT EXISTS measure_subject ON measure_mention (subject);
CREATE INDEX IF NOT EXISTS measure_entity ON measure (entity);
CREATE INDEX IF NOT EXISTS alias_alias ON alias (alias);
CREATE INDEX IF NOT EXISTS reference_entity ON reference (entity);
CREATE INDEX IF NOT EXISTS statement_subject ON statement (subject);
CREATE INDEX IF NOT EXISTS statement_object ON statement (object);
CREATE INDEX IF NOT EXISTS evidence_statement ON evidence (statement);
"""


def as_json(value: object) -> str:
    """A value as JSON with its Chinese readable."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def given_of(row: list[Any]) -> Given:
    """A given article back from its list, spans as pairs."""
    key, headline, body, byline, others = row
    first, signed = (Span(*span) if span else None for span in (headline, byline))
    return Given(key, first, Span(*body), signed, tuple(Span(*span) for span in others))


def article_rows(result: PageResult) -> Iterator[tuple[object, ...]]:
    """The rows of a page's articles, in their order."""
    for at, a in enumerate(result.articles):
        spans = [[s.start, s.end] for s in a.bylines]
        offsets = array("I", a.text.offsets).tobytes()
        yield (
            a.id, a.page, at, a.kind, a.headline, as_json(list(a.other_headlines)), as_json(spans), a.chars, offsets, a.body,
            a.home, a.dateline, a.onward, a.origin, a.continues,
        )  # fmt: skip


def grouped(rows: Iterable[tuple[Any, ...]]) -> Mapping[Any, list[tuple[Any, ...]]]:
    """Rows without their first cell, by it."""
    groups: dict[Any, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        groups.setdefault(key, []).append(tuple(rest))
    return groups


def when_cells(when: When | None) -> tuple[str | None, ...]:
    """A time as the four columns when_…, all NULL for none."""
    return dataclasses.astuple(when) if when else (None, None, None, None)


def when_of(phrase: str | None, start: str | None, end: str | None, rule: str | None) -> When | None:
    """A time back from its four columns."""
    return When(phrase, start, end, rule or "") if phrase is not None else None


def evidence_rows(key: int, evidence: Iterable[Evidence]) -> Iterator[tuple[object, ...]]:
    """The rows of the evidence of a statement or measure."""
    for e in evidence:
        yield key, e.article, e.span.start, e.span.end, e.quote, e.rule, *when_cells(e.when)


def evidence_of(row: tuple[Any, ...]) -> Evidence:
    """A piece of evidence back from its row, without the key."""
    article, start, end, quote, rule, *when = row
    return Evidence(article, Span(start, end), quote, rule, when_of(*when))


def figure_of(what: str, value: float, unit: str, bound: str, change: str, basis: str) -> Figure:
    """A figure back from its columns; a whole number is an int again."""
    return Figure(what, int(value) if value == int(value) else value, unit, bound, change, basis)
