"""However a table is damaged, no number stands in a wrong cell without a note on its row, and none is lost without a note."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.importers import from_text
from core.importers.recognition import recognise
from core.importers.source import Source
from core.report import Report
from tests.core.damage import (
    DAMAGES,
    Damage,
    break_label,
    cut_label,
    damage,
    double_row,
    drop_cell,
    drop_last_column,
    drop_row,
    insert_blank,
    lost,
    pad_rows,
    shift_row,
    split_row,
    swap_columns,
    swap_lines,
    unexplained,
)
from tests.core.written import Written, written
from tests.helpers import cell_values, distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

SPANS = {"tab": "blank", "lines": "down", "grid": "none"}
LAYOUTS = st.sampled_from(list(SPANS))
TRUTH = {form_id: distinct_report(form_id) for form_id in ("2019", "2021")}


def source_of(source: Written, layout: str) -> Source:
    if layout == "grid":
        return source.grids()
    text = source.tab_rows() if layout == "tab" else source.cell_lines()
    return from_text.read(text.encode("utf-8"), "样本.txt")


def damaged(seed: int, form_id: str, layout: str, kinds: list[Damage]) -> tuple[Report, Report, Written]:
    truth = TRUTH[form_id]
    source = written(truth, spans=SPANS[layout])
    damage(random.Random(seed), source, kinds)
    return truth, recognise(source_of(source, layout)), source


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("layout", SPANS)
def test_an_undamaged_source_is_read_whole_and_without_a_note(form_id: str, layout: str) -> None:
    truth, read, _ = damaged(0, form_id, layout, [])
    assert cell_values(read) == cell_values(truth)
    assert (read.form, read.unit, read.year, read.title) == (truth.form, truth.unit, truth.year, truth.title)
    assert (read.signed_unit, read.signed_date) == (truth.signed_unit, truth.signed_date)
    assert read.texts == truth.texts
    assert read.notes == ()
    assert not any(e.manual or e.doubtful for e in read.entries.values())


def combinations(kinds: list[Damage]) -> bool:
    """Leave out what no reader could tell: a row lost beside a changed copy of it, columns swapped under broken headings."""
    return not ({drop_row, double_row} <= set(kinds) or (swap_columns in kinds and len(kinds) > 1))


@settings(max_examples=150)
@given(
    st.integers(0, 2**32),
    st.sampled_from(["2019", "2021"]),
    LAYOUTS,
    st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=4).filter(combinations),
)
@example(23, "2021", "tab", [shift_row])
@example(211, "2021", "grid", [drop_cell])
@example(87, "2019", "grid", [swap_columns])
@example(234, "2021", "lines", [swap_columns])
def test_no_damage_puts_a_number_in_a_wrong_cell_unsaid(seed: int, form_id: str, layout: str, kinds: list[Damage]) -> None:
    truth, read, source = damaged(seed, form_id, layout, kinds)
    assert read.form.id == form_id
    assert unexplained(truth, read, source) == []


REPAIRED: list[Damage] = [insert_blank, break_label, cut_label, pad_rows, swap_lines, split_row]


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.sampled_from(["2019", "2021"]), st.sampled_from(["tab", "lines"]), st.sampled_from(REPAIRED))
def test_what_can_be_repaired_costs_no_number(seed: int, form_id: str, layout: str, kind: Damage) -> None:
    truth, read, _ = damaged(seed, form_id, layout, [kind])
    assert len(lost(truth, read)) <= (7 if kind is cut_label else 0), [str(c) for c in lost(truth, read)]


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.sampled_from(["2019", "2021"]))
def test_a_lost_last_column_is_computed_and_every_such_row_noted(seed: int, form_id: str) -> None:
    truth = TRUTH[form_id]
    source = written(truth)
    drop_last_column(random.Random(seed), source.tables["applications"])
    read = recognise(source_of(source, "tab"))
    assert cell_values(read) == cell_values(truth)
    rows = {f"applications.{c.row}" for c in truth.form.cells if c.table == "applications"}
    noted = {n.where for n in read.notes} & rows
    short = len([r for r in source.tables["applications"] if sum(1 for c in r if c and c.lstrip("-").isdigit()) == 6])
    assert len(noted) == short
