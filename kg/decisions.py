"""The user's decisions: a plain text file beside the graph file that outranks every rule and is replayed on every build.

decisions.tsv, a line each, columns parted by tabs, `#` begins a comment line:

    same        agency:云川市住建局        agency:云川市住房和城乡建设局        the last column is free for a comment
    not-same    agency:云川市第一中学      一中                              printed names of one entity that are another's
    not-same    person:周敏               周敏@2025-03-04_01.txt#2           the one of a single article
    rename      agency:云川城发           云川市城市建设发展集团有限公司
    retype      initiative:云川百花园      Place/site
    drop        initiative:“店小二”

An entity is named by its id, TYPE:NAME, as `kg export` prints it; ids that an earlier line has merged or
renamed stay good. `same` holds transitively; where lines contradict each other, the error names them.
"""

from __future__ import annotations

import hashlib
import pathlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import KanwangError
from kg.files import write_text
from kg.schema import TYPES, kinds

FILE = "decisions.tsv"
# The verbs, and whether each takes a second name.
VERBS = {"same": True, "not-same": True, "rename": True, "retype": True, "drop": False}
# What the ids of entities begin with.
_PREFIXES = frozenset(name.lower() for name in TYPES)
_HEADER = "# verb\tentity\tother\tcomment\n"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: the verb, an entity's id, the other entity, printed name, new name or type, and a comment."""

    verb: str
    entity: str
    other: str = ""
    comment: str = ""
    line: int = 0

    def checked(self) -> Decision:
        """The decision, if it can stand in the file; raises KanwangError where its type is none."""
        if self.verb == "retype":
            _check_type(self.other, f"retype {self.entity}")
        return self

    def text(self) -> str:
        """The line of the file, without its line break."""
        return "\t".join((self.verb, self.entity, self.other, self.comment)).rstrip("\t")


def beside(file: str | pathlib.Path) -> pathlib.Path:
    """Where the decisions of a graph file are: decisions.tsv in its folder."""
    return pathlib.Path(file).absolute().with_name(FILE)


def read_decisions(path: pathlib.Path) -> tuple[Decision, ...]:
    """The decisions in a file, none where it is missing; raises KanwangError with the line that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise KanwangError(f"Cannot read {path}: {error}; save it as UTF-8, or remove it.") from error
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_decision(line, number, path) for number, line in lines if line.strip() and not line.startswith("#"))


def _decision(line: str, number: int, path: pathlib.Path) -> Decision:
    cells = [" ".join(cell.split()) for cell in line.split("\t")]
    verb, entity, other, *comment = [*cells, "", "", ""]
    where = f"Line {number} of {path}"
    if verb not in VERBS:
        raise KanwangError(f"{where} begins with {verb!r}: begin it with {', '.join(VERBS)}, and part columns by tabs.")
    if not VERBS[verb]:
        other, comment = "", [other, *comment]
    if entity.partition(":")[0] not in _PREFIXES or not entity.partition(":")[2]:
        raise KanwangError(f"{where} names {entity!r}: name an entity by its id, such as agency:云川市公安局.")
    if VERBS[verb] and not other:
        raise KanwangError(f"{where}: {verb} needs a second column, see `kg decide --help`.")
    if verb == "retype":
        _check_type(other, where)
    if verb == "same" and other.partition(":")[0] not in _PREFIXES:
        raise KanwangError(f"{where} names {other!r}: name both entities by their ids, such as agency:云川市公安局.")
    return Decision(verb, entity, other, "\t".join(comment).strip(), number)


def split_type(text: str) -> tuple[str, str | None]:
    """A type and a kind from Place/site; the kind is None where none is said."""
    name, _, kind = text.partition("/")
    return name, kind or None


def _check_type(text: str, where: str) -> None:
    name, kind = split_type(text)
    if name not in TYPES:
        raise KanwangError(f"{where}: there is no type {name!r}; the types are {', '.join(TYPES)}.")
    if kind is not None and kind not in kinds(name):
        raise KanwangError(f"{where}: {name} has no kind {kind!r}; it has {', '.join(kinds(name)) or 'none'}.")


def write_decisions(path: pathlib.Path, added: Iterable[Decision]) -> None:
    """Add lines to the file, which is made where it is missing; all of them or none."""
    try:
        old = path.read_text(encoding="utf-8-sig") if path.exists() else _HEADER
        text = old + ("" if old.endswith("\n") or not old else "\n") + "".join(one.text() + "\n" for one in added)
        write_text(path, text)
    except OSError as error:
        raise KanwangError(f"Cannot write {path}: {error.strerror or error}.") from error


def digest(decisions: Sequence[Decision]) -> str:
    """Stands for all decisions, comments aside."""
    return hashlib.sha256("\n".join(f"{d.verb}\t{d.entity}\t{d.other}" for d in decisions).encode()).hexdigest()
