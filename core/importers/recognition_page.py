"""Tell what portals put around a report: cards with its index number, lines on its publishing, what follows the signing lines."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from core.importers.recognition_labels import bare
from core.importers.recognition_prose import TitleFound, find_title, is_signer, take_signature
from core.importers.source import RawTable, RawText

_CARD_NAMES = (
    "索引号 信息索引号 索引 主题分类 分类 信息分类 组配分类 体裁分类 服务对象 发布机构 发文机关 发文单位 公开主体 发布单位 制发机关"
    " 信息来源 来源 生成日期 成文日期 发文日期 发布日期 发布时间 公开日期 公开时间 生效日期 失效日期 废止日期 公开方式 公开形式 公开范围"
    " 公开类别 公开属性 公开时限"
    " 文号 发文字号 名称 标题 信息名称 文件名称 有效性 时效 有效期 关键词 主题词 内容概述 内容摘要 统一登记号 责任部门"
)
_CARD = frozenset(_CARD_NAMES.split())
_CARD_LABELS, _CARD_ROWS = 3, 20
_INFO_NAMES = (
    _CARD_NAMES + " 文章来源 稿件来源 作者 浏览次数 浏览量 阅读次数 阅读量 访问次数 访问量 点击数 点击量 点击次数 点击率 浏览 阅读 点击"
    " 字体 字号 字体大小 责任编辑 编辑 审核 分享到 分享 日期 时间"
)
_INFO = frozenset(_INFO_NAMES.split())
_BUTTON_NAMES = (
    "打印 打印本页 关闭 关闭窗口 收藏 分享 分享到 大 中 小 字体 字号 微信 微博 QQ空间 QQ 朗读 纠错 视力保护色 保护视力色 下载 返回"
)
_BUTTONS = frozenset(_BUTTON_NAMES.split())
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?")
_WORDS = re.compile(r"[^\s【】\[\]（）()|/·+\-—：:]+")
_LONGEST_INFO = 160
_LONGEST_VALUE = 30
_TAIL = re.compile(
    r"[【\[（(\s]*(?:上一[篇条]|下一[篇条]|扫一扫|分享到|网站标识码|版权所有|打\s*印|关\s*闭|返回顶部|主办|承办|技术支持|责任编辑"
    r"|相关(?:链接|文章|附件|新闻|阅读)|当前位置|.{0,40}ICP备|.{0,40}公网安备)"
)


def second_report(blocks: Sequence[RawText | RawTable]) -> TitleFound | None:
    """Return the title of another unit's or year's report behind the tables of the first one; its `first` is its block."""
    own: TitleFound | None = None
    tables = 0
    for at, block in enumerate(blocks):
        if isinstance(block, RawTable):
            tables += own is not None and len(block.rows) > 1
            continue
        if len(block.text) > _LONGEST_INFO or (own is not None and not tables):
            continue
        lines = [b.text for b in takewhile(lambda b: isinstance(b, RawText), blocks[at : at + 3]) if isinstance(b, RawText)]
        found = find_title(lines)
        if found is None or found.first or not (found.unit and found.year):
            continue
        if own is None:
            own = found
        elif found.year != own.year or not (found.unit.endswith(own.unit) or own.unit.endswith(found.unit)):
            return replace(found, first=at)
    return None


def is_card(table: RawTable) -> bool:
    """Tell the card that names a document's index number, publisher and day."""
    if len(table.rows) > _CARD_ROWS:
        return False
    cells = (cell.partition("：")[0].partition(":")[0] for row in table.rows for cell in row if cell and len(cell) < _LONGEST_INFO)
    return len({plain for cell in cells if (plain := bare(cell)) in _CARD}) >= _CARD_LABELS and not _is_list(table)


def _is_list(table: RawTable) -> bool:
    """Tell a list of documents, whose labels are the headings of columns."""
    first, *others = (({bare(c) for c in row if c} & _CARD) for row in table.rows)
    return len(others) > 1 and len(first) >= _CARD_LABELS and not any(others)


def is_template_title(line: str) -> bool:
    """Tell the title of the official blank form."""
    plain = bare(line)
    return plain.startswith("政府信息公开") and plain.endswith(("格式模板", "报告模板", "报告格式")) and len(plain) < _LONGEST_VALUE


def split_front(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the paragraphs between title and first heading from the lines on publishing among them."""
    kept: list[str] = []
    dropped: list[str] = []
    awaits = False
    for line in lines:
        is_value = awaits and len(line) <= _LONGEST_VALUE and not line.endswith("。")
        foreign = is_value or _is_info(line) or is_template_title(line)
        (dropped if foreign else kept).append(line)
        awaits = foreign and not is_value and line.rstrip().endswith(("：", ":"))
    return kept, dropped


def _is_info(line: str) -> bool:
    """Tell a line on publishing: it begins with one of the labels or a day, or it is made of buttons."""
    if len(line) > _LONGEST_INFO or line.endswith("。"):
        return False
    label, colon, _ = line.replace(":", "：").partition("：")
    if colon and bare(label) in _INFO:
        return True
    rest = _DAY.sub(" ", line)
    words = _WORDS.findall(rest)
    if not words:
        return rest != line
    if rest != line and bare(words[0]) in _INFO:
        return True
    return all(word in _BUTTONS for word in words)


def cut_end(texts: Sequence[str], unit: str) -> tuple[list[str], list[str]]:
    """Part the last section from what follows its signing lines; without these, from what only a page has below a text."""
    end = _end_of_signature(texts, unit) or _start_of_tail(texts)
    return list(texts[:end]), list(texts[end:])


def _end_of_signature(texts: Sequence[str], unit: str) -> int:
    first_day = 0
    for index in range(len(texts)):
        _, signed, day = take_signature(list(texts[max(0, index - 1) : index + 1]), unit)
        if day and signed and is_signer(signed, unit):
            return index + 1
        if day and not first_day:
            first_day = index + 1
    return first_day if not any(text.endswith("。") for text in texts[first_day:]) else 0


def _start_of_tail(texts: Sequence[str]) -> int:
    end = len(texts)
    for index in range(len(texts) - 1, -1, -1):
        if texts[index].endswith("。"):
            break
        if _TAIL.match(texts[index]):
            end = index
    return end
