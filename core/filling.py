"""How each cell of the form is to be filled in (填报说明): what its row and its column ask for, read from `resources/help`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.errors import BrokenForm
from core.schema import FORMATS, CellId, Format

HELP = FORMATS.parent / "help"


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a row or a column asks for, where that is laid down, and the rules that hold its cells against something."""

    text: str
    source: str
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    rows: Mapping[str, Guidance]
    columns: Mapping[str, Guidance]


def guidance(form: Format, cell: CellId) -> tuple[Guidance, Guidance]:
    """Return what the row and what the column of a cell ask for (表四: its group, its outcome); BrokenForm where nobody has written it."""
    sheet = _sheets(form.id).get(cell.table, _Sheet({}, {}))
    row, column = sheet.rows.get(cell.row), sheet.columns.get(cell.column)
    if row is None or column is None:
        raise BrokenForm("填报说明不全", f"resources/help 里没有 {cell} 的说明，请重新安装程序")
    return row, column


@cache
def _sheets(form_id: str) -> Mapping[str, _Sheet]:
    """Load the sheets of a form by table."""
    found: dict[str, _Sheet] = {}
    for path in sorted(HELP.glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text("utf-8"))
            if form_id in data["forms"]:
                found[data["table"]] = _Sheet(_entries(data["row"]), _entries(data["column"]))
        except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
            raise BrokenForm("填报说明有误", f"resources/help/{path.name} 缺失或有误，请重新安装程序") from fault
    return found


def _entries(raw: list[dict[str, Any]]) -> Mapping[str, Guidance]:
    return {each["id"]: Guidance(each["text"], each["source"], tuple(each.get("checks", ()))) for each in raw}
