"""The 审签单: the page before the report on which those who sign give their opinion."""

import math
from collections.abc import Iterable, Sequence

from core.document import Grid, GridCell, Role, Slip
from core.fingerprint import fingerprint
from core.report import Report, official_title
from core.titles import width

TITLE = "政府信息公开工作年度报告审签单"
NOTE = "数据指纹："
SIGNERS = ("拟稿人", "审核人\n（办公室主任）", "分管领导", "主要负责人")
STEPS = ("环节", "意见", "签名", "日期")
DAY = "　年　月　日"
# Points: size and line height of what is filled in, the largest with which the page holds everything is taken.
TYPE = ((12.0, 18.0), (10.5, 15.0), (9.0, 10.5))
_COLUMNS = 4
# Column widths and row heights in mm; what the page holds between title and note; a cell's margins left and right together.
_WIDTHS = (34.0, 62.0, 28.0, 32.0)
_LINES = (9.0, 9.0, 7.5)
_LEAST_BOX, _GOOD_BOX, _MOST_BOX = 12.0, 18.0, 32.0
_ROOM, _MARGINS = 193.0, 4.0
_MM = 72 / 25.4
# Lines of Chinese are not full to the last character.
_FULL = 0.94

# A finding of 核实 that a person has accepted: the place and what was found, and the reason.
Reason = tuple[str, str]
_Row = tuple[tuple[str, int, Role], ...]


def slip(report: Report, counts: Sequence[tuple[str, int]], reasons: Iterable[Reason] = ()) -> Slip:
    """Lay out the 审签单: what is signed, what the checks found by level (name, open findings), accepted reasons, boxes to sign."""
    reasons = list(reasons)
    rows: list[_Row] = [
        (_label("标题"), (report.title or official_title(report.unit, report.year), 3, Role.FIELD)),
        (_label("编制单位"), (report.unit, 1, Role.FIELD), _label("年度"), (f"{report.year}年" if report.year else "", 1, Role.FIELD)),
        (_label("联系人"), (report.contact, 3, Role.FIELD)),
        (_label("自动检查"), (_checked(counts, len(reasons)), 3, Role.FIELD)),
        (_label("核实说明"), (_reasons(reasons), 3, Role.FIELD)),
        tuple((name, 1, Role.HEAD) for name in STEPS),
        *((_label(name), ("", 1, Role.FIELD), ("", 1, Role.FIELD), (DAY, 1, Role.FIELD)) for name in SIGNERS),
    ]
    grid = Grid("slip", len(rows), _COLUMNS, 0, _WIDTHS, tuple(_cells(rows)))
    return Slip(TITLE, grid, _heights(grid), f"{NOTE}{fingerprint(report)}（报告的文字、表格有任何改动，指纹都会不同）")


def type_of(slip: Slip, cell: GridCell) -> int:
    """Return which of TYPE a cell is set in: the first but for a text that would not leave room for the boxes."""
    return _step(slip.grid) if cell.role is Role.FIELD and _lines(cell, 0) > 2 else 0


def _step(grid: Grid) -> int:
    """Return the largest type with which the page holds the rows and good boxes for those who sign."""
    boxes = len(SIGNERS) * _GOOD_BOX
    fitting = (step for step in range(len(TYPE)) if sum(_filled(grid, step)) + boxes <= _ROOM)
    return next(fitting, len(TYPE) - 1)


def _heights(grid: Grid) -> tuple[float, ...]:
    """Return the least heights of the rows in mm: the boxes share what the rest of the page leaves."""
    step = _step(grid)
    above = _filled(grid, step)
    box = min(max((_ROOM - sum(above)) / len(SIGNERS), _LEAST_BOX), _MOST_BOX)
    return (*((_LINES[step],) * len(above)), *(round(box, 1) for _ in SIGNERS))


def _filled(grid: Grid, step: int) -> list[float]:
    """Return the heights in mm of the rows above the boxes, texts of more than two lines in one of TYPE."""
    heights = [_LINES[step]] * (grid.rows - len(SIGNERS))
    for cell in grid.cells:
        if cell.role is Role.FIELD and cell.row < len(heights):
            used = step if _lines(cell, 0) > 2 else 0
            heights[cell.row] = max(heights[cell.row], _lines(cell, used) * TYPE[used][1] / _MM + 1)
    return heights


def _lines(cell: GridCell, step: int) -> int:
    """Estimate how many lines a text takes in its cell."""
    room = (sum(_WIDTHS[cell.column : cell.column + cell.column_span]) - _MARGINS) * _MM * _FULL
    return sum(max(1, math.ceil(width(line) * TYPE[step][0] / room)) for line in cell.text.split("\n"))


def _label(text: str) -> tuple[str, int, Role]:
    return text, 1, Role.LABEL


def _checked(counts: Sequence[tuple[str, int]], reasons: int) -> str:
    said = "，".join(f"{name} {number} 处" for name, number in counts)
    return f"{said}；另有核实 {reasons} 处已说明理由" if reasons else said


def _reasons(reasons: Iterable[Reason]) -> str:
    """Write the reasons as numbered lines."""
    lines = [f"{at}. {found.rstrip('。')}。说明：{reason}" for at, (found, reason) in enumerate(reasons, start=1)]
    return "\n".join(lines) or "无"


def _cells(rows: Sequence[_Row]) -> Iterable[GridCell]:
    for at, row in enumerate(rows):
        column = 0
        for text, span, role in row:
            yield GridCell(at, column, 1, span, text, role)
            column += span
