"""Printing: the pages of the .pdf at their true size. They are drawn off the GUI thread, one at a time, and painted in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QAction, QImage, QPainter
from PySide6.QtWidgets import QProgressDialog, QWidget

from core.errors import AppError
from gui import dialogs
from gui.preview_paper import extras_of, paper_of, picture_of
from gui.session import Session
from gui.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from core.raster import Pages, Raster
    from gui.tasks import Task

# Finer pictures look no better on paper, and one of A4 takes 35 MB as it is.
_FINEST = 300
_POINTS = 72
# What a paper may be smaller than the page before the page is made smaller: A4 in whole points is.
_TOLERANCE = 0.99
_NO_PRINTER = "没有可用的打印机；请在系统里添加，或导出 PDF 文件到别的电脑上打印"
_UNFINISHED = "打印没有完成"
_FAULT = AppError(_UNFINISHED, "打印机没有应答；请检查打印机开着、连着、有纸，再试一次")


@dataclass(slots=True)
class Job:
    """What is being printed: pages (from 0) in the order of the paper, those left to do first."""

    pages: "Pages"
    printer: "QPrinter"
    painter: QPainter
    progress: QProgressDialog
    left: list[int]
    count: int


class Printing(QObject):
    """Print the report of a session; one job at a time."""

    # str, list of (words, act): what is told, with something to do about it.
    offered = Signal(str, object)

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._settings, self._window = session, settings, window
        # Whether a job is under way.
        self.busy = False

    def begin(self) -> None:
        """Lay the report out, ask for printer and pages, and print."""
        if self.busy:
            self._session.message.emit("正在打印，请等它完成")
            return
        if not has_printer():
            export = self._window.findChild(QAction, "export")
            self.offered.emit(_NO_PRINTER, [("导出…", export.trigger)] if export is not None else [])
            return
        self.busy = True
        snapshot, findings, extras = self._session.report.copy(), self._session.findings, extras_of(self._settings)

        def make(_: "Task") -> "Pages":
            from core.raster import Pages

            return Pages(paper_of(snapshot, findings, extras).data)

        self._session.message.emit("正在排版……")

        def laid(pages: "Pages") -> None:
            dialogs.when_free(self, lambda: self._ask(pages, snapshot.title))

        self._run(make, laid, self._failed, self._give_up)

    def _run(
        self, act: "Callable[[Task], Any]", then: Callable[[Any], None], failed: Callable[[AppError], None], lost: Callable[[], None]
    ) -> None:
        """Run an act; `lost` is called where a fault of the program ended it, which is told elsewhere: a job must not stay for ever."""
        waiting = [lost]

        def came(call: Callable[[Any], None], value: Any) -> None:
            waiting.clear()
            call(value)

        def landed() -> None:
            QTimer.singleShot(0, self, lambda: waiting.pop()() if waiting else None)

        self._session.tasks.run(act, lambda made: came(then, made), lambda fault: came(failed, fault), always=landed)

    def _give_up(self) -> None:
        self.busy = False
        self._session.message.emit(_UNFINISHED)

    def _ask(self, pages: "Pages", title: str) -> None:
        self._session.message.emit("")
        printer = dialogs.ask_printer(self._window, title, len(pages.sizes))
        if printer is None:
            pages.close()
            self.busy = False
            return
        # The dialog lays out the page anew with the margins of the printer chosen.
        printer.setFullPage(True)
        order = order_of(printer, len(pages.sizes))
        painter = QPainter()
        if not order or not painter.begin(printer):
            pages.close()
            self._failed(_FAULT if order else AppError("没有要打印的页", f"全文共 {len(pages.sizes)} 页；请重选页码"))
            return
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.LosslessImageRendering)
        progress = dialogs.progress(self._window, "打印", len(order))
        self._draw(Job(pages, printer, painter, progress, order, len(order)))

    def _draw(self, job: Job) -> None:
        done = job.count - len(job.left)
        job.progress.setValue(done)
        job.progress.setLabelText(f"正在打印第 {done + 1} 页，共 {job.count} 页")
        page, scale = job.left.pop(0), min(_FINEST, job.printer.resolution()) / _POINTS

        def failed(fault: AppError) -> None:
            self._end(job, completed=False)
            self._failed(fault)

        def lost() -> None:
            self._end(job, completed=False)
            self._give_up()

        self._run(lambda _: picture_of(job.pages, page, scale), lambda picture: self._paint(job, page, picture), failed, lost)

    def _paint(self, job: Job, page: int, picture: "Raster") -> None:
        if job.progress.wasCanceled():
            self._end(job, completed=False)
            self._session.message.emit("已取消打印")
            return
        is_first = job.count == len(job.left) + 1
        if not is_first and not job.printer.newPage():
            self._end(job, completed=False)
            self._failed(_FAULT)
            return
        # Painted before the buffer goes: no copy is needed.
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        job.painter.drawImage(place_on(job.printer, job.pages.sizes[page]), image)
        if job.left:
            self._draw(job)
        elif self._end(job, completed=True):
            self._session.message.emit(f"已打印 {job.count} 页")
        else:
            self._failed(_FAULT)

    def _end(self, job: Job, *, completed: bool) -> bool:
        """Close the job; tell whether the printer has taken it."""
        if not completed:
            job.printer.abort()
        taken = job.painter.end()
        job.progress.close()
        job.progress.deleteLater()
        job.pages.close()
        self.busy = False
        return taken

    def _failed(self, fault: AppError) -> None:
        self.busy = False
        self._session.message.emit(str(fault))
        dialogs.when_free(self, lambda: dialogs.show_error(self._window, fault))


def has_printer() -> bool:
    """Tell whether the system knows a printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def order_of(printer: "QPrinter", count: int) -> list[int]:
    """Return the pages (from 0) to print, in order: the range chosen, and each copy that the printer does not make by itself."""
    ranges = printer.pageRanges()
    every = printer.printRange() is not type(printer).PrintRange.PageRange or ranges.isEmpty()
    chosen = [page for page in range(count) if every or ranges.contains(page + 1)]
    if printer.pageOrder() is type(printer).PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _ in range(copies)]


def place_on(printer: "QPrinter", size: tuple[float, float]) -> QRectF:
    """Return where a page of `size` points goes, in the printer's pixels from the paper's corner.

    It keeps its true size; only on paper that is smaller it is made smaller. It stands in the middle.
    """
    dots = printer.resolution() / _POINTS
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    width, height = size[0] * dots, size[1] * dots
    fit = min(paper.width() / width, paper.height() / height)
    if fit < _TOLERANCE:
        width, height = width * fit, height * fit
    # In whole pixels: between two, the picture would be smeared.
    left, top = (max(round((room - taken) / 2), 0) for room, taken in ((paper.width(), width), (paper.height(), height)))
    return QRectF(left, top, width, height)
