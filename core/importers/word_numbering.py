"""Automatic numbering of Word: the mark that Word shows before a paragraph and that no text of the file holds."""

import re
from dataclasses import dataclass, field

from core.importers.numerals import number_text

LEVELS = 9
# Characters of a mark: it is written again for every paragraph.
_LONGEST = 200
_PLACE = re.compile(r"%([1-9])")


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
class NumberedList:
    """A list: which counters it shares with others, its levels, the levels that it starts anew."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Count the numbered paragraphs of a document in reading order."""

    def __init__(self, lists: dict[str, NumberedList]) -> None:
        self._lists = lists
        self._counters: dict[str, list[int | None]] = {}

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level that a list ties to a paragraph style; 0 where none."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((index for index, level in levels.items() if level.style == style), 0)

    def mark(self, list_id: str, level: int) -> str:
        """Count one paragraph and return its mark with what stands between it and the text; bullets are empty."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels or not 0 <= level < LEVELS:
            return ""
        shape = found.levels[level]
        numbers = self._counters.setdefault(found.counters, [None] * LEVELS)
        if level in found.starts:
            numbers[level] = found.starts.pop(level)
        else:
            before = numbers[level]
            numbers[level] = shape.start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                numbers[deeper] = None
        if shape.kind in ("bullet", "none"):
            return "" if shape.kind == "bullet" else _PLACE.sub("", shape.text[:_LONGEST])
        text = _PLACE.sub(lambda place: self._number(found, numbers, int(place[1]) - 1, legal=shape.legal), shape.text[:_LONGEST])
        text = text[:_LONGEST]
        return text + (shape.gap if text and text[-1].isalnum() and text[-1].isascii() else "")

    @staticmethod
    def _number(found: NumberedList, numbers: list[int | None], level: int, *, legal: bool) -> str:
        shape = found.levels.get(level, Level())
        number = numbers[level]
        return number_text(shape.start if number is None else number, "decimal" if legal else shape.kind)
