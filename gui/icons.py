"""Icons of one family, drawn in the colours of the scheme shown now."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme import RESOURCES, tokens
from gui.theme import shown_scheme as shown

# One pixmap for each scaling that is common: 100, 150, 200 and 300 %.
_SIZES = (16, 24, 32, 48)


def icon(name: str) -> QIcon:
    """Return an icon of `resources/icons`; ask again after a PaletteChange event."""
    source = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    made = QIcon()
    colours = tokens(shown())
    for mode, token in ((QIcon.Mode.Normal, "ink"), (QIcon.Mode.Disabled, "zero")):
        drawn = source.replace("currentColor", colours[token])
        for size in _SIZES:
            made.addPixmap(_draw(drawn, size), mode)
    drawn = source.replace("currentColor", colours["accent"])
    for size in _SIZES:
        made.addPixmap(_draw(drawn, size), QIcon.Mode.Normal, QIcon.State.On)
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
