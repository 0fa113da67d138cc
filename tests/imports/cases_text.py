"""Plain texts: rows behind tabs, a cell a line, pipes; encodings; pages that cut."""

from collections.abc import Callable
from functools import partial

from tests.imports import quirks_cells as cells
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports.case import Case, Writer
from tests.imports.make_text import cell_lines, pipes, tab_rows
from tests.imports.paper import Paper, Para


def _coded(write: Callable[[Paper], str], encoding: str, *, windows: bool = False) -> Writer:
    def coded(paper: Paper) -> bytes:
        text = write(paper)
        return (text.replace("\n", "\r\n") if windows else text).encode(encoding)

    return coded


_tabs = _coded(tab_rows, "utf-8")
_gbk = _coded(partial(tab_rows, squeezed=False), "gbk", windows=True)
_lines = _coded(cell_lines, "utf-8")

CASES = [
    Case("txt-tabs-utf8.txt", "street", _tabs, clean=True),
    Case("txt-tabs-gbk-2019.txt", "bridge", _gbk, clean=True),
    Case("txt-tabs-utf16.txt", "gate", _coded(tab_rows, "utf-16"), clean=True),
    Case("txt-cell-a-line.txt", "water", _lines, clean=True),
    Case("txt-cell-a-line-gbk-2019.txt", "bridge", _coded(cell_lines, "gb18030", windows=True)),
    Case("txt-pipes.txt", "gate", _coded(pipes, "utf-8")),
    Case("txt-pipes-marks.txt", "willow", _coded(partial(pipes, marks=True), "utf-8")),
    Case(
        "txt-page-cuts.txt",
        "water",
        _tabs,
        (prose.listed, prose.cut("overview", 1, 30), prose.cut("problems", 2, 26), prose.title_lines(6)),
    ),
    Case("txt-page-numbers.txt", "street", _gbk, (prose.cut("overview", 4, 20, Para("- 2 -", "note")),)),
    Case("txt-damaged-words.txt", "gate", _tabs, (cells.relabelled(cells.DAMAGED, "applications.refused_by_law"), cells.comma_marks)),
    Case("txt-half-width.txt", "willow", _lines, (cells.half_width, tables.drop_row("applications", "declined_repeat"))),
    Case("txt-without-total.txt", "water", _tabs, (rows.drop_total, prose.arabic_ordinals)),
    Case("txt-leftovers.txt", "gate", _tabs, (prose.leftovers, prose.title_without_year)),
    Case("txt-total-column-first.txt", "bridge", _tabs, (rows.total_first,)),
]
