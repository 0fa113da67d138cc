"""The window as the pictures have it, and the waiting for it to come to rest."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

# Longer than what the window waits for before it checks and looks anew.
_REST_MS = 220


@contextmanager
def window(size: tuple[int, int]) -> Iterator[Any]:
    """Give a window of `size` logical pixels that has opened three reports before."""
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
    made = starting.make_window(application, settings, folder / "recovery")
    made.resize(*size)
    made.show()
    yield made
    made.session.close_report()
    made.close()
    application.processEvents()


def open_report(window: Any, report: Any) -> None:
    """Show a report, its checks done."""
    window.session.begin(report, saved=False)
    window.files.opened.emit()
    window.session.check_now()


def close_report(window: Any) -> None:
    """Show the start page."""
    window.session.close_report()
    window.files.closed.emit()


def rest() -> None:
    """Wait until nothing moves any more."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    QTest.qWait(_REST_MS)
    # Where the machine has much to do, what the last turn asked for has not been laid out yet.
    for _ in range(3):
        QApplication.processEvents()


@contextmanager
def preview(window: Any) -> Iterator[None]:
    """Show the preview, its pages drawn."""
    from PySide6.QtTest import QTest

    window.actions_["show_preview"].trigger()
    pane = window.desk.preview.pane
    while not (pane.view.sheets() and pane.source.idle):
        QTest.qWait(50)
    yield
    window.actions_["show_preview"].trigger()


@contextmanager
def findings(window: Any) -> Iterator[None]:
    """Show the findings, called up where the window has no room for them: folded, they are laid out for no width that anybody sees."""
    folded = window.desk.findings.isHidden()
    if folded:
        window.actions_["show_findings"].trigger()
        rest()
    yield
    if folded:
        window.actions_["show_findings"].trigger()
