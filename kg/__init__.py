"""Kanwang 刊网: from newspaper pages to a knowledge graph, every link with the printed sentence that says so.

import kg
graph = kg.build(["seeds/pages"])            # a networkx.MultiDiGraph, documented in kg.graph
graph = kg.load("graph.kg")                  # the same from a graph file
kg.find(graph, "市公安局")                    # node ids by any alias
kg.shortest_links(graph, a, b)               # how two nodes are linked, with quotes
"""

from __future__ import annotations

import importlib
import pathlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

    from kg.model import Collection

__version__ = "0.1.0"
__all__ = ["build", "collect", "find", "load", "official", "query", "read_file", "shortest_links", "write"]

# Names of the public interface that live in modules too slow to import before they are asked for.
_LAZY = {
    "collect": "kg.pipeline",
    "find": "kg.graph",
    "official": "kg.agencies",
    "shortest_links": "kg.links",
    "query": "exports.sparql",
    "write": "exports",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def build(
    paths: Sequence[str | pathlib.Path] | str | pathlib.Path, file: str | pathlib.Path | None = None
) -> networkx.MultiDiGraph[str]:
    """The graph of these pages (files or folders), as `kg.graph.to_networkx` documents it.

    With `file` the pages are added to that graph file, and the graph is that of all its pages. Raises
    `kg.errors.KanwangError` with one full line for input that cannot be read.
    """
    from kg.graph import to_networkx
    from kg.pipeline import collect, update

    sources = [paths] if isinstance(paths, (str, pathlib.Path)) else list(paths)
    return to_networkx(update(sources, file).collection if file else collect(sources))


def load(file: str | pathlib.Path) -> networkx.MultiDiGraph[str]:
    """The graph of a graph file that `kg build` or `kg.build` has written."""
    from kg.graph import to_networkx

    return to_networkx(read_file(file))


def read_file(file: str | pathlib.Path) -> Collection:
    """All that a graph file holds: pages, articles, mentions, entities, statements."""
    from kg.pipeline import load as read

    return read(file)
