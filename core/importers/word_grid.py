"""Lay the cells of a Word table out in a rectangle."""

# Word itself allows 63 columns.
_WIDEST = 500


class GridBuilder:
    """Take cells row by row and give rows of one length: None where a span covers, "" where nothing stands."""

    def __init__(self) -> None:
        self._rows: list[list[str | None]] = []
        # Columns where a vertical merge runs on from the row above, and from this one.
        self._above: set[int] = set()
        self._below: set[int] = set()
        self.width = 0
        self._own_cells = 0
        self._place = 0

    def start_row(self, before: int) -> None:
        """Begin a row that leaves out the first `before` columns."""
        self._rows.append([""] * min(max(before, 0), _WIDEST + 1))
        self._below = set()

    def add(self, span: int, down: str | None, across: str | None) -> bool:
        """Add the next cell; tell whether it shows a text of its own, which `set_text` then takes.

        `span` is its w:gridSpan; `down` and `across` are what w:vMerge and w:hMerge say, None where it has none: restart begins a
        merge, anything else goes on with one.
        """
        row = self._rows[-1]
        column = len(row)
        if column > _WIDEST:
            return False
        covered = across is not None and across != "restart" and column > 0
        if down is not None:
            if down != "restart" and column in self._above:
                covered = True
                self._below.add(column)
            elif down == "restart":
                self._below.add(column)
        row.append(None if covered else "")
        if span > 1:
            row.extend([None] * min(span - 1, _WIDEST))
        self._place = column
        self._own_cells += not covered
        return not covered

    def set_text(self, text: str) -> None:
        """Set the text of the cell added last."""
        self._rows[-1][self._place] = text

    def end_row(self, after: int) -> None:
        """End the row, which leaves out its last `after` columns."""
        self._rows[-1].extend([""] * min(max(after, 0), _WIDEST + 1))
        self._above = self._below
        self.width = max(self.width, len(self._rows[-1]))

    @property
    def is_too_wide(self) -> bool:
        """Whether a row has more columns than a report can have."""
        return self.width > _WIDEST

    @property
    def size(self) -> int:
        """How many places the rectangle has."""
        return self.width * len(self._rows)

    @property
    def is_single(self) -> bool:
        """Whether the table is one cell."""
        return self._own_cells == 1 and len(self._rows) == 1

    def rows(self) -> tuple[tuple[str | None, ...], ...]:
        """Return the rectangle; short rows are filled up with empty cells."""
        return tuple((*row, *[""] * (self.width - len(row))) for row in self._rows)
