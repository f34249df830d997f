"""Exports: the collection in the formats of others.

`FORMATS` is the table of them. An exporter is a function of the collection: of its text, or of the (name, text) of each
file of a folder. `write` alone touches the disk, and leaves nothing half-written.
"""

from __future__ import annotations

import importlib
import pathlib
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KanwangError
from kg.files import write_text

if TYPE_CHECKING:
    from kg.model import Collection


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the function that makes it, named as module:function, whether it is a folder, and what it is."""

    maker: str
    folder: bool
    description: str

    def make(self) -> Callable[..., object]:
        """The function, imported when it is first needed."""
        module, _, name = self.maker.partition(":")
        function: Callable[..., object] = getattr(importlib.import_module(module), name)
        return function


FORMATS: dict[str, Format] = {
    "jsonl": Format("exports.jsonl:files", True, "articles, mentions, entities and statements, one JSON object a line"),
    "ttl": Format("exports.rdf:ttl", False, "RDF in Turtle"),
    "trig": Format("exports.rdf:trig", False, "RDF in TriG, one named graph for each article"),
    "nq": Format("exports.rdf:nq", False, "RDF in N-Quads, one named graph for each article"),
    "jsonld": Format("exports.rdf:jsonld", False, "RDF in JSON-LD"),
    "graphml": Format("exports.network:graphml", False, "the graph for Gephi, yEd, Cytoscape, igraph"),
    "gexf": Format("exports.network:gexf", False, "the graph for Gephi"),
    "csv": Format("exports.csv:files", True, "entities and statements as tables for a spreadsheet"),
    "html": Format("exports.view:html", False, "the graph as one page for the browser, without any outside request"),
}


def write(collection: Collection, format: str, out: str | pathlib.Path) -> pathlib.Path:
    """Write the collection in a format of `FORMATS` to a file or folder (`-`: a file's text to standard output).

    A file or folder that is there is replaced, a folder only where it holds nothing but such an export. Gives the path.
    Raises KanwangError with one line where the format is unknown or the target cannot be written.
    """
    if format not in FORMATS:
        raise KanwangError(f"There is no format {format}: choose one of {', '.join(FORMATS)}.")
    row = FORMATS[format]
    if str(out) == "-":
        if row.folder:
            raise KanwangError(f"{format} is a folder of files: name one with -o.")
        sys.stdout.buffer.write(str(row.make()(collection)).encode("utf-8"))
        return pathlib.Path("-")
    target = pathlib.Path(out)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if row.folder:
            _write_folder(target, dict(row.make()(collection)))  # type: ignore[call-overload]
        else:
            _write_file(target, str(row.make()(collection)))
    except OSError as error:
        raise KanwangError(f"Cannot write {format} to {target}: {error.strerror or error}.") from error
    return target


def _write_file(target: pathlib.Path, text: str) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder; name a file", str(target))
    if target.exists() and not target.is_file():
        # /dev/stdout or a pipe takes the text; a rename would put a plain file in its place.
        with target.open("wb") as device:
            device.write(text.encode("utf-8", "replace"))
        return
    write_text(target, text, errors="replace")


def _write_folder(target: pathlib.Path, files: dict[str, str]) -> None:
    if target.exists():
        if not target.is_dir():
            raise NotADirectoryError(20, "it is a file; name a folder", str(target))
        strange = sorted(path.name for path in target.iterdir() if path.name not in files)
        if strange:
            raise FileExistsError(17, f"the folder holds other files ({strange[0]}); name a new folder", str(target))
    temporary = pathlib.Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        for name, text in files.items():
            (temporary / name).write_text(text, encoding="utf-8", errors="replace", newline="")
        temporary.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        temporary.replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
