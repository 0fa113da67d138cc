"""Draw every page of the window, light and dark, at 100 and 150 %: python -m tests.screenshots DIR; --readme draws the manual's."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

SCALES = ("1", "1.5")
SIZE = (1366, 768)
_VIVID = 40
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


def main(folder: Path) -> int:
    """Run one child for each scaling, since Qt reads it once."""
    folder.mkdir(parents=True, exist_ok=True)
    return next((code for scale in SCALES if (code := _child(folder, scale))), 0)


def readme() -> int:
    """Draw the pictures that README.md shows."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    return _child(IMAGES, "readme")


def _child(folder: Path, what: str) -> int:
    """Draw in a process of its own, with folders of its own for what the program keeps."""
    with tempfile.TemporaryDirectory() as home:
        users = {name: home for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")}
        scale = "1" if what == "readme" else what
        environment = {**os.environ, **users, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        return subprocess.run([sys.executable, "-m", "tests.screenshots", str(folder), what], env=environment, check=False).returncode


@contextmanager
def _window() -> Iterator[Any]:
    """Give a window that has opened three reports before."""
    from gui import app as starting
    from gui.settings import Recent, Settings

    application = starting.make_application(["screenshots"])
    folder = Path(os.environ["HOME"])
    settings = Settings(folder / "settings.ini")
    now = datetime.now().isoformat(timespec="minutes")
    for year, errors, confirms in ((2023, 0, 0), (2024, 0, 0), (2025, 1, 2)):
        file = folder / f"{year}.gknb"
        file.touch()
        settings.remember(Recent(str(file), "柳湾镇", year, now if year == 2025 else f"{year + 1}-01-17T09:30", errors, confirms))
    window = starting.make_window(application, settings, folder / "recovery")
    window.resize(*SIZE)
    window.show()
    yield window
    window.session.close_report()
    window.close()
    application.processEvents()


def draw(folder: Path, scale: str) -> int:
    """Draw all pages at the scaling that the environment sets."""
    with _window() as window:
        _draw_all(window, folder, scale)
    return 0


def draw_readme(folder: Path) -> int:
    """Draw start page, the review of an import, a table with a wrong sum, a prose section, and the preview beside it."""
    from PySide6.QtTest import QTest

    from core.schema import CellId
    from gui.places import Place
    from gui.theme import Scheme
    from tests.screenshots.sample import draft

    def shoot(name: str) -> None:
        QTest.qWait(350)
        _save_small(window.grab().toImage(), folder / f"{name}.png")

    with _window() as window:
        window.theme.choose(Scheme.LIGHT)
        shoot("start")
        from tests.screenshots import reviews

        reviews.draw_one(window, lambda box: (QTest.qWait(350), _save_small(box.grab().toImage(), folder / "review.png")))
        window.session.begin(draft(), saved=False)
        window.files.opened.emit()
        window.session.check_now()
        window.desk.workspace.go(Place("applications", CellId("applications", "results_total", "natural_person")))
        shoot("table")
        # The prose's own findings come to the head of the list when the tables are in order.
        for table in window.session.report.form.tables:
            window.session.fill_zero(list(table.cells))
            window.session.reset_to_auto(list(table.cells))
        window.session.check_now()
        window.desk.workspace.show_page("overview")
        shoot("prose")
        with _preview(window):
            window.desk.workspace.go(Place("overview", None, 1, 8, 8))
            shoot("preview")
    return 0


@contextmanager
def _preview(window) -> Iterator[None]:
    """Show the preview, its pages drawn."""
    from PySide6.QtTest import QTest

    window.actions_["show_preview"].trigger()
    pane = window.desk.preview.pane
    while not (pane.view.sheets() and pane.source.idle):
        QTest.qWait(50)
    yield
    window.actions_["show_preview"].trigger()


def _save_small(picture, file: Path) -> None:
    """Save with 256 of its colours, half of them vivid ones, which are few but mean something: a third of the size."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = [colour for colour, _ in Counter(picture.constBits().cast("I")).most_common()]
    vivid = [colour for colour in counted if _vividness(colour) > _VIVID][:128]
    plain = [colour for colour in counted if _vividness(colour) <= _VIVID][: 256 - len(vivid)]
    small = picture.convertToFormat(QImage.Format.Format_Indexed8, [*vivid, *plain], Qt.ImageConversionFlag.ThresholdDither)
    # 0 is Qt's word for the smallest file.
    small.save(str(file), None, 0)


def _vividness(colour: int) -> int:
    parts = colour.to_bytes(4, "little")[:3]
    return max(parts) - min(parts)


def _draw_all(window, folder: Path, scale: str) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    from gui.theme import Scheme

    def shoot(name: str, widget: QWidget | None = None) -> None:
        QTest.qWait(350)
        percent = round(float(scale) * 100)
        (widget or window).grab().save(str(folder / f"{name}-{scheme.value}-{percent}.png"))

    for scheme in (Scheme.LIGHT, Scheme.DARK):
        window.theme.choose(scheme)
        shoot("start")
        _draw_pages(window, shoot)
        _draw_dialogs(window, shoot)
        window.session.close_report()
        window.files.closed.emit()


def _draw_pages(window, shoot) -> None:
    from core.schema import CellId
    from gui.places import INFO, Place
    from tests.screenshots import cells, everywhere, figures, fills, findings, panel, prose
    from tests.screenshots.sample import draft

    window.session.begin(draft(), saved=False)
    window.files.opened.emit()
    window.session.check_now()
    sections = window.session.report.form.sections
    for number, section in enumerate(sections, start=1):
        window.desk.workspace.show_page(section.id)
        if section.id == "applications":
            if not window.actions_["show_last"].isChecked():
                window.actions_["show_last"].trigger()
            window.desk.workspace.go(Place(section.id, CellId(section.id, "partial", "business")))
        shoot(f"section-{number}")
    cells.draw(window, shoot)
    window.desk.workspace.show_page(INFO)
    shoot("info")
    findings.draw(window, shoot)
    prose.draw(window, shoot)
    figures.draw(window, shoot)
    fills.draw(window, shoot)
    everywhere.draw(window, shoot)
    panel.draw(window, shoot)
    with _preview(window):
        window.desk.workspace.go(Place("applications", CellId("applications", "partial", "business")))
        shoot("preview-table")
        window.desk.workspace.go(Place("overview", None, 1, 8, 8))
        shoot("preview-prose")


def _draw_dialogs(window, shoot) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog

    from gui import dialogs
    from gui.export_dialog import ExportDialog
    from tests.screenshots import dialogs as every
    from tests.screenshots import flow, reviews

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


def _draw_settings(window, shoot) -> None:
    """Draw every page of 设置, with some words and a lowered rule."""
    from core.rules.engine import Level
    from core.rules.office_words import OfficeWord
    from gui.settings_dialog import PAGES, SettingsDialog

    message = "今年统一用“高效办成一件事”的提法"
    window.session.office.list_words([OfficeWord("放管服", Level.CONFIRM, message, "高效办成一件事", 2024), OfficeWord("抓手", Level.HINT)])
    window.session.office.choose({"A5": "hint"})
    for number, (name, _) in enumerate(PAGES, start=1):
        settings = SettingsDialog(window.session, window, name)
        settings.show()
        shoot(f"settings-{number}", settings)
        settings.accept()


if __name__ == "__main__":
    if sys.argv[1:] == ["--readme"]:
        sys.exit(readme())
    if len(sys.argv) == 2:
        sys.exit(main(Path(sys.argv[1])))
    if len(sys.argv) == 3:
        folder, what = Path(sys.argv[1]), sys.argv[2]
        sys.exit(draw_readme(folder) if what == "readme" else draw(folder, what))
    print("python -m tests.screenshots DIR | --readme")
    sys.exit(2)
