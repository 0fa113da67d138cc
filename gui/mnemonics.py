"""The letters by which the menus are worked from the keyboard: 打开(O)…, one of its own for each act of a menu."""

import re

FILE, EDIT, TABLE, TEXT, VIEW, CHECK, WINDOW, HELP = MENU_TITLES = (
    "文件(&F)",
    "编辑(&E)",
    "表格(&T)",
    "文字(&X)",
    "查看(&V)",
    "检查(&C)",
    "窗口(&W)",
    "帮助(&H)",
)
_LETTERS = {
    # 文件
    "start_from_last": "N",
    "new_blank": "B",
    "open_file": "O",
    "read_clipboard": "V",
    "recent": "R",
    "save": "S",
    "save_as": "A",
    "export": "E",
    "send_for_review": "T",
    "open_exported": "F",
    "open_exported_folder": "D",
    "print_report": "P",
    "open_settings": "G",
    "close_report": "C",
    "quit": "X",
    # 编辑
    "undo": "U",
    "redo": "R",
    "undo_history": "H",
    "cut": "T",
    "copy": "C",
    "paste": "P",
    "copy_all": "A",
    "find": "F",
    # 表格
    "fill_zero": "Z",
    "fill_down": "D",
    "fill_right": "R",
    "reset_to_auto": "A",
    "show_terms": "S",
    "cell_note": "N",
    "go_to_cell": "G",
    "zero_assistant": "L",
    # 文字
    "insert_figure": "I",
    "phrases": "J",
    "keep_phrase": "S",
    "next_number": "D",
    "keep_last_text": "K",
    "take_last_text": "L",
    "limit_words": "W",
    # 查看
    "show_last": "L",
    "show_last_text": "D",
    "show_outline": "O",
    "show_navigator": "N",
    "show_findings": "F",
    "show_preview": "P",
    "next_pane": "X",
    "previous_pane": "B",
    "scheme": "C",
    "large_print": "T",
    "zoom_in": "I",
    "zoom_out": "U",
    "zoom_reset": "R",
    "command_search": "K",
    "go_info": "0",
    **{f"go_section_{number}": str(number) for number in range(1, 7)},
    "scheme_system": "S",
    "scheme_light": "L",
    "scheme_dark": "D",
    # 检查
    "next_todo": "T",
    "next_finding": "N",
    "previous_finding": "P",
    "mend_finding": "M",
    "fix_all": "A",
    "explain_finding": "E",
    # 窗口；the open windows have the digits
    "new_window": "N",
    "open_in_new_window": "O",
    # 帮助
    "help_here": "F",
    "about": "A",
}
_SIGN = re.compile(r"\(&.\)")


def lettered(act: str, text: str) -> str:
    """Add the letter of an act to its words, before the dots of one that asks further."""
    return with_letter(text, _LETTERS.get(act, ""))


def menu_line(words: str, letter: str, key: str = "") -> str:
    """Return the words of an act as a menu has them: its letter, a key beside them; & in the words stays one."""
    text = with_letter(words.replace("&", "&&"), letter)
    return f"{text}\t{key}" if key else text


def with_letter(text: str, letter: str) -> str:
    """Add a letter to words, before the dots of an act that asks further; none where there is none."""
    if not letter:
        return text
    bare = text.removesuffix("…")
    return f"{bare}(&{letter}){text[len(bare) :]}"


def plain(text: str) -> str:
    """Return words of a menu without their letter."""
    return _SIGN.sub("", text).replace("&", "")
