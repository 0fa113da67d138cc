"""Which place of the source belongs to which place of the report, in both directions. No widgets."""

from collections.abc import Sequence
from functools import cached_property, lru_cache

from core.importers.origins import Origins, Place
from core.importers.source import RawTable, RawText, Source
from core.report import PREAMBLE, Report
from core.schema import CellId
from core.values import CellType, number_of, parse, squeeze

TITLE, SIGNATURE = "title", "signature"
SHORT = {TITLE: "标题", PREAMBLE: "前言", SIGNATURE: "落款", "slip": "审签单"}
UNREAD = "未读入"
_LONGEST_NUMBER = 24


class Links:
    """The two sides of one reading; without a source there is nothing to link."""

    def __init__(self, source: Source | None, origins: Origins | None, report: Report) -> None:
        self.source = source or Source("", ())
        self.origins = origins or Origins()
        self.report = report

    @cached_property
    def cell_at(self) -> dict[Place, CellId]:
        """The cells by the places they were read from."""
        return dict(self.origins.cell_at())

    @cached_property
    def _prose(self) -> frozenset[str]:
        return frozenset((TITLE, PREAMBLE, SIGNATURE, *(section.id for section in self.report.form.text_sections)))

    @cached_property
    def _rows(self) -> dict[tuple[int, int], CellId]:
        """The first cell that was read from each row of a raw grid."""
        found: dict[tuple[int, int], CellId] = {}
        for (block, row, _), cell in sorted(self.cell_at.items(), key=lambda pair: pair[0]):
            found.setdefault((block, row), cell)
        return found

    def cell_near(self, block: int, row: int, column: int) -> CellId | None:
        """Return the cell read from a place, else the first one read from its row."""
        return self.cell_at.get((block, row, column)) or self._rows.get((block, row))

    def place_near(self, cells: Sequence[CellId]) -> Place | None:
        """Return the place of the first of the cells that has one, else where their row must have stood: below the row before it."""
        places = self.origins.cells
        found = next((places[cell] for cell in cells if cell in places), None)
        if found is not None or not cells:
            return found
        order = [cell for cell in self.report.form.cells if cell.table == cells[0].table]
        before = next((places[cell] for cell in reversed(order[: order.index(cells[0])]) if cell in places), None)
        if before is None:
            return None
        block, row = before[0], before[1] + 1
        lost = [place for place in self.lost.get(block, ())]
        row, column = min(lost, key=lambda place: (abs(place[0] - row), place[1]), default=(row, 0))
        table = self.source.blocks[block]
        return (block, row, column) if isinstance(table, RawTable) and row < len(table.rows) else before

    def row_of(self, part: str, texts: Sequence[str]) -> Place | None:
        """Return where these texts stand one after the other in a row of a part's raw grids."""
        wanted = list(texts)
        for block in self.origins.blocks_of(part) if wanted else ():
            table = self.source.blocks[block]
            for at, row in enumerate(table.rows if isinstance(table, RawTable) else ()):
                filled = [(text.strip(), column) for column, text in enumerate(row) if text and text.strip()]
                words = [text for text, _ in filled]
                for start in range(len(words) - len(wanted) + 1):
                    if words[start : start + len(wanted)] == wanted:
                        return block, at, filled[start][1]
        return None

    def text_at(self, words: str) -> Place | None:
        """Return the first unread paragraph that begins with these words."""
        found = (at for at, raw in enumerate(self.source.blocks) if isinstance(raw, RawText) and raw.text.strip().startswith(words))
        at = next((at for at in found if words and not self.part_of(at)), None)
        return None if at is None else (at, -1, 0)

    def joined_at(self, part: str) -> Place | None:
        """Return the first paragraph of the source that is a piece of one of a part."""
        whole = [squeeze(paragraph.text) for paragraph in self.report.paragraphs(part)] if part in self._prose else []
        each = set(whole)
        for block in self.origins.blocks_of(part) if whole else ():
            raw = self.source.blocks[block]
            piece = squeeze(raw.text) if isinstance(raw, RawText) else ""
            if piece and piece not in each and any(piece in text for text in whole):
                return block, -1, 0
        return None

    def part_of(self, block: int) -> str:
        """Return the first part that a block went to; nothing where it was not read."""
        return next(iter(self.origins.parts.get(block, ())), "")

    def label_of(self, block: int) -> str:
        """Say in a word or two where a block went."""
        numbers = {section.id: section.number for section in self.report.form.sections}
        names = [numbers.get(part) or SHORT.get(part, "") for part in self.origins.parts.get(block, ())]
        return "、".join(names[:3]) if names else UNREAD

    def is_lost(self, block: int, row: int, column: int) -> bool:
        """Tell whether a number stands at this place of a raw grid and went nowhere; a grid that became prose holds its numbers there."""
        table = self.source.blocks[block]
        if not isinstance(table, RawTable) or (block, row, column) in self.cell_at or self.part_of(block) in self._prose:
            return False
        # Rows of a text may be of different lengths.
        texts = table.rows[row]
        return column < len(texts) and is_number(texts[column])

    @cached_property
    def lost(self) -> dict[int, list[tuple[int, int]]]:
        """For each raw grid the places of numbers that were not taken in."""
        found: dict[int, list[tuple[int, int]]] = {}
        for at, table in enumerate(self.source.blocks):
            if isinstance(table, RawTable):
                places = [(r, c) for r, row in enumerate(table.rows) for c, text in enumerate(row) if text and self.is_lost(at, r, c)]
                if places:
                    found[at] = places
        return found

    def paragraph_of(self, block: int) -> tuple[str, int] | None:
        """Return (part, paragraph) that a paragraph of the source became."""
        raw = self.source.blocks[block]
        part = self.part_of(block)
        if not isinstance(raw, RawText) or not part:
            return None
        held = [p.text for p in self.report.paragraphs(part)] if part not in (TITLE, SIGNATURE) else []
        found = _containing(held, raw.text)
        return None if found is None else (part, found)

    def block_of(self, part: str, paragraph: int) -> int | None:
        """Return the block that a paragraph of a part was read from, else the part's first block."""
        blocks = self.origins.blocks_of(part)
        held = self.report.paragraphs(part) if part not in (TITLE, SIGNATURE) else ()
        if paragraph < len(held):
            texts = [raw.text if isinstance(raw := self.source.blocks[block], RawText) else "" for block in blocks]
            found = _containing(texts, held[paragraph].text)
            if found is not None:
                return blocks[found]
        return blocks[0] if blocks else None


def is_number(text: str | None) -> bool:
    """Tell whether a raw text reads as a number that a cell could hold."""
    if not text or len(text) > _LONGEST_NUMBER:
        return False
    return text.isdecimal() or _reads_as_number(text)


@lru_cache(maxsize=10_000)
def _reads_as_number(text: str) -> bool:
    if not any(c.isdigit() for c in text):
        return False
    return any(number_of(parse(text, kind).value) is not None for kind in (CellType.COUNT, CellType.MONEY_WAN))


def _containing(texts: Sequence[str], wanted: str) -> int | None:
    """Return the first text that equals, holds, or is held by the wanted one; blanks count for nothing."""
    key = squeeze(wanted)
    plain = [squeeze(text) for text in texts]
    if not key:
        return None
    if key in plain:
        return plain.index(key)
    return next((at for at, text in enumerate(plain) if text and (key in text or text in key)), None)
