"""What each part of the principle for initiatives is worth: F1 of their names with one part left out.

    python bench/initiatives.py PAGES GOLD.json…

The principle is told in extractors/mentions/initiatives.py. Distinct surfaces of a page count, as in tests/score.py; what
the annotation marks as unsure counts neither way.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import pathlib
import re
from collections.abc import Callable, Iterator
from unittest import mock

from extractors.mentions import initiative_labels, initiative_names, initiatives, noun_phrase
from kg.extract import extract_mentions
from kg.model import Page
from kg.pipeline import Extractors
from kg.read import read
from kg.segment import segment

Patch = tuple[object, str, Callable[..., object]]


def nothing(*args: object, **named: object) -> Iterator[object]:
    return iter(())


PARTS: dict[str, tuple[Patch, ...]] = {
    "all parts": (),
    "no governing verb": ((noun_phrase, "_cut", lambda masked, keep, listed: (0, "")),),
    "no 的 at the edge": ((noun_phrase, "_possessive", lambda masked, start, end: -1),),
    "no adverbs, times, counts": (
        (noun_phrase, "strip_left", lambda text, start, end, **named: start),
        (initiatives, "trim_actor", lambda text, edge, head, kind, page: edge.start),
    ),
    "a quotation is no piece": ((noun_phrase, "_mask", lambda region: region),),
    "no general words": ((initiative_names, "content", lambda modifier, kind: len(modifier)),),
    "every quotation a label": (
        (initiative_names, "is_label", lambda phrase: True),
        (initiative_labels, "is_label", lambda phrase: True),
    ),
    "no label without its head": ((initiatives, "governed_labels", nothing), (initiatives, "known_names", nothing)),
    "no numbered packages": ((initiatives, "packages", nothing), (initiatives, "counted_members", nothing)),
    "no short forms": ((initiatives, "echoes", nothing), (initiatives, "anaphors", nothing)),
}


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def found_on(page: Page) -> set[str]:
    settled = (row for article in segment(page)[0] for row in extract_mentions(article, page, Extractors().mentions))
    return {squeeze(row.mention.surface) for row in settled if row.mention.type == "Initiative"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("gold", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in args.gold]
    for name, patches in PARTS.items():
        right = wrong = missed = 0
        with contextlib.ExitStack() as stack:
            for module, attribute, other in patches:
                stack.enter_context(mock.patch.object(module, attribute, other))
            for gold in golds:
                unsure = {e["name"] for e in gold["entities"] if e.get("sure") is False}
                told = [m for a in gold["articles"] for m in a["mentions"] if m["type"] == "Initiative"]
                sure = {squeeze(m["surface"]) for m in told if m["entity"] not in unsure}
                neutral = {squeeze(m["surface"]) for m in told} - sure
                found = found_on(read(args.pages / gold["page"])) - neutral
                right, wrong, missed = right + len(found & sure), wrong + len(found - sure), missed + len(sure - found)
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:28s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


if __name__ == "__main__":
    main()
