"""What may end a line and what may open one, by the rules of Chinese setting; which marks share room; where an address may be cut."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from core.prose import NO_END, NO_START

# Marks that may stand beyond the margin, as Word lets them.
HANGING = frozenset("。，、；：！？．")
# Full-width marks with their blank half on the right, and on the left.
CLOSING = frozenset("。，、；：！？）》」』】〕”’〉〗〙．")
OPENING = frozenset("（《「『【〔“‘〈〖〘")
_ATTACHED = frozenset("—…")
# Marks between Chinese characters that join: they open no line (GB/T 15834, 5.1.8 to 5.1.10); the stroke ends none either.
_JOINING = frozenset("-‐–~－/／")
_STROKES = frozenset("/／")
# ASCII marks that end a Chinese phrase as their full-width forms do.
_ASCII_STOPS = frozenset(",;:!?")
# A character this wide (in ems) is set full.
NARROW = 0.9
_LATIN = re.compile(r"[!-~]+")
_SIGNS = ("@", "/", "www.")
# Behind these an address is cut where it must be; behind the first ones not between two digits, which may be a number's.
_IN_NUMBERS = frozenset(".-")
_ADDRESS_ENDS = _IN_NUMBERS | frozenset("/?&=@")


@lru_cache(maxsize=8192)
def is_blank(char: str) -> bool:
    """Tell whether a line may break behind this character because it is a blank."""
    return char != "\u00a0" and char.isspace()


@lru_cache(maxsize=8192)
def is_word(char: str) -> bool:
    """Tell whether a character belongs to Latin words, numbers and addresses, which stay whole."""
    latin = "!" <= char <= "~" or "\u00c0" <= char <= "\u052f" or char in "−±×÷′″"
    return latin or "\uff10" <= char <= "\uff19" or "\uff21" <= char <= "\uff5a"


def opportunities(text: str) -> list[bool]:
    """Tell for each place before a character (and for the text's end) whether a line may break there."""
    allowed = [False] * (len(text) + 1)
    allowed[-1] = True
    shown = ""
    for at in range(1, len(text)):
        if not is_blank(text[at - 1]):
            shown = text[at - 1]
        allowed[at] = _may_end(text, at, shown) and _may_start(text, at)
    return allowed


def _may_end(text: str, at: int, shown: str) -> bool:
    """Tell whether a line may end before `at`; `shown` is the last character there that is no blank."""
    before, after = text[at - 1], text[at]
    if shown in NO_END or (before == after and before in _ATTACHED):
        return False
    if is_word(before) and is_word(after):
        return before in _ASCII_STOPS and at > 1 and _is_chinese(text[at - 2])
    return not (before in _STROKES and at > 1 and _is_chinese(text[at - 2]))


def _may_start(text: str, at: int) -> bool:
    char = text[at]
    if char == "—":
        # A dash of two is free to open a line; a single one joins what stands on its sides.
        return text[at + 1 : at + 2] == "—"
    if char in _JOINING and not is_blank(text[at - 1]):
        return False
    return not (char in NO_START or is_blank(char) or is_attached(char))


def _is_chinese(char: str) -> bool:
    return not is_word(char) and not is_blank(char)


@lru_cache(maxsize=8192)
def is_attached(char: str) -> bool:
    """Tell whether a character only modifies the one before it."""
    return char > "\u02ff" and unicodedata.category(char) in ("Mn", "Me", "Cf")


def squeezes(text: str, widths: Sequence[float], em: float) -> list[float]:
    """Return the extra advance behind each character by which neighbouring full-width marks share their blank halves."""
    shifts = [0.0] * len(text)
    for at in range(len(text) - 1):
        first, second = text[at], text[at + 1]
        closing, opening = first in CLOSING, first in OPENING
        if not (closing or opening) or not (second in OPENING or (closing and second in CLOSING)):
            continue
        if widths[at] >= NARROW * em and widths[at + 1] >= NARROW * em:
            shifts[at] = -em / 2
    return shifts


def is_gap(before: str, after: str) -> bool:
    """Tell whether a justified line may grow between two characters."""
    joined = (is_word(before) and is_word(after)) or (before == after and before in _ATTACHED)
    return not (joined or is_attached(after))


def addresses(text: str) -> list[tuple[int, int]]:
    """Return the stretches [start, end) of a text that look like addresses of pages or mail."""
    return [found.span() for found in _LATIN.finditer(text) if any(sign in found[0] for sign in _SIGNS)]


def cuts_address(text: str, at: int) -> bool:
    """Tell whether an address may be cut before `at`, a place inside it."""
    before, after = text[at - 1], text[at]
    number = before in _IN_NUMBERS and after.isdigit() and text[at - 2 : at - 1].isdigit()
    return before in _ADDRESS_ENDS and after not in _ADDRESS_ENDS and not number
