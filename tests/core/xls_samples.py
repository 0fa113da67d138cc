"""Small old workbooks for tests, made record by record; without their container, as some programs write them."""

import struct
from collections.abc import Iterable, Sequence

PLAIN, RULED, DAY = 0, 1, 2
_VERSIONS = {8: (0x0809, 0x0600), 5: (0x0809, 0x0500), 4: (0x0409, 0), 3: (0x0209, 0), 2: (0x0009, 0)}


def record(code: int, content: bytes = b"") -> bytes:
    """Make a record."""
    return struct.pack("<HH", code, len(content)) + content


def bof(kind: int, version: int = 8) -> bytes:
    """Begin the globals (5) or a sheet (0x10)."""
    code, number = _VERSIONS[version]
    more = struct.pack("<HHII", 0x0DBB, 1996, 0, 6) if version == 8 else struct.pack("<HH", 0x0DBB, 1996) if version == 5 else b""
    return record(code, struct.pack("<HH", number, kind) + more)


EOF = record(0x0A)


def text(row: int, column: int, content: str, style: int = PLAIN) -> bytes:
    """Make a cell with its text in it."""
    return record(0x204, struct.pack("<HHHHB", row, column, style, len(content), 1) + content.encode("utf-16-le"))


def old_text(row: int, column: int, content: bytes) -> bytes:
    """Make a cell with bytes of a code page in it."""
    return record(0x204, struct.pack("<HHHH", row, column, PLAIN, len(content)) + content)


def number(row: int, column: int, value: float, style: int = PLAIN) -> bytes:
    """Make a cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def shared(row: int, column: int, index: int, style: int = PLAIN) -> bytes:
    """Make a cell that names a text of the table."""
    return record(0xFD, struct.pack("<HHHI", row, column, style, index))


def blanks(row: int, first: int, count: int, style: int = RULED) -> bytes:
    """Make a run of empty cells."""
    return record(0xBE, struct.pack(f"<HH{count}HH", row, first, *[style] * count, first + count - 1))


def formula(row: int, column: int, result: bytes, after: bytes = b"") -> bytes:
    """Make a formula with its result of eight bytes, and the record of a text that it results in."""
    return record(0x06, struct.pack("<HHH", row, column, PLAIN) + result + bytes(8)) + after


def merged(*areas: tuple[int, int, int, int]) -> bytes:
    """Merge areas: first row, last row, first column, last column."""
    return record(0xE5, struct.pack("<H", len(areas)) + b"".join(struct.pack("<4H", *area) for area in areas))


def comment(row: int, column: int, content: str, number: int) -> bytes:
    """Put a comment on a cell."""
    frame = record(0x5D, struct.pack("<HHHHH", 0x15, 18, 0x19, number, 0) + bytes(12) + struct.pack("<HH", 0, 0))
    box = record(0x1B6, struct.pack("<HH6sHHH", 0, 0, b"", len(content), 0, 0))
    words = record(0x3C, b"\x01" + content.encode("utf-16-le"))
    return frame + box + words + record(0x1C, struct.pack("<4HHB", row, column, 0, number, 1, 0) + b"a")


def row(index: int, looks: int, height: int = 300) -> bytes:
    """Describe a row; of its looks, 0x20 hides it and 0x40 says that somebody set its height."""
    return record(0x208, struct.pack("<HHHHHHI", index, 0, 9, height, 0, 0, looks))


def strings(texts: Sequence[str]) -> bytes:
    """Make the table of texts."""
    content = b"".join(struct.pack("<HB", len(t.encode("utf-16-le")) // 2, 1) + t.encode("utf-16-le") for t in texts)
    return record(0xFC, struct.pack("<II", len(texts), len(texts)) + content)


def workbook(*sheets: bytes, hidden: Iterable[int] = (), more: bytes = b"", names: Sequence[str] = ()) -> bytes:
    """Make a workbook of sheets, each given by its records, with more records among those of the whole."""
    styles = b"".join(
        record(0xE0, struct.pack("<HHHBBBBIIH", 0, form, 1, 0, 0, 0, 0xFC, border, 0, 0)) for form, border in ((0, 0), (0, 0x1111), (31, 0))
    )
    head = bof(5) + record(0x42, struct.pack("<H", 1200)) + record(0x22, bytes(2)) + styles + more
    titles = [(names[i] if i < len(names) else f"表{i + 1}").encode("utf-16-le") for i in range(len(sheets))]
    at = len(head) + sum(12 + len(t) for t in titles) + len(EOF)
    listed = whole = b""
    for index, (title, content) in enumerate(zip(titles, sheets, strict=True)):
        listed += record(0x85, struct.pack("<IBBBB", at + len(whole), index in set(hidden), 0, len(title) // 2, 1) + title)
        whole += bof(0x10) + content + EOF
    return head + listed + EOF + whole


def old_workbook(content: bytes, codepage: int | None) -> bytes:
    """Make a workbook of Excel 5 or 95 with one sheet, perhaps without the name of its code page."""
    head = bof(5, 5) + (record(0x42, struct.pack("<H", codepage)) if codepage is not None else b"")
    style = record(0xE0, struct.pack("<HHHBBIi", 0, 0, 1, 0, 0, 0, 0))
    at = len(head) + len(style) + 4 + 6 + 3 + len(EOF)
    listed = record(0x85, struct.pack("<IBBB", at, 0, 0, 2) + b"S1")
    return head + style + listed + EOF + bof(0x10, 5) + content + EOF
