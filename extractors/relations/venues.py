"""takes_place_in: where a meeting is held or a campaign runs, as stated or as a place in its name says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.relations.arguments import objects
from extractors.relations.clauses import Clause, Discourse, Sentence, is_light, read
from extractors.relations.deeds import relation
from extractors.relations.structure import leading_place
from kg.model import Article, Mention, Page, RelationMention, Span
from kg.places import split_place_prefix, tree

_HELD = re.compile(
    r"(?:\S{0,12}?)(?:举行|举办|召开|开幕|开班|启动|开赛|开展|上演|举行了|揭牌|落幕|闭幕|拉开帷幕|签约|实施|推广|落地|开工|投用|启用|试点|鸣枪|开跑|起跑|首演|首映|颁奖|成立|闭幕|上线|进行|建成|建立|打造|投运|亮相|破题|铺开|试行|首发|首映|点亮|上映|开营|结营|开市|开园|开馆|启航|发车|收官|拉练|演练|开跑|打响|竣工|封顶|奠基|投产|启幕|揭幕|开讲|开锣|鸣锣开赛|开演|首秀|推介|巡展|巡演|展出|路演)"
)
# Initiatives that run somewhere: a platform or plan that bears a place's name is only for it.
_RUNS = re.compile(r"(?:活动|行动|竞赛|大赛|比赛|评议|攻坚战|整治|节|赛|月|周)[”’]?$")
_EDITION = re.compile(r"(?:首[个届次]|第[\d一二三四五六七八九十百]+[届次]|\d{4}年?度?|今年)?")
_BEGINS = re.compile(r"(?:举行|举办|召开|开展|启动|组织|实施|推进|送来|带来|上演|迎来)")
_MEETS = re.compile(r"迎来|喜迎|承办|掀起|试点|推广|全面推行|入驻|建成|已建成|上线|投用")
_THROUGHOUT = re.compile(
    r"(?P<whole>全[市区县省州])(?:范围内?)?(?P<gap>(?:部署|组织|深入|全面|集中|统一)*(?:开展|启动|推进|实施|推行)(?:了)?)?$"
)


def find_venues(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """Places of meetings and campaigns."""
    discourse = read(article, mentions)
    for number, sentence in enumerate(discourse.sentences):
        yield from _scene(discourse, sentence)
        yield from _site_is(discourse, sentence)
        yield from _village(discourse, sentence)
        for clause in sentence.clauses:
            yield from _held_in(discourse, sentence, clause)
            yield from _owned(discourse, clause)
            yield from _throughout(discourse, clause, page)
            yield from _lands(discourse, clause)
            yield from _is_of(discourse, clause)
        for at in range(len(sentence.clauses)):
            yield from _here(discourse, number, at)
    sites = {mention.surface: mention for mention in discourse.mentions if mention.type in ("Place", "Agency")}
    for mention in discourse.mentions:
        yield from _named(article, page, mention)
        yield from _at_site(article, sites, mention)


def _held_in(discourse: Discourse, sentence: Sentence, clause: Clause) -> Iterator[RelationMention]:
    """大会在荆江学院举行; 在荆江学院举行大会; 望江区迎来首个企业家日."""
    for group in clause.groups:
        venues = group.of("Place", "Agency")
        before = discourse.between(max(clause.start, group.start - 2), group.start)
        rest = discourse.between(group.end, clause.end)
        if venues and before.endswith(("在", "于")) and (held := _HELD.match(rest)):
            if "\ue002" in held.group() or "\ue003" in held.group():
                continue
            left = [g for g in sentence.groups if g.end <= group.start and g.of("Event", "Initiative") and not g.link]
            right = tuple(objects(discourse, clause, group.end + held.end(), ("Event", "Initiative")))
            if right and rest.startswith("的", held.end()):  # 在市政府新闻办召开的发布会上: the agency acts
                venues = group.of("Place")
            held_things = right or (left[-1].of("Event", "Initiative") if left else ())
            for thing in held_things:
                for venue in venues:
                    start, end = min(thing.span.start, group.start), max(group.end + held.end(), thing.span.end)
                    yield from relation(thing, "takes_place_in", venue, start, end, "venues.held")
        places = group.of("Place")
        meets = _MEETS.search(rest[:16])
        if places and not group.link and meets:
            for thing in objects(discourse, clause, group.end + meets.end(), ("Event", "Initiative")):
                for place in places:
                    yield from relation(thing, "takes_place_in", place, group.start, thing.span.end, "venues.meets")


_LANDS = re.compile(
    r"[”’]?(?:项目|工程|基地)?(?:成功|正式|顺利|已|将|也|再次|签约|率先|相继|先后)*"
    r"(?:走进|走入|来到|亮相|覆盖|进驻|入驻|落户|落地|落子|选址|坐落|位于|扎根|布局|花落)(?:在|于)?"
)


_STANDS = re.compile(r"(?:位于|坐落于|坐落在|地处|落户于?|落户在|选址于?|落地于?|建在|设在|扎根于?)$")
_SITE_IS = re.compile(r"的[^，。；的\ue001-\ue007]{1,10}，(?:就是|正是|便是|是|即为|即是)[^，。；\ue001-\ue007]{0,16}$")


def _site_is(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """位于宜昌高新区的这片工地，就是总投资8亿元的封装测试项目."""
    for left, right in itertools.pairwise(tuple(sentence.groups)):
        before = discourse.between(max(sentence.start, left.start - 6), left.start)
        if not left.of("Place") or not right.of("Initiative") or not _STANDS.search(before):
            continue
        if _SITE_IS.match(discourse.between(left.end, right.start)):
            thing = right.of("Initiative")[0]
            place = left.of("Place")[-1]
            yield from relation(thing, "takes_place_in", place, place.span.start, thing.span.end, "venues.stands")


def _lands(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """封装测试项目落户宜昌高新区."""
    for left, right in itertools.pairwise(clause.groups):
        gap = discourse.between(left.end, right.start)
        before = discourse.between(max(clause.start, left.start - 6), left.start)
        if left.of("Place") and right.of("Initiative") and gap in ("的", "") and _STANDS.search(before):
            thing = right.of("Initiative")[0]  # 位于宜昌高新区的封装测试项目
            for place in left.of("Place")[-1:]:
                yield from relation(thing, "takes_place_in", place, place.span.start, thing.span.end, "venues.stands")
        if left.of("Initiative", "Event") and not left.link and right.of("Place") and _LANDS.fullmatch(gap):
            for place in right.of("Place"):
                thing = left.of("Initiative", "Event")[-1]
                yield from relation(thing, "takes_place_in", place, thing.span.start, place.span.end, "venues.lands")


_HERE = re.compile(
    r"在(?:此|这里|那里|该\S{1,3})\S{0,4}?(?:举行|举办|召开|开幕|开班|启动|拉开帷幕|开赛|上演|揭牌|开营|开跑|签约|开讲|首发)"
)


def _here(discourse: Discourse, number: int, at: int) -> Iterator[RelationMention]:
    """江月书院座无虚席。名家讲座在这里举行: the scene is the place that the words before open with."""
    sentence = discourse.sentences[number]
    clause = sentence.clauses[at]
    match = _HERE.search(discourse.between(clause.start, clause.end))
    things = [m for g in clause.groups if not g.link for m in g.of("Event", "Initiative")]
    if not match or not things or things[-1].span.end > clause.start + match.start():
        return
    earlier = [*sentence.clauses[:at]]
    if number and not discourse.sentences[number - 1].headline:
        earlier = [*discourse.sentences[number - 1].clauses, *earlier]
    for scene in reversed(earlier):
        group = scene.groups[0] if scene.groups else None
        if group and is_light(discourse.between(scene.start, group.start).removesuffix("在")) and group.link != "title":
            for venue in group.of("Place", "Agency")[-1:]:
                end = clause.start + match.end()
                yield from relation(things[-1], "takes_place_in", venue, venue.span.start, end, "venues.here")
                return


def _at_site(article: Article, sites: Mapping[str, Mention], mention: Mention) -> Iterator[RelationMention]:
    """城东水厂提标改造工程, where the article names 城东水厂: a works bears the name of its site."""
    if mention.type != "Initiative" or not _WORKS.search(mention.surface):
        return
    for end in range(len(mention.surface) - 4, 2, -1):
        site = sites.get(mention.surface[:end])
        if site is not None and not _NEARER.match(mention.surface, end):
            span = Span(mention.span.start, mention.span.start + end)
            inner = Mention(article.id, span, site.surface, site.type, "venues.implied", site.kind, site.reading, True)
            yield from relation(mention, "takes_place_in", inner, mention.span.start, mention.span.end, "venues.site")
            return


# A nearer place follows: 石桥街道|江月社区老旧小区改造项目.
_NEARER = re.compile(r"[\u3400-\u9fff]{1,5}(?:村|社区|街道|镇|乡|小区|路|街|巷)")
# What is built or mended somewhere.
_WORKS = re.compile(
    r"(?:改造|建设|扩建|新建|修复|治理|整治|提升|加装电梯|升级|配套|修缮|保护|除险加固|更新)(?:项目|工程|行动)$"
)


# The village, the town of which the article tells: 村里正筹办首届枸杞节.
_IN_IT = re.compile(
    r"(?:^|[，：“])(?P<level>村|镇|乡|县|社区|街道|园区)(?:里|上|内)(?P<gap>[^，。；：\ue001-\ue007]{0,10})$"
)
_HOLDS = re.compile(r"(?:举办|筹办|筹备|开展|启动|推行|实施|组织|迎来|办起|推出|建起|建立|创新|探索)[^，。；]{0,6}$")


def _village(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """What a village holds that is only called 村里, in the one village that the article has named last."""
    for group in sentence.groups:
        things = group.of("Event", "Initiative")
        match = (
            _IN_IT.search(discourse.between(max(sentence.start - 1, group.start - 16), group.start)) if things else None
        )
        if not match or not _HOLDS.search(match["gap"]):
            continue
        near = [m for m in discourse.mentions if m.type == "Place" and m.span.end <= group.start]
        named = [m for m in near if m.surface.endswith(match["level"])]
        if named:
            level = match.start("level") + max(sentence.start - 1, group.start - 16)
            for thing in things:
                for found in relation(thing, "takes_place_in", named[-1], level, thing.span.end, "venues.village"):
                    yield replace(found, evidence=Span(level, thing.span.end))


_ENTERS = re.compile(r"(?:走进|来到|深入)(?:了)?$")


def _scene(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """在荆江小学，民警带来“平安一课”; 民警走进荆江小学，开展“平安一课”活动: a phrase sets the scene for what follows."""
    for at, clause in enumerate(sentence.clauses[:-1]):
        group = clause.groups[-1] if clause.groups else None
        venues = group.of("Place", "Agency") if group else ()
        if group is None or not venues or group.end < clause.end - 2:
            continue
        opens = at == 0 and group is clause.groups[0] and discourse.between(clause.start, group.start) == "在"
        enters = len(group.mentions) == 1 and _ENTERS.search(discourse.between(clause.start, group.start))
        if opens or enters:
            yield from _begun(discourse, sentence.clauses[at + 1 :], venues, clause.start, bool(enters))
            if opens:
                yield from _watched(discourse, sentence.clauses[at + 1], group.of("Place"), clause.start)


_WATCHES = re.compile(r"(?:督导|查看|察看|了解|检查|督查|调度|督办|观摩|调研)(?:了)?$")


def _watched(discourse: Discourse, clause: Clause, places: Sequence[Mention], start: int) -> Iterator[RelationMention]:
    """在宜昌高新区，许知远现场督导封装测试项目: works that are looked at in a place are there."""
    for group in clause.groups:
        works = [m for m in group.of("Initiative") if m.surface.rstrip("”").endswith(("项目", "工程"))]
        if works and _WATCHES.search(discourse.between(clause.start, group.start)):
            for thing in works:
                for place in places[-1:]:
                    yield from relation(thing, "takes_place_in", place, start, thing.span.end, "venues.watched")
            return


def _begun(
    discourse: Discourse, clauses: Sequence[Clause], venues: Sequence[Mention], start: int, at_once: bool
) -> Iterator[RelationMention]:
    """What is held, in the first of the clauses that says so; only in the very next one if `at_once`."""
    for later in clauses[:1] if at_once else clauses:
        if discourse.mask[later.start - 1] in "；;":
            return
        verb = _BEGINS.search(discourse.between(later.start, later.end))
        if verb:
            for thing in objects(discourse, later, later.start + verb.end(), ("Event", "Initiative")):
                for venue in venues:
                    yield from relation(thing, "takes_place_in", venue, start, thing.span.end, "venues.scene")
            return


def _owned(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """望江区“数字乡村”工程: a place right before the name."""
    for left, right in itertools.pairwise(clause.groups):
        places, things = left.of("Place"), right.of("Initiative", "Event")
        if (
            places
            and things
            and len(left.mentions) == 1
            and _EDITION.fullmatch(discourse.between(left.end, right.start))
        ):
            yield from relation(things[0], "takes_place_in", places[0], left.start, things[0].span.end, "venues.owned")


# 作为全区“清风”行动的重要内容 tells of something else.
_FOR_PLACE = re.compile(r"(?:也|正|就)?(?:是|作为|成为)$")
_OF_PLACE = re.compile(r"(?:推进|实施|打造|开展|推动|落实|探索|推行|建设|深化|创新|的)")


def _is_of(discourse: Discourse, clause: Clause) -> Iterator[RelationMention]:
    """“归雁”计划是我市推进人才回引的重要抓手: a plan that is a place's means is carried out there."""
    for left, right in itertools.pairwise(clause.groups):
        gap = discourse.between(left.end, right.start)
        if not left.of("Initiative") or left.link or not right.of("Place") or not _FOR_PLACE.fullmatch(gap):
            continue
        if _OF_PLACE.match(discourse.mask, right.end, clause.end):
            thing, place = left.of("Initiative")[-1], right.of("Place")[0]
            yield from relation(thing, "takes_place_in", place, thing.span.start, place.span.end, "venues.is_of")


