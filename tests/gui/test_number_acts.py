"""Last year's numbers are gone through by one key: each is selected alone, typing takes its place, years and live figures are left out."""

from PySide6.QtTest import QTest

from core.report import Live, Paragraph, Report
from core.schema import CellId, formats
from gui.main_window import MainWindow
from gui.places import Place
from gui.text_area import TextArea

PART = "overview"
NEW = CellId("applications", "new", "total")


def show(window: MainWindow, *texts: Paragraph) -> None:
    report = Report(formats()["2021"], unit="清溪县柳湾镇人民政府", year=2025)
    report.texts[PART] = texts
    window.session.begin(report)
    window.files.opened.emit()
    window.desk.workspace.go(Place(PART, paragraph=0))


def selected(window: MainWindow) -> str:
    field = window.focusWidget()
    assert isinstance(field, TextArea)
    return field.textCursor().selectedText()


def test_one_key_leads_from_number_to_number_and_typing_replaces_it(window: MainWindow):
    show(
        window,
        Paragraph("2025年，公开信息 336 条。", inherited=True),
        Paragraph("（二）依申请公开"),
        Paragraph("𠮷回应16条，培训两次，2024年的不计。"),
    )
    said: list[str] = []
    window.session.message.connect(said.append)
    for typed in ("412", "20"):
        window.actions_["next_number"].trigger()
        QTest.keyClicks(window.focusWidget(), typed)
    assert [p.text for p in window.session.report.paragraphs(PART)][::2] == [
        "2025年，公开信息 412 条。",
        "𠮷回应20条，培训两次，2024年的不计。",
    ]
    window.actions_["next_number"].trigger()
    assert selected(window) == "两"
    window.actions_["next_number"].trigger()
    assert selected(window) == "412", "after the last the first"
    assert said[0] == "第 1 个数，共 3 个；直接输入就改"


def test_live_figures_are_left_to_their_cells_and_where_there_is_no_number_that_is_said(window: MainWindow):
    show(window, Paragraph("收到申请3件。", live=(Live(4, 5, NEW),)))
    said: list[str] = []
    window.session.message.connect(said.append)
    window.actions_["next_number"].trigger()
    window.desk.workspace.show_page("applications")
    window.actions_["next_number"].trigger()
    assert said == ["这一部分的文字里没有数", "这里没有文字部分；到前言和第一、五、六部分就能逐个看数"]
