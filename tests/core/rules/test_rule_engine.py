"""Rules are found, ordered and stamped; their data is checked when it is read."""

from pathlib import Path

import pytest

from core import phrases
from core.errors import BrokenForm
from core.rules import engine
from core.rules.completeness import zero
from core.rules.engine import Finding, Level, Scope, registered, run
from core.rules.spans import Passage, merged, outside, quotations, replaced, sentence
from core.values import CellType, parse, same
from tests.core.rules.cases import build


def test_rules_stand_in_official_order_with_the_levels_of_the_field():
    levels = {
        "error": "A1 A2 A3 A4 H1 W4 W7.error S1 S8",
        "confirm": "A5 H2 H3 N1 N4 N5 W1 W2 W3 W7 S2 S3 S4 S5 S6 S7.profile",
        "hint": "H4 N2 N3 W5 W6.blank W6.double W6.law W6.mark W6.phone W7.hint S2.extra S7.contact S7.figures S7.length S7.preamble",
    }
    groups = "A1 A2 A3 A4 A5 H1 H2 H3 H4 N1 N2 N3 N4 N5 W1 W2 W3 W4 W5 W6.blank W6.double W6.law W6.mark W6.phone W7 W7.error W7.hint "
    groups += "S1 S2 S2.extra S3 S4 S5 S6 S7.contact S7.figures S7.length S7.preamble S7.profile S8"
    assert list(registered()) == groups.split()
    for level, ids in levels.items():
        assert [i for i, r in registered().items() if r.level == level] == ids.split()


def test_findings_come_in_official_order_and_by_scope():
    report = build({"fill": "nothing", "other": ["无"], "overview": ["XX镇我局公开。"]})
    ids = [f.rule for f in run(report)]
    order = list(registered())
    assert ids == sorted(ids, key=order.index)
    assert {f.rule for f in run(report, (Scope.TABLE,))} == {"A4"}
    assert {"W3", "W4", "S2", "S3", "S4", "S7.figures", "S7.contact"} == {f.rule for f in run(report, (Scope.TEXT,))}


def test_a_rule_is_declared_once(monkeypatch: pytest.MonkeyPatch):
    registered()
    monkeypatch.setattr(engine, "_RULES", dict(engine._RULES))
    with pytest.raises(ValueError, match="A1"):
        engine.rule("A1", Level.HINT, Scope.TABLE, "重复")(lambda _: [])


def test_a_part_of_a_rule_is_stamped_behind_its_id():
    each = engine.Rule("S9", Level.HINT, Scope.TEXT, "试", lambda _: [Finding("", "话", rule="part")], "")
    (finding,) = engine.run_rule(each, build({}))
    assert (finding.rule, finding.level) == ("S9.part", Level.HINT)


@pytest.mark.parametrize(
    ("content", "says"), [(None, "打不开"), ("a = ", "TOML"), ("a = 1", "缺少 words.more"), ("[words]\nmore = '('", "写得不对")]
)
def test_broken_phrases_say_which_file(content: str | None, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(phrases, "PHRASES", tmp_path)
    phrases.load.cache_clear()
    if content is not None:
        (tmp_path / "some.toml").write_text(content, "utf-8")
    with pytest.raises(BrokenForm, match=says) as fault:
        phrases.compiled("some", phrases.value("some", "words", "more"))
    assert "some.toml" in str(fault.value)
    phrases.load.cache_clear()


@pytest.mark.parametrize("kind", CellType)
def test_the_zero_that_is_filled_in_is_the_zero_that_a_person_types(kind: CellType):
    assert same(zero(kind), parse("0", kind).value)


def test_quotations_pair_their_marks():
    text = '甲“乙《丙》丁”戊《己” 庚"辛"壬”'
    assert [text[a:b] for a, b in quotations(text)] == ["“乙《丙》丁”", '"辛"']
    assert quotations("“" + "长" * 500 + "”") == ()


def test_spans_are_merged_and_kept_out_of():
    import re

    assert merged([(5, 7), (0, 3), (2, 4)]) == [(0, 4), (5, 7)]
    assert [m.start() for m in outside([(0, 4), (5, 7)], re.finditer("x", "xxxxxxxxx"))] == [4, 7, 8]


def test_a_sentence_ends_at_its_marks():
    text = "甲。乙，2022年丙；丁"
    start = text.index("2022")
    first, last = sentence(text, start, start + 4)
    assert text[first:last] == "乙，2022年丙"


def test_a_paragraph_left_without_text_is_dropped_and_a_mended_one_keeps_its_mark():
    report = build({"overview": ["甲", "乙丙", "丁"], "inherited": True})
    gone = replaced(report, Passage("overview", 0, "甲"), [(0, 1)], "")
    assert [p.text for p in gone["text:overview"]] == ["乙丙", "丁"]
    mended = replaced(report, Passage("overview", 1, "乙丙"), [(1, 2)], "戊")
    assert [(p.text, p.inherited) for p in mended["text:overview"]] == [("甲", True), ("乙戊", True), ("丁", True)]
