"""The examples that come with the program open whole, are in order, and show every number in one place only."""

from collections import Counter
from pathlib import Path

import pytest

from core.files import open_report, to_bytes
from core.report import Report
from core.rules.engine import run
from core.values import show
from tests.core.docx_schema import parts_of

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").iterdir())
# The one row that a township leaves at 0: rules are made from the prefecture up.
ZEROS = "government_rules"


def test_there_are_both_forms_and_three_kinds_of_files() -> None:
    assert [path.suffix for path in EXAMPLES] == [".docx", ".json", ".txt"]
    assert {open_report(path).form.id for path in EXAMPLES} == {"2019", "2021"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_read_without_a_guess_and_without_a_finding(path: Path) -> None:
    report = open_report(path)
    # The Word file is one of the program's own, which the reader says.
    assert [note.message for note in report.notes] == (["这份文件由本程序导出，导出后文字和表格没有改动"] if path.suffix == ".docx" else [])
    assert [(finding.rule, finding.message) for finding in run(report)] == []
    assert not [cell for cell in report.form.cells if report.entry(cell).manual]
    assert str(report.year) in path.name
    assert report.signed_date.startswith(str(report.year + 1))
    assert all(report.paragraphs(section.id) for section in report.form.text_sections)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_no_shifted_row_or_column_can_hide(path: Path) -> None:
    report = open_report(path)
    shown = [show(report.value(cell)) for cell in report.form.cells if cell.row != ZEROS]
    assert [text for text, times in Counter(shown).items() if times > 1 or not text] == []


def test_the_word_file_holds_what_the_json_holds() -> None:
    word, data = open_report(EXAMPLES[0]), open_report(EXAMPLES[1])
    assert content(word) == content(data)


def test_the_word_file_is_what_the_program_writes_today() -> None:
    """Where it is not: `convert` the .json into it anew."""
    kept, made = (parts_of(data) for data in (EXAMPLES[0].read_bytes(), to_bytes(open_report(EXAMPLES[1]), ".docx")))
    assert {name for name in made if made[name] != kept.get(name)} == set()


def content(report: Report) -> tuple[object, ...]:
    texts = {part: [p.text for p in report.paragraphs(part)] for part in report.texts}
    return report.title, report.unit, report.year, report.signed_unit, report.signed_date, report.entries, texts
