"""The straight line from files to a collection: the one module that knows every stage.

    path ─read─▶ Page ─segment─▶ Article ─extract─▶ Mention, RelationMention ─resolve─▶ Collection

Everything up to `resolve` looks at one page at a time and is pure, so pages are worked on in parallel; `resolve` sees
the whole collection. Pages of one issue between which articles jump are one piece of work: the parts of such an article
are read as one text, and what is found goes back to the part, and so to the page, that prints it.
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
from extractors.measures import MEASURES
from extractors.mentions import MENTIONS
from extractors.mentions.tagger import find_tagged, load_tagger
from extractors.relations import RELATIONS
from kg.decisions import Decision, beside, digest, read_decisions, write_decisions
from kg.errors import KanwangError
from kg.extract import (
    MeasureExtractor,
    MentionExtractor,
    RelationExtractor,
    Settled,
    extract_measures,
    extract_mentions,
    extract_relations,
)
from kg.model import Article, Collection, LeftOut, MeasureMention, Mention, Page, PageResult, RelationMention, Span
from kg.read import find
from kg.read import pages as pages_of
from kg.resolve import resolve
from kg.segment import Story, has_jumps, issues, segment, sewn, stories
from kg.store import Store, open_store

# Fewer issues than this (mostly of one page) are done before a second process has started.
_PARALLEL_FROM = 12


@dataclass(frozen=True, slots=True)
class Extractors:
    """The registry: three ordered tuples of functions; `tagger` names another tagger whose candidates come last."""

    mentions: tuple[MentionExtractor, ...] = MENTIONS
    relations: tuple[RelationExtractor, ...] = RELATIONS
    measures: tuple[MeasureExtractor, ...] = MEASURES
    tagger: str | None = None

    @property
    def finders(self) -> tuple[MentionExtractor, ...]:
        """The extractors of mentions, that of the tagger among them."""
        if self.tagger is None:
            return self.mentions
        return (*self.mentions, functools.partial(find_tagged, named=self.tagger))


def with_tagger(named: str | None) -> Extractors:
    """The registry with a tagger (spacy:zh_core_web_sm); raises KanwangError with one line where it cannot be had."""
    if named is not None:
        load_tagger(named)
    return Extractors(tagger=named)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: ids of pages that are new or changed, ids of unchanged ones, files passed over with the reason."""

    built: tuple[str, ...]
    unchanged: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    collection: Collection


Cut = tuple[Page, tuple[Article, ...], tuple[LeftOut, ...]]


def process(page: Page, extractors: Extractors = Extractors()) -> PageResult:
    """All that one page alone yields: articles, settled mentions, relations, and what was left out."""
    return process_issue((page,), extractors)[0]


def process_issue(pages: Sequence[Page], extractors: Extractors = Extractors()) -> list[PageResult]:
    """All that some pages of one issue yield, articles that jump between them read as one."""
    cut = _cut(pages)
    mentions: dict[str, list[Mention]] = {page.id: [] for page in pages}
    relations: dict[str, list[RelationMention]] = {page.id: [] for page in pages}
    measures: dict[str, list[MeasureMention]] = {page.id: [] for page in pages}
    for story, page, rows in _settled(cut, extractors):
        settled = [row.mention for row in rows]
        part = {article.id: article.page for article in story.parts}
        for mention in _printed_mentions(story, settled):
            mentions[part[mention.article]].append(mention)
        for relation in _printed_relations(story, extract_relations(story.whole, page, settled, extractors.relations)):
            relations[part[relation.subject.article]].append(relation)
        for measure in _printed_measures(story, extract_measures(story.whole, page, settled, extractors.measures)):
            measures[part[measure.subject.article]].append(measure)
    return [
        PageResult(p, articles, left, tuple(mentions[p.id]), tuple(relations[p.id]), tuple(measures[p.id]))
        for p, articles, left in cut
    ]


def _cut(pages: Sequence[Page]) -> list[Cut]:
    """The pages of one issue with their articles, jumps sewn, and with what is in none of them."""
    found = [(page, *segment(page)) for page in pages]
    if len(found) < 2:
        return found
    articles = {page.id: cut for page, cut in sewn([(page, cut) for page, cut, _ in found])}
    return [(page, articles[page.id], left) for page, _, left in found]


