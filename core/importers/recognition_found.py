"""What was found in an official table: entries and places by cell, and notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from core.importers.origins import Place, Placed
from core.importers.recognition_heads import Heads
from core.importers.recognition_labels import bare
from core.report import Entry, Note
from core.schema import CellId, Format
from core.values import CellType, Value, number_of, parse

# A text of a table up to this long is a crumb of a label.
_CRUMB = 8


@dataclass
class Found:
    """What a table's raw grids gave: entries, notes, and which rows of an older edition stood in it."""

    form: Format
    table: str
    entries: dict[CellId, Entry] = field(default_factory=dict)
    places: dict[CellId, Place] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    old_rows: list[str] = field(default_factory=list)

    def note(self, message: str, where: str = "") -> None:
        """Leave a note on a row or cell, or on the whole table; whoever shows it names the place in the form's words."""
        self.notes.append(Note(where or self.table, message))

    def enter(self, cell: CellId, text: str, *, doubtful: bool = False) -> None:
        """Parse one cell's text into an entry; what was assumed becomes a note."""
        kind = self.form.types[cell]
        parsed = parse(text, kind)
        if parsed.guess:
            self.note(parsed.guess, str(cell))
        if isinstance(parsed.value, str) and kind is not CellType.MONEY:
            self.note(f"“{parsed.value[:30]}”不是数字，照原样保留，请改正", str(cell))
        entry = Entry(parsed.value, remark=parsed.remark, doubtful=doubtful)
        if entry != Entry():
            self.entries[cell] = entry
        if isinstance(text, Placed):
            self.places[cell] = text.place

    def tell_headings(self, headings: Sequence[Heads]) -> None:
        """Note the headings that are the source's own, and those that were taken for a column by their place."""
        for text in dict.fromkeys(text for heads in headings for text in heads.unknown):
            self.note(f"原文多出“{text[:20]}”一列，表样里没有，没有读入")
        for text in dict.fromkeys(text for heads in headings for text in heads.guessed):
            self.note(f"表头“{text[:20]}”和表样不同，这一列按位置对应，请核对")

    def tell_lost_text(self, texts: Iterable[str], known: Iterable[str]) -> None:
        """Note the texts of a table that are neither numbers nor parts of its labels; shorter ones are crumbs of broken labels."""
        wordings = list(known)
        for text in dict.fromkeys(texts):
            plain = bare(text)
            if len(plain) > _CRUMB and not any(plain in wording for wording in wordings):
                self.note(f"表格里的文字没有读入：{text[:80]}")

    def value(self, cell: CellId) -> Value:
        """Return the value found for a cell."""
        entry = self.entries.get(cell)
        return entry.value if entry else None

    def doubt(self, cells: Sequence[CellId]) -> None:
        """Mark cells as 待核对."""
        self.entries |= {cell: replace(self.entries[cell], doubtful=True) for cell in cells if cell in self.entries}


def looks_shifted(form: Format, cells: Sequence[CellId], values: Sequence[Value]) -> bool:
    """Tell whether numbers of a row with gaps may have moved: beside numbers, a total is missing or does not agree."""
    held = dict(zip(cells, values, strict=False))
    for formula in (form.sum_of[cell] for cell in cells if cell in form.sum_of):
        if formula.minus or not held.keys() >= set(formula.plus):
            continue
        numbers = [number_of(held[c]) for c in formula.plus]
        terms = [number for number in numbers if number is not None]
        total = number_of(held.get(formula.target))
        gaps = total is None or len(terms) < len(numbers)
        if gaps and (terms or total is not None) and total != sum(terms):
            return True
    return False
