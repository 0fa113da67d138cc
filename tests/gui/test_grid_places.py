import pytest

from core.layout import Role, grid
from core.schema import CellId, formats
from gui.grid_cursor import Cursor
from gui.grid_places import Places, Step
from tests.gui.grid_samples import T3, cell3

ALL = [(form.id, table.id) for form in formats().values() for table in form.tables]


def places(form: str = "2021", table: str = T3) -> Places:
    return Places(grid(form, table))


@pytest.mark.parametrize(("form", "table"), ALL)
def test_tab_visits_every_value_cell_once_in_reading_order(form, table):
    found = places(form, table)
    cell, seen = found.first(), []
    while not seen or cell.cell != seen[-1]:
        seen.append(cell.cell)
        cell = found.step(cell, Step.NEXT)
    assert seen == list(formats()[form].table(table).cells)


@pytest.mark.parametrize(("form", "table"), ALL)
def test_every_step_ends_on_a_value_cell_and_back_again_is_near(form, table):
    found = places(form, table)
    for cell in found.by_id.values():
        for step in Step:
            assert found.step(cell, step).role in (Role.VALUE, Role.SUM)
        right = found.step(cell, Step.RIGHT)
        assert right is cell or found.step(right, Step.LEFT) is cell


def test_labels_are_skipped_between_blocks():
    found = places(table="proactive")
    first = found.by_id[CellId("proactive", "normative_documents", "repealed")]
    assert found.step(first, Step.DOWN).cell == CellId("proactive", "licensing", "decisions")


def test_up_and_down_keep_the_column_through_a_wide_cell():
    cursor = Cursor(places(table="proactive"))
    cursor.go(cursor.places.by_id[CellId("proactive", "normative_documents", "effective")])
    cursor.move(Step.DOWN)
    assert cursor.current.cell == CellId("proactive", "licensing", "decisions")
    cursor.move(Step.UP)
    assert cursor.current.cell == CellId("proactive", "normative_documents", "effective")


def test_enter_after_tabs_goes_on_below_where_the_tabs_began():
    cursor = Cursor(places())
    cursor.go(cursor.places.by_id[cell3("granted", "business")])
    cursor.advance(Step.NEXT)
    cursor.advance(Step.NEXT)
    assert cursor.current.cell == cell3("granted", "social")
    cursor.advance(Step.DOWN)
    assert cursor.current.cell == cell3("partial", "business")


def test_an_arrow_forgets_where_the_tabs_began():
    cursor = Cursor(places())
    cursor.go(cursor.places.by_id[cell3("granted", "business")])
    cursor.advance(Step.NEXT)
    cursor.move(Step.RIGHT)
    cursor.advance(Step.DOWN)
    assert cursor.current.cell == cell3("partial", "social")


def test_tab_and_enter_stay_within_a_selected_range():
    cursor = Cursor(places())
    cursor.go(cursor.places.by_id[cell3("granted", "business")])
    cursor.move(Step.RIGHT, extend=True)
    cursor.move(Step.DOWN, extend=True)
    chosen = [cell3(row, column) for row in ("granted", "partial") for column in ("business", "research")]
    assert [cell.cell for cell in cursor.selected] == chosen
    walked = []
    for _ in range(4):
        cursor.advance(Step.NEXT)
        walked.append(cursor.current.cell)
    assert walked == chosen
    cursor.advance(Step.DOWN)
    assert cursor.current.cell == cell3("granted", "business")


def test_a_range_over_blocks_takes_the_wide_cells_between():
    found = places(table="proactive")
    first = found.by_id[CellId("proactive", "government_rules", "repealed")]
    last = found.by_id[CellId("proactive", "fees", "amount")]
    rows = [cell.cell.row for cell in found.between(first, last) if cell.cell]
    assert rows == ["government_rules"] * 3 + ["normative_documents"] * 3 + ["licensing", "penalty", "coercion", "fees"]


def test_a_label_stands_for_its_rows_and_a_head_for_its_columns():
    found = places()
    label = next(cell for cell in found.grid.cells if cell.text == "（四）无法提供")
    assert {cell.cell.row for cell in found.belonging(label) if cell.cell} == {
        "unavailable_not_held",
        "unavailable_must_create",
        "unavailable_unclear",
    }
    head = next(cell for cell in found.grid.cells if cell.text == "法人或其他组织")
    assert {cell.cell.column for cell in found.belonging(head) if cell.cell} == {"business", "research", "social", "legal_service", "other"}
    corner = next(cell for cell in found.grid.cells if cell.role is Role.CORNER)
    assert len(found.belonging(corner)) == len(found.by_id)


def test_a_band_stands_for_its_own_block_only():
    found = places(table="proactive")
    band = next(cell for cell in found.grid.cells if cell.text == "第二十条第（六）项")
    assert [cell.cell.row for cell in found.belonging(band) if cell.cell] == ["penalty", "coercion"]


def test_heads_are_the_innermost_label_and_head():
    found = places()
    heads = found.heads(found.by_id[cell3("refused_by_law", "research")])
    assert heads.label is not None
    assert heads.head is not None
    assert (heads.label.text, heads.head.text) == ("2.其他法律行政法规禁止公开", "科研机构")
    single = places(table="review_litigation")
    pair = single.heads(single.by_id[CellId("review_litigation", "litigation_after_review", "pending")])
    assert pair.label is None
    assert pair.head is not None
    assert pair.head.text == "尚未审结"
