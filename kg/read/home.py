"""The place from which a page speaks: whose 我市, 区委 and 县公安局 it means without saying whose.

A page that prints 区政府 and 区发改局 without a city speaks from a district; one that prints 我市 and 市公安局 from a city, 县委 and
我县 from a county; autonomous prefectures (州委), banners (旗委), leagues (盟委) and areas (地委, 行署) speak alike. Which one is
the division of that level that the page names most.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator

from kg.lexicon import Matcher
from kg.model import Division
from kg.places import tree
from kg.places.tree import Node, Tree

_BODIES = r"(?:委|政府|行署|政协|人大|纪委|直|级|领导|长(?!江|期|安|城|沙|春)|[\u4e00-\u9fff]{2,9}?(?:局|办公室|中心|法院|检察院|总工会|妇联|委员会|支队))"
_LEVELS = {
    "市": ("city", "county-city", "province"),
    "区": ("district",),
    "县": ("county",),
    "州": ("city",),
    "旗": ("county", "district"),
    "盟": ("city",),
    "地区": ("city",),
}
_OWN = {key: re.compile(rf"(?P<we>[我全]{key}(?!委|政|县))|(?<![\u4e00-\u9fff])副?{key}{_BODIES}") for key in _LEVELS}
_OWN["地区"] = re.compile(
    r"(?P<we>[我全]地区)|(?<![\u4e00-\u9fff])(?:地委|地直|(?:地区)?行署|地区(?=[\u4e00-\u9fff]{2,6}局))"
)
_AFTER_WORD = {
    key: re.compile(rf"(?:[，。、；：“”《》（）\s]|[和与及由经在到从对向为]){key}{_BODIES}") for key in _LEVELS
}
_UNLISTED = {key: re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,3}}{key}") for key in ("市", "区", "县")}
_NO_NAME = re.compile(
    r"[各全我本该省县地都城超上门夜集股楼入两外校社小园新高]市|[各全我本该两市县社小校园景开发地片新山库灾疫]区|[各全我本该两市]县"
)
UNLISTED = 8  # mentions that a place in no list needs before it is a home
OUTLET = 6  # mentions that the paper's own name is worth


def infer_home(text: str, outlet: str | None, divisions: tuple[Division, ...] = ()) -> tuple[str, str] | None:
    """The home of a page as a chain below the province, and why; None where the page does not tell.

    `text` has no white space.

    >>> infer_home("近日，区委书记到江岸区花桥街道走访。区政府、区发改局参加。江岸区推进。", None)[0]
    '武汉市江岸区'
    >>> infer_home("记者昨从市教育局获悉，我市中小学开学。武汉的孩子到校。", None)[0]
    '武汉市'
    """
    known = tree(divisions)
    named = Counter(_named(text, known, divisions))
    if outlet:
        named.update(dict.fromkeys(_stems(outlet, known), OUTLET))
    votes = {key: _own(text, key) for key in _LEVELS}
    ranked = sorted(votes, key=lambda key: (-votes[key], tuple(_LEVELS).index(key)))
    for key in ranked:
        chain = _most_named(named, known, key, text)
        if chain and (votes[key] >= 1 or sum(named.values()) >= 2):
            said = f"speaks of its own {key} {votes[key]} times and " if votes[key] else ""
            return chain, f"{said}names {chain} most"
    return None


def _own(text: str, key: str) -> int:
    """How often a page speaks of the city, district or county as its own; 我市 counts most."""
    score = 0
    for found in _OWN[key].finditer(text):
        score += 5 if found["we"] and found["we"][0] == "我" else 1
    return score + len(_AFTER_WORD[key].findall(text))


@functools.lru_cache(maxsize=32)
def _matcher(divisions: tuple[Division, ...]) -> Matcher:
    """Finds the names of cities, counties and districts; a district's short name is too often a word (和平, 朝阳)."""
    found = []
    for name, nodes in tree(divisions).names().items():
        wide = any(node.level in ("province", "city", "county-city") for node in nodes)
        if wide or any(node.level in ("county", "district") and name == node.name for node in nodes):
            found.append(name)
    return Matcher(found)


def _named(text: str, known: Tree, divisions: tuple[Division, ...]) -> Iterator[str]:
    """Each printing of a division's name."""
    for _, _, name in _matcher(divisions).finditer(text):
        yield name


def _stems(outlet: str, known: Tree) -> list[str]:
    """The divisions in a paper's name: 武汉 in 武汉晚报, 仙桃 in 今日仙桃."""
    return [outlet[start:end] for start in range(len(outlet)) for end in known.longest(outlet, start)[:1]]


def _most_named(named: Counter[str], known: Tree, key: str, text: str) -> str | None:
    """The chain of the 市, 区, 县 … that is named most; of equal names the one whose city is named.

    A place that no list holds is it where the page names it far more often than any listed one.
    """
    counts: Counter[str] = Counter()
    for name, count in sorted(named.items()):
        nodes = [node for node in known.find(name) if _fits(node, name, key)]
        node = _best(nodes, named, known)
        if node:
            counts[node.chain] += count
    other = _unlisted(text, key, known)
    best = min(counts, key=lambda chain: (-counts[chain], chain), default=None)
    if best is None or (other and other[1] >= max(UNLISTED, 2 * counts[best])):
        return other[0] if other else None
    return best


def _fits(node: Node, name: str, key: str) -> bool:
    """Whether a name may mean the node: a province only as 市 (上海市), a district or county by its full name."""
    if node.level not in _LEVELS[key] or not node.name.endswith(key) or (key == "区" and node.name.endswith("地区")):
        return False
    return node.level not in ("district", "county") or name == node.name or (key == "县" and name.endswith("县"))


def _best(nodes: list[Node], named: Counter[str], known: Tree) -> Node | None:
    """Of nodes of one name the one whose parents the page names most; None where it names none of several."""
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    scores = {
        node.chain: sum(named[above.name] + named[above.short] for above in known.ancestors(node)[1:]) for node in nodes
    }
    best = min(nodes, key=lambda node: (-scores[node.chain], node.chain))
    return best if scores[best.chain] else None


def _unlisted(text: str, key: str, known: Tree) -> tuple[str, int] | None:
    """A home that no list holds, and how often it stands: the 市, 区 or 县 named most, a 区 with its city before it."""
    found = _most_printed(text, key, known)
    if found and key == "区":
        city = _most_printed(text, "市", known)
        return (city[0] if city else "") + found[0], found[1]
    return found


def _most_printed(text: str, key: str, known: Tree) -> tuple[str, int] | None:
    if key not in _UNLISTED:
        return None
    names = dict.fromkeys(name for name in _UNLISTED[key].findall(text) if not _NO_NAME.search(name[-2:]))
    whole = {name: text.count(name[:-1]) for name in names if not known.find(name)}
    best = min(whole, key=lambda name: (-whole[name], name), default=None)
    return (best, whole[best]) if best and whole[best] >= 2 else None
