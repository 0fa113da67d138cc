"""One official table as a sheet: merged heads, live totals, checked entry, locked labels."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from core.exporters import to_xlsx_style as style
from core.exporters.to_xlsx_formula import Place, SheetSum, sheet_sums
from core.layout import Grid, GridCell, Role
from core.report import Report
from core.schema import CellId
from core.values import CellType, Value, show
from core.workbook import REMARK_LINE, REMARK_MARK, reference

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_SIZE, _TITLE_SIZE, _SMALL_SIZE = 10.5, 16.0, 9.0
_TOP = 2  # rows above the table: title, unit and year
_LOWEST_ROW = 21.0

_BASE: dict[str, Any] = {"font_name": style.SONG, "font_size": _SIZE, "font_color": style.INK, "valign": "vcenter"}
_RULED = _BASE | {"border": 1, "border_color": style.LINE}
_LABEL = _RULED | {"text_wrap": True, "bg_color": style.HEAD_FILL}
_LOOKS: dict[Role, dict[str, Any]] = {
    Role.BAND: _LABEL | {"align": "center", "font_name": style.HEITI},
    Role.CORNER: _LABEL | {"align": "center"},
    Role.HEAD: _LABEL | {"align": "center"},
    Role.LABEL: _LABEL | {"align": "left"},
    Role.VALUE: _RULED | {"align": "center", "locked": False},
    Role.SUM: _RULED | {"align": "center", "locked": False, "bg_color": style.SUM_FILL},
}
_LIMITS: dict[CellType, dict[str, Any]] = {
    CellType.COUNT: {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "请填整数",
        "error_message": "这里填不小于 0 的整数；没有发生的填 0。",
    },
    CellType.SIGNED: {
        "validate": "integer",
        "criteria": "between",
        "minimum": -999_999_999,
        "maximum": 999_999_999,
        "error_title": "请填整数",
        "error_message": "这里填整数，减少的在前面加负号；没有增减的填 0。",
    },
    CellType.MONEY_WAN: {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": "请填金额",
        "error_message": "这里填不小于 0 的金额，单位万元，可带小数；没有收费的填 0。",
    },
}


class TableSheet:
    """Write the grid of one table, filled from the report, to a sheet."""

    def __init__(self, sheet: "Worksheet", styles: style.Styles, grid: Grid, report: Report) -> None:
        self.sheet, self.styles, self.grid, self.report = sheet, styles, grid, report
        self.places: dict[CellId, Place] = {c.cell: (_TOP + c.row, c.column) for c in grid.cells if c.cell is not None}

    def write(self, title: str, unit: str, year: int) -> None:
        """Write everything: the lines above, the table, the remarks below, and what guards and prints it."""
        for column, width in enumerate(self._widths):
            self.sheet.set_column_pixels(column, column, width)
        for row, height in enumerate(self._heights):
            self.sheet.set_row(_TOP + row, height)
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
    def _widths(self) -> Sequence[int]:
        whole = sum(self.grid.widths)
        edges = [0, *(round(edge * style.TABLE_WIDTH / whole) for edge in accumulate(self.grid.widths))]
        return [right - left for left, right in pairwise(edges)]

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
            missing = style.text_height(cell.text, width, _SIZE) - sum(heights[r] for r in rows)
            if missing > 0:
                for row in rows:
                    heights[row] += missing / len(rows)
        return [min(height, style.TALLEST_ROW) for height in heights]

    # ---- contents ---------------------------------------------------------------------------------

    def _lines_above(self, title: str, unit: str, year: int) -> None:
        last = self.grid.columns - 1
        look = _BASE | {"text_wrap": True}
        self.sheet.set_row(0, style.text_height(title, style.TABLE_WIDTH, _TITLE_SIZE) + 10)
        style.put_wide(
            self.sheet, self.styles, 0, (0, last), title, look | {"font_name": style.HEITI, "font_size": _TITLE_SIZE, "align": "center"}
        )
        split = next((i for i, edge in enumerate(accumulate(self._widths)) if edge >= style.TABLE_WIDTH * 0.6), last)
        split = max(0, min(split, last - 1))
        left = f"填报单位：{unit}" if unit else ""
        room = sum(self._widths[: split + 1])
        self.sheet.set_row(1, style.text_height(left, room, _SIZE) + 4)
        style.put_wide(self.sheet, self.styles, 1, (0, split), left, look)
        if last > split:
            style.put_wide(self.sheet, self.styles, 1, (split + 1, last), f"{year}年度" if year else "", look | {"align": "right"})

    def _cell(self, cell: GridCell, formulas: dict[Place, SheetSum]) -> None:
        row, column = _TOP + cell.row, cell.column
        look = _LOOKS[cell.role]
        if cell.role is Role.LABEL and (cell.row_span > 1 or self._values_from == 1):
            look = look | {"align": "center"}
        if cell.row_span > 1 or cell.column_span > 1:
            self.sheet.merge_range(row, column, row + cell.row_span - 1, column + cell.column_span - 1, "", self.styles.get(look))
        if cell.cell is None:
            style.put_text(self.sheet, self.styles, row, column, cell.text, look)
        elif self.report.is_computed(cell.cell):
            formula, result = formulas[row, column].formula, _result(self.report.value(cell.cell))
            self.sheet.write_formula(row, column, formula, self.styles.get(look, shrink=True), result)
        else:
            self._value(row, column, self.report.value(cell.cell), look)
        if cell.cell is not None:
            self._remark(row, column, cell.cell)

    def _value(self, row: int, column: int, value: Value, look: dict[str, Any]) -> None:
        number = as_number(value)
        if number is not None:
            self.sheet.write_number(row, column, number, self.styles.get(look, shrink=True))
        else:
            style.put_text(self.sheet, self.styles, row, column, show(value), look | {"text_wrap": True})

    def _remark(self, row: int, column: int, cell: CellId) -> None:
        remark = self.report.entry(cell).remark
        if not remark:
            return
        text = REMARK_MARK + style.sound(remark)
        lines = style.text_height(text, 220, _SIZE)
        options = {
            "font_name": style.SONG,
            "font_size": _SIZE,
            "width": 230,
            "height": round(lines * 96 / 72) + 12,
        }
        self.sheet.write_comment(row, column, text, options)

    def _remarks(self) -> None:
        """Repeat the remarks below the table, since comments are not printed."""
        look = _BASE | {"font_size": _SMALL_SIZE, "text_wrap": True, "align": "left"}
        row = _TOP + self.grid.rows
        for cell in self.grid.cells:
            if cell.cell is None or not self.report.entry(cell.cell).remark:
                continue
            text = f"{REMARK_LINE}{self.report.form.label(cell.cell)}　{cell.text}"
            self.sheet.set_row(row, min(style.text_height(text, style.TABLE_WIDTH, _SMALL_SIZE), style.TALLEST_ROW))
            style.put_wide(self.sheet, self.styles, row, (0, self.grid.columns - 1), text, look)
            row += 1

    # ---- guards and print -------------------------------------------------------------------------

    def _limits(self) -> None:
        by_type: dict[CellType, list[Place]] = {}
        for cell, place in self.places.items():
            by_type.setdefault(self.report.form.types[cell], []).append(place)
        for kind, places in by_type.items():
            if kind in _LIMITS:
                areas = [[row, column, row, column] for row, column in places]
                row, column = places[0]
                self.sheet.data_validation(row, column, row, column, _LIMITS[kind] | {"other_cells": areas[1:]})

    def _redden(self) -> None:
        look = self.styles.get({"font_color": style.ERROR, "bg_color": style.ERROR_FILL})
        by_place: dict[Place, list[str]] = {}
        for each in sheet_sums(self.report.form.sums, self.places):
            by_place.setdefault(each.place, []).append(each.broken)
        for (row, column), broken in by_place.items():
            criteria = f"=OR({','.join(broken)})" if len(broken) > 1 else f"={broken[0]}"
            self.sheet.conditional_format(row, column, row, column, {"type": "formula", "criteria": criteria, "format": look})

    def _page(self) -> None:
        style.page_setup(self.sheet)
        self.sheet.freeze_panes(_TOP + self.grid.head_rows, self._values_from)
        if self.grid.head_rows:
            self.sheet.repeat_rows(_TOP, _TOP + self.grid.head_rows - 1)
        allowed = {"format_cells": True, "format_columns": True, "format_rows": True, "objects": True}
        self.sheet.protect("", allowed)

    def names(self) -> Iterable[tuple[str, str]]:
        """Yield (cell id, absolute reference without the sheet) for every cell of the table."""
        for cell, (row, column) in self.places.items():
            letters = reference((0, column)).removesuffix("1")
            yield str(cell), f"${letters}${row + 1}"


def as_number(value: Value) -> int | float | None:
    """Return the value as a sheet holds numbers; None where it is none or would lose a digit."""
    if not isinstance(value, int | Decimal) or len(show(value).lstrip("-").replace(".", "").lstrip("0")) > style.MOST_DIGITS:
        return None
    return value if isinstance(value, int) else float(value)


def _result(value: Value) -> Any:
    """Return what stands beside a formula as its result; the writer takes more than its signature says."""
    number = as_number(value)
    return "" if number is None else number
