"""A person without a mouse: brings a report in the window from its first finding to none, one key after the other.

All that is looked at is what stands on the screen: which finding is gone to, whether a mend is offered, where the keyboard is.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.rules.engine import Finding, Level
from gui.acceptance_dialog import ReasonDialog
from gui.grid_view import GridView
from gui.main_window import MainWindow
from gui.places import has_a_spot
from gui.text_area import TextArea

Key = Qt.Key
ALT, CTRL, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
# What a person would write where a whole part lacks something.
WRITES = {"S7.contact": "联系电话：0371-5550123。", "S7.figures": "全年公开信息62条。"}
# What stands in the place of a part that is to be written anew.
ANEW = "今年按新的要求重新写过，办理群众来信三十封。"
_MOST_STEPS = 60
_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel)


class MouseWatch(QObject):
    """Count what a mouse does anywhere in the program."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() in _MOUSE
        return False


class Person:
    """Work in the window by keys; `done` tells what was done about each finding."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.done: list[tuple[str, str]] = []

    def work(self) -> None:
        """Go from finding to finding until none is open."""
        self._wait()
        for _ in range(_MOST_STEPS):
            if not self.window.session.open_findings:
                return
            self.press(Key.Key_F8)
            self._deal_with(self._gone_to())
            self._wait()
        left = [(finding.rule, finding.where, finding.message) for finding in self.window.session.open_findings]
        raise AssertionError(f"still open after {_MOST_STEPS} steps: {left}; done: {self.done}")

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._focus(), key, modifiers)

    def write(self, text: str) -> None:
        """Write as an input method commits it."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._focus(), event)

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "the keyboard is nowhere"
        return focus

    def _wait(self) -> None:
        """Wait for the checks that run beside the window."""
        session = self.window.session
        self.qtbot.waitUntil(lambda: session.tasks.idle and not session._checks._timer.isActive())

    def _gone_to(self) -> Finding:
        found = self.window.desk.findings.chosen()
        assert found is not None
        focus, workspace = self._focus(), self.window.desk.workspace
        assert workspace.isAncestorOf(focus), "the keyboard is at the place, not in the list"
        # The cards are laid out anew in the next turn of the event loop.
        self.qtbot.waitUntil(lambda: self._lit() == [found])
        return found

    def _lit(self) -> list[Finding]:
        return [card.finding for card in self.window.desk.findings.cards() if card.property("lit")]

    def _deal_with(self, found: Finding) -> None:
        before = self.window.session.changes
        if found.fix is not None and ("mend", found.message) not in self.done:
            self.done.append(("mend", found.message))
            self.press(Key.Key_Return, ALT)
        elif found.level is Level.CONFIRM:
            self.done.append(("explain", found.message))
            self._explain()
        else:
            self.done.append(("type", found.message))
            self._type(found)
        assert self.window.session.changes > before, f"nothing happened: {self.done[-1]}"

    def _explain(self) -> None:
        """Pick the first usual reason of the dialog that the key opens."""

        tries = iter(range(200))
        watch = QTimer(interval=20)

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            ready = isinstance(dialog, ReasonDialog) and dialog.field.hasFocus()
            if dialog is None or (not ready and next(tries, None) is not None):
                return
            watch.stop()
            # A dialog that does not take the keyboard is closed: nothing will have happened.
            for key in (Key.Key_Down, Key.Key_Return) if ready else (Key.Key_Escape,):
                QTest.keyClick(QApplication.focusWidget() or dialog, key)

        watch.timeout.connect(answer)
        watch.start()
        self.press(Key.Key_F8, CTRL)
        watch.stop()
        # The offscreen platform has no window manager that would give the keyboard back to the window below.
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def _type(self, found: Finding) -> None:
        """Write what was expected over what F8 selected; where a whole part lacks something, write it behind the rest."""
        focus, wanted = self._focus(), found.expected or ""
        if isinstance(focus, GridView):
            self._type_number(focus, wanted)
        elif isinstance(focus, QLineEdit):
            self.press(Key.Key_A, CTRL)
            self.write(wanted)
            self.press(Key.Key_Return)
        elif isinstance(focus, TextArea) and found.rule in WRITES:
            self.press(Key.Key_End, CTRL)
            self.press(Key.Key_Return)
            self.write(WRITES[found.rule])
        elif isinstance(focus, TextArea):
            if not has_a_spot(found):
                self.press(Key.Key_A, CTRL)
                wanted = ANEW
            self.write(wanted) if wanted else self.press(Key.Key_Delete)

    def _type_number(self, grid: GridView, wanted: str) -> None:
        """Return a total filled in by hand to 自动; raise what came in where a computed one makes no sense; else write the number."""
        report, cell = self.window.session.report, grid.current_cell()
        assert cell is not None
        if cell not in report.form.sum_of:
            QTest.keyClicks(grid, wanted or "0")
        elif report.entry(cell).manual:
            self.press(Key.Key_Delete)
            return
        else:
            self.press(Key.Key_Up, CTRL)
            QTest.keyClicks(grid, "9")
        self.press(Key.Key_Return)
