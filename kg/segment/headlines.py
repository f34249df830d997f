"""From the headline lines of one article to its main headline and the others: kicker, subhead, column label."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon import Matcher, words
from kg.segment.lines import Line

LONGEST_JOINED = 34  # characters; a main headline over two lines is seldom longer
NARROW = 15  # characters; a headline broken after its colon for a narrow column is not longer

_DANGLING = re.compile(
    r"(?:[的和与及在到为对向从以将于获被、，]|年度|[第届次个家项名]?\d+|[一二三四五六七八九十\d][届次个名项])\Z"
)
_SUBJECT = re.compile(
    r"""
      我[省市县区州旗镇乡村校院局]                       # 我市举行…
    | [全本][省市县区州旗镇乡]                           # 全市…开工
    | (?:[今去明当]年|近[年日期]|昨日|今日|\d{4}年|\d{1,2}月|[上下]半年|前?[一二三四]季度)  # 去年竣工…
    | [\u4e00-\u9fff]{2,3}?[省市县区州旗镇乡村](?![民容场级长区域])   # 望江区召开…
    | [\u4e00-\u9fff]{2,12}?(?:局|委|委员会|院|中心|公司|学校|中学|小学|大学|学院|支队|大队|集团|协会|街道|社区|银行|医院|海关)
    | [\u4e00-\u9fff]{0,3}(?:市民|村民|居民|群众|企业|学生|专家|代表|委员)
    """,
    re.X,
)
_SERIES = re.compile(r"[①-⑳]\Z|[（(][一二三四五六七八九十\d]{1,2}[）)]\Z|进行时\Z|[·•]|系列报道|专栏\Z")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》")


@dataclass(frozen=True, slots=True)
class Headlines:
    """The lines of a headline joined to units, in the order of the page, and which of them is the main one."""

    units: tuple[tuple[Line, ...], ...]
    main: int | None


def compose(lines: Sequence[Line]) -> Headlines:
    """Join the lines that are one headline and choose the main one."""
    units: list[list[Line]] = []
    for line in lines:
        if units and _is_one(units[-1], line):
            units[-1].append(line)
        else:
            units.append([line])
    done = tuple(tuple(unit) for unit in units)
    return Headlines(done, _main(done))


def _is_one(unit: Sequence[Line], line: Line) -> bool:
    head = "".join(part.text for part in unit)
    if len(unit) > 2 or bool(unit[-1].doubled) != bool(line.doubled) or line.number - unit[-1].number > 1:
        return False
    if head.endswith(("：", ":")):
        return len(head) + len(line.text) <= NARROW
    return not line.blank and is_one_headline(head, line.text)


def is_one_headline(first: str, second: str) -> bool:
    """Whether two lines that stand close together are one headline, broken for the width of its place.

    They are, where neither stands alone as a sentence, or where both are phrases of like build without a subject.

    >>> is_one_headline("望江区入选2023年度", "全国示范县名单"), is_one_headline("清理河道淤泥", "守护一江清水")
    (True, True)
    >>> is_one_headline("把课堂搬到田间", "我市举行农技培训")
    False
    """
    if (
        len(first) + len(second) > LONGEST_JOINED
        or first.endswith("—")
        or second.startswith("—")
        or _SERIES.search(first)
    ):
        return False
    if _DANGLING.search(first) or any(first.count(left) > first.count(right) for left, right in ("《》", "“”", "（）")):
        return True
    at_first, at_second = _verb(first), _verb(second)
    if _SUBJECT.match(second) and at_second:
        return False
    if at_first is None or at_second is None:
        return True
    unlike = abs(len(first) - len(second))
    return at_first <= 4 and at_second <= 4 and unlike <= (1 if _SUBJECT.match(first) else 5)


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


def _main(units: Sequence[Sequence[Line]]) -> int | None:
    """The main headline among units.

    A kicker ends in —— or ： or stands apart from the main headline below it, in smaller letters; a subhead begins with ——
    or follows close upon the main headline; shadowed letters are the largest.
    """
    if not units:
        return None
    texts = ["".join(line.text for line in unit) for unit in units]
    boxed = [i for i, unit in enumerate(units) if unit[0].doubled]
    left = [i for i in range(len(units)) if not texts[i].startswith("——") and not texts[i].endswith(("—", "：", ":"))]
    left = [i for i in left if not _SERIES.search(texts[i])] or left or list(range(len(units)))
    if boxed:
        return boxed[0]
    first = left[0]
    if len(left) > 1 and units[left[1]][0].blank:
        return left[1]
    return first
