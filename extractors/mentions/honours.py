"""Honours: awards, titles and lists that are conferred.

Four forms carry one. After a verb of conferring (获评, 荣获, 入选, 被授予, 评为) the honour begins at once and ends at 称号, 名单 or
the clause's end: 获评全国文明单位; with 授予 the receiver may stand between (授予李某“最美护士”称号). A label in quotes with 称号 or
荣誉 behind it is one without any verb. With 名单 after 公布 or 通报 the honour is the title in front of it, and what is passed is
one too (通过国家卫生县城复审). By themselves only what has a level or praise and a last word of honours (“平安农机”全国示范县,
“最美护士”) and the badges that everybody knows (全国五一劳动奖章) are honours.

An owner in front (全国总工会授予的, 荆楚大地) is no part of it, general praise (荣誉, 称号, 好评, 第一名) is none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.mentions.honour_titles import LEVEL, badges, is_honour, kind_of, names_itself, tails
from extractors.mentions.initiative_names import is_label
from extractors.mentions.noun_phrase import QUOTE, left_edge
from kg.lexicon import Matcher, table
from kg.model import Article, Mention, Page, Span


class Title(NamedTuple):
    """An honour's place in the text and the rule that found it."""

    start: int
    end: int
    rule: str


def find_honours(article: Article, page: Page) -> Iterator[Mention]:
    """All honours that an article names."""
    text = article.chars
    found = [*_conferred(text), *_passed(text), *_lists(text), *_quoted(text), *_alone(text)]
    found += _again(text, found)
    for title in dict.fromkeys(found):
        if title.end - title.start >= 2:
            span = Span(title.start, title.end)
            yield Mention(article.id, span, article.quote(span), "Honour", title.rule)


@functools.cache
def _verbs() -> tuple[Matcher, dict[str, str]]:
    strengths = {row["verb"]: row["strength"] for row in table("honour_verbs")}
    return Matcher(strengths), strengths


_VERB = re.compile(r"[获荣斩摘捧夺授评命认入上跻喜列赢拿蝉问揽创争确表登颁晋膺勇再折选推公通升位纳收追成申拔被]")
_OBJECT = re.compile(
    r"(?:“[^“”\n]{2,30}”|‘[^‘’\n]{2,30}’|《[^《》\n]{1,40}》|（[^（）\n]{1,12}）|(?!的)[\u4e00-\u9fffA-Za-z0-9·—\-]){1,50}"
)
_AFTER = re.compile(
    r"(?:等)?(?:荣誉)?(?:称号|名单|榜单|荣誉|殊荣|奖项|奖牌|证书|行列|之列|美誉|表彰|奖励).*|(?<=[“”\u4e00-\u9fff])等(?![级奖功])[\u4e00-\u9fff]*.*"
)


def _conferred(text: str) -> Iterator[Title]:
    """What stands after a verb of conferring."""
    matcher, strengths = _verbs()
    for hit in _VERB.finditer(text):
        verb = matcher.at(text, hit.start()) or (
            "获"
            if hit[0] == "获" and (text[hit.end() : hit.end() + 1] in _OPENS or _WON.match(text, hit.end()))
            else None
        )
        if verb:
            start = hit.start() + len(verb)
            strong = strengths.get(verb, "weak") == "strong"
            given = _given(text, start) if verb.endswith(_GIVING) else None
            yield from (given,) if given else _objects(text, start, strong)


_GIVING = ("授予", "颁发", "颁授", "追授", "命名", "认定", "评选", "评选出", "表彰", "授予了", "颁给", "颁发了")
_RECEIVED = re.compile(r"(?P<who>[^，。；：！？“”\n]{2,40})(?P<title>“[^“”\n]{2,24}”)")
_OPENS = frozenset("“第一二三特全国省市最优金银铜十百12首")


# 获 before the name of an award: 获南岭新闻奖一等奖, not 获奖作品.
_WON = re.compile(r"(?![奖得悉知取益利救释准赠])[\u4e00-\u9fff\d·—“”]{2,24}?奖(?![励项金品学杯牌者])")


def _given(text: str, start: int) -> Title | None:
    """The quoted title after the receivers: 授予甲、乙等9所学校“平安校园”; 授予省级“青年文明号” has none between."""
    hit = _RECEIVED.match(text, start)
    if hit and not LEVEL.fullmatch(hit["who"]) and kind_of(hit["who"]) != "title" and kind_of(hit["title"]):
        return Title(hit.start("title"), hit.end("title"), "honours.given")
    return None


def _objects(text: str, start: int, strong: bool) -> Iterator[Title]:
    """The honours in the list that begins at `start`: 获评全国文明单位、“平安校园”等荣誉."""
    for _ in range(8):
        start = _skip(text, start)
        hit = _OBJECT.match(text, start)
        if not hit:
            return
        end = _end(text, start, hit.end())
        quote = QUOTE.fullmatch(text, start, end)
        if is_honour(text[start:end], strong=strong, quoted=quote is not None, closed=_closed(text, end)):
            yield Title(start, end, "honours.conferred")
        elif not quote:
            return
        joint = _JOINT.match(text, end)
        if not joint:
            return
        start = joint.end()


