"""The bench against an office program measures whole files, and says where it cannot measure."""

from pathlib import Path

import pytest

from core.reading import reading_of
from tests.bench import office
from tests.helpers import cell_values, distinct_report


def test_without_an_office_program_its_bench_is_missed_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_soffice", lambda: None)
    result = office.bench()
    assert not result.holds
    assert str(result).startswith("MISS")
    assert "LibreOffice is missing: not measured" in str(result)


def test_what_is_measured_against_an_office_program_is_three_whole_files() -> None:
    report = distinct_report("2021")
    for data, name in zip(office.write_all(report), ("报告.docx", "报告.xlsx", "报告.pdf"), strict=True):
        assert cell_values(reading_of(data, Path(name)).report) == cell_values(report)
