"""Plain text of paragraphs: tidied the same way wherever it comes in."""

import re
import unicodedata
from collections.abc import Iterable

_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_BLANKS = re.compile(r"\s+")
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")
# Marks that open no line and marks that end none: where lines are broken, and where broken lines are put together again.
NO_START = frozenset("。，、；：！？）》」』】〕”’〉〗〙．％‰℃℉°…·～〟,.;:?!)]}%>\u00a0")
NO_END = frozenset("（《「『【〔“‘〈〖〘￥＄£№＃〝([{<$\u00a0")
LONGEST_PARAGRAPH = 50_000


def tidy(text: str) -> str:
    """Return one paragraph without indentation, line breaks, invisible and unassigned characters; runs of blanks become one."""
    if not text.isprintable() or "  " in text:
        text = _BLANKS.sub(" ", _BREAKS.sub(" ", text))
        text = "".join(c for c in text if c == " " or unicodedata.category(c) not in _DROPPED)
        text = _BLANKS.sub(" ", text)
    return text.strip()[:LONGEST_PARAGRAPH]


def tidy_paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """Split at line breaks, tidy each part and drop the empty ones."""
    return tuple(clean for text in texts for part in _BREAKS.split(text) if (clean := tidy(part)))
