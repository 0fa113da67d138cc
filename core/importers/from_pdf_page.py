"""Take one page of a PDF apart: its characters with their places, and its ruled lines."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

# Guards for memory and time, far above what a page of a report holds.
MAX_CHARACTERS = 20_000
MAX_RULES = 3_000
# A filled bar no thicker than this is a ruled line, as Word and WPS draw theirs.
_BAR = 2.6
_STRAIGHT = 0.6
_SHORTEST = 3.0
_LINE_TO, _MOVE_TO = 0, 2
# A type size is no smaller a part of its font's height.
_LEAST_SHARE = 0.4

# Radicals that fonts show for the ideographs they look like.
_RADICALS = (0x2E80, 0x2FDF)


@dataclass(frozen=True, slots=True)
class Char:
    """A character at its origin (points, y up), with the box that its advance takes and its size."""

    text: str
    x: float
    y: float
    right: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: at `at` (y of a level line, x of an upright one) from `first` to `last`."""

    at: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its size, characters, level and upright rules, and whether it shows pictures."""

    width: float
    height: float
    chars: tuple[Char, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    pictures: bool


def take_apart(page: "PdfPage") -> Page:
    """Read a page's characters and rules, turned upright where the page is turned."""
    width, height = page.get_size()
    turn = _Turn(page.get_rotation(), width, height)
    level, upright, pictures = _rules(page, turn)
    return Page(width, height, tuple(_characters(page, turn)), level, upright, pictures)


class _Turn:
    """Turns a point of the page's own space as the page is shown."""

    def __init__(self, degrees: int, width: float, height: float) -> None:
        self.degrees, self.width, self.height = degrees % 360, width, height

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        if self.degrees == 90:
            return y, self.height - x
        if self.degrees == 180:
            return self.width - x, self.height - y
        if self.degrees == 270:
            return self.width - y, x
        return x, y


def _characters(page: "PdfPage", turn: _Turn) -> Iterator[Char]:
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    handle = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    high = 0
    for at in range(min(textpage.count_chars(), MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(handle, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        # pdfium takes a hyphen at a line's end for one that only divides a word, and gives a control character for it.
        if raw.FPDFText_IsHyphen(handle, at) == 1:
            code = ord("-")
        # Generated characters are pdfium's guesses at blanks and line ends; places tell better.
        if code < 0x20 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or raw.FPDFText_IsGenerated(handle, at) == 1:
            continue
        if not raw.FPDFText_GetCharOrigin(handle, at, x, y) or not raw.FPDFText_GetLooseCharBox(handle, at, box):
            continue
        size = _size(abs(box.top - box.bottom), raw.FPDFText_GetFontSize(handle, at))
        left, foot = turn(x.value, y.value)
        right = left + abs(box.right - box.left)
        yield Char(plain(chr(code)), left, foot, right, size)


def _size(height: float, named: float) -> float:
    """Return the size of a character: the one that its font was called with, unless that was scaled afterwards, as many writers do."""
    return named if height == 0 or height * _LEAST_SHARE < named < height else height


def plain(char: str) -> str:
    """Map a radical to the ideograph that it stands for; nothing else is touched."""
    if _RADICALS[0] <= ord(char) <= _RADICALS[1]:
        return _radical(char)
    return char


# Radicals of the supplement block that Unicode does not map itself, as simplified Chinese text uses them.
_SUPPLEMENT = str.maketrans(
    "⺠⻊⻏⺉⺋⺒⺖⺹⻑⺁⺅⺈⺊⺌⺍⺗⺘⺙⺛⺝⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺮⺯⺱⺲⺳⺶⺸⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻐⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "民足阝刂巳巳忄耂長厂亻刀卜小小心扌攵旡月氵氺灬爫爫丬犭王疋目示竹糸网网网羊羋聿肉艹艹艹虎衤覀西见角角讠贝车辶辶辶钅长长门阜阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)


def _radical(char: str) -> str:
    import unicodedata

    folded = unicodedata.normalize("NFKC", char)
    return folded if folded != char else char.translate(_SUPPLEMENT)


def _rules(page: "PdfPage", turn: _Turn) -> tuple[tuple[Rule, ...], tuple[Rule, ...], bool]:
    import pypdfium2.raw as raw

    level: list[Rule] = []
    upright: list[Rule] = []
    pictures = False
    for item in page.get_objects(max_depth=6):
        kind = raw.FPDFPageObj_GetType(item.raw)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        if kind != raw.FPDF_PAGEOBJ_PATH or len(level) + len(upright) > MAX_RULES:
            continue
        for (x0, y0), (x1, y1) in _edges(item.raw, item):
            a, b = turn(x0, y0), turn(x1, y1)
            if abs(a[1] - b[1]) <= _STRAIGHT and abs(a[0] - b[0]) >= _SHORTEST:
                level.append(Rule((a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
            elif abs(a[0] - b[0]) <= _STRAIGHT and abs(a[1] - b[1]) >= _SHORTEST:
                upright.append(Rule((a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))
    return tuple(level), tuple(upright), pictures


Point = tuple[float, float]


def _edges(path: object, item: object) -> Iterator[tuple[Point, Point]]:
    """Yield the straight edges that a path shows: stroked ones, and thin bars that are filled."""
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    points = list(_points(path, item))
    if stroke.value:
        yield from ((a, b) for a, b, drawn in points if drawn)
    elif fill.value and points:
        xs = [p[0] for a, b, _ in points for p in (a, b)]
        ys = [p[1] for a, b, _ in points for p in (a, b)]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if min(wide, high) <= _BAR and len(points) <= 8:
            x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            yield ((min(xs), y), (max(xs), y)) if wide >= high else ((x, min(ys)), (x, max(ys)))


def _points(path: object, item: object) -> Iterator[tuple[Point, Point, bool]]:
    """Yield (from, to, is straight) for each segment of a path, in page space."""
    import pypdfium2.raw as raw

    matrix = item.get_matrix()  # pyright: ignore[reportAttributeAccessIssue]
    x, y, here, start = ctypes.c_float(), ctypes.c_float(), (0.0, 0.0), (0.0, 0.0)
    for at in range(min(raw.FPDFPath_CountSegments(path), MAX_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        place = matrix.on_point(x.value, y.value)
        if not all(map(math.isfinite, place)):
            return
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == _MOVE_TO:
            start = place
        else:
            yield here, place, kind == _LINE_TO
        if raw.FPDFPathSegment_GetClose(segment):
            yield place, start, True
        here = place
