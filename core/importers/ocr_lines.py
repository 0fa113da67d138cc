"""Cut a scanned page's text into lines, have them read, and put their characters in their places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from core.importers.ocr import Box, Recogniser
from core.importers.ocr_picture import Scan
from core.importers.page import Char

if TYPE_CHECKING:
    from PIL.Image import Image

# Points: what is smaller both ways is dust.
_DUST = 1.6
# A line's picture has this share of its height as white around it.
_MARGIN = 0.2
# A page longer than this many times its width is searched piece by piece.
_LONGEST = 1.6
_MOST_BOXES = 400
# Of a line's height.
_WIDE_GAP = 1.4
# Lines are this alike in size where they differ only by how well they were measured.
_SAME_SIZE = 0.2
_LONG_LINE = 10
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
# A comma in a number and a colon in a time stay as they are.
_NARROW = re.compile(r"[()]|(?<!\d)[,;:]|[,;:](?!\d)")
_WIDE = str.maketrans("(),;:", "（），；：")
_OPENING, _CLOSING = frozenset("（《“‘【〔〈「"), frozenset("）》”’】〕〉」，。、；：！？")


@dataclass(frozen=True, slots=True)
class Read:
    """A line as it was read: its text, how sure the engine is (0 to 1), and where its ink stands (pixels, y down)."""

    text: str
    sure: float
    box: Box


def ink_box(strokes: "Image", box: Box) -> Box | None:
    """Return where ink stands inside a box; None where there is none but dust."""
    left, top = max(0, round(box.left)), max(0, round(box.top))
    right, bottom = min(strokes.width, round(box.right)), min(strokes.height, round(box.bottom))
    if right <= left or bottom <= top:
        return None
    found = strokes.crop((left, top, right, bottom)).getbbox()
    return Box(left + found[0], top + found[1], left + found[2], top + found[3]) if found else None


def bands(scan: Scan, box: Box) -> list[Box]:
    """Cut a cell into its lines of text: boxes of ink, from the top down, without dust."""
    inked = ink_box(scan.strokes, box)
    if inked is None:
        return []
    part = scan.strokes.crop((int(inked.left), int(inked.top), int(inked.right), int(inked.bottom)))
    full = [part.crop((0, row, part.width, row + 1)).getbbox() is not None for row in range(part.height)]
    found: list[Box] = []
    row = 0
    for has_ink, group in groupby(full):
        high = len(list(group))
        if has_ink:
            line = ink_box(scan.strokes, Box(inked.left, inked.top + row, inked.right, inked.top + row + high))
            if line and max(line.right - line.left, line.bottom - line.top) * scan.dot > _DUST:
                found.append(line)
        row += high
    return found


def whole_lines(lines: Sequence[Box], height: float) -> list[Box]:
    """Join what stands one above the other in characters such as 二, or 结果, for lines `height` pixels high."""
    found: list[Box] = []
    for line in lines:
        last = found[-1] if found else None
        flat = last and min(last.bottom - last.top, line.bottom - line.top) < 0.7 * height
        if last and flat and line.bottom - last.top <= 1.2 * height and line.top - last.bottom < 0.4 * height:
            found[-1] = Box(min(last.left, line.left), last.top, max(last.right, line.right), line.bottom)
        else:
            found.append(line)
    return found


def pieces(scan: Scan, line: Box) -> list[Box]:
    """Cut a line where it has a wide gap, as between the numbers of two cells whose wall was not found."""
    from PIL import Image

    part = scan.strokes.crop((int(line.left), int(line.top), int(line.right), int(line.bottom)))
    inked = part.resize((part.width, 1), Image.Resampling.BOX).point([0] + [255] * 255).tobytes()
    gap = max(1, round(_WIDE_GAP * part.height))
    found: list[Box] = []
    for match in re.finditer(rb"\xff+(?:\x00{1,%d}\xff+)*" % gap, inked):
        piece = ink_box(scan.strokes, Box(line.left + match.start(), line.top, line.left + match.end(), line.bottom))
        if piece:
            found.append(piece)
    return found


def read_lines(scan: Scan, lines: Sequence[Box], engine: Recogniser, height: float) -> list[Read]:
    """Have lines read, each from a picture with white around it; flat marks get the room of a line `height` pixels high."""
    from PIL import Image

    pictures: list[Image.Image] = []
    for line in lines:
        margin = round(_MARGIN * max(height, line.bottom - line.top))
        above = margin + max(0, round((height - (line.bottom - line.top)) / 2))
        part = scan.clean.crop((int(line.left), int(line.top), int(line.right), int(line.bottom)))
        picture = Image.new("L", (part.width + 2 * margin, part.height + 2 * above), 255)
        picture.paste(part, (margin, above))
        pictures.append(picture)
    return [Read(worded(text.strip()), sure, box) for (text, sure), box in zip(engine.texts(pictures), lines, strict=True)]


def worded(text: str) -> str:
    """Give Chinese text its wide marks back, which recognition takes for narrow ones."""
    return _NARROW.sub(lambda found: found[0].translate(_WIDE), text) if _CHINESE.search(text) else text


def free_lines(scan: Scan, engine: Recogniser) -> list[Box]:
    """Return where lines of text stand on a page, its tables painted over."""
    found: list[Box] = []
    for top, bottom in _pieces(scan):
        for box in engine.boxes(scan.clean.crop((0, top, scan.clean.width, bottom))):
            middle, high = (box.top + box.bottom) / 2 + top, (box.bottom - box.top) / 2
            inked = ink_box(scan.strokes, Box(box.left, middle - high, box.right, middle + high))
            if inked:
                found.append(inked)
    return found[:_MOST_BOXES]


def _pieces(scan: Scan) -> list[tuple[int, int]]:
    """Cut a long page between its lines into pieces that the engine sees sharply."""
    width, height = scan.clean.size
    most = round(_LONGEST * width)
    cuts = [0]
    while height - cuts[-1] > most:
        wanted = cuts[-1] + most
        blank = (row for row in range(wanted, cuts[-1] + most // 2, -1) if scan.strokes.crop((0, row, width, row + 1)).getbbox() is None)
        cuts.append(next(blank, wanted))
    return list(zip(cuts, [*cuts[1:], height], strict=True))


def characters(lines: Sequence[Read], scan: Scan) -> list[Char]:
    """Give every character of the lines its place and size in points, y up; the ink of a line tells where it begins and ends."""
    shown = [line for line in lines if line.text]
    measured = [_measured(line, scan.dot) for line in shown]
    usual = median([size for line, (_, size) in zip(shown, measured, strict=True) if len(line.text) >= _LONG_LINE] or [0.0])
    found: list[Char] = []
    for line, (left, size) in zip(shown, measured, strict=True):
        if abs(size - usual) <= _SAME_SIZE * usual:
            size = usual
        middle = (scan.clean.height - (line.box.top + line.box.bottom) / 2) * scan.dot
        right = line.box.right * scan.dot + (0.5 * size if line.text[-1] in _CLOSING else 0.0)
        share = (right - left) / sum(map(_weight, line.text))
        x = left
        for char in line.text:
            wide = share * _weight(char)
            found.append(Char(char, x, middle - 0.35 * size, x + wide, size))
            x += wide
    return found


def _weight(char: str) -> float:
    return 0.5 if char < "\u2000" else 1.0


def _measured(line: Read, dot: float) -> tuple[float, float]:
    """Return where a line's type begins and its size in points: marks at its ends take more room than their ink."""
    width = (line.box.right - line.box.left) * dot
    bearing = 0.5 * ((line.text[0] in _OPENING) + (line.text[-1] in _CLOSING))
    size = width / max(0.5, sum(map(_weight, line.text)) - bearing)
    return line.box.left * dot - (0.5 * size if line.text[0] in _OPENING else 0.0), size
