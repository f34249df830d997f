"""The parts of a title phrase as they are printed: where each post stands, and where the agency before it begins.

澜川区委副书记、区长 has two parts, 澜川区委|副书记 and |区长. What they mean is for `kg.posts`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.lexicon import table, words


@dataclass(frozen=True, slots=True)
class Part:
    """One link of the chain before its agency is understood: [start, role_start) may hold an agency."""

    start: int
    role_start: int
    end: int
    word: str


# Ranks that belong to the role, longest first, and marks of time or standing that do not: 原市委书记, 前国脚.
_RANKS = (
    "常务副",
    "专职副",
    "代理",
    "执行",
    "常务",
    "第一",
    "名誉",
    "助理",
    "联席",
    "轮值",
    "首席",
    "资深",
    "高级",
    "特约",
    "副",
    "代",
)
_TIMES = ("时任", "现任", "新任", "曾任", "原任", "历任", "原", "前")
# What an agency's characters may be; the brackets and quotes of （宜城）有限公司 are looked at apart.
_STOP = frozenset("，。、；：:,;！？!?“”‘’《》〈〉（）()【】[]\n\t\r　…—-~·*□■●▲△/／|｜兼暨")
# 和, 与 and 及 inside a name of an office rather than between two people: 住房和城乡建设局, 文化和旅游局.
_AND = re.compile(
    r"(?:人力资源|住房|经济|发展|文化|自然资源|市场监督|政务服务|国土资源|规划|工业|民族|农业|教育|新闻出版|检验|体育|水利|科学|广播|"
    r"卫生|健康|国防|妇女|儿童|退役|法制|环境|应急|社会|信息|食品|安全|价格|物价|共|亲|祥|颐|谐|泰|人)$"
)
_DATE = re.compile(r".*[\d〇](?:年|月|日|时|点|岁|届|余名|名|位|次)(?:上午|下午|晚|晚上|早上|凌晨|，)?", re.S)
_MAX_AGENCY = 40


@functools.cache
def post_rows() -> dict[str, dict[str, str]]:
    """The rows of posts.tsv by post."""
    return {row["post"]: row for row in table("posts")}


@functools.cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(post) for post in post_rows()}, reverse=True))


@functools.cache
def _tails() -> frozenset[str]:
    """The last two characters of all posts: a cheap first question."""
    return frozenset(post[-2:] for post in post_rows())


@functools.cache
def _cuts() -> dict[str, tuple[str, ...]]:
    """The words of two characters and more that end what precedes a title, by their last two characters."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(words("person_title_cuts")):
        if len(word) > 1:
            found[word[-2:]] = (*found.get(word[-2:], ()), word)
    return found


def _after_cut(chunk: str, least: int) -> int:
    """The place after the last cutting word of a chunk that ends behind `least`, or `least`."""
    cuts = _cuts()
    for end in range(len(chunk), max(least, 1), -1):
        if any(chunk.endswith(word, 0, end) for word in cuts.get(chunk[end - 2 : end], ())):
            return end
    return least


@functools.cache
def _edges() -> dict[str, tuple[str, str]]:
    """For each one-character word that ends what precedes a title: the characters that join it to a longer word."""
    return {row["word"]: (row["right"], row["left"]) for row in table("person_title_edges")}


def _ends_before(chunk: str, at: int) -> bool:
    """Whether the character at `at` is a word of its own: 由 in 由市长, not in 自由贸易区."""
    right, left = _edges()[chunk[at]]
    following, preceding = chunk[at + 1 : at + 2], chunk[at - 1 : at] if at else ""
    return not (following and following in right) and not (preceding and preceding in left)


def post_before(text: str, end: int) -> str | None:
    """The longest listed post whose last character is text[end - 1].

    >>> post_before("市经信局局长", 6), post_before("高质量", 3)
    ('局长', None)
    """
    if text[max(0, end - 2) : end] not in _tails():
        return None
    posts = post_rows()
    for length in _lengths():
        if length <= end and text[end - length : end] in posts:
            return text[end - length : end]
    return None


