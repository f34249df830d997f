"""Places of one character: 中 and 美 of 中美关系, 华 of 访华, 京 of 在京举行, and the paper's own city (在荆举办).

A character is a place only in the few patterns in which the language lets it be one: beside another of its kind, before 方,
after 访, 来, 在, and there only where the clause goes on as after a name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kg.lexicon import table
from kg.places.tree import Node

# 中美关系, 日俄首脑会晤; 欧 of 中欧班列 is left to the name of the train.
_TOGETHER = (
    r"(?=关系|[两三]国|双[方边]|之间|贸易|经贸|经济|联合|战略|战争|合作|元首|首脑|领导人|总统|总理|外长|边[境界]|建交|友好|友谊|会谈|会晤|谈判"
    r"|和平|和谈|冲突|文化交流|人民|民间|交流|青年|投资|企业家|科技|军事|外交|协[定议]|条约|联合公报|公报|三边|地区|[、，。])"
)
_PARTY = r"方(?![面向针案法式便程才形位圆言桌正可阵]|[圆块]|案)"
# After 在京 and 访华 a deed or the end of the clause follows; 在京剧, 来华山 and 在深圳 do not.
_GOES_ON = (
    r"(?=[，。、；！？）”\n]|举[行办]|召开|开[幕展赛讲拍]|闭幕|启动|启幕|落幕|亮相|发布|公布|揭[晓牌幕]|签[约署订]|成立|考察|调研|参加|出席|访问|进行"
    r"|投资|招商|创业|就业|务工|工作|学习|生活|居住|期间|企业|高校|院校|央企|留学|外[资商企国]|大使|使馆|会见|会晤|举|先后|之行)"
)
_NEAR = r"(?<=[访来对驻在赴抵入离返进到援侨])"
_PLAIN_LEFT = re.compile(r"[存现实潜内外将从正往未近原本该所到由归回往]\Z")  # 存在, 现在, 外来, 将来, 未来, 相对


@functools.cache
def _names() -> dict[str, dict[str, str]]:
    """The characters of each use, with the place that each one means."""
    found: dict[str, dict[str, str]] = {}
    for row in table("place_abbreviations"):
        for use in row["use"].split():
            found.setdefault(use, {})[row["character"]] = row["name"]
    return found


@functools.lru_cache(maxsize=32)
def _patterns(own: str) -> re.Pattern[str]:
    """All patterns; `own` is the first character of the home's city, which its paper uses like 京 and 沪."""
    uses = {use: "".join(characters) for use, characters in _names().items()}
    return re.compile(
        rf"(?P<pair>[{uses['pair']}]{{2,3}}){_TOGETHER}|(?P<party>[{uses['party']}]){_PARTY}"
        rf"|{_NEAR}(?P<visit>[{uses['visit']}{own}]){_GOES_ON}"
    )


def find_short(text: str, city: Node | None) -> Iterator[tuple[int, int, str]]:
    """Each place of one character: start, end and the name that it means, the character itself where that is not certain."""
    own = city.short[:1] if city is not None and len(city.short) == 2 else ""
    for match in _patterns(own).finditer(text):
        use = match.lastgroup or ""
        if use == "visit" and _PLAIN_LEFT.search(text, max(0, match.start() - 2), match.start() - 1):
            continue
        for at in range(*match.span(use)):
            name = _names()[use].get(text[at], "") if text[at] != own or city is None else city.name
            yield at, at + 1, name or text[at]
