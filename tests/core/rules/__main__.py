"""Print the table of rules: how many of the reports that each must flag it flags rightly, and of those that it must not, how many it does.

A sample counts as flagged where the findings are exactly those that it says, places included. Exit 1 where one misses.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from core.rules.engine import Rule, registered
from tests.core.rules.cases import Case, build, cases, found_by, where_of


@dataclass
class Row:
    """What the samples of one rule came to; `misses` are the names of those that fail."""

    due: int = 0
    flagged: int = 0
    clean: int = 0
    alarms: int = 0
    misses: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return bool(self.due and self.clean) and not self.misses


def count(samples: Iterable[Case]) -> Row:
    """Run the rule of every sample over it."""
    row = Row()
    for case in samples:
        report = build(case.data)
        found = [finding.where for finding in found_by(case.rule, report)]
        right = found == [where_of(report, each) for each in case.findings]
        if case.findings:
            row.due += 1
            row.flagged += right
        else:
            row.clean += 1
            row.alarms += not right
        if not right:
            row.misses += (case.name,)
    return row


def line(rule: Rule, row: Row) -> str:
    """Print one row of the table."""
    verdict = "ok  " if row.holds else "MISS"
    off = "" if rule.on else "（默认关闭）"
    return f"{verdict} {rule.id:<10} {rule.level.label} {row.flagged:>3}/{row.due:<3} {row.alarms:>3}/{row.clean:<3} {rule.title}{off}"


def main() -> int:
    """Print the table, the sum, and the names of the samples that fail."""
    sys.stdout.reconfigure(encoding="utf-8")  # pyright: ignore[reportAttributeAccessIssue]
    print("     rule       level flagged/due, false alarms/clean")
    rows = {rule: count(case for case in cases() if case.rule == rule.id) for rule in registered().values()}
    for rule, row in rows.items():
        print(line(rule, row))
        for name in row.misses:
            print(f"     misses: {name}")
    held = list(rows.values())
    flagged, due, alarms, clean = (sum(getattr(row, name) for row in held) for name in ("flagged", "due", "alarms", "clean"))
    print(f"{flagged} of {due} flagged, {alarms} false alarms of {clean} clean, {len(rows)} rules")
    return 0 if all(row.holds for row in held) else 1


if __name__ == "__main__":
    sys.exit(main())
