"""Pages drawn as pictures, with bars for texts, and an engine that reads a bar by its width: what recognition does without one."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from core.importers.ocr import Box

WIDTH, HEIGHT = 1654, 2339
BAR = 24
LEFT, TOP, WIDE, HIGH = 200, 400, 240, 80
_FIRST, _STEP = 30, 8


def wide(number: int) -> int:
    """Return the width of the bar that stands for the text of this number."""
    return _FIRST + _STEP * number


@dataclass
class BarReader:
    """Reads bars: the width tells which of `words` it is, with its sureness; `blind` pages are read as single digits first."""

    words: Sequence[tuple[str, float]]
    blind: int = 0
    seen: list[tuple[int, int]] = field(default_factory=list)

    def boxes(self, picture: Image.Image) -> list[Box]:
        self.seen.append(picture.size)
        dark = picture.point([255] * 128 + [0] * 128)
        found: list[Box] = []
        top = None
        for row in range(dark.height + 1):
            inked = row < dark.height and dark.crop((0, row, dark.width, row + 1)).getbbox() is not None
            if inked and top is None:
                top = row
            elif not inked and top is not None:
                bar = dark.crop((0, top, dark.width, row)).getbbox()
                assert bar is not None
                found.append(Box(bar[0] - 4, top - 4, bar[2] + 4, row + 4))
                top = None
        return found

    def texts(self, lines: Sequence[Image.Image]) -> list[tuple[str, float]]:
        if self.blind and lines:
            self.blind -= 1
            return [("6", 0.9)] * len(lines)
        return [self._text(line) for line in lines]

    def _text(self, line: Image.Image) -> tuple[str, float]:
        bar = line.point([255] * 128 + [0] * 128).getbbox()
        width = bar[2] - bar[0] if bar else 0
        return self.words[min(range(len(self.words)), key=lambda number: abs(wide(number) - width))]


Rows = Sequence[Sequence[Sequence[int] | int | None]]


def table_page(rows: Rows, *, line: int = 3, mode: str = "L", paper: object = 255, gaps: bool = False) -> Image.Image:
    """Draw a table: a cell is the number of its bar, several numbers one below the other, or None for an empty one.

    A row shorter than the first one ends in a cell that spans the rest. `gaps` breaks every line every 60 pixels.
    """
    page = Image.new(mode, (WIDTH, HEIGHT), paper)  # pyright: ignore[reportArgumentType]
    draw = ImageDraw.Draw(page)
    columns = max(map(len, rows))
    right, bottom = LEFT + columns * WIDE, TOP + len(rows) * HIGH
    for row in range(len(rows) + 1):
        draw.line((LEFT, TOP + row * HIGH, right, TOP + row * HIGH), fill=0, width=line)
    for number, row in enumerate(rows):
        for column in [*range(len(row)), columns]:
            draw.line((LEFT + column * WIDE, TOP + number * HIGH, LEFT + column * WIDE, TOP + (number + 1) * HIGH), fill=0, width=line)
    if gaps:
        for x in range(LEFT + 30, right, 60):
            draw.rectangle((x, TOP - 5, x + 2, bottom + 5), fill=paper)  # pyright: ignore[reportArgumentType]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            bars = [] if cell is None else [cell] if isinstance(cell, int) else cell
            for at, bar in enumerate(bars):
                draw_bar(page, bar, LEFT + column * WIDE + 14, TOP + number * HIGH + 10 + 34 * at)
    return page


def draw_bar(page: Image.Image, number: int, left: int, top: int) -> None:
    """Draw the bar of a text, its upper left corner at the given place."""
    ImageDraw.Draw(page).rectangle((left, top, left + wide(number) - 1, top + BAR - 1), fill=0)


def as_file(page: Image.Image, kind: str = "PNG", more: Sequence[Image.Image] = ()) -> bytes:
    stream = io.BytesIO()
    page.save(stream, kind, **({"save_all": True, "append_images": list(more)} if more else {}))
    return stream.getvalue()
