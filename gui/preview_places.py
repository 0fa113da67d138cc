"""Between the pages of the preview and the places of the window: what stands where, and which character a click means."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.columns import columns
from core.exporters.to_pdf_measures import PITCH
from core.exporters.to_pdf_places import DATE_PART, NO_PARAGRAPH, PICTURE_PART, SLIP_PART, TITLE_PART, UNIT_PART
from core.places import place_label
from core.report import PREAMBLE
from gui.places import INFO, Place

if TYPE_CHECKING:
    from core.exporters.to_pdf_places import PlaceBox
    from core.report import Report
    from core.schema import CellId

_FIELDS = (TITLE_PART, UNIT_PART, DATE_PART)
# The title says these too.
_IN_TITLE = ("", "unit", "year")
# What the 审签单 alone says, and where a click on it leads; nowhere on paper where there is none.
_ON_SLIP = "contact"
_NOWHERE = (PICTURE_PART,)
# A paragraph's first line is indented by two characters.
_INDENT = 2


class PageMap:
    """The places on the pages made of one report; x and y are points from a page's upper left corner."""

    def __init__(self, boxes: "Sequence[PlaceBox]", report: "Report") -> None:
        self._report = report
        # How many pages the 审签单 has, which bear no number.
        self.front = 0
        self._on_page: dict[int, list[PlaceBox]] = defaultdict(list)
        self._headings: dict[str, PlaceBox] = {}
        for box in boxes:
            self._on_page[box.page].append(box)
            if box.part == SLIP_PART:
                self.front = max(self.front, box.page + 1)
            if box.index == NO_PARAGRAPH and box.cell is None:
                self._headings.setdefault(box.part, box)

    def at(self, page: int, x: float, y: float) -> "PlaceBox | None":
        """Return what stands at a point of a page; None on blank paper."""
        found = (box for box in self._on_page.get(page, ()) if box.left <= x < box.right and box.top <= y < box.bottom)
        box = next(found, None)
        return None if box is None or box.part in _NOWHERE else box

    def place(self, box: "PlaceBox", x: float, y: float) -> Place:
        """Return the place of the window that a click into a box means."""
        if box.part == SLIP_PART:
            return Place(INFO, field=_ON_SLIP)
        if box.part in _FIELDS:
            return Place(INFO, field=box.part)
        if box.index != NO_PARAGRAPH:
            at = self._character(box, x)
            return Place(_page_of(box.part), None, box.index, at, at)
        cell = self._cell(box, x, y)
        return Place(box.part, cell)

    def label(self, box: "PlaceBox") -> str:
        """Name what stands in a box in the words of the form."""
        if box.cell is not None:
            return place_label(self._report.form, str(box.cell))
        if box.part == SLIP_PART:
            return place_label(self._report.form, _ON_SLIP)
        known = box.part in _FIELDS or box.index == NO_PARAGRAPH
        return place_label(self._report.form, box.part if known else f"{box.part}:{box.index + 1}")

    def boxes(self, place: Place) -> "list[PlaceBox]":
        """Return where a place of the window stands, in the order of the pages; none where it is not on paper."""
        every = (box for boxes in self._on_page.values() for box in boxes)
        if place.cell is not None:
            return [box for box in every if box.cell == place.cell]
        if place.paragraph is not None:
            part = PREAMBLE if place.page == INFO else place.page
            return [box for box in every if box.part == part and box.index == place.paragraph]
        if place.page == INFO:
            part = TITLE_PART if place.field in _IN_TITLE else SLIP_PART if place.field == _ON_SLIP else place.field
            return [box for box in every if box.part == part]
        return [self._headings[place.page]] if place.page in self._headings else []

    def first_on(self, page: int, top: float) -> "PlaceBox | None":
        """Return the first box of a page that begins at `top` or below it."""
        boxes = (box for box in self._on_page.get(page, ()) if box.part not in _NOWHERE and box.top >= top)
        return next(boxes, None)

    def _cell(self, box: "PlaceBox", x: float, y: float) -> "CellId | None":
        """Return the box's own cell; for a label of a table the nearest cell, for a heading none."""
        if box.cell is not None or box is self._headings.get(box.part):
            return box.cell
        held = [each for each in self._on_page[box.page] if each.part == box.part and each.cell is not None]
        nearest = min(held, key=lambda each: _distance(each, x, y), default=None)
        return nearest.cell if nearest is not None else None

    def _character(self, box: "PlaceBox", x: float) -> int:
        """Return the character boundary of the paragraph nearest to x: full-width characters are one pitch wide, others half of it."""
        paragraphs = self._report.paragraphs(box.part)
        text = paragraphs[box.index].text[box.start : box.end] if box.index < len(paragraphs) else ""
        blanks = len(text) - len(text.lstrip()) if box.start == 0 else 0
        edge = box.left + (_INDENT * PITCH if box.start == 0 else 0.0)
        for at, character in enumerate(text[blanks:], start=box.start + blanks):
            width = columns(character) / 2 * PITCH
            if x < edge + width / 2:
                return at
            edge += width
        return box.start + len(text.rstrip())


def _page_of(part: str) -> str:
    return INFO if part == PREAMBLE else part


def _distance(box: "PlaceBox", x: float, y: float) -> float:
    across = max(box.left - x, x - box.right, 0.0)
    down = max(box.top - y, y - box.bottom, 0.0)
    return across * across + down * down
