"""What LibreOffice makes of raw files: .doc, .wps (a renamed .doc), .rtf, .odt, .fodt, .docx, .ods, .xls, .pdf."""

from functools import partial

from core.report import PREAMBLE
from tests.imports import make_html as web
from tests.imports import quirks_cells as cells
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports import quirks_word as word
from tests.imports.case import Case
from tests.imports.make_docx import docx
from tests.imports.make_rtf import rtf
from tests.imports.make_xlsx import one_sheet, sheet_each

# One small font keeps the .pdf files small.
_slim = partial(docx, font="Droid Sans Fallback")
_PARTS = (PREAMBLE, "overview", "proactive", "review_litigation", "other", "signed")
_TABLES = ("proactive", "applications", "review_litigation")

CASES = [
    Case("doc-office.doc", "street", docx, clean=True, office=(".docx", ".doc")),
    Case("doc-office-2019-unmerged.doc", "bridge", docx, (prose.only("title", "applications"), tables.unmerged), office=(".docx", ".doc")),
    Case(
        "doc-broken-labels.doc",
        "gate",
        docx,
        (prose.only("title", "overview", "applications"), rows.break_labels, rows.broken_row("applications", "granted", 4)),
        office=(".docx", ".doc"),
    ),
    Case(
        "doc-framed-only-tables.doc",
        "water",
        docx,
        (prose.only("applications", "review_litigation"), rows.framed("applications")),
        office=(".docx", ".doc"),
    ),
    Case(
        "doc-automatic-numbers.doc",
        "willow",
        partial(docx, numbering=word.OUTLINE),
        (prose.only("title", "overview", "applications"), word.automatic, tables.split("applications", "refused_process")),
        office=(".docx", ".doc"),
    ),
    Case("wps-office.wps", "gate", docx, clean=True, office=(".docx", ".doc")),
    Case(
        "wps-2019-sign-off.wps",
        "bridge",
        docx,
        (prose.only("title", *_PARTS), prose.before(prose.sign_off(), words="同意印发")),
        office=(".docx", ".doc"),
    ),
    Case("rtf-office.rtf", "water", rtf, (prose.only("title", "overview", "applications"),), office=(".rtf", ".rtf")),
    Case("rtf-office-parts.rtf", "bridge", docx, (prose.only("title", "proactive", "review_litigation"),), office=(".docx", ".rtf")),
    Case("odt-office.odt", "street", docx, clean=True, office=(".docx", ".odt")),
    Case(
        "odt-2019-other-words.odt", "bridge", docx, (cells.relabelled(cells.OLD_WORDS), rows.framed("proactive")), office=(".docx", ".odt")
    ),
    Case(
        "odt-tracked-numbers.odt", "gate", partial(docx, numbering=word.OUTLINE), (word.automatic, word.tracked), office=(".docx", ".odt")
    ),
    Case("fodt-office-parts.fodt", "willow", docx, (prose.only("title", *_PARTS),), office=(".docx", ".fodt")),
    Case("docx-office.docx", "gate", docx, clean=True, office=(".docx", ".docx")),
    Case("docx-office-outer-table.docx", "water", docx, (rows.outer,), office=(".docx", ".docx")),
    Case("ods-office.ods", "gate", one_sheet, clean=True, office=(".xlsx", ".ods")),
    Case("ods-sheet-each-2019.ods", "bridge", sheet_each, (rows.drop_total,), office=(".xlsx", ".ods")),
    Case("ods-only-tables.ods", "water", sheet_each, (prose.only("title", *_TABLES), tables.unmerged), office=(".xlsx", ".ods")),
    Case("xls-office.xls", "willow", one_sheet, clean=True, office=(".xlsx", ".xls")),
    Case("xls-sheet-each-2019.xls", "bridge", sheet_each, (cells.comma_marks,), office=(".xlsx", ".xls")),
    Case("xls-without-borders.xls", "street", partial(one_sheet, borders=False), (tables.unmerged,), office=(".xlsx", ".xls")),
    Case("pdf-office.pdf", "street", _slim, clean=True, office=(".docx", ".pdf")),
    Case("pdf-2019.pdf", "bridge", _slim, clean=True, office=(".docx", ".pdf")),
    Case("pdf-narrow-cells.pdf", "water", partial(_slim, narrow=True), (prose.only("title", *_TABLES),), office=(".docx", ".pdf")),
    Case("pdf-from-page.pdf", "water", web.printed_page, office=(".html", ".pdf")),
    Case(
        "pdf-unmerged-two-pieces.pdf",
        "gate",
        _slim,
        (prose.only("title", "applications"), tables.split("applications", "refused_inquiry"), tables.unmerged),
        office=(".docx", ".pdf"),
    ),
    Case(
        "pdf-letterhead-sign-off.pdf",
        "willow",
        _slim,
        (prose.letterhead, prose.after(prose.sign_off(), words="同意印发")),
        office=(".docx", ".pdf"),
    ),
    Case("pdf-only-applications.pdf", "street", _slim, (prose.only("title", "applications"), rows.total_first), office=(".docx", ".pdf")),
]
