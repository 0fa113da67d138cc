"""What is printed are the pages of the .pdf, at their true size; ranges, copies, cancel and a missing printer are honoured."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QProgressDialog, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.exporters import to_pdf
from core.papers import laid_out
from core.raster import Pages, Raster
from gui import dialogs, printing
from gui.main_window import MainWindow
from gui.printing import order_of, place_on
from gui.settings import SLIP
from tests.gui.conftest import Dialogs
from tests.gui.preview_hands import LONG, open_report
from tests.helpers import distinct_report

A4 = (595.276, 841.89)
DPI = 150


@pytest.fixture
def opened(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    open_report(window, distinct_report())
    return window


def file_printer(file: Path, resolution: int = DPI) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(resolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def wait(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.printing.busy, timeout=LONG)


def inks(picture: Raster) -> list[bytes]:
    """Return every fourth row of a page as green values."""
    rows = range(8, picture.height - 8, 4)
    return [picture.pixels[y * picture.stride + 1 : y * picture.stride + 4 * picture.width : 4] for y in rows]


def difference(one: list[bytes], other: list[bytes], shift: int = 0) -> float:
    """Return how much two pages differ on the average where one is moved sideways by so many pixels."""
    total = count = 0
    for left, right in zip(one, other, strict=False):
        total += sum(abs(a - b) for a, b in zip(left[8 + shift : 1200 + shift], right[8:1200], strict=True))
        count += 1192
    return total / count


def test_the_printed_pages_are_those_of_the_pdf(opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    file = tmp_path / "printed.pdf"
    asked.will("ask_printer", file_printer(file))
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)
    wanted, printed = Pages(to_pdf.render(laid_out(opened.session.report))), Pages(file.read_bytes())
    assert len(printed.sizes) == len(wanted.sizes)
    for page, size in enumerate(wanted.sizes):
        assert printed.sizes[page] == pytest.approx(size, abs=1)
        found, expected = inks(printed.render(page, DPI / 72)), inks(wanted.render(page, DPI / 72))
        assert sum(map(sum, found)) == pytest.approx(sum(map(sum, expected)), rel=0.01)
        same, moved = difference(found, expected), min(difference(found, expected, shift) for shift in (-1, 1))
        assert same < 6
        assert same < moved / 2
    printed.close()
    wanted.close()
    assert [arguments[1:] for name, arguments in asked.asked if name == "ask_printer"] == [(opened.session.report.title, 4)]


def test_only_the_pages_chosen_are_printed(opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    file = tmp_path / "printed.pdf"
    printer = file_printer(file)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    asked.will("ask_printer", printer)
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)
    printed = Pages(file.read_bytes())
    assert len(printed.sizes) == 2
    printed.close()


def test_ranges_copies_and_order_are_those_of_the_dialog(tmp_path: Path):
    printer = file_printer(tmp_path / "x.pdf")
    assert order_of(printer, 3) == [0, 1, 2]
    printer.setCopyCount(2)
    assert order_of(printer, 3) == [0, 1, 2, 0, 1, 2]
    printer.setCollateCopies(False)
    assert order_of(printer, 3) == [0, 0, 1, 1, 2, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert order_of(printer, 3) == [2, 2, 1, 1, 0, 0]
    printer.setCopyCount(1)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-9"))
    assert order_of(printer, 4) == [3, 2, 0]


def test_a_page_keeps_its_true_size_whatever_the_margins(tmp_path: Path):
    printer = file_printer(tmp_path / "x.pdf", resolution=600)
    printer.setPageMargins(QMarginsF(6, 6, 6, 6), QPageLayout.Unit.Millimeter)
    printer.setFullPage(True)
    whole = place_on(printer, A4)
    assert (whole.width(), whole.height()) == pytest.approx((210 / 25.4 * 600, 297 / 25.4 * 600), abs=1)
    assert (whole.x(), whole.y()) == pytest.approx((0, 0), abs=3)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    assert place_on(printer, A4).width() == pytest.approx(whole.width())
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    small = place_on(printer, A4)
    assert small.height() <= printer.pageLayout().fullRectPixels(600).height() + 1
    assert small.width() / small.height() == pytest.approx(A4[0] / A4[1], abs=0.01)


def test_without_a_printer_one_sentence_says_what_to_do(opened: MainWindow, asked: Dialogs, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    opened.actions_["print_report"].trigger()
    offer = opened.status.offer_pane
    assert offer.isVisible()
    assert any("没有可用的打印机" in label.text() for label in offer.findChildren(QLabel))
    (instead,) = offer.findChildren(QPushButton)
    exported: list[bool] = []
    monkeypatch.setattr(opened.exports, "export", lambda: exported.append(True))
    instead.click()
    assert exported == [True]
    assert asked.asked == []
    assert not opened.printing.busy


def test_thinking_better_of_it_prints_nothing(opened: MainWindow, asked: Dialogs, qtbot: QtBot):
    asked.will("ask_printer", None, None)
    for _ in range(2):
        opened.actions_["print_report"].trigger()
        wait(opened, qtbot)
    assert len(asked.asked) == 2


def test_a_second_print_waits_for_the_first(opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    said: list[str] = []
    opened.session.message.connect(said.append)
    asked.will("ask_printer", file_printer(tmp_path / "x.pdf", 72))
    opened.actions_["print_report"].trigger()
    opened.actions_["print_report"].trigger()
    assert said[-1] == "正在打印，请等它完成"
    wait(opened, qtbot)
    assert said[-1] == "已打印 4 页"


def test_cancel_stops_between_pages(opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shown: list[QProgressDialog] = []
    made = dialogs.progress

    def progress(*arguments: Any) -> QProgressDialog:
        shown.append(made(*arguments))
        shown[-1].show()
        (button,) = shown[-1].findChildren(QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return shown[-1]

    said: list[str] = []
    opened.session.message.connect(said.append)
    monkeypatch.setattr(dialogs, "progress", progress)
    asked.will("ask_printer", file_printer(tmp_path / "x.pdf", 72))
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)
    assert len(shown) == 1
    assert said[-1] == "已取消打印"


def test_a_printer_that_does_not_begin_is_told(
    opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(printing.QPainter, "begin", lambda *_: False)
    asked.will("ask_printer", file_printer(tmp_path / "x.pdf"))
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)
    (fault,) = [arguments[1] for name, arguments in asked.asked if name == "show_error"]
    assert fault.title == "打印没有完成"
    assert "请" in fault.message


def test_a_printer_that_gives_up_between_pages_is_told(opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    class Jammed(QPrinter):
        def newPage(self) -> bool:
            return False

    printer = Jammed(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    printer.setResolution(72)
    asked.will("ask_printer", printer)
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)
    assert [arguments[1].title for name, arguments in asked.asked if name == "show_error"] == ["打印没有完成"]


def test_a_page_that_cannot_be_drawn_ends_the_job(
    opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def torn(*_: object) -> Raster:
        raise AppError("页面画不出来", "内存可能不够")

    monkeypatch.setattr(printing, "picture_of", torn)
    asked.will("ask_printer", file_printer(tmp_path / "x.pdf"))
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)
    assert [arguments[1].title for name, arguments in asked.asked if name == "show_error"] == ["页面画不出来"]


@pytest.mark.parametrize("where", ["paper_of", "picture_of"])
def test_a_fault_of_the_program_leaves_no_job_behind(
    opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
):
    def slip(*_: object) -> None:
        raise ZeroDivisionError("a slip")

    said: list[str] = []
    opened.session.message.connect(said.append)
    asked.will("ask_printer", file_printer(tmp_path / "x.pdf", 72))
    with monkeypatch.context() as broken, capture_exceptions() as caught:
        broken.setattr(printing, where, slip)
        opened.actions_["print_report"].trigger()
        wait(opened, qtbot)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert said[-1] == "打印没有完成"
    assert all(dialog.isHidden() for dialog in opened.findChildren(QProgressDialog))
    asked.will("ask_printer", None)
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)


def test_the_printer_is_not_asked_for_over_another_dialog(opened: MainWindow, asked: Dialogs, qtbot: QtBot):
    asked.will("ask_printer", None)
    over = QDialog(opened)
    over.setModal(True)
    over.show()
    opened.actions_["print_report"].trigger()
    qtbot.waitUntil(lambda: opened.session.tasks.idle, timeout=LONG)
    qtbot.wait(120)
    assert asked.asked == []
    over.close()
    wait(opened, qtbot)
    assert [name for name, _ in asked.asked] == ["ask_printer"]


def test_the_system_is_asked_for_its_printers(monkeypatch: pytest.MonkeyPatch):
    for names in ([], ["一楼文印室"]):
        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda names=names: names)
        assert printing.has_printer() is bool(names)


def test_a_range_beyond_the_report_is_told(opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    printer = file_printer(tmp_path / "x.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(8, 9)
    asked.will("ask_printer", printer)
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)
    (fault,) = [arguments[1] for name, arguments in asked.asked if name == "show_error"]
    assert str(fault) == "没有要打印的页：全文共 4 页；请重选页码"


def test_the_papers_wanted_beside_the_report_are_printed(opened: MainWindow, asked: Dialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    wanted: list[Any] = []
    made = printing.paper_of
    monkeypatch.setattr(printing, "paper_of", lambda *arguments: wanted.append(arguments[2]) or made(*arguments))
    opened.settings.put(SLIP, True)
    asked.will("ask_printer", None)
    opened.actions_["print_report"].trigger()
    wait(opened, qtbot)
    assert wanted[0].slip


def test_the_dialog_offers_a4_and_the_reports_pages(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    shown: list[QPrintDialog] = []

    def execute(dialog: QPrintDialog) -> int:
        shown.append(dialog)
        assert (dialog.minPage(), dialog.maxPage()) == (1, 6)
        return int(QPrintDialog.DialogCode.Accepted if len(shown) == 1 else QPrintDialog.DialogCode.Rejected)

    monkeypatch.setattr(QPrintDialog, "exec", execute)
    printer = dialogs.ask_printer(None, "柳河乡年度报告", 6)
    assert printer is not None
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.A4
    assert printer.docName() == "柳河乡年度报告"
    assert dialogs.ask_printer(None, "", 6) is None
