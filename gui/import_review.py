"""Everything that a reader made of files, on one screen, before it replaces anything: compare, correct, then accept or cancel."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.errors import AppError
from core.reading import Reading
from core.report import Report
from gui import dialogs
from gui.chooser import Chooser
from gui.fitting import room_for
from gui.labels import Elided, link, restyle, words
from gui.review_amounts import whole_amount
from gui.review_desk import ReviewDesk
from gui.settings import REVIEW, Settings

_SIZE = QSize(1366, 768)
_MOST_FAULTS = 2
# How many characters of the chooser are always in view.
_CHOOSER = 22
_MESSAGE_MS = 6000
# A share of the foot beside which others get only what is left.
_ALL = 100
# Below this height there is no room for more than the panes.
_LOW = 420
# What the list of the chooser needs beside its words.
_POPUP_PAD = 32


class Choice(Enum):
    """What becomes of the report read."""

    LAST_YEAR = auto()
    EDIT = auto()
    CANCEL = auto()


class ImportReview(QDialog):
    """Ask what becomes of what was read; `choice` and `report`, corrections included, are the answer."""

    def __init__(
        self,
        readings: Sequence[tuple[str, Reading]],
        *,
        as_last: bool,
        replaces: bool,
        faults: Sequence[tuple[str, AppError]] = (),
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._readings, self._faults, self._settings = list(readings), list(faults), settings
        self._desks: dict[int, ReviewDesk] = {}
        self.choice = Choice.CANCEL
        self.setWindowTitle("读入的内容")
        self.setAccessibleName("读入的内容")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.title, self.line, self.failed = words("", "title"), Elided("dim"), words(self._fault_words(), "error", wrap=True)
        self.chooser = self._make_chooser()
        self.stack = QStackedWidget()
        self.doubt, self.corrections = words("", "warning"), words("", "dim")
        # What an edit has to say, for some seconds.
        self.said = Elided("dim")
        self._silence = QTimer(self, singleShot=True, interval=_MESSAGE_MS)
        self._silence.timeout.connect(lambda: self._say(""))
        self.undo = link("撤销", "撤销上一步改正", self._undo)
        self._lay_out(as_last, replaces)
        self._make_keys()
        self.choose(0)
        self._restore()

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self, as_last: bool, replaces: bool) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.title)
        # The chooser grows as far as its words need, and leaves the line enough to say what it is for.
        head.addWidget(self.line, 2)
        head.addWidget(self.chooser, 3)
        box.addLayout(head)
        box.addWidget(self.failed)
        # On a low screen the notes tell of it alone: they begin with it.
        self.failed.setVisible(bool(self._faults) and room_for(self).height() >= _LOW)
        box.addWidget(self.stack, 1)
        box.addLayout(self._foot(as_last, replaces))

    def _make_chooser(self) -> QComboBox:
        chooser = Chooser()
        chooser.setAccessibleName("读到几份报告，选用哪一份")
        chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        chooser.setMinimumContentsLength(_CHOOSER)
        chooser.setProperty("measures", True)
        for name, reading in self._readings:
            report = reading.report
            year = f"{report.year} 年度" if report.year else "年度没有读到"
            chooser.addItem(f"{year} {report.unit or '单位没有读到'} · {name} · {whole_amount(report)}")
        widest = max(chooser.fontMetrics().horizontalAdvance(chooser.itemText(at)) for at in range(chooser.count()))
        chooser.view().setMinimumWidth(widest + _POPUP_PAD)
        chooser.ensurePolished()
        chooser.setMaximumWidth(chooser.sizeHint().width())
        chooser.setVisible(len(self._readings) > 1)
        chooser.currentIndexChanged.connect(self.choose)
        return chooser

    def _fault_words(self) -> str:
        told = [fault.message or fault.title for _, fault in self._faults[:_MOST_FAULTS]]
        more = len(self._faults) - _MOST_FAULTS
        return "\n".join(told) + (f"\n另有 {more} 份文件也没有读出来，见说明。" if more > 0 else "")

    def _foot(self, as_last: bool, replaces: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.doubt)
        row.addWidget(self.corrections)
        row.addWidget(self.undo)
        row.addWidget(self.said, 1)
        report = self._readings[0][1].report
        tip = "现在打开的报告会被替换，可以撤销。" if replaces else ""
        self.cancel = self._button("取消", Choice.CANCEL, "什么也不改")
        self.edit = self._button("直接编辑这份报告(&E)", Choice.EDIT, tip)
        self.last = self._button(_following(report), Choice.LAST_YEAR, f"作为上年报告开始写：数字留空待填，文字带入并标明。{tip}")
        replaced = Elided("dim")
        replaced.setText("会替换现在打开的报告，可以撤销" if replaces else "")
        # Right beside the buttons; in a narrow window it gives way before them, but not to the empty place of messages.
        replaced.ensurePolished()
        replaced.setProperty("measures", True)
        replaced.setMaximumWidth(replaced.fontMetrics().horizontalAdvance(replaced.text()) + 2)
        row.addWidget(replaced, _ALL)
        self.replaced = replaced
        for button in (self.cancel, self.edit, self.last):
            row.addWidget(button)
        self.first = self.last if as_last else self.edit
        self.first.setDefault(True)
        return row

    def _button(self, text: str, choice: Choice, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.setAccessibleName(text.partition("(")[0])
        button.clicked.connect(lambda: self._answer(choice))
        return button

    def _make_keys(self) -> None:
        for keys, act in (
            ("F6", lambda: self.desk.go_round(1)),
            ("Shift+F6", lambda: self.desk.go_round(-1)),
            ("F8", lambda: self.desk.step(1)),
            ("Shift+F8", lambda: self.desk.step(-1)),
            ("Ctrl+K", lambda: self.desk.result.confirm("cells")),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Y", self._redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # ---- which reading -----------------------------------------------------------------------

    @property
    def desk(self) -> ReviewDesk:
        """The panes of the reading chosen."""
        return self._desks[self._chosen]

    @property
    def report(self) -> Report:
        """The report chosen, corrections included."""
        return self.desk.session.report

    @property
    def name(self) -> str:
        """The name of the file chosen."""
        return self._readings[self._chosen][0]

    def choose(self, place: int) -> None:
        """Show one of the readings; what was corrected in the others stays."""
        self._chosen = place
        if place not in self._desks:
            desk = ReviewDesk(self._readings[place][1], self._faults)
            desk.changed.connect(self._refresh)
            # Told after the step is on the stack, as `changed` is not.
            desk.session.stack.indexChanged.connect(self._refresh)
            desk.session.message.connect(self._say)
            self._desks[place] = desk
            self.stack.addWidget(desk)
        self.stack.setCurrentWidget(self.desk)
        name, report = self._readings[place][0], self.report
        self.title.setText(f"{report.unit or '单位没有读到'}  {f'{report.year} 年度' if report.year else '年度没有读到'}")
        several = f"读到 {len(self._readings)} 份不同的报告，在右边选一份读入" if len(self._readings) > 1 else ""
        told = f"读自 {name} · 按 {report.form.id} 年格式（{report.form.basis}）· {whole_amount(report)}"
        # The chooser tells the rest.
        self.line.setText(several or told)
        self.last.setText(_following(report))
        self._refresh()

    def _refresh(self, _: int = 0) -> None:
        if self._chosen not in self._desks:
            return
        session = self.desk.session
        doubtful, corrected = len(session.doubtful()), len(session.corrected())
        clean = "" if self.desk.has_notes else "表格和文字都按原样读入，没有猜测，也没有丢掉的内容。"
        self.doubt.setText(f"还有 {doubtful} 格待核对" if doubtful else clean)
        restyle(self.doubt, "role", "warning" if doubtful else "dim")
        self.corrections.setText(f"改正了 {corrected} 格" if corrected else "")
        self.undo.setVisible(session.stack.canUndo())
        self.undo.setToolTip(f"撤销：{session.stack.undoText()}")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.replaced.setVisible(not text)
        if text:
            self._silence.start()

    # ---- acts --------------------------------------------------------------------------------

    def _undo(self) -> None:
        self.desk.result.commit()
        self.desk.session.stack.undo()
        self._refresh()

    def _redo(self) -> None:
        self.desk.session.stack.redo()
        self._refresh()

    def _answer(self, choice: Choice) -> None:
        self.desk.result.commit()
        if choice is Choice.CANCEL:
            self.reject()
            return
        self.choice = choice
        self.accept()

    def reject(self) -> None:
        """Leave everything as it was; ask where corrections would be lost."""
        corrected = sum(len(desk.session.corrected()) for desk in self._desks.values())
        if not corrected or dialogs.confirm(self, "不读入了吗？", f"在这里改正的 {corrected} 格也不会留下。", "不读入", "回去"):
            super().reject()

    def done(self, result: int) -> None:
        """Remember the size."""
        if self._settings is not None:
            self._settings.put(REVIEW, self.saveGeometry())
        super().done(result)

    def _restore(self) -> None:
        parent = self.parentWidget()
        self.resize((parent.window().size() if parent is not None else _SIZE).boundedTo(room_for(self)))
        kept = self._settings.get(REVIEW) if self._settings is not None else QByteArray()
        if not kept.isEmpty():
            self.restoreGeometry(kept)
            self.resize(self.size().boundedTo(room_for(self)))
        if self.desk.notes.shown():
            self.desk.enter()
        else:
            self.first.setFocus()


def _following(report: Report) -> str:
    return f"生成 {report.year + 1} 年度草稿(&G)" if report.year else "作为上年报告开始写(&G)"


def ask(
    readings: Sequence[tuple[str, Reading]],
    faults: Sequence[tuple[str, AppError]],
    *,
    as_last: bool,
    replaces: bool,
    settings: Settings,
    parent: QWidget,
) -> tuple[Report, str, bool] | None:
    """Show what was read; return the report chosen, its file's name and whether it is taken as last year's, None for no."""
    review = ImportReview(readings, faults=faults, as_last=as_last, replaces=replaces, settings=settings, parent=parent)
    review.exec()
    review.deleteLater()
    return None if review.choice is Choice.CANCEL else (review.report, review.name, review.choice is Choice.LAST_YEAR)
