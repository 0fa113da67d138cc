""".xlsx against openpyxl writing the same cells, merges and looks, and nothing else."""

import io
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.styleable import StyleableObject

from core.exporters import to_xlsx
from core.layout import document
from tests.bench.measure import Result, compare, seconds
from tests.helpers import distinct_report

# Row, column, value and the number of the look.
_Place = tuple[int, int, Any, int]


@dataclass(frozen=True)
class Sheet:
    """What a bare writer is told of a sheet."""

    title: str
    places: list[_Place]
    merged: list[str]


def bench_write() -> Result:
    """Write a report, against its finished cells put into sheets and saved: no measures, no guards, no names, no results."""
    report = distinct_report("2021")
    laid = document(report)
    sheets, looks = taken_apart(to_xlsx.render(laid, report))
    return compare(
        ".xlsx write to bare openpyxl", 1.5, seconds(lambda: to_xlsx.render(laid, report)), seconds(lambda: write_bare(sheets, looks))
    )


def taken_apart(data: bytes) -> tuple[list[Sheet], list[StyleableObject]]:
    """Return the sheets of a workbook, and a cell for each look that is in it."""
    looks: dict[StyleArray, StyleableObject] = {}
    numbers: dict[StyleArray, int] = {}
    sheets: list[Sheet] = []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        places: list[_Place] = []
        for row in sheet.iter_rows():
            for cell in row:
                style = cell._style
                looks.setdefault(style, cell)
                number = numbers.setdefault(style, len(numbers))
                if cell.value is not None or style != StyleArray():
                    places.append((cell.row, cell.column, cell.value, number))
        sheets.append(Sheet(sheet.title, places, [str(area) for area in sheet.merged_cells.ranges]))
    return sheets, [looks[style] for style in numbers]


def write_bare(sheets: list[Sheet], looks: list[StyleableObject]) -> bytes:
    """Write the sheets as plainly as the library can, each look made once."""
    book = Workbook()
    del book[book.sheetnames[0]]
    styles: list[StyleArray] = []
    for each in sheets:
        sheet = book.create_sheet(each.title)
        styles = styles or [_style(sheet, look) for look in looks]
        for row, column, value, number in each.places:
            cell = sheet.cell(row, column, value)
            cell._style = styles[number]
        for area in each.merged:
            sheet.merged_cells.add(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _style(sheet: Any, look: StyleableObject) -> StyleArray:
    holder = StyleableObject(sheet, StyleArray())
    for part in ("font", "alignment", "border", "fill", "protection"):
        setattr(holder, part, copy(getattr(look, part)))
    return holder._style
