"""Articles that jump to another page of their issue, and datelines that move an article from home."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout import SEEDS
from pdf_setting import Paper, Piece, Setting

from kg.folios import folio_of_page
from kg.model import Collection, Page, PageResult
from kg.pipeline import collect, load, process_issue, remove, segmented, update
from kg.read import facts
from kg.resolve import resolve
from kg.segment import issues, segment
from kg.segment.jumps import stories

FRONT = """澜川日报
第1版 要闻 2024年5月7日

守住一江清水

本报讯（记者沈微）5月6日，望江区水利局启动“清
澜”专项行动，区水利局局长秦望舒介绍，行动将为期三个
月，覆盖全区二百余个排口，由区水利局联合望江区生态
环境局组织实施。

行动期间，秦望舒来到白石村

（下转第3版）

老街换新颜

本报讯（通讯员潘路）近日，望江区城管局启动背街小
巷整治行动，区城管局局长顾晚说，先把灯装亮、把路铺
平，再请居民来评。三条老街的摊点已经归位，沿街的招
牌也换成了一种尺寸，居民们说走夜路心里踏实了，（下
转第3版）
"""
THIRD = """第3版 综合 2024年5月7日 星期二

（上接第1版）
顾晚表示，整治行动不是把摊贩赶走，而是给他们找个好
去处。老街的招牌、灯和路，都要请居民来评，评不过的
重做。

