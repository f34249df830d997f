"""The marks by which a newspaper tells its reader what a line is: datelines, bylines, credits, jumps, page furniture."""

from __future__ import annotations

import functools
import re

from kg.lexicon import words

MARKS = "□■◎●○◆△▲☆★◇▢◼▪►▶"  # what papers print before the names of their reporters
_NAME = r"[\u3400-\u9fff·]{2,5}"
_ROLE = (
    r"(?:(?:本报|本台|本刊|全媒体|融媒体?|首席|见习|实习|特约|特派|驻[\u4e00-\u9fff]{1,8}?|今日[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{2,4}(?:[日晚晨早时周]?报|融媒|电视台|新闻网))*"
    r"(?:记者|通讯员|通讯|特约撰稿人|撰稿人?|评论员|作者|摄影|摄像|文字|文|图|摄|撰文|采写|供图|编辑整理))"
)

_OUTLET = r"(?:本[报刊台网]|[\u4e00-\u9fff]{1,6}(?:[日晚晨早时商周]报|都市报|新报|导报|融媒体?(?:中心)?|传媒|新闻网?|发布|在线|网|云|时刻|客户端|电视台|通讯社))"
_WHERE = r"(?:(?!记者|通讯|特约|见习)[\u4e00-\u9fff]){0,6}?(?:\d{1,2}月\d{1,2}日)?"  # 本报澜川5月6日讯
_WRITERS = r"(?:(?:本报|本台|本网|全媒体|融媒体?|首席|见习|实习|特约)*(?:记者|通讯员|特约撰稿人)[:：]?(?!从|获悉|在|了解)(?:(?!记者|通讯员)[\u3400-\u9fff·、]){2,12}?)+"
DATELINE = re.compile(
    rf"""
      {_OUTLET}{_WHERE}(?<![喜短简资音电问审传捷])(?:讯|消息)(?![员息问])(?=.)   # 本报讯, 本报澜川讯, 澜川日报讯, 红网时刻5月6日讯
    | 本[报刊台网]{_WHERE}[讯电]\Z
    | 本[报刊台]{_WHERE}电(?=[（(])
    | {_WRITERS}(?:综合|摄影|图文)?报道(?=[：:\d“]|.{{0,6}}?(?:[，,日“]|\Z))      # 本报记者沈微报道, 通讯员沈微报道：
    | (?:据)?新华社[\u4e00-\u9fff]{{0,8}}\d{{0,2}}月?\d{{0,2}}日?\S{{0,1}}[电讯]                # 新华社北京5月6日电
    | 据新华社\S{{0,12}}[电讯]
    | (?:中新[社网]|人民网|央视网|光明网)[\u4e00-\u9fff]{{0,8}}\d{{0,2}}月?\d{{0,2}}日?[电讯]
    | [（(](?:(?:本报|全媒体|融媒体?|首席|见习|实习|特约)*(?:记者|通讯员)).{{1,30}}?[）)](?=.{{2}})  # （记者沈微）昨日…
    | 【[^】]{{2,12}}讯】
    | [\u4e00-\u9fff]{{1,7}}[市县区州旗镇乡]讯(?=[（(]|[近日前昨今连]|\d{{1,2}}[月日])                     # 望江区讯（通讯员沈微）
    | [\u4e00-\u9fff]{{2,4}}(?<![喜短简资音电问审传捷快通])讯(?=[（(](?:本报|全媒体|融媒|首席|见习|特约)?(?:记者|通讯员))  # 澜川讯（记者沈微）
    """,
    re.X,
)

BYLINE_LINE = re.compile(
    rf"""
    (?: [{MARKS}]{{1,2}} [^。，；]{{2,60}}      # □ 记者 沈微
      | [（(]?(?:(?!(?:文字|摄影|摄像|图文|文图|[文图摄](?![字影像文图]))(?![\s:：/／])){_ROLE}[\s:：/／]*)+ [\u3400-\u9fff·\s、/／]{{2,40}}[）)]?    # 本报记者 沈微 文/图
      | 文[/／·](?:图)? [^。，；]{{2,30}}
    ) \Z
    """,
    re.X,
)
_ROLES = re.compile(_ROLE)
_SIGNED_HEADLINE = re.compile(
    rf"(?P<headline>[^，。；{MARKS}]{{4,24}})[{MARKS}]{{1,2}}"
    r"(?:(?:本报|本台|全媒体|融媒体?|首席|见习|实习|特约)*(?:记者|通讯员)[\u3400-\u9fff·]{2,9})+(?:文[/／]?[图摄]|摄)?\Z"
)
_BYLINE_VERB = re.compile(r"从|获悉|了解|来到|走进|看到|昨|日|在|调查|观察|手记|节")

