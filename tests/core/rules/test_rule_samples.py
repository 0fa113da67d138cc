"""Every rule flags exactly what its samples say and stays silent where they say nothing."""

from collections import Counter

import pytest

from core.report import PREAMBLE
from core.rules.engine import Finding, registered
from core.schema import CellId
from tests.core.rules.cases import Case, build, cases, found_by, mended, where_of

ALL = cases()


@pytest.mark.parametrize("case", ALL, ids=str)
def test_the_findings_are_exactly_those_of_the_sample(case: Case):
    report = build(case.data)
    found = found_by(case.rule, report)
    assert [f.where for f in found] == [where_of(report, e) for e in case.findings], [f.message for f in found]
    for finding, expected in zip(found, case.findings, strict=True):
        assert finding.level is registered()[case.rule].level
        assert finding.rule == case.rule
        for name in ("expected", "actual"):
            assert name not in expected or getattr(finding, name) == expected[name], name
        assert finding.message == expected.get("says", finding.message)
        assert len(finding.cells) == expected.get("cells", len(finding.cells))
        assert "fix" not in expected or (finding.fix.label if finding.fix else "") == expected["fix"]
        assert_place_is_real(report, finding)


def assert_place_is_real(report, finding: Finding):
    """A place names a cell, a table, a field, or a stretch of text that holds what the finding quotes."""
    part, *rest = finding.where.split(":")
    if len(rest) == 2:
        start, end = map(int, rest[1].split("-"))
        text = report.paragraphs(part)[int(rest[0]) - 1].text
        assert 0 <= start < end <= len(text)
        assert finding.actual is None or text[start:end] == finding.actual
    else:
        fields = {"", "title", "unit", "year", "signed_unit", "signed_date", PREAMBLE, *report.form.section_ids}
        assert finding.where in fields or CellId.parse(finding.where) in report.form.cells
    assert all(cell in report.form.cells for cell in finding.cells)


@pytest.mark.parametrize("case", [case for case in ALL if case.findings], ids=str)
def test_a_fix_removes_its_finding_and_one_act_takes_it_back(case: Case):
    report = build(case.data)
    for finding in found_by(case.rule, report):
        if finding.fix is None:
            continue
        copy = mended(report, finding)
        left = Counter((f.message, f.actual) for f in found_by(case.rule, copy))
        before = Counter((f.message, f.actual) for f in found_by(case.rule, report))
        assert left[finding.message, finding.actual] < before[finding.message, finding.actual]
        assert sum(left.values()) < sum(before.values())


@pytest.mark.parametrize("rule_id", registered())
def test_every_rule_has_samples_of_both_kinds(rule_id: str):
    own = [case for case in ALL if case.rule == rule_id]
    assert sum(bool(case.findings) for case in own) >= 3
    assert sum(not case.findings for case in own) >= 3


@pytest.mark.parametrize("rule_id", registered())
def test_every_rule_says_what_it_checks_and_how_to_mend(rule_id: str):
    rule = registered()[rule_id]
    assert rule.title
    assert len(rule.help) > 60
    assert "改法：" in rule.help
    assert all("\u4e00" <= rule.help[i] <= "\u9fff" for i in (0, 1))
