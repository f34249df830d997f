"""What a mention stands for where its printed characters do not say it: 区政务服务中心 in an article on 望江经开区.

Official names are derived from the page's home. Where home has no such level, or the name points back (该镇纪委), or a
body is only founded in this article (…区成立工作领导小组), the place is the last one that the article names.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.mentions.agencies.scan import LEVELS, ZONES, Scan, countries
from kg.lexicon import words
from kg.model import Mention
from kg.places import official_place, tree

# What a bare level points back to stands near: nobody reads back further, and a text without end stays linear.
_NEAR = 2000

_FOUNDER = re.compile(r"(?:成立|组建|设立|建立)了?$")


def read(scan: Scan, found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, with a reading where one is needed."""
    ends = sorted((m.span.end, at) for at, m in enumerate(found))
    bodies = tuple(dict.fromkeys(m.surface for m in found if m.rule == "agencies.body"))
    for mention in found:
        if mention.reading:
            yield mention
            continue
        first, last = (bisect.bisect_left(ends, (mention.span.start + near, 0)) for near in (-_NEAR, 1))
        before = [found[at] for at in sorted(at for _, at in ends[first:last])]
        if reading := (
            _levelled(scan, mention, before)
            or _founded(scan, mention)
            or _unit(mention, bodies)
            or _outlet(mention, before)
        ):
            yield replace(mention, reading=reading)
        else:
            yield mention


def _levelled(scan: Scan, mention: Mention, before: Sequence[Mention]) -> str | None:
    """A bare level that home does not explain, and 该镇, 该市: the last named place of that level before it."""
    surface = mention.surface
    pointing = surface.startswith("该") and surface[1:2] in LEVELS
    level = surface[1] if pointing else surface[0]
    if level not in LEVELS:
        return None
    if not pointing and len(official_place(level, scan.page.home, tree(scan.page.divisions))[0]) > 1:
        return None
    rest = surface[1 if pointing else 0 :]
    whole = [m.surface for m in before if m.surface.endswith(rest) and m.surface[0] not in LEVELS]
    whole = [name for name in whole if len(name) > len(rest) and not name.startswith("该")]
    if whole:
        return whole[-1]
    place = _last_place(scan, mention.span.start, level)
    return place + surface[2 if pointing else 1 :] if place else None


def _last_place(scan: Scan, before: int, level: str) -> str | None:
    """The last place before a position whose name ends in a level character: 荆州经开区 for 区."""
    text = scan.text
    nearest = max(0, before - _NEAR)
    at = text.rfind(level, nearest, before)
    while at > 0:
        start = scan.place_before(at + 1)
        zone = next((zone for zone in ZONES if level == "区" and text.endswith(zone, 0, at + 1)), "")
        if zone:
            end = at + 1 - len(zone)
            start = scan.place_before(end)
            if start < end or zone in ("经开区", "高新区"):
                return text[start : at + 1]
        elif start < at:
            return text[start : at + 1]
        elif level in "镇乡" and (own := re.search(r"[\u4e00-\u9fff]{1,3}$", text[max(0, at - 3) : at])):
            name = own.group() + level
            if not any(name.endswith(word) for word in words("agency_no_level")):
                return name
        at = text.rfind(level, nearest, at)
    return None


def _founded(scan: Scan, mention: Mention) -> str | None:
    """A group or institute without a place, founded by a place (经开区成立…领导小组) or by home."""
    if mention.kind not in ("workgroup", "public-institution") or mention.rule != "agencies.ending":
        return None
    head = mention.surface
    if any(head.startswith(level) for level in LEVELS) or _begins_with_place(scan, mention):
        return None
    before = scan.text[max(0, mention.span.start - 3) : mention.span.start]
    founder = _FOUNDER.search(before)
    if not founder:
        return None
    end = mention.span.start - len(founder.group())
    start = scan.place_before(end)
    zone = next((zone for zone in ZONES if scan.text.endswith(zone, 0, end)), "")
    if zone:
        start = scan.place_before(end - len(zone))
    place = scan.text[start:end] or scan.page.home
    return place + mention.surface if place else None


def _begins_with_place(scan: Scan, mention: Mention) -> bool:
    text = mention.surface
    return any(text[:n] in scan.places or text[:n] in countries() for n in range(2, min(8, len(text))))


def _unit(mention: Mention, bodies: Sequence[str]) -> str | None:
    """A unit without its body (内保支队): as another mention names it whole, else under the police that the article names."""
    if mention.rule != "agencies.unit":
        return None
    whole = [name for name in bodies if name.endswith(mention.surface)]
    if whole:
        return whole[0]
    bureaus = [name for name in bodies if name.endswith("公安局")]
    return bureaus[0] + mention.surface if bureaus and not mention.surface.startswith("交警") else None


_OUTLET = re.compile(r"[\u4e00-\u9fff]{2,5}(?:支行|分理处|营业部|营业所)")
_BANK = re.compile(r".{2,}(?:银行|农商行|信用社|联社|分行)(?:股份有限公司)?")


def _outlet(mention: Mention, before: Sequence[Mention]) -> str | None:
    """A bank's branch named without its bank (城东支行): under the bank that the article named last."""
    if mention.kind != "company" or not _OUTLET.fullmatch(mention.surface):
        return None
    banks = [m.reading or m.surface for m in before if _BANK.fullmatch(m.reading or m.surface)]
    return banks[-1] + mention.surface if banks else None
