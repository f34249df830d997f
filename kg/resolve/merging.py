"""Merging: which official names of the collection are one thing.

Four rules, by type. Agencies: a company's short name goes to the one full name in its article that contains it, and names
of one body to the one that the pages print (see `kg.resolve.agencies`). Places: a
bare village or road goes to the one chain in its article that ends in it.
Initiatives, events, documents and honours: a short form goes to the one long form in its article; then labels of one
initiative in the whole collection go to the fullest. People: see `kg.resolve.people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import PageResult
from kg.resolve import titles
from kg.resolve.agencies import as_printed
from kg.resolve.people import LEADERSHIP, Occurrence, identify
from kg.resolve.reading import Reading

# The four bodies whose members move between them: 区委常委、副区长, 区政协主席.
_LEADING = re.compile(
    r"^(?:中共|中国人民政治协商会议)?(?P<place>[^，]{2,14}?)(?:委员会|人民政府|人民代表大会常务委员会|人民政府党组)$"
)
_DEPARTMENT = re.compile(r"(?P<committee>中共.{2,14}?[省市区县州盟旗]委)(?!员会)")
_LOCAL = ("village", "community", "town", "road", "site")
_SHORTENED = ("Initiative", "Event", "Document", "Honour")


def merged(results: Sequence[PageResult], readings: Sequence[Reading]) -> list[Reading]:
    """The readings, each by the name of its entity."""
    readings = as_printed(results, _in_articles(readings))
    readings = _events(results, _initiatives(readings))
    return _people(results, readings)


def _by_story(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """The readings of each article, with those of the parts that continue it."""
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.story, []).append(reading)
    return groups


def _in_articles(readings: Sequence[Reading]) -> list[Reading]:
    """Short forms, each by the one long form that its article has."""
    whole = {(r.mention.type, r.name) for r in readings if r.mention.type == "Agency" and _is_full_company(r.name)}
    companies = sorted(name for _, name in whole)
    local = _chains_of_local_bodies(readings)
    done = []
    for group in _by_story(readings).values():
        names = {t: sorted({r.name for r in group if r.mention.type == t}) for t in (*_SHORTENED, "Agency", "Place")}
        for reading in group:
            longer = _longer(reading, names[reading.mention.type], companies) if reading.mention.type in names else None
            longer = longer or local.get((_city(reading.home), reading.name))
            done.append(replace(reading, name=longer) if longer else reading)
    return done


_LOCAL_BODY = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:街道|镇|乡|村|社区)[\u4e00-\u9fff]{2,8}")


def _chains_of_local_bodies(readings: Sequence[Reading]) -> dict[tuple[str, str], str]:
    """For a village's or town's body printed without its chain the one full name in the pages of its city: 桐影社区党委."""
    agencies = {(_city(r.home), r.name) for r in readings if r.mention.type == "Agency"}
    full: dict[tuple[str, str], set[str]] = {}
    for city, name in agencies:
        for start in range(2, len(name) - 4):
            if _LOCAL_BODY.fullmatch(name, start) and (city, name[start:]) in agencies:
                full.setdefault((city, name[start:]), set()).add(name)
    return {key: min(names, key=len) for key, names in full.items() if len(names) == 1}


def _longer(reading: Reading, names: Sequence[str], companies: Sequence[str]) -> str | None:
    """The long form of a reading among the names of its type in its article, for a company also in the collection."""
    if reading.mention.type == "Honour":
        # 质量奖提名奖 is no 质量奖: what follows a name makes another honour of it.
        names = [name for name in names if titles.plain(name).endswith(titles.plain(reading.name))]
    if reading.mention.type in _SHORTENED:
        return titles.shortened(reading.name, names)
    if reading.mention.type == "Place":
        # 赵村 after 熊口镇赵村: the chain that ends in it, where there is one only.
        return _ending(reading.name, names) if reading.kind in _LOCAL else None
    if reading.kind not in ("company", "other", None):
        return None
    full = [name for name in names if _is_full_company(name)]
    if _is_full_company(reading.name):
        return _ending(reading.name, full)  # 云川供电公司 after 国网云川供电公司
    return _containing(reading.name, full) or _containing(reading.name, companies)


def _ending(short: str, names: Sequence[str]) -> str | None:
    """The one longer name that ends in the short one."""
    found = [name for name in names if name != short and name.endswith(short)]
    return found[0] if len(found) == 1 and len(short) >= 3 else None


def _is_full_company(name: str) -> bool:
    return name.endswith(("公司", "集团", "合作社", "厂", "农场", "银行"))


def _containing(short: str, names: Sequence[str]) -> str | None:
    """The one full company name that contains the short one."""
    found = [name for name in names if len(short) >= 3 and short != name and short in name]
    return found[0] if len(found) == 1 else None


def _initiatives(readings: Sequence[Reading]) -> list[Reading]:
    """Labels of one initiative, by the fullest; apart for each city, since every city has its 文明创建活动."""
    counts: dict[str, dict[str, int]] = {}
    homes: dict[str, set[str]] = {}
    for reading in readings:
        if reading.mention.type == "Initiative":
            city = _city(reading.home)
            homes.setdefault(city, set()).add(reading.home)
            counts.setdefault(city, {})
            counts[city][reading.name] = counts[city].get(reading.name, 0) + 1
    goes = {city: titles.merge(names, sorted(homes[city] | {city})) for city, names in counts.items()}
    return [replace(r, name=goes[_city(r.home)][r.name]) if r.mention.type == "Initiative" else r for r in readings]


def _events(results: Sequence[PageResult], readings: Sequence[Reading]) -> list[Reading]:
    """Meetings by the name that tells them from another place's: 甲山区 in front of a 规划编制推进会 that it convened.

    Every district has its 推进会 and 调度会; one that names no place or body itself takes the convenor's name.
    """
    of = {r.mention: r for r in readings}
    convenors: dict[tuple[str, str], list[str]] = {}
    text = {article.id: article for result in results for article in result.articles}
    for result in results:
        for relation in result.relations:
            pair = (relation.subject, relation.object)
            event = next((of[m] for m in pair if m.type == "Event" and m in of), None)
            host = next((of[m] for m in pair if m.type in ("Agency", "Place") and m in of), None)
            if not event or not host or relation.predicate not in ("leads", "takes_place_in"):
                continue
            quote = text[relation.where].quote(relation.evidence)
            if "召开" in quote and titles.is_nobodys(event.name):
                names = convenors.setdefault((event.story, event.name), [])
                names += [name] if (name := _host(host)) and name not in names else []
    return [
        replace(r, name="、".join(convenors[key]) + r.name)
        if r.mention.type == "Event" and (key := (r.story, r.name)) in convenors
        else r
        for r in readings
    ]


def _host(reading: Reading) -> str:
    """How a convenor stands in a meeting's name: a place by its last part, a body as printed with its place."""
    if reading.mention.type == "Place":
        short = reading.mention.surface if reading.kind == "zone" else titles.tail(reading.name)
        return titles.tail(reading.name) if short[0] in "我该本" else short
    surface = reading.mention.name
    own_level = surface[0] in "省市区县镇" and reading.home and titles.tail(reading.home)[-1:] == surface[0]
    return titles.tail(reading.home) + surface[1:] if own_level else surface


