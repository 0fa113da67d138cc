"""What the program's own workbooks agree on: the writer follows it and the reader knows them by it."""

import re

# Names of the sheets that hold no official table; the findings are no part of the report.
TEXT_SHEET = "文字部分"
FINDINGS_SHEET = "检查结果"

# A remark beside a number is a comment that begins so (other programs drop a comment's author), which leaves the number one;
# lines below the table that begin with the second repeat the remarks for paper.
REMARK_MARK = "备注："
REMARK_LINE = "注："

# The line above a table, as both of its halves are read: 填报单位：青石县柳河乡　2025年度.
UNIT_AND_YEAR = re.compile(r"(填报单位：[^　]*)?\s*(\d{1,4}年度)?")

# How a live total begins: the only formulas whose empty result means 未填, and not that nobody has worked them out.
TOTAL = "IF(COUNT("

# A text of exactly this many characters goes on in the row below. A cell holds 32,767 units and a rare character takes two.
LONGEST_TEXT = 16_000

# Texts that a sheet would take for a formula where they are pasted bear this mark, which the sheet takes off; numbers bear none.
TEXT_MARK = "'"
_MARKED = re.compile(r"(?m)(^|\t)'(?='*[=+\-@])")
_LIVE = re.compile(r"'+[=+\-@]|[=+\-@](?!\d+(?:\.\d+)?$)")


def as_text(text: str) -> str:
    """Return a line or cell of a pasted text so that a sheet takes it for no formula."""
    return TEXT_MARK + text if _LIVE.match(text) else text


def without_marks(text: str) -> str:
    """Take the marks off the lines and the tab-separated cells of a text."""
    return _MARKED.sub(r"\1", text)


def reference(place: tuple[int, int]) -> str:
    """Name a place (row, column, from 0) as sheets do: (4, 1) is B5."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
