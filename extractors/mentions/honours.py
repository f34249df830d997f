"""Honours: awards, titles and lists that are conferred.

Three forms carry one. After a verb of conferring (获评, 荣获, 入选, 被授予, 评为) the honour begins at once and ends at 称号, 名单 or
the clause's end: 获评全国文明单位. With 名单 after 公布 or 通报 the honour is the title in front of it. By themselves only what
has a level or a quote and a last word from seeds/lexicons/honour_heads.tsv (“平安农机”全国示范县) and the badges that everybody
knows (全国五一劳动奖章) are honours.

An owner in front (全国总工会授予的, 荆楚大地) is no part of it, general praise (荣誉, 称号, 好评, 第一名) is none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.mentions.initiative_names import is_label
from extractors.mentions.noun_phrase import QUOTE, Tails, left_edge
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
    found = [*_conferred(text), *_lists(text), *_headed(text)]
    found += _again(text, found)
    for title in dict.fromkeys(found):
        if title.end - title.start >= 2:
            span = Span(title.start, title.end)
            yield Mention(article.id, span, article.quote(span), "Honour", title.rule)


@functools.cache
def _heads() -> dict[str, str]:
    return {row["head"]: row["kind"] for row in table("honour_heads")}


@functools.cache
def _tails() -> Tails:
    return Tails(word for word in _heads() if len(word) > 1)


@functools.cache
def _verbs() -> tuple[Matcher, dict[str, str]]:
    strengths = {row["verb"]: row["strength"] for row in table("honour_verbs")}
    return Matcher(strengths), strengths


_VERB = re.compile(r"[获荣斩摘捧夺授评命认入上跻喜列赢拿蝉问揽创争确表登颁晋]")
_OBJECT = re.compile(
    r"(?:“[^“”\n]{2,30}”|‘[^‘’\n]{2,30}’|《[^《》\n]{1,40}》|（[^（）\n]{1,12}）|[\u4e00-\u9fffA-Za-z0-9·—\-]){1,50}"
)
_AFTER = re.compile(
    r"(?:等)?(?:荣誉)?(?:称号|名单|名录|榜单|荣誉|殊荣|奖项|奖牌|证书|行列|之列|美誉|表彰|奖励).*|(?<=[“”\u4e00-\u9fff])等(?![级奖功])[\u4e00-\u9fff]*.*"
)
_GENERIC = re.compile(
    r"(?:[一二三四五六七八九十\d]+[个项次]|多[个项次]|一致|广泛|社会|群众|各界|上级|领导|评委|观众|高度|各类|诸多|众多|多种|国家级?|省级?|市级?|区级?|县级?|全国|全省|全市|以上|重要|最高|和)*"
    r"(?:荣誉|称号|好评|奖项|奖励|奖金|表彰|认可|肯定|赞誉|批准|冠军|亚军|季军|第[一二三四五六七八九十\d]+名?|前[一二三四五六七八九十\d]+名|信息|收入|资金|支持|帮助|融资|贷款|成功|成果|成绩|突破|丰收|证书|奖牌|证明|专利|授权|机会|资格|知识|提升|发展|进展|认证)(?:的.*|[\u4e00-\u9fff]{0,2})?"
)


def _conferred(text: str) -> Iterator[Title]:
    """What stands after a verb of conferring."""
    matcher, strengths = _verbs()
    for hit in _VERB.finditer(text):
        verb = matcher.at(text, hit.start()) or (
            "获" if hit[0] == "获" and text[hit.end() : hit.end() + 1] in _OPENS else None
        )
        if verb:
            start = hit.start() + len(verb)
            yield from _objects(text, start, strengths.get(verb, "weak") == "strong")


_OPENS = frozenset("“第一二三特全国省市最优金银铜十百12")


def _objects(text: str, start: int, strong: bool) -> Iterator[Title]:
    """The honours in the list that begins at `start`: 获评全国文明单位、“平安校园”等荣誉."""
    for _ in range(8):
        start = _skip(text, start)
        hit = _OBJECT.match(text, start)
        if not hit:
            return
        end = _end(text, start, hit.end())
        quote = QUOTE.fullmatch(text, start, end)
        if _is_honour(text[start:end], strong, quote is not None, _closed(text, end)):
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


_CLOSES = re.compile(r"等?[一二三四五六七八九十多\d]*[项个]?(?:荣誉)?(?:称号|名单|名录|榜单|殊荣|荣誉)")
_LEAD = re.compile(r"(?:了|过|由|首批|新一批|首届(?=全)|20\d\d年(?=获)|\d+[项个]|[一二三四五六七八九十两]+[项个]|为)")
_OWNER = re.compile(r"[^，。；、\n“”]{2,24}?(?:授予|颁发|评选|公布|命名|认定|颁授|表彰)的")


_OWNER_QUOTE = re.compile(r"[\u4e00-\u9fff]{1,14}?(?:总工会|妇联|团[省市区县]委|委员会|文明委|政府|部|厅|局)(?=“)")


def _skip(text: str, start: int) -> int:
    """Past aspect and the owner: 获得全国总工会授予的“工人先锋号” begins at the quote."""
    lead = _LEAD.match(text, start)
    start = lead.end() if lead else start
    owner = _OWNER.match(text, start) or _OWNER_QUOTE.match(text, start)
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
    for _, stop, _ in _tails().finditer(text[start:end]):
        best = start + stop
        following = text[best : best + 1]
        if following in "和及并，、（" or best == end:
            break
    prize = _PRIZE.match(text, start, end)
    best = max(best, prize.end() if prize else 0)
    return best + 1 if text[best : best + 1] == "”" and "“" in text[start:best] else best


_LEVEL = re.compile(
    r"(?:20\d\d年?度?)?(?:第[一二三四五六七八九十\d]+[批届]|首[批届])?(?:全国|国家|中国|国务院|[\u4e00-\u9fff]{0,6}[省市区县](?!场)|全[省市区县]|[\u4e00-\u9fff]{2,4}级|世界|国际|亚洲|中央|荆楚|全球|长江|中华|最美|十大|十佳|优秀|[A-Za-z\d]+A级)"
)


def _is_honour(phrase: str, strong: bool, quoted: bool, closed: bool) -> bool:
    """Whether a phrase after a verb of conferring is an honour.

    >>> _is_honour("全国文明单位", True, False, False), _is_honour("广泛好评", True, False, False)
    (True, False)
    """
    bare = phrase.strip("“”‘’")
    if len(bare) < 2 or "的" in bare or _GENERIC.fullmatch(bare) or len(bare) > 45:
        return False
    headed = _kind_of(bare)
    if headed in ("badge", "prize"):
        return True
    level = _LEVEL.match(bare) is not None or "“" in phrase
    if headed == "title":
        return level or quoted or (strong and len(bare) >= 5)
    return (closed and (level or quoted)) or (quoted and strong and is_label(bare))


_MARKS = re.compile(r"[“”‘’]")


def _kind_of(phrase: str) -> str:
    """The kind of the longest head that the phrase ends in, or ''."""
    bare = _MARKS.sub("", phrase)
    for size in range(min(9, len(bare)), 0, -1):
        kind = _heads().get(bare[-size:])
        if kind:
            return kind
    return ""


_LIST = re.compile(r"(?:名单|名录|榜单)")
_TITLE_LIST = re.compile(
    r"(?:20\d\d|全国|国家|中国|第[一二三四五六七八九十\d]+批|首批|[\u4e00-\u9fff]{2,4}[省市](?!场)|全[省市]|省级|市级)"
)
_PUBLISHES = re.compile(r"(?:公布|通报|发布|印发|入选|入围|上榜|公示)了?(?!的)")
_NO_LIST = re.compile(r"候选|拟|人员|失信|黑|红|录取|参赛|获奖|当选|推荐|领导|干部|执行人|公示|不合格")


def _lists(text: str) -> Iterator[Title]:
    """公布全国美丽乡村名单: the list itself and what it lists."""
    for hit in _LIST.finditer(text):
        edge = left_edge(text, hit.start(), scopes=False)
        published = _PUBLISHES.search(text, edge.clause, hit.start())
        start = published.end() if published else edge.start
        modifier = text[start : hit.start()]
        if len(modifier) < 6 or not _TITLE_LIST.match(modifier) or _NO_LIST.search(modifier):
            continue
        if _kind_of(modifier) or "“" in modifier:
            yield Title(start, hit.end(), "honours.list")


def _headed(text: str) -> Iterator[Title]:
    """Titles that show by level or quote and their last word what they are, without a verb of conferring."""
    heads = _heads()
    for start, end, word in _tails().finditer(text):
        kind = heads[word]
        if kind == "prize" or text[end : end + 1] in _CONTINUES:
            continue
        edge = left_edge(text, start, scopes=False, keep=0)
        begin, phrase = edge.start, text[edge.start : end]
        if kind == "badge":
            yield Title(begin if _LEVEL.match(text, begin, end) else start, end, "honours.badge")
        elif _QUOTED_TITLE.match(phrase):
            yield Title(begin, end, "honours.title")
        elif _STRICT.fullmatch(phrase):
            yield Title(begin, end, "honours.title?")
    for hit in _QUOTED_BRAND.finditer(text):
        yield Title(hit.start(), hit.end(), "honours.brand")


_CONTINUES = frozenset("建创化性工") - frozenset("创")
_QUOTED_TITLE = re.compile(
    r"(?:20\d\d年?度?)?“[^“”\n]{3,16}”(?:全国|全省|全市|省级|市级|国家级|县级|区级)[\u4e00-\u9fff]{2,10}"
)
_STRICT = re.compile(
    r"(?:20\d\d年?度?)?(?:第[一二三四五六七八九十]+[批届])?(?:全国|国家级?|中国)(?:文明(?:城市|单位|村镇|校园|家庭|城区|县城)|卫生(?:城市|县城|乡镇)|园林城市|森林城市|双拥模范城|历史文化名[城镇村]"
    r"|[\u4e00-\u9fff]{0,10}(?:示范[县区市镇村城]|示范乡镇|百强[县区镇市]|先进集体|先进个人|劳动模范|道德模范|先进工作者))"
)
_QUOTED_BRAND = re.compile(r"“[\u4e00-\u9fff]{2,6}(?:老字号|好人|工匠|五一劳动奖章|先锋号|文明号|红旗手)”")


def _again(text: str, found: list[Title]) -> Iterator[Title]:
    """Other places where a conferred title stands in full: 全国文明单位 in the headline."""
    surfaces = sorted(
        {
            text[t.start : t.end]
            for t in found
            if t.rule in ("honours.conferred", "honours.list") and t.end - t.start >= 5
        }
    )
    surfaces += [s.removesuffix("名单") for s in surfaces if s.endswith("名单")]
    taken = {(title.start, title.end) for title in found}
    for surface in surfaces:
        at = text.find(surface)
        while at >= 0:
            if (at, at + len(surface)) not in taken:
                yield Title(at, at + len(surface), "honours.again")
            at = text.find(surface, at + 1)
