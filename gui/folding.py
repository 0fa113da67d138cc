"""Fold the side panes where the window has no room for them beside the work, and unfold them where it has."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.settings import SHOW_FINDINGS, SHOW_NAVIGATOR, SHOW_PREVIEW, Setting, Settings

# In the order in which they give way: the preview is only there where a person called it up.
PANES: Mapping[str, Setting[bool]] = {"show_findings": SHOW_FINDINGS, "show_navigator": SHOW_NAVIGATOR, "show_preview": SHOW_PREVIEW}
# Below this a page cannot be read: there the others give way sooner than its least width says.
_USEFUL = {"show_preview": 360}


def with_room(width: int, work: int, panes: Mapping[str, int], kept: Iterable[str] = ()) -> set[str]:
    """Return which of `panes` (least widths, the first gives way first) stand beside work of `work` pixels in `width`.

    Those in `kept` stay whatever it costs.
    """
    shown = set(panes)
    for name in panes:
        if work + sum(panes[each] for each in shown) <= width:
            break
        if name not in kept:
            shown.discard(name)
    return shown


class Folding(QObject):
    """Hold what a person wants to see and show what there is room for.

    A pane that a person calls up in a narrow window stays until that person sends it away or the window is wide enough for all.
    """

    # An action's name, and whether its pane stands there now.
    folded = Signal(str, bool)

    def __init__(self, settings: Settings, panes: Mapping[str, QWidget], work: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._panes, self._work = settings, panes, work
        # Those called up, and whether they had been wanted before.
        self._insisted: dict[str, bool] = {}
        self._width = 0

    def choose(self, name: str, show: bool) -> None:
        """Take what a person wants of a pane."""
        if not show and name in self._insisted:
            # It was called up for a look only: what had been wanted before stands again in a wider window.
            self._settings.put(PANES[name], self._insisted.pop(name))
        else:
            before = self._settings.get(PANES[name])
            self._settings.put(PANES[name], show)
            if show and name not in self._fitting():
                self._insisted[name] = before
        self._show()

    def fit(self, width: int) -> None:
        """Follow the window to another width, or the work to another size."""
        self._width = width
        wanted = self._wanted()
        if with_room(width, self._work(), wanted) == set(wanted):
            self._insisted.clear()
        self._show()

    def _wanted(self) -> dict[str, int]:
        wanted = (name for name in PANES if self._settings.get(PANES[name]))
        return {name: max(self._panes[name].minimumWidth(), _USEFUL.get(name, 0)) for name in wanted}

    def _fitting(self) -> set[str]:
        return with_room(self._width, self._work(), self._wanted(), self._insisted)

    def _show(self) -> None:
        fitting = self._fitting()
        for name, pane in self._panes.items():
            if pane.isHidden() == (name in fitting):
                pane.setVisible(name in fitting)
            self.folded.emit(name, name in fitting)
