"""A printed report beside the document that it shows: which line belongs to which paragraph, which piece to which table."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.document import Slip
from core.layout import Document, Grid, Heading, Para, Signature, Title
from tests.papers.page import Area, Line, Page, lines_of

# Marks that may stand beyond the right margin.
HANGING = frozenset("。，、；：！？．,.")
HEADING, PARAGRAPH, SIGNED, OTHER = "heading", "paragraph", "signed", "other"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that begins on a line of its own: a heading, a paragraph, a line of the signature."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in its place: the unit that it belongs to (counted from 0), and whether it opens or ends it."""

    page: Page
    line: Line
    at: int
    unit: Unit
    opens: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a table stands on one page: the page, its edges."""

    page: Page
    area: Area


def visible(text: str) -> str:
    """Return what of a text leaves ink: no blanks, no invisible marks."""
    return "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cn") and not "\ufe00" <= c <= "\ufe0f"
    )


class Paper:
    """Printed pages and what they should show; `lost` are the characters that no face has.

    `by_office`: LibreOffice 7 set the pages. It leaves out a mark that should hang at a line's end where a Latin digit follows, and
    lets a character above U+FFFF hang there.
    """

    def __init__(self, pages: Sequence[Page], document: Document, lost: Sequence[str] = (), *, by_office: bool = False) -> None:
        self.document, self.pages, self.by_office = document, pages, by_office
        self.lost = frozenset(lost)
        self.units = [unit for unit in self._units() if unit.text]

    def _units(self) -> Iterator[Unit]:
        for block in self.document.blocks:
            match block:
                case Slip():
                    yield Unit(OTHER, visible(block.title))
                    yield Unit(OTHER, visible(block.note))
                case Title():
                    for line in block.lines:
                        yield Unit(HEADING, visible(line))
                case Heading():
                    yield Unit(HEADING, visible(block.text))
                case Para():
                    yield Unit(HEADING if block.level else PARAGRAPH, visible(block.text))
                case Signature():
                    yield Unit(SIGNED, visible(block.unit))
                    yield Unit(SIGNED, visible(block.date))
                case _:
                    pass

    @property
    def grids(self) -> list[Grid]:
        """The tables in order, that of the 审签单 first."""
        found = [block.grid if isinstance(block, Slip) else block for block in self.document.blocks]
        return [block for block in found if isinstance(block, Grid)]

    @cached_property
    def wanted(self) -> str:
        """All prose of the document in order, without blanks."""
        return "".join(unit.text for unit in self.units)

    @cached_property
    def said(self) -> list[tuple[Page, Line, str]]:
        """Every line of prose with what it says, without blanks."""
        found: list[tuple[Page, Line, str]] = []
        at = 0
        lines = [(page, line) for page in self.pages for line in page.prose]
        following = [*(line.text for _, line in lines[1:]), ""]
        for (page, line), after in zip(lines, following, strict=False):
            text = line.text
            mark = self.wanted[at + len(text) : at + len(text) + 1]
            if self.by_office and mark in HANGING and not after.startswith(mark):
                text += mark
            found.append((page, line, text))
            at += len(text)
        return found

    @cached_property
    def text_fault(self) -> str:
        """Say where the pages' prose departs from the document's; empty where it does not."""
        wanted, said = self.wanted, "".join(text for _, _, text in self.said)
        if wanted == said:
            return ""
        at = next((at for at, (a, b) in enumerate(zip(wanted, said, strict=False)) if a != b), min(len(wanted), len(said)))
        return f"text differs: …{wanted[max(0, at - 8) : at + 12]}… is …{said[max(0, at - 8) : at + 12]}…"

    @cached_property
    def placed(self) -> list[Placed]:
        """Every line of prose with its unit; nothing where the text differs."""
        found: list[Placed] = []
        at, used = 0, 0
        for page, line, text in self.said if not self.text_fault else ():
            unit = self.units[at]
            after = used + len(text)
            found.append(Placed(page, line, at, unit, used == 0, after >= len(unit.text)))
            used = after
            while at < len(self.units) and used >= len(self.units[at].text):
                used -= len(self.units[at].text)
                at += 1
        return found

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces of all tables in order."""
        return [Piece(page, area) for page in self.pages for area in page.areas]

    @cached_property
    def lines(self) -> dict[int, list[Line]]:
        """The lines of each page by its number: of prose, of the footer, and of each cell by itself."""
        found: dict[int, list[Line]] = {}
        for page in self.pages:
            inside = [[g for g in page.glyphs if area.holds(g)] for area in page.areas]
            found[page.number] = [*page.prose, *page.footer, *(line for glyphs in inside for line in lines_of(glyphs))]
        return found
