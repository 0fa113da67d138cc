"""One official table as a sheet: merged heads, live totals, checked entry, locked labels."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from core.exporters import to_xlsx_style as style
from core.exporters.table_fit import ordinal_end, words_room
from core.exporters.to_xlsx_formula import Place, SheetSum, area, areas, conditions, sheet_sums
from core.exporters.to_xlsx_measure import CELL_MARGIN, MOST_DIGITS, TABLE_WIDTH, TALLEST_ROW, escaped, text_height, text_width
from core.exporters.to_xlsx_style import Look
from core.layout import Grid, GridCell, Role, centred
from core.report import Report
from core.schema import CellId
from core.values import CellType, Value, show
from core.workbook import REMARK_LINE, REMARK_MARK, reference

_SIZE, _TITLE_SIZE, _SMALL_SIZE = 10.5, 16.0, 9.0
_TOP = 2  # rows above the table: title, unit and year
_LOWEST_ROW = 21.0
# Pixels across a comment, and of these across its text.
_COMMENT_WIDTH, _COMMENT_ROOM = 230, 220

_TITLE = Look(font=style.HEITI, size=_TITLE_SIZE, across="center", wrap=True)
_LINE = Look(size=_SIZE, wrap=True)
_REMARK = Look(size=_SMALL_SIZE, across="left", wrap=True)
_LABEL = Look(size=_SIZE, across="center", wrap=True, ruled=True, fill=style.HEAD_FILL)
_VALUE = Look(size=_SIZE, across="center", ruled=True, locked=False)
_BROKEN = DifferentialStyle(Font(color=style.ERROR), fill=PatternFill(bgColor=style.ERROR_FILL))
_LOOKS: dict[Role, Look] = {
    Role.BAND: replace(_LABEL, font=style.HEITI),
    Role.CORNER: _LABEL,
    Role.HEAD: _LABEL,
    Role.LABEL: _LABEL,
    Role.VALUE: _VALUE,
    Role.SUM: replace(_VALUE, fill=style.SUM_FILL),
}
_LIMITS: dict[CellType, dict[str, Any]] = {
    CellType.COUNT: {
        "type": "whole",
        "operator": "greaterThanOrEqual",
        "formula1": "0",
        "errorTitle": "请填整数",
        "error": "这里填不小于 0 的整数；没有发生的填 0。",
    },
    CellType.SIGNED: {
        "type": "whole",
        "operator": "between",
        "formula1": "-999999999",
        "formula2": "999999999",
        "errorTitle": "请填整数",
        "error": "这里填整数，减少的在前面加负号；没有增减的填 0。",
    },
    CellType.MONEY_WAN: {
        "type": "decimal",
        "operator": "greaterThanOrEqual",
        "formula1": "0",
        "errorTitle": "请填金额",
        "error": "这里填不小于 0 的金额，单位万元，可带小数；没有收费的填 0。",
    },
}


class TableSheet:
    """Write the grid of one table, filled from the report, to a sheet."""

    def __init__(self, sheet: Worksheet, styles: style.Styles, grid: Grid, report: Report) -> None:
        self.sheet, self.styles, self.grid, self.report = sheet, styles, grid, report
        self.results: dict[str, int | float | None] = {}
        self.places: dict[CellId, Place] = {c.cell: (_TOP + c.row, c.column) for c in grid.cells if c.cell is not None}

    def write(self, title: str, unit: str, year: int) -> None:
        """Write everything: the lines above, the table, the remarks below, and what guards and prints it.

        The results of the formulas are in `results` then; the library that keeps the sheet has no place for them.
        """
        style.set_columns(self.sheet, self._widths)
        for row, height in enumerate(self._heights):
            style.set_row(self.sheet, _TOP + row, height)
        self._lines_above(title, unit, year)
        formulas = {each.place: each for each in sheet_sums(self.report.form.sum_of.values(), self.places)}
        for cell in self.grid.cells:
            self._cell(cell, formulas)
        self._remarks()
        self._limits()
        self._redden()
        self._page()

    # ---- measures ---------------------------------------------------------------------------------

    @cached_property
    def _widths(self) -> list[int]:
        whole = sum(self.grid.widths)
        edges = [0, *(round(edge * TABLE_WIDTH / whole) for edge in accumulate(self.grid.widths))]
        return [right - left for left, right in pairwise(edges)]

    @cached_property
    def _centred(self) -> frozenset[Role]:
        return centred(self.grid)

    @cached_property
    def _values_from(self) -> int:
        """The first column that holds values, which is the number of label columns."""
        return min((c.column for c in self.grid.cells if c.cell is not None), default=0)

    @cached_property
    def _heights(self) -> Sequence[float]:
        heights = [_LOWEST_ROW] * self.grid.rows
        for cell in sorted(self.grid.cells, key=lambda c: c.row_span):
            if cell.cell is not None and not isinstance(self.report.value(cell.cell), str):
                continue
            rows = range(cell.row, cell.row + cell.row_span)
            width = sum(self._widths[cell.column : cell.column + cell.column_span])
            missing = text_height(self._broken(cell), width, _SIZE) - sum(heights[r] for r in rows)
            if missing > 0:
                for row in rows:
                    heights[row] += missing / len(rows)
        return [min(height, TALLEST_ROW) for height in heights]

    def _broken(self, cell: GridCell) -> str:
        """Return a cell's text with the line ends that its words ask for; a program that sets it wider breaks it further."""
        room = (sum(self._widths[cell.column : cell.column + cell.column_span]) - CELL_MARGIN) / (_SIZE * 96 / 72)
        widths = [text_width(character, _SIZE) / (_SIZE * 96 / 72) for character in cell.text]
        if sum(widths) <= room:
            return cell.text
        step = round(words_room(cell.text, room)) if cell.role is Role.HEAD else 0
        if step:
            return "\n".join(cell.text[start : start + step] for start in range(0, len(cell.text), step))
        at = ordinal_end(cell.text, widths, room) if cell.role is Role.LABEL else 0
        return f"{cell.text[:at]}\n{cell.text[at:]}" if at else cell.text

    # ---- contents ---------------------------------------------------------------------------------

    def _lines_above(self, title: str, unit: str, year: int) -> None:
        last = self.grid.columns - 1
        style.set_row(self.sheet, 0, text_height(title, TABLE_WIDTH, _TITLE_SIZE) + 10)
        self.styles.wide(self.sheet, 0, (0, last), title, _TITLE)
        split = next((i for i, edge in enumerate(accumulate(self._widths)) if edge >= TABLE_WIDTH * 0.6), last)
        split = max(0, min(split, last - 1))
        left = f"填报单位：{unit}" if unit else ""
        room = sum(self._widths[: split + 1])
        style.set_row(self.sheet, 1, text_height(left, room, _SIZE) + 4)
        self.styles.wide(self.sheet, 1, (0, split), left, _LINE)
        if last > split:
            self.styles.wide(self.sheet, 1, (split + 1, last), f"{year}年度" if year else "", replace(_LINE, across="right"))

    def _cell(self, cell: GridCell, formulas: dict[Place, SheetSum]) -> None:
        row, column = _TOP + cell.row, cell.column
        look = _LOOKS[cell.role]
        if cell.role not in self._centred and (cell.role is Role.CORNER or cell.row_span == 1):
            look = replace(look, across="left")
        if cell.row_span > 1 or cell.column_span > 1:
            self.styles.merge(self.sheet, (row, column, row + cell.row_span - 1, column + cell.column_span - 1), look)
        if cell.cell is None:
            self.styles.text(self.sheet, row, column, self._broken(cell), look)
            return
        value = self.report.value(cell.cell)
        number = as_number(value)
        if self.report.is_computed(cell.cell):
            self.styles.cell(self.sheet, row, column, replace(look, shrink=True)).value = formulas[row, column].formula
            self.results[reference((row, column))] = number
        elif number is not None:
            self.styles.cell(self.sheet, row, column, replace(look, shrink=True)).value = number
        else:
            self.styles.text(self.sheet, row, column, show(value), replace(look, wrap=True))
        self._remark(row, column, cell.cell)

    def _remark(self, row: int, column: int, cell: CellId) -> None:
        remark = self.report.entry(cell).remark
        if not remark:
            return
        text = REMARK_MARK + remark
        height = round(text_height(text, _COMMENT_ROOM, style.FIRST_FONT[1]) * 96 / 72) + 12
        style.at(self.sheet, row, column).comment = Comment(escaped(text), "", height, _COMMENT_WIDTH)

    def _remarks(self) -> None:
        """Repeat the remarks below the table, since comments are not printed."""
        row = _TOP + self.grid.rows
        for cell in self.grid.cells:
            if cell.cell is None or not self.report.entry(cell.cell).remark:
                continue
            text = f"{REMARK_LINE}{self.report.form.label(cell.cell)}　{cell.text}"
            style.set_row(self.sheet, row, min(text_height(text, TABLE_WIDTH, _SMALL_SIZE), TALLEST_ROW))
            self.styles.wide(self.sheet, row, (0, self.grid.columns - 1), text, _REMARK)
            row += 1

    # ---- guards and print -------------------------------------------------------------------------

    def _limits(self) -> None:
        by_type: dict[CellType, list[Place]] = {}
        for cell, place in self.places.items():
            by_type.setdefault(self.report.form.types[cell], []).append(place)
        for kind, places in by_type.items():
            if kind in _LIMITS:
                limit = DataValidation(
                    **_LIMITS[kind], sqref=" ".join(area(*each) for each in areas(places)), allow_blank=True, showErrorMessage=True
                )
                self.sheet.add_data_validation(limit)

    def _redden(self) -> None:
        for places, broken in conditions(sheet_sums(self.report.form.sums, self.places)).items():
            self.sheet.conditional_formatting.add(places, Rule("expression", dxf=_BROKEN, formula=[broken]))

    def _page(self) -> None:
        style.page_setup(self.sheet)
        self.sheet.freeze_panes = reference((_TOP + self.grid.head_rows, self._values_from))
        if self.grid.head_rows:
            self.sheet.print_title_rows = f"{_TOP + 1}:{_TOP + self.grid.head_rows}"
        guard = self.sheet.protection
        guard.sheet = guard.scenarios = True
        guard.formatCells = guard.formatColumns = guard.formatRows = False

    def names(self) -> Iterable[tuple[str, str]]:
        """Yield (cell id, absolute reference without the sheet) for every cell of the table."""
        for cell, (row, column) in self.places.items():
            letters = reference((0, column)).removesuffix("1")
            yield str(cell), f"${letters}${row + 1}"


def as_number(value: Value) -> int | float | None:
    """Return the value as a sheet holds numbers; None where it is none or would lose a digit."""
    if not isinstance(value, int | Decimal) or len(show(value).lstrip("-").replace(".", "").lstrip("0")) > MOST_DIGITS:
        return None
    return value if isinstance(value, int) else float(value)
