"""Findings, rules and the run over all of them. A rule is one decorated function; its docstring is the help that the clerk reads."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from core.report import Change, Report
from core.schema import CellId

if TYPE_CHECKING:
    from core.rules.settings import Settings


class Level(StrEnum):
    """错误 must be mended, 核实 may be true, 提示 is advice."""

    ERROR = "error"
    CONFIRM = "confirm"
    HINT = "hint"

    @property
    def label(self) -> str:
        """The level as the window and the papers name it."""
        return {"error": "错误", "confirm": "核实", "hint": "提示"}[self.value]


class Scope(StrEnum):
    """What a rule reads: TABLE rules run at every cell edit; TEXT rules read prose, title and fields; REPORT rules read both."""

    TABLE = "table"
    TEXT = "text"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain mend: words for the button, and the change (cells without the sums that follow: complete it before applying).

    `other` is another way to mend the same: a number in prose made to follow its cell.
    """

    label: str
    change: Change
    other: "Fix | None" = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree.

    `where`: a cell id, `section:paragraph:start-end` (paragraph from 1, characters from 0), a table or section id, `title`, `unit`,
    `year`, or empty for the whole report. `cells`: every cell concerned. `expected` and `actual` as printed, None where there are
    not two. A rule leaves `rule` and `level` blank; the engine fills them in (`rule` may hold a part of its own, such as `total`).
    """

    where: str
    message: str
    cells: tuple[CellId, ...] = ()
    expected: str | None = None
    actual: str | None = None
    fix: Fix | None = None
    rule: str = ""
    level: Level = Level.ERROR


# A report, and what the office has set where the rule asks for it.
Check = Callable[..., Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule; `help` is its docstring, `on` tells whether it runs where no settings speak of it.

    `by_settings`: its function is given the office's settings (None where there are none) after the report.
    """

    id: str
    level: Level
    scope: Scope
    title: str
    check: Check
    help: str
    on: bool = True
    by_settings: bool = False


# More than any real report calls for; a text made of nothing but faults must not fill the memory with their mends.
MOST_FINDINGS = 300

_RULES: dict[str, Rule] = {}
_GROUPS = "AHNWS"


def rule(rule_id: str, level: Level, scope: Scope, title: str, *, on: bool = True, by_settings: bool = False) -> Callable[[Check], Check]:
    """Register a function as the rule `rule_id`; ids are stable and never reused.

    A part with a level of its own is a rule of its own, such as `S2.extra` beside `S2`. A rule that is not `on` waits for an office
    to switch it on in its settings (`core.rules.settings`).
    """

    def register(check: Check) -> Check:
        if rule_id in _RULES:
            raise ValueError(f"rule {rule_id} is declared twice")
        _RULES[rule_id] = Rule(rule_id, level, scope, title, check, inspect.getdoc(check) or "", on, by_settings)
        return check

    return register


def registered() -> Mapping[str, Rule]:
    """All rules by id, in official order (A, H, N, W, S by number, a rule before its parts)."""
    from core.rules import load_all

    load_all()
    return _ordered(tuple(_RULES.values()))


@lru_cache(maxsize=4)
def _ordered(rules: tuple[Rule, ...]) -> Mapping[str, Rule]:
    return {each.id: each for each in sorted(rules, key=lambda each: _order(each.id))}


def rule_of(finding: Finding) -> Rule | None:
    """Return the rule that made a finding: the part where that is a rule of its own, else the rule; None for an id unknown here."""
    rules = registered()
    return rules.get(finding.rule) or rules.get(finding.rule.partition(".")[0])


def _order(rule_id: str) -> tuple[int, int, str]:
    number, _, part = rule_id[1:].partition(".")
    return _GROUPS.find(rule_id[0]), int(number), part


def run(report: Report, scopes: Iterable[Scope] = tuple(Scope), settings: "Settings | None" = None) -> list[Finding]:
    """Run every rule of the given scopes that is switched on and return the findings in official order, at the levels of the settings."""
    wanted = frozenset(scopes)
    found: list[Finding] = []
    for each in registered().values():
        level = settings.level(each) if settings else each.level if each.on else None
        if level is not None and each.scope in wanted:
            found += run_rule(each, report, level, settings)
    return found


def run_rule(each: Rule, report: Report, level: Level | None = None, settings: "Settings | None" = None) -> Iterator[Finding]:
    """Run one rule, on or off, and stamp its findings with id and level (its own where none is given); at most MOST_FINDINGS of them."""
    checked = each.check(report, settings) if each.by_settings else each.check(report)
    for finding in islice(checked, MOST_FINDINGS):
        rule_id = f"{each.id}.{finding.rule}" if finding.rule else each.id
        # What `dataclasses.replace` does, in a third of its time: a report may have a hundred findings at every key.
        at, said = finding.where, finding.message
        yield Finding(at, said, finding.cells, finding.expected, finding.actual, finding.fix, rule_id, level or each.level)
