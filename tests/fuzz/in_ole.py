"""Damage inside the streams of a compound file (.doc, .xls), written back through its own sectors, so that the container stays sound."""

import io
from collections.abc import Sequence

from tests.fuzz import in_bytes
from tests.fuzz.odd import WORDS, Mutation

# The head of a stream (FIB, BOF) is where most of what counts stands.
_HEAD = 0x600


def damaged(data: bytes, mutations: Sequence[Mutation], other: bytes) -> bytes:
    """Change 16 and 32 bit values, move and copy bytes within streams of unchanged length."""
    import olefile

    if not olefile.isOleFile(data):
        return in_bytes.damaged(data, mutations, other)
    stream = io.BytesIO(data)
    container = olefile.OleFileIO(stream)
    names = sorted((name for name in container.listdir() if container.get_size(name)), key=lambda name: -container.get_size(name))
    for mutation in mutations:
        # The longest streams hold the text and its tables.
        name = names[mutation.second(min(3, len(names)))] if mutation.what % 8 else names[mutation.second(len(names))]
        content = bytearray(container.openstream(name).read())
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


def _write(content: bytearray, at: int, piece: bytes) -> None:
    """Write without changing the length."""
    piece = piece[: max(0, len(content) - at)]
    content[at : at + len(piece)] = piece
