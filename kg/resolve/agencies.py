"""Names that are one body's in a collection, though the grammar alone writes them differently, by the one that is printed.

市城管局 is the 城市管理局 by the grammar, but the 城市管理和综合执法局 where the pages print that; traffic police are the 交通管理局 where
they call themselves so; 兰州一中 is the 甘肃省兰州第一中学 where that stands in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.agencies import AgencyName, alike, parse, plain_forms
from kg.model import Division, PageResult
from kg.resolve.reading import Reading


def as_printed(results: Sequence[PageResult], readings: Sequence[Reading]) -> list[Reading]:
    """The readings, each agency by the fullest name that pages of its home print for it."""
    known: dict[str, tuple[Division, ...]] = {}
    for page in (result.page for result in results):
        known[page.home or ""] = tuple(dict.fromkeys((*known.get(page.home or "", ()), *page.divisions)))
    homes: dict[str, dict[str, set[str]]] = {}
    for reading in readings:
        if reading.mention.type == "Agency":
            homes.setdefault(reading.home, {}).setdefault(reading.name, set()).add(reading.mention.name)
    goes = {home: _Home(home or None, known.get(home, ())).fullest(names) for home, names in homes.items()}
    return [replace(r, name=goes[r.home].get(r.name, r.name)) if r.mention.type == "Agency" else r for r in readings]


@dataclass(frozen=True, slots=True)
class _Home:
    """The place from which pages speak, and the divisions that their sidecars add."""

    chain: str | None
    divisions: tuple[Division, ...]

    def parsed(self, name: str) -> AgencyName:
        return parse(name, self.chain, self.divisions)

    def fullest(self, names: Mapping[str, set[str]]) -> dict[str, str]:
        """For each name of this home the name it goes by, where that is another one; `names` has the surfaces of each."""
        whole = {name for name, surfaces in names.items() if any(self._in_full(name, surface) for surface in surfaces)}
        goes = self._by_form(names, whole)
        beside: dict[tuple[str, str], list[str]] = {}
        for name in sorted(whole):
            beside.setdefault(self._bucket(name), []).append(name)
        for name in names.keys() - whole:
            near = {self._printed(surface, beside) for surface in names[name]} - {None}
            if len(near) == 1 and (other := near.pop()):
                goes[name] = goes.get(other, other)
        return goes

    def _printed(self, surface: str, beside: Mapping[tuple[str, str], Sequence[str]]) -> str | None:
        """The one full name printed for the body of a surface, followed by the surface's own unit: 交警二大队."""
        body = self.parsed(surface)
        outer = replace(body, unit="", surface=surface.removesuffix(body.unit)) if body.unit else body
        near = beside.get(self._bucket(outer.official), ())
        found = [name for name in near if alike(outer, self.parsed(name), self.chain, self.divisions)]
        return found[0] + body.unit if len(found) == 1 else None

    def _by_form(self, names: Iterable[str], whole: set[str]) -> dict[str, str]:
        """Names of one plain form, by the one that is printed in full, the longest of several."""
        groups: dict[str, list[str]] = {}
        for name in names:
            for form in plain_forms(self.parsed(name), self.chain, self.divisions):
                groups.setdefault(form, []).append(name)
        goes = {}
        for group in groups.values():
            best = max(group, key=lambda name: (name in whole, len(name), name))
            goes.update({name: best for name in group if name != best})
        return goes

    def _in_full(self, name: str, surface: str) -> bool:
        """Whether a surface prints the name, but for its place: 市城市管理局, not 市城管局."""
        body = self.parsed(surface)
        return surface.endswith(name.removeprefix(body.chain or body.place))

    def _bucket(self, name: str) -> tuple[str, str]:
        """What all names of one bureau share: the place, and the last character."""
        body = self.parsed(name)
        return body.chain or body.place, min(plain_forms(body, self.chain, self.divisions))[-1:]
