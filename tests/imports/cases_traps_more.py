"""Files with two oddities at once, found by trying pairs of quirks: each put numbers into wrong cells without a word."""

from tests.imports import make_html as web
from tests.imports import quirks_cells as cells
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports import quirks_traps as traps
from tests.imports.case import Case
from tests.imports.make_docx import docx
from tests.imports.make_text import pipes, tab_rows
from tests.imports.make_xlsx import one_sheet
from tests.imports.paper import Paper
from tests.imports.quirks_one_row import one_row_other

_SERIAL = traps.beside("applications", 3, "序号", "{}")
_SWAPPED = traps.swap_columns("applications", "business", "research")
_NO_NUMBER = cells.blank("applications.granted.natural_person")


def _pipes(paper: Paper) -> bytes:
    return pipes(paper).encode("utf-8")


def _tabs(paper: Paper) -> bytes:
    return tab_rows(paper, squeezed=False).encode("gbk")


CASES = [
    Case("pair-lost-heading-swapped.docx", "street", docx, (traps.nameless_column("research"), _SWAPPED)),
    Case("pair-serial-blank-first.html", "water", web.page, (_NO_NUMBER, _SERIAL)),
    Case("pair-serial-column-missing.docx", "gate", docx, (traps.drop_column("research"), _SERIAL)),
    Case(
        "pair-unit-column-missing.xlsx", "gate", one_sheet, (traps.drop_column("research"), traps.beside("applications", 9, "单位", "件"))
    ),
    Case("pair-serial-without-total.txt", "willow", _tabs, (rows.drop_total, _SERIAL)),
    Case(
        "pair-swapped-second-piece.docx",
        "water",
        docx,
        (_SWAPPED, tables.split("applications", "refused_internal", head=False, label=False)),
    ),
    Case("pair-last-year-blank.txt", "street", _pipes, (cells.blank("proactive.government_rules.issued"), traps.last_year_beside)),
    Case("pair-one-row-empty-form.html", "water", web.page, (one_row_other, traps.empty_form_behind)),
]
