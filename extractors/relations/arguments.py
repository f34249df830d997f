"""Who does it and to what: the subject before a verb, carried over commas where it is not repeated, and the objects behind it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.relations.clauses import Clause, Discourse, Group, Sentence, is_light
from kg.lexicon import Matcher, words
from kg.model import Mention

ACTORS = ("Person", "Agency", "Place")
_REACH = 45  # characters between a subject and its verb, an object and its verb: longer gaps hold other actors
_CARRY = 160  # characters over which a subject is carried within its sentence

_SPEECH = re.compile(r"强调|指出|要求|表示|呼吁|倡议|希望|认为|介绍|获悉|号召|说(?=[，：:]|$)")
# A demand or a condition is no fact, not even one to come: 要深入开展, 建议启动, 如果开展. Plans and denials are marked as such (`marks`).
_UNREAL = re.compile(
    r"不得|禁止|严禁|(?<![主重摘纪首概必紧])要(?![求点素闻件职])|应当|应该|必须|须|建议|如何|是否|鼓励|支持各|倘若|如果"
)
_PHRASE = re.compile(
    r"^[“‘]?(?:在|为|对|以|通过|围绕|按照|根据|从|与(?!会)|同(?!学|事|志)|联合|会同|针对|结合|经|自|由|把|将|聚焦|依托|借助|随着|面对|据)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Those who act, their partners in the same clause (甲联合乙开展), and where evidence for them begins.

    `tail` is the masked text between the last of them and the verb; `again` where an earlier clause, from which they are
    carried, already tells of another deed of theirs.
    """

    mentions: tuple[Mention, ...]
    partners: tuple[Mention, ...]
    start: int
    tail: str
    again: bool = False


@functools.cache
def _bodies() -> Matcher:
    return Matcher(words("relation_bodies"))


# What the subject does with others is no deed of theirs: 听取有关单位汇报.
_HEARS = re.compile(r"(?:认真|现场|集中)?(?:听取|审议|研究|传达|学习|观看|察看|查看|了解|询问|征求)")


def _unnamed(opening: str) -> bool:
    """Whether a clause opens with an unnamed body, so that it has a subject of its own.

    >>> _unnamed("全市公安机关"), _unnamed("近日，深入")
    (True, False)
    """
    found = next(_bodies().finditer(opening[:16]), None)
    return found is not None and not _HEARS.match(opening)


def unreal(text: str) -> bool:
    """Whether the words before a verb make it a demand or a condition.

    >>> unreal("拟于下月"), unreal("各地要"), unreal("主要")
    (False, True, False)
    """
    return _UNREAL.search(text) is not None


def _own(clause: Clause, verb: int, types: tuple[str, ...]) -> Group | None:
    """The last list before the verb in its own clause that can be its subject."""
    found = None
    for group in clause.groups:
        if group.end <= verb and not group.link and group.of(*types):
            found = group
    return found


# Partners between an agent and its verb: 由甲会同乙、丙等部门牵头.
_WITH_PARTNERS = re.compile(
    r"(?:联合|会同|协同|携手|与|和)[\ue002\ue003、和及]+(?:等(?:\d+[个家余]*)?(?:部门|单位|地)?)?"
    r"|牵头[，、][\ue002\ue003、和及]+(?:等[\u3400-\u9fff]{0,4})?(?:共同)?(?:参与|配合|协同|协助)"
)


def agent(discourse: Discourse, clause: Clause, verb: int, types: tuple[str, ...]) -> Subject | None:
    """The list that 由 or 被 makes the agent of the verb, and its partners: 由市总工会主办, 由市水利局会同市气象局制定."""
    for group in reversed(clause.groups):
        if group.end > verb or group.link != "preposition" or not group.of(*types):
            continue
        gap = _WITH_PARTNERS.sub("", discourse.between(group.end, verb))
        if discourse.mask[group.start - 1 : group.start] in ("由", "被") and is_light(gap):
            together = (*group.of(*types), *_partners(clause, group.end, verb))
            return Subject(together, (), group.start, gap)
    return None


def attributive(discourse: Discourse, clause: Clause, where: tuple[int, int], types: tuple[str, ...]) -> Subject | None:
    """Whoever stands right before a verb with 的 does it, whatever leads up to them: 对市教育局开展的活动表示赞许."""
    if not discourse.mask.startswith("的", where[1]):
        return None
    for group in clause.groups:
        gap = discourse.between(group.end, where[0])
        if group.end <= where[0] and group.link == "preposition" and group.of(*types) and is_light(gap):
            return Subject(group.of(*types), (), group.start, gap)
    return None


