"""Text as paragraphs: cleaned when pasted, compared when edited. No widget is touched here.

Qt counts in UTF-16 units and Python in characters: rare place names need two units, so offsets are converted at the border.
"""

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from core.live import carried
from core.report import Live, Paragraph

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\t\u00a0]+")
_REPLACED_OBJECT = "\ufffc"
# Matching takes up to the cube of this, where many paragraphs are alike.
_MOST_MATCHED = 60


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


def plain(text: str) -> str:
    """Return a paragraph as it is shown: on one line, no blanks at the edges."""
    # What is printable holds nothing that `clean` takes out: at each key this is asked of every paragraph.
    return text.strip() if text.isprintable() and _REPLACED_OBJECT not in text else _cleaned(text)


@lru_cache(maxsize=1000)
def _cleaned(text: str) -> str:
    return " ".join(clean(text))


def carry_inherited(old: Sequence[Paragraph], texts: Sequence[str], at: int = -1) -> tuple[Paragraph, ...]:
    """Return the texts as paragraphs; those that nobody touched stay as they were, last year's included.

    In the others the live figures that the edit did not touch are carried along; `at` is where the edit ended, a character of the
    texts joined by line breaks.
    """
    before = [plain(paragraph.text) for paragraph in old]
    most = min(len(before), len(texts))
    head = next((i for i in range(most) if before[i] != texts[i]), most)
    most -= head
    tail = next((i for i in range(most) if before[-1 - i] != texts[-1 - i]), most)
    ends = len(before) - tail, len(texts) - tail
    middle = before[head : ends[0]], texts[head : ends[1]]
    matched = _in_order if max(map(len, middle)) <= _MOST_MATCHED else _by_text
    kept = {head + new: old[head + place] for new, place in matched(*middle).items()}
    figures = _figures(old[head : ends[0]], texts[head : ends[1]], at - sum(len(text) + 1 for text in texts[:head]))
    between = (kept.get(head + place) or Paragraph(text, live=figures.get(place, ())) for place, text in enumerate(texts[head : ends[1]]))
    return (*old[:head], *between, *old[ends[0] :])


def _figures(old: Sequence[Paragraph], texts: Sequence[str], at: int) -> Mapping[int, tuple[Live, ...]]:
    return carried(old, texts, at) if any(paragraph.live for paragraph in old) else {}


def _in_order(before: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """Return for each text that stayed which one it was; those that changed places are new."""
    blocks = SequenceMatcher(None, before, texts, autojunk=False).get_matching_blocks()
    return {block.b + step: block.a + step for block in blocks for step in range(block.size)}


def _by_text(before: Sequence[str], texts: Sequence[str]) -> dict[int, int]:
    """Return for each text the first one alike that is not yet taken: time grows only with their number."""
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, text in enumerate(before):
        places[text].append(place)
    return {new: places[text].popleft() for new, text in enumerate(texts) if places.get(text)}
