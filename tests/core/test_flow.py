"""Paragraphs must come whole where tracked deletions took their ends, however many there are."""

from core.importers.flow import Flow
from core.importers.source import RawText


def test_joined_paragraphs_come_as_one_and_the_next_one_alone() -> None:
    flow = Flow()
    flow.add("甲", joined=True)
    flow.add("", joined=True)
    flow.add("乙")
    flow.add("丙")
    assert flow.items == [RawText("甲乙"), RawText("丙")]


def test_joined_text_at_the_end_is_kept_when_the_flow_is_closed() -> None:
    flow = Flow()
    flow.add("甲\n", joined=True)
    flow.add("乙", joined=True)
    flow.add("")
    assert flow.items == [RawText("甲"), RawText("乙")]


def test_a_text_joined_of_many_pieces_is_put_together_once() -> None:
    flow = Flow()
    for _ in range(200_000):
        flow.add("字" * 50, joined=True)
    assert flow.items == []
    flow.add("末")
    assert flow.items == [RawText("字" * 10_000_000 + "末")]
