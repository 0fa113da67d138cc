"""RTF in Word's manner: GBK and Unicode, merges, pieces."""

from functools import partial

from core.report import PREAMBLE
from tests.imports import quirks_cells as cells
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_rtf as marks
from tests.imports import quirks_tables as tables
from tests.imports.case import Case
from tests.imports.make_rtf import rtf

_SHORT = ("title", PREAMBLE, "overview", "proactive", "review_litigation", "signed")

CASES = [
    Case("rtf-word-gbk.rtf", "street", rtf, clean=True),
    Case("rtf-word-unicode-2019.rtf", "bridge", partial(rtf, unicode=True), clean=True),
    Case("rtf-unmerged-letterhead.rtf", "gate", rtf, (tables.unmerged, prose.letterhead)),
    Case(
        "rtf-two-pieces.rtf",
        "water",
        rtf,
        (prose.only("title", "applications"), tables.split("applications", "unavailable_unclear", head=False), rows.break_labels),
    ),
    Case("rtf-marked-up.rtf", "gate", rtf, (prose.only(*_SHORT), marks.marked_up)),
    Case("rtf-text-box.rtf", "street", rtf, (prose.only(*_SHORT), marks.boxed_contact)),
    Case("rtf-framed-table.rtf", "water", rtf, (prose.only("title", "applications"), rows.framed("applications"))),
    Case("rtf-outer-table.rtf", "bridge", rtf, (prose.only(*_SHORT), rows.outer)),
    Case("rtf-total-column-first.rtf", "gate", rtf, (prose.only("title", "applications"), rows.total_first)),
    Case("rtf-only-one-table.rtf", "willow", rtf, (prose.only("applications"), cells.half_width)),
]
