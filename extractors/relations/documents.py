"""about: what stands in the title of a document or meeting, 《“护苗”行动实施方案》, “十四五”规划论证会."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.relations.arguments import objects, unreal
from extractors.relations.clauses import read
from kg.model import Article, Mention, Page, RelationMention, Span
from kg.schema import allows

# A campaign named inside a title: a label in quotes with its head noun.
_CAMPAIGN = re.compile(
    r"“[^“”]{2,24}”[^“”，。、》]{0,6}?(?:专项整治活动|专项整治行动|专项治理活动|专项行动|攻坚战|活动|行动|工程|计划|项目|规划|改革|机制)"
)
# What makes a title more than the initiative itself: 方案, 办法, 启动仪式, 推进会.
_GENRE = re.compile(
    r"(?:方案|办法|意见|细则|规定|制度|条例|通知|通报|要点|规则|指南|手册|标准|报告|措施|倡议书|公约|清单|总结|会|会议|仪式|论坛|座谈|培训班|发布|行动计划|工作计划|规划|纲要)"
)


def _plain(name: str) -> str:
    return re.sub(r"[“”‘’《》\s]", "", name)


def _core(surface: str) -> str:
    """A name without quotes and the general noun at its end: “双优”活动 is 双优."""
    return re.sub(r"(?:创建工作|工作|活动|行动)$", "", _plain(surface)) or _plain(surface)


def find_subjects(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """What documents and meetings are about, by their titles."""
    cores: dict[str, Mention] = {}
    for mention in mentions:
        if mention.type == "Initiative" and len(core := _core(mention.surface)) >= 4:
            cores.setdefault(core, mention)
    bodies = {m.surface: m for m in reversed(mentions) if m.type in ("Place", "Agency") and len(m.surface) > 1}
    for title in mentions:
        if title.type not in ("Document", "Event"):
            continue
        topic = _named(title, cores) or _inside(article, title)
        for one in (topic, *_named_bodies(title, bodies)):
            if one and allows(title.type, "about", one.type):
                yield RelationMention(title, "about", one, None, title.span, "documents.title")


# Meetings that are about the place or body in their name, not only held by or in it: 揭牌仪式, 百年庆典, 招商推介会.
_OF_IT = re.compile(
    r"(?:推介会|招商会|庆典|周年[\u3400-\u9fff]{0,4}|揭牌[\u3400-\u9fff]{0,2}|启用仪式|开园仪式|开业仪式|奠基仪式|开工仪式|竣工仪式|通车仪式|投用仪式|揭幕仪式|成立大会|落成典礼)[”》]?$"
)


def _named_bodies(title: Mention, bodies: Mapping[str, Mention]) -> Iterator[Mention]:
    """The places and bodies of the article that stand in a document's title, or in the name of a meeting that is about them."""
    if title.type == "Event" and not _OF_IT.search(title.surface):
        return
    found = [name for name in bodies if name in title.surface and name != _plain(title.surface)]
    whole = [name for name in found if not any(name != other and name in other for other in found)]
    yield from (bodies[name] for name in sorted(whole) if not _whose(title, bodies[name]))


def _whose(title: Mention, named: Mention) -> bool:
    """Whether a name in a title only says whose it is or is part of another: 市养犬管理办法, 中央八项规定, 北京大学|研究院."""
    at = title.surface.find(named.surface)
    rest = title.surface[at + len(named.surface) :]
    leads = title.type == "Document" and not title.surface[:at].strip("《“")
    if leads and named.type == "Place" and _DIVISION.search(named.surface):
        return not _ITSELF.match(rest)
    return _HOST_TITLE.match(rest) is not None or _LONGER.match(rest) is not None


_DIVISION = re.compile(r"(?:[省市县区州盟旗]|(?<![镇乡村街岛洲湖山河江])[^镇乡村街岛洲湖山河江])$")
_ITSELF = re.compile(r"(?:县|市|区|镇|村|乡)?(?:志|史|年鉴|简史|地名志|风物志|概况)")
_LONGER = re.compile(
    r"[\u3400-\u9fff]{0,8}?(?:研究院|学院|医院|委员会|局|公司|大学)(?![\u3400-\u9fff]{0,2}(?:揭牌|成立|启用))"
)
# 市政府工作报告, 市纪委全会报告: whose document it is.
_HOST_TITLE = re.compile(
    r"(?:工作报告|工作要点|报告|章程|通知|公告|通告|决定|令|第|常务会议|全体会议|会议纪要|关于|\d{4}年|[一二三四五六七八九十]+[项条]|规定|意见)"
)


