"""The bar that searches and replaces in prose."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget

from gui.labels import words
from gui.text_marks import extra
from gui.theme import colour

# More than any report has; a search for one blank stays quick.
_MOST = 2000


class FindBar(QWidget):
    """Search a text field: every place found is lit, the current one selected."""

    found_changed = Signal()

    def __init__(self, area: QTextEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = area
        self._found: list[QTextCursor] = []
        self.wanted = self._field("查找", "在这一部分里要找的字词")
        self.other = self._field("替换为", "换成的字词，可以留空")
        self.count: QLabel = words("", "dim")
        self.count.setMinimumWidth(88)
        self.buttons = {
            name: self._button(name, act, hint)
            for name, act, hint in (
                ("上一处", lambda: self.again(False), "Shift+Enter 或 Shift+F3"),
                ("下一处", lambda: self.again(True), "Enter 或 F3"),
                ("关闭", self.close_bar, "Esc"),
                ("替换", self.replace, "替换选中的这一处，再到下一处"),
                ("全部替换", self.replace_all, "一次撤销可以全部还原"),
            )
        }
        self._lay_out()
        # The text changes at every key: count again once the hand rests.
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self._search)
        self.wanted.textChanged.connect(self._search)
        area.textChanged.connect(self._text_changed)
        for other in (area, *self.buttons.values()):
            other.installEventFilter(self)

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(hint)
        field.setAccessibleName(name)
        field.setMaxLength(200)
        field.installEventFilter(self)
        return field

    def _button(self, name: str, act: object, hint: str) -> QPushButton:
        button = QPushButton(name, self)
        button.setToolTip(hint)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())  # pyright: ignore[reportCallIssue]
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for row, (field, names) in enumerate(((self.wanted, ("上一处", "下一处", "关闭")), (self.other, ("替换", "全部替换")))):
            label = words(field.accessibleName(), "dim")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            for column, name in enumerate(names, start=3):
                grid.addWidget(self.buttons[name], row, column)
        grid.addWidget(self.count, 0, 2)
        grid.setColumnStretch(1, 1)

    # ---- opening and closing -----------------------------------------------------------------

    def open(self) -> None:
        """Show the bar; selected words are what is wanted."""
        chosen = self._area.textCursor().selectedText()
        if chosen and "\u2029" not in chosen and len(chosen) <= self.wanted.maxLength():
            self.wanted.setText(chosen)
        self.show()
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Hide the bar; the keys go back to the text, what was found stays selected."""
        self.hide()
        self._found = []
        self.found_changed.emit()
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and F3 in the fields, Esc wherever the keys are."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and not self.isHidden():
                self.close_bar()
                return True
            if watched not in (self.wanted, self.other):
                return False
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if watched is self.other:
                    self.replace()
                else:
                    self.again(not back)
                return True
            if event.key() == Qt.Key.Key_F3:
                self.again(not back)
                return True
        return False

    # ---- searching ---------------------------------------------------------------------------

    def _text_changed(self) -> None:
        if not self.isHidden():
            self._later.start()

    def _search(self) -> None:
        """Find every place."""
        found: list[QTextCursor] = []
        document, wanted = self._area.document(), self.wanted.text()
        cursor = QTextCursor(document)
        while wanted and len(found) < _MOST:
            cursor = document.find(wanted, cursor)
            if cursor.isNull():
                break
            found.append(QTextCursor(cursor))
        self._found = found if not self.isHidden() else []
        self._show_count()
        self.found_changed.emit()

    def _show_count(self) -> None:
        here = self._here()
        if not self.wanted.text():
            text = ""
        elif not self._found:
            text = "没有找到"
        else:
            text = f"第 {here + 1} 处，共 {len(self._found)} 处" if here >= 0 else f"共 {len(self._found)} 处"
        self.count.setText(text)
        for name in ("上一处", "下一处", "替换", "全部替换"):
            self.buttons[name].setEnabled(bool(self._found))

    def _here(self) -> int:
        """Return which place found is the one selected; -1 for none."""
        cursor = self._area.textCursor()
        spans = [(f.selectionStart(), f.selectionEnd()) for f in self._found]
        span = (cursor.selectionStart(), cursor.selectionEnd())
        return spans.index(span) if span in spans else -1

    def again(self, forward: bool) -> None:
        """Go to the next or previous place, round at the ends."""
        if self.isHidden():
            self.open()
        self._search()
        if not self._found:
            return
        cursor = self._area.textCursor()
        if forward:
            after = [f for f in self._found if f.selectionStart() >= cursor.selectionEnd()]
            target = after[0] if after else self._found[0]
        else:
            before = [f for f in self._found if f.selectionEnd() <= cursor.selectionStart()]
            target = before[-1] if before else self._found[-1]
        self._area.setTextCursor(target)
        self._area.ensureCursorVisible()
        self._show_count()

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """Return the light on every place found."""
        shape = QTextCharFormat()
        shape.setBackground(colour("confirm_ground"))
        shape.setForeground(colour("confirm"))
        return [extra(cursor, shape) for cursor in self._found]

    # ---- replacing ---------------------------------------------------------------------------

    def replace(self) -> None:
        """Replace the place selected, then go to the next; where none is selected only go."""
        self._search()
        if self._here() >= 0:
            self._area.textCursor().insertText(self.other.text())
        self.again(True)

    def replace_all(self) -> None:
        """Replace every place as one step."""
        self._search()
        if not self._found:
            return
        count = len(self._found)
        cursor = QTextCursor(self._area.document())
        cursor.beginEditBlock()
        for place in reversed(self._found):
            place.insertText(self.other.text())
        cursor.endEditBlock()
        self._search()
        # The text has changed, but what is to be read now is what was done.
        self._later.stop()
        self.count.setText(f"已替换 {count} 处")
        self.wanted.setFocus(Qt.FocusReason.OtherFocusReason)
