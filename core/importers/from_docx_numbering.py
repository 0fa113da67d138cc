"""Automatic numbering of Word: the mark that Word shows before a paragraph and that no text of the file holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from core.importers.numerals import number_text, whole

_LEVELS = 9
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
