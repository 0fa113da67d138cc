"""The findings panel: by part, a search with the help of a rule, a rule just lowered, nothing found."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.finding_rules import HINT


def draw(window, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw the panel of the report that is open."""
    panel = window.desk.findings
    panel.bar.tabs["section"].click()
    shoot("findings-by-part", panel)
    panel.bar.search.setText("总体情况")
    panel.cards()[0].toggle_help()
    shoot("findings-searched", panel)
    panel.rules.choose(panel.cards()[0].finding, HINT)
    panel.bar.show_all()
    panel.bar.tabs["level"].click()
    shoot("findings-lowered", panel)
    panel.rules.take_back()
    office = window.session.office
    office.choose({finding.rule.partition(".")[0]: "off" for finding in window.session.findings})
    window.session.check_now()
    shoot("findings-none", panel)
    office.choose({})
    window.session.check_now()
