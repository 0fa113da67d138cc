"""The acts on files: start from last year's, new, open, read from the clipboard, close. Reading never blocks the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui import dialogs
from gui.dialogs import OWN_SUFFIX
from gui.reader import Batch, Item, Reader, progress_words
from gui.save_acts import Held, SaveActs
from gui.saver import Stamp, stamp
from gui.session import Session
from gui.settings import FOLDER, Settings

if TYPE_CHECKING:
    from core.errors import AppError
    from core.report import Report

CLIPBOARD = Path("剪贴板内容")
# (what was read, meant as last year's, replaces an open report) -> (report, its file's name, taken as last year's); None for no.
Review = Callable[[Batch, bool, bool], "tuple[Report, str, bool] | None"]


class FileActs(SaveActs):
    """Do what the 文件 menu says; `review` shows what was read and asks what becomes of it."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        session: Session,
        settings: Settings,
        window: QWidget,
        review: Review,
        settle: Callable[[], None] = lambda: None,
        held: Held = lambda _path, _bring: False,
    ) -> None:
        super().__init__(session, settings, window, settle, held)
        self._review = review
        self.reader = Reader(session.tasks, self)
        self.reader.progressed.connect(session.message)

    # ---- open --------------------------------------------------------------------------------

    def start_from_last(self) -> None:
        """Choose last year's report and make this year's draft from it."""
        paths = dialogs.ask_open_files(self._window, "选择上年的报告，可以选几份", self._folder())
        if paths:
            self.start_from(paths)

    def start_from(self, paths: Sequence[Path]) -> None:
        """Make this year's draft from files, after their review."""
        self._settings.put(FOLDER, str(paths[0].parent))
        self._read_for_review(paths, as_last=True)

    def open_file(self) -> None:
        """Choose a report and open it."""
        path = dialogs.ask_open(self._window, "打开报告", self._folder())
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open the app's own file as it stands; review any other file first. One open in another window comes to the front there."""
        if self._held(path, True):
            return
        self._settings.put(FOLDER, str(path.parent))
        if path.suffix.lower() == OWN_SUFFIX:
            self.when_settled(lambda: self._read_own(path))
        else:
            self._read_for_review([path], as_last=False)

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Take in files let go over the window: last year's where no report is open."""
        if not self._session.is_open:
            self.start_from(paths)
        elif len(paths) == 1:
            self.open_path(paths[0])
        else:
            self._settings.put(FOLDER, str(paths[0].parent))
            self._read_for_review(paths, as_last=False)

    def read_clipboard(self) -> None:
        """Read what was copied in Word, WPS, a browser or the file manager."""
        from gui.clipboard_reading import NOTHING, held_by

        held = held_by(QGuiApplication.clipboard().mimeData())
        if held is None:
            self._session.message.emit(NOTHING)
        elif isinstance(held, bytes):
            self._read_for_review([(CLIPBOARD, held)], as_last=not self._session.is_open)
        else:
            self.take_dropped(held)

    def new_blank(self) -> None:
        """Begin an empty report for the year that is due."""
        self.when_settled(self._blank)

    def restore(self, file: Path, original: Path | None, done: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Open a recovery file as unsaved work on `original`; `otherwise` follows where it cannot be read."""

        def take(report: Report) -> None:
            self._session.begin(report, original, saved=False)
            self.opened.emit()
            done()

        self._read([file], lambda batch: take(batch.readings[0][1].report), otherwise=otherwise)

    def _blank(self) -> None:
        from datetime import date

        from core.report import Report, official_title
        from core.schema import format_for_year

        self.reader.cancel()
        year = date.today().year - 1
        report = Report(format_for_year(year), year=year, title=official_title("", year))
        self._session.begin(report)
        self.opened.emit()

    def cancel_reading(self) -> None:
        """Give up the file that is being read."""
        if self.reader.cancel():
            self._session.message.emit("已停止读取，报告没有改动")

    def _read(
        self,
        items: Sequence[Item],
        then: Callable[[Batch], None],
        then_backup: Callable[[Batch], None] | None = None,
        otherwise: Callable[[], None] = lambda: None,
    ) -> None:
        """Read files, or the backup of one where a person wants that; `otherwise` follows where nothing can be had."""
        names = [(item if isinstance(item, Path) else item[0]).name for item in items]
        self._session.message.emit(progress_words(names, 0, 0, 0))

        def taken(batch: Batch) -> None:
            self._session.message.emit("")
            then(batch)

        def failed(fault: AppError) -> None:
            backup: Path | None = getattr(fault, "backup", None)
            if backup is None or len(items) > 1:
                self._failed(fault)
            elif dialogs.confirm(self._window, fault.title, fault.message, "打开备份"):
                self._read([backup], then_backup or then, otherwise=otherwise)
                return
            otherwise()

        self.reader.read(items, taken, failed)

    def _read_for_review(self, items: Sequence[Item], *, as_last: bool) -> None:
        self._read(items, lambda batch: self._after_review(batch, as_last=as_last))

    def _after_review(self, batch: Batch, *, as_last: bool) -> None:
        self._settle()
        answer = self._review(batch, as_last, self._session.is_open)
        if answer is None:
            self._session.message.emit("没有读入，报告没有改动")
            return
        report, name, wanted_as_last = answer

        def take() -> None:
            if wanted_as_last:
                self._roll_forward(report)
            else:
                self._edit(report, name)

        if not self.when_settled(take, undoable=True):
            # What was corrected in the review is not lost by a second thought.
            corrected = [(each, replace(reading, report=report) if each == name else reading) for each, reading in batch.readings]
            self._after_review(Batch(corrected, batch.faults), as_last=as_last)

    def _edit(self, report: Report, name: str) -> None:
        if self._session.is_open:
            self._session.adopt(report, f"读入 {name}")
        else:
            # Nothing is lost when it is closed as it came: the file still has it.
            self._session.begin(report)
        self.opened.emit()

    def _roll_forward(self, last: Report) -> None:
        from core.errors import AppError
        from core.rollover import roll_forward

        try:
            draft = roll_forward(last)
        except AppError as fault:
            self._failed(fault)
            return
        self._session.adopt(draft, f"生成 {draft.year} 年度草稿")
        self.opened.emit()
        self._session.message.emit(drafted_words(draft))

    def _read_own(self, path: Path) -> None:
        given_up = self._session.changes

        def take(report: Report, *, saved: bool) -> None:
            if self._held(path, True):
                # Another window has opened it while it was read here.
                return
            seen = self.reader.seen if saved else stamp(path)
            self.when_settled(lambda: self._begin(report, path, seen, saved=saved), given_up)

        def read(batch: Batch, *, saved: bool) -> None:
            take(batch.readings[0][1].report, saved=saved)

        self._read([path], lambda batch: read(batch, saved=True), lambda batch: read(batch, saved=False))

    def _begin(self, report: Report, path: Path, seen: Stamp | None, *, saved: bool) -> None:
        self._session.begin(report, path, saved=saved)
        self._session.saver.note(path, seen)
        if saved:
            self._remember(path)
        self.opened.emit()
        if not saved:
            self._session.message.emit("打开的是备份，请检查后保存")

    # ---- close -------------------------------------------------------------------------------

    def close_report(self) -> None:
        """Close the report and show the start page."""

        def close() -> None:
            self.reader.cancel()
            self._session.close_report()
            self.closed.emit()

        self.when_settled(close)


def drafted_words(draft: Report) -> str:
    """Say what became of last year's report: 已生成 2025 年度草稿：上年结转已带入，正文 12 段待改写."""
    carried = any(entry.carried for entry in draft.entries.values())
    old = sum(p.inherited for section in draft.form.text_sections for p in draft.paragraphs(section.id))
    said = ["上年结转已带入" if carried else "数字待填", *([f"正文 {old} 段待改写"] if old else [])]
    return f"已生成 {draft.year} 年度草稿：{'，'.join(said)}"