def _partners(clause: Clause, start: int, end: int) -> tuple[Mention, ...]:
    return tuple(
        mention
        for group in clause.groups
        if group.link == "partner" and start <= group.start and group.end <= end
        for mention in group.of("Agency")
    )


_LED = re.compile(r"由[\ue002\ue003、和]+牵头$")
_HELPS = re.compile(r"(?:等[\u3400-\u9fff]{0,4})?(?:共同|协同|积极)?(?:参与|配合|协助|协同|协作)$")


def _has_done(clause: Clause, start: int) -> bool:
    """Whether a clause says what its subject and partners did, so that later clauses tell of the subject alone."""
    return any(
        group.start >= start and group.of("Initiative", "Event", "Document", "Honour") for group in clause.groups
    )


def _opener(discourse: Discourse, clause: Clause, types: tuple[str, ...]) -> Group | None:
    """The list that opens a clause as its subject: nothing but light words, a title or a phrase stands before it."""
    for group in clause.groups:
        if group.of(*types) and _LED.match(discourse.mask, group.start - 1, clause.end):  # 由甲牵头，乙参与，编制…
            return group
        if group.link or not group.of(*types):
            continue
        before = discourse.between(clause.start, group.start)
        if group.mentions[0].type == "Person" or is_light(before) or _PHRASE.match(before):
            return (
                None if discourse.mask.startswith("的", group.end) else _head(discourse, clause, group, types) or group
            )
        return None
    return None


# 市妇联实施的“巧手”项目: what it carries out is the head of the phrase, and so the subject.
_ATTRIBUTE_OF = re.compile(
    r"(?:[\u3400-\u9fff]{0,4})(?:实施|开展|选送|创作|研发|打造|申报|报送|推荐|建设|培育|组织|出品|制作|编写)(?:建设|实施)?的“?"
)


def _head(discourse: Discourse, clause: Clause, group: Group, types: tuple[str, ...]) -> Group | None:
    following = next((other for other in clause.groups if other.start >= group.end), None)
    if following is None or not following.of(*types):
        return None
    return following if _ATTRIBUTE_OF.fullmatch(discourse.between(group.end, following.start)) else None


# Between two people of one list, each with a title: 市教育局局长甲、市体育局局长乙.
_TITLE_BETWEEN = re.compile(r"(?:、|和|与|以及)[^，。；：的在对向将把被由给]{1,24}")


def colleagues(discourse: Discourse, clause: Clause, own: Group) -> tuple[Mention, ...]:
    """The people of the same list who stand before a person, each with titles of his own."""
    found: tuple[Mention, ...] = ()
    first = own
    if own.mentions[0].type == "Person":
        for group in reversed([each for each in clause.groups if each.end <= own.start]):
            if group.link == "title":
                continue
            gap = discourse.between(group.end, first.start)
            if group.link or not group.of("Person") or not _TITLE_BETWEEN.fullmatch(gap) or _SPEECH.search(gap):
                break
            found, first = group.of("Person") + found, group
    return found


_PRONOUN = re.compile(r"(?P<before>.*?)(?:他|她)(?![们的人])(?P<after>.*)")


def pronoun_before(text: str) -> bool:
    """Whether nothing but 他 or 她 and light words stand before a verb.

    >>> pronoun_before("随后，他又"), pronoun_before("他的同事")
    (True, False)
    """
    match = _PRONOUN.fullmatch(text)
    return match is not None and is_light(match["before"]) and is_light(match["after"].removesuffix("被"))


def _pronoun(discourse: Discourse, at: int, clause: Clause, verb: int) -> Mention | None:
    """Whom 他 or 她 before the verb means: the one person whom the paragraph last named in the place of a subject."""
    if not pronoun_before(discourse.between(clause.start, verb)):
        return None
    for back in range(at, max(-1, at - 4), -1):
        sentence = discourse.sentences[back]
        if sentence.headline or discourse.between(sentence.end, clause.start).count("\n") > 1:
            return None
        groups = [g for g in sentence.groups if g.end <= clause.start and g.of("Person") and g.link != "preposition"]
        if groups:
            names = {mention.surface for group in groups for mention in group.of("Person")}
            return groups[-1].of("Person")[-1] if len(names) == 1 else None
    return None


