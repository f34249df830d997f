"""The tree of divisions and the official names of printed places, for many cities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Division
from kg.places import official_place, parent_of, split_place_prefix, tree

SIDECAR = (
    Division("望江区", "district", "澜川市"),
    Division("澜川市", "city", "湖北省"),
    Division("云坪县", "county", "澜川市"),
)

# printed, home, canonical name, kind
OFFICIAL = [
    ("宜昌", "宜昌市", "宜昌市", "city"),
    ("湖北", "宜昌市", "湖北省", "province"),
    ("吉林", "宜昌市", "吉林省", "province"),
    ("恩施州", "恩施土家族苗族自治州", "恩施土家族苗族自治州", "city"),
    ("长阳", "宜昌市", "长阳土家族自治县", "county"),
    ("夷陵区", "宜昌市", "宜昌市夷陵区", "district"),
    ("湖北省宜昌市夷陵区", None, "宜昌市夷陵区", "district"),
    ("宜昌市当阳市", "宜昌市", "当阳市", "county-city"),
    ("北京朝阳区", None, "北京市朝阳区", "district"),
    ("鼓楼区", "南京市", "南京市鼓楼区", "district"),
    ("鼓楼区", "宜昌市", "鼓楼区", "district"),
    ("岳麓区", "宜昌市", "长沙市岳麓区", "district"),
    ("襄阳地区", "襄阳市", "襄阳市", "city"),
    # 我市, 我区
    ("我市", "宜昌市夷陵区", "宜昌市", "city"),
    ("我区", "宜昌市夷陵区", "宜昌市夷陵区", "district"),
    ("我省", "宜昌市", "湖北省", "province"),
    ("我县", "远安县", "远安县", "county"),
    ("我市", "当阳市", "当阳市", "county-city"),
    ("市", "宜昌市", "宜昌市", "city"),
    # zones
    ("宜昌高新区", "宜昌市", "宜昌高新技术产业开发区", "zone"),
    ("襄阳经开区", "襄阳市", "襄阳经济技术开发区", "zone"),
    ("经开区", "襄阳市襄城区", "襄阳经济技术开发区", "zone"),
    ("高新区", "襄阳市", "襄阳高新技术产业开发区", "zone"),
    ("襄阳综保区", "襄阳市", "襄阳综合保税区", "zone"),
    ("襄阳经开区幸福里小区", "襄阳市", "襄阳经济技术开发区幸福里小区", "community"),
    ("远安经开区", "宜昌市", "远安经济开发区", "zone"),
    # towns, villages, roads with what is printed before them
    ("分乡镇", "宜昌市夷陵区", "宜昌市夷陵区分乡镇", "town"),
    ("分乡镇", "宜昌市", "分乡镇", "town"),
    ("夷陵区分乡镇", "宜昌市", "宜昌市夷陵区分乡镇", "town"),
    ("当阳半月镇", "宜昌市", "当阳市半月镇", "town"),
    ("分乡镇棠垭村", "宜昌市夷陵区", "宜昌市夷陵区分乡镇棠垭村", "village"),
    ("小溪塔街道平云社区", "宜昌市夷陵区", "宜昌市夷陵区小溪塔街道平云社区", "community"),
    ("西陵区夷陵大道", "宜昌市", "宜昌市西陵区夷陵大道", "road"),
    ("夷陵大道", "宜昌市", "夷陵大道", "road"),
    ("洪山区卓刀泉街道星光小区", "宜昌市", "武汉市洪山区卓刀泉街道星光小区", "community"),
    # a site keeps the name it prints
    ("襄阳古城", "襄阳市", "襄阳古城", "site"),
    ("湖北襄阳古城", "襄阳市", "襄阳古城", "site"),
    ("宜昌市民之家", "宜昌市", "宜昌市民之家", "site"),
    ("市博物馆", "宜昌市", "宜昌市博物馆", "site"),
    ("公安", "公安县", "公安县", "county"),
    ("越南", "宜昌市", "越南", "country"),
    ("印尼", None, "印度尼西亚", "country"),
    ("珠江三角洲", None, "珠三角", "region"),
    # names of earlier times
    ("襄樊市", "襄阳市", "襄阳市", "city"),
    ("蒲圻市", "咸宁市", "赤壁市", "county-city"),
    ("武昌县", "武汉市", "武汉市江夏区", "district"),
    ("武昌区", "武汉市", "武汉市武昌区", "district"),
    ("增城市", "广州市", "广州市增城区", "district"),
    ("伊克昭盟", None, "鄂尔多斯市", "city"),
    # a city that only the sidecar, or only the page's home, knows
    ("望江区", "澜川市", "澜川市望江区", "district"),
    ("我市", "澜川市望江区", "澜川市", "city"),
    ("云坪县", "澜川市", "云坪县", "county"),
    ("柳塘镇", "澜川市望江区", "澜川市望江区柳塘镇", "town"),
    ("澜川高新区", "澜川市", "澜川高新技术产业开发区", "zone"),
]


@pytest.mark.parametrize(("printed", "home", "name", "kind"), OFFICIAL)
def test_official_place(printed: str, home: str | None, name: str, kind: str) -> None:
    divisions = SIDECAR if home and home.startswith("澜川") else ()
    assert official_place(printed, home, tree(divisions)) == (name, kind)


def test_home_is_known_without_a_sidecar() -> None:
    assert official_place("我区", "澜川市望江区", tree()) == ("澜川市望江区", "district")
    assert official_place("望江区", "澜川市望江区", tree()) == ("澜川市望江区", "district")


SPLITS = [
    ("宜昌市夷陵区人社局", "宜昌市", "宜昌市夷陵区", "人社局"),
    ("市公安局", "宜昌市", "市", "公安局"),
    ("市市场监管局", "宜昌市", "市", "市场监管局"),
    ("市民政局", "宜昌市", "市", "民政局"),
    ("区委", "宜昌市夷陵区", "区", "委"),
    ("省人社厅", None, "省", "人社厅"),
    ("湖北星火新材料公司", None, "湖北", "星火新材料公司"),
    ("襄阳交警", "襄阳市", "襄阳", "交警"),
    ("襄阳高新区党工委", "襄阳市", "襄阳高新区", "党工委"),
    ("开发区管委会", "襄阳市", "开发区", "管委会"),
    ("分乡镇纪委", "宜昌市夷陵区", "分乡镇", "纪委"),
    ("小溪塔街道办事处", "宜昌市夷陵区", "小溪塔街道", "办事处"),
    ("平云社区居委会", None, "平云社区", "居委会"),
    ("当阳市公安局", "宜昌市", "当阳市", "公安局"),
    ("市场监管局", "宜昌市", "", "市场监管局"),
    ("市民中心", "宜昌市", "", "市民中心"),
    ("宜昌市乡村振兴局", "宜昌市", "宜昌市", "乡村振兴局"),
    ("宜昌市乡镇企业局", "宜昌市", "宜昌市", "乡镇企业局"),
    ("乡村振兴局", None, "", "乡村振兴局"),
    ("人民银行宜昌市分行", None, "", "人民银行宜昌市分行"),
    ("凤台中学", "宜昌市", "", "凤台中学"),
]


@pytest.mark.parametrize(("name", "home", "prefix", "rest"), SPLITS)
def test_split_place_prefix(name: str, home: str | None, prefix: str, rest: str) -> None:
    assert split_place_prefix(name, home, tree()) == (prefix, rest)


PARENTS = [
    ("宜昌市夷陵区", "宜昌市"),
    ("当阳市", None),
    ("湖北省", None),
    ("宜昌市夷陵区分乡镇", "宜昌市夷陵区"),
    ("宜昌市夷陵区分乡镇棠垭村", "宜昌市夷陵区分乡镇"),
    ("武汉市洪山区卓刀泉街道星光小区", "武汉市洪山区卓刀泉街道"),
    ("襄阳经济技术开发区", "襄阳市"),
    ("襄阳古城", "襄阳市"),
    ("远安县", None),
    ("滨江路", None),
]


@pytest.mark.parametrize(("chain", "parent"), PARENTS)
def test_parent_of(chain: str, parent: str | None) -> None:
    assert parent_of(chain) == parent


def test_tree_finds_by_full_name_short_name_and_chain() -> None:
    known = tree()
    assert [node.chain for node in known.find("江岸区")] == ["武汉市江岸区"]
    assert [node.chain for node in known.find("宜昌")] == ["宜昌市"]
    assert [node.chain for node in known.find("湖北省宜昌市夷陵区")] == ["宜昌市夷陵区"]
    assert known.find("无此地") == ()


def test_every_division_is_found_by_its_chain() -> None:
    known = tree()
    for nodes in known.names().values():
        for node in nodes:
            assert known.by_chain(node.chain) is not None
            assert node.parent is None or known.by_chain(node.parent) is not None


def test_sidecar_in_any_order_gives_the_same_chains() -> None:
    for divisions in (SIDECAR, SIDECAR[::-1]):
        assert [node.chain for node in tree(divisions).find("望江区")] == ["澜川市望江区"]


def test_sidecar_that_goes_round_in_circles_ends() -> None:
    circle = (Division("甲区", "district", "乙市"), Division("乙市", "city", "甲区"))
    assert tree(circle).find("乙市")


PIECES = st.sampled_from(
    [*"市县区省镇乡村州旗路我本", "宜昌", "湖北", "经开区", "夷陵区", "澜川市", "分乡镇", "地区", "公安"]
)
NAMES = st.one_of(st.text(max_size=12), st.lists(PIECES, max_size=6).map("".join))
HOMES = st.sampled_from([None, "", "宜昌市", "宜昌市夷陵区", "远安县", "澜川市望江区", "怪"])


@given(NAMES, HOMES)
def test_official_names_stay_official(name: str, home: str | None) -> None:
    official, kind = official_place(name, home, tree())
    assert kind
    assert bool(official) or not name.strip()


@given(NAMES, HOMES)
def test_split_loses_nothing(name: str, home: str | None) -> None:
    assert "".join(split_place_prefix(name, home, tree())) == name


@given(NAMES)
def test_parent_is_shorter_or_other(name: str) -> None:
    assert parent_of(name) != name or not name
