"""Sentences in the manner of the reports that townships write, every name in them invented; a seed chooses and fills them."""

import random
import re
from collections.abc import Sequence

_PLACES = ("榆桥", "槐荫", "白石滩", "望溪", "南塘", "柳家湾", "七里坪", "双河口", "杏花岭", "石磨沟")
_THINGS = (
    *("惠民惠农财政补贴", "农村低保和临时救助", "高标准农田建设", "村级财务", "宅基地审批", "防汛抗旱值班", "食品药品安全", "春季植树"),
    *("人居环境整治", "学校周边交通", "城乡居民医疗保险", "公益性岗位招聘", "退耕还林补助", "饮用水水源保护", "消防通道清理"),
)
_MEANS = (
    *("乡政府网页", "“榆桥在线”微信公众号", "村务公开栏", "便民服务中心的电子屏", "“大喇叭”广播", "入户发放的《明白纸》", "政务公开专区"),
    *("县融媒体中心", "QQ工作群", "12345热线", "村民代表会议"),
)
_LAWS = (
    *(
        "《中华人民共和国政府信息公开条例》",
        "《中华人民共和国保守国家秘密法》",
        "《中华人民共和国个人信息保护法》",
        "《重大行政决策程序暂行条例》",
    ),
    *(
        "《青石县政务公开工作要点（{year}年版）》",
        "《榆桥镇政府信息公开审查办法（试行）》",
        "《关于做好〈公开目录〉修订工作的通知》（青政办〔{year}〕{n}号）",
    ),
)
_WEB = ("http://www.qingshi.example/yuqiao/zwgk", "https://zwgk.qingshi.example/col/{n}/index.html", "www.qingshi.example")

SENTENCES = (
    "{year}年，榆桥镇以{law}为依据，围绕{thing}、{thing}等群众关心的事项，全年主动公开信息{n}条，比上年增加{p}%。",
    "其中，通过{means}公开{n}条、通过{means}公开{n}条、通过{means}公开{n}条，占全部信息的{p}%。",
    "对照{law}的要求，逐项核对公开的主体、内容、时限和方式，补充公开{thing}方面的信息{n}条，更正错误{d}处。",
    "镇党政办公室牵头，{thing}、{thing}两个站所配合，做到“谁制作、谁公开，谁公开、谁负责”。",
    "全年收到申请{d}件，均为自然人提出；按期答复{d}件，答复率100%，没有因此引起行政复议或者行政诉讼。",
    "{place}村、{place}村、{place}村先行试点，把{thing}的对象、标准、金额和发放时间张贴到村民小组，公示期不少于7个工作日。",
    "今年{d}月{d}日起，凡涉及{thing}的文件，起草时同步确定公开属性——主动公开、依申请公开或者不予公开，并说明理由。",
    "发布前须经“三审三校”：经办人初审、分管负责人复审、主要负责人终审；涉及国家秘密、工作秘密、商业秘密、个人隐私的，一律不得上网。",
    "群众在{means}上问得最多的是{thing}（{n}次）、{thing}（{n}次）和“低保怎么办、找谁办、多久办好”。",
    "对此，镇政府编写了《{thing}问答》，用{d}张图、{n}个字把政策讲清楚，点击量达到{n}余次……",
    "有村民反映：“材料是公开了，可是字太小、话太绕，看不明白。”镇政府当天就作了修改，并在{means}重新发布。",
    "公开的网址是{web}，也可以到镇便民服务中心二楼的公开查阅点查阅，地址：榆桥镇中心街{d}号，电话：0000-55{n}。",
    "联系邮箱为yqz_zwgk{d}@qingshi.example，工作日上午8:30—12:00、下午14:30—18:00有人值守。",
    "统计口径与上年相同，数据截至{year}年12月31日；与年中统计相差{d}条，系重复发布后删除所致。",
    "开展业务培训{d}次，参训{n}人次；组织闭卷测试{d}次，平均分{p}分，较{last}年提高{d}.{d}分。",
    "对{place}、{place}、{place}三个村的抽查显示，公开栏更新及时率为{p}%，内容完整率为{p}%，群众知晓率为{p}%。",
    "每月最后一个星期五为“公开开放日”，邀请人大代表、政协委员、村民代表和媒体记者共{n}人次走进机关。",
    "落实意识形态工作责任制，执行信息发布、转载、评论的审核制度，全年没有发生失泄密事件。",
    "第{d}季度，县政务公开办通报了{d}个问题：栏目空白、更新不及时、链接失效，均在3个工作日内整改完毕。",
    "按照Word和PDF两种格式发布文件，附件大小不超过10MB，图片加上说明文字（ALT），方便使用读屏软件的群众。",
    "网站支持IPv6访问，适配手机浏览；旧栏目“镇务动态”并入“政务动态”，{n}条历史信息全部迁移，没有丢失。",
    "把公开工作纳入年度综合考核，占{d}分；对连续两次排名末位的村，由镇纪委书记约谈村“两委”主要负责人。",
    "全镇{n}户脱贫户的帮扶措施、{n}个公益岗位的补贴标准和¥{d},{m}.50元的项目结余，都在村里张榜。",
    "（以上数字由镇财政所、民政所、农业农村办分别提供，经镇党政办公室汇总。）",
    "实践表明：公开得早一点、说得明白一点，误解就会少一点、信任就会多一点。",
    "凡能当场答复的，当场答复；不能当场答复的，在{d}个工作日内答复；需要延长的，说明理由并告知期限。",
    "制定《政府信息主动公开基本目录》{d}版，列明一级事项{n}项、二级事项{n}项，注明依据、时限、载体和层级。",
    "与{last}年相比，政策解读由“一篇稿”变为“一组稿”：文字、图表、短视频（不超过90秒）各有侧重。",
    "经统计，{means}全年阅读{n}万次，人均停留{d}分{d}秒；《{thing}办事指南》下载{n}次，居各类材料之首。",
    "没有收取检索费、复制费、邮寄费等任何费用。",
)

