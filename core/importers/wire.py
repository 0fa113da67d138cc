"""A source as bytes, to hand it from one process to another: JSON, since what read a hostile file must not be trusted with more."""

import json
from typing import IO, Any

from core.importers.source import RawTable, RawText, Source
from core.report import Note

_SIZE = 8
# Far above what a source of MAX_PARAGRAPHS and MAX_CELLS takes.
MOST = 256 * 1024 * 1024


def send(stream: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message: a JSON object and raw bytes, each behind its length."""
    plain = json.dumps(head).encode("ascii")
    stream.write(len(plain).to_bytes(_SIZE, "big") + len(body).to_bytes(_SIZE, "big"))
    stream.write(plain)
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read one message; None where the stream has ended."""
    sizes = stream.read(2 * _SIZE)
    if len(sizes) < 2 * _SIZE:
        return None
    head, body = int.from_bytes(sizes[:_SIZE], "big"), int.from_bytes(sizes[_SIZE:], "big")
    if head > MOST or body > MOST:
        return None
    plain, data = stream.read(head), stream.read(body)
    if len(plain) < head or len(data) < body:
        return None
    return json.loads(plain), data


def pack(source: Source) -> dict[str, Any]:
    """Return a source as plain JSON values."""
    blocks = [b.text if isinstance(b, RawText) else {"rows": b.rows, "exact": b.exact} for b in source.blocks]
    notes = [(note.where, note.message) for note in source.notes]
    return {"kind": source.kind, "blocks": blocks, "notes": notes, "doubtful": source.doubtful, "sent": source.sent}


def unpack(data: dict[str, Any]) -> Source:
    """Return the source that `pack` wrote."""
    return Source(
        data["kind"],
        tuple(RawText(b) if isinstance(b, str) else RawTable(tuple(tuple(row) for row in b["rows"]), b["exact"]) for b in data["blocks"]),
        tuple(Note(where, message) for where, message in data["notes"]),
        data["doubtful"],
        data["sent"],
    )
