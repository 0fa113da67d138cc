"""Workbooks: one sheet or several, with and without borders, formulas, numbers as text."""

from functools import partial

from tests.imports import quirks_cells as cells
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports.case import Case
from tests.imports.make_xlsx import one_sheet, sheet_each

_TABLES = ("proactive", "applications", "review_litigation")
_OWN = ("41001", "41002", "41003", "41004", "41005", "41006", "41007")

CASES = [
    Case("xlsx-one-sheet.xlsx", "street", one_sheet, clean=True),
    Case("xlsx-sheet-each-2019.xlsx", "bridge", sheet_each, clean=True),
    Case("xlsx-without-borders.xlsx", "gate", partial(one_sheet, borders=False), (tables.unmerged,)),
    Case(
        "xlsx-numbers-as-text.xlsx",
        "water",
        partial(sheet_each, numbers=False),
        (cells.styled("applications", "new", "comma"), cells.spaced),
    ),
    Case("xlsx-formulas.xlsx", "willow", partial(one_sheet, formulas=True)),
    Case("xlsx-repeated-texts.xlsx", "street", one_sheet, (tables.repeated,)),
    Case(
        "xlsx-empty-columns-left.xlsx",
        "gate",
        one_sheet,
        (tables.empty_columns("applications", 0), tables.empty_columns("review_litigation", 5)),
    ),
    Case("xlsx-own-rows.xlsx", "water", one_sheet, (tables.add_row("applications", "granted", "其中：网上申请", _OWN),)),
    Case(
        "xlsx-rows-missing.xlsx",
        "bridge",
        sheet_each,
        (tables.drop_row("applications", "granted"), tables.drop_row("proactive", "other_services")),
    ),
    Case("xlsx-only-tables.xlsx", "street", sheet_each, (prose.only("title", *_TABLES),)),
    Case("xlsx-without-total.xlsx", "willow", one_sheet, (rows.drop_total, rows.without_headings)),
    Case(
        "xlsx-dashes.xlsx",
        "gate",
        one_sheet,
        (
            cells.says("applications.partial.business", "-", None, noted=True),
            cells.says("applications.partial.research", "/", None, noted=True),
            cells.blank("applications.granted.social", "review_litigation.review.other"),
            cells.fee("元"),
        ),
    ),
]
