"""Pages of the invented 澜川日报 in the states that PDF extraction leaves them in."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from layout import TOP
from typesetting import CAPTION, STORIES, News, Story, random_layout, read_stories, set_page, set_story

from kg.model import Article, LeftOut, Page
from kg.segment import segment
from kg.segment.headlines import compose
from kg.segment.lines import read_lines
from kg.segment.marks import is_byline, is_dateline, is_furniture, is_notice, is_photo_credit

TABLES = TOP / "tests" / "tables"


def cut(raw: str) -> tuple[tuple[Article, ...], tuple[LeftOut, ...]]:
    return segment(Page("p.txt", raw))


def one(raw: str) -> Article:
    articles, _ = cut(raw)
    assert len(articles) == 1, [article.chars for article in articles]
    return articles[0]


def body(article: Article) -> str:
    return article.chars[article.body :]


WATER = """本报讯（记者沈微 通讯员潘
路）5 月 6 日 ，望 江 区 水 利 局 启
动河道清淤工程，二十公里的河

道将在汛期前全部疏通，沿岸三
万居民受益。

区水利局负责人说，工程完工
后，行洪能力将提高三成。
"""

TABLE = [
    pytest.param(
        WATER + "\n望江区启动河道清淤工程\n\n三万居民受益\n",
        "三万居民受益",
        ("望江区启动河道清淤工程",),
        "本报讯（记者沈微 通讯员潘路）5月6日，望江区水利局启动河道清淤工程，二十公里的河道将在汛期前全部疏通，沿岸三万居民受益。\n"
        "区水利局负责人说，工程完工后，行洪能力将提高三成。",
        id="kicker and headline after the body, justified lines, a column break amid a sentence",
    ),
    pytest.param(
        "清清淤淤““二十公里二十公里””\n" + WATER,
        "清淤“二十公里”",
        (),
        None,
        id="an overprinted headline is read once",
    ),
    pytest.param(
        "望江区清理河道\n——一条河的二十公里\n□ 记者 沈微 通讯员 潘路\n"
        + WATER.replace("本报讯（记者沈微 通讯员潘\n路）5 月 6 日 ，望 江 区", "五月里的一个清晨，望江区"),
        "望江区清理河道",
        ("——一条河的二十公里",),
        None,
        id="a subhead begins with a dash, a byline line is no headline",
    ),
    pytest.param(
        WATER.rstrip() + " （沈微 潘路）\n\n望江区水利局启动河道\n清淤工程\n",
        "望江区水利局启动河道清淤工程",
        (),
        None,
        id="a headline broken over two lines is one, names close a body",
    ),
]


@pytest.mark.parametrize(("raw", "headline", "others", "text"), TABLE)
def test_headlines_and_clean_text(raw: str, headline: str, others: tuple[str, ...], text: str | None) -> None:
    article = one(raw)
    assert (article.headline, article.other_headlines) == (headline, others)
    assert text is None or body(article) == text


def test_article_text_begins_with_its_headline_lines_and_byline_line() -> None:
    article = one(
        "望江区清理河道\n——一条河的二十公里\n□ 记者 沈微\n五月里的一个清晨，望江区水利局\n局长潘路沿河走了二十公里。\n"
    )
    assert article.chars[: article.body] == "望江区清理河道\n——一条河的二十公里\n□ 记者 沈微\n"
    assert [article.quote(span) for span in article.bylines] == ["□ 记者 沈微"]


def test_names_in_a_byline_keep_their_space_over_lines_and_justification() -> None:
    article = one("本报讯（记者沈微 通讯员顾晚\n秦望舒）5月6日，望江区开学。\n")
    assert body(article).startswith("本报讯（记者沈微 通讯员顾晚 秦望舒）")
    article = one("本报讯（记者沈微 通讯员许知\n远 贺 知 秋 ）望 江 区 中 小 学\n今日开学。\n")
    assert "许知远 贺知秋）望江区中小学今日开学。" in body(article)
    article = one("本报讯（记者沈微 通讯员魏小\n澜）5月6日，望江区开学。\n")
    assert "魏小澜" in body(article)


def test_a_caption_is_parted_from_the_article_before_it() -> None:
    story = set_story(STORIES[0], 17, random.Random(0), broken=False)
    photo = "近日，望江区滨江公园的荷花竞相开放，吸引许多市民前来赏花拍照，公园里一片欢\n声笑语。 （贺兰 摄）\n"
    articles, _ = cut(story.replace("\n\n市教育局启动“护苗”行动\n\n守护孩子上学路", "\n\n" + photo))
    assert [article.kind for article in articles] == ["news", "photo-caption"]
    assert [articles[1].quote(span) for span in articles[1].bylines] == ["（贺兰 摄）"]


def test_subheads_stay_inside_a_feature() -> None:
    story = Story(
        ("小网格托起大民生",),
        STORIES[3].paragraphs,
        "",
        "□ 记者 沈微",
        subheads={1: "一张网格管到底", 3: "一部手机办成事"},
    )
    article = one(set_story(story, 17, random.Random(0), "before", broken=False))
    assert article.kind == "feature"
    assert article.headline == "小网格托起大民生"
    assert article.other_headlines == ("一张网格管到底", "一部手机办成事")
    assert "\n一张网格管到底\n" in article.chars


def test_headlines_that_stand_together_find_their_bodies() -> None:
    bodies = [
        set_story(story, 17, random.Random(1), broken=False).split("\n\n" + story.headlines[0])[0]
        for story in STORIES[:3]
    ]
    heads = [line for story in (STORIES[2], STORIES[0], STORIES[1]) for line in ("\n\n".join(story.headlines),)]
    articles, left = cut("\n\n".join([bodies[0], *heads, bodies[1], bodies[2]]) + "\n")
    assert not left
    assert [article.chars[: article.body].splitlines() for article in articles] == [
        list(story.headlines) for story in STORIES[:3]
    ]


def test_a_jumped_article_has_no_start_of_its_own() -> None:
    articles, left = cut("（上接第1版）\n会后，秦望舒一行来到望江区滨江街道，\n看望一线职工。\n（下转第4版）\n")
    assert [body(article) for article in articles] == ["会后，秦望舒一行来到望江区滨江街道，看望一线职工。"]
    assert [one.reason for one in left] == ["jump mark", "jump mark"]


def test_the_label_that_an_editors_note_announces_heads_the_report_beside_it() -> None:
    report = set_story(
        Story(STORIES[3].headlines[1:], STORIES[3].paragraphs, "", "□ 记者 沈微"), 17, random.Random(0), broken=False
    )
    note = "即日起，本报推出《澜川先锋·好支书》系列报道，展示基层干\n部的工作经验和成效，敬请关注。"
    articles, _ = cut(f"{report}\n\n{note}\n\n{WATER}\n望江区启动河道清淤工程\n\n澜川先锋·好支书\n")
    found = {article.headline: article for article in articles}
    assert "澜川先锋·好支书" in found["小网格托起大民生"].other_headlines
    assert found[None].kind == "notice"


def test_page_furniture_is_left_out_with_its_reason() -> None:
    raw = "澜川日报\n2024年5月7日 星期二 第2版\n望江区启动河道清淤工程\n" + WATER + "责任编辑：贺兰 版式：魏澜\n"
    articles, left = cut(raw)
    assert len(articles) == 1
    assert {raw[one.start : one.end]: one.reason for one in left} == {
        "澜川日报": "page furniture",
        "2024年5月7日 星期二 第2版": "page furniture",
        "责任编辑：贺兰 版式：魏澜": "page furniture",
    }


def test_paragraphs_of_an_export_that_are_one_line_each() -> None:
    articles, _ = cut(
        "望江区召开防汛工作会议\n本报记者 沈微 通讯员 潘路\n昨日，望江区召开防汛工作会议，要求各街道压实责任，备足物资，确保安全度汛。\n"
        "会议指出，今年汛期来得早、雨量大，要加强堤防巡查。\n我市新增五家农业龙头企业\n"
        "本报讯（记者 顾晚）日前，省农业农村厅公布新一批农业产业化龙头企业名单，我市五家企业入围。\n"
    )
    assert [(article.headline, body(article).count("\n")) for article in articles] == [
        ("望江区召开防汛工作会议", 1),
        ("我市新增五家农业龙头企业", 0),
    ]


@pytest.mark.parametrize("raw", ["", "\n\n \n", "　\t\n"])
def test_an_empty_page_has_no_articles(raw: str) -> None:
    assert cut(raw) == ((), ())


def check_account(raw: str) -> None:
    """Every character that is not space stands once in an article or a left-out stretch, and is the page's own."""
    articles, left = cut(raw)
    seen: Counter[int] = Counter()
    for article in articles:
        assert [raw[offset] for offset in article.text.offsets] == list(article.chars)
        seen.update(o for o, c in zip(article.text.offsets, article.chars, strict=True) if not c.isspace())
        assert 0 <= article.body <= len(article.chars)
        assert article.chars[: article.body].count("\n") == 0 or article.chars[article.body - 1] == "\n"
        for span in article.bylines:
            assert 0 <= span.start < span.end <= len(article.chars)
    for stretch in left:
        seen.update(o for o in range(stretch.start, stretch.end) if not raw[o].isspace())
    assert seen == Counter(o for o, c in enumerate(raw) if not c.isspace())
    assert [article.id for article in articles] == [f"p.txt#{n}" for n in range(1, len(articles) + 1)]


