"""The relation extractors, in the order in which they look at an article.

Each is a function of the article, its page and the article's settled mentions.
"""

from __future__ import annotations

import functools

from extractors.relations.cooperation import find_cooperation
from extractors.relations.deeds import find_deeds
from extractors.relations.documents import find_adopted, find_signed, find_subjects
from extractors.relations.honours import find_honours
from extractors.relations.initiatives import find_packages, find_workgroups
from extractors.relations.marks import RelationExtractor, marked
from extractors.relations.meetings import find_meetings
from extractors.relations.patterns import find_patterns
from extractors.relations.posts import find_posts
from extractors.relations.structure import find_locations, find_parents
from extractors.relations.venues import find_venues
from extractors.relations.visits import find_visits

RELATIONS: tuple[RelationExtractor, ...] = tuple(
    functools.partial(marked, find)
    for find in (
        find_posts,
        find_parents,
        find_locations,
        find_deeds,
        find_meetings,
        find_visits,
        find_venues,
        find_packages,
        find_workgroups,
        find_subjects,
        find_adopted,
        find_signed,
        find_honours,
        find_cooperation,
        find_patterns,
    )
)
