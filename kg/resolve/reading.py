"""Reading an article: the official name of each mention, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.agencies import jurisdiction, kind_of, official, parse
from kg.agencies.names import is_known
from kg.model import Article, Mention, Page
from kg.places import official_place, parent_of
from kg.resolve import titles
from kg.resolve.scene import Named, Scene, pointed_noun

# Bodies that a city has by the dozen and that print no place of their own belong to the place the article speaks of.
_LOCAL_KINDS = ("workgroup", "police", "public-institution", "mass-organisation")

_IN_TOWN = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:苏木|[镇乡])(?:[\u4e00-\u9fff]{1,8}(?:村|社区|嘎查))?")
_OF_TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:街道|镇|乡|村|社区)(?=[\u4e00-\u9fff]{2})")
_TOWNS = ("镇", "乡", "街道", "苏木", "风景区", "管理区", "开发区")
# How far a town may stand from its county, in characters: two or three sentences.
_NEAR = 120
_OF_THE_COUNTRY = ("国家", "全国", "中国", "中央", "中华", "世界", "国际", "全球", "联合国")


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention with the official name that it has in its article; `home` is the place its page speaks from.

    `story` is the article's id, for a part that continues an article of another page that one's. `own` is the official
    name before it was merged with others, `decided` the type that the user gave it.
    """

    mention: Mention
    name: str
    kind: str | None
    home: str
    story: str
    own: str = ""
    decided: str | None = None

    @property
    def type(self) -> str:
        """The type of its entity."""
        return self.decided or self.mention.type


def read_article(
    article: Article, page: Page, mentions: Sequence[Mention], ends: Sequence[Mention]
) -> tuple[list[Reading], list[tuple[Mention, str]]]:
    """The readings of an article's mentions and of the ends of its relations and figures, and the refused ones with reasons."""
    everything = sorted(dict.fromkeys([*mentions, *ends]), key=lambda m: (m.span, m.implied, m.type, m.name, m.rule))
    scene = Scene(page, ahead=_places_ahead(everything, page))
    readings: list[Reading] = []
    refused: list[tuple[Mention, str]] = []
    for mention in everything:
        read = _READERS[mention.type](mention, scene)
        if read is None:
            refused.append((mention, _reason(mention, scene)))
            continue
        name, kind = read
        readings.append(Reading(mention, name, kind, page.home or "", article.id, name))
        # 全市 names nothing that 该市 could point to, nor the bureau in 市公安局犯罪侦查支队 anything for 该局.
        if not (mention.implied and (mention.type == "Agency" or mention.name.startswith("我"))):
            scene.named += _named(mention, name, kind, scene)
    return readings, refused


def _named(mention: Mention, name: str, kind: str | None, scene: Scene) -> Iterator[Named]:
    """What a mention has named: itself, and before it the place in an agency's name (柳河镇 in 柳河镇纪委)."""
    start, end = mention.span.start, mention.span.end
    if mention.type == "Agency" and len(place := jurisdiction(mention.surface)) > 1:
        inside, its_kind = official_place(place, scene.home, scene.tree)
        yield Named("Place", its_kind, inside, start, start + len(place))
    yield Named(mention.type, kind, name, start, end)


def _reason(mention: Mention, scene: Scene) -> str:
    if mention.surface.startswith("两"):
        places = list(dict.fromkeys(n.name for n in reversed(scene.named) if n.type == "Place"))[1::-1]
        both = f": {' and '.join(places)}" if len(places) == 2 else ""
        return f"{mention.surface}, which means two places{both}, and no one entity"
    if mention.surface == "本报":
        return "本报, but the page does not say which paper it is"
    return f"{mention.surface}, but nothing was named before that it could mean"


def _places_ahead(mentions: Iterable[Mention], page: Page) -> list[Named]:
    """The places an article names anywhere, for a 区… that stands before the district's own name."""
    scene = Scene(page)
    named = []
    for mention in mentions:
        prefix = jurisdiction(mention.name) if mention.type == "Agency" else None
        surface = prefix if prefix and len(prefix) > 1 else mention.name if mention.type == "Place" else None
        if surface and not pointed_noun(mention):
            name, kind = official_place(surface, page.home, scene.tree)
            named.append(Named("Place", kind, name, mention.span.start, mention.span.end))
    return named


def _person(mention: Mention, scene: Scene) -> tuple[str, str | None] | None:
    return "".join(mention.name.split()), None


def _place(mention: Mention, scene: Scene) -> tuple[str, str | None] | None:
    name = "".join(mention.name.split())
    if name[0] == "两" and ".deictic" in mention.rule:
        return None
    noun = name[1:] if name[0] in "我该本" and len(name) <= 3 else None
    if noun:
        if name[0] != "该" and scene.level(noun):
            place = scene.level(noun) or ""
            return place, official_place(place, scene.home, scene.tree)[1]
        found = scene.antecedent(noun, "Place")
        return (found.name, found.kind) if found else None
    if name.endswith("地区") and not scene.tree.find(name) and scene.tree.choose(name[:-2], scene.home):
        name = name[:-2]  # 荆州地区, as a city was called before it became one
    whole, kind = official_place(name, scene.home, scene.tree)
    if whole == name and _IN_TOWN.fullmatch(name) and (county := _county(mention, name, scene)):
        return county + name, kind
    bare = whole == name and not mention.reading
    return _listed(mention, whole, kind, scene) if bare else whole, kind


def _county(mention: Mention, name: str, scene: Scene) -> str | None:
    """The county or district that the article has named last, if it is near enough to be meant: after 青山县, 三道岭乡 is its."""
    top = name
    while above := parent_of(top, scene.tree):
        top = above
    near = [n for n in scene.named if n.type == "Place" and n.kind in ("county", "county-city", "district")]
    if not near or scene.tree.find(top):
        return None
    return near[-1].name if 0 <= mention.span.start - near[-1].end <= _NEAR else None


