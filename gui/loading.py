"""What an open report is shown with, loaded while a person looks for the file: each module in a turn of its own, so that keys get in."""

from collections.abc import Callable, Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

# What stands on others comes behind them: so no turn is long.
MODULES = (
    "core.schema",
    "core.report",
    "core.live",
    "core.layout",
    "core.places",
    "gui.checks",
    "gui.grid_metrics",
    "gui.cell_delegate",
    "gui.grid_landing",
    "gui.grid_acts",
    "gui.grid_lights",
    "gui.grid_model",
    "gui.grid_canvas",
    "gui.grid_view",
    "gui.finding_card",
    "gui.finding_list",
    "gui.findings_panel",
    "gui.navigator",
    "gui.workspace",
    "gui.desk",
    "gui.settings_dialog",
    "gui.toolbar",
    "gui.export_acts",
    "gui.section_page",
    "gui.text_look",
    "gui.text_area",
    "gui.text_editor",
    "core.zero",
)


class Loading(QObject):
    """Load them, call `then` and rest for good; a report that is opened meanwhile loads what it needs itself."""

    def __init__(self, parent: QObject, then: Callable[[], None]) -> None:
        super().__init__(parent)
        self._then = then
        self._left: Iterator[str] = iter(MODULES)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._load)
        self._timer.start()

    def _load(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._timer.stop()
            self._then()
        else:
            import_module(name)
