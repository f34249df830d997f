"""The word lists in seeds/lexicons: read once, when first asked for.

A lexicon is a UTF-8 TSV file: `#` lines are comments, the first other line names the columns.
"""

from __future__ import annotations

import functools
import operator
import pathlib
from collections.abc import Iterable, Iterator

import seeds


@functools.cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of seeds/lexicons/NAME.tsv as dictionaries by column; missing cells are ''."""
    path = pathlib.Path(next(iter(seeds.__path__))) / "lexicons" / f"{name}.tsv"
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]
    columns = lines[0].split("\t")
    return tuple(dict(zip(columns, line.split("\t") + [""] * len(columns), strict=False)) for line in lines[1:])


@functools.cache
def words(name: str, column: str = "") -> frozenset[str]:
    """All distinct non-empty words of one column (the first, unless named) of a lexicon."""
    rows = table(name)
    key = column or next(iter(rows[0]), "")
    return frozenset(row[key] for row in rows if row[key])


class Matcher:
    """Finds the longest listed word at each place of a text, left to right, without overlaps.

    Words are grouped by their first two characters, so that most places cost one dictionary look-up (about a million
    characters a second). Words of one character are not accepted: they are no names.

    >>> [m for m in Matcher(["公安局", "公安县"]).finditer("公安县公安局")]
    [(0, 3, '公安县'), (3, 6, '公安局')]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name for name in names if len(name) > 1)
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def at(self, text: str, start: int) -> str | None:
        """The longest listed word that begins at `start`, or None."""
        for length in self._lengths.get(text[start : start + 2], ()):
            if text[start : start + length] in self._names:
                return text[start : start + length]
        return None

    def finditer(self, text: str) -> Iterator[tuple[int, int, str]]:
        """All longest matches as (start, end, word)."""
        done, lengths, names = 0, self._lengths, self._names
        heads = enumerate(map(operator.add, text, text[1:]))
        for start in [at for at, head in heads if head in lengths]:
            if start < done:
                continue
            for length in lengths[text[start : start + 2]]:
                word = text[start : start + length]
                if word in names:
                    done = start + len(word)  # at the text's end the slice may be shorter than it was asked to be
                    yield start, done, word
                    break
