"""What find_places finds in phrases of many cities, and what it must not find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.mentions.places import find_places
from kg.model import Article, Division, Mention, Page, Text

SIDECAR = (
    Division("澜川市", "city", "湖北省"),
    Division("望江区", "district", "澜川市"),
    Division("云坪县", "county", "澜川市"),
)


def mentions(text: str, home: str | None = None, divisions: tuple[Division, ...] = ()) -> list[Mention]:
    article = Article("p#1", "p", "news", None, (), (), Text(text, tuple(range(len(text)))))
    return list(find_places(article, Page("p", text, home=home, divisions=divisions)))


def surfaces(text: str, home: str | None = None, divisions: tuple[Division, ...] = ()) -> list[str]:
    return [mention.surface for mention in mentions(text, home, divisions)]


# home, text, the surfaces in the order of the text, separated by spaces
ROWS = [
    # divisions by their full and short names, chains as one name
    # a verb or a wider name at the edge
    ("宁海县", "来到向阳镇走访", "向阳镇"),
    ("东乌珠穆沁旗", "赴嘎达布其镇看望牧民", "嘎达布其镇"),
    ("开化县", "会同县农业农村局检查", ""),
    ("会同县", "会同县启动春耕", "会同县"),
    # towns and villages whose names end like common nouns; chains over towns and zones
    ("湘西州", "来到花垣县边城镇走访", "花垣县边城镇"),
    ("武汉市", "黄陂区木兰乡茶山村的灯亮了", "黄陂区木兰乡茶山村"),
    ("长沙市", "望城区铜官街道靠山村开了夜校", "望城区铜官街道靠山村"),
    ("绍兴市", "经济开发区双溪村、高新区建新村", "经济开发区双溪村 高新区建新村"),
    ("岳阳市", "走进君山风景区湖滨村", "君山风景区湖滨村"),
    ("宜昌市", "小山村里通了公交，各城镇也在改造", ""),
    ("宜昌市", "树立文明乡风，评出提名村，兵分两路检查", ""),
    ("宜昌市", "随机抽查村级账目，瞻仰革命烈士纪念碑", ""),
    # short names that are words, on a page of their own city
    ("镇江市", "句容全市上下忙生产", "句容"),
    ("潍坊市", "刘远在青州、临朐调研", "青州 临朐"),
    ("潍坊市", "推行高密度种植，公安机关查处", ""),
    ("石家庄市", "大爱镇江，温暖人心", "镇江"),
    # places of one character
    (None, "中美关系走过四十年", "中 美"),
    (None, "日俄首脑会晤，中方表示欢迎", "日 俄 中"),
    (None, "代表团访华期间，在京举行座谈", "华 京"),
    ("武汉市", "全国名校长论坛在汉召开，嘉宾来鄂考察", "汉 鄂"),
    ("荆州市", "全省培训班在荆举办", "荆"),
    (None, "存在京剧、现在华丽、官方发布、对方表示、美中不足", ""),
    (None, "外来华侨、相对日常、在日前、双方面向未来", ""),
    # 中国 is a place but in its terms
    (None, "中国选手夺冠，中国产品出海", "中国 中国"),
    (None, "中国式现代化、数字中国、中国梦、发展中国家", ""),
    # waters, mountains, crossings, venues
    ("邵阳市", "在青枫湖水域开展演练", "青枫湖"),
    ("安吉县", "在竹溪河畔种树", "竹溪河"),
    ("宁海县", "在时代大道与气象路路口设卡", "时代大道与气象路路口"),
    ("宁海县", "在紫竹路路口停车", "紫竹路"),
    ("绵竹市", "绵竹大道通车", "绵竹大道"),
    ("句容市", "在茅山镇敬老院慰问老人", "茅山镇敬老院"),
    ("遂昌县", "到高石坑村走走。高石坑出名了", "高石坑村 高石坑"),
    ("遂昌县", "沿着盘山公路前行，盘活山塘水库", ""),
    ("宜昌市", "近日，宜昌市启动夏粮收购。", "宜昌市"),
    ("宜昌市", "宜昌启动夏粮收购，此次宜昌上榜。", "宜昌 宜昌"),
    ("宜昌市", "记者从宜昌市夷陵区获悉", "宜昌市夷陵区"),
    ("宜昌市", "当阳市、枝江市、远安县相继开工", "当阳市 枝江市 远安县"),
    ("襄阳市", "来自湖北襄阳的选手", "湖北襄阳"),
    ("恩施土家族苗族自治州", "恩施州利川市文斗镇迎来客商", "恩施州利川市文斗镇"),
    ("长沙市", "在长沙市岳麓区召开", "长沙市岳麓区"),
    ("西安市", "西安市碑林区南大街人流如织", "西安市碑林区南大街"),
    ("呼和浩特市", "内蒙古自治区呼和浩特市新城区", "内蒙古自治区呼和浩特市新城区"),
    ("澜川市", "望江区、云坪县负责人参加", "望江区 云坪县"),
    ("苏州市", "赴昆山考察，在义乌举行", "昆山 义乌"),
    # towns, streets, villages, communities
    ("绵阳市", "走进安州区桑枣镇齐心村的田间", "安州区桑枣镇齐心村"),
    ("绵阳市", "在桑枣镇齐心村的果园里", "桑枣镇齐心村"),
    ("温州市", "瓯海区梧田街道月落垟社区老旧小区改造", "瓯海区梧田街道月落垟社区"),
    ("洛阳市", "家住丽景花苑小区的李女士", "丽景花苑小区"),
    ("黄石市", "铁山区木栏街道、金山街道负责人", "铁山区木栏街道 金山街道"),
    ("遵义市", "湄潭县永兴镇、鱼泉街道先后获评", "湄潭县永兴镇 鱼泉街道"),
    ("赣州市", "来到梅林镇走访", "梅林镇"),
    ("青岛市", "位于石老人社区的服务点", "石老人社区"),
    ("毕节市", "奔赴海雀村驻点", "海雀村"),
    # zones
    ("宜昌市", "宜昌高新区、三峡临空经济区招商", "宜昌高新区 三峡临空经济区"),
    ("襄阳市", "襄阳经开区加快建设", "襄阳经开区"),
    ("株洲市", "高新区：项目提速", "高新区"),
    ("常州市", "入驻武进区绿色建筑产业园", "武进区绿色建筑产业园"),
    ("合肥市", "走进合肥高新区柏堰科技园", "合肥高新区柏堰科技园"),
    ("郑州市", "位于郑东新区", "郑东新区"),
    ("十堰市", "走进百二河工业园", "百二河工业园"),
    ("咸宁市", "推进永安片区改造", "永安片区"),
    # roads and sites
    ("南昌市", "沿阳明路、八一大道巡逻", "阳明路 八一大道"),
    ("岳阳市", "在五里牌路口执勤", "五里牌路"),
    ("孝感市", "途经和平路", "和平路"),
    ("武汉市", "江汉路步行街上游人如织", "江汉路步行街"),
    ("桂林市", "来到临桂长途汽车站", "临桂长途汽车站"),
    ("扬州市", "在史可法纪念馆举行", "史可法纪念馆"),
    ("绍兴市", "一行到仓桥直街历史文化街区、越王台、沈园实地查看", "仓桥直街历史文化街区 越王台 沈园"),
    ("开封市", "开封古城墙下", "开封古城墙"),
    ("襄阳市", "襄阳古城修缮", "襄阳古城"),
    ("黄冈市", "走进黄冈市民之家", "黄冈市民之家"),
    ("大连市", "在星海广场举行", "星海广场"),
    ("泉州市", "参观泉州海外交通史博物馆", "泉州海外交通史博物馆"),
    # nature, regions, countries
    ("荆门市", "切实扛起漳河水库治理责任", "漳河水库"),
    ("岳阳市", "洞庭湖流域治理", "洞庭湖流域"),
    ("九江市", "长江、鄱阳湖水位上涨", "长江 鄱阳湖"),
    ("石家庄市", "京津冀协同发展", "京津冀"),
    ("宜昌市", "成为中部地区的样板，融入长江经济带", "中部地区 长江经济带"),
    ("潜江市", "江汉平原秋收忙", "江汉平原"),
    ("义乌市", "出口到哈萨克斯坦、越南和德国", "哈萨克斯坦 越南 德国"),
    ("青岛市", "从东京、汉堡飞抵青岛", "东京 汉堡 青岛"),
    # anaphora
    ("宜昌市", "我市4家农场上榜", "我市"),
    ("宜昌市", "记者获悉，我省将出台，该区、该县表示", "我省 该区 该县"),
    ("宜昌市", "该镇有12个村，该村人均收入", "该镇 该村"),
    ("宜昌市", "我市市场监管部门", "我市"),
    ("宜昌市", "我市民政部门", "我市"),
    # where one word ends and the next begins
    ("长春市", "经长春市公安局", "长春市"),
    ("黄冈市", "其中国有企业三家", ""),
    ("南京市", "经济南下", ""),
    ("武汉市", "在长江江夏段", "长江 江夏"),
    # nothing to find
    ("宜昌市", "各县市区、各乡镇、各街道、各社区要压实责任", ""),
    ("宜昌市", "老旧小区改造惠及小区居民，村民点赞", ""),
    ("宜昌市", "推进美丽乡村和国家级示范区建设", ""),
    ("宜昌市", "开发区建设进入快车道", ""),
    ("宜昌市", "全市上下，全区、全省、市内外", ""),
    ("宜昌市", "我市场竞争力不断增强", ""),
    ("宜昌市", "该区域、该村民、该县城", ""),
    ("宜昌市", "走出一条致富之路，拓宽销路，厘清思路", ""),
    ("宜昌市", "农村公路、高速公路、主干道、背街小巷", ""),
    ("宜昌市", "公园、广场、图书馆、博物馆免费开放", ""),
    ("宜昌市", "黄河南岸以北、长治久安", "黄河"),
    ("宜昌市", "公安民警和平安志愿者友好协作，保障万安", ""),
    ("宜昌市", "以优质服务回报家乡，返乡创业，送戏下乡", ""),
    ("宜昌市", "市民走上街头，街道两旁，路面湿滑", ""),
    ("宜昌市", "大理石台面、哈密瓜、普洱茶热销", ""),
    ("宜昌市", "日照充足，白银价格上涨", ""),
    ("宜昌市", "示范县创建，规范县级管理", ""),
    ("宜昌市", "居民区、库区、厂区、校区安全", ""),
    ("宜昌市", "两区领导，三县一市", ""),
    ("宜昌市", "上山下乡，翻山越岭，江山如画", ""),
    ("宜昌市", "提高雄心，完成都市更新", ""),
    ("宜昌市", "市场、超市、股市、夜市", ""),
    ("宜昌市", "10余个乡镇村居，每条路、这座桥、一个湖", ""),
    ("宜昌市", "“中国温泉之乡”花落应城市", "应城市"),
    ("宜昌市", "“法治湖南”“书香泉州”深入人心", ""),
    ("宜昌市", "再也不用东躲西藏，南来北往", ""),
    ("宜昌市", "中国选手夺冠，中国式现代化，弘扬中国精神", "中国"),
    ("宜昌市", "法国梧桐树下，蒙古族大妈学韩国料理", ""),
    ("宜昌市", "商会会长高平、副馆长海南，馆员", ""),
    ("巴彦淖尔市", "有汉、回、蒙古、满等民族群众", ""),
    ("宜昌市", "接下来社区将启动改造，下一步街道将推进", ""),
    ("宜昌市", "空壳村、先进村、移民新村、小吃街、文化街", ""),
    ("宜昌市", "专栏，请镇村两级河长讲述，后来回村创业", ""),
    ("宜昌市", "草原同根同源，饮用水水源地", ""),
    ("宜昌市", "修建滨河路，建设致富路、连心桥", "滨河路"),
    ("宜昌市", "在幸福路与和平街交口查处", "幸福路与和平街交口"),
    ("宜昌市", "对玉江、鹭水湖、青石河沿线清理", "玉江 鹭水湖 青石河"),
    ("宜昌市", "在玉江右岸发现，大江两岸", "玉江"),
    ("宜昌市", "二连浩特口岸、霍尔果斯口岸货物增长", "二连浩特口岸 霍尔果斯口岸"),
    ("石河子市", "第八师石河子市有关领导、第八师143团、一四三团职工", "第八师石河子市 第八师143团 一四三团"),
    ("宜昌市", "打造“光电谷”“半亩农场”，抢收稻谷", "“光电谷” “半亩农场”"),
    ("宜昌市", "在博斯腾湖景区举行，博斯腾湖畔", "博斯腾湖景区 博斯腾湖"),
    ("宜昌市", "在318国道、省道224线设卡", "318国道 省道224线"),
    ("宜昌市", "在漳河源头查看", "漳河"),
    ("阿克苏地区", "沿阿克苏河两岸植树，治理齐齐哈尔河道", "阿克苏河 齐齐哈尔"),
    ("凉山彝族自治州", "我州昭觉县三岔河镇三河村，该州畜牧业", "我州 昭觉县三岔河镇三河村 该州"),
    ("宜昌市", "未来社区、智慧社区、平安小区创建", ""),
]


@pytest.mark.parametrize(("home", "text", "expected"), ROWS)
def test_surfaces(home: str, text: str, expected: str) -> None:
    divisions = SIDECAR if home == "澜川市" else ()
    assert surfaces(text, home, divisions) == expected.split()


KINDS = [
    ("湖北省宜昌市夷陵区", "district"),
    ("在夷陵区小溪塔街道", "town"),
    ("来到官庄村", "village"),
    ("位于发展大道", "road"),
    ("走进宜昌高新区", "zone"),
    ("在三峡机场", "site"),
    ("在长江", "natural"),
    ("来自越南", "country"),
    ("来到明珠社区", "community"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert [mention.kind for mention in mentions(text, "宜昌市")] == [kind]


def test_short_name_of_home_is_a_place_though_it_is_a_word() -> None:
    assert surfaces("近日，公安启动春耕", "公安县") == ["公安"]
    assert surfaces("近日，公安启动夜查", "宜昌市") == []


def test_a_corps_city_is_read_without_its_division() -> None:
    found = {mention.surface: mention.reading for mention in mentions("第八师石河子市启动春耕")}
    assert found == {"第八师石河子市": "石河子市"}


def test_local_name_is_found_again_where_no_edge_stands() -> None:
    found = surfaces("记者来到磨基山社区。居民张某说磨基山社区变化大", "宜昌市")
    assert found == ["磨基山社区", "磨基山社区"]


def test_towns_after_a_division_are_read_with_it() -> None:
    text = "近日，桑植县芙蓉桥乡、洪家关乡先后获评。洪家关乡负责人说，芙蓉桥乡也在努力。"
    found = [(mention.surface, mention.name) for mention in mentions(text, "张家界市")]
    assert found == [
        ("桑植县芙蓉桥乡", "桑植县芙蓉桥乡"),
        ("洪家关乡", "桑植县洪家关乡"),
        ("洪家关乡", "桑植县洪家关乡"),
        ("芙蓉桥乡", "桑植县芙蓉桥乡"),
    ]


def test_list_items_without_ending_yield_to_other_finds() -> None:
    rules = {m.surface: m.rule for m in mentions("到云集路、望洲台实地查看", "宜昌市")}
    assert rules["望洲台"].endswith("?")


PIECES = st.sampled_from(
    [*"市县区镇村路在到来、，的和了我该", "宜昌", "长江", "社区", "经开区", "\n", "一行到", "纪念馆", "实地查看"]
)


@given(
    st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=25).map("".join)),
    st.sampled_from([None, "宜昌市", "怪市怪区", ""]),
)
def test_any_text_yields_spans_of_itself(text: str, home: str | None) -> None:
    for mention in mentions(text, home):
        assert mention.type == "Place"
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.surface


def test_an_item_of_a_list_with_a_town_of_its_own_takes_the_division_alone() -> None:
    text = "丹阳市访仙镇双茆村、吕城镇虎墅村，句容市后白镇西冯村、茅山风景区潘冲村，扬中市三茅街道兴阳村、普济村入选。"
    readings = {mention.surface: mention.reading for mention in mentions(text, "镇江市")}
    assert readings["吕城镇虎墅村"] == "丹阳市吕城镇虎墅村"
    assert readings["茅山风景区潘冲村"] == "句容市茅山风景区潘冲村"
    assert readings["普济村"] == "扬中市三茅街道普济村"
