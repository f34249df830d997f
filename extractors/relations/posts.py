"""holds_post: the titles before names, 市教育局局长许知远, and elections and appointments behind them, 许知远当选为市工商联主席."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.relations.clauses import inside, read
from kg.agencies import kind_of
from kg.lexicon import table
from kg.model import Article, Mention, Page, RelationMention, Span
from kg.posts import Post, Title, find_titles, titles_before

_APPOINTED = re.compile(
    r"(?:当选为?|被?任命为|被?选举为|被?推选为|被?聘(?:任|请)?为|担任|兼任|出任|接任|升任|转任|调任|就任|现任|历任|现为|兼"
    r"|(?<![新离原主责信委聘前留连])任)(?:新任|新一届|本届|首任|首届)?$"
)
# 任命许知远为, 许知远是: only right behind a name, or behind the last of a list of names.
_LINKED = re.compile(r"(?:同志)?(?P<verb>为|，?是|，?系)(?:新任|新一届|本届|首任|首届|现任)?$")
_APPOINTS = re.compile(r"任命|聘任|聘请|续聘|选举|补选|增选|推选|推举|增补|选出|产生|举荐")
_LEAVES = re.compile(r"免去|辞去|卸任|曾|原")
_DISMISSES = re.compile(r"免去|撤销|罢免|终止|辞去")
_APPOINTED_REACH = 40
# What may not stand between a name and 任; 叶舟是江北区人，现任… reaches over a comma.
_NEAR = re.compile(r"[。；，\n\ue001]|的")
_FAR = re.compile(r"[。；\n\ue001]")
_NO_POSTS = ("通讯员", "特约通讯员", "实习生", "学生", "村民", "居民", "市民", "党员", "选手", "运动员", "队员")
# 副主席丰收 after 县政协主席徐之恒 in the same paragraph, and how far back a bare 董事长 looks for its company.
_SHARED_REACH = 200
_BODY_REACH = 120
_SURE_KINDS = ("education", "health")
_RANKED = re.compile(r"^(?:常务副|第一副|专职副|副)")
_SHARING = ("秘书长", "副秘书长", "委员", "常委", "党组成员", "专职委员")
# Units that are part of the body printed before them: 市市场监管局|餐饮服务监管科.
_UNIT_END = re.compile(
    r"(?:[科处室部庭队所站系班院]|大队|支队|中队|中心|分局|支行|分行|分会|车间|项目部|党委|党总支|党支部|病区)$"
)
_PARTY_BODY = re.compile(r"(?:机关)?(?:党委|党支部|党总支|支部|总支|党组|党工委|纪委|团委|团支部)")
# 市第一医院|党委 is part of the hospital, 红星村|党支部 a body of its own.
_PARTY_COMMITTEE = re.compile(r"(?:机关)?(?:党委|党支部|党总支)")
# A body that is named by its kind alone: 公司总经理, 该院院长.
_GENERIC = re.compile(
    r"^(?:[该我本此])?(公司|集团|企业|医院|学校|学院|法院|检察院|中心|协会|商会|合作社|支队|大队|中队|派出所|银行|支行|幼儿园|厂|院|校|局|馆|站|所|社|队|店|园)"
    r"(?:党组|党委|党总支|党支部)?$"
)
_GENERIC_ENDS = {
    "公司": ("公司", "集团", "厂"),
    "企业": ("公司", "集团", "厂"),
    "厂": ("厂", "公司"),
    "院": ("院",),
    "校": ("学校", "中学", "小学", "大学", "学院"),
    "学校": ("学校", "中学", "小学", "大学", "学院"),
    "园": ("园",),
}

# Posts of a village or a community, and the body there that they are held at.
_VILLAGE_BODIES = {
    **dict.fromkeys(("支书", "村支书", "党支书", "党支部书记", "支部书记"), "党支部"),
    **dict.fromkeys(("党总支书记", "总支书记"), "党总支"),
    **dict.fromkeys(("党委书记",), "党委"),
    **dict.fromkeys(("村主任", "村委会主任"), "村民委员会"),
}


@functools.cache
def _bodies() -> dict[str, tuple[str, ...]]:
    """For each bare post the endings of the bodies that it can be held at."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("person_post_bodies"):
        for post in row["posts"].split():
            found[post] = found.get(post, ()) + tuple(row["endings"].split())
    return found


