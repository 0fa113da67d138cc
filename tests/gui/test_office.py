"""What the office has set counts at once for the open report, is kept beside the settings, and never keeps the window from opening."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import UnwritableFile
from core.report import paragraphs, text_slot
from core.rules.engine import Level
from core.rules.office_words import BadWords, OfficeWord
from gui.main_window import MainWindow
from gui.office import RULES_FILE, WORDS_FILE, Office
from gui.session import Session
from tests.helpers import distinct_report


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path):
    made = Session()
    made.office = Office(tmp_path / "set", made)
    report = distinct_report()
    report.apply({text_slot("problems"): paragraphs(["问题是以平台为抓手不够，我局将改进。"])})
    made.begin(report)
    yield made
    made.tasks.close()


def levels(session: Session, qtbot: QtBot) -> dict[str, Level]:
    qtbot.waitUntil(lambda: session.tasks.idle, timeout=10_000)
    return {finding.rule: finding.level for finding in session.findings}


def test_rules_and_words_count_at_once_and_are_kept(session: Session, qtbot: QtBot, tmp_path: Path):
    assert levels(session, qtbot)["W3"] is Level.CONFIRM
    session.office.choose({"W3": "hint", "S5": "off"})
    qtbot.waitUntil(lambda: {f.rule: f.level for f in session.findings}.get("W3") is Level.HINT)
    assert "S5" not in levels(session, qtbot)
    session.office.list_words([OfficeWord("抓手", Level.ERROR, replacement="载体")])
    qtbot.waitUntil(lambda: any(f.rule == "W7.error" for f in session.findings))
    again = Office(tmp_path / "set")
    assert again.settings == session.office.settings
    assert again.faults == {}


def test_a_fix_of_an_own_word_is_applied(session: Session, qtbot: QtBot):
    session.office.list_words([OfficeWord("抓手", Level.ERROR, replacement="载体")])
    session.check_now()
    finding = next(f for f in session.findings if f.rule == "W7.error")
    assert session.apply_fix(finding)
    assert "以平台为载体" in session.report.paragraphs("problems")[0].text
    session.stack.undo()
    assert "抓手" in session.report.paragraphs("problems")[0].text


def test_nothing_is_checked_where_no_report_is_open(session: Session, qtbot: QtBot):
    session.close_report()
    session.office.choose({"W3": "hint"})
    assert levels(session, qtbot) == {}


def test_a_file_that_cannot_be_used_counts_as_none_and_is_kept_aside(tmp_path: Path, qtbot: QtBot):
    (tmp_path / RULES_FILE).write_text("[rules]\nQ9 = 'off'", "utf-8")
    (tmp_path / WORDS_FILE).write_bytes(b"\xff\xff")
    office = Office(tmp_path)
    assert (dict(office.settings.chosen), office.settings.words) == ({}, ())
    assert "“Q9”不认识" in office.faults[RULES_FILE].message
    assert "UTF-8" in office.faults[WORDS_FILE].message
    office.list_words([OfficeWord("抓手")])
    assert list(office.faults) == [RULES_FILE]
    assert (tmp_path / "words.bak").read_bytes() == b"\xff\xff"


def test_a_word_that_cannot_be_used_is_refused_and_nothing_changes(tmp_path: Path, qtbot: QtBot):
    office = Office(tmp_path)
    with pytest.raises(BadWords, match="没有写词语"):
        office.list_words([OfficeWord("")])
    assert office.settings.words == ()
    assert not (tmp_path / WORDS_FILE).exists()


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path, qtbot: QtBot):
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableFile, match="设置没有存成"):
        Office(tmp_path / "file" / "set").choose({"W3": "off"})


def test_the_window_keeps_them_beside_its_settings(window: MainWindow, tmp_path: Path):
    window.session.office.choose({"W3": "off"})
    assert (tmp_path / RULES_FILE).is_file()
