"""The graph file: one SQLite database that anything can read.

Two levels are kept. What each page yielded (tables page, article, left_out, mention, relation_mention, measure_mention) is kept with a
digest, so that an unchanged page costs nothing. What follows from all pages together (entity, alias, reference,
statement, evidence, measure, measure_evidence) is derived anew and replaced in the same transaction: a graph file is never half-written.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import pathlib
import sqlite3
from array import array
from collections.abc import Iterator

from kg.errors import KanwangError
from kg.model import (
    Article,
    Box,
    Collection,
    Division,
    Entity,
    Evidence,
    LeftOut,
    Measure,
    MeasureMention,
    Mention,
    Page,
    PageResult,
    RelationMention,
    Span,
    Statement,
    Text,
)
from kg.store.tables import (
    APPLICATION_ID,
    TABLES,
    VERSION,
    article_rows,
    as_json,
    evidence_of,
    evidence_rows,
    figure_of,
    given_of,
    grouped,
    when_cells,
    when_of,
)

__all__ = ["APPLICATION_ID", "VERSION", "Store", "open_store"]

_DERIVED = ("entity", "alias", "reference", "refused", "statement", "evidence", "measure", "measure_evidence")


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
        lists = (as_json([dataclasses.astuple(x) for x in group]) for group in (page.divisions, page.given, page.boxes))
        facts = (
            page.id,
            digest,
            page.raw,
            page.outlet,
            page.home,
            page.date,
            as_json(dict(page.why)),
            *lists,
            page.number,
            page.folio,
            jumps,
        )
        self._db.execute(f"INSERT INTO page VALUES ({', '.join('?' * len(facts))})", facts)
        self._db.executemany(f"INSERT INTO article VALUES ({', '.join('?' * 15)})", article_rows(result))
        self._db.executemany(
            "INSERT INTO left_out VALUES (?, ?, ?, ?)", [(page.id, o.start, o.end, o.reason) for o in result.left_out]
        )
        self._put_mentions(result)

    def _put_mentions(self, result: PageResult) -> None:
        (first,) = self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM mention").fetchone()
        own = set(result.mentions)
        ends = [end for r in result.relations for end in (r.subject, r.object) if end not in own]
        ends += [measure.subject for measure in result.measures if measure.subject not in own]
        number = {mention: first + at for at, mention in enumerate(dict.fromkeys([*result.mentions, *ends]))}
        rows = [
            (at, result.page.id, m.article, m.span.start, m.span.end, m.surface, m.type, m.rule, m.kind, m.reading,
             m.implied, m in own)
            for m, at in number.items()
        ]  # fmt: skip
        self._db.executemany(f"INSERT INTO mention VALUES ({', '.join('?' * 12)})", rows)
        links = [
            (number[r.subject], r.predicate, number[r.object], r.role, r.evidence.start, r.evidence.end, r.rule, r.elsewhere,
             r.modality, *when_cells(r.when))
            for r in result.relations
        ]  # fmt: skip
        self._db.executemany(f"INSERT INTO relation_mention VALUES (NULL, {', '.join('?' * 13)})", links)
        figures = [
            (number[m.subject], *dataclasses.astuple(m.figure), m.evidence.start, m.evidence.end, m.rule, m.elsewhere,
             *when_cells(m.when))
            for m in result.measures
        ]  # fmt: skip
        self._db.executemany(f"INSERT INTO measure_mention VALUES (NULL, {', '.join('?' * 15)})", figures)

    def remove(self, page: str) -> bool:
        """Forget a page; whether it was there."""
        return self._db.execute("DELETE FROM page WHERE id = ?", (page,)).rowcount > 0

    def results(self) -> Iterator[PageResult]:
        """What each page yielded, by page id."""
        for page in self.pages():
            articles = tuple(self._articles("WHERE page = ?", page.id))
            left_out = tuple(self._left_out("WHERE page = ?", page.id))
            yield PageResult(page, articles, left_out, *self._text_level(page.id))

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
                given=tuple(map(given_of, json.loads(given))),
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

    def _text_level(
        self, page: str
    ) -> tuple[tuple[Mention, ...], tuple[RelationMention, ...], tuple[MeasureMention, ...]]:
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
            "SELECT r.subject, r.predicate, r.object, r.role, r.start, r.end, r.rule, r.elsewhere, r.modality, r.when_phrase, "
            "r.when_start, r.when_end, r.when_rule FROM relation_mention r JOIN mention m ON m.id = r.subject "
            "WHERE m.page = ? ORDER BY r.id",
            (page,),
        )
        figures = self._db.execute(
            "SELECT f.subject, f.what, f.value, f.unit, f.bound, f.change, f.basis, f.start, f.end, f.rule, f.elsewhere, "
            "f.when_phrase, f.when_start, f.when_end, f.when_rule FROM measure_mention f JOIN mention m ON m.id = f.subject "
            "WHERE m.page = ? ORDER BY f.id",
            (page,),
        )
        return (
            tuple(by_id[row[0]] for row in rows if row[10]),
            tuple(
                RelationMention(
                    by_id[s], p, by_id[o], role, Span(start, end), rule, elsewhere, modality, when_of(*when)
                )
                for s, p, o, role, start, end, rule, elsewhere, modality, *when in relations
            ),
            tuple(
                MeasureMention(
                    by_id[row[0]], figure_of(*row[1:7]), Span(row[7], row[8]), row[9], when_of(*row[11:]), row[10]
                )
                for row in figures
            ),
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
        for table in _DERIVED:
            self._db.execute(f"DELETE FROM {table}")
        entities = collection.entities
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
        self._put_facts(collection)

    def _put_facts(self, collection: Collection) -> None:
        """The statements and measures, with their evidence."""
        statements, measures = collection.statements, collection.measures
        self._db.executemany(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (at, s.subject, s.predicate, s.object, s.role, s.observed, s.modality, s.confidence)
                for at, s in enumerate(statements)
            ],
        )
        self._db.executemany(
            "INSERT INTO measure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(at, m.entity, *dataclasses.astuple(m.figure), m.observed) for at, m in enumerate(measures)],
        )
        printed = {"evidence": [s.evidence for s in statements], "measure_evidence": [m.evidence for m in measures]}
        for table, groups in printed.items():
            self._db.executemany(
                f"INSERT INTO {table} VALUES ({', '.join('?' * 10)})",
                (row for at, group in enumerate(groups) for row in evidence_rows(at, group)),
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
            measures=tuple(self._measures()),
            refused=tuple(
                (Mention(row[0], Span(row[1], row[2]), *row[3:6]), row[6])
                for row in self._db.execute(
                    "SELECT article, start, end, surface, type, rule, reason FROM refused ORDER BY position"
                )
            ),
        )

    def _entities(self) -> Iterator[Entity]:
        aliases = grouped(self._db.execute("SELECT entity, alias FROM alias ORDER BY rowid"))
        for key, kind_of, kind, name in self._db.execute("SELECT id, type, kind, name FROM entity ORDER BY rowid"):
            yield Entity(key, kind_of, kind, name, tuple(a for (a,) in aliases.get(key, ())))

    def _evidence(self, table: str, key: str) -> dict[int, tuple[Evidence, ...]]:
        """The evidence of statements or measures, by their number."""
        rows = self._db.execute(
            f"SELECT {key}, article, start, end, quote, rule, when_phrase, when_start, when_end, when_rule FROM {table} "
            "ORDER BY rowid"
        )
        return {number: tuple(map(evidence_of, printed)) for number, printed in grouped(rows).items()}

    def _statements(self) -> Iterator[Statement]:
        evidence = self._evidence("evidence", "statement")
        rows = self._db.execute(
            "SELECT id, subject, predicate, object, role, observed, modality, confidence FROM statement ORDER BY id"
        )
        for key, subject, predicate, target, role, observed, modality, confidence in rows:
            yield Statement(subject, predicate, target, role, evidence[key], observed, modality, confidence)

    def _measures(self) -> Iterator[Measure]:
        evidence = self._evidence("measure_evidence", "measure")
        rows = self._db.execute(
            "SELECT id, entity, what, value, unit, bound, change, basis, observed FROM measure ORDER BY id"
        )
        for key, entity, *figure, observed in rows:
            yield Measure(entity, figure_of(*figure), evidence[key], observed)


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
            for command in TABLES.split(";\n"):
                if command.strip():
                    connection.execute(command)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
