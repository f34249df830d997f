"""Bylines: reporters, correspondents, photographers and editors where their names are listed.

A byline is a short closed list, （记者张三 通讯员李四 王五）, □ 记者 张三, （张三 摄）, 文/张三 图/李四, whose every part is a label or
a name; therefore names need no known surname here, and where the layout lost the space between two of them
(何亚何卓) the surnames say where to cut.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.mentions.person_context import wordy
from extractors.mentions.person_names import chinese_weight, split_surname, word_weights
from extractors.mentions.person_peoples import DOTS, composed, sounds_like_name
from kg.lexicon import table
from kg.model import Article, Mention, Page, Span

_HAN = "\u3400-\u9fff"
# （…） of at most 90 characters: the longest list of reporters seen has nine names.
_BRACKETS = re.compile(r"（([^（）\n]{2,90})）")
# A line or a bullet that begins a byline without brackets; the label itself is looked up.
_BULLET = re.compile(r"(?:(?<=\n)|^|[□■●◆▲◎○☆★▌◇△※])[ 　]*")
# 本报讯 记者张三报道, 新华社北京6月4日电 记者张三、本报记者李四报道: what stands between the dateline and 报道.
_REPORTED = re.compile(r"(?:讯|电)[ 　]?(?=[^，。：；\n]{0,8}记者)([^，。：；！？\n]{3,60}?)(?=(?:摄影|综合)?报道)")
# 文/图 本报记者张三: what the people did, before who they are.
_PICTURES = re.compile(
    r"(?:文[/／、]?图|图[/／、]?文|文[/／、]摄影?)[ 　：:]*(?=本报|记者|通讯员|全媒体|融媒|见习|实习|特约|首席)"
)
_SIGNED = re.compile(
    rf"(?P<names>[{_HAN}{DOTS} 　、]{{2,36}}?)[ 　/／]+(?:摄影|文字|图文|视频)?(?:摄影报道|摄影|图文|报道|供图|摄|文[/／]图|图[/／]文|图)[ 　]*(?=\n|$)"
)
_SPACE = " 　"
_GAP = frozenset(" 　、，,；;/／&|丨+")
_AFTER_LABEL = frozenset(" 　：:/／|丨—-")
_TOKEN = re.compile(rf"[{_HAN}]+(?:[{DOTS}][{_HAN}]+)*|[A-Za-z][A-Za-z.·]*(?: [A-Z][A-Za-z.]*)*")
_DOT = re.compile(f"[{DOTS}]")
_LATIN = re.compile(r"[A-Za-z]")
_UNKNOWN_SURNAME = -26.0  # against -12 to -25 of other names: only where no other cut exists
_ORDINARY_CUT = 8.0  # against a cut that leaves an ordinary word: 夏阳|岳布衣
_ORDINARY = -12.0  # a word that is at least this common is no name of its own without a surname


@dataclass(frozen=True, slots=True)
class Byline:
    """One byline: its whole span and the spans of its names."""

    span: Span
    names: tuple[Span, ...]


@functools.cache
def _labels(kind: str) -> dict[str, frozenset[str]]:
    """The words of one kind, by their first characters (lead, rank) or their last (trail, outlet)."""
    found: dict[str, set[str]] = {}
    for row in table("person_bylines"):
        if row["kind"] == kind:
            found.setdefault(row["word"][0 if kind in ("lead", "rank") else -1], set()).add(row["word"])
    return {key: frozenset(value) for key, value in found.items()}


def _ends_with(word: str, kind: str) -> str:
    """The longest label of this kind that ends a word, or ''."""
    fitting = [label for label in _labels(kind).get(word[-1:], ()) if word.endswith(label)]
    return max(fitting, key=len, default="")


@functools.cache
def _lead_pattern() -> re.Pattern[str]:
    """A lead label with its ranks: 见习记者. The short labels 文, 图 and 通讯 count only before : or / or at the beginning."""
    ranks = "|".join(sorted((word for group in _labels("rank").values() for word in group), key=lambda w: (-len(w), w)))
    leads = sorted((word for group in _labels("lead").values() for word in group), key=lambda w: (-len(w), w))
    plain = "|".join(word for word in leads if word not in ("文", "图", "通讯"))
    return re.compile(
        rf"(?:{ranks})*(?:(?:{plain})(?:[ 　]*[：:/／|丨]|(?!站|部|手记|证|帮|节))"
        rf"|(?<![{_HAN}])[文图]+[ 　]*[：:/／]|通讯(?!员|社|录))"
    )


def cut_names(run: str) -> list[str]:
    """Cut a run of characters that lost its spaces into names, by their surnames.

    >>> cut_names("何亚何卓"), cut_names("罗欣张桥生"), cut_names("欧阳晓雪")
    (['何亚', '何卓'], ['罗欣', '张桥生'], ['欧阳晓雪'])
    """
    if len(run) <= 3 or composed(run) > -90 or (len(run) > 4 and sounds_like_name(run)):
        return [run]
    best: list[tuple[float, list[str]]] = [(0.0, []), *((-1e9, list[str]()) for _ in run)]
    for end in range(2, len(run) + 1):
        for length in (2, 3, 4):
            if end - length < 0 or best[end - length][0] < -1e8:
                continue
            name = run[end - length : end]
            weight = max(chinese_weight(name), composed(name))
            weight -= _ORDINARY_CUT if name in word_weights() and name not in wordy() else 0.0
            weight = best[end - length][0] + (weight if weight > -60 else _UNKNOWN_SURNAME - 8.0 * (length - 2))
            if weight > best[end][0]:
                best[end] = (weight, [*best[end - length][1], name])
    return best[-1][1] or [run]


def _is_name(token: str) -> bool:
    """Whether one token of a byline can be a name; 综合 and 资料 cannot."""
    if _LATIN.match(token):
        return token[0].isupper() and len(token) > 1
    if _DOT.search(token) or composed(token) > -90:
        return True
    if not 2 <= len(token) <= 4:
        return sounds_like_name(token)
    if token in wordy():
        return True
    if split_surname(token):
        return word_weights().get(token, -99.0) < _ORDINARY + 1.5
    return token not in word_weights()


def _names_of(text: str, start: int, end: int) -> list[Span] | None:
    """The names in a stretch between two labels, or None where something else stands there."""
    names: list[Span] = []
    at, tokens = start, []
    while at < end:
        if text[at] in _GAP or text[at] in "和与":
            at += 1
            continue
        match = _TOKEN.match(text, at, end)
        if not match:
            return None
        if at > start and text[at - 1] in "/／" and _ends_with(match.group(), "trail") == match.group():
            at = match.end()  # 乌日娜/文 屈平/图
            continue
        tokens.append(Span(*match.span()))
        at = match.end()
    tokens = _rejoined(text, tokens)
    for token in tokens:
        run = text[token.start : token.end]
        parts = [run] if _DOT.search(run) or _LATIN.match(run) or " " in run else cut_names(run)
        offset = token.start
        for part in parts:
            # 图片由市公安局提供: what has to be cut must be names to the eye, each with a surname.
            if len(parts) > 1 and not split_surname(part) and composed(part) < -90:
                return None
            if not _is_name(part.replace(" ", "").replace("　", "")):
                return None
            names.append(Span(offset, offset + len(part)))
            offset += len(part)
    return names


def _rejoined(text: str, tokens: list[Span]) -> list[Span]:
    """Names of two characters that were spaced out to the width of three: 王 亚."""
    out: list[Span] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            len(token) == 1
            and following
            and len(following) == 1
            and not text[token.end : following.start].strip(_SPACE)
        ):
            out.append(Span(token.start, following.end))
            at += 2
        else:
            out.append(token)
            at += 1
    return out


def _outlet(text: str, start: int, end: int) -> bool:
    """Whether what stands before a lead label is an outlet or a posting, not names: 驻江口经开区|记者."""
    chunk = text[start:end].strip(_SPACE)
    return not chunk or chunk.startswith("驻") or bool(_ends_with(chunk, "outlet"))


def _trail_start(text: str, start: int, end: int) -> int:
    """Where the trailing labels of a stretch begin: 张三|文/图."""
    while True:
        while end > start and text[end - 1] in _GAP:
            end -= 1
        label = _ends_with(text[start:end], "trail")
        before = end - len(label) - 1
        if not label or before < start:
            return end
        # 李文 is a name of its own: labels of one character other than 摄 need a gap before them.
        if len(label) == 1 and label != "摄" and text[before] not in _GAP:
            return end
        end = before + 1


def _parse(text: str, start: int, end: int, bare: bool) -> tuple[Span, ...]:
    """The names of a byline whose inside is [start, end); () where it is none. `bare`: names alone are enough."""
    names: list[Span] = []
    leads = list(_lead_pattern().finditer(text, start, end))
    trailing = _trail_start(text, start, end)
    if not leads and trailing == end and not bare:
        return ()
    first = leads[0].start() if leads else trailing
    stretches: list[tuple[int, int, bool]] = []
    if first > start:
        stretches.append((start, first, bool(leads)))
    for at, lead in enumerate(leads):
        stop = leads[at + 1].start() if at + 1 < len(leads) else trailing
        stretches.append((lead.end(), max(stop, lead.end()), at + 1 < len(leads)))
    for low, high, before_lead in stretches:
        while low < high and text[low] in _AFTER_LABEL:
            low += 1
        high = _trail_start(text, low, high)
        if before_lead:
            high = _without_outlet(text, low, high)
        found = _names_of(text, low, high) if high > low else []
        if found is None:
            return ()
        names += found
    return tuple(names)


def _without_outlet(text: str, low: int, high: int) -> int:
    """Leave out the outlet that stands right before the next label: 张三 澜川日报|记者."""
    if _outlet(text, low, high) and text[low:high].strip(_SPACE):
        cut = max(text.rfind(gap, low, high) for gap in " 　、")
        return cut if cut > low else low
    return high


def _bracketed(text: str) -> Iterator[Byline]:
    for match in _BRACKETS.finditer(text):
        start, end = match.span(1)
        dateline = text[max(0, match.start() - 3) : match.start()].strip(_SPACE).endswith(("讯", "电"))
        closing = dateline or (
            text[match.end() : match.end() + 1] in ("", "\n")
            and (match.start() == 0 or text[match.start() - 1] in "。！？”；…\n ")
        )
        names = _parse(text, start, end, bare=False)
        if not names and closing and _plausible(text, start, end):
            names = _parse(text, start, end, bare=True)
        if names:
            yield Byline(Span(*match.span()), names)


def _plausible(text: str, start: int, end: int) -> bool:
    """Whether a bracket at the end of an article holds nothing but names with known surnames: （张三 李四）."""
    tokens = [token for token in re.split(r"[ 　、，]+", text[start:end]) if token]
    if not 1 <= len(tokens) <= 6:
        return False
    usual = word_weights()
    return all(
        token in wordy() or (2 <= len(token) <= 4 and chinese_weight(token) > -27 and token not in usual)
        for run in tokens
        for token in (cut_names(run) if len(run) < 10 else [run])
    )


def _lined(text: str) -> Iterator[Byline]:
    """Bylines at the beginning of a line or after a bullet: □ 记者 张三 通讯员 李四."""
    for match in _BULLET.finditer(text):
        start = match.end()
        pictures = _PICTURES.match(text, start)
        start = pictures.end() if pictures else start
        lead = _lead_pattern().match(text, start) or _far_lead(text, start)
        if lead is None:
            yield from _signed(text, start)
            continue
        bullet = bool(match.group().strip())
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        stop = next(
            (at for at in range(lead.end(), line_end) if text[at] in "。，；！？（“《" or text[at].isdigit()), line_end
        )
        if stop - start > 90:
            continue
        names = _parse(text, start, stop, bare=False)
        if names and (bullet or stop == line_end):
            yield Byline(Span(start, stop), names)


def _signed(text: str, start: int) -> Iterator[Byline]:
    """A line of nothing but names and what they did: 托里江·艾山 云霄 摄影报道."""
    match = _SIGNED.match(text, start)
    if not match:
        return
    end = match.end("names")
    names = _names_of(text, start, end)
    if names and all(_known_shape(text[name.start : name.end]) for name in names):
        yield Byline(Span(start, match.end()), tuple(names))


def _known_shape(name: str) -> bool:
    """Whether a name without a label before it looks like one: by its surname, its dot, its sound or as a listed word."""
    bare = name.replace(" ", "").replace("　", "")
    if _DOT.search(bare) or bare in wordy() or composed(bare) > -90:
        return True
    return 2 <= len(bare) <= 4 and bool(split_surname(bare)) and bare not in word_weights()


def _far_lead(text: str, start: int) -> re.Match[str] | None:
    """A lead label after an outlet at the beginning of a line: 本报驻京|记者, 澜川日报|记者."""
    if text[start : start + 1] in ("", "\n"):
        return None
    lead = _lead_pattern().search(text, start, start + 18)
    return lead if lead and _outlet(text, start, lead.start()) and "\n" not in text[start : lead.start()] else None


def _reported(text: str) -> Iterator[Byline]:
    for match in _REPORTED.finditer(text):
        names = _parse(text, *match.span(1), bare=False)
        if names:
            yield Byline(Span(*match.span(1)), names)


def find_byline_regions(text: str) -> list[Byline]:
    """All bylines of a text in text order, none overlapping another."""
    found = sorted([*_bracketed(text), *_lined(text), *_reported(text)], key=lambda byline: byline.span)
    out: list[Byline] = []
    for byline in found:
        if not out or byline.span.start >= out[-1].span.end:
            out.append(byline)
    return out


def byline_regions(text: str) -> list[Span]:
    """The spans of all bylines."""
    return [byline.span for byline in find_byline_regions(text)]


def _of_the_source(article: Article) -> Iterator[Span]:
    """The names in the author's column of an export, which has no labels: 沈微；潘路, but not 新闻部 or admin."""
    text, usual = article.chars, word_weights()
    for line in article.bylines:
        names = _parse(text, line.start, line.end, bare=True) if line.end <= article.body else ()
        for span in names:
            name = article.quote(span)
            if "·" in name or name in wordy() or (chinese_weight(name) > -27 and name not in usual):
                yield span


def find_bylines(article: Article, page: Page) -> Iterator[Mention]:
    """The people of an article's bylines.

    >>> from kg.model import Text
    >>> t = "本报讯（记者何亚何卓 通讯员沐阳）近日"
    >>> a = Article("a", "p", "news", None, (), (), Text(t, tuple(range(len(t)))))
    >>> [m.surface for m in find_bylines(a, Page("p", t))]
    ['何亚', '何卓', '沐阳']
    """
    for byline in find_byline_regions(article.chars):
        for span in byline.names:
            yield Mention(article.id, span, article.quote(span), "Person", "bylines.list")
    for span in _of_the_source(article) if page.given else ():
        yield Mention(article.id, span, article.quote(span), "Person", "bylines.source")
