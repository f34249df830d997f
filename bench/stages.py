"""How fast each stage is, and how it compares with jieba.posseg on the same text: ratios within one run.

    python bench/stages.py PAGES… [--repeat N]

Prints characters a second for read + segment, mentions, relations, measures and resolve, the same for jieba.posseg over the
articles' text, and each stage's share of the whole. Pages are repeated to have at least N of them (default 200).
"""

from __future__ import annotations

import argparse
import logging
import pathlib
import resource
import time
from collections.abc import Callable
from typing import Any


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--repeat", type=int, default=200)
    args = parser.parse_args()
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    from extractors.measures import MEASURES
    from extractors.mentions import MENTIONS
    from extractors.relations import RELATIONS
    from kg.extract import extract_measures, extract_mentions, extract_relations
    from kg.model import Article, MeasureMention, Mention, Page, PageResult, RelationMention
    from kg.read import find, read
    from kg.resolve import resolve
    from kg.segment import segment
    from kg.times import times_of

    def related_in(page: Page, article: Article, mentions: list[Mention]) -> tuple[RelationMention, ...]:
        times_of.cache_clear()  # the times of a text are kept, and here every text comes many times
        return extract_relations(article, page, mentions, RELATIONS)

    def measured_in(page: Page, article: Article, mentions: list[Mention]) -> tuple[MeasureMention, ...]:
        times_of.cache_clear()
        return extract_measures(article, page, mentions, MEASURES)

    sources, _ = find(args.paths)
    sources = list(sources) * max(1, -(-args.repeat // len(sources)))
    for source in sources[:1]:  # lexicons are read once, outside the measured runs
        page = read(source)
        for article in segment(page)[0]:
            extract_relations(article, page, [s.mention for s in extract_mentions(article, page, MENTIONS)], RELATIONS)
    cut, t_segment = timed(lambda: [(page, *segment(page)) for page in map(read, sources)])
    articles = [(page, article) for page, found, _ in cut for article in found]
    characters = sum(len(article.chars) for _, article in articles)
    settled, t_mentions = timed(
        lambda: [[s.mention for s in extract_mentions(article, page, MENTIONS)] for page, article in articles]
    )
    read_texts = list(zip(articles, settled, strict=True))
    related, t_relations = timed(lambda: [related_in(page, article, m) for (page, article), m in read_texts])
    measured, t_measures = timed(lambda: [measured_in(page, article, m) for (page, article), m in read_texts])
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024
    by_article = {article.id: at for at, (_, article) in enumerate(articles)}
    results = {
        page.id: PageResult(
            page,
            found,
            left,
            tuple(m for a in found for m in settled[by_article[a.id]]),
            tuple(r for a in found for r in related[by_article[a.id]]),
            tuple(m for a in found for m in measured[by_article[a.id]]),
        )
        for page, found, left in cut
    }
    _, t_resolve = timed(lambda: resolve(list(results.values())))

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    _, t_jieba = timed(lambda: [list(jieba.posseg.cut(article.chars)) for _, article in articles])
    whole = t_segment + t_mentions + t_relations + t_measures + t_resolve * len(sources) / len(results)
    print(f"{len(sources)} pages, {characters:,} characters of articles, {memory:.0f} MB above the interpreter\n")
    rows = {"read + segment": t_segment, "mentions": t_mentions, "relations": t_relations, "measures": t_measures}
    rows["jieba.posseg"] = t_jieba
    for name, seconds in rows.items():
        share = "" if name == "jieba.posseg" else f"{100 * seconds / whole:5.1f} % of the build"
        print(
            f"{name:16s} {characters / seconds:12,.0f} characters/s  {seconds / t_jieba:6.2f} of jieba.posseg  {share}"
        )
    print(f"{'all extraction':16s} {'':25s}  {(t_mentions + t_relations + t_measures) / t_jieba:6.2f} of jieba.posseg")
    print(f"{'relations':16s} {'':25s}  {t_relations / t_mentions:6.2f} of mentions")


if __name__ == "__main__":
    main()
