"""part_of and located_in as names say them: 市公安局治安支队, 望江区滨江路; and 位于 where it is stated."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from extractors.relations.clauses import Discourse, Group, Sentence, is_light, read
from extractors.relations.deeds import relation
from kg.agencies import parent
from kg.lexicon import words
from kg.model import Article, Mention, Page, RelationMention, Span
from kg.places import Tree, split_place_prefix, tree

# Whose location a place in the name tells; for governments, parties, police and the like it tells the jurisdiction.
_LOCATED_KINDS = frozenset(("company", "education", "health"))
_LOCATED = re.compile(
    r"(?:公司|集团|厂|学校|小学|中学|高中|初中|大学|学院|幼儿园|医院|卫生院|农场|林场|合作社|酒店|饭店|超市|商场|书店|校区|院区|博物馆|图书馆"
    r"|纪念馆|美术馆|文化馆|科技馆|体育馆|剧院|影院|公园|工作室|车间|基地)$"
)
_NOT_LOCATED = re.compile(r"银行|支行|分行|信用社|农商行|保险|证券|公安|法院|检察院|监狱|海关|党委|党组|委员会$")
_STATED = re.compile(r"(?:位于|坐落于|坐落在|地处|落户于?|总部在|设在|建在)(?:了)?$")
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
        prefix = next((surface[:end] for end in ends if _whole(surface[:end], page, known)), "")
    return prefix if len(prefix) > 1 and _meant(prefix, surface[len(prefix) :], page, known) else ""


def _whole(name: str, page: Page, known: Tree) -> bool:
    return split_place_prefix(name, page.home, known)[0] == name


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
    for mention in mentions:
        if mention.type == "Place" or (mention.type == "Agency" and _has_location(mention)):
            inner = _bracketed(article, page, mention) or _place_in(article, page, mention)
            if inner:
                yield from relation(
                    mention, "located_in", inner, mention.span.start, mention.span.end, "structure.name"
                )
    discourse = read(article, mentions)
    for sentence, following in itertools.pairwise(discourse.sentences):
        yield from _scene(discourse, sentence, following)
    for sentence in discourse.sentences:
        groups = tuple(sentence.groups)
        for group in groups:
            yield from _continued(article, page, group)
        for left, right in itertools.pairwise(groups):
            yield from _stated(discourse.mask, left, right)


def _has_location(mention: Mention) -> bool:
    surface = mention.surface.rstrip("”’）)")
    if _NOT_LOCATED.search(surface):
        return False
    return mention.kind in _LOCATED_KINDS or bool(_LOCATED.search(surface))


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
    r"^(?P<whole>.+(?:小学|中学|学校|大学|学院|高中|幼儿园|医院|卫生院|医院))[\u3400-\u9fff]{1,6}(?:校区|院区|分校|分院|园区)$"
)


# Squads and stations of an office, whatever the list of bodies says of them: 市公安局交警支队.
_SQUAD = re.compile(r"^(?P<whole>.{2,}局)[\u3400-\u9fff]{1,8}(?:支队|大队|中队|总队|派出所)$")


def find_parents(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """part_of: the body that an agency's name begins with, 市公安局 in 市公安局治安支队."""
    for mention in mentions:
        if mention.type != "Agency":
            continue
        campus = _CAMPUS.match(mention.surface) or _SQUAD.match(mention.surface)
        printed = campus["whole"] if campus else parent(mention.surface)
        if not printed or not mention.surface.startswith(printed) or printed == mention.surface:
            continue
        span = Span(mention.span.start, mention.span.start + len(printed))
        whole = Mention(article.id, span, printed, "Agency", "structure.implied", None, None, True)
        yield from relation(mention, "part_of", whole, mention.span.start, mention.span.end, "structure.parent")
