from core.interchange import dumps, loads, to_dict
from core.interchange_reading import from_dict
from core.own_file import pack
from core.report import LONGEST_MEMO, memo_cell, memo_slot
from core.rollover import last_memo, roll_forward
from core.schema import CellId
from core.sent import packed
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "total")


def test_a_memo_is_a_slot_that_changes_and_goes_back_like_any_other():
    report = distinct_report()
    slot = memo_slot(NEW)
    assert memo_cell(slot) == NEW
    assert memo_cell("unit") is None
    inverse = report.apply({slot: "问司法所老李"})
    assert report.get(slot) == "问司法所老李"
    copied = report.copy()
    report.apply(inverse)
    assert (report.memos, copied.memos) == ({}, {NEW: "问司法所老李"})


def test_memos_come_back_from_the_own_file_with_their_lines_and_what_is_no_memo_is_left_out():
    report = distinct_report()
    report.apply({memo_slot(NEW): "问司法所\n老李"})
    assert from_dict(loads(pack(report))).memos == {NEW: "问司法所\n老李"}
    data = to_dict(report) | {"memos": {str(NEW): "长" * 900, "a.b.c": "x", "applications.new.other": 3, "applications.new.social": "  "}}
    assert from_dict(data).memos == {NEW: "长" * LONGEST_MEMO}
    assert b"memos" not in dumps(distinct_report())


def test_what_is_sent_away_holds_no_memo():
    report = distinct_report()
    before = packed(report)
    report.apply({memo_slot(NEW): "这个数先别报"})
    assert packed(report) == before


def test_the_next_draft_begins_without_memos_and_finds_last_years_at_the_cell_that_continues():
    last = distinct_report("2019")
    last.apply({memo_slot(NEW): "问司法所", memo_slot(CellId("applications", "other_handling", "total")): "乙"})
    draft = roll_forward(last, 2021)
    assert draft.memos == {}
    assert last_memo(draft, NEW) == "问司法所"
    assert last_memo(draft, CellId("applications", "new", "other")) == ""
    assert last_memo(draft, CellId("applications", "other_misc", "total")) == "乙"
    again = from_dict(loads(dumps(draft)))
    assert last_memo(again, NEW) == "问司法所"
