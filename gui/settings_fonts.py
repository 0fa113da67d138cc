"""设置, 字体: which face serves which role, what is missing and where to get it, and the characters that no face has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.errors import AppError
from gui.fitting import Body
from gui.labels import chip, gap, hairline, in_order, link, sheet, words
from gui.places import Place, place_of
from gui.session import Session
from gui.theme import colour

if TYPE_CHECKING:
    from core.exporters.fonts_missing import MissingCharacter
    from core.exporters.fonts_service import RoleService, Sample, Source
    from core.report import Report
    from gui.tasks import Task

SAMPLE = "云岭镇人民政府 2025年"
_LOOKING = "正在检测字体……"
_SAMPLE_PX = 20
_NAMES_WIDTH = 88
# Characters of a place's name: more would not fit beside the character on a small screen.
_LONGEST = 30
_ABOUT = (
    "PDF、审签单和图解用这台电脑上的字体，缺的用程序自带的字体代替。Word 文件里写的是 Windows 的字体名，在对方电脑上显示，这里不用准备。"
)
# How a state looks: the chips of the style sheet.
_CHIPS = {"right": "carried", "relative": "hint", "other": "confirm"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at this machine's fonts gave; `missing` is None where no report is open."""

    roles: tuple[tuple[RoleService, Sample], ...]
    missing: tuple[MissingCharacter, ...] | None
    rare: tuple[Source, ...]


def look(report: Report | None, *, anew: bool) -> Look:
    """Look through the fonts; it may take a second, so it is done off the GUI thread. AppError where those of the program are gone."""
    from core.exporters import fonts
    from core.exporters.fonts_missing import missing_at
    from core.exporters.fonts_service import rare_sources, sample, services
    from core.files import unreadable_parts
    from core.layout import document

    if anew:
        fonts.forget()
    try:
        roles = tuple((each, sample(each.face, SAMPLE)) for each in services())
        return Look(roles, missing_at(document(report)) if report is not None else None, rare_sources())
    except OSError as fault:
        raise unreadable_parts(fault) from fault


