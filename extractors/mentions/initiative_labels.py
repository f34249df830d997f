"""Initiatives without a head of their own: numbered packages with their members, labels that a verb governs, known names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.mentions.initiative_names import Name, heads, is_label, is_topic
from extractors.mentions.noun_phrase import left_edge, said
from kg.lexicon import Matcher, table

_PACKAGE = re.compile(
    r"""(?P<open>[“‘])?(?P<number>[两二三四五六七八九十]{1,2})大
        (?P<middle>[\u4e00-\u9fff]{0,6}?)
        (?P<head>专项行动|攻坚行动|行动|治理活动|活动|工程|会战|战役|攻坚战|计划|专项整治|项目)
        (?P<close>[”’])?(?![力者师员部库中室])""",
    re.X,
)
_KINDS = {"工程": "project", "项目": "project", "计划": "programme"}
_ITEM_STOPS = frozenset("。；！？：，\n\t |—")


def packages(text: str) -> Iterator[Name]:
    """Numbered packages and their members: A、B、C“四大行动”, A、B等六大专项治理活动."""
    for hit in _PACKAGE.finditer(text):
        if bool(hit["open"]) != bool(hit["close"]) or (hit["head"] == "项目" and not hit["open"]):
            continue
        head = hit["middle"] + hit["head"]
        kind = _KINDS.get(hit["head"], "campaign")
        start = field_before(text, hit.start()) if hit["open"] else hit.start()
        yield Name(start, hit.end(), kind, "initiatives.package", "", head)
        yield from _members(text, hit.start(), head, kind)


def field_before(text: str, at: int) -> int:
    """Where the field in front of a quoted name begins that has its own head: 城市更新“三项工程”, 移风易俗“新风行动”."""
    edge = left_edge(text, at)
    field = text[edge.start : at]
    alone = edge.start < at and text[edge.clause - 1 : edge.clause] != "、" and edge.governor != "等"
    if alone and (is_topic(field) or (edge.governor and 4 <= len(field) <= 8 and is_topic(field[-4:]))):
        return edge.start
    return at


_NUMBERS = {number: at for at, number in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


_COUNTABLE = ("工程", "行动", "项目", "计划")


def counted_members(text: str, names: Sequence[Name], doubtful: Sequence[Name]) -> Iterator[Name]:
    """Doubtful names that a numbered package of their article counts: 甲焕新工程、乙更新工程 beside “三项工程”."""
    for package in names:
        noun = package.head[-2:]
        number = _NUMBERS.get(text[package.start : package.end].split("“")[-1][:1], 0)
        if package.rule not in ("initiatives.package", "initiatives.counted") or number < 2 or noun not in _COUNTABLE:
            continue
        alike = [
            n for n in doubtful if n.head.endswith(noun) and len(n.modifier) >= 4 and not said(n.modifier, "scope")
        ]
        surfaces = {text[name.start : name.end] for name in alike}
        if 2 <= len(surfaces) <= number:
            for name in alike:
                yield replace(name, sure=True, rule="initiatives.counted-member")


def _members(text: str, at: int, head: str, kind: str) -> Iterator[Name]:
    """The members of the list that ends where the package begins; each reads with the package's head."""
    end = at - 1 if text[at - 1 : at] == "等" else at
    begin = end
    while begin > 0 and end - begin < 120 and text[begin - 1] not in _ITEM_STOPS:
        begin -= 1
    pieces = [(piece.start() + begin, piece.end() + begin) for piece in re.finditer(r"[^、]+", text[begin:end])]
    if len(pieces) < 2 or pieces[-1][1] != end:
        return
    stop = pieces[0][1]
    pieces[0] = (left_edge(text, stop, keep=len(text)).start, stop)
    for start, stop in pieces:
        item = text[start:stop]
        if 4 <= len(item) <= 16 and not any(item.endswith(word) for word in ("行动", "活动", "工程", "计划")):
            yield Name(start, stop, kind, "initiatives.member", "", head, reading=item + head)


