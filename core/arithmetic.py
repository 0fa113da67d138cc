"""Sums that a person types into a cell: =12+3, ＝１５－２＋４, =(3+4)*2. Worked out exactly, in fractions; nothing is ever executed."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from core.calculation import BEYOND
from core.errors import AppError
from core.values import MAX_DIGITS, Value, fold, show, tidy_number

_EQUALS = ("=", "＝")
# Longer than any sum that a person types into a cell; it keeps the nesting far from the parser's limits.
_LONGEST = 200
_SIGNS = str.maketrans({"×": "*", "÷": "/", "–": "-", "—": "-", "【": "(", "】": ")", "[": "(", "]": ")"})
_TOKEN = re.compile(r"\s*(?:(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)|(?P<sign>[-+*/()]))", re.ASCII)
_BOTH: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_ONE: Mapping[type[ast.unaryop], Callable[[Fraction], Fraction]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
# Enough for a quotient of two sums as long as they may be.
_EXACT = Context(prec=500)


@dataclass(frozen=True, slots=True)
class Worked:
    """A sum worked out: its `value`, and the sum `words` as it was understood (12+3)."""

    value: Value
    words: str

    @property
    def told(self) -> str:
        """The sum with its result (12+3=15); empty where there was nothing to work out."""
        return f"{self.words}={show(self.value)}" if self.words != show(self.value) else ""


def is_sum(text: str) -> bool:
    """Tell whether a text asks to be worked out: it begins with an equals sign."""
    return text.strip().startswith(_EQUALS)


def work_out(text: str) -> Worked:
    """Work out a text that `is_sum`; AppError with a sentence where that cannot be done.

    Full-width signs, × and ÷, blanks and thousands separators are understood. A division must come out even: no digit is made up.
    """
    plain = fold(text.strip().removeprefix("=").removeprefix("＝")).translate(_SIGNS).strip()
    if not plain:
        raise _cannot("等号后面没有数")
    if len(plain) > _LONGEST:
        raise _cannot(f"算式最多 {_LONGEST} 字")
    names, numbers, words = _named(plain)
    try:
        tree = ast.parse(names, mode="eval").body
    except SyntaxError as fault:
        raise _cannot("算式不完整") from fault
    try:
        return Worked(_written(_value(tree, numbers)), words)
    except ZeroDivisionError as fault:
        raise _cannot("不能除以 0") from fault


def _cannot(why: str) -> AppError:
    return AppError("算不出来", f"{why}，请改正，如 =12+3；不想算就按 Esc")


def _named(plain: str) -> tuple[str, list[Fraction], str]:
    """Put a name in the place of each number, so that the parser sees neither their zeros in front nor binary fractions."""
    pieces: list[str] = []
    words: list[str] = []
    numbers: list[Fraction] = []
    place = 0
    while place < len(plain):
        token = _TOKEN.match(plain, place)
        if token is None:
            raise _cannot(f"不认识“{plain[place:].strip()[:1]}”，算式里只能有数字、+ - * / 和括号")
        if token["number"]:
            numbers.append(Fraction(token["number"].replace(",", "").removesuffix(".")))
        pieces.append(f"n{len(numbers) - 1}" if token["number"] else token["sign"])
        words.append(token[0].strip())
        place = token.end()
    return " ".join(pieces), numbers, "".join(words)


def _value(node: ast.expr, numbers: list[Fraction]) -> Fraction:
    if isinstance(node, ast.Name):
        return numbers[int(node.id[1:])]
    if isinstance(node, ast.UnaryOp) and type(node.op) in _ONE:
        return _ONE[type(node.op)](_value(node.operand, numbers))
    if isinstance(node, ast.BinOp) and type(node.op) in _BOTH:
        return _BOTH[type(node.op)](_value(node.left, numbers), _value(node.right, numbers))
    raise _cannot("算式不完整")


def _written(result: Fraction) -> Value:
    """Return a result as a cell holds it: an int, or a Decimal of no more digits than a cell takes."""
    rest = result.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        raise _cannot("除不尽")
    whole = result.denominator == 1
    number = int(result) if whole else tidy_number(_EXACT.divide(Decimal(result.numerator), Decimal(result.denominator)))
    if abs(result) >= BEYOND or len(show(number)) > MAX_DIGITS:
        raise _cannot(f"得数超过 {MAX_DIGITS} 位")
    return number
