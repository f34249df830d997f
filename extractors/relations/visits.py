"""visits: who goes where to see for himself, 许知远到望江区调研, where he is seen on the way, and who comes along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.relations.arguments import pronoun_before, subject, unreal
from extractors.relations.clauses import Clause, Discourse, Group, is_light, read
from extractors.relations.deeds import relation
from kg.model import Article, Mention, Page, RelationMention

_SEEN = ("Place", "Agency", "Initiative")
_GOES = re.compile(
    r"(?:先后|一同|一起|分别|来|走|深|前|再|又|冒雨)?(?:来到|走进|走访|深入|前往|抵达|赶赴|奔赴|直奔|直插|直抵|赶到|赴|到|来|实地查看|实地察看|实地走访|实地调研)(?:了)?$"
)
_ARRIVES = re.compile(r"(?:来到|走进|走访|实地查看|实地察看|实地走访|实地调研)(?:了)?$")
_LOOKS = re.compile(
    r"调研|考察|走访|视察|慰问|看望|察看|查看|参观|督导|督查|督办|检查|暗访|现场办公|了解|巡查|巡河|指导|座谈|交流|宣讲|开展|送去|学习"
    r"|对接|洽谈|招商|取经|拜访|帮扶|观摩|研学|会商|抽查|检阅|调度|接访|商谈|义诊|慰问|巡诊|回访|问需|看一看"
)
_STUDIES = re.compile(
    r"(?:调研|考察|视察|走访|慰问|看望|参观|走访慰问|看望慰问|走访调研|调研督导|调研督办|督导调研|调研指导|察看|查看|暗访|检查|观摩|拜访)(?:了|指导)?$"
)
# 详细了解甲进展: whoever asks on the spot how works are going has gone there.
_ASKS = re.compile(r"(?:详细|仔细|现场|深入|实地|认真|一一|逐一)(?:了解|询问|听取|检查|督导|督查)(?:了)?$")
# 徒步巡查汉江.
_PATROLS = re.compile(
    r"(?:徒步|实地|现场|沿江|沿河|驱车|乘船|冒雨|顶着烈日)(?:巡查|巡河|巡看|检查|督导|督查|踏看|踏查|勘察|巡堤)(?:了)?$"
)
_PROGRESS = re.compile(
    r"[”’]?(?:的)?(?:项目|工程)?(?:最新|施工|建设|推进|工程|运营|运行|规划)*(?:进展|进度|建设|情况|推进|运行|运营|成效)"
)
# 在甲调研: the place stands before the verb.
_STUDIES_THERE = re.compile(r"^[\u3400-\u9fff]{0,2}(?:调研|考察|视察|走访|慰问|检查|督导|督查|暗访|巡查)")
_ALONG = re.compile(
    r"(?P<with>陪同|一同|参加|随同|参与)(?:\S{0,4})?(?:调研|考察|走访|慰问|视察|检查|督导|参观|活动)|(?P<host>陪同)$|(?P<bare>(?:一同|一起)?参加)$"
)


def find_visits(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """Visits by people and agencies, with those who come along."""
    discourse = read(article, mentions)
    seen: tuple[Mention, ...] = ()
    visitors: tuple[Mention, ...] = ()
    for at, sentence in enumerate(discourse.sentences):
        here: tuple[Mention, ...] = ()
        for clause in sentence.clauses:
            found = (*_goes(discourse, at, clause, visitors), *_on_the_way(discourse, at, clause, visitors))
            yield from found
            here = tuple(dict.fromkeys((*here, *(each.object for each in found))))
            visitors = tuple(each.subject for each in found if each.subject.type == "Person")[:1] or visitors
            yield from _along(discourse, at, clause, here or seen)
        seen = here or seen


def _goes(discourse: Discourse, at: int, clause: Clause, visitors: Sequence[Mention]) -> Iterator[RelationMention]:
    """到甲、乙调研, 来到甲, 考察甲, 在甲调研."""
    sentence = discourse.sentences[at]
    for group in clause.groups:
        before = discourse.between(clause.start, group.start)
        if not group.of(*_SEEN) or (group.link == "title" and not _at_home(discourse, group, before)):
            continue
        goes = _GOES.search(before)
        studies = _STUDIES.search(before) or _looks_closely(discourse, group, before, clause.end)
        there = before.endswith("在") and _STUDIES_THERE.match(discourse.between(group.end, clause.end))
        if not goes and not studies and not there:
            continue
        verb = clause.start + (goes.start() if goes else studies.start() if studies else len(before) - 1)
        rest = discourse.between(group.end, sentence.end)
        if goes and not _ARRIVES.search(before) and not _LOOKS.search(rest):
            continue
        if not goes and _home_affairs(discourse, group, clause.end):
            continue
        if unreal(before) and not any(g.of("Person") for g in clause.groups if g.end <= verb):
            continue
        yield from _visitors(discourse, at, clause, verb, group, visitors)


# What is looked at is an affair of the speaker's own place, not the place: 视察我区学前教育发展情况.
_AFFAIR = re.compile(r"[^，。；]{2,}(?:情况|工作|建设|发展|落实|进展|问题|开展)")


_HOUSE = re.compile(r"[^，。；]{0,8}[\ue001]+(?:[\u3400-\u9fff]{0,2})?(?:的)?(?:家|田|地|果园|大棚|店|合作社|工作室)")


def _at_home(discourse: Discourse, group: Group, before: str) -> bool:
    """走进白马村村民沈微家中: the village is entered, though it stands before a person."""
    return bool(_ARRIVES.search(before) and group.of("Place") and _HOUSE.match(discourse.mask, group.end))


def _looks_closely(discourse: Discourse, group: Group, before: str, end: int) -> re.Match[str] | None:
    """徒步巡查汉江; 详细了解改造项目进展."""
    if group.of("Place"):
        return _PATROLS.search(before)
    return _ASKS.search(before) if _underway(discourse, group, end) else None


def _underway(discourse: Discourse, group: Group, end: int) -> bool:
    """Whether a list is of works whose progress is spoken of: 改造项目进展情况."""
    works = [mention for mention in group.of("Initiative") if mention.surface.rstrip("”").endswith(("项目", "工程"))]
    return bool(works) and len(works) == len(group.mentions) and bool(_PROGRESS.match(discourse.mask, group.end, end))


def _home_affairs(discourse: Discourse, group: Group, end: int) -> bool:
    own = all(mention.surface.startswith("我") for mention in group.of(*_SEEN))
    return own and _AFFAIR.match(discourse.mask, group.end, end) is not None


def _visitors(
    discourse: Discourse, at: int, clause: Clause, verb: int, group: Group, visitors: Sequence[Mention]
) -> Iterator[RelationMention]:
    who = subject(discourse, at, clause, verb, ("Person", "Agency"))
    if who is None:
        before = discourse.between(clause.start, verb)
        if visitors and not discourse.sentences[at].headline and (is_light(before) or pronoun_before(before)):
            for place in group.of(*_SEEN):  # 随后，他又来到…
                yield from relation(visitors[0], "visits", place, clause.start, group.end, "visits.goes_on")
        return
    if len(_NAMES.sub("", who.tail)) > 24 or (who.mentions[0].type == "Agency" and _OTHERS.search(who.tail)):
        return
    seen = group.of(*_SEEN)
    respectively = "分别" in who.tail and len(who.mentions) == len(seen) > 1
    for number, visitor in enumerate(who.mentions):
        for place in seen[number : number + 1] if respectively else seen:
            if visitor.type == "Agency" and discourse.between(verb, group.start).startswith("检查"):
                continue  # 市纪委监委监督检查市教育局
            if (
                place.type == "Agency"
                and visitor.type == "Agency"
                and _STAYS.search(discourse.mask[verb : group.start])
            ):
                continue
            start = min(who.start, clause.start if visitor.span.start > clause.start else who.start)
            yield from relation(visitor, "visits", place, max(start, who.start), group.end, "visits.goes")


_NAMES = re.compile(r"[\ue001-\ue007]+")
_OTHERS = re.compile(r"学生|居民|群众|市民|村民|患者|游客|企业|客商|记者")
_STAYS = re.compile(r"^深入")

# A clause that only names a stop: 在城东水厂改造项目现场, 走进云帆公司车间.
_STOP_BEFORE = re.compile(r"(?:在|走进|来到|步入)$")
_STOP_AFTER = re.compile(r"[\u3400-\u9fff]{0,7}")
# How far behind a stop its visitor may be named.
_REACH = 4  # sentences, for questions and answers may stand between


def _on_the_way(
    discourse: Discourse, at: int, clause: Clause, visitors: Sequence[Mention]
) -> Iterator[RelationMention]:
    """在甲现场，塔吊林立。许知远仔细查看…: a stop of the visitor of whom the article tells."""
    sentence = discourse.sentences[at]
    if not visitors or sentence.headline or clause is not sentence.clauses[0] or not clause.groups:
        return
    group = clause.groups[0]
    before = discourse.between(clause.start, group.start)
    word = _STOP_BEFORE.search(before)
    if not word or not is_light(before[: word.start()]) or not group.of(*_SEEN) or group.of("Event"):
        return
    if (
        not _STOP_AFTER.fullmatch(discourse.between(clause.groups[-1].end, clause.end))
        or discourse.mask[group.end] == "上"
    ):
        return
    end = _acts(discourse, at, clause, visitors[0])
    if end:
        for place in (group if len(clause.groups) == 1 else clause.groups[-1]).of(*_SEEN):
            yield from relation(visitors[0], "visits", place, clause.start, end, "visits.stop")


_ARRIVING = re.compile(r"来到|走进|前往|赶赴|抵达")


def _acts(discourse: Discourse, at: int, clause: Clause, visitor: Mention) -> int:
    """Where the evidence ends that the visitor acts at a stop: behind his name or 他; 0 if he does not."""
    for sentence in discourse.sentences[at : at + _REACH]:
        for later in sentence.clauses:
            if later.start <= clause.start:
                continue
            if sentence.start > clause.start and _STOP_BEFORE.search(discourse.between(later.start, later.start + 1)):
                return 0
            if sentence.start > clause.start and _ARRIVING.search(discourse.between(later.start, later.end)):
                return 0
            text = discourse.between(later.start, min(later.end, later.start + 12))
            if pronoun_before(text[: text.find("他") + 1]) or pronoun_before(text[: text.find("她") + 1]):
                return clause.end
            for group in later.groups:
                if not group.link and any(person.surface == visitor.surface for person in group.of("Person")):
                    return group.end
    return 0


def _along(discourse: Discourse, at: int, clause: Clause, seen: Sequence[Mention]) -> Iterator[RelationMention]:
    """许知远、沈微参加调研: they visit what was visited; hosts who 陪同 in their own place do not."""
    text = discourse.between(clause.start, clause.end)
    match = _ALONG.search(text)
    if not match or not seen:
        return
    if match["bare"] and any(
        g.of("Event", "Initiative") for s in discourse.sentences[max(0, at - 1) : at + 1] for g in s.groups
    ):
        return
    verb = clause.start + match.start()
    escorts = match["host"] is not None or match["with"] == "陪同"
    people = _companions(discourse, at, clause, verb)
    if escorts and (
        "分别" in text or any(place.type == "Place" and _hosts(discourse, clause, place) for place in seen)
    ):
        return
    for person in people:
        for place in seen:
            yield from relation(person, "visits", place, person.span.start, clause.start + match.end(), "visits.along")


def _companions(discourse: Discourse, at: int, clause: Clause, verb: int) -> list[Mention]:
    """The people before 参加, back over clauses that hold nothing but titled people."""
    people: list[Mention] = []
    for each in reversed([c for c in discourse.sentences[at].clauses if c.start <= clause.start]):
        groups = [g for g in each.groups if g.end <= verb and g.link != "preposition" and g.of("Person")]
        if each is not clause and (
            not groups or groups[-1].end != each.end or _LOOKS.search(discourse.between(each.start, each.end))
        ):
            break
        people = [m for g in groups for m in g.of("Person")] + people
    return people


def _hosts(discourse: Discourse, clause: Clause, place: Mention) -> bool:
    """Whether the sentence's titles name the visited place: 望江区委书记陪同 in 望江区."""
    sentence = next(s for s in discourse.sentences if s.start <= clause.start < s.end)
    chars = discourse.article.chars[sentence.start : clause.end]
    name = place.name
    return any(
        name.endswith(piece)
        for piece in re.findall(r"[\u3400-\u9fff]{1,4}?[省市县区镇乡](?=委|政府|长|人大|政协|领导)", chars)
    ) or (name[-3:] in chars)