PIECES = st.sampled_from(
    [
        "本报讯", "（记者沈微 潘路）", "近日，", "望江区", "召开会议", "。", "，", "“", "”", "\n", "\n\n", " ", "□ 记者 沈微", "\n（贺兰 摄）\n",
        "（上接第1版）", "推推进进改革改革", "推进改革推进改革", "守护上学路", "——", "94%", "第3版", "澜川日报", "\n区水利局负责人说，工程完工后\n",
        "（", "）", "《", "》", "2024年", "a b", "\u3000", "\t", "\x0b", "\x85", "\u2028", "𠮷",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@example("推推进进改革改革")
@example("本报讯（记者沈微\n潘路）")
@example("望江区开学\n□ 记者 沈微")
@example("（贺兰 摄）\n\n（贺兰 摄）")
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_character_is_accounted_for(raw: str) -> None:
    check_account(raw)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(raw: str) -> None:
    check_account(raw.replace("\r", "\n"))


def _grams(text: str) -> Counter[str]:
    return Counter(text[i : i + 4] for i in range(max(1, len(text) - 3)))


def _like(first: str, second: str) -> float:
    a, b = _grams(first), _grams(second)
    return 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()))


def _page(seed: int) -> tuple[str, list[Story]]:
    rng = random.Random(seed)
    stories = list(STORIES)
    rng.shuffle(stories)
    where = rng.choice(["before", "after"])
    parts = [set_story(story, rng.choice([13, 15, 16, 17, 18, 20, 24]), rng, where) for story in stories]
    if rng.random() < 0.5:
        at = rng.randrange(len(parts) + 1)
        parts.insert(at, set_story(CAPTION, rng.choice([11, 14, 30, 40]), rng))
        stories.append(CAPTION)
    return "\n\n".join(parts) + "\n", stories


