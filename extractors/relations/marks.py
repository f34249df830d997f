"""What the sentence says of a relation besides its ends: whether it is done, planned or denied, and when it holds."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.relations.clauses import ASIDE, Clause, Discourse, Sentence, leads_to_verb, read
from kg.model import Article, Mention, Page, RelationMention, Span, When
from kg.times import Timed, times_of

RelationExtractor = Callable[[Article, Page, Sequence[Mention]], Iterator[RelationMention]]

# 将 and the like say what is to come where a verb follows: 将启动, 计划于下月举办, 要会同; not 将甲与乙结合, 年度计划.
_PLAN = re.compile(
    r"即将|拟(?!人|态|合)|力争|争取(?![到了])|有望|预计|准备(?!了|好|工作|就绪)|打算|定于|(?<![主重摘纪首概必紧需])要(?![求点素闻件职])|将(?![军士近领才])|(?<![”’个项体一度年])计划"
)
_NOT_PLAN = re.compile(r"[模虚比草]$")
_DENIAL = re.compile(r"(?:尚|并|从|还|均|都)?未(?![来成央必经遂婚满])|没有|没能|并非|不再")
# Links that hold as long as the names do: their sentence's time is not theirs.
_TIMELESS = ("part_of", "located_in", "about", "sub_initiative_of")


def marked(
    find: RelationExtractor, article: Article, page: Page, mentions: Sequence[Mention]
) -> Iterator[RelationMention]:
    """What an extractor finds, in which modality and when it holds; a partial of this is an extractor that processes can share."""
    relations = list(find(article, page, mentions))
    if not relations:
        return
    discourse = read(article, mentions)
    times = times_in(discourse, page)
    events = _event_times(discourse, times)
    for relation in (relation for relation in relations if _in_turn(discourse, relation)):
        when = _when(discourse, times, events, relation)
        yield replace(relation, modality=_modality(discourse, relation), when=when)


_RESPECTIVELY = re.compile(r"分别|依次")
_LIST_REACH = 60  # characters of a list before its last name
_BY_EACH = re.compile(r"(?:分别|依次)[被由经]$")


def _in_turn(discourse: Discourse, relation: RelationMention) -> bool:
    """Whether two ends of lists that stand in turn (甲、乙分别主持丙、丁; 分别被甲、乙授予丙、丁) are each other's."""
    first, last = _ends(relation)
    if not _RESPECTIVELY.search(discourse.mask, max(0, first.span.start - _LIST_REACH), last.span.start):
        return True
    lists = [group.mentions for group in discourse.groups if first in group.mentions or last in group.mentions]
    if len(lists) != 2 or len(lists[0]) != len(lists[1]) or len(lists[0]) < 2:
        return True
    between = discourse.between(lists[0][-1].span.end, lists[1][0].span.start)
    begin = lists[0][0].span.start
    if not _RESPECTIVELY.search(between) and not _BY_EACH.search(discourse.between(max(0, begin - 4), begin)):
        return True
    return lists[0].index(first) == lists[1].index(last)


def _ends(relation: RelationMention) -> tuple[Mention, Mention]:
    """Subject and object in the order of the text."""
    first, last = sorted((relation.subject, relation.object), key=lambda mention: mention.span)
    return first, last


def _sentence(discourse: Discourse, position: int) -> Sentence | None:
    at = bisect.bisect_right(discourse.sentences, position, key=lambda sentence: sentence.start) - 1
    found = discourse.sentences[at] if at >= 0 else None
    return found if found and position < found.end else None


def _clause(sentence: Sentence, position: int) -> Clause | None:
    return next((c for c in sentence.clauses if c.start <= position < c.end), None)


def _modality(discourse: Discourse, relation: RelationMention) -> str:
    """Asserted, planned or negated, by the words between the ends in the clause of the later one, and by those behind it.

    市教育局拟启动“护苗”行动 · 篮球赛将由市总工会主办 · 市第二中学未获评.
    """
    first, _ = _ends(relation)
    sentence = _sentence(discourse, relation.evidence.end - 1)
    if sentence is None:
        return "asserted"
    clause = _clause(sentence, min(relation.evidence.end, sentence.end) - 1) or sentence.clauses[-1]
    # A plan goes on to the clauses behind it (将用好“吹哨”机制，开展“百日”行动), a denial does not.
    near = sentence.start if relation.predicate not in _TIMELESS else clause.start
    begin = first.span.end if near <= first.span.end <= clause.end else clause.start
    planned = discourse.between(begin, max(relation.evidence.end, begin))
    denied = planned[max(0, clause.start - begin) :]
    if any(leads_to_verb(denied[match.end() :]) for match in _DENIAL.finditer(denied)):
        return "negated"
    for match in _PLAN.finditer(planned):
        if leads_to_verb(planned[match.end() :]) and not _NOT_PLAN.search(planned[: match.start()]):
            return "asserted" if _DONE.search(planned[match.end() :]) else "planned"
    return "asserted"


