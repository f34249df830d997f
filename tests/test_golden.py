"""The whole graph of the sample pages, as text: a change of any rule shows here as a diff to be read.

KANWANG_UPDATE=1 pytest tests/test_golden.py     writes it anew; read the diff before you commit it
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from layout import TOP

from kg.model import Collection

GOLDEN = TOP / "tests" / "golden" / "graph.txt"


def lines(collection: Collection) -> Iterator[str]:
    names = {entity.id: entity.name for entity in collection.entities}
    for article in collection.articles:
        yield f"# {article.id} {article.kind} {article.headline} | {' | '.join(article.other_headlines)}"
    for entity in collection.entities:
        yield f"{entity.type}\t{entity.kind or ''}\t{entity.name}\t{'、'.join(entity.aliases)}"
    for s in collection.statements:
        quotes = " / ".join(f"{e.article} {e.quote}" for e in s.evidence)
        yield f"{names[s.subject]}\t{s.predicate}\t{names[s.object]}\t{s.role or ''}\t{quotes}".replace("\n", "⏎")


def test_the_graph_of_the_sample_pages(sample: Collection) -> None:
    found = "\n".join(lines(sample)) + "\n"
    if os.environ.get("KANWANG_UPDATE"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8"), "the graph changed: run with KANWANG_UPDATE=1, read the diff"
