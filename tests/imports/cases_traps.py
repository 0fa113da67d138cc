"""Files that tempt a reader to put numbers into wrong cells."""

from functools import partial

from tests.imports import make_html as web
from tests.imports import quirks_cells as cells
from tests.imports import quirks_odd as odd
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports import quirks_traps as traps
from tests.imports.case import Case
from tests.imports.make_docx import Manner, docx
from tests.imports.make_text import blank_columns, cell_lines, tab_rows
from tests.imports.make_xlsx import hidden_column, one_sheet
from tests.imports.paper import Paper

_slim = partial(docx, font="Droid Sans Fallback")
_wps = partial(docx, manner=Manner.WPS)


_SERIAL = traps.beside("applications", 3, "序号", "{}")
_UNIT = traps.beside("applications", 10, "单位", "件")
_SWAPPED = traps.swap_columns("applications", "business", "research")
_TOTAL_FIRST = traps.swap_columns("review_litigation", "review.upheld", "review.total")


def _blanks(paper: Paper) -> bytes:
    return blank_columns(paper).encode("utf-8")


def _tabs(paper: Paper) -> bytes:
    return tab_rows(paper).encode("utf-8")


def _lines(paper: Paper) -> bytes:
    return cell_lines(paper).encode("gbk")


CASES = [
    Case("trap-columns-swapped.docx", "gate", docx, (traps.swap_columns("applications", "business", "research"),)),
    Case("trap-columns-swapped.txt", "water", _lines, (traps.swap_columns("applications", "social", "other"),)),
    Case("trap-columns-of-table-two.docx", "willow", docx, (traps.swap_blocks,)),
    Case("trap-columns-of-table-two.html", "bridge", web.page, (traps.swap_blocks,)),
    Case("trap-columns-of-table-two.txt", "street", _tabs, (traps.swap_blocks,)),
    Case("trap-groups-swapped.docx", "street", _wps, (traps.swap_groups,)),
    Case("trap-groups-swapped.xlsx", "bridge", one_sheet, (traps.swap_groups, tables.unmerged)),
    Case("trap-total-first-in-table-four.html", "gate", web.page, (_TOTAL_FIRST,)),
    Case("trap-column-missing.docx", "water", docx, (traps.drop_column("research"),)),
    Case("trap-column-missing.txt", "willow", _tabs, (traps.drop_column("social"),)),
    Case("trap-row-twice.docx", "street", docx, (traps.doubled_row("unavailable_not_held"),)),
    Case("trap-row-without-name.html", "bridge", web.page, (traps.nameless_row("refused_third_party"),)),
    Case(
        "trap-wrong-totals.xlsx",
        "gate",
        one_sheet,
        (traps.wrong_total("applications.granted.total", "81001"), traps.wrong_total("review_litigation.review.total", "81002")),
    ),
    Case("trap-last-year-beside.docx", "water", docx, (traps.last_year_beside,)),
    Case("trap-last-year-beside.xlsx", "street", one_sheet, (traps.last_year_beside,)),
    Case("trap-two-reports.docx", "willow", docx, (traps.two_reports("street"),)),
    Case("trap-two-reports.html", "gate", web.page, (traps.two_reports("bridge"),)),
    Case("trap-blanks-left-out.txt", "water", _tabs, (traps.collapsed_blanks("partial", "business", "research"),)),
    Case("trap-own-sum-row.docx", "gate", docx, (traps.summary_row,)),
    Case("trap-empty-form-behind.docx", "willow", docx, (traps.empty_form_behind,)),
    Case("trap-hidden-column.xlsx", "willow", hidden_column, (traps.stale_column,)),
    Case("trap-hidden-digits.docx", "water", docx, (odd.hidden_digits("applications.granted.social", "77"),)),
    Case("trap-mark-at-number.docx", "gate", docx, (odd.marked("applications.granted.natural_person", "①"),)),
    Case("trap-one-cell-for-all.docx", "street", docx, (odd.one_cell_for_all("declined_repeat", "0", 0),)),
    Case("trap-one-cell-for-all-none.html", "willow", web.page, (odd.one_cell_for_all("declined_repeat", "无", None),)),
    Case("trap-span-too-long.html", "water", web.page, (odd.span_too_long("（三）不予公开", "unavailable_not_held"),)),
    Case("trap-upright-table-four.docx", "gate", docx, (odd.upright,)),
    Case("trap-wrapped-row.txt", "street", _tabs, (odd.wrapped("declined_petition", 4),)),
    Case("trap-blank-columns.txt", "willow", _blanks),
    Case("trap-digits-in-two-cells.html", "gate", web.page, (rows.digits_in_two_cells("applications.granted.other"),)),
    Case("trap-digits-in-two-cells.xlsx", "water", one_sheet, (rows.digits_in_two_cells("proactive.normative_documents.issued"),)),
    Case(
        "trap-without-lines.pdf",
        "gate",
        _slim,
        (prose.only("title", "proactive", "applications"), odd.without_lines),
        office=(".docx", ".pdf"),
    ),
    Case("trap-nameless-column-blank-total.txt", "water", _tabs, (traps.blank_total, traps.stale_column)),
    Case("trap-serial-column-blank-total.xlsx", "willow", one_sheet, (traps.blank_total, _SERIAL)),
    Case("trap-serial-column-blank-total.txt", "street", _tabs, (traps.blank_total, _SERIAL)),
    Case(
        "trap-serial-column.docx", "gate", docx, (traps.beside("applications", 0, "序号", "{}"), traps.beside("proactive", 0, "序号", "{}"))
    ),
    Case("trap-unit-column-blank.txt", "gate", _tabs, (cells.blank("applications.granted.natural_person"), _UNIT)),
    Case(
        "trap-unit-column-missing-column.txt",
        "willow",
        _lines,
        (traps.drop_column("research"), traps.beside("applications", 9, "单位", "件")),
    ),
    Case("trap-repeated-swapped.xlsx", "water", partial(one_sheet, borders=False), (tables.repeated, _SWAPPED)),
    Case("trap-empty-form-row-missing.xlsx", "street", one_sheet, (tables.drop_row("applications", "new"), traps.empty_form_behind)),
    Case("trap-nameless-column.html", "water", web.page, (traps.nameless_column("research"),)),
    Case("trap-flat-head.docx", "street", docx, (traps.flat_head, traps.swap_columns("applications", "natural_person", "other"))),
    Case(
        "trap-without-head-and-total.xlsx",
        "water",
        one_sheet,
        (rows.drop_total, rows.drop_head("applications")),
    ),
]
