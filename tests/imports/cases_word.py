"""Word files: official forms in three manners, merges, labels, numbers, what only Word has."""

from functools import partial

from tests.imports import quirks_cells as cells
from tests.imports import quirks_prose as prose
from tests.imports import quirks_rows as rows
from tests.imports import quirks_tables as tables
from tests.imports import quirks_word as word
from tests.imports.case import Case
from tests.imports.make_docx import Manner, docx
from tests.imports.paper import Para

_wps = partial(docx, manner=Manner.WPS)
_numbered = partial(docx, numbering=word.OUTLINE)

CASES = [
    Case("docx-word-plain.docx", "willow", docx, clean=True),
    Case("docx-wps-plain.docx", "street", _wps, clean=True),
    Case("docx-strict-2019.docx", "bridge", partial(docx, manner=Manner.STRICT), clean=True),
    Case("docx-macros.docm", "water", partial(docx, macros=True), clean=True),
    Case("docx-unmerged.docx", "gate", docx, (tables.unmerged,)),
    Case("docx-repeated-texts.docx", "water", _wps, (tables.repeated,)),
    Case("docx-split-head-repeated.docx", "willow", docx, (tables.split("applications", "unavailable_not_held"),)),
    Case("docx-split-without-head.docx", "street", _wps, (tables.split("applications", "refused_internal", head=False, label=False),)),
    Case("docx-empty-columns-right.docx", "gate", docx, (tables.empty_columns("applications", 10, 10),)),
    Case("docx-empty-columns-middle.docx", "water", _wps, (tables.empty_columns("applications", 5), tables.empty_columns("proactive", 2))),
    Case("docx-outer-table.docx", "street", docx, (rows.outer,)),
    Case("docx-framed-table.docx", "willow", docx, (rows.nested_number("applications.partial.social"), rows.framed("applications"))),
    Case("docx-broken-labels.docx", "gate", _wps, (rows.break_labels,)),
    Case("docx-label-over-two-rows.docx", "water", docx, (rows.broken_row("applications", "refused_by_law", 6),)),
    Case("docx-label-in-two-cells.docx", "bridge", docx, (rows.label_in_two_cells("applications", "new", 9),)),
    Case(
        "docx-rows-missing.docx",
        "street",
        docx,
        (tables.drop_row("applications", "refused_internal"), tables.drop_row("proactive", "coercion")),
    ),
    Case(
        "docx-own-rows.docx",
        "willow",
        _wps,
        (
            tables.add_row("applications", "new", "其中：网上申请", ("31001", "31002", "31003", "31004", "31005", "31006", "31007")),
            tables.add_row("applications", "granted", "其中：当场答复", ("32001", "32002", "32003", "32004", "32005", "32006", "32007")),
        ),
    ),
    Case("docx-without-total-column.docx", "gate", docx, (rows.drop_total,)),
    Case("docx-without-head.docx", "water", docx, (rows.drop_head("applications"),)),
    Case("docx-total-column-first.docx", "street", docx, (rows.total_first,)),
    Case(
        "docx-rows-swapped.docx",
        "willow",
        docx,
        (rows.swap_rows("applications", "refused_internal", "refused_process"), rows.swap_rows("proactive", "penalty", "coercion")),
    ),
    Case("docx-without-section-headings.docx", "bridge", _wps, (rows.without_headings,)),
    Case("docx-automatic-numbers.docx", "street", _numbered, (word.automatic,), clean=True),
    Case("docx-automatic-row-numbers.docx", "gate", _numbered, (word.automatic_rows,)),
    Case("docx-tracked-changes.docx", "water", docx, (word.tracked,)),
    Case("docx-comment-and-controls.docx", "willow", partial(docx, comments=word.COMMENTS), (word.commented, word.controls)),
    Case("docx-text-box-link.docx", "street", docx, (word.boxed_contact, word.linked)),
    Case(
        "docx-footnote-field.docx",
        "gate",
        partial(docx, footnotes=word.FOOTNOTES, footer1=word.PAGE_NUMBER),
        (word.footnoted, word.dated, word.hidden("未定稿999")),
    ),
    Case("docx-contents-field.docx", "bridge", docx, (word.contents_field,)),
    Case("docx-cover-contents.docx", "water", _wps, (prose.contents, prose.cover)),
    Case("docx-sign-off-before.docx", "gate", docx, (prose.before(prose.sign_off(), words="同意印发"),)),
    Case("docx-sign-off-after.docx", "willow", _wps, (prose.after(Para("附：审签单"), prose.sign_off(), words="同意印发"),)),
    Case("docx-letterhead.docx", "street", docx, (prose.letterhead, prose.title_lines(14))),
    Case("docx-other-words.docx", "street", docx, (cells.relabelled(cells.OTHER_WORDS),)),
    Case("docx-damaged-words.docx", "gate", _wps, (cells.relabelled(cells.DAMAGED, "applications.refused_by_law"),)),
    Case(
        "docx-2019-other-words.docx",
        "old",
        docx,
        (cells.relabelled(cells.OLD_WORDS),),
    ),
    Case(
        "docx-numbers-as-written.docx",
        "willow",
        docx,
        (
            cells.styled("applications", "granted", "full"),
            cells.styled("applications", "new", "comma"),
            cells.styled("applications", "carried_in", "unit"),
            cells.styled("proactive", "normative_documents", "bracket"),
            cells.fee("万元"),
        ),
    ),
]
