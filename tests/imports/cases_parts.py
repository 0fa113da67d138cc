"""Half reports, sections in another order, headings in other words, titles and leftovers, other editions of the form."""

from functools import partial

from core.report import PREAMBLE
from tests.imports import quirks_cells as cells
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports.case import Case
from tests.imports.make_docx import Manner, docx
from tests.imports.paper import Para
from tests.imports.quirks_one_row import one_row_other

_wps = partial(docx, manner=Manner.WPS)
_TABLES = ("proactive", "applications", "review_litigation")
_MIXED = ("proactive", "applications", "review_litigation", "overview", "problems", "other")

CASES = [
    Case("docx-only-tables.docx", "water", docx, (prose.only(*_TABLES), rows.without_headings)),
    Case("docx-only-one-section.docx", "bridge", docx, (prose.only("proactive", title=False),)),
    Case("docx-only-prose.docx", "street", _wps, (prose.only(PREAMBLE, "overview", "problems", "other", "signed"),)),
    Case("docx-other-order.docx", "gate", docx, (prose.reordered(*_MIXED),)),
    Case("docx-later-title-old-form.docx", "old", docx, (prose.later_title,)),
    Case("docx-one-row-other.docx", "willow", _wps, (one_row_other,)),
    Case("docx-headings-without-ordinals.docx", "street", docx, (prose.no_ordinals,)),
    Case("docx-headings-arabic.docx", "gate", _wps, (prose.arabic_ordinals,)),
    Case("docx-headings-long.docx", "water", docx, (prose.headings(prose.LONG, noted=False),)),
    Case("docx-title-three-lines.docx", "bridge", docx, (prose.title_lines(10, 15), prose.pasted_form)),
    Case("docx-title-without-year.docx", "street", _wps, (prose.title_without_year,)),
    Case("docx-leftovers.docx", "willow", docx, (prose.leftovers,)),
    Case("docx-list-kept.docx", "gate", docx, (prose.listed, cells.spaced, cells.half_width)),
    Case("docx-comma-marks-blanks.docx", "bridge", _wps, (cells.comma_marks, cells.spaced)),
    Case(
        "docx-dashes-and-blanks.docx",
        "water",
        docx,
        (
            cells.says("applications.granted.research", "-", None, noted=True),
            cells.says("applications.granted.social", "/", None, noted=True),
            cells.says("applications.carried_in.other", "0件", 0),
            cells.blank("applications.partial.natural_person", "applications.partial.legal_service", "review_litigation.review.pending"),
            cells.styled("applications", "new", "blank"),
            cells.fee("元"),
        ),
    ),
    Case("docx-digits-in-two-cells.docx", "street", docx, (rows.digits_in_two_cells("applications.partial.business"),)),
    Case(
        "docx-row-over-two-tables.docx",
        "willow",
        docx,
        (
            rows.broken_row("applications", "unavailable_must_create", 7),
            tables.split_below("applications", "unavailable_must_create", Para("", "plain")),
        ),
    ),
]
