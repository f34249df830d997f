"""How two entities are linked: the shortest ways between them, each hop with its statement and quote."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import KanwangError

if TYPE_CHECKING:
    import networkx

# Two entities more hops apart than this say nothing about each other.
_MAX_HOPS = 6
# A hub of a thousand neighbours would yield ways without end.
_MAX_WAYS = 200


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a way: from node to node over a statement, which may be read against its direction (`forward` False)."""

    source: str
    target: str
    forward: bool
    statement: dict[str, Any]


Way = tuple[Hop, ...]


def shortest_links(graph: networkx.MultiDiGraph[str], a: str, b: str, *, limit: int = 5) -> list[Way]:
    """The `limit` best of the shortest ways between two nodes, whatever the direction of the statements; denials link nothing.

    Ways of equal length are ordered by how many articles state their weakest hop, then by names. Two nodes that are
    not linked within six hops give []. Raises `KanwangError` where a node is not in the graph.
    """
    import networkx

    for node in (a, b):
        if node not in graph:
            raise KanwangError(f"No entity {node} in the graph: look for it with `kg show NAME`.")
    if a == b:
        return []
    simple = networkx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted((a, b) for a, b, data in graph.edges(data=True) if data["modality"] != "negated"))
    try:
        paths = networkx.all_shortest_paths(simple, a, b)
        found = [path for path in itertools.islice(paths, _MAX_WAYS) if len(path) <= _MAX_HOPS + 1]
    except networkx.NetworkXNoPath:
        return []
    ways = [tuple(_hops(graph, path)) for path in found]
    ways.sort(key=lambda way: (-min(hop.statement["weight"] for hop in way), [hop.target for hop in way]))
    return ways[:limit]


def _hops(graph: networkx.MultiDiGraph[str], path: list[str]) -> Iterator[Hop]:
    for source, target in itertools.pairwise(path):
        forth = [(True, data) for data in (graph.get_edge_data(source, target) or {}).values()]
        back = [(False, data) for data in (graph.get_edge_data(target, source) or {}).values()]
        said = [edge for edge in forth + back if edge[1]["modality"] != "negated"]
        forward, statement = max(
            said, key=lambda e: (e[1]["modality"] == "asserted", e[1]["weight"], e[0], e[1]["predicate"])
        )
        yield Hop(source, target, forward, statement)
