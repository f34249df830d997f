"""Places that only a name can fill: 任命|方正|为市财政局局长, 市领导罗毅、|舒畅|、毛志远参加.

In them also a name that is an ordinary word, and one with a rare surname, is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mentions.person_context import Guess, anonymous, courtesies, wordy
from extractors.mentions.person_names import chinese_odds, plain_weight, split_surname, surnames, word_weights
from extractors.mentions.person_peoples import composed
from kg.model import Span
from kg.posts import post_before

_CERTAIN = 40.0
_NAME = r"[\u3400-\u9fff]{2,4}?(?:[·•・][\u3400-\u9fff]{1,9})*"
_NAMES = rf"(?P<names>{_NAME}(?:[、和]{_NAME})*)"
_SEX = r"(?:（[女男][^（）\n]{0,12}）)?"
_FORMS = r"(?:等?[\d一二两三四五六七八九十]*[名位]?同志|等[\d一二三四五六七八九十]+[人名位](?:同志)?)?"
# 任命张三为, 免去李四的…职务, 选举王五、赵六为, 接受钱七辞去, 增补孙八为.
_VERB = re.compile(r"任命|免去|聘任|聘请|续聘|选举|补选|增选|改选|推选|推举|增补|提名|接受|撤销|罢免|终止|追授|举荐")
_FRAME = re.compile(rf"(?:了|：|产生)?{_NAMES}{_SEX}{_FORMS}(?P<close>为|的|担任|兼任|任|辞去|不再担任)")
# ；李四为市教育局局长, 。王五同志任: the later members of a list of appointments.
_MEMBER = re.compile(rf"(?:(?<=[；。：\n，])|^)[ 　]*{_NAMES}{_SEX}{_FORMS}(?P<close>为|的|担任|任)")
_APPOINTING = re.compile(r"任免|任命|免去|选举|补选|任前公示|干部公示")
_OFFICE = re.compile(r"[^。；\n]{1,70}")
_LEAVING = re.compile(r"职务|代表资格|委员资格|请求|辞")
_NO_NAME = re.compile(r"[他她它其你我这那各本该某谁们不者员的了着为]|同志|自己|以上|上述")
_TOKEN = re.compile(
    r"(?<=、)(?P<name>[\u3400-\u9fff]{2,6}?)(?=[、，。；（]|等|$|[和与及]|以及|参加|参与|出席|陪同|到会|列席|随|先后|分别|共同|一同|一道|一起|应邀|在场)"
)


def could_be_name(token: str, word_too: bool = False) -> bool:
    """Whether a token that fills a closed place can be a name: it has a surname and is no ordinary word.

    >>> could_be_name("方正"), could_be_name("单位"), could_be_name("欧阳明月"), could_be_name("工作人员")
    (True, False, True, False)
    """
    if "·" in token or composed(token) > -90:
        return True
    surname = split_surname(token)
    if not surname or _NO_NAME.search(token) or token[1:] in courtesies() or token.startswith(anonymous(), surname):
        return False
    if len(token) == 4 and surname == 1 and chinese_odds(token)[1] < 0.0:
        return False
    if token in wordy() or (word_too and len(token) < 4):
        return not post_before(token, len(token))
    return token not in word_weights() and not post_before(token, len(token)) and _not_words(token)


def _not_words(token: str) -> bool:
    """Whether a token is no plain sequence of common words: 高质量 and 安全员 are."""
    if len(token) == 3 and token[1:] in word_weights() and token[0] in surnames():
        return chinese_odds(token)[1] > -6.0
    return plain_weight(token) < -14.0


def _office_follows(text: str, start: int, close: str) -> bool:
    """Whether the clause behind a name names an office: 为|市财政局局长, 的|市财政局局长职务."""
    found = _OFFICE.match(text, start)
    if not found:
        return False
    clause = found.group()
    if close in ("的", "辞去") and not _LEAVING.search(clause):
        return False
    return any(post_before(clause, end) for end in range(2, len(clause) + 1))


def _fill(text: str, match: re.Match[str]) -> Iterator[Guess]:
    names = re.split("[、和]", match.group("names"))
    if not all(could_be_name(name) for name in names) or not _office_follows(text, match.end(), match.group("close")):
        return
    start = match.start("names")
    for name in names:
        yield Guess(Span(start, start + len(name)), name, _CERTAIN, "title")
        start += len(name) + 1


def appointed(text: str) -> Iterator[Guess]:
    """The names in appointments and dismissals.

    >>> [g.surface for g in appointed("任命方正为市财政局局长；免去全胜的市教育局局长职务。")]
    ['方正', '全胜']
    """
    if not _APPOINTING.search(text) and not _VERB.search(text):
        return
    last = 0
    for verb in _VERB.finditer(text):
        frame = _FRAME.match(text, verb.end())
        if frame:
            yield from _fill(text, frame)
        low = max(last, verb.end())
        last = max(low, min(len(text), verb.end() + 200))
        for member in _MEMBER.finditer(text, low, last):
            yield from _fill(text, member)


def list_members(text: str, ends: set[int], starts: set[int]) -> Iterator[Guess]:
    """The tokens of a list that stand beside an accepted name: 罗毅、|舒畅|、毛志远.

    `ends` and `starts` are the places where accepted names end and start; members that are found join them.
    """
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start in starts:
            continue
        after, before = start - 1 in ends, end + 1 in starts and text[end] == "、"
        if (after or before) and could_be_name(match.group(), word_too=after and before):
            ends.add(end)
            starts.add(start)
            yield Guess(Span(start, end), match.group(), _CERTAIN, "title")
