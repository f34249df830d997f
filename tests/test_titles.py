"""Titles of initiatives, events, documents and honours: normal forms and their short forms."""

from __future__ import annotations

import pytest

from kg.model import Page
from kg.pipeline import process_issue
from kg.resolve import resolve, titles

PLACES = {"市": "云川市", "区": "云川市甲山区", "省": "岭东省"}


def home(level: str) -> str | None:
    return PLACES.get(level)


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("“清风”行动", "“清风”行动"),
        ("“清风行动”", "清风行动"),
        ("‘十问’活动", "“十问”活动"),
        ("此次禁烧专项行动", "禁烧专项行动"),
        ("全市道路交通安全整治行动", "道路交通安全整治行动"),
        ("市智慧停车平台", "云川市智慧停车平台"),
        ("区12345政务热线", "云川市甲山区12345政务热线"),
        ("市场主体倍增行动", "市场主体倍增行动"),
        ("区块链服务平台", "区块链服务平台"),
        ("市民之家建设项目", "市民之家建设项目"),
        ("省级文明城市创建工作", "省级文明城市创建"),
        ("“日清周结”的工作机制", "“日清周结”工作机制"),
        ("云川市直单位2023年“双评”活动", "“双评”活动"),
        ("云川市“一码通”平台", "云川市“一码通”平台"),
    ],
)
def test_initiatives(surface: str, name: str) -> None:
    assert titles.initiative(surface, home) == name


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("全市教育工作会", "云川市教育工作会议"),
        ("2024年全市水利工作会议", "2024年云川市水利工作会议"),
        ("全区安全生产推进会", "甲山区安全生产推进会"),
        ("区政府常务会议", "〔区政府〕常务会议"),
        ("区委财经委员会第四次会议", "甲山区委财经委员会第四次会议"),
        ("市政协全会", "云川市政协全会"),
        ("市场监管工作会议", "市场监管工作会议"),
        ("党的二十届三中全会", "中国共产党第二十届中央委员会第三次全体会议"),
        ("全国文化大会", "全国文化大会"),
    ],
)
def test_events(surface: str, name: str) -> None:
    assert titles.event(surface, home, lambda body: f"〔{body}〕") == name


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("《云川市养犬管理办法（试行）》", "云川市养犬管理办法（试行）"),
        ("《反食品浪费法》", "中华人民共和国反食品浪费法"),
        ("《中华人民共和国水法》", "中华人民共和国水法"),
        ("《魔法》", "魔法"),
    ],
)
def test_documents(surface: str, name: str) -> None:
    assert titles.document(surface) == name


@pytest.mark.parametrize(
    ("names", "goes"),
    [
        (["“护苗”专项行动", "护苗"], {"护苗": "“护苗”专项行动"}),
        (["“数字乡村”建设工程", "数字乡村建设工程"], {"数字乡村建设工程": "“数字乡村”建设工程"}),
        (["“双优”攻坚战", "“双优”活动", "“双优”现场会制度"], {"“双优”活动": "“双优”攻坚战"}),
        (["“双评”评议", "“双评”评议活动"], {"“双评”评议": "“双评”评议活动"}),
        (
            ["石矶街道桐影社区改造提升项目", "桐影社区改造提升项目"],
            {"桐影社区改造提升项目": "石矶街道桐影社区改造提升项目"},
        ),
        (["甲山区“十五五”规划", "十五五"], {"十五五": "甲山区“十五五”规划"}),
    ],
)
def test_labels_of_one_initiative(names: list[str], goes: dict[str, str]) -> None:
    found = titles.merge(dict.fromkeys(names, 1), ["云川市甲山区"])
    assert {name: found[name] for name in goes} == goes


