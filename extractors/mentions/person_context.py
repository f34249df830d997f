"""What stands around a possible name, and how strongly it speaks for one, in nats.

Before it: a post, 由, 来自…的, a separator; after it: 强调, 同志, 任…组长, 、, or the rest of a place's or a body's name.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from extractors.mentions.person_names import word_weights
from kg.lexicon import table, words
from kg.model import Span
from kg.posts import post_before

_POST_BEFORE = 7.0
_PLAIN_BEFORE = 3.5


@dataclass(frozen=True, slots=True)
class Guess:
    """A possible name with its weight and what speaks for it: title, follower, bare or courtesy."""

    span: Span
    surface: str
    weight: float
    rule: str


@functools.cache
def _followers() -> dict[str, tuple[str, float]]:
    return {row["word"]: (row["kind"], int(row["strength"]) / 10) for row in table("name_followers")}


@functools.cache
def _left_words() -> dict[str, float]:
    return {row["word"]: int(row["strength"]) / 10 for row in table("person_left")}


@functools.cache
def courtesies() -> frozenset[str]:
    """Forms of address that name a person together with a bare surname: 大妈, 师傅."""
    return frozenset(row["word"] for row in table("person_courtesy") if row["who"] == "named")


@functools.cache
def anonymous() -> tuple[str, ...]:
    """Forms of address behind which papers hide who somebody is: 王女士, 张某."""
    return tuple(row["word"] for row in table("person_courtesy") if row["who"] == "anonymous")


@functools.cache
def wordy() -> dict[str, str]:
    """Ordinary words that are people's names as well, 方正, 舒畅, 严谨, and where they count as names."""
    return {word: row["use"] for row in table("person_wordy") for word in row["words"].split()}


@functools.cache
def _divided() -> frozenset[str]:
    """Words whose last character alone would be a verb of speech: 开讲, 小说, 职称."""
    speech = {word for word, (kind, _) in _followers().items() if len(word) == 1 and kind == "speech"}
    return frozenset(word for word in word_weights() if len(word) == 2 and word[1] in speech) | {"开讲", "演说", "细说"}


@functools.cache
def _groups() -> frozenset[str]:
    """Posts that name a whole group as often as a person, so that a word may follow them: 学生|安全, 职工|安康."""
    return words("person_groups")


@functools.cache
def _post_kinds() -> dict[str, str]:
    return {row["post"]: row["kind"] for row in table("posts")}


# Surnames that are far more often words of grammar: 书记和…, 医生向….
_GRAMMAR = frozenset("和向于时应由")
_BEFORE_EDGE = frozenset("\n，。；：！？、“（《—…　 ")
_AFTER_EDGE = frozenset("\n，。；：！？、”）》（—…　 ")


# 来自云南的|杨顺发, 今年45岁的|李明, 90后|陈晨: whose origin or age is told is a person.
_OF = re.compile(
    r"(?:来自|家住|住在|毕业于|就读于|就职于|任职于|供职于|出生于)[^，。；：！？“”\n]{1,16}的$|\d岁的$|[5-9０0]0后”?$"
)
_OF_BEFORE = 4.0
# 秦朗|任组长, 上官云|正盯着屏幕, 祝融雪|获女子组第三名.
_DEED = re.compile(
    r"任(?:命为|[^，。；：！？、\n]{0,24}?(?:长|书记|主席|主任|委员|总监|经理|理事|总裁|教授|助理|法官|检察官|院士|成员|职务))"
    r"|正(?:.{1,3}着|[忙在和与给为用向对从将把要带赶抱坐站蹲弯埋])"
    r"|获(?:[得评奖颁授赠批聘选第男女全国省市区县“《冠亚季金银铜一二三首]|优[秀胜])"
)
_DEED_AFTER = 5.0
_DOING_AFTER = 2.5


# Surnames that count things: 一|张琴, 60|张图.
_COUNTED = re.compile(r"(?<=[0-9一二三四五六七八九十百千万两几每这那数])[张项段章支管束匹]")
_COUNT_BEFORE = -6.0


