"""The tree of administrative divisions: China's down to the county, and what a page's sidecar adds to it.

A node is named by its chain below the province, as local news names it officially: a district takes its city
(武汉市江岸区), a county and a county-level city stand alone (公安县, 石首市).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon import table
from kg.model import Division

# From the widest to the narrowest; where one name is both (吉林省 and 吉林市 are both 吉林) the wider one is meant.
LEVELS = ("country", "province", "city", "county-city", "county", "district", "town", "village", "community", "zone")
# These stand alone: their names are unique in the country, or nearly so.
_ALONE = frozenset(("country", "province", "city", "county-city", "county"))


@dataclass(frozen=True, slots=True)
class Node:
    """A division: its full name, the short name locals print, its level, its code, its chain and its parent's chain.

    `short` is "" where there is none; `code` is the one of GB/T 2260, or the chain itself for a sidecar's division;
    `parent` is None for a province.
    """

    name: str
    short: str
    level: str
    code: str
    chain: str
    parent: str | None
    others: tuple[str, ...] = ()


class Tree:
    """All divisions, to be found by full name, short name or chain.

    >>> [node.chain for node in tree().find("江岸区")], [node.chain for node in tree().find("鄂州")]
    (['武汉市江岸区'], ['鄂州市'])
    """

    def __init__(self, nodes: Iterable[Node], base: Tree | None = None) -> None:
        self._chains: dict[str, Node] = dict(base._chains) if base else {}
        self._names: dict[str, tuple[Node, ...]] = dict(base._names) if base else {}
        self._lengths: dict[str, tuple[int, ...]] = dict(base._lengths) if base else {}
        for node in nodes:
            if node.chain in self._chains:
                continue
            self._chains[node.chain] = node
            for name in dict.fromkeys((node.name, node.short, *node.others)):
                if len(name) > 1:
                    self._enter(name, node)

    def _enter(self, name: str, node: Node) -> None:
        """Enter a node under one of its names, the wider and the earlier nodes first."""
        found = (*self._names.get(name, ()), node)
        self._names[name] = tuple(sorted(found, key=lambda other: LEVELS.index(other.level)))
        lengths = self._lengths.get(name[:2], ())
        if len(name) not in lengths:
            self._lengths[name[:2]] = tuple(sorted((*lengths, len(name)), reverse=True))

    def names(self) -> Mapping[str, tuple[Node, ...]]:
        """All full, short and further names of two characters and more, with the nodes that bear them."""
        return self._names

    def by_chain(self, chain: str | None) -> Node | None:
        """The node with exactly this chain, such as the home of a page."""
        return self._chains.get(chain) if chain else None

    def ancestors(self, node: Node) -> tuple[Node, ...]:
        """The node and all above it, from itself to the province.

        >>> [node.name for node in tree().ancestors(tree().find("江岸区")[0])]
        ['江岸区', '武汉市', '湖北省']
        """
        found = [node]
        while (above := self.by_chain(found[-1].parent)) and above not in found:
            found.append(above)
        return tuple(found)

    def within(self, node: Node, outer: Node) -> bool:
        """Whether `node` is `outer` or lies in it."""
        return outer in self.ancestors(node)

    def city_of(self, home: str | None) -> Node | None:
        """The city of a home: itself, or the one above it, as Shanghai is too; None for a home of no city, or none.

        >>> [node.name for home in ("武汉市江岸区", "上海市徐汇区") if (node := tree().city_of(home))], tree().city_of(None)
        (['武汉市', '上海市'], None)
        """
        here = self.by_chain(home)
        above = self.ancestors(here) if here else ()
        return next(
            (node for node in above if node.level == "city" or (node.name.endswith("市") and not node.parent)), None
        )

    def find(self, name: str) -> tuple[Node, ...]:
        """The nodes that a full name, a short name or a chain names, the widest first; empty where none does.

        >>> [node.chain for node in tree().find("吉林")], [node.chain for node in tree().find("湖北省荆州市公安县")]
        (['吉林省', '吉林市'], ['公安县'])
        """
        if found := self._names.get(name):
            return found
        if node := self._chains.get(name):
            return (node,)
        return tuple(
            inner
            for length in self._lengths.get(name[:2], ())
            for outer in self._names.get(name[:length], ())
            if length < len(name)
            for inner in self.find(name[length:])
            if inner is not outer and self.within(inner, outer)
        )

    def longest(self, text: str, start: int = 0) -> tuple[int, ...]:
        """The ends of the listed names that begin at `start` of a text, the longest first."""
        return tuple(
            start + length
            for length in self._lengths.get(text[start : start + 2], ())
            if start + length <= len(text) and text[start : start + length] in self._names
        )

    def choose(self, name: str, home: str | None) -> Node | None:
        """The node that a name means on a page whose home is given: of home's city, else the only one, else None.

        >>> tree().choose("鼓楼区", "南京市").chain, tree().choose("鼓楼区", "荆州市")
        ('南京市鼓楼区', None)
        """
        found = self._names.get(name, ())
        if len(found) < 2:
            return found[0] if found else None
        here = self.by_chain(home)
        line = self.ancestors(here) if here else ()
        for place in line:
            if near := [node for node in found if node in line or self.within(node, place)]:
                return _widest(near)
        return _widest([node for node in found if node.name == name] or found)


def _widest(found: Sequence[Node]) -> Node | None:
    """The first of some nodes of one name if it is wider than the next, else None: 恩施 is the 州 before the 市."""
    if len(found) > 1 and found[0].level == found[1].level:
        return None
    return found[0] if len(found) == 1 or found[0].level in ("province", "city") else None


def _chain(name: str, level: str, parent: Node | None) -> str:
    """The name below the province: a district's begins with its city's."""
    if level in _ALONE or parent is None or (parent.level == "province" and not parent.name.endswith("市")):
        return name
    return parent.chain + name


_PEOPLES = re.compile(r"(?:族|各族|联合)(?P<level>自治[州县旗]|区)\Z")


def _without_peoples(name: str, short: str) -> tuple[str, ...]:
    """What a division of a people is called for short: 道真自治县 and 道真县, 梅里斯区.

    >>> _without_peoples("道真仡佬族苗族自治县", "道真"), _without_peoples("荆州区", "荆州")
    (('道真自治县', '道真县'), ())
    """
    match = _PEOPLES.search(name)
    if match is None or not short:
        return ()
    return tuple(dict.fromkeys((short + match["level"], short + match["level"][-1])))


def _rows() -> Iterable[Node]:
    """The national divisions, each after its parent."""
    nodes: dict[str, Node] = {}
    for row in table("divisions"):
        parent = nodes.get(row["parent"])
        chain = _chain(row["name"], row["level"], parent)
        others = (*(other for other in row["other"].split("、") if other), *_without_peoples(row["name"], row["short"]))
        nodes[row["code"]] = Node(
            row["name"], row["short"], row["level"], row["code"], chain, parent.chain if parent else None, others
        )
    return nodes.values()


@functools.cache
def _national() -> Tree:
    return Tree(_rows())


def _short(name: str) -> str:
    """The short name of a sidecar's division: 澜川市 is 澜川, 龙县 has none."""
    short = name[:-1] if name[-1:] in ("省", "市", "县", "区", "州", "旗") else ""
    return short if len(short) > 1 else ""


