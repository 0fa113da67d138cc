"""A drawing: what the .svg, .png, .pdf and .docx writers all draw, in points (1/72 inch) from the upper left corner, y downwards."""

from dataclasses import dataclass, replace

from core.faces import Face


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; colours are RRGGBB, `radius` rounds its corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line of `width` points; `dash` is the length of dashes and gaps, 0 for a line in one piece."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 0.5
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed filled polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text on the baseline `y`; `x` is its left end, middle or right end as `anchor` (start, middle, end) says."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    face: Face
    anchor: str = "start"


Mark = Box | Stroke | Shape | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in the order in which they are drawn, on white; `description` says in words what a person sees."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    description: str


_WIDE_LATIN = frozenset("MWmw@%&—…")
_DIGIT, _POINT, _LATIN = 0.57, 0.4, 0.7
# Where the tallest and the lowest strokes of a line of text end, in ems from its baseline.
_ASCENT, _DESCENT = 0.9, 0.16


def text_width(text: str, size: float) -> float:
    """Return the room to keep for a line of text, in points, rather too much than too little: no typeface is asked."""
    return size * sum(map(_ems, text))


def _ems(char: str) -> float:
    if not char.isascii() or char in _WIDE_LATIN:
        return 1.0
    return _POINT if char in ".," else _DIGIT if char in "0123456789-+ " else _LATIN


def bounds(mark: Mark) -> tuple[float, float, float, float]:
    """Return the least rectangle that a mark keeps within: (left, top, right, bottom)."""
    match mark:
        case Box():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        case Stroke():
            half = mark.width / 2
            xs, ys = sorted((mark.x1, mark.x2)), sorted((mark.y1, mark.y2))
            return xs[0] - half, ys[0] - half, xs[1] + half, ys[1] + half
        case Shape():
            across, down = [x for x, _ in mark.points], [y for _, y in mark.points]
            return min(across), min(down), max(across), max(down)
        case Label():
            width = text_width(mark.text, mark.size)
            left = mark.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor]
            return left, mark.y - mark.size * _ASCENT, left + width, mark.y + mark.size * _DESCENT


def moved(mark: Mark, across: float, down: float, scale: float = 1.0) -> Mark:
    """Return a mark grown or shrunk from the upper left corner, then moved."""
    match mark:
        case Box():
            x, y = mark.x * scale + across, mark.y * scale + down
            return Box(x, y, mark.width * scale, mark.height * scale, mark.fill, mark.radius * scale)
        case Stroke():
            x1, y1, x2, y2 = mark.x1 * scale + across, mark.y1 * scale + down, mark.x2 * scale + across, mark.y2 * scale + down
            return Stroke(x1, y1, x2, y2, mark.colour, mark.width, mark.dash * scale)
        case Shape():
            return replace(mark, points=tuple((x * scale + across, y * scale + down) for x, y in mark.points))
        case Label():
            return replace(mark, x=mark.x * scale + across, y=mark.y * scale + down, size=mark.size * scale)


def framed(drawing: Drawing, margin: float) -> Drawing:
    """Return a drawing with a margin on all sides, as a picture that stands alone needs one."""
    marks = tuple(moved(mark, margin, margin) for mark in drawing.marks)
    return Drawing(drawing.width + 2 * margin, drawing.height + 2 * margin, marks, drawing.description)