CREDIT_LINE = re.compile(
    rf"""
    [（(] \s* (?:
        [^（）()。]{{1,36}}(?:摄|供图|制图|图|文|摄影报道|报道|整理|供稿|绘)      # （沈微 摄）
      | {_ROLE}[^（）()。]{{1,36}}                                         # （记者 沈微）
      | (?:原载|据|摘自|来源|综合|转载|本报综合)[^（）()]{{0,40}}                # （原载5月6日《…日报》）
      | {_NAME}(?:[\s、]+{_NAME}){{0,4}}                                    # （沈微 潘路）
      | 完
    ) \s* [）)] \Z
    """,
    re.X,
)
PHOTO_CREDIT = re.compile(
    r"[（(][^（）()。]{1,36}(?:摄|供图|摄影|影)(?:影?报道)?[）)]\Z"
    r"|(?:摄影|图)[：:/／][\u3400-\u9fff]{2,4}\Z"
    r"|(?:记者|通讯员|特约摄影|摄影)\s*[：:]?[\u3400-\u9fff·、\s]{2,14}(?<![拍航抓])摄(?:影报道)?\Z|[。！”]\s*[\u3400-\u9fff]{2,4}\s*摄(?:影报道)?\Z"
)
PHOTOGRAPHER_LINE = re.compile(
    r"(?:(?:本报|本台|全媒体|融媒体?|首席|见习|实习|特约)*(?:记者|通讯员)|摄影[:：])[\u3400-\u9fff·]{2,4}(?:、[\u3400-\u9fff·]{2,4}){0,2}"
    r"(?<![拍航抓文赴到在])摄(?:影报道)?\Z"
)
_NAMES_ONLY = re.compile(rf"[（(]{_NAME}(?:[\s、]+{_NAME}){{0,4}}[）)]\Z")

_PAGE = (
    r"(?:第?[A-Z]?\d{1,2}(?:[、，至\-—][A-Z]?\d{1,2})*版|第?[一二三四五六七八九十]{1,3}(?:[、，][一二三四五六七八九十]{1,3})*版|头版"
    r"|[A-Z]\d{1,2}(?!\d))"
)
_OPEN, _CLOSE = r"[（(【\[〔]", r"[）)】\]〕]"
_ONWARD = rf"(?:未完[，、]?)?(?:下转|转接|转){_PAGE}"
_ORIGIN = rf"(?:[上紧文]?接){_PAGE}"
_ARTICLE = r"(?:《[^》]{2,30}》(?:一文)?)?"  # the article that a mark names
_BRACKETED_ONWARD = rf"{_OPEN}\s*{_ONWARD}[^）)】\]〕]{{0,24}}{_CLOSE}"
_BRACKETED_ORIGIN = rf"{_OPEN}\s*{_ORIGIN}[^）)】\]〕]{{0,24}}{_CLOSE}"
JUMP_FROM = re.compile(rf"{_BRACKETED_ORIGIN}|[▲△■◀◁►→]*\s*{_ORIGIN}{_ARTICLE}")
JUMP_TO = re.compile(rf"(?:{_BRACKETED_ONWARD}|[▼▽▶▷►→]*\s*{_ONWARD}{_ARTICLE})[▶▷►→]*\Z")
# Within a line of text a mark has its brackets or its sign: …加快推进（下转第3版） and （上接第1版）会议强调…
_JUMP_AT_END = re.compile(rf"(?:{_BRACKETED_ONWARD}|[▼▽▶▷►→]+\s*{_ONWARD}{_ARTICLE})[▶▷►→]*\Z")
_JUMP_AT_START = re.compile(
    rf"(?:{_BRACKETED_ORIGIN}|[▲△◀◁■►→]+\s*{_ORIGIN}{_ARTICLE}|(?:上接|紧接){_PAGE}{_ARTICLE}(?=[\u4e00-\u9fff]{{6}}))"
)
_BRACKETED = re.compile(rf"{_BRACKETED_ONWARD}\Z|{_BRACKETED_ORIGIN}")
_OPENED = re.compile(rf"{_OPEN}[未上下紧文转接][^）)】\]〕，。]{{0,20}}\Z")

