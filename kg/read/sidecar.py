"""The sidecar `paper.toml` beside the pages: what their readers know and the pages do not print.

outlet = "澜川日报"
home = "澜川市"                    # the chain below the province

[[divisions]]                      # local divisions that no national list holds
name = "柳溪镇"
level = "town"                     # province, city, county-city, county, district, town, village, community, zone
parent = "望江区"

[pages."2024-05-06_03.txt"]        # what differs on one page
home = "澜川市望江区"
date = 2024-05-06
edition = "望江新闻"
folio = "3"                        # the page's number in its issue, as jump marks name it
"""

from __future__ import annotations

import datetime
import functools
import pathlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.errors import KanwangError
from kg.model import Division
from kg.schema import kinds

_FACTS = ("outlet", "home", "date", "edition", "folio")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a sidecar says of the pages in its folder, or, after `of`, of one page."""

    outlet: str | None = None
    home: str | None = None
    date: str | None = None
    edition: str | None = None
    folio: str | None = None
    divisions: tuple[Division, ...] = ()
    pages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, name: str) -> Paper:
        """What it says of the page in the file of this name."""
        return replace(self, pages={}, **self.pages.get(name, {}))  # type: ignore[arg-type]


def paper_beside(path: pathlib.Path) -> Paper:
    """What the sidecar in the folder of a page's file says of it; nothing where there is none."""
    sidecar = path.parent / "paper.toml"
    if not sidecar.is_file():
        return Paper()
    stat = sidecar.stat()
    return _cached(sidecar, stat.st_mtime_ns, stat.st_size).of(path.name)


@functools.lru_cache(maxsize=32)
def _cached(path: pathlib.Path, changed: int, size: int) -> Paper:
    """A sidecar, read again when the file has changed."""
    return read_paper(path)


def read_paper(path: pathlib.Path) -> Paper:
    """The sidecar in a file; raises KanwangError for what it cannot mean."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise KanwangError(f"Cannot read {path}: {error}; mend it, or remove it.") from error
    pages = _table(data.pop("pages", {}), path, "pages")
    divisions = data.pop("divisions", [])
    if not isinstance(divisions, list):
        raise KanwangError(f"{path}: divisions must be written as [[divisions]] tables.")
    return Paper(
        divisions=tuple(_division(one, path) for one in divisions),
        pages={name: _facts(_table(one, path, name), path) for name, one in pages.items()},
        **_facts(data, path),
    )


def _table(value: object, path: pathlib.Path, name: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise KanwangError(f'{path}: {name} must be a table, such as [pages."page.txt"].')
    return value


def _facts(data: Mapping[str, object], path: pathlib.Path) -> dict[str, str]:
    """Outlet, home, date, edition and folio of a table, as text."""
    found: dict[str, str] = {}
    for key, value in data.items():
        if key not in _FACTS:
            raise KanwangError(f"{path}: nothing is known of {key!r}; it may say {', '.join(_FACTS)}.")
        if key == "date":
            found[key] = _iso(value, path)
        elif isinstance(value, str) and value.strip():
            found[key] = value.strip()
        else:
            raise KanwangError(f"{path}: {key} must be text in quotes, not {value!r}.")
    return found


def _iso(value: object, path: pathlib.Path) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    try:
        return (value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))).isoformat()
    except ValueError as error:
        raise KanwangError(f"{path}: {value!r} is no date; write it as 2024-02-27.") from error


def _division(value: object, path: pathlib.Path) -> Division:
    one = _table(value, path, "divisions")
    name, level, parent = (one.get(key, "") for key in ("name", "level", "parent"))
    if not (isinstance(name, str) and name and isinstance(level, str) and isinstance(parent, str)):
        raise KanwangError(f"{path}: each of [[divisions]] needs a name, a level and a parent, all text.")
    if level not in kinds("Place"):
        raise KanwangError(f"{path}: {name} has the level {level!r}; it may be {', '.join(kinds('Place'))}.")
    return Division(name, level, parent)