def _listed(mention: Mention, name: str, kind: str, scene: Scene) -> str:
    """A bare name in a list takes the chain of the one before: 竹坪镇 in 洪湖市柳河镇、竹坪镇."""
    last = scene.named[-1] if scene.named else None
    if not last or last.type != "Place" or last.kind != kind or not 0 <= mention.span.start - last.end <= 1:
        return name
    above = parent_of(last.name)
    while above and _IN_TOWN.match(name) and not _IN_TOWN.fullmatch(name[:2]) and above.endswith(_TOWNS):
        above = parent_of(above)  # an item with a town of its own: 吕城镇虎墅村 after 丹阳市访仙镇双茆村
    return above + name if above and not name.startswith(above) and not scene.tree.find(name) else name


def _agency(mention: Mention, scene: Scene) -> tuple[str, str | None] | None:
    surface = "".join(mention.name.split())
    surface = surface[1:-1] if surface[0] == "《" and surface[-1] == "》" else surface  # 《湖北日报》 is 湖北日报
    if surface in ("本报", "本台", "本网"):
        return (scene.page.outlet, "media") if scene.page.outlet else None
    noun = pointed_noun(mention)
    if noun:
        place = (
            _place(replace(mention, surface=f"该{noun[0]}", reading=None), scene)
            if noun[1:] in ("纪委", "党委", "政府")
            else None
        )
        if place:
            return official(place[0] + noun[1:], scene.home, scene.page.divisions), kind_of(surface)
        found = scene.antecedent(noun, "Agency")
        return (found.name, found.kind) if found else None
    name = official(_placed(surface, scene), scene.home, scene.page.divisions)
    return name, mention.kind or parse(surface, scene.home, scene.page.divisions).kind


def _placed(surface: str, scene: Scene) -> str:
    """The surface with the place it means in this article, where the home of the page alone would not tell."""
    bare = (
        not parse(surface, scene.home, scene.page.divisions).place
        and official(surface, scene.home, scene.page.divisions) == surface
    )
    bare = bare and not surface.startswith(_OF_THE_COUNTRY)
    if (
        bare
        and kind_of(surface) in _LOCAL_KINDS
        and not any(is_known(surface[:at]) for at in range(2, len(surface) + 1))
    ):
        return _belonging(surface, scene)
    if chain := _town_named(surface, scene):
        return chain
    level = surface[0]
    if level in "区县镇乡村" and jurisdiction(surface) == level:
        place = scene.level(level)
        if place and place != scene.home:
            return place + surface[1:]
    return surface


def _town_named(surface: str, scene: Scene) -> str | None:
    """A body of a town or village with the chain that the article gave the place: 固堤街道农业农村办公室 after 寒亭区固堤街道."""
    match = _OF_TOWN.match(surface)
    if not match or kind_of(surface) in ("company", "education", "health"):
        return None  # these are called as they print themselves
    near = (n.name for n in reversed(scene.named) if n.type == "Place" and n.name.endswith(match.group()))
    chain = next((name for name in near if len(name) > len(match.group())), None)
    return chain + surface[match.end() :] if chain else None


def _belonging(surface: str, scene: Scene) -> str:
    """A body that prints no place: a squad of the police named before, else a body of the place the article is about."""
    if kind_of(surface) == "police":
        bureaus = (n.name for n in reversed(scene.named) if n.type == "Agency" and n.name.endswith("公安局"))
        bureau = next(bureaus, None)
        if bureau and surface.endswith(("队", "派出所")):
            return bureau + surface
        if surface.endswith("派出所") and (here := scene.here()):
            branch = "公安分局" if here.endswith("区") else "公安局"
            return official(here + branch, scene.home, scene.page.divisions) + surface
    return (scene.here() or "") + surface


def _initiative(mention: Mention, scene: Scene) -> tuple[str, str | None] | None:
    noun = pointed_noun(mention)
    if noun:
        found = scene.antecedent(noun, "Initiative")
        if found or len(noun) < 5:
            return (found.name, found.kind) if found else None
    # A bare label (“双提升”) is left to merging, which sees all the labels that share it.
    label = titles.unquoted(mention.surface)
    bare = label != mention.surface and label in mention.name
    return titles.initiative(mention.surface if bare else mention.name, scene.level), mention.kind


def _event(mention: Mention, scene: Scene) -> tuple[str, str | None] | None:
    noun = pointed_noun(mention)
    if noun:
        found = scene.antecedent(noun, "Event")
        return (found.name, None) if found else None
    return titles.event(mention.name, scene.level, lambda s: official(s, scene.home, scene.page.divisions)), None


def _document(mention: Mention, scene: Scene) -> tuple[str, str | None] | None:
    noun = pointed_noun(mention)
    if noun:
        found = scene.antecedent(noun, "Document") or _last(scene, "Document")
        return (found.name, None) if found else None
    return titles.document(mention.name), None


def _last(scene: Scene, type_name: str) -> Named | None:
    return next((named for named in reversed(scene.named) if named.type == type_name), None)


def _honour(mention: Mention, scene: Scene) -> tuple[str, str | None] | None:
    return titles.honour(mention.name, scene.level), None


_READERS: dict[str, Callable[[Mention, Scene], tuple[str, str | None] | None]] = {
    "Person": _person,
    "Agency": _agency,
    "Place": _place,
    "Initiative": _initiative,
    "Event": _event,
    "Document": _document,
    "Honour": _honour,
}
