"""The review of an import: of a clean report, of one with cells in doubt, of a damaged one with many notes, of several files."""

import random
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from core.errors import UnreadableFile
from core.importers.source import RawText, Source
from core.reading import Reading, recognised
from core.report import Report
from gui.import_review import ImportReview
from tests.core.damage import break_label, cut_label, damage, drop_cell, drop_row, insert_blank, shift_row
from tests.core.written import written
from tests.screenshots.sample import COLUMNS, TABLE, last_year

SIZES = ((1366, 768), (911, 512))
_FRAME = (8, 40)
_DAMAGED = "扫描件.doc 已损坏，没有读完；请在 Word、WPS 中打开，另存为 .docx 后再试"


def clean() -> Reading:
    """Return a reading that leaves nothing to look at."""
    return recognised(written(_report(), spans="none").grids(), "柳湾镇2024年度报告.docx")


def doubtful() -> Reading:
    """Return a reading with a row in doubt, a strange row, and lines before the title."""
    sample = written(_report(), spans="none")
    rows = sample.tables[TABLE]
    at = next(at for at, row in enumerate(rows) if "（一）予以公开" in row)
    rows[at][-2:] = []
    rows.insert(at + 2, ["", "（八）转交其他机关办理", None, "3", "1", "0", "0", "2", "0", "6"])
    head = (RawText("清溪县柳湾镇人民政府文件"), RawText("柳政发〔2025〕3号"))
    return recognised(Source("docx", (*head, *sample.grids().blocks)), "柳湾镇2024年度报告.docx")


def damaged() -> Reading:
    """Return a reading with notes all over the large table."""
    sample = written(_report(), spans="none")
    rng = random.Random(11)
    for kind in (drop_cell, cut_label, break_label, insert_blank, shift_row, drop_row) * 3:
        damage(rng, sample, [kind])
    return recognised(sample.grids(), "柳湾镇2024年度报告.doc")


def _report() -> Report:
    report = last_year()
    report.notes = ()
    return report


def draw(window: QWidget, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw each at the sizes of a common and of a small screen."""
    other = clean()
    other.report.year = 2023
    faults = [("扫描件.doc", UnreadableFile("打不开这份文件", _DAMAGED))]
    for name, readings, failed in (
        ("clean", [clean()], []),
        ("doubtful", [doubtful()], []),
        ("damaged", [damaged()], []),
        ("several", [doubtful(), other], faults),
    ):
        for width, height in SIZES:
            named = [(f"柳湾镇{reading.report.year}年度报告.docx", reading) for reading in readings]
            box = ImportReview(named, as_last=True, replaces=name == "doubtful", faults=failed, parent=window)
            box.show()
            box.resize(width - _FRAME[0], height - _FRAME[1])
            if name == "doubtful":
                _correct(box)
            shoot(f"review-{name}-{width}", box)
            box.desk.session.stack.setIndex(0)
            box.close()
            box.deleteLater()


def draw_one(window: QWidget, shoot: Callable[[QWidget], object]) -> None:
    """Draw the review of a report with a row in doubt."""
    box = ImportReview([("柳湾镇2024年度报告.docx", doubtful())], as_last=True, replaces=False, faults=[], parent=window)
    box.show()
    box.resize(SIZES[0][0] - _FRAME[0], SIZES[0][1] - _FRAME[1])
    _correct(box)
    shoot(box)
    box.desk.session.stack.setIndex(0)
    box.close()
    box.deleteLater()


def _correct(box: ImportReview) -> None:
    session = box.desk.session
    cell = session.doubtful()[0]
    session.edit_cells({cell: replace(session.report.entry(cell), value=7, doubtful=False)}, "改正")
    box.desk.show_item(next(item for item in box.desk.notes.shown() if cell in item.cells))
    assert cell.column == COLUMNS[0]