@functools.lru_cache(maxsize=64)
def tree(divisions: tuple[Division, ...] = ()) -> Tree:
    """The national tree with the divisions that a page's sidecar adds; cached.

    >>> local = tree((Division("望江区", "district", "澜川市"), Division("澜川市", "city", "湖北省")))
    >>> local.find("澜川市望江区")[0].chain, local.choose("望江", "澜川市").chain
    ('澜川市望江区', '澜川市望江区')
    """
    if not divisions:
        return _national()
    found, waiting = _national(), list(divisions)
    while waiting:
        names = {division.name for division in waiting}
        ready = [division for division in waiting if division.parent not in names] or waiting
        found = Tree([_entered(division, found) for division in ready], found)
        waiting = [division for division in waiting if division not in ready]
    return found


def _entered(division: Division, above: Tree) -> Node:
    """The node of a sidecar's division under the tree that already holds its parent, if it is in any."""
    level = division.level if division.level in LEVELS else "town"
    found = above.find(division.parent)
    parent = found[0] if found else None
    chain = _chain(division.name, level, parent)
    if parent is None and division.parent and level not in _ALONE:
        chain = division.parent + division.name
    return Node(division.name, _short(division.name), level, chain, chain, parent.chain if parent else None)


_HOME = re.compile(
    r"(?P<city>.+?(?:市|州|盟|地区))?(?P<county>.+?[区县市旗])?(?P<town>.+?(?:街道|[镇乡]|苏木))?(?P<village>.+(?:村|社区|嘎查))?"
)
_LEVEL_OF_END = {"区": "district", "县": "county", "旗": "county", "市": "county-city"}


@functools.lru_cache(maxsize=64)
def at_home(known: Tree, home: str | None) -> Tree:
    """The tree with the page's home in it, even a home that no list and no sidecar holds, or a town or village of one.

    >>> at_home(tree(), "澜川市望江区").choose("望江区", "澜川市望江区").chain
    '澜川市望江区'
    >>> [node.chain for node in at_home(tree(), "宜昌市夷陵区龙泉镇").find("龙泉镇")]
    ['宜昌市夷陵区龙泉镇']
    """
    if not home or known.by_chain(home):
        return known
    outer = next((home[:end] for end in range(len(home) - 1, 1, -1) if known.by_chain(home[:end])), "")
    match = _HOME.fullmatch(home[len(outer) :])
    if not match:
        return known
    for level, name in match.groupdict().items():
        if name:
            level = _LEVEL_OF_END[name[-1]] if level == "county" else level
            node = _entered(Division(name, level, outer), known)
            known, outer = Tree([node], known), node.chain
    return known


@functools.lru_cache(maxsize=64)
def official_home(home: str | None, known: Tree) -> str | None:
    """A home by its chain, where it is given with the cities and counties that stand over it.

    >>> official_home("襄阳市枣阳市", tree()), official_home("滁州市凤阳县小溪河镇", tree()), official_home("澜川市", tree())
    ('枣阳市', '凤阳县小溪河镇', '澜川市')
    """
    if not home or known.by_chain(home):
        return home
    for end in range(len(home), 1, -1):
        found = [node for node in known.find(home[:end]) if home[:end].endswith(node.name)]
        if len(found) == 1:
            return found[0].chain + home[end:]
    return home
