"""The bar that searches and replaces in prose."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from gui.find_strip import FindStrip
from gui.labels import words
from gui.text_marks import extra
from gui.theme import colour

# More than any report has; a search for one blank stays quick.
_MOST = 2000


class FindBar(FindStrip):
    """Search a text field: every place found is lit, the current one selected."""

    def __init__(self, area: QTextEdit, parent: QWidget) -> None:
        self._area = area
        self._found: list[QTextCursor] = []
        super().__init__(area, "在这一部分里要找的字词", parent)
        self.other = self.field("替换为", "换成的字词，可以留空")
        self.add_button("替换", self.replace, "替换选中的这一处，再到下一处")
        self.add_button("全部替换", self.replace_all, "一次撤销可以全部还原")
        grid = self.lay_out()
        label = words(self.other.accessibleName(), "dim")
        label.setBuddy(self.other)
        for column, part in ((0, label), (1, self.other), (3, self.buttons["替换"]), (4, self.buttons["全部替换"])):
            grid.addWidget(part, 1, column)
        QWidget.setTabOrder(self.wanted, self.other)
        area.textChanged.connect(self.search_later)

    def chosen(self) -> str:
        """Return the selected words."""
        return self._area.textCursor().selectedText()

    def entered(self, field: QObject, back: bool) -> None:
        """Replace on Enter in the second field."""
        if field is self.other:
            self.replace()
        else:
            super().entered(field, back)

    # ---- searching ---------------------------------------------------------------------------

    def search(self) -> None:
        """Find every place."""
        found: list[QTextCursor] = []
        document, wanted = self._area.document(), self.wanted.text()
        cursor = QTextCursor(document)
        while wanted and not self.isHidden() and len(found) < _MOST:
            cursor = document.find(wanted, cursor)
            if cursor.isNull():
                break
            found.append(QTextCursor(cursor))
        self._found = found
        self.show_count(self._here(), len(found))
        self.found_changed.emit()

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
        self.search()
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
        self.show_count(self._here(), len(self._found))

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """Return the light on every place found."""
        shape = QTextCharFormat()
        shape.setBackground(colour("confirm_ground"))
        shape.setForeground(colour("confirm"))
        return [extra(cursor, shape) for cursor in self._found]

    # ---- replacing ---------------------------------------------------------------------------

    def replace(self) -> None:
        """Replace the place selected, then go to the next; where none is selected only go."""
        self.search()
        if self._here() >= 0:
            self._area.textCursor().insertText(self.other.text())
        self.again(True)

    def replace_all(self) -> None:
        """Replace every place as one step."""
        self.search()
        if not self._found:
            return
        count = len(self._found)
        cursor = QTextCursor(self._area.document())
        cursor.beginEditBlock()
        for place in reversed(self._found):
            place.insertText(self.other.text())
        cursor.endEditBlock()
        self.search()
        # The text has changed, but what is to be read now is what was done.
        self._later.stop()
        self.count.setText(f"已替换 {count} 处")
        self.wanted.setFocus(Qt.FocusReason.OtherFocusReason)
