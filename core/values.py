"""A cell's value: read from what people write, print as the form shows it.

None is 未填 and is not 0. A count or signed cell holds an int; 万元 holds a Decimal; `money` holds its text (such as 4万元).
What is no number, or a fraction in a count, is kept as it stands (str or Decimal) so that a rule can name it.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

Value = int | Decimal | str | None

# Beyond this nothing in a report is a number of cases: kept as text, so that no input can cost memory or time.
MAX_DIGITS = 15


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
_NUMBER = re.compile(rf"(?P<sign>[+-]?)(?P<digits>\d[\d,]*(?:\.\d*)?|\.\d+){_UNITS}")
_REMARK = re.compile(
    r"(?P<main>[^(（\[【]*)[(（\[【](?P<inside>.*)[)）\]】](?P<tail>[^)）\]】]*)",
    re.DOTALL,
)
_SPLIT = re.compile(r"\d\s+\d")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")
_MONEY_FACTOR = {
    "亿元": Decimal(10000),
    "万元": Decimal(1),
    "千元": Decimal("0.1"),
    "元": Decimal("0.0001"),
    "万": Decimal(1),
}


def squeeze(text: str) -> str:
    """Return the text without any blanks or invisible characters."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def parse(text: str, kind: CellType) -> Parsed:
    """Read what stands in a cell of type `kind`: full-width digits, blanks, separators, units, notes in brackets, dashes.

    Never raises. Text that is no number comes back as it stands, trimmed, so that rule A3 can name it.
    """
    if len(text) > 400:
        text = text[:400]
    bare = squeeze(text)
    if not bare:
        return Parsed()
    if bare in _DASHES:
        return Parsed(None, guess=f"原文为“{bare}”，按未填处理")
    match = _REMARK.fullmatch(text.strip())
    main, remark = (match["main"] + match["tail"], match["inside"].strip()) if match else (text.strip(), "")
    plain = unicodedata.normalize("NFKC", squeeze(main)).replace("−", "-")
    if plain in _DASHES or not plain:
        return Parsed(None, remark, f"原文为“{bare}”，按未填处理")
    if kind is CellType.MONEY:
        return Parsed(main.strip(), remark)
    number = _NUMBER.fullmatch(plain)
    if not number or (not remark and match):
        return Parsed(text.strip())
    return _number(number, kind, text, remark)


def _number(match: re.Match[str], kind: CellType, text: str, remark: str) -> Parsed:
    digits, unit = match["digits"], match["unit"] or ""
    if "," in digits and not _GROUPED.fullmatch(digits):
        return Parsed(text.strip())
    digits = digits.replace(",", "")
    if len(digits) > MAX_DIGITS:
        return Parsed(text.strip())
    number = Decimal(digits if digits[-1] != "." else digits[:-1])
    if match["sign"] == "-":
        number = -number
    parsed = _money(number, unit, text, remark) if kind is CellType.MONEY_WAN else _count(number, unit, text, remark)
    if _SPLIT.search(text) and not parsed.guess and not isinstance(parsed.value, str):
        return replace(
            parsed,
            guess=f"原文为“{text.strip()}”，数字中间有空白，按 {show(parsed.value)} 读入",
        )
    return parsed


def _money(number: Decimal, unit: str, text: str, remark: str) -> Parsed:
    if unit in ("", "万元", "万"):
        return Parsed(_tidy(number), remark)
    if unit not in _MONEY_FACTOR:
        return Parsed(text.strip())
    wan = _tidy(number * _MONEY_FACTOR[unit])
    return Parsed(wan, remark, f"原文为“{text.strip()}”，按 {show(wan)} 万元读入")


def _count(number: Decimal, unit: str, text: str, remark: str) -> Parsed:
    if unit == "%" or unit.endswith("元"):
        return Parsed(text.strip())
    guess = ""
    if unit.startswith("万"):
        number *= 10000
        guess = f"原文为“{text.strip()}”，按 {show(_tidy(number))} 读入"
    whole = number == number.to_integral_value()
    return Parsed(int(number) if whole else _tidy(number), remark, guess)


def _tidy(number: Decimal) -> Decimal:
    """Drop trailing zeros without falling into exponents: 4.50 -> 4.5, 100 -> 100."""
    tidy = number.normalize()
    return tidy.quantize(Decimal(1)) if tidy == tidy.to_integral_value() else tidy


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
