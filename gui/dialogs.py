"""Every message box and file dialog, so that the words agree and tests patch one place."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox, QWidget

from core.errors import AppError

OWN_SUFFIX = ".gknb"
OWN_FILTER = f"公开年报文件 (*{OWN_SUFFIX})"
# What `core.files.open_report` reads, as the file dialog words it.
READABLE = "docx html htm txt json xlsx pdf gknb"
READ_FILTERS = ";;".join(
    (
        f"能读入的报告 ({' '.join(f'*.{suffix}' for suffix in READABLE.split())})",
        OWN_FILTER,
        "Word 文档 (*.docx)",
        "PDF (*.pdf)",
        "Excel 工作簿 (*.xlsx)",
        "网页 (*.html *.htm)",
        "文本 (*.txt)",
        "JSON (*.json)",
    )
)


class Answer(Enum):
    """What a person answered to a question of three."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def ask_open(parent: QWidget | None, title: str, folder: str, filters: str = READ_FILTERS) -> Path | None:
    """Ask for a file to read; None where the person thought better of it."""
    dialog = _file_dialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "打开")
    return _chosen(dialog)


def ask_save(parent: QWidget | None, title: str, suggestion: Path, filters: str = OWN_FILTER) -> Path | None:
    """Ask for a place to write to; the own suffix is added where none is typed."""
    dialog = _file_dialog(parent, title, str(suggestion.parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(OWN_SUFFIX.removeprefix("."))
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


def ask_unsaved(parent: QWidget | None, name: str) -> Answer:
    """Ask what becomes of unsaved changes: 保存, 不保存, 取消."""
    box = _box(parent, QMessageBox.Icon.NoIcon, f"要保存“{name}”的改动吗？", "不保存的话，上次保存以后的改动会丢失。")
    save = box.addButton("保存", QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    return _answered(box, save, discard)


def ask_recover(parent: QWidget | None, name: str, when: str) -> Answer:
    """Offer unsaved work of a broken-off run: SAVE restores it, DISCARD deletes it, CANCEL leaves it for later."""
    text = f"“{name}”有没来得及保存的内容（{when}）。要恢复吗？"
    box = _box(parent, QMessageBox.Icon.NoIcon, text, "上次程序没有正常退出。恢复后请检查，再保存。")
    restore = box.addButton("恢复", QMessageBox.ButtonRole.AcceptRole)
    drop = box.addButton("丢弃", QMessageBox.ButtonRole.DestructiveRole)
    later = box.addButton("以后再说", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(restore)
    box.setEscapeButton(later)
    box.exec()
    return _answered(box, restore, drop)


def confirm(parent: QWidget | None, question: str, detail: str, yes: str, no: str = "取消") -> bool:
    """Ask for a yes; Esc means no."""
    box = _box(parent, QMessageBox.Icon.NoIcon, question, detail)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    reject = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(accept)
    box.setEscapeButton(reject)
    box.exec()
    return box.clickedButton() is accept


def show_error(parent: QWidget | None, fault: AppError) -> None:
    """Say what could not be done and what to do."""
    show_message(parent, fault.title, fault.message)


def show_message(parent: QWidget | None, title: str, text: str) -> None:
    """Say something that must be read."""
    box = _box(parent, QMessageBox.Icon.NoIcon, title, text)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _answered(box: QMessageBox, yes: QAbstractButton, no: QAbstractButton) -> Answer:
    clicked = box.clickedButton()
    return Answer.SAVE if clicked is yes else Answer.DISCARD if clicked is no else Answer.CANCEL


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str, detail: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("公开年报")
    box.setIcon(icon)
    box.setText(text)
    box.setInformativeText(detail)
    box.setAccessibleName(text)
    return box


def _file_dialog(parent: QWidget | None, title: str, folder: str, filters: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder, filters)
    # Qt's own catalogue leaves these in English.
    labels = QFileDialog.DialogLabel
    for label, text in (
        (labels.LookIn, "位置："),
        (labels.FileName, "文件名："),
        (labels.FileType, "文件类型："),
        (labels.Reject, "取消"),
    ):
        dialog.setLabelText(label, text)
    return dialog


def _chosen(dialog: QFileDialog) -> Path | None:
    try:
        if dialog.exec() != QFileDialog.DialogCode.Accepted:
            return None
        files: Sequence[str] = dialog.selectedFiles()
        return Path(files[0]) if files else None
    finally:
        dialog.deleteLater()
