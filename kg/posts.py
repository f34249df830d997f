"""The grammar of title phrases: which posts, at which agencies, stand before a name.

A title phrase is a chain of parts, 澜川区委副书记、区长，澜川高新区党工委副书记; each part is an agency, printed or only implied,
and a post. The post words are in seeds/lexicons/posts.tsv.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon import Matcher, table
from kg.model import Span
from kg.title_parts import Part, after_and, after_word, chain, chain_end, post_before, post_rows

__all__ = ["Post", "Title", "find_titles", "post_before", "titles_before"]


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a title phrase.

    `role` is the printed post with its rank (常务副区长, 党组成员) and `role_span` its place. `agency_span` is the printed
    agency or None; it overlaps the role in 公安局长. `implied` is a readable agency name where the printed characters
    do not name it in full: 区长 implies 区政府 (望江区政府 after 望江区委书记…，副区长), 宣传部 after 区委常委 is 区委宣传部.
    """

    role: str
    role_span: Span
    agency_span: Span | None
    implied: str | None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A whole title phrase: its span and its posts in the order of printing."""

    span: Span
    posts: tuple[Post, ...]


_UNITS_OF_HEADS = frozenset(
    ("局", "厅", "部", "科", "处", "司", "所", "站", "队", "署", "股", "组", "大队", "支队", "中队", "总队", "分队")
)


@functools.cache
def _units() -> dict[str, str]:
    return {row["unit"]: row["under"] for row in table("person_party_units")}


_PLACE_BEFORE = r"([\u3400-\u9fff]{{2,4}}?{level})(?=委|党委|党工委|人大|政协|人民政府|政府|纪委|{level}长)"


_ZONES = (
    "开发区",
    "经开区",
    "高新区",
    "园区",
    "景区",
    "示范区",
    "度假区",
    "保税区",
    "合作区",
    "试验区",
    "港区",
    "工业区",
    "集聚区",
    "先导区",
)


def _jurisdiction(text: str, at: int, level: str) -> str:
    """The last division of this level that is named in the sentence before `at`, else the bare level.

    >>> _jurisdiction("青山区委书记陈一，副区长", 9, "区")
    '青山区'
    """
    start = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
    found = level
    for match in re.finditer(_PLACE_BEFORE.format(level=level), text[max(start, at - 120) : at]):
        name = match.group(1)
        cut = max(after_and(name), after_word(name))
        name = name[cut:]
        # 蜀江经开区|党工委 stands beside the government of the district, and is none.
        found = name if len(name) > 1 and not name.endswith(_ZONES) else found
    return found


_COMMITTEE_OF = re.compile(r"(?P<place>.{2,}?)(?:党委|党工委|委)")


def _government(text: str, part: Part, agency: str, last: _Body) -> tuple[bool, str | None]:
    """Whether the printed agency stands as it is, and the implied government: 望江区区长 → 望江区政府.

    A bare post is of the place whose committee was named right before: 游仙区忠兴镇党委副书记、镇长.
    """
    level = part.word[0]
    beside = _COMMITTEE_OF.fullmatch(last.name or "")
    if not agency and beside and beside["place"].endswith(level):
        return False, beside["place"] + "政府"
    if agency.endswith(("政府", "管委会", "办事处", "公署")):
        return True, None
    if not agency:
        return False, _jurisdiction(text, part.start, level) + "政府"
    name = agency if agency.endswith(level) else agency + level
    return False, name + "政府"


def _contracted(part: Part, agency: str) -> bool:
    """Whether the unit's last characters stand only in the post: 公安|局长 is the head of 公安局."""
    unit = part.word[:-1]
    if part.word[-1] != "长" or unit not in _UNITS_OF_HEADS or part.role_start != part.end - len(part.word):
        return False
    return bool(agency) and not agency.endswith((unit, unit[-1:])) and agency not in ("副", "我", "该", "本")


def _full_name(agency: str, previous: str | None) -> str | None:
    """The full name of a unit that a title names without its division: 宣传部 after 区委 is 区委宣传部."""
    under = _units().get(agency)
    if not under or not previous:
        return None
    if previous.endswith("委") and under != "zone":
        return previous + agency if under == "committee" else previous[:-1] + agency
    if previous.endswith("党工委") and under == "zone":
        return previous[:-3] + agency
    if under == "zone":
        return None
    for tail in ("人民政府", "政府", "人大常委会", "政协"):
        if previous.endswith(tail):
            place = previous[: -len(tail)]
            return previous + agency if agency in ("办公室", "办公厅") else place + agency if place else None
    return None


_PARTY_POSTS = ("党委书记", "党支部书记", "党总支书记", "党委委员", "党委成员")
_PARTY_BODIES = ("党委", "党总支", "党支部", "党组")


