"""The outline of a section: a heading moves with all that belongs to it, nothing is lost, and its marks count on."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.outline import heading_at, headings_for, landing, move, outline, places, step_place
from core.report import Live, Paragraph, paragraphs
from core.schema import CellId

TEXT = paragraphs(
    ["引言。", "（一）主动公开", "甲。", "（二）依申请公开", "1.收到", "乙。", "2.答复", "丙。", "（三）监督保障：考核", "丁。"]
)


def texts(held: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.text for paragraph in held]


def test_headings_know_what_belongs_to_them() -> None:
    found = outline(TEXT)
    assert [(h.title, h.start, h.end, h.own_end, h.level, h.parent, h.depth) for h in found] == [
        ("（一）主动公开", 1, 3, 3, 2, None, 0),
        ("（二）依申请公开", 3, 8, 4, 2, None, 0),
        ("1.收到", 4, 6, 6, 3, 1, 1),
        ("2.答复", 6, 8, 8, 3, 1, 1),
        ("（三）监督保障", 8, 10, 10, 2, None, 0),
    ]
    assert [heading_at(found, number) for number in (0, 1, 2, 5, 9)] == [None, 0, 0, 2, 4]


def test_a_heading_takes_its_paragraphs_along_and_the_marks_count_on() -> None:
    moved = move(TEXT, 1, 1)
    assert texts(moved) == [
        "引言。", "（一）依申请公开", "1.收到", "乙。", "2.答复", "丙。", "（二）主动公开", "甲。", "（三）监督保障：考核", "丁。",
    ]  # fmt: skip
    assert landing(TEXT, 1, 1) == 1
    assert landing(TEXT, 0, 8) == 6
    assert texts(move(TEXT, 0, 8))[6:8] == ["（二）主动公开", "甲。"]


def test_a_lower_heading_may_go_to_another_heading_but_not_out_of_all() -> None:
    assert places(outline(TEXT), 3, len(TEXT)) == (3, 4, 6, 8, 10)
    under_first = move(TEXT, 3, 3)
    assert texts(under_first)[1:7] == ["（一）主动公开", "甲。", "1.答复", "丙。", "（二）依申请公开", "1.收到"]
    assert move(TEXT, 3, 1) == TEXT


def test_the_first_and_the_last_have_no_further_step() -> None:
    found = outline(TEXT)
    assert step_place(found, 0, len(TEXT), -1) is None
    assert step_place(found, 0, len(TEXT), 1) == 8
    assert step_place(found, 4, len(TEXT), 1) is None
    assert step_place(found, 4, len(TEXT), -1) == 3


@pytest.mark.parametrize("marks", [("（一）", "（三）"), ("（二）", "（三）"), ("（一）", "（一）")])
def test_marks_that_did_not_count_on_are_left_alone(marks: tuple[str, str]) -> None:
    held = paragraphs([marks[0] + "甲", marks[1] + "乙"])
    assert texts(move(held, 0, 2)) == [marks[1] + "乙", marks[0] + "甲"]


def test_a_moved_paragraph_is_still_last_years_and_keeps_its_kind_of_mark() -> None:
    held = (Paragraph("1．甲", True), Paragraph("正文", True), Paragraph("2、乙"))
    assert move(held, 0, 3) == (Paragraph("1、乙"), Paragraph("2．甲", True), Paragraph("正文", True))


def test_headings_are_written_for_names() -> None:
    found = headings_for(str(number) for number in range(1, 24))
    assert [p.text for p in found][8:12] == ["（九）9", "（十）10", "（十一）11", "（十二）12"]
    assert [p.text for p in found][18:22] == ["（十九）19", "（二十）20", "（二十一）21", "（二十二）22"]


MARKS = {2: "（{}）", 3: "{}.", 4: "（{}）"}


@st.composite
def sections(draw: st.DrawFn) -> tuple[Paragraph, ...]:
    """Return a section whose marks count on at every level."""
    counts, found = {2: 0, 3: 0, 4: 0}, []
    for number, level in enumerate(draw(st.lists(st.sampled_from([0, 0, 2, 3, 4]), max_size=24))):
        mark = ""
        if level:
            counts[level] += 1
            counts |= dict.fromkeys(range(level + 1, 5), 0)
            digits = "〇一二三四五六七八九"
            count = counts[level]
            chinese = digits[count] if count < 10 else ("" if count < 20 else digits[count // 10]) + "十" + digits[count % 10].strip("〇")
            mark = MARKS[level].format(chinese if level == 2 else count)
        found.append(Paragraph(f"{mark}第{number}段", draw(st.booleans())))
    return tuple(found)


def bare(held: tuple[Paragraph, ...]) -> list[tuple[str, bool]]:
    return [(re.sub(r"^\D*?\d*\D*?(?=第)", "", p.text), p.inherited) for p in held]


@given(sections(), st.data())
def test_a_move_loses_no_paragraph_and_moved_back_all_is_as_it_was(held: tuple[Paragraph, ...], data: st.DataObject) -> None:
    headings = outline(held)
    for number in range(len(headings)):
        place = data.draw(st.sampled_from(places(headings, number, len(held))))
        moved = move(held, number, place)
        assert sorted(bare(moved)) == sorted(bare(held))
        if moved == held:
            continue
        start = landing(held, number, place)
        size = headings[number].end - headings[number].start
        assert bare(moved)[start : start + size] == bare(held)[headings[number].start : headings[number].end]
        there = outline(moved)
        back = headings[number].start + (size if headings[number].start > start else 0)
        assert move(moved, next(k for k, h in enumerate(there) if h.start == start), back) == held


def test_a_live_figure_stays_on_its_number_when_the_mark_grows_longer() -> None:
    held = [*headings_for("甲乙丙丁戊己庚辛壬"), Paragraph("（十）收到5件"), Paragraph("（十一）末")]
    cell = CellId("applications", "new", "total")
    held[9] = replace(held[9], live=(Live(5, 6, cell),))
    moved = move(held, 9, 11)
    assert moved[10] == Paragraph("（十一）收到5件", live=(Live(6, 7, cell),))
    assert move(moved, 10, 9) == tuple(held)
