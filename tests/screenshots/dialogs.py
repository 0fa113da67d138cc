"""Every dialog there is: entries, memos, reasons, questions, help, in the print that is on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core.papers import Extras
from core.rules.engine import Level
from core.rules.office_words import OfficeWord
from core.schema import CellId
from core.sentences import Sentence
from gui import dialogs

_CELL = CellId("applications", "refused_inquiry", "natural_person")
_REASONS = ("已核对，数字无误", "按上级统一口径统计", "上年没有这一项")
_FOUND = "文中写“收到申请 19 件”，表三新收总计是 21 件。"


def draw(window: Any, shoot: Callable[..., None], before: str = "dialog") -> None:
    """Draw them over the report that is open."""
    from gui.export_dialog import ExportDialog
    from gui.send_dialog import SendDialog
    from gui.settings_dialog import PAGES, SettingsDialog
    from gui.zero_dialog import ZeroDialog

    session = window.session
    label = session.report.form.label(_CELL)
    names = "\n".join(f"清溪县柳湾镇人民政府2025年政府信息公开工作年度报告{suffix}" for suffix in (".docx", ".xlsx", ".pdf"))
    folder = window.files.default_folder()
    asking: dict[str, Callable[[], object]] = {
        "reason": lambda: dialogs.ask_reason(window, label, _FOUND, _REASONS),
        "memo": lambda: dialogs.ask_memo(window, label, "数从依申请台账来，问党政办小周", "问老李"),
        "word": lambda: dialogs.ask_word(window, "添加词语", OfficeWord("放管服", Level.CONFIRM, "", "高效办成一件事", 2024), ()),
        "sentence": lambda: dialogs.ask_sentence(window, "添加常用语句", Sentence("信息处理费", "{年度}年没有收取信息处理费。"), ()),
        "help": window.actions_["help_here"].trigger,
        "about": lambda: dialogs.show_about(window),
        "unsaved": lambda: dialogs.ask_unsaved(window, "柳湾镇2025年度报告"),
        "recover": lambda: dialogs.ask_recover(window, "柳湾镇2025年度报告", "1月17日 9:30"),
        "overwrite": lambda: dialogs.ask_overwrite(window, "柳湾镇2025年度报告.gknb"),
        "replace": lambda: dialogs.confirm(window, "已有同名的文件，要替换吗？", names, "替换"),
        "export": lambda: ExportDialog(session, folder, (".docx",), parent=window).exec(),
        "send": lambda: SendDialog(session, folder, Extras(slip=True), window).exec(),
        "zero": lambda: ZeroDialog(session.report, window).exec(),
        "open": lambda: dialogs.ask_open_files(window, "选择上年的报告，可以选几份", str(Path.home())),
        "save": lambda: dialogs.ask_save(window, "保存报告", Path.home() / "柳湾镇2025年度报告.gknb"),
        "folder": lambda: dialogs.ask_folder(window, "导出到哪个文件夹", str(Path.home())),
    }
    for number, (page, _) in enumerate(PAGES, start=1):
        asking[f"settings-{number}"] = lambda page=page: SettingsDialog(session, window, page).exec()
    window.desk.workspace.show_page("applications")
    for name, ask in asking.items():
        _shoot(ask, lambda box, name=name: shoot(f"{before}-{name}", box))


def _shoot(ask: Callable[[], object], take: Callable[[QWidget], None]) -> None:
    """Open a dialog, draw it when it stands, and leave it as by Esc."""

    def drawn() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog):
            QTest.qWait(50)
            take(box)
            box.reject()

    QTimer.singleShot(0, drawn)
    ask()
