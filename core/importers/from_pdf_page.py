"""Take one page of a PDF apart: its characters with their places, and its ruled lines."""

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.importers.page import Char, Rule

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
# Levels of forms in forms that are looked into, the page itself among them.
_DEEPEST = 6
# A type size is no smaller a part of its font's height.
_LEAST_SHARE = 0.4

# Radicals that fonts show for the ideographs they look like.
_RADICALS = (0x2E80, 0x2FDF)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its size, characters, level and upright rules, and what share of it pictures cover (0 to 1)."""

    width: float
    height: float
    chars: tuple[Char, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    pictures: float


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


def _characters(page: "PdfPage", turn: _Turn) -> list[Char]:
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    handle, box_of = textpage.raw, raw.FPDFText_GetLooseCharBox
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    found: list[Char] = []
    # Every call into pdfium takes its time: what a character tells of its line, those that follow in that line need not.
    line_top = line_bottom = foot = size = math.nan
    for at, char in enumerate(_texts(handle, min(textpage.count_chars(), MAX_CHARACTERS))):
        if char <= " " or (char >= "\ud800" and (char < "\ue000" or "\ufffe" <= char <= "\uffff")):
            char = _unusual(handle, at, char)
            if not char:
                continue
        if not box_of(handle, at, box):
            continue
        left, top, bottom = box.left, box.top, box.bottom
        right = box.right - left
        if bottom != line_bottom or top != line_top:
            if not raw.FPDFText_GetCharOrigin(handle, at, x, y):
                continue
            foot, size = y.value, _size(abs(top - bottom), raw.FPDFText_GetFontSize(handle, at))
            line_top, line_bottom = (top, bottom) if x.value == left and top != bottom else (math.nan, math.nan)
            left = x.value
        if "\u2e80" <= char <= "\u2fdf":
            char = plain(char)
        if turn.degrees:
            across, up = turn(left, foot)
            found.append(Char(char, across, up, across + abs(right), size))
        else:
            found.append(Char(char, left, foot, left + abs(right), size))
    return found


def _texts(handle: Any, count: int) -> Sequence[str]:
    """Return the first characters of a page, the halves of a pair as "" and the whole; at once where no character is left out or a pair."""
    import pypdfium2.raw as raw

    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(handle, 0, count, buffer) == count + 1:
        text = bytes(buffer).decode("utf-16-le", "surrogatepass")[:-1]
        if len(text) == count:
            return text
    found: list[str] = []
    high = 0
    for at in range(count):
        code = raw.FPDFText_GetUnicode(handle, at)
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        elif 0xD800 <= code < 0xDC00:
            high = code
        found.append(chr(code))
    return found


def _unusual(handle: Any, at: int, char: str) -> str:
    """Return what stands for a blank, a control character or half a pair: "" where it is not on the page."""
    import pypdfium2.raw as raw

    if char in "\r\n":
        return ""
    if char == " ":
        # Generated characters are pdfium's guesses at blanks and line ends; places tell better.
        return "" if raw.FPDFText_IsGenerated(handle, at) == 1 else char
    # pdfium takes a hyphen at a line's end for one that only divides a word, and gives a control character for it.
    return "-" if raw.FPDFText_IsHyphen(handle, at) == 1 else ""


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


def _rules(page: "PdfPage", turn: _Turn) -> tuple[tuple[Rule, ...], tuple[Rule, ...], float]:
    import pypdfium2.raw as raw

    level: list[Rule] = []
    upright: list[Rule] = []
    pictures = 0.0
    paths = _Paths()
    for item, kind in _objects(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += _area(item)
        if kind != raw.FPDF_PAGEOBJ_PATH or len(level) + len(upright) > MAX_RULES:
            continue
        for a, b in paths.edges(item):
            if turn.degrees:
                a, b = turn(*a), turn(*b)
            if abs(a[1] - b[1]) <= _STRAIGHT and abs(a[0] - b[0]) >= _SHORTEST:
                level.append(Rule((a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
            elif abs(a[0] - b[0]) <= _STRAIGHT and abs(a[1] - b[1]) >= _SHORTEST:
                upright.append(Rule((a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))
    return tuple(level), tuple(upright), min(1.0, pictures / max(1.0, turn.width * turn.height))


def _area(item: object) -> float:
    """Return the area that an object takes, 0 where it does not tell."""
    import pypdfium2.raw as raw

    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    known = raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    area = (right.value - left.value) * (top.value - bottom.value) if known else 0.0
    return area if math.isfinite(area) else 0.0


def _objects(parent: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], depth: int = 1) -> Iterator[tuple[Any, int]]:
    """Yield each object of a page or form with its kind, and those inside it: pypdfium2's own walk makes a helper of each."""
    import pypdfium2.raw as raw
    from pypdfium2 import PdfiumError

    for at in range(count(parent)):
        item = get(parent, at)
        kind = raw.FPDFPageObj_GetType(item) if item else raw.FPDF_PAGEOBJ_UNKNOWN
        if kind == raw.FPDF_PAGEOBJ_UNKNOWN:
            raise PdfiumError("an object of the page is not there")
        yield item, kind
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)


Point = tuple[float, float]


class _Paths:
    """Reads paths, each into the same places of memory."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw
        from pypdfium2 import PdfiumError

        self._raw, self._fault = raw, PdfiumError
        self._matrix, self._x, self._y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()

    def edges(self, path: Any) -> list[tuple[Point, Point]]:
        """Return the straight edges that a path shows: stroked ones, and thin bars that are filled."""
        self._raw.FPDFPath_GetDrawMode(path, self._fill, self._stroke)
        if self._stroke.value:
            return [(a, b) for a, b, drawn in self._segments(path) if drawn]
        segments = list(self._segments(path)) if self._fill.value else []
        if not 0 < len(segments) <= 8:
            return []
        xs = [p[0] for a, b, _ in segments for p in (a, b)]
        ys = [p[1] for a, b, _ in segments for p in (a, b)]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if min(right - left, high - low) > _BAR:
            return []
        x, y = (left + right) / 2, (low + high) / 2
        return [((left, y), (right, y)) if right - left >= high - low else ((x, low), (x, high))]

    def _segments(self, path: Any) -> Iterator[tuple[Point, Point, bool]]:
        """Yield (from, to, is straight) for each segment of a path, in page space."""
        raw, matrix, x, y = self._raw, self._matrix, self._x, self._y
        if not raw.FPDFPageObj_GetMatrix(path, matrix):
            raise self._fault("a path of the page has no place")
        a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
        here = start = (0.0, 0.0)
        for at in range(min(raw.FPDFPath_CountSegments(path), MAX_RULES)):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            across, up = x.value, y.value
            place = a * across + c * up + e, b * across + d * up + f
            if not (math.isfinite(place[0]) and math.isfinite(place[1])):
                return
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == _MOVE_TO:
                start = place
            else:
                yield here, place, kind == _LINE_TO
            if raw.FPDFPathSegment_GetClose(segment):
                yield place, start, True
            here = place
