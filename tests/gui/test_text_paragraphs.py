import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.report import Paragraph
from core.stretch import Stretch, difference
from gui.text_groups import PAUSE, Groups
from gui.text_paragraphs import carry_inherited, characters, clean, plain, units

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

RARE = "𬒗"  # a character of a place name that UTF-16 needs two units for


def test_foreign_text_becomes_plain_paragraphs():
    text = "　　第一段，\u200b有看不见的字。\r\n\r\n\t第二段\u00a0有硬空格\u2028第三段\ufffc\x0b 　\n"
    assert clean(text) == ["第一段，有看不见的字。", "第二段 有硬空格", "第三段"]


@given(st.text(max_size=200))
def test_cleaned_text_stays_as_it_is_when_cleaned_again(text):
    once = clean(text)
    assert [paragraph for line in once for paragraph in clean(line)] == once
    assert all(line == line.strip() and line for line in once)


@given(st.text("甲乙" + RARE, max_size=12), st.text("甲乙" + RARE, max_size=12))
def test_a_difference_leads_from_the_old_text_to_the_new(old, new):
    change = difference(old, new)
    assert old[: change.start] + change.inserted + old[change.start + len(change.removed) :] == new
    assert old[change.start : change.start + len(change.removed)] == change.removed


@given(st.text("甲" + RARE, max_size=8), st.integers(0, 8))
def test_offsets_of_qt_and_of_python_agree(text, place):
    place = min(place, len(text))
    assert units(text[:place]) == len(text[:place].encode("utf-16-le")) // 2
    assert characters(text, units(text[:place])) == place


def test_only_the_touched_paragraph_ceases_to_be_last_year_s():
    old = [Paragraph("甲段", True), Paragraph("乙段", True), Paragraph("丙段", True)]
    assert [p.inherited for p in carry_inherited(old, ["甲段", "乙段改", "丙段"])] == [True, False, True]
    assert [p.inherited for p in carry_inherited(old, ["新段", "甲段", "乙段", "丙段"])] == [False, True, True, True]
    assert [p.inherited for p in carry_inherited(old, ["甲段乙段", "丙段"])] == [False, True]
    assert [p.inherited for p in carry_inherited(old, ["丙段"])] == [True]


def test_many_like_paragraphs_are_told_apart_in_time():
    # A matcher that looks at all pairs takes minutes here, at each key.
    old = [Paragraph("无", place % 2 == 0) for place in range(5000)]
    begun = time.perf_counter()
    for texts in (["改"] + ["无"] * 4999, ["无"] * 2500 + ["改"] + ["无"] * 2500, ["头", *["无"] * 4000, "尾"]):
        carried = carry_inherited(old, texts)
        assert [p.text for p in carried] == texts
        assert not any(p.inherited for p in carried if p.text != "无")
    assert time.perf_counter() - begun < 1


def test_a_large_rearrangement_keeps_what_nobody_touched():
    old = [Paragraph(f"第{place}段", True) for place in range(300)]
    texts = [f"第{place}段" for place in reversed(range(300))]
    texts[150] = "新段"
    assert [p.inherited for p in carry_inherited(old, texts)] == [text != "新段" for text in texts]


@given(st.lists(st.sampled_from("甲乙丙"), max_size=9), st.lists(st.sampled_from("甲乙丙丁"), max_size=9))
def test_carried_paragraphs_say_what_they_should_and_only_old_ones_are_last_year_s(before, texts):
    carried = carry_inherited([Paragraph(text, True) for text in before], texts)
    assert [p.text for p in carried] == texts
    assert all(sum(p.inherited for p in carried if p.text == text) <= before.count(text) for text in set(texts))


@given(st.text(max_size=60))
def test_a_paragraph_is_shown_as_it_is_cleaned(text):
    assert plain(text) == " ".join(clean(text))


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def typed(groups, words, start=0):
    keys = []
    for word in words:
        keys.append(groups.key(Stretch(start, "", word)))
        start += len(word)
    return keys


def test_typing_that_runs_on_is_one_step(clock):
    assert len(set(typed(Groups("other", clock), ["全年", "共", "收到"]))) == 1


def test_a_pause_a_mark_or_another_place_begins_a_step(clock):
    groups = Groups("other", clock)
    assert len(set(typed(groups, ["全年，", "共收到"]))) == 2
    first = groups.key(Stretch(6, "", "申请"))
    clock.now += PAUSE + 0.1
    second = groups.key(Stretch(8, "", "件"))
    third = groups.key(Stretch(3, "", "又"))
    assert len({first, second, third}) == 3


def test_an_editor_built_anew_does_not_go_on_with_the_steps_of_the_one_before(clock):
    # After an import of another form was undone, unlike edits became one step, and one Ctrl+Z took both back.
    before, after = typed(Groups("other", clock), ["全年"]), typed(Groups("other", clock), ["全年"])
    assert before != after


def test_deleting_after_typing_is_a_step_of_its_own(clock):
    groups = Groups("other", clock)
    last = typed(groups, ["全年"])[-1]
    first = groups.key(Stretch(1, "年", ""))
    second = groups.key(Stretch(0, "全", ""))
    assert first != last
    assert first == second


def test_a_paste_merges_with_nothing(clock):
    groups = Groups("other", clock)
    keys = typed(groups, ["全年", "一段从别处粘贴来的很长很长的文字", "又", "一段从别处粘贴来的很长很长的文字"])
    assert len(set(keys)) == 4
