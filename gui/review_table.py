"""How a raw grid is drawn: which cells are merged, how wide the columns are, how high the rows."""

from functools import lru_cache
from itertools import accumulate

from core.importers.source import RawTable
from core.values import CellType, number_of, parse
from gui.grid_metrics import wrap
from gui.theme import factor, px

PAD, LINE, ABOVE_AND_BELOW, ROW = 4, 15, 6, 22
_DIGIT, _HAN = 7.2, 12.2
# A label is not made narrower than `_READABLE`, one beside several rows stands upright in less; a head over figures wraps.
_NARROWEST, _HEAD, _READABLE, _UPRIGHT, _WIDEST = 24, 33, 66, 48, 170
# Column widths are told from these rows: a longer grid says nothing new.
_LOOKED_AT = 400
# A number or word up to this long is never broken.
_WORD = 14
_Place = tuple[int, int]


def rough_width(text: str) -> float:
    """Return about how wide a text is in a table's type, quickly: letters and digits by one width, all else by another."""
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    return (wide * _HAN + (len(text) - wide) * _DIGIT) * factor()


@lru_cache(maxsize=4000)
def _is_value(text: str) -> bool:
    return len(text) < 16 and number_of(parse(text, CellType.COUNT).value) is not None


class TableLayout:
    """One raw grid; `fit` sets `edges` (of the columns) and `heights` (of the rows) for a room in pixels."""

    def __init__(self, table: RawTable) -> None:
        self.rows = table.rows
        self.columns = max((len(row) for row in table.rows), default=0)
        # For each merged cell (rows, columns) of its first place; for each covered place its owner.
        self.spans: dict[_Place, _Place] = {}
        self.owners: dict[_Place, _Place] = {}
        self._plain: dict[int, bool] = {}
        # The rows above the first number are heads.
        self.head = next((r for r, row in enumerate(self.rows) if any(t and _is_value(t) for t in row)), len(self.rows))
        if table.exact:
            self._merge()
        self._floors, self._natural = self._widths()
        least = min(self._floors, default=0)
        room = least - 2 * px(PAD)
        self._long = [(r, c) for r, row in enumerate(self.rows) for c, text in enumerate(row) if text and rough_width(text) > room]
        self._room, self._font = -1, ""
        self.edges: list[int] = [0]
        self.heights: list[int] = []
        self.tops: list[int] = []

    def text(self, row: int, column: int) -> str:
        """Return what stands at a place; nothing where a span covers it or the row is shorter."""
        held = self.rows[row][column] if column < len(self.rows[row]) else None
        return (held or "").strip()

    def is_value(self, row: int, column: int) -> bool:
        """Tell whether a number stands at a place."""
        return _is_value(self.text(row, column))

    def is_head(self, row: int, column: int) -> bool:
        """Tell whether a text stands in a row of heads, or alone across the whole grid."""
        if row not in self._plain:
            self._plain[row] = not any(text and _is_value(text) for text in self.rows[row])
        return self._plain[row] and (column > 0 or self.spans.get((row, column), (1, 1))[1] >= self.columns)

    def owner(self, row: int, column: int) -> _Place:
        """Return the first place of the cell that covers a place."""
        return self.owners.get((row, column), (row, column))

    def box(self, place: _Place) -> tuple[int, int, int, int]:
        """Return left, top, width and height of a cell, its merged places included."""
        row, column = place
        down, across = self.spans.get(place, (1, 1))
        top, bottom = self.tops[row], self.tops[row + down]
        return self.edges[column], top, self.edges[column + across] - self.edges[column], bottom - top

    # ---- merged cells ------------------------------------------------------------------------

    def _merge(self) -> None:
        for r, row in enumerate(self.rows):
            for c in range(1 if r == 0 else 0, len(row)):
                if row[c] is None and (r, c) not in self.owners:
                    self._cover(r, c, above_first=r < self.head)

    def _cover(self, row: int, column: int, *, above_first: bool) -> None:
        """Give a covered place to the cell at its left or above: a source says that it is covered, not by which.

        Heads are merged downwards more often than a head reaches over its neighbour, labels beside numbers the other way round.
        """
        left, above = self._left(row, column), self._above(row, column)
        order = (above, left) if above_first else (left, above)
        owner = next((place for place in (*order, self._left(row, column, of_number=True)) if place is not None), None)
        if owner is None:
            return
        down, across = self.spans.get(owner, (1, 1))
        if owner == above:
            self.spans[owner] = (down + 1, across)
            for c in range(owner[1], owner[1] + across):
                self.owners[row, c] = owner
        else:
            self.spans[owner] = (down, across + 1)
            self.owners[row, column] = owner

    def _left(self, row: int, column: int, *, of_number: bool = False) -> _Place | None:
        if not column:
            return None
        owner = self.owner(row, column - 1)
        held = self.text(*owner)
        fits = owner[0] == row and self.spans.get(owner, (1, 1))[0] == 1
        return owner if fits and held and _is_value(held) is of_number else None

    def _above(self, row: int, column: int) -> _Place | None:
        if not row:
            return None
        owner = self.owner(row - 1, column)
        down, across = self.spans.get(owner, (1, 1))
        whole = range(owner[1], owner[1] + across)
        free = all(c < len(self.rows[row]) and self.rows[row][c] is None and (row, c) not in self.owners for c in whole)
        return owner if free and owner[0] + down == row and owner[1] == column else None

    # ---- measures ----------------------------------------------------------------------------

    def _widths(self) -> tuple[list[float], list[float]]:
        """Return for each column the least width and the one that its texts ask for."""
        narrowest, pads = float(px(_NARROWEST)), 2 * px(PAD)
        floors, natural = [narrowest] * self.columns, [narrowest] * self.columns
        figures = {c for row in self.rows[:_LOOKED_AT] for c, text in enumerate(row) if text and _is_value(text)}
        for r, row in enumerate(self.rows[:_LOOKED_AT]):
            for c, text in enumerate(row):
                down, across = self.spans.get((r, c), (1, 1))
                if not text or across > 1:
                    continue
                width = rough_width(text.strip()) + pads
                upright = c not in figures and down > 2
                natural[c] = max(natural[c], min(width, px(_UPRIGHT if upright else _WIDEST)))
                least = width if _is_value(text) else min(width, px(_HEAD if c in figures else _NARROWEST if upright else _READABLE))
                floors[c] = max(floors[c], least)
        return floors, [max(pair) for pair in zip(floors, natural, strict=True)]

    def fit(self, room: int, font: str) -> None:
        """Set widths and heights; a grid that cannot be as narrow as the room stays wider than it."""
        if (room, font) == (self._room, self._font):
            return
        self._room, self._font = room, font
        least, wanted = sum(self._floors), sum(self._natural)
        if wanted <= room:
            share = min(room / wanted, 1.6) if wanted else 1
            widths = [width * share for width in self._natural]
        elif least >= room:
            widths = self._floors
        else:
            share = (room - least) / (wanted - least)
            widths = [low + (high - low) * share for low, high in zip(self._floors, self._natural, strict=True)]
        self.edges = [round(edge) for edge in accumulate(widths, initial=0.0)]
        self._raise_rows()

    def _raise_rows(self) -> None:
        self.heights = [px(ROW)] * len(self.rows)
        tall: list[tuple[int, int, int]] = []
        for r, c in self._long:
            down, across = self.spans.get((r, c), (1, 1))
            room = self.edges[c + across] - self.edges[c] - 2 * px(PAD)
            text = self.text(r, c)
            if (len(text) < _WORD and text.isascii()) or (rough_width(text) <= room * 0.95 and "\n" not in text):
                continue
            height = len(wrap(text, room, self._font)) * px(LINE) + px(ABOVE_AND_BELOW)
            if down > 1:
                tall.append((r, down, height))
            else:
                self.heights[r] = max(self.heights[r], height)
        for r, down, height in tall:
            missing = height - sum(self.heights[r : r + down])
            self.heights[r + down - 1] += max(missing, 0)
        self.tops = list(accumulate(self.heights, initial=0))
