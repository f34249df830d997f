"""part_of and located_in as names say them: 市公安局治安支队, 望江区滨江路; and 位于 where it is stated."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.relations.clauses import Discourse, Group, Sentence, is_light, read
from extractors.relations.deeds import relation
from kg.agencies import parent
from kg.lexicon import Matcher, words
from kg.model import Article, Mention, Page, RelationMention, Span
from kg.places import Tree, split_place_prefix, tree

# Whose location a place in the name tells; for governments, parties, police and the like it tells the jurisdiction.
_LOCATED_KINDS = frozenset(("company", "education", "health"))
_LOCATED = re.compile(
    r"(?:公司|集团|厂|学校|小学|中学|高中|初中|大学|学院|幼儿园|医院|卫生院|农场|林场|合作社|酒店|饭店|超市|商场|书店|校区|院区|博物馆|图书馆"
    r"|纪念馆|美术馆|文化馆|科技馆|体育馆|剧院|影院|公园|工作室|车间|基地|协会|商会|学会|促进会|研究会|基金会|慈善总会|大剧院|体育中心"
    r"|会展中心|文化中心|体育场|展览馆|火车站|客运站|汽车站|机场|养老院|敬老院|书院|市场|茶场|牧场|渔场|园艺场|养殖场|企业|酒厂|药厂|工厂"
    r"|农庄|山庄|民宿|驿站|食堂|药店|药房|服务站|卫生服务中心|卫生室|血站|研究院|研究所|农科院|农村商业银行|农商银行|农商行|村镇银行)$"
)
_NOT_LOCATED = re.compile(
    r"银行.|(?<!农商)(?<!村镇)(?<!商业)银行|支行|分行|信用社|农商行.|保险|证券|公安|法院|检察院|监狱|海关|党委|党组|委员会$"
)
_STATED = re.compile(
    r"(?:位于|坐落于|坐落在|坐落|地处|位处|落户于?|落地|入驻|扎根|选址于?|落址|总部在|总部位于|总部设在|设在|建在|隶属于?|地属)(?:了)?$"
)
_BRACKETED = re.compile(r"[（(](?P<place>[\u3400-\u9fff]{2,6})[）)]")
_COUNTRY = "中国"
_FULL = ("省", "市", "县", "区", "自治州", "盟", "旗", "镇", "乡", "村", "街道", "社区")
# What makes a short name part of another name: a river, a road, a region.
_OTHER_NAME = re.compile(
    r"流域|平原|[东西南北中]?(?:大道|大街|路|街|巷|坊|桥|山|河|江|湖|港|海|湾|岛|站|村|镇|乡)|地区|自治区|自治州|特区|特别行政区|行政区|盆地|高原|市(?!民)|县|区(?!域)"
)


def _prefix(surface: str, page: Page) -> str:
    """The nearest place that a name literally begins with and goes on behind: 望江区南桥街道 of 望江区南桥街道荷塘小区."""
    known = tree(page.divisions)
    prefix = split_place_prefix(surface, page.home, known)[0]
    if prefix == surface:
        ends = range(len(surface) - 2, 1, -1)
        prefix = next((surface[:end] for end in ends if _is_place(surface[:end], page, known)), "")
    return prefix if len(prefix) > 1 and _meant(prefix, surface[len(prefix) :], page, known) else ""


def _is_place(name: str, page: Page, known: Tree) -> bool:
    return split_place_prefix(name, page.home, known)[0] == name


def _is_province(name: str, page: Page) -> bool:
    return all(node.level == "province" for node in tree(page.divisions).find(name))


def _meant(prefix: str, rest: str, page: Page, known: Tree) -> bool:
    """Whether a short name of a place is meant as the place: 荆江 in 荆江古城, but not 太湖 in 太湖流域.

    A county's or district's short name counts only near home; those of cities and provinces count everywhere.
    """
    if prefix.endswith(_FULL):
        return True
    if _OTHER_NAME.match(rest):
        return False
    home = known.by_chain(page.home)
    nodes = known.find(prefix)
    city = known.ancestors(home)[-2] if home and len(known.ancestors(home)) > 1 else home
    return any(node.level in ("province", "city") or (city is not None and known.within(node, city)) for node in nodes)


def leading_place(article: Article, page: Page, mention: Mention) -> Mention | None:
    """The place that a name begins with, as an implied mention of its printed characters.

    None where the place is only the first word of an agency's name (望江区委, 望江区政府).
    """
    year = _YEAR.match(mention.surface)
    skip = year.end() if year else 0
    prefix = _prefix(mention.surface[skip:], page)
    rest = mention.surface[skip + len(prefix) :]
    if not prefix or prefix == _COUNTRY or _BODY.match(rest):
        return None
    span = Span(mention.span.start + skip, mention.span.start + skip + len(prefix))
    return Mention(article.id, span, prefix, "Place", "structure.implied", None, None, True)


_YEAR = re.compile(r"[“]?(?:\d{4}年?度?|第[\d一二三四五六七八九十]+届)")
_BODY = re.compile(
    r"委|政府|人民政府|人大|政协|纪委|[\u3400-\u9fff]{1,6}(?:局|厅|委|院|办|协会|公司|集团|银行)|、|和|至|到|籍|人(?!才|民公园)"
)


def find_locations(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """located_in: from the names of places, schools, hospitals and companies, and where 位于 states it."""
    longer = _longer_names(mentions)
    for mention in mentions:
        named = _whole(article, mention) or mention if mention.type == "Agency" else mention
        if named.type == "Place" or (_has_location(named) and not _FACULTY.match(named.surface)):
            inner = _bracketed(article, page, named) or _place_in(article, page, named)
            if inner and (
                named is mention or not _is_province(inner.surface, page)
            ):  # 江苏大学附属中学 may be elsewhere
                inner = replace(inner, reading=_reading_inside(named, inner) or longer.get(inner.surface))
                yield from relation(named, "located_in", inner, mention.span.start, mention.span.end, "structure.name")
    discourse = read(article, mentions)
    for sentence, following in itertools.pairwise(discourse.sentences):
        yield from _scene(discourse, sentence, following)
    for sentence in discourse.sentences:
        yield from _on_site(discourse, page, sentence)
        groups = tuple(sentence.groups)
        for group in groups:
            yield from _continued(article, page, group)
        for left, right in itertools.pairwise(groups):
            yield from _stated(discourse.mask, left, right)


def _reading_inside(named: Mention, inner: Mention) -> str | None:
    """What a place that a name begins with is in full where the name's own reading tells: 吕城镇 of 丹阳市|吕城镇虎墅村."""
    if named.reading and named.reading.endswith(named.surface) and named.surface.startswith(inner.surface):
        return named.reading.removesuffix(named.surface) + inner.surface
    return None


