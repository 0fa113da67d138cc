"""The acts of 查看, 编辑, 检查 and 帮助: they turn to the workspace and the panes; files are `file_acts`."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.rules.engine import Finding, Level
from gui.findings_panel import FindingsPanel
from gui.folding import Folding
from gui.places import INFO, Place, has_a_spot
from gui.session import Session
from gui.settings import SHOW_LAST, ZOOM, Settings
from gui.theme import factor
from gui.workspace import Workspace

ZOOM_STEPS = (75, 90, 100, 110, 125, 150, 175, 200)


class EditActs(QObject):
    """Undo, clipboard, search, and what is done to the selected cells."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session, self._workspace = session, workspace

    def settle(self) -> None:
        """Take in what was typed and the session does not have yet: a cell editor, a composition, a field."""
        if self._session.is_open:
            self._workspace.page().commit()

    def undo(self) -> None:
        """Undo one step."""
        self.settle()
        self._session.stack.undo()

    def redo(self) -> None:
        """Redo one step; what was typed after the undo comes first, and then nothing is left to redo."""
        self.settle()
        self._session.stack.redo()

    def cut(self) -> None:
        """Cut where the keyboard is."""
        self._pass_on("cut")

    def copy(self) -> None:
        """Copy where the keyboard is."""
        self._pass_on("copy")

    def paste(self) -> None:
        """Paste where the keyboard is."""
        self._pass_on("paste")

    def find(self) -> None:
        """Search the page, its text or its table."""
        self._workspace.page().open_find()

    def fill_zero(self) -> None:
        """Fill 0 into the cells meant that are 未填."""
        self.settle()
        self._session.fill_zero(self._workspace.cells_meant())

    def reset_to_auto(self) -> None:
        """Return the selected sums to 自动."""
        self.settle()
        cell = self._workspace.place().cell
        cells = self._workspace.selected or ([cell] if cell else [])
        if not self._session.reset_to_auto(cells):
            self._session.message.emit("选中的格没有手填的合计")

    def _pass_on(self, name: str) -> None:
        focus: QWidget | None = QApplication.focusWidget()
        while focus is not None:
            act = getattr(focus, name, None)
            if callable(act):
                act()
                return
            focus = focus.parentWidget()


class ViewActs(QObject):
    """Panes, zoom, pages, findings."""

    zoomed = Signal(int)

    def __init__(self, settings: Settings, workspace: Workspace, folding: Folding, findings: FindingsPanel) -> None:
        super().__init__(workspace)
        self._settings, self._workspace, self._folding, self._findings = settings, workspace, folding, findings
        self._zoom = settings.get(ZOOM)
        self._led_to: Place | None = None

    def begin(self) -> None:
        """Show what the settings say."""
        self._apply_zoom(self._zoom)
        self.show_last(self._settings.get(SHOW_LAST))

    def show_print(self) -> None:
        """Show the work in the print chosen for the whole window, 大字 or as designed."""
        self._apply_zoom(self._zoom)

    def show_last(self, show: bool) -> None:
        """Show or hide last year's values."""
        self._settings.put(SHOW_LAST, show)
        self._workspace.set_show_last(show)

    def show_navigator(self, show: bool) -> None:
        """Show or fold the left pane."""
        self._folding.choose("show_navigator", show)

    def show_findings(self, show: bool) -> None:
        """Show or fold the right pane."""
        self._folding.choose("show_findings", show)

    def show_preview(self, show: bool) -> None:
        """Show or fold the pages beside the work."""
        self._folding.choose("show_preview", show)

    def zoom_in(self) -> None:
        """Show the work one step larger."""
        self._apply_zoom(next((z for z in ZOOM_STEPS if z > self._zoom), ZOOM_STEPS[-1]))

    def zoom_out(self) -> None:
        """Show the work one step smaller."""
        self._apply_zoom(next((z for z in reversed(ZOOM_STEPS) if z < self._zoom), ZOOM_STEPS[0]))

    def zoom_to(self, percent: int) -> None:
        """Show the work at a chosen size."""
        self._apply_zoom(percent)

    def zoom_reset(self) -> None:
        """Show the work as designed."""
        self._apply_zoom(100)

    def go_info(self) -> None:
        """Go to the report's unit, year, title, signature and preamble."""
        self._workspace.show_page(INFO)
        self._workspace.enter()

    def go_section(self, number: int) -> None:
        """Go to a section by its number."""
        self._workspace.show_number(number)

    def next_finding(self) -> None:
        """Go to the next finding."""
        self._findings.step(1)

    def previous_finding(self) -> None:
        """Go to the previous finding."""
        self._findings.step(-1)

    def go_to_finding(self, finding: Finding) -> None:
        """Show what a finding speaks of; the next act on a finding means this one until the cursor is elsewhere."""
        self._workspace.go_to_finding(finding)
        self._led_to = self._workspace.place()

    def mend_finding(self) -> None:
        """Mend the finding at the cursor, the first one that has a mend; the keyboard stays where it is."""
        self._workspace.page().commit()
        self._findings.mend(next((finding for finding in self._meant() if finding.fix is not None), None))

    def fix_all(self) -> None:
        """Mend every open finding of the rule whose finding is meant."""
        self._workspace.page().commit()
        self._findings.answers.mend_alike(next((finding for finding in self._meant() if finding.fix is not None), None))

    def explain_finding(self) -> None:
        """Say why the 核实 at the cursor may stand."""
        self._workspace.page().commit()
        self._findings.explain(next((finding for finding in self._meant() if finding.level is Level.CONFIRM), None))

    def _meant(self) -> list[Finding]:
        """Return the findings that an act means: that of the card with the keyboard, else those at the cursor.

        The one gone to counts as well where it speaks of the whole part shown.
        """
        with_keys = self._findings.with_keys()
        if with_keys is not None:
            return [with_keys]
        here, chosen = list(self._workspace.page().findings_here()), self._findings.chosen()
        if chosen is None or self._workspace.place() != self._led_to:
            return here
        if chosen in here:
            return [chosen, *(finding for finding in here if finding != chosen)]
        return here if has_a_spot(chosen) else [chosen]

    def _apply_zoom(self, percent: int) -> None:
        self._zoom = min(max(percent, ZOOM_STEPS[0]), ZOOM_STEPS[-1])
        self._settings.put(ZOOM, self._zoom)
        self._workspace.set_zoom(self._zoom / 100 * factor())
        self.zoomed.emit(self._zoom)
