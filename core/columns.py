"""How many columns a text takes where every character takes one or two, as in the fixed faces of Chinese systems."""

import unicodedata


def is_wide(character: str) -> bool:
    """Tell whether a character takes a full square in Chinese text."""
    return unicodedata.east_asian_width(character) in "WFA"


def columns(character: str) -> int:
    """Return 2 for a character that takes a full square, 0 for a mark that stands on the one before it, else 1."""
    if character < "\x7f":
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if is_wide(character) else 1


def columns_of(text: str) -> int:
    """Return the columns of a line."""
    return sum(map(columns, text))


def slots(text: str) -> list[str]:
    """Return what stands in each column of a line: a full square leaves the second of its columns empty."""
    found: list[str] = []
    for character in text:
        room = columns(character)
        if room:
            found += [character, ""][:room]
        elif found:
            at = -1 if found[-1] or len(found) < 2 else -2
            found[at] += character
    return found
