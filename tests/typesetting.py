"""Sets invented articles as PDF extraction gives them: columns, spaces, scattered headlines, pages of many papers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True)
class Story:
    """An article of the invented 澜川日报."""

    headlines: tuple[str, ...]
    paragraphs: tuple[str, ...]
    dateline: str = "本报讯（记者沈微 通讯员潘路）"
    byline: str = ""
    credit: str = ""
    subheads: dict[int, str] = field(default_factory=dict)

    @property
    def body(self) -> str:
        parts = [self.subheads.get(i, "") + text for i, text in enumerate(self.paragraphs)]
        return (self.dateline + "".join(parts) + self.credit).replace(" ", "")


STORIES = (
    Story(
        ("市教育局启动“护苗”行动", "守护孩子上学路"),
        (
            "5月6日，澜川市教育局联合市公安局启动“护苗”行动，为期三个月，覆盖全市二百余所中小学校和幼儿园，重点整治校园周边交通秩序。",
            "行动期间，各学校门口将增设护学岗，民警、教师和家长志愿者共同值守，护送孩子安全过马路，上下学高峰时段实行临时交通管制。",
            "市教育局相关负责人表示，行动结束后将总结经验，把有效做法固定下来，形成长效机制，让每一名学生都能平安上学、平安回家。",
        ),
    ),
    Story(
        ("望江区召开防汛工作会议",),
        (
            "昨日，望江区召开防汛工作会议，区委书记秦望舒主持会议并讲话，要求各街道各部门压实责任，备足物资，确保安全度汛。",
            "会议指出，今年汛期来得早、雨量大，澜江水位已接近警戒线，要加强堤防巡查，对险工险段落实专人值守，发现险情立即处置。",
            "区水利局、区应急管理局、滨江街道负责人作了发言，两千名民兵和志愿者组成的抢险队伍已经集结待命。",
        ),
        dateline="本报讯（通讯员许知远）",
    ),
    Story(
        ("我市新增五家省级农业龙头企业", "带动三万农户增收"),
        (
            "日前，省农业农村厅公布新一批省级农业产业化龙头企业名单，我市五家企业入围，总数达到四十二家，居全省前列。",
            "这五家企业涵盖茶叶、柑橘、水产、粮油和蔬菜加工，通过订单收购、土地流转等方式，带动周边三万多农户增收致富。",
            "市农业农村局将在用地、用电、贷款等方面给予支持，力争三年内培育产值过十亿元的农业企业两家。",
        ),
        dateline="本报讯（记者顾晚）",
    ),
    Story(
        ("柳溪镇：", "小网格托起大民生"),
        (
            "清晨六点，柳溪镇白石村网格员贺兰已经走进田间，挨家挨户查看水渠，把村民反映的问题记在手机里，当天上报，当天办理。",
            "“以前反映一个问题要跑好几趟，现在网格员上门，几天就有结果。”七十岁的村民田有福说，家门口的路灯就是这样装起来的。",
            "柳溪镇把十二个村划成六十八个网格，每个网格配一名网格员，建起从发现、上报到办理、回访的闭环，群众满意率达到百分之九十八。",
            "镇党委书记表示，下一步将把网格与养老、助残、托幼结合起来，让服务走进每一户人家，让基层治理更有温度。",
        ),
        dateline="",
        byline="□ 记者 沈微 通讯员 贺知秋",
    ),
    Story(
        ("澜江大桥今起维修", "过往车辆请绕行滨江路"),
        (
            "记者从市交通运输局获悉，澜江大桥即日起进行桥面维修，工期两个月，期间大桥双向封闭，过往车辆请绕行滨江路和望江隧道。",
            "为减少影响，施工单位将采取夜间作业、分段摊铺的方式，力争提前完工，公交三路、十一路同步调整线路，市民可通过公众号查询。",
        ),
        dateline="本报讯（记者魏澜）",
    ),
)

CAPTION = Story(
    (),
    ("近日，望江区滨江公园的荷花竞相开放，吸引许多市民前来赏花拍照，公园里一片欢声笑语。",),
    dateline="",
    credit="（贺兰 摄）",
)


def column(text: str, width: int, rng: random.Random, broken: bool) -> list[str]:
    """A paragraph in lines of a column; its first line is two characters shorter, as its indent is not printed."""
    text = text.replace(" ", "")
    lines: list[str] = []
    while text:
        end, room = 0, width - 2.0 * (not lines)
        while end < len(text) and room >= (0.5 if text[end].isascii() else 1):
            room -= 0.5 if text[end].isascii() else 1
            end += 1
        end += (
            text[end : end + 1] in tuple("，。；：！？、”）》") if end < len(text) else 0
        )  # none of these begins a line
        lines.append(text[:end])
        text = text[end:]
    if broken:
        for i in range(1, len(lines)):
            if rng.random() < 0.08:
                lines[i] = "\n" + lines[i]
            if rng.random() < 0.08 and len(lines[i].strip()) > 8 and i + 1 < len(lines):
                lines[i] = " ".join(lines[i])
    return lines


def set_story(story: Story, width: int, rng: random.Random, where: str = "after", broken: bool = True) -> str:
    """A story with its headlines before or after its body."""
    heads = "\n\n".join((*story.headlines, story.byline)).strip("\n")
    text: list[str] = []
    for i, paragraph in enumerate(story.paragraphs):
        lead = story.dateline if not i else ""
        subhead = [story.subheads[i]] if i in story.subheads else []
        text.append("\n".join(subhead + column(lead + paragraph, width, rng, broken)))
    body = "\n\n".join(text) + ("\n\n" + story.credit if story.credit else "")
    parts = [heads, body] if where == "before" else [body, heads]
    return "\n\n".join(part for part in parts if part)


@dataclass(frozen=True)
class News:
    """An invented article with the ranks of its headline lines: kickers, main headline, subheads below it."""

    kickers: tuple[str, ...] = ()
    main: str = ""
    below: tuple[str, ...] = ()
    dateline: str = ""
    byline: str = ""
    paragraphs: tuple[tuple[str, str], ...] = ()  # the subhead above it or nothing, and the text
    credit: str = ""
    photo: bool = False
    notice: bool = False

    @property
    def headline(self) -> str:
        return self.main.replace("/", "").replace("|", "")

    @property
    def body(self) -> str:
        parts = "".join(subhead + text for subhead, text in self.paragraphs)
        return (self.dateline + parts + self.credit).replace(" ", "")


def read_stories(path: Path) -> list[News]:
    """The stories of a table; see its first lines for the signs."""
    found: list[News] = []
    for stretch in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        one, subhead = News(), ""
        for line in stretch.strip().splitlines():
            sign, _, text = line.partition(" ")
            if sign == "P":
                one, subhead = replace(one, paragraphs=(*one.paragraphs, (subhead, text))), ""
            elif sign == "H":
                subhead = text
            elif sign in "KS":
                one = replace(one, **{"kickers" if sign == "K" else "below": (text,)})
            elif sign in "MDBC":
                name = {"M": "main", "D": "dateline", "B": "byline", "C": "credit"}[sign]
                one = replace(one, **{name: text})
            else:
                one = replace(one, photo=sign == "PHOTO", notice=sign == "NOTICE")
        found.append(one)
    return found


@dataclass(frozen=True)
class Layout:
    """How a paper is set, and what extraction makes of it.

    `heads`: before or after the body, at the page's top or foot for all, or mixed. `blank`: between which lines blank lines
    stand (all headline lines, articles only, none). `indent`: paragraphs begin with two full-width spaces. `width`: of
    columns, 0 where each paragraph is a line. `halves`: what parts the halves of a couplet, a space or a line break.
    """

    heads: str = "before"
    blank: str = "all"
    indent: bool = False
    width: int = 17
    halves: str = " "
    breaks: bool = False  # blank lines where a column ends, justified lines
    overprint: bool = False
    frame: bool = False  # masthead, editors, telephone, name of the section
    dateline: str = ""


DATELINES = (
    "", "本报讯（记者 沈微）", "本报讯 ", "本报讯", "本报澜川讯（通讯员 沈微 潘路）", "本网讯（记者沈微）", "澜川日报讯（记者 沈微）",
    "本报讯 记者沈微报道", "本报记者 沈微 报道 ", "新华社北京6月10日电（记者 沈微）", "红网时刻6月7日讯（通讯员 沈微）", "本报6月7日讯（记者沈微）",
    "澜川融媒讯（记者 沈微）", "（记者 沈微）", "本刊讯（沈微）", "通讯员 沈微 报道：", "澜川网讯 ", "中新网澜川6月7日电 ", "本台讯（记者沈微）",
)  # fmt: skip


def random_layout(rng: random.Random) -> Layout:
    return Layout(
        heads=rng.choice(["before", "before", "after", "after", "mixed", "top", "foot"]),
        blank=rng.choice(["all", "all", "articles", "articles", "none"]),
        indent=rng.random() < 0.3,
        width=rng.choice([0, 13, 15, 16, 17, 18, 20, 24, 28]),
        halves=rng.choice([" ", " ", "\n", "\u3000"]),
        breaks=rng.random() < 0.4,
        overprint=rng.random() < 0.15,
        frame=rng.random() < 0.5,
        dateline=rng.choice(["", "", *DATELINES]),
    )


def _body_lines(news: News, layout: Layout, rng: random.Random) -> list[str]:
    lines: list[str] = []
    width = rng.choice([13, 15, 20, 30]) if news.photo and layout.width else layout.width
    for i, (subhead, text) in enumerate(news.paragraphs):
        lead = "" if i else news.dateline
        lines += [subhead] * bool(subhead)
        text = text + news.credit if i + 1 == len(news.paragraphs) and news.photo else text
        indent = "\u3000\u3000" if layout.indent else ""
        if not width:
            lines.append(indent + lead + text)
        else:
            first, *rest = column(lead + text, width, rng, False)
            lines += [indent + first, *rest]
    if layout.breaks and not news.photo and not news.notice:
        for i in range(1, len(lines) - 1):
            if rng.random() < 0.08:
                lines[i] = "\n" + lines[i]
            if rng.random() < 0.08 and len(lines[i].strip()) > 8 and not layout.indent:
                lines[i] = " ".join(lines[i].strip()) if lines[i][0] != "\n" else lines[i]
    return lines + [news.credit] * bool(news.credit and not news.photo)


def _head_lines(news: News, layout: Layout) -> list[str]:
    breaks = "\n" if layout.width and layout.width < 20 else ""
    main = news.main.replace("/", breaks).replace("|", layout.halves)
    if layout.overprint and main and "\n" not in main:
        main = main + main
    gap = "\n\n" if layout.blank == "all" else "\n"
    lines = gap.join((*news.kickers, *([main] if main else [])))
    lines += "".join("\n" + line for line in news.below)
    return ([lines] if lines else []) + [news.byline] * bool(news.byline)


def set_page(stories: list[News], layout: Layout, rng: random.Random) -> tuple[str, list[News]]:
    """A page of stories in a layout, and the stories as they were set (their datelines are the layout's)."""
    parts: list[str] = []
    foot: list[str] = []
    done: list[News] = []
    for news in stories:
        if layout.dateline and news.dateline:
            news = replace(news, dateline=layout.dateline)
        done.append(news)
        heads, body = _head_lines(news, layout), _body_lines(news, layout, rng)
        where = rng.choice(["before", "after"]) if layout.heads == "mixed" else layout.heads
        if news.notice or (news.byline and where != "after"):
            where = "before"
        elif where in ("top", "foot"):
            foot.append("\n".join(heads))
            heads = []
        whole = [*heads, *body] if where != "after" else [*body, *heads]
        parts.append("\n".join(whole))
        if layout.blank != "none" and heads:
            parts[-1] = (
                ("\n".join(heads) + "\n\n" + "\n".join(body))
                if where != "after"
                else ("\n".join(body) + "\n\n" + "\n".join(heads))
            )
    foot = [part for part in foot if part]
    rng.shuffle(foot)
    parts = foot + parts if layout.heads == "top" else parts + foot
    if layout.frame:
        top = rng.choice(
            [
                "澜川日报\n2024年6月7日 星期五 第3版 综合新闻",
                "03 民生 2024年6月7日 星期五 责任编辑：沈微 电话：0700-8888888",
                "要 闻",
            ]
        )
        parts = [top, *parts, "责编：沈微 版式：潘路 校对：魏澜"]
    return ("\n" if layout.blank == "none" else "\n\n").join(parts) + "\n", done
