"""Figures read in prose: a report of 5,000 characters, and hostile text ten times as long."""

import time

from core.figures import figures
from core.memory import forget
from tests.bench.measure import Result

# Sentences such as reports are made of; some 110 figures in 5,000 characters, as in the fullest of real ones.
PROSE = (
    "2023年，青溪镇坚持以公开为常态、不公开为例外，围绕群众关切，扎实推进政府信息公开各项工作，不断增强工作的主动性和规范性。",
    "我镇及时调整政府信息公开工作领导小组，由镇长任组长，分管领导任副组长，下设办公室，负责日常工作的组织协调和督促检查。",
    "全年通过县政府门户网站主动公开政府信息126条，其中工作动态88条、通知公告21条、政策文件17条，比上年增加12条，增长10.5%。",
    "严格执行三审三校制度，落实先审查、后公开的要求，对拟公开的信息逐条进行保密审查，做到涉密信息不上网、上网信息不涉密。",
    "本年新收政府信息公开申请5件，上年结转一件，均在法定期限内答复，其中予以公开4件、无法提供2件，未收到行政复议和行政诉讼。",
    "依托便民服务中心设立政务公开专区，配备查询设备，安排专人引导，方便群众就近查阅和获取政府信息，受到群众的欢迎和好评。",
    "规范性文件制发、废止、现行有效分别为两件、0件和11件；开展业务培训3次，培训干部一百二十余人次，整改错别字等问题9个。",
    "加强政务新媒体管理，落实专人负责制，严格内容审核把关，定期更新栏目内容，及时回应群众留言，切实提升服务水平和公开质量。",
    "强化业务指导，将政府信息公开工作纳入年度绩效考核，对工作不力、公开不及时的站所和村居予以通报，督促其限期整改到位。",
    "我镇通过村务公开栏、微信群、大喇叭等群众喜闻乐见的方式，及时公开惠民政策、低保救助、项目建设等群众关心的重点事项。",
    "围绕乡村振兴、社会救助、养老服务等重点领域，细化公开事项，优化公开流程，让群众看得到、听得懂、能监督，增强获得感。",
    "建立健全政府信息动态管理机制，定期清理失效内容，及时更新机构职能、领导分工和办事指南，确保公开信息准确、完整、有效。",
    "组织干部认真学习条例和上级有关文件精神，通过以会代训、跟班学习等形式，不断提高经办人员的政策水平和业务能力。",
    "畅通群众监督渠道，主动接受社会各界的评议，对群众提出的意见建议逐条研究，明确责任人和完成时限，做到事事有回音。",
    "一是工作人员业务水平有待提高，二是公开内容的深度和广度还不够，三是政策解读形式较为单一，与群众的期盼还有一定差距。",
    "下一步，我镇将进一步健全工作机制，丰富公开内容，拓宽公开渠道，加强政策解读，推动政府信息公开工作再上新的台阶。",
)
# What a careless pattern would go over again and again.
HOSTILE = (
    *"1１一十百几、。（）〔《“第;:.-A@/每其的年 ",
    *[
        "1,",
        "1.",
        "1-",
        "1、",
        "1件",
        "其中1件",
        "（1件",
        "一件",
        "共1件、",
        "，1件",
        "分别为1、",
        "百分之",
        "约",
        "其中",
        "包括",
        "2022年",
        "较2022年的1件",
        "http://",
        "1年",
        "共和国",
        "同比增长1%，",
        "含1件（",
    ],
    *[
        "a1",
        "分别",
        "至1",
        "1至",
        "1%",
        "第1、",
        "1,",
        "1,1",
        "与",
        "和1",
        "，其中网站1件（含视频1件）",
        "1:",
        "网站1件、",
        "上年",
        "由上年的",
    ],
)
# The same between other words, by 10,000 or 100,000 characters: (before, again and again, behind).
FRAMED = (
    ("1件，", "其中", "1件"),
    ("1条，其中1条，", "1件，", ""),
    ("1件", "（", "1件"),
    ("1件，其中1件", "的", "1件"),
    ("甲", "、乙", "分别为1件、1件"),
)
KINDS = (*(("", piece, "") for piece in HOSTILE), *FRAMED)
_LENGTH = 5000


def hostile(kind: tuple[str, str, str], length: int) -> str:
    """Return a text of about that length."""
    head, piece, tail = kind
    return head + piece * (length // len(piece)) + tail


def report() -> list[str]:
    """Return paragraphs of 5,000 characters in all, no two alike."""
    out: list[str] = []
    while sum(map(len, out)) < _LENGTH:
        number = len(out)
        out.append(f"（{number + 1}）" + "".join(PROSE[(number + step) % len(PROSE)] for step in range(4)))
    return out


def bench_report() -> Result:
    """Read every paragraph of a report for the first time, the patterns compiled."""
    paragraphs = report()
    _seconds(paragraphs)
    return Result(
        "figures of a report of 5,000 characters, none of it read before", [_seconds(paragraphs) * 1000 for _ in range(15)], 4, "ms"
    )


def bench_hostile() -> Result:
    """Read 100,000 characters of every hostile kind against 10,000: some ten times the time, by the worst of them."""
    ratios = [_ratio(kind) for kind in KINDS]
    worst = max(zip(ratios, KINDS, strict=True))
    return Result("figures of hostile text, ten times as long", ratios, 15, remark=f"worst {worst[0]:.1f}: {'…'.join(worst[1])}")


def _ratio(kind: tuple[str, str, str]) -> float:
    short, long = (hostile(kind, length) for length in (10_000, 100_000))
    return min(_seconds([long]) for _ in range(2)) / min(_seconds([short]) for _ in range(5))


def _seconds(paragraphs: list[str]) -> float:
    forget()
    started = time.process_time()
    for paragraph in paragraphs:
        figures(paragraph)
    return time.process_time() - started