_JOINT = re.compile(r"[、和及]|(?:荣誉)?称号[、和及]|(?=“)")


def _closed(text: str, end: int) -> bool:
    """Whether 称号, 名单 or the like follows, which says that an honour ends here."""
    return _CLOSES.match(text, end) is not None


_CLOSES = re.compile(r"等?[一二三四五六七八九十多\d]*[项个]?(?:荣誉)?(?:称号|名单|榜单|殊荣|荣誉)")
_LEAD = re.compile(r"(?:了|过|由|新一批|首届(?=全)|20\d\d年(?=获)|\d+[项个]|[一二三四五六七八九十两]+[项个]|为)")
_OWNER = re.compile(
    r"[^，。；、\n“”]{2,24}?(?:授予|颁发|评选|公布|命名|认定|颁授|表彰|发布|主办|举办|组织|设立|遴选|开展|推出)的"
)
_OWNER_QUOTE = re.compile(
    r"[\u4e00-\u9fff]{1,14}?(?:总工会|妇联|团[省市区县]委|委员会|文明委|政府|部|厅|局|公司|集团|协会|学会|联合会|法院|检察院|[省市区县]委)(?=“)"
)


# 摘得平安中国建设最高奖项“长安杯”: what is named is the cup.
_HIGHEST = re.compile(r"[^，。；、\n“”]{0,16}(?:奖项|荣誉|殊荣)(?=[“《])")


def _skip(text: str, start: int) -> int:
    """Past aspect and the owner: 获得全国总工会授予的“工人先锋号” begins at the quote."""
    lead = _LEAD.match(text, start)
    start = lead.end() if lead else start
    owner = _OWNER.match(text, start) or _OWNER_QUOTE.match(text, start) or _HIGHEST.match(text, start)
    return owner.end() if owner else start


def _end(text: str, start: int, end: int) -> int:
    """Where the honour ends within the clause: before 称号, 等, 和“…”, or a verb that follows its last word."""
    after = _AFTER.search(text, start + 2, end)
    if after:
        end = after.start()
    if text[start] == "“":
        closed = text.find("”", start, end)
        if closed > 0 and text[closed + 1 : closed + 2] == "“":
            return closed + 1
        if closed > 0:
            tail = _last_head(text, closed + 1, end)
            return tail if tail else closed + 1
    tail = _last_head(text, start, end)
    return tail if tail else end


_PRIZE = re.compile(r"[^，。、]*?奖(?![励项金牌杯章状学品补])")


def _last_head(text: str, start: int, end: int) -> int:
    """The end of the honour's last word: the last head before a conjunction, else 0."""
    best = 0
    for _, stop, _ in tails().finditer(text[start:end]):
        inside = text.count("“", start, start + stop) > text.count("”", start, start + stop)
        if inside and text[start + stop : start + stop + 1] != "”":
            continue  # “五星级供电所” ends where its quotation does
        best = start + stop
        following = text[best : best + 1]
        if following in "和及并，、（" or best == end:
            break
    prize = _PRIZE.match(text, start, end)
    best = max(best, prize.end() if prize else 0)
    return best + 1 if text[best : best + 1] == "”" and "“" in text[start:best] else best


_PASSED = re.compile(
    r"(?:通过|顺利通过|成功通过)了?(?P<title>(?:[\u4e00-\u9fffA-Za-z0-9]{2,20}|[\u4e00-\u9fff]{0,12}“[^“”\n]{2,20}”[\u4e00-\u9fff]{0,14}?))"
    r"(?:的?(?:省级|国家|市级|现场|专家|考核|综合)?(?:验收|评定|认定|复审|复核|评审|命名|考核验收|复评|创建验收|抽查复核))"
)


def _passed(text: str) -> Iterator[Title]:
    """What somebody passes the inspection for: 通过国家卫生县城复审."""
    for hit in _PASSED.finditer(text):
        title = hit["title"]
        if LEVEL.match(title) and is_honour(title, strong=False, quoted=False, closed="“" in title):
            yield Title(hit.start("title"), hit.end("title"), "honours.passed")


_LIST = re.compile(r"(?:名单|名录|榜单)")
_TITLE_LIST = re.compile(
    r"(?:20\d\d|全国|国家|中国|第[一二三四五六七八九十\d]+批|首批|[\u4e00-\u9fff]{2,4}[省市](?!场)|全[省市]|省级|市级)"
)
_PUBLISHES = re.compile(r"(?:公布|通报|发布|印发|入选|入围|上榜|公示|列入|纳入|荣登|登上)了?(?!的)")
_NO_LIST = re.compile(r"候选|拟|人员|失信|黑|红|录取|参赛|获奖|当选|领导|干部|执行人|公示|不合格|违法")


