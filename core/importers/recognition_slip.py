"""Leave out the 审签单 that stands before a report; what those who signed wrote on it is told."""

from collections.abc import Iterator, Sequence

from core.importers.recognition_labels import bare
from core.importers.source import RawTable, RawText
from core.prose import tidy
from core.report import Note

_NAME, _FINGERPRINT = "审签单", "数据指纹"
# Letters and ideographs alone, as labels are compared.
_SIGNERS = frozenset(("拟稿人", "审核人办公室主任", "分管领导", "主要负责人"))
_STEPS = frozenset(("环节", "意见", "签名", "日期"))
# The slip stands within so many blocks of the start; a name is no longer than this.
_FRONT, _LONGEST = 6, 40
_MOST = 60


def slip_blocks(blocks: Sequence[RawText | RawTable]) -> range:
    """Return which blocks are a 审签单: its title, its table and the line below; an empty range where there is none."""
    for at, block in enumerate(blocks[:_FRONT]):
        if isinstance(block, RawTable) and _is_slip(block):
            first = at
            while first and _says(blocks[first - 1], _NAME):
                first -= 1
            last = at + 1
            while last < len(blocks) and _says(blocks[last], _FINGERPRINT):
                last += 1
            return range(first, last)
    return range(0)


def slip_notes(blocks: Sequence[RawText | RawTable]) -> Iterator[Note]:
    """Tell what was written into the boxes of the 审签单."""
    for table in blocks:
        for row in table.rows if isinstance(table, RawTable) else ():
            texts = [tidy(text) for text in row if text]
            if texts and bare(texts[0]) in _SIGNERS:
                written = [text for text in texts[1:] if text.strip("年月日 　")]
                if written:
                    said = "；".join(written)[:_MOST]
                    yield Note("", f"审签单上“{bare(texts[0])}”一栏写有“{said}”，审签单不属于报告，没有读入")


def _is_slip(table: RawTable) -> bool:
    found = {bare(text) for row in table.rows for text in row if text and len(text) < _LONGEST}
    return len(found & _SIGNERS) >= 3 and len(found & _STEPS) >= 3


def _says(block: RawText | RawTable, word: str) -> bool:
    return isinstance(block, RawText) and word in bare(block.text) and len(block.text) < 2 * _LONGEST
