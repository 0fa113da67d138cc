"""Nothing of the 图解 overlaps or leaves the page, and its colours tell the parts apart in grey and for the colour-blind."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from core.calculation import settle
from core.drawing import Box, Drawing, Label, Mark, Shape, Stroke, bounds, framed, moved, text_width
from core.faces import Face
from core.infographic import infographic
from core.infographic_look import CARD, DIM, INK, LAST, MOST_HEIGHT, NOW, STEPS, WIDTH, Amount, step_colours
from core.infographic_parts import spread
from core.report import Entry, Report
from core.values import Value
from tests.helpers import distinct_report, reports

SLACK = 0.01


def big(form_id: str, digits: int) -> Report:
    """A report with a number of so many digits in every cell."""
    report = distinct_report(form_id)
    numbers: dict[str, Value] = {}
    entries = {}
    for cell, entry in report.entries.items():
        if cell not in report.form.sum_of and isinstance(entry.value, int):
            numbers[str(cell)] = entry.value
            entries[cell] = Entry(abs(entry.value) % 1000 + 9 * 10 ** (digits - 1))
    settle(report, entries)
    return report


def of_every_kind() -> list[Report]:
    made = [distinct_report("2019"), distinct_report("2021"), big("2019", 8), big("2021", 8), big("2021", 14)]
    for form_id in ("2019", "2021"):
        for report, last in ((distinct_report(form_id), distinct_report(form_id, seed=1000)), (big(form_id, 8), big(form_id, 8))):
            report.last = last
            made.append(report)
    made[0].unit = "某某自治州某某哈萨克族自治县某某蒙古族乡人民政府办公室（政务公开领导小组办公室）" * 2
    made[1].unit = "WWW mmm Ünïcode 𠮷龘堽 办事处"
    return made


def faults(drawing: Drawing) -> list[str]:
    """Name every mark that leaves the page, every two texts that overlap, every text that lies on a bar."""
    found = [f"outside: {mark}" for mark in drawing.marks if not inside(mark, drawing)]
    labels = [mark for mark in drawing.marks if isinstance(mark, Label)]
    bars = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.fill != CARD]
    found += [f"overlap: {a.text} {b.text}" for a, b in combinations(labels, 2) if overlap(a, b)]
    return found + [f"on a bar: {a.text} {b}" for a in labels for b in bars if overlap(a, b)]


def inside(mark: Mark, drawing: Drawing) -> bool:
    left, top, right, bottom = bounds(mark)
    edge = mark.width / 2 if isinstance(mark, Stroke) else 0.0
    return (
        left >= -edge - SLACK and top >= -edge - SLACK and right <= drawing.width + edge + SLACK and bottom <= drawing.height + SLACK + edge
    )


def overlap(first: Mark, second: Mark) -> bool:
    a, b = bounds(first), bounds(second)
    return a[0] < b[2] - SLACK and b[0] < a[2] - SLACK and a[1] < b[3] - SLACK and b[1] < a[3] - SLACK


@pytest.mark.parametrize("report", of_every_kind(), ids=lambda report: f"{report.form.id}-{report.unit[:4]}-{report.last is not None}")
def test_nothing_overlaps_or_leaves_the_page_however_full_it_is(report: Report) -> None:
    drawing = infographic(report)
    assert drawing is not None
    assert faults(drawing) == []
    assert drawing.width == WIDTH
    assert drawing.height <= MOST_HEIGHT


@settings(max_examples=30, deadline=None)
@given(reports())
def test_nothing_overlaps_or_leaves_the_page_of_any_report(report: Report) -> None:
    drawing = infographic(report)
    if drawing is not None:
        assert faults(drawing) == []
        assert drawing.height <= MOST_HEIGHT


def test_text_is_never_too_small_to_read() -> None:
    for report in of_every_kind()[1:4]:
        drawing = infographic(report)
        assert drawing is not None
        assert min(mark.size for mark in drawing.marks if isinstance(mark, Label)) >= 5.5


def test_a_small_part_can_still_be_seen_and_bars_are_as_long_as_their_numbers() -> None:
    report = distinct_report()
    entries = {cell: Entry(0) for cell in report.form.cells if cell not in report.form.sum_of}
    for column, number in (("natural_person", 99_999), ("business", 1), ("other", 1)):
        entries |= {cell: Entry(number) for cell in entries if cell[1:] in (("new", column), ("granted", column))}
    entries |= {cell: Entry(number) for cell in entries for row, number in (("partial", 50_000),) if cell[1:] == (row, "business")}
    settle(report, entries)
    drawing = infographic(report)
    assert drawing is not None
    parts = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.fill in step_colours(3) and mark.height > 16]
    assert [mark.width >= 1.9 for mark in parts] == [True, True, True]
    assert sum(mark.width for mark in parts) == pytest.approx(WIDTH - 2)
    bars = [mark.width for mark in drawing.marks if isinstance(mark, Box) and mark.fill == NOW and mark.height == 9.5]
    assert bars[-2] / bars[-1] == pytest.approx(100_001 / 50_000, rel=0.001)


def test_things_are_moved_apart_in_order_and_no_further_than_needed() -> None:
    assert spread([10, 90], [10, 10], 0, 100, 2) == [10, 90]
    assert spread([1, 2, 99], [10, 10, 10], 0, 100, 2) == [5, 17, 95]
    assert spread([98, 99, 99], [10, 10, 10], 0, 100, 2) == [71, 83, 95]


def test_a_number_shrinks_before_its_unit_does() -> None:
    shrunk = Amount("12345678", "件", 26.0, 10.0).within(90.0)
    assert shrunk.width == pytest.approx(90.0)
    assert shrunk.unit_size == 10.0
    assert Amount("1", "件", 26.0, 10.0).within(90.0).size == 26.0


# ---- colours ------------------------------------------------------------------------------------

# Machado, Oliveira & Fernandes 2009, severity 1, for linear light.
_SEEN = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lightness(colour: str, seen_by: str = "everybody") -> float:
    """Return L* (0 black, 100 white) as a grey print or that kind of eye has it."""
    light = linear(colour)
    seen = [max(0.0, min(1.0, sum(f * part for f, part in zip(row, light, strict=True)))) for row in _SEEN[seen_by]]
    y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("eyes", _SEEN)
@pytest.mark.parametrize("count", range(2, 7))
def test_neighbours_differ_in_lightness_for_everybody_and_in_grey(eyes: str, count: int) -> None:
    steps = [lightness(colour, eyes) for colour in step_colours(count)]
    assert steps == sorted(steps)
    assert min(b - a for a, b in pairwise(steps)) >= 9
    assert lightness("FFFFFF", eyes) - steps[-1] >= 8


@pytest.mark.parametrize("eyes", _SEEN)
def test_this_year_and_last_year_differ_in_lightness_for_everybody_and_in_grey(eyes: str) -> None:
    assert lightness(LAST, eyes) - lightness(NOW, eyes) >= 30


@pytest.mark.parametrize("ground", ["FFFFFF", CARD])
@pytest.mark.parametrize("ink", [INK, DIM, NOW])
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    dark, light = (sum(f * part for f, part in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (ink, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_colour_is_never_the_only_carrier() -> None:
    report = distinct_report()
    drawing = infographic(report)
    assert drawing is not None
    parts = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.fill in STEPS and mark.height > 16]
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    labels = {mark.text: mark for mark in drawing.marks if isinstance(mark, Label)}
    assert len(parts) == len(names)
    for part, name in zip(parts, names, strict=True):
        assert labels[name].y > part.y + part.height
        assert abs(labels[name].x - (part.x + part.width / 2)) < 30


# ---- marks --------------------------------------------------------------------------------------


def test_bounds_hold_every_kind_of_mark() -> None:
    assert bounds(Box(1, 2, 3, 4, INK)) == (1, 2, 4, 6)
    assert bounds(Stroke(5, 1, 1, 1, INK, 2)) == (0, 0, 6, 2)
    assert bounds(Shape(((1, 5), (3, 2), (2, 9)), INK)) == (1, 2, 3, 9)
    assert bounds(Label(10, 10, "件数", 10, INK, Face.SONG, "middle")) == pytest.approx((0, 1, 20, 11.6))
    assert bounds(Label(10, 10, "件", 10, INK, Face.SONG, "end"))[::2] == pytest.approx((0, 10))


def test_room_is_kept_by_the_width_of_the_characters() -> None:
    assert text_width("年报", 10) == 20
    assert text_width("12", 10) == pytest.approx(11.4)
    assert text_width("W", 10) == 10
    assert text_width("", 10) == 0


def test_a_frame_moves_every_mark_and_grows_the_page() -> None:
    marks = (Box(1, 2, 3, 4, INK, 1), Stroke(0, 0, 9, 9, INK), Shape(((0, 0), (1, 1), (2, 0)), INK), Label(5, 6, "a", 7, INK, Face.SONG))
    framed_drawing = framed(Drawing(10, 20, marks, "说明"), 5)
    assert (framed_drawing.width, framed_drawing.height, framed_drawing.description) == (20, 30, "说明")
    for before, after in zip(marks, framed_drawing.marks, strict=True):
        assert bounds(after) == pytest.approx(tuple(edge + 5 for edge in bounds(before)))
    assert moved(Box(2, 2, 4, 4, INK, 1), 1, 1, 0.5) == Box(2, 2, 2, 2, INK, 0.5)
