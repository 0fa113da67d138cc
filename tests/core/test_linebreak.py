import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exporters.linebreak import break_lines, justify
from core.exporters.linebreak_rules import HANGING, is_word, opportunities
from core.prose import NO_END, NO_START

EM = 16.0
FORBIDDEN_STARTS = "。，、；：！？）》」』】〕”’％…·-–~～/"
FORBIDDEN_ENDS = "（《「『【〔“‘"

# As in real prose, marks and numbers are rarer than words; strings of marks alone come too.
MARKS = "。，、；：！？）》」』】〕”’％…（《「『【〔“‘"
PIECES = [*"政府信息公开工作年度报告", *MARKS, *" 05aé.%/-:~·", "——", "……", "1,234.5", "12.5%", "2025年", "312条", "￥300", "和/或"]
PIECES += ["https://liuhe.example.cn/zwgk/a.html", "GB/T 9704", "（一）", "《条例》", "“公开”，", "bgs@example.cn"]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join),
    st.text(st.sampled_from(f"政府信息公开工作年度报告{MARKS}—— 0123456789abcde.%/-:"), min_size=1, max_size=120),
)


def widths_of(text: str) -> list[float]:
    return [EM / 2 if is_word(char) or char == " " else EM for char in text]


def broken(text: str, measure: float, indent: float = 0.0) -> list[str]:
    lines = break_lines(text, widths_of(text), measure, em=EM, indent=indent)
    return [text[line.start : line.end] for line in lines]


@given(texts, st.integers(6, 30), st.sampled_from([0.0, 2 * EM]))
def test_every_character_comes_back_once_and_in_order(text: str, characters: int, indent: float) -> None:
    lines = break_lines(text, widths_of(text), characters * EM, em=EM, indent=indent)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.end > line.start and len(line.shifts) == line.end - line.start for line in lines)


@given(texts, st.integers(6, 30))
def test_no_line_is_wider_than_the_measure_but_for_one_hanging_stop(text: str, characters: int) -> None:
    measure = characters * EM
    widths = widths_of(text)
    for line in break_lines(text, widths, measure, em=EM):
        shown = text[line.start : line.end].rstrip()
        taken = sum(widths[line.start : line.start + len(shown)]) + sum(line.shifts[: len(shown)])
        if line.hanging:
            assert shown[-1] in HANGING
            taken -= widths[line.start + len(shown) - 1] + line.shifts[len(shown) - 1]
        assert taken <= measure + 0.01
        assert abs(taken - line.width) < 0.01


@given(texts, st.integers(6, 30))
def test_lines_keep_the_rules_wherever_a_rule_can_be_kept(text: str, characters: int) -> None:
    measure = characters * EM
    widths = widths_of(text)
    allowed = opportunities(text)
    for line in break_lines(text, widths, measure, em=EM)[:-1]:
        if allowed[line.end]:
            continue
        # Only a piece that no line can hold may be cut inside.
        first = max(at for at in range(line.end) if allowed[at] or at == 0)
        last = next(at for at in range(line.end, len(text) + 1) if allowed[at])
        assert sum(widths[first:last]) > measure - EM


@given(texts)
def test_opportunities_never_put_a_mark_where_it_may_not_stand(text: str) -> None:
    allowed = opportunities(text)
    for at in range(1, len(text)):
        if allowed[at]:
            assert text[at] not in NO_START
            assert text[:at].rstrip()[-1:] not in NO_END or not text[:at].strip()
            if is_word(text[at - 1]) and is_word(text[at]):
                assert text[at - 1] in ",;:!?"
                assert not is_word(text[at - 2])
            assert not text[at - 1].isdigit() or not text[at].isdigit()


@given(texts, st.integers(8, 30))
def test_justified_lines_end_at_the_measure(text: str, characters: int) -> None:
    measure = characters * EM
    widths = widths_of(text)
    for line in break_lines(text, widths, measure, em=EM):
        shifts = justify(line, text, measure, EM)
        gained = sum(shifts) - sum(line.shifts)
        assert gained == pytest.approx(0, abs=0.01) or line.width + gained == pytest.approx(measure, abs=0.01)


