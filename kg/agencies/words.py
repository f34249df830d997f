"""What the grammar of agency names knows: the lexicons seeds/lexicons/agency_*.tsv, ready for look-up."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from kg.lexicon import Matcher, table, words

# A body's ending in short and in full: 发改委 is 发展和改革委员会, 扶贫办 is 扶贫开发办公室.
_LONG = {"委": "委员会", "办": "办公室"}
# Units of the Party, the people's congress and so on are written after the place; these have bodies of one character.
LEVELS = "省市区县州盟旗镇乡村"


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every place may have: `official` is its full name, {place} its place's; `level` and `regions` (provinces) say where it applies."""

    surface: str
    official: str
    line: str
    kind: str
    level: str = ""
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class National:
    """A body or company that stands alone: its official name and kind; `weak` ones are ordinary words too."""

    surface: str
    official: str
    kind: str
    weak: bool


def _kind_of_function(full: str, ending: str) -> str:
    if full == "公安":
        return "police"
    return "public-institution" if ending in ("中心", "馆", "社") else "government"


@functools.cache
def bodies() -> dict[str, tuple[Body, ...]]:
    """All bodies of places by their printed form without the place; several where the level decides (法院).

    >>> bodies()["人社局"][0].official, [body.official for body in bodies()["法院"]][:2]
    ('{place}人力资源和社会保障局', ['{place}高级人民法院', '{place}中级人民法院'])
    """
    found: dict[str, tuple[Body, ...]] = {}
    for row in table("agency_bodies"):
        official = row["official"] or "{place}" + row["surface"]
        body = Body(row["surface"], official, row["line"], row["kind"], row["levels"])
        found[body.surface] = (*found.get(body.surface, ()), body)
        if body.surface.startswith("委") and len(body.surface) > 2 and body.official.startswith("中共"):
            # 自治区党委统战部, as the Party's committees of autonomous regions and prefectures are called
            found["党" + body.surface] = (replace(body, surface="党" + body.surface),)
    for row in table("agency_functions"):
        regions = tuple(row["regions"].split())
        for stem in (row["full"], *filter(None, row["short"].split("/"))):
            for ending in row["endings"].split("/"):
                long = _LONG.get(ending, ending)
                official = "{place}" + row["full"] + long
                for surface in dict.fromkeys((stem + ending, stem + long)):
                    if len(surface) > 1:
                        body = Body(
                            surface, official, "government", _kind_of_function(row["full"], ending), "", regions
                        )
                        found[surface] = _with(found.get(surface, ()), body)
    return found


@functools.cache
def functions(stem: str) -> tuple[str, ...]:
    """The functions that a short stem may stand for, () where it is one that stands in full or is not known.

    >>> functions("城管"), functions("教育"), functions("滇管")
    (('城市管理',), (), ())
    """
    rows = table("agency_functions")
    if any(row["full"] == stem for row in rows):
        return ()
    return tuple(row["full"] for row in rows if stem in row["short"].split("/"))


@functools.cache
def is_function(stem: str) -> bool:
    """Whether a stem is a function by its full name: 城市管理, but not 城管."""
    return any(row["full"] == stem for row in table("agency_functions"))


def _with(rows: tuple[Body, ...], body: Body) -> tuple[Body, ...]:
    """The rows of a surface and one more: those of some provinces first, then the one for all others."""
    if body.regions:
        return (body, *rows)
    return rows if any(not row.regions for row in rows) else (*rows, body)


@functools.cache
def national() -> dict[str, National]:
    """National bodies and well-known organisations by their printed names.

    >>> national()["国家卫健委"].official, national()["北约"].kind
    ('国家卫生健康委员会', 'international')
    """
    found: dict[str, National] = {}
    for lexicon in ("agency_national", "agency_known"):
        for row in table(lexicon):
            weak = "weak" in (row.get("past"), row.get("weak"))
            entry = National(row["surface"], row["official"], row["kind"], weak)
            found.setdefault(entry.surface, entry)
            if not weak:
                found.setdefault(entry.official, National(entry.official, entry.official, entry.kind, False))
    return found


@functools.cache
def endings() -> dict[str, tuple[str, str]]:
    """The kind and the needs of each ending of organisations' names."""
    return {row["ending"]: (row["kind"], row["needs"]) for row in table("agency_endings") if row["kind"] != "none"}


@functools.cache
def units() -> dict[str, bool]:
    """The endings of inner units, and whether such a unit is a name without its body (内保支队)."""
    return {row["ending"]: bool(row["bare"]) for row in table("agency_units")}


@functools.cache
def fillers() -> frozenset[str]:
    """Words of function and trade: they stand in names, but are no proper names."""
    functions = {part for row in table("agency_functions") for part in (row["full"], *row["short"].split("/"))}
    return words("agency_functions_plain") | words("agency_industries") | {word for word in functions if len(word) > 1}


@functools.cache
def longest_end(name: str, what: str) -> str:
    """The longest ending of a name among the endings or the units, "" where there is none.

    >>> longest_end("江北区第二实验小学", "endings"), longest_end("经济运行科", "units")
    ('实验小学', '科')
    """
    known = endings() if what == "endings" else units()
    return next((name[-n:] for n in range(min(10, len(name)), 0, -1) if name[-n:] in known), "")


@functools.cache
def matcher() -> Matcher:
    """Finds bodies and national names in running text."""
    return Matcher([*bodies(), *national()])
