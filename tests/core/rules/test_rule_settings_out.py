"""What a person chooses rule by rule is written, read again, and means the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.engine import Level, registered
from core.rules.settings import Settings, parse
from core.rules.settings_out import choices, chosen, dumps

BY_RULE = st.dictionaries(st.sampled_from(list(registered())), st.sampled_from(["off", "hint", "confirm", "error"]))


@given(BY_RULE)
def test_each_rule_runs_as_it_was_chosen_and_the_others_as_by_default(by_rule: dict[str, str]) -> None:
    again = parse(dumps(chosen(by_rule)), "a.toml")
    for rule_id, rule in registered().items():
        choice = by_rule.get(rule_id)
        default = rule.level if rule.on else None
        assert again.level(rule) is (default if choice is None else None if choice == "off" else Level(choice)), rule_id


@given(BY_RULE)
def test_what_is_read_for_the_page_and_written_again_changes_nothing(by_rule: dict[str, str]) -> None:
    settings = Settings(chosen(by_rule))
    again = Settings(chosen(choices(settings)))
    assert all(again.level(rule) is settings.level(rule) for rule in registered().values())
    assert dumps(again.chosen) == dumps(again.chosen)


def test_a_groups_choice_is_shown_at_each_of_its_parts() -> None:
    found = choices(Settings({"S7": "off", "W7": "hint"}))
    assert {rule_id for rule_id in found if rule_id.startswith("S7")} == {"S7.contact", "S7.figures", "S7.preamble", "S7.profile"}
    assert (found["W7"], found["W7.error"], "W7.hint" in found) == ("hint", "hint", False)


@pytest.mark.parametrize("rule_id", [rule_id for rule_id, rule in registered().items() if not rule.on])
def test_a_rule_off_by_default_can_be_switched_on(rule_id: str) -> None:
    assert choices(Settings({rule_id: "on"})) == {rule_id: "on"}
    assert Settings(chosen({rule_id: "on"})).level(registered()[rule_id]) is registered()[rule_id].level


def test_the_file_names_each_rule_beside_its_number() -> None:
    text = dumps({"W3": "off"}).decode()
    assert text.startswith("# 公开年报 规则设置")
    assert text.endswith('[rules]\n"W3" = "off"  # 像是别的机关的用语\n')
    assert parse(dumps({}), "a.toml") == Settings()
