"""The graph file: one SQLite database that anything can read.

Two levels are kept. What each page yielded (tables page, article, left_out, mention, relation_mention) is kept with a
digest, so that an unchanged page costs nothing. What follows from all pages together (entity, alias, reference,
statement, evidence) is derived anew and replaced in the same transaction: a graph file is never half-written.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import pathlib
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import KanwangError
from kg.model import (
    Article,
    Box,
    Collection,
    Division,
    Entity,
    Evidence,
    Given,
    LeftOut,
    Mention,
    Page,
    PageResult,
    RelationMention,
    Span,
    Statement,
    Text,
)

# Stamped into the file's header: "kanw" in ASCII, so that another program's database is told apart.
APPLICATION_ID = 0x6B616E77
VERSION = 3

_TABLES = """
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
    "end" INTEGER NOT NULL, rule TEXT NOT NULL, elsewhere TEXT);
CREATE TABLE IF NOT EXISTS entity (id TEXT PRIMARY KEY, type TEXT NOT NULL, kind TEXT, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS alias (entity TEXT NOT NULL, alias TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS reference (position INTEGER PRIMARY KEY, entity TEXT NOT NULL, article TEXT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL, type TEXT NOT NULL, rule TEXT NOT NULL,
    kind TEXT, reading TEXT);
CREATE TABLE IF NOT EXISTS statement (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, predicate TEXT NOT NULL,
    object TEXT NOT NULL, role TEXT, observed TEXT);
CREATE TABLE IF NOT EXISTS evidence (statement INTEGER NOT NULL, article TEXT NOT NULL, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, rule TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS refused (position INTEGER PRIMARY KEY, article TEXT NOT NULL, "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL, surface TEXT NOT NULL, type TEXT NOT NULL, rule TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS article_page ON article (page);
CREATE INDEX IF NOT EXISTS mention_page ON mention (page);
CREATE INDEX IF NOT EXISTS relation_subject ON relation_mention (subject);
CREATE INDEX IF NOT EXISTS relation_object ON relation_mention (object);
CREATE INDEX IF NOT EXISTS alias_alias ON alias (alias);
CREATE INDEX IF NOT EXISTS reference_entity ON reference (entity);
CREATE INDEX IF NOT EXISTS statement_subject ON statement (subject);
CREATE INDEX IF NOT EXISTS statement_object ON statement (object);
CREATE INDEX IF NOT EXISTS evidence_statement ON evidence (statement);
"""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


class Store:
    """An open graph file; use it with `with`, which ends in one commit or in no change at all."""

    def __init__(self, path: pathlib.Path, connection: sqlite3.Connection, created: bool) -> None:
        self.path = path
        self._db = connection
        self._created = created

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._db.commit()
            else:
                self._db.rollback()
        except sqlite3.Error as error:
            kind = type(error)
            raise KanwangError(f"Cannot write {self.path}: {error}. Is the disk full or another kg at work?") from error
        finally:
            self._db.close()
            if kind is not None and self._created:
                self.path.unlink(missing_ok=True)

    # -- pages ---------------------------------------------------------------------------------------------------

    def digests(self) -> dict[str, str]:
        """The digest of each page in the file, by page id."""
        return dict(self._db.execute("SELECT id, digest FROM page ORDER BY id"))

    def put(self, result: PageResult, digest: str, jumps: bool = False) -> None:
        """Keep what one page yielded, in place of what it yielded before; `jumps`: its articles may jump to other pages."""
        page = result.page
        self.remove(page.id)
        lists = (_json([dataclasses.astuple(x) for x in group]) for group in (page.divisions, page.given, page.boxes))
        facts = (
            page.id,
            digest,
            page.raw,
            page.outlet,
            page.home,
            page.date,
            _json(dict(page.why)),
            *lists,
            page.number,
            page.folio,
            jumps,
        )
        self._db.execute(f"INSERT INTO page VALUES ({', '.join('?' * len(facts))})", facts)
        self._db.executemany(f"INSERT INTO article VALUES ({', '.join('?' * 15)})", _article_rows(result))
        self._db.executemany(
            "INSERT INTO left_out VALUES (?, ?, ?, ?)", [(page.id, o.start, o.end, o.reason) for o in result.left_out]
        )
        self._put_mentions(result)

    def _put_mentions(self, result: PageResult) -> None:
        (first,) = self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM mention").fetchone()
        own = set(result.mentions)
        ends = (end for r in result.relations for end in (r.subject, r.object) if end not in own)
        number = {mention: first + at for at, mention in enumerate(dict.fromkeys([*result.mentions, *ends]))}
        rows = [
            (at, result.page.id, m.article, m.span.start, m.span.end, m.surface, m.type, m.rule, m.kind, m.reading,
             m.implied, m in own)
            for m, at in number.items()
        ]  # fmt: skip
        self._db.executemany(f"INSERT INTO mention VALUES ({', '.join('?' * 12)})", rows)
        links = [
            (number[r.subject], r.predicate, number[r.object], r.role, r.evidence.start, r.evidence.end, r.rule, r.elsewhere)
            for r in result.relations
        ]  # fmt: skip
        self._db.executemany(f"INSERT INTO relation_mention VALUES (NULL, {', '.join('?' * 8)})", links)

    def remove(self, page: str) -> bool:
        """Forget a page; whether it was there."""
        return self._db.execute("DELETE FROM page WHERE id = ?", (page,)).rowcount > 0

    def results(self) -> Iterator[PageResult]:
        """What each page yielded, by page id."""
        for page in self.pages():
            articles = tuple(self._articles("WHERE page = ?", page.id))
            mentions, relations = self._text_level(page.id)
            yield PageResult(page, articles, tuple(self._left_out("WHERE page = ?", page.id)), mentions, relations)

    def jumping(self) -> tuple[Page, ...]:
        """The pages whose articles may jump to other pages, by id."""
        return self.pages("WHERE jumps")

    def pages(self, where: str = "") -> tuple[Page, ...]:
        """All pages, or some, by id."""
        rows = self._db.execute(
            f"SELECT id, raw, outlet, home, date, why, divisions, given, boxes, number, folio FROM page {where} ORDER BY id"
        )
        return tuple(
            Page(
                key,
                raw,
                outlet,
                home,
                date,
                json.loads(why),
                divisions=tuple(Division(*d) for d in json.loads(divisions)),
                given=tuple(map(_given, json.loads(given))),
                boxes=tuple(Box(*b) for b in json.loads(boxes)),
                number=number,
                folio=folio,
            )
            for key, raw, outlet, home, date, why, divisions, given, boxes, number, folio in rows
        )

    def _articles(self, where: str = "", *values: str) -> Iterator[Article]:
        rows = self._db.execute(
            "SELECT id, page, kind, headline, other_headlines, bylines, chars, offsets, body, home, dateline, onward, origin, "
            f"continues FROM article {where} ORDER BY page, position",
            values,
        )
        for key, page, kind, headline, others, bylines, chars, offsets, *rest in rows:
            numbers = array("I")
            numbers.frombytes(offsets)
            spans = tuple(Span(*s) for s in json.loads(bylines))
            text = Text(chars, tuple(numbers))
            yield Article(key, page, kind, headline, tuple(json.loads(others)), spans, text, *rest)

    def _left_out(self, where: str = "", *values: str) -> Iterator[LeftOut]:
        rows = self._db.execute(
            f"SELECT page, start, end, reason FROM left_out {where} ORDER BY page, start, end", values
        )
        return (LeftOut(*row) for row in rows)

    def _text_level(self, page: str) -> tuple[tuple[Mention, ...], tuple[RelationMention, ...]]:
        rows = self._db.execute(
            "SELECT id, article, start, end, surface, type, rule, kind, reading, implied, of_page "
            "FROM mention WHERE page = ? ORDER BY id",
            (page,),
        ).fetchall()
        by_id = {
            key: Mention(article, Span(start, end), surface, type_name, rule, kind, reading, bool(implied))
            for key, article, start, end, surface, type_name, rule, kind, reading, implied, _ in rows
        }
        relations = self._db.execute(
            "SELECT r.subject, r.predicate, r.object, r.role, r.start, r.end, r.rule, r.elsewhere FROM relation_mention r "
            "JOIN mention m ON m.id = r.subject WHERE m.page = ? ORDER BY r.id",
            (page,),
        )
        return tuple(by_id[row[0]] for row in rows if row[10]), tuple(
            RelationMention(by_id[s], p, by_id[o], role, Span(start, end), rule, elsewhere)
            for s, p, o, role, start, end, rule, elsewhere in relations
        )

    def keep(self, key: str, value: str) -> None:
        """Keep a fact of the file itself, such as the tagger that it was built with."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def kept(self, key: str) -> str:
        """A fact of the file itself, "" where none is kept."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    # -- the world -----------------------------------------------------------------------------------------------

    def put_world(self, collection: Collection) -> None:
        """Replace the derived level by that of the collection."""
        for table in ("entity", "alias", "reference", "refused", "statement", "evidence"):
            self._db.execute(f"DELETE FROM {table}")
        entities, statements = collection.entities, collection.statements
        self._db.executemany(
            "INSERT INTO entity VALUES (?, ?, ?, ?)", [(e.id, e.type, e.kind, e.name) for e in entities]
        )
        self._db.executemany("INSERT INTO alias VALUES (?, ?)", [(e.id, a) for e in entities for a in e.aliases])
        self._db.executemany(
            "INSERT INTO reference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (at, entity, m.article, m.span.start, m.span.end, m.surface, m.type, m.rule, m.kind, m.reading)
                for at, (m, entity) in enumerate(zip(collection.mentions, collection.resolved, strict=True))
            ],
        )
        self._db.executemany(
            "INSERT INTO refused VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (at, m.article, m.span.start, m.span.end, m.surface, m.type, m.rule, reason)
                for at, (m, reason) in enumerate(collection.refused)
            ],
        )
        self._db.executemany(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?)",
            [(at, s.subject, s.predicate, s.object, s.role, s.observed) for at, s in enumerate(statements)],
        )
        self._db.executemany(
            "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)",
            [
                (at, e.article, e.span.start, e.span.end, e.quote, e.rule)
                for at, s in enumerate(statements)
                for e in s.evidence
            ],
        )

    def collection(self) -> Collection:
        """All that the file holds."""
        rows = self._db.execute(
            "SELECT entity, article, start, end, surface, type, rule, kind, reading FROM reference ORDER BY position"
        ).fetchall()
        return Collection(
            pages=self.pages(),
            articles=tuple(self._articles()),
            left_out=tuple(self._left_out()),
            mentions=tuple(Mention(row[1], Span(row[2], row[3]), *row[4:]) for row in rows),
            resolved=tuple(row[0] for row in rows),
            entities=tuple(self._entities()),
            statements=tuple(self._statements()),
            refused=tuple(
                (Mention(row[0], Span(row[1], row[2]), *row[3:6]), row[6])
                for row in self._db.execute(
                    "SELECT article, start, end, surface, type, rule, reason FROM refused ORDER BY position"
                )
            ),
        )

    def _entities(self) -> Iterator[Entity]:
        aliases = _grouped(self._db.execute("SELECT entity, alias FROM alias ORDER BY rowid"))
        for key, kind_of, kind, name in self._db.execute("SELECT id, type, kind, name FROM entity ORDER BY rowid"):
            yield Entity(key, kind_of, kind, name, tuple(a for (a,) in aliases.get(key, ())))

    def _statements(self) -> Iterator[Statement]:
        evidence = _grouped(
            self._db.execute("SELECT statement, article, start, end, quote, rule FROM evidence ORDER BY rowid")
        )
        rows = self._db.execute("SELECT id, subject, predicate, object, role, observed FROM statement ORDER BY id")
        for key, subject, predicate, target, role, observed in rows:
            printed = tuple(Evidence(a, Span(start, end), quote, rule) for a, start, end, quote, rule in evidence[key])
            yield Statement(subject, predicate, target, role, printed, observed)


def _given(row: list[Any]) -> Given:
    """A given article back from its list, spans as pairs."""
    key, headline, body, byline, others = row
    first, signed = (Span(*span) if span else None for span in (headline, byline))
    return Given(key, first, Span(*body), signed, tuple(Span(*span) for span in others))


def _article_rows(result: PageResult) -> Iterator[tuple[object, ...]]:
    for at, a in enumerate(result.articles):
        spans = [[s.start, s.end] for s in a.bylines]
        offsets = array("I", a.text.offsets).tobytes()
        yield (
            a.id, a.page, at, a.kind, a.headline, _json(list(a.other_headlines)), _json(spans), a.chars, offsets, a.body,
            a.home, a.dateline, a.onward, a.origin, a.continues,
        )  # fmt: skip


def _grouped(rows: Iterable[tuple[Any, ...]]) -> Mapping[Any, list[tuple[Any, ...]]]:
    groups: dict[Any, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        groups.setdefault(key, []).append(tuple(rest))
    return groups


def open_store(path: str | pathlib.Path, *, create: bool = False, write: bool = False) -> Store:
    """Open a graph file to read, to `write`, or to write and, where it is missing, `create` it.

    Every trouble is a `KanwangError` of one line.
    """
    write = write or create
    path = pathlib.Path(path)
    existed = path.exists()
    if not existed and not create:
        raise KanwangError(f"There is no graph file {path}: make one with `kg build PAGES -g {path}`.")
    if path.is_dir():
        raise KanwangError(f"{path} is a folder, not a graph file: name a file, for example {path / 'graph.kg'}.")
    connection = None
    try:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA foreign_keys = ON")
        _prepare(path, connection, create, write)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if not existed:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise KanwangError(f"Cannot {'write' if write else 'read'} the graph file {path}: {error}.") from error
    return Store(path, connection, created=not existed)


def _prepare(path: pathlib.Path, connection: sqlite3.Connection, create: bool, write: bool) -> None:
    """Check that the file is ours, and begin a transaction in it."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if (tables and application != APPLICATION_ID) or (not tables and not create):
        connection.close()
        raise KanwangError(f"{path} is not a graph file of kg: choose another name with -g.")
    if tables and version != VERSION:
        connection.close()
        raise KanwangError(f"{path} was made by another version of kg: delete it and build it again.")
    if write:
        connection.execute("BEGIN IMMEDIATE")
        if not tables:
            for command in _TABLES.split(";\n"):
                if command.strip():
                    connection.execute(command)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