def test_typeset_pages_give_back_their_articles() -> None:
    """Sixty pages of other layouts: the floors are what was reached, lowered by a little."""
    whole = headed = total = wanted = 0
    for seed in range(60):
        raw, stories = _page(seed)
        check_account(raw)
        articles, _ = cut(raw)
        for story in stories:
            total += 1
            found = [article for article in articles if _like(re.sub(r"\s", "", article.chars), story.body) >= 0.9]
            whole += bool(found)
            wanted += bool(story.headlines)
            lines = {re.sub(r"\W", "", line) for line in (*story.headlines, "".join(story.headlines))}
            headed += bool(found and found[0].headline and re.sub(r"\W", "", found[0].headline) in lines)
    assert whole / total >= 0.97
    assert headed / wanted >= 0.97


def _rows(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("lines", "main"), _rows("headlines.tsv"))
def test_the_main_headline_and_what_is_joined_in_it(lines: str, main: str) -> None:
    headlines = compose(read_lines(lines.replace("//", "\n\n").replace("/", "\n")))
    assert headlines.main is not None
    assert "".join(line.text for line in headlines.units[headlines.main]) == main.replace(" ", "")


MARKS = [
    (is_dateline, "本报讯 本报澜川讯（通讯员 本网讯（记者沈微） 澜川日报讯（记者 本报5月6日讯（记者 红网时刻5月6日讯（通讯员 澜川融媒讯（记者 澜川网讯5月6日", True),
    (is_dateline, "新华社北京5月6日电（记者 中新网澜川5月6日电 本报记者沈微报道5月6日， 通讯员沈微报道：近日 （记者沈微）昨日，", True),
    (is_dateline, "本报记者从市水利局获悉， 通讯员队伍建设 喜讯传来 记者沈微文/图 新闻发布会讯问 网络资讯平台上线 本报资讯中心", False),
    (is_byline, "□记者沈微 本报记者沈微文/图 今日澜川记者沈微文/摄 ■通讯员沈微潘路 文/图记者沈微", True),
    (is_byline, "摄影_沈微 摄影：沈微 图文_沈微 文字_沈微_摄影_潘路 摄影/沈微 本报记者沈微摄影潘路", True),
    (is_byline, "记者从市水利局获悉 ■便民服务 记者在现场看到 文化长廊位于村口的 图书馆里的 摄像头守护平安", False),
    (is_furniture, "03综合新闻2024年2月27日 要闻 简讯 望江新闻 今日澜川 责任编辑：沈微版式：潘路 电话：0700-8888888 本报地址：澜川市滨江路8号", True),
    (is_furniture, "望江新闻发布会 望江区开学 94% 民生服务中心启用", False),
    (is_notice, "停电通知 遗失声明 国有建设用地使用权拍卖公告 任前公示 澜川市人民代表大会常务委员会任免名单", True),
    (is_notice, "区政府召开常务会议 区委印发文件", False),
    (is_photo_credit, "即时演练。（沈微摄） 增收千元。通讯员沈微摄 送到家中。本报记者沈微摄 参观学习。沈微摄", True),
    (is_photo_credit, "记者正在拍摄 （原载《澜川日报》） 市民喜欢摄影", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sign", "text", "told"), [(sign, text, told) for sign, texts, told in MARKS for text in texts.split()]
)
def test_marks(sign, text: str, told: bool) -> None:
    printed = text.replace("_", " ")
    assert (sign(text.replace("_", ""), printed) if sign is is_byline else sign(printed)) is told


def test_a_headline_printed_amid_a_sentence_does_not_part_it() -> None:
    caption = "近日，望江区滨江公园的荷花竞相开放，吸引许多市民前来赏花拍照，公园里一片\n欢声笑语。 （贺兰 摄）\n"
    raw = WATER.replace("启\n动河道清淤工程，二十公里的河\n", "启\n动河道清淤工程，二十公里的河\n\n荷花开了荷花开了\n")
    articles, _ = cut(raw + "\n望江区启动河道清淤工程\n\n" + caption)
    assert "二十公里的河道将在汛期前全部疏通" in body(articles[0])
    assert [article.headline for article in articles] == ["望江区启动河道清淤工程", "荷花开了"]


def test_a_notice_keeps_its_list_and_the_lines_that_sign_it() -> None:
    article = one(
        "望江区人民代表大会常务委员会任免名单\n（2024年5月6日望江区第六届人民代表大会常务委员会第十次会议通过）\n"
        "任命沈微为望江区财政局局长；\n免去潘路的望江区财政局局长职务；\n任命贺兰为望江区人民法院审判员、民事审判第二庭副\n庭长。\n"
    )
    assert article.headline == "望江区人民代表大会常务委员会任免名单"
    assert body(article).count("\n") == 2
    article = one("停电通知\n\n5月6日8时至18时对滨江路用户停电，请提前做好准备。\n滨江供电所\n2024年5月4日\n")
    assert body(article).endswith("\n滨江供电所\n2024年5月4日")


def test_paragraphs_tell_themselves_by_their_indent() -> None:
    raw = "".join(f"\u3000\u3000{story.dateline}{text}\n" for story in STORIES[:2] for text in story.paragraphs)
    articles, _ = cut("望江区开学\n" + raw.replace(STORIES[0].dateline, "", 0))
    assert all(not article.other_headlines for article in articles)


def _count(news: News, articles: tuple[Article, ...]) -> tuple[bool, bool]:
    """Whether an article of an invented page was found, and its main headline."""
    body_text = re.sub(r"\s", "", news.body)
    whole = [one for one in articles if _like(re.sub(r"\s", "", one.chars[one.body :]), body_text) >= 0.9]
    plain = re.sub(r"\W", "", news.headline)
    return bool(whole), any(re.sub(r"\W", "", one.headline or "") == plain for one in whole)


def test_pages_of_many_papers() -> None:
    """Eighty pages of random layouts: the floors are what was reached, lowered by a little."""
    news = read_stories(TABLES / "stories.txt")
    plain = [one for one in news if not one.photo and not one.notice]
    found = heads = total = wanted = 0
    for seed in range(80):
        rng = random.Random(seed)
        layout = random_layout(rng)
        stories = rng.sample(plain, rng.randint(5, 8)) + [
            one for one in news if one not in plain and rng.random() < 0.3
        ]
        rng.shuffle(stories)
        raw, stories = set_page(stories, layout, rng)
        check_account(raw)
        articles, _ = cut(raw)
        for one_news in stories:
            whole, headed = _count(one_news, articles)
            total, found = total + 1, found + whole
            wanted, heads = wanted + bool(one_news.main), heads + (headed and bool(one_news.main))
    assert found / total >= 0.95
    assert heads / wanted >= 0.92


BRIEFS = """澜川日报 第2版 2024年5月7日
简讯

18家企业获评“澜川制造”
市推动制造业高质量发展工作领
导小组办公室近日公布“澜川制造”
企业名单，我市18家企业上榜，其
中望江区6家，数量居各区之首。

望江区法院新址启用
5月6日，望江区人民法院新址
启用。新址设有立案、执行等三个
大厅，来办事的人不用再跑两处。

青禾县12条乡道年内改造
记者从青禾县交通运输局获悉，
今年全县将改造乡道12条、危桥3
座，沿线的村民出门更方便。
"""
SCENES = """老街的夜晚
□ 本报记者 沈微

5月2日傍晚，记者来到望江区老
街，街灯一盏盏亮起来，摊主们把
炉子推到街边，香味飘得很远。

一碗面
5月3日，周家面馆里坐满了人，
老板在灶前下面，汤是早上熬的，
客人说还是小时候的味道。

一条凳
5月4日，巷口的竹凳上坐着几位
老人，他们每晚都来，说这里比楼
上凉快，也比楼上热闹。
"""


def test_briefs_without_datelines_are_articles_of_their_own() -> None:
    articles = segment(Page("p", BRIEFS))[0]
    assert [article.headline for article in articles] == [
        "18家企业获评“澜川制造”",
        "望江区法院新址启用",
        "青禾县12条乡道年内改造",
    ]


def test_scenes_of_a_feature_stay_together() -> None:
    (article,) = segment(Page("p", SCENES))[0]
    assert article.headline == "老街的夜晚" and "一条凳" in article.chars
