"""The straight line from files to a collection: the one module that knows every stage.

    path ─read─▶ Page ─segment─▶ Article ─extract─▶ Mention, RelationMention ─resolve─▶ Collection

Everything up to `resolve` looks at one page at a time and is pure, so pages are worked on in parallel; `resolve` sees
the whole collection.
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import functools
import hashlib
import os
import pathlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import kg
from extractors.mentions import MENTIONS
from extractors.relations import RELATIONS
from kg.errors import KanwangError
from kg.extract import MentionExtractor, RelationExtractor, Settled, extract_mentions, extract_relations
from kg.model import Article, Collection, LeftOut, Mention, Page, PageResult, RelationMention
from kg.read import find
from kg.read import pages as pages_of
from kg.resolve import resolve
from kg.segment import segment
from kg.store import Store, open_store

# Fewer pages than this are done before a second process has started.
_PARALLEL_FROM = 12


@dataclass(frozen=True, slots=True)
class Extractors:
    """The registry: two ordered tuples of functions."""

    mentions: tuple[MentionExtractor, ...] = MENTIONS
    relations: tuple[RelationExtractor, ...] = RELATIONS


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: ids of pages that are new or changed, ids of unchanged ones, files passed over with the reason."""

    built: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    collection: Collection


def process(page: Page, extractors: Extractors = Extractors()) -> PageResult:
    """All that one page yields: articles, settled mentions, relations, and what was left out."""
    articles, left_out = segment(page)
    mentions: list[Mention] = []
    relations: list[RelationMention] = []
    for article in articles:
        settled = [s.mention for s in extract_mentions(article, page, extractors.mentions)]
        mentions += settled
        relations += extract_relations(article, page, settled, extractors.relations)
    return PageResult(page, articles, left_out, tuple(mentions), tuple(relations))


def segmented(
    paths: Iterable[str | pathlib.Path], columns: Mapping[str, str] | None = None
) -> Iterator[tuple[Page, tuple[Article, ...], tuple[LeftOut, ...]]]:
    """Each page with its articles and with what is in none of them; `columns` names those of newsroom exports."""
    for page in _pages(paths, columns)[0]:
        yield page, *segment(page)


def explained(
    paths: Iterable[str | pathlib.Path],
    extractors: Extractors = Extractors(),
    columns: Mapping[str, str] | None = None,
) -> Iterator[tuple[Article, tuple[Settled, ...]]]:
    """Each article with its settled mentions and the candidates that they beat."""
    for page, articles, _ in segmented(paths, columns):
        for article in articles:
            yield article, extract_mentions(article, page, extractors.mentions)


def collect(
    paths: Iterable[str | pathlib.Path],
    extractors: Extractors = Extractors(),
    columns: Mapping[str, str] | None = None,
) -> Collection:
    """The collection that these files and folders yield, without a graph file."""
    return resolve([process(page, extractors) for page in _pages(paths, columns)[0]])


def update(
    paths: Sequence[str | pathlib.Path],
    file: str | pathlib.Path,
    *,
    jobs: int | None = None,
    extractors: Extractors = Extractors(),
    columns: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Read pages into a graph file, which is made if it is missing; unchanged pages cost nothing.

    `columns` says what exports of newsroom systems call their columns: {"text": "body"}. `progress(done, total)` is
    called after each page that has to be worked on. The file is the same whatever the order
    of pages and the number of `jobs` (processes; by default as many as there are cores).
    """
    pages, skipped = _pages(paths, columns)
    with open_store(file, create=True) as store:
        known = store.digests()
        digests = {page.id: _digest(page) for page in pages}
        todo = [page for page in pages if known.get(page.id) != digests[page.id]]
        for done, result in enumerate(_results(todo, jobs, extractors), start=1):
            store.put(result, digests[result.page.id])
            if progress:
                progress(done, len(todo))
        built = tuple(page.id for page in todo)
        collection = _resolved(store) if todo else store.collection()
        return Report(built, tuple(sorted(set(digests) - set(built))), skipped, collection)


def _resolved(store: Store) -> Collection:
    """The collection of all pages in the file, resolved anew and kept there."""
    collection = resolve(store.results())
    store.put_world(collection)
    return collection


def remove(pages: Sequence[str], file: str | pathlib.Path) -> Collection:
    """Forget pages, by id, as if they had never been there; what is left."""
    with open_store(file, write=True) as store:
        for page in pages:
            if not store.remove(page):
                names = "、".join(sorted(store.digests())[:5]) or "none at all"
                raise KanwangError(f"No page {page} in {file}: it holds {names}. See `kg articles`.")
        return _resolved(store)


def load(file: str | pathlib.Path) -> Collection:
    """The collection of a graph file."""
    with open_store(file) as store:
        return store.collection()


def _pages(
    paths: Iterable[str | pathlib.Path], columns: Mapping[str, str] | None = None
) -> tuple[list[Page], tuple[tuple[str, str], ...]]:
    """The pages of files and folders, none twice, and what was passed over with the reason."""
    found, skipped = find(paths)
    pages: dict[str, Page] = {}
    for page in (page for source in found for page in pages_of(source, columns)):
        if page.id in pages and pages[page.id].raw != page.raw:
            raise KanwangError(f"Two different pages are named {page.id}: build their common folder, or rename one.")
        pages[page.id] = page
    return list(pages.values()), skipped


def _results(pages: Sequence[Page], jobs: int | None, extractors: Extractors) -> Iterator[PageResult]:
    jobs = min(jobs or os.cpu_count() or 1, len(pages))
    if jobs < 2 or len(pages) < _PARALLEL_FROM:
        yield from (process(page, extractors) for page in pages)
        return
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(functools.partial(process, extractors=extractors), pages, chunksize=4)


@functools.cache
def _fingerprint() -> str:
    """Stands for all rules and lexicons, so that a new version of either works every page anew."""
    top = pathlib.Path(kg.__file__).parent.parent
    sources = sorted(
        path for pattern in ("kg/**/*.py", "extractors/**/*.py", "seeds/lexicons/*.tsv") for path in top.glob(pattern)
    )
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.relative_to(top).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _digest(page: Page) -> str:
    facts = dataclasses.replace(page, why={}), sorted(page.why.items()), _fingerprint()
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()