_VERBS = r"(?:推行|实行|实施|启动|开展|推出|推进|推广|深化|落实|建立|健全|创新|探索|用好|做实|打响)"
_GOVERNED = re.compile(
    _VERBS + r"了?(?P<first>“(?P<label>[^“”\n]{4,14})”)(?P<more>(?:[、和][\u4e00-\u9fff]{0,6}“[^“”\n]{2,14}”)*)"
    r"(?=[，。；、！）\n]|[和及与等]|改革|工作|建设|全覆盖|以来|(?<![式型化级]”)服务|的?(?:工作)?(?:机制|制度|模式))"
)
_BY_MEANS = re.compile(
    r"(?:以|将|把)(?P<first>“(?P<label>[^“”\n]{3,14})”)(?:作)?为(?:总?抓手|载体|牵引|引擎|龙头|总揽|突破口|切入点|契机|主线|依托|支撑)"
)
_ALONE = re.compile(
    r"“(?P<label>[^“”\n]{3,14})”(?:、[\u4e00-\u9fff]{2,8})?等(?:各项|一系列|系列|多项)?(?P<rest>(?:工作|管理|专项|主题|惠民|便民)?(?:机制|制度|改革|行动|活动|工程|模式))"
)
_CREATION = re.compile(
    r"(?:全国|国家|国家级|省级)(?:文明|卫生|森林|园林|环保模范|双拥模范|健康|食品安全示范|历史文化名|无废|节水型|市域社会治理现代化试点合格)"
    r"(?:城市|县城|城区|县|区|城|典范城市)(?:创建工作|创建活动|创建(?!全|国|成))"
)
_COUNTED = re.compile(r"“[两二三四五六七八九十]项(?P<head>制度|机制|行动|工程|改革|活动)”")
_IN_QUOTES = re.compile(
    r"“(?P<label>[^“”，。\n]{2,14}?(?P<head>服务卡|服务点|驿站|惠民卡|一卡通|消费券|行动|工程|计划|攻坚战|保卫战|夜校|课堂|学堂|讲堂|微课|党课|支教|集市|早市|积分超市|爱心超市"
    r"|食堂|书屋|议事厅|议事会|议事堂|议事亭|会客厅|茶话室|恳谈室|直播间|热线|专窗|直通车|小程序|码上通|贷|e站|接力赛|擂台赛|护学岗|小哥驿站|陪餐日|接待日|走访日|服务日|活动日|巡河日|承诺制|积分制|责任制|包联制|工作法|平台|一件事|改革))”"
    r"(?![\u4e00-\u9fff]{0,8}(?:行动|活动|工程|计划|机制|模式|平台|小组|指挥部|办公室|制度|系统|改革))"
)
# A slogan with a verb of its own is no label: “市里有号召、我们有行动”.
_CLAUSE = re.compile(
    r"[有见看不要把让我你您他吗吧呢]|[来去]$|[、，].*[有见]|^(?:以|用|从|向|为|在|开展|采取|付诸|落实)"
)

_NAMING = r"(?:依托|开设|开办|创办|创设|推出|打造|发起|上线|启动|搭建|建成|设立|组织|成立|推行|实施|开展|创建|建立|构建|用好|办好|借助|利用|通过|探索|创新|深化|举办|走进|参加|拓展|擦亮|做优)"
_NAMED = re.compile(
    _NAMING
    + r"(?:了|起|出)?(?P<quoted>“(?P<label>[\u4e00-\u9fffA-Za-z0-9·+\-]{3,10})”)(?=[，。；、！）\n]|[和及与等]|[\u4e00-\u9fff])"
)
_LAUNCHED = re.compile(
    r"“(?P<label>[\u4e00-\u9fffA-Za-z0-9·+\-]{3,10})”(?:正式|同步|如期|火热)?(?:开讲|开课|开班|上线|启动|启用|投用|开通|揭牌)"
)
_HEADED_ON = re.compile(
    r"[式型级版样]|[\u4e00-\u9fff]{0,6}(?:环境|格局|理念|精神|思想|品牌形象|称号|荣誉|活力|优势|态势|局面|之路|城市|名片)"
)


