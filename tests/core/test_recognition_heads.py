"""The headings of a table tell which columns the source has, in which order and where; what they do not tell is not guessed."""

import pytest

from core.importers.recognition_heads import EXTRA, Heads, in_order, is_order_of, is_rising, read_heads
from core.schema import formats

APPLICATIONS = formats()["2021"].table("applications").blocks[0]
GROUPED = formats()["2021"].table("review_litigation").blocks[0]
NATURAL, BUSINESS, RESEARCH, SOCIAL, LEGAL, OTHER = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
GROUP = "法人或其他组织"
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
Row = list[str | None]


def exact(*last: str, top: tuple[str, ...] = (NATURAL, GROUP, "总计")) -> list[Row]:
    """Write the headings of table three with the spans that the form has, its last row as given."""
    row: Row = ["项目", None, "申请人情况", *[None] * (len(last) + 1)]
    middle: Row = [None, None]
    below: Row = [None, None]
    for text in top:
        middle += [text, *[None] * (len(last) - 1)] if text == GROUP else [text]
        below += list(last) if text == GROUP else [None]
    return [row, middle, below]


def columns(rows: list[Row], *, is_exact: bool = True) -> tuple[int, ...]:
    return read_heads([tuple(row) for row in rows], APPLICATIONS, exact=is_exact).columns


def ragged(rows: list[Row]) -> list[Row]:
    return [[text for text in row if text] for row in rows]


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        (exact(BUSINESS, RESEARCH, SOCIAL, LEGAL, OTHER), (0, 1, 2, 3, 4, 5, 6)),
        (exact(BUSINESS, "科研 机构", "社会公益性组织", LEGAL, "其 他"), (0, 1, 2, 3, 4, 5, 6)),
        (exact(OTHER, LEGAL, SOCIAL, RESEARCH, BUSINESS), (0, 5, 4, 3, 2, 1, 6)),
        (exact(BUSINESS, RESEARCH, SOCIAL, LEGAL, OTHER, top=("总计", GROUP, NATURAL)), (6, 1, 2, 3, 4, 5, 0)),
        (exact(BUSINESS, RESEARCH, SOCIAL, LEGAL, OTHER, top=(NATURAL, GROUP)), (0, 1, 2, 3, 4, 5)),
        (exact(BUSINESS, SOCIAL, LEGAL, OTHER), (0, 1, 3, 4, 5, 6)),
        (exact(BUSINESS, RESEARCH, SOCIAL, LEGAL, OTHER, "上年数"), (0, 1, 2, 3, 4, 5, EXTRA, 6)),
        ([[NATURAL, BUSINESS, RESEARCH, SOCIAL, LEGAL, OTHER, "总计"]], (0, 1, 2, 3, 4, 5, 6)),
        ([["总计", NATURAL, BUSINESS, RESEARCH, SOCIAL, LEGAL, OTHER]], (6, 0, 1, 2, 3, 4, 5)),
        ([["项目", NATURAL, BUSINESS, "科研", "机构", SOCIAL, LEGAL, OTHER, "总计", "备注"]], (0, 1, 2, 3, 4, 5, 6, EXTRA)),
    ],
)
def test_columns_are_known_in_whatever_order_with_and_without_places(rows: list[Row], order: tuple[int, ...]) -> None:
    assert columns(rows) == order
    assert columns(ragged(rows), is_exact=False) == order


def test_places_are_those_of_the_innermost_headings_and_reach_as_far_as_they_are_merged() -> None:
    rows = [("项目", None, *[text for name in (NATURAL, BUSINESS) for text in (name, None)], RESEARCH, SOCIAL, LEGAL, OTHER, "总计", "")]
    heads = read_heads(rows, APPLICATIONS, exact=True)
    assert heads.places == (2, 4, 6, 7, 8, 9, 10)
    assert heads.ends == (4, 6, 7, 8, 9, 10, 11)


def test_a_heading_worded_otherwise_is_taken_by_its_place_and_named() -> None:
    heads = read_heads([tuple(r) for r in exact(BUSINESS, "某某", SOCIAL, LEGAL, OTHER)], APPLICATIONS, exact=True)
    assert (heads.columns, heads.guessed, heads.unknown) == ((0, 1, 2, 3, 4, 5, 6), ("某某",), ())
    heads = read_heads([(NATURAL, BUSINESS, RESEARCH, SOCIAL, LEGAL, OTHER, "总计", "备注")], APPLICATIONS, exact=True)
    assert (heads.guessed, heads.unknown) == ((), ("备注",))


@pytest.mark.parametrize(
    "rows",
    [
        [[NATURAL, NATURAL, BUSINESS], [RESEARCH, BUSINESS, NATURAL]],
        [["总计", BUSINESS, "总计", RESEARCH, SOCIAL, LEGAL, OTHER, NATURAL]],
    ],
)
def test_headings_that_contradict_one_another_tell_nothing(rows: list[Row]) -> None:
    heads = read_heads([tuple(row) for row in rows], APPLICATIONS, exact=False)
    assert heads == Heads(muddled=True)


@pytest.mark.parametrize("rows", [[], [[]], [["项目", "数量"]], [[NATURAL, GROUP]], [[NATURAL, BUSINESS]]])
def test_too_few_headings_tell_nothing(rows: list[Row]) -> None:
    assert columns(rows, is_exact=False) == ()


def test_groups_with_the_same_headings_are_told_apart_by_what_stands_above() -> None:
    top = ("行政复议", None, None, None, None, "行政诉讼", *[None] * 9)
    middle = (*OUTCOMES, "复议后起诉", None, None, None, None, "未经复议直接起诉", None, None, None, None)
    below = (None, None, None, None, None, *OUTCOMES, *OUTCOMES)
    heads = read_heads([top, middle, below], GROUPED, exact=True)
    assert heads.columns == (0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 5, 6, 7, 8, 9)
    flat = [tuple(text for text in row if text) for row in (top, middle, below)]
    assert read_heads(flat, GROUPED, exact=False).columns == heads.columns


def test_orders_are_told_and_put_right() -> None:
    assert is_order_of((2, 0, EXTRA, 1), 3)
    assert not is_order_of((0, 1), 3)
    assert not is_order_of(None, 3)
    assert is_rising((0, 2, 3))
    assert not is_rising((0, EXTRA, 1))
    assert not is_rising((1, 0))
    assert in_order((2, EXTRA, 0), ["c", "x", "a"], 3) == ["a", None, "c"]
