"""Name the place of a finding or note in the words of the form."""

from core.report import PREAMBLE
from core.schema import CellId, Format

_FIXED = {
    "": "全文",
    "title": "标题",
    PREAMBLE: "前言",
    "unit": "单位",
    "year": "年度",
    "signed_date": "落款日期",
    "signed_unit": "落款单位",
    "contact": "联系人",
    "profile": "单位资料",
}


def place_label(form: Format, where: str) -> str:
    """Turn `table.row.column`, `table.row`, `section:3:12-20`, a section id or `title` into words."""
    if where in _FIXED:
        return _FIXED[where]
    cell = CellId.parse(where)
    if cell is not None and cell in form.cells:
        return form.label(cell)
    part, _, rest = where.partition(":")
    if part in form.section_ids or part == PREAMBLE:
        name = form.section(part).title if part in form.section_ids else _FIXED[part]
        return f"{name} 第 {rest.split(':')[0]} 段" if rest else name
    return _row(form, where)


def told_at(place: str, message: str) -> str:
    """Put a place before what is said of it; a message that begins with it is left as it is."""
    return message if message.startswith(f"{place}：") else f"{place}：{message}"


def _row(form: Format, where: str) -> str:
    table, _, row = where.partition(".")
    return next((form.row_label(cell) for cell in form.cells if (cell.table, cell.row) == (table, row)), where)
