"""Prose is tidied the same way wherever it comes in, and only the years that speak of a report's own year are stepped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.prose import LONGEST_PARAGRAPH, tidy, tidy_paragraphs
from core.rollover import step_paragraph
from core.years import mentions, quoted_spans, step


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("　　正文。 ", "正文。"),
        ("甲\n乙\r\n丙", "甲 乙 丙"),
        ("甲\u3000\u3000乙", "甲 乙"),
        ("甲\u200b乙\ufeff\0", "甲乙"),
        ("甲\ud800乙", "甲乙"),
        ("a  b", "a b"),
        ("", ""),
        ("\t\n", ""),
        ("𠮷é", "𠮷é"),
        # Extension H and a place that no extension has taken yet: names have them before Python's tables do.
        ("王\U00031350\U00033480 乡\u200b", "王\U00031350\U00033480 乡"),
        ("甲\U0002ffff乙\uffff", "甲乙"),
    ],
)
def test_a_paragraph_is_tidied(text: str, clean: str) -> None:
    assert tidy(text) == clean


def test_a_paragraph_has_an_end() -> None:
    assert len(tidy("长" * (LONGEST_PARAGRAPH + 5))) == LONGEST_PARAGRAPH


def test_paragraphs_are_split_at_line_breaks_and_blank_ones_dropped() -> None:
    assert tidy_paragraphs(["甲\n\n乙", " ", "丙\v丁\u2028戊"]) == ("甲", "乙", "丙", "丁", "戊")


@given(st.text())
def test_tidying_twice_changes_nothing_and_leaves_what_prints(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert all(char.isprintable() or "\U00020000" <= char <= "\U0003fffd" for char in once)
    assert tidy_paragraphs([once]) == ((once,) if once else ())


@pytest.mark.parametrize(
    ("text", "stepped"),
    [
        ("2023年，柳河乡工作正常。", "2024年，柳河乡工作正常。"),
        ("2023 年度共公开3条。", "2024 年度共公开3条。"),
        ("２０２３年，正常。", "２０２４年，正常。"),
        ("二〇二三年，正常。", "二〇二四年，正常。"),
        ("二○二三年，正常。", "二〇二四年，正常。"),
        ("统计期限为2023年1月1日至2023年12月31日。", "统计期限为2024年1月1日至2024年12月31日。"),
        ("统计期限为2023年1月1日-12月31日。", "统计期限为2024年1月1日-12月31日。"),
        ("统计期限：2023年1月1日—2023年12月31日。", "统计期限：2024年1月1日—2024年12月31日。"),
        ("截至2023年底，正常。", "截至2024年底，正常。"),
        ("现发布《柳河乡2023年政府信息公开工作年度报告》。", "现发布《柳河乡2024年政府信息公开工作年度报告》。"),
    ],
)
def test_the_own_year_is_stepped_in_its_own_digits(text: str, stepped: str) -> None:
    assert step_paragraph(text, 2023, 2024) == stepped


@pytest.mark.parametrize(
    "text",
    [
        "按照《2023年政务公开工作要点》执行。",
        "依据国办公开办函〔2023〕30号。",
        "依据柳政发[2023]5号和柳政办(2023)6号。",
        "落实2021—2023年行动方案。",
        "落实2023—2027年行动方案。",
        "落实2023年至2027年规划。",
        "落实2021年到2023年规划。",
        "《条例》（2023年修订）施行以来。",
        "条例自2023年5月15日起施行。",
        "2023年4月3日公布的条例。",
        "2023年版目录。",
        "2022年、2019年的工作已完成。",
        "详见https://example.invalid/2023年/。",
        "电话12023年级。",
        "公开2023条。",
    ],
)
def test_other_years_and_what_only_looks_like_the_own_year_stay(text: str) -> None:
    assert step_paragraph(text, 2023, 2024) == text


def test_next_years_plans_are_stepped_too_and_next_years_facts_are_not() -> None:
    assert step_paragraph("2024年，我乡将改进2023年的不足。", 2023, 2024) == "2025年，我乡将改进2024年的不足。"
    assert step_paragraph("本报告于2024年1月发布。", 2023, 2024) == "本报告于2024年1月发布。"


def test_nothing_is_stepped_where_the_year_is_not_known_or_the_same() -> None:
    assert step_paragraph("2023年，正常。", 0, 2024) == "2023年，正常。"
    assert step_paragraph("2023年，正常。", 2023, 2023) == "2023年，正常。"


def test_mentions_name_the_place_and_the_year() -> None:
    text = "在2023年和《2022年要点》、二〇二一年。"
    assert [(text[a:b], year) for a, b, year in mentions(text)] == [("2023", 2023), ("二〇二一", 2021)]
    assert [text[a:b] for a, b in quoted_spans(text)] == ["《2022年要点》"]


@given(st.text("0123456789年月日１２—至《》〔〕 将二〇一", max_size=30))
def test_stepping_and_stepping_back_gives_the_same_mentions(text: str) -> None:
    assert step(text, {}) == text
    forth = step(text, {y: y + 1 for _, _, y in mentions(text) if 1000 <= y < 2099 and y % 10 != 9})
    assert len(forth) == len(text)


@pytest.mark.parametrize(
    ("text", "stepped"),
    [
        ("统计期限：2023.1.1—2023.12.31", "统计期限：2024.1.1—2024.12.31"),
        ("2023-01-01 至 2023-12-31", "2024-01-01 至 2024-12-31"),
        ("2023/1/1-12/31", "2024/1/1-12/31"),
        ("电话：2023.1.1", "电话：2023.1.1"),
        ("2023.1.1—2023.6.30", "2023.1.1—2023.6.30"),
    ],
)
def test_a_statistics_period_in_figures_is_stepped_whole(text: str, stepped: str) -> None:
    assert step(text, {2023: 2024}) == stepped
