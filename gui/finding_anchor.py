"""What the eye is on in a list stays where it is while cards come and go around it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


class Anchor:
    """Remember where the widgets of a scrolled list are, the one that matters first of all; `hold` scrolls it back there."""

    def __init__(self, area: QScrollArea, inner: QWidget, layout: QLayout, shown: Sequence[QWidget], meant: QWidget | None) -> None:
        self._area, self._inner, self._layout = area, inner, layout
        view = area.viewport()
        places = {each: each.mapTo(view, QPoint(0, 0)).y() for each in shown if each.isVisibleTo(view)}
        seen = [each for each, y in places.items() if y + each.height() > 0 and y < view.height()]
        eye = meant if meant in seen else seen[0] if seen and area.verticalScrollBar().value() else None
        start = list(places).index(eye) if eye is not None else len(places)
        # Where the eye's own card goes, the next one takes its place; behind the last one, the one before it stays.
        after, before = list(places)[start:], list(places)[:start]
        self._chain = [*((each, places[eye]) for each in after if eye is not None), *((each, places[each]) for each in reversed(before))]
        self._is_held = eye is not None

    def hold(self, left: Sequence[QWidget]) -> None:
        """Lay the list out at once and scroll so that the first of what is left stands where it stood."""
        area, inner = self._area, self._inner
        self._layout.activate()
        width = area.viewport().width()
        inner.resize(width, max(self._layout.totalHeightForWidth(width), area.viewport().height()))
        if not self._is_held:
            return
        staying = set(left)
        found = next(((each, y) for each, y in self._chain if each in staying), None)
        if found is not None:
            each, y = found
            bar = area.verticalScrollBar()
            bar.setMaximum(max(inner.height() - area.viewport().height(), 0))
            bar.setValue(each.mapTo(inner, QPoint(0, 0)).y() - y)
