"""Short names and pointers that other names of the article explain: 江汉机械 after its full name, 该局, 本报."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from extractors.mentions.agencies.edges import edge_before, is_name_character
from extractors.mentions.agencies.scan import Scan
from kg.agencies import words as agency_words
from kg.lexicon import table, words
from kg.model import Mention
from kg.places.names import is_generic

_COMPANY = re.compile(r"(?:有限责任|股份有限|集团有限|集团股份有限|有限|股份|集团)?(?:总)?公司$|集团$")
_THIS = re.compile(
    r"该(?P<noun>局|委|厅|行|公司|集团|企业|校|学院|医院|院|所|厂|场|社|馆|队|站|科室|科|中心|协会|商会|学会|基金会|总队|支队|大队|中队|分局|分公司|派出所|办|银行|合作社|基地|农场|林场|园艺场|研究院|研究所|幼儿园|救援队|法院|检察院|卫生院|领导小组|专班|报|店|民宿|酒店|海关|关|旅|边检站)"
)
# 该行 in 该行业, 该所 in 该所有: the noun is another word.
_NO_NOUN = re.compile(
    r"行[业为动程政使]|校[区园]|院[校落]|所[有在]|社[区会]|场[地所馆合景次面比戏演会]|队[伍员]|站[点在位]|店[铺面家]|馆[藏员]|委[员托]|报[告道名]|科[学技目]|办[法理]|局面|报[告道]|委[员托]|中心[城区]|关[注键系于心爱联口]|旅[游行客途程]|厂[房家]|公司[债法]"
)
_PAPER = re.compile(
    r"本报(?=今起|今日起|即日起|特?推出|开设|开辟|特[此邀推开]|将|携手|联合|邀请|举办|主办|刊发|曾|策划|启动|发起|向|决定)"
)
# A newspaper's or magazine's title in 《》; the name is what stands inside.
_TITLE = re.compile(r"《(?P<name>[\u4e00-\u9fff·]{2,12}(?<!简|公|快|海|捷|墙|画|板|情|年)(?:报|周刊|月刊))》")
_TOWN = r"[\u4e00-\u9fff]{2,12}(?:街道|镇|乡|苏木)"
# Towns and streets that send people, or do what only an office does; 芦湾镇启动… stays the place.
_STREETS = re.compile(
    rf"(?:{_TOWN}[、和])*{_TOWN}(?=等?(?:相关|有关|主要|分管)?(?:负责人|负责同志|党委书记|党政主要|工作人员|机关干部|镇村干部|党员干部|干部职工)"
    r"[^，。；]{0,6}(?:参加|出席|参与|陪同|到场|介绍|表示|说|告诉|赶|前往|深入|走|发言|作|汇报|到会|列席|座谈|现场)"
    r"|(?:则|还|也|率先)?(?:牵头|推出|推行|出台|印发|主办|承办|组织|派出|抽调|安排|联合|会同|邀请|动员|发动|引进|投入|争取|整合|创新(?!驱动|发展|创业|创造|能力|中心)|迅速(?:组织|启动|响应)|第一时间|积极(?:对接|引导|组织|争取))(?!部))"
)
# 桐影社区推出…机制: a community is a body where it does what only a body does, and where it has people.
_COMMUNITIES = re.compile(
    r"社区(?=(?:则|还|也|率先|积极)?(?:推出|推行|牵头|联合(?!会)|会同|邀请|主办|承办|创新(?:推出|打造|推行|实施))"
    r"|(?:党员)?(?:志愿者|网格员|工作者|工作人员|负责人|干部)[\u4e00-\u9fff]{2,3}[、，])"
)
_NAME_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,12}$")
_WITH_TOWN = re.compile(
    rf"(?:会同|协同|联合|督促|责成|指导)(?P<towns>(?:{_TOWN}[、和])*{_TOWN})(?=[，。、；]|开展|对|等|在|共同|组织)"
    rf"|(?<=由)(?P<by>(?:{_TOWN}[、和])*{_TOWN})(?=投资|出资|牵头|负责|实施|组织|主办|承办|建设|运营|管理)"
)
# A street or town in a list of bodies: 区城管局、东湖街道、经开区管委会作交流发言.
_AMONG_BODIES = re.compile(rf"(?<=[局委办]、)(?P<towns>{_TOWN})(?=[、和与，等]|作|做|共同|联合|相关|主要)")
_WITH = re.compile(r"(?:联合|会同|协同|[、和与及])$")
_SQUAD = re.compile(r"[一二三四五六七八九十]{1,2}[大中]队$")
_NOUN_ENDINGS = {
    "行": ("银行", "分行", "支行"),
    "校": ("学校", "小学", "中学", "大学", "学院", "校区", "高中", "幼儿园", "一中", "二中"),
    "企业": ("公司", "集团", "厂"),
    "报": ("报",),
    "店": ("店", "馆", "楼", "民宿", "酒家"),
    "场": ("场",),
    "院": ("院", "一院", "二院"),
    "队": ("队", "警方"),
    "科室": ("科", "室"),
    "委": ("委", "委员会"),
    "办": ("办", "办公室"),
    "关": ("海关",),
    "社": ("社", "合作社"),
}


# The village's own committee in an article that names the village: 村党支部书记, 村“两委”.
_VILLAGE = re.compile(r"村(?:党支部|党总支|党委|支部|委会|民委员会|党组织)(?!员)")


def find_short(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """Short company names, trade names in lists, streets that act, the paper itself, and 该局 and the like."""
    companies = list(_companies(scan, found))
    yield from companies
    yield from _trade_lists(scan, found)
    for match in _STREETS.finditer(scan.text):
        yield from _streets(scan, *match.span())
    for match in _COMMUNITIES.finditer(scan.text):
        if own := _NAME_BEFORE.search(scan.text, max(0, match.start() - 12), match.start()):
            yield from _streets(scan, own.start(), match.end())
    for match in _WITH_TOWN.finditer(scan.text):
        yield from _streets(scan, *match.span("towns" if match["towns"] else "by"))
    for match in _AMONG_BODIES.finditer(scan.text):
        start, end = match.span("towns")
        if end - start <= 7 and all(edge_before(scan.text, at) < 2 for at in range(start + 2, end - 1)):
            yield scan.mention(start, end, "agencies.street", "grassroots")
    for match in _PAPER.finditer(scan.text):
        yield scan.mention(match.start(), match.end(), "agencies.paper", "media", scan.page.outlet)
    for match in _TITLE.finditer(scan.text):
        yield scan.mention(*match.span("name"), "agencies.media", "media")
    for match in _VILLAGE.finditer(scan.text):
        before = scan.text[: match.start()][-1:]
        if not is_name_character(before) or edge_before(scan.text, match.start()):
            named = re.findall(r"[\u4e00-\u9fff]{2,}村(?!民|委|里|级|干)", scan.text[: match.start()])
            whole = [m.surface for m in found if m.span.end <= match.start() and m.surface.endswith(match.group())]
            if named:
                reading = whole[-1] if whole else None
                yield scan.mention(*match.span(), "agencies.village", "grassroots", reading)
    yield from _bare_squads(scan, found)
    yield from _pointers(scan, [*found, *companies])


def _companies(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """Where the short form of a company is printed whose full name the article prints too."""
    fulls = {mention.surface for mention in found if mention.kind == "company" and mention.surface.endswith("公司")}
    for full in sorted(fulls):
        for short in _short_forms(scan, full):
            for match in re.finditer(re.escape(short), scan.text):
                yield scan.mention(match.start(), match.end(), "agencies.short", "company", full)


def _short_forms(scan: Scan, full: str) -> tuple[str, ...]:
    """What a company's full name may be shortened to: 湖北江汉机械制造有限公司 to 湖北江汉机械, 江汉机械, 江汉公司.

    The proper name alone counts from three characters on; with two it is too often a word.
    """
    core = _COMPANY.sub("", re.sub(r"（[^）]*）", "", full))
    start = 0
    for length in range(min(8, len(core) - 2), 1, -1):
        if core[:length] in scan.places:
            start = length
            break
    own = core[start:]
    industry = next(
        (at for at in range(2, len(own)) for n in (5, 4, 3, 2) if own[at : at + n] in words("agency_industries")),
        len(own),
    )
    if industry < 2 or not own:
        return ()
    brand, rest = own[:industry], own[industry:]
    forms = [core] if len(core) > len(own) or rest else []
    words_of = [rest[:n] for n in range(min(6, len(rest)), 1, -1) if rest[:n] in words("agency_industries")]
    for tail in dict.fromkeys((rest, *words_of, "公司", "集团")):
        forms += [core[:start] + brand + tail, brand + tail] if tail else []
    if len(brand) >= 3:
        forms.append(brand)
    return tuple(form for form in dict.fromkeys(forms) if 3 <= len(form) < len(full))


@functools.cache
def _trades() -> frozenset[str]:
    return frozenset(row["word"] for row in table("agency_industries") if row["ends"])


def _trade_name(item: str) -> bool:
    """Whether an item of a list looks like a company's short name: two or three characters of its own and a trade."""
    for length in range(min(5, len(item) - 2), 1, -1):
        if item[-length:] in _trades():
            brand = item[:-length]
            known = (
                brand in agency_words.fillers() or brand in words("agency_generics") or brand in words("agency_edges")
            )
            return 2 <= len(brand) <= 4 and not known and not edge_before(brand, len(brand))
    return False


