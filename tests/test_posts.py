"""The grammar of title phrases: which post at which agency stands before a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts import Post, find_titles, titles_before

# text, name, then the posts as agency/reading/role, separated by spaces; - is nothing.
TITLES = [
    (
        "澜川区委副书记、区长，澜川经开区党工委副书记周望",
        "周望",
        "澜川区委/-/副书记 -/澜川区政府/区长 澜川经开区党工委/-/副书记",
    ),
    ("区委常委、区政府常务副区长何平", "何平", "区委/-/常委 区政府/-/常务副区长"),
    ("省水利厅党组成员、副厅长孙青", "孙青", "省水利厅/-/党组成员 省水利厅/-/副厅长"),
    ("市委书记吴海", "吴海", "市委/-/书记"),
    ("区委常委、组织部部长、统战部部长方圆圆", "方圆圆", "区委/-/常委 组织部/区委组织部/部长 统战部/区委统战部/部长"),
    ("望江区委书记江流，副区长段明", "段明", "-/望江区政府/副区长"),
    ("近日，市商务局流通科科长高天介绍", "高天", "市商务局流通科/-/科长"),
    ("华光（宜城）有限公司总经理杨柳", "杨柳", "华光（宜城）有限公司/-/总经理"),
    ("实验中学滨江校区学生陶然", "陶然", "实验中学滨江校区/-/学生"),
    ("副区长甘小雨、乙川、丙泉", "丙泉", "-/区政府/副区长"),
    ("东升镇党委书记王一", "王一", "东升镇党委/-/书记"),
    ("城关街道党委书记王一", "王一", "城关街道党委/-/书记"),
    ("红星村党支部书记王一", "王一", "红星村/-/党支部书记"),
    ("华光集团党委书记、董事长王一", "王一", "华光集团/-/党委书记 华光集团/-/董事长"),
    ("望江大学党委书记王一", "王一", "望江大学/-/党委书记"),
    ("市公安局长王一", "王一", "市公安局/-/局长"),
    ("区委常委、宣传部长王一", "王一", "区委/-/常委 宣传部/区委宣传部/部长"),
    ("区委常委、纪委书记、监委主任王一", "王一", "区委/-/常委 纪委/区纪委/书记 监委/区监委/主任"),
    ("陪同的有市住房和城乡建设局局长王一", "王一", "市住房和城乡建设局/-/局长"),
    ("王二和区教育局局长王一", "王一", "区教育局/-/局长"),
    ("澜川市长王一", "王一", "-/澜川市政府/市长"),
    ("澜川市市长王一", "王一", "-/澜川市政府/市长"),
    ("县委副书记、代县长王一", "王一", "县委/-/副书记 -/县政府/代县长"),
    ("原市委书记王一", "王一", "市委/-/书记"),
    ("区公安分局副局长、交警大队大队长王一", "王一", "区公安分局/-/副局长 交警大队/-/大队长"),
    ("刑警支队长王一", "王一", "刑警支队/-/支队长"),
    ("市长兼市委副书记王一", "王一", "-/市政府/市长 市委/-/副书记"),
    ("市委书记兼市长王一", "王一", "市委/-/书记 -/市政府/市长"),
    ("省委常委、市委书记王一", "王一", "省委/-/常委 市委/-/书记"),
    ("全国人大代表、红星村党支部书记王一", "王一", "全国人大/-/代表 红星村/-/党支部书记"),
    ("中共中央总书记、国家主席、中央军委主席王一", "王一", "中共中央/-/总书记 -/-/国家主席 中央军委/-/主席"),
    ("区政协主席姜遥，区政协副主席尹重", "尹重", "区政协/-/副主席"),
    ("市人大常委会主任王一", "王一", "市人大常委会/-/主任"),
    ("市政府副秘书长、办公室主任王一", "王一", "市政府/-/副秘书长 办公室/市政府办公室/主任"),
    ("区领导万里、张山、黄石", "黄石", "-/-/区领导"),
    ("由市长王一带队", "王一", "-/市政府/市长"),
    ("会见了澜川市商务局局长王一", "王一", "澜川市商务局/-/局长"),
    ("5月11日市教育局局长王一", "王一", "市教育局/-/局长"),
    ("邀请澜川大学教授王一", "王一", "澜川大学/-/教授"),
    ("我省著名作家王一", "王一", "-/-/作家"),
    ("清风社区居民王一", "王一", "清风社区/-/居民"),
    ("中国工商银行澜川分行行长王一", "王一", "中国工商银行澜川分行/-/行长"),
    ("市文化和旅游局党组书记、局长王一", "王一", "市文化和旅游局/-/党组书记 市文化和旅游局/-/局长"),
    ("自由贸易区管委会副主任王一", "王一", "自由贸易区管委会/-/副主任"),
    ("区长王一", "王一", "-/区政府/区长"),
    ("记者王一", "王一", "-/-/记者"),
    ("澜川日报社总编辑王一", "王一", "澜川日报社/-/总编辑"),
    ("市摄影家协会主席王一", "王一", "市摄影家协会/-/主席"),
    ("澜川革命纪念馆馆长王一", "王一", "澜川革命纪念馆/-/馆长"),
    ("近日，王一在会上", "王一", ""),
    ("会议要求王一", "王一", ""),
    ("高质量发展王一", "王一", ""),
    ("，王一指出", "王一", ""),
    ("“四大行动”王一", "王一", ""),
]


def shown(text: str, posts: tuple[Post, ...]) -> str:
    """The posts in the notation of the table."""
    return " ".join(
        "/".join((text[p.agency_span.start : p.agency_span.end] if p.agency_span else "-", p.implied or "-", p.role))
        for p in posts
    )


@pytest.mark.parametrize(("text", "name", "expected"), TITLES)
def test_titles_before(text: str, name: str, expected: str) -> None:
    assert shown(text, titles_before(text, text.rindex(name))) == expected


def test_find_titles_gives_whole_phrases_in_order() -> None:
    text = "区委副书记、区长周望，市教育局局长何平参加。"
    found = [text[title.span.start : title.span.end] for title in find_titles(text)]
    assert found == ["区委副书记、区长", "市教育局局长"]


def test_contracted_head_overlaps_its_agency() -> None:
    (post,) = titles_before("市公安局长王一", 5)
    assert post.agency_span is not None
    assert post.agency_span.overlaps(post.role_span)


@given(st.text(alphabet="区委书记市长副、，。和由的（）“”局党组成员兼原甲乙丙 \n", max_size=40), st.integers(0, 40))
def test_any_text_is_survived(text: str, at: int) -> None:
    at = min(at, len(text))
    for post in titles_before(text, at):
        assert text[post.role_span.start : post.role_span.end] == post.role
        assert post.agency_span is None or 0 <= post.agency_span.start < post.agency_span.end <= at
    for title in find_titles(text):
        assert title.posts
        assert title.span.end == title.posts[-1].role_span.end
