"""html: the graph as one page for the browser, that asks nothing of any host.

pyvis makes the data for its vis-network, whose script is copied into the page; the template, style and script beside this
module are ours. Nodes are placed here, so that the browser need not move them. What pages say is untrusted: it reaches
the browser as JSON alone, is put on the page as text alone, and a content security policy lets nothing else run or load.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import importlib.resources
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from exports.layout import Box, Link, place
from kg.errors import KanwangError
from kg.model import Collection, Entity, Statement
from kg.schema import PREDICATES, TYPES

# A name is broken after so many Han characters, into so many lines, and cut off after these.
LINE, LINES = 9, 2
# A dot's radius: its least, and how it grows with the square root of the number of links; the same for the label.
_DOT, _DOT_GROWS, _DOT_MOST = 5.0, 4.5, 44.0
_FONT, _FONT_GROWS, _FONT_MOST = 11.0, 3.0, 34.0

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    # With edges hidden while it moves, a graph of thousands follows the mouse.
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "hover": True, "tooltipDelay": 150},
    "nodes": {
        "shape": "dot",
        "borderWidth": 1.5,
        "font": {
            "color": "#2b2a28",
            "face": "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif",
            "strokeWidth": 3,
            "strokeColor": "#faf8f4",
        },
        # A label is drawn from the zoom on at which it is 8 pixels high.
        "scaling": {"label": {"enabled": False, "drawThreshold": 8, "maxVisible": 26}},
    },
    "edges": {
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.12},
        "color": {"inherit": "from", "opacity": 0.5},
        "arrowStrikethrough": False,
        "selectionWidth": 1,
        "hoverWidth": 0.5,
        "font": {"size": 11, "color": "#5a564f", "strokeWidth": 4, "strokeColor": "#faf8f4", "align": "middle"},
    },
}


def html(collection: Collection) -> str:
    """The page: nodes coloured by type, a legend to filter by, a search box, and a card with quotes for each entity."""
    import jinja2

    here = importlib.resources.files("exports")
    library, script, style = _library(), _text(here / "view.js"), _text(here / "view.css")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_text(here / "view.html.j2")).render(
        title=_title(collection),
        policy=_policy([library, script], style),
        library=_inline(library),
        script=_inline(script),
        style=_inline(style),
        data=_inline(_json(data(collection))),
    )


def data(collection: Collection) -> dict[str, Any]:
    """What the page knows, with entities, articles and statements numbered by their places in their lists."""
    number = {entity.id: at for at, entity in enumerate(collection.entities)}
    articles = {article.id: at for at, article in enumerate(collection.articles)}
    dates = {page.id: page.date for page in collection.pages}
    counts = [0] * len(collection.entities)
    for entity_id in collection.resolved:
        counts[number[entity_id]] += 1
    nodes, edges, options = drawing(collection)
    return {
        "title": _title(collection),
        "pages": len(collection.pages),
        "types": {t.name: {"label": t.label, "colour": t.colour, "kinds": dict(t.kinds)} for t in TYPES.values()},
        "predicates": {p.name: {"label": p.label, "symmetric": p.symmetric} for p in PREDICATES.values()},
        "entities": [_entity(entity, count) for entity, count in zip(collection.entities, counts, strict=True)],
        "articles": [[a.headline or a.chars[a.body : a.body + 20], a.page, dates[a.page]] for a in collection.articles],
        "statements": [
            [number[s.subject], s.predicate, number[s.object], s.role, s.observed, _quotes(s, articles)]
            for s in collection.statements
        ],
        "nodes": nodes,
        "edges": edges,
        "options": options,
    }


def drawing(collection: Collection) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """Nodes, edges and options for vis-network, as pyvis makes them."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    pairs = _pairs(collection)
    degree = [0] * len(collection.entities)
    for pair in pairs:
        for end in {pair.source, pair.target}:
            degree[end] += 1
    looks = [_look(entity, links) for entity, links in zip(collection.entities, degree, strict=True)]
    links: list[Link] = [(pair.source, pair.target, float(pair.weight)) for pair in pairs]
    points = place([look.box for look in looks], links)
    network = Network(directed=True)
    # pyvis looks every end up in a list; whole lists spare that.
    network.nodes = [
        Node(at, "dot", look.label, **look.options(x, y, hidden=not degree[at])).options
        for at, (look, (x, y)) in enumerate(zip(looks, points, strict=True))
    ]
    network.edges = [
        Edge(pair.source, pair.target, id=at, width=pair.width, arrows=pair.arrows).options
        for at, pair in enumerate(pairs)
    ]
    network.options = _OPTIONS
    nodes, edges, _, _, _, options = network.get_network_data()
    return nodes, edges, json.loads(options)


@dataclass(frozen=True, slots=True)
class _Pair:
    """All statements between two entities, drawn as one line."""

    source: int
    target: int
    weight: int
    both_ways: bool

    @property
    def width(self) -> float:
        return round(1 + math.log2(self.weight), 1)

    @property
    def arrows(self) -> dict[str, Any]:
        return {} if self.both_ways else {"to": {"enabled": True, "scaleFactor": 0.45}}


