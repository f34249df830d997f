"""html: the graph as one page for the browser, that asks no host for anything.

pyvis makes the nodes and edges for vis-network, whose script and style come out of the pyvis package into the page; the
template is ours. Page text is untrusted: it reaches the page only as JSON in which no tag can begin, is shown only as
text, and the page's own policy lets no script run but those whose digests it names.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import json
import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from exports.view_layout import positions
from kg.errors import KanwangError
from kg.graph import to_networkx
from kg.model import Article, Collection, Span
from kg.schema import PREDICATES, TYPES

if TYPE_CHECKING:
    import networkx

# So much of a printed sentence is shown before and after a quote.
_AROUND = 70
_STOPS = "。！？；\n"
# Curved edges are beautiful, but thousands of them slow down every movement.
_CURVED = 1500


def html(collection: Collection) -> str:
    """The page: a map of the graph, a legend that filters, a search, and for each entity a card with the quotes."""
    import jinja2

    graph = to_networkx(collection)
    nodes, edges, _, _, _, options = _network(graph).get_network_data()
    data = {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        **_schema(),
        **_sources(collection),
        "statements": list(_statements(graph, collection)),
        "measures": list(_measures(graph, collection)),
    }
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    environment.filters["digest"] = _digest
    template = environment.from_string(_read("exports", "view.html.j2"))
    page = template.render(data=_json(data), vis_js=_vis("js"), vis_css=_vis("css"))
    return page.encode("utf-8", "replace").decode("utf-8") + "\n"


def _schema() -> dict[str, Any]:
    return {
        "types": [
            {"name": t.name, "label": t.label, "colour": t.colour, "kinds": dict(t.kinds)} for t in TYPES.values()
        ],
        "predicates": {p.name: {"label": p.label, "symmetric": p.symmetric} for p in PREDICATES.values()},
    }


def _network(graph: networkx.MultiDiGraph[str]) -> Any:
    """The pyvis network: nodes are numbers in the graph's order, edges are pairs of linked nodes."""
    from pyvis.network import Network

    number = {node: at for at, node in enumerate(graph)}
    pairs = _pairs(graph, number)
    radii = [_size(graph.degree(node)) for node in graph]
    points = positions(radii, [(a, b, float(len(rows))) for (a, b), rows in pairs.items()])
    network = Network(directed=True)
    for (node, data), radius, (x, y) in zip(graph.nodes(data=True), radii, points, strict=True):
        network.add_node(
            number[node],
            label=data["label"] or node,
            color=TYPES[data["type"]].colour,
            size=radius,
            x=x,
            y=y,
            entity=node,
            type=data["type"],
            kind=data["kind"],
            aliases=[alias for alias in data["aliases"] if alias != data["label"]],
            mentions=data["mentions"],
            pages=len(data["pages"]),
            degree=graph.degree(node),
        )
    ways = [graph.edges[edge]["predicate"] for edge in graph.edges(keys=True)]
    sources = [number[source] for source, _ in graph.edges()]
    for (a, b), rows in pairs.items():
        forth = {sources[at] == a for at in rows if not PREDICATES[ways[at]].symmetric}
        # An arrow where all statements go one way.
        arrows = ("to" if forth == {True} else "from") if len(forth) == 1 else ""
        network.add_edge(a, b, arrows=arrows, statements=rows, width=round(1 + math.log2(len(rows)), 2))
    network.set_options(json.dumps(_options(len(pairs))))
    return network


def _pairs(graph: networkx.MultiDiGraph[str], number: dict[str, int]) -> dict[tuple[int, int], list[int]]:
    """Each two linked nodes with the positions of the statements between them, so that no edge lies on another."""
    pairs: dict[tuple[int, int], list[int]] = {}
    for at, (source, target, data) in enumerate(graph.edges(data=True)):
        a, b = sorted((number[source], number[target]))
        if a != b and data["modality"] != "negated":  # what is denied links nothing
            pairs.setdefault((a, b), []).append(at)
    return pairs


def _size(degree: int) -> float:
    """A disc's radius: its area grows with the number of statements."""
    return round(min(44.0, 6 + 4.2 * math.sqrt(degree)), 1)


def _options(edges: int) -> dict[str, Any]:
    large = edges > _CURVED
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "hideEdgesOnDrag": True,
            "hideEdgesOnZoom": large,
            "selectConnectedEdges": False,
            "tooltipDelay": 150,
        },
        "nodes": {"borderWidth": 1.5, "chosen": False},
        "edges": {
            "chosen": False,
            "arrows": {"to": {"scaleFactor": 0.35}, "from": {"scaleFactor": 0.35}},
            "smooth": False if large else {"enabled": True, "type": "curvedCW", "roundness": 0.08},
        },
    }