def _before(sentence: Sentence, position: int) -> list[Clause]:
    """The clauses of the sentence that end before the position, nearest first."""
    return [clause for clause in reversed(sentence.clauses) if clause.end <= position]


def _carried(discourse: Discourse, at: int, clause: Clause, types: tuple[str, ...]) -> Group | None:
    """The subject of an earlier clause, where nothing between has a subject of its own."""
    sentence = discourse.sentences[at]
    for earlier in _before(sentence, clause.start):
        opener = _opener(discourse, earlier, ACTORS)
        if opener and _HELPS.match(discourse.mask, opener.end, earlier.end):
            continue
        if opener:
            tail = discourse.between(opener.end, earlier.end)
            return None if _SPEECH.search(tail) or not opener.of(*types) else opener
        text = discourse.between(earlier.start, earlier.end)
        if _SPEECH.search(text) or (_unnamed(text) and not _PHRASE.match(text)):
            return None
    return _from_previous(discourse, at, types)


def _from_previous(discourse: Discourse, at: int, types: tuple[str, ...]) -> Group | None:
    """The subject that opened the sentence before, or an earlier line of the headline."""
    sentence = discourse.sentences[at]
    for back in range(at - 1, max(-1, at - 3), -1):
        previous = discourse.sentences[back]
        if previous.headline != sentence.headline:
            return None
        if not sentence.headline and "\n" in discourse.between(previous.end, sentence.start):
            return None
        openers = [found for clause in previous.clauses if (found := _opener(discourse, clause, ACTORS))]
        if len(openers) > 1 and not sentence.headline:
            return None
        if openers:
            speech = _SPEECH.search(discourse.between(openers[0].end, previous.end))
            return None if speech or not openers[0].of(*types) else openers[0]
        if any(_unnamed(discourse.between(clause.start, clause.end)) for clause in previous.clauses):
            return None
    return None


def _transparent(discourse: Discourse, clause: Clause, verb: int, headline: bool) -> bool:
    """Whether the words before a verb leave room for a carried subject."""
    before = discourse.between(clause.start, verb)
    if _unnamed(before) and not _PHRASE.match(before):
        return False
    return headline or bool(_PHRASE.match(before)) or is_light(before)


def subject(discourse: Discourse, at: int, clause: Clause, verb: int, types: tuple[str, ...]) -> Subject | None:
    """Who does what the verb at `verb` in sentence number `at` says, or None."""
    own = _own(clause, verb, types)
    if own:
        tail = discourse.between(own.end, verb)
        if tail.startswith("的") or len(tail) > _REACH or _SPEECH.search(tail):
            return None
        people = colleagues(discourse, clause, own)
        start = people[0].span.start if people else own.start
        return Subject((*people, *own.of(*types)), _partners(clause, own.end, verb), start, tail)
    if "Person" in types and (meant := _pronoun(discourse, at, clause, verb)):
        return Subject((meant,), _partners(clause, clause.start, verb), clause.start, "")
    if not _transparent(discourse, clause, verb, discourse.sentences[at].headline):
        return None
    carried = _carried(discourse, at, clause, types)
    if carried is None:
        return None
    start = carried.start if clause.start - carried.start < _CARRY else clause.start
    near = discourse.sentences[max(0, at - 2) : at + 1]
    home = next(each for sentence in near for each in sentence.clauses if carried in each.groups)
    partners = _partners(clause, clause.start, verb)
    if not _has_done(home, carried.end):
        partners = _partners(home, carried.end, home.end) + partners
    tail = discourse.between(clause.start, verb)
    return Subject(carried.of(*types), partners, start, tail, _has_done(home, carried.end))


# What behind a name makes it the attribute of something else: 推进“护苗”行动的意义, 学习大会精神.
_ATTRIBUTE = re.compile(
    r"的|精神|要求|情况|部署|现场|意义|期间|目标|编制|经验|成果|成效|典型(?!案例)|者|工作要求|宣传(?!活动)|知识|相关"
)


def objects(discourse: Discourse, clause: Clause, verb_end: int, types: tuple[str, ...]) -> Iterator[Mention]:
    """The names that the verb ending at `verb_end` governs in its clause: the first list of the right types."""
    for group in clause.groups:
        if group.start < verb_end:
            continue
        gap = discourse.between(verb_end, group.start)
        if len(gap) > _REACH:
            return
        if group.link == "title" or (group.link == "preposition" and gap) or not group.of(*types):
            continue
        if not _ATTRIBUTE.match(discourse.mask, group.end):
            yield from group.of(*types)
            return
