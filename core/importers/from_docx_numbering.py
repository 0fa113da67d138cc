"""Automatic numbering of Word: the mark that Word shows before a paragraph and that no text of the file holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
          (4, "IV"), (1, "I"))  # fmt: skip
_COUNTING = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
             "koreanCounting", "japaneseLegal"}  # fmt: skip
# Number format -> (code point of 1, how many there are)
_SIGNS = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}
_ROWS = {"ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES}


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Write 1 to 9999 in Chinese: 十, 十一, 一百零五; anything else in digits."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return text[1:] if text.startswith("一十") else text


def _letters(number: int, first: str) -> str:
    """Word goes a … z, aa, bb …: the same letter again."""
    repeat, index = divmod(number - 1, 26)
    return chr(ord(first) + index) * (repeat + 1) if 0 < number <= 26 * 20 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def number_text(number: int, kind: str) -> str:
    """Write a number in one of Word's number formats; an unknown one is decimal."""
    if kind in _COUNTING:
        return chinese(number)
    if kind == "chineseLegalSimplified":
        return chinese(number, _LEGAL_DIGITS, "拾佰仟")
    if kind in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join("〇一二三四五六七八九"[int(d)] for d in str(number)) if number >= 0 else str(number)
    if kind in _SIGNS:
        first, count = _SIGNS[kind]
        return chr(first + number - 1) if 0 < number <= count else str(number)
    if kind in _ROWS:
        return _ROWS[kind][number - 1] if 0 < number <= len(_ROWS[kind]) else str(number)
    if kind in ("upperLetter", "lowerLetter"):
        return _letters(number, "A" if kind == "upperLetter" else "a")
    if kind in ("upperRoman", "lowerRoman"):
        return _roman(number) if kind == "upperRoman" else _roman(number).lower()
    if kind == "decimalFullWidth":
        return str(number).translate({48 + d: 0xFF10 + d for d in range(10)})
    return f"{number:02d}" if kind == "decimalZero" else str(number)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` with %1 … %9 for the numbers of the levels, `restart` as w:lvlRestart, None where unsaid."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    gap: str = ""
    style: str = ""


@dataclass(slots=True)
class _List:
    """A w:num: which counters it shares, its levels, the levels that it starts anew."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Count the numbered paragraphs of a document in reading order."""

    def __init__(self, root: etree._Element | None, style_lists: Mapping[str, str]) -> None:
        """Take numbering.xml and, by numbering style, the list that it stands for (w:numStyleLink)."""
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        if root is not None:
            self._load(root, root.tag.rpartition("}")[0] + "}", style_lists)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level that a list ties to a paragraph style; 0 where none."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((index for index, level in levels.items() if level.style == style), 0)

    def mark(self, list_id: str, level: int) -> str:
        """Count one paragraph and return its mark with what stands between it and the text; bullets are empty."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels or not 0 <= level < _LEVELS:
            return ""
        shape = found.levels[level]
        numbers = self._counters.setdefault(found.counters, [None] * _LEVELS)
        if level in found.starts:
            numbers[level] = found.starts.pop(level)
        else:
            before = numbers[level]
            numbers[level] = shape.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                numbers[deeper] = None
        if shape.kind in ("bullet", "none"):
            return "" if shape.kind == "bullet" else _PLACE.sub("", shape.text)
        text = _PLACE.sub(lambda place: self._number(found, numbers, int(place[1]) - 1, legal=shape.legal), shape.text)
        return text + (shape.gap if text and text[-1].isalnum() and text[-1].isascii() else "")

    @staticmethod
    def _number(found: _List, numbers: list[int | None], level: int, *, legal: bool) -> str:
        shape = found.levels.get(level, Level())
        number = numbers[level]
        return number_text(shape.start if number is None else number, "decimal" if legal else shape.kind)

    def _load(self, root: etree._Element, w: str, style_lists: Mapping[str, str]) -> None:
        shapes = {each.get(w + "abstractNumId", ""): each for each in root.iterfind(w + "abstractNum")}
        owners = {num.get(w + "numId", ""): _value(num, w, "abstractNumId") for num in root.iterfind(w + "num")}
        for num in root.iterfind(w + "num"):
            list_id = num.get(w + "numId", "")
            shape = shapes.get(owners[list_id])
            link = _value(shape, w, "numStyleLink") if shape is not None else ""
            if link and style_lists.get(link) in owners:
                owners[list_id] = owners[style_lists[link]]
                shape = shapes.get(owners[list_id])
            levels = _levels(shape, w) if shape is not None else {}
            self._lists[list_id] = _overridden(_List(owners[list_id], levels), num, w)


def _overridden(made: _List, num: etree._Element, w: str) -> _List:
    """Lay a list's own w:lvlOverride over the levels that it shares with others."""
    for override in num.iterfind(w + "lvlOverride"):
        index = whole(override.get(w + "ilvl"), 0)
        own = override.find(w + "lvl")
        if own is not None:
            made.levels[index] = _level(own, w)
        start = override.find(w + "startOverride")
        if start is not None:
            made.starts[index] = whole(start.get(w + "val"), 1)
            made.levels[index] = replace(made.levels.get(index, Level()), start=made.starts[index])
    return made


def _levels(shape: etree._Element, w: str) -> dict[int, Level]:
    levels = {whole(level.get(w + "ilvl"), 0): _level(level, w) for level in shape.iterfind(w + "lvl")}
    return {index: level for index, level in levels.items() if 0 <= index < _LEVELS}


def _level(element: etree._Element, w: str) -> Level:
    restart = _value(element, w, "lvlRestart")
    legal = element.find(w + "isLgl")
    kind = next((each.get(w + "val", "") for each in element.iter(w + "numFmt")), "decimal")
    return Level(
        whole(_value(element, w, "start"), 1),
        kind,
        _value(element, w, "lvlText"),
        whole(restart, 0) if restart else None,
        legal is not None and legal.get(w + "val", "1") not in ("0", "false", "off"),
        "" if _value(element, w, "suff") == "nothing" else " ",
        _value(element, w, "pStyle"),
    )


def _value(element: etree._Element, w: str, name: str) -> str:
    child = element.find(w + name)
    return child.get(w + "val", "") if child is not None else ""


def whole(text: str | None, default: int) -> int:
    """Read a small whole number of an attribute; the default where it is none."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if -1_000_000 < number < 1_000_000 else default
