"""Reports that no one should have and someone will: wrong sums, texts in cells, names and numbers too long, an empty one, no last year."""

from collections.abc import Callable
from typing import Any

from core.calculation import set_cells
from core.report import Entry, Report, paragraphs
from core.schema import CellId, formats
from gui.places import INFO, Place
from tests.screenshots import stage
from tests.screenshots.sample import COLUMNS, TABLE, last_year

UNIT = "清溪县柳湾高新技术产业开发区管理委员会（柳湾镇人民政府、柳湾镇便民服务和智慧治理指挥中心）"
_LONG = "2023年我局认真落实上级部署，收到申请12345678件，办结23456789件，其中主动公开98765432条，" * 18
_LAST = CellId(TABLE, "results_total", "total")


def wrong() -> Report:
    """Return a report with some hundred findings: each total of 三 is wrong, its cells hold texts or eight digits."""
    report = last_year()
    report.unit = report.signed_unit = UNIT
    report.year, report.title = 2025, f"{UNIT}2025年政府信息公开工作年度报告（征求意见稿）"
    report.last = last_year()
    form = report.form
    entries = {cell: Entry(12345678 + number, manual=True) for number, cell in enumerate(form.cells) if cell in form.sum_of}
    for row in form.table(TABLE).blocks[0].rows[:6]:
        entries |= {CellId(TABLE, row.id, column): Entry(98765432 + n) for n, column in enumerate(COLUMNS)}
    words = ("无", "约120件", "见附件《依申请公开台账》", "-3", "12.5", "１２")
    entries |= {CellId(TABLE, "granted", column): Entry(word) for column, word in zip(COLUMNS, words, strict=True)}
    entries[CellId("proactive", "normative_documents", "issued")] = Entry(
        "按县政府要求另行统计，数据见县政府门户网站公告", remark="另行统计"
    )
    entries[CellId("proactive", "normative_documents", "effective")] = Entry(12345678, doubtful=True)
    set_cells(report, entries)
    headings = [f"（{n}）关于进一步加强和规范政府信息公开平台建设、政务新媒体管理和信息发布审查工作的有关情况" for n in "一二三四五"]
    report.texts["overview"] = paragraphs([headings[0], _LONG, *(line for head in headings[1:] for line in (head, _sentences()))])
    report.texts["problems"] = paragraphs([_sentences(), _LONG])
    report.texts["other"] = ()
    return report


def _sentences() -> str:
    return "".join(
        f"我局202{n}年收到申请{n}3件，其中自然人{n}件、企业{n}件；全镇共公开信息{n}00条，其中文件{n}条、公告{n}条。" for n in range(1, 5)
    )


def empty() -> Report:
    """Return a report just begun, without last year's."""
    return Report(formats()["2021"])


def draw(window: Any, shoot: Callable[..., None]) -> None:
    """Draw the pages of each."""
    stage.open_report(window, wrong())
    window.desk.workspace.go(Place(TABLE, _LAST))
    shoot("broken-section-3-end")
    for number, section in enumerate(window.session.report.form.sections, start=1):
        window.desk.workspace.show_page(section.id)
        shoot(f"broken-section-{number}")
    window.actions_["show_outline"].trigger()
    window.actions_["show_last_text"].trigger()
    window.desk.workspace.show_page("overview")
    shoot("broken-prose-both")
    window.actions_["show_outline"].trigger()
    window.actions_["show_last_text"].trigger()
    window.desk.workspace.show_page(INFO)
    shoot("broken-info")
    with stage.findings(window):
        window.desk.findings.bar.tabs["section"].click()
        shoot("broken-findings-by-part", window.desk.findings)
        window.desk.findings.bar.tabs["level"].click()
    stage.close_report(window)
    stage.open_report(window, empty())
    for page in (INFO, "overview", "proactive", TABLE, "problems"):
        window.desk.workspace.show_page(page)
        shoot(f"empty-{page}")
    stage.close_report(window)
