"""`check --sarif`: the members that SARIF 2.1.0 requires, no member that it does not know, and our findings in it."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import main
from core.acceptance import with_acceptance
from core.files import save_report
from core.places import place_label
from core.report import Entry, paragraphs, text_slot
from core.rules.engine import registered, run
from core.sarif import uri
from core.schema import CellId
from tests.helpers import distinct_report

# Object by object: the members that the standard (section 3) allows and that we write; a star marks those that it requires.
ALLOWED = {
    "log": "version* $schema runs*",
    "run": "tool* language columnKind invocations artifacts results",
    "driver": "name* version semanticVersion language rules",
    "rule": "id* shortDescription fullDescription help defaultConfiguration",
    "configuration": "enabled level",
    "invocation": "executionSuccessful* toolExecutionNotifications",
    "notification": "message* level locations",
    "artifact": "location",
    "result": "message* ruleId ruleIndex level locations properties suppressions",
    "location": "physicalLocation logicalLocations",
    "logical": "name fullyQualifiedName kind",
    "suppression": "kind* status justification",
}
LEVELS = {"none", "note", "warning", "error"}


def members(kind: str, held: dict[str, Any]) -> dict[str, Any]:
    """Return the object, its members held against the standard."""
    allowed = ALLOWED[kind].split()
    required = {name.rstrip("*") for name in allowed if name.endswith("*")}
    assert required <= held.keys() <= {name.rstrip("*") for name in allowed}, (kind, sorted(held))
    return held


def text_of(message: dict[str, Any]) -> str:
    assert message.keys() == {"text"}
    assert isinstance(message["text"], str)
    assert message["text"]
    return message["text"]


def held_against_the_standard(log: dict[str, Any]) -> dict[str, Any]:
    """Check a log member by member and return its one run."""
    assert members("log", log)["version"] == "2.1.0"
    assert "sarif-schema-2.1.0" in log["$schema"]
    [found] = log["runs"]
    members("run", found)
    assert found["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert found["tool"].keys() == {"driver"}
    driver = members("driver", found["tool"]["driver"])
    for rule in driver["rules"]:
        members("rule", rule)
        for name in ("shortDescription", "fullDescription", "help"):
            assert "\n" not in text_of(rule[name]) or name == "help"
        assert members("configuration", rule["defaultConfiguration"])["level"] in LEVELS
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for invocation in found["invocations"]:
        for told in members("invocation", invocation)["toolExecutionNotifications"]:
            text_of(members("notification", told)["message"])
            for location in told["locations"]:
                held_location(location)
    for artifact in found["artifacts"]:
        members("artifact", artifact)
    for result in found["results"]:
        held_result(result, driver["rules"])
    return found


def held_result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    members("result", result)
    text_of(result["message"])
    assert result["level"] in LEVELS
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["locations"]
    for location in result["locations"]:
        held_location(location)
    for suppression in result.get("suppressions", []):
        assert members("suppression", suppression)["kind"] in ("inSource", "external")
        assert suppression["status"] in ("accepted", "underReview", "rejected")


def held_location(location: dict[str, Any]) -> None:
    members("location", location)
    physical = location["physicalLocation"]
    assert physical.keys() == {"artifactLocation"}
    assert set(physical["artifactLocation"]["uri"]) <= set(map(chr, range(33, 127)))
    for logical in location.get("logicalLocations", []):
        assert members("logical", logical)["name"]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    report = distinct_report()
    report.entries[CellId("applications", "results_total", "natural_person")] = Entry(60, manual=True)
    report.apply({text_slot("problems"): paragraphs(["我局将改进。"])})
    finding = next(f for f in run(report) if f.rule.startswith("W3"))
    report.apply({"accepted": with_acceptance(report, finding, "引用原文")})
    path = tmp_path / "柳 河.gknb"
    save_report(report, path)
    return path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return held_against_the_standard(json.loads(capsys.readouterr().out))


def test_every_finding_is_a_result_with_its_rule_level_and_place(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", "--json", str(sample)]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert main.main(["check", "--sarif", str(sample)]) == 1
    found = told(capsys)
    ids = {rule["id"] for rule in found["tool"]["driver"]["rules"]}
    assert registered().keys() | {row["rule"] for row in rows} == ids
    levels = {"error": "error", "confirm": "warning", "hint": "note"}
    form = distinct_report().form
    for result, row in zip(found["results"], rows, strict=True):
        [location] = result["locations"]
        [place] = location["logicalLocations"]
        assert (result["ruleId"], result["level"], result["message"]["text"]) == (row["rule"], levels[row["level"]], row["message"])
        assert place["name"] == place_label(form, row["where"])
        assert place.get("fullyQualifiedName", "") == row["where"]
        assert {key: row[key] for key in ("expected", "actual", "fix", "cells") if key in row} == result["properties"]
        assert unquote(urlsplit(location["physicalLocation"]["artifactLocation"]["uri"]).path).endswith("柳 河.gknb")


def test_what_was_accepted_is_suppressed_with_its_reason(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main.main(["check", "--sarif", str(sample)])
    suppressed = {r["ruleId"].split(".")[0]: r["suppressions"] for r in told(capsys)["results"] if "suppressions" in r}
    assert suppressed == {"W3": [{"kind": "external", "status": "accepted", "justification": "引用原文"}]}


def test_a_file_that_cannot_be_read_is_told_in_the_log_too(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", "--sarif", str(tmp_path / "没有.docx"), str(sample)]) == 2
    found = told(capsys)
    [invocation] = found["invocations"]
    assert invocation["executionSuccessful"] is False
    assert ["没有这个文件" in each["message"]["text"] for each in invocation["toolExecutionNotifications"]] == [True]
    assert len(found["artifacts"]) == 1
    assert found["results"]


def test_settings_are_told_as_the_rules_configuration(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "本县.toml"
    settings.write_text('[rules]\nA1 = "hint"\nW3 = "off"\n', "utf-8")
    main.main(["check", "--sarif", "--settings", str(settings), str(sample)])
    found = told(capsys)
    rules = {rule["id"]: rule["defaultConfiguration"] for rule in found["tool"]["driver"]["rules"]}
    assert rules["A1"] == {"enabled": True, "level": "note"}
    assert rules["W3"]["enabled"] is False
    assert not any(result["ruleId"].startswith("W3") for result in found["results"])


def test_a_path_is_a_uri_whatever_its_name_holds() -> None:
    assert uri(Path("甲 乙/丙:丁.json")) == "%E7%94%B2%20%E4%B9%99/%E4%B8%99%3A%E4%B8%81.json"
    assert uri(Path("\udcff.docx")) == "%FF.docx"
    assert uri(Path("/tmp/a b.json")).startswith("file:///")
