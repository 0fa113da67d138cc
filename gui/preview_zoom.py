"""How large a page of the preview is shown: fitted to the pane, or by steps of its true size."""

from math import sqrt

A4 = (595.276, 841.89)
WIDTH, PAGE = "width", "page"
STEPS = (50, 75, 100, 125, 150, 200, 300)
# Logical pixels to a point at 100 %.
_TRUE = 96 / 72
_SMALLEST, _LARGEST = 0.1, _TRUE * STEPS[-1] / 100
# The pixels that one picture may have: 64 MB. Beyond, it is drawn smaller and stretched.
_MOST_PIXELS = 16_000_000


def words_of(zoom: str) -> str:
    """Name a zoom."""
    return {WIDTH: "适合宽度", PAGE: "整页"}.get(zoom) or f"{zoom} %"


def known(zoom: str) -> str:
    """Return a zoom that was remembered; the width's where it is none."""
    return zoom if zoom in (WIDTH, PAGE) or zoom in map(str, STEPS) else WIDTH


def scale_of(zoom: str, size: tuple[float, float], room: tuple[float, float]) -> float:
    """Return the logical pixels to a point for a page of that size in points within so many pixels."""
    if zoom == WIDTH:
        wanted = room[0] / size[0]
    elif zoom == PAGE:
        wanted = min(room[0] / size[0], room[1] / size[1])
    else:
        wanted = _TRUE * int(zoom) / 100
    return min(max(wanted, _SMALLEST), _LARGEST)


def stepped(scale: float, by: int) -> str:
    """Return the next step above (1) or below (-1) what is shown."""
    shown = scale / _TRUE * 100
    if by > 0:
        return str(next((step for step in STEPS if step > shown + 0.5), STEPS[-1]))
    return str(next((step for step in reversed(STEPS) if step < shown - 0.5), STEPS[0]))


def device_limit(scale: float, size: tuple[float, float]) -> float:
    """Return the pixels to a point at which a picture stays within bounds."""
    return min(scale, sqrt(_MOST_PIXELS / (size[0] * size[1])))
