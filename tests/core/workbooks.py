"""Look at a workbook as another program does, and work its formulas out."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from core.exporters import to_xlsx
from core.finding_rows import FindingRow
from core.importers import from_xlsx
from core.importers.source import RawTable, RawText, Source
from core.layout import Document, Grid, Heading
from core.layout import document as laid_out
from core.report import Report
from core.schema import CellId

TABLE_TOP = 3  # the sheet's row in which a table begins: title, unit and year stand above


def opened(data: bytes, *, results: bool = False) -> Workbook:
    """Open a workbook: its formulas, or the results that it holds for them."""
    return load_workbook(io.BytesIO(data), data_only=results)


def table_sheets(book: Workbook, document: Document) -> list[tuple[Grid, Worksheet]]:
    """Pair each grid of the document with its sheet."""
    titles = {block.section: block.text for block in document.blocks if isinstance(block, Heading)}
    return [(block, book[titles[block.table]]) for block in document.blocks if isinstance(block, Grid)]


def places(grid: Grid) -> dict[CellId, str]:
    """Return where each cell of a table stands in its sheet, such as B5."""
    return {c.cell: f"{get_column_letter(c.column + 1)}{c.row + TABLE_TOP}" for c in grid.cells if c.cell is not None}


class Calculator:
    """Work out the few functions that the program's formulas use, as the manuals of spreadsheets define them."""

    def __init__(self, sheet: Worksheet, typed: dict[str, Any] | None = None) -> None:
        """Take a sheet and what somebody types into some of its cells."""
        self.sheet, self.typed = sheet, typed or {}
        self.known: dict[str, Any] = {}

    def value(self, place: str) -> Any:
        """Return what a cell shows; None where it is blank."""
        if place not in self.known:
            held = self.typed.get(place, self.sheet[place].value)
            live = place not in self.typed and self.sheet[place].data_type == "f"
            self.known[place] = self.result(held[1:]) if live else held
        return self.known[place]

    def result(self, formula: str) -> Any:
        """Evaluate a formula without its equals sign."""
        python = re.sub(r"\$?([A-Z]+)\$?(\d+)(:\$?[A-Z]+\$?\d+)?", lambda m: f"cells('{m[0].replace('$', '')}')", formula)
        python = python.replace("<>", "!=").replace("IF(", "if_(").replace("OR(", "or_(").replace("FALSE", "False")
        python = re.sub(r"(?<![<>!=])=(?!=)", "==", python)
        return eval(python, {"__builtins__": {}} | self._functions())

    def _functions(self) -> dict[str, Callable[..., Any]]:
        def numbers(areas: tuple[Any, ...]) -> list[Any]:
            return [n for area in areas for n in area if isinstance(n, int | float)]

        return {
            "cells": self._cells,
            "COUNT": lambda *areas: len(numbers(areas)),
            "SUM": lambda *areas: sum(numbers(areas)),
            "ISNUMBER": lambda area: isinstance(area, _Area) and isinstance(area[0], int | float),
            "ROUND": round,
            "if_": lambda test, yes, no: yes if test else no,
            "or_": lambda *tests: any(tests),
        }

    def _cells(self, reference: str) -> "_Area":
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(reference))
        return _Area(self.value(f"{get_column_letter(x)}{y}") for y in range(top, bottom + 1) for x in range(left, right + 1))


class _Area(list[Any]):
    """The values of an area; a single cell counts as its value in arithmetic and comparison."""

    def __sub__(self, other: Any) -> Any:
        return (self[0] or 0) - other

    def __ne__(self, other: object) -> bool:
        return (self[0] if self[0] is not None else "") != other

    __hash__ = None  # pyright: ignore[reportAssignmentType]


def read(book: Workbook) -> Source:
    stream = io.BytesIO()
    book.save(stream)
    return from_xlsx.read(stream.getvalue(), "book.xlsx")


def sheet_of(*rows: tuple[Any, ...]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    return book, sheet


def rendered(report: Report) -> bytes:
    return to_xlsx.render(laid_out(report), report, [FindingRow("错误", "A1", "表二", "说明")])


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return the workbook with one part rewritten."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            after.writestr(name, content)
    return stream.getvalue()


def made(report: Report, findings: list[FindingRow] | None = None) -> tuple[Workbook, list[tuple[Grid, Worksheet]]]:
    laid = laid_out(report)
    book = opened(to_xlsx.render(laid, report, findings or []))
    return book, table_sheets(book, laid)


def whole_labels(blocks: Sequence[RawText | RawTable], laid: Document) -> tuple[RawText | RawTable, ...]:
    """Take out the line ends that the writer puts between the words of labels."""
    labels = {cell.text for block in laid.blocks if isinstance(block, Grid) for cell in block.cells if cell.cell is None}

    def whole(text: str | None) -> str | None:
        return text.replace("\n", "") if text and text.replace("\n", "") in labels else text

    tables = {
        at: replace(b, rows=tuple(tuple(map(whole, row)) for row in b.rows)) for at, b in enumerate(blocks) if isinstance(b, RawTable)
    }
    return tuple(tables.get(at, block) for at, block in enumerate(blocks))
