"""Bylines: every form in which papers print the names of their people."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.mentions.bylines import byline_regions, cut_names, find_bylines
from kg.model import Article, Page, Text

BYLINES = [
    ("本报讯（记者程静文 通讯员李小川）近日，", "程静文 李小川"),
    ("本报讯（通讯员刘青 记者沈知微）5月6日", "刘青 沈知微"),
    ("本报讯（记者王瑶 通讯员何亚何卓）昨悉", "王瑶 何亚 何卓"),
    ("（记者林琪 通讯员罗欣张桥）", "林琪 罗欣 张桥"),
    ("□ 记者 岚曦\n", "岚曦"),
    ("□ 记者 张鸣 通讯员 彭越\n近日，", "张鸣 彭越"),
    ("□通讯员 陈晓 苏雨", "陈晓 苏雨"),
    ("□ 记者 岚曦2023年以来，", "岚曦"),
    ("（驻望江经开区记者刘妍 通讯员马明）", "刘妍 马明"),
    ("（澜川日报记者王全 通讯员杨萱 甘露）", "王全 杨萱 甘露"),
    ("（见习记者周安）", "周安"),
    ("（通讯员 欧阳晓雪 摄影报道）", "欧阳晓雪"),
    ("（通讯吴畅）近日", "吴畅"),
    ("（记者万里云 通讯员王谷见习记者周一安）", "万里云 王谷 周一安"),
    ("（全媒体记者张建 文/图）", "张建"),
    ("本报记者 李四方 张文 文/图\n", "李四方 张文"),
    ("丰收在望。（李航 摄）", "李航"),
    ("（潘远 张晴 摄）", "潘远 张晴"),
    ("同比增长8%。（何晓 李新河）", "何晓 李新河"),
    ("文/张小丰 图/李小光\n", "张小丰 李小光"),
    ("记者：张小丰\n", "张小丰"),
    ("编辑：王一鸣 校对：李文\n", "王一鸣 李文"),
    ("（摄影：王一鸣）", "王一鸣"),
    ("（新华社记者 王一鸣 摄）", "王一鸣"),
    ("本报讯 记者张小丰报道：", "张小丰"),
    ("本报北京6月4日讯记者贾平、本报记者李长河报道：", "贾平 李长河"),
    ("（记者黄杨、通讯员郑国）", "黄杨 郑国"),
    ("（记者阿依古丽·买买提）", "阿依古丽·买买提"),
    ("（记者 王 亚 通讯员 李光）", "王 亚 李光"),
    ("（记者 李文图/文）", "李文"),
    ("（记者 Anna Smith 摄）", "Anna Smith"),
    ("□ 记者 江南 通讯员 白桦\n", "江南 白桦"),
    ("文/图 本报记者 云霞 通讯员 田园\n", "云霞 田园"),
    ("热闹非凡。（苏宁）", "苏宁"),
    ("本报讯（宋词）近日，", "宋词"),
    ("本报讯（夏阳岳布衣）近日，", "夏阳 岳布衣"),
    ("（记者 马丽云 巴音孟克巴图）", "马丽云 巴音孟克巴图"),
    ("通讯员 乌日娜/文 屈平/图\n", "乌日娜 屈平"),
    ("开心一刻。\n托里江·艾山 云霄 摄影报道\n", "托里江·艾山 云霄"),
    ("（记者 才仁 通讯员 努尔兰）", "才仁 努尔兰"),
]

NO_BYLINES = [
    "（新华社发）",
    "（上接第一版）",
    "（本报综合）",
    "（完）",
    "（本报记者）",
    "（资料图）",
    "（图片由市公安局提供）",
    "（原载5月6日《澜川日报》）",
    "记者从会上获悉，今年以来",
    "\n记者了解到，该路段已通车",
    "通讯员队伍不断壮大。",
    "华光（宜城）有限公司",
    "镜头安装完毕。（高清）",
    "详见第三版。（党建）",
    "本报讯（综合）近日，",
    "",
]


def article(text: str) -> Article:
    return Article("a", "p", "news", None, (), (), Text(text, tuple(range(len(text)))))


@pytest.mark.parametrize(("text", "expected"), BYLINES)
def test_all_names_of_a_byline(text: str, expected: str) -> None:
    found = [mention.surface for mention in find_bylines(article(text), Page("p", text))]
    assert " ".join(found) == expected


@pytest.mark.parametrize("text", NO_BYLINES)
def test_no_byline(text: str) -> None:
    assert list(find_bylines(article(text), Page("p", text))) == []


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("何亚何卓言", ["何亚", "何卓言"]),
        ("刘朋吴曦", ["刘朋", "吴曦"]),
        ("欧阳晓雪", ["欧阳晓雪"]),
        ("张三丰李四光", ["张三丰", "李四光"]),
        ("岚曦", ["岚曦"]),
    ],
)
def test_runs_without_spaces_are_cut_by_surnames(run: str, names: list[str]) -> None:
    assert cut_names(run) == names


@given(st.text(alphabet="（）记者通讯员摄文图/王李张欧阳 　、：\n□报讯电驻日A.·", max_size=60))
def test_any_text_is_survived_and_spans_tell_the_truth(text: str) -> None:
    for mention in find_bylines(article(text), Page("p", text)):
        assert text[mention.span.start : mention.span.end] == mention.surface
        assert mention.surface.strip() == mention.surface != ""
    regions = byline_regions(text)
    assert all(first.end <= second.start for first, second in pairwise(regions))
