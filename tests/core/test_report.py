"""A report changes in one method, and the inverse that it returns takes the change back exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report import (
    EMPTY,
    PREAMBLE,
    Acceptance,
    AsRead,
    Change,
    Entry,
    Paragraph,
    Profile,
    Report,
    official_title,
    paragraphs,
    text_slot,
)
from core.schema import CellId, formats
from tests.helpers import distinct_report, prose_text, reports

CELL = CellId("applications", "new", "other")


def test_a_blank_report_holds_nothing_and_says_so() -> None:
    report = Report(formats()["2021"])
    assert report.value(CELL) is None
    assert report.entry(CELL) == EMPTY
    assert report.paragraphs("overview") == ()
    assert report.is_computed(CellId("applications", "new", "total"))
    assert not report.is_computed(CELL)


def test_every_slot_is_set_and_taken_back() -> None:
    report = distinct_report()
    before = report.copy()
    change: Change = {
        CELL: Entry(5, remark="说明"),
        text_slot("overview"): paragraphs(["甲", "乙"], inherited=True),
        text_slot(PREAMBLE): (),
        "unit": "别的乡",
        "year": 2030,
        "title": "标题",
        "signed_unit": "",
        "signed_date": "2031-01-01",
        "contact": "柳明 0371-5550123",
        "profile": Profile("别的乡", ("别乡",), "乡", "我乡", "0371-5550123", "别乡街1号", "476900"),
        "as_read": AsRead((("other", "六、其他"),)),
        "accepted": (Acceptance("W1", "overview", "2022年", "引用上年数"),),
    }
    inverse = report.apply(change)
    assert all(report.get(slot) == value for slot, value in change.items())
    assert report.paragraphs("overview") == (Paragraph("甲", inherited=True), Paragraph("乙", inherited=True))
    report.apply(inverse)
    assert report == before


def test_emptied_slots_leave_no_trace() -> None:
    report = Report(formats()["2021"])
    inverse = report.apply({CELL: Entry(1), text_slot("other"): paragraphs(["甲"])})
    report.apply(inverse)
    assert report == Report(formats()["2021"])


@pytest.mark.parametrize("slot", [CellId("applications", "new", "nobody"), "text:proactive", "text:none", "form", "entries", ""])
def test_an_unknown_slot_is_a_programming_error(slot: CellId | str) -> None:
    with pytest.raises(KeyError):
        Report(formats()["2021"]).apply({slot: Entry(1) if isinstance(slot, CellId) else ()})


def test_a_cell_holds_nothing_but_entries() -> None:
    with pytest.raises(KeyError):
        Report(formats()["2021"]).apply({CELL: 5})


def test_a_copy_changes_without_the_original() -> None:
    report = distinct_report()
    report.extra["k"] = 1
    copy = report.copy()
    copy.apply({CELL: Entry(1), text_slot("other"): (), "unit": "别的乡"})
    copy.extra["k"] = 2
    assert report.value(CELL) == distinct_report().value(CELL)
    assert report.paragraphs("other")
    assert (report.unit, report.extra) == (distinct_report().unit, {"k": 1})


@settings(max_examples=20)
@given(reports(), st.data())
def test_any_sequence_of_changes_is_taken_back_by_its_inverses_in_reverse(report: Report, data: st.DataObject) -> None:
    before = report.copy()
    inverses = []
    for _ in range(data.draw(st.integers(1, 4))):
        cells = data.draw(st.lists(st.sampled_from(list(report.form.cells)), max_size=4, unique=True))
        change: dict[CellId | str, object] = {cell: Entry(data.draw(st.integers(0, 9) | st.none())) for cell in cells}
        change["text:problems"] = paragraphs(data.draw(st.lists(prose_text(5), max_size=2)))
        change["year"] = data.draw(st.integers(2019, 2030))
        inverses.append(report.apply(change))
    for inverse in reversed(inverses):
        report.apply(inverse)
    assert {k: v for k, v in report.texts.items() if v} == {k: v for k, v in before.texts.items() if v}
    assert (report.entries, report.year) == (before.entries, before.year)


def test_the_official_title_leaves_an_unknown_year_out() -> None:
    assert official_title("柳河乡", 2023) == "柳河乡2023年政府信息公开工作年度报告"
    assert official_title("柳河乡", 0) == "柳河乡政府信息公开工作年度报告"
