"""What makes a phrase the title of an honour: its last word, its level, its quotation marks, and the verb in front."""

from __future__ import annotations

import functools
import re

from extractors.mentions.initiative_names import is_label
from extractors.mentions.noun_phrase import Tails
from kg.lexicon import Matcher, table


@functools.cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["head"] for row in table("honour_heads") if row["kind"] == kind)


@functools.cache
def tails() -> Tails:
    """All last words that an honour may end in."""
    heads = (row["head"] for row in table("honour_heads") if row["kind"] in ("title", "prize", "badge", "open"))
    return Tails(word for word in heads if len(word) > 1)


@functools.cache
def badges() -> Matcher:
    """The names that are honours wherever they stand."""
    return Matcher(_words("badge"))


@functools.cache
def _qualities() -> Matcher:
    return Matcher(_words("quality"))


_MARKS = re.compile(r"[“”‘’（）]")
_SPECIFIC = ("badge", "prize", "title")


def kind_of(phrase: str) -> str:
    """The kind of the longest last word of the phrase, or "": an open noun that a quality marks is a title.

    >>> kind_of("全国文明单位"), kind_of("全省先进基层单位"), kind_of("全国重大项目"), kind_of("科技进步一等奖")
    ('title', 'title', 'open', 'prize')
    """
    bare = _MARKS.sub("", phrase)
    for size in range(min(12, len(bare)), 0, -1):
        tail = bare[-size:]
        specific = next((kind for kind in _SPECIFIC if tail in _words(kind)), "")
        if specific:
            return specific
        if tail in _words("open"):
            near = bare[max(0, len(bare) - size - 10) : len(bare) - size]
            return "title" if any(_qualities().finditer(near)) else "open"
    return ""


LEVEL = re.compile(
    r"(?:20\d\d(?:[—\-]20\d\d)?(?:年度?|学年)?)?(?:第[一二三四五六七八九十\d]+[批届轮]|首[批届])?"
    r"(?:全国|国家|中国|国务院|教育部|[\u4e00-\u9fff]{2,6}?[省市区县州](?!场)(?=[\u4e00-\u9fff“]{2})|全[省市区县州]|[国省市区县镇校院部厅]级|世界|国际|亚洲|联合国|中央"
    r"|央视|全球|华东|华中|华南|华北|西南|西北|东北|中部|西部|东部|长江|黄河|长三角|珠三角|中华|最美|十大|十佳|优秀|[一二三四五]星级?|[一二三]级[甲乙丙]等|[省市区县](?=[\u4e00-\u9fff“]{4})|[A-Za-z\d]+A级)"
)
GENERIC = re.compile(
    r"(?:[一二三四五六七八九十\d]+[个项次枚块]|多[个项次枚]|一致|广泛|社会|群众|各界|上级|领导|评委|观众|高度|各类|诸多|众多|多种|国家级?|省级?|市级?|区级?|县级?|全国|全省|全市|以上|重要|最高|相关|该|此|和)*"
    r"(?:荣誉|称号|好评|奖项|奖励|奖金|奖品|表彰|认可|肯定|赞誉|批准|冠军|亚军|季军|[金银铜]牌|第[一二三四五六七八九十\d]+名?|前[一二三四五六七八九十\d]+名|信息|收入|资金|支持|帮助|融资|贷款|成功"
    r"|成果|成绩|突破|丰收|证书|奖牌|证明|专利|授权|机会|资格|知识|提升|发展|进展|认证|名额|席位|订单|补贴|补助|赔偿|利润|选票|席|分|主导权|优势|先机|主动|市场)(?:的.*|[\u4e00-\u9fff]{0,2})?"
)


def is_honour(phrase: str, *, strong: bool, quoted: bool, closed: bool) -> bool:
    """Whether a phrase after a verb of conferring is an honour.

    `strong`: the verb confers nothing else; `quoted`: the phrase is all in quotes; `closed`: 称号 or 名单 follows.

    >>> is_honour("全国文明单位", strong=True, quoted=False, closed=False)
    True
    >>> is_honour("广泛好评", strong=True, quoted=False, closed=False)
    False
    """
    bare = phrase.strip("“”‘’")
    if len(bare) < 2 or "的" in bare or "以上" in bare or GENERIC.fullmatch(bare) or len(bare) > 45:
        return False
    kind = kind_of(bare)
    if kind in ("badge", "prize"):
        return True
    level = LEVEL.match(bare) is not None or "“" in phrase
    if kind == "title":
        return level or quoted or (strong and len(bare) >= 5)
    if kind == "open" and strong and level and len(bare) >= 6:
        return True
    return (closed and (level or quoted)) or (quoted and strong and is_label(bare))


_PRAISED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4})?(?:最美|十佳|十大|百佳|优秀|五星|四星|三星|星级|金牌|杰出|先进|模范|感动|明星|首席|标杆)(?P<who>[\u4e00-\u9fff]{2,8})"
)
_BRAND = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:老字号|好人|工匠|五一劳动奖章|先锋号|文明号|红旗手)|[\u4e00-\u9fff]{2,8}之(?:星|乡)"
)
_WIDE = re.compile(
    r"(?:中国|全国|国家|世界|国际|全省|全市|省级|市级|[\u4e00-\u9fff]{2,3}省)[\u4e00-\u9fff0-9A-Za-z·]{4,20}"
)


def names_itself(label: str) -> bool:
    """Whether a label in quotes shows by its own words that it is conferred.

    >>> [names_itself(label) for label in ("最美护士", "中国脐橙之乡", "最美读书声", "中国梦")]
    [True, True, False, False]
    """
    praised = _PRAISED.fullmatch(label)
    if praised and praised["who"] in _words("who"):
        return True
    return _BRAND.fullmatch(label) is not None or (_WIDE.fullmatch(label) is not None and kind_of(label) == "title")
