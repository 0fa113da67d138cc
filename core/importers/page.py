"""What a page is made of, wherever it was read: characters with their places, and ruled lines. Points, y up."""

from typing import NamedTuple


class Char(NamedTuple):
    """A character at its origin (points, y up), with the box that its advance takes and its size."""

    text: str
    x: float
    y: float
    right: float
    size: float


class Rule(NamedTuple):
    """A ruled line: at `at` (y of a level line, x of an upright one) from `first` to `last`."""

    at: float
    first: float
    last: float
