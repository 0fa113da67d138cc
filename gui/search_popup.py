"""The search for commands and cells: a line to type in, and below it what fits, the best first."""

import json
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.labels import words
from gui.popup import Line, Popup
from gui.seeking import Target, seek, used
from gui.settings import SOUGHT, Settings

_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Field(QLineEdit):
    """The line that is typed in; what moves in the list goes on to the pane."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows up and down, Enter and Esc to the pane."""
        if event.key() in (*_TO_LIST, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


class SearchPopup(Popup):
    """Find a target and do what it stands for."""

    def __init__(self, window: QWidget, settings: Settings, name: str, hint: str, targets: Callable[[str], Iterable[Target]]) -> None:
        super().__init__(window, name)
        self._settings, self._targets = settings, targets
        self.found: list[Target] = []
        self.field = _Field()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(hint)
        self.field.textChanged.connect(lambda _: self._seek())
        self.none = words("", "dim", wrap=True)
        self.none.setContentsMargins(4, 0, 4, 4)
        # The keyboard stays in the field.
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (self.field, self.none, self.view):
            self.box.addWidget(each)
        self._seek()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def chosen(self, row: int) -> None:
        """Do what a line stands for, with the keyboard back where it was."""
        if not 0 <= row < len(self.found) or self.found[row].reason:
            return
        target = self.found[row]
        if not target.id.startswith(("finding:", "cell:")):
            self._settings.put(SOUGHT, json.dumps(used(target.id, self._recent())))
        self.leave()
        if target.act is not None:
            target.act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list by the arrows, round its ends."""
        if event.key() not in _TO_LIST:
            super().keyPressEvent(event)
            return
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        row, count = self.view.currentIndex().row(), len(self.found)
        if count and by is not None:
            self.move_to((row + by) % count)
        elif count:
            page = max(self.view.height() // max(self.view.sizeHintForRow(0), 1) - 1, 1)
            self.move_to(min(max(row + (page if event.key() == Qt.Key.Key_PageDown else -page), 0), count - 1))

    def _recent(self) -> list[str]:
        try:
            kept = json.loads(self._settings.get(SOUGHT))
        except ValueError:
            return []
        return [str(each) for each in kept] if isinstance(kept, list) else []

    def _seek(self) -> None:
        query = self.field.text()
        self.found = seek(query, self._targets(query), self._recent())
        self.none.setVisible(not self.found)
        self.none.setText(f"没有找到“{query.strip()}”。换一个词试试；几个词之间可以空一格。")
        self.fill([Line(each.text, each.reason or each.detail, each.key, bool(each.reason)) for each in self.found])
