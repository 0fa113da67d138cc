"""Automatic numbering of OpenDocument: the mark that is shown before a paragraph and that no text of the file holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from core.importers.from_odt_names import LOEXT, STYLE, STYLE_NAME, TEXT, XML_ID, whole
from core.importers.numerals import chinese, number_text

_LEVELS = 10
# Characters of a mark's parts: each is written again for every paragraph.
_LONGEST = 200
_PLACE = re.compile(r"%(\d{1,2})%")
# The first sign of a row such as 一, 二, 三, ... -> the same format by Word's name.
_KINDS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "01": "decimalZero",
    "１": "decimalFullWidth",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "⑴": "decimalEnclosedParen",
    "⒈": "decimalEnclosedFullstop",
    "㊀": "ideographEnclosedCircle",
}
_JAPANESE_DIGITS = str.maketrans("0123456789", "零壱弐参四伍六七八九")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list style: `text` with %1% … %10% for the numbers of the levels, None where prefix and suffix say it."""

    kind: str = "1"
    prefix: str = ""
    suffix: str = ""
    text: str | None = None
    shown: int = 1
    start: int = 1
    in_step: bool = False
    gap: str = " "
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands: whose counters count, which list style shapes the mark ("" is the paragraph's own), how deep from 0."""

    counters: str
    style: str
    level: int


class Lists:
    """Count the numbered paragraphs of a document in reading order."""

    def __init__(self, containers: Iterable[etree._Element]) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self._outline: dict[int, Level] = {}
        self._outline_name = "Outline"
        for container in containers:
            for element in container:
                if element.tag == TEXT + "list-style":
                    self._styles[element.get(STYLE + "name", "")] = _levels(element)
                elif element.tag == TEXT + "outline-style":
                    self._outline = _levels(element)
                    self._outline_name = element.get(STYLE + "name", "Outline")
                    self._styles[self._outline_name] = self._outline
        self._counters: dict[str, list[int | None]] = {}
        # By xml:id, the counters of a list; by list style, those of the last list that had it.
        self._named: dict[str, str] = {}
        self._last = ("", "")
        self._made = 0

    def enter(self, element: etree._Element, parent: ListPlace | None, *, at_start: bool) -> ListPlace:
        """Begin a text:list; one inside another counts a level deeper, one at the top anew unless it goes on with another.

        `at_start` where it begins its item: so is written what goes on deeper after an interruption.
        """
        style = element.get(STYLE_NAME, "")
        goes_on = element.get(TEXT + "continue-numbering") == "true"
        if parent is not None:
            level = parent.level + 1
            if not goes_on and not at_start:
                self._restart(parent.counters, level)
            return ListPlace(parent.counters, style or parent.style, level)
        if style == self._outline_name:
            return ListPlace("outline", style, 0)
        counters = self._named.get(element.get(TEXT + "continue-list", ""), "")
        if not counters and goes_on and self._last[1] == style:
            counters = self._last[0]
        if not counters:
            self._made += 1
            counters = f"list {self._made}"
        own_id = element.get(XML_ID)
        if own_id:
            self._named[own_id] = counters
        self._last = (counters, style)
        return ListPlace(counters, style, 0)

    def alone(self, element: etree._Element) -> ListPlace:
        """Place a text:numbered-paragraph, which is an item without a list around it."""
        style = element.get(STYLE_NAME, "")
        list_id = element.get(TEXT + "list-id", "")
        return ListPlace(f"numbered {list_id or style}", style, max(whole(element.get(TEXT + "level"), 1), 1) - 1)

    def mark(self, place: ListPlace, style: str, start: str | None) -> str:
        """Count an item and return its mark, shaped by a list style; `start` is the number that the item says itself."""
        return self._count(place.counters, place.level, self._styles.get(style, {}), start)

    def heading(self, heading: etree._Element) -> str:
        """Count a heading that stands in no list and return its mark."""
        level = max(whole(heading.get(TEXT + "outline-level"), 1), 1) - 1
        restarts = heading.get(TEXT + "restart-numbering") == "true"
        start = heading.get(TEXT + "start-value") or str(self._outline.get(level, Level()).start) if restarts else None
        return self._count("outline", level, self._outline, start)

    def _restart(self, counters: str, level: int) -> None:
        """Let a level and those below it begin anew."""
        numbers = self._counters.get(counters, [])
        for deeper in range(level, len(numbers)):
            numbers[deeper] = None

    def _count(self, counters: str, level: int, levels: dict[int, Level], start: str | None) -> str:
        if not 0 <= level < _LEVELS:
            return ""
        shape = levels.get(level, Level(is_number=False))
        numbers = self._counters.setdefault(counters, [None] * _LEVELS)
        for upper in range(level):
            if numbers[upper] is None:
                numbers[upper] = levels.get(upper, Level()).start
        before = numbers[level]
        numbers[level] = shape.start if before is None else before + 1
        if start is not None:
            numbers[level] = whole(start, shape.start)
        self._restart(counters, level + 1)
        if not shape.is_number:
            return ""
        text = _filled(shape, level, levels, numbers)
        return text + (shape.gap if text and text[-1].isalnum() and text[-1].isascii() else "")


def _filled(shape: Level, level: int, levels: dict[int, Level], numbers: list[int | None]) -> str:
    """Put the numbers into a level's mark."""

    def number(index: int) -> str:
        there = levels.get(index, Level())
        counted = numbers[index]
        return _written(there.start if counted is None else counted, there) if there.is_number else ""

    if shape.text is not None:
        return _PLACE.sub(lambda place: number(int(place[1]) - 1) if 0 < int(place[1]) <= _LEVELS else "", shape.text)
    shown = [number(index) for index in range(max(level + 1 - shape.shown, 0), level + 1)] if shape.kind else []
    return shape.prefix + ".".join(each for each in shown if each) + shape.suffix


def _written(number: int, level: Level) -> str:
    """Write a number as style:num-format says: 1, a, I, or the first three of a row such as 一, 二, 三, ..."""
    row = [each.strip() for each in level.kind.split(",")]
    first = row[0]
    if not first or not number:
        return str(number) if first else ""
    if first == "壱":
        return str(number).translate(_JAPANESE_DIGITS)
    if first == "壹" and row[1:2] == ["貳"]:
        return chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟")
    if first in ("a", "A") and not level.in_step:
        return _letters(number, first)
    return number_text(number, _KINDS.get(first, "decimal"))


def _letters(number: int, first: str) -> str:
    """Count a to z, aa, ab and on; only letters in step go aa, bb."""
    if not 0 < number < 20_000:
        return str(number)
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord(first) + rest) + text
    return text


def _levels(element: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for each in element:
        index = whole(each.get(TEXT + "level"), 0) - 1
        if 0 <= index < _LEVELS:
            found[index] = _level(each)
    return found


def _level(element: etree._Element) -> Level:
    alignment = next(element.iter(STYLE + "list-level-label-alignment"), None)
    followed = alignment.get(TEXT + "label-followed-by") if alignment is not None else None
    text = element.get(LOEXT + "num-list-format", element.get(STYLE + "num-list-format"))
    return Level(
        kind=element.get(STYLE + "num-format", "")[:_LONGEST],
        prefix=element.get(STYLE + "num-prefix", "")[:_LONGEST],
        suffix=element.get(STYLE + "num-suffix", "")[:_LONGEST],
        text=None if text is None else text[:_LONGEST],
        shown=max(whole(element.get(TEXT + "display-levels"), 1), 1),
        start=whole(element.get(TEXT + "start-value"), 1),
        in_step=element.get(STYLE + "num-letter-sync") == "true",
        gap="" if followed == "nothing" else " ",
        is_number=element.tag in (TEXT + "list-level-style-number", TEXT + "outline-level-style"),
    )
