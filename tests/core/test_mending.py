"""All mends of one rule as one change: prose is mended word after word, tables with the sums that follow."""

from core.mending import mend_all
from core.report import Paragraph, paragraphs
from core.rules.engine import registered, run, run_rule
from core.rules.settings import Settings
from tests.helpers import distinct_report


def mended(texts: list[str], rule: str, settings: Settings | None = None):
    report = distinct_report()
    report.texts["problems"] = paragraphs(texts)
    return report, mend_all(report, registered()[rule], settings or Settings())


def test_mends_in_the_same_paragraph_do_not_take_each_other_back():
    report, found = mended(["形式，，还不丰富。。下一步改进,深化。", "再一步，，改进。"], "W6.mark")
    assert (found.done, found.left) == (4, 0)
    assert found.change == {"text:problems": paragraphs(["形式，还不丰富。下一步改进，深化。", "再一步，改进。"])}
    assert [p.text for p in report.paragraphs("problems")][1] == "再一步，，改进。"


def test_only_the_rule_that_is_meant_is_mended():
    _, found = mended(["我局，，改进改进问题。。"], "W6.mark")
    assert found.change == {"text:problems": (Paragraph("我局，改进改进问题。"),)}


def test_a_mend_after_which_the_same_is_found_is_left_and_counted(monkeypatch):
    report = distinct_report()
    report.texts["problems"] = paragraphs(["形式，，还不丰富。"])
    rule = registered()["W6.mark"]
    [finding] = list(run_rule(rule, report))
    monkeypatch.setattr("core.mending.run_rule", lambda *_: iter([finding]))
    found = mend_all(report, rule, Settings())
    assert (found.change, found.done, found.left) == ({}, 0, 1)


def test_cells_left_empty_are_filled_in_every_table_with_their_sums():
    report = distinct_report()
    report.entries.clear()
    found = mend_all(report, registered()["A4"], Settings())
    assert found.done == 3
    report.apply(found.change)
    assert not [each for each in run(report) if each.rule.startswith("A")]
    assert all(report.value(cell) == 0 for cell in report.form.sum_of)
