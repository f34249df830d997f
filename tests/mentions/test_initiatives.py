"""find_initiatives: what its table cannot say."""

from __future__ import annotations

import pytest
from titled import settled

from extractors.mentions.initiatives import find_initiatives
from kg.model import Mention


def found(chars: str, head: str = "") -> list[Mention]:
    """The settled mentions, in text order."""
    return settled(find_initiatives, chars, head)


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("启动“净夜”行动。", "“净夜”行动", "campaign"),
        ("实施“头雁”工程。", "“头雁”工程", "project"),
        ("实施“归雁工程”。", "“归雁工程”", "project"),
        ("推行“一业一证”改革。", "“一业一证”改革", "reform"),
        ("建立“周会商”工作机制。", "“周会商”工作机制", "mechanism"),
        ("“村村享”平台上线。", "“村村享”平台", "platform"),
        ("编制“十五五”规划。", "“十五五”规划", "plan"),
        ("实施“春笋”计划。", "“春笋”计划", "programme"),
    ],
)
def test_kind_comes_from_the_head(text: str, surface: str, kind: str) -> None:
    """The head noun tells the kind of schema."""
    assert [(mention.surface, mention.kind) for mention in found(text)] == [(surface, kind)]


@pytest.mark.parametrize(
    ("text", "surface", "reading"),
    [
        ("开展产业强链、主体培育、开放提升“三大行动”。", "主体培育", "主体培育行动"),
        ("启动“万企上云”行动。“万企上云”见效。", "“万企上云”", "“万企上云”行动"),
        ("开发“邻里帮”小程序线上平台，该平台受欢迎。", "该平台", "“邻里帮”小程序线上平台"),
        ("开展烟花爆竹行业专项整治行动。烟花爆竹专项整治见效。", "烟花爆竹专项整治", "烟花爆竹行业专项整治行动"),
    ],
)
def test_short_forms_read_as_the_full_name(text: str, surface: str, reading: str) -> None:
    """What is printed short resolves as the whole."""
    assert (surface, reading) in [(mention.surface, mention.reading) for mention in found(text)]


def test_the_home_is_cut_off_a_campaign_but_not_off_a_platform() -> None:
    """澜川 in front of a campaign is who acts; 澜川市 in front of a platform belongs to its title."""
    assert [m.surface for m in found("澜川危化品运输专项整治收官。")] == ["危化品运输专项整治"]
    assert [m.surface for m in found("澜川市惠农补贴直达平台上线。")] == ["澜川市惠农补贴直达平台"]
