"""holds_post: titles, shared and bare posts, elections and appointments, in sentences of several cities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from noted import noted

from extractors.relations.posts import find_posts
from kg.model import Article, Mention, Page, Span, Text

POST_TYPES = ("Agency", "Person", "Place")

# Text with its mentions as [surface|T], then who holds a post where.
ROWS = [
    ("[游仙区忠兴镇党委|A]副书记、镇长[何平|P]介绍", "何平>游仙区忠兴镇党委 何平>游仙区忠兴镇政府"),
    ("[市教育局|A]局长[许知远|P]介绍", "许知远>市教育局"),
    # A head who was named before shares the body with the deputies.
    (
        "[县政协|A]主席[徐恒|P]主持，副主席[向荣|P]、[童真|P]，秘书长[邹平|P]出席。",
        "徐恒>县政协 向荣>县政协 童真>县政协 邹平>县政协",
    ),
    ("[市人大常委会|A]主任[何平|P]主持，副主任[安宁|P]出席。", "何平>市人大常委会 安宁>市人大常委会"),
    ("[县政协|A]主席[徐恒|P]主持。\n副主席[向荣|P]出席。", "徐恒>县政协"),
    # A bare post is held at the body that was named last.
    ("在[清溪水产有限公司|A]，董事长[占光|P]介绍", "占光>清溪水产有限公司"),
    ("走进[江城小学|A]，校长[安心|P]介绍", "安心>江城小学"),
    ("在[江城小学|A]，董事长[占光|P]介绍", ""),
    ("[绿野农业有限公司|A]今年扩产。公司总经理[梁石|P]说", "梁石>绿野农业有限公司"),
    ("[市公安局禁毒支队|A]联合[城东派出所|A]宣传，支队长[康健|P]参加", "康健>市公安局禁毒支队"),
    ("[市中级人民法院|A]副院长[商林|P]，民事审判第三庭庭长[路遥|P]出席", "商林>市中级人民法院 路遥>市中级人民法院"),
    (
        "[清江县人民法院山口法庭|A]庭长[路遥|P]带着书记员[江帆|P]上门",
        "路遥>清江县人民法院山口法庭 江帆>清江县人民法院山口法庭",
    ),
    ("[清江县人民法院|A]送法下乡。\n“小案连民生。”院党组书记、院长[宋词|P]说", "宋词>清江县人民法院"),
    ("[清江县人民法院|A]与[石湾县人民法院|A]交流。\n院党组书记[宋词|P]说", ""),
    # A title that stands behind a name and fills the clause.
    (
        "[王强|P]，[江北区消防救援大队|A]政治教导员；[李娜|P]，女，[江北区教育局|A]局长。",
        "王强>江北区消防救援大队 李娜>江北区教育局",
    ),
    ("[王强|P]，[江北区教育局|A]局长[李娜|P]出席。", "李娜>江北区教育局"),
    # Units that have no mention of their own, and mentions that reach into the post.
    ("[县市场监管局|A]餐饮服务监管科科长[严冰|P]说", "严冰>县市场监管局餐饮服务监管科"),
    ("[市公安局交警支队副支队|A]长[郝明|P]通报", "郝明>市公安局交警支队"),
    ("[红星村党支部|A]书记[田野|P]说", "田野>红星村党支部"),
    ("[红星村|L]的桃子熟了。村党支部书记[田野|P]说", "田野>红星村党支部"),
    # Appointments and elections; what is planned or over is marked as such afterwards.
    ("任命[江帆|P]为[市财政局|A]局长；任命[龙跃|P]为[市审计局|A]局长。", "江帆>市财政局 龙跃>市审计局"),
    ("免去[全胜|P]的[市财政局|A]局长职务。", ""),
    ("任命[江帆|P]为[市财政局|A]局长，免去[全胜|P]的[市财政局|A]局长职务。", "江帆>市财政局"),
    ("选举[丁香|P]为[县总工会|A]主席，选举[乔木|P]、[马力|P]为副主席。", "丁香>县总工会 乔木>县总工会 马力>县总工会"),
    ("增补[鲁冰|P]、[单丹|P]为[县政协|A]委员。", "鲁冰>县政协 单丹>县政协"),
    ("[贺伟|P]当选为[临江市总工会|A]主席。", "贺伟>临江市总工会"),
    ("[李明|P]同志任[平原县委|A]书记。", "李明>平原县委"),
    ("成立[乡村振兴工作领导小组|A]，由[县委|A]书记[秦晓|P]任组长。", "秦晓>县委 秦晓>乡村振兴工作领导小组"),
    ("[叶舟|P]是江北区人，现任[市作家协会|A]副主席。", "叶舟>市作家协会"),
    ("[田桂|P]，是[桐花社区党委|A]书记。", "田桂>桐花社区党委"),
    ("[张丽|P]拟任[县民政局|A]局长。", "张丽>县民政局"),
    ("[张丽|P]不再担任[县民政局|A]局长。", "张丽>县民政局"),
    ("[田桂|P]是[市教育局|A]局长的学生。", ""),
    ("[何苗|P]为[县总工会|A]主席颁奖。", ""),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_who_holds_a_post_where(text: str, expected: str) -> None:
    article, mentions = noted(text)
    found = find_posts(article, Page("p", article.chars, home="澜川市"), mentions)
    assert {f"{each.subject.surface}>{each.object.reading or each.object.surface}" for each in found} == set(
        expected.split()
    )


@given(st.text(alphabet="任命为免去的副主席局长书记、，。村党支部公司董事市教育甲乙\n", max_size=40), st.data())
def test_any_text_is_survived_and_evidence_lies_in_it(text: str, data: st.DataObject) -> None:
    article = Article("a", "p", "news", None, (), (), Text(text, tuple(range(len(text)))))
    mentions, at = [], 0
    while at + 2 <= len(text) and data.draw(st.booleans()):
        start = data.draw(st.integers(at, len(text) - 2))
        kind = data.draw(st.sampled_from(POST_TYPES))
        mentions.append(Mention("a", Span(start, start + 2), text[start : start + 2], kind, "drawn"))
        at = start + 2
    for relation in find_posts(article, Page("p", text), mentions):
        assert relation.predicate == "holds_post"
        assert relation.evidence.covers(relation.subject.span)
        assert 0 <= relation.evidence.start < relation.evidence.end <= len(text)
