"""The ontology, one table: seven types with their kinds, sixteen predicates with their domain and range.

All that depends on types and predicates (checks, RDF, colours, labels, documentation) reads these tables.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """An entity type: its name, its Chinese label, its colour in drawings, its kinds with Chinese labels."""

    name: str
    label: str
    colour: str
    kinds: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A relation: from which types to which; `symmetric` ones have no direction."""

    name: str
    label: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    example: str
    symmetric: bool = False


TYPES: dict[str, Type] = {
    t.name: t
    for t in (
        Type("Person", "人物", "#d9534f", (), "区委书记秦望舒"),
        Type(
            "Agency",
            "机构",
            "#2f6fb0",
            (
                ("party", "党的机构"),
                ("government", "政府机构"),
                ("legislature", "人大政协"),
                ("judiciary", "司法机关"),
                ("police", "公安机关"),
                ("public-institution", "事业单位"),
                ("education", "学校"),
                ("health", "医疗机构"),
                ("company", "企业"),
                ("association", "社会团体"),
                ("mass-organisation", "群团组织"),
                ("grassroots", "基层组织"),
                ("media", "媒体"),
                ("workgroup", "议事协调机构"),
                ("international", "国际组织"),
                ("other", "其他"),
            ),
            "市公安局",
        ),
        Type(
            "Place",
            "地点",
            "#3d9970",
            (
                ("country", "国家"),
                ("province", "省"),
                ("city", "地级市"),
                ("county-city", "县级市"),
                ("county", "县"),
                ("district", "区"),
                ("town", "乡镇街道"),
                ("village", "村"),
                ("community", "社区小区"),
                ("zone", "园区片区"),
                ("road", "道路"),
                ("site", "场所"),
                ("natural", "山川湖泊"),
                ("region", "地区"),
            ),
            "望江区",
        ),
        Type(
            "Initiative",
            "行动项目",
            "#e08e0b",
            (
                ("campaign", "行动活动"),
                ("programme", "计划"),
                ("project", "工程项目"),
                ("mechanism", "机制"),
                ("platform", "平台"),
                ("reform", "改革"),
                ("plan", "规划"),
            ),
            "“清河净岸”专项行动",
        ),
        Type("Event", "会议活动", "#8e44ad", (), "全市商务工作会议"),
        Type("Document", "文件作品", "#6c757d", (), "《澜川市养犬管理办法》"),
        Type("Honour", "荣誉", "#c2185b", (), "全国文明城市"),
    )
}

_ACTOR = ("Agency", "Person")

PREDICATES: dict[str, Predicate] = {
    p.name: p
    for p in (
        Predicate("holds_post", "任职", ("Person",), ("Agency",), "市教育局局长许知远"),
        Predicate("part_of", "隶属", ("Agency",), ("Agency",), "市公安局交警支队"),
        Predicate("located_in", "位于", ("Agency", "Place"), ("Place",), "望江区滨江路"),
        Predicate("leads", "牵头", _ACTOR, ("Initiative", "Event"), "市教育局启动“护苗”行动"),
        Predicate("participates_in", "参与", _ACTOR, ("Initiative", "Event"), "许知远参加会议"),
        Predicate("chairs", "主持", ("Person",), ("Event",), "许知远主持会议"),
        Predicate("speaks_at", "讲话", ("Person",), ("Event",), "许知远在会上强调"),
        Predicate("visits", "调研", _ACTOR, ("Place", "Agency", "Initiative"), "许知远到望江区调研"),
        Predicate("takes_place_in", "地点", ("Initiative", "Event"), ("Place", "Agency"), "会议在澜川学院举行"),
        Predicate(
            "sub_initiative_of", "子项", ("Initiative", "Event"), ("Initiative",), "该行动是“清风”行动的组成部分"
        ),
        Predicate("issues", "发布", ("Agency",), ("Document",), "市政府印发《办法》"),
        Predicate("about", "关于", ("Document", "Event"), ("Initiative", "Agency", "Place"), "《“护苗”行动方案》"),
        Predicate(
            "receives",
            "获得",
            ("Agency", "Place", "Person", "Initiative", "Document"),
            ("Honour",),
            "望江区获评全国文明城区",
        ),
        Predicate("grants", "授予", ("Agency",), ("Honour",), "生态环境部授予“绿水青山就是金山银山”实践创新基地称号"),
        Predicate("cooperates_with", "合作", ("Agency",), ("Agency",), "市公安局联合市教育局", symmetric=True),
        Predicate("oversees", "督导", _ACTOR, ("Agency", "Initiative"), "市纪委督导市住建局"),
    )
}


def kinds(type_name: str) -> tuple[str, ...]:
    """The kinds of a type, in the table's order: `kinds("Event")` is `()`."""
    return tuple(name for name, _ in TYPES[type_name].kinds)


def allows(subject_type: str, predicate: str, object_type: str) -> bool:
    """Whether the table lets this predicate stand between these types.

    >>> allows("Person", "holds_post", "Agency"), allows("Place", "leads", "Event")
    (True, False)
    """
    row = PREDICATES[predicate]
    return subject_type in row.domain and object_type in row.range
