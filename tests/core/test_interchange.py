"""A report goes out as JSON and comes back with nothing lost, and no JSON that anybody may have written makes the reading fail."""

import json
import tracemalloc
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.fingerprint import fingerprint
from core.interchange import MAX_MARKS, dumps, loads, serialise, to_dict
from core.interchange_reading import LONGEST_REMARK, from_dict, number
from core.report import PREAMBLE, AsRead, Change, Entry, Note, Paragraph, Profile, Report, text_slot
from core.schema import CellId, formats
from core.values import MAX_DIGITS, CellType
from tests.helpers import distinct_report, reports


def minimal(**more: Any) -> dict[str, Any]:
    return {"format": "2021", "unit": "某乡", "year": 2023, "tables": {}} | more


def where(report: Report) -> set[str]:
    return {note.where for note in report.notes}


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_whole_report_has_the_agreed_keys_and_every_cell(form_id: str) -> None:
    report = distinct_report(form_id)
    data = json.loads(dumps(report))
    assert list(data)[:9] == ["format", "unit", "year", "title", "preamble", "sections", "tables", "cell_notes", "notes"]
    assert data["format"] == form_id
    assert list(data["sections"]) == ["overview", "problems", "other"]
    assert {f"{t}.{r}.{c}" for t, rows in data["tables"].items() for r, cols in rows.items() for c in cols} == set(
        map(str, report.form.cells)
    )
    assert data["cell_notes"] == {}
    assert data["notes"] == []


def test_money_is_written_digit_by_digit_and_not_filled_as_null() -> None:
    report = Report(formats()["2021"])
    report.entries[CellId("proactive", "fees", "amount")] = Entry(Decimal("0.1000000000003"))
    text = dumps(report).decode()
    assert '"amount": 0.1000000000003' in text
    assert '"issued": null' in text
    assert from_dict(loads(text.encode())).value(CellId("proactive", "fees", "amount")) == Decimal("0.1000000000003")


@settings(max_examples=30)
@given(reports())
def test_nothing_is_lost_on_the_way_out_and_back(report: Report) -> None:
    again = from_dict(loads(dumps(report)))
    assert to_dict(again) == to_dict(report)
    assert again.entries == report.entries
    assert {part: texts for part, texts in report.texts.items() if texts} == again.texts
    assert (again.form, again.unit, again.year, again.title) == (report.form, report.unit, report.year, report.title)
    assert (again.signed_unit, again.signed_date, again.as_read) == (report.signed_unit, report.signed_date, report.as_read)
    assert (again.contact, again.profile, again.accepted) == (report.contact, report.profile, report.accepted)
    assert (again.notes, again.extra) == (report.notes, report.extra)
    assert (again.last is None) == (report.last is None)
    assert dumps(again) == dumps(report)


def test_last_year_is_kept_one_year_deep() -> None:
    report, last, before = distinct_report(), distinct_report(year=2022), distinct_report(year=2021)
    report.last, last.last = last, before
    again = from_dict(loads(dumps(report)))
    assert again.last is not None
    assert again.last.entries == last.entries
    assert again.last.last is None


def test_unknown_keys_are_kept_and_known_ones_never_doubled() -> None:
    report = from_dict(minimal(checked_by="某人", version=3, app="x"))
    assert report.extra == {"checked_by": "某人"}
    assert json.loads(dumps(report))["checked_by"] == "某人"


def test_half_a_surrogate_pair_does_not_stop_the_writing() -> None:
    report = from_dict(loads(b'{"format": "2021", "tables": {}, "unit": "\\ud800\xe4\xb9\xa1", "k\\udc00": "\\ud800"}'))
    assert report.unit == "乡"
    assert loads(dumps(report))["k\udc00"] == "\ud800"  # pyright: ignore[reportIndexIssue]


def test_keys_nested_without_end_are_left_out_with_a_note() -> None:
    deep: Any = 1
    for _ in range(900):
        deep = [deep]
    report = from_dict(minimal(deep=deep, flat=[[1]]))
    assert report.extra == {"flat": [[1]]}
    assert "deep" in report.notes[0].message


