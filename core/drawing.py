"""A drawing: what the .svg, .png, .pdf and .docx writers all draw, in points (1/72 inch) from the upper left corner, y downwards."""

from dataclasses import dataclass

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