（上接第1版）
调研，查看“清澜”专项行动的进展。秦望舒说，排口的事要
一个一个办，每个排口都有人管、有人查，清水才守得住。
"""
ISSUE = {"one/1.txt": FRONT, "one/3.txt": THIRD}


def pages(texts: dict[str, str] = ISSUE, **facts: str) -> list[Page]:
    known = {"outlet": "澜川日报", "home": "澜川市望江区", "date": "2024-05-07"} | facts
    found = [(key, text, folio_of_page(key, text, False)) for key, text in texts.items()]
    return [Page(key, text, folio=told[0] if told else None, **known) for key, text, told in found]


def by_text(results: list[PageResult]) -> dict[str, str | None]:
    """What each article of the third page continues, by the first letters of its body."""
    return {a.chars[a.body : a.body + 2]: a.continues for r in results for a in r.articles if a.page.endswith("3.txt")}


def test_each_part_finds_the_article_that_it_continues() -> None:
    for order in itertools.permutations(pages()):
        assert by_text(process_issue(order)) == {"顾晚": "one/1.txt#2", "调研": "one/1.txt#1"}


def test_who_was_introduced_on_page_1_is_known_on_page_3() -> None:
    collection = resolve(process_issue(pages()))
    said = {(m.surface, entity) for m, entity in zip(collection.mentions, collection.resolved, strict=True)}
    assert ("秦望舒", "person:秦望舒") in said
    (visit,) = [s for s in collection.statements if s.predicate == "visits" and s.object.startswith("place")]
    assert (visit.subject, visit.object) == ("person:秦望舒", "place:白石村")
    there = [m for m in collection.mentions if m.article.startswith("one/3.txt")]
    assert {m.surface for m in there} >= {"秦望舒", "顾晚", "“清澜”专项行动"}
    alone = resolve(process_issue(pages({"one/3.txt": THIRD})))
    assert "visits" in {s.predicate for s in collection.statements} - {s.predicate for s in alone.statements}


def test_every_character_knows_its_own_page() -> None:
    raw = {page.id: page.raw for page in pages()}
    collection = resolve(process_issue(pages()))
    articles = {article.id: article for article in collection.articles}
    for article in collection.articles:
        assert [raw[article.page][o] for o in article.text.offsets] == list(article.chars)
    for mention in collection.mentions:
        assert articles[mention.article].quote(mention.span) == mention.surface
    for statement in collection.statements:
        for evidence in statement.evidence:
            assert evidence.quote and articles[evidence.article].quote(evidence.span) == evidence.quote


def test_a_name_that_the_jump_breaks_is_read_whole() -> None:
    front = FRONT.replace("行动期间，秦望舒来到白石村", "行动由望江区生态环")
    third = THIRD.replace("调研，查看", "境局牵头，秦望舒查看")
    collection = resolve(process_issue(pages({"one/1.txt": front, "one/3.txt": third})))
    found = {m.surface: e for m, e in zip(collection.mentions, collection.resolved, strict=True)}
    assert found["望江区生态环"] == "agency:澜川市望江区生态环境局"


@pytest.mark.parametrize(
    ("change", "continued"),
    [
        ({"date": "2024-05-08"}, 0),  # another issue
        ({"outlet": "青禾日报"}, 0),
        ({"folio": "5"}, 0),  # the marks say 3
        ({"folio": None}, 2),  # a page without its number: words decide
        ({"raw": THIRD.replace("上接第1版", "上接第2版")}, 0),
    ],
)
def test_parts_of_other_issues_and_pages_stay_apart(change: dict[str, str], continued: int) -> None:
    front, third = pages()
    results = [result for group in [(front, replace(third, **change))] for result in process_issue_of(group)]
    assert sum(value is not None for value in by_text(results).values()) == continued


def process_issue_of(group: tuple[Page, ...]) -> list[PageResult]:
    return [result for one in issues(group) for result in process_issue(one)]


def test_a_stranger_without_a_page_number_is_not_sewn() -> None:
    other = "（上接第1版）\n学校食堂的米面油都要留样，家长委员会每周来看一次，饭菜\n价格也贴在墙上，孩子们吃得放心。\n"
    found = by_text(process_issue(pages({"one/1.txt": FRONT, "one/x3.txt": other})))
    assert set(found.values()) == {None}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分，（下转第3版）", "（下转第3版）"),
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分，▼下转A03版", "▼下转A03版"),
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分，【下转三版】", "【下转三版】"),
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分。\n下转第三版", "下转第三版"),
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分，〔下转3版〕", "〔下转3版〕"),
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分，（未完，下转2、3版）", "（未完，下转2、3版）"),
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分，►下转第3版", "►下转第3版"),
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分，（下\n转第3版）", "（下\n转第3版）"),
        ("本报讯（记者沈微）5月6日，望江区开学，各校准备充分，（下转第\n3版）", "（下转第\n3版）"),
    ],
)
def test_a_mark_at_the_end_of_a_line_is_no_text(text: str, mark: str) -> None:
    articles, left = segment(Page("p", text))
    printed = "".join(mark.split())
    assert articles[0].onward == printed and printed not in articles[0].chars
    assert [(text[one.start : one.end], one.reason) for one in left] == [(mark, "jump mark")]


@pytest.mark.parametrize(
    "said", ["上车的人不多，（下\n同）各校", "他把户口（转\n接3个家庭）", "接3版通知后，各校", "→接到3个电话，各校"]
)
def test_what_is_no_mark_stays_in_the_text(said: str) -> None:
    text = f"本报讯（记者沈微）5月6日，望江区开学，各校准备充分，{said}都开了学。"
    articles, left = segment(Page("p", text))
    assert "".join(said.split()) in articles[0].chars and not left
    assert not articles[0].onward and not articles[0].origin


def test_two_pages_that_name_each_other_make_no_circle() -> None:
    """Each article of them is a part of exactly one story, and no mention is lost."""
    told = "区水利局启动“清澜”专项行动，区水利局局长秦望舒介绍，行动将为期三个月，覆盖全区二百余个排口"
    texts = {
        "one/1.txt": f"第1版\n\n守住一江清水\n\n（上接第3版）\n{told}，每个排口都有人管。（下转第3版）\n",
        "one/3.txt": f"第3版\n\n守住一江清水\n\n（上接第1版）\n{told}，每个排口都有人查。（下转第1版）\n",
    }
    results = process_issue(pages(texts))
    articles = [article for result in results for article in result.articles]
    assert [article.origin and article.onward for article in articles] == ["（下转第3版）", "（下转第1版）"]
    assert sum(article.continues is not None for article in articles) == 1
    parts = [part.id for story in stories(articles) for part in story.parts]
    assert sorted(parts) == sorted(article.id for article in articles)
    assert len({m.article for result in results for m in result.mentions if m.surface == "秦望舒"}) == 2


def test_a_title_printed_again_is_not_read_into_the_broken_sentence() -> None:
    front = FRONT.replace("行动期间，秦望舒来到白石村", "行动由望江区生态环")
    third = THIRD.replace("调研，查看", "守住一江清水\n境局牵头，秦望舒查看")
    results = process_issue(pages({"one/1.txt": front, "one/3.txt": third}))
    wholes = [story.whole.chars for story in stories([a for r in results for a in r.articles]) if len(story.parts) > 1]
    assert any("望江区生态环境局牵头" in whole for whole in wholes)


def test_the_sample_pages_have_a_jump() -> None:
    collection = collect([SEEDS / "pages"])
    continued = {a.id: a.continues for a in collection.articles if a.continues}
    assert continued == {"2025-03-18_03.txt#1": "2025-03-18_01.txt#5"}


def rows(collection: Collection) -> tuple[object, ...]:
    return collection.articles, collection.mentions, collection.resolved, collection.entities, collection.statements


def written(folder: Path, texts: dict[str, str]) -> dict[str, Path]:
    (folder / "paper.toml").write_text(
        'outlet = "澜川日报"\nhome = "澜川市望江区"\ndate = 2024-05-07\n', encoding="utf-8"
    )
    paths = {name: folder / name.replace("one/", "") for name in texts}
    for name, path in paths.items():
        path.write_text(texts[name], encoding="utf-8")
    return paths


def test_building_page_by_page_and_removing_give_what_building_at_once_gives(tmp_path: Path) -> None:
    front, third = written(tmp_path, ISSUE).values()
    whole = collect([tmp_path])
    assert any(article.continues for article in whole.articles)
    for first, second in ((front, third), (third, front)):
        file = tmp_path / f"{first.stem}.kg"
        alone = update([first], file).collection
        assert not any(article.continues for article in alone.articles)
        report = update([second], file)
        assert report.built == (second.name,)
        assert rows(report.collection) == rows(whole) == rows(load(file))
        assert update([first, second], file).unchanged == ("1.txt", "3.txt")
        assert rows(remove([second.name], file)) == rows(alone) == rows(load(file))


def test_pages_of_a_pdf_jump_too(tmp_path: Path) -> None:
    paper = Paper()
    text = "5月6日，望江区水利局启动“清澜”专项行动，区水利局局长秦望舒介绍，行动将为期三个月，覆盖全区排口。行动期间，秦望舒来到白石村（下转第2版）"
    more = "（上接第1版）调研，查看“清澜”专项行动的进展。秦望舒说，排口的事要一个一个办，每个排口都有人管、有人查，清水才守得住。"
    other = "昨日，望江区中小学开学，老师们在校门口迎接孩子，市教育局的人也来了，新学期的第一课讲的是安全。"
    paper.page([[Setting(Piece("守住一江清水", (text,)), 2)], [Setting(Piece("新学期第一课", (other,)), 2)]], 2)
    paper.page([[Setting(Piece("守住一江清水", (more,)), 2)]], 2)
    cut = list(segmented([paper.save(tmp_path / "paper.pdf")]))
    parts = [article for _, articles, _ in cut for article in articles if article.onward or article.origin]
    assert [part.continues for part in parts] == [None, parts[0].id]


DATELINES = [
    ("江岸区讯（通讯员沈微）近日，区委召开会议。", "武汉市", "武汉市江岸区"),
    ("本报江夏讯（记者沈微）近日，区委召开会议。", "武汉市", "武汉市江夏区"),
    ("本报石首5月6日讯（记者沈微）近日，", "荆州市", "石首市"),
    ("公安县讯 近日，县教育局启动行动。", "荆州市", "公安县"),
    ("【宜都市讯】近日，", "宜昌市", "宜都市"),
    ("长阳讯（通讯员沈微）5月6日，", "宜昌市", "长阳土家族自治县"),
    ("本报讯（记者沈微）近日，", "武汉市", None),
    ("本报武汉讯（记者沈微）近日，", "荆州市", None),  # a reporter on a journey
    ("新华社武汉5月6日电（记者沈微）近日，", "荆州市", None),
    ("江岸区讯问室启用。", "武汉市", None),
    ("武汉讯（记者沈微）近日，", "武汉市", None),  # at home
    ("喜讯（记者沈微）近日，", "武汉市", None),
]


@pytest.mark.parametrize(("text", "home", "moved"), DATELINES)
def test_a_dateline_moves_an_article(text: str, home: str, moved: str | None) -> None:
    (article,) = segment(Page("p", text, home=home))[0]
    assert article.home == moved


def test_what_an_article_says_is_said_where_its_dateline_stands() -> None:
    text = (
        "江岸区讯（通讯员沈微）近日，区教育局启动“护苗”行动。\n\n江夏区讯（通讯员潘路）近日，区教育局启动“护苗”行动。"
    )
    collection = resolve(process_issue([Page("p", text, home="武汉市")]))
    agencies = {entity.name for entity in collection.entities if entity.type == "Agency"}
    assert {"武汉市江岸区教育局", "武汉市江夏区教育局"} <= agencies


FOLIOS = [
    ("p.txt", "03 综合新闻 2024年2月27日 星期二\n望江区开学", "3"),
    ("p.txt", "澜川日报\n第三版", "3"),
    ("p.txt", "A05\n2024年2月27日", "A5"),
    ("2024-02-27_A03.txt", "", "A3"),
    ("2024-02-27-02版要闻.txt", "", "2"),
    ("p.txt", "今日8版\n望江区开学", None),
    ("p.txt", "（下转第3版）", None),
    ("2024-02-27.txt", "望江区开学", None),
    ("page_12.txt", "望江区开学", None),
    ("000_f0992086295d1058.txt", "第3次会议", None),
    ("p.txt", "澜川日报　第３版　综合新闻", "3"),
    ("p.txt", "2024年2月27日\n版次：03\n澜川日报", "3"),
    ("p.txt", "版次：望江区3个", None),
    ("p.txt", "今日导读 老街换新颜 详见第5版", None),
    ("p.txt", "全文见第3版", None),
    ("p.txt", "《老街换新颜》第2版首发", None),
    ("p.txt", "第三版权登记点启用", None),
    ("p.txt", "50名青年入选2024年计划", None),
    ("p.txt", "望江区开学\n" * 20 + "第3版\n" + "望江区开学\n" * 20, None),  # in the middle of the page
]


@pytest.mark.parametrize(("name", "raw", "folio"), FOLIOS)
def test_the_folio_of_a_page(name: str, raw: str, folio: str | None) -> None:
    assert facts(raw, name).folio == folio


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(FRONT)), st.integers(0, len(THIRD)))
def test_no_cut_of_two_pages_loses_a_character(front: int, third: int) -> None:
    group = pages({"one/1.txt": FRONT[:front], "one/3.txt": THIRD[third:]})
    for result in process_issue(group):
        raw = result.page.raw
        held = [o for article in result.articles for o in article.text.offsets if not raw[o].isspace()]
        left = [o for piece in result.left_out for o in range(piece.start, piece.end) if not raw[o].isspace()]
        assert sorted(held + left) == [o for o, character in enumerate(raw) if not character.isspace()]
        text = {article.id: article for r in process_issue(group) for article in r.articles}
        assert all(text[m.article].quote(m.span) == m.surface for m in result.mentions)
