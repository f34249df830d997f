"""The commands, as a user meets them: what they print, and the one line in which every mistake ends."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys

import pytest
from layout import SEEDS, TOP

PAGES = SEEDS / "pages"


def kg(*args: str | pathlib.Path, cwd: pathlib.Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')", *map(str, args)]
    environment = os.environ | {"PYTHONPATH": str(TOP), "PYTHONUTF8": "1"} | env
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment
    )


def one_line(done: subprocess.CompletedProcess[str], *says: str) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    for word in says:
        assert word in lines[0]


@pytest.fixture(scope="module")
def folder(sample_file, tmp_path_factory) -> pathlib.Path:
    """A folder with the sample pages' graph.kg."""
    where = tmp_path_factory.mktemp("cli")
    (where / "graph.kg").write_bytes(sample_file.read_bytes())
    return where


def test_help_names_every_command(tmp_path) -> None:
    done = kg("--help", cwd=tmp_path)
    for command in ("build", "remove", "articles", "mentions", "stats", "show", "links", "query", "export", "view"):
        assert f"\n  {command} " in done.stdout
        assert kg(command, "--help", cwd=tmp_path).returncode == 0


def test_help_imports_nothing_heavy(tmp_path) -> None:
    code = "import sys, kg.cli; print([m for m in ('networkx', 'rdflib', 'jieba', 'pyvis', 'sqlite3') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TOP)
    assert done.stdout.strip() == "[]"


