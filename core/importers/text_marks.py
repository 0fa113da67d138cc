"""Undo what Markdown does to texts and to the merged cells of tables."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise

from core.importers.source import RawTable

HEADING = re.compile(r"#{1,6} \S")
# A bar between cells, and not one inside a text.
BAR = re.compile(r"(?<!\\)\|")
# The signs that a backslash may stand before, and the name or number of a character.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# What joins the heads above a column, outer ones first: 申请人情况·法人或其他组织·商业企业.
_JOINT = "·"

Row = tuple[str, ...]


def unescaped(text: str) -> str:
    """Return the text as it is shown."""
    return _ESCAPE.sub(lambda match: match[1] or unescape(match[0]), text)


def table(rows: Sequence[Row]) -> RawTable:
    """Return the table of rows below one row of heads; joined heads are taken apart and merged cells found again.

    Its labels stand in the columns that the first head covers, repeated where a merged one goes on below. Where a head is left blank
    and none are joined, nobody can tell a blank from what a merged cell covers.
    """
    even = len({len(row) for row in rows}) == 1
    paths = [tuple(part.strip() for part in cell.split(_JOINT)) for cell in rows[0]]
    joined = any(len(a) > 1 and len(b) > 1 and a[0] == b[0] for a, b in pairwise(paths))
    if not joined or not even:
        return RawTable(tuple(rows), exact=even and all(rows[0]))
    levels = max(map(len, paths))
    labels = 0 if len(paths[0]) > 1 else next(at for at, path in enumerate(paths) if len(path) > 1)
    heads = [tuple(_head(paths, level, at) for at in range(len(paths))) for level in range(levels)]
    body = [tuple(_value(row, above, at, labels) for at in range(len(row))) for above, row in pairwise(rows)]
    return RawTable((*heads, *body))


def _head(paths: Sequence[Row], level: int, at: int) -> str | None:
    """Return the head of a column at a level, None where one to the left or above covers the place."""
    path = paths[at]
    covered = level >= len(path) or (at and (path == ("",) or paths[at - 1][: level + 1] == path[: level + 1]))
    return None if covered else path[level]


def _value(row: Row, above: Row, at: int, labels: int) -> str | None:
    covered = at < labels and (row[: at + 1] == above[: at + 1] or (at > 0 and not row[at]))
    return None if covered else row[at]
