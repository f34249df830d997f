"""The seam for another tagger: a pipeline of spaCy made here, whose finds count where we have none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import KanwangError
from kg.extract import settle
from kg.model import Mention, Span
from kg.pipeline import collect, load, remove, update, with_tagger

spacy = pytest.importorskip("spacy", reason="spaCy is an optional tagger")

TEXT = "江岸区开演\n本报讯（记者沈微）昨日，星河漫游者在江岸区演出，主唱咕咚君说，江岸区教育局送来了花。\n"


def pipeline(folder: Path, language: str = "zh", names: bool = True) -> str:
    nlp = spacy.blank(language)
    if names:
        ruler = nlp.add_pipe("entity_ruler")
        labels = {"星河漫游者": "ORG", "咕咚君": "PERSON", "江岸区教育": "PERSON", "岸区演出": "GPE", "昨日": "DATE"}
        ruler.add_patterns([{"label": label, "pattern": name} for name, label in labels.items()])
    nlp.to_disk(folder)
    return f"spacy:{folder}"


def page(folder: Path) -> Path:
    path = folder / "p.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def found(collection) -> set[tuple[str, str]]:
    return {(mention.surface, mention.type) for mention in collection.mentions}


def test_a_tagger_adds_what_no_rule_finds_and_beats_none(tmp_path: Path) -> None:
    tagged = collect([page(tmp_path)], with_tagger(pipeline(tmp_path / "zh")))
    plain = collect([page(tmp_path)])
    assert found(tagged) - found(plain) == {("星河漫游者", "Agency"), ("咕咚君", "Person")}
    assert found(plain) <= found(tagged)
    assert {m.rule for m in tagged.mentions if m.surface == "咕咚君"} == {"tagger.spacy??"}


def test_a_candidate_of_a_tagger_yields_to_a_weak_one_of_ours() -> None:
    weak = Mention("a", Span(2, 4), "沈微", "Person", "people.bare?")
    tagged = Mention("a", Span(0, 6), "记者沈微昨日", "Person", "tagger.spacy??")
    assert [row.mention for row in settle([tagged, weak])] == [weak]


def test_a_graph_file_knows_the_tagger_that_it_was_built_with(tmp_path: Path) -> None:
    tagger, file, path = with_tagger(pipeline(tmp_path / "zh")), tmp_path / "g.kg", page(tmp_path)
    assert update([path], file).built == ("p.txt",)
    assert update([path], file, extractors=tagger).built == ("p.txt",)
    assert update([path], file, extractors=tagger).unchanged == ("p.txt",)


def test_what_is_worked_on_again_after_a_page_is_gone_is_tagged_as_before(tmp_path: Path) -> None:
    """Pages between which articles jumped are read alone once one of them is removed."""
    (tmp_path / "paper.toml").write_text('outlet = "澜川日报"\nhome = "武汉市"\ndate = 2024-05-07\n', encoding="utf-8")
    front, third, file = page(tmp_path), tmp_path / "p3.txt", tmp_path / "g.kg"
    front.write_text("第1版\n" + TEXT.rstrip() + "观众鼓掌（下转第3版）\n", encoding="utf-8")
    third.write_text(
        "第3版\n（上接第1版）咕咚君说，星河漫游者还要在江岸区演出三场，江岸区教育局请孩子们去看。\n", encoding="utf-8"
    )
    built = update([front, third], file, extractors=with_tagger(pipeline(tmp_path / "zh"))).collection
    assert any(article.continues for article in built.articles)
    assert ("咕咚君", "Person") in found(remove(["p3.txt"], file))
    assert ("咕咚君", "Person") in found(load(file))


def test_the_commands_take_a_tagger(tmp_path: Path) -> None:
    name, path = pipeline(tmp_path / "zh"), str(page(tmp_path))
    result = CliRunner().invoke(main, ["build", path, "-g", str(tmp_path / "g.kg"), "--tagger", name])
    assert result.exit_code == 0, result.output
    result = CliRunner().invoke(main, ["mentions", path, "--tagger", name, "--why"])
    assert "咕咚君  tagger.spacy??" in result.output and "beat" in result.output


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("hanlp:small", "There is no tagger 'hanlp:small': name one as spacy:PIPELINE"),
        ("spacy", "There is no tagger 'spacy'"),
        ("spacy:nowhere_zh", "spaCy has no pipeline nowhere_zh: install it"),
    ],
)
def test_what_cannot_be_had_is_told_in_one_line(tmp_path: Path, named: str, told: str) -> None:
    file = tmp_path / "g.kg"
    result = CliRunner().invoke(main, ["build", str(page(tmp_path)), "-g", str(file), "--tagger", named])
    assert result.exit_code == 1 and told in result.output and result.output.count("\n") == 1
    assert not file.exists()


def test_a_pipeline_of_another_language_or_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KanwangError, match="is for en, not for Chinese"):
        with_tagger(pipeline(tmp_path / "en", "en"))
    with pytest.raises(KanwangError, match="finds no names"):
        with_tagger(pipeline(tmp_path / "bare", names=False))


def test_without_spacy_one_line_says_so(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(KanwangError, match="needs spaCy: `pip install spacy`"):
        with_tagger("spacy:zh_core_web_sm")
