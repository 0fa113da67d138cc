"""Small old Word files for tests, made byte by byte: invented text, nothing but what a test is about."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.importers.from_doc import read
from core.importers.from_doc_file import Part, Story
from core.importers.source import Source

_FIRST_TEXT = 0x800
_PARTS = 93
# Properties by name, as (code, size of the operand); None where the size stands before it.
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
LIST, LEVEL = 0x460B, 0x260A
DELETED, INSERTED, HIDDEN, STYLE, SYMBOL = 0x0800, 0x0801, 0x083C, 0x4A30, 0x6A09
DEFINITION, HUGE = 0xD608, 0x6646


def prop(code: int, value: int | bytes = 1) -> bytes:
    """Write one property."""
    size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
    operand = (value & (1 << 8 * size) - 1).to_bytes(size, "little") if isinstance(value, int) else value
    if not size:
        operand = struct.pack("<H", len(operand) + 1) + operand if code == DEFINITION else bytes([len(operand)]) + operand
    return struct.pack("<H", code) + operand


@dataclass(frozen=True)
class Par:
    """A paragraph: its text in stretches (text, character properties), its own properties, its style and the mark at its end."""

    runs: tuple[tuple[str, bytes], ...]
    properties: bytes = b""
    style: int = 0
    mark: str = "\r"
    mark_properties: bytes = b""


def p(*runs: str | tuple[str, bytes], properties: bytes = b"", style: int = 0, mark_properties: bytes = b"") -> Par:
    """Make a paragraph of texts and of texts with properties."""
    made = tuple((_units(run), b"") if isinstance(run, str) else (_units(run[0]), run[1]) for run in runs)
    return Par(made, properties, style, "\r", mark_properties)


def _units(text: str) -> str:
    """Write characters beyond U+FFFF as the two units that the file counts."""
    raw = text.encode("utf-16-le")
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def definition(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """Write where the cells of a row begin and end, and the merge marks of each."""
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    return prop(DEFINITION, bytes([len(edges) - 1]) + struct.pack(f"<{len(edges)}h", *edges) + cells)


def row(
    cells: Sequence[str | Par | Sequence[Par]],
    edges: Sequence[int] | None = None,
    flags: Sequence[int] = (),
    *,
    more: bytes = b"",
    shape: bytes | None = None,
    end_properties: bytes = b"",
) -> list[Par]:
    """Make a row of a table: texts or paragraphs; `shape` in the place of its edges and flags, `more` behind them."""
    made: list[Par] = []
    for cell in cells:
        inside = [p(cell)] if isinstance(cell, str) else [cell] if isinstance(cell, Par) else list(cell)
        inside[-1] = replace(inside[-1], mark="\x07")
        made += [
            each if prop(DEPTH, 2) in each.properties else replace(each, properties=prop(IN_TABLE) + each.properties) for each in inside
        ]
    edges = edges or [1000 * i for i in range(len(cells) + 1)]
    shape = definition(edges, flags) if shape is None else shape
    return [*made, Par((), prop(IN_TABLE) + prop(ROW_END) + shape + more, mark="\x07", mark_properties=end_properties)]


def inner_row(cells: Sequence[str], edges: Sequence[int] | None = None) -> list[Par]:
    """Make a row of a table in a cell."""
    inside = prop(IN_TABLE) + prop(DEPTH, 2)
    made = [p(cell, properties=inside + prop(INNER_CELL)) for cell in cells]
    shape = definition(edges or [500 * i for i in range(len(cells) + 1)])
    return [*made, p(properties=inside + prop(INNER_CELL) + prop(INNER_ROW) + shape)]


def doc(
    *main: Par | Sequence[Par],
    others: Mapping[Story, Sequence[Par]] | None = None,
    parts: Mapping[Part, bytes] | None = None,
    lists: tuple[bytes, bytes, bytes] | None = None,
    data: bytes = b"",
    flags: int = 0,
    version: int = 0xC1,
    widths: Sequence[int] = (2,),
    modifier: int = 0,
    extras: Sequence[bytes] = (),
) -> bytes:
    """Make an old Word file; `widths` are the bytes a character of its pieces, which are equally long."""
    stories = {Story.MAIN: [each for block in main for each in ([block] if isinstance(block, Par) else block)], **(others or {})}
    if others:
        # One more mark stands behind the last text.
        stories[max(stories)] = [*stories[max(stories)], p()]
    paragraphs = [each for story in Story for each in stories.get(story, ())]
    lengths = [sum(_length(each) for each in stories.get(story, ())) for story in Story]
    if others:
        lengths[max(stories)] -= 1
    text = "".join("".join(run for run, _ in each.runs) + each.mark for each in paragraphs)
    pieces, encoded, places = _encoded(text, widths, modifier)
    character_pages, paragraph_pages = _runs(paragraphs, places)
    word = bytearray(_FIRST_TEXT) + encoded
    tables: dict[Part, bytes] = dict(parts or {})
    for part, runs, step in ((Part.CHARACTER_PAGES, character_pages, 1), (Part.PARAGRAPH_PAGES, paragraph_pages, 13)):
        word += bytes(-len(word) % 512)
        tables[part], pages = _pages(runs, step, len(word) // 512)
        word += pages
    prcs = b"".join(b"\x01" + struct.pack("<H", len(each)) + each for each in extras)
    tables[Part.PIECES] = prcs + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    table, spots = _table(tables, lists)
    head = struct.pack("<HH6xH", 0xA5EC, version, flags | 0x0200)
    word[: len(head)] = head
    struct.pack_into("<H28xH", word, 32, 14, 22)
    struct.pack_into(f"<{len(lengths)}I", word, 64 + 12, *lengths)
    struct.pack_into("<H", word, 152, _PARTS)
    for part, (at, size) in spots.items():
        struct.pack_into("<II", word, 154 + 8 * part, at, size)
    return container({"WordDocument": bytes(word), "1Table": table, **({"Data": data} if data else {})})


def _length(paragraph: Par) -> int:
    return sum(len(text) for text, _ in paragraph.runs) + 1


def _encoded(text: str, widths: Sequence[int], modifier: int) -> tuple[bytes, bytes, list[int]]:
    """Return the piece table, the encoded text, and for each character (and the end) its place in the file."""
    bounds = [len(text) * i // len(widths) for i in range(len(widths) + 1)]
    encoded, descriptors, places = b"", b"", []
    for width, start, end in zip(widths, bounds, bounds[1:], strict=False):
        place = _FIRST_TEXT + len(encoded)
        places += [place + width * i for i in range(end - start)]
        encoded += text[start:end].encode(*(("cp1252",) if width == 1 else ("utf-16-le", "surrogatepass")))
        descriptors += struct.pack("<HIH", 0, 0x4000_0000 | place * 2 if width == 1 else place, modifier)
    return struct.pack(f"<{len(bounds)}I", *bounds) + descriptors, encoded, [*places, _FIRST_TEXT + len(encoded)]


Run = tuple[int, int, bytes]


def _runs(paragraphs: Sequence[Par], places: Sequence[int]) -> tuple[list[Run], list[Run]]:
    character_runs: list[Run] = []
    paragraph_runs: list[Run] = []
    at = 0
    for each in paragraphs:
        first = at
        for text, properties in (*each.runs, (each.mark, each.mark_properties)):
            if text:
                entry = bytes([len(properties)]) + properties if properties else b""
                character_runs.append((places[at], places[at + len(text)], entry))
            at += len(text)
        entry = struct.pack("<H", each.style) + each.properties
        entry += bytes(len(entry) % 2)
        paragraph_runs.append((places[first], places[at], b"\0" + bytes([len(entry) // 2]) + entry))
    return character_runs, paragraph_runs


def _pages(runs: Sequence[Run], step: int, first: int) -> tuple[bytes, bytes]:
    """Fill pages with runs; return the part that tells which page is for what, and the pages."""
    groups: list[list[Run]] = [[]]
    room = 511 - 4
    for each in runs:
        need = 4 + step + len(each[2]) + 1
        if need > room:
            groups.append([])
            room = 511 - 4
        room -= need
        groups[-1].append(each)
    pages = b"".join(_page(group, step) for group in groups)
    starts = [group[0][0] for group in groups] + [runs[-1][1]]
    return struct.pack(f"<{len(starts)}I", *starts) + struct.pack(f"<{len(groups)}I", *range(first, first + len(groups))), pages


def _page(runs: Sequence[Run], step: int) -> bytes:
    page = bytearray(512)
    page[511] = len(runs)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *(start for start, _, _ in runs), runs[-1][1])
    end = 511
    for index, (_, _, entry) in enumerate(runs):
        if entry:
            end = (end - len(entry)) // 2 * 2
            page[end : end + len(entry)] = entry
            page[4 * (len(runs) + 1) + step * index] = end // 2
    return bytes(page)


def _table(parts: Mapping[Part, bytes], lists: tuple[bytes, bytes, bytes] | None) -> tuple[bytes, dict[Part, tuple[int, int]]]:
    """Put the parts of the table stream one behind the other; the levels of lists follow their part without counting to it."""
    table, spots = b"\0" * 4, {}
    for part, content in parts.items():
        spots[part] = len(table), len(content)
        table += content
    if lists is not None:
        shapes, levels, uses = lists
        spots[Part.LISTS] = len(table), len(shapes)
        table += shapes + levels
        spots[Part.LIST_USES] = len(table), len(uses)
        table += uses
    return table, spots


def container(streams: Mapping[str, bytes]) -> bytes:
    """Make a compound file of streams, each in whole sectors."""
    sectors: list[bytes] = []
    chains: list[int] = []

    def store(content: bytes) -> int:
        first, count = len(sectors), -(-len(content) // 512)
        sectors.extend(content[512 * i : 512 * i + 512].ljust(512, b"\0") for i in range(count))
        chains.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        return first

    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    places = {name: (store(content), len(content)) for name, content in padded.items()}
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0)
    for index, (name, (first, size)) in enumerate(places.items(), 1):
        entries += _entry(name, 2, 0xFFFFFFFF, index + 1 if index < len(places) else 0xFFFFFFFF, first, size)
    directory = store(entries)
    tables = -(-(len(sectors) + 2) // 127)
    first_table = len(sectors)
    chains.extend([0xFFFFFFFD] * tables)
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(512 * tables, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack(f"<{tables}I", *range(first_table, first_table + tables))
    return head.ljust(512, b"\xff") + b"".join(sectors) + fat


def _entry(name: str, kind: int, child: int, right: int, first: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII16xI16xIII", len(raw), kind, 1, 0xFFFFFFFF, right, child, 0, first, size, 0)


def style(name: str, *, built_in: int = 0xFFE, kind: int = 1, base: int = 0xFFF, properties: bytes = b"", characters: bytes = b"") -> bytes:
    """Make a style: of paragraphs (1) or of characters (2)."""
    raw = struct.pack("<HHHHH", built_in, kind | base << 4, 2, 0, 0) + struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
    for content in (b"\0\0" + properties, characters) if kind == 1 else (characters,):
        raw += struct.pack("<H", len(content)) + content + bytes(len(content) % 2)
    return struct.pack("<H", len(raw)) + raw


def styles(*each: bytes) -> bytes:
    """Make a style sheet; an empty one is a place that no style takes."""
    return struct.pack("<HHH", 18, len(each), 10) + bytes(14) + b"".join(one or b"\0\0" for one in each)


def level(kind: int, text: str, start: int = 1, *, flags: int = 0, restart: int = 0, follow: int = 2) -> bytes:
    """Make a level of a list; %1 … %9 in the text are the numbers of the levels."""
    for number in range(9):
        text = text.replace(f"%{number + 1}", chr(number))
    head = struct.pack("<iBB9sBiiBBBB", start, kind, flags, b"", follow, 0, 0, 0, 0, restart, 0)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(
    shapes: Mapping[int, Sequence[bytes]], owners: Sequence[int], overrides: Mapping[int, bytes] | None = None, linked: int = 0xFFF
) -> tuple[bytes, bytes, bytes]:
    """Make the lists: shapes by id (nine levels, or one), and for each list the shape that it has; `linked` is a style of level two."""
    heads, levels = b"", b""
    for shape, each in shapes.items():
        heads += struct.pack("<iI", shape, 0) + struct.pack("<9H", 0xFFF, linked, *[0xFFF] * 7) + bytes([len(each) == 1, 0])
        levels += b"".join(each)
    uses, own = b"", b""
    for index, shape in enumerate(owners, 1):
        override = (overrides or {}).get(index, b"")
        uses += struct.pack("<i8xBBBB", shape, bool(override), 0, 0, 0)
        own += b"\xff\xff\xff\xff" + override
    return struct.pack("<H", len(shapes)) + heads, levels, struct.pack("<I", len(owners)) + uses + own


def plc(places: Sequence[int], entries: Sequence[bytes]) -> bytes:
    """Make a part of places and entries."""
    return struct.pack(f"<{len(places)}I", *places) + b"".join(entries)


def opened(*main: Par | Sequence[Par], **more: object) -> Source:
    """Read a file of these paragraphs."""
    return read(doc(*main, **more), "试.doc")  # pyright: ignore[reportArgumentType]
