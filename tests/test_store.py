"""The graph file: what goes in comes out, and nothing is ever half-written."""

from __future__ import annotations

import pathlib
import sqlite3

import pytest

from kg.errors import KanwangError
from kg.pipeline import collect, load, remove, update
from kg.store import open_store

PAGES = {
    "1.txt": "市公安局启动护学行动\n\n本报讯（记者王一 通讯员李二三）近日，云川市公安局联合云川市教育局\n"
    "启动“护学”专项行动。市公安局局长陈立强主持会议并强调，要守护校园平安。\n",
    "2.txt": "市教育局召开会议\n\n本报讯（记者王一）3月4日，云川市教育局召开全市教育工作会议，\n"
    "市教育局局长赵文远出席会议并讲话，部署“护学”专项行动。\n",
    "3.txt": "甲山区\n\n本报讯（通讯员钱四）昨日，甲山区人民政府印发《甲山区养犬管理办法》，\n陈立强参加会议。\n",
}


@pytest.fixture
def pages(tmp_path: pathlib.Path) -> dict[str, pathlib.Path]:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in PAGES}


def test_a_file_gives_back_what_was_put(pages, tmp_path) -> None:
    report = update(pages.values(), tmp_path / "g.kg")
    assert load(tmp_path / "g.kg") == report.collection
    assert report.collection == collect(pages.values())


def test_adding_in_any_order_and_removing_is_the_same(pages, tmp_path) -> None:
    update([pages["1.txt"], pages["2.txt"]], tmp_path / "a.kg")
    update([pages["2.txt"]], tmp_path / "b.kg")
    update([pages["1.txt"]], tmp_path / "b.kg")
    update(pages.values(), tmp_path / "c.kg")
    remove(["3.txt"], tmp_path / "c.kg")
    assert load(tmp_path / "a.kg") == load(tmp_path / "b.kg") == load(tmp_path / "c.kg")


def test_an_unchanged_page_costs_nothing(pages, tmp_path) -> None:
    update(pages.values(), tmp_path / "g.kg")
    pages["2.txt"].write_text(PAGES["2.txt"] + "\n本报讯 昨日，云川市水利局召开会议。\n", encoding="utf-8")
    report = update(pages.values(), tmp_path / "g.kg")
    assert (report.built, report.unchanged) == (("2.txt",), ("1.txt", "3.txt"))


def test_a_failure_leaves_the_file_as_it_was(pages, tmp_path) -> None:
    file = tmp_path / "g.kg"
    update([pages["1.txt"]], file)
    before = file.read_bytes()
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02\xff" * 64)
    with pytest.raises(KanwangError):
        update([pages["2.txt"], tmp_path / "broken.txt"], file)
    with pytest.raises(KanwangError):
        remove(["none.txt"], file)
    assert file.read_bytes() == before


def test_a_failure_makes_no_file(tmp_path) -> None:
    with pytest.raises(RuntimeError), open_store(tmp_path / "g.kg", create=True):
        raise RuntimeError
    assert not (tmp_path / "g.kg").exists()


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be one" * 30, b"\x00" * 2000])
def test_another_file_is_refused(tmp_path, content) -> None:
    (tmp_path / "other.kg").write_bytes(content)
    with pytest.raises(KanwangError, match=r"other\.kg"):
        open_store(tmp_path / "other.kg")
    assert (tmp_path / "other.kg").read_bytes() == content


def test_another_programs_database_is_refused(tmp_path) -> None:
    with sqlite3.connect(tmp_path / "other.kg") as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    for create in (False, True):
        with pytest.raises(KanwangError, match="not a graph file"):
            open_store(tmp_path / "other.kg", create=create)


def test_missing_and_unwritable_files_are_told(tmp_path) -> None:
    with pytest.raises(KanwangError, match="There is no graph file"):
        open_store(tmp_path / "none.kg")
    with pytest.raises(KanwangError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(KanwangError, match="Cannot write"):
        open_store(tmp_path / "none" / "g.kg", create=True)
