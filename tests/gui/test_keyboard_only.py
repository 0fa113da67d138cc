"""Every kind of finding is dealt with by keys alone, in the real window: F8, Alt+Enter, Ctrl+F8 and typing."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.calculation import set_cells
from core.report import Entry, paragraphs
from core.rules.engine import registered, run
from core.schema import CellId
from gui import checks, dialogs
from gui.dialogs import ask_reason
from gui.main_window import MainWindow
from tests.core.rules.cases import build, cases, settings_of
from tests.gui.keyboard_person import MouseWatch, Person
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

RULES = [rule.id for rule in registered().values() if rule.on]


@pytest.fixture
def person(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Someone before the window, with the real dialog of reasons; a mouse that stirs fails the test."""
    monkeypatch.setattr(dialogs, "ask_reason", ask_reason)
    monkeypatch.setattr(checks, "DEBOUNCE_MS", 0)
    watch, application = MouseWatch(), QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    yield Person(window, qtbot)
    application.removeEventFilter(watch)
    assert watch.seen == 0


def test_a_report_goes_from_its_first_finding_to_none_by_keys_alone(person: Person):
    report = distinct_report(year=2024)
    report.last = distinct_report(year=2023, seed=1000)
    set_cells(report, {CellId("applications", "results_total", "natural_person"): Entry(60, manual=True)})
    report.entries.pop(CellId("applications", "granted", "business"))
    report.entries[CellId("applications", "granted", "research")] = Entry("若干")
    report.texts["overview"] = paragraphs(["2023年，我局共公开信息312条条，XX镇培训2次。。"])
    report.texts["problems"] = paragraphs(["一是形式还不够丰富。（文字描述）", "我县将按照国办公开办函〔2019〕60号年度报告格式改进。"])
    report.texts["other"] = paragraphs(["没有其他事项。"])
    report.signed_date = "2024-11-30"
    groups = {finding.rule.partition(".")[0] for finding in run(report)}
    assert groups >= {"A1", "A3", "A4", "H1", "H2", "S2", "S3", "S8", "W1", "W2", "W3", "W4", "W6"}
    person.window.session.begin(report)
    person.window.files.opened.emit()
    person.work()
    assert person.window.session.open_findings == ()
    assert {act for act, _ in person.done} == {"mend", "explain", "type"}


@pytest.mark.parametrize("rule", RULES)
def test_what_a_rule_finds_is_dealt_with_by_keys_alone(person: Person, rule: str):
    case = next(case for case in cases() if case.rule == rule and case.findings)
    report = build(case.data)
    settings = settings_of(case)
    assert any(finding.rule == rule or finding.rule.startswith(f"{rule}.") for finding in run(report, settings=settings))
    person.window.session.office.list_words(settings.words)
    person.window.session.begin(report)
    person.window.files.opened.emit()
    person.work()
    assert person.window.session.open_findings == ()
