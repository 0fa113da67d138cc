"""Draw a drawing with the operators of a .pdf page, and as a page of its own.

Text is drawn as outlines: the words and numbers of a picture inside a report would otherwise be copied, searched and read back as if
they were sentences of the report. All that has one colour is one filled path, which no reader takes for a table's ruled lines. What
the picture says goes along as its /Alt.
"""

import math
from collections.abc import Iterable, Iterator

from core.drawing import Box, Drawing, Label, Mark, Shape, Stroke, bounds
from core.exporters.glyph_paths import Letters, Placed
from core.exporters.to_pdf_file import PdfFile

# How far the handles of a quarter circle reach, in radii.
_ROUND = 0.5523


def operators(drawing: Drawing, left: float, top: float) -> Iterator[str]:
    """Yield the operators that draw with the upper left corner at a place of the page (points, y upwards)."""
    letters = Letters(drawing)
    alt = ("\ufeff" + drawing.description).encode("utf-16-be", "replace").hex().upper()
    yield f"/Figure <</Alt <{alt}>>> BDC q 1 0 0 1 {left:.2f} {top:.2f} cm"
    for colour, marks in _layers(drawing.marks):
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
        yield f"{red:.3f} {green:.3f} {blue:.3f} rg"
        for mark in marks:
            yield from _outline(mark, letters)
        yield "f"
    yield "Q EMC"


def page(drawing: Drawing) -> bytes:
    """Return a .pdf of one page that the drawing fills."""
    file = PdfFile()
    file.add_page(operators(drawing, 0.0, drawing.height), drawing.width, drawing.height)
    return file.content()


def _layers(marks: Iterable[Mark]) -> list[tuple[str, list[Mark]]]:
    """Gather marks of one colour, as far as what lies over what stays the same."""
    layers: list[tuple[str, list[Mark]]] = []
    for mark in marks:
        colour = _colour(mark)
        below = max((at for at, (_, held) in enumerate(layers) if any(_touch(mark, each) for each in held)), default=0)
        place = next((at for at in range(below, len(layers)) if layers[at][0] == colour), len(layers))
        if place == len(layers):
            layers.append((colour, []))
        layers[place][1].append(mark)
    return layers


def _touch(first: Mark, second: Mark) -> bool:
    a, b = bounds(first), bounds(second)
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _colour(mark: Mark) -> str:
    return mark.colour if isinstance(mark, Stroke | Label) else mark.fill


def _outline(mark: Mark, letters: Letters) -> Iterator[str]:
    match mark:
        case Box():
            yield _box(mark)
        case Stroke():
            yield from _bars(mark)
        case Shape():
            yield _polygon(mark.points)
        case Label():
            yield from map(_letter, letters.placed(mark))


def _polygon(points: tuple[tuple[float, float], ...]) -> str:
    (x, y), *rest = points
    return f"{x:.2f} {-y:.2f} m " + " ".join(f"{u:.2f} {-v:.2f} l" for u, v in rest) + " h"


def _box(box: Box) -> str:
    x0, y0, x1, y1 = box.x, box.y, box.x + box.width, box.y + box.height
    r = min(box.radius, box.width / 2, box.height / 2)
    if not r:
        return _polygon(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    k = r * (1 - _ROUND)
    corners = (
        (x1 - r, y0, x1 - k, y0, x1, y0 + k, x1, y0 + r),
        (x1, y1 - r, x1, y1 - k, x1 - k, y1, x1 - r, y1),
        (x0 + r, y1, x0 + k, y1, x0, y1 - k, x0, y1 - r),
        (x0, y0 + r, x0, y0 + k, x0 + k, y0, x0 + r, y0),
    )
    curves = (f"{a:.2f} {-b:.2f} l {c:.2f} {-d:.2f} {e:.2f} {-f:.2f} {g:.2f} {-h:.2f} c" for a, b, c, d, e, f, g, h in corners)
    return f"{x0 + r:.2f} {-y0:.2f} m " + " ".join(curves) + " h"


def _bars(stroke: Stroke) -> Iterator[str]:
    """Draw a line as thin bars: one, or one for each dash."""
    length = math.hypot(stroke.x2 - stroke.x1, stroke.y2 - stroke.y1)
    if not length:
        return
    across, down = (stroke.x2 - stroke.x1) / length, (stroke.y2 - stroke.y1) / length
    u, v = -down * stroke.width / 2, across * stroke.width / 2
    step = stroke.dash or length
    edges = [at * step for at in range(math.ceil(length / step - 1e-9))]
    for at, first in enumerate(edges):
        if at % 2:
            continue
        last = min(first + step, length)
        (a, b), (c, d) = ((stroke.x1 + across * far, stroke.y1 + down * far) for far in (first, last))
        yield _polygon(((a - u, b - v), (c - u, d - v), (c + u, d + v), (a + u, b + v)))


def _letter(placed: Placed) -> str:
    """Write a letter's outline, its quadratic curves as cubic ones."""

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return placed.x + point[0] * placed.across, point[1] * placed.size - placed.y

    here = (0.0, 0.0)
    parts: list[str] = []
    for kind, points in placed.letter.segments:
        places = [at(point) for point in points]
        if kind == "Q":
            (cx, cy), (x, y) = places
            (a, b), (c, d) = (((2 * cx + u) / 3, (2 * cy + v) / 3) for u, v in (here, (x, y)))
            parts.append(f"{a:.2f} {b:.2f} {c:.2f} {d:.2f} {x:.2f} {y:.2f} c")
        elif kind == "Z":
            parts.append("h")
        else:
            parts.append(f"{places[0][0]:.2f} {places[0][1]:.2f} {'m' if kind == 'M' else 'l'}")
        here = places[-1] if places else here
    return " ".join(parts)
