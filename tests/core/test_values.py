"""What people write in a cell is read as they mean it, and nothing that anybody can type raises."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values import MAX_DIGITS, MAX_TEXT, CellType, Value, fold, number_of, parse, same, show, squeeze, with_remark

COUNT, SIGNED, WAN, MONEY = CellType.COUNT, CellType.SIGNED, CellType.MONEY_WAN, CellType.MONEY


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", COUNT, 12),
        ("１２", COUNT, 12),
        (" 12\u3000", COUNT, 12),
        ("12\u200b", COUNT, 12),
        ("1,234", COUNT, 1234),
        ("1，234", COUNT, 1234),
        ("12件", COUNT, 12),
        ("12 个", COUNT, 12),
        ("12条", COUNT, 12),
        ("12人次", COUNT, 12),
        ("+0", COUNT, 0),
        ("-0", COUNT, 0),
        ("0", COUNT, 0),
        ("-3", COUNT, -3),
        ("−3", SIGNED, -3),
        ("－3", SIGNED, -3),
        ("+1036", SIGNED, 1036),
        ("０．５", COUNT, Decimal("0.5")),
        ("3.0", COUNT, 3),
        ("5.", COUNT, 5),
        ("4.5000", WAN, Decimal("4.5")),
        (".5", WAN, Decimal("0.5")),
        ("100", WAN, Decimal(100)),
        ("4万元", WAN, Decimal(4)),
        ("4万", WAN, Decimal(4)),
        ("-0", WAN, Decimal(0)),
        ("4万元", MONEY, "4万元"),
    ],
)
def test_a_number_is_read_without_a_guess(text: str, kind: CellType, value: Value) -> None:
    parsed = parse(text, kind)
    assert (parsed.value, parsed.remark, parsed.guess) == (value, "", "")
    assert type(parsed.value) is type(value)


@pytest.mark.parametrize("text", ["", " ", "\u3000\n\t", "\u200b", "\0"])
def test_a_blank_cell_is_not_filled_and_no_guess(text: str) -> None:
    assert parse(text, COUNT).value is None
    assert not parse(text, COUNT).guess


@pytest.mark.parametrize("text", ["-", "—", "——", "－", "/", "／", "无", "空", " — ", "*"])
@pytest.mark.parametrize("kind", list(CellType))
def test_a_dash_is_not_filled_with_a_guess(text: str, kind: CellType) -> None:
    parsed = parse(text, kind)
    assert parsed.value is None
    assert text.strip() in parsed.guess
    assert "未填" in parsed.guess


@pytest.mark.parametrize(
    ("text", "value", "remark"),
    [
        ("22（其中修订16件）", 22, "其中修订16件"),
        ("22(其中修订16件)", 22, "其中修订16件"),
        ("22【其中修订16件】", 22, "其中修订16件"),
        ("22件（其中修订16件）", 22, "其中修订16件"),
        ("22（其中修订16件）件", 22, "其中修订16件"),
        ("（含上年）3", 3, "含上年"),
        ("22（其中（甲）修订16件）", 22, "其中（甲）修订16件"),
        ("5（甲）（乙）", 5, "甲）（乙"),
        ("—（没有此项）", None, "没有此项"),
        ("（没有此项）", None, "没有此项"),
        ("22（3 4）", 22, "3 4"),
    ],
)
def test_a_note_in_brackets_stays_beside_its_number(text: str, value: Value, remark: str) -> None:
    parsed = parse(text, COUNT)
    assert (parsed.value, parsed.remark) == (value, remark)
    assert bool(parsed.guess) == (value is None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,23", COUNT),
        ("1,,234", COUNT),
        ("三", COUNT),
        ("约30", COUNT),
        ("1.2.3", COUNT),
        ("12元", COUNT),
        ("12%", COUNT),
        ("12件", WAN),
        ("5²", COUNT),
        ("5①", COUNT),
        ("②", COUNT),
        ("½", COUNT),
        ("٣", COUNT),
        ("1（甲）2", COUNT),
        ("22（）", COUNT),
        ("22（其中", COUNT),
        ("1e5", COUNT),
        ("NaN", WAN),
        ("Infinity", WAN),
        ("--5", COUNT),
        ("9" * (MAX_DIGITS + 1), COUNT),
        ("999999999999999万", COUNT),
        ("999999999999999亿元", WAN),
        ("0.0000000000001元", WAN),
    ],
)
def test_what_is_no_number_stands_as_it_is(text: str, kind: CellType) -> None:
    parsed = parse(text, kind)
    assert (parsed.value, parsed.remark, parsed.guess) == (text, "", "")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1 2", COUNT, 12),
        ("1\n2", COUNT, 12),
        ("3万", COUNT, 30000),
        ("1.5万件", COUNT, 15000),
        ("36000元", WAN, Decimal("3.6")),
        ("2亿元", WAN, Decimal(20000)),
        ("5千元", WAN, Decimal("0.5")),
    ],
)
def test_what_is_worked_out_says_so(text: str, kind: CellType, value: Value) -> None:
    parsed = parse(text, kind)
    assert parsed.value == value
    assert show(value) in parsed.guess


def test_an_endless_cell_keeps_its_beginning_and_says_so() -> None:
    parsed = parse("无" * (MAX_TEXT * 50), COUNT)
    assert isinstance(parsed.value, str)
    assert len(parsed.value) == MAX_TEXT
    assert "只保留了开头" in parsed.guess


@given(st.text(), st.sampled_from(CellType))
def test_no_text_raises_and_every_reading_prints_back(text: str, kind: CellType) -> None:
    first = parse(text, kind)
    again = parse(with_remark(first.value, first.remark), kind)
    assert (again.value, again.remark) == (first.value, first.remark)


@given(st.text("0123456789０.,+-—（）()[]【】件万元无 \n约%²", max_size=14), st.sampled_from(CellType))
def test_no_text_of_numbers_and_brackets_raises_and_every_reading_prints_back(text: str, kind: CellType) -> None:
    first = parse(text, kind)
    assert number_of(first.value) is None or len(show(first.value).lstrip("-").replace(".", "")) <= MAX_DIGITS
    again = parse(with_remark(first.value, first.remark), kind)
    assert (again.value, again.remark) == (first.value, first.remark)


@given(st.integers(0, 10**MAX_DIGITS - 1), st.text("其中修订16件 （）()", min_size=1).map(str.strip).filter(lambda t: bool(squeeze(t))))
def test_a_number_with_a_remark_comes_back(number: int, remark: str) -> None:
    remark = " ".join(remark.split())
    parsed = parse(with_remark(number, remark), COUNT)
    assert (parsed.value, parsed.remark) == (number, remark)


def test_printing_uses_no_exponent_and_nothing_for_not_filled() -> None:
    assert show(None) == ""
    assert show(Decimal("1E+3")) == "1000"
    assert show(Decimal("0.00001")) == "0.00001"
    assert with_remark(5, "") == "5"
    assert with_remark(None, "说明") == "（说明）"


def test_equality_keeps_not_filled_text_and_numbers_apart() -> None:
    assert same(None, None)
    assert not same(None, 0)
    assert same(5, Decimal("5.0"))
    assert not same("5", 5)
    assert same("甲", "甲")


def test_full_width_signs_fold_and_footnote_marks_do_not() -> None:
    assert fold("（１２＋３－４）−５") == "(12+3-4)-5"
    assert fold("5²①") == "5²①"