@pytest.mark.parametrize(
    "data", [None, 5, "x", [], {}, {"tables": []}, {"tables": {}}, {"tables": {}, "format": "1999"}, {"tables": {}, "format": []}]
)
def test_what_is_no_report_is_refused_in_a_sentence(data: object) -> None:
    with pytest.raises(UnreadableFile, match="请选择由本程序写出的文件"):
        from_dict(data)


@pytest.mark.parametrize("data", [b"", b"{", b'{"a": NaN}', b"\xff\xfe", b"[" * 100_000, b'{"a": ' + b"1" * 9000 + b"}", b"\x00"])
def test_bytes_that_are_no_json_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="JSON"):
        loads(data)


@pytest.mark.parametrize("value", [b"{}", b"1.5", b'{"a":1}'])
def test_more_values_than_any_report_has_are_refused_before_they_fill_the_memory(value: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile, match="太多"):
            loads(b"[" + (value + b",") * MAX_MARKS + b"1]")
        assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    finally:
        tracemalloc.stop()
    assert len(str(loads(b'{"a":"' + b",;" * (MAX_MARKS // 2 - 2) + b'"}'))) > MAX_MARKS - 10


def test_a_byte_order_mark_is_no_fault() -> None:
    assert loads(b"\xef\xbb\xbf[1.50]") == [Decimal("1.50")]


def test_texts_in_cells_are_read_as_a_source_would_be() -> None:
    tables = {
        "proactive": {"licensing": {"decisions": "22（其中修订16件）"}, "penalty": {"decisions": "-"}, "coercion": {"decisions": "多"}}
    }
    report = from_dict(minimal(tables=tables, cell_notes={"proactive.penalty.decisions": "没有处罚"}))
    assert report.entry(CellId("proactive", "licensing", "decisions")) == Entry(22, remark="其中修订16件")
    assert report.entry(CellId("proactive", "penalty", "decisions")) == Entry(None, remark="没有处罚")
    assert report.value(CellId("proactive", "coercion", "decisions")) == "多"
    assert "proactive.penalty.decisions" in where(report)


def test_what_the_form_does_not_have_is_noted_and_not_read() -> None:
    tables = {
        "proactive": {"licensing": {"decisions": True, "previous": 3}, "procurement": {"items": 2}},
        "extra": {},
        "applications": {"new": {"other": [1]}},
    }
    report = from_dict(minimal(tables=tables, sections={"overview": ["甲"], "appendix": ["乙"], "problems": {"a": 1}, "other": ["丙", 5]}))
    assert report.entries == {}
    assert {
        "proactive.licensing.decisions",
        "proactive.licensing.previous",
        "proactive.procurement",
        "tables.extra",
        "applications.new.other",
        "sections.appendix",
        "problems",
        "other",
    } == where(report)
    assert [p.text for p in report.paragraphs("other")] == ["丙"]


def test_prose_may_come_as_one_text_and_is_split_at_line_breaks() -> None:
    report = from_dict(minimal(preamble="甲\n乙", sections={"overview": ["丙\n丁", " ", "戊"]}, inherited={"overview": [0, True, "x", 9]}))
    assert [p.text for p in report.paragraphs(PREAMBLE)] == ["甲", "乙"]
    assert [(p.text, p.inherited) for p in report.paragraphs("overview")] == [("丙", True), ("丁", True), ("戊", False)]


@pytest.mark.parametrize("year", [True, "2023", -1, 10_000, 2023.5, None, [2023]])
def test_a_year_that_is_none_is_not_known(year: object) -> None:
    report = from_dict(minimal(year=year))
    assert report.year == 0
    assert [note.where for note in report.notes] == ([] if year is None else ["year"])


def test_marks_that_cannot_be_are_left_out() -> None:
    marks = {
        "manual": ["proactive.licensing.decisions", "applications.new.total", "x", 5],
        "carried": "all",
        "doubtful": ["applications.new.other"],
    }
    report = from_dict(minimal(marks=marks))
    assert report.entries == {CellId("applications", "new", "other"): Entry(doubtful=True)}


def test_an_endless_remark_is_cut_with_a_note() -> None:
    report = from_dict(minimal(cell_notes={"applications.new.other": "长" * (LONGEST_REMARK + 1)}))
    assert len(report.entry(CellId("applications", "new", "other")).remark) == LONGEST_REMARK
    assert "applications.new.other" in where(report)


def test_a_broken_last_year_costs_only_itself() -> None:
    report = from_dict(minimal(last_year={"tables": {}, "format": "1999"}))
    assert report.last is None
    assert [n.message for n in report.notes] == ["文件里的上年报告不完整，没有读入"]


def test_notes_of_other_programs_are_taken_as_far_as_they_are_notes() -> None:
    report = from_dict(minimal(notes=[{"where": "title", "message": "甲"}, {"where": 5}, "乙", {"message": "丙", "where": None}]))
    assert report.notes == (Note("title", "甲"), Note("", "丙"))


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        (5, CellType.COUNT, 5),
        (Decimal("5.0"), CellType.COUNT, 5),
        (Decimal("5.5"), CellType.COUNT, Decimal("5.5")),
        (-3, CellType.SIGNED, -3),
        (4, CellType.MONEY_WAN, Decimal(4)),
        (Decimal("4.500"), CellType.MONEY_WAN, Decimal("4.5")),
        (4, CellType.MONEY, "4"),
        (Decimal("4.50"), CellType.MONEY, "4.5"),
        (10**MAX_DIGITS, CellType.COUNT, "1" + "0" * MAX_DIGITS),
        (Decimal("1E+400"), CellType.COUNT, "1E+400"),
        (Decimal("1E-999999999"), CellType.COUNT, "1E-999999999"),
        (Decimal("1E-999999999"), CellType.MONEY_WAN, "1E-999999999"),
        (Decimal("0.00000000000001"), CellType.MONEY_WAN, "0.00000000000001"),
        (Decimal("NaN"), CellType.COUNT, "NaN"),
    ],
)
def test_a_number_takes_the_shape_of_its_cell_and_absurd_ones_become_text(raw: int | Decimal, kind: CellType, value: object) -> None:
    shaped = number(raw, kind)
    assert shaped == value
    assert type(shaped) is type(value)


_KEYS = ["format", "unit", "year", "title", "preamble", "sections", "tables", "cell_notes", "notes", "signed", "marks", "inherited"]
_NAMES = st.sampled_from(
    [*_KEYS, "as_read", "last_year", "overview", "proactive", "licensing", "decisions", "manual", "headings", "date", "where"]
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals()
    | st.text(max_size=5)
    | st.sampled_from(["2021", "proactive.licensing.decisions"])
)
_JSON = st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES | st.text(max_size=3), inner, max_size=4))


