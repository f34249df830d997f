"""Where an article speaks from, and what was named so far: what 市, 该局 and 区政务服务中心 need to be understood.

The home of the page decides what 市 and 区 mean; a district or zone named in the article decides it for a city's page
(荆州经开区… 区政务服务中心). An anaphor (该局, 本次活动) means the last thing named before it whose kind its noun fits.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from kg.lexicon import table
from kg.model import Mention, Page
from kg.places import Node, Tree, tree
from kg.places.names import is_municipality

# Which levels of the division tree a level's character may mean; a zone is a 区 too.
_LEVELS = {
    "省": ("province",),
    "市": ("city", "county-city"),
    "州": ("city",),
    "盟": ("city",),
    "县": ("county",),
    "区": ("district", "zone"),
    "镇": ("town",),
    "乡": ("town",),
    "村": ("village",),
    "旗": ("county",),
}


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the article has named: its type and kind, its official name, and where (offsets in the text)."""

    type: str
    kind: str | None
    name: str
    start: int
    end: int


@dataclass(slots=True)
class Scene:
    """The state of reading one article, from its first character to its last."""

    page: Page
    named: list[Named] = field(default_factory=list)
    ahead: list[Named] = field(default_factory=list)

    @property
    def tree(self) -> Tree:
        """The national divisions with the page's own."""
        return tree(self.page.divisions)

    @property
    def home(self) -> str | None:
        """The home of the page, as a chain."""
        return self.page.home

    def _line(self) -> tuple[Node, ...]:
        node = self.tree.by_chain(self.page.home)
        return self.tree.ancestors(node) if node else ()

    def level(self, character: str) -> str | None:
        """The place that 我市, 市公安局 or 全市 means here, by its level's character; None where it cannot be known."""
        levels = _LEVELS.get(character, ())
        for node in self._line():
            if node.level in levels or is_municipality(node, character):
                return node.chain
        near = [n for n in self.named if n.type == "Place" and n.kind in levels] or [
            n for n in self.ahead if n.type == "Place" and n.kind in levels
        ]
        if not near:
            return None
        return near[-1].name if near[0].start <= (self.named[-1].start if self.named else 0) else near[0].name

    def here(self) -> str | None:
        """The place that a body without a place of its own belongs to: the last city, county, district or zone named, else home."""
        wide = ("city", "county-city", "county", "district", "zone")
        near = (n.name for n in reversed(self.named) if n.type == "Place" and n.kind in wide)
        found = next(near, self.home)
        return self.home if self.home and found and self.home.startswith(found) else found

    def antecedent(self, noun: str, type_name: str) -> Named | None:
        """The last thing named before that the noun of an anaphor fits: 局 of 该局, 项目 of 该项目."""
        fits = _endings().get(noun, (noun,))
        for named in reversed(self.named):
            if named.type == type_name and (named.name.endswith(fits) or (named.kind or "") in _kinds(type_name, noun)):
                return named
        return None


@functools.cache
def _endings() -> dict[str, tuple[str, ...]]:
    """Which name endings an anaphor's noun stands for: 校 for 中学, 行 for 银行 and 分行."""
    return {row["noun"]: tuple(row["endings"].split()) for row in table("anaphora") if row["endings"]}


@functools.cache
def _kinds(type_name: str, noun: str) -> tuple[str, ...]:
    return next(
        (tuple(row["kinds"].split()) for row in table("anaphora") if row["noun"] == noun and row["type"] == type_name),
        (),
    )


def pointed_noun(mention: Mention) -> str | None:
    """The noun of an anaphor: 局 of 该局, 活动 of 此次活动, 办法 of 《办法》; None for any other mention, and for one already read."""
    if mention.reading or (".anaphor" not in mention.rule and not mention.surface.startswith("该")):
        return None
    surface = mention.surface.strip("《》“”")
    for pointer in ("此次", "本次", "这次", "这一", "这个", "这项", "该", "本", "此", "我", "这"):
        if surface.startswith(pointer) and len(surface) > len(pointer):
            return surface[len(pointer) :].removeprefix("项").removeprefix("届") or None
    return surface
