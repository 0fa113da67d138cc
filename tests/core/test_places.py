"""A place is named in the words of the form, whatever kind of place it is."""

import pytest

from core.places import place_label, told_at
from core.schema import formats

FORM = formats()["2021"]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("", "全文"),
        ("title", "标题"),
        ("year", "年度"),
        ("preamble", "前言"),
        ("preamble:2:0-5", "前言 第 2 段"),
        ("overview", "一、总体情况"),
        ("overview:3:12-20", "一、总体情况 第 3 段"),
        ("applications", "三、收到和处理政府信息公开申请情况"),
        ("applications.results_total", "三（七）总计"),
        ("applications.results_total.natural_person", "三（七）总计·自然人"),
        ("review_litigation.review", "四·行政复议"),
        ("something.else", "something.else"),
        ("applications.none.natural_person", "applications.none.natural_person"),
    ],
)
def test_a_place_in_words(where: str, words: str) -> None:
    assert place_label(FORM, where) == words


def test_a_place_is_told_once() -> None:
    assert told_at("前言", "没有电话") == "前言：没有电话"
    assert told_at("前言", "前言：没有电话") == "前言：没有电话"
    assert told_at("前言", "前言没有电话") == "前言：前言没有电话"
