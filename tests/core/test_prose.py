"""A paragraph is tidied, and none of it is lost however long it is."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.files import from_bytes, to_bytes
from core.prose import LONGEST_PARAGRAPH, tidy, tidy_paragraphs
from tests.helpers import distinct_report


@given(st.text())
def test_tidy_text_stays_as_it_is(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_paragraphs(tidy_paragraphs([text])) == tidy_paragraphs([text])


def test_what_is_too_long_for_one_paragraph_goes_on_in_the_next() -> None:
    sentences = "全年公开信息若干条。" * (LONGEST_PARAGRAPH // 4)
    parts = tidy_paragraphs([sentences])
    assert "".join(parts) == sentences
    assert all(len(part) <= LONGEST_PARAGRAPH and part.endswith("。") for part in parts)
    unbroken = "长" * (2 * LONGEST_PARAGRAPH + 1)
    assert [len(part) for part in tidy_paragraphs([unbroken])] == [LONGEST_PARAGRAPH, LONGEST_PARAGRAPH, 1]


def test_no_kind_of_file_cuts_a_long_paragraph_off() -> None:
    report = distinct_report()
    first = report.paragraphs("problems")[0].text
    more = first + "再举一例。" * LONGEST_PARAGRAPH
    for suffix in (".html", ".json"):
        data = to_bytes(report, suffix).decode().replace(first, more).encode()
        back = from_bytes(data, Path(f"x{suffix}"))
        assert "".join(paragraph.text for paragraph in back.paragraphs("problems")[:-1]) == more
