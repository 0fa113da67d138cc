"""A title is broken as a careful typist breaks it: never inside a word, a name or a year, and never past the type area."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exporters.to_docx import render
from core.importers.from_docx import read
from core.importers.recognition import recognise
from core.importers.recognition_prose import find_title
from core.layout import Title, document
from core.report import Report, official_title
from core.schema import formats
from core.titles import WIDEST, break_title, width

REST = "2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("柳河乡", ["柳河乡" + REST]),
        ("青石县柳河乡人民政府", ["青石县柳河乡人民政府", REST]),
        ("白沙市云台区长岭街道办事处", ["白沙市云台区长岭街道办事处", REST]),
        # 19 and 20 characters still stand on a line of their own.
        ("青石县柳河乡综合行政执法与便民服务中心", ["青石县柳河乡综合行政执法与便民服务中心", REST]),
        ("青石县柳河乡综合行政执法与为民便民服务中心", ["青石县柳河乡", "综合行政执法与为民便民服务中心", REST]),
        ("云岭壮族自治区白沙市云台区人民政府长岭街道办事处", ["云岭壮族自治区白沙市", "云台区人民政府长岭街道办事处", REST]),
        ("云岭省白沙市云台经济技术开发区管理委员会办公室", ["云岭省白沙市", "云台经济技术开发区管理委员会办公室", REST]),
        ("新乡市市中区人民政府大石桥街道办事处党政综合办公室", ["新乡市市中区人民政府", "大石桥街道办事处党政综合办公室", REST]),
        ("云岭自治区白沙盟西柳林旗巴拉尔高勒镇人民政府", ["云岭自治区白沙盟西柳林旗", "巴拉尔高勒镇人民政府", REST]),
        (
            "白沙高新技术产业开发区管理委员会社会事业和市场监督管理局",
            ["白沙高新技术产业开发区管理委员会", "社会事业和市场监督管理局", REST],
        ),
    ],
)
def test_the_unit_stands_apart_and_is_broken_behind_a_place_or_a_body(unit: str, lines: list[str]) -> None:
    assert list(break_title(unit + REST, unit)) == lines
    assert all(width(line) <= WIDEST for line in lines)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2023年青石县柳河乡人民政府政府信息公开工作年度报告", ["2023年青石县柳河乡人民政府", "政府信息公开工作年度报告"]),
        ("二〇二三年青石县柳河乡政府信息公开工作年度报告", ["二〇二三年青石县柳河乡", "政府信息公开工作年度报告"]),
        ("青石县柳河乡政府信息公开工作年度报告（2023年度）", ["青石县柳河乡政府信息公开", "工作年度报告（2023年度）"]),
        ("青石县柳河乡关于2023年度政府信息公开工作的年度报告", ["青石县柳河乡关于", "2023年度政府信息公开工作的年度报告"]),
    ],
)
def test_a_title_of_its_own_wording_is_broken_between_words(title: str, lines: list[str]) -> None:
    assert list(break_title(title, "别的单位")) == lines


@given(st.text("青石县柳河乡市区街道办事处人民政府信息公开工作年度报告2023（）《》，、 A", max_size=120), st.integers(0, 40))
def test_the_lines_are_the_title_and_fit_the_type_area(title: str, cut: int) -> None:
    lines = break_title(title, title[:cut])
    assert "".join(lines) == title
    assert max(map(width, lines)) <= WIDEST


@pytest.mark.parametrize("mark", ["-", "。", "（", "）", "—", "a\u0301", "\n"])
def test_a_row_of_marks_for_a_title_is_broken_too(mark: str) -> None:
    lines = break_title(mark * 60, mark * 25)
    assert "".join(lines) == mark * 60
    assert max(map(width, lines)) <= WIDEST


def test_what_nothing_says_how_to_break_becomes_even_lines() -> None:
    assert [len(line) for line in break_title("啊" * 47)] == [15, 16, 16]
    assert break_title("啊" * 19 + "，" + "啊" * 5)[0] == "啊" * 19 + "，"


@pytest.mark.parametrize("unit", ["云岭壮族自治区白沙市云台区人民政府长岭街道办事处", "新乡市市中区人民政府大石桥街道办事处党政综合办公室"])
def test_the_own_reader_puts_the_lines_together_again(unit: str) -> None:
    report = Report(formats()["2021"], unit=unit, year=2023, title=official_title(unit, 2023))
    laid = document(report)
    assert isinstance(laid.blocks[0], Title)
    assert len(laid.blocks[0].lines) == 3
    back = recognise(read(render(laid), "年报.docx"))
    assert (back.title, back.unit, back.year) == (report.title, unit, 2023)


@pytest.mark.parametrize("before", ["青石县人民政府", "青石县人民政府文件", "青石县政府信息公开平台", "云岭市"])
def test_a_letterhead_is_no_line_of_the_title(before: str) -> None:
    found = find_title([before, "青石县柳河乡人民政府", REST])
    assert found is not None
    assert (found.unit, found.first) == ("青石县柳河乡人民政府", 1)
