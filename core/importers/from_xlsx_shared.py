"""Read the parts that the sheets of a workbook share: texts, cell formats; and the comments of a sheet."""

import re
from dataclasses import dataclass, field

from core.importers.from_xlsx_parts import MAX_XML, Attributes, Package
from core.importers.sheet import TooLarge
from core.importers.sheet_values import Place, is_date_format, place_of, whole
from core.importers.source import MAX_CELLS

MAX_CHARACTERS = 20_000_000

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Undo the escapes that sheets use for characters that XML cannot hold."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def shared_strings(package: Package, path: str) -> list[str]:
    """Read the table of texts; readings of Chinese characters (拼音) are left out."""
    strings: list[str] = []
    parts: list[str] = []
    depth = length = 0

    def start(tag: str, _: Attributes) -> None:
        nonlocal depth
        depth += tag == "rPh"

    def end(tag: str, text: str) -> None:
        nonlocal depth, length
        if tag == "t" and not depth:
            parts.append(text)
            length += len(text)
        elif tag == "rPh":
            depth -= 1
        elif tag == "si":
            strings.append(unescape("".join(parts)))
            parts.clear()
            if len(strings) > MAX_CELLS or length > MAX_CHARACTERS:
                raise TooLarge

    package.stream(path, start, end, MAX_XML)
    return strings


@dataclass
class CellStyles:
    """For each cell format by its number: is it a date, has it a border."""

    dates: list[bool] = field(default_factory=list)
    borders: list[bool] = field(default_factory=list)

    def is_date(self, style: int) -> bool:
        """Tell whether numbers in this format are days."""
        return 0 <= style < len(self.dates) and self.dates[style]

    def is_ruled(self, style: int) -> bool:
        """Tell whether cells in this format have a line at any side."""
        return 0 <= style < len(self.borders) and self.borders[style]


_SIDES = frozenset({"left", "right", "top", "bottom"})


def cell_styles(package: Package, path: str) -> CellStyles:
    """Read the cell formats."""
    codes: dict[int, str] = {}
    ruled: list[bool] = []
    found = CellStyles()
    inside = ""

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        if tag in ("cellXfs", "borders"):
            inside = tag
        elif tag == "numFmt":
            codes[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif inside == "borders" and tag == "border":
            ruled.append(False)
        elif inside == "borders" and tag in _SIDES and ruled and attributes.get("style", "none") != "none":
            ruled[-1] = True
        elif inside == "cellXfs" and tag == "xf":
            kind, border = whole(attributes.get("numFmtId")), whole(attributes.get("borderId"))
            found.dates.append(is_date_format(kind, codes.get(kind, "")))
            found.borders.append(0 <= border < len(ruled) and ruled[border])
            if len(ruled) + len(found.dates) > MAX_CELLS:
                raise TooLarge

    def end(tag: str, _: str) -> None:
        nonlocal inside
        if tag == inside:
            inside = ""

    package.stream(path, start, end)
    return found


def comments(package: Package, path: str) -> dict[Place, str]:
    """Read the comments of a sheet by place."""
    found: dict[Place, str] = {}
    parts: list[str] = []
    at: Place | None = None

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal at
        if tag == "comment":
            parts.clear()
            at = place_of(attributes.get("ref", ""))

    def end(tag: str, text: str) -> None:
        if tag == "t":
            parts.append(text)
        elif tag == "comment" and at is not None and len(found) < MAX_CELLS:
            found[at] = unescape("".join(parts))

    package.stream(path, start, end)
    return found
