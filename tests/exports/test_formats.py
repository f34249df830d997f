"""Every format: its contract, its determinism, and what happens where it cannot be written."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys

import networkx
import pytest
from layout import TOP
from small import COLLECTION, ENTITIES, STATEMENTS, TEXT

from exports import FORMATS, write
from kg.errors import KanwangError
from kg.schema import PREDICATES, TYPES


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_written_and_written_again(name: str, tmp_path: pathlib.Path) -> None:
    out = tmp_path / "new folder" / name
    for _ in range(2):
        assert write(COLLECTION, name, out) == out
    assert out.is_dir() == FORMATS[name].folder
    assert not [path for path in out.parent.iterdir() if path != out], "no temporary file stays"


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_under_any_hash_seed(name: str) -> None:
    code = (
        "import hashlib; from small import COLLECTION; from exports import FORMATS; "
        f"made = FORMATS[{name!r}].make()(COLLECTION); "
        "text = made if isinstance(made, str) else str(list(made)); print(hashlib.sha256(text.encode()).hexdigest())"
    )
    digests = set()
    for seed in ("0", "1", "99"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{TOP}{os.pathsep}{TOP / 'tests'}"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout)
    assert len(digests) == 1


def test_jsonl_is_what_the_scorer_reads(tmp_path: pathlib.Path) -> None:
    write(COLLECTION, "jsonl", tmp_path / "j")
    rows = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (tmp_path / "j").iterdir()
    }
    assert {name: len(found) for name, found in rows.items()} == {
        "articles": 1,
        "mentions": 7,
        "entities": 7,
        "statements": 5,
        "measures": 2,
    }
    assert [row["modality"] for row in rows["statements"]].count("negated") == 1
    (trained, _) = rows["measures"]
    assert (trained["entity"], trained["what"], trained["value"], trained["unit"], trained["bound"]) == (
        "agency:澜川市教育局", "培训教师", 120, "名", "at_least",
    )  # fmt: skip
    assert trained["when"] == {"phrase": "今年1月", "start": "2025-01-01", "end": "2025-01-31", "rule": "times.month"}
    text = rows["articles"][0]["text"]
    assert text == TEXT
    for mention in rows["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
    assert all(statement["predicate"] in PREDICATES for statement in rows["statements"])
    for fact in (*rows["statements"], *rows["measures"]):
        for evidence in fact["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_csv_opens_in_a_spreadsheet(tmp_path: pathlib.Path) -> None:
    write(COLLECTION, "csv", tmp_path / "c")
    raw = (tmp_path / "c" / "entities.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read Chinese"
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == 1 + len(ENTITIES)
    assert [row[4] for row in rows if row[4].endswith("城市")] == ["'=平安\x0b城市"], "no formula"
    statements = list(csv.DictReader(io.StringIO((tmp_path / "c" / "statements.csv").read_text("utf-8-sig"))))
    measures = list(csv.DictReader(io.StringIO((tmp_path / "c" / "measures.csv").read_text("utf-8-sig"))))
    assert [(row["what"], row["value"], row["unit"], row["from"]) for row in measures] == [
        ("培训教师", "120", "名", "2025-01-01"), ("'=办结率", "0.5", "%", ""),
    ]  # fmt: skip
    assert len(statements) == sum(len(s.evidence) for s in STATEMENTS)
    assert statements[0]["谓词"] == "合作"


def test_graphml_is_read_again_with_labels_types_and_colours(tmp_path: pathlib.Path) -> None:
    graph = networkx.read_graphml(write(COLLECTION, "graphml", tmp_path / "g.graphml"), force_multigraph=True)
    assert (len(graph), graph.number_of_edges()) == (7, 5)
    node = graph.nodes["agency:澜川市公安局"]
    assert (node["label"], node["type"], node["colour"]) == ("澜川市公安局", "Agency", TYPES["Agency"].colour)
    assert {data["label"] for _, _, data in graph.edges(data=True)} == {"合作", "牵头", "任职", "获得"}


def test_gexf_is_read_again(tmp_path: pathlib.Path) -> None:
    graph = networkx.read_gexf(write(COLLECTION, "gexf", tmp_path / "g.gexf"))
    assert len(graph) == 7
    assert graph.nodes["person:陈立强"]["label"] == "陈立强"


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(KanwangError, match=r"docx.*graphml"):
        write(COLLECTION, "docx", "x")


def test_a_folder_format_does_not_go_to_standard_output() -> None:
    with pytest.raises(KanwangError, match="folder"):
        write(COLLECTION, "jsonl", "-")


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: pathlib.Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "novel.txt").write_text("x")
    with pytest.raises(KanwangError, match=r"novel\.txt"):
        write(COLLECTION, "jsonl", tmp_path / "mine")
    assert (tmp_path / "mine" / "novel.txt").read_text() == "x"


def test_a_file_under_a_folders_name_and_the_other_way_round(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KanwangError, match="file"):
        write(COLLECTION, "jsonl", tmp_path / "file")
    with pytest.raises(KanwangError, match="folder"):
        write(COLLECTION, "ttl", tmp_path / "folder")
    with pytest.raises(KanwangError, match="Cannot write"):
        write(COLLECTION, "ttl", tmp_path / "file" / "x.ttl")


def test_a_failing_exporter_leaves_the_old_file(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = write(COLLECTION, "ttl", tmp_path / "x.ttl")
    before = hashlib.sha256(out.read_bytes()).hexdigest()

    def broken(*_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("exports.rdf.ttl", broken)
    with pytest.raises(RuntimeError):
        write(COLLECTION, "ttl", out)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == before


def test_a_device_takes_the_text_and_stays_a_device(tmp_path: pathlib.Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(
        [sys.executable, "-c", f"print(len(open({str(pipe)!r}, 'rb').read()))"], stdout=subprocess.PIPE
    )
    write(COLLECTION, "nq", pipe)
    out, _ = reader.communicate(timeout=30)
    assert pipe.is_fifo()
    assert int(out) == len(write(COLLECTION, "nq", tmp_path / "x.nq").read_bytes())


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_is_a_formula(name: str) -> None:
    entities = (dataclasses.replace(ENTITIES[0], name=name, aliases=(name,)), *ENTITIES[1:])
    tables = dict(FORMATS["csv"].make()(dataclasses.replace(COLLECTION, entities=entities)))
    row = next(row for row in csv.reader(io.StringIO(tables["entities.csv"])) if row[0] == ENTITIES[0].id)
    assert row[4:] == [f"'{name}"] * 2
