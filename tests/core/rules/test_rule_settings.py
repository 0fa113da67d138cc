"""An office's settings switch rules off and on, lower and raise them; a file that says nothing usable is refused in a sentence."""

from pathlib import Path

import pytest

from core.rules import engine
from core.rules.engine import Level, Rule, Scope, registered, run
from core.rules.settings import BadSettings, Settings, parse, read
from tests.core.rules.cases import build

SAID = {"other": ["无"], "overview": ["XX镇我局公开。"]}


def ids(settings: Settings | None) -> dict[str, Level]:
    return {f.rule: f.level for f in run(build(SAID), settings=settings)}


def settings_of(text: str) -> Settings:
    return parse(text.encode(), "县里.toml")


def test_what_the_file_does_not_name_stays_as_it_is():
    assert ids(settings_of("[rules]\n")) == ids(None)
    assert {"W3", "W4", "S2", "S3"} <= ids(None).keys()


@pytest.mark.parametrize("word", ["off", "OFF", " 关闭 ", "关"])
def test_a_rule_is_switched_off_with_its_parts_and_nothing_else_changes(word: str):
    left = ids(settings_of(f'[rules]\nW4 = "{word}"'))
    assert left == {rule: level for rule, level in ids(None).items() if rule != "W4"}
    assert settings_of('[rules]\nS2 = "off"').level(registered()["S2.extra"]) is None


@pytest.mark.parametrize(("word", "level"), [("hint", Level.HINT), ("提示", Level.HINT), ("核实", Level.CONFIRM), ("error", Level.ERROR)])
def test_a_rule_is_lowered_or_raised(word: str, level: Level):
    assert ids(settings_of(f'[rules]\nW4 = "{word}"'))["W4"] is level


def test_a_part_goes_before_its_rule_dotted_or_quoted():
    rules = registered()
    settings = settings_of('[rules]\nS2 = "off"\n"S2.extra" = "confirm"')
    assert (settings.level(rules["S2"]), settings.level(rules["S2.extra"])) == (None, Level.CONFIRM)
    settings = settings_of('[rules]\nS2.extra = "off"')
    assert (settings.level(rules["S2"]), settings.level(rules["S2.extra"])) == (Level.CONFIRM, None)


def test_a_rule_that_is_off_by_default_waits_until_it_is_switched_on(monkeypatch: pytest.MonkeyPatch):
    registered()
    monkeypatch.setattr(engine, "_RULES", dict(engine._RULES))
    engine.rule("S9.late", Level.HINT, Scope.TEXT, "试", on=False)(lambda _: [engine.Finding("", "话")])
    assert "S9.late" not in ids(None)
    assert "S9.late" not in ids(settings_of('[rules]\nS3 = "off"'))
    assert ids(settings_of('[rules]\nS9 = "on"'))["S9.late"] is Level.HINT
    assert ids(settings_of('[rules]\nS9.late = "核实"'))["S9.late"] is Level.CONFIRM


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[rules]\nZ7 = 'off'", "“Z7”不认识"),
        ("[rules]\nS2.more = 'off'", "“S2.more”不认识"),
        ("[rules]\nS2.extra.more = 'off'", "“{'more': 'off'}”不认识"),
        ("[rules]\nW1 = 'never'", "W1 的级别“never”不认识"),
        ("[rules]\nW1 = 0", "W1 的级别“0”不认识"),
        ("[rules]\nW1 = off", "写法不对"),
        ("[rules]\nS2 = 'off'\nS2.extra = 'on'", "加引号"),
        ("W1 = 'off'", "“W1”不认识，只能有 \\[rules\\]"),
        ("rules = 'off'", "没有 \\[rules\\] 一节"),
        ("", "没有 \\[rules\\] 一节"),
        ("a = " + "[" * 5000, "写法不对"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong_in_it(text: str, says: str):
    with pytest.raises(BadSettings, match=says) as fault:
        settings_of(text)
    assert "县里.toml" in str(fault.value)


def test_a_file_of_another_kind_is_refused(tmp_path: Path):
    with pytest.raises(BadSettings, match="打不开"):
        read(tmp_path / "没有.toml")
    for content, says in ((b"PK\x03\x04\xff", "UTF-8"), (b"#" * 200_000, "太大")):
        (tmp_path / "别的.toml").write_bytes(content)
        with pytest.raises(BadSettings, match=says):
            read(tmp_path / "别的.toml")


def test_a_file_is_read_as_windows_writes_it(tmp_path: Path):
    path = tmp_path / "规则.toml"
    path.write_bytes('\ufeff[rules]\r\nW4 = "off"\r\n'.encode())
    assert "W4" not in ids(read(path))


def test_every_rule_tells_a_list_of_rules_what_it_needs():
    for rule_id, rule in registered().items():
        assert isinstance(rule, Rule)
        assert rule.id == rule_id
        assert rule.title
        assert rule.help
        assert rule.level.label in ("错误", "核实", "提示")
        assert isinstance(rule.on, bool)