@settings(max_examples=60)
@given(st.dictionaries(_NAMES, _JSON, max_size=8), st.dictionaries(_NAMES, _JSON, max_size=4))
def test_no_json_makes_the_reading_fail_and_what_was_read_is_written_the_same_twice(data: dict[str, Any], tables: dict[str, Any]) -> None:
    report = from_dict(data | {"format": "2021", "tables": tables})
    assert to_dict(from_dict(to_dict(report))) == to_dict(report)


@settings(max_examples=40)
@given(st.dictionaries(_NAMES, _JSON, max_size=8))
def test_any_json_object_is_read_or_refused(data: dict[str, Any]) -> None:
    try:
        from_dict(data)
    except UnreadableFile:
        assert not isinstance(data.get("tables"), dict) or data.get("format") not in ("2019", "2021")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert dumps(distinct_report()) == dumps(distinct_report().copy())
    assert serialise({}) == b"{}\n"


@given(report=reports(with_last=False))
def test_the_fingerprint_follows_what_is_printed_and_nothing_else(report: Report) -> None:
    before = fingerprint(report)
    other = replace(
        report.copy(),
        contact="柳月",
        profile=Profile("柳湾镇"),
        notes=(),
        accepted=(),
        as_read=AsRead(),
        extra={},
        last=Report(report.form),
    )
    assert fingerprint(other) == before
    cell = next(iter(report.form.cells))
    changes: list[Change] = [{"title": "别的标题"}, {text_slot("other"): (Paragraph("改过的一段。"),)}, {cell: Entry(987654321)}]
    for change in changes:
        changed = report.copy()
        changed.apply(change)
        assert fingerprint(changed) != before
