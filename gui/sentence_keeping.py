"""Keep selected words as one of the office's standard sentences."""

from PySide6.QtWidgets import QTextEdit

from core.errors import AppError
from gui import dialogs
from gui.session import Session


def keep_selection(session: Session, area: QTextEdit, part: str) -> bool:
    """Ask for the name of what is selected and keep it; False where nothing was kept."""
    from core.prose import tidy_paragraphs
    from core.sentences import LONGEST_TITLE, PARTS, Sentence

    lines = tidy_paragraphs([area.textCursor().selectedText()])
    if not lines:
        session.message.emit("没有选中文字；先选中要存的话，再存为常用语句")
        return False
    title = lines[0].split("。")[0].split("，")[0][:LONGEST_TITLE]
    held, office = Sentence(title, "\n".join(lines), part if part in PARTS else ""), session.office
    made = dialogs.ask_sentence(area.window(), "存为常用语句", held, office.sentences)
    if made is None:
        return False
    try:
        office.list_sentences((*office.sentences, made))
    except AppError as fault:
        dialogs.show_error(area.window(), fault)
        return False
    session.message.emit(f"已存为常用语句“{made.title}”，按 Ctrl+J 插入")
    return True
