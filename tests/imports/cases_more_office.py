"""Harder files of LibreOffice: nested tables, changes, boxes, footnotes, columns in another order, short to stay small."""

from functools import partial

from core.report import PREAMBLE
from tests.imports import quirks_cells as cells
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports import quirks_traps as traps
from tests.imports import quirks_word as word
from tests.imports.case import Case
from tests.imports.make_docx import docx
from tests.imports.make_xlsx import hidden_column, one_sheet, sheet_each

_SHORT = prose.only("title", PREAMBLE, "overview", "proactive", "review_litigation", "signed")
_TWO = prose.only("title", "proactive", "review_litigation")
_noted = partial(docx, footnotes=word.FOOTNOTES, comments=word.COMMENTS, footer1=word.PAGE_NUMBER)

CASES = [
    Case("doc-outer-table.doc", "gate", docx, (_SHORT, rows.outer), office=(".docx", ".doc")),
    Case("doc-tracked-text-box.doc", "street", docx, (_SHORT, word.tracked_in_two, word.boxed_contact), office=(".docx", ".doc")),
    Case("doc-footnote-comment.doc", "water", _noted, (_SHORT, word.footnoted, word.linked), office=(".docx", ".doc")),
    Case("doc-columns-in-another-order.doc", "willow", docx, (_TWO, traps.swap_blocks, traps.swap_groups), office=(".docx", ".doc")),
    Case("doc-repeated-texts.doc", "bridge", docx, (_TWO, tables.repeated), office=(".docx", ".doc")),
    Case("odt-outer-table.odt", "willow", docx, (rows.outer,), office=(".docx", ".odt")),
    Case("odt-footnote-text-box.odt", "gate", _noted, (word.footnoted, word.boxed_contact, word.linked), office=(".docx", ".odt")),
    Case("odt-total-column-first.odt", "gate", docx, (rows.total_first, traps.swap_blocks), office=(".docx", ".odt")),
    Case("odt-empty-columns.odt", "street", docx, (tables.empty_columns("applications", 5), tables.repeated), office=(".docx", ".odt")),
    Case("ods-total-column-first.ods", "street", one_sheet, (rows.total_first, traps.swap_groups), office=(".xlsx", ".ods")),
    Case("ods-hidden-column.ods", "gate", hidden_column, (traps.stale_column,), office=(".xlsx", ".ods")),
    Case("xls-total-column-first.xls", "water", one_sheet, (rows.total_first, traps.swap_blocks), office=(".xlsx", ".xls")),
    Case("xls-hidden-column.xls", "willow", hidden_column, (traps.stale_column,), office=(".xlsx", ".xls")),
    Case(
        "xls-dashes-numbers-as-text.xls",
        "gate",
        partial(sheet_each, numbers=False),
        (
            cells.says("applications.partial.business", "—", None, noted=True),
            cells.styled("applications", "new", "comma"),
            cells.styled("applications", "granted", "full"),
            cells.blank("applications.carried_in.social"),
        ),
        office=(".xlsx", ".xls"),
    ),
]
