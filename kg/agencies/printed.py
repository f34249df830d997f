"""What a printed name says by itself, where no list holds the body: its kind by its ending, its parent by its head."""

from __future__ import annotations

from kg.agencies import words
from kg.lexicon import table


def kind_of_printed(text: str) -> str:
    """The kind of a name without a listed ending: shortened company names (江汉机械), quoted groups."""
    ends = {row["word"] for row in table("agency_industries") if row["ends"]}
    if any(text.endswith(word) for word in ends):
        return "company"
    if text.endswith(("组", "指挥部", "专班", "办")):
        return "workgroup"
    return "grassroots" if text.endswith(("街道", "镇", "乡", "村", "社区")) else "other"


def parent_of_printed(text: str) -> str | None:
    """The body inside a name that a further unit follows: 领导小组办公室, 小学东山校区, 有限公司荆州分公司.

    >>> parent_of_printed("三峡大学青年志愿者协会"), parent_of_printed("云湖第一中学合唱团")
    ('三峡大学', '云湖第一中学')
    >>> parent_of_printed("云湖市大学生志愿者协会"), parent_of_printed("武汉大学校友会")
    (None, None)
    """
    best = None
    for length in range(len(text) - 2, 1, -1):
        head = text[:length]
        ending = words.longest_end(head, "endings")
        if not ending or head == ending or words.endings()[ending][1] == "nation" or len(ending) < 2:
            continue
        unit = text[length:]
        if (words.longest_end(unit, "units") or unit.endswith(_CLUBS)) and _own_unit(head, unit):
            best = head
            break
    return best


# After these heads a unit may follow in the same name; after 中心 or 实验 it is the same head that goes on (中心医院).
_GOES_ON = (
    "公司",
    "集团",
    "银行",
    "大学",
    "学院",
    "中学",
    "小学",
    "学校",
    "医院",
    "小组",
    "指挥部",
    "委员会",
    "管委会",
    "幼儿园",
    "卫生院",
    "协会",
    "工委",
)
_UNIT_HEAD = (
    "校区",
    "院区",
    "办公室",
    "分公司",
    "支行",
    "分行",
    "分校",
    "项目部",
    "分会",
    "党委",
    "党支部",
    "党总支",
    "工会",
    "营业部",
    "分院",
    "分园",
    "分馆",
    "学院",
    "研究院",
    "研究所",
    "附属医院",
    "附属小学",
    "附属中学",
    "分厂",
    "指挥部",
    "年级组",
    "教研组",
    "运维班",
    "驾驶班",
    "班组",
    "中心",
    "部",
    "系",
    "处",
    "科",
    "办",
    "局",
)


# What students and staff form in their school: 云湖大学青年志愿者协会.
_SCHOOLS = ("大学", "学院", "中学", "小学", "学校")
_CLUBS = ("志愿者协会", "学生会", "艺术团", "合唱团", "支教团", "志愿服务队", "志愿者服务队", "研究生会", "团委")


def _own_unit(head: str, unit: str) -> bool:
    if head.endswith(_SCHOOLS) and unit.endswith(_CLUBS):
        return not unit.startswith("生")  # 云湖市大学生志愿者协会
    return head.endswith(_GOES_ON) and unit.endswith(_UNIT_HEAD) and unit != "中心"