def _named(title: Mention, cores: Mapping[str, Mention]) -> Mention | None:
    """The initiative of the article that the title names, the longest one."""
    whole = _plain(title.surface)
    found = [core for core in cores if core in whole and _GENRE.search(whole, whole.find(core) + len(core))]
    return cores[max(found, key=len)] if found else None


def _inside(article: Article, title: Mention) -> Mention | None:
    match = _CAMPAIGN.search(title.surface)
    if not match or not _GENRE.search(title.surface, match.end()):
        return None
    span = Span(title.span.start + match.start(), title.span.start + match.end())
    return Mention(article.id, span, match.group(), "Initiative", "documents.implied", None, None, True)


_SIGNS = re.compile(r"(?:共同|联合|正式|现场)*(?:签订|签署|会签|签订了|签署了|会签了)$")


def find_signed(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """issues: a document that two bodies sign is a document of both, 甲与乙签订《合作协议》."""
    discourse = read(article, mentions)
    for sentence in discourse.sentences:
        for clause in sentence.clauses:
            for left, right in itertools.pairwise(clause.groups):
                gap = discourse.between(left.end, right.start)
                if not right.of("Document") or not _SIGNS.search(gap) or len(gap) > 12:
                    continue
                before = [g for g in clause.groups if g.start < left.start]
                with_first = before and discourse.between(before[-1].end, left.start) in ("与", "同", "和")
                signers = (before[-1].of("Agency") if with_first and not before[-1].link else ()) + left.of("Agency")
                start = signers[0].span.start if signers else left.start
                for signer in signers:
                    for document in right.of("Document"):
                        yield RelationMention(
                            signer, "issues", document, None, Span(start, document.span.end), "documents.signed"
                        )


_ADOPTS = re.compile(r"(?:审议|表决|研究|讨论|审定)(?:并|了|和)?(?:原则)?(?:通过)?(?:了)?|通过了?")
# The body whose meeting it is: 区委科技委员会第三次会议, 市政府常务会议.
_HOST = re.compile(
    r"(?P<host>.*?(?:人大常委会|人民代表大会常务委员会|委员会|常委会|领导小组|指挥部|政府|党组|政协|人大|协会|集团|公司|国务院|中央政治局|[省市县区]委))"
    r"(?:第?[\d一二三四五六七八九十]+[届次]|常务|全体|党组|常委会|全会|主席|主任|专题|工作|扩大|（扩大）)*(?:会议|会|全会)$"
)


def find_adopted(article: Article, page: Page, mentions: Sequence[Mention]) -> Iterator[RelationMention]:
    """issues: what a body's meeting passes, 区委科技委员会第三次会议…审议通过《工作要点》, is the body's own document."""
    discourse = read(article, mentions)
    host: Mention | None = None
    for sentence in discourse.sentences:
        for clause in sentence.clauses:
            for meeting in (m for group in clause.groups for m in group.of("Event")):
                host = _host(article, meeting) or host
            text = discourse.between(clause.start, clause.end)
            match = _ADOPTS.search(text)
            agency = any(group.of("Agency") and not group.link for group in clause.groups)
            if host is None or match is None or agency or unreal(text[: match.start()]):
                continue
            for document in objects(discourse, clause, clause.start + match.end(), ("Document",)):
                start = clause.start + match.start()
                yield RelationMention(
                    host, "issues", document, None, Span(start, document.span.end), "documents.adopted"
                )


def _host(article: Article, meeting: Mention) -> Mention | None:
    match = _HOST.fullmatch(meeting.surface)
    if not match:
        return None
    span = Span(meeting.span.start, meeting.span.start + match.end("host"))
    reading = _TERM.sub("", match["host"])
    return Mention(article.id, span, match["host"], "Agency", "documents.implied", None, reading or None, True)


# 襄阳市第七届人大常委会 is the standing committee, whatever its term.
_TERM = re.compile(r"第?[一二三四五六七八九十\d]+届")