@dataclass(frozen=True, slots=True)
class _Look:
    """How a node is drawn, and the room that it takes."""

    label: str
    colour: str
    dot: float
    font: float

    @property
    def box(self) -> Box:
        """Room for the dot and the label below it, and some air."""
        lines = self.label.split("\n")
        return max(2 * self.dot, max(map(_width, lines)) * self.font) + 14, 2 * self.dot + self._below + 12

    @property
    def _below(self) -> float:
        return self.font * 1.25 * (self.label.count("\n") + 1)

    def options(self, x: float, y: float, *, hidden: bool) -> dict[str, Any]:
        """What vis-network is told; x and y are the middle of the box, whose dot is above the label."""
        return {
            "x": round(x, 1),
            "y": round(y - self._below / 2, 1),
            "size": round(self.dot, 1),
            "color": {"background": self.colour, "border": "#ffffff"},
            "font": {"size": round(self.font, 1)},
            "hidden": hidden,
        }


def _pairs(collection: Collection) -> list[_Pair]:
    number = {entity.id: at for at, entity in enumerate(collection.entities)}
    found: dict[tuple[int, int], list[tuple[bool, Statement]]] = {}
    for statement in collection.statements:
        source, target = number[statement.subject], number[statement.object]
        key = (min(source, target), max(source, target))
        found.setdefault(key, []).append((source <= target, statement))
    pairs = []
    for (low, high), rows in sorted(found.items()):
        forth = {forward for forward, _ in rows}
        both = len(forth) == 2 or any(PREDICATES[s.predicate].symmetric for _, s in rows)
        weight = len({evidence.article for _, s in rows for evidence in s.evidence})
        source, target = (low, high) if True in forth else (high, low)
        pairs.append(_Pair(source, target, weight, both))
    return pairs


def _look(entity: Entity, links: int) -> _Look:
    grows = math.sqrt(links)
    return _Look(
        label=_label(entity.name),
        colour=TYPES[entity.type].colour,
        dot=min(_DOT_MOST, _DOT + _DOT_GROWS * grows),
        font=min(_FONT_MOST, _FONT + _FONT_GROWS * grows),
    )


def _label(name: str) -> str:
    """A name in lines of even length, cut off where it is too long for them.

    >>> _label("澜川市望江区市场监督管理局"), _label("许知远")
    ('澜川市望江区市\\n场监督管理局', '许知远')
    """
    name = " ".join(name.split()) or "?"
    most = LINE * LINES
    if _width(name) > most:
        while _width(name) > most - 1:
            name = name[:-1]
        name += "…"
    if _width(name) <= LINE:
        return name
    half = next(at for at in range(1, len(name) + 1) if _width(name[:at]) >= _width(name) / 2)
    return f"{name[:half]}\n{name[half:]}"


def _width(text: str) -> float:
    """How wide a line is, in Han characters."""
    return sum(1.0 if ord(character) > 0x2000 else 0.55 for character in text)


def _entity(entity: Entity, count: int) -> list[Any]:
    return [entity.id, entity.name, entity.type, entity.kind, list(entity.aliases), count]


def _quotes(statement: Statement, articles: dict[str, int]) -> list[list[Any]]:
    """The quotes, one for each passage, whatever number of rules read it."""
    seen: dict[tuple[int, str], None] = {}
    for evidence in statement.evidence:
        seen[articles[evidence.article], evidence.quote] = None
    return [list(key) for key in seen]


def _title(collection: Collection) -> str:
    outlets = sorted({page.outlet for page in collection.pages if page.outlet})
    dates = sorted({page.date for page in collection.pages if page.date})
    when = dates[:1] + dates[-1:] if len(dates) > 1 else dates
    more = "…" if len(outlets) > 3 else ""
    return " · ".join(part for part in ("、".join(outlets[:3]) + more, " – ".join(when)) if part)


def _library() -> str:
    """vis-network's script, of the newest version that pyvis carries. Its style is for widgets that are not used here."""
    root = importlib.resources.files("pyvis") / "lib"
    names = sorted((folder.name for folder in root.iterdir() if folder.name.startswith("vis-")), key=_version)
    if not names:
        version = importlib.metadata.version("pyvis")
        raise KanwangError(f"pyvis {version} carries no vis-network: install a pyvis from 0.3.2 on.")
    return _text(root / names[-1] / "vis-network.min.js")


def _version(name: str) -> list[int]:
    return [int(part) for part in name.removeprefix("vis-").split(".") if part.isdigit()]


def _text(file: Any) -> str:
    # Newlines as a browser reads them, whatever the checkout: the policy's digest is of these.
    return str(file.read_text(encoding="utf-8")).replace("\r\n", "\n")


def _json(value: object) -> str:
    """JSON that nothing in HTML can end: </script> in a quote is written \\u003c/script>."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _inline(text: str) -> Any:
    """A script or style as it is, for an element whose end it does not contain."""
    import markupsafe

    for end in ("</script", "</style", "<!--"):
        if end in text.lower():
            raise KanwangError(f"vis-network's script contains {end} and cannot be put into a page.")
    return markupsafe.Markup(text)  # noqa: S704 - our own files, the library's, and JSON without < and >


def _policy(scripts: Iterable[str], style: str) -> str:
    return "; ".join(_directives(list(scripts), style))


def _directives(scripts: Sequence[str], style: str) -> Iterator[str]:
    yield "default-src 'none'"
    yield "script-src " + " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    yield f"style-src 'sha256-{_digest(style)}'"
    yield "img-src data:"
    yield "base-uri 'none'"
    yield "form-action 'none'"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
