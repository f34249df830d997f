"""The user's decisions: they outrank the rules, hold transitively, survive every build, and tell where they contradict."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cli import main
from kg.decisions import Decision, beside, read_decisions, write_decisions
from kg.errors import KanwangError
from kg.model import Collection, Page
from kg.pipeline import collect, decide, load, process, remove, update
from kg.resolve import resolve
from kg.review import unsure

TEXT = """云川市启动“清风”行动
本报讯（记者沈微）5月6日，云川市教育局局长陈立强主持召开会议，市教育局启动“清风”行动，云川星河教育集团有限公司参加。
“店小二”行动也在推进，星河教育的老师说，百花园里很热闹。市教体中心参加“护苗”行动。
"""
PAGE = Page("p.txt", TEXT, home="云川市")
OTHER = Page("q.txt", TEXT.replace("陈立强", "万玲玲").replace("清风", "碧水"), home="云川市")
SCHOOL, CENTRE = "agency:云川市教育局", "agency:云川市教体中心"
FRESH, CLEAN = "initiative:“清风”行动", "initiative:“护苗”行动"


def of(*decisions: Decision, pages: tuple[Page, ...] = (PAGE,)) -> Collection:
    numbered = [Decision(d.verb, d.entity, d.other, d.comment, line) for line, d in enumerate(decisions, start=1)]
    return resolve([process(page) for page in pages], numbered)


def names(collection: Collection) -> dict[str, tuple[str, ...]]:
    return {entity.id: entity.aliases for entity in collection.entities}


def test_the_page_has_what_the_tests_speak_of() -> None:
    assert {SCHOOL, CENTRE, FRESH, CLEAN, "person:陈立强", "agency:云川星河教育集团有限公司"} <= set(names(of()))


def test_same_makes_one_of_two_and_takes_along_statements() -> None:
    found = of(Decision("same", SCHOOL, CENTRE))
    assert CENTRE not in names(found) and "市教体中心" in names(found)[SCHOOL]
    assert (SCHOOL, "participates_in", CLEAN) in {(s.subject, s.predicate, s.object) for s in found.statements}


def test_same_holds_transitively_in_any_order_of_lines() -> None:
    lines = [Decision("same", SCHOOL, CENTRE), Decision("same", CENTRE, "agency:云川星河教育集团有限公司")]
    assert names(of(*lines)) == names(of(*reversed(lines))) or SCHOOL in names(of(*lines))
    assert (
        sum(key.startswith("agency:") for key in names(of(*lines)))
        == sum(key.startswith("agency:") for key in names(of())) - 2
    )


def test_not_same_takes_a_printed_name_out() -> None:
    found = of(Decision("not-same", SCHOOL, "市教育局"))
    assert "agency:市教育局" in names(found)
    assert names(found)[SCHOOL] == ()


def test_not_same_parts_two_people_of_one_name_by_article() -> None:
    pages = (PAGE, Page("r.txt", TEXT, home="云川市"))
    found = of(Decision("not-same", "person:陈立强", "陈立强@r.txt#1"), pages=pages)
    assert {"person:陈立强", "person:陈立强（r.txt#1）"} <= set(names(found))


def test_rename_retype_drop() -> None:
    found = of(
        Decision("rename", SCHOOL, "云川市教育和体育局"),
        Decision("retype", CENTRE, "Place/site"),
        Decision("drop", FRESH),
    )
    assert {"agency:云川市教育和体育局", "place:云川市教体中心"} <= set(names(found))
    assert FRESH not in names(found) and not any(FRESH in (s.subject, s.object) for s in found.statements)
    assert {m.type for m, key in zip(found.mentions, found.resolved, strict=True) if key == "place:云川市教体中心"} == {
        "Place"
    }
    kinds = {entity.id: entity.kind for entity in found.entities}
    assert kinds["place:云川市教体中心"] == "site"
    assert not any(s.predicate == "participates_in" and "教体中心" in s.subject for s in found.statements)


def test_an_id_that_a_line_has_changed_stays_good() -> None:
    found = of(Decision("rename", SCHOOL, "云川市教育和体育局"), Decision("same", SCHOOL, CENTRE))
    assert "市教体中心" in names(found)["agency:云川市教育和体育局"]


def test_decisions_about_what_no_page_names_wait() -> None:
    waits = Decision("same", "agency:云川市水利局", SCHOOL)
    found = of(waits)
    assert [(d.verb, d.entity) for d in found.waiting] == [("same", "agency:云川市水利局")]
    assert names(found) == names(of())


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [("same", SCHOOL, CENTRE), ("not-same", SCHOOL, CENTRE)],
            r"line 2 \(not-same .*\), but line 1 says that they are the same",
        ),
        (
            [("not-same", SCHOOL, CENTRE), ("same", CENTRE, SCHOOL)],
            r"line 2 \(same .*\), but line 1 says that they are not the same",
        ),
        (
            [
                ("same", SCHOOL, CENTRE),
                ("same", CENTRE, "agency:云川星河教育集团有限公司"),
                ("not-same", SCHOOL, "agency:云川星河教育集团有限公司"),
            ],
            "line 3 .* but line 1、2 says",
        ),
    ],
)
def test_contradictions_are_told_with_their_lines(lines: list[tuple[str, str, str]], told: str) -> None:
    with pytest.raises(KanwangError, match=told):
        of(*(Decision(*line) for line in lines))


lines = st.lists(
    st.builds(
        Decision,
        st.sampled_from(["same", "not-same", "rename", "retype", "drop"]),
        st.sampled_from([SCHOOL, CENTRE, FRESH, CLEAN, "person:陈立强", "agency:没有"]),
        st.sampled_from([SCHOOL, CENTRE, FRESH, "Place/site", "Agency", "新名", "星河教育", "市教育局"]),
    ),
    max_size=5,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines)
def test_replaying_a_file_twice_changes_nothing(found: list[Decision]) -> None:
    """A decision file with its own lines again gives the same world; every statement has both its entities."""
    fit = [d for d in found if (d.verb != "retype") or d.other in ("Place/site", "Agency")]
    fit = [d for d in fit if d.verb != "same" or d.other.startswith(("agency:", "initiative:"))]
    fit = [d for d in fit if d.verb != "not-same"]
    once, twice = of(*fit), of(*fit, *fit)
    assert names(once) == names(twice) and once.statements == twice.statements
    ids = set(names(once))
    assert all(s.subject in ids and s.object in ids for s in once.statements)


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    made = [Decision("same", SCHOOL, CENTRE, "读者来信"), Decision("drop", FRESH, "", "no campaign")]
    write_decisions(path, made[:1])
    write_decisions(path, made[1:])
    assert [(d.verb, d.entity, d.other, d.comment) for d in read_decisions(path)] == [
        (d.verb, d.entity, d.other, d.comment) for d in made
    ]
    assert [d.line for d in read_decisions(path)] == [2, 3]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("merge\tagency:a\tagency:b", "Line 1 of .* begins with 'merge': begin it with same, not-same"),
        ("same\t市公安局\tagency:b", "Line 1 of .* names '市公安局': name an entity by its id"),
        ("same\tagency:市公安局", "same needs a second column"),
        ("retype\tagency:a\tThing", "there is no type 'Thing'; the types are Person"),
        ("retype\tagency:a\tPlace/planet", "Place has no kind 'planet'; it has country"),
        ("same\tagency:a\t市公安局", "name both entities by their ids"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(KanwangError, match=told):
        read_decisions(path)


def pages(folder: Path) -> list[Path]:
    (folder / "paper.toml").write_text('home = "云川市"\n', encoding="utf-8")
    paths = [folder / page.id for page in (PAGE, OTHER)]
    for path, page in zip(paths, (PAGE, OTHER), strict=True):
        path.write_text(page.raw, encoding="utf-8")
    return paths


def test_decisions_survive_rebuild_add_and_remove(tmp_path: Path) -> None:
    first, second = pages(tmp_path)
    file = tmp_path / "g.kg"
    update([first], file)
    decide([Decision("same", SCHOOL, CENTRE)], file)
    assert CENTRE not in names(load(file))
    assert CENTRE not in names(update([first], file).collection)
    assert CENTRE not in names(update([second], file).collection)
    assert CENTRE not in names(remove([second.name], file))
    file.unlink()
    assert CENTRE not in names(update([first, second], file).collection)
    beside(file).unlink()
    assert CENTRE in names(load(file))
    assert CENTRE in names(update([first], file).collection)


def test_a_file_edited_by_hand_counts_at_once(tmp_path: Path) -> None:
    first, _ = pages(tmp_path)
    file = tmp_path / "g.kg"
    update([first], file)
    write_decisions(beside(file), [Decision("drop", FRESH)])
    assert FRESH not in names(load(file))


def run(*args: str, text: str | None = None):
    return CliRunner().invoke(main, list(args), input=text)


def test_kg_decide(tmp_path: Path) -> None:
    first, _ = pages(tmp_path)
    file = str(tmp_path / "g.kg")
    assert run("build", str(first), "-g", file, "-q").exit_code == 0
    done = run("decide", "same", "市教育局", "市教体中心", "-g", file, "-c", "一家人")
    assert done.exit_code == 0 and f"same\t{SCHOOL}\t{CENTRE}\t一家人" in beside(file).read_text(encoding="utf-8")
    assert "市教体中心" in run("show", "市教育局", "-g", file).output
    before = beside(file).read_bytes()
    for args, told in (
        (("not-same", "市教育局", CENTRE), "contradicts itself: line 3"),
        (("retype", "陈立强", "Thing"), "there is no type 'Thing'"),
        (("not-same", "陈立强", "没印过"), "finds nothing to decide on"),
        (("drop", "没有这个"), "No entity is named 没有这个"),
    ):
        result = run("decide", *args, "-g", file)
        assert result.exit_code == 1 and told in result.output and result.output.count("\n") == 1
    assert run("decide", "drop", "陈立强", "x", "-g", file).exit_code == 2
    assert beside(file).read_bytes() == before


def test_kg_review_asks_and_keeps_the_answers(tmp_path: Path, sample_file: Path) -> None:
    file = str(tmp_path / "graph.kg")
    shutil.copy(sample_file, file)
    listed = run("review", "--list", "-g", file).output
    assert "周敏（澜川市教育局）" in listed and "“" in listed
    done = run("review", "-g", file, "-n", "3", text="y\nn\nq\n")
    assert done.exit_code == 0 and "2 decided" in done.output
    verbs = [decision.verb for decision in read_decisions(beside(file))]
    assert verbs == ["same", "not-same"]
    again = run("review", "--list", "-g", file).output
    assert again.count("/") < listed.count("/") or again != listed
    assert run("review", "-g", file, text="").exit_code == 0


def test_pairs_are_those_that_no_rule_could_part() -> None:
    found = unsure(collect([Path(__file__).parent.parent / "seeds" / "pages"]))
    both = {frozenset((pair.one.name, pair.other.name)) for pair in found}
    assert frozenset(("澜川市望江区教育局", "澜川市白鹭区教育局")) not in both
    assert found == sorted(found, key=lambda pair: (-pair.score, pair.one.id, pair.other.id))
    judged = frozenset((found[0].one.id, found[0].other.id))
    assert judged not in {
        frozenset((p.one.id, p.other.id))
        for p in unsure(collect([Path(__file__).parent.parent / "seeds" / "pages"]), [judged])
    }
