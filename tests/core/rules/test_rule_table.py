"""The table of rules counts what is flagged and what is not, and a sample that misses is named and fails the command."""

import pytest

from core.rules.engine import registered
from tests.core.rules import __main__ as table
from tests.core.rules.cases import Case, cases

ANOTHER = {"other": ["本年度没有收取信息处理费。"]}
DUE = {"other": ["无"], "finding": [{"where": "other"}]}


def test_the_table_of_all_samples_holds(capsys: pytest.CaptureFixture[str]):
    assert table.main() == 0
    printed = capsys.readouterr().out
    assert all(f" {rule_id} " in printed for rule_id in registered())
    assert "MISS" not in printed
    due = sum(bool(case.findings) for case in cases())
    assert f"{due} of {due} flagged, 0 false alarms of {len(cases()) - due} clean" in printed


def test_what_is_due_and_not_flagged_and_what_is_flagged_and_clean_are_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    missed = Case("S3", "not flagged", DUE | ANOTHER)
    alarm = Case("S3", "false alarm", {"other": ["无"]})
    row = table.count([Case("S3", "due", DUE), Case("S3", "clean", ANOTHER), missed, alarm])
    assert (row.flagged, row.due, row.alarms, row.clean) == (1, 2, 1, 2)
    assert row.misses == ("not flagged", "false alarm")
    monkeypatch.setattr(table, "cases", lambda: (*cases(), missed))
    assert table.main() == 1
    assert "MISS S3" in (printed := capsys.readouterr().out)
    assert "misses: not flagged" in printed


def test_a_rule_without_samples_of_both_kinds_misses():
    assert not table.count([]).holds
    assert not table.count([Case("S3", "clean", ANOTHER)]).holds
    assert table.count([Case("S3", "due", DUE), Case("S3", "clean", ANOTHER)]).holds


def test_the_rule_at_the_wrong_place_is_a_miss():
    assert table.count([Case("S3", "elsewhere", DUE | {"finding": [{"where": "problems"}]})]).misses == ("elsewhere",)
