"""Put files together that hold parts of one report: the prose in one, the tables in another."""

import re
from collections.abc import Sequence

from core.importers.source import RawText, Source
from core.reading import Reading, recognised
from core.report import Note, Report

_Named = tuple[str, Reading]
# What a caption says of its year; a day is none.
_YEAR = re.compile(r"(20\d\d)\s*年(?!\s*\d{1,2}\s*月)")
_LONGEST_CAPTION = 60


def combined(readings: Sequence[_Named]) -> list[_Named]:
    """Return the readings by name, those that are parts of one report put together as one.

    Parts of one report have no section in common, and neither unit nor year nor edition of the form speak against it.
    """
    groups: list[list[_Named]] = []
    for named in readings:
        group = next((group for group in groups if _belongs(named[1], [each for _, each in group])), None)
        if group is None:
            groups.append([named])
        else:
            group.append(named)
    return [group[0] if len(group) == 1 else _together(group) for group in groups]


def _belongs(reading: Reading, others: Sequence[Reading]) -> bool:
    return all(reading.source is not None and other.source is not None and _fit(reading, other) for other in others)


def _fit(one: Reading, other: Reading) -> bool:
    first, second, years = one.report, other.report, {_year(one), _year(other)} - {0}
    same_unit = not first.unit or not second.unit or first.unit == second.unit
    same_form = first.form is second.form or not first.entries or not second.entries
    return same_unit and len(years) < 2 and same_form and _parts(first).isdisjoint(_parts(second))


def _year(reading: Reading) -> int:
    """Return the year of a report, of one without a title that of its captions; 0 where they name none or several."""
    blocks = reading.source.blocks if reading.source is not None else ()
    captions = [block.text for block in blocks if isinstance(block, RawText) and len(block.text) <= _LONGEST_CAPTION]
    named = {int(year) for text in captions for year in _YEAR.findall(text)}
    return reading.report.year or (named.pop() if len(named) == 1 else 0)


def _parts(report: Report) -> set[str]:
    """Return the sections of which a report holds anything."""
    prose = {section.id for section in report.form.text_sections if report.paragraphs(section.id)}
    return prose | {cell.table for cell, entry in report.entries.items() if entry.value is not None}


def _together(group: Sequence[_Named]) -> _Named:
    """Make one source of all, in the order of the form's sections, and recognise it anew."""
    ordered = sorted(group, key=lambda named: _first(named[1].report))
    sources = [reading.source for _, reading in ordered if reading.source is not None]
    name = "、".join(name for name, _ in group)
    note = Note("", f"由 {len(group)} 份文件合成：{name}")
    notes = (note, *(each for source in sources for each in source.notes))
    blocks = tuple(block for source in sources for block in source.blocks)
    return name, recognised(Source("several", blocks, notes, doubtful=any(source.doubtful for source in sources)), name)


def _first(report: Report) -> int:
    """Return the place of the first section that a report holds; one with a title comes before all."""
    order = [section.id for section in report.form.sections]
    return -1 if report.title else min((order.index(part) for part in _parts(report)), default=len(order))
