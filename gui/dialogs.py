"""Every message box and file dialog, so that the words agree and tests patch one place."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import AppError
from core.suffixes import READABLE

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QProgressDialog

    from core.rules.office_words import OfficeWord
    from core.sentences import Sentence
    from gui.help_text import Help
    from gui.session import Session

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


def when_free(owner: QObject, call: Callable[[], None]) -> None:
    """Call once no dialog stands before the window: none may open over another that knows nothing of it. Not after `owner` is gone."""
    if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
        call()
    else:
        QTimer.singleShot(_LOOK_MS, owner, lambda: when_free(owner, call))


def ask_open(parent: QWidget | None, title: str, folder: str, filters: str = READ_FILTERS) -> Path | None:
    """Ask for a file to read; None where the person thought better of it."""
    from gui.file_dialogs import open_one

    return open_one(parent, title, folder, filters)


def ask_open_files(parent: QWidget | None, title: str, folder: str, filters: str = READ_FILTERS) -> list[Path]:
    """Ask for one or several files to read; none where the person thought better of it."""
    from gui.file_dialogs import open_several

    return open_several(parent, title, folder, filters)


def ask_save(parent: QWidget | None, title: str, suggestion: Path, filters: str = OWN_FILTER) -> Path | None:
    """Ask for a place to write to; the suffix of what is suggested, else the own one, is added where none is typed."""
    from gui.file_dialogs import save_as

    return save_as(parent, title, suggestion, filters, suggestion.suffix or OWN_SUFFIX)


def ask_folder(parent: QWidget | None, title: str, folder: str) -> Path | None:
    """Ask for a folder."""
    from gui.file_dialogs import choose_folder

    return choose_folder(parent, title, folder)


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


def progress(parent: QWidget | None, title: str, steps: int) -> "QProgressDialog":
    """Return a sign of how far a long act is, with a button that stops it; the window waits."""
    from PySide6.QtWidgets import QProgressDialog, QPushButton

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
    text = f"上次没有正常退出，内容保留到 {when}。恢复以后请检查再保存。"
    return _ask(parent, title, text, (("丢弃", Answer.DISCARD), ("以后再说", Answer.CANCEL), ("恢复", Answer.SAVE)))


def ask_overwrite(parent: QWidget | None, name: str) -> Answer:
    """Ask whether to write over a file that another program has changed: SAVE, SAVE_AS or CANCEL."""
    text = "保存会盖掉那边的改动。想两份都留下，请另存为。"
    choices = (("覆盖", Answer.SAVE), ("取消", Answer.CANCEL), ("另存为", Answer.SAVE_AS))
    return _ask(parent, f"“{name}”打开以后被别的程序改过", text, choices)


def ask_unwritten(parent: QWidget | None, title: str, text: str) -> Answer:
    """Say which files could not be written: SAVE tries again, SAVE_AS asks for another folder, CANCEL leaves it."""
    return _ask(parent, title, text, (("取消", Answer.CANCEL), ("另选文件夹", Answer.SAVE_AS), ("重试", Answer.SAVE)))


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


def ask_memo(parent: QWidget | None, place: str, held: str, last: str) -> str | None:
    """Ask for the 批注 of a cell; `held` is the one that stands, `last` last year's. None where the person thought better of it."""
    from gui.memo_dialog import MemoDialog

    dialog = MemoDialog(place, held, last, parent)
    dialog.exec()
    memo = dialog.memo
    dialog.deleteLater()
    return memo


def show_help(parent: QWidget | None, shown: "Help") -> None:
    """Show what is known of a place."""
    from gui.help_dialog import HelpDialog

    dialog = HelpDialog(shown, parent)
    dialog.exec()
    dialog.deleteLater()


def show_about(parent: QWidget | None) -> None:
    """Say what this program is made of, and under which licences."""
    from gui.about_dialog import AboutDialog

    dialog = AboutDialog(parent)
    dialog.exec()
    dialog.deleteLater()


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
    _open(folder)


def open_file(file: Path) -> None:
    """Show a file in the program that the system has for it."""
    _open(file)


def _open(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


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
