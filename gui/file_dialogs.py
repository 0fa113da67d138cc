"""The file dialogs: Qt's own, or the system's, in Chinese. `gui.dialogs` asks through them; they are loaded when first shown."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo, QSize
from PySide6.QtGui import QAbstractFileIconProvider
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QHeaderView, QSplitter, QToolButton, QTreeView, QWidget

from gui.fitting import room_for
from gui.icons import icon
from gui.theme import px

_FILE_DIALOG = QSize(860, 520)
_PLACES = 160
# Qt's own arrows are black in either scheme.
_ARROWS = {"backButton": "back", "forwardButton": "forward", "toParentButton": "up"}


class _Kinds(QFileIconProvider):
    """Name a folder in Chinese: Qt's catalogue leaves it."""

    def type(self, info: QFileInfo, /) -> str:
        """Return the kind of a file in words."""
        return "文件夹" if info.isDir() else super().type(info)


def open_one(parent: QWidget | None, title: str, folder: str, filters: str) -> Path | None:
    """Ask for a file to read; None where the person thought better of it."""
    dialog = _file_dialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "打开")
    return _chosen(dialog)


def open_several(parent: QWidget | None, title: str, folder: str, filters: str) -> list[Path]:
    """Ask for one or several files to read; none where the person thought better of it."""
    dialog = _file_dialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "打开")
    return _chosen_files(dialog)


def save_as(parent: QWidget | None, title: str, suggestion: Path, filters: str, suffix: str) -> Path | None:
    """Ask for a place to write to; `suffix` is added where none is typed."""
    dialog = _file_dialog(parent, title, str(suggestion.parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(suggestion.name)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "保存")
    return _chosen(dialog)


def choose_folder(parent: QWidget | None, title: str, folder: str) -> Path | None:
    """Ask for a folder."""
    dialog = _file_dialog(parent, title, folder, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选定")
    return _chosen(dialog)


def _file_dialog(parent: QWidget | None, title: str, folder: str, filters: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder, filters)
    # Wide enough for the names that reports have.
    dialog.resize(_FILE_DIALOG.boundedTo(room_for(dialog)))
    # The system's own dialog has no such list.
    for table in dialog.findChildren(QTreeView):
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([px(_PLACES), dialog.width() - px(_PLACES)])
    for button in dialog.findChildren(QToolButton):
        if drawing := _ARROWS.get(button.objectName()):
            button.setIcon(icon(drawing, dialog.devicePixelRatio()))
    dialog.setIconProvider(_kinds())
    return dialog


@cache
def _kinds() -> QAbstractFileIconProvider:
    # The dialog does not keep it alive.
    return _Kinds()


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
