"""Read the lists of numbering.xml."""

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from core.importers.numerals import whole
from core.importers.word_numbering import LEVELS, Level, NumberedList


def lists_of(root: etree._Element | None, style_lists: Mapping[str, str]) -> dict[str, NumberedList]:
    """Read the lists by id out of numbering.xml; `style_lists` gives, by numbering style, the list that it stands for (w:numStyleLink)."""
    if root is None:
        return {}
    w = root.tag.rpartition("}")[0] + "}"
    found: dict[str, NumberedList] = {}
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
        found[list_id] = _overridden(NumberedList(owners[list_id], levels), num, w)
    return found


def _overridden(made: NumberedList, num: etree._Element, w: str) -> NumberedList:
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
    return {index: level for index, level in levels.items() if 0 <= index < LEVELS}


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
