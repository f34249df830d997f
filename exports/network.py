"""graphml and gexf: the graph for Gephi, yEd, Cytoscape and igraph, with labels, types and colours."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from kg.graph import to_networkx
from kg.model import Collection
from kg.schema import PREDICATES, TYPES

if TYPE_CHECKING:
    import networkx

# What XML 1.0 cannot carry, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(collection: Collection) -> str:
    """GraphML; Gephi shows `label`, and `type` and `colour` serve its partition."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(_flat(collection), out, encoding="utf-8", prettyprint=True)
    return out.getvalue().decode("utf-8") + "\n"


def gexf(collection: Collection) -> str:
    """GEXF 1.2."""
    import networkx

    lines = list(networkx.generate_gexf(_flat(collection), encoding="utf-8", prettyprint=True))
    # networkx writes today's date into the file, which would make every export another one.
    return re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(lines)) + "\n"


def _flat(collection: Collection) -> networkx.MultiDiGraph[str]:
    """The graph with nothing but scalars, as both formats need it."""
    import networkx

    rich = to_networkx(collection)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, data in rich.nodes(data=True):
        kind = dict(TYPES[data["type"]].kinds).get(data["kind"] or "", "")
        graph.add_node(
            _clean(node),
            label=_clean(data["label"]),
            type=data["type"],
            类型=TYPES[data["type"]].label,
            kind=kind,
            colour=TYPES[data["type"]].colour,
            aliases=_clean("；".join(data["aliases"])),
            mentions=data["mentions"],
        )
    for source, target, key, data in rich.edges(keys=True, data=True):
        graph.add_edge(_clean(source), _clean(target), key=_clean(key), **_edge(data))
    return graph


def _edge(data: dict[str, Any]) -> dict[str, Any]:
    first = data["evidence"][0]
    return {
        "label": PREDICATES[data["predicate"]].label,
        "predicate": data["predicate"],
        "role": _clean(data["role"] or ""),
        "modality": data["modality"],
        "from": (data["when"] or {}).get("start") or "",
        "to": (data["when"] or {}).get("end") or "",
        "observed": data["observed"] or "",
        "confidence": data["confidence"],
        "quote": _clean(data["quote"]),
        "page": _clean(first["page"]),
        "weight": data["weight"],
    }


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
