"""What agencies are called: their official names, their kinds, their parents, and whether two names mean one body.

>>> from kg.agencies import compare, official
>>> official("区政府", "荆州市荆州区"), compare("市教育局", "荆州市教育局", "荆州市")
('荆州市荆州区人民政府', 'same')
"""

from __future__ import annotations

from kg.agencies.alike import alike, plain_forms
from kg.agencies.grammar import AgencyName, parse
from kg.agencies.names import jurisdiction, kind_of, official, parent
from kg.agencies.sameness import compare

__all__ = ["AgencyName", "alike", "compare", "jurisdiction", "kind_of", "official", "parent", "parse", "plain_forms"]