def find_posts(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """The posts of all named people: from the title before the name, or from 当选为…主席 behind it."""
    agencies = [mention for mention in mentions if mention.type == "Agency"]
    shared: dict[str, Mention] = {}
    for person in mentions:
        if person.type != "Person":
            continue
        for post in titles_before(article.chars, person.span.start):
            if post.role in _NO_POSTS:
                continue
            agency = _agency(article, agencies, post) or _shared(article, shared, post)
            agency = agency or _village(article, mentions, post) or _named_before(article, agencies, post)
            if agency:
                shared[_RANKED.sub("", post.role)] = agency
                yield _holds(person, post, agency, "posts.title")
    yield from _appointments(article, mentions, agencies)


def _holds(person: Mention, post: Post, agency: Mention, rule: str) -> RelationMention:
    start = min(agency.span.start, post.role_span.start, person.span.start)
    end = max(agency.span.end, post.role_span.end, person.span.end)
    return RelationMention(person, "holds_post", agency, post.role, Span(start, end), rule)


def _implied(article: Article, span: Span, name: str, rule: str = "posts.implied") -> Mention:
    return Mention(article.id, span, article.quote(span), "Agency", rule, None, name, True)


def _agency(article: Article, agencies: Sequence[Mention], post: Post) -> Mention | None:
    """The agency of a post: the settled mention at its printed place, or one that the title implies.

    A unit that is printed without its division (宣传部 after 区委常委) has a mention of its own and needs no implied one.
    """
    span = post.agency_span
    printed = next((agency for agency in agencies if span and agency.span.overlaps(span)), None)
    if printed and span and printed.span.end > span.end and not span.overlaps(post.role_span):
        # 副厅长 after 省水利厅党组成员 is a post at 省水利厅, not in its 党组; 交警支队|副支队长. But 红星村党支部|书记.
        reaches = article.chars[span.end : printed.span.end]
        own = article.chars[span.end - 1] in "村区镇乡" or not _PARTY_COMMITTEE.match(reaches)
        if not (own and printed.span.overlaps(post.role_span) and _PARTY_BODY.match(reaches)):
            return _implied(article, span, _with_body(post, post.implied or article.quote(span)))
    if printed and span and printed.span.end < span.end and not span.overlaps(post.role_span):
        whole = Span(printed.span.start, span.end)
        rest = article.chars[printed.span.end : span.end]
        if _UNIT_END.search(rest):
            return _implied(article, whole, (printed.reading or printed.surface) + rest)
    if printed:
        return printed
    if post.implied:
        return _implied(article, span or post.role_span, _with_body(post, post.implied))
    # 市第三中|校长: where the post ends the name of a school, no mention of the school may stand.
    if span and not span.overlaps(post.role_span) and len(span) >= 4 and kind_of(article.quote(span)) in _SURE_KINDS:
        return _implied(article, span, article.quote(span))
    return None


def _with_body(post: Post, name: str) -> str:
    """红星村 with the body there that a post belongs to: 村委会主任 is of 红星村村民委员会."""
    return name + _VILLAGE_BODIES.get(post.role, "") if name.endswith(("村", "社区")) else name


def _shared(article: Article, shared: dict[str, Mention], post: Post) -> Mention | None:
    """The body of the head who was named before: 副主席丰收 after 县政协主席徐之恒 is at the 县政协."""
    base = _RANKED.sub("", post.role)
    if post.agency_span or (base == post.role and base not in _SHARING):
        return None
    heads = ("主席", "主任", "会长", "理事长") if base in _SHARING else (base,)
    found = [shared[head] for head in (base, *heads) if head in shared]
    near = [each for each in found if 0 <= post.role_span.start - each.span.end <= _SHARED_REACH]
    if not near:
        return None
    head = max(near, key=lambda each: each.span)
    if "\n" in article.chars[head.span.end : post.role_span.start]:
        return None
    return _implied(article, head.span, head.reading or head.surface, "posts.shared")


def _named_before(article: Article, agencies: Sequence[Mention], post: Post) -> Mention | None:
    """The body that was named last before a bare post: 董事长占魁 after 在清源水产科技有限公司，."""
    endings = _wanted(article, post)
    if not endings:
        return None
    start = post.agency_span.start if post.agency_span else post.role_span.start
    before = [agency for agency in agencies if agency.span.end <= start and agency.name.endswith(endings)]
    if not before:
        return None
    agency = before[-1]
    # 院长 after a single 法院 in the whole article is its head, however far behind it stands.
    only = post.agency_span is not None and len({each.name for each in before if each.surface[0] not in "该本"}) == 1
    far = start - agency.span.end > _BODY_REACH or "\n" in article.chars[agency.span.end : start]
    if far and not only:
        return None
    agency = next((each for each in before if each.surface[0] not in "该本"), agency) if only else agency
    return _implied(article, agency.span, agency.name, "posts.before")


def _village(article: Article, mentions: Sequence[Mention], post: Post) -> Mention | None:
    """The branch or committee of a village that a title names by the village: 红星村|村支书, 村|党支部书记 after 在红星村."""
    body = _VILLAGE_BODIES.get(post.role)
    if not body:
        return None
    span = post.agency_span or post.role_span
    printed = article.quote(span)
    if post.agency_span and len(printed) > 2 and printed.endswith(("村", "社区")):
        return _implied(article, span, printed + body)
    if printed not in ("村", "社区", "该村", "本村", "该社区") and not post.role.startswith("村"):
        return None
    ending = "社区" if "社区" in printed else "村"
    for mention in reversed(mentions):
        if mention.span.end <= span.start and mention.type in ("Place", "Agency") and mention.surface.endswith(ending):
            return _implied(article, mention.span, (mention.reading or mention.surface) + body, "posts.before")
    return None


def _wanted(article: Article, post: Post) -> tuple[str, ...]:
    """How the names of the bodies end where a post without a body of its own can be held; () where none can."""
    if not post.agency_span:
        return _bodies().get(_RANKED.sub("", post.role), ())
    printed = article.quote(post.agency_span)
    generic = _GENERIC.match(printed)
    if generic:
        return _GENERIC_ENDS.get(generic.group(1), (generic.group(1),))
    # 一大队|大队长 after 市公安局交警支队一大队, 民事审判第三庭|庭长 after 市中级人民法院.
    if len(printed) <= 4 and _UNIT_END.search(printed):
        return (printed,)
    return ("法院",) if printed.endswith("庭") else ()


def _appointments(
    article: Article, mentions: Sequence[Mention], agencies: Sequence[Mention]
) -> Iterator[RelationMention]:
    """许知远当选为市工商联主席, 许知远任市教育局局长, 任命许知远为市教育局局长."""
    people = [mention for mention in mentions if mention.type == "Person"]
    if not people:
        return
    discourse = read(article, mentions)
    shared: dict[str, Mention] = {}
    for title in (part for whole in find_titles(article.chars) for part in _of_each(people, whole)):
        title = _after_name(article, people, title)
        low = title.posts[0].agency_span or title.span
        first = next((each.span.start for each in agencies if each.span.overlaps(title.span)), low.start)
        if inside(agencies, title.posts[-1].role_span):
            continue
        if article.chars[title.span.end : title.span.end + 1] == "的":
            for person in _of_whom(article.chars, people, title, first):
                yield from _posts_of(article, agencies, shared, person, title)
            continue
        for person in _holders(article.chars, discourse.mask, people, first):
            yield from _posts_of(article, agencies, shared, person, title)
        person_before = _apposed(article.chars, people, first, title.span.end)
        if person_before:
            yield from _posts_of(article, agencies, shared, person_before, title)


def _of_whom(text: str, people: Sequence[Mention], title: Title, first: int) -> Iterator[Mention]:
    """Who stands behind a title with 的: 现任农机公司董事长的|金昌浩; not the pupil of 是市教育局局长的学生."""
    if re.search(r"(?:现任|担任|时任|身为|作为)$", text[max(0, first - 2) : first]):
        yield from (person for person in people if person.span.start == title.span.end + 1)


_SEX_AND_BIRTH = (
    r"(?:，[男女]|，[\u3400-\u9fff]{1,4}族|，\d{4}年(?:\d+月)?(?:出)?生|，(?:今年)?\d+岁|，中共党员|，党员)*，"
)


def _apposed(text: str, people: Sequence[Mention], first: int, end: int) -> Mention | None:
    """The person right before a title that fills the rest of a clause: 王强，|区消防救援大队教导员；."""
    if text[end : end + 1] not in ("；", "。", "\n", "") or text[first - 1 : first] != "，":
        return None
    for person in people:
        begins = person.span.start == 0 or text[person.span.start - 1] in "；。：\n　 ）】●■◆★"
        if begins and person.span.end < first and re.fullmatch(_SEX_AND_BIRTH, text[person.span.end : first]):
            return person
    return None


def _of_each(people: Sequence[Mention], title: Title) -> Iterator[Title]:
    """A title in parts where it runs over several names: 甲拟任县林业局副局长，|乙拟任县档案馆馆长."""
    names = [p.span.start for p in people if title.span.start < p.span.start < title.span.end]
    cuts = [title.span.start, *names, title.span.end]
    for start, end in itertools.pairwise(cuts):
        posts = tuple(post for post in title.posts if start <= post.role_span.start and post.role_span.end <= end)
        if posts:
            own = [post.agency_span.start for post in posts if post.agency_span]
            yield Title(
                Span(min([start, *own]) if start == title.span.start else start, posts[-1].role_span.end), posts
            )


def _after_name(article: Article, people: Sequence[Mention], title: Title) -> Title:
    """Take a name and the verb behind it out of a title: 秦朗任|组长."""
    post = title.posts[0]
    low, high = title.span.start, post.role_span.start
    for person in reversed(people):
        if low <= person.span.start and person.span.end <= high:
            verb = article.chars[person.span.end : high]
            if _APPOINTED.fullmatch(verb) or _LINKED.fullmatch(verb):
                bare = Post(post.role, post.role_span, None, None, post.kind)
                return Title(Span(high, title.span.end), (bare, *title.posts[1:]))
            return _read_again(article, title, person.span.end) if not post.agency_span else title
    return title


_BECOMES = re.compile(r"(?:同志)?(?:担任|出任|兼任|接任|当选为|当选|任|为)")


def _read_again(article: Article, title: Title, end: int) -> Title:
    """A title without the name that ends at `end` and its verb, so that its government is implied rightly: 甲为|云坪县副县长."""
    verb = _BECOMES.match(article.chars, end)
    start = verb.end() if verb else end
    again = next(iter(find_titles(article.chars[start : title.span.end])), None) if verb else None
    if again is None or start + again.span.end != title.span.end:
        return title
    posts = (
        replace(
            post,
            role_span=_moved(post.role_span, start),
            agency_span=_moved(post.agency_span, start) if post.agency_span else None,
        )
        for post in again.posts
    )
    return Title(_moved(again.span, start), tuple(posts))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _posts_of(
    article: Article, agencies: Sequence[Mention], shared: dict[str, Mention], person: Mention, title: Title
) -> Iterator[RelationMention]:
    for post in title.posts:
        agency = _agency(article, agencies, post) or _shared(article, shared, post)
        agency = agency or _named_before(article, agencies, post)
        if agency and post.role not in _NO_POSTS:
            shared[_RANKED.sub("", post.role)] = agency
            yield _holds(person, post, agency, "posts.appointed")


def _holders(text: str, mask: str, people: Sequence[Mention], first: int) -> Iterator[Mention]:
    """The people to whom a verb right before the place `first` gives the title there."""
    before = mask[max(0, first - 8) : first]
    verb = _APPOINTED.search(before)
    linked = None if verb else _LINKED.search(before)
    if not (verb or linked) or _LEAVES.search(before):
        return
    found = verb or linked
    start = first - len(found.group()) if found else first
    for person in people:
        distance = start - person.span.end
        if not 0 <= distance <= _APPOINTED_REACH:
            continue
        gap = mask[person.span.end : start]
        if verb and not re.search(_FAR if verb.group().startswith("现") else _NEAR, gap):
            yield person
        elif linked and linked["verb"] == "为" and not _is_appointed(text, person.span.start):
            continue
        elif re.fullmatch(r"[\ue001、和与]*(?:（[女男]）)?(?:等?同志)?，?", gap):
            yield person


def _is_appointed(text: str, start: int) -> bool:
    """Whether a verb of appointment, and none of dismissal after it, stands before a name: 任命|甲为…；|乙为."""
    sentence = text[max(text.rfind("。", 0, start), text.rfind("\n", 0, start), start - 200, 0) : start]
    clause = sentence[max(sentence.rfind(mark) for mark in "；，：") + 1 :]
    return bool(_APPOINTS.search(sentence)) and not _DISMISSES.search(clause)
