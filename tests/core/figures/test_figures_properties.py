"""Any text at all: figures stand in order, apart, inside the text; and the work grows with the text, not faster."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures import figures, lists
from core.memory import forget
from tests.bench.figures import KINDS, hostile

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

_PIECES = [
    *"0123456789０１９一二两三五十百千万亿零〇几数上余多来约，,、。；：（）()〔〕%％.．—-~至到 《》“”",
    *[
        "其中",
        "包括",
        "含",
        "分别为",
        "共",
        "合计",
        "同比增长",
        "较上年",
        "由2022年的",
        "增至",
        "占",
        "2023年",
        "上年",
        "今年",
        "每",
        "各",
        "等",
        "第",
        "件",
        "条",
        "个",
        "万元",
        "元",
        "人次",
        "个百分点",
    ],
    *["个工作日", "申请", "规范性文件制发", "废止", "网站", "百分之", "http://a.b/1"],
]
_TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))


@given(_TEXTS)
def test_figures_stand_in_order_apart_and_inside_the_text(text: str):
    found = figures(text)
    end = 0
    for each in found:
        assert end <= each.start < each.end <= len(text)
        end = each.end
        assert each.value >= 0
        assert each.upper is None or each.upper > each.value


@given(_TEXTS)
def test_places_of_other_figures_are_places_of_others(text: str):
    found = figures(text)
    for at, each in enumerate(found):
        assert each.of is None or 0 <= each.of < at
        assert each.whole is None or (0 <= each.whole < len(found) and each.whole != at)
        assert (each.whole is None) == (each.first is None)
        # A whole behind its parts comes behind all of them.
        assert each.whole is None or each.first is None or each.whole < each.first or each.whole > at


@given(_TEXTS)
def test_lists_are_of_one_unit_exact_and_of_two_parts_at_least(text: str):
    found = figures(text)
    for whole, parts in lists(found):
        assert len(parts) > 1
        assert {part.unit for part in parts} == {found[whole].unit}
        assert all(part.is_exact and part.ended for part in parts)


def _work(act: Callable[[], object]) -> int:
    """Count the calls, of Python and of C, that an act makes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("kind", KINDS, ids="…".join)
def test_ten_times_the_text_is_at_most_ten_times_the_calls(kind: tuple[str, str, str]):
    figures("公开1件，其中一百零三件。")
    small, large = (hostile(kind, length) for length in (500, 5000))
    forget()
    less = _work(lambda: figures(small))
    assert _work(lambda: figures(large)) <= 12 * less + 200
