"""Live figures in prose: tinted, one of them 未填, and the list of cells open at the cursor."""

from PySide6.QtTest import QTest

from core.live import with_figures
from core.report import Paragraph


def draw(window, shoot) -> None:
    """Draw a section with figures, then the list under a search."""
    session = window.session
    texts = (
        "（一）主动公开情况",
        "2025年制发行政规范性文件{二·行政规范性文件·制发}件，现行有效{二·行政规范性文件·现行有效}件；办理行政许可{二·行政许可}件。",
        "（二）依申请公开情况",
        "全年收到政府信息公开申请{三·新收}件，其中自然人{三·新收·自然人}件、法人或其他组织5件，均按期答复。",
    )
    session.edit_text("overview", [with_figures(Paragraph(text), session.report) for text in texts], "插入活数")
    session.check_now()
    window.desk.workspace.show_page("overview")
    editor = window.desk.workspace.page().work
    editor.go_to(3, 42, 42)
    shoot("figures")
    editor.open_figures()
    QTest.keyClicks(editor.hands.completer.wanted, "")
    editor.hands.completer.wanted.insert("予以公开")
    shoot("figures-list")
    editor.hands.completer.leave()
    session.stack.undo()
