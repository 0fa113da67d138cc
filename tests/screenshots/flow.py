"""The pictures of 送审, of 零申请 with and without what speaks against it, and of what the status bar offers after an export."""

from collections.abc import Callable
from typing import Any

from core.calculation import set_cells
from core.papers import Extras
from core.report import Entry
from core.rollover import roll_forward
from tests.screenshots.sample import last_year


def draw(window: Any, shoot: Callable[..., None]) -> None:
    """Draw them; the window shows the same report afterwards."""
    from gui.send_dialog import SendDialog
    from gui.zero_dialog import ZeroDialog

    window.session.check_now()
    kept = window.session.report
    quiet = last_year()
    quiet.texts["overview"] = quiet.texts["overview"][:3] + quiet.texts["overview"][4:]
    set_cells(quiet, {c: Entry(0) for c in quiet.form.cells if c.table == "applications" and c not in quiet.form.sum_of})
    for name, dialog in (
        ("send", SendDialog(window.session, window.files.default_folder(), Extras(slip=True), window)),
        ("zero-against", ZeroDialog(kept, window)),
        ("zero", ZeroDialog(roll_forward(quiet), window)),
    ):
        dialog.show()
        shoot(name, dialog)
        dialog.close()
    window.status.offer("已导出 2 份文件到 D:\\文档", [("打开 Word 文档", lambda: None), ("打开文件夹", lambda: None)])
    shoot("offer")
    window.status.offer_pane.end()
