"""What goes on paper beside the report itself: the 审签单 before it, the 图解 before the signing lines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.document import Document, Picture, Signature
from core.finding_rows import FindingRow
from core.layout import document
from core.report import Report
from core.slip import slip

_LEVELS = ("错误", "核实", "提示")


@dataclass(frozen=True, slots=True)
class Extras:
    """What a person wants in a .docx or .pdf besides the report."""

    slip: bool = False
    infographic: bool = False


PLAIN = Extras()


def laid_out(report: Report, rows: Iterable[FindingRow] = (), extras: Extras = PLAIN) -> Document:
    """Lay out the report with the extras; `rows` are what the 审签单 counts and quotes."""
    laid = document(report)
    if extras.slip:
        rows = list(rows)
        opened = [row.level for row in rows if not row.reason]
        reasons = [(f"{row.place}：{row.message}", row.reason) for row in rows if row.reason]
        made = slip(report, [(level, opened.count(level)) for level in _LEVELS], reasons)
        laid = replace(laid, blocks=(made, *laid.blocks))
    return _with_infographic(laid, report) if extras.infographic else laid


def _with_infographic(laid: Document, report: Report) -> Document:
    """Put the 图解 before the signing lines; where there is too little to draw, nothing is put."""
    from core.infographic import TITLE, infographic

    drawing = infographic(report)
    if drawing is None:
        return laid
    signed = bool(laid.blocks) and isinstance(laid.blocks[-1], Signature)
    end = len(laid.blocks) - signed
    return replace(laid, blocks=(*laid.blocks[:end], Picture(TITLE, drawing), *laid.blocks[end:]))