@pytest.mark.parametrize(
    "names",
    [
        ["“双优”攻坚战", "“双优”现场会制度"],
        ["校园安全整治行动", "校园安全整治提升行动"],
        ["“护苗”专项行动", "“护河”专项行动"],
        ["第一届龙舟赛", "第二届龙舟赛"],
        ["石矶街道桐影社区改造提升项目", "临渡街道桐影社区改造提升项目", "桐影社区改造提升项目"],
        ["石矶街道道路改造项目", "道路改造项目"],
    ],
)
def test_different_initiatives_stay_apart(names: list[str]) -> None:
    found = titles.merge(dict.fromkeys(names, 1))
    assert len(set(found.values())) == len(names)


def test_merging_is_idempotent() -> None:
    names = ["“双优”攻坚战", "“双优”活动", "双优", "“护苗”行动", "护苗行动"]
    once = titles.merge(dict.fromkeys(names, 1))
    twice = titles.merge(dict.fromkeys(once.values(), 1))
    assert all(twice[name] == name for name in once.values())


def test_a_scheme_and_a_platform_of_one_label_stay_two() -> None:
    """“云才归巢”计划 is run, “云才归巢”小程序 is used; the bare label is the scheme's."""
    names = {"“云才归巢”计划": 3, "“云才归巢”小程序": 2, "云才归巢": 1, "“云才归巢”平台": 1}
    goes = titles.merge(names)
    assert goes["“云才归巢”计划"] == "“云才归巢”计划"
    assert goes["“云才归巢”小程序"] == goes["“云才归巢”平台"] == "“云才归巢”小程序"
    assert goes["云才归巢"] == "“云才归巢”计划"


def test_a_platform_alone_takes_its_bare_label() -> None:
    """Where no scheme bears the label, the bare label is the platform."""
    assert titles.merge({"“村村享”平台": 2, "村村享": 1})["村村享"] == "“村村享”平台"


@pytest.mark.parametrize(
    ("name", "nobodys"),
    [
        ("“净河”专项行动部署会", False),
        ("“发展油茶产业”专题协商会", True),
        ("国土空间规划编制推进会", True),
        ("云川市河湖长制工作会议", False),
    ],
)
def test_whose_a_meeting_is(name: str, nobodys: bool) -> None:
    """A campaign's label tells its meeting from others; a topic in quotes does not."""
    assert titles.is_nobodys(name) is nobodys


def test_the_provinces_honour() -> None:
    """省级 is the province's name where the home knows it."""
    assert titles.honour("“省级节水型单位”", home) == "岭东省节水型单位"


def test_editions_of_a_yearly_initiative_are_one() -> None:
    """What is held each year is one initiative, in any order of its pages; another label of the same year is another."""
    texts = (
        "5月6日，市水利局启动2024年“清澜”专项行动。",
        "5月6日，市水利局启动2023年“清澜”专项行动。",
        "5月6日，市水利局启动2023年“清岸”专项行动。",
    )
    pages = [Page(f"p{i}", f"城事\n本报讯（记者沈微）{text}", home="澜川市") for i, text in enumerate(texts)]
    for order in (pages, pages[::-1]):
        entities = resolve([result for page in order for result in process_issue([page])]).entities
        assert {e.name for e in entities if e.type == "Initiative"} == {"“清澜”专项行动", "“清岸”专项行动"}


def test_a_nomination_is_no_award() -> None:
    """市长质量奖 is the short form of 第八届云川市市长质量奖, not of its 提名奖."""
    text = (
        "云川日报 第1版 2025年3月4日 星期二\n\n质量奖揭晓\n\n本报讯（记者 王一）近日，启明公司获得第八届云川市市长质量奖，"
        "金禾公司获得市长质量奖提名奖。此前，丰泽公司获得市长质量奖。\n"
    )
    page = Page("1", text, home="云川市")
    collection = resolve(process_issue((page,)))
    names = {entity.name for entity in collection.entities if entity.type == "Honour"}
    assert any(name.endswith("市长质量奖") for name in names), names
    assert any(name.endswith("提名奖") for name in names), names
    assert len(names) == 2, names
