"""Tell paragraphs, tables, rows and cells apart: an old Word file holds them as one run of marked characters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.importers.from_doc_bytes import TooLarge
from core.importers.from_doc_properties import ParagraphFacts, Properties
from core.importers.from_doc_rows import RowShape, row_shape
from core.importers.from_doc_text import Text
from core.importers.source import MAX_CELLS, MAX_PARAGRAPHS

_ENDS = re.compile("[\r\x07\x0c]")
_CELL_END, _SECTION_END = "\x07", "\x0c"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph: where it begins, where its mark stands, whether it has one, how deep in tables it is, what else is said of it."""

    start: int
    end: int
    depth: int
    facts: ParagraphFacts
    has_mark: bool = True

    @property
    def ends_row(self) -> bool:
        """Whether it is the mark of a row's end."""
        return self.facts.row_end if self.depth == 1 else self.facts.inner_row_end

    def ends_cell(self, text: str) -> bool:
        """Tell whether it is the last of a cell."""
        return text[self.end] == _CELL_END if self.depth == 1 else self.facts.inner_cell_end


@dataclass(slots=True)
class Row:
    """A row: its cells, each the stretches in it; its end and shape, None where the file does not tell them."""

    cells: list[list[Stretch]] = field(default_factory=list)
    end: Stretch | None = None
    shape: RowShape | None = None


class Structure:
    """Cut the text of a file into paragraphs, and those of tables into rows and cells."""

    def __init__(self, text: Text, properties: Properties) -> None:
        self._text, self._properties = text, properties
        self._paragraphs_left = MAX_PARAGRAPHS + MAX_CELLS
        # Every text is read once; places that lie may name one again and again.
        self._characters_left = 2 * len(text.characters)

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """Cut the characters from `start` to `end` into paragraphs; what stands behind the last mark is one, too."""
        text = self._text
        found: list[Stretch] = []
        at, end = start, min(end, len(text.characters))
        self._characters_left -= max(end - start, 0)
        if self._characters_left < 0:
            raise TooLarge
        for mark in _ENDS.finditer(text.characters, start, end):
            place = mark.start()
            piece = text.piece_at(place)
            file_place = piece.place_of(place)
            run_end, facts = self._properties.paragraph(file_place, piece.properties)
            if mark[0] == _SECTION_END and run_end != file_place + piece.width:
                # A page break inside a paragraph.
                continue
            depth = max(facts.depth, 1) if mark[0] == _CELL_END else facts.depth
            found.append(Stretch(at, place, depth, facts))
            at = place + 1
            self._count()
        if at < end:
            _, facts = self._properties.paragraph(text.piece_at(end - 1).place_of(end - 1), b"")
            found.append(Stretch(at, end, 0, facts, has_mark=False))
            self._count()
        return found

    def _count(self) -> None:
        self._paragraphs_left -= 1
        if self._paragraphs_left < 0:
            raise TooLarge

    def blocks(self, stretches: Sequence[Stretch], depth: int) -> Iterator[Stretch | list[Row]]:
        """Yield the paragraphs at a depth and the tables one deeper, in order."""
        at = 0
        while at < len(stretches):
            if stretches[at].depth <= depth:
                yield stretches[at]
                at += 1
                continue
            end = at
            while end < len(stretches) and stretches[end].depth > depth:
                end += 1
            yield self._rows(stretches[at:end], depth + 1)
            at = end

    def _rows(self, stretches: Sequence[Stretch], depth: int) -> list[Row]:
        rows, row, cell = [], Row(), []
        for stretch in stretches:
            if stretch.depth == depth and stretch.ends_row:
                if cell:
                    row.cells.append(cell)
                row.end, row.shape = stretch, row_shape(stretch.facts.table)
                rows.append(row)
                row, cell = Row(), []
                continue
            cell.append(stretch)
            if stretch.depth == depth and stretch.ends_cell(self._text.characters):
                row.cells.append(cell)
                cell = []
        if cell:
            row.cells.append(cell)
        if row.cells:
            rows.append(row)
        return rows
