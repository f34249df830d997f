"""A small collection of an invented city, made by hand: what the tests of exports, graph and links look at."""

from __future__ import annotations

from kg.model import Article, Collection, Entity, Evidence, Figure, Measure, Mention, Page, Span, Statement, Text, When

TEXT = (
    "市公安局启动“护学”行动\n"
    "本报讯（记者王一）近日，市公安局联合市教育局启动“护学”行动。市公安局局长陈立强主持会议。"
    "澜川市荣获“=平安\x0b城市”称号。今年1月，市教育局培训教师120余名，未获“=平安\x0b城市”。</script><b>"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(words: str, type_name: str) -> Mention:
    return Mention("1.txt#1", span(words), words, type_name, "test.rule")


ENTITIES = (
    Entity("person:王一", "Person", None, "王一", ()),
    Entity("person:陈立强", "Person", None, "陈立强", ()),
    Entity("agency:澜川市公安局", "Agency", "police", "澜川市公安局", ("市公安局",)),
    Entity("agency:澜川市教育局", "Agency", "government", "澜川市教育局", ("市教育局",)),
    Entity("place:澜川市", "Place", "city", "澜川市", ()),
    Entity("initiative:“护学”行动", "Initiative", "campaign", "“护学”行动", ()),
    Entity("honour:=平安\x0b城市", "Honour", None, "=平安\x0b城市", ()),
)
_FOUND = (
    ("王一", "Person", "person:王一"),
    ("市公安局", "Agency", "agency:澜川市公安局"),
    ("市教育局", "Agency", "agency:澜川市教育局"),
    ("“护学”行动", "Initiative", "initiative:“护学”行动"),
    ("陈立强", "Person", "person:陈立强"),
    ("澜川市", "Place", "place:澜川市"),
    ("“=平安\x0b城市”", "Honour", "honour:=平安\x0b城市"),
)


def evidence(words: str, when: When | None = None) -> Evidence:
    return Evidence("1.txt#1", span(words), words, "test.rule", when)


JANUARY = When("今年1月", "2025-01-01", "2025-01-31", "times.month")
MEASURES = (
    Measure(
        "agency:澜川市教育局",
        Figure("培训教师", 120, "名", "at_least"),
        (evidence("市教育局培训教师120余名", JANUARY),),
        "2025-03-04",
    ),
    Measure(
        "agency:澜川市教育局", Figure("=办结率", 0.5, "%", "about", "increase", "同比"), (evidence("市教育局"),), None
    ),
)


STATEMENTS = (
    Statement(
        "agency:澜川市公安局",
        "cooperates_with",
        "agency:澜川市教育局",
        None,
        (evidence("市公安局联合市教育局"),),
        "2025-03-04",
    ),
    Statement(
        "agency:澜川市公安局",
        "leads",
        "initiative:“护学”行动",
        None,
        (evidence("市公安局启动“护学”行动"), evidence("市公安局联合市教育局启动“护学”行动")),
        "2025-03-04",
    ),
    Statement(
        "person:陈立强", "holds_post", "agency:澜川市公安局", "局长", (evidence("市公安局局长陈立强"),), "2025-03-04"
    ),
    Statement(
        "agency:澜川市教育局",
        "receives",
        "honour:=平安\x0b城市",
        None,
        (evidence("未获“=平安\x0b城市”", When("近日", None, None, "times.recent")),),
        "2025-03-04",
        "negated",
        0.5,
    ),
    Statement(
        "place:澜川市", "receives", "honour:=平安\x0b城市", None, (evidence("澜川市荣获“=平安\x0b城市”"),), "2025-03-04"
    ),
)
ARTICLE = Article(
    "1.txt#1",
    "1.txt",
    "news",
    "市公安局启动“护学”行动",
    (),
    (span("（记者王一）"),),
    Text(TEXT, tuple(range(len(TEXT)))),
    TEXT.index("\n") + 1,
)
COLLECTION = Collection(
    pages=(Page("1.txt", TEXT, "澜川日报", "澜川市", "2025-03-04", {}),),
    articles=(ARTICLE,),
    left_out=(),
    mentions=tuple(mention(words, type_name) for words, type_name, _ in _FOUND),
    resolved=tuple(key for _, _, key in _FOUND),
    entities=ENTITIES,
    statements=STATEMENTS,
    measures=MEASURES,
)
