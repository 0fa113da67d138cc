"""Open a page of 设置 as a person does."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.settings_dialog import SettingsDialog

Page = TypeVar("Page", bound=QWidget)


def open_page(qtbot: QtBot, session: Session, name: str, kind: type[Page]) -> tuple[SettingsDialog, Page]:
    """Return the dialog, shown and active on the page of that name, and the page."""
    dialog = SettingsDialog(session, page=name)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    page = dialog.stack.currentWidget()
    assert isinstance(page, kind)
    return dialog, page
