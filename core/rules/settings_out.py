"""An office's choices rule by rule, as a page edits them, and the settings file that `core.rules.settings` reads."""

from collections.abc import Mapping

from core.rules.engine import Rule, registered
from core.rules.settings import Settings


def choices(settings: Settings) -> dict[str, str]:
    """Return the choice that counts for each rule which is not left as it is by default; a group's choice is that of each part."""
    found = {}
    for rule_id, rule in registered().items():
        level = settings.level(rule)
        if level is not (rule.level if rule.on else None):
            found[rule_id] = "off" if level is None else "on" if level is rule.level else level.value
    return found


def chosen(by_rule: Mapping[str, str]) -> dict[str, str]:
    """Return settings that make just these choices: a part that does not follow its rule is named beside it."""
    found = {}
    for rule_id, rule in registered().items():
        group = rule_id.partition(".")[0]
        if rule_id in by_rule:
            found[rule_id] = by_rule[rule_id]
        elif group != rule_id and group in by_rule:
            found[rule_id] = "on" if rule.on else "off"
    return found


def dumps(settings: Mapping[str, str]) -> bytes:
    """Return the file: a line for each choice in official order, with the rule's name beside it."""
    rules: Mapping[str, Rule] = registered()
    order = {rule_id: at for at, rule_id in enumerate(rules)}
    lines = ["# 公开年报 规则设置：off 关闭、on 默认、hint 提示、confirm 核实、error 错误。", "[rules]"]
    for rule_id in sorted(settings, key=lambda each: (order.get(each, len(order)), each)):
        aside = f"  # {rules[rule_id].title}" if rule_id in rules else ""
        lines.append(f'"{rule_id}" = "{settings[rule_id]}"{aside}')
    return ("\n".join(lines) + "\n").encode("utf-8")
