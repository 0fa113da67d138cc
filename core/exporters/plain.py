"""What of a text a file of characters can hold."""

import re

# Control characters but tab and line end, and code points that are no characters: strict readers refuse both.
_UNSOUND = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def whole(text: str) -> str:
    """Return the text with the halves of surrogate pairs joined, and U+FFFD for one that stands alone."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def sound(text: str) -> str:
    """Return the text whole, its lines ended by a line feed, without control characters."""
    return _UNSOUND.sub("", whole(text).replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return the text sound and on one line."""
    return " ".join(sound(text).split("\n"))
