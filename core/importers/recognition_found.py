"""What was found in an official table: entries by cell, and notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.places import place_label
from core.report import Entry, Note
from core.schema import CellId, Format
from core.values import CellType, Value, number_of, parse


@dataclass
class Found:
    """What a table's raw grids gave: entries, notes, and which rows of an older edition stood in it."""

    form: Format
    table: str
    entries: dict[CellId, Entry] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    old_rows: list[str] = field(default_factory=list)

    def note(self, message: str, where: str = "") -> None:
        """Leave a note on a row or cell, named in the form's words, or on the whole table."""
        self.notes.append(Note(where or self.table, f"{place_label(self.form, where or self.table)}：{message}"))

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
