"""Cut RTF into its tokens, and step over groups that hold no text."""

import re

# One of: text · word and number · bytes in hexadecimal · brace · another sign after a backslash · line ends.
TOKEN = re.compile(rb"([^\\{}\r\n]+)|\\([A-Za-z]+)(-?[0-9]+)? ?|((?:\\'[0-9A-Fa-f]{2}){1,1000})|([{}])|\\(.)|[\r\n]+", re.DOTALL)
TEXT, WORD, NUMBER, HEX, BRACE, SIGN = range(1, 7)
# What counts while a group is stepped over.
_BRACES = re.compile(rb"[{}]|\\bin(-?[0-9]+) ?|\\[^A-Za-z]", re.DOTALL)
# A report has forty thousand in the most talkative program; what has this many only costs time.
MAX_TOKENS = 1_000_000
_LARGEST = 2**31


class TooManyTokens(Exception):
    """The file holds more words and braces than any report."""


def number(digits: bytes | None) -> int | None:
    """Read the number behind a word: None where there is none, the largest where it has more digits than a number can have."""
    if digits is None:
        return None
    if len(digits) > 10:
        return -_LARGEST if digits.startswith(b"-") else _LARGEST
    return int(digits)


class Skipper:
    """Step over groups; `spent` counts what it met."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.spent = 0

    def end_of_group(self, position: int) -> int:
        """Return where the closing brace of the group stands that is open at a position; the end of the data where there is none."""
        depth, search = 1, _BRACES.search
        while found := search(self._data, position):
            position = found.end()
            self.spent += 1
            if self.spent > MAX_TOKENS:
                raise TooManyTokens
            first = found[0]
            if first == b"{":
                depth += 1
            elif first == b"}":
                depth -= 1
                if not depth:
                    return found.start()
            elif found[1] is not None:
                position += max(number(found[1]) or 0, 0)
        return len(self._data)
