"""Last year's prose beside this year's: paragraphs find each other in order, and no character of either is lost in the differences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.compare import Kind, compare, differences

OLD = "2024年，柳湾镇主动公开政府信息80条，其中乡镇动态42条、通知公告26条。"
NEW = "2025年，柳湾镇主动公开政府信息103条，其中通知公告26条、解读1.5万字。"


def kinds(old: str, new: str, kind: Kind) -> list[str]:
    return [piece.text for piece in differences(old, new) if piece.kind is kind]


def test_numbers_and_years_count_as_one_word() -> None:
    assert kinds(OLD, NEW, Kind.GONE)[:2] == ["2024年", "80"]
    assert kinds(OLD, NEW, Kind.NEW)[:2] == ["2025年", "103"]
    assert kinds("增长12.5%，全年收到一百零三件", "增长12.7%，全年收到一百零四件", Kind.NEW) == ["12.7%", "一百零四"]
    assert kinds("二〇二四年", "二〇二五年", Kind.GONE) == ["二〇二四年"]


def test_chinese_differs_in_runs_that_can_be_read() -> None:
    assert kinds("落实三审三校制度", "执行先审后发办法", Kind.GONE) == ["落实三审三校制度"]
    assert kinds("明确专人负责", "明确党政办专人负责", Kind.NEW) == ["党政办"]


def test_paragraphs_find_each_other_in_order() -> None:
    last = ["（一）主动公开情况", OLD, "（二）依申请公开情况", "全年收到申请19件，均按期答复。", "今年没有写的一段。"]
    now = ["（一）主动公开情况", "讲平台建设，全是新写的话。", NEW, "（二）依申请公开", "全年收到申请7件，均按期答复。"]
    pairs = compare(last, now)
    assert [(p.last, p.now) for p in pairs] == [(0, 0), (None, 1), (1, 2), (2, 3), (3, 4), (4, None)]
    assert [p.changed for p in pairs] == [False, True, True, True, True, True]
    assert pairs[4].spans(Kind.GONE) == ((6, 8),)
    assert pairs[4].spans(Kind.NEW) == ((6, 7),)


def test_a_heading_never_answers_to_a_paragraph() -> None:
    assert [(p.last, p.now) for p in compare(["（一）主动公开"], ["主动公开"])] == [(0, None), (None, 0)]


@pytest.mark.parametrize(("last", "now"), [([], []), (["甲"], []), ([], ["甲"])])
def test_nothing_beside_something(last: list[str], now: list[str]) -> None:
    assert len(compare(last, now)) == len(last) + len(now)


def test_very_many_and_very_long_paragraphs_are_compared_too() -> None:
    many = [f"第{number}项工作按要求办结，材料归档。" for number in range(450)]
    pairs = compare(many, many[1:])
    assert [p.last for p in pairs] == list(range(450))
    long = "".join(f"第{number}件事项，" for number in range(6000))
    assert kinds(long, "甲" + long, Kind.NEW)[0].startswith("甲")
    assert kinds("啊" * 60_000, "呀" * 60_000, Kind.GONE) == ["啊" * 60_000]


WORDS = st.text(alphabet="年12〇二三甲乙，。（）a\U000f0000𬒗", max_size=30)


@settings(max_examples=80)
@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_no_character_and_no_paragraph_is_lost(last: list[str], now: list[str]) -> None:
    pairs = compare(last, now)
    assert [p.last for p in pairs if p.last is not None] == list(range(len(last)))
    assert [p.now for p in pairs if p.now is not None] == list(range(len(now)))
    for pair in pairs:
        old = "" if pair.last is None else last[pair.last]
        new = "" if pair.now is None else now[pair.now]
        assert "".join(p.text for p in pair.pieces if p.kind is not Kind.NEW) == old
        assert "".join(p.text for p in pair.pieces if p.kind is not Kind.GONE) == new
        assert "".join(old[slice(*span)] for span in pair.spans(Kind.GONE)) == "".join(p.text for p in pair.pieces if p.kind is Kind.GONE)
