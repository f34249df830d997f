"""Where things are: the tree of administrative divisions, and the official names of printed places.

>>> from kg.places import official_place, tree
>>> official_place("沙市区滨江路", "荆州市", tree())
('荆州市沙市区滨江路', 'road')
"""

from __future__ import annotations

from kg.places.names import kind_of, official_place, parent_of, split_place_prefix
from kg.places.tree import Node, Tree, official_home, tree

__all__ = ["Node", "Tree", "kind_of", "official_home", "official_place", "parent_of", "split_place_prefix", "tree"]
