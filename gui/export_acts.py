"""The acts by which the report leaves the program: 导出, 送审, 复制全文. Writing never blocks the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui import dialogs
from gui.dialogs import Answer
from gui.exporter import Exporter, Outcome, Papers
from gui.session import Session
from gui.settings import EXPORT_KINDS, FOLDER, INFOGRAPHIC, SLIP, Settings

if TYPE_CHECKING:
    from core.papers import Extras
    from gui.status_bar import StatusBar


class ExportActs(QObject):
    """Ask what is wanted, write it, and say where it is."""

    # Words for the status bar, and what can be done: pairs of words and a function.
    offered = Signal(str, object)
    # Path, Papers: the file that went for review, and what was written to it.
    sent = Signal(object, object)
    # Finding: a person wants to deal with it before anything leaves.
    finding_asked = Signal(object)

    def __init__(
        self,
        session: Session,
        settings: Settings,
        window: QWidget,
        settle: Callable[[], None],
        folder: Callable[[], Path],
        status: StatusBar,
    ) -> None:
        super().__init__(window)
        # Takes in what stands in an open editor.
        self._settle = settle
        self._folder = folder
        self._last: Path | None = None
        self._session, self._settings, self._window = session, settings, window
        self.exporter = Exporter(session.tasks, self)
        self.exporter.progressed.connect(session.message)
        self.exporter.exporting_changed.connect(status.stop_export_button.setVisible)
        status.stop_export_asked.connect(self.cancel)
        self.offered.connect(status.offer)

    def export(self) -> None:
        """Export the kinds of file that a person ticks; those of the last time are ticked already."""
        from core.papers import Extras

        kept = tuple(self._settings.get(EXPORT_KINDS).split())
        chosen = Extras(self._settings.get(SLIP), self._settings.get(INFOGRAPHIC))
        done = self._ask(kept, chosen)
        if done is not None:
            suffixes, extras = done
            self._settings.put(EXPORT_KINDS, " ".join(suffixes))
            self._settings.put(SLIP, extras.slip)
            self._settings.put(INFOGRAPHIC, extras.infographic)

    def send_for_review(self) -> None:
        """Show what the checks found, take reasons, then write the Word file that goes for review, the 审签单 before it."""
        from core.papers import Extras
        from gui.send_dialog import SendDialog

        if not self._ready():
            return
        extras = Extras(slip=True, infographic=self._settings.get(INFOGRAPHIC))
        dialog = SendDialog(self._session, self._folder(), extras, self._window)
        dialog.exec()
        order, place = dialog.order, dialog.place
        dialog.deleteLater()
        if place is not None:
            self.finding_asked.emit(place)
        elif order is not None:
            # The date may have been entered just now.
            self._session.check_now()
            self._settings.put(FOLDER, str(order.folder))
            self._begin(order.files, order.extras, sent=True)

    def open_exported(self) -> None:
        """Show the file written last."""
        self._open_last(dialogs.open_file, lambda file: file)

    def open_exported_folder(self) -> None:
        """Show the folder of the file written last."""
        self._open_last(dialogs.open_folder, lambda file: file.parent)

    def _open_last(self, opening: Callable[[Path], None], of: Callable[[Path], Path]) -> None:
        if self._last is None or not self._last.exists():
            self._session.message.emit("还没有导出过文件")
        else:
            opening(of(self._last))

    def copy_all(self) -> None:
        """Put the whole report on the clipboard."""
        from gui.copying import copy_report

        self._settle()
        copy_report(self._session.report)
        self._session.message.emit("已复制全文，可以粘贴到门户网站的编辑器或 Word")

    def cancel(self) -> None:
        """Write no further file."""
        if self.exporter.cancel():
            self._session.message.emit("正在停止导出……")

    # ---- writing -----------------------------------------------------------------------------

    def _ready(self) -> bool:
        """Take in what was typed and run every check; False while files are being written."""
        if self.exporter.busy:
            self._session.message.emit("上一次导出还没有写完，请稍等，或者先停止导出")
            return False
        self._settle()
        self._session.check_now()
        return True

    def _ask(self, suffixes: Sequence[str], extras: Extras) -> tuple[tuple[str, ...], Extras] | None:
        """Ask in the dialog and begin to write; return what was chosen, None where a person thought better of it."""
        from gui.export_dialog import ExportDialog

        if not self._ready():
            return None
        dialog = ExportDialog(self._session, self._folder(), suffixes, extras, self._window)
        dialog.exec()
        order = dialog.order
        dialog.deleteLater()
        if order is None:
            return None
        self._settings.put(FOLDER, str(order.folder))
        self._begin(order.files, order.extras)
        return order.suffixes, order.extras

    def _begin(self, files: Sequence[Path], extras: Extras, *, sent: bool = False) -> None:
        from core.finding_rows import rows_of

        snapshot = self._session.report.copy()
        self._write(Papers(snapshot, rows_of(snapshot, self._session.findings), extras, sent, self._session.path), files, ())

    def _write(self, papers: Papers, files: Sequence[Path], before: Sequence[Path]) -> None:
        """Write files; `before` are those that the same order has brought already."""
        self._session.message.emit("正在导出……")

        def ended(outcome: Outcome) -> None:
            dialogs.when_free(self, lambda: self._tell(papers, replace(outcome, written=[*before, *outcome.written])))

        self.exporter.export(papers, files, ended)

    # ---- telling -----------------------------------------------------------------------------

    def _tell(self, papers: Papers, outcome: Outcome) -> None:
        if outcome.faults:
            self._offer_again(papers, outcome)
        elif outcome.left:
            self._session.message.emit(f"已停止导出。{written_words(outcome.written)}；没有写 {_names(outcome.left)}")
        else:
            self._show(outcome.written, papers)

    def _offer_again(self, papers: Papers, outcome: Outcome) -> None:
        self._session.message.emit("导出没有完成")
        failed = [file for file, _ in outcome.faults]
        lines = [fault.message for _, fault in outcome.faults]
        for words, files in (("已写好：", outcome.written), ("停止以后没有写：", outcome.left)):
            lines += ["", words, *(file.name for file in files)] if files else []
        answer = dialogs.ask_unwritten(self._window, f"有 {len(failed)} 份文件没有写成", "\n".join(lines))
        if answer is Answer.SAVE:
            self._write(papers, failed, outcome.written)
        elif answer is Answer.SAVE_AS:
            self._elsewhere(papers, outcome, failed)
        else:
            self._session.message.emit(f"导出没有完成。{written_words(outcome.written)}")

    def _elsewhere(self, papers: Papers, outcome: Outcome, failed: Sequence[Path]) -> None:
        """Write what failed to a folder that is chosen now."""
        folder = dialogs.ask_folder(self._window, "写到哪个文件夹", str(failed[0].parent))
        files = [] if folder is None else [folder / file.name for file in failed]
        existing = [file.name for file in files if file.exists()]
        if not files or (existing and not dialogs.confirm(self._window, "已有同名的文件，要替换吗？", "\n".join(existing), "替换")):
            self._offer_again(papers, outcome)
            return
        self._settings.put(FOLDER, str(files[0].parent))
        self._write(papers, files, outcome.written)

    def _show(self, files: Sequence[Path], papers: Papers) -> None:
        from gui.export_kinds import name_of

        first = self._last = files[0]
        folders = list(dict.fromkeys(file.parent for file in files))
        named = "打开文件" if len(files) == 1 else f"打开 {name_of(first.suffix)}"
        acts = [(named, lambda: dialogs.open_file(first)), ("打开文件夹", lambda: dialogs.open_folder(folders[0]))]
        if papers.sent:
            self.sent.emit(first, papers)
            dialogs.open_folder(first.parent)
            self.offered.emit(f"已写好送审稿 {first.name}，文件夹已打开", acts[:1])
        else:
            self.offered.emit(f"已导出 {len(files)} 份文件到 {'、'.join(dialogs.elided_path(str(folder)) for folder in folders)}", acts)


def written_words(files: Sequence[Path]) -> str:
    """Say which files were written."""
    return f"已写好 {_names(files)}" if files else "没有写成任何文件"


def _names(files: Sequence[Path]) -> str:
    return "、".join(file.name for file in files)
