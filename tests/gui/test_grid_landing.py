"""Where a paste lands: tiled as in a spreadsheet, by the labels that came along, and refused in words where neither fits."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from core.errors import AppError
from core.layout import grid
from core.report import Entry
from core.schema import CellId, formats
from gui.grid_landing import land
from gui.grid_places import Places
from tests.gui.grid_hands import BUSINESS, CTRL, SHIFT, Key, click, open_table, press, steps, value
from tests.gui.grid_samples import T3, cell3, distinct_report

FORM = formats()["2021"]
PLACES = Places(grid("2021", T3))
ROW = ("natural_person", "business", "research", "social", "legal_service", "other", "total")
SEVEN = ["1", "2", "3", "4", "5", "6", "21"]
GRANTED = [(cell3("granted", column), text) for column, text in zip(ROW, SEVEN, strict=True)]


def landed(rows, *anchors, exact=False, places=PLACES):
    """Land a block on the rectangle that cells span; T3's cells as row and column."""
    chosen = places.block([places.by_id[cell] for cell in anchors])
    return land(FORM, places, chosen, rows, exact=exact)


def rows_of(pairs):
    found = {}
    for cell, text in pairs:
        found.setdefault(cell.row, []).append(text)
    return found


@pytest.mark.parametrize(
    "row",
    [
        ["（一）予以公开", *SEVEN],
        ["予以公开", *SEVEN],
        ["三、本年度办理结果", "（一）予以公开", "", *SEVEN],
        ["", "(一)予以公开", "", *SEVEN],
        [None, "（一）予以公开", None, *SEVEN],
    ],
)
@pytest.mark.parametrize("anchor", [cell3("granted", "natural_person"), cell3("carried_out", "other")])
def test_a_row_with_its_label_lands_on_the_row_that_it_names(row, anchor):
    landing = landed([row], anchor, exact=None in row)
    assert landing.pairs == GRANTED
    assert landing.named


