"""The README tells the truth: its console session and its Python session run and print what they print there.

KANWANG_UPDATE=1 pytest tests/test_docs.py     writes what they print now; read the diff
"""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import re
import shlex
import subprocess
import sys

import pytest
from layout import SEEDS, TOP

from kg.schema import PREDICATES, TYPES

READMES = [TOP / "README.md", TOP / "README.zh.md"]
UPDATE = bool(os.environ.get("KANWANG_UPDATE"))
_BLOCK = re.compile(r"```(?P<kind>console|pycon)\n(?P<body>.*?)```", re.S)
_SECONDS = re.compile(r"\d+\.\d s\b")


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """A place like a checkout: the sample pages are under seeds/pages."""
    (tmp_path / "seeds").symlink_to(SEEDS)
    return tmp_path


def console(command: str, cwd: pathlib.Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(TOP), "PYTHONUTF8": "1"}
    first, _, pipe = command.partition(" | ")
    assert first.startswith("kg ")
    run = [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')", *shlex.split(first)[1:]]
    done = subprocess.run(run, cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=environment)
    lines = (done.stdout + done.stderr).splitlines()
    if pipe:
        count = re.fullmatch(r"head -(\d+)", pipe)
        assert count, f"only head is known to the test, not {pipe}"
        lines = lines[: int(count[1])]
    return "\n".join(line.rstrip() for line in lines)


def run_console(body: str, cwd: pathlib.Path) -> str:
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    return "".join(
        f"$ {command}\n{printed}\n" if (printed := console(command, cwd)) else f"$ {command}\n" for command in commands
    )


def run_python(body: str, cwd: pathlib.Path) -> str:
    """What an interpreter shows for the lines behind >>> and ... ."""
    scope: dict[str, object] = {}
    shown = []
    statements: list[list[str]] = []
    for line in body.splitlines():
        if line.startswith(">>> "):
            statements.append([line])
        elif line.startswith("... ") or line == "...":
            statements[-1].append(line)
    for lines in statements:
        source = "\n".join(line[4:] for line in lines) + "\n"
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.chdir(cwd):
            exec(compile(source, "README", "single"), scope)
        shown += [*lines, *output.getvalue().splitlines()]
    return "\n".join(shown) + "\n"


def plain(text: str) -> str:
    return _SECONDS.sub("0.0 s", text)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_sessions(readme: pathlib.Path, folder: pathlib.Path) -> None:
    text = readme.read_text(encoding="utf-8")
    found: list[tuple[str, str]] = []
    for block in _BLOCK.finditer(text):
        run = run_console if block["kind"] == "console" else run_python
        found.append((block["body"], run(block["body"], folder)))
    assert {block["kind"] for block in _BLOCK.finditer(text)} == {"console", "pycon"}
    if UPDATE:
        for old, new in found:
            if plain(old) != plain(new):
                text = text.replace(old, new)
        readme.write_text(text, encoding="utf-8")
        return
    for old, new in found:
        assert plain(new) == plain(old)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_type_predicate_and_command_stands_there(readme: pathlib.Path) -> None:
    text = readme.read_text(encoding="utf-8")
    for row in (*TYPES.values(), *PREDICATES.values()):
        assert row.name in text
        assert row.label in text
        assert row.example in text
    for command in (
        "build",
        "remove",
        "articles",
        "mentions",
        "rules",
        "stats",
        "show",
        "links",
        "query",
        "export",
        "view",
    ):
        assert f"kg {command}" in text


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_links_lead_somewhere(readme: pathlib.Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", readme.read_text(encoding="utf-8")):
        assert (TOP / target).exists(), target


def test_the_readmes_have_one_outline() -> None:
    outlines = [re.findall(r"^(#+) ", path.read_text(encoding="utf-8"), re.M) for path in READMES]
    assert outlines[0] == outlines[1]


def test_lexicons_tell_their_origin() -> None:
    told = (SEEDS / "README.md").read_text(encoding="utf-8")
    for path in sorted((SEEDS / "lexicons").glob("*.tsv")):
        assert path.read_text(encoding="utf-8").startswith("#"), f"{path.name} begins with what it holds and its origin"
        group = path.stem.split("_")[0]
        assert f"`{path.name}`" in told or f"`{group}_*.tsv`" in told, f"{path.name} is not in seeds/README.md"
