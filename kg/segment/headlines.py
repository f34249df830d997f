"""From the headline lines of one article to its main headline and the others: kicker, subhead, column label.

Signs are weighed, not asked one after the other: which neighbouring lines are one headline, broken for the width of its
place, and which of the headlines is the main one. A line goes on in the next where it breaks off amid a word,
a quotation or a phrase, where the article prints the words around the break in one stretch, or where both are the halves
of a couplet. The main headline is the short, pointed one in the largest letters; kickers and subheads report: who did
what, where, which meeting was held, under whose direction.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon import Matcher, table, words
from kg.segment.lines import Line

LONGEST_JOINED = 36  # characters; a main headline over two lines is seldom longer
MOST = 3  # lines of one headline
SPANS = (2, 4)  # characters on each side of a break that the article prints in one stretch; the more, the surer

_DANGLING = re.compile(
    r"(?:[的和与及在到为对向从以将于获被、，]|年度|第[一二三四五六七八九十\d]+[届次个名项批轮期季]?|(?:会|论坛|[大比竞]赛|评[选比审]|活动|仪式|博览会)[上中]|\d|[一二三四五六七八九十\d][届次个名项]|[“《（(‘]|[和与及暨])\Z"
)
_MARK = re.compile(r"[\W_]")
_SUBJECT = re.compile(
    r"""
      我[省市县区州旗镇乡村校院局]                       # 我市举行…
    | [全本][省市县区州旗镇乡]                           # 全市…开工
    | [市县区省州](?=[\u4e00-\u9fff]{2})(?!民|场|容|区|域|里|长)  # 市公安局启动…
    | (?:[今去明当]年|近[年日期]|昨日|今日|\d{4}年|\d{1,2}月|[上下]半年|前?[一二三四]季度)  # 去年竣工…
    | [\u4e00-\u9fff]{2,3}?[省市县区州旗镇乡村](?![民容场级长区域])   # 望江区召开…
    | [\u4e00-\u9fff]{2,12}?(?:局|委|委员会|院|中心|公司|学校|中学|小学|大学|学院|支队|大队|集团|协会|街道|社区|银行|医院|海关|交警|警方|供电)
    | [\u4e00-\u9fff]{0,3}(?:市民|村民|居民|群众|企业|学生|专家|代表|委员|选手)
    """,
    re.X,
)
_SERIES = re.compile(r"[①-⑳]\Z|[（(][一二三四五六七八九十\d]{1,2}[）)]\Z|进行时\Z|[·•]|系列报道|专栏\Z")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》")
_SAYING = re.compile(r"(?:强调|要求|指出|提出|表示|透露|致辞|寄语|希望|时说|说|[时中][：:]?)[：:—]*\Z")
_ONWARD = re.compile(r"(?:——|—|：|:)\Z")
_BELOW = re.compile(r"(?:——|—|－－|--)")
_NOTE = re.compile(r"[（(].*[）)]\Z")
_HELD = re.compile(
    r"(?:召开|举行|举办|开幕|闭幕|启动|启幕|揭幕|开班|开讲|开赛|鸣枪|鸣锣|收官|落幕|揭晓|发布|公布|首发|首播|首演|首映|上映|开机|亮灯|签约|开工|投用|启用|揭牌|挂牌|出席|主持|讲话|致辞|作报告|陪同|参加|开展|推进)\Z"
)
_REPORT = re.compile(r"(?:见闻|侧记|观察|纪实|札记|综述|盘点|扫描|纪事|速写|特写|调查|探访|走笔|报告|解读|回眸|记)\Z")
_PERSON = re.compile(
    r"[\u4e00-\u9fff·]{2,7}?(?:(?:深入|到|赴|在|来|率队|带队|一行)[\u4e00-\u9fff“”]{0,14}?)?(?:调研|督导|督办|检查|走访|慰问|会见|主持|讲话|巡查|看望|视察|暗访|接访)"
)
_HAPPENING = re.compile(
    r"(?:会|议|式|节|赛|活动|行动|工程|项目|周|月|日|展|班|名单|结果|工作|论坛|演练)\Z"
)  # 推进会召开
_PLAIN_ENDS = re.compile(r"(?:[局委院科股室处所站队厅部]|政府|人大|政协|公安|交警|警方|消防|税务|供电|开发区)\Z")


@dataclass(frozen=True, slots=True)
class Headlines:
    """The lines of a headline joined to units, in the order of the page, and which of them is the main one."""

    units: tuple[tuple[Line, ...], ...]
    main: int | None


def compose(lines: Sequence[Line], body: str = "") -> Headlines:
    """Join the lines that are one headline and choose the main one; `body` is the article without spaces."""
    if not lines:
        return Headlines((), None)
    units = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if len(units[-1]) < MOST and _tie(before, line, body) > 0:
            units[-1].append(line)
        else:
            units.append([line])
    done = tuple(tuple(unit) for unit in units)
    ranks = _ranks(done)
    return Headlines(done, max(range(len(done)), key=lambda i: (ranks[i], -i)))


def _tie(first: Line, second: Line, body: str) -> float:
    if bool(first.doubled) != bool(second.doubled) or second.number - first.number > 1:
        return -9.0
    apart = 1.2 * bool(second.blank) + 2.0 * (in_halves((first,)) or in_halves((second,)))
    return tie(first.text, second.text, body) - apart


def tie(first: str, second: str, body: str = "") -> float:
    """How likely two lines that stand close together are one headline: more than nothing is yes.

    >>> tie("望江区入选2023年度", "全国示范县名单") > 0, tie("清理河道淤泥", "守护一江清水") > 0
    (True, True)
    >>> tie("把课堂搬到田间", "我市举行农技培训") > 0, tie("国家税务总局望江区税务局", "税惠春风润企业") > 0
    (False, False)
    """
    if len(first) + len(second) > LONGEST_JOINED or _BELOW.match(second) or _NOTE.match(second) or _NOTE.match(first):
        return -9.0
    if first.endswith(("—", "－")) or _SERIES.search(first) or _SAYING.search(first):
        return -9.0
    if _ONWARD.search(first):
        return -9.0 if is_subject(first[:-1]) or len(first) + len(second) > 15 else 1.5
    if any(first.count(left) > first.count(right) for left, right in ("《》", "“”", "（）")):
        return 6.0
    if _DANGLING.search(first):
        return 4.0
    score = -0.6
    for span in SPANS if body else ():
        ends = first[-span:], second[:span]
        score += 3.0 * (all(map(str.isalnum, ends)) and "".join(ends) in body)
    if is_subject(first):
        return score + (1.4 if _verb(second) == 0 and len(first) * 2 > len(second) else -1.0)
    if _REPORT.search(second) or "，" in first:
        score -= 1.5
    if first[0] == second[0] and abs(len(first) - len(second)) <= 1:
        score += 1.0  # 为企业解难题 | 为发展添动能
    couplet = _couplet(first, second)
    return score + couplet + _verbs_tie(first, second, couplet) + _open_verb(first, second)


def _verbs_tie(first: str, second: str, couplet: float) -> float:
    """What the verbs of two lines say: each a sentence of its own, two slogans, or a phrase and its predicate."""
    at_first, at_second = _verb(first), _verb(second)
    score = 0.8 * (at_first is None and at_second is not None)
    if couplet < 2:
        own = bool(at_second) and bool(
            _SUBJECT.match(second)
        )  # 展现政协委员担当 begins with its verb, and has no subject
        later = at_second is not None and 2 <= at_second <= min(8, len(second) - 3)
        score -= 2.5 if own or (later and at_first is not None) else 1.2 * later
        slogans = at_second == 0 and at_first is not None and (not at_first or not _SUBJECT.match(first))
        score -= 0.8 * (at_first is not None and at_second is not None)
        score += 1.6 * slogans  # 坚持绿色发展不动摇 | 建设幸福河湖
    return score


def goes_on(first: str, second: str) -> bool:
    """Whether a line announces the next as the headline it belongs to, or the next explains it.

    >>> goes_on("秦望舒在望江区调研时强调", "守护一江清水"), goes_on("守护一江清水", "——望江区治水纪实")
    (True, True)
    """
    return bool(_ONWARD.search(first) or _SAYING.search(first) or _BELOW.match(second) or _NOTE.match(second))


def _open_verb(first: str, second: str) -> float:
    """The worth of a first line that breaks off after a verb whose object the second line is: 大队开展 | 灭火演练."""
    lack = _last_verbs().get(first[-2:])
    if not lack:
        return 0.0
    return -1.0 if lack == "either" and _HAPPENING.search(first[:-2]) else 2.6


@functools.cache
def _last_verbs() -> dict[str, str]:
    return {row["word"]: row["last"] for row in table("segment_headline_verbs") if row["last"]}


def _couplet(first: str, second: str) -> float:
    """The worth of two lines as the halves of one couplet: alike in length, and neither a sentence with a subject."""
    one, two = (len(_MARK.sub("", text)) for text in (first, second))
    unlike = abs(one - two)
    if (
        max(one, two) > 12
        or _SUBJECT.match(first)
        or (unlike and _SUBJECT.match(second))
        or _HELD.search(first)
        or unlike > 2
    ):
        return -0.6 if unlike > 4 else 0.0
    return 2.4 if not unlike and max(one, two) <= 10 else 1.6 if unlike <= 1 and max(one, two) <= 11 else 0.4


def _ranks(units: Sequence[Sequence[Line]]) -> list[float]:
    """How well each unit suits as the main headline among the others.

    The main one is mostly the shortest, in two halves if long; a kicker stands apart above it, a subhead close below it.
    """
    texts = ["".join(line.text for line in unit) for unit in units]
    found: list[float] = []
    for i, unit in enumerate(units):
        beside = [len(texts[j]) for j in (i - 1, i + 1) if 0 <= j < len(units)]
        shorter = sum(beside) / len(beside) - len(texts[i]) if beside else 0.0
        score = rank(texts[i]) + max(-0.8, min(0.8, 0.12 * shorter))
        score += 6.0 * bool(unit[0].doubled) + 1.2 * in_halves(unit)
        if i and unit[0].blank:
            score += 0.5
        elif i and (units[i - 1][0].blank or len(units[i - 1]) > len(unit)):
            score -= 0.5
        found.append(score - 0.6 * max(0, i - 1))
    return found


def in_halves(unit: Sequence[Line]) -> bool:
    """Whether a headline is a couplet: two halves of about one length, parted by a space or a line break."""
    ends = [i + 1 for line in unit for i, (a, b) in enumerate(itertools.pairwise(line.offsets)) if b > a + 1]
    if unit[0].justified or unit[0].doubled or len(ends) + len(unit) != 2:
        return False
    whole = "".join(line.text for line in unit)
    at = ends[0] if ends else len(unit[0].text)
    return abs(len(_MARK.sub("", whole[:at])) - len(_MARK.sub("", whole[at:]))) <= 2


def rank(text: str) -> float:
    """How well a headline suits as a main one by its words: a slogan or the point, not a report of who met where.

    >>> rank("守护一江清水") > rank("市水利局召开防汛工作会议") > rank("秦望舒在望江区调研时强调")
    True
    """
    if _ONWARD.search(text) or _BELOW.match(text) or _SAYING.search(text) or _NOTE.match(text):
        return -5.0
    at = _verb(text)
    score = -3.0 * bool(_SERIES.search(text)) - 1.0 * is_subject(text)
    score -= (0.8 + 0.5 * (len(text) <= 6)) * (at is None and len(text) <= 12 and "“" not in text[1:])
    score -= 1.0 * bool(_HELD.search(text)) + 1.0 * bool(_REPORT.search(text)) + 1.2 * bool(_PERSON.match(text))
    if 2 <= text.find("：") <= 10:
        score += 0.5  # 柳溪镇：小网格托起大民生
    elif at == 0:
        score += 0.5
    elif _SUBJECT.match(text):
        score -= 0.5 if at is None else 0.9
    score -= 0.6 * ("，" in text)
    return (
        score + 0.4 * ("“" in text) + 0.3 * text.endswith(("！", "？")) - 0.5 * bool(re.match(r"(?:第|20\d\d)", text))
    )


def is_subject(text: str) -> bool:
    """Whether a line is nothing but the name of a place or body, of whom the next line speaks.

    >>> is_subject("国家税务总局望江区税务局"), is_subject("柳溪镇"), is_subject("清理河道淤泥")
    (True, True, False)
    """
    if len(text) < 2 or not text.replace("“", "").replace("”", "").replace("、", "").isalpha():
        return False
    ends = _name_ends()
    named = bool(_PLAIN_ENDS.search(text)) or any(text[-size:] in ends for size in range(1, min(7, len(text))))
    return named and _verb(text) is None


@functools.cache
def _name_ends() -> frozenset[str]:
    return words("agency_endings") | words("place_endings")


@functools.cache
def _verbs() -> Matcher:
    return Matcher(words("segment_headline_verbs"))


def _verb(text: str) -> int | None:
    """Where the first verb of a headline stands, quotes aside; None if it has none."""
    bare = _QUOTED.sub(lambda found: "〇" * len(found[0]), text)
    return next((start for start, _, _ in _verbs().finditer(bare)), None)


def is_label(text: str) -> bool:
    """Whether a line names a column or series, not an article: 望江春潮·十佳窗口, “清河净岸”攻坚战.

    >>> is_label("望江春潮·十佳窗口"), is_label("望江区召开防汛工作会议")
    (True, False)
    """
    return len(text) <= 14 and (bool(_SERIES.search(text)) or _verb(text) is None)
