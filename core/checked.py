"""One report that was checked: its findings, the reasons of those accepted, and how one is said as a line or as JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.report import Report

if TYPE_CHECKING:
    from core.rules.engine import Finding
    from core.rules.settings import Settings


class Checked(NamedTuple):
    """A file's report and what was found in it, each finding with the reason for which it was accepted, empty where it is open."""

    path: Path
    report: Report
    findings: "tuple[tuple[Finding, str], ...]"

    @property
    def has_errors(self) -> bool:
        """Whether an 错误 is among the findings."""
        from core.rules.engine import Level

        return any(finding.level is Level.ERROR for finding, _ in self.findings)


def check(path: Path, report: Report, settings: "Settings | None" = None) -> Checked:
    """Run every rule over a report that was read from `path`."""
    from core.acceptance import reason_of
    from core.rules.engine import run

    return Checked(path, report, tuple((finding, reason_of(report, finding)) for finding in run(report, settings=settings)))


def lines(checked: Checked) -> Iterator[str]:
    """Yield `file:place: level id message`, a line each: what was read and what the reader guessed (说明 读入), then the findings."""
    from core.places import place_label
    from core.summary import lines as read_lines

    for place, sentence in read_lines(checked.report):
        yield _line(f"{checked.path}:{place}: 说明 读入 {sentence}")
    for finding, reason in checked.findings:
        place = place_label(checked.report.form, finding.where)
        accepted = f"（已说明：{reason}）" if reason else ""
        yield _line(f"{checked.path}:{place}: {finding.level.label} {finding.rule} {finding.message.removeprefix(f'{place}：')}{accepted}")


def _line(text: str) -> str:
    """Return a text on one line: a place, a message or even a file's name may quote what holds a line break."""
    return " ".join(text.splitlines())


def as_json(finding: "Finding", reason: str = "") -> dict[str, object]:
    """Return a finding as the keys that `check --json` prints; `accepted` is the reason for which a person lets it stand."""
    data: dict[str, object] = {
        "rule": finding.rule,
        "level": finding.level.value,
        "where": finding.where,
        "cells": [str(cell) for cell in finding.cells],
        "message": finding.message,
    }
    optional = {
        "expected": finding.expected,
        "actual": finding.actual,
        "fix": finding.fix.label if finding.fix else None,
        "accepted": reason or None,
    }
    return data | {key: value for key, value in optional.items() if value is not None}
