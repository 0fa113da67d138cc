"""What a screen reader is told, asked through Qt's accessibility tree: every control has name and role, every value its labels."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from core.rules.engine import Level
from core.rules.office_words import OfficeWord
from core.schema import CellId
from gui.main_window import MainWindow
from gui.places import INFO
from gui.popup import Popup
from gui.theme import Scheme
from tests.gui.review_hands import open_review
from tests.gui.review_samples import doubtful
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

RESULTS = CellId("applications", "results_total", "business")
# Roles that say nothing of what a control is for.
VAGUE = {QAccessible.Role.NoRole, QAccessible.Role.Pane, QAccessible.Role.Window, QAccessible.Role.StaticText}


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    return window


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Yield what the keyboard can come to; Qt's own inner parts are not ours to name."""
    for widget in (root, *root.findChildren(QWidget)):
        taken = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None and widget.isVisible()
        if taken and widget.isEnabled() and not widget.objectName().startswith("qt_"):
            yield widget


def faults(root: QWidget) -> list[str]:
    """Return what a screen reader could not name, and lists with nameless lines."""
    found: list[str] = []
    for widget in focusable(root):
        told = QAccessible.queryAccessibleInterface(widget)
        what = f"{type(widget).__name__} {widget.objectName()}"
        if told is None or not told.text(QAccessible.Text.Name).strip():
            found.append(f"{what}: no name")
        elif told.role() in VAGUE:
            found.append(f"{what}: {told.role().name}")
        elif told.role() == QAccessible.Role.List:
            found += [f"{what}: line {at}" for at in range(told.childCount()) if not told.child(at).text(QAccessible.Text.Name)]
    return found


def test_the_start_page_and_every_page_of_a_report_tell_name_and_role(window: MainWindow, qtbot: QtBot):
    assert faults(window) == []
    assert len(list(focusable(window))) >= 5
    window.session.begin(distinct_report())
    window.files.opened.emit()
    window.session.type_cell(RESULTS, "1")
    window.session.check_now()
    qtbot.waitUntil(lambda: bool(window.desk.findings.cards()))
    window.actions_["show_preview"].trigger()
    for page in (INFO, *window.session.report.form.section_ids):
        window.desk.workspace.show_page(page)
        assert faults(window) == [], page
    for name in ("command_search", "go_to_cell", "undo_history"):
        window.actions_[name].trigger()
        (popup,) = [each for each in window.findChildren(Popup) if each.isVisible()]
        assert faults(popup) == [], name
        popup.leave()


def test_every_value_of_a_table_is_a_cell_with_row_column_and_value(opened: MainWindow):
    report = opened.session.report
    for table in report.form.tables:
        opened.desk.workspace.show_page(table.id)
        told = QAccessible.queryAccessibleInterface(opened.desk.workspace.page().work)
        assert told.role() == QAccessible.Role.Table
        children = [told.child(at) for at in range(told.childCount())]
        names = [each.text(QAccessible.Text.Name) for each in children if each.role() == QAccessible.Role.Cell]
        for cell in table.cells:
            row, column = report.form.cells[cell]
            labels, value = (*row.path[-1:], column.label), str(report.value(cell))
            assert any(value in name.split("，") and all(label in name for label in labels) for name in names), cell


def dialogs_of(window: MainWindow) -> list[tuple[str, Callable[[], QDialog]]]:
    from core.papers import Extras
    from gui.acceptance_dialog import ReasonDialog
    from gui.export_dialog import ExportDialog
    from gui.question import Question
    from gui.send_dialog import SendDialog
    from gui.settings_dialog import PAGES, SettingsDialog
    from gui.word_dialog import WordDialog

    folder = window.files.default_folder()
    made: list[tuple[str, Callable[[], QDialog]]] = [
        (name, lambda name=name: SettingsDialog(window.session, window, name)) for name, _ in PAGES
    ]
    made += [
        ("导出", lambda: ExportDialog(window.session, folder, (".docx",), parent=window)),
        ("送审", lambda: SendDialog(window.session, folder, Extras(slip=True), window)),
        ("理由", lambda: ReasonDialog("三", "与上年相差较大", ["属实"], "", window)),
        ("词语", lambda: WordDialog("添加", OfficeWord("抓手", Level.HINT), (), window)),
        ("问题", lambda: Question("标题", "正文", ("好", "取消"), window)),
    ]
    return made


def test_every_dialog_tells_name_and_role_and_tab_reaches_all_of_it(opened: MainWindow, qtbot: QtBot):
    for name, make in dialogs_of(opened):
        dialog = make()
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.windowTitle() or dialog.accessibleName(), name
        assert faults(dialog) == [], name
        missed = unreached(dialog, qtbot)
        assert missed == [], name
        dialog.reject()


def unreached(root: QWidget, qtbot: QtBot) -> list[str]:
    """Press Tab till it comes round and return what it never came to."""
    wanted = {widget for widget in focusable(root) if widget is not root}
    seen: set[QWidget] = set()
    for _ in range(2 * len(wanted) + 4):
        held = root.window().focusWidget()
        if held is not None:
            seen.add(held)
        qtbot.keyClick(held or root, Qt.Key.Key_Tab)
    # Of buttons that exclude one another Tab comes to the chosen one, the arrows to the others.
    exclusive = {each for each in wanted if getattr(each, "autoExclusive", lambda: False)() or _grouped(each)}
    return [f"{type(each).__name__} {each.accessibleName()}" for each in wanted - seen - exclusive]


def _grouped(widget: Any) -> bool:
    group = getattr(widget, "group", lambda: None)()
    return group is not None and group.exclusive()


def test_the_review_of_an_import_tells_name_and_role(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    assert faults(box) == []


def test_tab_reaches_all_of_the_start_page(window: MainWindow, qtbot: QtBot):
    assert unreached(window.start_page, qtbot) == []


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_focus_can_be_seen(opened: MainWindow, qtbot: QtBot, scheme: Scheme):
    opened.theme.choose(scheme)
    opened.resize(1366, 768)
    opened.desk.workspace.show_page(INFO)
    opened.session.check_now()
    page: Any = opened.desk.workspace.page()
    navigator: Any = opened.desk.navigator
    shown = [*opened.toolbar.findChildren(QWidget), page.unit, page.work, navigator._view, *page.findChildren(QWidget)]
    tried = [widget for widget in shown if widget in set(focusable(opened))]
    assert len(tried) > 12
    # One of three will do: each look is shared by several.
    for widget in list(dict.fromkeys(tried))[::3]:
        opened.setFocus()
        qtbot.wait(1)
        before = widget.window().grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.wait(1)
        assert widget.window().grab().toImage() != before, f"{type(widget).__name__} {widget.accessibleName()}"
    opened.theme.choose(Scheme.LIGHT)
