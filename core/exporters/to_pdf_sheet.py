"""The pages as they fill up: operators, bookmarks, and where the places of the report stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.exporters.to_pdf_file import Mark
from core.exporters.to_pdf_measures import HEIGHT, LEFT, PAGE_HEIGHT, TOP, WIDTH
from core.exporters.to_pdf_places import NO_PARAGRAPH, PlaceBox
from core.exporters.to_pdf_table_draw import Part

_EPSILON = 0.01
_LONGEST_MARK = 40


@dataclass
class Pages:
    """The pages as they fill up.

    Operators by page, bookmarks, places, what is used of the last page, what the page before it has left, how many pages have no number.
    """

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    marks: list[Mark] = field(default_factory=list)
    places: list[PlaceBox] = field(default_factory=list)
    used: float = 0.0
    blank: float = 0.0
    front: int = 0

    @property
    def left(self) -> float:
        """The height left on the page."""
        return HEIGHT - self.used + _EPSILON

    @property
    def top(self) -> float:
        """The upper edge of what comes next, from the paper's foot."""
        return PAGE_HEIGHT - TOP - self.used

    def turn(self) -> None:
        """Begin a new page unless this one is empty."""
        if self.used > 0:
            self.pages.append([])
            self.blank, self.used = self.left, 0.0

    def end_front(self) -> None:
        """End the pages that stand before the report and are not counted."""
        self.front = len(self.pages)
        self.turn()

    def put(self, operators: Iterable[str], height: float) -> None:
        """Add operators and move down."""
        self.pages[-1].extend(operators)
        self.used += height

    def mark(self, level: int, title: str) -> None:
        """Set a bookmark at what comes next."""
        self.marks.append(Mark(level, title[:_LONGEST_MARK], len(self.pages) - 1, self.top))

    def place(self, height: float, part: str, index: int = NO_PARAGRAPH, span: tuple[int, int] = (0, 0)) -> None:
        """Say what the next `height` points show, over the whole width of the type area."""
        top = TOP + self.used
        self.places.append(PlaceBox(len(self.pages) - 1, LEFT, top, LEFT + WIDTH, top + height, part, index, *span))

    def place_table(self, part: Part) -> None:
        """Say where the cells of a piece of a table stand that comes next."""
        page, top = len(self.pages) - 1, TOP + self.used
        across, down = [LEFT + x for x in part.across], [top + y for y in part.down]
        self.places.extend(
            PlaceBox(
                page,
                across[cell.column],
                down[cell.row],
                across[cell.column + cell.column_span],
                down[cell.row + cell.row_span],
                part.grid.table,
                cell=cell.cell,
            )
            for cell in part.grid.cells
        )
