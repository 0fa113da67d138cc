"""What leaves the program comes back whole: no cell and no sentence of a random report differs."""

from dataclasses import replace

import pytest

from core.report import Report, paragraphs
from core.schema import CellId
from tests.helpers import distinct_report
from tests.papers import round_trips
from tests.papers.random_reports import random_report
from tests.papers.round_trips import DIRECT, Difference, Trip, differences, travel

SEEDS = (0, 1, 2)


@pytest.mark.parametrize("trip", DIRECT, ids=str)
def test_random_reports_come_back_as_they_were_sent(trip: Trip):
    assert travel(trip, [random_report(seed) for seed in SEEDS]) == [[]] * len(SEEDS)


def test_random_reports_hold_every_kind_of_cell_and_the_same_seed_gives_the_same():
    reports = [random_report(seed) for seed in range(40)]
    entries = [entry for report in reports for entry in report.entries.values()]
    assert {report.form.id for report in reports} == {"2019", "2021"}
    assert {type(entry.value).__name__ for entry in entries} == {"int", "Decimal", "str"}
    assert any(entry.remark for entry in entries)
    assert any(entry.manual for entry in entries)
    assert all(any(cell not in report.entries for cell in report.form.cells) for report in reports[:5])
    assert {bool(report.signed_date) for report in reports} == {True, False}
    assert random_report(7) == random_report(7)


CELL = CellId("applications", "new", "natural_person")


def sent() -> Report:
    report = distinct_report()
    report.texts["problems"] = paragraphs(["一是公开的形式还不够丰富。", "二是解读材料偏少。"])
    return report


def changed(**fields: object) -> Report:
    return replace(sent(), **fields)  # pyright: ignore[reportArgumentType]


def other_cell(**fields: object) -> Report:
    report = sent()
    report.entries[CELL] = replace(report.entry(CELL), **fields)  # pyright: ignore[reportArgumentType]
    return report


def other_prose(*texts: str) -> Report:
    report = sent()
    report.texts["problems"] = paragraphs(texts)
    return report


@pytest.mark.parametrize(
    ("back", "kind", "place"),
    [
        (other_cell(value=-1), "cell", str(CELL)),
        (other_cell(value=str(sent().value(CELL))), "cell", str(CELL)),
        (other_cell(remark="其中"), "cell", str(CELL)),
        (other_prose("一是公开的形式还不够丰富。"), "prose", "problems[1]"),
        (other_prose("一是公开的形式还不够丰富。", "二是解读材料偏多。"), "prose", "problems[1]"),
        (other_prose("一是公开的形式还不够丰富。二是解读材料偏少。"), "prose", "problems[0]"),
        (changed(title="报告"), "field", "title"),
        (changed(unit="乙乡"), "field", "unit"),
        (changed(year=1999), "field", "year"),
        (changed(signed_unit="乙乡"), "field", "signed unit"),
        (changed(signed_date="1999-01-01"), "field", "signed date"),
        (distinct_report("2019"), "field", "form"),
    ],
)
def test_every_difference_is_found(back: Report, kind: str, place: str):
    found = {(difference.kind, difference.place) for difference in differences(sent(), back)}
    assert (kind, place) in found
    assert len(found) == 1 or place == "form"
    assert list(differences(sent(), sent())) == []


def test_a_difference_is_counted_shown_and_fails_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    told = Difference("cell", "applications.new.total", "'5'", "'6'")
    monkeypatch.setattr(round_trips, "travel", lambda trip, reports: [[told] if trip.office else [] for _ in reports])
    assert round_trips.main(["3"]) == 1
    said = capsys.readouterr().out
    rows = {line.split("import")[0].strip(): line.split("import")[1].split() for line in said.splitlines() if line.endswith("0")}
    assert rows[".pdf →"] == ["3", "3", "0", "0", "0"]
    assert rows[".docx → LibreOffice → .docx →"] == ["3", "0", "3", "0", "0"]
    assert "report 2, applications.new.total: '5' came back as '6'" in said
    monkeypatch.setattr(round_trips, "travel", lambda _, reports: [[] for _ in reports])
    assert round_trips.main(["3"]) == 0


def test_only_the_papers_named_are_sent(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(round_trips, "travel", lambda _, reports: [[] for _ in reports])
    assert round_trips.main(["3", ".pdf"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.split("\n")[1:-2]] == [".pdf"]
    assert round_trips.main([".docx"]) == 0
    assert [line.split()[-5] for line in capsys.readouterr().out.split("\n")[1:-2]] == ["200", "200"]
