"""Every message box and file dialog, so that the words agree and tests patch one place."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QHeaderView, QProgressDialog, QPushButton, QTreeView, QWidget

from core.errors import AppError
from core.suffixes import READABLE
from gui.fitting import room_for

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from core.rules.office_words import OfficeWord
    from core.sentences import Sentence
    from gui.session import Session

_FILE_DIALOG = QSize(860, 520)
_PROGRESS_WIDTH = 360
# How often it looks whether a dialog is gone.
_LOOK_MS = 50
OWN_SUFFIX = ".gknb"
OWN_FILTER = f"公开年报文件 (*{OWN_SUFFIX})"
READ_FILTERS = ";;".join(
    f"{name} ({' '.join(f'*{suffix}' for suffix in suffixes)})"
    for name, suffixes in (("能读入的报告", [s for group in READABLE.values() for s in group]), *READABLE.items(), ("所有文件", [""]))
)


class Answer(Enum):
    """What a person answered to a question."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()
    SAVE_AS = auto()
    OPEN_FOLDER = auto()
    OPEN_FILE = auto()


def when_free(owner: QObject, call: Callable[[], None]) -> None:
    """Call once no dialog stands before the window: none may open over another that knows nothing of it. Not after `owner` is gone."""
    if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
        call()
    else:
        QTimer.singleShot(_LOOK_MS, owner, lambda: when_free(owner, call))


def ask_open(parent: QWidget | None, title: str, folder: str, filters: str = READ_FILTERS) -> Path | None:
    """Ask for a file to read; None where the person thought better of it."""
    dialog = _file_dialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "打开")
    return _chosen(dialog)


def ask_open_files(parent: QWidget | None, title: str, folder: str, filters: str = READ_FILTERS) -> list[Path]:
    """Ask for one or several files to read; none where the person thought better of it."""
    dialog = _file_dialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "打开")
    return _chosen_files(dialog)


