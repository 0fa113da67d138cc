"""The parts of a file in the form of an e-mail, as far as they are needed: split at their boundaries, however damaged.

The standard parser goes through every line of every picture and looks for every boundary in it.
"""

import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesHeaderParser

_MAX_PARTS = 10_000
_MAX_DEPTH = 4
_LONGEST_HEAD = 20_000
_END_OF_HEAD = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")
_FIRST_BOUNDARY = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?$", re.MULTILINE)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
# What the header parser raises for heads that no program writes.
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


class TooManyParts(Exception):
    """More parts than any page has."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part: what its head says, and its content, decoded."""

    content_id: str
    location: str
    charset: str
    content: bytes


def parts_of(data: bytes, kinds: Sequence[str]) -> tuple[str, list[Part]]:
    """Return the id of the part that the file begins with, where it names one, and its parts of these kinds in order."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    head, _ = _cut(data)
    wanted = tuple(kind.encode() for kind in kinds)
    return _id(_parameter(_head(head), "start")), list(_parts(data, wanted, _MAX_DEPTH))


def _parts(data: bytes, kinds: tuple[bytes, ...], depth: int) -> Iterator[Part]:
    raw, body = _cut(data)
    lowered = raw.lower()
    if b"multipart/" in lowered:
        if depth:
            for piece in _pieces(body, _parameter(_head(raw), "boundary").encode("latin-1", "replace")):
                yield from _parts(piece, kinds, depth - 1)
    elif any(kind in lowered for kind in kinds):
        head = _head(raw)
        content = _decoded(body, str(head.get("Content-Transfer-Encoding", "")).strip().lower())
        yield Part(
            _id(str(head.get("Content-ID", ""))), str(head.get("Content-Location", "")).strip(), _parameter(head, "charset"), content
        )


def _cut(data: bytes) -> tuple[bytes, bytes]:
    """Part the head from the body: it ends with an empty line."""
    end = _END_OF_HEAD.search(data, 0, _LONGEST_HEAD)
    return (data[: end.start()], data[end.end() :]) if end else (data[:_LONGEST_HEAD], b"")


def _pieces(body: bytes, boundary: bytes) -> list[bytes]:
    """Split at the boundary; where none is named or the named one is not there, at the first line that looks like one."""
    body = b"\n" + body
    if not boundary or b"\n--" + boundary not in body:
        found = _FIRST_BOUNDARY.search(body)
        if not found:
            return []
        boundary = found[1]
    pieces = body.split(b"\n--" + boundary, _MAX_PARTS + 1)[1:]
    if len(pieces) > _MAX_PARTS:
        raise TooManyParts
    end = next((i for i, piece in enumerate(pieces) if piece.startswith(b"--")), len(pieces))
    return [piece.partition(b"\n")[2] for piece in pieces[:end]]


def _head(raw: bytes) -> Message:
    try:
        return BytesHeaderParser().parsebytes(raw)
    except _FAULTS:
        return Message()


def _parameter(head: Message, name: str) -> str:
    try:
        value = head.get_param(name)
    except _FAULTS:
        return ""
    # A value in several languages comes as (charset, language, value).
    text = value[2] if isinstance(value, tuple) else value
    return (text or "").strip().strip('"')


def _id(text: str) -> str:
    return text.strip().strip("<>")


def _decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == "base64":
        plain = _NOT_BASE64.sub(b"", body)
        plain = plain[: len(plain) // 4 * 4 + (len(plain) % 4 if len(plain) % 4 > 1 else 0)]
        return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4))
    return body
