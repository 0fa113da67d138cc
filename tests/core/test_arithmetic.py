from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.arithmetic import is_sum, work_out
from core.errors import AppError
from core.values import MAX_DIGITS, CellType, number_of, parse, show


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("=12+3", 15, "12+3=15"),
        ("=15-2+4", 17, "15-2+4=17"),
        ("＝１２＋３", 15, "12+3=15"),
        (" = 12 + 3 ", 15, "12+3=15"),
        ("=（3＋4）×2", 14, "(3+4)*2=14"),
        ("=7÷2", Decimal("3.5"), "7/2=3.5"),
        ("=10/3*3", 10, "10/3*3=10"),
        ("=0.1+0.2", Decimal("0.3"), "0.1+0.2=0.3"),
        ("=1,234+１，０００", 2234, "1,234+1,000=2234"),
        ("=007+.5-.5", 7, "007+.5-.5=7"),
        ("=2*-3", -6, "2*-3=-6"),
        ("=3-5", -2, "3-5=-2"),
        ("=15", 15, ""),
        ("=12.", 12, "12.=12"),
    ],
)
def test_sums_are_worked_out_as_written(text, value, told):
    assert is_sum(text)
    worked = work_out(text)
    assert (worked.value, type(worked.value), worked.told) == (value, type(value), told)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("=", "等号后面没有数"),
        ("=12+", "算式不完整"),
        ("=12 3", "算式不完整"),
        ("=(12+3", "算式不完整"),
        ("=12+3)", "算式不完整"),
        ("=3(4)", "算式不完整"),
        ("=()", "算式不完整"),
        ("=2**9", "算式不完整"),
        ("=7//2", "算式不完整"),
        ("==3", "不认识“=”"),
        ("=1,23", "不认识“,”"),
        ("=3件+2", "不认识“件”"),
        ("=0x10", "不认识“x”"),
        ("=1_000", "不认识“_”"),
        ("=SUM(A1)", "不认识“S”"),
        ("=__import__('os')", "不认识“_”"),
        ("=²+1", "不认识“²”"),
        ("=5/(3-3)", "不能除以 0"),
        ("=10/3", "除不尽"),
        ("=999999999999999+1", "超过 15 位"),
        ("=1/1048576", "超过 15 位"),
        ("=0-999999999999999", "超过 15 位"),
        ("=" + "(" * 100 + "1" + ")" * 100, "最多 200 字"),
        ("=" + "-" * 199 + "1x", "最多 200 字"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_in_a_sentence(text, why):
    with pytest.raises(AppError, match=why):
        work_out(text)


def test_deep_nesting_is_worked_out():
    assert work_out("=" + "(" * 99 + "1" + ")" * 99).value == 1
    assert work_out("=" + "-" * 190 + "1").value == 1


def test_plain_texts_are_no_sums():
    assert not any(map(is_sum, ("12+3", "12", "", "-5", "（=3）")))


_NUMBERS = st.decimals(min_value=0, max_value=9999, places=2)


@given(_NUMBERS, st.lists(st.tuples(st.sampled_from("+-*"), _NUMBERS), max_size=5))
def test_sums_agree_with_decimal_arithmetic(first, more):
    """Left to right, products before sums, held against Decimal with all digits kept."""
    text, terms = str(first), [first]
    with localcontext(prec=80):
        for sign, number in more:
            text += f"{sign}{number}"
            if sign == "*":
                terms[-1] *= number
            else:
                terms.append(number if sign == "+" else -number)
        right = sum(terms, Decimal(0)).normalize()
        fits = len(show(right)) <= MAX_DIGITS
    if fits:
        assert number_of(work_out("=" + text).value) == right
    else:
        with pytest.raises(AppError, match="位"):
            work_out("=" + text)


@given(st.text(alphabet="0123456789.,+-*/() =＋（）×÷e_x", max_size=30))
def test_any_text_gives_a_number_that_a_cell_holds_or_a_sentence(text):
    try:
        worked = work_out("=" + text)
    except AppError:
        return
    assert parse(show(worked.value), CellType.COUNT).value == worked.value