def ask_save(parent: QWidget | None, title: str, suggestion: Path, filters: str = OWN_FILTER) -> Path | None:
    """Ask for a place to write to; the suffix of what is suggested, else the own one, is added where none is typed."""
    dialog = _file_dialog(parent, title, str(suggestion.parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix((suggestion.suffix or OWN_SUFFIX).removeprefix("."))
    dialog.selectFile(suggestion.name)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "保存")
    return _chosen(dialog)


def ask_folder(parent: QWidget | None, title: str, folder: str) -> Path | None:
    """Ask for a folder."""
    dialog = _file_dialog(parent, title, folder, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选定")
    return _chosen(dialog)


def ask_printer(parent: QWidget | None, title: str, pages: int) -> "QPrinter | None":
    """Ask for printer, pages and copies; None where the person thought better of it."""
    from PySide6.QtGui import QPageSize
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    try:
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


def progress(parent: QWidget | None, title: str, steps: int) -> QProgressDialog:
    """Return a sign of how far a long act is, with a button that stops it; the window waits."""
    shown = QProgressDialog("", "", 0, steps, parent)
    stop = QPushButton("取消")
    # Return must not stop what is under way.
    stop.setAutoDefault(False)
    shown.setCancelButton(stop)
    shown.setMinimumWidth(_PROGRESS_WIDTH)
    shown.setWindowTitle(title)
    shown.setWindowModality(Qt.WindowModality.WindowModal)
    shown.setMinimumDuration(400)
    shown.setAutoClose(False)
    shown.setAutoReset(False)
    return shown


def ask_unsaved(parent: QWidget | None, name: str, has_file: bool = True, undoable: bool = False) -> Answer:
    """Ask what becomes of unsaved changes: 保存, 不保存, 取消; `undoable` where another report takes the place as a step of 撤销."""
    title = f"要保存“{name}”的改动吗？" if has_file else f"要保存“{name}”吗？"
    text = "不保存的话，上次保存以后的改动会丢失。" if has_file else "它还没有保存过，不保存的话就没有了。"
    text = "读入的报告会替换它。不保存的话，只能在关闭报告以前用“撤销”找回来。" if undoable else text
    return _ask(parent, title, text, (("不保存", Answer.DISCARD), ("取消", Answer.CANCEL), ("保存", Answer.SAVE)))


def ask_recover(parent: QWidget | None, name: str, when: str) -> Answer:
    """Offer unsaved work of a broken-off run: SAVE restores it, DISCARD deletes it, CANCEL leaves it for later."""
    title = f"“{name}”有没来得及保存的内容，要恢复吗？"
    text = f"上次程序没有正常退出，内容保留到 {when}。恢复后请检查，再保存。"
    return _ask(parent, title, text, (("丢弃", Answer.DISCARD), ("以后再说", Answer.CANCEL), ("恢复", Answer.SAVE)))


def ask_overwrite(parent: QWidget | None, name: str) -> Answer:
    """Ask whether to write over a file that another program has changed: SAVE, SAVE_AS or CANCEL."""
    text = "保存会盖掉那边的改动。想两份都留下，请另存为。"
    choices = (("覆盖", Answer.SAVE), ("取消", Answer.CANCEL), ("另存为", Answer.SAVE_AS))
    return _ask(parent, f"“{name}”打开以后被别的程序改过", text, choices)


def ask_unwritten(parent: QWidget | None, title: str, text: str) -> Answer:
    """Say which files could not be written: SAVE tries again, SAVE_AS asks for another folder, CANCEL leaves it."""
    return _ask(parent, title, text, (("取消", Answer.CANCEL), ("另选文件夹", Answer.SAVE_AS), ("重试", Answer.SAVE)))


def ask_exported(parent: QWidget | None, files: Sequence[Path]) -> Answer:
    """Say which files were written and where: OPEN_FOLDER, OPEN_FILE (the first one) or CANCEL."""
    from gui.export_kinds import name_of

    folders = list(dict.fromkeys(str(file.parent) for file in files))
    opened = "打开文件" if len(files) == 1 else f"打开 {name_of(files[0].suffix)}"
    lines = [*(file.name for file in files), "", *(f"在文件夹：{elided_path(folder)}" for folder in folders)]
    choices = (("关闭", Answer.CANCEL), (opened, Answer.OPEN_FILE), ("打开文件夹", Answer.OPEN_FOLDER))
    return _ask(parent, f"已导出 {len(files)} 份文件", "\n".join(lines), choices, tip="\n".join(folders))


def confirm(parent: QWidget | None, question: str, detail: str, yes: str, no: str = "取消") -> bool:
    """Ask for a yes; Esc means no."""
    return _ask(parent, question, detail, ((no, Answer.CANCEL), (yes, Answer.SAVE))) is Answer.SAVE


def ask_reason(parent: QWidget | None, place: str, found: str, usual: Sequence[str], held: str = "") -> str | None:
    """Ask why a 核实 may stand; `usual` are reasons to pick from, `held` is the one given before. None where nothing was said."""
    from gui.acceptance_dialog import ReasonDialog

    dialog = ReasonDialog(place, found, usual, held, parent)
    dialog.exec()
    reason = dialog.reason
    dialog.deleteLater()
    return reason


def ask_word(parent: QWidget | None, title: str, held: "OfficeWord", others: "tuple[OfficeWord, ...]") -> "OfficeWord | None":
    """Ask for an entry of the office's own words; None where the person thought better of it."""
    from gui.word_dialog import WordDialog

    dialog = WordDialog(title, held, others, parent)
    dialog.exec()
    word = dialog.word
    dialog.deleteLater()
    return word


def ask_sentence(parent: QWidget | None, title: str, held: "Sentence", others: "tuple[Sentence, ...]") -> "Sentence | None":
    """Ask for one of the office's standard sentences; None where the person thought better of it."""
    from gui.sentence_dialog import SentenceDialog

    dialog = SentenceDialog(title, held, others, parent)
    dialog.exec()
    sentence = dialog.sentence
    dialog.deleteLater()
    return sentence


def show_sentences(parent: QWidget | None, session: "Session") -> None:
    """Show the page of 设置 on which the standard sentences are kept in order."""
    from gui.settings_dialog import SENTENCES, SettingsDialog

    dialog = SettingsDialog(session, parent, SENTENCES)
    dialog.exec()
    dialog.deleteLater()


def show_error(parent: QWidget | None, fault: AppError) -> None:
    """Say what could not be done and what to do."""
    show_message(parent, fault.title, fault.message)


def show_message(parent: QWidget | None, title: str, text: str) -> None:
    """Say something that must be read."""
    _ask(parent, title, text, (("知道了", Answer.SAVE),))


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_file(file: Path) -> None:
    """Show a file in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def elided_path(path: str, most: int = 56) -> str:
    """Return a path that two lines can hold: its middle gives way where it is longer."""
    if len(path) <= most:
        return path
    head = most // 3
    return f"{path[:head]}…{path[head + 1 - most :]}"


def _ask(parent: QWidget | None, title: str, text: str, buttons: Sequence[tuple[str, Answer]], tip: str = "") -> Answer:
    """Show a question; the last button is the one that Return presses, Esc is CANCEL."""
    from gui.question import Question

    question = Question(title, text, [words for words, _ in buttons], parent)
    question.set_tip(tip)
    question.exec()
    pressed = question.pressed
    question.deleteLater()
    return Answer.CANCEL if pressed is None else buttons[pressed][1]


def _file_dialog(parent: QWidget | None, title: str, folder: str, filters: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder, filters)
    # Wide enough for the names that reports have.
    dialog.resize(_FILE_DIALOG.boundedTo(room_for(dialog)))
    # The system's own dialog has no such list.
    for table in dialog.findChildren(QTreeView):
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    return next(iter(_chosen_files(dialog)), None)


def _chosen_files(dialog: QFileDialog) -> list[Path]:
    # Qt's own catalogue leaves these in English, and every change of mode puts them back.
    labels = QFileDialog.DialogLabel
    for label, text in (
        (labels.LookIn, "位置："),
        (labels.FileName, "文件夹：" if dialog.fileMode() is QFileDialog.FileMode.Directory else "文件名："),
        (labels.FileType, "文件类型："),
        (labels.Reject, "取消"),
    ):
        dialog.setLabelText(label, text)
    try:
        if dialog.exec() != QFileDialog.DialogCode.Accepted:
            return []
        return [Path(file) for file in dialog.selectedFiles()]
    finally:
        dialog.deleteLater()