# 将于下月举办 is a plan, 将试点，目前已启动 is none.
_DONE = re.compile(r"，[^，]{0,6}(?:目前|现)?已(?!于)")


def _when(
    discourse: Discourse, times: Sequence[Timed], events: Mapping[str, When], relation: RelationMention
) -> When | None:
    """When it holds: the time that stands nearest before its later end in the sentence, else behind it, else the event's own."""
    if relation.predicate in _TIMELESS or (relation.predicate == "holds_post" and relation.rule != _APPOINTED):
        return None
    first, last = _ends(relation)
    chosen = _said_of(discourse, times, last, first, last)
    if chosen is None or not chosen.known:
        named = [end.surface for end in (relation.subject, relation.object) if end.type == "Event"]
        chosen = next((events[name] for name in named if name in events), chosen)
    if chosen is None and "\n" not in discourse.between(first.span.end, last.span.start):
        return _said_of(discourse, times, first, first)  # 市长到三台县调研。副市长陪同调研: on the same day
    return chosen


# A title says who holds a post, an appointment also since when.
_APPOINTED = "posts.appointed"


def times_in(discourse: Discourse, page: Page) -> tuple[Timed, ...]:
    """The times of the running text, without those inside names (“2024年度”优秀奖)."""
    names = [mention.span for mention in discourse.mentions]
    found = times_of(discourse.article.chars, page.date)
    return tuple(one for one in found if not _covered(names, one.span))


def _covered(names: Sequence[Span], span: Span) -> bool:
    """Whether a span overlaps one of some spans that stand in order and do not overlap each other."""
    at = bisect.bisect_left(names, span.end, key=lambda name: name.start) - 1
    return at >= 0 and names[at].end > span.start


def within(times: Sequence[Timed], start: int, end: int) -> Sequence[Timed]:
    """The times, which stand in order, that begin in [start, end)."""
    first = bisect.bisect_left(times, start, key=lambda one: one.span.start)
    return times[first : bisect.bisect_left(times, end, lo=first, key=lambda one: one.span.start)]


def holding(discourse: Discourse, times: Sequence[Timed], sentence: Sentence, *clauses: Clause) -> list[Timed]:
    """The times of some clauses, and of those before them that say nothing but a time (今年以来，).

    A clause with a deed of its own keeps its time: 园区于2023年8月建成，已吸引23家企业.
    """
    times = within(times, sentence.start, sentence.end)
    own = [clause for clause in sentence.clauses if clause in clauses or _only_time(discourse, times, clause)]
    return [one for one in times if any(c.start <= one.span.start and one.span.end <= c.end for c in own)]


def _only_time(discourse: Discourse, times: Sequence[Timed], clause: Clause) -> bool:
    inside = sum(len(one.span) for one in times if clause.start <= one.span.start and one.span.end <= clause.end)
    said = _DATELINE.sub("", discourse.between(clause.start, clause.end))
    return bool(inside) and not clause.groups and len(said) - inside <= _BESIDE


# 本报讯（记者…） before a time, and how many characters may stand beside it: 从…起.
_DATELINE = re.compile(rf"本报[\u3400-\u9fff]{{0,6}}?讯|\s|{ASIDE}+")
_BESIDE = 3


def _said_of(discourse: Discourse, times: Sequence[Timed], last: Mention, *ends: Mention) -> When | None:
    """The time of the clauses in which the ends stand, as far as they are in the sentence of the last."""
    sentence = _sentence(discourse, last.span.start)
    if sentence is None:
        return None
    clauses = [clause for end in ends if (clause := _clause(sentence, end.span.start))]
    return _nearest(discourse, holding(discourse, times, sentence, *clauses), last)


def _nearest(discourse: Discourse, times: Sequence[Timed], last: Mention) -> When | None:
    before = [one for one in times if one.span.end <= last.span.start]
    behind = [one for one in times if one.span.start >= last.span.end]
    if before:
        return before[-1].when
    if behind and _holds(discourse.between(last.span.end, behind[0].span.start)):
        return behind[0].when
    return None


# Between a name and its time behind it: 活动将于12月3日举行, 会议定于明日召开.
_HOLDS = re.compile(r"[”’》]?(?:将|拟|计划|定于|于|在|自|从|已|也|已经|，|即将)*")


def _holds(gap: str) -> bool:
    return _HOLDS.fullmatch(gap) is not None


def _event_times(discourse: Discourse, times: Sequence[Timed]) -> dict[str, When]:
    """When each event is held, by its name, as told where it is first told: what is said at a meeting is said on its day."""
    found: dict[str, When] = {}
    for mention in discourse.mentions:
        if mention.type == "Event" and mention.surface not in found:
            when = _said_of(discourse, times, mention, mention)
            if when and when.known:
                found[mention.surface] = replace(when, rule="times.of_event")
    return found