def _longer_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """For each short name of a village or town the first longer one of the article: 石桥镇白马村 for 白马村."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.type != "Place":
            continue
        for inner in re.finditer(r"(?<=[省市县区镇乡道])[\u3400-\u9fff]{2,}(?:村|社区|镇|乡|街道)$", mention.surface):
            found.setdefault(inner.group(), mention.surface)
    return found


def _has_location(mention: Mention) -> bool:
    surface = mention.surface.rstrip("”’）)")
    if _NOT_LOCATED.search(surface):
        return False
    return mention.kind in _LOCATED_KINDS or bool(_LOCATED.search(surface))


def can_lie_in(mention: Mention) -> bool:
    """Whether where a thing lies can be stated of it: a place, a school, a company; not a government or a bank's branch."""
    return mention.type == "Place" or (mention.type == "Agency" and _has_location(mention))


def _place_in(article: Article, page: Page, mention: Mention) -> Mention | None:
    prefix = _prefix(mention.surface, page)
    offset = 0
    if not prefix and mention.type == "Agency":
        brand = next((word for word in sorted(words("relation_brands")) if mention.surface.startswith(word)), "")
        offset = len(brand)
        prefix = _prefix(mention.surface[offset:], page) if brand else ""
    if not prefix or prefix == _COUNTRY or prefix == mention.surface:
        return None
    span = Span(mention.span.start + offset, mention.span.start + offset + len(prefix))
    return Mention(article.id, span, article.quote(span), "Place", "structure.implied", None, None, True)


def _bracketed(article: Article, page: Page, mention: Mention) -> Mention | None:
    """荆江 in 华光（荆江）有限公司."""
    if mention.type != "Agency":
        return None
    match = _BRACKETED.search(mention.surface)
    if not match or split_place_prefix(match["place"], page.home, tree(page.divisions))[0] != match["place"]:
        return None
    span = Span(mention.span.start + match.start("place"), mention.span.start + match.end("place"))
    return Mention(article.id, span, match["place"], "Place", "structure.implied", None, None, True)


