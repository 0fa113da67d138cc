"""Read scanned pages: their tables by the ruled lines, cell by cell, and the lines of text around them."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import UnreadableFile
from core.importers.ocr import CHECK, MAX_PAGES, MAX_SECONDS, Recogniser, engine
from core.importers.ocr_cells import empty_tables, read_table, without_rules, without_tables
from core.importers.ocr_lines import Read, characters, free_lines, read_lines
from core.importers.ocr_picture import prepare
from core.importers.ocr_rules import find_ruling
from core.importers.page_blocks import Sheet, sheet_of
from core.importers.page_text import lines_of
from core.report import Note

if TYPE_CHECKING:
    from PIL.Image import Image

Size = tuple[float, float]
# A line that the engine is less sure of than this is a picture, a seal or dirt.
_NOTHING = 0.4
# A page with fewer ideographs a line than this may stand on its side or on its head: digits can be read there, words cannot.
_WELL = 0.6
_SURE = 0.8
_SAMPLE = 12
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MOST_NOTES = 40
_TITLE = "扫描件读不出来"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one page gave: its sheet, what was hard to read, how many ideographs were read in how many lines and how surely (0 to 1)."""

    sheet: Sheet
    notes: list[Note]
    words: float
    lines: int
    sure: float

    @property
    def well(self) -> bool:
        """Tell whether the page surely stands upright."""
        return self.words >= _WELL * self.lines and (self.sure >= _SURE or not self.lines)


def read_pages(
    pages: "Iterable[tuple[int, Image, Size]]", count: int, name: str, recogniser: Recogniser | None = None
) -> tuple[dict[int, Sheet], list[Note]]:
    """Return the sheets of scanned pages by their numbers, with notes: first that everything was recognised, then what was hard.

    `pages` yields (number from 0, picture, size in points), `count` of them. Raises UnreadableFile for too many pages, for pages
    without any text, where it takes too long, and where no engine is installed.
    """
    if count > MAX_PAGES:
        raise UnreadableFile(_TITLE, f"{name} 有 {count} 页扫描图片，不像一份年度报告；请只留下年度报告的那几页（最多 {MAX_PAGES} 页）")
    recogniser = recogniser or engine(name)
    started = time.monotonic()
    sheets: dict[int, Sheet] = {}
    hard: list[Note] = []
    for number, picture, size in pages:
        reading = _read_upright(picture, size, number, recogniser)
        sheets[number] = reading.sheet
        hard += reading.notes
        if time.monotonic() - started > MAX_SECONDS:
            raise UnreadableFile(_TITLE, f"{name} 太复杂，识别了 {MAX_SECONDS / 60:.0f} 分钟还没有完；请只留下年度报告的那几页")
    if not any(sheet.items for sheet in sheets.values()):
        raise UnreadableFile(_TITLE, f"{name} 的图片里认不出文字；请换一份更清楚的扫描件，或改用 Word、网页等带文字的版本")
    return sheets, [Note("", CHECK), *_shortened(hard)]


def _shortened(notes: list[Note]) -> list[Note]:
    if len(notes) <= _MOST_NOTES:
        return notes
    return [*notes[:_MOST_NOTES], Note("", f"另有 {len(notes) - _MOST_NOTES} 处没有认准，请对照原件核对")]


def _read_upright(picture: "Image", size: Size, number: int, recogniser: Recogniser) -> _Reading:
    """Read a page; one that cannot be read well is turned to the side on which its longest lines are words."""
    reading = _read_page(picture, size, number, recogniser)
    if reading.well:
        return reading
    for degrees in (180, 90, 270):
        turned = picture.rotate(degrees, expand=True)
        sides = size if degrees == 180 else (size[1], size[0])
        scan = prepare(turned, sides[0], first=number == 0)
        bare = without_rules(scan, find_ruling(scan))
        longest = sorted(free_lines(bare, recogniser), key=lambda box: box.left - box.right)[:_SAMPLE]
        words, sure = _words(read_lines(bare, longest, recogniser, 0.0))
        if words >= _WELL * len(longest) and sure >= _SURE:
            other = _read_page(turned, sides, number, recogniser)
            return other if other.words > 2 * reading.words else reading
    return reading


def _read_page(picture: "Image", size: Size, number: int, recogniser: Recogniser) -> _Reading:
    width, height = size
    scan = prepare(picture, width, first=number == 0)
    ruling = find_ruling(scan)
    bare = without_rules(scan, ruling)
    notes: list[Note] = []
    tables = []
    all_read: list[Read] = []
    for empty in empty_tables(ruling):
        table, doubts, read = read_table(bare, empty, recogniser)
        tables.append(table)
        all_read += read
        notes += [Note("", f"第 {number + 1} 页{doubt}，请对照原件核对") for doubt in doubts]
    around = without_tables(bare, tables)
    read = read_lines(around, free_lines(around, recogniser), recogniser, 0.0)
    faint = sum(bool(line.text) and line.sure < _NOTHING for line in read)
    if faint:
        notes.append(Note("", f"第 {number + 1} 页有 {faint} 处字迹认不清，没有读入，请对照原件核对"))
    lines = lines_of(characters([line for line in read if line.sure >= _NOTHING], around), number)
    all_read += read
    words, sure = _words(all_read)
    return _Reading(sheet_of(lines, tables, width, height), notes, words, len(all_read), sure)


def _words(lines: list[Read]) -> tuple[float, float]:
    """Weigh lines by their words of two ideographs and more: how many ideographs, and how surely (0 to 1) they were read."""
    counts = [(line.sure, len(_HAN.findall(line.text))) for line in lines]
    words = sum(sure * count for sure, count in counts if count > 1)
    whole = sum(count for _, count in counts if count > 1)
    return words, words / whole if whole else 0.0