@pytest.mark.parametrize("mark", FORBIDDEN_STARTS)
def test_a_closing_mark_never_opens_a_line(mark: str) -> None:
    lines = broken("公" * 10 + mark + "开" * 10, 10 * EM)
    assert not any(line.startswith(mark) for line in lines)


@pytest.mark.parametrize("mark", FORBIDDEN_ENDS)
def test_an_opening_mark_never_ends_a_line(mark: str) -> None:
    lines = broken("公" * 9 + mark + "开" * 10, 10 * EM)
    assert not any(line.endswith(mark) for line in lines)


def test_a_stop_hangs_beyond_the_full_line() -> None:
    text = "公" * 10 + "。" + "开" * 5
    first, second = break_lines(text, widths_of(text), 10 * EM, em=EM)
    assert (text[first.start : first.end], first.hanging) == ("公" * 10 + "。", True)
    assert text[second.start : second.end] == "开" * 5


def test_neighbouring_marks_share_their_blank_halves() -> None:
    text = "公开”，“公开”。"
    (line,) = break_lines(text, widths_of(text), 30 * EM, em=EM)
    assert line.width == pytest.approx((len(text) - 1.5) * EM)


@pytest.mark.parametrize("whole", ["12.5%", "1,203", "99.9％", "￥300", "2021-01-31", "bgs@e.cn", "GB/T9704", "——", "……"])
def test_numbers_words_and_dashes_stay_whole(whole: str) -> None:
    for before in range(1, 12):
        lines = broken("公" * before + whole + "开" * 12, 12 * EM)
        assert any(whole in line for line in lines)


LONG = "https://www.liuhe.example.cn/zwgk/2021-01-31/a.html"


def test_a_long_address_is_cut_behind_a_mark_where_the_line_would_be_half_empty() -> None:
    assert broken("公" * 12 + LONG + "。", 28 * EM) == ["公" * 12 + "https://www.liuhe.example.cn/", "zwgk/2021-01-31/a.html。"]
    # Too few gaps to fill the line, which still ends far less early.
    assert broken("公" * 4 + LONG[:38] + "，", 20.5 * EM)[0] == "公" * 4 + "https://www.liuhe.example.cn/"
    # A full line leaves it whole, and so does one that a piece of it would not fill.
    assert broken("公" * 27 + LONG + "。", 28 * EM)[1].startswith("https://")
    assert broken("公" * 10 + "https://" + "a" * 40 + "/b", 28 * EM)[0] == "公" * 10


@given(
    st.integers(0, 26),
    st.sampled_from([LONG, "liuhexiang_zhengwugongkai@example.gov.cn", "www.liuhe.example.cn/index.php?id=1.25&date=2021-01-31"]),
)
def test_an_address_is_never_cut_inside_a_number_a_word_or_before_a_mark(before: int, address: str) -> None:
    lines = broken("公" * before + address + "。" + "开" * 9, 28 * EM)
    assert "".join(lines) == "公" * before + address + "。" + "开" * 9
    for above, below in pairwise(lines):
        if is_word(above[-1]) and is_word(below[0]):
            assert above[-1] in "/.-?&=@"
            assert below[0] not in "/.-?&=@"
            assert not (above[-1] in ".-" and above[-2].isdigit() and below[0].isdigit())


def test_in_a_table_no_address_is_cut_that_fits_a_line() -> None:
    text = "公" * 12 + LONG
    assert [line.end for line in break_lines(text, widths_of(text), 28 * EM, em=EM, hang=False)] == [12, len(text)]


def test_an_address_longer_than_a_line_is_cut_rather_than_running_out() -> None:
    address = "https://www.example.cn/" + "a" * 80
    lines = broken("见" + address + "。", 12 * EM)
    assert "".join(lines) == "见" + address + "。"
    assert lines[0].startswith("见https")
    assert max(len(line) for line in lines) <= 25


def test_the_first_line_is_indented_by_two_characters() -> None:
    lines = broken("公" * 30, 10 * EM, indent=2 * EM)
    assert [len(line) for line in lines] == [8, 10, 10, 2]


