"""The pictures of README.md: small files of the screens that tell most."""

from collections import Counter
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from core.papers import Extras
from core.schema import CellId
from gui.places import Place
from gui.theme import Scheme
from tests.screenshots import figures, reviews, stage
from tests.screenshots.sample import draft

_VIVID = 40


def draw(folder: Path, size: tuple[int, int]) -> None:
    """Draw the start page, the review of an import, tables, prose, the preview and 送审."""
    with stage.window(size) as window:

        def shoot(name: str, widget: QWidget | None = None) -> None:
            stage.rest()
            _save_small((widget or window).grab().toImage(), folder / f"{name}.png")

        window.theme.choose(Scheme.LIGHT)
        shoot("start")
        reviews.draw_one(window, lambda box: shoot("review", box))
        stage.open_report(window, draft())
        _tables(window, shoot)
        _prose(window, shoot)
        _send(window, shoot)


def _tables(window: Any, shoot: Any) -> None:
    window.desk.workspace.go(Place("applications", CellId("applications", "results_total", "natural_person")))
    window.actions_["show_terms"].trigger()
    shoot("table")
    window.actions_["show_terms"].trigger()
    window.theme.choose(Scheme.DARK)
    window.actions_["show_last"].trigger()
    window.desk.workspace.go(Place("applications", CellId("applications", "partial", "business")))
    shoot("dark")
    window.actions_["show_last"].trigger()
    window.theme.choose(Scheme.LIGHT)


def _prose(window: Any, shoot: Any) -> None:
    session = window.session
    # The prose's own findings come to the head of the list when the tables are in order.
    for table in session.report.form.tables:
        session.fill_zero(list(table.cells))
        session.reset_to_auto(list(table.cells))
    session.check_now()
    figures.write(session)
    window.desk.findings.bar.tabs["section"].click()
    window.desk.workspace.go(Place("overview", None, 3, 42, 42))
    window.actions_["show_last_text"].trigger()
    shoot("prose")
    window.actions_["show_last_text"].trigger()
    window.desk.findings.bar.tabs["level"].click()
    with stage.preview(window):
        window.desk.workspace.go(Place("overview", None, 1, 8, 8))
        shoot("preview")


def _send(window: Any, shoot: Any) -> None:
    from gui.send_dialog import SendDialog

    dialog = SendDialog(window.session, window.files.default_folder(), Extras(slip=True), window)
    dialog.show()
    shoot("send", dialog)
    dialog.close()


def _save_small(picture: QImage, file: Path) -> None:
    """Save with 256 of its colours, half of them vivid ones, which are few but mean something: a third of the size."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    # The stubs take what is a memoryview for bytes.
    pixels = cast(Any, picture.constBits()).cast("I")
    counted = [colour for colour, _ in Counter(pixels).most_common()]
    vivid = [colour for colour in counted if _vividness(colour) > _VIVID][:128]
    plain = [colour for colour in counted if _vividness(colour) <= _VIVID][: 256 - len(vivid)]
    small = picture.convertToFormat(QImage.Format.Format_Indexed8, [*vivid, *plain], Qt.ImageConversionFlag.ThresholdDither)
    # 0 is Qt's word for the smallest file.
    small.save(str(file), None, 0)


def _vividness(colour: int) -> int:
    parts = colour.to_bytes(4, "little")[:3]
    return max(parts) - min(parts)
