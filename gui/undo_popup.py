"""The undo history: every step in words, the present one and the saved one marked; Enter or a click goes back or forward."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.labels import words
from gui.popup import Line, Popup
from gui.session import Session


class UndoPopup(Popup):
    """Follow the stack; stay while a person goes to and fro."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, "修改记录")
        self._session = session
        head = words("修改记录", "heading")
        line = words("选中一步按回车，就回到那时的样子；后面的步骤还在，可以再回来。", "dim", wrap=True)
        head.setContentsMargins(4, 0, 4, 0)
        line.setContentsMargins(4, 0, 4, 0)
        for each in (head, line, self.view):
            self.box.addWidget(each)
        self._read()
        for signal in (session.stack.indexChanged, session.stack.cleanChanged):
            signal.connect(self._read)
        # Another report has a history of its own.
        session.replaced.connect(self._later_read)
        self.show()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def chosen(self, row: int) -> None:
        """Go back or forward to a step; the newest stands first."""
        stack = self._session.stack
        wanted = stack.count() - row
        if not 0 <= wanted <= stack.count() or wanted == stack.index():
            return
        stack.setIndex(wanted)
        done = f"回到“{stack.text(wanted - 1)}”以后" if wanted else "回到打开时"
        self._session.message.emit(f"已{done}；{len(self._after())} 步可以重做")

    def _after(self) -> range:
        return range(self._session.stack.index(), self._session.stack.count())

    def _later_read(self) -> None:
        if not self._session.is_open:
            self.leave()

    def _read(self) -> None:
        stack = self._session.stack
        now, clean = stack.index(), stack.cleanIndex()
        lines: list[Line] = []
        for step in range(stack.count(), -1, -1):
            text = stack.text(step - 1) if step else "打开时"
            marks = [word for word, there in (("现在", step == now), ("已撤销", step > now), ("已保存", step == clean)) if there]
            lines.append(Line(text, right=" · ".join(marks), off=step > now, strong=step == now))
        self.fill(lines, stack.count() - now)
