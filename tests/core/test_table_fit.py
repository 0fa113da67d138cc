"""Columns of the official tables must hold what stands in them, and words of headings must stay whole, in .pdf and .docx alike."""

import pytest

from core.exporters.table_fit import Fit, column_widths, ordinal_end, words_room
from core.exporters.to_docx_base import TYPE_WIDTH
from core.exporters.to_docx_table_fit import number_sizes, widths_of
from core.layout import Grid, Role, centred, document, grid
from core.report import Entry
from core.schema import formats
from tests.helpers import distinct_report

TABLES = [(form.id, section.id) for form in formats().values() for section in form.sections if section.kind == "table"]


@pytest.mark.parametrize(
    ("text", "room", "wanted"),
    [
        ("商业企业", 3.0, 2.0),
        ("社会公益组织", 3.9, 2.0),
        ("社会公益组织", 4.0, 4.0),
        ("未经复议直接起诉", 7.0, 4.0),
        ("自然人", 2.0, 0.0),
        ("总计", 1.5, 0.0),
        ("2023年度", 3.0, 0.0),
    ],
)
def test_a_heading_keeps_words_of_two_characters_whole(text: str, room: float, wanted: float):
    assert words_room(text, room) == wanted


@pytest.mark.parametrize(
    ("text", "room", "wanted"),
    [
        ("（三）不予公开", 4.2, 3),
        ("（三）不予公开", 7.0, 0),
        ("（三）不予公开", 3.5, 0),
        ("（二）部分公开（区分处理的）", 5.0, 0),
        ("（二）部分公开（区分处理的，只计这一情形）", 18.0, 0),
        ("不予公开", 3.0, 0),
    ],
)
def test_an_ordinal_has_a_line_of_its_own_only_where_the_rest_fits_the_next(text: str, room: float, wanted: int):
    assert ordinal_end(text, [1.0] * len(text), room) == wanted


@pytest.mark.parametrize(("form", "table"), TABLES)
@pytest.mark.parametrize("longest", [1.0, 4.0, 9.0])
def test_columns_fill_the_width_and_none_is_lost(form: str, table: str, longest: float):
    widths = column_widths(grid(form, table), Fit(442.0, 9.0, 3.0, 1.0), lambda text: (longest, longest))
    assert sum(widths) == pytest.approx(442.0)
    assert min(widths) > 9.0


def with_remark(number: int, remark: str) -> Grid:
    """Return 表四 with a remark in its last cell."""
    report = distinct_report("2021")
    report.entries[list(report.form.cells)[-1]] = Entry(number, remark=remark)
    return next(block for block in document(report).blocks if isinstance(block, Grid) and block.table == "review_litigation")


@pytest.mark.parametrize("number", [2, 2041, 2_041_204])
def test_a_number_with_a_remark_has_room_for_its_bracket_and_is_not_cut(number: int):
    table = with_remark(number, "含杏村")
    widths = widths_of(table)
    assert sum(widths) == TYPE_WIDTH
    last = table.cells[-1]
    needed = (len(str(number)) * 0.64 + 1.0) * number_sizes(table, widths)[last] * 10
    assert needed <= widths[last.column] - 20


def test_labels_of_stacked_blocks_stand_in_the_middle_and_those_beside_a_headed_table_left():
    stacked, headed = grid("2021", "proactive"), grid("2021", "applications")
    assert {Role.LABEL, Role.CORNER} <= centred(stacked)
    assert not centred(headed) & {Role.LABEL, Role.CORNER}
    assert Role.BAND not in centred(stacked)
