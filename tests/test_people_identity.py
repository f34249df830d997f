"""One name is one person only where the evidence agrees."""

from __future__ import annotations

import random

from kg.resolve.people import Occurrence, identify


def seen(
    article: str, *agencies: str, circle: tuple[str, ...] = (), author: bool = False, home: str = "云川市"
) -> Occurrence:
    return Occurrence(article, "周敏", author, frozenset(agencies), frozenset(circle), home)


def labels(*occurrences: Occurrence) -> list[str]:
    found = identify(occurrences)
    return [found[o.article, o.name, o.author] for o in occurrences]


def test_the_same_post_is_the_same_person() -> None:
    assert labels(seen("1", "云川市教育局"), seen("2", "云川市教育局")) == ["周敏", "周敏"]


def test_a_unit_of_the_agency_is_the_same_post() -> None:
    assert labels(seen("1", "云川市公安局"), seen("2", "云川市公安局交警支队")) == ["周敏", "周敏"]


def test_two_posts_without_a_link_are_two_people() -> None:
    a, b = labels(seen("1", "云川市教育局"), seen("2", "云川市第一人民医院"))
    assert (a, b) == ("周敏（云川市教育局）", "周敏（云川市第一人民医院）")


def test_a_chain_of_posts_is_one_person() -> None:
    chain = seen("1", "甲区政府"), seen("2", "甲区政府", "云川市住建局"), seen("3", "云川市住建局")
    assert set(labels(*chain)) == {"周敏"}


def test_a_shared_circle_joins_two_posts() -> None:
    assert set(
        labels(seen("1", "甲局", circle=("张三", "李四")), seen("2", "乙局", circle=("李四", "张三", "王五")))
    ) == {"周敏"}


def test_one_shared_acquaintance_is_not_enough() -> None:
    assert len(set(labels(seen("1", "甲局", circle=("张三",)), seen("2", "乙局", circle=("张三",))))) == 2


def test_a_reporter_is_never_the_official_of_the_same_name() -> None:
    assert labels(seen("1", "云川市教育局"), seen("2", author=True)) == ["周敏", "周敏（记者）"]


def test_a_bare_name_goes_to_the_only_holder_at_home() -> None:
    assert labels(seen("1", "云川市教育局"), seen("2")) == ["周敏", "周敏"]


def test_a_bare_name_elsewhere_stays_apart() -> None:
    assert len(set(labels(seen("1", "云川市教育局"), seen("2", home="海平市")))) == 2


def test_a_bare_name_between_two_holders_stays_apart() -> None:
    assert len(set(labels(seen("1", "云川市教育局"), seen("2", "云川市医院"), seen("3")))) == 3


def test_a_rare_name_changes_posts_in_its_city() -> None:
    a = Occurrence("1", "梁牧川", False, frozenset(["云川市甲山区人民政府"]), frozenset(), "云川市甲山区")
    b = Occurrence("2", "梁牧川", False, frozenset(["云川市住房和城乡建设局"]), frozenset(), "云川市")
    c = Occurrence("3", "梁牧川", False, frozenset(["海平市教育局"]), frozenset(), "海平市")
    found = identify([a, b, c])
    assert found["1", "梁牧川", False] == found["2", "梁牧川", False] != found["3", "梁牧川", False]


def test_order_does_not_matter() -> None:
    group = [
        seen("1", "甲局"),
        seen("2", "乙局", circle=("张三", "李四")),
        seen("3", circle=("张三",)),
        seen("4", author=True),
    ]
    first = identify(group)
    for seed in range(20):
        random.Random(seed).shuffle(group)
        assert identify(group) == first


def test_whom_every_paper_names_is_one_person_in_all_cities() -> None:
    papers = [
        Occurrence(home, "袁隆平", False, frozenset(), frozenset(), home) for home in ("长沙市", "荆州市", "三亚市")
    ]
    assert set(identify(papers).values()) == {"袁隆平"}
