"""Text between the cells of a row, which has lost the tag of its cell: where it belongs, and what is said about it."""

from collections.abc import Sequence

from core.importers.html_table import HtmlCell, row_ends
from core.report import Note

_QUOTED, _LABEL = 40, 20
_NAMED = 20

Rows = list[list[list[HtmlCell]]]


def settle(groups: Rows) -> tuple[list[str], list[Note]]:
    """Take loose texts out of rows that have no room for them; return these and notes that quote what was loose, kept or not.

    Room is what the rows without such texts take; where none of these is as long as the others, every loose text is kept as a cell.
    """
    rows = [row for group in groups for row in group]
    loose = [any(cell.loose for cell in row) for row in rows]
    if not any(loose):
        return [], []
    bare = row_ends([[[cell for cell in row if not cell.loose] for row in group] for group in groups])
    room = max((end for end, is_loose in zip(bare, loose, strict=True) if not is_loose), default=0)
    if room < max(bare):
        room = 0
    strays: list[str] = []
    kept_names: list[str] = []
    stray_names: list[str] = []
    for row, end in zip(rows, row_ends(groups), strict=True):
        named = _names(row)
        if room and end > room:
            strays += [line for cell in row if cell.loose for line in cell.text.split("\n")]
            row[:] = [cell for cell in row if not cell.loose]
            stray_names += named
        else:
            kept_names += named
    notes = [Note("", f"表格里{_listed(kept_names)}没有写在单元格里，按所在的位置各作为一格读入，请核对这几行的数")] if kept_names else []
    if stray_names:
        notes.append(Note("", f"表格里{_listed(stray_names)}没有写在单元格里，那一行也放不下，作为文字读入，请核对这几行的数"))
    return strays, notes


def _names(row: Sequence[HtmlCell]) -> list[str]:
    """Quote the loose texts of a row, each with the first words of the row."""
    label = next((cell.text.strip()[:_LABEL] for cell in row if not cell.loose and cell.text.strip()), "")
    return [f"“{label}”一行的“{cell.text[:_QUOTED]}”" if label else f"“{cell.text[:_QUOTED]}”" for cell in row if cell.loose]


def _listed(names: Sequence[str]) -> str:
    shown = "、".join(names[:_NAMED])
    return f"{shown}等 {len(names)} 处" if len(names) > _NAMED else shown
