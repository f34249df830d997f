"""Which files are pages, how they are decoded, and what is known of their outlet, home and date."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KanwangError
from kg.model import Division
from kg.read import facts, find, read


def test_find_gives_pages_in_order_and_says_what_it_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/.hidden.txt", ".git/x.txt", "a/scan.docx", "paper.toml", "upper.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
    pages, skipped = find([tmp_path])
    assert [page.id for page in pages] == ["a/c.txt", "b.txt", "upper.TXT"]
    assert [path for path, _ in skipped] == [str(tmp_path / "a" / "scan.docx")]
    assert skipped[0][1].startswith("not a .txt, ")
    assert [page.id for page in find([tmp_path / "b.txt", tmp_path])[0]] == ["a/c.txt", "b.txt", "upper.TXT"]


def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "broken.txt").write_bytes("望江".encode() + b"\xff\xff\xff")
    (tmp_path / "empty").mkdir()
    cases = [
        (lambda: read(tmp_path / "binary.txt"), "binary.txt"),
        (lambda: read(tmp_path / "broken.txt"), "broken.txt"),
        (lambda: read(tmp_path / "none.txt"), "none.txt"),
        (lambda: read(tmp_path), "folder"),
        (lambda: find([tmp_path / "none"]), "none"),
        (lambda: find([tmp_path / "empty"]), "No pages"),
    ]
    for call, told in cases:
        with pytest.raises(KanwangError, match=told) as error:
            call()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "p.txt"
    path.write_bytes("望江区\r\n开学\r第一课\n".encode(encoding))
    page = read(path)
    assert (page.id, page.raw) == ("p.txt", "望江区\n开学\n第一课\n")


def test_look_alike_radicals_become_characters_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text("⼯⾏，！？１", encoding="utf-8")
    assert read(path).raw == "工行，！？１"


def test_an_empty_file_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_bytes(b"")
    page = read(tmp_path / "p.txt")
    assert (page.raw, page.outlet, page.home, page.date, dict(page.why)) == ("", None, None, None, {})


SIDECAR = """
outlet = "澜川日报"
home = "澜川市"
[[divisions]]
name = "澜川市"
level = "city"
parent = ""
[[divisions]]
name = "望江区"
level = "district"
parent = "澜川市"
[pages."p.txt"]
home = "澜川市望江区"
date = 2024-05-06
edition = "望江新闻"
folio = "3"
"""


def test_a_sidecar_outranks_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "paper.toml").write_text(SIDECAR, encoding="utf-8")
    for name in ("p.txt", "q.txt"):
        (tmp_path / name).write_text("武汉市我市市公安局", encoding="utf-8")
    page, other = (read(tmp_path / name) for name in ("p.txt", "q.txt"))
    assert (page.outlet, page.home, page.date) == ("澜川日报", "澜川市望江区", "2024-05-06")
    assert (other.outlet, other.home, other.date) == ("澜川日报", "澜川市", None)
    assert page.divisions == (Division("澜川市", "city", ""), Division("望江区", "district", "澜川市"))
    assert (page.folio, other.folio) == ("3", None)
    assert page.why["home"] == page.why["folio"] == "paper.toml"
    (tmp_path / "paper.toml").write_text('outlet = "望江报"', encoding="utf-8")
    assert read(tmp_path / "p.txt").outlet == "望江报"


def test_a_home_may_be_given_with_what_lies_over_it(tmp_path: Path) -> None:
    (tmp_path / "paper.toml").write_text('home = "襄阳市枣阳市"', encoding="utf-8")
    (tmp_path / "p.txt").write_text("市公安局", encoding="utf-8")
    assert read(tmp_path / "p.txt").home == "枣阳市"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("outlet = ", "Cannot read"),
        ("outlets = 'x'", "outlets"),
        ("date = 'gestern'", "2024-02-27"),
        ("home = 3", "home"),
        ("divisions = 1", "divisions"),
        ("[[divisions]]\nname = '望江区'\nlevel = 'ward'\nparent = ''", "ward"),
        ("[[divisions]]\nlevel = 'town'", "name"),
        ("pages = 1", "pages"),
        ("[pages.'p.txt']\nhomes = 'x'", "homes"),
    ],
)
def test_a_wrong_sidecar_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "paper.toml").write_text(text, encoding="utf-8")
    (tmp_path / "p.txt").write_text("望江", encoding="utf-8")
    with pytest.raises(KanwangError, match=told):
        read(tmp_path / "p.txt")


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2024-02-27.txt", "2024-02-27"),
        ("lcrb_20240227_03.txt", "2024-02-27"),
        ("2024年2月27日.txt", "2024-02-27"),
        ("2024.02.27-A3.txt", "2024-02-27"),
        ("page-0992086295.txt", None),
        ("20241399.txt", None),
        ("3.txt", None),
    ],
)
def test_the_date_in_a_file_name(name: str, date: str | None) -> None:
    assert facts("", name).date == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("澜川日报\n2024年5月7日 星期二 第2版\n5月1日开幕。", "2024-05-07"),
        ("03 要闻 2024.5.7 星期二\n", "2024-05-07"),
        ("2024-05-07 星期二 责编：沈微\n", "2024-05-07"),
        ("星期二 2024年5月7日 农历甲辰年三月廿九\n", "2024-05-07"),
        ("二〇二四年五月七日 星期二\n", "2024-05-07"),
        ("2024年5月7日\n星期二\n第3版\n", "2024-05-07"),
        ("停电通知\n特此通知。\n城东供电所\n2024年5月7日\n", None),
        ("本报讯 5月6日，2024年春耕现场会在望江区召开。", "2024-05-06"),
        ("本报讯 5月6日，2024年防汛会议在望江区行政中心会议厅召开。\n昨日上午，在望江区行政中心会议厅，干部们签下责任书。", "2024-05-07"),
        ("2023年，全市增长。今年的目标到2030年实现。2023年底，5月6日开学。", "2023-05-06"),
        ("5月6日，望江区开学。", None),
        ("2024年，望江区开学。", None),
        ("2024年1月3日开工，去年12月8日签约。1月5日，施工队进场。2024年投产。", "2024-01-05"),
        ("2024年工程将于8月1日完工。5月6日，记者到现场。", "2024-05-06"),
    ],
)  # fmt: skip
def test_the_date_that_a_page_tells(text: str, date: str | None) -> None:
    assert facts(text, "p.txt").date == date


LOCAL = (
    Division("澜川市", "city", ""),
    Division("望江区", "district", "澜川市"),
    Division("临溪县", "county", "澜川市"),
)


@pytest.mark.parametrize(
    ("text", "divisions", "home"),
    [
        ("记者从市教育局获悉，我市中小学开学。武汉交警上路。武汉市江岸区的学校也开学。", (), "武汉市"),
        ("近日，区委书记到江岸区花桥街道调研。区政府、区发改局参加。江岸区推进。", (), "武汉市江岸区"),
        ("县委、县政府召开会议，我县干部参加。嘉鱼县推进，县水利局负责。", (), "嘉鱼县"),
        ("我市召开会议，市委书记讲话。仙桃全面推进，仙桃市各镇参加，仙桃人叫好。", (), "仙桃市"),
        ("近日，区政府召开会议，望江区各街道参加。区水利局负责。", LOCAL, "澜川市望江区"),
        ("我县召开会议，临溪县各镇参加。", LOCAL, "临溪县"),
        ("记者从市教育局获悉，澜川市中小学开学，澜川交警上路，澜川市民点赞。我市启动行动。", (), "澜川市"),
        ("近日，州委召开会议，恩施州各县市参加。我州推进。恩施市、利川市作汇报。", (), "恩施土家族苗族自治州"),
        ("我旗召开会议，旗委书记讲话。土默特左旗各镇参加，旗农牧局负责。", (), "土默特左旗"),
        ("盟委召开会议，兴安盟各旗县参加，盟行署领导出席。", (), "兴安盟"),
        ("地委召开会议，阿克苏地区各县参加。地区行署领导出席。", (), "阿克苏地区"),
        ("县委召开会议。景宁畲族自治县推进。我县茶农增收。丽水市领导到会。", (), "景宁畲族自治县"),
        ("我市召开会议，澜川市各县参加。" + "澜川人叫好。" * 8 + "杭州市、苏州市来考察。", (), "澜川市"),
        ("花开了，人来了。", (), None),
        ("", (), None),
    ],
)
def test_the_home_that_a_page_speaks_from(text: str, divisions: tuple[Division, ...], home: str | None) -> None:
    assert facts(text, "p.txt", divisions).home == home


def test_a_district_of_many_cities_is_the_one_whose_city_is_named() -> None:
    text = "近日，区委召开会议，鼓楼区各街道参加，区教育局负责。徐州市有关部门到会。鼓楼区推进。"
    assert facts(text, "p.txt").home == "徐州市鼓楼区"


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("澜川日报\n2024年5月7日 星期二\n", "澜川日报"),
        ("澜川晚报讯（记者沈微）5月6日，", "澜川晚报"),
        ("2 要闻\n今日澜川\n", "今日澜川"),
        ("望江区开学\n今日澜川记者 沈微 文/图\n", "今日澜川"),
        ("（原载5月6日《湖北日报》）", None),
        ("本报讯 澜川日报社记者获奖。", None),
    ],
)
def test_the_outlet_that_a_page_prints(text: str, outlet: str | None) -> None:
    assert facts(text, "p.txt").outlet == outlet


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["2024年", "5月6日", "13月", "昨日", "我市", "区委", "县政府", "武汉", "江岸区", "澜川市", "日报", "\n", "讯", "《", "0", " "]
        ),
        max_size=40,
    ).map("".join),
    st.text(max_size=20),
)  # fmt: skip
def test_facts_are_total_and_say_why(text: str, name: str) -> None:
    found = facts(text, name)
    assert set(found.why) == {key for key in ("outlet", "home", "date", "folio") if getattr(found, key)}
