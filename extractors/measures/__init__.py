"""Figures stated of an entity: 市公安局出动执法人员2849人次, 办结率94%, 营业收入同比增长12.3%, 23家企业入驻园区.

Each number with a unit is looked at in its clause: the words before it say what is counted (or, where they are but a verb, the noun
behind it: 检查120家企业), and whose figure it is says the subject of the clause, of the clauses before it, or of the sentence before.
Targets, demands and figures of bodies without a name are no measures.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from extractors.measures.numbers import AFTER, BOUNDS, Printed, figures
from extractors.measures.owners import HOME, OTHERS, THERE, led, owner
from extractors.relations.clauses import Clause, Discourse, Sentence, read
from extractors.relations.marks import holding, times_in, within
from kg.lexicon import table, words
from kg.model import Article, Figure, MeasureMention, Mention, Page, Span, When
from kg.times import Timed

_SIGN = "[\ue001-\ue007]"


# Between what is measured and its number: 办结率已达94%, 共计2849人次.
_LINKS = re.compile(
    r"(?:共计|累计|总计|合计|共有|共|已经|已|达到了?|达成(?=$)|高达|多达|达|均为|均达|为|是|有了?|分别|至|在|却|了|则|均|也|"
    r"(?:稳定|保持|维持|控制)在|连续[一二三四五六七八九十\d]+年|(?:增加|提升|提高|上升|增长|扩大|下降|减少|降低|缩短|压缩)[到至为]|增至|升至|降至|减至|，)$"
)
_CHANGE = re.compile(
    r"(?P<basis>同比|环比|(?:[比较](?:上年|去年|年初|上月|上年末|上个月|前年|上半年|上季度)(?:同期|同比|末)?))?(?:净|共|再|又|分别|将|平均)?"
    r"(?P<way>增长|增加|增幅达?|增速达?|增收|提高|提升|上升|上涨|攀升|(?<!新)增|升|涨|下降|减少|降低|下滑|回落|缩短|压缩|压减|缩减|降幅达?|减幅达?|降|减)(?:了|达|达到|率达)?$"
)
_LESS = ("下", "减", "降", "回", "缩", "压")
_TARGET = re.compile(
    r"将(?!近)|力争|争取|计划|预计|预期|目标|拟|要求|确保|有望|打算|准备|未来|明年|届时|可望|规划(?=建|到)|到(?:20)\d\d年|(?<![主重摘概必紧需])要(?!求|素|闻|件|点)|(?<!供)应(?![急用届聘诉邀收付对战县])|须|逾期|必须|不得|标准为|限(?:速|额|高)|最高可|最低|可[获享达得]"
)
_DONE = re.compile(r"已|截至|目前|现有|去年|今年(?:以来|1)")
_NO_WHAT = re.compile(r"^[\d.%）)”’]*$|[\d%]$")
_LONGEST = 22


def find_measures(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[MeasureMention]:
    """The figures that an article states of its names."""
    discourse = read(article, mentions)
    times = times_in(discourse, page)
    for at, sentence in enumerate(discourse.sentences):
        planned, last = False, ""
        carried: Mention | None = None
        for clause in sentence.clauses:
            text = discourse.between(clause.start, clause.end)
            planned = _is_target(text, planned)
            near = within(times, sentence.start, sentence.end)
            printed = list(figures(discourse.mask, clause.start, clause.end, near))
            for number, figure in enumerate(printed):
                begin = printed[number - 1].end if number else clause.start
                said = _said(discourse, clause, figure, begin, last, [f.start for f in printed[: number + 1]])
                if said is None:
                    if discourse.between(begin, figure.start).endswith(_VAGUE):
                        last = ""  # 其中新增3亿元，同比增长12%: it is no longer plain what grew
                    continue
                last = said.what
                whose = owner(discourse, page, at, clause, figure, carried) if not planned else None
                carried = whose or carried
                if whose:
                    when = _when(discourse, times, sentence, clause, figure)
                    yield _measure(discourse, whose, said, sentence, clause, figure, when)


def _measure(
    discourse: Discourse,
    owner: Mention,
    said: Figure,
    sentence: Sentence,
    clause: Clause,
    printed: Printed,
    when: When | None,
) -> MeasureMention:
    start = owner.span.start if owner.span.start >= sentence.start else clause.start
    start, end = min(start, printed.start), max(printed.end, owner.span.end if owner.span.start >= clause.start else 0)
    rule = "measures.home" if owner.implied else "measures.change" if said.change else "measures.figure"
    return MeasureMention(owner, said, Span(start, end), rule, when)


def _is_target(text: str, before: bool) -> bool:
    """Whether a clause tells of what is to be: a plan goes on to the end of the sentence, unless a clause says what is done."""
    if _TARGET.search(text):
        return True
    return before and not _DONE.search(text)


def _said(
    discourse: Discourse, clause: Clause, printed: Printed, begin: int, last: str, starts: Sequence[int]
) -> Figure | None:
    """What a number says: what is counted, its bound, and whether it is that of a change."""
    left = discourse.between(begin, printed.start)
    left = re.split(rf"{_SIGN}+|[；：:”“]", left)[-1]
    if turn := _in_turn(discourse, clause, starts):
        return Figure(turn, printed.value, printed.unit, _bounded(left, printed)[1])
    left, bound = _bounded(left, printed)
    change = _CHANGE.search(left)
    way, basis = "", ""
    if change:
        way = "decrease" if change["way"].startswith(_LESS) else "increase"
        basis, left = change["basis"] or "", _linked(left[: change.start()])[0]
    if change:
        what = _cleaned(left.rpartition("、")[2]) or last
        what = what if what == last or what.endswith(_attributes()) or _is_deed(what) else ""
    else:
        what = _what(discourse, clause, printed, left, begin == clause.start)
    if what in _VAGUE or (_EACH.search(discourse.between(clause.start, printed.start)) and not _EACH.search(what)):
        return None
    if not what or len(what) > _LONGEST or _NO_WHAT.search(what) or OTHERS.match(what):
        return None
    return Figure(what, printed.value, printed.unit, bound, way, basis)


_VAGUE = (
    "新增",
    "增加",
    "减少",
    "新建",
    "完成",
    "实现",
    "达成",
    "获得",
    "共有",
    "拥有",
    "使用",
    "占用",
    "金额",
    "数量",
    "总量",
    "总数",
    "建成",
    "建设",
)
# What is counted a day or a head is no count: 日均提供信息300余条、招聘100余人.
_EACH = re.compile(r"[日月年周户人亩天]均|每[日月年周户人亩天个]|平均")


def _bounded(left: str, printed: Printed) -> tuple[str, str]:
    """The words before a number without what links and bounds it, and the bound."""
    bound = AFTER.get(printed.after, "at_least" if printed.more else "exact")
    left, said = _linked(left)
    return left, said if said != "exact" else bound


def _linked(left: str) -> tuple[str, str]:
    bound, before = "exact", None
    while left != before:
        before = left
        for name, pattern in BOUNDS:
            if match := pattern.search(left):
                left, bound = left[: match.start()], name
        left = left if _CHANGE.search(left) else _LINKS.sub("", left)
    return left, bound


def _what(discourse: Discourse, clause: Clause, printed: Printed, left: str, first: bool) -> str:
    """What is counted, "" where the words do not say it plainly.

    A deed and its object before the number (检查商户126家), or a verb before and its object behind (检查126家商户); what a body has or
    reaches (办结率94%, 在校学生1126名); a further item of a list (、执法车辆97台次); or who enters or attends (23家企业入驻).
    """
    listed = not first and "、" in left
    what = "" if left.endswith("的") else _cleaned(left.rpartition("、")[2])
    behind = re.match(r"[\u3400-\u9fff]*", discourse.mask[printed.end : clause.end])
    noun = behind.group() if behind and not printed.after else ""
    if noun and not noun.startswith(_GOES_ON):
        if what and not _is_deed(what, alone=True):
            return ""
        found = what + noun.removeprefix("的")
        return found if len(noun) <= _NOUN and _PLAIN.fullmatch(noun) and (what or _COMES.search(noun)) else ""
    if not what or not _PLAIN.fullmatch(what):
        return ""
    return what if listed or _is_deed(what) or what.endswith(_attributes()) else ""


# Behind a unit these begin something else: 42.6万元用于, 3家和, 12件并.
_GOES_ON = (
    "用于",
    "并",
    "和",
    "与",
    "以",
    "由",
    "及",
    "共",
    "同比",
    "环比",
    "较",
    "比",
    "占",
    "其中",
    "增",
    "下降",
    "提",
    "减",
    "，",
    "左右",
    "为",
    "分",
)
# What is counted is one thing: no verb of its own, no clause.
_PLAIN = re.compile(
    r"(?!.*(?:分别|均(?![\u3400-\u9fff]{2})|位居|居全|其中|来自|面向|围绕|通过|说|由|把|(?<!棉)被|对于|关于|一由|不仅))[\u3400-\u9fff（）A-Za-z]+?(?<![的和等及与了])"
)
_NOUN = 10  # characters of a noun behind its number: longer ones are clauses
_COMES = re.compile(r"(?:入驻|参会|参展|参赛|参加|参与|入园|落户|签约|报名|到场|入选|上线)$")


@functools.cache
def _deeds() -> tuple[str, ...]:
    return tuple(
        sorted((row["word"] for row in table("measure_words") if row["class"] == "verb"), key=len, reverse=True)
    )


@functools.cache
def _attributes() -> tuple[str, ...]:
    return tuple(row["word"] for row in table("measure_words") if row["class"] == "attribute")


def _is_deed(what: str, alone: bool = False) -> bool:
    """Whether words begin with a verb of the lexicon, or, `alone`, are one."""
    if alone:
        return what in _deeds() or (what.startswith(_deeds()) and what.endswith(_deeds()) and len(what) <= 5)
    return what.startswith(_deeds()) or what.removesuffix("成功").endswith(_deeds())


_IN_TURN = re.compile(r"(?P<names>[^，；、\ue001-\ue007]{2,12}(?:[、和][^，；、和\ue001-\ue007]{2,12})+)分别")


def _in_turn(discourse: Discourse, clause: Clause, starts: Sequence[int]) -> str | None:
    """What the number is of in 存栏量、出栏量分别达2万头、8万头, whose figures stand in turn."""
    match = _IN_TURN.search(discourse.mask, clause.start, starts[-1])
    if match is None:
        return None
    names = re.split("[、和]", match["names"])
    at = sum(start >= match.end() for start in starts) - 1
    return names[at] if 0 <= at < len(names) else None


_HAS = re.compile(r"^(?:实现|完成|拥有|现有|设有|共有|有(?![效机线序关偿害色]))(?=[\u3400-\u9fff]{2})(?!整改|投资$)")


def _cleaned(text: str) -> str:
    """The words without adverbs, times and phrases before them: 发放宣传资料 for 今年以来共发放宣传资料."""
    before = None
    while text != before:
        before = text
        text = led(text)
        text = _HAS.sub("", text)
        if (home := HOME.match(text) or THERE.match(text)) and len(text) > home.end():
            text = text[home.end() :]
        if given := _given_to(text):
            text = text[given:]
    return text


def _given_to(text: str) -> int:
    """How long a phrase like 为农民工 before a verb is; 0 where there is none."""
    if text[:1] not in "为向给对从在由":
        return 0
    return next(
        (at for at in range(2, min(10, len(text) - 2)) if text[at : at + 2] in words("agency_verbs")),
        0,
    )


def _when(
    discourse: Discourse, times: Sequence[Timed], sentence: Sentence, clause: Clause, printed: Printed
) -> When | None:
    """The time that stands nearest before the number, in its clause or in one that says nothing but a time."""
    before = [one for one in holding(discourse, times, sentence, clause) if one.span.end <= printed.start]
    return before[-1].when if before else None


MEASURES = (find_measures,)
