"""What every menu is held to."""

from PySide6.QtWidgets import QMenu

# Lines that say something and do nothing.
_TOLD = ("错误：", "核实：", "提示：", "活数：")


def own_letters(menu: QMenu) -> None:
    """Fail unless each act of a menu has a letter, and no two the same."""
    texts = [action.text() for action in menu.actions() if not action.isSeparator() and not action.text().startswith(_TOLD)]
    letters = [text.replace("&&", "").partition("&")[2][:1] for text in texts]
    assert all(letters), texts
    assert len(letters) == len(set(letters)), texts
