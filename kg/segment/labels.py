"""What each line of a page is: a body's start, paragraph, continuation, a headline, a byline, a credit, furniture.

Lines with a mark (本报讯, □ 记者, （… 摄）) are certain. The others are labelled together, by the cheapest way through the whole
page: a headline line and the first line of a paragraph look alike, but a body does not stop in the middle of a sentence
at the full width of its column, and a headline is not followed by the middle of one.
"""

from __future__ import annotations

import re
from enum import Enum

from kg.segment.lines import Line
from kg.segment.marks import (
    JUMP_FROM,
    JUMP_TO,
    MARKS,
    PHOTOGRAPHER_LINE,
    ends_with_credit,
    is_byline,
    is_credit,
    is_date,
    is_dateline,
    is_furniture,
    is_notice,
)


class Label(Enum):
    """What a line is."""

    START = "start"  # the first line of an article's body, by its dateline
    PARAGRAPH = "paragraph"
    INNER = "inner"  # goes on with the sentence or paragraph of the line before
    HEAD = "head"  # headline, kicker, subhead, column label
    BYLINE = "byline"  # □ 记者 沈微
    CREDIT = "credit"  # （沈微 摄） on a line of its own
    JUMP = "jump"  # （上接第1版）
    ONWARD = "onward"  # （下转第3版）
    FURNITURE = "furniture"
    DOUBLE = "double"  # printed a second time


BODY = (Label.START, Label.PARAGRAPH, Label.INNER)
_FREE = (Label.PARAGRAPH, Label.INNER, Label.HEAD)
STOPS_SHORT = 2.0  # a column's line that ends far from its edge, and yet goes on

_COMMA = re.compile(r"[，、]")
_STOP = re.compile(r"[。；](?!\Z)")
_PUNCTUATION = re.compile(r"[，。：；！？、]")
_TITLE_NOTE = re.compile(r"[（(][^（）()。]{2,60}(?:通过|公布|发布|施行|印发|修订|修正|批准|公告)[）)]\Z")
_WHEN = re.compile(
    r"(?:近日|日前|昨[日天晚]?|前不久|连日来|近年来|[今去当][年日天]\S{0,6}|(?:\d{4}年)?\d{1,2}月\d{1,2}日\S{0,5}|图为|这是)[，：在是]?"
)
_TOLD = re.compile(r"记者.{0,3}从.{2,14}(?:获悉|了解到|$)")  # the first words of a piece of news
_BROKEN_OFF = re.compile(
    r".?[，。；：！？、）”》]"
)  # 言，两千名民兵…: the end of a sentence that began in the line before
_ENUMERATION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑳]|\d{1,2}[.、．])"
)


def label_lines(lines: list[Line], raw: str) -> list[Label]:
    """A label for each line."""
    labels: list[Label | None] = []
    for i, line in enumerate(lines):
        labels.append(_certain(line, lines[i - 1] if i else None, labels[-1] if labels else None, raw))
    opened = [i for i, label in enumerate(labels) if label not in (Label.FURNITURE, Label.DOUBLE)]
    for i, label in zip(opened, _cheapest([lines[i] for i in opened], [labels[i] for i in opened]), strict=True):
        labels[i] = label
    return _signed([label or Label.INNER for label in labels], lines)


def _signed(labels: list[Label], lines: list[Line]) -> list[Label]:
    """Give a notice the lines that sign it, the name of a body and a date: 城东供电所 | 2024年6月6日."""
    for i, line in enumerate(lines):
        if not is_date(line.text) or labels[i] in BODY:
            continue
        names = i
        while names and labels[names - 1] is Label.HEAD and lines[names - 1].text[-1] not in "：—" and i - names < 3:
            names -= 1
        if names < i and names and labels[names - 1] in BODY and lines[names - 1].closed:
            labels[names : i + 1] = [Label.PARAGRAPH] * (i + 1 - names)
    return labels


def _certain(line: Line, before: Line | None, label_before: Label | None, raw: str) -> Label | None:
    """The label that a line's own marks prove, or None."""
    spaced = raw[line.start : line.end]
    found = JUMP_FROM.match(line.text)
    if found and found.end() == len(line.text):
        return Label.JUMP
    if JUMP_TO.match(line.text):
        return Label.ONWARD
    if before is not None and before.text == line.text and len(line.text) >= 4 and not line.closed:
        return Label.DOUBLE
    if is_dateline(line.text):
        return Label.START
    if _TITLE_NOTE.match(line.text) or (line.doubled and not re.search("[。；]", line.text)):
        return Label.HEAD
    amid = before is not None and label_before in (None, Label.START) and not before.closed and before.full
    if is_credit(spaced) and not (amid and before is not None and _open_bracket(before.text)):
        return Label.CREDIT
    amid_byline = (
        amid
        and line.text[0] not in MARKS
        and (line.columnar or line.full)
        and not line.text.endswith(("文/图", "文/摄"))
    )
    if before is not None and before.closed and PHOTOGRAPHER_LINE.match(line.text):
        return Label.CREDIT  # 本报记者沈微摄, below a caption
    if is_byline(line.text, spaced) and not amid_byline:
        return Label.BYLINE
    if is_furniture(line.text) and not (amid and line.columnar):
        return Label.FURNITURE
    return None


