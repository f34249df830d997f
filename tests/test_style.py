"""The house style, as far as tools can tell: ruff, mypy --strict, the import contracts, the lengths."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from layout import TOP

PACKAGES = ("kg", "extractors", "exports")
FILES = sorted(path for name in PACKAGES for path in (TOP / name).rglob("*.py"))


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, *command], cwd=TOP, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff() -> None:
    run("-m", "ruff", "check", "--no-cache", ".")
    run("-m", "ruff", "format", "--no-cache", "--check", ".")


def test_mypy(tmp_path) -> None:
    run("-m", "mypy", "--cache-dir", str(tmp_path))


def test_import_contracts() -> None:
    run("-c", "import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = 'lint-imports'; "
        "lint_imports_command(['--no-cache'])")  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TOP).as_posix())
def test_lengths(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "a file outgrew 400 lines: is there a second idea in it?"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"
