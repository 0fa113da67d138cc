"""Small values of a workbook: references, numbers and days as a sheet shows them."""

import contextlib
import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

Place = tuple[int, int]

_DATE_FORMATS = frozenset({14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# Spreadsheets allow 255 characters; far longer ones, which no program writes, would take the search below for ever.
_LONGEST_FORMAT = 1000
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def place_of(reference: str) -> Place | None:
    """Turn B5 into (4, 1); None where it is no reference within a sheet."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row - 1, column - 1) if 1 <= row <= 1_048_576 and column <= 16_384 else None


def whole(text: str | None) -> int:
    """Read an attribute that should be a small whole number; -1 where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


def number_text(text: str) -> str:
    """Print a stored number as the sheet shows it: up to 15 digits, no exponent, no noise of binary fractions."""
    text = text.strip()
    if re.fullmatch(r"[+-]?\d{1,40}", text):
        return text.lstrip("+")
    try:
        rounded = Decimal(format(float(text), ".15g"))
    except (ValueError, InvalidOperation):
        return text
    if not rounded.is_finite() or abs(rounded.adjusted()) > 60:
        return text
    plain = format(rounded, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def date_text(text: str, since_1904: bool) -> str:
    """Print a stored day as papers do, such as 2026年1月20日."""
    with contextlib.suppress(ValueError, OverflowError):
        day = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        day += timedelta(days=int(float(text)))
        return f"{day.year}年{day.month}月{day.day}日"
    return number_text(text)


def is_date_format(kind: int, code: str) -> bool:
    """Tell whether numbers in a format are days: by its number, or by its code, which may be blank."""
    plain = _LITERAL.sub("", code[:_LONGEST_FORMAT]).lower()
    return kind in _DATE_FORMATS or (plain != "standard" and ("y" in plain or "d" in plain))


def iso_day(text: str) -> str:
    """Print a day that is stored as 2026-01-20T00:00:00 as papers do; any other text as it is."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日"