def _trade_lists(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """Trade names in a list of companies: 江汉机械、华光电器等12家企业."""
    for match in re.finditer(r"等[^，。；、]{0,14}?(?:企业|公司)", scan.text):
        line = scan.text[max(0, match.start() - 60) : match.start()]
        line = re.split(r"[，。；：\n（]", line)[-1]
        at = match.start() - len(line)
        spans = []
        for item in line.split("、"):
            begin = max((at + i for i in range(len(item)) if i and edge_before(item, i)), default=at)
            end = at + len(item)
            spans.append((begin if _trade_name(scan.text[begin:end]) else at, end))
            at = end + 1
        good = [span for span in spans if _trade_name(scan.text[span[0] : span[1]])]
        if len(good) >= 2:
            for begin, end in good:
                yield scan.mention(begin, end, "agencies.trade", "company")


def _streets(scan: Scan, at: int, end: int) -> Iterator[Mention]:
    """Streets and towns whose people take part: 城北街道、东湖街道负责人参加."""
    for name in re.split("[、和]", scan.text[at:end]):
        opens = not is_name_character(
            scan.text[at - 1 : at] or "，"
        )  # 南外街道: no localizer is the second character of a clause
        edges = [
            i
            for i in range(1, len(name) - 2)
            if edge_before(name, i) and not (opens and i == 2 and name[1] in "上下里外前后")
        ]
        begin = at + (edges[-1] if edges else 0)
        noun = scan.text[begin : at + len(name)]
        named = noun[:2] not in words("agency_generics")
        if named and 3 <= len(noun) <= 12 and not is_generic(noun):
            yield scan.mention(begin, at + len(name), "agencies.street", "grassroots")
        at += len(name) + 1


def _pointers(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """该局, 该行, 该公司: what they point to is the last agency before them with the same ending."""
    ordered = sorted(found, key=lambda mention: mention.span)
    said: dict[str, tuple[str, str]] = {}
    for match in _THIS.finditer(scan.text):
        noun = match["noun"]
        if _NO_NOUN.match(scan.text, match.start() + 1):
            continue
        ends = _NOUN_ENDINGS.get(noun, (noun,))
        before = [m for m in ordered if m.span.end <= match.start() and m.name.endswith(ends)]
        if before and noun in said and _aside(scan, before[-1]):
            kind, name = said[noun]
        elif before:
            actor = _actor(scan, before)
            kind, name = actor.kind or "other", actor.name
        elif inside := _inside(noun, [m for m in ordered if m.span.end <= match.start()]):
            kind, name = inside
        else:
            continue
        said[noun] = kind, name
        yield scan.mention(match.start(), match.end(), "agencies.anaphor", kind, name)


def _actor(scan: Scan, before: Sequence[Mention]) -> Mention:
    """The last of some bodies that acts: of 市场监管局联合公安局, 教育局 the first one."""
    at = len(before) - 1
    while at and _WITH.search(scan.text[max(0, before[at].span.start - 2) : before[at].span.start]):
        if before[at].span.start - before[at - 1].span.end > 2:
            break
        at -= 1
    return before[at]


# 该校开设课程，由云湖大学派人指导。该校…: whom a preposition brings in does not end what the text goes on with.
_BROUGHT_IN = re.compile(r"[由与向被经]$")


def _aside(scan: Scan, mention: Mention) -> bool:
    return bool(_BROUGHT_IN.search(scan.text, max(0, mention.span.start - 1), mention.span.start))


def _inside(noun: str, before: Sequence[Mention]) -> tuple[str, str] | None:
    """The kind and name of the body of which a unit was named last: 市公安局交警支队 for 该支队 after its 一大队."""
    ends = ("医院", "检察院", "法院", "学院") if noun == "院" else (noun,)
    for mention in reversed(before):
        for ending in ends:
            at = mention.name.find(ending)
            if at > 0 and len(ending) > 1:
                return mention.kind or "other", mention.name[: at + len(ending)]
    return None


def _bare_squads(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """一大队 by itself, where the article names 市公安局交警支队一大队."""
    squads = {own.group(): m.name for m in found if (own := _SQUAD.search(m.surface)) and len(m.surface) > 4}
    for squad, name in sorted(squads.items()):
        for match in re.finditer(rf"(?<![\u4e00-\u9fff]){squad}", scan.text):
            yield scan.mention(*match.span(), "agencies.unit", "police", name)
