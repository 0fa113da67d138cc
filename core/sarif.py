"""Findings as SARIF 2.1.0, the OASIS format in which review tools exchange them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from core.checked import Checked
from core.places import place_label
from core.rules.engine import Finding, Level, Rule, registered
from core.rules.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.CONFIRM: "warning", Level.HINT: "note"}
_Object = dict[str, Any]


def document(checked: Sequence[Checked], failures: Iterable[tuple[Path, str]] = (), settings: Settings | None = None) -> _Object:
    """Return one SARIF log with one run; `failures` are the files that could not be checked, with a sentence each."""
    from core.cli import VERSION

    rules = _rules(checked, settings or Settings())
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    results = [_result(each, finding, reason, places) for each in checked for finding, reason in each.findings]
    driver = {"name": "公开年报", "version": VERSION, "semanticVersion": VERSION, "language": "zh-CN", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(list(failures))],
        "artifacts": [{"location": {"uri": uri(each.path)}} for each in checked],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules(checked: Iterable[Checked], settings: Settings) -> list[_Object]:
    """Describe every rule, and every part of one that a finding names, so that a result's id is always found."""
    known = registered()
    told = [_rule(rule.id, rule, settings) for rule in known.values()]
    parts = {finding.rule for each in checked for finding, _ in each.findings} - known.keys()
    return told + [_rule(part, known[part.partition(".")[0]], settings) for part in sorted(parts) if part.partition(".")[0] in known]


def _rule(rule_id: str, rule: Rule, settings: Settings) -> _Object:
    level = settings.level(rule)
    return {
        "id": rule_id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.help.partition("\n")[0] or rule.title},
        "help": {"text": rule.help or rule.title},
        "defaultConfiguration": {"enabled": level is not None, "level": _LEVELS[level or rule.level]},
    }


def _result(checked: Checked, finding: Finding, reason: str, places: "Mapping[str, int]") -> _Object:
    result: _Object = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [_location(checked, finding)],
        "properties": _properties(finding),
    }
    if finding.rule in places:
        result["ruleIndex"] = places[finding.rule]
    if reason:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _location(checked: Checked, finding: Finding) -> _Object:
    """Name the file, and the place in it by our `where` with the words of the form."""
    place = {"name": place_label(checked.report.form, finding.where), "kind": _kind(finding)}
    if finding.where:
        place["fullyQualifiedName"] = finding.where
    return {"physicalLocation": {"artifactLocation": {"uri": uri(checked.path)}}, "logicalLocations": [place]}


def _kind(finding: Finding) -> str:
    return "span" if ":" in finding.where else "cell" if finding.where.count(".") == 2 else "part" if finding.where else "report"


def _properties(finding: Finding) -> _Object:
    """Say what SARIF has no member for; its `fixes` replace bytes of a file, ours say in words what one click does."""
    said = {"expected": finding.expected, "actual": finding.actual, "fix": finding.fix.label if finding.fix else None}
    return {"cells": [str(cell) for cell in finding.cells]} | {key: value for key, value in said.items() if value is not None}


def _invocation(failures: list[tuple[Path, str]]) -> _Object:
    told = [
        {"level": "error", "message": {"text": sentence}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}]}
        for path, sentence in failures
    ]
    return {"executionSuccessful": not failures, "toolExecutionNotifications": told}


def uri(path: Path) -> str:
    """Return a path as the URI that SARIF asks for: absolute as `file:`, relative as it was given."""
    if path.is_absolute():
        return path.as_uri()
    # A colon in the first part would read as a scheme; a name that no encoding fits goes out as the bytes that it came in.
    return quote(path.as_posix(), safe="/", errors="surrogateescape")