# What goes on behind a company's name where the place before it is where it stands, not where it acts.
_THERE = re.compile(
    r"的|里|内|负责人|董事长|总经理|经理|理事长|场长|厂长|车间|厂区|生产|店|基地|大棚|门口|正|相继|先后|也|都|一[派片条排台]|，"
)
_ROUND = re.compile(
    r"(?:境内|辖区)?(?:里|内|中|上|旁|边|深处|的[\u3400-\u9fff]{2}|[\u3400-\u9fff]{0,6}(?:基地|园区|产业园|工业园|大棚|果园|茶园|牧场|渔场))?"
)


def _on_site(discourse: Discourse, page: Page, sentence: Sentence) -> Iterator[RelationMention]:
    """在宜昌高新区，华光公司的生产线…; 滨江路旁，江月书店的灯还亮着."""
    for scene, clause in itertools.pairwise(sentence.clauses):
        if len(scene.groups) != 1 or not clause.groups or clause.groups[0].start != clause.start:
            continue
        places, agencies = scene.groups[0].of("Place"), clause.groups[0].of("Agency")
        if len(places) != 1 or not agencies or not all(map(_has_location, agencies)):
            continue
        before = discourse.between(scene.start, scene.groups[0].start).removesuffix("在").removesuffix("走进")
        after = discourse.between(scene.groups[0].end, scene.end)
        own = _prefix(agencies[0].surface, page)
        wide = not own or _is_province(own, page)
        if wide and is_light(before) and _ROUND.fullmatch(after) and _THERE.match(discourse.mask, clause.groups[0].end):
            for agency in agencies:
                start, end = places[0].span.start, agency.span.end
                yield from relation(agency, "located_in", places[0], start, end, "structure.on_site")


def _continued(article: Article, page: Page, group: Group) -> Iterator[RelationMention]:
    """甲市东升镇、南山镇: the later towns of a list lie in the place that the first one names."""
    first = group.mentions[0]
    if len(group.mentions) < 2 or first.type != "Place":
        return
    outer = _place_in(article, page, first)
    level = first.surface[-1]
    if outer is None or level not in "镇乡村道":
        return
    for other in group.mentions[1:]:
        if other.type == "Place" and other.surface.endswith(level) and not _prefix(other.surface, page):
            yield from relation(other, "located_in", outer, first.span.start, other.span.end, "structure.list")


def _scene(discourse: Discourse, sentence: Sentence, following: Sentence) -> Iterator[RelationMention]:
    """A sentence that is nothing but a place sets the scene: 去年冬天，甲县工业园。乙公司车间里…."""
    last = sentence.clauses[-1]
    groups = last.groups
    if len(groups) != 1 or len(groups[0].mentions) != 1 or groups[0].end != sentence.end:
        return
    rest = discourse.between(last.start, groups[0].start)
    inner = next(following.groups, None)
    if groups[0].of("Place") and is_light(rest) and inner and inner.start == following.start:
        for agency in inner.of("Agency"):
            if _has_location(agency):
                yield from relation(
                    agency, "located_in", groups[0].mentions[0], groups[0].start, agency.span.end, "structure.scene"
                )


def _stated(mask: str, left: Group, right: Group) -> Iterator[RelationMention]:
    """甲位于乙; 位于乙的甲."""
    gap = mask[left.end : right.start]
    if _STATED.search(gap) and len(gap) <= 12 and "。" not in gap:
        for thing in left.of("Agency", "Place"):
            for place in right.of("Place")[:1]:
                yield from relation(thing, "located_in", place, left.start, right.end, "structure.stated")
    elif not gap and len(left.mentions) == 1:  # 走进白马村青禾合作社
        for place in left.of("Place"):
            for thing in right.of("Agency")[:1]:
                if _has_location(thing):
                    yield from relation(thing, "located_in", place, left.start, thing.span.end, "structure.beside")
    elif gap in ("的", "境内的", "市区的") and _STATED.search(mask[max(0, left.start - 5) : left.start]):
        for place in left.of("Place")[:1]:
            for thing in right.of("Agency", "Place"):
                yield from relation(thing, "located_in", place, left.start, right.end, "structure.stated")