HEADINGS = (
    *("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障", "政策解读与回应关切", "基层政务公开标准化规范化"),
    *("制度建设", "重点领域信息公开", "公开队伍建设", "村务公开与政务公开衔接", "上年度问题整改落实", "群众满意度调查"),
)
_ORDINALS = "一二三四五六七八九十"


class Writer:
    """Writes prose: the same seed writes the same."""

    def __init__(self, seed: int, year: int) -> None:
        self.rng, self.year = random.Random(seed), year

    def sentence(self) -> str:
        """Return one sentence."""
        return self.paragraph(1)

    def paragraph(self, sentences: int) -> str:
        """Return a paragraph of so many different sentences."""
        return "".join(map(self._filled, self.rng.sample(SENTENCES, sentences)))

    def _filled(self, text: str) -> str:
        rng = self.rng
        for slot, choices in (("{place}", _PLACES), ("{thing}", _THINGS), ("{means}", _MEANS), ("{law}", _LAWS), ("{web}", _WEB)):
            for word in rng.sample(choices, text.count(slot)):
                text = text.replace(slot, word, 1)
        text = text.replace("{year}", str(self.year)).replace("{last}", str(self.year - 1))
        return re.sub(r"\{[npdm]\}", self._number, text)

    def _number(self, slot: re.Match[str]) -> str:
        rng = self.rng
        match slot[0]:
            case "{n}":
                return str(rng.choice((rng.randint(12, 999), rng.randint(1000, 9999))))
            case "{p}":
                return f"{rng.randint(1, 99)}.{rng.randint(0, 99):02d}"
            case "{m}":
                return str(rng.randint(100, 999))
            case _:
                return str(rng.randint(1, 12))

    def chapters(self, characters: int) -> list[str]:
        """Return paragraphs under headings of two levels, at least so many characters."""
        found: list[str] = []
        chapter = 0
        while sum(map(len, found)) < characters:
            title = HEADINGS[chapter % len(HEADINGS)]
            found.append(f"（{_ORDINALS[chapter % 10]}）{title}{self.rng.choice(('', '', '情况', '。' + self.sentence()))}")
            for part in range(1, self.rng.randint(2, 5)):
                found.extend(self._part(part))
            chapter += 1
        return found

    def _part(self, part: int) -> Sequence[str]:
        word = self.rng.choice(_THINGS)
        opening = self.rng.choice((f"{part}.{word}", f"{part}.{word}。{self.sentence()}", f"（{part}）{word}情况", ""))
        texts = [self.paragraph(self.rng.choice((1, 1, 2, 3, 5, 9))) for _ in range(self.rng.randint(1, 3))]
        return [opening, *texts] if opening else texts
