"""The look of the 图解: colours, measures in points, and a pen that keeps every line of text inside the room it is given."""

from dataclasses import dataclass, field, replace

from core.drawing import Box, Label, Mark, Stroke, text_width
from core.faces import Face

MM = 72 / 25.4
# The width of the type area. As high as leaves room for the signing lines below it on one page (225 mm less three lines).
WIDTH, MOST_HEIGHT = 156 * MM, 190 * MM

INK, DIM, LINE, CARD, ACCENT = "23272E", "666B74", "D8D5CF", "F4F3F0", "1F5A8C"
# This year and last year: apart in lightness, so that they stay apart in grey and for the colour-blind.
NOW, LAST = "1F5A8C", "C3BCAE"
# Parts of a whole, from dark to light in about even steps of lightness, from ink blue to warm grey.
STEPS = ("0F2F4D", "1F5A8C", "5785AD", "8CA8BE", "BFC3C1", "E9E3D8")


_CHOSEN = {1: (1,), 2: (1, 3), 3: (1, 3, 5), 4: (0, 2, 3, 5), 5: (0, 1, 2, 3, 5), 6: (0, 1, 2, 3, 4, 5)}
_UNIT_GAP = 2.5


def step_colours(count: int) -> tuple[str, ...]:
    """Return colours for so many parts in a row (up to six): few parts take steps that are further apart."""
    return tuple(STEPS[at] for at in _CHOSEN[count])


@dataclass
class Pen:
    """Collects marks on a page of some width; `space` stretches the distances from top to bottom."""

    width: float = WIDTH
    space: float = 1.0
    marks: list[Mark] = field(default_factory=list)

    def box(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0.0) -> None:
        """Fill a rectangle."""
        if width > 0:
            self.marks.append(Box(x, y, width, height, fill, radius))

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = LINE, width: float = 0.5) -> None:
        """Draw a straight line."""
        self.marks.append(Stroke(x1, y1, x2, y2, colour, width))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str = INK,
        face: Face = Face.HEITI,
        *,
        room: float,
        anchor: str = "start",
    ) -> float:
        """Write a line on the baseline `y`, smaller where it is wider than `room`; return the width kept for it."""
        size = fitted(text, size, room)
        if text:
            self.marks.append(Label(x, y, text, size, colour, face, anchor))
        return text_width(text, size)

    def amount(self, x: float, y: float, amount: "Amount", *, room: float, anchor: str = "start", colour: str = INK) -> float:
        """Write a number with its unit, the number smaller where both are wider than `room`; return the width kept for them."""
        shrunk = amount.within(room)
        left = x - shrunk.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        self.marks.append(Label(left, y, shrunk.number, shrunk.size, colour, Face.HEITI))
        self.marks.append(Label(left + shrunk.unit_at, y, shrunk.unit, shrunk.unit_size, DIM, Face.HEITI))
        return shrunk.width


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and, in a size of its own, the unit behind it."""

    number: str
    unit: str
    size: float
    unit_size: float

    @property
    def unit_at(self) -> float:
        """The distance from the number's beginning to the unit's."""
        return text_width(self.number, self.size) + _UNIT_GAP

    @property
    def width(self) -> float:
        """The room that both take."""
        return self.unit_at + text_width(self.unit, self.unit_size)

    def within(self, room: float) -> "Amount":
        """Return the same with a number small enough for the room."""
        if self.width <= room:
            return self
        left = room - text_width(self.unit, self.unit_size) - _UNIT_GAP
        return replace(self, size=self.size * left / text_width(self.number, self.size))


def fitted(text: str, size: float, room: float) -> float:
    """Return the largest size up to `size` at which the text keeps within the room."""
    width = text_width(text, size)
    return size if width <= room else size * room / width
