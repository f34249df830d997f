"""Exports of newsroom systems: tables, HTML and XML become articles, and what is wrong with them is told in one line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import kg, one_line

from extractors.mentions import MENTIONS
from kg.errors import KanwangError
from kg.extract import extract_mentions
from kg.model import Article, Box, Given, Page, Span
from kg.pipeline import collect, load, update
from kg.read import columns, find, pages
from kg.script import folded, is_traditional
from kg.segment import segment

BODY = "本报讯（记者沈微）5月6日，澜川市教育局局长许知远到望江区调研。\n\n　　他强调，安全第一。"
CLEAN = "本报讯（记者沈微）5月6日，澜川市教育局局长许知远到望江区调研。\n他强调，安全第一。"


def rows(path: Path, *found: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
    return path


def articles(path: Path, **mapped: str) -> list[Article]:
    return [article for page in pages(path, mapped) for article in segment(page)[0]]


def body(article: Article) -> str:
    return article.chars[article.body :]


def check_offsets(path: Path, **mapped: str) -> None:
    for page in pages(path, mapped):
        for article in segment(page)[0]:
            assert "".join(page.raw[offset] for offset in article.text.offsets) == article.chars


# -- rows --------------------------------------------------------------------------------------------------------------


def test_a_row_is_an_article(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "e.jsonl",
        {
            "id": 7,
            "headline": "教育局长 调研",
            "text": BODY,
            "author": ["沈微", "潘路"],
            "date": "2024年5月7日",
            "outlet": "澜川日报",
        },
        {
            "id": "b",
            "headline": "短讯",
            "text": "澜川市昨日开学。",
            "date": "2024/5/7",
            "outlet": "澜川日报",
            "views": {"x": 1},
        },
    )
    (page,) = pages(path)
    assert (page.id, page.date, page.outlet) == ("e.jsonl", "2024-05-07", "澜川日报")
    assert page.why["date"] == page.why["outlet"] == "given by the source"
    found, left = segment(page)
    assert left == ()
    assert [(a.id, a.kind, a.headline, body(a)) for a in found] == [
        ("e.jsonl#7", "news", "教育局长 调研", CLEAN),
        ("e.jsonl#b", "brief", "短讯", "澜川市昨日开学。"),
    ]
    assert [found[0].quote(span) for span in found[0].bylines] == ["沈微 潘路", "（记者沈微）"]
    check_offsets(path)


def test_without_a_headline_the_text_is_that_of_the_row(tmp_path: Path) -> None:
    texts = ["望江区开学。", "我在北京 2024 年读书；Open AI 来了。", "（一）甲、乙“丙”"]
    found = articles(rows(tmp_path / "e.jsonl", *({"id": f"{i:05}", "text": text} for i, text in enumerate(texts))))
    assert [(a.id, a.headline, a.body) for a in found] == [(f"e.jsonl#0000{i}", None, 0) for i in range(3)]
    assert (found[0].chars, found[2].chars) == (texts[0], texts[2])
    assert found[1].chars == "我在北京2024年读书；Open AI来了。"  # spaces between Latin words alone mean something


def test_rows_of_several_dates_and_outlets_are_several_pages(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "e.jsonl",
        {"text": "丙。", "date": "2024-02-28"},
        {"text": "甲。", "date": "2024-02-27T08:30:00+08:00", "outlet": "澜川日报"},
        {"text": "乙。", "date": "20240227", "outlet": "望江报"},
        {"text": "丁。", "date": "2024年2月27日 08:00", "outlet": "澜川日报"},
        {"text": "戊。"},
    )
    found = [(page.id, [given.id for given in page.given]) for page in pages(path)]
    assert found == [
        ("e.jsonl/undated", ["5"]),
        ("e.jsonl/2024-02-27/望江报", ["3"]),
        ("e.jsonl/2024-02-27/澜川日报", ["2", "4"]),
        ("e.jsonl/2024-02-28", ["1"]),
    ]
    assert found == [(page.id, [given.id for given in page.given]) for page in pages(path)]


def test_an_export_has_no_date_but_that_it_says(tmp_path: Path) -> None:
    row = {"text": "5月6日，望江区开学。2024年，望江区修路。"}
    assert pages(rows(tmp_path / "e.jsonl", row))[0].date is None
    assert pages(rows(tmp_path / "2024-05-07.jsonl", row))[0].date == "2024-05-07"
    (tmp_path / "paper.toml").write_text('outlet = "澜川日报"\nhome = "澜川市"\ndate = 2024-05-08', encoding="utf-8")
    page = pages(rows(tmp_path / "e.jsonl", row))[0]
    assert (page.outlet, page.home, page.date) == ("澜川日报", "澜川市", "2024-05-08")
    assert pages(rows(tmp_path / "e.jsonl", row | {"date": "2024-05-09"}))[0].date == "2024-05-09"


def test_a_row_without_text_is_left_out_and_told(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "e.jsonl", {"headline": "只有标题", "text": None}, {"headline": "", "text": ""}, {"text": "甲。"}
    )
    (page,) = pages(path)
    found, left = segment(page)
    assert [a.chars for a in found] == ["甲。"]
    assert [(page.raw[one.start : one.end], one.reason) for one in left] == [("只有标题", "no text below it")]


def test_text_wrapped_at_a_column_is_joined_and_verse_is_not(tmp_path: Path) -> None:
    wrapped = "澜川市教育局五月六日在望江区召开会议部署校\n园安全工作要求各学校认真排查隐患并及时整改\n到位确保师生平安各县区教育局负责同志参加了\n会议。\n会后大家到望江区第一中学实地观摩消防演练活\n动并座谈。"
    prose = "望江区开学。\n澜川市修路。\n柳溪镇植树。\n会议结束。"
    found = articles(rows(tmp_path / "e.jsonl", {"text": wrapped}, {"text": prose}))
    assert found[0].chars.count("\n") == 1
    assert found[0].chars.replace("\n", "") == wrapped.replace("\n", "")
    assert found[1].chars == prose


# -- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_spreadsheets(tmp_path: Path, encoding: str, delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(
        [
            ["编号", "标题", "正文", "日期"],
            ["a", '望江区"开学"', BODY, "2024/5/7"],
            ["", "", "", ""],
            ["b", "", "乙。", ""],
        ]
    )
    (tmp_path / "e.csv").write_bytes(out.getvalue().encode(encoding))
    found = articles(tmp_path / "e.csv", id="编号", headline="标题", text="正文", date="日期")
    assert [(a.id, a.headline, body(a)) for a in found] == [
        ("e.csv/undated#b", None, "乙。"),
        ("e.csv/2024-05-07#a", '望江区"开学"', CLEAN),
    ]


CELL = st.text(st.sampled_from("望江区开学，。“”\",;\t'\n 　aZ9《》國"), max_size=20)


@settings(max_examples=60)
@given(st.lists(st.tuples(CELL, CELL.filter(str.strip), CELL), min_size=1, max_size=5))
def test_a_row_comes_back_whole_from_both_formats(tmp_path_factory, found) -> None:
    folder = tmp_path_factory.mktemp("rows")
    table = [{"id": str(i), "headline": h, "text": t, "author": a} for i, (h, t, a) in enumerate(found)]
    rows(folder / "e.jsonl", *table)
    with (folder / "e.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    for name in ("e.jsonl", "e.csv"):
        (page,) = pages(folder / name)
        assert [one.id for one in page.given] == [row["id"] for row in table]
        for one, row in zip(page.given, table, strict=True):
            assert page.raw[one.body.start : one.body.end] == row["text"]
            assert ((one.headline and page.raw[one.headline.start : one.headline.end]) or "") == " ".join(
                row["headline"].split()
            )
        found_articles, left = segment(page)
        assert left == ()
        for article, row in zip(found_articles, table, strict=True):
            assert "".join(body(article).split()) == "".join(row["text"].split())
        check_offsets(folder / name)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("e.jsonl", "望江区", ["Line 1", "not JSON", "one object a line"]),
        ("e.jsonl", '{"text": "甲。"}\n\n[1]', ["Line 3", "no JSON object"]),
        ("e.jsonl", "[" * 100_000, ["Line 1", "not JSON"]),
        ("e.jsonl", '{"title": "a", "body": "b"}', ["Line 1", "no column text", "title、body", "--columns text=NAME"]),
        ("e.jsonl", '{"text": "甲。"}\n{"body": "b"}', ["Line 2", "no column text", "body"]),
        (
            "e.jsonl",
            '{"id": 1, "text": "甲。"}\n{"id": "1", "text": "乙。"}',
            ["Line 2", "id 1", "Line 1", "--columns id=NAME"],
        ),
        ("e.jsonl", '{"text": ["甲"]}', ["Line 1", "text must be a string"]),
        ("e.jsonl", '{"text": "甲。", "date": "2024-02-30"}', ["Line 1", "'2024-02-30' is no date", "2024-02-27"]),
        ("e.jsonl", '{"text": "甲。", "date": "昨日"}', ["Line 1", "no date"]),
        ("e.jsonl", '{"id": "x", "text": " "}', ["Line 1", "neither a headline nor a text"]),
        ("e.jsonl", json.dumps({"text": "甲" * 60_000}), ["Line 1", "60,000 characters"]),
        ("e.csv", "id,title\n1,甲", ["no column text", "id、title", "--columns text=NAME"]),
        ("e.csv", "1,本报讯昨日，望江区开学。\n2,乙", ["no header", "id,headline,text,date"]),
        ("e.csv", "text,text\n1,2", ["2 columns named text"]),
        ("e.csv", "id,text\n1,甲\n1,乙", ["Row 3", "id 1", "Row 2"]),
        ("e.csv", "id,text\n1,甲，乙,丙", ["Row 2", "3 cells under 2 columns", "quotes"]),
        ("e.csv", 'id,text\n1,甲\n2,"乙', ["Row 3", "broken"]),
        ("e.csv", "text,date\n甲,2024年13月1日", ["Row 2", "no date"]),
        ("e.xml", "<a><b></a>", ["no XML", "mend it"]),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_written(
    tmp_path: Path, name: str, text: str, told: list[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(KanwangError) as error:
        update([tmp_path / name], tmp_path / "graph.kg")
    for word in (str(tmp_path / name), *told):
        assert word in str(error.value)
    assert not (tmp_path / "graph.kg").exists()


def test_a_mapped_column_must_be_there(tmp_path: Path) -> None:
    for path in (rows(tmp_path / "e.jsonl", {"text": "甲。", "titel": "乙"}), tmp_path / "e.csv"):
        if path.suffix == ".csv":
            path.write_text("text,titel\n甲,乙", encoding="utf-8")
        assert articles(path, headline="titel")[0].headline == "乙"
        with pytest.raises(KanwangError, match=r"no column title, it has text、titel.*--columns headline=NAME"):
            pages(path, {"headline": "title"})


@pytest.mark.parametrize("text", ["", "text", "text=", "body=text", "text=a,text=b", "text=a,,id=b"])
def test_a_wrong_mapping_is_told(text: str) -> None:
    with pytest.raises(KanwangError, match="headline=TITLE,text=BODY"):
        columns(text)


def test_empty_files_are_empty_pages(tmp_path: Path) -> None:
    for name in ("e.jsonl", "e.csv", "e.html", "e.xml"):
        (tmp_path / name).write_text(" \n", encoding="utf-8")
        (page,) = pages(tmp_path / name)
        assert (page.id, page.raw, page.given, segment(page)[0]) == (name, "", (), ())


def test_characters_that_no_file_can_hold_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "e.jsonl").write_text('{"text": "望江\\ud83d区\\u0000\\u2f2f。"}', encoding="utf-8")
    (page,) = pages(tmp_path / "e.jsonl")
    assert page.raw == "望江\ufffd区\ufffd工。\n\n"


# -- HTML and XML ------------------------------------------------------------------------------------------------------

HTML = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>望江区开学_澜川日报数字报</title>
<meta name="author" content="沈微"><meta property="article:published_time" content="2024-02-27T08:00:00+08:00">
<script>var a = "坏";</script><style>p {{ color: red }}</style></head><body><nav><p>首页</p></nav>
<h1>望江区&ldquo;开学&rdquo;</h1><p class="byline">作者：沈微</p><span class="date">2024-02-26</span>
<div><p>　　本报讯（记者 沈微）澜川市教育局局长<b>许知远</b>到
望江区调研。</p><p>&nbsp;&nbsp;他强调，安全 &lt;第一&gt;。<br>会后参观。</p><h2>学校很多</h2><p>完。</p></div>
<aside><p>广告</p></aside><!-- <p>旧</p> --><footer><p>版权所有</p></footer></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("", "utf-8")])
def test_a_page_of_a_website(tmp_path: Path, charset: str, encoding: str) -> None:
    (tmp_path / "a.html").write_bytes(HTML.format(charset=charset).encode(encoding))
    (page,) = pages(tmp_path / "a.html")
    (article,) = segment(page)[0]
    assert (page.id, page.date, article.id, article.headline) == ("a.html", "2024-02-26", "a.html#1", "望江区“开学”")
    assert page.raw.splitlines()[:2] == ["望江区“开学”", "沈微"]
    assert body(article).splitlines() == [
        "本报讯（记者 沈微）澜川市教育局局长许知远到望江区调研。", "他强调，安全<第一>。", "会后参观。", "学校很多", "完。",
    ]  # fmt: skip
    check_offsets(tmp_path / "a.html")


def test_a_website_in_traditional_big5(tmp_path: Path) -> None:
    text = (
        '<html><head><meta charset="big5"><title>開學</title></head><body><p>臺北市教育局召開會議。</p></body></html>'
    )
    (tmp_path / "a.htm").write_bytes(text.encode("big5"))
    (article,) = articles(tmp_path / "a.htm")
    assert (article.headline, body(article)) == ("開學", "臺北市教育局召開會議。")


def test_the_title_of_a_page_without_a_heading_loses_the_name_of_the_site(tmp_path: Path) -> None:
    for title in ("望江区开学_澜川日报", "望江区开学 - 澜川新闻网", "望江区开学|要闻|澜川"):
        (tmp_path / "a.html").write_text(f"<title>{title}</title><div>甲。<br>乙。</div>", encoding="utf-8")
        (article,) = articles(tmp_path / "a.html")
        assert (article.headline, body(article)) == ("望江区开学", "甲。\n乙。")


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>澜川新闻</title>
<item><title>甲文</title><pubDate>Tue, 27 Feb 2024 08:00:00 +0800</pubDate><guid>a1</guid><dc:creator>潘路</dc:creator>
<description>摘要</description><content:encoded><![CDATA[<p>市公安局召开会议。</p><p>完。<img src="http://x/"></p>]]></content:encoded></item>
<item><title>乙文</title><pubDate>Wed, 28 Feb 2024 08:00:00 +0800</pubDate><guid>a2</guid><description>&lt;p&gt;只有&amp;nbsp;摘要。&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>e1</id><title>甲文</title><author><name>潘路</name><uri>x:y</uri></author>
<published>2024-02-27T08:00:00Z</published><summary>摘要</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>市公安局召开会议。</p><p>完。</p></div></content></entry></feed>"""
NITF = """<nitf><head><title>x</title><docdata><date.issue norm="20240227T080000"/></docdata></head><body><body.head><hedline>
<hl1>甲文</hl1></hedline><byline>潘路</byline></body.head><body.content><p>市<org>公安局</org>召开会议。</p><p>完。</p></body.content></body></nitf>"""
NEWSML = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="n1"><itemMeta><provider>澜川日报</provider>
<versionCreated>2024-02-27T08:00:00+08:00</versionCreated></itemMeta><contentMeta><headline>甲文</headline><by>潘路</by></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>市公安局召开会议。</p>
<p>完。</p></body></html></inlineXML></contentSet></newsItem>"""
OWN = "<export><article id='7'><title>甲文</title><date>2024年2月27日</date><author>潘路</author><text>市公安局召开会议。<br/>完。</text></article></export>"


@pytest.mark.parametrize(
    ("text", "key"),
    [(RSS, "a1"), (ATOM, "e1"), (NITF, "1"), (NEWSML, "n1"), (OWN, "7")],
    ids=["RSS", "Atom", "NITF", "NewsML", "own"],
)
def test_xml_of_feeds_and_agencies(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    page, *rest = pages(tmp_path / "a.xml")
    (article,) = segment(page)[0]
    assert (page.date, page.given[0].id, article.headline, body(article)) == (
        "2024-02-27",
        key,
        "甲文",
        "市公安局召开会议。\n完。",
    )
    assert [article.quote(span) for span in article.bylines] == ["潘路"]
    assert [body(a) for other in rest for a in segment(other)[0]] == (["只有摘要。"] if text is RSS else [])


def test_no_entity_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("密码", encoding="utf-8")
    (tmp_path / "a.xml").write_text(
        f'<!DOCTYPE a [<!ENTITY s SYSTEM "{tmp_path / "secret"}">]><article><p>望江区&s;开学&amp;。</p></article>',
        encoding="utf-8",
    )
    (article,) = articles(tmp_path / "a.xml")
    assert article.chars == "望江区开学&。"


def test_entities_do_not_blow_up(tmp_path: Path) -> None:
    bombs = "".join(f'<!ENTITY b{i} "{f"&b{i - 1};" * 10}">' for i in range(1, 12))
    text = f'<!DOCTYPE a [<!ENTITY b0 "爆">{bombs}]><article><p>望江区&b11;开学。</p></article>'
    (tmp_path / "a.xml").write_text(text, encoding="utf-8")
    try:
        (article,) = articles(tmp_path / "a.xml")
    except KanwangError as error:  # newer parsers refuse the file, older ones leave the entity out
        assert "no XML" in str(error)
    else:
        assert article.chars == "望江区开学。"


@settings(max_examples=60)
@given(st.text(st.sampled_from("<>/pah1&;\"'=望区。\n!-[]"), max_size=60), st.sampled_from([".html", ".xml"]))
def test_no_markup_raises_anything_but_our_error(tmp_path_factory, text: str, suffix: str) -> None:
    path = tmp_path_factory.mktemp("markup") / f"a{suffix}"
    path.write_text(text, encoding="utf-8")
    try:
        check_offsets(path)
    except KanwangError as error:
        assert suffix == ".xml" or "paragraph" in str(error)


# -- what the source gives ---------------------------------------------------------------------------------------------


def test_given_articles_of_any_source() -> None:
    raw = "第3版\n眉题\n望江区中小学\n今日开学\n副题\n□ 沈微\n　　正文第一段写在两\n行里。\n　　第二段。\n\n广告"
    at = raw.index
    page = Page(
        "p.pdf", raw,
        given=(Given("1", Span(at("望江"), at("\n副题")), Span(at("　　正"), at("\n\n广告")), Span(at("□"), at("\n　　正")),
                     (Span(at("眉"), at("\n望")), Span(at("副"), at("\n□")))),),
        boxes=(Box(0, 3, 0, 0, 1, 1),),
    )  # fmt: skip
    (article,), left = segment(page)
    assert (article.headline, article.other_headlines) == ("望江区中小学今日开学", ("眉题", "副题"))
    assert article.chars == "眉题\n望江区中小学今日开学\n副题\n□ 沈微\n正文第一段写在两行里。\n第二段。"
    assert [(raw[one.start : one.end], one.reason) for one in left] == [
        ("第3版", "in no article"),
        ("广告", "in no article"),
    ]


def test_the_author_column_names_people_and_not_desks(tmp_path: Path) -> None:
    path = rows(
        tmp_path / "e.jsonl",
        *(
            {"text": "今天开学。", "author": author}
            for author in ("沈微；潘路", "记者 秦望舒", "新闻部", "admin", "综合")
        ),
    )
    found = collect([path])
    assert [(m.article[-1], m.surface) for m in found.mentions if m.type == "Person"] == [
        ("1", "沈微"),
        ("1", "潘路"),
        ("2", "秦望舒"),
    ]


# -- Traditional characters --------------------------------------------------------------------------------------------

TRADITIONAL = "本報訊（記者潘路）5月6日，荊州市公安局局長許知遠到荊州區調研。市公安局聯合市教育局開展“護苗”行動。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TRADITIONAL, True), ("臺北市政府召開記者會", True), ("市公安局局长许知远", False), ("范國栋写《红楼梦》", False),
        ("乾隆年间，张乾坤著书于此。", False), ("", False), ("ABC", False), ("馆名由“繁體”题写，" + "本市各单位参加活动。" * 20, False),
    ],
)  # fmt: skip
def test_traditional_is_told_from_simplified_that_cites_some(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected
    assert (folded(text) is text) is not expected
    assert len(folded(text)) == len(text)


@given(st.text(st.characters(codec="utf-8")))
def test_folding_keeps_the_length_and_is_done_after_once(text: str) -> None:
    for one in (text, TRADITIONAL + text):
        assert len(folded(one)) == len(one)
        assert folded(folded(one)) == folded(one)


@pytest.mark.parametrize("name", ["e.jsonl", "e.txt"])
def test_a_traditional_page_gives_the_entities_of_the_simplified_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "s").mkdir()
    for folder, turn in (("t", str), ("s", folded)):
        text = turn(TRADITIONAL)
        head = turn("荊州市公安局召開會議")
        if name == "e.txt":
            (tmp_path / folder / name).write_text(f"{head}\n{text}\n", encoding="utf-8")
        else:
            rows(tmp_path / folder / name, {"headline": head, "text": text})
    traditional, simplified = (collect([tmp_path / folder]) for folder in "ts")
    assert [(e.id, e.name) for e in traditional.entities] == [(e.id, e.name) for e in simplified.entities]
    assert [(s.subject, s.predicate, s.object, s.role) for s in traditional.statements] == [
        (s.subject, s.predicate, s.object, s.role) for s in simplified.statements
    ]
    assert [m.span for m in traditional.mentions] == [m.span for m in simplified.mentions]
    (article,) = traditional.articles
    assert (article.headline, body(article)) == ("荊州市公安局召開會議", TRADITIONAL)
    assert "荊州市公安局局長許知遠" in {e.quote for s in traditional.statements for e in s.evidence}
    for printed, plain in zip(traditional.mentions, simplified.mentions, strict=True):
        assert printed.surface == article.quote(printed.span)
        assert printed.name == plain.name
    assert "許知遠" in next(e for e in traditional.entities if e.name == "许知远").aliases


def test_readings_are_what_was_read() -> None:
    found = []
    for turn in (str, folded):
        page = Page("p", turn(TRADITIONAL))
        (article,) = segment(page)[0]
        found.append([one.mention for one in extract_mentions(article, page, MENTIONS)])
    printed, plain = found
    assert [one.name for one in printed] == [one.name for one in plain]
    assert {one.surface: one.reading for one in printed}["許知遠"] == "许知远"


# -- commands ----------------------------------------------------------------------------------------------------------


def test_a_folder_of_all_kinds_but_not_what_kg_wrote(tmp_path: Path) -> None:
    rows(tmp_path / "a.jsonl", {"text": "甲。"})
    (tmp_path / "b.HTML").write_text("<p>乙。</p>", encoding="utf-8")
    (tmp_path / "c.txt").write_text("丙。", encoding="utf-8")
    (tmp_path / "graph.kg").write_bytes(b"")
    (tmp_path / "graph.html").write_text("<p>刊网</p>", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("articles", "mentions", "entities", "statements"):
        rows(out / f"{name}.jsonl", {"id": name})
    found, skipped = find([tmp_path])
    assert [source.id for source in found] == ["a.jsonl", "b.HTML", "c.txt"]
    assert [reason for _, reason in skipped if reason == "written by kg"] == ["written by kg"] * 5


def test_the_commands_take_columns(tmp_path: Path) -> None:
    rows(tmp_path / "e.jsonl", {"nr": "x1", "title": "望江区开学", "body": BODY})
    option = ("--columns", "id=nr,headline=title,text=body")
    assert "e.jsonl#x1  news\n望江区开学\n" in kg("articles", "e.jsonl", *option, cwd=tmp_path).stdout
    assert "许知远" in kg("mentions", "e.jsonl", *option, cwd=tmp_path).stdout
    done = kg("build", "e.jsonl", *option, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [article.headline for article in load(tmp_path / "graph.kg").articles] == ["望江区开学"]
    one_line(kg("build", "e.jsonl", "-g", "new.kg", cwd=tmp_path), "e.jsonl", "nr、title、body", "--columns text=NAME")
    assert not (tmp_path / "new.kg").exists()
    wrong = kg("build", "e.jsonl", "--columns", "titel=x", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "headline=TITLE" in wrong.stderr
