"""The check command says what it read before it says what is wrong."""

from decimal import Decimal

from core.calculation import set_cells
from core.report import Entry, Note, Report
from core.schema import CellId, formats
from core.summary import lines, summary


def test_the_summary_names_unit_year_edition_and_amounts():
    report = Report(formats()["2019"], unit="清源县石桥乡人民政府", year=2020)
    set_cells(report, {CellId("proactive", "procurement", "amount"): Entry("7万元", remark="含维修")})
    said = summary(report)
    assert "清源县石桥乡人民政府 2020 年度报告" in said
    assert "国办公开办函〔2019〕60号，与年度相符" in said
    assert "198 格中填了 1 格" in said
    assert "政府集中采购·采购总金额 7万元（含维修）" in said


def test_the_summary_says_when_the_edition_is_another_years():
    assert "与年度不符" in summary(Report(formats()["2019"], unit="甲", year=2023))
    assert "与年度相符" in summary(Report(formats()["2021"], unit="甲", year=2023))


def test_the_summary_does_not_invent_what_is_missing():
    report = Report(formats()["2021"])
    set_cells(report, {CellId("proactive", "fees", "amount"): Entry(Decimal(0))})
    assert summary(report) == "单位不明 年度不明的报告；表样为 国办公开办函〔2021〕30号；200 格中填了 1 格"


def test_every_note_of_the_reader_follows_with_its_place():
    report = Report(formats()["2021"], unit="甲", year=2023, notes=(Note("applications.granted", "两格挤在一起"),))
    assert lines(report)[1:] == [("三（一）予以公开", "两格挤在一起")]