def _open_bracket(text: str) -> bool:
    return text.rfind("（") > text.rfind("）")


def _cheapest(lines: list[Line], certain: list[Label | None]) -> list[Label]:
    """The labels of least cost for lines in order (Viterbi)."""
    costs: dict[Label, float] = {}
    back: list[dict[Label, Label | None]] = []
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        fixed = certain[i]
        options = (fixed,) if fixed else _FREE
        now: dict[Label, float] = {}
        came: dict[Label, Label | None] = {}
        for label in options:
            own = 0.0 if fixed else _own_cost(label, line, lines[i + 1] if i + 1 < len(lines) else None)
            if before is None:
                now[label], came[label] = own + {Label.INNER: 2.0, Label.PARAGRAPH: 0.5}.get(label, 0.0), None
                continue
            total, previous = min(
                ((cost + _step_cost(old, before, label, line), old) for old, cost in costs.items()),
                key=lambda pair: pair[0],
            )
            now[label], came[label] = total + own, previous
        costs = now
        back.append(came)
    return _walk_back(costs, back, lines)


def _walk_back(costs: dict[Label, float], back: list[dict[Label, Label | None]], lines: list[Line]) -> list[Label]:
    if not lines:
        return []
    last = lines[-1]
    label: Label | None = min(costs, key=lambda one: costs[one] + (0.0 if one not in BODY or last.closed else 3.0))
    path: list[Label] = []
    for came in reversed(back):
        assert label is not None
        path.append(label)
        label = came[label]
    return path[::-1]


def _own_cost(label: Label, line: Line, after: Line | None) -> float:
    """How ill a label suits a line by itself."""
    if label is Label.HEAD:
        return _head_cost(line, after)
    if label is Label.INNER:
        return _inner_cost(line)
    cost = 0.0 if line.indented is None else -0.5 if line.indented else 1.5
    if not _PUNCTUATION.search(line.text):
        cost += 1.5 if line.blank and (after is None or after.blank) and not line.closed else 0.7
    if leads(line.text):
        cost -= 0.5
    if after is not None and not after.blank and 1.5 <= after.width - line.width <= 3.1 and not line.closed:
        cost -= 0.4  # the indent of a first line
    if _BROKEN_OFF.match(line.text):
        cost += 2.0
    cost += 2.5 * _unbalanced(line.text)[1]
    if not line.closed and not line.half_closed and not line.columnar:
        if not line.columns:
            cost += 0.5
        elif not any(w - 3.2 <= line.width <= w + 1.0 for w in line.columns):
            cost += 0.5 if any(w - 4.2 <= line.width <= w + 1.0 for w in line.columns) else 2.5
    if line.closed and not _STOP.search(line.text + "。") and line.text[-1] in "！？!?" and line.blank:
        cost += 0.5
    return cost


def _inner_cost(line: Line) -> float:
    if line.indented:
        return 5.0
    if line.closed:
        return 0.0 if line.columnar or not line.columns or line.width <= line.columns[-1] + 2 else 2.0
    if line.columnar:
        return 0.0
    if not line.columns:
        return 1.0
    if line.short:
        return 2.0 if line.half_closed else 4.0
    if line.width > line.columns[-1] * 1.5:
        return 5.0
    return 0.0 if line.full else 1.0 if line.width <= line.columns[-1] + 2 else 3.0


def _head_cost(line: Line, after: Line | None) -> float:
    text = line.text
    cost = 1.5 if line.indented else 0.0
    if text[-1] in "，、,":
        cost += 4.0
    if text.endswith(("。", "；", "。”", "。）")):
        cost += 8.0
    elif _STOP.search(text):
        cost += 6.0
    commas = len(_COMMA.findall(text[:-1]))
    cost += 0.0 if not commas else 1.0 if commas == 1 else 3.0 if "，" in text else 1.5
    if line.width > 32:
        cost += 1.5 if line.width <= 42 else 5.0
    cost += 3.0 * sum(_unbalanced(text))
    if leads(text):
        cost += 3.0
    alone = line.blank and (after is None or after.blank)
    if line.columnar and not alone and line.width >= 10:
        cost += 1.5
    if alone and not _PUNCTUATION.search(text):
        cost -= 0.7
    news = after is not None and not after.blank and (leads(after.text) or bool(_TOLD.match(after.text)))
    if news and line.blank and not line.full and not _PUNCTUATION.search(text):
        cost -= 2.5
    if _ENUMERATION.match(text) and len(text) > 24:
        cost += 1.0
    return cost


