"""A whole window over folders of the test's own, and dialogs that answer as the test has written down."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui import dialogs
from gui.app import make_window
from gui.history import History
from gui.main_window import MainWindow
from gui.session import Session
from gui.settings import Settings


class Dialogs:
    """Answers by the name of the dialog's function, used up one after the other; `asked` keeps what was shown."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = {}
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    def will(self, name: str, *answers: Any) -> None:
        """Write down what the next questions get."""
        self.answers.setdefault(name, []).extend(answers)

    def words(self, name: str) -> list[str]:
        """Return all that was said in dialogs of that name."""
        return [" ".join(str(a) for a in arguments[1:]) for asked, arguments in self.asked if asked == name]

    def answer(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """Take the next answer; a dialog that nobody expects fails the test."""
        self.asked.append((name, arguments))
        if name in ("show_error", "show_message", "show_help", "show_about", "open_folder", "open_file"):
            return None
        if not self.answers.get(name):
            raise AssertionError(f"nobody expected {name}{arguments[1:]}")
        return self.answers[name].pop(0)


@pytest.fixture(autouse=True)
def clipboard(qapp: Any) -> Iterator[QClipboard]:
    """Give the clipboard, emptied after every test: what Python made and still lies there when Qt ends makes it crash."""
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def histories(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[History]]:
    """Hold every undo stack to the end of its test and empty it there, as the program does when its window is closed."""
    made: list[History] = []
    begin = History.__init__

    def register(self: History, *arguments: Any) -> None:
        begin(self, *arguments)
        made.append(self)

    monkeypatch.setattr(History, "__init__", register)
    yield made
    for history in made:
        if isValid(history):
            history.end()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Dialogs:
    """Patch every dialog."""
    fake = Dialogs()
    for name in (n for n in vars(dialogs) if n.startswith(("ask_", "show_", "confirm", "open_"))):
        monkeypatch.setattr(dialogs, name, lambda *arguments, _name=name: fake.answer(_name, arguments))
    return fake


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """Give a session without a report."""
    made = Session()
    yield made
    made.tasks.close()


@pytest.fixture
def window(asked: Dialogs, qapp: Any, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Give a shown window on the start page."""
    made = make_window(qapp, Settings(tmp_path / "settings.ini"), tmp_path / "recovery")

    def let_go(_: object) -> None:
        made.session.close_report()

    qtbot.addWidget(made, before_close_func=let_go)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    # Closed windows wait for an event loop to end them; none runs between tests, and the next style sheet would dress them all.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