def test_build_stats_show(tmp_path) -> None:
    built = kg("build", PAGES, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert " planned, each with the printed sentence; " in built.stdout
    again = kg("build", PAGES, cwd=tmp_path)
    assert "0 pages read" in again.stdout
    stats = kg("stats", cwd=tmp_path)
    assert stats.stdout.splitlines()[0] in built.stdout


def test_the_same_bytes_under_any_hash_seed_and_number_of_jobs(tmp_path) -> None:
    exports = []
    for seed, jobs in (("0", "1"), ("1", "2"), ("4711", "3")):
        kg("build", PAGES, "-g", f"{seed}.kg", "-j", jobs, "-q", cwd=tmp_path, PYTHONHASHSEED=seed)
        kg("export", "jsonl", "-g", f"{seed}.kg", "-o", seed, cwd=tmp_path, PYTHONHASHSEED=seed)
        files = sorted((tmp_path / seed).iterdir())
        exports.append([(file.name, file.read_bytes()) for file in files])
    assert len(exports[0]) == 5
    assert exports[0] == exports[1] == exports[2]


def test_articles_and_mentions(tmp_path) -> None:
    page = sorted(PAGES.glob("*.txt"))[0]
    assert "#1" in kg("articles", page, cwd=tmp_path).stdout
    assert "[" in kg("articles", page, "--left-out", cwd=tmp_path).stdout
    plain, why = kg("mentions", page, cwd=tmp_path).stdout, kg("mentions", page, "--why", cwd=tmp_path).stdout
    assert "Agency" in plain
    assert "agencies." in why
    assert "agencies." not in plain


def test_query_and_export(folder, tmp_path) -> None:
    rows = kg("query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "--format", "csv", cwd=folder)
    assert rows.returncode == 0, rows.stderr
    assert int(rows.stdout.split()[1]) > 1000
    assert kg("query", "-", cwd=folder, stdin="ASK { ?s ?p ?o }").returncode == 0
    one_line(kg("query", "SELEC ?s", cwd=folder), "SPARQL")
    one_line(kg("query", "DELETE WHERE { ?s ?p ?o }", cwd=folder))
    for name in ("jsonl", "ttl", "trig", "nq", "jsonld", "graphml", "gexf", "csv", "html"):
        done = kg("export", name, "-o", tmp_path / name, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).exists()
    one_line(kg("export", "docx", "-o", "x", cwd=folder), "docx", "graphml")
    assert kg("export", "ttl", "-o", "-", cwd=folder).stdout.startswith("PREFIX ")


def test_view_writes_a_page(folder) -> None:
    done = kg("view", "--no-open", "-o", "view.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "<html" in (folder / "view.html").read_text(encoding="utf-8")[:200]


def test_an_unknown_name_is_answered_with_near_ones(folder) -> None:
    one_line(kg("show", "澜川市公案局", cwd=folder), "澜川市公案局", "澜川市公安局")
    one_line(kg("links", "澜川市公安局", "qqq", cwd=folder), "qqq")


@pytest.mark.parametrize("command", [["stats"], ["show", "x"], ["links", "a", "b"], ["query", "ASK {}"], ["view"],
                                     ["export", "ttl", "-o", "x"], ["remove", "x"]])  # fmt: skip
def test_a_missing_graph_file(tmp_path, command) -> None:
    one_line(kg(*command, cwd=tmp_path), "graph.kg", "kg build")
    assert not list(tmp_path.iterdir()), "nothing is left behind"


def test_bad_input_ends_in_one_line(tmp_path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "latin.txt").write_text("The quick brown fox.\n\nJumps over the lazy dog.\n" * 9, encoding="utf-8")
    (tmp_path / "long.txt").write_text("市公安局召开会议，" * 600_000, encoding="utf-8")
    one_line(kg("build", "binary.txt", cwd=tmp_path), "binary.txt")
    one_line(kg("build", "missing.txt", cwd=tmp_path), "missing.txt")
    assert not (tmp_path / "graph.kg").exists()
    for name in ("empty.txt", "latin.txt"):
        done = kg("build", name, "-g", f"{name}.kg", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "Nothing was found" in done.stderr
    one_line(kg("build", "long.txt", cwd=tmp_path), "long.txt", "5,400,000", "Line 1")
    assert not (tmp_path / "graph.kg").exists()


def test_an_unwritable_graph_file(tmp_path) -> None:
    page = sorted(PAGES.glob("*.txt"))[0]
    one_line(kg("build", page, "-g", tmp_path / "none" / "graph.kg", cwd=tmp_path), "graph.kg")
    one_line(kg("build", page, "-g", tmp_path, cwd=tmp_path), "folder")


def test_wrong_use_is_exit_code_2(tmp_path) -> None:
    assert kg("build", cwd=tmp_path).returncode == 2
    assert kg("build", "--colour", "x", cwd=tmp_path).returncode == 2
    assert kg("frobnicate", cwd=tmp_path).returncode == 2


def test_statements_that_are_not_sure_enough_are_left_out_everywhere(folder, tmp_path) -> None:
    everything, sure = (kg("stats", *more, cwd=folder).stdout for more in ([], ["--min-confidence", "0.97"]))
    counts = [int(re.search(r"(\d+) statement", text).group(1)) for text in (everything, sure)]
    assert counts[0] > counts[1] > 0
    kg("export", "jsonl", "-o", tmp_path / "j", "--min-confidence", "0.97", cwd=folder)
    assert len((tmp_path / "j" / "statements.jsonl").read_text(encoding="utf-8").splitlines()) == counts[1]
    wrong = kg("stats", "--min-confidence", "2", cwd=folder)
    assert wrong.returncode == 2 and "0<=x<=1" in wrong.stderr
    assert "posts.title" in kg("rules", cwd=folder).stdout


def test_many_pages_are_shared_among_processes(tmp_path) -> None:
    """So many issues that other processes work on them, which the registry has to reach."""
    (tmp_path / "pages").mkdir()
    for n in range(14):
        text = f"本报讯（记者沈微）5月{n + 1}日，市教育局启动“护苗”行动，检查学校{n + 10}所。"
        (tmp_path / "pages" / f"2025-05-{n + 1:02}.txt").write_text(text, encoding="utf-8")
    exports = []
    for jobs in ("1", "2"):
        built = kg("build", "pages", "-g", f"{jobs}.kg", "-j", jobs, "-q", cwd=tmp_path)
        assert built.returncode == 0, built.stderr
        kg("export", "jsonl", "-g", f"{jobs}.kg", "-o", jobs, cwd=tmp_path)
        exports.append({path.name: path.read_bytes() for path in (tmp_path / jobs).iterdir()})
    assert exports[0] == exports[1]
    assert exports[0]["measures.jsonl"].count(b"\n") == 14
