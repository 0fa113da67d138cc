"""Put files together that hold parts of one report: the prose in one, the tables in another."""

import re
from collections.abc import Iterator, Sequence

from core.importers.origins import Origins
from core.importers.source import RawTable, RawText, Source
from core.reading import Reading, recognised
from core.report import PREAMBLE, Note, Report

Block = RawText | RawTable
_PARTS_BEFORE = ("title", PREAMBLE)
_TITLE = 0
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
    """Make one source of all, in the order of the form's parts, whichever file came first, and recognise it anew."""
    name = "、".join(name for name, _ in group)
    notes = [Note("", f"由 {len(group)} 份文件合成：{name}")]
    placed: list[tuple[int, Block]] = []
    for each_name, reading in group:
        if reading.source is not None and reading.origins is not None:
            titled = any(part == _TITLE for part, _ in placed)
            own = list(_placed(reading, reading.source, reading.origins))
            placed += [each for each in own if not (titled and each[0] == _TITLE)]
            notes += reading.source.notes
            if titled and any(part == _TITLE for part, _ in own):
                notes.append(Note("title", f"{each_name} 的标题没有读入，用了前一份的：{reading.report.title[:60]}"))
    blocks = tuple(block for _, block in sorted(placed, key=lambda each: each[0]))
    doubtful = any(reading.source is not None and reading.source.doubtful for _, reading in group)
    return name, recognised(Source("several", blocks, tuple(notes), doubtful=doubtful), name)


def _placed(reading: Reading, source: Source, origins: Origins) -> Iterator[tuple[int, Block]]:
    """Yield each block with the place of the part that it went to; what was not read comes before everything."""
    order = [*_PARTS_BEFORE, *(section.id for section in reading.report.form.sections), "signature"]
    for at, block in enumerate(source.blocks):
        yield min((order.index(part) for part in origins.parts.get(at, ()) if part in order), default=-1), block
