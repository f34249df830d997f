"""The answers that others ask of a printed agency name: its official form, its kind, its parent, its jurisdiction."""

from __future__ import annotations

from kg.agencies import words
from kg.agencies.grammar import AgencyName, parse
from kg.model import Division


def official(surface: str, home: str | None, divisions: tuple[Division, ...] = ()) -> str:
    """The full official name of a printed agency on a page that speaks from `home`.

    >>> official("市公安局", "荆州市"), official("区委", "荆州市荆州区"), official("市委", "荆州市荆州区")
    ('荆州市公安局', '中共荆州市荆州区委员会', '中共荆州市委员会')
    >>> official("省人社厅", "荆州市"), official("团市委", "荆州市"), official("国家卫健委", None)
    ('湖北省人力资源和社会保障厅', '共青团荆州市委员会', '国家卫生健康委员会')
    """
    return parse(surface, home, divisions).official


def kind_of(surface: str) -> str:
    """The kind of an agency, one of the schema's, from its printed name alone.

    >>> kind_of("区委组织部"), kind_of("市公安局"), kind_of("江汉机械"), kind_of("政协")
    ('party', 'police', 'company', 'legislature')
    """
    return parse(surface).kind


def parent(surface: str) -> str | None:
    """The printed parent inside a name, or None.

    >>> parent("市公安局内保支队"), parent("交通运输部办公厅"), parent("市公安局")
    ('市公安局', '交通运输部', None)
    """
    name = parse(surface)
    if name.unit and surface.endswith(name.unit) and len(name.unit) < len(surface):
        return surface[: -len(name.unit)]
    return _inside_party(surface, name)


def _inside_party(surface: str, name: AgencyName) -> str | None:
    """The committee or government that a listed body of the Party or government names first: 区委 in 区委组织部."""
    if name.line not in ("party", "government", "legislature", "mass"):
        return None
    printed = name.stem + name.ending
    for head in ("政府", "人民政府", "人大常委会", "人大", "政协", "委"):
        if printed.startswith(head) and printed != head and surface.endswith(printed):
            inner = surface[: len(surface) - len(printed)] + head
            whole = printed in ("人大常委会", "人大常委", "人大主席团", "委员会") or (
                head == "政协" and printed == "政协委员会"
            )
            return None if whole else inner
    return None


def jurisdiction(surface: str) -> str:
    """The printed place that a name begins with, "" where there is none.

    >>> jurisdiction("荆州市沙市区人社局"), jurisdiction("市公安局"), jurisdiction("团市委"), jurisdiction("本报")
    ('荆州市沙市区', '市', '市', '')
    """
    return parse(surface).place


def is_known(surface: str) -> bool:
    """Whether a printed name is a listed national body or well-known organisation.

    >>> is_known("财政部"), is_known("市财政局")
    (True, False)
    """
    return surface in words.national()
