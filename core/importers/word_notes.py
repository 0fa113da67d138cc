"""What the readers of text documents say about what they left out or moved."""

from collections.abc import Mapping

from core.report import Note

# What is counted while reading -> what the person is told.
_SENTENCES = {
    "harmed": "文件有 {} 处（正文末尾、样式、编号、脚注或文本框）已损坏，没有读全，请对照原文核对",
    "ragged": "{} 个表格的列不完整，只按各行的顺序读入了单元格，请核对每个数所在的列",
    "inserted": "文件带有修订：{} 处新增的文字已按接受修订读入",
    "deleted": "文件带有修订：{} 处已删除的文字没有读入",
    "rows": "文件带有修订：表格里 {} 行已删除的内容没有读入",
    "comments": "{} 条批注没有读入",
    "hidden": "{} 处隐藏文字没有读入",
    "boxes": "{} 个文本框的文字放在了它所在的段落之后，请核对位置",
    "loose": "{} 个文本框找不到所在的段落，其中的文字放在了全文之后，请核对位置",
    "footnotes": "{} 条脚注或尾注的文字放在了它所在的段落或表格之后，请核对位置",
    "pictures": "{} 张图片没有读入，图片里的文字请自行补上",
    "contents": "目录没有读入",
    "symbols": "{} 个特殊字体的符号没有读入",
    "embedded": "{} 处嵌入的其他文件没有读入",
    "nested": "{} 个单元格里还有表格，其中的文字并入了该单元格",
    "misfits": "{} 个单元格与合并的单元格重叠，按顺序放到了后面的列，请核对位置",
    "buried": "{} 个被合并单元格盖住的格子里还有文字，没有读入",
}


def notes_of(counts: Mapping[str, int]) -> tuple[Note, ...]:
    """Return a note for each kind of thing that was counted, in a fixed order."""
    return tuple(Note("", sentence.format(counts[key])) for key, sentence in _SENTENCES.items() if counts.get(key))