def _settled(cut: Sequence[Cut], extractors: Extractors) -> Iterator[tuple[Story, Page, tuple[Settled, ...]]]:
    """The stories of an issue, each with the page as it speaks there, and its settled mentions."""
    pages = {page.id: page for page, _, _ in cut}
    for story in stories(article for _, articles, _ in cut for article in articles):
        page = pages[story.whole.page].spoken_from(story.whole)
        yield story, page, extract_mentions(story.whole, page, extractors.finders)


def _printed_mentions(story: Story, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions of a story in the part that prints them; a name over a jump keeps what it reads as a whole."""
    for mention in mentions:
        place = story.printed(mention.span)
        if place:
            yield _printed(mention, *place)


def _printed(mention: Mention, article: Article, span: Span) -> Mention:
    surface = article.quote(span)
    reading = mention.reading if surface == mention.surface else mention.name
    return dataclasses.replace(mention, article=article.id, span=span, surface=surface, reading=reading)


def _printed_relations(story: Story, relations: Iterable[RelationMention]) -> Iterator[RelationMention]:
    for relation in relations:
        places = [story.printed(span) for span in (relation.subject.span, relation.object.span, relation.evidence)]
        if None in places:
            continue
        subject, target, (article, evidence) = (place for place in places if place)
        said = _printed(relation.subject, *subject)
        elsewhere = None if article.id == said.article else article.id
        yield dataclasses.replace(
            relation,
            subject=said,
            object=_printed(relation.object, *target),
            evidence=evidence,
            elsewhere=elsewhere,
        )


def _printed_measures(story: Story, measures: Iterable[MeasureMention]) -> Iterator[MeasureMention]:
    for measure in measures:
        subject, evidence = story.printed(measure.subject.span), story.printed(measure.evidence)
        if subject and evidence:
            said = _printed(measure.subject, *subject)
            elsewhere = None if evidence[0].id == said.article else evidence[0].id
            yield dataclasses.replace(measure, subject=said, evidence=evidence[1], elsewhere=elsewhere)


def segmented(paths: Iterable[str | pathlib.Path], columns: Mapping[str, str] | None = None) -> Iterator[Cut]:
    """Each page with its articles and with what is in none of them; `columns` names those of newsroom exports."""
    pages = _pages(paths, columns)[0]
    waiting: dict[str, Cut] = {}
    groups = {page.id: group for group in issues(pages) for page in group}
    for page in pages:
        if page.id not in waiting:
            waiting.update((cut[0].id, cut) for cut in _cut(groups[page.id]))
        yield waiting.pop(page.id)


def explained(
    paths: Iterable[str | pathlib.Path],
    extractors: Extractors = Extractors(),
    columns: Mapping[str, str] | None = None,
) -> Iterator[tuple[Article, tuple[Settled, ...]]]:
    """Each article with its settled mentions and the candidates that they beat, as a build finds them."""
    for group in issues(_pages(paths, columns)[0]):
        cut = _cut(group)
        found: dict[str, list[Settled]] = {}
        for story, _, rows in _settled(cut, extractors):
            for row in rows:
                for mention in _printed_mentions(story, [row.mention]):
                    beat = tuple(_printed_mentions(story, row.beat))
                    found.setdefault(mention.article, []).append(Settled(mention, beat))
        for _, articles, _ in cut:
            for article in articles:
                yield article, tuple(found.get(article.id, ()))


def collect(
    paths: Iterable[str | pathlib.Path],
    extractors: Extractors = Extractors(),
    columns: Mapping[str, str] | None = None,
) -> Collection:
    """The collection that these files and folders yield, without a graph file."""
    groups = issues(_pages(paths, columns)[0])
    return resolve([result for group in groups for result in process_issue(group, extractors)])


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
        todo = _todo(store, pages, extractors)
        store.keep("tagger", extractors.tagger or "")
        _work(store, todo, jobs, extractors, progress)
        now = store.digests() if todo else known
        built = tuple(sorted(page.id for page in pages if now[page.id] != known.get(page.id)))
        unchanged = tuple(sorted({page.id for page in pages} - set(built)))
        return Report(built, unchanged, skipped, _current(store, file, changed=bool(todo)))


def _todo(store: Store, pages: Sequence[Page], extractors: Extractors) -> list[tuple[Page, ...]]:
    """The issues with a given page that is new or changed, and those that have lost or found a page by it."""
    stored, given = store.jumping(), {page.id for page in pages}
    before = {_ids(group) for group in issues(stored)}
    known = store.digests()
    todo = []
    for group in issues({page.id: page for page in [*stored, *pages]}.values()):
        if given & set(_ids(group)):
            stamps = _digests(group, extractors)
            changed = any(known.get(page.id) != stamps[page.id] for page in group)
        else:
            changed = _ids(group) not in before
        todo += [group] if changed else []
    return todo


def _ids(group: Sequence[Page]) -> tuple[str, ...]:
    return tuple(page.id for page in group)


def _current(store: Store, file: str | pathlib.Path, *, changed: bool) -> Collection:
    """The collection of all pages in the file, resolved anew and kept there where pages or decisions have changed."""
    decisions = read_decisions(beside(file))
    if not changed and store.kept("decisions") == digest(decisions):
        return store.collection()
    collection = resolve(store.results(), decisions)
    store.put_world(collection)
    store.keep("decisions", digest(decisions))
    return collection


def decide(added: Sequence[Decision], file: str | pathlib.Path) -> Collection:
    """Add decisions to the file beside a graph file, and resolve its pages anew by all of them.

    Raises KanwangError where they contradict others; then nothing is written.
    """
    path = beside(file)
    with open_store(file, write=True) as store:
        old = read_decisions(path)
        last = max((one.line for one in old), default=1)
        new = [dataclasses.replace(one, line=last + at) for at, one in enumerate(added, start=1)]
        collection = resolve(store.results(), [*old, *new])
        for one in new:
            if one in collection.waiting:
                raise KanwangError(
                    f"{one.verb} {one.entity} {one.other}".rstrip()
                    + " finds nothing to decide on: see `kg show` for names."
                )
        store.put_world(collection)
        store.keep("decisions", digest([*old, *new]))
        write_decisions(path, new)
    return collection


def remove(pages: Sequence[str], file: str | pathlib.Path, extractors: Extractors | None = None) -> Collection:
    """Forget pages, by id, as if they had never been there; what is left.

    Pages between which and these articles jumped are worked on again, by default with the tagger the file was built with.
    """
    with open_store(file, write=True) as store:
        registry = extractors or with_tagger(store.kept("tagger") or None)
        before = {_ids(group) for group in issues(store.jumping())}
        for page in pages:
            if not store.remove(page):
                names = "、".join(sorted(store.digests())[:5]) or "none at all"
                raise KanwangError(f"No page {page} in {file}: it holds {names}. See `kg articles`.")
        parted = [group for group in issues(store.jumping()) if _ids(group) not in before]
        _work(store, parted, 1, registry)
        return _current(store, file, changed=True)


def load(file: str | pathlib.Path) -> Collection:
    """The collection of a graph file, by the decisions beside it even where they were edited since the last build."""
    decisions = read_decisions(beside(file))
    with open_store(file) as store:
        if store.kept("decisions") == digest(decisions):
            return store.collection()
        return resolve(store.results(), decisions)


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


def _work(
    store: Store,
    groups: Sequence[tuple[Page, ...]],
    jobs: int | None,
    extractors: Extractors,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Work on some issues, and keep what each page of them yields."""
    done, total = 0, sum(map(len, groups))
    for group, results in zip(groups, _results(groups, jobs, extractors), strict=True):
        stamps = _digests(group, extractors)
        for result in results:
            store.put(result, stamps[result.page.id], has_jumps(result.page))
            done += 1
            if progress:
                progress(done, total)


def _results(
    groups: Sequence[tuple[Page, ...]], jobs: int | None, extractors: Extractors
) -> Iterator[list[PageResult]]:
    """The results of the pages of each issue."""
    jobs = min(jobs or os.cpu_count() or 1, len(groups))
    work = functools.partial(process_issue, extractors=extractors)
    if jobs < 2 or len(groups) < _PARALLEL_FROM:
        yield from map(work, groups)
        return
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, groups, chunksize=4)


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


def _digests(group: Sequence[Page], extractors: Extractors) -> dict[str, str]:
    """For each page of an issue what its result follows from: the pages its articles jump to, tagger, rules, lexicons."""
    facts = [(dataclasses.replace(one, why={}), sorted(one.why.items())) for one in group]
    whole = hashlib.sha256(
        repr((facts, extractors.tagger, _fingerprint())).encode("utf-8", "surrogatepass")
    ).hexdigest()
    return {page.id: hashlib.sha256(f"{page.id}\0{whole}".encode()).hexdigest() for page in group}
