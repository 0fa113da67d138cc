"""Draw every page of the window, light and dark, at 100 and 150 %: python -m tests.screenshots DIR."""

import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

SCALES = ("1", "1.5")
SIZE = (1366, 768)


def main(folder: Path) -> int:
    """Run one child for each scaling, since Qt reads it once."""
    folder.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        with tempfile.TemporaryDirectory() as home:
            users = {name: home for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")}
            environment = {**os.environ, **users, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            done = subprocess.run([sys.executable, "-m", "tests.screenshots", str(folder), scale], env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


def draw(folder: Path, scale: str) -> int:
    """Draw all pages at the scaling that the environment sets."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    from gui import app as starting
    from gui.settings import Recent, Settings
    from gui.theme import Scheme

    application = starting.make_application(["screenshots"])
    settings = Settings(folder / "settings.ini")
    now = datetime.now().isoformat(timespec="minutes")
    for year, errors, confirms in ((2023, 0, 0), (2024, 0, 0), (2025, 1, 2)):
        file = folder / f"{year}.gknb"
        file.touch()
        settings.remember(Recent(str(file), "柳湾镇", year, now if year == 2025 else f"{year + 1}-01-17T09:30", errors, confirms))
    window = starting.make_window(application, settings, folder / "recovery")
    window.resize(*SIZE)
    window.show()

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
    window.close()
    for leftover in ("settings.ini", "2023.gknb", "2024.gknb", "2025.gknb"):
        (folder / leftover).unlink(missing_ok=True)
    application.processEvents()
    return 0


def _draw_pages(window, shoot) -> None:
    from core.schema import CellId
    from gui.places import INFO, Place
    from tests.screenshots.sample import draft

    window.session.begin(draft(), saved=False)
    window.files.opened.emit()
    window.session.check_now()
    sections = window.session.report.form.sections
    for number, section in enumerate(sections, start=1):
        window.desk.workspace.show_page(section.id)
        if section.id == "applications":
            window.actions_["show_last"].setChecked(True)
            window.desk.views.show_last(True)
            window.desk.workspace.go(Place(section.id, CellId(section.id, "partial", "business")))
        shoot(f"section-{number}")
    window.desk.workspace.show_page(INFO)
    shoot("info")


def _draw_dialogs(window, shoot) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog

    from gui import dialogs
    from gui.export_dialog import ExportDialog
    from gui.import_review import ImportReview
    from tests.screenshots.sample import last_year

    review = ImportReview(last_year(), "柳湾镇2024年度报告.docx", as_last=True, replaces=True, parent=window)
    export = ExportDialog(window.session, window.files.default_folder(), (".docx",), review=True, parent=window)
    for name, dialog in (("import", review), ("export", export)):
        dialog.show()
        shoot(name, dialog)
        dialog.close()

    def catch() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog):
            shoot("question", box)
            box.reject()

    QTimer.singleShot(100, catch)
    dialogs.ask_unsaved(window, "柳湾镇2025年度报告")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(main(Path(sys.argv[1])))
    if len(sys.argv) == 3:
        sys.exit(draw(Path(sys.argv[1]), sys.argv[2]))
    print("python -m tests.screenshots DIR")
    sys.exit(2)
