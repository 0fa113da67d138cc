"""What stands where nothing is found: a quiet tick, and what was checked; or that the filter leaves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.report import PREAMBLE
from core.rules.engine import Rule, registered
from gui.icons import icon
from gui.labels import link, words
from gui.session import Session

_TICK = 32
# So many rules are named, the others counted: the settings have them all.
_MOST_NAMED = 3


def checked(session: Session) -> list[str]:
    """Say what was checked, by how many rules, which of them the office has switched off, and whether last year was compared."""
    report, settings = session.report, session.office.settings
    rules = tuple(registered().values())
    running = [rule for rule in rules if settings.level(rule) is not None]
    parts = [PREAMBLE, *(section.id for section in report.form.text_sections)]
    written = sum(bool(each.text.strip()) for part in parts for each in report.paragraphs(part))
    told = [f"检查了 {len(report.form.cells)} 格、{written} 段文字，{len(running)} 条规则。"]
    told.append("已与上年报告比较。" if session.has_last else "没有上年报告，没有与上年比较。")
    off = [rule for rule in rules if rule.on and settings.level(rule) is None]
    return [*told, _switched_off(off)] if off else told


def _switched_off(off: Sequence[Rule]) -> str:
    named = "、".join(f"“{rule.title}”" for rule in off[:_MOST_NAMED])
    return f"关闭了 {len(off)} 条规则：{named}{'等' if len(off) > _MOST_NAMED else ''}。"


class FindingRest(QWidget):
    """Say that nothing is found."""

    settings_asked = Signal()
    all_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.tick = QLabel()
        self.tick.setFixedHeight(_TICK)
        self.told = words("", "strong", wrap=True)
        self.about = words("", "dim", wrap=True)
        self.settings = link("看规则设置", "看规则设置", self.settings_asked.emit)
        self.all = link("", "显示全部检查结果", self.all_asked.emit)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(8)
        for widget in (self.tick, self.told, self.about):
            box.addWidget(widget)
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for each in (self.settings, self.all):
            box.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        self._draw()

    def show_clear(self, accepted: int) -> None:
        """Say that nothing is left to do; `accepted` tells how much was explained."""
        self.tick.show()
        self.told.setText("没有要处理的问题了" if accepted else "没有发现问题")
        self.about.setText("\n".join(checked(self._session)))
        self.about.show()
        self.settings.show()
        self.all.hide()
        self.show()

    def show_filtered(self, left_out: int, part: bool) -> None:
        """Say that what is found is left out by the filter."""
        self.tick.hide()
        self.told.setText("这一部分没有发现问题" if part else "没有符合的检查结果")
        self.about.hide()
        self.settings.hide()
        self.all.setText(f"看全部 {left_out} 处")
        self.all.show()
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the tick in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "settings"):
            self._draw()

    def _draw(self) -> None:
        self.tick.setPixmap(icon("done", self.devicePixelRatio(), _TICK, "ok").pixmap(QSize(_TICK, _TICK), self.devicePixelRatio()))