def leads(text: str) -> bool:
    """Whether a line begins as captions and leads do, by the time: 近日，在望江区… and 5月6日，"""
    found = _WHEN.match(text)
    return bool(found) and "，" in text[:16]


def _unbalanced(text: str) -> tuple[int, int]:
    """How many kinds of brackets a line leaves open, and how many it closes without opening.

    >>> _unbalanced("推进“一件"), _unbalanced("事”、改革"), _unbalanced("“一件事”")
    ((1, 0), (0, 1), (0, 0))
    """
    opened = closed = 0
    for left, right in ("《》", "“”", "（）"):
        if text.count(left) > text.count(right):
            opened += 1
        elif text.count(left) < text.count(right) or text.find(right) < text.find(left):
            closed += 1
    return opened, closed


def _step_cost(old: Label, before: Line, label: Label, line: Line) -> float:
    """How ill a label follows the label of the line before."""
    if old is Label.START and before.text.endswith(("）", "讯", "电", ")")) and label in BODY:
        return _widening(before, line) if label is Label.INNER else 4.0
    if old in BODY:
        # the first line of a paragraph is shorter by its indent, not by half
        halved = label is Label.INNER and old is Label.PARAGRAPH and line.width - before.width > 4
        halved &= not _PUNCTUATION.search(before.text)
        # a paragraph of one line that ends in no stop, above a headline: 春耕时节，专家送来“及时雨” is a kicker
        lone = old is Label.PARAGRAPH and label is Label.HEAD and not before.closed and not before.half_closed
        # a text that begins by its time below a line without any mark: the line was its headline
        begins = old is Label.PARAGRAPH and label is Label.INNER and bool(_WHEN.match(line.text))
        begins &= not _PUNCTUATION.search(before.text)
        return _from_body(before, label, line) + 2.5 * halved + 2.0 * lone + (1.5 + 2.5 * leads(line.text)) * begins
    if old is Label.HEAD:
        soft = (1.5 if line.blank else 1.8) + (2.0 if line.text.startswith("——") else 0.0)
        notice = 1.5 * is_notice(before.text)  # the text of a notice stands right below its headline
        head = (0.0 if line.blank else 0.2) + notice
        onward = 4.0  # a text goes on on another page, not a headline
        costs = {Label.PARAGRAPH: soft - notice, Label.INNER: 8.0, Label.HEAD: head, Label.ONWARD: onward}
        return costs.get(label, 0.0)
    if old in (Label.BYLINE, Label.JUMP):
        return {Label.PARAGRAPH: 0.3, Label.INNER: 0.5 if old is Label.JUMP else 8.0, Label.HEAD: 0.3}.get(label, 0.0)
    return {Label.PARAGRAPH: 1.0, Label.INNER: 4.0}.get(label, 0.0)


def _widening(before: Line, line: Line) -> float:
    """The cost of going on in a line that is wider, or the gain where it is wider by the two characters of an indent."""
    wider = line.width - before.width
    if 1.4 <= wider <= 2.6 and line.short and not line.blank:
        return -2.0
    return 1.5 if wider > 3.2 and not line.blank else 0.0


def _breaks_off(line: Line, after: Line) -> bool:
    """Whether a line ends far before its column, by more than the indent of a first line, or before one twice as long."""
    if not line.columns:
        return after.width > 2 * line.width
    return line.width < line.columns[0] - 3.2 and not line.columnar


def _from_body(before: Line, label: Label, line: Line) -> float:
    if label is Label.ONWARD:
        return 0.0  # the sentence goes on on another page
    credit = before.closed and before.text[-1] in "）)" and ends_with_credit(before.text)
    if before.text[-1] == "”" and line.text[0] == "“" and label is Label.INNER:
        return 2.5  # quotes that meet without a comma: a subhead in quotes, and speech after it
    if before.closed:
        if line.text.startswith("——") and label is Label.HEAD:
            return 10.0  # whose words a quotation is, not a subhead
        if label is Label.PARAGRAPH:
            return 1.0 if credit else 0.0 if before.short or line.blank or not before.full else 0.5
        if label is Label.INNER:
            return 5.0 if before.short or credit else 0.9 if line.blank or not before.full else 0.3
        return 1.0 if label is Label.HEAD else 0.0
    if before.half_closed:
        head = 6.0 if before.text[-1] in "；;" else 3.0  # a list goes on
        return {Label.PARAGRAPH: 0.5, Label.INNER: 0.3, Label.HEAD: head}.get(label, 1.0)
    stopped = before.short
    if label is Label.PARAGRAPH:
        return 3.5 if stopped else 7.0
    if label is Label.HEAD:
        return 3.5 if stopped else 9.0
    if label is Label.INNER:
        return _widening(before, line) + (STOPS_SHORT if _breaks_off(before, line) else 0.0)
    return 4.0
