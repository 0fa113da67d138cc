"""Text as paragraphs: cleaned when pasted, compared when edited. No widget is touched here.

Qt counts in UTF-16 units and Python in characters: rare place names need two units, so offsets are converted at the border.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from core.report import Paragraph

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\t\u00a0]+")
_REPLACED_OBJECT = "\ufffc"


def units(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def characters(text: str, offset: int) -> int:
    """Return how many characters of a text lie before an offset that Qt counted."""
    count = 0
    for place, character in enumerate(text):
        if count >= offset:
            return place
        count += 2 if ord(character) > 0xFFFF else 1
    return len(text)


def leading_blanks(text: str) -> int:
    """Return how many blanks a text begins with: the indent belongs to the layout, not to the text."""
    return len(text) - len(text.lstrip())


def clean(text: str) -> list[str]:
    """Split foreign text into plain paragraphs: no blanks at the edges, nothing invisible, no empty paragraph."""
    lines = (_BLANKS.sub(" ", line) for line in _BREAKS.split(text))
    visible = ("".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cf") and c != _REPLACED_OBJECT) for line in lines)
    return [line.strip() for line in visible if line.strip()]


@lru_cache(maxsize=1000)
def plain(text: str) -> str:
    """Return a paragraph as it is shown: on one line, no blanks at the edges. At each key all but one are as before."""
    return " ".join(clean(text))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where two texts differ: from `start`, `removed` gave way to `inserted`."""

    start: int
    removed: str
    inserted: str


def difference(old: str, new: str) -> Stretch:
    """Return the one stretch in which two texts differ."""
    most = min(len(old), len(new))
    start = next((i for i in range(most) if old[i] != new[i]), most)
    most -= start
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return Stretch(start, old[start : len(old) - tail], new[start : len(new) - tail])


def carry_inherited(old: Sequence[Paragraph], texts: Sequence[str]) -> tuple[Paragraph, ...]:
    """Return the texts as paragraphs; those that nobody touched stay as they were, last year's included."""
    before = [plain(paragraph.text) for paragraph in old]
    matcher = SequenceMatcher(None, before, texts, autojunk=False)
    kept: dict[int, Paragraph] = {}
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            kept[block.b + step] = old[block.a + step]
    return tuple(kept.get(place) or Paragraph(text) for place, text in enumerate(texts))