_FURNITURE = re.compile(
    r"""
      第?[A-Z]?\d{1,2}版[\u4e00-\u9fff·•]{0,8}\Z | [\u4e00-\u9fff]{0,6}第?[A-Z]?\d{1,2}版\Z | [A-Z]\d{1,2}\Z | \d{1,4}\Z
    | 版[次面][：:]?第?[A-Z]?\d{1,2}版?\Z
    | .{0,14}\d{4}年\d{1,2}月\d{1,2}日.{0,12}(?:星期[一二三四五六日天]|农历).{0,40}\Z
    | \d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?\Z | 星期[一二三四五六日天].{0,20}\Z
    | .{0,30}(?:责任?编辑?|责编|值班(?:编委|总编|主任)|本版(?:编辑|责编|主编)|美术?编辑?|版式(?:设计)?|组版|校对|审读|终审|一读|二读|[一二三]审)[：:／/]?[\u3400-\u9fff]{2,4}.{0,40}\Z
    | .{0,24}(?:编辑|美编|版式|校对|审校|责校)[：:].{2,40}\Z
    | .{0,24}(?:国内统一(?:连续出版物|刊)号|CN\d\d-\d{4}|ISSN|邮发代号|总第\d+期|第\d{3,}期|今日\d+版|零售价|定价[：:]).{0,60}\Z
    | .{0,16}(?:新闻热线|广告(?:热线|经营|部|许可证)|发行(?:热线|部)|投稿邮箱|本报(?:社址|地址|电话)|社址|邮政编码|E-?mail|电子信箱)[：:]?.{0,60}\Z
    | .{0,20}(?:https?://|www\.)\S{3,60}\Z
    | .{0,12}(?:扫一扫|扫描二维码|扫码(?:阅读|观看|关注|下载)).{0,24}\Z
    | [-—–=_*·•.…~～<>|/\\]+\Z
    | 《?[\u4e00-\u9fff]{2,4}(?:日报|晚报|晨报|时报|商报|周报|都市报)》?(?:社|主办|出版|数字报|电子版)?\Z
    | 今日[\u4e00-\u9fff]{2,3}(?:\d{4}年.{0,30})?\Z
    | .{0,24}(?:(?:中共|[县市区州旗])[\u4e00-\u9fff]{0,10}(?:机关报|主管|主办)|数字报|官方微[信博]|公众号[：:]|客户端[：:]).{0,40}\Z
    | .{0,12}(?:电话|热线|传真|邮箱|邮编|网址|地址|QQ)[：:]?[\d\-*－—（(][\d\-*－—（()）]{4,}.{0,60}\Z
    """,
    re.X,
)
_DATE_OR_PAGE = re.compile(
    r"\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?|第?[A-Z]?\d{1,2}版?|(?:星期|周)[一二三四五六日天]|第?[一二三四五六七八九十]{1,2}版|农历.{4,9}|[·•|｜【】/\-—]"
)
_MASTHEAD = re.compile(r"《?[\u4e00-\u9fff]{2,4}(?:日报|晚报|晨报|早报|时报|商报|周报|都市报|新报|导报)》?")
_NOTICE = re.compile(
    r"(?:公告|通告|通知|声明|启事|公示|讣告|致歉|更正|广告|预告|[任免中标候选获奖]{2}名单|海报|招聘|招标|拍卖|遗失|挂失|催告书|告知书)(?:[（(].{1,12}[）)])?\Z"
)
_DATE = re.compile(
    r"(?:\d{4}|二[〇○零O][一二三四五六七八九〇○零]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日\Z"
)
_SENTENCE = re.compile(r"[，。；！？]")


def is_dateline(text: str) -> bool:
    """Whether a squeezed line opens an article: 本报讯（记者沈微）… or 新华社北京5月6日电 …

    >>> is_dateline("本报讯（记者沈微）近日，"), is_dateline("新华社北京5月6日电"), is_dateline("记者沈微")
    (True, True, False)
    """
    return bool(DATELINE.match(text))


def is_byline(text: str, spaced: str) -> bool:
    """Whether a line is nothing but who wrote: □ 记者 沈微 or 本报记者 沈微 文/图.

    >>> is_byline("□记者沈微", "□ 记者 沈微"), is_byline("记者从市水利局获悉", "记者从市水利局获悉")
    (True, False)
    >>> is_byline("■便民服务", "■便民服务"), is_byline("文化长廊位于村口的", "文化长廊位于村口的"), is_byline("图书馆里的", "图书馆里的")
    (False, False, False)
    """
    if len(text) > 60 or _SENTENCE.search(text) or not BYLINE_LINE.match(spaced.strip()):
        return False
    return _names_people(text) if text[0] in MARKS else not _BYLINE_VERB.search(_ROLES.sub("", text))


def _names_people(text: str) -> bool:
    """Whether the text behind a mark names its writers, by a role or by being short: ■沈微; not ■便民服务.

    >>> _names_people("□记者沈微"), _names_people("●新能源汽车产业园投产")
    (True, False)
    """
    return bool(re.search(_ROLE, text)) or len(text) <= 4


