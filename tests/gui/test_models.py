"""Qt's own tester watches every model of the window while it changes; a new model without a sample here fails."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import gui
from core.rules.engine import Level
from core.rules.office_words import OfficeWord
from core.schema import CellId
from gui.review_links import Links
from gui.session import Session
from tests.gui.grid_samples import empty_report
from tests.gui.review_samples import doubtful
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "business")
Sample = tuple[QAbstractItemModel, Callable[[], object]]


def grid(session: Session, owner: QWidget) -> Sample:
    from gui.grid_model import GridModel

    model = GridModel(session, "applications", owner)

    def change() -> None:
        session.type_cell(NEW, "5")
        session.check_now()
        session.begin(empty_report("2021"))

    return model, change


def sections(session: Session, owner: QWidget) -> Sample:
    from gui.navigator import SectionsModel

    model = SectionsModel(session, owner)

    def change() -> None:
        session.type_cell(NEW, "")
        model.refresh()
        model.read()

    return model, change


def lines(session: Session, owner: QWidget) -> Sample:
    from gui.popup import Line, LinesModel

    model = LinesModel(owner)
    return model, lambda: (model.fill([Line("一"), Line("二", "说明", "Ctrl+S")]), model.fill([]))


def read_links() -> Links:
    reading = doubtful()
    return Links(reading.source, reading.origins, reading.report)


def review_lines(session: Session, owner: QWidget) -> Sample:
    from gui.review_line_model import LineModel
    from gui.review_lines import source_lines

    links = read_links()
    found = source_lines(links)
    model = LineModel(found[:2], links, owner)
    return model, lambda: (model.fill(found), model.fill([]))


def notes(session: Session, owner: QWidget) -> Sample:
    from gui.review_items import items_of
    from gui.review_note_list import NoteModel

    model = NoteModel(owner)
    return model, lambda: (model.fill(items_of(read_links())), model.fill([]))


def rules(session: Session, owner: QWidget) -> Sample:
    from gui.settings_rules import RulesModel

    model = RulesModel({}, owner)
    return model, lambda: model.put({"A5": "hint"})


def office_words(session: Session, owner: QWidget) -> Sample:
    from gui.settings_words import WordsModel

    model = WordsModel([OfficeWord("抓手", Level.HINT)], owner)
    return model, lambda: (model.put([]), model.put([OfficeWord("放管服", Level.CONFIRM)]))


def outline(session: Session, owner: QWidget) -> Sample:
    from core.outline import outline as outline_of
    from core.report import paragraphs
    from gui.outline_model import OutlineModel, OutlineRow

    rows = [OutlineRow(heading) for heading in outline_of(paragraphs(["（一）主动公开", "正文。", "（二）依申请公开", "（三）监督保障"]))]
    model = OutlineModel(owner)
    return model, lambda: (model.show_rows(rows), model.show_rows(rows[:2]), model.show_rows([]))


def sentences(session: Session, owner: QWidget) -> Sample:
    from core.sentences import Sentence
    from gui.settings_sentences import SentencesModel

    model = SentencesModel([Sentence("甲", "全年没有收到申请。")], owner)
    return model, lambda: (model.put([]), model.put([Sentence("乙", "没有收取信息处理费。")]))


SAMPLES: dict[str, Callable[[Session, QWidget], Sample]] = {
    "GridModel": grid,
    "SectionsModel": sections,
    "LinesModel": lines,
    "LineModel": review_lines,
    "NoteModel": notes,
    "RulesModel": rules,
    "WordsModel": office_words,
    "OutlineModel": outline,
    "SentencesModel": sentences,
}
# What others are made of.
BASES = {"SettingsModel", "ListModel"}


def test_every_model_of_the_window_has_a_sample():
    found: set[str] = set()
    for module in pkgutil.iter_modules(gui.__path__):
        held = importlib.import_module(f"gui.{module.name}")
        models = [kind for kind in vars(held).values() if isinstance(kind, type) and issubclass(kind, QAbstractItemModel)]
        found |= {kind.__name__ for kind in models if kind.__module__.startswith("gui.")}
    assert found - BASES == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_model_keeps_its_word_to_the_views(name: str, session: Session, qtbot: QtBot):
    session.begin(distinct_report())
    owner = QWidget()
    qtbot.addWidget(owner)
    made: Any = SAMPLES[name](session, owner)
    model, change = made
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, owner)
    change()
