"""Read one scanned page: its tables by their ruled lines, cell by cell, and the lines of text around them."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from core.importers.ocr import Recogniser
from core.importers.ocr_cells import empty_tables, read_table, without_rules, without_tables
from core.importers.ocr_lines import Read, characters, free_lines, read_lines
from core.importers.ocr_picture import prepare
from core.importers.ocr_rules import find_ruling
from core.importers.page_blocks import Sheet, sheet_of
from core.importers.page_text import lines_of
from core.report import Note

if TYPE_CHECKING:
    from PIL.Image import Image

# A line that the engine is less sure of than this is a picture, a seal or dirt.
_NOTHING = 0.4
_HAN = re.compile("[\u4e00-\u9fff]")
_WIDE = str.maketrans("(),;", "（），；")


def read_page(picture: "Image", size: tuple[float, float], number: int, engine: Recogniser) -> tuple[Sheet, list[Note]]:
    """Return the lines and tables of a page (`number` counts from 0, `size` is the paper's in points) and what was hard to read."""
    width, height = size
    scan = prepare(picture, width, first=number == 0)
    ruling = find_ruling(scan)
    bare = without_rules(scan, ruling)
    notes: list[Note] = []
    tables = []
    for empty in empty_tables(ruling):
        table, doubts = read_table(bare, empty, engine)
        tables.append(table)
        notes += [Note("", f"第 {number + 1} 页{doubt.place}{doubt.message}，请对照原件核对") for doubt in doubts]
    around = without_tables(bare, tables)
    read = [_worded(line) for line in read_lines(around, free_lines(around, engine), engine, 0.0)]
    faint = [line.text for line in read if line.sure < _NOTHING and line.text]
    if faint:
        notes.append(Note("", f"第 {number + 1} 页有 {len(faint)} 处字迹认不清，没有读入，请对照原件核对"))
    lines = lines_of(characters([line for line in read if line.sure >= _NOTHING], around), number)
    return sheet_of(lines, tables, width, height), notes


def _worded(line: Read) -> Read:
    """Give Chinese text its wide marks back, which recognition takes for narrow ones."""
    return replace(line, text=line.text.translate(_WIDE)) if _HAN.search(line.text) else line
