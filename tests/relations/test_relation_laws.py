"""Laws of all relation extractors: no text makes one raise, and what they state keeps the contract."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.relations import RELATIONS
from kg.model import Article, Mention, Page, RelationMention, Span, Text
from kg.schema import TYPES, allows

WORDS = (
    "，", "。", "、", "；", "\n", "——", "：", "“", "”", "（", "）", "在", "由", "被", "对", "的", "与", "和", "等", "获", "将", "要", "来", "到",
    "联合", "会同", "主办", "承办", "协办的", "开展", "启动", "召开", "举行", "主持", "主持召开", "参加会议", "出席", "强调", "讲话", "致辞",
    "调研", "来到", "陪同", "参加调研", "授予", "获评", "榜上有名", "上榜的分别是", "公布", "印发", "审议通过", "位于", "督导", "指导",
    "负责人", "书记", "局长", "副市长", "当选为", "主席", "记者", "全市", "范围内", "三大行动", "是", "子活动", "中，", "会议", "活动由",
    "推进", "近日，", "2024年", "市公安局", "许知远", "望江区", "《办法》", "“护苗”行动",
)  # fmt: skip
NAMES = (
    "许知远", "市公安局交警支队", "区委", "襄阳市襄州区古驿镇", "“三大行动”", "“护苗”行动领导小组", "《“护苗”行动方案》", "第五次常务会议",
    "全国文明城市", "华光（宜昌）有限公司", "市", "“护苗”行动推进会制度", "市实验小学东校区", "，", "“", "中国", "湖北",
)  # fmt: skip

piece = st.one_of(
    st.sampled_from(WORDS).map(lambda word: (word, "")),
    st.tuples(st.sampled_from(NAMES), st.sampled_from(sorted(TYPES))),
    st.tuples(st.text(min_size=1, max_size=4), st.sampled_from(("", *sorted(TYPES)))),
)
home = st.sampled_from((None, "襄阳市", "襄阳市樊城区", "不知何处", "省"))


def article_of(pieces: list[tuple[str, str]], body: int = 0) -> tuple[Article, tuple[Mention, ...]]:
    chars, mentions = "", []
    for surface, kind in pieces:
        if kind:
            mentions.append(Mention("a", Span(len(chars), len(chars) + len(surface)), surface, kind, "law"))
        chars += surface
    return Article("a", "p", "news", None, (), (), Text(chars, tuple(range(len(chars)))), min(body, len(chars))), tuple(
        mentions
    )


def stated(article: Article, mentions: tuple[Mention, ...], place: str | None) -> list[RelationMention]:
    page = Page("p", article.chars, home=place)
    return [relation for find in RELATIONS for relation in find(article, page, mentions)]


@settings(max_examples=400, deadline=None)
@given(st.lists(piece, max_size=40), home, st.integers(0, 30))
@example([("许知远", "Person"), ("主持", ""), ("会议", "")], None, 0)
@example(
    [("在", ""), ("“三大行动”", "Initiative"), ("中，", ""), ("推进", ""), ("“护苗”行动", "Initiative")], "襄阳市", 0
)
def test_relations_keep_the_contract(pieces: list[tuple[str, str]], place: str | None, body: int) -> None:
    article, mentions = article_of(pieces, body)
    for relation in stated(article, mentions, place):
        assert allows(relation.subject.type, relation.predicate, relation.object.type)
        assert 0 <= relation.evidence.start < relation.evidence.end <= len(article.chars)
        for end in (relation.subject, relation.object):
            assert end.implied or end in mentions
            assert article.quote(end.span) == end.surface != ""
        assert relation.subject is not relation.object
        assert (relation.role is not None) == (relation.predicate == "holds_post")


@settings(max_examples=100, deadline=None)
@given(st.lists(piece, max_size=25), home)
def test_the_same_text_states_the_same(pieces: list[tuple[str, str]], place: str | None) -> None:
    article, mentions = article_of(pieces)
    again, others = article_of(pieces)
    assert stated(article, mentions, place) == stated(again, others, place)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), home)
def test_a_text_without_names_states_nothing(text: str, place: str | None) -> None:
    article, mentions = article_of([(text, "")])
    assert stated(article, mentions, place) == []


def test_a_long_article_states_as_much_in_each_sentence_as_a_short_one() -> None:
    line = [("许知远", "Person"), ("到", ""), ("望江区", "Place"), ("调研，", ""), ("市教育局", "Agency"), ("启动", "")]
    line += [("“护苗”行动", "Initiative"), ("。", "")]
    for sentences in (1, 200):
        article, mentions = article_of(line * sentences)
        found = stated(article, mentions, "襄阳市")
        for predicate in ("leads", "visits"):
            assert sum(relation.predicate == predicate for relation in found) == sentences
