"""Put characters back into lines and lines into paragraphs, by where they stand."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from core.importers.page import Char
from core.prose import NO_END, NO_START

_SAME_LINE = 0.35
# A gap this wide (in characters) between Latin letters is a blank; between ideographs only a far wider one is.
_WORD_GAP, _WIDE_GAP = 0.18, 1.6
_PAGE_NUMBER = re.compile(r"[-—–－―─\s]*\d{1,4}[-—–－―─\s]*|第?\s*\d{1,4}\s*页?\s*[/／共]\s*\d{1,4}\s*页?|第\s*\d{1,4}\s*页")
_FOOT, _HEAD = 0.115, 0.07
# Fewer full lines than this do not tell a type area by themselves.
_FEW = 4
_LONG = 0.7
_ACROSS, _UP = itemgetter(1), itemgetter(2)
_NO_ACCENT = re.compile("[\0-\u02ff\u2010-\u206f\u2e80-\u3029\u3030-\u3098\u309b-\u9fff\uff00-\uffef]*")
_SENTENCE_ENDS = frozenset("。！？：；!?:;")
_STOPS = frozenset(",;:!?")
_NO_BLANK = re.compile(r"[/@_=?&%#.]|\d")
# An address that was cut behind one of its marks, and one that begins.
_CUT_ADDRESS = re.compile(r"(?:://|www\.|@)[!-~]*[/.?&=-]$|[!-~]@$")
_LONGEST_ADDRESS = 200
_ADDRESS = re.compile(r"https?:|www\.|[\w.-]+@", re.ASCII)


class Line(NamedTuple):
    """A line of text: its left and right ends, its baseline, type size, and the page that it stands on."""

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int = 0


def is_word(char: str) -> bool:
    """Tell whether a character belongs to Latin words and numbers, which blanks part."""
    return "!" <= char <= "~" or "\u00c0" <= char <= "\u052f"


def lines_of(chars: Iterable[Char], page: int = 0) -> list[Line]:
    """Gather characters on one baseline into lines, from the top down, each from left to right."""
    lines = [_line(row, page) for row in _rows(chars)]
    return [line for line in lines if line.text.strip()]


def _rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Return the characters of each baseline from left to right, from the top down."""
    # Reversing keeps equal ones in order: what stands on one height goes from left to right.
    ordered = sorted(chars, key=_ACROSS)
    ordered.sort(key=_UP, reverse=True)
    if not ordered or ordered[0].y == ordered[-1].y:
        return [_from_left(ordered)] if ordered else []
    rows: list[list[Char]] = []
    # The first character of the last row: its baseline and size.
    foot = height = 0.0
    for char in ordered:
        _, _, y, _, size = char
        if rows and (y == foot or abs(foot - y) <= _SAME_LINE * max(size, height)):
            rows[-1].append(char)
        else:
            rows.append([char])
            foot, height = y, size
    return [_from_left(row) for row in rows]


def _from_left(row: list[Char]) -> list[Char]:
    if _NO_ACCENT.fullmatch("".join([char[0] for char in row])):
        return row if row[0].y == row[-1].y else sorted(row, key=_ACROSS)
    return sorted(row, key=_place)


def _place(char: Char) -> float:
    """Return where a character belongs in its line: an accent, which takes no room, before what follows at the same place."""
    return char.x - (0.5 if unicodedata.combining(char.text) else 0.0)


def _text(row: list[Char]) -> str:
    """Return the text of a row, with blanks where its gaps are wide."""
    parts: list[str] = []
    last, start, end = "", 0.0, 0.0
    for text, x, _, right, size in row:
        gap = x - end
        if last and gap > _WORD_GAP and not text.isspace() and not last.isspace():
            gap /= max(size, 1.0)
            if gap > (_WORD_GAP if is_word(last) and is_word(text) else _WIDE_GAP):
                parts.append(" ")
        if text == last and abs(x - start) < 0.1 * size and not text.isspace():
            # The same character drawn twice, a hair apart, is a bold one.
            continue
        parts.append(text)
        last, start, end = text, x, right
    return "".join(parts)


def _line(row: list[Char], page: int) -> Line:
    shown = [char for char in row if not char[0].isspace()] or row
    # An ideograph is as wide as its type is high; the height that a font claims differs from font to font.
    ideographs = [right - x for text, x, _, right, _ in shown if text >= "\u2e80" and right > x]
    return Line(_text(row), shown[0].x, shown[-1].right, row[0].y, _middle(ideographs or [char[4] for char in shown]), page)


def _middle(values: list[float]) -> float:
    """Return the median, which for a line of a single size is found at once."""
    first = values[0]
    return first if values.count(first) == len(values) else median(values)


