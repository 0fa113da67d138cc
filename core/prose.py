"""Plain text of paragraphs: tidied the same way wherever it comes in."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_BLANKS = re.compile(r"\s+")
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")
# Marks that open no line and marks that end none: where lines are broken, and where broken lines are put together again.
NO_START = frozenset("。，、；：！？）》」』】〕”’〉〗〙．％‰℃℉°…·～〟,.;:?!)]}%>\u00a0")
NO_END = frozenset("（《「『【〔“‘〈〖〘￥＄£№＃〝([{<$\u00a0")
LONGEST_PARAGRAPH = 50_000
_HEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[)）])[^。，；！？：:,;!?]{1,24}[：:]?"
)


def tidy(text: str) -> str:
    """Return one paragraph without indentation, line breaks, invisible and unassigned characters; runs of blanks become one.

    At most LONGEST_PARAGRAPH characters of it.
    """
    return _clean(text)[:LONGEST_PARAGRAPH].strip()


def _clean(text: str) -> str:
    if not text.isprintable() or "  " in text:
        text = _BLANKS.sub(" ", _BREAKS.sub(" ", text))
        text = "".join(c for c in text if c == " " or _is_ideograph(c) or unicodedata.category(c) not in _DROPPED)
        text = _BLANKS.sub(" ", text)
    return text.strip()


def _is_ideograph(char: str) -> bool:
    """Tell a character of the planes of ideographs: newer ones are in names before they are in Python's tables."""
    return "\U00020000" <= char <= "\U0003fffd" and ord(char) & 0xFFFF < 0xFFFE


def is_heading(text: str) -> bool:
    """Tell a paragraph that is nothing but a numbered subheading: （二）依申请公开情况, 2、监督保障."""
    return _HEADING.fullmatch(text) is not None


def tidy_paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """Split at line breaks, tidy each part and drop the empty ones; one that is too long goes on in a paragraph of its own."""
    return tuple(piece for text in texts for part in _BREAKS.split(text) for piece in _pieces(_clean(part)))


def _pieces(text: str) -> Iterator[str]:
    """Cut a text behind the last sentence that fits, so that none of it is lost."""
    while len(text) > LONGEST_PARAGRAPH:
        stop = text.rfind("。", 0, LONGEST_PARAGRAPH) + 1 or LONGEST_PARAGRAPH
        yield text[:stop].strip()
        text = text[stop:].strip()
    if text:
        yield text