def _lists(text: str) -> Iterator[Title]:
    """公布全国美丽乡村名单: the list itself and what it lists; 入选国家…名录 the list alone."""
    for hit in _LIST.finditer(text):
        edge = left_edge(text, hit.start(), scopes=False)
        published = _PUBLISHES.search(text, edge.clause, hit.start())
        start = _once(text, published.end() if published else edge.start)
        modifier = text[start : hit.start()]
        if len(modifier) < 6 or not _TITLE_LIST.match(modifier) or _NO_LIST.search(modifier) or "的" in modifier:
            continue
        if kind_of(modifier) == "title" or "“" in modifier or (published and hit[0] == "名录"):
            yield Title(start, hit.end(), "honours.list")


_TWICE = re.compile(r"(?P<year>20\d\d年度?)(?=(?P=year))")


def _once(text: str, start: int) -> int:
    """Past a year that the print repeats: 公布2024年度2024年度…名单."""
    twice = _TWICE.match(text, start)
    return twice.end() if twice else start


_NAMED = re.compile(
    r"“(?P<label>[^“”\n]{2,24})”(?P<more>(?:全国|全省|全市|省级|市级|国家级|县级|区级)[\u4e00-\u9fff]{2,10})?"
    r"(?P<closes>(?:的)?(?:荣誉称号|荣誉|称号|殊荣|牌匾|牌子|奖牌|奖杯|奖状|证书|认证|奖项|奖章)(?![室馆]))?"
)
_BEFORE = re.compile(
    r"(?:20\d\d年度?)?(?:首届|首批|第[一二三四五六七八九十\d]+[届批])?(?:全国|全省|全市|全县|全区|国家级?|[省市县区]级|中国|[\u4e00-\u9fff]{2}省)?$"
)
_SURE_CLOSES = ("称号", "荣誉", "殊荣", "奖项")
_NOT_TITLE = re.compile(r"[，。；]|行动$|计划$|活动$|工程$")


def _quoted(text: str) -> Iterator[Title]:
    """Labels in quotes that 称号 closes, that a level follows, or that praise by themselves."""
    for hit in _NAMED.finditer(text):
        label, closes = hit["label"], hit["closes"] or ""
        named = names_itself(label)
        conferred = closes.endswith(_SURE_CLOSES) or (closes and (named or kind_of(label)))
        if _NOT_TITLE.search(label) or not is_label(label) or not (conferred or named or hit["more"]):
            continue
        end = hit.start() + len(label) + 2
        if hit["more"]:
            stop = _last_head(text, hit.start("more"), hit.end("more"))
            if stop and kind_of(text[hit.start() : stop]) in ("title", "open"):
                end = stop
            elif not (conferred or named):
                continue
        before = _BEFORE.search(text, max(0, hit.start() - 16), hit.start())
        start = before.start() if before else hit.start()
        yield Title(_once(text, start), end, "honours.quoted")


_STRICT = re.compile(
    r"(?:20\d\d年?度?)?(?:第[一二三四五六七八九十]+[批届])?(?:全国|国家级?|中国)(?:文明(?:城市|单位|村镇|校园|家庭|城区|县城)|卫生(?:城市|县城|乡镇)|园林城市|森林城市|双拥模范城|历史文化名[城镇村]"
    r"|[\u4e00-\u9fff]{0,10}(?:示范[县区市镇村城]|示范乡镇|百强[县区镇市]|先进集体|先进个人|劳动模范|道德模范|先进工作者|优秀共产党员|优秀党务工作者|优秀教师|模范教师))(?![建创化性工])"
)
_WHOSE = re.compile(
    r"(?:20\d\d年度?)?(?:全国|全省|全市|全县|全区|[国省市县区]级|(?![予获评为得立奖])[\u4e00-\u9fff]{2,3}[省市县区]|个人|集体)?$"
)
_OWN_SIDE = re.compile(r"(?:个人|集体)?$")


def _alone(text: str) -> Iterator[Title]:
    """Badges, and titles of the nation, without a verb of conferring."""
    for start, end, word in badges().finditer(text):
        side = _OWN_SIDE if word.endswith(("功", "嘉奖")) else _WHOSE
        before = side.search(text, max(0, start - 10), start)
        start = before.start() if before else start
        quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
        yield Title(start - quoted, end + quoted, "honours.badge")
    for hit in _STRICT.finditer(text):
        yield Title(hit.start(), hit.end(), "honours.title?")


def _again(text: str, found: list[Title]) -> Iterator[Title]:
    """Other places where a conferred title stands in full: 全国文明单位 in the headline."""
    sure = ("honours.conferred", "honours.list", "honours.given", "honours.passed")
    surfaces = sorted({text[t.start : t.end] for t in found if t.rule in sure and t.end - t.start >= 5})
    surfaces += [s.removesuffix("名单") for s in surfaces if s.endswith("名单")]
    taken = {(title.start, title.end) for title in found}
    for surface in surfaces:
        at = text.find(surface)
        while at >= 0:
            if (at, at + len(surface)) not in taken:
                yield Title(at, at + len(surface), "honours.again")
            at = text.find(surface, at + 1)