def is_page_number(line: Line, height: float) -> bool:
    """Tell whether a line at a page's foot or head is only its number."""
    at_edge = line.y < _FOOT * height or line.y > (1 - _HEAD) * height
    return at_edge and bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def join(first: str, second: str, room: float) -> str:
    """Join a line to the one before it, which had `room` (in characters) left at its end; Latin words get their blank back."""
    head, tail = first.rstrip(), second.lstrip()
    if not head or not tail:
        return head + tail
    if head != first:
        return f"{head} {tail}"
    if not (is_word(head[-1]) and is_word(tail[0])):
        return head + tail
    if head[-1] in _STOPS and not is_word(head[-2:-1] or "a"):
        # A stop behind Chinese words: Latin words begin behind it without a blank.
        return head + tail
    if _CUT_ADDRESS.search(head[-_LONGEST_ADDRESS:]) and not _ADDRESS.match(tail):
        return head + tail
    word = head.rsplit(None, 1)[-1] + tail.split(None, 1)[0]
    return head + tail if room < 1.0 and _NO_BLANK.search(word) else f"{head} {tail}"


def cell_text(chars: Iterable[Char], left: float, right: float) -> str:
    """Make a cell's text of its characters: lines joined, blanks at its ends dropped."""
    rows = _rows(chars)
    if len(rows) < 2:
        return _text(rows[0]).strip() if rows else ""
    lines = [line for line in (_line(row, 0) for row in rows) if line.text.strip()]
    if not lines:
        return ""
    text = lines[0].text.strip(" ") if len(lines) == 1 else lines[0].text.lstrip()
    for before, line in pairwise(lines):
        room = (right - left - (before.right - before.left)) / max(before.size, 1.0) - 0.5
        text = join(text, line.text, room)
    return text.strip()


@dataclass(frozen=True, slots=True)
class Frame:
    """The type area that a document's lines show: left and right edge, and the size of its body type."""

    left: float
    right: float
    size: float


def frame_of(lines: Sequence[Line], width: float, tables: Sequence[tuple[float, float]] = ()) -> Frame:
    """Tell the type area from the places where most lines begin and end.

    `width` is the paper's. `tables` holds the left and right edges of tables, which help where a text is too short to tell.
    """
    if not lines:
        return Frame(0.0, width, 12.0)
    size = Counter(round(line.size, 1) for line in lines for _ in line.text).most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) < 0.12 * size]
    lefts = Counter(round(line.left / 3) for line in body)
    often = [place for place, count in lefts.items() if count >= max(2, 0.15 * len(body))] or list(lefts)
    left = median(line.left for line in body if round(line.left / 3) == min(often))
    rights = sorted(line.right for line in body)
    right = rights[min(len(rights) - 1, int(len(rights) * 0.85))]
    edge = min((first for first, _ in tables), default=left)
    if left - 3 * size < edge < left:
        left = edge
    full = sum(abs(line.right - right) < size and line.right - line.left > _LONG * (right - left) for line in body)
    if full < max(_FEW, 0.2 * len(body)):
        right = max([right, width - left - 2 * size, *(last for _, last in tables)])
    return Frame(left, right, size)


def paragraphs(lines: Sequence[Line], frame: Frame) -> list[str]:
    """Join lines into paragraphs: an indent opens one, a line that ends short closes one, titles stand apart."""
    found: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, frame):
            room = (frame.right - before.right) / frame.size
            titled = _same_title(before, line, frame)
            found[-1] = found[-1].rstrip() + line.text.strip() if titled else join(found[-1], line.text, room)
        else:
            found.append(line.text.lstrip())
        before = line
    return [text.strip() for text in found]


def _same_title(before: Line, line: Line, frame: Frame) -> bool:
    """Tell whether two lines of large type stand centred one below the other."""
    middle = (before.left + before.right - line.left - line.right) / 2
    large = min(before.size, line.size) > 1.15 * frame.size
    return large and abs(middle) < line.size and before.page == line.page and before.y - line.y < 2.5 * line.size


def _goes_on(before: Line, line: Line, frame: Frame) -> bool:
    if abs(before.size - line.size) > 0.12 * before.size:
        return False
    if _same_title(before, line, frame):
        return True
    em = frame.size
    if line.left > frame.left + 0.8 * em or line.left < frame.left - 1.2 * em:
        return False
    if before.page == line.page and before.y - line.y > 3.2 * em:
        return False
    # A line that stops in the middle of a sentence goes on even where it stops a little short.
    long = before.right - before.left > _LONG * (frame.right - frame.left)
    slack = 6.0 if long and before.text.rstrip()[-1] not in _SENTENCE_ENDS else 0.9
    return frame.right - before.right < _first_piece(line) + slack * em


def _first_piece(line: Line) -> float:
    """Return how much room the line's first unbreakable piece would have needed at the end of the line before."""
    text = line.text.lstrip()
    if not text:
        return 0.0
    count = 1
    while count < len(text) and not _may_break(text[count - 1], text[count]):
        count += 1
    return count / len(text) * (line.right - line.left)


def _may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two characters."""
    return before not in NO_END and after not in NO_START and not (is_word(before) and is_word(after))