def _repeated(text: str) -> Iterator[Name]:
    """Labels that a verb of naming introduces and that the article prints again: 依托“田头讲习所”…“田头讲习所”开讲."""
    labels = {hit["label"] for hit in _NAMED.finditer(text) if not _HEADED_ON.match(text, hit.end("quoted"))}
    again = {label for label in labels if text.count(f"“{label}”") > 1}
    again |= {hit["label"] for hit in _LAUNCHED.finditer(text)}
    for label in sorted(again):
        if not is_label(label) or _CLAUSE.search(label) or label in _known()[1]:
            continue
        for hit in re.finditer(f"“{re.escape(label)}”", text):
            yield Name(hit.start(), hit.end(), kind_of(label), "initiatives.repeated?")


def governed_labels(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Labels in quotes that stand without a head: after a verb that introduces initiatives, or before 等工作机制.

    推行“一窗通办”， is one; 打造“热带雨林”式环境 and 变“单兵作战”为“合围攻坚” are not.
    """
    for hit in _GOVERNED.finditer(text):
        if is_label(hit["label"]) and hit["label"] not in _known()[1]:
            yield Name(hit.start("first"), hit.end("first"), kind_of(hit["label"]), "initiatives.governed")
    for hit in _BY_MEANS.finditer(text):
        if is_label(hit["label"]) and hit["label"] not in _known()[1]:
            yield Name(hit.start("first"), hit.end("first"), kind_of(hit["label"]), "initiatives.means")
    for hit in _ALONE.finditer(text):
        if is_label(hit["label"]):
            head = next(
                word for word in ("机制", "制度", "改革", "行动", "活动", "工程", "模式") if hit["rest"].endswith(word)
            )
            end = hit.start() + len(hit["label"]) + 2
            yield Name(
                hit.start(),
                end,
                heads()[head].kind,
                "initiatives.list",
                reading=f"{text[hit.start() : end]}{hit['rest']}",
            )
    for hit in _IN_QUOTES.finditer(text):
        if is_label(hit["label"]) and not _CLAUSE.search(hit["label"]):
            start = field_before(text, hit.start())
            yield Name(start, hit.end(), kind_of(hit["label"]), "initiatives.quoted")
    yield from _repeated(text)
    for hit in _COUNTED.finditer(text):
        start, head = hit.start(), hit["head"]
        edge = left_edge(text, start)
        begin = edge.start if edge.governor and 2 <= start - edge.start <= 8 else field_before(text, start)
        yield Name(begin, hit.end(), heads()[head].kind, "initiatives.counted", "", head)
    for hit in _CREATION.finditer(text):
        yield Name(hit.start(), hit.end(), "programme", "initiatives.creation")
    yield from _coordinated(text, names)


def kind_of(label: str) -> str:
    """The kind that a label's own last word tells: `kind_of("归雁工程")` is "project"; without a head a mechanism."""
    for size in range(min(6, len(label)), 1, -1):
        head = heads().get(label[-size:])
        if head:
            return head.kind
    return "programme" if label.endswith(("卡", "券", "通")) else "mechanism"


_BESIDE = re.compile(r"[\u4e00-\u9fff]{0,6}“(?P<label>[^“”\n]{3,14})”(?=[、，。；和])")


def _coordinated(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Items of a list in which another item is headed: A、B“多审合一”改革、惠农政策“一卡直达”."""
    for name in names:
        if text[name.end : name.end + 1] == "、" and name.kind in ("reform", "mechanism", "campaign"):
            hit = _BESIDE.match(text, name.end + 1)
            if hit and is_label(hit["label"]):
                yield Name(hit.start(), hit.end(), name.kind, "initiatives.coordinated")


@functools.cache
def _known() -> tuple[Matcher, dict[str, str]]:
    kinds = {row["name"]: row["kind"] for row in table("initiative_known")}
    return Matcher(kinds), kinds


def known_names(text: str) -> Iterator[Name]:
    """Names known all over the country, in quotes or not."""
    matcher, kinds = _known()
    for start, end, word in matcher.finditer(text):
        quoted = text[start - 1 : start] in ("“", "‘") and text[end : end + 1] in ("”", "’") and start > 0
        yield Name(start - quoted, end + quoted, kinds[word], "initiatives.known")