def stands_before(text: str, start: int) -> tuple[str, float]:
    """What stands before a possible name, and how strongly it speaks for one: ("title", 6.0) after 区长."""
    if start == 0:
        return "", 1.0
    post = post_before(text, start)
    if post:
        plain = _post_kinds()[post] == "plain" or text[start] in _GRAMMAR
        return "title", _PLAIN_BEFORE if plain else _POST_BEFORE
    if _COUNTED.match(text, start):
        return "", _COUNT_BEFORE
    if text[start - 1] in "的后”" and _OF.search(text, max(0, start - 24), start):
        return "", _OF_BEFORE
    lookup = _left_words()
    for length in (2, 1):
        weight = lookup.get(text[max(0, start - length) : start])
        if weight is not None:
            return "", weight
    return "", 1.0 if text[start - 1] in _BEFORE_EDGE else 0.0


def stands_after(text: str, end: int) -> tuple[str, float]:
    """What stands after a possible name, and how strongly it speaks for one: ("speech", 3.0) before 强调."""
    if end >= len(text):
        return "", 1.0
    if text.startswith("获", end) and text[end - 1] in "荣喜斩摘" and text[end + 1 : end + 2] not in ("得", "评"):
        return "", 0.0  # 许棠|荣获, not 许棠荣|获
    if text[end] in "任正获" and _DEED.match(text, end):
        return "speech", _DEED_AFTER
    if text[end + 1 : end + 2] == "着" and text[end - 1] not in "正在":
        return "verb", _DOING_AFTER
    lookup = _followers()
    for length in (5, 4, 3, 2, 1):
        found = lookup.get(text[end : end + length])
        if found and len(text) >= end + length:
            # 叶舟|开讲, not 叶舟开|讲.
            return ("", 0.0) if length == 1 and text[end - 1 : end + 1] in _divided() else found
    return "", 1.0 if text[end] in _AFTER_EDGE else 0.0


def rule_of(before: str, after: str, otherwise: str) -> str:
    """Which evidence gives a name its rule: a title, a verb of speech, or its shape alone."""
    return before or {"speech": "follower", "title": "title"}.get(after, otherwise)


# What makes a place or a body of the name before it: 汉诺威|市, 约翰·霍普金斯|大学.
_BODY_AFTER = re.compile(
    r"[市县州省镇乡村区河湖山峰岛邦郡堡港湾峡宫杯族城号型式牌报]|大学|学院|公司|集团|基金|组织|会议|大区|条约|决议|协定|银行|研究所|"
    r"[小中]学|医院|体育馆|中心|广场|大道|路|街|航空|航天|俱乐部|队|奖|效应|指数|定律|定理|汽车|"
    r"机械|制造|材料|新材料|科技|股份|有限|实业|置业|物流|药业|食品|电子|化工|农业|生态|建设|投资|纺织|能源|传媒|商贸|贸易|（中国）|"
    r"新城|小区|花园|广场|大厦|社区|苏木|嘎查|草原|草场|牧场|牧区|农场|林场|口岸|边境|派出所|景区|冰川|达坂|灌区|水库|机场|寺|"
    r"大坝|电站|光伏|矿|文化|论坛|艺术节|那达慕|之[家乡夜声路]|餐厅|饭店|酒店|民宿|超市|品牌|饮料|乳业"
)


def place_or_body(text: str, end: int) -> bool:
    """Whether what follows makes a place or a body of a name."""
    match = _BODY_AFTER.match(text, end)
    return bool(match) and stands_after(text, end)[1] < 2.0


_WORDY_CLOSED = 8.0
_WORDY_OPEN = 5.0
_RARE_CLOSED = 4.0
# 队长魏来|说，: behind a post and before a pause 说 is the verb, though 来说 is a word.
_SAYS = re.compile("[说讲道称问答][，：]")
_SAYS_AFTER = 7.0


def closed(text: str, start: int, end: int, kind: str) -> float:
    """What it adds that a name is shut in between a post of one person and a verb or a separator: 科长|严谨|说, 副主席|丰收|、."""
    post = post_before(text, start)
    name = text[start:end]
    if not post or (kind != "speech" and (_post_kinds()[post] == "plain" or post in _groups())):
        return 0.0
    if text[end - 1] == "地" or text[end : end + 1] == "地":
        return 0.0  # 队长高兴地说
    edge = kind in ("speech", "title") or text[end : end + 1] in ("", "、", "，", "。", "；", "（", "\n")
    if not kind and _SAYS.match(text, end):
        return _SAYS_AFTER
    if name in wordy():
        edge = edge or text[end : end + 1] in ("等", "和")
        return _WORDY_CLOSED if edge or kind in ("verb", "weak") else _WORDY_OPEN if wordy()[name] == "any" else 0.0
    return _RARE_CLOSED if edge and name not in word_weights() else 0.0
