"""Damage inside the streams of a compound file (.doc, .xls), written back through its own sectors, so that the container stays sound."""

import io
from collections.abc import Sequence

from tests.fuzz import in_bytes, in_xml
from tests.fuzz.odd import WORDS, Mutation

# Streams that are a row of records, each behind its kind and length.
_RECORDS = ("Workbook", "Book")
# The head of a stream (FIB, BOF) is where most of what counts stands.
_HEAD = 0x600


def damaged(data: bytes, mutations: Sequence[Mutation], other: bytes) -> bytes:
    """Change 16 and 32 bit values, move and copy bytes within streams of unchanged length."""
    import olefile

    if not olefile.isOleFile(data):
        return (in_xml if data.lstrip().startswith(b"<") else in_bytes).damaged(data, mutations, other)
    stream = io.BytesIO(data)
    container = olefile.OleFileIO(stream)
    names = sorted((name for name in container.listdir() if container.get_size(name)), key=lambda name: -container.get_size(name))
    for mutation in mutations:
        # The longest streams hold the text and its tables.
        name = names[mutation.second(min(3, len(names)))] if mutation.what % 8 else names[mutation.second(len(names))]
        content = bytearray(container.openstream(name).read())
        if name[-1] in _RECORDS and mutation.what % 3:
            content = _harmed_records(content, mutation)
        else:
            _harm(content, mutation)
        container.write_stream(name, bytes(content))
    return stream.getvalue()


def _harm(content: bytearray, m: Mutation) -> None:
    room = len(content) if m.what % 2 else min(_HEAD, len(content))
    at = m.place(room)
    match m.what // 16 % 5:
        case 0 | 1:
            _write(content, at, m.other.to_bytes(2, "little"))
        case 2:
            _write(content, at & ~1, m.pick(WORDS).to_bytes(4, "little"))
        case 3:
            _write(content, at, bytes(content[m.second(len(content)) :][: 1 + m.value % 60]))
        case _:
            step = 1 + m.other % 9
            near = int.from_bytes(content[at : at + 2], "little") + (step if m.other % 2 else -step)
            _write(content, at, (near % 65536).to_bytes(2, "little"))


def _harmed_records(content: bytearray, m: Mutation) -> bytearray:
    """Leave a record out, double it, move it, give it another kind or length, or change a number in it; the stream keeps its length."""
    records: list[bytes] = []
    at = 0
    while at + 4 <= len(content):
        end = at + 4 + int.from_bytes(content[at + 2 : at + 4], "little")
        records.append(bytes(content[at:end]))
        at = end
    place, other = m.place(len(records)), m.second(len(records))
    record = bytearray(records[place])
    match m.what // 16 % 7:
        case 0:
            del records[place]
        case 1:
            records[place:place] = [bytes(record)] * (1 + m.other % 20)
        case 2:
            records.insert(other, records.pop(place))
        case 3:
            record[:2] = records[other][:2]
        case 4:
            record[2:4] = (m.pick(WORDS) & 0xFFFF).to_bytes(2, "little")
        case _ if len(record) > 6:
            _write(record, 4 + m.other % (len(record) - 5), m.pick(WORDS).to_bytes(4, "little")[: 1 + m.other % 4])
    if m.what // 16 % 7 > 2:
        records[place] = bytes(record)
    return bytearray(b"".join(records)[: len(content)].ljust(len(content), b"\0"))


def _write(content: bytearray, at: int, piece: bytes) -> None:
    """Write without changing the length."""
    piece = piece[: max(0, len(content) - at)]
    content[at : at + len(piece)] = piece
