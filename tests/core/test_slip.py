"""The 审签单 says what is signed, what was found and why it stands, and leaves boxes for everyone who signs."""

from core.document import Role, Slip
from core.finding_rows import FindingRow
from core.fingerprint import fingerprint
from core.papers import Extras, laid_out
from core.slip import DAY, SIGNERS, TYPE, slip, type_of
from tests.helpers import distinct_report

ROWS = [
    FindingRow("核实", "H2", "规章 现行有效件数", "与上年接不上", "核对过台账"),
    FindingRow("核实", "W1", "总体情况 第 2 段", "年份像是没有改过来"),
    FindingRow("提示", "S5", "前言", "没有电话"),
]


def made() -> Slip:
    report = distinct_report()
    report.contact = "柳明 0371-5550123"
    block = laid_out(report, ROWS, Extras(slip=True)).blocks[0]
    assert isinstance(block, Slip)
    return block


def texts() -> list[str]:
    return [cell.text for cell in made().grid.cells]


def test_it_names_title_unit_year_and_contact() -> None:
    report = distinct_report()
    assert {report.title, report.unit, "2023年", "柳明 0371-5550123"} <= set(texts())


def test_open_findings_are_counted_by_level_and_accepted_ones_quoted_with_their_reason() -> None:
    assert "错误 0 处，核实 1 处，提示 1 处；另有核实 1 处已说明理由" in texts()
    assert "1. 规章 现行有效件数：与上年接不上。说明：核对过台账" in texts()


def test_everyone_who_signs_has_room_for_opinion_signature_and_date() -> None:
    block = made()
    for name in SIGNERS:
        row = next(cell.row for cell in block.grid.cells if cell.text == name)
        boxes = [cell for cell in block.grid.cells if cell.row == row and cell.column]
        assert [(cell.text, cell.role) for cell in boxes] == [("", Role.FIELD), ("", Role.FIELD), (DAY, Role.FIELD)]
        assert block.heights[row] >= 20


def crowded(reasons: int, said: str) -> Slip:
    block = slip(distinct_report(), [("错误", 0)], [("一、总体情况：没有写到政府信息公开平台建设", said)] * reasons)
    assert len(block.heights) == block.grid.rows
    return block


def test_boxes_share_the_room_that_the_reasons_leave_and_the_page_is_never_overfull() -> None:
    boxes = []
    for reasons in range(13):
        block = crowded(reasons, "平台由县政府统一建设，乡里没有单独建设")
        boxes.append(block.heights[-1])
        assert 12 <= boxes[-1] <= 32
        written = next(cell for cell in block.grid.cells if cell.text.startswith(("无", "1. ")))
        lines = sum(-(-len(line) // 38) for line in written.text.split("\n"))
        height = lines * TYPE[type_of(block, written)][1] * 25.4 / 72
        assert sum(block.heights) - block.heights[written.row] + max(height, block.heights[written.row]) < 200
    assert boxes[0] > 25
    assert min(boxes[:9]) >= 18


def test_only_texts_that_leave_no_room_are_set_smaller() -> None:
    few, many = crowded(1, "平台由县统一建设"), crowded(12, "平台由县政府统一建设，乡里没有单独建设")
    assert {type_of(few, cell) for cell in few.grid.cells} == {0}
    assert [cell.text[:2] for cell in many.grid.cells if type_of(many, cell)] == ["1."]


def test_every_place_of_the_grid_is_covered_once() -> None:
    grid = made().grid
    covered = [(c.row, c.column + step) for c in grid.cells for step in range(c.column_span)]
    assert sorted(covered) == [(row, column) for row in range(grid.rows) for column in range(grid.columns)]
    assert len(made().heights) == grid.rows


def test_the_fingerprint_of_the_data_stands_below() -> None:
    assert fingerprint(distinct_report()) in made().note


def test_without_the_wish_there_is_no_slip() -> None:
    assert not any(isinstance(block, Slip) for block in laid_out(distinct_report()).blocks)