# A campus or branch that the list of units does not know: 甲小学东校区.
_CAMPUS = re.compile(
    r"^(?P<whole>.+(?:小学|中学|学校|大学|学院|高中|幼儿园|医院|卫生院))[\u3400-\u9fff]{1,6}(?:校区|院区|分校|分院|园区|分园|校园|院部)$"
)
# Squads and stations, whatever the list of bodies says of them: 市公安局交警支队, 市公安局交警支队一大队.
_SQUAD = re.compile(
    r"^(?P<whole>.{2,}(?:公安局|消防救援局|局|支队|总队|大队))[\u3400-\u9fff]{0,8}?(?:支队|大队|中队|总队|派出所|救援站|特勤站)$"
)
# Units of associations and of groups of companies: 市作家协会散文分会, 华光集团第二工程有限公司.
_CHAPTER = re.compile(
    r"^(?P<whole>.{2,}(?:基金会|协会|学会|联合会|商会|研究会|促进会|总会))"
    r"[\u3400-\u9fff]{1,12}(?:委员会|专委会|分会|秘书处|工作部|工作站|联络处|办事处|中心|分队|支队|服务队|党支部|党委)$"
)
_SUBSIDIARY = re.compile(
    r"^(?P<whole>.{2,}集团)(?!股份|有限|控股|公司|总公司)[\u3400-\u9fff]{2,12}(?<!股份)(?:有限公司|分公司|公司|事业部|研究院)$"
)
# Offices of customs houses, prisons and the like, which no list of bureaus knows: 湛江海关缉私科.
_OFFICE = re.compile(
    r"^(?P<whole>.{2,}?(?:海关|监狱|戒毒所|看守所|车站|机场|出入境边防检查站|边检站|海事局|气象台|电视台|日报社|报社|党校))"
    r"[\u3400-\u9fff]{1,8}(?:科|处|室|队|部|办公室|中心|监区|频道|分局|缉私局)$"
)
# Stations, works and branches of a company behind its full name: 华光有限公司荆江站.
_WORKS_OF = re.compile(
    r"^(?P<whole>.{4,}(?:有限公司|有限责任公司|总公司))[\u3400-\u9fff]{1,10}(?:站|段|厂|矿|店|车间|分公司|分厂|项目部|事业部|党委|党支部|工会|营业部|车务段|供电段)$"
)
# Departments of a party committee at a level whose short form the grammar of bodies does not know: 州党委统战部.
_PARTY = re.compile(
    r"^(?P<whole>.{0,8}(?:党委|党工委|[省市县区州盟旗]委))(?:宣传部|组织部|统战部|统一战线工作部|政法委(?:员会)?|办公厅|办公室|政策研究室|网信办|编办|社会工作部|巡察办|老干部局|党校)$"
)
# Offices of a town's or street's government: 南山镇综合执法队. Its police post, court and school are others'.
_TOWN_OFFICE = re.compile(
    r"^(?P<whole>.{2,}?(?:街道|镇|(?<![一-九])乡))(?:综合行政执法|综合执法|行政执法|城市管理|城管|党政|党建|社会事务|平安|应急管理|应急|经济发展|财政|农业|农业农村|乡村振兴"
    r"|便民服务|党群服务|退役军人服务|综治|政务服务|公共服务|社会治理|网格)[\u3400-\u9fff]{0,4}(?:大队|中队|分队|队|办公室|办|所|中心|站)$"
)
# A unit of a university has a place of its own: 江南大学附属医院 need not stand where the university's name says.
_FACULTY = re.compile(r"^[\u3400-\u9fff]{2,8}大学(?=.)(?!.{0,6}校区)")


@functools.cache
def _trunks() -> Matcher:
    return Matcher(words("relation_trunks"))


def printed_whole(surface: str) -> str:
    """The nearest body of which an agency is a part as its printed name says, or "".

    >>> printed_whole("市公安局交警支队一大队"), printed_whole("国家税务总局襄阳市税务局"), printed_whole("市公安局")
    ('市公安局交警支队', '国家税务总局', '')
    """
    for shape in (_CAMPUS, _SQUAD, _CHAPTER, _SUBSIDIARY, _OFFICE, _WORKS_OF, _PARTY, _TOWN_OFFICE):
        if match := shape.match(surface):
            return match["whole"]
    printed = parent(surface)
    if printed and surface.startswith(printed) and printed != surface:
        return printed
    trunk = _trunks().at(surface, 0)
    return trunk if trunk and surface.endswith(_BRANCHES) and trunk != surface else ""


