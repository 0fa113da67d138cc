"""The menu of a stretch of prose: what findings offer there, then the usual acts."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from core.rules.engine import Finding
from gui.finding_menu import add_findings, shortened
from gui.mnemonics import lettered
from gui.sentence_keeping import keep_selection
from gui.session import Session
from gui.text_area import TextArea


def text_menu(
    area: TextArea, session: Session, findings: Sequence[Finding], part: str = "", add_more: Callable[[QMenu], None] | None = None
) -> QMenu:
    """Build the menu; acts that would do nothing are greyed. `add_more` adds what the place itself offers."""
    menu = QMenu(area)

    def add(words: str, act: Callable[[], object], enabled: bool = True) -> None:
        action = menu.addAction(words)
        action.triggered.connect(lambda: act())
        action.setEnabled(enabled)

    add_findings(menu, session, findings, lambda act: act())
    if add_more is not None:
        add_more(menu)
    selected, stack = area.textCursor().hasSelection(), session.stack
    add(_step("undo", f"撤销 {stack.undoText()}") + "\tCtrl+Z", stack.undo, stack.canUndo())
    add(_step("redo", f"重做 {stack.redoText()}") + "\tCtrl+Y", stack.redo, stack.canRedo())
    menu.addSeparator()
    add("剪切(&T)\tCtrl+X", area.cut, selected)
    add("复制(&C)\tCtrl+C", area.copy, selected)
    add("粘贴(&P)\tCtrl+V", area.paste, bool(QGuiApplication.clipboard().text()))
    add("删除(&D)\tDel", lambda: area.textCursor().removeSelectedText(), selected)
    menu.addSeparator()
    add("存为常用语句(&S)…", lambda: keep_selection(session, area, part), selected)
    add("全选(&A)\tCtrl+A", area.selectAll, not area.document().isEmpty())
    add("查找(&F)…\tCtrl+F", area.find_asked.emit)
    return menu


def _step(name: str, words: str) -> str:
    return shortened(words.strip()).replace("&", "&&") + lettered(name, "")