def _city(home: str) -> str:
    """The city of a home: a district's page and its city's speak of the same campaigns."""
    return home[: home.find("市") + 1] if "市" in home else home


def _people(results: Sequence[PageResult], readings: Sequence[Reading]) -> list[Reading]:
    agency_of = {r.mention: r.name for r in readings if r.mention.type == "Agency"}
    story_of = {r.mention.article: r.story for r in readings}
    posts: dict[tuple[str, str], set[str]] = {}
    for result in results:
        for relation in result.relations:
            if relation.predicate == "holds_post" and relation.object in agency_of:
                key = story_of[relation.subject.article], "".join(relation.subject.name.split())
                posts.setdefault(key, set()).update(_circles(agency_of[relation.object]))
    occurrences = []
    for story, group in _by_story(readings).items():
        people = [r for r in group if r.mention.type == "Person"]
        subjects = frozenset(r.name for r in people if not _is_author(r))
        for name, author in sorted({(r.name, _is_author(r)) for r in people}):
            agencies = frozenset(posts.get((story, name), ()))
            home = next(r.home for r in people)
            occurrences.append(Occurrence(story, name, author, agencies, subjects - {name}, home))
    labels = identify(occurrences)
    return [
        replace(r, name=labels[r.story, r.name, _is_author(r)]) if r.mention.type == "Person" else r for r in readings
    ]


def _circles(agency: str) -> Iterator[str]:
    """The agency, and for a place's committee, government, congress and 政协 the place's leadership that all of them form."""
    yield agency
    if department := _DEPARTMENT.match(agency):
        yield department["committee"] + "员会"
    body = _LEADING.match(agency)
    if body:
        yield body["place"] + LEADERSHIP


def _is_author(reading: Reading) -> bool:
    return reading.mention.rule.startswith("bylines")
