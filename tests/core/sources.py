"""What a reader must find in a file that the program wrote, and how it says that it cannot read one."""

import re
from collections.abc import Callable

import pytest

from core.errors import UnreadableFile
from core.importers.source import RawTable, RawText, Source
from core.layout import Document, Grid, Heading, Para, Signature, Title


def blocks_of(document: Document) -> tuple[RawText | RawTable, ...]:
    """Return the blocks of a document as a faithful reader gives them."""
    found: list[RawText | RawTable] = []
    for block in document.blocks:
        match block:
            case Title(lines=lines):
                found.extend(RawText(line) for line in lines)
            case Heading(text=text) | Para(text=text):
                found.append(RawText(text))
            case Signature(unit=unit, date=date):
                found.extend(RawText(line) for line in (unit, date) if line)
            case Grid():
                found.append(raw_table(block))
    return tuple(found)


def raw_table(grid: Grid) -> RawTable:
    """Return a grid as an exact table: a text where a cell starts, None where its span covers."""
    rows: list[list[str | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return RawTable(tuple(tuple(row) for row in rows))


def seen(block: RawText | RawTable) -> RawText | RawTable:
    """Leave out the columns of a table in which no cell begins: where widths are not kept nobody can tell them."""
    if isinstance(block, RawText):
        return block
    begun = [x for x in range(len(block.rows[0])) if any(row[x] is not None for row in block.rows)]
    return RawTable(tuple(tuple(row[x] for x in begun) for row in block.rows))


_HAN = re.compile("[\u4e00-\u9fff]")


def refused(read: Callable[[bytes, str], Source], data: bytes, name: str, says: str) -> None:
    """Demand that a reader refuses the data with one Chinese sentence that names the file, what is wrong and what to do."""
    with pytest.raises(UnreadableFile) as caught:
        read(data, name)
    message = caught.value.message
    assert says in message
    assert name in message
    assert "请" in message
    assert len(_HAN.findall(message)) > 8
    assert "\n" not in message


Shown = list[str | tuple[tuple[str | None, ...], ...]]


def shown(source: Source) -> Shown:
    return [block.text if isinstance(block, RawText) else block.rows for block in source.blocks]


def tables(source: Source) -> list[RawTable]:
    return [block for block in source.blocks if isinstance(block, RawTable)]
