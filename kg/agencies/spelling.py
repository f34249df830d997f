"""What is printed or left out at will in the names of bodies, made alike before they are taken apart."""

from __future__ import annotations

import re

# What central bodies put before the name of a branch, and the press leaves out: 国家税务总局荆州市税务局.
_WHOSE = re.compile(
    r"""
    \A(?: 国家税务总局(?=.+税务)
        | 国家统计局(?=.{2,}调查[总队])
        | 中华人民共和国(?=.{2,}(?:海关|海事局|海事处|边检站|出入境边防检查站))
        | 中国人民解放军(?=.{2,}(?:军分区|警备区|人民武装部|人武部))
    )
    """,
    re.VERBOSE,
)
_PARTY = re.compile(r"\A中国共产党(?!中央|全国)(?=.{2,}委)")
_FINANCE = re.compile(r"\A国家金融监督管理总局(?P<place>.{2,8}?)监管(?P<rank>分局|支局)")
_BANK = re.compile(r"(?<=银行)股份有限公司(?=.{2,}[分支]行)")
_PEOPLES_BANK = re.compile(r"\A人行(?=.{2,}[分支]行)")
# 武清区人民政府政务服务办公室 is the 政务服务办公室 of the district; the 人民政府办公室 is its own.
_GOVERNMENT = re.compile(r"(?<=[省市区县州盟旗])人民政府(?!驻)(?=[\u4e00-\u9fff]{2,}(?:办事处|办公室|委员会|局)\Z)")


def alike_spelled(text: str) -> str:
    """A printed name without white space, in the spelling that the grammar knows.

    >>> alike_spelled("中国工商银行股份有限公司鞍山分行"), alike_spelled("人行湛江市分行")
    ('中国工商银行鞍山分行', '中国人民银行湛江市分行')
    >>> alike_spelled("武清区人民政府政务服务办公室"), alike_spelled("武清区人民政府办公室")
    ('武清区政务服务办公室', '武清区人民政府办公室')
    >>> alike_spelled("国家金融监督管理总局绵阳监管分局"), alike_spelled("中国共产党罗田县委员会")
    ('绵阳金融监管分局', '中共罗田县委员会')
    """
    text = _WHOSE.sub("", re.sub(r"\s+", "", text))
    text = _FINANCE.sub(r"\g<place>金融监管\g<rank>", _PARTY.sub("中共", text))
    text = _PEOPLES_BANK.sub("中国人民银行", _BANK.sub("", text))
    return _GOVERNMENT.sub("", text)
