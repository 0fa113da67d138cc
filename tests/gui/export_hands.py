"""The export dialog, opened over a report, and its keyboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.papers import PLAIN, Extras
from core.report import Report
from gui.export_dialog import ExportDialog
from gui.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier
USUAL = (".docx", ".xlsx", ".pdf")
Open = Callable[..., ExportDialog]


def opener(window: MainWindow, report: Report, qtbot: QtBot, folder: Path, made: list[ExportDialog]) -> Open:
    """Return what opens the dialog over the report; `made` keeps the dialogs."""

    def show(suffixes: tuple[str, ...] = USUAL, extras: Extras = PLAIN) -> ExportDialog:
        window.session.begin(report)
        window.session.check_now()
        box = ExportDialog(window.session, folder, suffixes, extras, parent=window)
        made.append(box)
        box.open()
        box.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is box)
        return box

    return show


def said(box: QWidget) -> list[str]:
    """Return all words in sight."""
    return [label.text() for label in box.findChildren(QLabel) if label.isVisible()]


def key(box: QWidget, which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(box.focusWidget() or box, which, modifiers)
    # A button pressed by its letter stays down for a moment.
    while any(button.isDown() for button in box.findChildren(QAbstractButton)):
        QTest.qWait(10)


def ticked(box: ExportDialog) -> list[str]:
    """Return the suffixes ticked."""
    return [suffix for suffix, each in box.boxes.items() if each.isChecked()]
