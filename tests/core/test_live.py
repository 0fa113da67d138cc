"""Live figures: they follow their cells, move with the text around them, and nothing but a cell ever writes into them."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calculation import complete
from core.files import to_bytes
from core.interchange import dumps, loads, to_dict
from core.interchange_reading import from_dict
from core.live import UNFILLED, carried, linked, names_in, refreshed, sound, with_figures, with_prose
from core.report import Entry, Live, Paragraph, Report, text_slot
from core.rollover import roll_forward
from core.rules.engine import Level, run
from core.schema import CellId, formats
from tests.helpers import distinct_report

FORM = formats()["2021"]
PERSON, TOTAL = CellId("applications", "new", "natural_person"), CellId("applications", "new", "total")
OUT = CellId("applications", "carried_out", "total")
TEXT = "全年收到申请{三·新收·总计}件，其中自然人｛三·新收·自然人｝件。"


def report_with(*texts: str, part: str = "overview", **cells: Any) -> Report:
    report = Report(FORM, unit="青禾市石桥镇人民政府", year=2024, title="年度报告")
    report.apply(complete(report, {CellId("applications", "new", column): Entry(value) for column, value in cells.items()}))
    report.texts[part] = tuple(with_figures(Paragraph(text), report) for text in texts)
    return report


def said(report: Report, part: str = "overview") -> list[str]:
    return [paragraph.text for paragraph in report.paragraphs(part)]


def shown(paragraph: Paragraph) -> list[tuple[str, CellId]]:
    return [(paragraph.text[live.start : live.end], live.cell) for live in paragraph.live]


def test_names_in_braces_become_figures() -> None:
    report = report_with(TEXT, "没有{这一格}。", natural_person=12, business=5)
    assert said(report) == ["全年收到申请17件，其中自然人12件。", "没有{这一格}。"]
    assert shown(report.paragraphs("overview")[0]) == [("17", TOTAL), ("12", PERSON)]
    assert names_in("{这一格}和{三·新收", FORM) == []


def test_a_change_of_cells_takes_the_prose_along_and_its_inverse_takes_it_back() -> None:
    report = report_with(TEXT, "别的段落。", natural_person=12, business=5)
    before = report.paragraphs("overview")
    change = with_prose(report, complete(report, {PERSON: Entry(120)}))
    inverse = report.apply(change)
    assert said(report)[0] == "全年收到申请125件，其中自然人120件。"
    assert shown(report.paragraphs("overview")[0]) == [("125", TOTAL), ("120", PERSON)]
    report.apply(inverse)
    assert report.paragraphs("overview") == before
    assert refreshed(report, {CellId("proactive", "licensing", "decisions"): Entry(3)}) == {}


def test_numbers_are_written_as_on_paper_and_last_years_mark_stays() -> None:
    fees = CellId("proactive", "fees", "amount")
    report = report_with("收费{二·行政事业性收费·收费金额}万元。")
    report.texts["overview"] = (Paragraph(said(report)[0], inherited=True, live=report.paragraphs("overview")[0].live),)
    assert said(report) == [f"收费{UNFILLED}万元。"]
    report.apply(with_prose(report, {fees: Entry(Decimal("0.50"))}))
    assert report.paragraphs("overview") == (Paragraph("收费0.50万元。", True, (Live(2, 6, fees),)),)


def test_an_unfilled_cell_in_prose_is_an_error_until_it_is_filled() -> None:
    report = report_with(TEXT)
    named = [f for f in run(report) if f.level is Level.ERROR and UNFILLED in f.message]
    assert [f.where for f in named] == ["overview:1:6-10", "overview:1:17-21"]
    report.apply(with_prose(report, complete(report, {PERSON: Entry(4)})))
    assert not [f for f in run(report) if UNFILLED in f.message]


@pytest.mark.parametrize(
    ("texts", "at", "kept"),
    [
        (["又收到17件，自然人12件。"], -1, [[("17", TOTAL), ("12", PERSON)]]),
        (["收到1人7件，自然人12件。"], -1, [[("12", PERSON)]]),
        (["收到17件，", "自然人12件。"], -1, [[("17", TOTAL)], [("12", PERSON)]]),
        (["收到17件。", "夹一段。", "自然人12件。"], -1, [[("17", TOTAL)], [], [("12", PERSON)]]),
        (["收到", "件，自然人12件。"], -1, [[], [("12", PERSON)]]),
        (["收到117件，自然人12件。"], 3, [[("17", TOTAL), ("12", PERSON)]]),
        (["受理17件，自然人12项。"], -1, [[("17", TOTAL), ("12", PERSON)]]),
        (["收到17件。"], -1, [[("17", TOTAL)]]),
        ([], -1, []),
    ],
)
def test_an_edit_shifts_figures_behind_it_and_makes_those_that_it_touches_plain(texts: list[str], at: int, kept: list[Any]) -> None:
    old = with_figures(Paragraph("收到{三·新收}件，自然人{三·新收·自然人}件。"), report_with(natural_person=12, business=5))
    found = carried([old], texts, at)
    assert [shown(Paragraph(text, live=found.get(place, ()))) for place, text in enumerate(texts)] == kept


@settings(max_examples=60)
@given(
    st.lists(st.text("收件17，1\n", max_size=8), min_size=1, max_size=3),
    st.integers(0, 30),
    st.integers(0, 12),
    st.text("1件7\n", max_size=4),
)
def test_whatever_is_edited_a_figure_that_is_kept_still_shows_its_number(around: list[str], start: int, length: int, new: str) -> None:
    named = [f"{text.replace(chr(10), '')}{{三·新收}}件{{三·新收·自然人}}" for text in around]
    old = report_with(*named, natural_person=12, business=5).paragraphs("overview")
    before = "\n".join(paragraph.text for paragraph in old)
    texts = (before[:start] + new + before[start + length :]).split("\n")
    found = carried(old, texts, start + len(new))
    for place, live in found.items():
        kept = Paragraph(texts[place], live=live)
        assert {cell: number for number, cell in shown(kept)}.items() <= {TOTAL: "17", PERSON: "12"}.items()
        assert sound(texts[place], live) == live


def test_paragraphs_joined_keep_their_figures() -> None:
    report = report_with("收到{三·新收}件。", "自然人{三·新收·自然人}件。", natural_person=12, business=5)
    found = carried(report.paragraphs("overview"), ["收到17件。自然人12件。"])
    assert shown(Paragraph("收到17件。自然人12件。", live=found[0])) == [("17", TOTAL), ("12", PERSON)]


def test_a_mend_of_a_paragraph_leaves_its_other_figures_live() -> None:
    report = report_with("全年收到申请{三·新收·总计}件,结转{三·结转下年度}件。", natural_person=12, business=5)
    mend = next(f.fix for f in run(report) if f.rule == "W6.mark" and f.fix is not None)
    report.apply(mend.change)
    assert said(report) == ["全年收到申请17件，结转17件。"]
    assert shown(report.paragraphs("overview")[0]) == [("17", TOTAL), ("17", OUT)]


# ---- files -----------------------------------------------------------------------------------


def test_json_keeps_figures_and_every_paper_has_plain_numbers() -> None:
    report = report_with(TEXT, natural_person=12, business=5)
    again = from_dict(loads(dumps(report)))
    assert again.texts == report.texts
    assert to_dict(again) == to_dict(report)
    plain = report.copy()
    plain.texts["overview"] = tuple(Paragraph(text) for text in said(report))
    for suffix in (".txt", ".html", ".md"):
        assert to_bytes(report, suffix) == to_bytes(plain, suffix)
    assert "live" not in to_dict(plain)


@pytest.mark.parametrize(
    "broken",
    [
        {"start": 5},
        {"end": 99},
        {"start": 9, "end": 6},
        {"start": -3},
        {"start": "6"},
        {"cell": "applications.new.nobody"},
        {"cell": None},
        {"paragraph": 7},
        {"text": "18"},
        {"text": 17},
    ],
)
def test_a_figure_that_does_not_fit_its_text_is_read_as_plain_digits_with_a_note(broken: dict[str, object]) -> None:
    data = json.loads(dumps(report_with("全年收到申请{三·新收}件。", natural_person=12, business=5)))
    data["live"]["overview"][0] |= broken
    report = from_dict(data)
    assert report.paragraphs("overview") == (Paragraph("全年收到申请17件。"),)
    assert [note.message for note in report.notes] == ["文件里有 1 处活数与文字对不上，改作普通数字读入"]


@pytest.mark.parametrize("live", [None, 3, "x", [], {"overview": 5}, {"overview": [None, 3, []]}, {"overview": [{"paragraph": True}]}])
def test_no_list_of_figures_makes_the_reading_fail(live: object) -> None:
    data = json.loads(dumps(report_with("收到{三·新收}件。", natural_person=1)))
    assert from_dict(data | {"live": live}).paragraphs("overview") == (Paragraph("收到1件。"),)


def test_a_table_changed_in_the_file_is_followed() -> None:
    data = json.loads(dumps(report_with(TEXT, natural_person=12, business=5)))
    data["tables"]["applications"]["new"] |= {"natural_person": 13, "total": None}
    report = from_dict(data)
    assert said(report) == ["全年收到申请18件，其中自然人13件。"]
    assert [(note.where, "活数" in note.message) for note in report.notes] == [("overview", True)]


def test_words_that_a_file_calls_a_figure_are_not_lost_for_a_number() -> None:
    words = "严格执行发布前的审核与保密审查，全年没有发生失泄密事件"
    data = json.loads(dumps(report_with(f"{words}，收到{{三·新收}}件。", natural_person=1)))
    data["live"]["overview"].append({"paragraph": 0, "start": 0, "end": len(words), "cell": str(TOTAL), "text": words})
    report = from_dict(data)
    assert said(report) == [f"{words}，收到1件。"]
    assert shown(report.paragraphs("overview")[0]) == [("1", TOTAL)]


@pytest.mark.parametrize(
    "text", ["  收到{三·新收}件。", "收\u3000到{三·新收}件", "收到  {三·新收}件", "\u200b收到{三·新收}件", "甲\n收到{三·新收}件"]
)
def test_blanks_that_are_tidied_when_a_file_is_opened_cost_no_figure(text: str) -> None:
    read = from_dict(json.loads(dumps(report_with(text, natural_person=12))))
    assert [each for paragraph in read.paragraphs("overview") for each in shown(paragraph)] == [("12", TOTAL)]
    assert read.notes == ()


# ---- next year -------------------------------------------------------------------------------


def test_the_draft_keeps_figures_and_steps_years_around_them_only() -> None:
    last = report_with("2024年收到{三·新收}年均，结转{三·结转下年度·总计}件，上年结转{三·上年结转}件。", natural_person=2024)
    assert said(last) == [f"2024年收到2024年均，结转2024件，上年结转{UNFILLED}件。"]
    draft = roll_forward(last)
    (paragraph,) = draft.paragraphs("overview")
    assert paragraph.inherited
    carried_in = draft.value(CellId("applications", "carried_in", "total"))
    assert carried_in == 2024
    assert paragraph.text.startswith(f"2025年收到{UNFILLED}年均")
    assert paragraph.text.endswith("上年结转2024件。")
    assert [live.cell for live in paragraph.live] == [TOTAL, OUT, CellId("applications", "carried_in", "total")]


def test_a_figure_whose_cell_has_no_successor_stays_as_last_years_number() -> None:
    last = distinct_report("2019")
    cell = next(c for c in last.form.cells if c.table == "proactive" and c.row == "procurement")
    last.apply({cell: Entry(2020), text_slot("overview"): (linked(Paragraph("采购2020年内的项目。"), 2, 6, cell),)})
    last.year = 2020
    (paragraph,) = roll_forward(last).paragraphs("overview")
    assert paragraph == Paragraph("采购2020年内的项目。", inherited=True)
