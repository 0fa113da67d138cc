"""The 图解 tells the report's own numbers, leaves out what counts nothing, and takes 未填 for no number."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from core.calculation import settle
from core.drawing import Label
from core.infographic import infographic
from core.infographic_facts import Figure, facts, short, words
from core.papers import Extras, laid_out
from core.report import Entry, Report
from core.rollover import last_values
from core.schema import CellId, formats
from core.values import Value, show
from tests.helpers import distinct_report, reports

FORM = formats()["2021"]


def filled(values: dict[str, Value], form_id: str = "2021") -> Report:
    """A report with these cells and no other."""
    report = Report(formats()[form_id], unit="青石县柳河乡人民政府", year=2023 if form_id == "2021" else 2020)
    cells = {CellId.parse(name): Entry(value) for name, value in values.items()}
    settle(report, {cell: entry for cell, entry in cells.items() if cell})
    return report


def texts(report: Report) -> list[str]:
    drawing = infographic(report)
    assert drawing is not None
    return [mark.text for mark in drawing.marks if isinstance(mark, Label)]


def told(report: Report) -> dict[str, tuple[Value, Value]]:
    """Every figure by its name: this year's number and last year's."""
    found = facts(report)
    rows = {f"{row.label}·{figure.label}": figure for row in (*found.published, *found.disputes) for figure in row.figures}
    lists = {figure.label: figure for figure in (*found.headline, *found.applicants, *found.flow, *found.outcomes)}
    return {name: (figure.now, figure.last) for name, figure in (rows | lists).items()}


def cell(report: Report, name: str) -> Value:
    found = CellId.parse(name)
    assert found
    return report.value(found)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_numbers_drawn_are_the_numbers_of_the_cells(form_id: str) -> None:
    report = distinct_report(form_id)
    names = {
        "新收申请": "applications.new.total",
        "上年结转": "applications.carried_in.total",
        "办结申请": "applications.results_total.total",
        "结转下年度": "applications.carried_out.total",
        "自然人": "applications.new.natural_person",
        "社会公益组织": "applications.new.social",
        "予以公开": "applications.granted.total",
        "部分公开": "applications.partial.total",
        "行政许可·处理决定": "proactive.licensing.decisions",
        "行政强制·处理决定": "proactive.coercion.decisions",
        "行政复议·结果纠正": "review_litigation.review.corrected",
        "行政诉讼（复议后起诉）·总计": "review_litigation.litigation_after_review.total",
    }
    figures = told(report)
    assert {name: figures[name][0] for name in names} == {name: cell(report, place) for name, place in names.items()}
    shown = texts(report)
    assert {show(cell(report, place)) for place in names.values()} <= set(shown)


def test_groups_of_results_add_up_their_rows_and_stand_in_the_order_of_the_form() -> None:
    report = distinct_report()
    groups = ["granted", "partial", "refused_", "unavailable_", "declined_", "other_"]
    rows = {row: report.value(CellId("applications", row, "total")) for table, row, column in FORM.cells if table == "applications"}
    sums = [sum(value for row, value in rows.items() if row.startswith(group) and isinstance(value, int)) for group in groups]
    assert [figure.now for figure in facts(report).outcomes] == sums
    assert [figure.label for figure in facts(report).outcomes] == ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]


def test_documents_are_told_in_the_words_of_either_form() -> None:
    figures = told(distinct_report("2021"))
    assert {"规章·制发", "行政规范性文件·废止", "行政规范性文件·现行有效", "行政事业性收费·收费金额"} <= set(figures)
    report = distinct_report("2019")
    figures = told(report)
    assert {"规范性文件·新制作", "规范性文件·对外公开总数", "行政事业性收费·本年增/减", "政府集中采购·采购项目"} <= set(figures)
    amount = cell(report, "proactive.procurement.amount")
    assert f"{figures['政府集中采购·采购总金额'][0]}万元" == amount


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("本年收费金额（单位：万元）", "收费金额"),
        ("对外公开总数量", "对外公开总数"),
        ("本年增/减", "本年增/减"),
        ("1.属于国家秘密", "属于国家秘密"),
    ],
)
def test_a_label_is_shortened_in_its_own_words(label: str, expected: str) -> None:
    assert short(label) == expected


def test_last_years_numbers_stand_beside_this_years_and_the_difference_is_said() -> None:
    report, report.last = filled({"applications.new.business": 12, "proactive.licensing.decisions": 5}), None
    report.last = filled({"applications.new.business": 15, "proactive.licensing.decisions": 5})
    assert told(report)["新收申请"] == (12, 15)
    assert "上年 15" in texts(report)
    assert "本年" in texts(report)
    whole = distinct_report(), distinct_report(year=2022, seed=1000)
    whole[0].last = whole[1]
    shown = texts(whole[0])
    new, last = cell(whole[0], "applications.new.total"), last_values(whole[0])[CellId("applications", "new", "total")]
    assert isinstance(new, int)
    assert isinstance(last, int)
    step = f"增加 {new - last}" if new > last else f"减少 {last - new}"
    assert f"上年 {last}，{step}" in shown


def test_without_last_year_nothing_is_compared() -> None:
    assert not any("上年 " in text or text == "本年" for text in texts(distinct_report()))


def test_parts_that_are_zero_everywhere_are_left_out() -> None:
    zeros: dict[str, Value] = {str(cell): 0 for cell in FORM.cells if cell not in FORM.sum_of}
    shown = texts(filled(zeros | {f"proactive.{name}": 163 for name in ("licensing.decisions", "coercion.decisions", "fees.amount")}))
    assert "主动公开政府信息" in shown
    assert not {"本年新收申请的申请人", "收到和处理申请", "本年度办理结果", "政府信息公开行政复议、行政诉讼", "规章", "行政处罚"} & set(
        shown
    )
    shown = texts(filled(zeros | {"applications.new.natural_person": 3, "applications.granted.natural_person": 3}))
    assert {"本年新收申请的申请人", "自然人", "予以公开"} <= set(shown)
    assert not {"主动公开政府信息", "商业企业", "部分公开", "上年结转"} & set(shown)


def test_nothing_this_year_after_something_last_year_is_shown_as_nothing() -> None:
    report = filled({"proactive.penalty.decisions": 0, "proactive.licensing.decisions": 2, "proactive.coercion.decisions": 3})
    report.last = filled({"proactive.penalty.decisions": 7})
    assert told(report)["行政处罚·处理决定"] == (0, 7)
    assert {"行政处罚", "0", "上年 7"} <= set(texts(report))


def test_applicants_are_parts_of_this_years_applications_and_nothing_else() -> None:
    report = filled({"applications.new.business": 0, "applications.new.other": -2, "applications.granted.other": 1})
    report.last = filled({"applications.new.business": 3})
    assert facts(report).applicants == ()
    assert "本年新收申请的申请人" not in texts(report)


def test_what_is_not_filled_in_is_not_drawn_as_nothing() -> None:
    report = filled({"proactive.normative_documents.effective": 4, "applications.new.business": 2})
    assert "0" not in texts(report)
    assert "现行有效" in texts(report)
    assert not {"制发", "废止", "规章", "行政处罚"} & set(texts(report))
    report.last = filled({"proactive.penalty.decisions": 9})
    assert "行政处罚" not in texts(report)


@pytest.mark.parametrize("value", [None, 0])
def test_a_report_without_a_number_has_no_picture(value: Value) -> None:
    report = filled({str(cell): value for cell in FORM.cells if cell not in FORM.sum_of})
    assert infographic(report) is None
    assert laid_out(report, (), Extras(infographic=True)) == laid_out(report)


def test_one_or_two_numbers_make_no_picture_and_three_do() -> None:
    cells = [f"proactive.{name}.decisions" for name in ("licensing", "penalty", "coercion")]
    assert infographic(filled(dict.fromkeys(cells[:2], 7))) is None
    assert infographic(filled({"proactive.normative_documents.issued": 7, "proactive.normative_documents.effective": 7})) is None
    assert infographic(filled(dict.fromkeys(cells, 7))) is not None


def test_text_in_a_cell_and_amounts_in_odd_words_are_no_numbers() -> None:
    report = filled({"proactive.procurement.amount": "约三万元", "proactive.licensing.decisions": "若干"}, "2019")
    assert infographic(report) is None
    decided: dict[str, Value] = {"proactive.licensing.decisions": 2, "proactive.penalty.decisions": 4}
    report = filled(decided | {"proactive.procurement.amount": "３．５ 万元"}, "2019")
    assert told(report)["政府集中采购·采购总金额"] == (Decimal("3.5"), None)
    assert {"3.5", "万元"} <= set(texts(report))


def test_the_description_says_every_number_that_the_picture_shows() -> None:
    report = distinct_report()
    report.last = distinct_report(year=2022, seed=1000)
    drawing = infographic(report)
    assert drawing is not None
    assert drawing.description.startswith("青石县柳河乡人民政府2023年政府信息公开工作图解。")
    shown = {mark.text for mark in drawing.marks if isinstance(mark, Label) and mark.text.isdigit()}
    headline = show(sum(figure.now or 0 for row in facts(report).disputes for figure in row.figures if figure.label == "总计"))
    assert shown - {headline} <= {word for word in drawing.description.replace("（", " ").replace("：", " ").split()}
    assert words(Figure("新收申请", 12, 9)) == "新收申请 12 件（上年 9 件）"


@settings(max_examples=30, deadline=None)
@given(reports())
def test_any_report_has_a_picture_but_for_too_few_numbers(report: Report) -> None:
    drawing = infographic(report)
    assert (drawing is None) == facts(report).few