class SampleLine(QWidget):
    """A line set in a face, drawn from its outlines: no font has to be loaded into the window for it."""

    def __init__(self, sample: Sample, family: str) -> None:
        super().__init__()
        self._width = sample.width
        self._path = QPainterPath()
        self._path.setFillRule(Qt.FillRule.WindingFill)
        acts = {
            "M": self._path.moveTo,
            "L": self._path.lineTo,
            "Q": self._path.quadTo,
            "C": self._path.cubicTo,
            "Z": self._path.closeSubpath,
        }
        for act, points in sample.outlines:
            acts[act](*points)
        self.setAccessibleName(f"{family}的字样：{SAMPLE}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the line."""
        return QSize(round(self._width * _SAMPLE_PX) + 1, round(_SAMPLE_PX * 1.4))

    def minimumSizeHint(self) -> QSize:
        """Let the line become smaller where there is less room."""
        return QSize(_SAMPLE_PX * 4, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the outlines in the colour of text."""
        size = min(_SAMPLE_PX, self.width() / max(self._width, 1))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, self.height() / 2 + size * 0.36)
        painter.scale(size, size)
        painter.fillPath(self._path, colour("ink"))
        painter.end()


class _Command(QLabel):
    """A command on one line, on several where there is less room."""

    def __init__(self, text: str) -> None:
        super().__init__(text, wordWrap=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "command")

    def sizeHint(self) -> QSize:
        """Ask for the whole width: Qt would have it in lines of its own choice."""
        advance = self.fontMetrics().horizontalAdvance
        frame = self.minimumSizeHint().width() - max(map(advance, self.text().split()))
        width = advance(self.text()) + frame + 1
        return QSize(width, self.heightForWidth(width))


class FontsPage(QWidget):
    """The page; it looks when it is made and when asked to."""

    # Place: where a character stands that no face has.
    place_chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task | None = None
        self._body: QWidget | None = None
        self.setAccessibleName("字体")
        self.again = QPushButton("重新检测")
        self.again.setAccessibleName("装好字体以后，重新检测")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(lambda: self.refresh(anew=True))
        self.busy = words("", "body-dim", wrap=True)
        head = QHBoxLayout()
        head.addWidget(words("公文各处用的字体", "page"))
        head.addStretch(1)
        head.addWidget(self.again)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(words(_ABOUT, "dim", wrap=True))
        box.addWidget(self.busy, 1, Qt.AlignmentFlag.AlignTop)
        self.refresh(anew=False)

    def refresh(self, *, anew: bool) -> None:
        """Look through the fonts; what was shown before goes away meanwhile."""
        self.stop()
        self._clear()
        self.busy.setText(_LOOKING)
        self.busy.show()
        self.again.setEnabled(False)
        report = self._session.report.copy() if self._session.is_open else None
        self._task = self._session.tasks.run(lambda _: look(report, anew=anew), self._show, self._failed, quiet=True)

    def stop(self) -> None:
        """Let what is under way end without a word: nobody waits for it any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _failed(self, fault: AppError) -> None:
        self._task = None
        self.busy.setText(str(fault))
        self.again.setEnabled(True)

    def _clear(self) -> None:
        if self._body is not None:
            self._box.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None

    def _show(self, found: Look) -> None:
        self._task = None
        self.busy.hide()
        self.again.setEnabled(True)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 8, 8)
        box.setSpacing(8)
        box.addWidget(self._roles(found))
        gap(box, 8)
        box.addWidget(words("没有字体的字", "heading"))
        self._tell_missing(box, found)
        box.addStretch(1)
        self._body = Body(inner, "字体的情况")
        self._box.addWidget(self._body, 1)
        in_order([self.again, self._body, *inner.findChildren(QPushButton)])

    def _roles(self, found: Look) -> QWidget:
        ground = sheet()
        grid = QGridLayout(ground)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, _NAMES_WIDTH)
        grid.setColumnStretch(1, 1)
        for at, (served, sample) in enumerate(found.roles):
            row = grid.rowCount()
            if at:
                grid.addWidget(hairline(), row, 0, 1, 3)
                grid.setRowMinimumHeight(row, 13)
                row += 1
            state = chip(served.fit.label, _CHIPS[served.fit.value])
            state.setAccessibleName(f"{served.use}的{served.name}：{served.fit.label}")
            grid.addWidget(words(served.name, "strong"), row, 0)
            grid.addWidget(SampleLine(sample, served.family), row, 1)
            grid.addWidget(state, row, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(words(served.use, "dim"), row + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(_face_words(served), "dim", wrap=True), row + 1, 1, 1, 2)
            if served.sources:
                ways = QVBoxLayout()
                ways.setContentsMargins(0, 6, 0, 4)
                ways.setSpacing(4)
                _tell_sources(ways, served.sources)
                grid.addLayout(ways, row + 2, 1, 1, 2)
        return ground

    def _tell_missing(self, box: QVBoxLayout, found: Look) -> None:
        if found.missing is None:
            box.addWidget(words("打开报告以后，这里列出报告里没有字体的字。", "body-dim", wrap=True))
        elif not found.missing:
            box.addWidget(words("打开的报告里，每个字都有字体。", "body-dim", wrap=True))
        else:
            box.addWidget(words("下面的字，这台电脑上的字体都没有，导出 PDF 时会印成“〓”：", wrap=True))
            for each in found.missing:
                box.addLayout(self._lost(each))
            _tell_sources(box, found.rare)

    def _lost(self, lost: MissingCharacter) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        label = words(f"{lost.char}  {lost.code}", "strong")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        places = QVBoxLayout()
        places.setSpacing(2)
        for told, where in zip(lost.places, lost.wheres, strict=True):
            place = self._place(where)
            shown = told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
            button = link(shown, f"{lost.code}，到{told}", lambda place=place: self.place_chosen.emit(place))
            button.setToolTip(told if shown != told else "")
            places.addWidget(button)
        row.addLayout(places)
        row.addStretch(1)
        return row

    def _place(self, where: str) -> Place:
        from core.rules.engine import Finding

        return place_of(Finding(where, ""), self._session.report)


def _face_words(served: RoleService) -> str:
    where = "程序自带" if served.is_floor else served.file
    told = f"{served.family}（{where}）"
    return (
        told if served.fit == "right" else f"{'现用' if served.fit == 'relative' else '暂用'}{told}；要找的是{'、'.join(served.looked_for)}"
    )


def _tell_sources(box: QVBoxLayout, sources: Iterable[Source]) -> None:
    """Say where fonts can be had; the words can be marked, a command is copied by a click."""
    for source in sources:
        text = words(source.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(text)
        if source.command:
            row = QHBoxLayout()
            row.setSpacing(16)
            command = _Command(source.command)
            command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(command)
            row.addWidget(
                link("复制", f"复制命令：{source.command}", lambda line=source.command: QGuiApplication.clipboard().setText(line))
            )
            row.addStretch(1)
            box.addLayout(row)