def _role_start(text: str, start: int) -> int:
    """Take the ranks before a post into the role: 常务|副|区长."""
    while True:
        for rank in _RANKS:
            if text.endswith(rank, 0, start):
                start -= len(rank)
                break
        else:
            return start


def after_and(chunk: str) -> int:
    """The place after the last 和, 与, 及 that joins two people instead of standing inside a name."""
    for match in reversed(list(re.finditer("[和与及]", chunk))):
        at = match.start()
        if not _AND.search(chunk, 0, at) and _ends_before(chunk, at):
            return at + 1
    return 0


def after_word(chunk: str) -> int:
    """The place after the last one-character word that ends what precedes a title: 由|市长."""
    edges = _edges()
    for at in range(len(chunk) - 1, -1, -1):
        if chunk[at] not in "和与及" and chunk[at] in edges and _ends_before(chunk, at):
            return at + 1
    return 0


def _run_start(text: str, end: int) -> int:
    """How far left the characters of an agency's name can reach, brackets and quotes inside it included."""
    start = end
    while start > 0 and end - start < _MAX_AGENCY:
        char = text[start - 1]
        opening = {"）": "（", ")": "(", "”": "“"}.get(char)
        if opening and (start != end or opening == "“"):
            before = text.rfind(opening, max(0, start - 14), start - 1)
            if before > 0 and text[before + 1 : start - 1].isalnum() and (opening == "“" or text[before - 1].isalnum()):
                start = before
                continue
        if char in _STOP or char == " ":
            break
        start -= 1
    return start


def _agency_start(text: str, end: int) -> int:
    """Where the agency that ends at `end` begins.

    >>> t = "近日，会见了华光（宜城）有限公司"; t[_agency_start(t, len(t)):]
    '华光（宜城）有限公司'
    """
    start = _run_start(text, end)
    chunk = text[start:end]
    date = _DATE.match(chunk)
    skip = _after_cut(chunk, max(date.end() if date else 0, after_and(chunk), after_word(chunk)))
    for time in _TIMES:
        if chunk.startswith(time, skip):
            skip += len(time)
            break
    return start + skip


def _part(text: str, end: int) -> Part | None:
    """The part of a title chain that ends at `end`, or None where no post stands there."""
    word = post_before(text, end)
    if not word:
        return None
    role_start = _role_start(text, end - len(word))
    before = role_start
    if (
        before
        and text[before - 1] in "原前"
        and text[max(0, before - 2) : before - 1] not in ("太", "平", "草", "之", "以")
    ):
        before -= 1
    start = min(_agency_start(text, before), role_start)
    return Part(start, role_start, end, word)


_LIST = re.compile(r"(?:[\u3400-\u9fff·]{2,4}[ ]?(?:（女）)?、)+$")


def chain_end(text: str, name_start: int) -> int:
    """Where the title phrase before a name ends: directly, before a space, or before a list of earlier names.

    >>> chain_end("副区长甘小雨、", 7)
    3
    """
    end = name_start
    while end and text[end - 1] in " “‘":
        end -= 1
    if end and text[end - 1] == "、":
        names = _LIST.search(text, max(0, end - 60), end)
        if names:
            for start in range(names.start() + 2, names.start() + 12):
                stop = text.find("、", start)
                if 0 <= stop - start <= 4 and stop - start >= 2 and stop < end and post_before(text, start):
                    return start
            first = names.start()
            return _before_name(text, first, text.find("、", first))
    return end


def _before_name(text: str, low: int, high: int) -> int:
    """The end of a post right before the name that ends at `high`; `high` itself where there is none."""
    for start in range(max(0, low - 4), high - 1):
        if 2 <= high - start <= 4 and post_before(text, start):
            return start
    return high


def chain(text: str, end: int) -> list[Part]:
    """The parts of the title phrase that ends at `end`, first one first."""
    parts: list[Part] = []
    while True:
        part = _part(text, end)
        if part is None:
            return parts
        parts.insert(0, part)
        end = part.start
        if end and text[end - 1] in "、，兼暨" and len(parts) < 8:
            end -= 1
        else:
            return parts