_BRANCHES = ("局", "分局", "分公司", "支公司", "公司", "分行", "支行", "支局", "调查队", "分社", "营业部", "频道")


def _inner(article: Article, mention: Mention, printed: str) -> Mention:
    span = Span(mention.span.start, mention.span.start + len(printed))
    return Mention(article.id, span, printed, "Agency", "structure.implied", None, None, True)


def _whole(article: Article, mention: Mention) -> Mention | None:
    """The outermost body that an agency's name begins with; None for a campus, which stands where its own name says."""
    if _CAMPUS.match(mention.surface):
        return None
    outer = ""
    while printed := printed_whole(outer or mention.surface):
        outer = printed
    return _inner(article, mention, outer) if outer else None


def find_parents(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """part_of: the body that an agency's name begins with, 市公安局 in 市公安局治安支队; and 甲隶属于乙."""
    for mention in mentions:
        part = mention
        while part.type == "Agency" and (printed := printed_whole(part.surface)):
            whole = _inner(article, mention, printed)
            yield from relation(part, "part_of", whole, mention.span.start, mention.span.end, "structure.parent")
            part = whole
    yield from _named_wholes(mentions)
    discourse = read(article, mentions)
    for sentence in discourse.sentences:
        for left, right in itertools.pairwise(tuple(sentence.groups)):
            yield from _belongs(discourse.mask, left, right)


# What goes on behind the name of a body in the name of its part; 青禾集团有限公司 is not a part of 青禾集团.
_PART = re.compile(
    r"(?!有限|股份|总公司|集团|公司)[\u3400-\u9fff\d]{1,10}(?:厂|分公司|公司|所|站|科|室|中心|部|支队|大队|队|分局|分院|分校|院区|校区|车间|支行|分行|学院|处|店|党支部|党委|工会)$"
)


def _named_wholes(mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """An agency of the article whose name begins with that of another and goes on as a part's does: 云川供电公司石桥供电所."""
    wholes = {m.surface: m for m in reversed(mentions) if m.type == "Agency" and len(m.surface) >= _WHOLE_NAME}
    for part in mentions:
        if part.type != "Agency" or printed_whole(part.surface):
            continue
        names = [part.surface[:end] for end in range(_WHOLE_NAME, len(part.surface) - 1)]
        whole = next((wholes[name] for name in reversed(names) if name in wholes), None)
        if whole and _PART.fullmatch(part.surface[len(whole.surface) :]):
            span = Span(part.span.start, part.span.start + len(whole.surface))
            inner = replace(whole, span=span, rule="structure.implied", implied=True)
            yield from relation(part, "part_of", inner, part.span.start, part.span.end, "structure.named_whole")


_WHOLE_NAME = 4  # characters of a body's name that make a longer one its part's: 青禾集团, not 青禾
_UNDER = re.compile(r"，?(?:现|均|都)?(?:隶属于?|归属于?|从属于?)")
_OVER = re.compile(r"(?:下属|所属|旗下|直属|下辖)的?(?:企业|单位|公司|子公司|全资子公司|二级单位|机构)?(?:——)?")
_IS = re.compile(r"，?(?:是|为|系|作为)")
_ITS_UNIT = re.compile(r"的?(?:下属|直属|所属|全资|控股|旗下)|的?(?:子公司|分公司|二级单位|分支机构)")


def _belongs(mask: str, left: Group, right: Group) -> Iterator[RelationMention]:
    """甲隶属于乙; 乙下属甲; 甲是乙的下属企业."""
    gap = mask[left.end : right.start]
    under = _UNDER.fullmatch(gap) or (_IS.fullmatch(gap) and _ITS_UNIT.match(mask, right.end))
    over = _OVER.fullmatch(gap)
    if not under and not over:
        return
    parts, wholes = (left, right) if under else (right, left)
    for part in parts.of("Agency"):
        for whole in wholes.of("Agency")[:1]:
            yield from relation(part, "part_of", whole, left.start, right.end, "structure.belongs")
