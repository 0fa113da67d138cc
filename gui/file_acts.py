"""The acts on files: start from last year's, new, open, save, export, close. Reading and writing never block the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from gui import dialogs
from gui.dialogs import OWN_SUFFIX, Answer
from gui.reader import Reader
from gui.saver import Stamp, stamp
from gui.session import Session
from gui.settings import FOLDER, Recent, Settings

if TYPE_CHECKING:
    from core.errors import AppError
    from core.report import Report
    from gui.tasks import Task

# (report read, file name, meant as last year's, replaces an open report) -> "last", "edit" or "".
Review = Callable[["Report", str, bool, bool], str]


class FileActs(QObject):
    """Do what the 文件 menu says; `review` shows what was read and asks what becomes of it."""

    opened = Signal()
    closed = Signal()

    def __init__(
        self, session: Session, settings: Settings, window: QWidget, review: Review, settle: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(window)
        # Takes in what stands in an open editor; nothing is asked, saved or replaced before it.
        self._settle = settle
        self._session, self._settings, self._window, self._review = session, settings, window, review
        self.reader = Reader(session.tasks, self)

    # ---- open --------------------------------------------------------------------------------

    def start_from_last(self) -> None:
        """Choose last year's report and make this year's draft from it."""
        path = dialogs.ask_open(self._window, "选择上年的报告", self._folder())
        if path is not None:
            self.start_from(path)

    def start_from(self, path: Path) -> None:
        """Make this year's draft from a file, after its review."""
        self._settings.put(FOLDER, str(path.parent))
        self._read(path, lambda report: self._after_review(report, path, as_last=True))

    def open_file(self) -> None:
        """Choose a report and open it."""
        path = dialogs.ask_open(self._window, "打开报告", self._folder())
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open the app's own file as it stands; review any other file first."""
        self._settings.put(FOLDER, str(path.parent))
        if path.suffix.lower() == OWN_SUFFIX:
            self.when_settled(lambda: self._read_own(path))
        else:
            self._read(path, lambda report: self._after_review(report, path, as_last=False))

    def new_blank(self) -> None:
        """Begin an empty report for the year that is due."""
        self.when_settled(self._blank)

    def restore(self, file: Path, original: Path | None, done: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Open a recovery file as unsaved work on `original`; `otherwise` follows where it cannot be read."""

        def take(report: Report) -> None:
            self._session.begin(report, original, saved=False)
            self.opened.emit()
            done()

        self._read(file, take, otherwise=otherwise)

    def _blank(self) -> None:
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
        path: Path,
        then: Callable[[Report], None],
        then_backup: Callable[[Report], None] | None = None,
        otherwise: Callable[[], None] = lambda: None,
    ) -> None:
        """Read a file, or its backup where a person wants that one; `otherwise` follows where neither can be had."""
        self._session.message.emit(f"正在读取 {path.name}……")

        def taken(report: Report) -> None:
            self._session.message.emit("")
            then(report)

        def failed(fault: AppError) -> None:
            backup: Path | None = getattr(fault, "backup", None)
            if backup is None:
                self._failed(fault)
            elif dialogs.confirm(self._window, fault.title, fault.message, "打开备份"):
                self._read(backup, then_backup or then, otherwise=otherwise)
                return
            otherwise()

        self.reader.read(path, taken, failed)

    def _after_review(self, report: Report, path: Path, *, as_last: bool) -> None:
        self._settle()
        choice = self._review(report, path.name, as_last, self._session.is_open)
        if choice == "last":
            self.when_settled(lambda: self._roll_forward(report))
        elif choice == "edit":
            self.when_settled(lambda: self._edit(report, path))
        else:
            self._session.message.emit("没有读入，报告没有改动")

    def _edit(self, report: Report, path: Path) -> None:
        if self._session.is_open:
            self._session.adopt(report, f"读入 {path.name}")
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
        self._session.message.emit(f"已生成 {draft.year} 年度草稿：数字待填，文字带自上年")

    def _read_own(self, path: Path) -> None:
        given_up = self._session.changes

        def take(report: Report, *, saved: bool) -> None:
            seen = self.reader.seen if saved else stamp(path)
            self.when_settled(lambda: self._begin(report, path, seen, saved=saved), given_up)

        self._read(path, lambda report: take(report, saved=True), lambda report: take(report, saved=False))

    def _begin(self, report: Report, path: Path, seen: Stamp | None, *, saved: bool) -> None:
        self._session.begin(report, path, saved=saved)
        self._session.saver.note(path, seen)
        if saved:
            self._remember(path)
        self.opened.emit()
        if not saved:
            self._session.message.emit("打开的是备份，请检查后保存")

    # ---- save --------------------------------------------------------------------------------

    def save(self) -> None:
        """Save to the report's file; ask for one where it has none."""
        self._save(None)

    def save_as(self) -> None:
        """Save under another name."""
        self._save_as(None)

    def _save(self, then: Callable[[], None] | None) -> None:
        path = self._session.path
        if path is None or path.suffix.lower() != OWN_SUFFIX:
            self._save_as(then)
        else:
            self._write_over(path, then)

    def _write_over(self, path: Path, then: Callable[[], None] | None) -> None:
        """Write to the report's own file; ask where another program has changed it."""
        answer = dialogs.ask_overwrite(self._window, path.name) if self._session.saver.changed_elsewhere(path) else Answer.SAVE
        if answer is Answer.SAVE:
            self._write(path, then)
        elif answer is Answer.SAVE_AS:
            self._save_as(then)

    def _save_as(self, then: Callable[[], None] | None) -> None:
        report = self._session.report
        suggestion = self._session.path or Path(self._folder()) / f"{report.unit}{report.year or ''}年度报告{OWN_SUFFIX}"
        path = dialogs.ask_save(self._window, "保存报告", suggestion)
        if path is None:
            return
        path = path if path.suffix.lower() == OWN_SUFFIX else path.with_name(path.name + OWN_SUFFIX)
        self._settings.put(FOLDER, str(path.parent))
        self._write(path, then)

    def _write(self, path: Path, then: Callable[[], None] | None) -> None:
        def done() -> None:
            self._remember(path)
            self._session.message.emit(f"已保存到 {path.name}")
            if then is not None:
                # What was typed while the file was written is not in it.
                self.when_settled(then)

        self._session.save(path, done, self._failed)

    # ---- export ------------------------------------------------------------------------------

    def export(self, folder: Path, files: tuple[Path, ...]) -> None:
        """Write the report as files of the kinds that the suffixes name."""
        from core.places import place_label

        snapshot = self._session.report.copy()
        form = snapshot.form
        rows = [(f.level.label, f.rule, place_label(form, f.where), f.message) for f in self._session.findings]

        def write(_: Task) -> None:
            from core.files import save_report

            for file in files:
                save_report(snapshot, file, rows)

        def done(_: object) -> None:
            names = "、".join(file.name for file in files)
            self._session.message.emit(f"已导出 {names}")
            if dialogs.confirm(self._window, "已导出", "\n".join(file.name for file in files), "打开文件夹", "关闭"):
                dialogs.open_folder(folder)

        self._settings.put(FOLDER, str(folder))
        self._session.message.emit("正在导出……")
        self._session.tasks.run(write, done, self._failed)

    # ---- close -------------------------------------------------------------------------------

    def close_report(self) -> None:
        """Close the report and show the start page."""

        def close() -> None:
            self.reader.cancel()
            self._session.close_report()
            self.closed.emit()

        self.when_settled(close)

    def when_settled(self, then: Callable[[], None], given_up: int | None = None) -> None:
        """Go on once nothing unsaved would be lost: ask 保存, 不保存 or 取消; a save that fails stops it.

        `given_up`: the count of changes up to which a person has already said 不保存.
        """
        self._settle()
        if not self._session.is_open or self._session.is_saved or self._session.changes == given_up:
            then()
            return
        report = self._session.report
        name = self._session.path.stem if self._session.path else f"{report.unit}{report.year or ''}年度报告"
        answer = dialogs.ask_unsaved(self._window, name, self._session.path is not None)
        if answer is Answer.SAVE:
            self._save(then)
        elif answer is Answer.DISCARD:
            then()

    def default_folder(self) -> Path:
        """Return the folder to begin in."""
        return Path(self._folder())

    def _folder(self) -> str:
        kept = self._settings.get(FOLDER)
        if kept and Path(kept).is_dir():
            return kept
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def _remember(self, path: Path) -> None:
        report = self._session.report
        levels = [f.level.value for f in self._session.findings]
        when = datetime.now().isoformat(timespec="minutes")
        counts = (levels.count("error"), levels.count("confirm"))
        self._settings.remember(Recent(str(path), report.unit, report.year, when, *counts))

    def _failed(self, fault: AppError) -> None:
        self._session.message.emit(str(fault))
        dialogs.show_error(self._window, fault)