def _sources(collection: Collection) -> dict[str, Any]:
    """Pages, and articles with the page each is on, by position."""
    at = {page.id: number for number, page in enumerate(collection.pages)}
    return {
        "pages": [{"id": page.id, "outlet": page.outlet, "date": page.date} for page in collection.pages],
        "articles": [{"page": at[article.page], "headline": article.headline} for article in collection.articles],
    }


def _statements(graph: networkx.MultiDiGraph[str], collection: Collection) -> Iterator[dict[str, Any]]:
    """The statements in the order of the graph's edges, each with its evidence: before, quote, after, article."""
    number = {node: at for at, node in enumerate(graph)}
    articles = {article.id: (at, article) for at, article in enumerate(collection.articles)}
    for source, target, data in graph.edges(data=True):
        yield {
            "subject": number[source],
            "predicate": data["predicate"],
            "object": number[target],
            "role": data["role"],
            "modality": data["modality"],
            "when": _when(data["when"]),
            "observed": data["observed"],
            "evidence": _printed(data["evidence"], articles),
        }


def _measures(graph: networkx.MultiDiGraph[str], collection: Collection) -> Iterator[dict[str, Any]]:
    """The figures, each with the number of its entity and its evidence as for statements."""
    articles = {article.id: (at, article) for at, article in enumerate(collection.articles)}
    for at, (_, data) in enumerate(graph.nodes(data=True)):
        for row in data["measures"]:
            figure = {key: row[key] for key in ("what", "value", "unit", "bound", "change", "basis")}
            printed = _printed(row["evidence"], articles)
            yield {"entity": at, **figure, "when": _when(row["when"]), "observed": row["observed"], "evidence": printed}


def _when(when: dict[str, Any] | None) -> list[str | None] | None:
    """The phrase, the first and the last day."""
    return [when["phrase"], when["start"], when["end"]] if when else None


def _printed(rows: list[dict[str, Any]], articles: dict[str, tuple[int, Article]]) -> list[tuple[str, str, str, int]]:
    """Each piece of evidence as before, quote, after, article; a name that stands twice in a sentence shows it once."""
    evidence: dict[tuple[str, str, int], tuple[str, str, str, int]] = {}
    for row in rows:
        at, article = articles[row["article"]]
        before, after = _around(article, row["start"], row["end"])
        evidence.setdefault((before + row["quote"] + after, row["quote"], at), (before, row["quote"], after, at))
    return list(evidence.values())


def _around(article: Article, start: int, end: int) -> tuple[str, str]:
    """What the sentence says before and after a quote, cut where it is long."""
    before, after = article.chars[max(0, start - _AROUND) : start], article.chars[end : end + _AROUND]
    begin = max(before.rfind(stop) for stop in _STOPS) + 1
    # 。” belong to the sentence before.
    before = before[begin:].lstrip("”’」』） ") if begin else "…" * (start > _AROUND) + before
    if article.quote(Span(start, end)).endswith(tuple(_STOPS)):
        return before, ""
    stops = [found for stop in _STOPS if (found := after.find(stop)) >= 0]
    after = after[: min(stops) + 1].rstrip() if stops else after + "…" * (end + _AROUND < len(article.chars))
    return before, after


def _json(data: object) -> str:
    """JSON that can stand in a script element whatever the texts hold: no tag, comment or entity can begin in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _digest(script: str) -> str:
    """A script's digest as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _vis(ending: str) -> str:
    """vis-network as it comes with pyvis, the newest version there is."""
    name = "vis-network.min.js" if ending == "js" else "vis-network.css"
    folders = importlib.resources.files("pyvis").joinpath("lib").iterdir()
    versions = [folder for folder in folders if folder.name.startswith("vis-")]
    versions.sort(key=lambda folder: [int(number) for number in re.findall(r"\d+", folder.name)])
    found = [file for folder in versions if (file := folder.joinpath(name)).is_file()]
    if not found:
        raise KanwangError(f"pyvis brings no {name}: install pyvis 0.3.2 or later.")
    # A browser's tools would ask for the source map.
    return re.sub(r"//# sourceMappingURL=\S*", "", found[-1].read_text(encoding="utf-8"))


def _read(package: str, name: str) -> str:
    return importlib.resources.files(package).joinpath(name).read_text(encoding="utf-8")
