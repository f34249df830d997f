"""The mention extractors, in the order in which they look at an article.

Each yields all that it sees, ignorant of the others; `kg.extract.settle` chooses among what overlaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractors.mentions.agencies import find_agencies
from extractors.mentions.bylines import find_bylines
from extractors.mentions.documents import find_documents
from extractors.mentions.events import find_events
from extractors.mentions.honours import find_honours
from extractors.mentions.initiatives import find_initiatives
from extractors.mentions.people import find_people
from extractors.mentions.places import find_places
from kg.model import Article, Mention, Page

MentionExtractor = Callable[[Article, Page], Iterator[Mention]]

MENTIONS: tuple[MentionExtractor, ...] = (
    find_bylines,
    find_people,
    find_agencies,
    find_places,
    find_initiatives,
    find_events,
    find_documents,
    find_honours,
)
