"""The acts that save, and asking before anything unsaved would be lost. Writing never blocks the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from gui import dialogs
from gui.dialogs import OWN_SUFFIX, Answer
from gui.session import Session
from gui.settings import FOLDER, Recent, Settings

if TYPE_CHECKING:
    from core.errors import AppError
    from core.report import Report
    from gui.exporter import Papers


# (file, bring it to the front) -> whether another window has it open.
Held = Callable[[Path, bool], bool]


class SaveActs(QObject):
    """Write the report of a session, and settle what is not written yet."""

    failed = Signal()

    def __init__(self, session: Session, settings: Settings, window: QWidget, settle: Callable[[], None], held: Held) -> None:
        super().__init__(window)
        # Takes in what stands in an open editor; nothing is asked, saved or replaced before it.
        self._settle = settle
        self._session, self._settings, self._window, self._held = session, settings, window, held

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
        if self._held(path, False):
            self._session.message.emit(f"没有保存：{path.name} 正在另一个窗口里编辑，请换一个名字")
            return
        self._write(path, then)

    def _write(self, path: Path, then: Callable[[], None] | None) -> None:
        def done() -> None:
            self._remember(path)
            self._session.message.emit(f"已保存到 {path.name}")
            if then is not None:
                # What was typed while the file was written is not in it.
                self.when_settled(then)

        self._session.save(path, done, self._failed)

    # ---- before anything is left -----------------------------------------------------------

    def when_settled(self, then: Callable[[], None], given_up: int | None = None, *, undoable: bool = False) -> bool:
        """Go on once nothing unsaved would be lost: ask 保存, 不保存 or 取消; a save that fails stops it. False where a person said 取消.

        `given_up`: the count of changes up to which a person has already said 不保存. `undoable`: what follows can be undone.
        """
        self._settle()
        if not self._session.is_open or self._session.is_saved or self._session.changes == given_up:
            then()
            return True
        report = self._session.report
        name = self._session.path.stem if self._session.path else f"{report.unit}{report.year or ''}年度报告"
        answer = dialogs.ask_unsaved(self._window, name, self._session.path is not None, undoable)
        if answer is Answer.SAVE:
            self._save(then)
        elif answer is Answer.DISCARD:
            then()
        return answer is not Answer.CANCEL

    def default_folder(self) -> Path:
        """Return the folder to begin in."""
        return Path(self._folder())

    def _folder(self) -> str:
        kept = self._settings.get(FOLDER)
        if kept and Path(kept).is_dir():
            return kept
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # The name of a folder that is not there would stand in a file dialog as that of a file.
        return documents if Path(documents).is_dir() else str(Path.home())

    def _remember(self, path: Path) -> None:
        from core.fingerprint import fingerprint

        mark = fingerprint(self._session.report)
        # What went for review stays sent as long as it says the same, under whatever name it is saved.
        sent = next((item.sent for item in self._settings.recent() if item.sent and item.mark == mark), "")
        levels = [f.level.label for f in self._session.open_findings]
        self._put_recent(path, self._session.report, levels, sent, mark if sent else "")

    def remember_sent(self, file: Path, papers: Papers) -> None:
        """Remember that a report went for review today as it was written, whatever is open by now; one never saved by the file sent."""
        from core.fingerprint import fingerprint

        levels = [row.level for row in papers.rows if not row.reason]
        self._put_recent(papers.path or file, papers.report, levels, date.today().isoformat(), fingerprint(papers.report))

    def _put_recent(self, path: Path, report: Report, levels: Sequence[str], sent: str, mark: str) -> None:
        from core.rules.engine import Level

        when = datetime.now().isoformat(timespec="minutes")
        counts = (levels.count(Level.ERROR.label), levels.count(Level.CONFIRM.label))
        self._settings.remember(Recent(str(path), report.unit, report.year, when, *counts, sent, mark))

    def _failed(self, fault: AppError) -> None:
        self._session.message.emit(str(fault))
        self.failed.emit()
        dialogs.show_error(self._window, fault)
