"""The findings panel: by part, a search with the help of a rule, a rule just lowered, nothing found; and the standard sentences."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from core.sentences import Sentence
from gui.finding_rules import HINT
from gui.sentence_dialog import SentenceDialog
from gui.sentence_popup import SentencePopup
from tests.screenshots import stage


def draw(window, shoot: Callable[[str, QWidget], None]) -> None:
    """Draw the panel of the report that is open, then the standard sentences over its prose."""
    with stage.findings(window):
        _panel(window, shoot)
    _sentences(window, shoot)


def _panel(window, shoot: Callable[[str, QWidget], None]) -> None:
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
    window.session.check_now()
    office.choose({finding.rule.partition(".")[0]: "off" for finding in window.session.findings})
    window.session.check_now()
    shoot("findings-none", panel)
    office.choose({})
    window.session.check_now()


def _sentences(window, shoot: Callable[[str, QWidget], None]) -> None:
    own = Sentence("党政办联系方式", "如有疑问，请与{单位}党政办公室联系。")
    for name, kept in (("sentences-first", ()), ("sentences", (own,))):
        window.session.office.list_sentences(kept)
        window.desk.workspace.show_page("other")
        window.desk.workspace.enter()
        window.actions_["phrases"].trigger()
        shoot(name, window)
        window.findChild(SentencePopup).leave()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    dialog = SentenceDialog("修改常用语句", own, (), window)
    dialog.show()
    shoot("sentence", dialog)
    dialog.close()
