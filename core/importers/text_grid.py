"""Read a table drawn with + - | in a text, merged cells and all."""

import re
from collections.abc import Iterable, Iterator, Sequence

from core.columns import slots
from core.importers.source import RawTable

RULE = re.compile(r"\+-[-+]*-\+")
# Columns of characters in all, and squares between the lines: a report's longest table has a tenth of either.
_LARGEST, _MOST_SQUARES = 200_000, 20_000
_WORD = re.compile(r"[0-9A-Za-z]")

Square = tuple[int, int]


def read(lines: Sequence[str]) -> RawTable | None:
    """Return the table that the lines draw, with None where a merged cell covers a place; None where they draw none."""
    if len(lines) < 3 or not RULE.fullmatch(lines[-1]) or sum(map(len, lines)) > _LARGEST:
        return None
    drawn = [slots(line) for line in lines]
    if len({len(line) for line in drawn}) > 1 or len(drawn) * len(drawn[0]) > _LARGEST:
        return None
    across = [at for at in range(len(drawn[0])) if any(line[at] == "+" for line in drawn)]
    down = [at for at, line in enumerate(drawn) if "+" in line]
    if len(across) * len(down) > _MOST_SQUARES:
        return None
    areas = list(_areas(drawn, across, down))
    tops, lefts = _numbered(area[0] for area in areas), _numbered(area[1] for area in areas)
    rows: list[list[str | None]] = [[None] * len(lefts) for _ in tops]
    for top, left, bottom, right in areas:
        rows[tops[top]][lefts[left]] = _text(["".join(line[left + 1 : right]).strip() for line in drawn[top + 1 : bottom]])
    return RawTable(tuple(map(tuple, rows))) if _covers(areas, drawn) else None


def _numbered(edges: Iterable[int]) -> dict[int, int]:
    return {edge: at for at, edge in enumerate(sorted(set(edges)))}


def _areas(drawn: list[list[str]], across: list[int], down: list[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the edges (top, left, bottom, right) of each cell: squares between + signs with no line between them belong together."""
    taken: set[Square] = set()
    for y in range(len(down) - 1):
        for x in range(len(across) - 1):
            if (y, x) in taken:
                continue
            right = x + 1
            while right < len(across) - 1 and (y, right) not in taken and not _upright(drawn, across[right], down[y], down[y + 1]):
                right += 1
            bottom = y + 1
            while bottom < len(down) - 1 and not _level(drawn, down[bottom], across[x], across[right]):
                bottom += 1
            taken |= {(i, j) for i in range(y, bottom) for j in range(x, right)}
            yield down[y], across[x], down[bottom], across[right]


def _upright(drawn: list[list[str]], column: int, top: int, bottom: int) -> bool:
    return all(drawn[row][column] in ("|", "+") for row in range(top, bottom + 1))


def _level(drawn: list[list[str]], row: int, left: int, right: int) -> bool:
    return all(each in ("-", "+") for each in drawn[row][left : right + 1])


def _covers(areas: list[tuple[int, int, int, int]], drawn: list[list[str]]) -> bool:
    """Tell whether the cells lie side by side, each in lines of its own on all sides."""
    whole = sum((bottom - top) * (right - left) for top, left, bottom, right in areas)
    return whole == (len(drawn) - 1) * (len(drawn[0]) - 1) and all(
        _level(drawn, row, left, right) and _upright(drawn, column, top, bottom)
        for top, left, bottom, right in areas
        for row in (top, bottom)
        for column in (left, right)
    )


def _text(lines: Sequence[str]) -> str:
    """Join the lines of a cell; between two words of Latin letters the break stands for a blank."""
    text = ""
    for line in filter(None, lines):
        text += " " + line if text and _WORD.match(text[-1]) and _WORD.match(line[0]) else line
    return text
