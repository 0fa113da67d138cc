"""Words of Chinese prose: Qt, which has no dictionary, takes a run over commas, and often the one beside the pointer.

Positions are UTF-16 units, as a document counts them.
"""

import re
from collections.abc import Iterator

from gui.text_paragraphs import units

# A figure with its point, separators and sign; Latin letters; blanks; Chinese up to the next mark; any other sign alone.
_WORD = re.compile(r"\d+(?:[.,]\d+)*[%％]?|[A-Za-z]+|\s+|[\u3400-\u9fff\U00020000-\U0003ffff々〇]+|.", re.DOTALL)


def word_at(text: str, at: int) -> tuple[int, int]:
    """Return start and end of the word that holds the unit `at` (from 0); the last word where `at` is behind it."""
    span = (0, 0)
    for span in _spans(text):
        if at < span[1]:
            break
    return span


def next_word(text: str, at: int) -> int:
    """Return where the next word begins after the unit `at`; blanks go with the word before them."""
    return next((start for start, _ in _spans(text, blanks=False) if start > at), units(text))


def previous_word(text: str, at: int) -> int:
    """Return where the word before the unit `at` begins; the word that holds it, where `at` is within one."""
    return max((start for start, _ in _spans(text, blanks=False) if start < at), default=0)


def _spans(text: str, *, blanks: bool = True) -> Iterator[tuple[int, int]]:
    end = 0
    for match in _WORD.finditer(text):
        start, end = end, end + units(match.group())
        if blanks or match.group().strip():
            yield start, end