def test_blanks_stay_at_the_end_of_the_line_before() -> None:
    lines = broken("abcd efgh ijkl", 3 * EM)
    assert lines == ["abcd ", "efgh ", "ijkl"]


@pytest.mark.parametrize("pattern", ["公", "）", "（", "a", " ", "公 ", "。（", "é", "a ", "（a"])
def test_time_grows_with_the_length_only(pattern: str) -> None:
    text = (pattern * 60_000)[:60_000]
    started = time.perf_counter()
    lines = break_lines(text, widths_of(text), 28 * EM, em=EM)
    assert lines[-1].end == len(text)
    assert time.perf_counter() - started < 5


def test_marks_inside_a_loose_line_give_way_to_take_the_next_word_in() -> None:
    text = "甲，乙，丙，丁，戊己庚辛2025年度的报告里没有别的什么了"
    measure = 13.2 * EM
    first, *_ = break_lines(text, [width * 1.0 for width in widths_of(text)], measure, em=EM)
    assert text[first.start : first.end].endswith("2025")
    shifts = [first.shifts[at] for at in range(len(first.shifts)) if text[at] == "，"]
    assert shifts == pytest.approx([shifts[0]] * 4)
    assert -EM / 4 - 0.01 <= shifts[0] < 0
    assert first.width == pytest.approx(measure)
    assert justify(first, text, measure, EM) == first.shifts


def test_marks_are_not_squeezed_where_the_line_is_full_without() -> None:
    text = "甲，乙，丙，丁，" + "公" * 20
    first, *_ = break_lines(text, widths_of(text), 12 * EM, em=EM)
    assert set(first.shifts) == {0.0}


def test_a_paragraph_does_not_end_on_a_line_of_one_character() -> None:
    assert [len(line) for line in broken("公" * 41, 20 * EM)] == [20, 19, 2]
    assert [len(line) for line in broken("公" * 41 + "。", 20 * EM)] == [20, 19, 3]
    assert [len(line) for line in broken("公" * 40 + "。", 20 * EM)] == [20, 21]
    assert [len(line) for line in broken("公" * 42, 20 * EM)] == [20, 20, 2]
    # A long number before it would leave the line above loose.
    assert broken("公" * 16 + "12345678公", 20 * EM)[-1] == "公"
    lines = break_lines("公" * 41, [EM] * 41, 20 * EM, em=EM, hang=False)
    assert [line.end for line in lines] == [20, 39, 41]
    # A column two characters wide keeps them.
    assert [line.end for line in break_lines("公" * 3, [EM] * 3, 2 * EM, em=EM, hang=False)] == [2, 3]


@pytest.mark.parametrize(
    ("text", "whole"), [("和/或", True), ("电话:0371", False), ("时间12:30", True), ("公开-平台", True), ("1—5", True)]
)
def test_joining_marks_and_stops_between_chinese_and_latin(text: str, whole: bool) -> None:
    """A hyphen or stroke opens no line and a stroke ends none; behind a Chinese word a colon ends a phrase, inside a number it does not."""
    at = next(at for at, char in enumerate(text) if char in "/:-—")
    allowed = opportunities(text)
    assert not allowed[at]
    assert not (text[at] == "/" and allowed[at + 1])
    assert allowed[at + 1] == (not whole) or text[at] in "-—"


@given(texts, st.integers(6, 30), st.sampled_from([0.0, 2 * EM]))
def test_justified_lines_move_no_character_by_more_than_a_little(text: str, characters: int, indent: float) -> None:
    measure = characters * EM
    for line in break_lines(text, widths_of(text), measure, em=EM, indent=indent):
        gained = [after - before for after, before in zip(justify(line, text, measure, EM), line.shifts, strict=True)]
        assert all(-0.01 <= each <= EM / 4 + 0.01 for each in gained)
        assert all(each >= -EM / 2 - 0.01 for each in line.shifts)


def test_a_line_narrower_than_a_character_takes_one_with_what_belongs_to_it() -> None:
    assert broken("公e\u0301开", EM / 4) == ["公", "e\u0301", "开"]
