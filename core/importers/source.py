"""What every reader makes of its file: paragraphs and raw grids, in order. One recogniser turns it into a report."""

from dataclasses import dataclass

from core.report import Note

# More than this is no report: a guard for memory and time, far above what a real one holds.
MAX_PARAGRAPHS = 20_000
MAX_CELLS = 200_000
# Of all paragraphs and cells together; a report has some twenty thousand.
MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class RawText:
    """One paragraph as the file has it, automatic numbering included, without line breaks at its ends."""

    text: str


@dataclass(frozen=True, slots=True)
class RawTable:
    """A raw grid: rows of cell texts.

    Where `exact`, every row has the same length, a place is a column, and None marks what a span from the left or above covers;
    else rows are ragged lists of the texts that the file shows and a blank may be padding as well as an empty cell.
    """

    rows: tuple[tuple[str | None, ...], ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `kind` (docx, html, …), its blocks in reading order, and what the reader itself has to say.

    Where `doubtful`, the texts were recognised in a picture: every number of them is to be checked (待核对). `sent` is what the file says
    that this program wrote into it (`core.sent`), never more than a hint.
    """

    kind: str
    blocks: tuple[RawText | RawTable, ...]
    notes: tuple[Note, ...] = ()
    doubtful: bool = False
    sent: str = ""

    @property
    def is_too_long(self) -> bool:
        """Whether there is more text than any report has: recognising it would take too long."""
        cells = (cell for b in self.blocks if isinstance(b, RawTable) for row in b.rows for cell in row if cell)
        texts = (block.text for block in self.blocks if isinstance(block, RawText))
        return sum(map(len, texts)) + sum(map(len, cells)) > MAX_CHARACTERS
