"""The quality gate: scores on annotated pages never fall under the floors in floors.toml."""

from __future__ import annotations

import hashlib
import json
import pathlib
import subprocess
import sys
import tomllib
from typing import Any

import pytest
from layout import SEEDS, SHARED, TOP

FLOORS = tomllib.loads((TOP / "tests" / "floors.toml").read_text(encoding="utf-8"))
CORPORA = {"shared": (SHARED / "gold", SHARED / "pages"), "seeds": (SEEDS / "gold", SEEDS / "pages")}


def corpus(name: str) -> tuple[list[pathlib.Path], pathlib.Path]:
    gold, pages = CORPORA[name]
    if not gold.is_dir():
        pytest.skip(f"{gold} is not on this machine")
    return sorted(gold.glob("*.json")), pages


def digest(gold: list[pathlib.Path], pages: pathlib.Path) -> str:
    found = hashlib.sha256()
    for path in gold:
        page = json.loads(path.read_text(encoding="utf-8"))["page"]
        found.update(path.read_bytes() + (pages / page).read_bytes())
    return found.hexdigest()[:16]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Gives the table of scores of a corpus, each built and exported once."""
    from exports import write
    from kg.pipeline import collect

    done: dict[str, dict[str, Any]] = {}

    def table(name: str) -> dict[str, Any]:
        if name not in done:
            gold, pages = corpus(name)
            out = tmp_path_factory.mktemp(name) / "export"
            write(collect([pages]), "jsonl", str(out))
            command = [sys.executable, str(TOP / "tests" / "score.py"), str(out), "--pages", str(pages), "--json"]
            run = subprocess.run([*command, *map(str, gold)], capture_output=True, check=True)
            done[name] = json.loads(run.stdout)
        return done[name]

    return table


@pytest.mark.xdist_group("quality")
@pytest.mark.parametrize(("name", "row"), [(name, row) for name in CORPORA for row in FLOORS[name] if row != "corpus"])
def test_score_is_not_under_its_floor(scores: Any, name: str, row: str) -> None:
    found = scores(name)[row]
    value = found["f1"] if row != "canonical name" else found["r"]
    assert value >= FLOORS[name][row], f"{row} on {name}: {found}"


@pytest.mark.xdist_group("quality")
@pytest.mark.parametrize("name", CORPORA)
def test_every_offset_and_quote_holds(scores: Any, name: str) -> None:
    assert scores(name)["evidence broken"] == 0


@pytest.mark.parametrize("name", CORPORA)
def test_floors_are_of_these_pages(name: str) -> None:
    found = digest(*corpus(name))
    assert FLOORS[name]["corpus"] == found, "the annotated pages changed: measure anew, then set floors and digest"


def test_the_scorer_is_the_shared_one() -> None:
    gold, _ = CORPORA["shared"]
    if not gold.is_dir():
        pytest.skip(f"{gold} is not on this machine")
    assert (TOP / "tests" / "score.py").read_text() == (gold / "score.py").read_text()
