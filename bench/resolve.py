"""How the cost of resolution grows: microseconds and bytes a mention, from a few pages to two million mentions.

    python bench/resolve.py PAGES… [--most N]

The pages are repeated under other page ids and dates, as the issues of a paper repeat their people and agencies; in every
tenth copy people and initiatives have other names, as new ones come up all the time.
"""

from __future__ import annotations

import argparse
import dataclasses
import pathlib
import resource
import time
from collections.abc import Iterator, Sequence

from kg.model import Article, Mention, PageResult, RelationMention
from kg.pipeline import process_issue
from kg.read import find, read
from kg.resolve import resolve
from kg.segment import issues


def copies(results: Sequence[PageResult], mentions: int) -> Iterator[PageResult]:
    """Copies of the results under other ids, until they have so many mentions."""
    number = count = 0
    while True:
        for result in results:
            yield copy(result, number)
            count += len(result.mentions)
            if count >= mentions:
                return
        number += 1


def copy(result: PageResult, number: int) -> PageResult:
    mark = f"{number:06d}/"
    new = f"{number // 10}" if number % 10 == 0 else ""

    def named(mention: Mention) -> Mention:
        other = new if mention.type in ("Person", "Initiative") else ""
        return dataclasses.replace(
            mention, article=mark + mention.article, reading=mention.name + other if other else mention.reading
        )

    def related(relation: RelationMention) -> RelationMention:
        elsewhere = mark + relation.elsewhere if relation.elsewhere else None
        ends = {"subject": named(relation.subject), "object": named(relation.object)}
        return dataclasses.replace(relation, elsewhere=elsewhere, **ends)

    def article(one: Article) -> Article:
        continued = mark + one.continues if one.continues else None
        return dataclasses.replace(one, id=mark + one.id, page=mark + one.page, continues=continued)

    return PageResult(
        dataclasses.replace(result.page, id=mark + result.page.id),
        tuple(map(article, result.articles)),
        (),
        tuple(map(named, result.mentions)),
        tuple(map(related, result.relations)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--most", type=int, default=2_000_000)
    args = parser.parse_args()
    results = [r for group in issues(map(read, find(args.paths)[0])) for r in process_issue(group)]
    resolve(results)  # lexicons are read once, outside the measured runs
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for size in (2_000, 20_000, 100_000, 500_000, 2_000_000):
        if size > args.most:
            break
        made = list(copies(results, size))
        count = sum(len(result.mentions) for result in made)
        start = time.process_time()
        collection = resolve(made)
        spent = time.process_time() - start
        memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) * 1024
        print(
            f"{count:12,} mentions  {1e6 * spent / count:7.1f} µs a mention  {memory / count:7,.0f} bytes a mention"
            f"  {len(collection.entities):8,} entities",
            flush=True,
        )
        del made, collection


if __name__ == "__main__":
    main()
