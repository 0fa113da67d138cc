"""Icons of one family, drawn in the colours of the scheme shown now."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme import RESOURCES, px, tokens
from gui.theme import shown_scheme as shown

_SIDE = 16


def icon(name: str, ratio: float, side: int = _SIDE, token: str = "ink") -> QIcon:
    """Return an icon of `resources/icons` for a screen of that pixel ratio; ask again when it or the scheme changes.

    `side` in pixels of the design, `token` is the colour of what is neither disabled nor switched on.
    """
    source = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    colours = tokens(shown())
    made = QIcon()
    for ink, mode, state in (
        (token, QIcon.Mode.Normal, QIcon.State.Off),
        ("zero", QIcon.Mode.Disabled, QIcon.State.Off),
        ("accent", QIcon.Mode.Normal, QIcon.State.On),
    ):
        pixmap = _draw(source.replace("currentColor", colours[ink]), round(px(side) * ratio))
        pixmap.setDevicePixelRatio(ratio)
        made.addPixmap(pixmap, mode, state)
    return made


def app_icon() -> QIcon:
    """Return the program's own icon."""
    source = (RESOURCES / "icons" / "app.svg").read_text("utf-8")
    made = QIcon()
    for size in (16, 32, 48, 64, 128):
        made.addPixmap(_draw(source, size))
    return made


def _draw(source: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    return pixmap
