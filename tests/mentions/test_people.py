"""People in running text: what is a name, where it ends, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.mentions.people import find_people
from kg.extract import settle
from kg.model import Article, Mention, Page, Text

# text, and the distinct names in it.
NAMED = [
    ("居民李女士告诉记者，楼道亮了", "李女士"),
    ("安徽安庆的张先生收到了退款", "张先生"),
    ("市委书记周国庆强调，要压实责任。周国庆指出，要抓好落实", "周国庆"),
    ("李明强调研重点项目建设，李明强要求加快进度", "李明强"),
    ("张伟明确要求，各单位要落实", "张伟"),
    ("区长王建主持召开会议", "王建"),
    ("沈厚德高度评价该项工作", "沈厚德"),
    ("省委常委、宣传部部长刘晓光出席并讲话", "刘晓光"),
    ("县领导赵海涛、钱进、孙小梅、李为民参加活动", "赵海涛 钱进 孙小梅 李为民"),
    ("副市长何方平、马上飞陪同调研", "何方平 马上飞"),
    ("该村党支部书记欧阳雪梅介绍，今年种植黄桃500亩", "欧阳雪梅"),
    ("“路修好了。”村民陈大爷高兴地说", "陈大爷"),
    ("会议由区委常委、常务副区长罗振宇主持", "罗振宇"),
    ("大连理工大学教授郑强作专题报告", "郑强"),
    ("时任县长黄河清", "黄河清"),
    ("华光公司董事长梁华表示，将继续投资", "梁华"),
    ("学生家长程丽说，孩子很喜欢", "程丽"),
    ("局党组成员、副局长于洋一行来到金山社区", "于洋"),
    ("市教育局党委书记、局长严寒冰致辞", "严寒冰"),
    ("村民古丽娜尔·买买提笑着说", "古丽娜尔·买买提"),
    ("美国总统特朗普表示", "特朗普"),
    ("联合国秘书长科菲·安南发表讲话", "科菲·安南"),
    ("俄罗斯总统叶利钦会见客人", "叶利钦"),
    ("日本首相岸田文雄到访", "岸田文雄"),
    ("“谢谢你们！”居民谢桂兰激动地说", "谢桂兰"),
    ("校长钟诚向毕业生颁发证书", "钟诚"),
    ("全国劳动模范时传祥的事迹", "时传祥"),
    ("队长白雪峰带队，白雪峰要求", "白雪峰"),
    ("区人大常委会主任万军、区政协主席易立新出席", "万军 易立新"),
    ("驻村第一书记康健走访脱贫户", "康健"),
    ("毛泽东思想和邓小平理论", "毛泽东 邓小平"),
    ("学习贯彻习近平总书记重要讲话精神", "习近平"),
    ("绍兴市越城区委书记马泽江，副区长彭建国陪同", "马泽江 彭建国"),
    ("贺伟当选为临江市总工会主席", "贺伟"),
    ("任命孙毅为市财政局局长", "孙毅"),
    ("他叫吴刚，今年45岁", "吴刚"),
    ("李国强同志任市水利局局长", "李国强"),
    ("陈晓红教授团队研发成功", "陈晓红"),
    ("诸葛明亮教授团队研发成功", "诸葛明亮"),
    ("民警胡东升冒雨疏导交通，胡东升的衣服湿透了", "胡东升"),
    ("秦师傅说完就走了", "秦师傅"),
    ("通州区老党员郭玉兰坚持义务巡逻", "郭玉兰"),
    ("许文静副教授主讲，现场互动热烈", "许文静"),
    # Names that are ordinary words, where nothing else can stand.
    ("决定任命江帆为市水利局局长；免去万里的市教育局局长职务", "江帆 万里"),
    ("大会选举丁香为县总工会主席，乔木、马力为副主席", "丁香 乔木 马力"),
    ("接受高峰辞去市人民政府副市长职务的请求", "高峰"),
    ("免去温良、简平同志的县林业局副局长职务", "温良 简平"),
    ("县领导赵海涛、田野、舒展、孙小梅到场", "赵海涛 田野 舒展 孙小梅"),
    ("副主席向荣、成林、许晓东，秘书长邹平出席会议", "向荣 成林 许晓东 邹平"),
    ("信访科科长严冰说", "严冰"),
    ("市教育局党委副书记金城，副局长安宁一行来校", "金城 安宁"),
    ("讲解员童谣声情并茂地讲述", "童谣"),
    ("市少工委主任苗圃为获奖同学颁奖", "苗圃"),
    ("工作队员武军、方言和村干部一道排查隐患", "武军 方言"),
    # Where a name ends.
    ("由副市长秦晓任组长的专班", "秦晓"),
    ("技术员司马云正盯着屏幕", "司马云"),
    ("队长何平正带着队员分拣", "何平"),
    ("省级传承人凤娟正在教徒弟", "凤娟"),
    ("来自云南的杨顺以2小时夺冠", "杨顺"),
    ("作家叶舟开讲第一课", "叶舟"),
    # Names of the peoples of China, written by sound, with and without the dot.
    ("州委副书记、州长朝格图·巴雅尔率队调研", "朝格图·巴雅尔"),
    ("村民阿里木·买买提和艾山·吐尔逊第一个报名", "阿里木·买买提 艾山·吐尔逊"),
    ("农机手艾力江·吐尔逊和妻子古丽米热正在地里忙活", "艾力江·吐尔逊 古丽米热"),
    ("辅警赛尔江·哈孜教孩子们打拳", "赛尔江·哈孜"),
    ("州领导田野、旦增、吾斯曼·玉山出席会议", "田野 旦增 吾斯曼·玉山"),
    ("与会领导巴特尔、杨海燕、努尔兰参加活动", "巴特尔 杨海燕 努尔兰"),
    ("刺绣能手其其格的摊位前围满了人，护士长琪琪格介绍", "其其格 琪琪格"),
    ("县委书记扎西顿珠、副县长达娃卓玛参加", "扎西顿珠 达娃卓玛"),
    ("看着新房，阿曼古丽笑了", "阿曼古丽"),
    ("阿依夏木老人八十岁了，艾则孜大叔合不拢嘴", "阿依夏木 艾则孜大叔"),
    ("护士长乌勒吉泰、牧民那日苏获表彰", "乌勒吉泰 那日苏"),
    ("旗长乌云其其格主持会议", "乌云其其格"),
    # 说 behind a post and before a pause, 和 between two posts, and what stands behind a name.
    ("二大队大队长魏来说，将加大力度", "魏来"),
    ("援边医生刘波和护士孙倩会诊", "刘波 孙倩"),
    ("律师查理等专业人士坐诊", "查理"),
    ("陈晨老师、刘洋校长、周凯教练合影", "陈晨 刘洋 周凯"),
    ("副区长王小川带队赴外地考察，招商中心主任刘畅随行", "王小川 刘畅"),
    # Forms of address by which the place knows somebody.
    ("患者薛师傅成为首位受益者", "薛师傅"),
    ("农家乐里忙活的江大嫂笑着说", "江大嫂"),
]

NAMELESS = [
    "推动经济高质量发展，万人次参与，方案已经出台",
    "金融服务实体经济，许可事项全部下放",
    "何时能到？马上就到，任务很重",
    "高峰时段车流量大，安全第一",
    "全体成员高度重视，常委会认真研究",
    "方圆十里都是良田",
    "黄河流域生态保护和江汉平原粮食生产",
    "志愿者们来到江北区开展活动",
    "于是大家一起动手，时间不长就完成了",
    "医生们严格把关，严寒天气注意保暖",
    "石油化工企业安全生产水平提升",
    "党员干部深入田间地头",
    "代表们认真审议报告，一致认为成绩显著",
    "主任要求，各科室要严格执行",
    "书记任职期间，村里修了路",
    "记者从市交通运输局获悉",
    "白雪皑皑，江水滔滔",
    "局长张罗着给大家发奖",
    "车辆停放有序，向前迈出一大步",
    "阳光明媚的春日，项目现场机械轰鸣",
    "关键环节要把控，单位负责人参加",
    "乐山市、宁波市、余姚市、安康市代表团",
    "施工方施行错峰施工",
    "经办人员符合条件即可申请",
    "坦桑尼亚和马达加斯加的客商",
    "年鉴已经编成，周四上午首发",
    "丁桥镇和何湾村的葡萄大棚",
    "犯罪嫌疑人张某、王某某被抓获",
    "学生安全、职工安康、群众满意",
    "书记关心群众，校长关爱学生",
    "副会长单位、理事单位、会员单位",
    "选举办法获通过，任命文件已下发，接受采访的干部表示满意",
    "打击盗抢骗、黄赌毒等犯罪",
    "揭露“刷单返利”“冒充公检法”等骗局",
    "校长温和地说，队长高兴地说",
    "高田坑：星空下的民宿\n高田坑村发展旅游",
    "丰收的喜悦，金秋的江南",
    "任劳任怨，任务重，获奖名单",
    "巴音布鲁克草原、赛里木湖景区、巴尔鲁克山、呼伦贝尔市、额尔齐斯河",
    "扎西德勒！哈达献给客人，格桑花开，那达慕大会开幕，古尔邦节放假",
    "“阿依古丽”牌馕饼畅销，巴图苏木、才仁嘎查的牧民增收",
    "以日保周、以周保月、以月保季，以案促改、以查促治",
    "要常怀履职之心、常思富民之策",
    "芦湾镇表示，将加快建设",
    "生态·人文·科技，书香·临江",
    "",
    "，。“”（）\n\n",
]


def people(text: str) -> list[Mention]:
    """The settled people of a text."""
    article = Article("a", "p", "news", None, (), (), Text(text, tuple(range(len(text)))))
    return [choice.mention for choice in settle(find_people(article, Page("p", text)))]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names_are_found_whole(text: str, expected: str) -> None:
    assert {mention.surface for mention in people(text)} == set(expected.split())


@pytest.mark.parametrize("text", NAMELESS)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert people(text) == []


def test_a_name_with_a_title_is_found_again_in_the_headline() -> None:
    text = "苏雨桐调研老旧小区改造\n近日，区长苏雨桐带队。苏雨桐指出，要加快进度。"
    assert [mention.surface for mention in people(text)] == ["苏雨桐"] * 3


def test_a_shape_alone_is_a_weak_rule() -> None:
    rules = {mention.rule for mention in people("同行的还有赵致远和李晓梅。")}
    assert rules == {"people.bare?"}


@example("王·")
@example("·王")
@example("王和、和")
@example("克林顿·")
@example("·古丽·")
@example("古丽")
@given(
    st.text(alphabet="古丽其格巴图王李欧阳司马和向区长书记、，。·•克林顿尔斯强调指出说\n “”（）某大妈a1", max_size=60)
)
def test_any_text_is_survived_and_spans_tell_the_truth(text: str) -> None:
    for mention in people(text):
        assert text[mention.span.start : mention.span.end] == mention.surface
        assert mention.type == "Person"
        assert len(mention.surface) >= 2


@given(st.text(max_size=40))
def test_foreign_scripts_are_survived(text: str) -> None:
    for mention in people(text):
        assert text[mention.span.start : mention.span.end] == mention.surface
