"""Which files are pages, and the text in them."""

from __future__ import annotations

import os
import pathlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import KanwangError

SIDECAR = "paper.toml"
SUFFIXES = (".txt", ".jsonl", ".csv", ".html", ".htm", ".xml", ".pdf")

# The files of the exports jsonl and csv.
_EXPORTED = (
    "articles.jsonl", "mentions.jsonl", "entities.jsonl", "statements.jsonl", "entities.csv", "statements.csv",
)  # fmt: skip

# Some fonts of PDFs give radicals for the characters that look the same (⼯ for 工); NFKC of the whole would alter ，！？.
_RADICALS = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in range(0x2E80, 0x2FE0)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}


# The longest features have some 10,000 characters; a line far longer is data of another kind.
LONGEST_LINE = 50_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds a page, and the page's id: its path below the folder that was asked for, with /."""

    id: str
    path: pathlib.Path


def find(paths: Iterable[str | pathlib.Path]) -> tuple[tuple[Source, ...], tuple[tuple[str, str], ...]]:
    """The pages among files and folders, sorted and each once, and the files passed over with the reason.

    In a folder every file of a kind that can be read counts, in folders below it too; hidden files and `paper.toml` are not
    looked at, nor is what `kg` itself has written there.
    Raises KanwangError for a path that does not exist and a folder that holds no page.
    """
    pages: dict[pathlib.Path, Source] = {}
    skipped: dict[str, str] = {}
    for given in paths:
        path = pathlib.Path(given)
        if path.is_dir():
            found = _in_folder(path, skipped)
            if not found:
                other = f" (only {len(skipped)} other files)" if skipped else ""
                raise KanwangError(
                    f"No pages in the folder {path}{other}: put the text of each page in a .txt file there."
                )
        elif path.exists():
            found = [Source(path.name, path)]
        else:
            raise KanwangError(f"There is no {path}: give the path of a .txt file or of a folder of them.")
        for source in found:
            pages.setdefault(source.path.resolve(), source)
    return tuple(sorted(pages.values(), key=lambda one: (one.id, str(one.path)))), tuple(sorted(skipped.items()))


def _in_folder(folder: pathlib.Path, skipped: dict[str, str]) -> list[Source]:
    found: list[Source] = []
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = pathlib.Path(top) / name
            if name.startswith(".") or name == SIDECAR:
                continue
            if path.suffix.lower() not in SUFFIXES:
                skipped[str(path)] = f"not a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file"
            elif _is_own(name, files):
                skipped[str(path)] = "written by kg"
            else:
                found.append(Source(path.relative_to(folder).as_posix(), path))
    return found


def _is_own(name: str, beside: list[str]) -> bool:
    """Whether a file of a folder is an export of a graph file, or its view: they are no pages to build from."""
    stem, dot, suffix = name.rpartition(".")
    if suffix.lower() == "html":
        return f"{stem}.kg" in beside
    return name in _EXPORTED and all(f"{one}{dot}{suffix}" in beside for one in ("entities", "statements"))


def _check_lines(path: pathlib.Path, text: str) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise KanwangError(
                f"Line {number} of {path} has {len(line):,} characters, which is no newspaper text: "
                f"break it into lines of at most {LONGEST_LINE:,}."
            )


def decode(path: pathlib.Path) -> str:
    """The text of a page's file, as `text_of` reads it, in lines that a newspaper may have."""
    text = text_of(path)
    _check_lines(path, text)
    return text


def bytes_of(path: pathlib.Path) -> bytes:
    """What a file holds."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise KanwangError(f"Cannot read {path}: {reason}; give a file that you may read.") from error


def text_of(path: pathlib.Path, declared: str = "") -> str:
    """The text of a file: UTF-8 with or without BOM, else GB18030; line ends become \\n, look-alike radicals characters.

    `declared` is an encoding that the file itself names, which is tried before GB18030. UTF-16 is known by its BOM.
    """
    data = bytes_of(path)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in data and not wide:
        raise KanwangError(f"{path} is not a text file: save the page's text as UTF-8 in a .txt file.")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", *([declared] if declared else []), "gb18030"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return plain(text)
    raise KanwangError(f"{path} is neither UTF-8 nor GB18030 text: save the page's text as UTF-8.")


def plain(text: str) -> str:
    """A text with \\n for all line ends and characters for look-alike radicals."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_RADICALS)
