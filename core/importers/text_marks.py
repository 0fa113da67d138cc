"""Undo what Markdown does to texts and to the merged heads of tables."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import pairwise

HEADING = re.compile(r"#{1,6} \S")
# A bar between cells, and not one inside a text.
BAR = re.compile(r"(?<!\\)\|")
# The signs that a backslash may stand before, and the name or number of a character.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# What joins the heads above a column, outer ones first: 申请人情况·法人或其他组织·商业企业.
_JOINT = "·"


def unescaped(text: str) -> str:
    """Return the text as it is shown."""
    return _ESCAPE.sub(lambda match: match[1] or unescape(match[0]), text)


def heads(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Take joined heads apart into a row a level; heads that no two columns share are left as they are."""
    paths = [[part.strip() for part in cell.split(_JOINT)] for cell in row]
    if not any(len(a) > 1 and len(b) > 1 and a[0] == b[0] for a, b in pairwise(paths)):
        return [row]
    return [tuple(_head(paths, level, at) for at in range(len(row))) for level in range(max(map(len, paths)))]


def _head(paths: Sequence[Sequence[str]], level: int, at: int) -> str:
    """Return the head of a column at a level, nothing where the column before is under the same one."""
    path = paths[at]
    if level >= len(path) or (at and paths[at - 1][: level + 1] == path[: level + 1]):
        return ""
    return path[level]
