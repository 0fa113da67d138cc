"""A cell's value: read from what people write, print as the form shows it.

None is 未填 and is not 0. A count or signed cell holds an int; 万元 holds a Decimal; `money` holds its text (such as 4万元).
What is no number, or a fraction in a count, is kept as it stands (str or Decimal) so that a rule can name it.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from core.prose import tidy

Value = int | Decimal | str | None

# Beyond this nothing in a report is a number of cases: kept as text, so that no input can cost memory or time.
MAX_DIGITS = 15
MAX_TEXT = 2000


class CellType(StrEnum):
    """The types that a form's columns may declare."""

    COUNT = "count"
    SIGNED = "signed"
    MONEY_WAN = "money_wan"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reading of one cell's text.

    `remark` stood beside the number and stays with the cell; `guess` says in Chinese what was assumed, for the import notes.
    """

    value: Value = None
    remark: str = ""
    guess: str = ""


_DASHES = frozenset({"-", "--", "—", "——", "－", "–", "―", "─", "/", "／", "\\", "无", "空", "*", "∕"})
_UNITS = r"(?P<unit>亿元|万元|千元|元|万件|万条|万个|万|件次|人次|件|个|条|次|项|份|宗|起|例|部|篇|%)?"
_NUMBER = re.compile(rf"(?P<sign>[+-]?)(?P<digits>[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+){_UNITS}")
_REMARK = re.compile(
    r"(?P<main>[^(（\[【]*)[(（\[【](?P<inside>.*)[)）\]】](?P<tail>[^(（\[【)）\]】]*)",
    re.DOTALL,
)
_SPLIT = re.compile(r"\d\s+\d")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_MONEY_FACTOR = {
    "亿元": Decimal(10000),
    "万元": Decimal(1),
    "千元": Decimal("0.1"),
    "元": Decimal("0.0001"),
    "万": Decimal(1),
}


def squeeze(text: str) -> str:
    """Return the text without any blanks or invisible characters."""
    if text.isprintable():
        return text.replace(" ", "")
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def fold(text: str) -> str:
    """Return the text with full-width letters, digits and signs as ASCII; ² and ① stay: a footnote mark is no digit."""
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else "-" if c == "−" else c for c in text)


def parse(text: str, kind: CellType) -> Parsed:
    """Read what stands in a cell of type `kind`: full-width digits, blanks, separators, units, notes in brackets, dashes.

    Never raises. Text that is no number comes back as it stands, tidied, so that rule A3 can name it.
    """
    text = tidy(text)
    if len(text) > MAX_TEXT:
        return replace(parse(text[:MAX_TEXT], kind), guess=f"这一格超过 {MAX_TEXT} 字，只保留了开头")
    if not text:
        return Parsed()
    main, remark = _remark(text)
    plain = fold(squeeze(main))
    if not plain or plain in _DASHES:
        return Parsed(None, remark, f"原文为“{text}”，按未填处理")
    if kind is CellType.MONEY:
        return Parsed(main, remark)
    match = _NUMBER.fullmatch(plain)
    number = _decimal(match["sign"], match["digits"]) if match else None
    if match is None or number is None:
        return Parsed(text)
    read = _money if kind is CellType.MONEY_WAN else _count
    parsed = read(number, match["unit"] or "", text, remark)
    if _SPLIT.search(main) and not parsed.guess and not isinstance(parsed.value, str):
        return replace(parsed, guess=f"原文为“{text}”，数字中间有空白，按 {show(parsed.value)} 读入")
    return parsed


def _remark(text: str) -> tuple[str, str]:
    """Split a note in brackets off; brackets that hold nothing, or stand between two digits, belong to the text."""
    match = _REMARK.fullmatch(text)
    if match is None or not match["inside"].strip():
        return text, ""
    before, after = match["main"].strip(), match["tail"].strip()
    if before and any(c.isdigit() for c in after):
        return text, ""
    return before + after, match["inside"].strip()


def _decimal(sign: str, digits: str) -> Decimal | None:
    """Return the number that digits with separators write; None where the separators stand wrong or it is beyond all reason."""
    if "," in digits and not _GROUPED.fullmatch(digits):
        return None
    digits = digits.replace(",", "").removesuffix(".")
    if len(digits) > MAX_DIGITS:
        return None
    return -Decimal(digits) if sign == "-" else Decimal(digits)


def _money(wan: Decimal, unit: str, text: str, remark: str) -> Parsed:
    if unit in ("", "万元", "万"):
        return Parsed(tidy_number(wan), remark)
    wan = tidy_number(wan * _MONEY_FACTOR.get(unit, 1))
    if unit not in _MONEY_FACTOR or len(show(wan)) > MAX_DIGITS:
        return Parsed(text)
    return Parsed(wan, remark, f"原文为“{text}”，按 {show(wan)} 万元读入")


def _count(number: Decimal, unit: str, text: str, remark: str) -> Parsed:
    if unit == "%" or unit.endswith("元"):
        return Parsed(text)
    guess = ""
    if unit.startswith("万"):
        number *= 10000
        guess = f"原文为“{text}”，按 {show(tidy_number(number))} 读入"
    if len(show(number)) > MAX_DIGITS:
        return Parsed(text)
    return Parsed(int(number) if number == int(number) else tidy_number(number), remark, guess)


def tidy_number(number: Decimal) -> Decimal:
    """Drop trailing zeros without falling into exponents: 4.50 -> 4.5, 100 -> 100."""
    plain = number.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def show(value: Value) -> str:
    """Print a value as the form shows it: plain digits, no exponent, nothing for 未填."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def with_remark(value: Value, remark: str) -> str:
    """Print a value with its remark in brackets, as `parse` reads it back."""
    return f"{show(value)}（{remark}）" if remark else show(value)


def number_of(value: Value) -> int | Decimal | None:
    """Return the value where it is a number, None for 未填 and for text."""
    return value if isinstance(value, int | Decimal) else None


def same(first: Value, second: Value) -> bool:
    """Tell whether two values are equal; 未填 equals only 未填, and the text 5 is not the number 5."""
    if isinstance(first, str) or isinstance(second, str):
        return first == second and type(first) is type(second)
    return first == second
