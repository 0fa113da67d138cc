"""Where every place of a report stands on the pages of its .pdf: what a click on a page leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.schema import CellId

# The parts of a page that belong to no section.
TITLE_PART, UNIT_PART, DATE_PART, SLIP_PART, PICTURE_PART = "title", "signed_unit", "signed_date", "slip", "picture"
# The index of what is no paragraph.
NO_PARAGRAPH = -1


@dataclass(frozen=True, slots=True)
class PlaceBox:
    """A rectangle of a page (from 0), in points from the page's upper left corner, and what stands in it.

    A line of text is as wide as the type area. `part` is a prose part or a section's id, or one of the names above. A line of a
    paragraph has the paragraph's `index` and the characters [start, end) of its text that it shows; the lines of a paragraph cover its
    text in order, dropped characters and blanks at its ends included. A cell of a table has its `cell`, a label of it None.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    part: str
    index: int = NO_PARAGRAPH
    start: int = 0
    end: int = 0
    cell: CellId | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A .pdf and where its places stand, in the order of the pages."""

    data: bytes
    places: tuple[PlaceBox, ...]


def line_ranges(text: str, shown: Sequence[int], starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the characters [start, end) of a paragraph's text for each of its lines.

    `shown` are the places in the text of the characters that are set, `starts` where each line begins among those.
    """
    edges = [0, *(shown[start] for start in starts[1:]), len(text)]
    return list(pairwise(edges))