def _split_party(text: str, part: Part) -> Part:
    """柳河镇党委书记 is the 书记 of 柳河镇党委, but 华光公司党委书记 the 党委书记 of 华光公司.

    The party committee of a division is a body of its own; that of a company or an office is part of it.
    """
    if part.start == part.role_start:
        return part
    if part.word in _PARTY_POSTS:
        body, role = part.word[:-2], part.word[-2:]
        whole = _is_division(text, part.start, part.role_start)
        if whole and part.role_start == part.end - len(part.word):
            return Part(part.start, part.role_start + len(body), part.end, role)
        return part
    for body in _PARTY_BODIES:
        start = part.role_start - len(body)
        printed = text.endswith(body, part.start, part.role_start) and start > part.start
        if printed and not _is_division(text, part.start, start):
            return Part(part.start, start, part.end, part.word)
    return part


def _is_division(text: str, start: int, end: int) -> bool:
    """Whether the characters before a party body end like a division: 柳河镇, 城关街道."""
    return text[end - 1] in "省市县区镇乡州旗" or text.endswith("街道", start, end)


@dataclass(frozen=True, slots=True)
class _Body:
    """The body that a later bare post of the same title shares: its printed span and its name."""

    span: Span | None = None
    name: str | None = None


def _agency_of(text: str, part: Part) -> Span | None:
    """The printed agency of a part without 原, 我 and the like, or None."""
    start, end = part.start, part.role_start
    if end - start > 3 and text[end - 1] in "原前" and text[end - 2] not in "太平草":
        end -= 1
    if start == end or text[start:end].strip() in ("", "原", "前", "我", "该", "本", "其", "各"):
        return None
    return Span(start, end)


def _post(text: str, part: Part, root: _Body, last: _Body) -> tuple[Post, _Body]:
    """Understand one part, and say which body it names.

    `last` is the body of the part before, which a bare post shares (党组成员、副厅长); `root` is the last body that was named in
    full, which a unit belongs to (区委常委、组织部部长、统战部部长).
    """
    part = _split_party(text, part)
    row = post_rows().get(part.word, {})
    kind, body = row.get("kind", ""), row.get("body", "")
    span = _agency_of(text, part)
    agency = text[span.start : span.end] if span else ""
    implied: str | None = None
    if body == "government":
        printed, implied = _government(text, part, agency, last)
        span = span if printed else None
    elif span and _contracted(part, agency):
        span = Span(span.start, part.end - 1)
        agency = text[span.start : span.end]
    if span:
        implied = _full_name(agency, root.name)
    elif body not in ("", "-", "government"):
        implied = body
    elif not body and kind != "plain" and last.name:
        span, implied = (
            last.span,
            None if last.span and text[last.span.start : last.span.end] == last.name else last.name,
        )
    named = _Body(span, implied or (text[span.start : span.end] if span else None))
    return Post(text[part.role_start : part.end], Span(part.role_start, part.end), span, implied, kind), named


def _understand(text: str, parts: list[Part]) -> tuple[Post, ...]:
    posts: list[Post] = []
    root = last = _Body()
    for part in parts:
        post, last = _post(text, part, root, last)
        unit = text[post.agency_span.start : post.agency_span.end] if post.agency_span else ""
        root = root if unit in _units() and root.name else last
        posts.append(post)
    return tuple(posts)


def titles_before(text: str, name_start: int) -> tuple[Post, ...]:
    """The posts that the title phrase right before a name gives to it; () where there is none.

    >>> t = "宜都区委副书记、区长，宜都高新区党工委副书记何一"
    >>> [(p.agency_span and t[p.agency_span.start:p.agency_span.end], p.implied, p.role) for p in titles_before(t, len(t) - 2)]
    [('宜都区委', None, '副书记'), (None, '宜都区政府', '区长'), ('宜都高新区党工委', None, '副书记')]
    """
    return _understand(text, chain(text, chain_end(text, name_start)))


@functools.cache
def _matcher() -> Matcher:
    return Matcher(post_rows())


def find_titles(text: str) -> Iterator[Title]:
    """All title phrases of a text, left to right, each with its posts.

    >>> t = "市公安局副局长李四和区教育局局长"; [t[x.span.start:x.span.end] for x in find_titles(t)]
    ['市公安局副局长', '区教育局局长']
    """
    ends = [end for _, end, _ in _matcher().finditer(text)]
    pending: Title | None = None
    for end in ends:
        parts = chain(text, end)
        if not parts:
            continue
        title = Title(Span(parts[0].start, end), _understand(text, parts))
        if pending and not title.span.overlaps(pending.span):
            yield pending
        pending = title
    if pending:
        yield pending
