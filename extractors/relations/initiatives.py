"""sub_initiative_of: numbered packages (甲、乙“两大行动”), 甲是乙的子项目, 在甲中推进乙; and who a working group works for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.relations.arguments import objects, unreal
from extractors.relations.clauses import Discourse, Group, Sentence, read
from extractors.relations.deeds import relation
from kg.model import Article, Mention, Page, RelationMention, Span

# A numbered package, 三大行动, also with a topic before it: 乡村建设“八大工程”.
_PACKAGE = re.compile(
    r"^(?:[“‘]?|[\u3400-\u9fff]{2,8}[“‘])(?P<number>[一二三四五六七八九十两\d]+)(?:大|项|个|类|张|条|场)"
)
_NUMBERS = "零一二三四五六七八九十"
# Between the last member and its package: 丙等“三大工程”, 丙，“三大工程”之类.
_SUMS_UP = re.compile(r"(?:建设|打造|提升|改造|工作)?(?:等|这|共|，)?(?:重点|系列)?$")
_PART = re.compile(
    r"^(?:，)?(?:也|正|正是|就|既)?(?:是|作为|为|属于|纳入|被纳入|列入|隶属于)(?:了)?(?:[^。；\ue004-\ue007]{0,14})$"
)
_PART_OF = re.compile(
    r"^的?(?:[^，。；]{0,6})?(?:子活动|子项目|子行动|组成部分|重要组成|重要举措|重要内容|重要一环|一部分|配套活动|分活动|具体举措|重点内容|重点工程|重点项目|内容之一|重要抓手|抓手|具体行动|具体实践|子工程|子课题|之一|一项内容|一项重要|一项具体)"
)
_WITHIN = re.compile(r"(?:中，|中(?=[^，]{0,6}，)|方面|框架下|过程中|推进中|活动中|工作中|行动中|期间|背景下)")
_DOES = re.compile(r"(?:推进|开展|实施|启动|推行|围绕|推出|聚焦|抓好|举办|组织|打造|建立|建设|深化)")


def find_packages(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """Which initiatives are parts of which."""
    discourse = read(article, mentions)
    for number, sentence in enumerate(discourse.sentences):
        yield from _bare_part(discourse, number)
        yield from _among_them(discourse, number)
        groups = tuple(sentence.groups)
        for at, group in enumerate(groups):
            yield from _summed_up(discourse, groups, at)
            yield from _as_part(discourse, sentence, group)
            yield from _package_first(discourse, groups, at)
            if at:
                over = (
                    at - 2 if at > 1 and not groups[at - 1].of("Initiative", "Event") else at - 1
                )  # 甲是我市推进乙的抓手
                yield from _declared(discourse, groups[over], group)
                yield from _one_of(discourse, groups[at - 1], group)
                gap = discourse.between(groups[at - 1].end, group.start)
                yield from _contains(groups[at - 1], group, gap)
        yield from _inside(discourse, sentence)
    yield from _labelled(mentions)


def _among_them(discourse: Discourse, number: int) -> Iterator[RelationMention]:
    """实施“六大”行动。其中，甲行动新增…，乙行动建成…: what 其中 tells of are parts of the one just named."""
    sentence = discourse.sentences[number]
    if number == 0 or not discourse.mask.startswith("其中", sentence.start):
        return
    named = [m for group in discourse.sentences[number - 1].groups for m in group.of("Initiative")]
    if len({mention.surface for mention in named}) != 1:
        return
    for clause in sentence.clauses:
        first = clause.groups[0] if clause.groups else None
        if first and first.of("Initiative") and discourse.between(clause.start, first.start) in ("", "其中", "“"):
            for part in first.of("Initiative"):
                for found in relation(
                    part, "sub_initiative_of", named[-1], sentence.start, part.span.end, "initiatives.among"
                ):
                    yield replace(found, evidence=Span(sentence.start, part.span.end))


def _is_package(mention: Mention) -> bool:
    return mention.type == "Initiative" and _PACKAGE.match(mention.surface) is not None


def _counts(package: Mention) -> int:
    """How many members a package says it has, 0 if it is past counting: 3 for “三大行动”."""
    match = _PACKAGE.match(package.surface)
    number = match["number"].replace("两", "二") if match else ""
    return (
        int(number)
        if number.isascii() and number.isdigit()
        else max(0, _NUMBERS.find(number))
        if len(number) == 1
        else 0
    )


def _summed_up(discourse: Discourse, groups: Sequence[Group], at: int) -> Iterator[RelationMention]:
    """甲、乙、丙“三大行动”; 甲、乙、丙等“三大行动”."""
    group = groups[at]
    package = next((m for m in group.mentions if _is_package(m)), None)
    if package is None:
        return
    members = [m for m in group.of("Initiative", "Event") if m.span.end <= package.span.start]
    if not members and at:
        gap = discourse.between(groups[at - 1].end, group.start)
        last = groups[at - 1].mentions[-1]
        aside = gap == "，" and _counts(package) == len(groups[at - 1].of("Initiative", "Event"))
        if (aside or _SUMS_UP.fullmatch(gap)) and last.type == "Initiative" and (aside or gap != "，"):
            members = list(groups[at - 1].of("Initiative", "Event"))
    for member in members:
        yield from relation(
            member, "sub_initiative_of", package, members[0].span.start, package.span.end, "initiatives.package"
        )


def _package_first(discourse: Discourse, groups: Sequence[Group], at: int) -> Iterator[RelationMention]:
    """“三大行动”，即甲、乙、丙; “三大行动”（甲、乙、丙） stays unread, for brackets are asides."""
    package = groups[at].mentions[-1]
    if not _is_package(package) or at + 1 >= len(groups):
        return
    gap = discourse.between(package.span.end, groups[at + 1].start)
    if re.fullmatch(r"(?:，|——|：)?(?:即|包括|分别是|分别为|是指|涵盖|包含|具体为)[：]?", gap):
        for member in groups[at + 1].of("Initiative"):
            yield from relation(
                member, "sub_initiative_of", package, package.span.start, member.span.end, "initiatives.package"
            )


def _declared(discourse: Discourse, left: Group, right: Group) -> Iterator[RelationMention]:
    """甲是乙的子活动, 甲是乙的重要组成部分, 甲被纳入乙."""
    gap = discourse.between(left.end, right.start)
    after = discourse.mask[right.end : right.end + 24]
    parts, wholes = left.of("Initiative", "Event"), right.of("Initiative")
    if not parts or not wholes or not _PART.match(gap) or unreal(discourse.mask[max(0, left.start - 10) : left.start]):
        return
    if "纳入" in gap or "列入" in gap or "隶属" in gap or _PART_OF.match(after):
        for part in parts:
            yield from relation(
                part,
                "sub_initiative_of",
                wholes[0],
                left.start,
                right.end + len(after.split("。")[0]),
                "initiatives.part",
            )


_AS = re.compile(r"^作为(?:全[国省市县区州])?(?:[^，。；\ue001-\ue007]{0,6}的)?$")


def _as_part(discourse: Discourse, sentence: Sentence, group: Group) -> Iterator[RelationMention]:
    """该行动将持续至月底，作为“平安”行动的重要内容: what the sentence began with is a part of it."""
    clause = next((c for c in sentence.clauses if c.start <= group.start < c.end), None)
    first = next(iter(sentence.groups), None)
    if clause is None or first is None or first is group or clause is sentence.clauses[0]:
        return
    opening = sentence.clauses[0]
    for opening in sentence.clauses:
        if opening.groups and opening.groups[0].of("Initiative", "Event") and opening.groups[0].start == opening.start:
            break
    else:
        return
    before = discourse.between(clause.start, group.start)
    if opening.start >= clause.start or not _AS.match(before) or not _PART_OF.match(discourse.mask[group.end :][:24]):
        return
    for whole in group.of("Initiative")[:1]:
        part = opening.groups[0].mentions[0]
        yield from relation(part, "sub_initiative_of", whole, part.span.start, whole.span.end, "initiatives.as_part")


_CONTAINS = re.compile(
    r"，?(?:主要|具体|共|内容)?(?:包含|包括|涵盖|下设|囊括|含|分为|分设|由)(?:了)?(?:[^，。；、和\ue001-\ue007]{0,6})|的?(?:子项目|子行动|子活动|子工程|配套项目|配套活动)(?:之一)?(?:——|、|，)?"
)


def _contains(left: Group, right: Group, gap: str) -> Iterator[RelationMention]:
    """“城市管家”工程包含甲、乙; “城市管家”工程子项目甲."""
    wholes = left.of("Initiative")
    if not wholes or _is_package(wholes[-1]) or not _CONTAINS.fullmatch(gap) or gap.endswith(("由", "在")):
        return
    for part in right.of("Initiative"):
        whole = wholes[-1]
        yield from relation(part, "sub_initiative_of", whole, whole.span.start, part.span.end, "initiatives.contains")


_ONE_OF = re.compile(
    r"^[”’]?(?:的?(?:子行动|子活动|子项目|组成部分|重要组成部分|重要内容|内容|配套活动|一部分|系列活动))?(?:之一)?，(?:[\u3400-\u9fff]{0,6})$"
)


def _one_of(discourse: Discourse, left: Group, right: Group) -> Iterator[RelationMention]:
    """作为“五大行动”之一，甲…: 甲 is a part of it."""
    gap = discourse.between(left.end, right.start)
    before = discourse.mask[max(0, left.start - 6) : left.start]
    if not re.search(r"(?:作为|是|系)[\u3400-\u9fff]{0,3}$", before) or len(gap) < 2 or not _ONE_OF.match(gap):
        return
    for whole in left.of("Initiative")[:1]:
        for part in right.of("Initiative", "Event")[:1]:
            yield from relation(part, "sub_initiative_of", whole, left.start, right.end, "initiatives.one_of")


# 活动是…的内容之一 goes on about what the sentences before reported.
_BARE = re.compile(
    r"(?:此次|本次|该|这次|这一)?(?:活动|行动|项目|讲座|比赛|大赛|培训|工程|计划|课程|展览|演出|论坛)(?=(?:也|正|既)?(?:是|作为|为|属于))"
)


_DEEDS = ("活动", "行动", "项目", "工程", "计划")


def _bare_part(discourse: Discourse, at: int) -> Iterator[RelationMention]:
    """讲座是“书香”活动的内容之一: the lecture is the one just named."""
    sentence = discourse.sentences[at]
    bare = _BARE.match(discourse.mask, sentence.start)
    first = next(iter(sentence.groups), None)
    if not bare or not first or not first.of("Initiative"):
        return
    gap = discourse.between(bare.end(), first.start)
    if not _PART.match(gap) or not _PART_OF.match(discourse.mask[first.end : first.end + 24]):
        return
    types = ("Initiative", "Event") if bare.group().endswith(_DEEDS) else ("Event",)
    for earlier in reversed(discourse.sentences[max(0, at - 8) : at]):
        things = [m for g in earlier.groups if g.link != "title" for m in g.of(*types)]
        if things:
            for found in relation(
                things[-1], "sub_initiative_of", first.mentions[0], sentence.start, first.end, "initiatives.part"
            ):
                yield replace(found, evidence=Span(sentence.start, first.end))
            return


def _inside(discourse: Discourse, sentence: Sentence) -> Iterator[RelationMention]:
    """在“护苗”行动中，市教育局推进甲、乙: 甲 and 乙 are parts of it; a package stands for its members."""
    first = sentence.clauses[0]
    if not discourse.mask.startswith("在", first.start) or len(first.groups) != 1 or len(sentence.clauses) < 2:
        return
    whole = first.groups[0].of("Initiative")
    if not whole or first.groups[0].start > first.start + 1 or not _WITHIN.match(discourse.mask, first.groups[0].end):
        return
    for clause in sentence.clauses[1:]:
        verb = _DOES.search(discourse.between(clause.start, clause.end))
        if not verb:
            continue
        parts = tuple(objects(discourse, clause, clause.start + verb.end(), ("Initiative",)))
        packages = tuple(part for part in parts if _is_package(part)) or parts
        for part in packages:
            if part.surface.strip("“”") not in whole[0].surface:
                yield from relation(
                    part, "sub_initiative_of", whole[0], first.start, part.span.end, "initiatives.inside"
                )
        return


# “甲”推进会制度 serves the “甲”行动; “甲”平台 may be the same thing as “甲”, so a longer rest is asked for.
_MEANS = re.compile(r".{3,}(?:制度|机制|专栏|工作法|热线|小程序)$")
_WHOLE = re.compile(r"(?:.{0,4}(?:攻坚战|行动|活动|工程|战略|计划))?$")


def _labelled(mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """A means that bears the label of a campaign of the same article is part of the campaign."""
    labelled = [
        (label.group(), mention.surface[label.end() :], mention)
        for mention in mentions
        if mention.type == "Initiative" and (label := _LABEL.match(mention.surface))
    ]
    wholes: dict[str, Mention] = {}
    for text, rest, mention in labelled:
        if _WHOLE.fullmatch(rest):
            wholes.setdefault(text, mention)
    for text, rest, mention in labelled:
        if text in wholes and _MEANS.fullmatch(rest):
            yield from relation(
                mention,
                "sub_initiative_of",
                wholes[text],
                mention.span.start,
                mention.span.end,
                "initiatives.label",
            )


# The label of an initiative in the name of a body or meeting that works for it.
_LABEL = re.compile(r"[“‘].+?[”’]")
_WORKGROUP = re.compile(r"(?:领导小组|指挥部|专班|工作组|专项组|推进组|组委会)(?:办公室)?$")


def find_workgroups(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """leads: the working group that bears the name of an initiative, “护苗”行动领导小组."""
    initiatives = [mention for mention in mentions if mention.type == "Initiative"]
    for group in mentions:
        if group.type != "Agency" or not (ending := _WORKGROUP.search(group.surface)):
            continue
        label = _LABEL.search(group.surface)
        core = group.surface[: ending.start()]
        for initiative in initiatives:
            quoted = _LABEL.search(initiative.surface)
            named = bool(label and quoted and label.group() == quoted.group()) or (
                len(initiative.surface) > 4 and core.endswith(initiative.surface)
            )
            if named:
                yield from relation(
                    group, "leads", initiative, group.span.start, group.span.end, "initiatives.workgroup"
                )
                break
