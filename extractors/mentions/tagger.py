"""Names that another tagger finds, as candidates of the weakest rank: `kg build --tagger spacy:zh_core_web_sm`.

A tagger is named by its library and its pipeline. Its people, organisations and places count only where no rule of ours
has a candidate, however long theirs are; nothing of it is needed to install or to run without one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import KanwangError
from kg.model import Article, Mention, Page, Span

# Two marks: weaker than a weak rule of ours, which has one.
_RULE = "tagger.spacy??"
# The labels of OntoNotes, which the Chinese pipelines of spaCy are trained on.
TYPES = {"PERSON": "Person", "PER": "Person", "ORG": "Agency", "GPE": "Place", "LOC": "Place"}
_HAN = re.compile(r"[\u3400-\u9fff]{2}")
_LONGEST = 30  # characters; what is longer is a clause, no name


@functools.lru_cache(maxsize=2)
def load_tagger(named: str) -> Any:
    """The pipeline of a tagger named as spacy:PIPELINE, where PIPELINE is an installed package or a folder.

    Raises KanwangError with one line for a tagger that is not known, not installed, or no tagger of Chinese names.
    """
    library, _, name = named.partition(":")
    if library != "spacy" or not name:
        raise KanwangError(
            f"There is no tagger {named!r}: name one as spacy:PIPELINE, for example spacy:zh_core_web_sm."
        )
    try:
        import spacy
    except ImportError as error:
        raise KanwangError(
            f"The tagger {named} needs spaCy: `pip install spacy`, or build without --tagger."
        ) from error
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError) as error:
        raise KanwangError(
            f"spaCy has no pipeline {name}: install it (`python -m spacy download {name}`), or name the folder of one."
        ) from error
    if pipeline.lang != "zh":
        raise KanwangError(f"The spaCy pipeline {name} is for {pipeline.lang}, not for Chinese (zh): name another.")
    if not {"ner", "entity_ruler"} & set(pipeline.pipe_names) and "span_ruler" not in pipeline.pipe_names:
        raise KanwangError(f"The spaCy pipeline {name} finds no names, it has no component ner: name another.")
    return pipeline


def find_tagged(article: Article, page: Page, *, named: str) -> Iterator[Mention]:
    """The people, agencies and places that the tagger finds in an article."""
    for entity in load_tagger(named)(article.chars).ents:
        span, type_name = Span(entity.start_char, entity.end_char), TYPES.get(entity.label_)
        surface = article.quote(span)
        if type_name and len(span) <= _LONGEST and _HAN.search(surface) and not re.search(r"\s", surface):
            yield Mention(article.id, span, surface, type_name, _RULE)
