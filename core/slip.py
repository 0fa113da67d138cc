"""The 审签单: the page before the report on which those who sign give their opinion."""

from collections.abc import Iterable, Sequence

from core.document import Grid, GridCell, Role, Slip
from core.interchange import fingerprint
from core.report import Report, official_title

TITLE = "政府信息公开工作年度报告审签单"
FINGERPRINT = "数据指纹"
SIGNERS = ("拟稿人", "审核人（办公室主任）", "分管领导", "主要负责人")
_COLUMNS = 4
# Column widths and least row heights in mm; together the heights leave room for some reasons on the page.
_WIDTHS = (30.0, 66.0, 28.0, 32.0)
_LINE, _BOX = 9.0, 26.0

# A finding of 核实 that a person has accepted: the place and what was found, and the reason.
Reason = tuple[str, str]


def slip(report: Report, counts: Sequence[tuple[str, int]], reasons: Iterable[Reason] = ()) -> Slip:
    """Lay out the 审签单: what is signed, what the checks found by level (name, open findings), accepted reasons, boxes to sign."""
    rows: list[tuple[tuple[str, int, Role], ...]] = [
        (_label("标题"), (report.title or official_title(report.unit, report.year), 3, Role.FIELD)),
        (_label("编制单位"), (report.unit, 1, Role.FIELD), _label("年度"), (f"{report.year}年" if report.year else "", 1, Role.FIELD)),
        (_label("联系人"), (report.contact, 3, Role.FIELD)),
        (_label("自动检查"), (_checked(counts), 3, Role.FIELD)),
        (_label("核实说明"), (_reasons(reasons), 3, Role.FIELD)),
        tuple((name, 1, Role.HEAD) for name in ("环节", "意见", "签名", "日期")),
        *((_label(name), *[("", 1, Role.FIELD)] * 3) for name in SIGNERS),
    ]
    heights = tuple(_BOX if row[0][0] in SIGNERS else _LINE for row in rows)
    grid = Grid("slip", len(rows), _COLUMNS, 0, _WIDTHS, tuple(_cells(rows)))
    return Slip(TITLE, grid, heights, f"{FINGERPRINT}：{fingerprint(report)}（报告的文字、表格有任何改动，指纹都会不同）")


def _label(text: str) -> tuple[str, int, Role]:
    return text, 1, Role.LABEL


def _checked(counts: Sequence[tuple[str, int]]) -> str:
    return "，".join(f"{name} {number} 处" for name, number in counts)


def _reasons(reasons: Iterable[Reason]) -> str:
    """Write the reasons as numbered lines."""
    lines = [f"{at}. {found} 说明：{reason}" for at, (found, reason) in enumerate(reasons, start=1)]
    return "\n".join(lines) or "无"


def _cells(rows: Sequence[Sequence[tuple[str, int, Role]]]) -> Iterable[GridCell]:
    for at, row in enumerate(rows):
        column = 0
        for text, span, role in row:
            yield GridCell(at, column, 1, span, text, role)
            column += span
