"""Contact sheets: many pictures small on one, with their names, to see at a glance what differs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_COLUMNS, _ROWS = 4, 4
_WIDTH, _HEIGHT, _NAME, _GAP = 480, 300, 22, 8


def sheets(files: Sequence[Path], folder: Path, name: str) -> None:
    """Save sheets of `files` into `folder`."""
    most = _COLUMNS * _ROWS
    for number, start in enumerate(range(0, len(files), most), start=1):
        _sheet(files[start : start + most]).save(str(folder / f"contact-{name}-{number}.png"))


def _sheet(files: Sequence[Path]) -> QImage:
    rows = -(-len(files) // _COLUMNS)
    sheet = QImage(_COLUMNS * (_WIDTH + _GAP) + _GAP, rows * (_HEIGHT + _NAME + _GAP) + _GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor(Qt.GlobalColor.gray))
    painter = QPainter(sheet)
    for number, file in enumerate(files):
        left = _GAP + number % _COLUMNS * (_WIDTH + _GAP)
        top = _GAP + number // _COLUMNS * (_HEIGHT + _NAME + _GAP)
        picture = QImage(str(file))
        # Its name says how it was scaled; here it is pixels.
        picture.setDevicePixelRatio(1)
        small = picture.scaled(_WIDTH, _HEIGHT, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawText(QRect(left, top, _WIDTH, _NAME), Qt.AlignmentFlag.AlignVCenter, file.stem)
        painter.drawImage(QPoint(left, top + _NAME), small)
    painter.end()
    return sheet