def is_credit(spaced: str) -> bool:
    """Whether a whole line in brackets closes a text: （沈微 摄）, （记者 沈微）, （沈微 潘路）, （原载…）.

    >>> is_credit("（沈微 摄）"), is_credit("（街道）、14个部门"), is_credit("（扩大）")
    (True, False, False)
    """
    found = CREDIT_LINE.match(spaced.strip())
    return bool(found) and spaced.strip() not in ("（扩大）", "（试行）", "（街道）", "（草案）")


def ends_with_credit(spaced: str) -> bool:
    """Whether a line of a body ends in a closing credit: …更舒适。 （沈微 摄）

    >>> ends_with_credit("同比增长8%。 （沈微 潘路）"), ends_with_credit("各乡镇（街道）"), ends_with_credit("举行。（沈微摄）")
    (True, False, True)
    """
    text = spaced.rstrip()
    cut = max(text.rfind("（"), text.rfind("("))
    if cut <= 0 or text[-1] not in "）)":
        return False
    return text[:cut].rstrip()[-1:] in "。！？”…" and bool(CREDIT_LINE.match(text[cut:]))


def is_photo_credit(spaced: str) -> bool:
    """Whether a text ends by naming a photographer: （沈微 摄）.

    >>> is_photo_credit("即时演练。 （沈微 摄）"), is_photo_credit("（原载《澜川日报》）")
    (True, False)
    """
    return bool(PHOTO_CREDIT.search(spaced.rstrip()[-48:]))


def cuts(text: str) -> list[int]:
    """Where a line without spaces is to be cut: between its text and a jump mark, between a headline and its byline.

    >>> text = "（上接第1版）会议强调，加快推进（下转第3版）"
    >>> [text[a:b] for a, b in zip(cuts(text), cuts(text)[1:])]
    ['（上接第1版）', '会议强调，加快推进', '（下转第3版）']
    >>> cuts("守护一江清水□本报记者沈微"), cuts("（上接第1版）"), cuts("守护一江清水")
    ([0, 6, 13], [0, 7], [0, 6])
    """
    before = _JUMP_AT_START.match(text)
    start = before.end() if before and before.end() < len(text) else 0
    after = _JUMP_AT_END.search(text, max(start, len(text) - 48))
    signed = _SIGNED_HEADLINE.match(text) if not after and not start else None
    end = after.start() if after else signed.end("headline") if signed else len(text)
    return sorted({0, start, end if end > start else len(text), len(text)})


def broken_mark(text: str, following: str) -> int:
    """How much of the following line belongs to a jump mark that the end of a line breaks; 0 where none is broken.

    >>> broken_mark("走夜路心里踏实了，（下", "转第3版）"), broken_mark("（上接第", "1版）会议强调"), broken_mark("（下", "同）")
    (5, 3, 0)
    """
    opened = _OPENED.search(text, max(0, len(text) - 24))
    mark = _BRACKETED.match(text[opened.start() :] + following[:48]) if opened else None
    if not opened or not mark or (text[opened.start() + 1] in "上紧文接" and opened.start()):
        return 0
    return mark.end() - (len(text) - opened.start())


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page, not to an article: date, page number, section, editors, telephone, masthead.

    >>> [is_furniture(t) for t in ("第3版", "2024年2月27日星期二", "责任编辑：沈微校对：潘路", "94%", "望江区开学")]
    [True, True, True, False, False]
    >>> is_furniture("03综合新闻2024年2月27日"), is_furniture("望江新闻"), is_furniture("望江新闻发布会")
    (True, True, False)
    >>> is_furniture("澜川日报第2版2024年5月7日"), is_furniture("2024年5月7日澜川日报要闻"), is_furniture("澜川日报创刊70年")
    (True, True, False)
    """
    if len(text) > 120 or re.search("[，。；]", text):
        return False
    if _FURNITURE.match(text):
        return True
    named = _DATE_OR_PAGE.sub("", text)
    rest = _MASTHEAD.sub("", named, count=1) if named != text else named
    return len(text) <= 40 and (_is_section(rest) or not rest)


@functools.cache
def _sections() -> frozenset[str]:
    return words("segment_sections")


def _is_section(text: str) -> bool:
    """Whether a text is the name of a section (综合新闻, 简讯), maybe of a district's (望江新闻)."""
    return text in _sections() or (len(text) <= 6 and text[-2:] == "新闻" and text.isalpha())


def is_notice(text: str) -> bool:
    """Whether a headline heads a public notice, which stands above its text whatever the page does with its news.

    >>> is_notice("停电通知"), is_notice("国有建设用地使用权拍卖公告"), is_notice("区政府召开常务会议")
    (True, True, False)
    """
    return len(text) <= 40 and bool(_NOTICE.search(text))


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else, as it closes notices: 2024年6月6日, 二〇二四年六月六日."""
    return bool(_DATE.match(text))
