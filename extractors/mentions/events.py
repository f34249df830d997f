"""Events: dated meetings, ceremonies, classes, forums, lectures, fairs and competitions.

Like initiatives they end in a head (seeds/lexicons/event_heads.tsv) and begin after the verb that governs them (召开, 举行,
出席); unlike them they keep 全市 and the place or body that meets, which tell one meeting from another: 2023年全市水利工作会议,
区委财经委员会第四次会议. A body that convenes is followed by a verb and stays outside: 区政协召开“…”协商会议.

A name is a label in quotes, a year, a number (第四次, 第三届) or enough that is not general (event_general.tsv): 专题会议,
党员大会, 线上招聘会 are none. What ends in 活动 or 演练 is an event where it is held (在…举行), else an initiative or nothing.
Congresses have forms of their own: 党的二十大, 市五届人大三次会议. A shorter print of a name of the article counts (常务会议).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.mentions.initiative_names import is_label, unfit
from extractors.mentions.noun_phrase import QUOTE, Tails, left_edge, said, strip_left
from kg.lexicon import Matcher, table, words
from kg.model import Article, Mention, Page, Span


@dataclass(frozen=True, slots=True)
class Meeting:
    """A candidate: its place, its head word, and whether it is a name or a phrase that may repeat one."""

    start: int
    end: int
    head: str
    rule: str
    sure: bool = True
    reading: str | None = None


def find_events(article: Article, page: Page) -> Iterator[Mention]:
    """All events that an article names, also by a shorter print and by 此次培训."""
    text = article.chars
    found = [*_congresses(text), *_days(text), *_sessions(text), *_editions(text)]
    headed = list(_headed(text, page))
    headed += _joined(text, headed)
    found += [meeting for meeting in headed if meeting.sure]
    found += _echoes(text, found, [meeting for meeting in headed if not meeting.sure])
    found += _anaphors(text, found)
    for meeting in found:
        span = Span(meeting.start, meeting.end)
        yield Mention(article.id, span, article.quote(span), "Event", meeting.rule, reading=meeting.reading)


@functools.cache
def _heads() -> dict[str, tuple[int, frozenset[str]]]:
    return {row["head"]: (int(row["least"]), frozenset(row["not_before"])) for row in table("event_heads")}


@functools.cache
def _tails() -> Tails:
    return Tails(_heads())


@functools.cache
def _general() -> Matcher:
    return Matcher(words("event_general"))


_HELD = re.compile(
    r"(?:现场|仪式)?(?:在[^，。；\n]{2,30}?|隆重|成功|顺利|正式|火热|圆满)?(?:举行|举办|开幕|启幕|落幕|拉开帷幕|圆满结束)"
)
_HOLDS = ("举行", "举办", "承办", "协办")
_ONLY_HELD = ("活动", "演练", "演出", "汇演", "党日", "开放日", "研讨")
# 开展 makes these events too, where it makes a campaign of an 活动.
_CARRIED_OUT = ("演练", "党日", "党日活动")
_STANDING = ("人大", "人民代表大会", "政协")  # whose 常委会 is a body, no meeting
_BODY = re.compile(r"(?:工作)?(?:领导小组|指挥部|组委会|筹委会|执委会|办公室|秘书处|中心)|常务委员会|常委会")


def _headed(text: str, page: Page) -> Iterator[Meeting]:
    """Names and doubtful phrases that end in a head."""
    heads = _heads()
    for start, end, head in _tails().finditer(text):
        least, not_before = heads[head]
        if (end < len(text) and text[end] in not_before) or _BODY.match(text, end):
            continue
        edge = left_edge(text, start, scopes=False, keep=1)
        begin = _begin(text, edge.start, start, edge.governor, edge.clause)
        ordinal = _ORDINAL.search(text, max(0, begin - 8), begin) if head in _OWN_MEETINGS else None
        begin = ordinal.start() if ordinal else begin
        if begin >= start and head not in ("常务会议", "专题协商"):
            continue
        modifier = text[begin:start]
        if head.endswith("委会") and modifier.endswith(_STANDING):
            continue
        if edge.governor == "等" or len(modifier) > 60 or unfit(modifier.removesuffix("暨")):
            continue
        sure = _named(modifier, head, least)
        if head.endswith(_ONLY_HELD) and not (head.endswith(_CARRIED_OUT) and edge.governor.endswith("开展")):
            sure = sure and (edge.governor in _HOLDS or _HELD.match(text, end) is not None)
        yield Meeting(begin, end, head, "events.head", sure)


def _joined(text: str, meetings: Sequence[Meeting]) -> Iterator[Meeting]:
    """Two meetings in one by 暨: a launch that is a recital too (启动仪式暨诗歌朗诵会)."""
    for first in meetings:
        if text[first.end : first.end + 1] == "暨":
            ends = [m.end for m in meetings if first.end < m.end - len(m.head) and m.end <= first.end + 24]
            stop = text.find("，", first.end)
            ends = [end for end in ends if stop < 0 or end <= stop]
            if ends:
                yield replace(first, end=max(ends), sure=True)


_CONVENER = re.compile(
    r"[\u4e00-\u9fff（）]{1,20}?(?:委|政府|局|厅|办|公司|院|校|中学|小学|大学|中心|人大常委会|政协|协会|团市委|工会|妇联|街道|社区|镇|村)(?=[“‘])"
)
_HEADLINE_DAY = re.compile(r"(?:昨日|今日|日前|近日|连日来)")


# After 召开 the name begins at once, even with a verb: 召开学习贯彻全会精神推进会. Not so 召开以…为主题的座谈会.
_CONVENES = re.compile(r"(?:召开|举行|举办|开展)(?:了|的)?(?![以关的由在有旨])")
# A verb between 全省 and the topic belongs to the name: 全省推进营商环境建设大会.
_SCOPED = re.compile(
    r"全[省市区县州国](?:推进|学习贯彻|贯彻落实|深化|优化|落实|加强|庆祝|纪念|提升|促进|宣传|统筹)(?:推进)?"
)
_LED_YEAR = re.compile(r"(?:指导|督导|列席|参与|参加|学习|传达|贯彻|落实|筹备|迎接|备战)(?=20\d\d年)")
_LED_CONGRESS = re.compile(
    r"传达(?:学习|贯彻|落实)*|学习传达|(?:学习|宣传|贯彻|传达|落实|领会|宣讲)+(?:贯彻|落实)?(?=党的|中央|全国)"
)
# A meeting of two places or topics: 召开高考、中考安保工作部署会, 甲区、甲山高新区招商工作会议.
_LIST_CONVENED = re.compile(r"(?:召开|举行|举办)(?:了)?(?P<items>(?:[\u4e00-\u9fff]{2,8}、){1,3})\Z")
_LIST_OF_PLACES = re.compile(r"(?P<items>(?:[\u4e00-\u9fff]{2,6}[市区县]、){1,3})\Z")
_MEETING_ITEM = re.compile(r"会|(?:节|赛|展|嘉年华|仪式|论坛|活动|典礼|讲座|培训班)、")
_WHOSE_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?[市区县]")


def _listed_start(text: str, start: int, head: int, clause: int) -> int:
    """The start of the list whose last item the name seems to begin with, or `start`."""
    if start != clause or text[clause - 1 : clause] != "、":
        return start
    before = text[max(0, clause - 30) : clause]
    listed = _LIST_CONVENED.search(before)
    if not listed and _WHOSE_PLACE.match(text, start, head):
        listed = _LIST_OF_PLACES.search(before)
    if not listed or _MEETING_ITEM.search(listed["items"]) or said(listed["items"], "verb"):
        return start
    return clause - len(before) + listed.start("items")


# 和 in front of another meeting's level or number joins two names: …思想和全国生态环境保护大会.
_JOINS = re.compile(r"[和及致](?=全国|全省|全市|全区|全县|全球|中央|[省市区县]委?|第[一二三四五六七八九十]|20\d\d|“)")


# No name begins before a dateline: 本报讯（记者沈微）“春风送岗”专场招聘会.
_WRITERS = re.compile(r"（[^（）\n]*(?:记者|通讯员)[^（）\n]*）")


def _begin(text: str, start: int, head: int, governor: str, clause: int) -> int:
    """Where the name begins: a body in front of a quoted title convenes, and is no part of it."""
    for hit in _CONVENES.finditer(text, clause, head):
        if "“" not in text[clause : hit.start()] and "的" not in text[hit.end() : head]:
            start = min(start, strip_left(text, hit.end(), head, scopes=False))
    for hit in _SCOPED.finditer(text, clause, head):
        start = hit.start() if hit.end() == start else start
    led = _LED_YEAR.match(text, start, head) or _LED_CONGRESS.match(text, start, head)
    start = _listed_start(text, led.end() if led else start, head, clause)
    for hit in _JOINS.finditer(text, start, head):
        if "“" not in text[start : hit.start()] and (hit.start() > start or hit[0] == "致"):
            start = hit.end()
    for hit in _WRITERS.finditer(text, start, head):
        start = hit.end()
    start = _at_edition(text, start, head)
    convener = _CONVENER.match(text, start, head)
    if convener and not governor:
        return convener.end()
    day = _HEADLINE_DAY.match(text, start)
    return day.end() if day else start


_EDITION_NUMBER = re.compile(r"第[一二三四五六七八九十百\d]+届|首届")
_WHOSE = re.compile(
    r"(?:20\d\d年?度?)?(?:全[国省市区县州]|中国|[\u4e00-\u9fff（）]{1,12}[省市区县镇乡村州旗校院司团局会队委厅部系统界学职工民众])?(?:20\d\d年?度?)?"
)


def _at_edition(text: str, start: int, head: int) -> int:
    """The edition's place where what stands before it is no owner: a headline's words glued to 第三届…文化旅游节."""
    hit = _EDITION_NUMBER.search(text, start, head)
    if not hit or hit.start() == start:
        return start
    before = text[start : hit.start()]
    owner = _WHOSE.fullmatch(before) and not said(before, "verb", "verb-inside", "weak")
    return start if owner or "“" in before or "暨" in before else hit.start()


_FESTIVAL = re.compile(
    r"(?P<open>第[一二三四五六七八九十百\d]+届|首届|20\d\d年?|(?P<label>“[^“”\n]{2,20}”))"
    r"(?P<name>(?:（[^（）\n]{2,8}）|“[^“”\n]{2,16}”|[^，。；：、！？\n“”（）《》的了在 ]){2,22}?"
    r"(?:节(?![约日假目俗能点水气奏前后省庆流])|赛(?![事区场点制道段程后前龙跑马车选果季])|展(?![览示出现开望销厅馆台位区品演期会])))"
)
_HOLIDAY = re.compile(
    r"(?:春|中秋|国庆|端午|清明|劳动|儿童|教师|妇女|元宵|重阳|圣诞|护士|记者|青年|建军|植树|医师|泼水|情人|母亲|父亲|光棍|环|季|情|细|关|时|章|礼|开|发|拓|扩|施|进|伸|舒)[节展]$"
)


_WIDE = re.compile(r"^全[国省市县区州]")


def _editions(text: str) -> Iterator[Meeting]:
    """Festivals, matches and exhibitions by edition, year or label: 第二届清江杨梅节, “渡口记忆”老照片展."""
    for hit in _FESTIVAL.finditer(text):
        name = hit["name"]
        plain = name if "“" not in name else name[: name.index("“")]
        if _HOLIDAY.search(name) or said(_WIDE.sub("", plain), "verb", "edge", "quantity", "scope"):
            continue
        if (hit["label"] and not is_label(hit["label"][1:-1])) or (name[-1] == "展" and hit["open"][0] == "2"):
            continue
        start = hit.start()
        owner = left_edge(text, start, scopes=False).start
        before = text[owner:start]
        if before and not (len(before) <= 8 and _PLACE_BEFORE.fullmatch(before)):
            owner = start
        yield Meeting(owner, hit.end(), name[-1], "events.edition")


_PLACE_BEFORE = re.compile(r"(?:20\d\d年?)?(?:中国|全[国省市区县]|[\u4e00-\u9fff]{1,5}[省市区县镇乡州])?(?:20\d\d年?)?")
_NUMBER = re.compile(
    r"第[一二三四五六七八九十百\d]+[次届期场讲轮]|[一二三四五六七八九十]+届[一二三四五六七八九十]+次|[12]\d{3}年?(?:度|春季|秋季|夏季|冬季)?(?=.)|首届"
)
_NOT_CONTENT = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z]+")
_PLACE_LEFT = re.compile(r"^(?:全[市省区县国镇]|[\u4e00-\u9fff]{1,4}?[市省区县])")


# Meetings of a body's own: the body or the number in front is name enough.
_OWN_MEETINGS = frozenset(
    (
        "常务会议",
        "常委会会议",
        "常委会议",
        "常委会扩大会议",
        "主任会议",
        "主席会议",
        "党组会议",
        "党组会",
        "理事会会议",
        "全会",
        "全委会",
    )
)


_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+次$")


def _named(modifier: str, head: str, least: int) -> bool:
    """Whether the words in front of the head make a name of it.

    >>> _named("党员", "大会", 4), _named("全市商务", "工作会议", 3), _named("“书香澜川”", "分享会", 4)
    (False, True, True)
    """
    if any(is_label(quote) for quote in QUOTE.findall(modifier)):
        return True
    plain = _NOT_CONTENT.sub("", modifier)
    rest = _NOT_CONTENT.sub("", _NUMBER.sub("", _PLACE_LEFT.sub("", modifier, count=1)))
    covered = sum(end - start for start, end, _ in _general().finditer(rest))
    content = len(rest) - covered
    if head in _OWN_MEETINGS:
        return len(plain) >= 2
    if _NUMBER.search(modifier):
        return len(rest) >= (0 if least <= 1 else 2)
    if modifier.startswith("全") and _PLACE_LEFT.match(modifier) and len(rest) >= 6:
        return True  # 全区重点项目暨重点工作调度会: all words are general, the whole is not
    return content >= min(2, least) and len(plain) >= least


_CONGRESS = re.compile(
    r"""(?:党的|中共)?(?:二十|十[八九七六])大
      | (?:党的|中共)?(?:二十|十[八九七六])届[一二三四五六七]中全会
      | 中央(?:经济|农村|城市|政法|人才|民族|统战|外事)?工作会议(?=[^室])
      | (?:党的|中国共产党)?第(?:二十|十[八九七六])次全国代表大会
      | (?:[\u4e00-\u9fff]{0,6}[市省区县](?:委|纪委|政协|人大|妇联|工商联|科协|文联|残联|侨联|总工会)?)?(?P<number>第?[一二三四五六七八九十]{1,3})届(?:人大|政协|市委|省委|区委|县委|人大常委会|政协常委会)?
        (?:常委会)?(?:第)?[一二三四五六七八九十]{1,3}次(?:全体)?(?:（扩大）)?(?:会议|全会)
      | (?:全|省|市|州|区|县|农|民|残|亚|青)运会
      | (?:省|市|区|县)第[一二三四五六七八九十]{1,3}次(?:党代会|代表大会|党员代表大会)
      | 全国(?:两会|“两会”)
    """,
    re.X,
)


def _congresses(text: str) -> Iterator[Meeting]:
    """党的二十大, 二十届三中全会, 中央农村工作会议, 市五届人大三次会议."""
    for hit in _CONGRESS.finditer(text):
        # 十大工程 counts works; without 党的 only 二十大精神 and 二十大报告 tell.
        if hit[0][0] in "二十" and hit[0].endswith("大") and text[hit.end() : hit.end() + 2] not in ("精神", "报告"):
            continue
        start = hit.start()
        if hit["number"]:
            start = max(start, left_edge(text, hit.start("number"), scopes=False).start)
        yield Meeting(start, hit.end(), "大会", "events.congress")


# 区六届人大常委会举行|第二十四次会议: the number is the meeting's name, whose body stands before the verb.
_SESSION = re.compile(
    r"(?:举行|召开)(?:了)?(?P<session>第[一二三四五六七八九十百\d]{1,4}次(?:全体|常务|常委会|主席|主任|扩大)*(?:会议|全会))"
)
_HOLDER = re.compile(
    r"[\u4e00-\u9fff]{0,6}?[省市区县州盟旗](?:第?[一二三四五六七八九十]{1,3}届)?(?:人大常委会|政协常委会|政协|人大|委|政府)$"
)


def _sessions(text: str) -> Iterator[Meeting]:
    """Meetings named by their number alone, read with the body that holds them."""
    for hit in _SESSION.finditer(text):
        if body := _HOLDER.search(text, max(0, hit.start() - 20), hit.start()):
            yield Meeting(*hit.span("session"), "会议", "events.session", reading=body[0] + hit["session"])


_DAY = re.compile(
    r"“[\u4e00-\u9fff]{2,10}(?:活动日|开放日|纪念日|宣传日|文化节|艺术节|读书节|美食节|丰收节|旅游节|音乐节|[照画影书特]片?展|作品展|文物展|非遗展|嘉年华|音乐会|运动会)”"
    r"|(?:[\u4e00-\u9fff]{2,4}[市区县镇乡村])?“村(?:BA|超|晚)”(?:篮球赛|足球赛|联赛|赛事)?"
)


def _days(text: str) -> Iterator[Meeting]:
    """Named days and festivals in quotes: “企业家日” is none, “市民开放日” is one."""
    for hit in _DAY.finditer(text):
        start = left_edge(text, hit.start() + hit[0].index("“"), scopes=False).start
        yield Meeting(max(start, hit.start()), hit.end(), hit[0][-4:-1], "events.day")


def _within(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)


def _echoes(text: str, full: Sequence[Meeting], doubtful: Sequence[Meeting]) -> Iterator[Meeting]:
    """Doubtful phrases that print a name of the article more shortly: 常务会议 for 区政府常务会议."""
    for meeting in doubtful:
        phrase = text[meeting.start : meeting.end]
        if len(phrase) < 4 or (
            meeting.start == meeting.end - len(meeting.head) and meeting.head not in ("常务会议", "专题协商")
        ):
            continue
        for name in full:
            surface = text[name.start : name.end]
            if len(surface) > len(phrase) and (
                surface.endswith(phrase) or phrase + "会议" == surface[-len(phrase) - 2 :]
            ):
                yield replace(meeting, sure=True, rule="events.short", reading=surface)
                break


_ANAPHOR = re.compile(
    r"(?:该|此次|本次|这次|本届|此届|这场)(?P<noun>培训班|研讨班|研修班|进修班|训练营|夏令营|冬令营|联赛|锦标赛|邀请赛|马拉松|音乐会|晚会|峰会|年会|培训|会议|大会|论坛|讲座|仪式|大赛|比赛|赛事|博览会|展会|展览|运动会|座谈会|推进会|招聘会|交易会|发布会|文化节|艺术节|活动|演练)(?![室中区力者])"
)
_SAME = {
    "培训": ("培训班", "研讨班", "培训", "讲座", "研修班", "培训会"),
    "赛事": ("大赛", "比赛", "赛", "马拉松"),
    "比赛": ("大赛", "比赛", "赛", "马拉松"),
    "展览": ("展", "展览"),
    "文化节": ("文化节", "旅游节"),
    "展会": ("展", "展览会", "博览会"),
    "会议": ("会议", "会", "全会"),
}


def _anaphors(text: str, found: Sequence[Meeting]) -> Iterator[Meeting]:
    """此次培训, 本届博览会: the last event of that sort named before."""
    order = sorted(found, key=lambda meeting: meeting.start)
    for hit in _ANAPHOR.finditer(text):
        ends = _SAME.get(hit["noun"], (hit["noun"],))
        for meeting in reversed(order):
            if (
                meeting.start < hit.start()
                and meeting.rule != "events.congress"
                and text[meeting.start : meeting.end].endswith(ends)
            ):
                surface = text[meeting.start : meeting.end]
                yield Meeting(hit.start(), hit.end(), hit["noun"], "events.anaphor", reading=meeting.reading or surface)
                break
