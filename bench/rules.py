"""How often each rule of relations is right on annotated pages, from which statements have their confidence.

    python bench/rules.py            print the counts
    python bench/rules.py --write    and keep them in seeds/lexicons/relation_rules.tsv

A statement is judged as tests/score.py judges it, and every rule that yielded evidence for it on an annotated page is right or wrong
with it. What the annotation leaves open counts neither way. Counts of pages that are not on this machine are left as they are.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests"))

import score  # type: ignore[import-not-found]  # noqa: E402

from exports.jsonl import files  # noqa: E402
from kg.confidence import rule_counts  # noqa: E402
from kg.pipeline import collect  # noqa: E402

CORPORA = {
    "seeds": (TOP / "seeds" / "gold", TOP / "seeds" / "pages"),
    "shared": (TOP.parent / "shared" / "gold", TOP.parent / "shared" / "pages"),
}
TABLE = TOP / "seeds" / "lexicons" / "relation_rules.tsv"

Judged = dict[str, Counter[bool]]


def judged(gold: Sequence[pathlib.Path], pages: pathlib.Path) -> tuple[Judged, dict[str, set[str]]]:
    """For each rule how often it is right (True) and wrong (False), and the predicates that it states."""
    written = dict(files(collect([pages])))
    rows = {
        name.removesuffix(".jsonl"): [json.loads(line) for line in text.splitlines()] for name, text in written.items()
    }
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in gold]
    page_of = {article["id"]: pathlib.PurePath(article["page"]).name for article in rows["articles"]}
    mentions = defaultdict(list)
    for mention in rows["mentions"]:
        mentions[page_of[mention["article"]]].append(mention)
    names = score.align(golds, mentions, rows["entities"])
    counts: Judged = defaultdict(Counter)
    predicates: dict[str, set[str]] = defaultdict(set)
    for one in golds:
        sure, neutral, unsure = _annotated(one)
        for statement in rows["statements"]:
            rules = {e["rule"] for e in statement["evidence"] if page_of[e["article"]] == one["page"]}
            ends = tuple(names.get(statement[end]) or "?" + statement[end] for end in ("subject", "object"))
            key = _key(ends[0], statement["predicate"], ends[1])
            for rule in rules:
                predicates[rule].add(statement["predicate"])
                if key in sure or not (key in neutral or unsure & set(ends)):
                    counts[rule][key in sure] += 1
    return counts, predicates


def _key(subject: str, predicate: str, target: str) -> tuple[str, str, str]:
    ends = sorted((subject, target)) if predicate == "cooperates_with" else (subject, target)
    return ends[0], predicate, ends[1]


def _annotated(gold: dict[str, Any]) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]], set[str]]:
    """The sure relations of a page, the others, and the unsure entities."""
    unsure = {e["name"] for e in gold["entities"] if e.get("sure") is False}
    relations = [relation for article in gold["articles"] for relation in article["relations"]]
    weak = [r for r in relations if r.get("sure") is False or unsure & {r["s"], r["o"]}]
    sure = {_key(r["s"], r["p"], r["o"]) for r in relations if r not in weak}
    return sure, {_key(r["s"], r["p"], r["o"]) for r in weak} - sure, unsure


def table() -> Iterator[tuple[str, str, int, int, int, int]]:
    """The rows of the lexicon, by rule."""
    kept = rule_counts()
    found = {
        name: judged(sorted(gold.glob("*.json")), pages) for name, (gold, pages) in CORPORA.items() if gold.is_dir()
    }
    stated: dict[str, set[str]] = defaultdict(set, {rule: set(row.predicates) for rule, row in kept.items()})
    for _, predicates in found.values():
        for rule, names in predicates.items():
            stated[rule] |= names
    for rule in sorted(stated):
        cells: list[int] = []
        for name in CORPORA:
            old = getattr(kept[rule], name) if rule in kept else (0, 0)
            counts = found[name][0][rule] if name in found else None
            cells += [counts[True], counts[False]] if counts is not None else old
        yield rule, " ".join(sorted(stated[rule])), cells[0], cells[1], cells[2], cells[3]


def _write(rows: Iterable[tuple[str, str, int, int, int, int]]) -> None:
    head = TABLE.read_text(encoding="utf-8").split("\nrule\t")[0]
    lines = ["\t".join(map(str, row)) for row in rows]
    names = "rule\tpredicates\tseeds_right\tseeds_wrong\tshared_right\tshared_wrong"
    TABLE.write_text("\n".join([head, names, *lines]) + "\n", encoding="utf-8")


def main() -> None:
    """Print the counts of each rule, and keep them where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="keep the counts in the lexicon")
    write = parser.parse_args().write
    rows = list(table())
    for rule, predicates, *counts in rows:
        print(f"{rule:36} {predicates:44} " + " ".join(f"{count:4}" for count in counts))
    if write:
        _write(rows)


if __name__ == "__main__":
    main()
