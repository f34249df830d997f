"""The whole graph of the sample pages, as text: a change of any rule shows here as a diff to be read.

KANWANG_UPDATE=1 pytest tests/test_golden.py     writes it anew; read the diff before you commit it
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from layout import TOP

from kg.model import Collection, When

GOLDEN = TOP / "tests" / "golden" / "graph.txt"


def lines(collection: Collection) -> Iterator[str]:
    names = {entity.id: entity.name for entity in collection.entities}
    for article in collection.articles:
        yield f"# {article.id} {article.kind} {article.headline} | {' | '.join(article.other_headlines)}"
    for entity in collection.entities:
        yield f"{entity.type}\t{entity.kind or ''}\t{entity.name}\t{'、'.join(entity.aliases)}"
    for s in collection.statements:
        quotes = " / ".join(f"{e.article} {e.quote}" for e in s.evidence)
        said = "" if s.modality == "asserted" else f"（{s.modality}）"
        when = f"\t{days(s.when)}" if s.when else ""
        line = f"{names[s.subject]}\t{said}{s.predicate}\t{names[s.object]}\t{s.role or ''}\t{quotes}{when}"
        yield line.replace("\n", "⏎")
    for m in collection.measures:
        f = m.figure
        value = f"{f.bound} {f.basis}{f.change} {f.value} {f.unit}"
        quotes = " / ".join(f"{e.article} {e.quote}" for e in m.evidence)
        yield f"{names[m.entity]}\t{f.what}\t{value}\t{quotes}{days(m.when)}".replace("\n", "⏎")


def days(when: When | None) -> str:
    return f"\t[{when.phrase} {when.start or ''}/{when.end or ''}]" if when else ""


def test_the_graph_of_the_sample_pages(sample: Collection) -> None:
    found = "\n".join(lines(sample)) + "\n"
    if os.environ.get("KANWANG_UPDATE"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8"), "the graph changed: run with KANWANG_UPDATE=1, read the diff"