_ROLE = re.compile(r"(?:作为|是|属于|纳入|列入|结合|围绕|根据|按照)全[市区县省州]$")


def _throughout(discourse: Discourse, clause: Clause, page: Page) -> Iterator[RelationMention]:
    """在全市范围内开展“清风”行动, 全市“清风”行动: the home of the page at that level."""
    if page.home is None:
        return
    for group in clause.groups:
        things = group.of("Initiative")
        before = discourse.between(clause.start, group.start)
        if _ROLE.search(before):
            continue
        match = _THROUGHOUT.search(before)
        if (
            not things
            or not match
            or match["whole"][1] != page.home[-1]
            or not (match["gap"] is None or before[: match.start()].endswith("在"))
        ):
            continue
        span = Span(clause.start + match.start("whole"), clause.start + match.end("whole"))
        level = match["whole"][1]
        place = Mention(discourse.article.id, span, match["whole"], "Place", "venues.implied", None, "我" + level, True)
        for thing in things:
            yield from relation(thing, "takes_place_in", place, span.start, thing.span.end, "venues.throughout")


# Whoever comes from afar names where it is held in brackets: 2025襄阳（上海）招商推介会.
_HOSTED = re.compile(r"[（(](?P<place>[\u3400-\u9fff]{2,6})[）)](?=.{2,}(?:会|节|展|赛|周|论坛|活动|日)[”’]?$)")


def _host_city(article: Article, page: Page, mention: Mention) -> Mention | None:
    """The place in brackets in the name of a meeting."""
    match = _HOSTED.search(mention.surface)
    if not match or split_place_prefix(match["place"], page.home, tree(page.divisions))[0] != match["place"]:
        return None
    span = Span(mention.span.start + match.start("place"), mention.span.start + match.end("place"))
    return Mention(article.id, span, match["place"], "Place", "venues.implied", None, None, True)


def _named(article: Article, page: Page, mention: Mention) -> Iterator[RelationMention]:
    """荆江市“长江杯”竞赛: the name of a meeting or campaign begins with its place."""
    if mention.type not in ("Initiative", "Event"):
        return
    if mention.type == "Initiative" and not _RUNS.search(mention.surface):
        return
    place = _host_city(article, page, mention) or leading_place(article, page, mention)
    if place:
        yield from relation(mention, "takes_place_in", place, mention.span.start, mention.span.end, "venues.named")
