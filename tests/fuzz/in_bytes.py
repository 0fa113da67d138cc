"""Damage to the bytes of a file of any kind."""

from collections.abc import Callable, Sequence

from tests.fuzz.odd import BLOBS, LARGEST, WORDS, Mutation

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06")
_ZIP_HEADER = 46


def damaged(data: bytes, mutations: Sequence[Mutation], other: bytes) -> bytes:
    """Apply the mutations one after the other; `other` is what a splice takes its second half from."""
    out = bytearray(data)
    for mutation in mutations:
        if mutation.what % len(_WAYS) == 0:
            out[mutation.place(len(out) + 1) :] = other[mutation.second(len(other) + 1) :]
        elif out:
            _WAYS[mutation.what % len(_WAYS)](out, mutation)
        del out[LARGEST:]
    return bytes(out)


def _flip(out: bytearray, m: Mutation) -> None:
    out[m.place(len(out))] ^= 1 << m.value % 8


def _set(out: bytearray, m: Mutation) -> None:
    out[m.place(len(out))] = m.value % 256


def _insert(out: bytearray, m: Mutation) -> None:
    at = m.place(len(out) + 1)
    out[at:at] = m.pick(BLOBS)


def _overwrite(out: bytearray, m: Mutation) -> None:
    at, blob = m.place(len(out)), m.pick(BLOBS)
    out[at : at + len(blob)] = blob


def _delete(out: bytearray, m: Mutation) -> None:
    at = m.place(len(out))
    del out[at : at + 1 + m.value % 64]


def _delete_much(out: bytearray, m: Mutation) -> None:
    first, last = sorted((m.place(len(out)), m.second(len(out))))
    del out[first:last]


def _double(out: bytearray, m: Mutation) -> None:
    at = m.place(len(out))
    out[at:at] = out[at : at + 1 + m.other % 600] * (1 + m.value % 40)


def _move(out: bytearray, m: Mutation) -> None:
    at, size = m.place(len(out)), 1 + m.value % 400
    piece = out[at : at + size]
    del out[at : at + size]
    to = m.second(len(out) + 1)
    out[to:to] = piece


def _cut(out: bytearray, m: Mutation) -> None:
    del out[m.place(len(out)) :]


def _number(out: bytearray, m: Mutation) -> None:
    size = (2, 4)[m.other % 2]
    at = m.place(max(1, len(out) - size))
    out[at : at + size] = (m.pick(WORDS) & (2 ** (8 * size) - 1)).to_bytes(size, "little")


def _zip_field(out: bytearray, m: Mutation) -> None:
    """Change a field of one of a container's headers: a length, an offset, a flag, a method; elsewhere a number like any."""
    places: list[int] = []
    for mark in _ZIP_MARKS:
        at = out.find(mark)
        while at >= 0 and len(places) < 400:
            places.append(at)
            at = out.find(mark, at + 4)
    if not places:
        _number(out, m)
        return
    at = places[m.place(len(places))] + 4 + m.other % (_ZIP_HEADER - 4)
    size = min((1, 2, 4)[m.other // 64 % 3], max(0, len(out) - at))
    out[at : at + size] = (m.pick(WORDS) & (2 ** (8 * size) - 1)).to_bytes(size, "little") if size else b""


_Way = Callable[[bytearray, Mutation], None]
# The first is the splice, which needs a second file.
_WAYS: tuple[_Way, ...] = (
    _cut,
    _flip,
    _set,
    _insert,
    _overwrite,
    _delete,
    _delete_much,
    _double,
    _move,
    _cut,
    _number,
    _zip_field,
    _zip_field,
)
