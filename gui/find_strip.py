"""What the search in prose and the search in tables share: a field, a count, buttons, and the keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from gui.labels import words


class FindStrip(QWidget):
    """A bar over `home`, which has the keys again when the bar closes."""

    found_changed = Signal()

    def __init__(self, home: QWidget, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = home
        self.wanted = self.field("查找", hint)
        self.count: QLabel = words("", "dim")
        self.count.setMinimumWidth(88)
        self.buttons: dict[str, QPushButton] = {}
        for name, act, tip in (
            ("上一处", lambda: self.again(False), "Shift+回车 或 Shift+F3"),
            ("下一处", lambda: self.again(True), "回车 或 F3"),
            ("关闭", self.close_bar, "Esc"),
        ):
            self.add_button(name, act, tip)
        # What is searched changes at every key: count again once the hand rests.
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self.search)
        self.wanted.textChanged.connect(self.search)
        home.installEventFilter(self)

    # ---- what each search does its own way ---------------------------------------------------

    def chosen(self) -> str:
        """Return what is selected in the home: the bar opens with it."""
        return ""

    def search(self) -> None:
        """Find every place."""
        raise NotImplementedError

    def again(self, forward: bool) -> None:
        """Go to the next or previous place, round at the ends."""
        raise NotImplementedError

    def entered(self, field: QObject, back: bool) -> None:
        """Do what Enter means in a field."""
        self.again(not back)

    # ---- parts -------------------------------------------------------------------------------

    def field(self, name: str, hint: str) -> QLineEdit:
        """Make a field whose keys the bar takes."""
        field = QLineEdit(self)
        field.setPlaceholderText(hint)
        field.setAccessibleName(name)
        field.setMaxLength(200)
        field.installEventFilter(self)
        return field

    def add_button(self, name: str, act: Callable[[], object], hint: str) -> None:
        """Make a button."""
        button = QPushButton(name, self)
        button.setToolTip(hint)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        button.installEventFilter(self)
        self.buttons[name] = button

    def lay_out(self, row: tuple[QWidget, ...] = ()) -> QGridLayout:
        """Put the first line: the field, what a search adds to it, the count, the buttons."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        label = words(self.wanted.accessibleName(), "dim")
        label.setBuddy(self.wanted)
        parts = (label, self.wanted, *row, self.count, *(self.buttons[name] for name in ("上一处", "下一处", "关闭")))
        for column, part in enumerate(parts):
            grid.addWidget(part, 0, column)
        grid.setColumnStretch(1, 1)
        return grid

    def show_count(self, here: int, total: int) -> None:
        """Say how many places there are, and which is the current one (from 0; -1 for none)."""
        if not self.wanted.text():
            text = ""
        elif not total:
            text = "没有找到"
        else:
            text = f"第 {here + 1} 处，共 {total} 处" if here >= 0 else f"共 {total} 处"
        self.count.setText(text)
        for name, button in self.buttons.items():
            button.setEnabled(total > 0 or name == "关闭")

    # ---- opening and closing -----------------------------------------------------------------

    def open(self) -> None:
        """Show the bar; selected words are what is wanted."""
        chosen = self.chosen()
        if chosen and "\u2029" not in chosen and len(chosen) <= self.wanted.maxLength():
            self.wanted.setText(chosen)
        self.show()
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self.search()

    def close_bar(self) -> None:
        """Hide the bar; the keys go back to the home, what was found stays selected."""
        self.hide()
        self.search()
        self._home.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_later(self) -> None:
        """Search anew once what is searched rests."""
        if not self.isHidden():
            self._later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and F3 in the fields, Esc wherever the keys are."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and not self.isHidden():
                self.close_bar()
                return True
            if not isinstance(watched, QLineEdit):
                return False
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered(watched, back)
                return True
            if event.key() == Qt.Key.Key_F3:
                self.again(not back)
                return True
        return False
