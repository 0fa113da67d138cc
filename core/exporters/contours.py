"""A glyph as a pen recorded it -> lines and single curves."""

from collections.abc import Iterable, Iterator
from typing import Any

Point = tuple[float, float]
# (operator, points in font units, y upwards): M and L hold one point, Q two, C three, Z none.
Segment = tuple[str, tuple[Point, ...]]


def segments(recorded: Iterable[tuple[str, Any]]) -> Iterator[Segment]:
    """Yield the segments of a recording of fontTools: its quadratic curves of many points as single ones."""
    from fontTools.pens.basePen import decomposeQuadraticSegment

    for act, points in recorded:
        if act == "qCurveTo" and points[-1] is None:
            # A contour without a point on the curve begins halfway between its last control point and its first.
            (x, y), (u, v) = points[-2], points[0]
            start = ((x + u) / 2, (y + v) / 2)
            yield "M", (start,)
            points = (*points[:-1], start)
        if act == "qCurveTo":
            yield from (("Q", pair) for pair in decomposeQuadraticSegment(points))
        else:
            yield {"moveTo": "M", "lineTo": "L", "curveTo": "C"}.get(act, "Z"), tuple(points)