def test_a_table_with_heads_and_merged_labels_lands_whole():
    heads = [
        ["", "", "", "申请人情况", "", "", "", "", "", ""],
        ["", "", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
    ]
    body = [
        ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密", *"1234567"],
        [None, None, "2.其他法律法规禁止公开", *"2345678"],
        [None, "（四）无法提供", "1.本机关不掌握相关政府信息", "", *"345678"],
    ]
    pairs = landed([*heads, *body], cell3("carried_out", "total"), exact=True).pairs
    assert rows_of(pairs) == {
        "refused_state_secret": [*"1234567"],
        "refused_by_law": [*"2345678"],
        "unavailable_not_held": ["", *"345678"],
    }


def test_rows_of_a_browser_s_text_miss_the_labels_that_reach_over_them():
    pairs = landed([["（三）不予公开", "1.属于国家秘密", *SEVEN], ["2.其他法律法规禁止公开", *SEVEN]], BUSINESS).pairs
    assert rows_of(pairs) == {"refused_state_secret": SEVEN, "refused_by_law": SEVEN}


def test_a_first_cell_left_blank_is_no_part_of_the_label():
    row = ["（一）予以公开", "", "2", "3", "4", "5", "6", "20"]
    assert [text for _, text in landed([row], BUSINESS).pairs] == row[1:]
    assert [text for _, text in landed([row[:4]], BUSINESS, exact=True).pairs] == ["", "2", "3"]
    with pytest.raises(AppError, match="看不出是不是合并的格"):
        landed([row[:4]], BUSINESS)


def test_part_of_a_row_with_its_label_begins_at_the_first_column():
    pairs = landed([["（一）予以公开", "1", "2"]], cell3("granted", "other")).pairs
    assert [cell for cell, _ in pairs] == [cell3("granted", "natural_person"), BUSINESS]


def test_labels_out_of_their_order_land_from_the_chosen_row_on():
    rows = [["四、结转下年度继续办理", "3"], ["二、上年结转政府信息公开申请数量", "4"]]
    assert rows_of(landed(rows, BUSINESS).pairs) == {"granted": ["3"], "partial": ["4"]}
    with pytest.raises(AppError, match="要粘贴 2 行"):
        landed(rows, cell3("carried_out", "other"))


def test_a_stacked_table_lands_by_its_labels():
    places = Places(grid("2021", "proactive"))
    first = CellId("proactive", "government_rules", "issued")
    rows = [["第二十条第（六）项", None], ["信息内容", "本年处理决定数量"], ["行政处罚", "8"], ["行政强制", "9"]]
    pairs = landed(rows, first, exact=True, places=places).pairs
    assert pairs == [(CellId("proactive", "penalty", "decisions"), "8"), (CellId("proactive", "coercion", "decisions"), "9")]


def test_heads_alone_are_no_numbers():
    with pytest.raises(AppError, match="只有表头"):
        landed([["自然人", "商业企业"]], BUSINESS)


def test_a_block_is_tiled_over_a_selection_as_often_as_it_fits():
    last = cell3("refused_by_law", "social")
    assert rows_of(landed([["1", "2", "3"]], BUSINESS, last).pairs) == {
        row: ["1", "2", "3"] for row in ("granted", "partial", "refused_state_secret", "refused_by_law")
    }
    assert list(rows_of(landed([["1"], ["2"]], BUSINESS, last).pairs).values()) == [["1"] * 3, ["2"] * 3] * 2
    # A single selected column takes as many columns as the row has; a selection that is no multiple takes the block once.
    down = landed([["1", "2", "3"]], BUSINESS, cell3("partial", "business")).pairs
    assert rows_of(down) == {"granted": ["1", "2", "3"], "partial": ["1", "2", "3"]}
    across = landed([["1"], ["2"]], BUSINESS, cell3("granted", "research")).pairs
    assert rows_of(across) == {"granted": ["1", "1"], "partial": ["2", "2"]}
    assert len(landed([["1", "2"]], BUSINESS, last).pairs) == 2


def test_tiles_beyond_the_edge_are_refused_with_both_sizes():
    with pytest.raises(AppError, match="要粘贴 2 行 3 列，从当前格起只有 2 行 2 列"):
        landed([["1", "2", "3"]], cell3("results_total", "other"), cell3("carried_out", "other"))


def test_a_page_s_row_is_pasted_with_what_people_write_for_numbers_and_none(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(cell3("carried_out", "other"))
    held = QMimeData()
    held.setHtml(
        "<table><tr><td colspan=2>（一）予以公开</td><td>１，２３４</td><td>1 000</td><td>－</td><td>/</td><td> 5 </td><td>0</td>"
        "<td>2,239</td></tr></table>"
    )
    held.setText("别的")
    QGuiApplication.clipboard().setMimeData(held)
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_V, modifiers=CTRL)
    assert [value(view, cell3("granted", column)) for column in ROW] == [1234, 1000, None, None, 5, 0, 2239]
    assert not view.session.report.entry(cell3("granted", "total")).manual
    assert told.args[0].startswith("已按行名粘贴 7 格")
    assert steps(view) == 1
    view.session.stack.undo()
    assert view.session.report == distinct_report()


def test_a_pasted_total_that_does_not_agree_is_told(qtbot):
    view = open_table(qtbot)
    view.go_to(cell3("granted", "natural_person"))
    QGuiApplication.clipboard().setText("1\t2\t3\t4\t5\t6\t22")
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_V, modifiers=CTRL)
    assert told.args == ["已粘贴 7 格；三（一）予以公开·总计粘贴的是 22，按合计应为 21，记作手填"]
    assert view.session.report.entry(cell3("granted", "total")) == Entry(22, manual=True)


def test_one_value_over_a_range_leaves_sums_alone_and_several_blocks_take_one_value_only(qtbot):
    view = open_table(qtbot)
    click(view, cell3("granted", "other"))
    press(view, Key.Key_Right, modifiers=SHIFT)
    click(view, cell3("carried_in", "social"), CTRL)
    QGuiApplication.clipboard().setText("6")
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_V, modifiers=CTRL)
    assert told.args == ["已粘贴 2 格；1 个合计格自动计算，没有改动"]
    assert (value(view, cell3("granted", "other")), value(view, cell3("carried_in", "social"))) == (6, 6)
    QGuiApplication.clipboard().setText("6\t7")
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_V, modifiers=CTRL)
    assert "选中了几块" in told.args[0]
    assert steps(view) == 1
