"""Which characters a face has: looked up in the font file once, then kept in the user's cache folder."""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.exporters.fonts_cache import sealed, unsealed

_MARK = b"GKC1"
_HEAD = struct.Struct("<HI")


@dataclass(frozen=True, slots=True)
class Coverage:
    """A face's technical name and its code points as ranges: from `starts` to `ends`, both included, in order."""

    name: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __contains__(self, code: int) -> bool:
        at = bisect_right(self.starts, code) - 1
        return at >= 0 and code <= self.ends[at]

    def codes(self) -> Iterator[int]:
        """Yield every code point in order."""
        for start, end in zip(self.starts, self.ends, strict=True):
            yield from range(start, end + 1)


def coverage_of(name: str, codes: Iterable[int]) -> Coverage:
    """Join code points to ranges."""
    starts: list[int] = []
    ends: list[int] = []
    for code in sorted(codes):
        if ends and code == ends[-1] + 1:
            ends[-1] = code
        else:
            starts.append(code)
            ends.append(code)
    return Coverage(name, tuple(starts), tuple(ends))


def pack(coverage: Coverage) -> bytes:
    """Write a coverage as it is kept; `unpack` reads it."""
    name, count = coverage.name.encode(), len(coverage.starts)
    body = name + struct.pack(f"<{2 * count}I", *coverage.starts, *coverage.ends)
    return sealed(_MARK, _HEAD.pack(len(name), count) + body)


def unpack(data: bytes | None) -> Coverage | None:
    """Read what was kept; None where it is none, broken, or of another version."""
    body = unsealed(_MARK, data)
    if body is None:
        return None
    length, count = _HEAD.unpack_from(body)
    numbers = struct.unpack_from(f"<{2 * count}I", body, _HEAD.size + length)
    return Coverage(body[_HEAD.size : _HEAD.size + length].decode(), numbers[:count], numbers[count:])


class Characters(Mapping[int, str]):
    """The code points of a face with their glyphs' names, which are looked up in the font file only when one is asked for."""

    def __init__(self, coverage: Coverage, names: Callable[[], Mapping[int, str]]) -> None:
        self.coverage, self._look = coverage, names

    @cached_property
    def names(self) -> Mapping[int, str]:
        """All of them as the file has them."""
        return self._look()

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and code in self.coverage

    def __getitem__(self, code: int) -> str:
        return self.names[code]

    def __iter__(self) -> Iterator[int]:
        return self.coverage.codes()

    def __len__(self) -> int:
        return sum(end - start + 1 for start, end in zip(self.coverage.starts, self.coverage.ends, strict=True))
