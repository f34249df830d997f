"""Traditional characters: told apart from Simplified ones, and folded to them one to one, so that offsets stay.

All lexicons are in Simplified characters. A text in Traditional ones is read through a folded copy of the same length; what
is quoted is always cut from the text as it is printed.
"""

from __future__ import annotations

import functools
import re

from kg.lexicon import table

# In Traditional text about every third Han character has a simpler form; in Simplified text a name or an old title page
# may hold one (范國棟, 《紅樓夢》).
_SHARE = 0.05
_FEWEST = 2

_HAN = re.compile(r"[\u3400-\u9fff]")


@functools.cache
def _table() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in table("traditional")}


@functools.cache
def _telling() -> frozenset[str]:
    """The Traditional characters that no Simplified text has: those that GB 2312 does not hold."""
    return frozenset(chr(code) for code in _table() if not _in_gb2312(chr(code)))


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional characters, and does not only cite a few.

    >>> is_traditional("市公安局局長許知遠調研"), is_traditional("市公安局局长许知远"), is_traditional("范國栋来信说")
    (True, False, False)
    """
    found = _telling().intersection(text)
    if not found:
        return False
    count = sum(map(text.count, found))
    return count >= _FEWEST and count >= _SHARE * len(_HAN.findall(text))


def folded(text: str) -> str:
    """A text of the same length in Simplified characters; the text itself where it is not in Traditional ones.

    >>> folded("市公安局局長許知遠")
    '市公安局局长许知远'
    """
    return text.translate(_table()) if is_traditional(text) else text
