"""How an article names an initiative again: by its label alone, by a shorter form, by 该平台."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.mentions.initiative_names import Name, content, heads, labels

_YEAR = re.compile(r"[12]\d{3}年度?")
_MARKS = re.compile(r"[“”‘’]")


def echoes(text: str, names: Sequence[Name], doubtful: Sequence[Name]) -> Iterator[Name]:
    """Short forms of the given names: labels without head, and doubtful phrases that are a shorter print of a full name."""
    yield from _bare_labels(text, names)
    distinct: dict[str, Name] = {}
    for name in names:
        distinct.setdefault(_MARKS.sub("", text[name.start : name.end]), name)
    full = [(plain, name) for plain, name in distinct.items() if plain]
    known = {label for name in names if name.head for label in labels(text[name.start : name.end])}
    for name in doubtful:
        phrase = _MARKS.sub("", text[name.start : name.end])
        home = _source(phrase, name, full) if len(phrase) < 24 else None
        if home is not None:
            yield replace(name, sure=True, rule="initiatives.short", reading=text[home.start : home.end])
        elif any(name.modifier.startswith(label) for label in known):
            yield replace(name, sure=True, rule="initiatives.label-head")


_OPEN_HEADS = ("专项整治", "专项治理", "集中整治", "专项斗争")


def fuller(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, in which 危化品专项整治 reads as the 危化品运输专项整治行动 of the same article.

    Only the heads that may drop 行动 are read so: 整治行动 and 整治提升行动 may be two campaigns.
    """
    full = [
        (text[name.start : name.end], name)
        for name in names
        if name.kind == "campaign" and text[name.start : name.end].endswith(("行动", "活动"))
    ]
    out = []
    for name in names:
        home = _source(text[name.start : name.end], name, full) if name.head in _OPEN_HEADS and full else None
        out.append(replace(name, reading=text[home.start : home.end]) if home else name)
    return out


def _source(phrase: str, name: Name, full: Sequence[tuple[str, Name]]) -> Name | None:
    """The full name of which the phrase is a shorter print, with the same head: 危化品整治 for 危化品运输专项整治行动.

    2020年评选活动 is 2020's round of “最美窗口”评选活动.
    """
    rest = _YEAR.sub("", phrase)
    plain_head = name.head in heads() and heads()[name.head].least is not None
    specific = bool(_YEAR.match(phrase)) or (plain_head and content(name.modifier, name.kind) >= 1)
    for plain, home in full:
        shorter = (
            home.kind == name.kind and home is not name and len(plain) > len(rest) and specific and _within(rest, plain)
        )
        if shorter and (plain.endswith(rest) or plain[0] == rest[0]):
            return home
    return None


def _within(short: str, full: str) -> bool:
    """Whether the characters of `short` occur in `full` in this order: `_within("校园整治行动", "校园安全整治行动")`."""
    rest = iter(full)
    return all(char in rest for char in short)


def _bare_labels(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """Every other place where a label stands that some name of the article introduces together with its head."""
    sources: dict[str, Name] = {}
    for name in names:
        if not name.head or name.kind == "plan":
            continue
        for label in labels(text[name.start : name.end]):
            best = sources.get(label)
            if len(label) >= 3 and (best is None or _weight(text, name, label) > _weight(text, best, label)):
                sources[label] = name
    for label in sorted(sources):
        name = sources[label]
        reading = text[name.start : name.end]
        for hit in re.finditer(re.escape(label), text):
            quoted = text[hit.start() - 1 : hit.start()] in ("“", "‘") and text[hit.end() : hit.end() + 1] in ("”", "’")
            if quoted or (
                4 <= len(label) <= 6
                and name.kind != "campaign"
                and text[hit.start() - 1 : hit.start()] not in ("“", "‘")
            ):
                yield Name(hit.start() - quoted, hit.end() + quoted, name.kind, "initiatives.label", reading=reading)


def _weight(text: str, name: Name, label: str) -> tuple[bool, int, int]:
    """The best source of a label ends in label and head alone, says most, and stands first."""
    surface = text[name.start : name.end]
    return surface.startswith("“" + label), len(surface), -name.start


_ANAPHOR = re.compile(
    r"(?:该|此次|本次|这次|这一|这项|该项|此项|本届|本季)(?P<noun>(?:专项|集中|整治|执法|惠民|评议|评选|竞赛)?(?:行动|活动|竞赛|平台|系统|小程序|热线|项目|工程|机制|制度|模式|改革|计划|课程|课堂|(?:阅读|消费|购物|惠民|促销|文化|旅游|活动|服务)季))"
    r"(?![力者室部师员化性])"
)
_NOUNS = {
    "课程": ("campaign",),
    "课堂": ("campaign",),
    "季": ("campaign",),
    "行动": ("campaign",),
    "活动": ("campaign",),
    "竞赛": ("campaign",),
    "平台": ("platform",),
    "系统": ("platform",),
    "小程序": ("platform",),
    "热线": ("platform",),
    "项目": ("project",),
    "工程": ("project",),
    "机制": ("mechanism",),
    "制度": ("mechanism",),
    "模式": ("mechanism",),
    "改革": ("reform",),
    "计划": ("programme", "plan"),
}


# What else the nouns of campaigns stand for: 该课程 is a 课堂.
_HEADS = {"课程": ("课程", "课堂", "公开课", "必修课")}


def anaphors(text: str, names: Sequence[Name]) -> Iterator[Name]:
    """该平台, 本次集中行动: the last initiative of that sort named before."""
    order = sorted((name for name in names if name.head), key=lambda name: name.start)
    starts = [name.start for name in order]
    for hit in _ANAPHOR.finditer(text):
        noun = next(word for word in _NOUNS if hit["noun"].endswith(word))
        for name in reversed(order[: bisect_left(starts, hit.start())]):
            if name.kind in _NOUNS[noun] and (name.kind != "campaign" or name.head.endswith(_HEADS.get(noun, noun))):
                reading = name.reading or text[name.start : name.end]
                yield Name(hit.start(), hit.end(), name.kind, "initiatives.anaphor", reading=reading)
                break
