"""Every page and dialog of the window, light and dark, first with a report as it is worked on, then with broken ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from core.rules.engine import Level
from core.rules.office_words import OfficeWord
from core.schema import CellId
from gui import dialogs
from gui.export_dialog import ExportDialog
from gui.places import INFO, Place
from gui.settings_dialog import PAGES, SettingsDialog
from gui.theme import Scheme
from tests.screenshots import broken, cells, contact, everywhere, figures, fills, findings, flow, panel, prose, reviews, stage
from tests.screenshots import dialogs as every
from tests.screenshots.sample import draft

# Small files, quickly written: most of the time goes into them otherwise.
_PACKED = 80
Shoot = Callable[..., None]


def draw(folder: Path, size: tuple[int, int]) -> None:
    """Draw all pages in a window of `size` logical pixels, at the scaling that the environment sets."""
    with stage.window(size) as window:
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            made: list[Path] = []

            def shoot(name: str, widget: Any = None, scheme: Scheme = scheme, made: list[Path] = made) -> None:
                stage.rest()
                made.append(folder / f"{name}-{scheme.value}.png")
                (widget or window).grab().save(str(made[-1]), None, _PACKED)

            window.theme.choose(scheme)
            shoot("start")
            _draw_pages(window, shoot)
            _draw_dialogs(window, shoot)
            stage.close_report(window)
            broken.draw(window, shoot)
            contact.sheets(made, folder, scheme.value)


def _draw_pages(window: Any, shoot: Shoot) -> None:
    stage.open_report(window, draft())
    for number, section in enumerate(window.session.report.form.sections, start=1):
        window.desk.workspace.show_page(section.id)
        if section.id == "applications":
            if not window.actions_["show_last"].isChecked():
                window.actions_["show_last"].trigger()
            window.desk.workspace.go(Place(section.id, CellId(section.id, "partial", "business")))
        shoot(f"section-{number}")
    cells.draw(window, shoot)
    window.desk.workspace.show_page(INFO)
    shoot("info")
    for part in (findings, prose, figures, fills, everywhere, panel):
        part.draw(window, shoot)
    with stage.preview(window):
        window.desk.workspace.go(Place("applications", CellId("applications", "partial", "business")))
        shoot("preview-table")
        window.desk.workspace.go(Place("overview", None, 1, 8, 8))
        shoot("preview-prose")


def _draw_dialogs(window: Any, shoot: Shoot) -> None:
    reviews.draw(window, shoot)
    export = ExportDialog(window.session, window.files.default_folder(), (".docx",), parent=window)
    export.show()
    shoot("export", export)
    export.close()
    flow.draw(window, shoot)
    every.draw(window, shoot)
    window.actions_["large_print"].trigger()
    every.draw(window, shoot, "large-dialog")
    reviews.draw_one(window, lambda box: shoot("large-review", box))
    window.actions_["large_print"].trigger()
    _draw_settings(window, shoot)

    def catch() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog):
            shoot("question", box)
            box.reject()

    QTimer.singleShot(100, catch)
    dialogs.ask_unsaved(window, "柳湾镇2025年度报告")


def _draw_settings(window: Any, shoot: Shoot) -> None:
    """Draw every page of 设置, with some words and a lowered rule."""
    message = "今年统一用“高效办成一件事”的提法"
    window.session.office.list_words([OfficeWord("放管服", Level.CONFIRM, message, "高效办成一件事", 2024), OfficeWord("抓手", Level.HINT)])
    window.session.office.choose({"A5": "hint"})
    for number, (name, _) in enumerate(PAGES, start=1):
        settings = SettingsDialog(window.session, window, name)
        settings.show()
        shoot(f"settings-{number}", settings)
        settings.accept()
    window.session.office.list_words([])
    window.session.office.choose({})
