"""设置, 单位: the unit's profile, prefilled with what the report tells, so that a person only confirms it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.profile import guess, is_asked, kind_named, kinds, usual_own
from core.report import Profile, Report, official_title
from gui.chooser import Chooser
from gui.field_rows import FieldRows
from gui.fitting import Body
from gui.labels import in_order, sheet, words
from gui.session import Session

if TYPE_CHECKING:
    from core.report import Change

_NAMES = {"name": "单位全称", "kind": "种类", "own": "自称", "short": "简称", "phone": "电话", "postcode": "邮编", "address": "地址"}
_HINTS = {
    "name": "机关全称，如 柳湾镇人民政府",
    "own": "如 我镇、本机关",
    "short": "几个简称用顿号隔开",
    "phone": "如 0371-5550123",
    "postcode": "六位数字",
}
_ROWS = (("name", "kind"), ("short", "own"), ("address",), ("phone", "postcode"))
_ABOUT = "检查称呼、规章和前言里的联系方式时用，随报告保存，明年的报告接着用。"
_UNKNOWN = "看不出，请选择"
_BETWEEN = re.compile(r"[、，,;；/\s]+")
_POSTCODE = re.compile(r"[0-9]{6}|")
_PHONE = re.compile(r"[0-9()（）\-—转、，, +]{5,60}|")
_LONGEST = 200


class ProfilePage(QWidget):
    """The page; what was edited and not confirmed is taken in when the settings are closed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._edited = False
        self.setAccessibleName("单位")
        self.kind = Chooser()
        self.fields: dict[str, QWidget] = {slot: self.kind if slot == "kind" else _line(slot) for slot in _NAMES}
        self._dress_kind()
        self.state = words("", "dim", wrap=True)
        self.wrong = words("", "warning", wrap=True)
        self.confirm = QPushButton("确认")
        self.confirm.setAccessibleName("确认单位资料")
        self.confirm.setProperty("role", "primary")
        self.confirm.setAutoDefault(False)
        self.confirm.clicked.connect(self.put)
        self._lay_out()
        self.setFocusProxy(self.fields["name"])
        self._load()
        for slot in _NAMES:
            if slot != "kind":
                self.line(slot).textEdited.connect(lambda _, slot=slot: self._touched(slot))
        self.kind.activated.connect(lambda _: self._touched("kind"))

    def line(self, slot: str) -> QLineEdit:
        """Return the line of a slot other than the kind."""
        field = self.fields[slot]
        assert isinstance(field, QLineEdit)
        return field

    def profile(self) -> Profile:
        """Return what stands in the fields."""
        texts = {slot: " ".join(self.line(slot).text().split()) for slot in _NAMES if slot != "kind"}
        short = tuple(dict.fromkeys(filter(None, _BETWEEN.split(texts.pop("short")))))
        return Profile(short=short, kind=self.kind.currentData() or "", **texts)

    def put(self) -> None:
        """Keep what stands in the fields as one step that can be undone."""
        if not self._session.is_open:
            return
        self._edited = False
        self._session.set_fields(_change(self._session.report, self.profile()), "确认单位资料")
        self._load()

    def leave(self) -> None:
        """Take in what a person has edited: the settings are being closed."""
        if self._edited:
            self.put()

    def _dress_kind(self) -> None:
        self.kind.setAccessibleName(_NAMES["kind"])
        self.kind.addItem(_UNKNOWN, "")
        for name in kinds():
            self.kind.addItem(name, name)

    def _lay_out(self) -> None:
        ground = sheet()
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(12)
        inside.addWidget(FieldRows(self.fields, _ROWS))
        inside.addWidget(self.wrong)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignBottom)
        inside.addLayout(foot)
        self._ground = ground
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ground)
        column.addStretch(1)
        body = Body(inner, "单位资料")
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(words("单位资料", "page"))
        box.addWidget(words(_ABOUT, "dim", wrap=True))
        self._none = words("打开报告以后，在这里确认单位资料。", "body-dim", wrap=True)
        box.addWidget(self._none)
        box.addWidget(body, 1)
        self._body = body
        in_order([*(self.fields[slot] for row in _ROWS for slot in row), self.confirm])

    def _load(self) -> None:
        is_open = self._session.is_open
        self._none.setVisible(not is_open)
        self._body.setVisible(is_open)
        if not is_open:
            return
        report = self._session.report
        asked = is_asked(report)
        held = report.profile if asked else guess(report)
        for slot in _NAMES:
            if slot != "kind":
                text = "、".join(held.short) if slot == "short" else getattr(held, slot)
                self.line(slot).setText(text)
        self.kind.setCurrentIndex(max(self.kind.findData(held.kind), 0))
        self._tell(asked)

    def _tell(self, asked: bool) -> None:
        self.wrong.setText(_doubts(self.profile()))
        self.wrong.setVisible(bool(self.wrong.text()))
        told = "已确认，随报告保存。" if asked else "这些是从报告里认出的，请看一遍，改好再点“确认”。"
        self.state.setText("改动还没有确认。" if self._edited else told)
        self.confirm.setEnabled(self._edited or not asked)

    def _touched(self, slot: str) -> None:
        """Let what followed from the name and the kind follow on, as long as nobody has written it otherwise."""
        held = self.profile()
        if slot == "name" and not held.kind and (kind := kind_named(held.name)):
            self.kind.setCurrentIndex(self.kind.findData(kind.name))
        usual = {usual_own(held.name, kind) for kind in kinds().values()} | {word for kind in kinds().values() for word in kind.own}
        if slot in ("name", "kind") and (not held.own or held.own in usual):
            self.line("own").setText(usual_own(held.name, kinds().get(self.kind.currentData())))
        self._edited = True
        self._tell(asked=False)


def _line(slot: str) -> QLineEdit:
    field = QLineEdit(placeholderText=_HINTS.get(slot, ""))
    field.setAccessibleName(_NAMES[slot])
    field.setMaxLength(_LONGEST)
    return field


def _doubts(held: Profile) -> str:
    """Say what looks odd; it is taken all the same."""
    doubts = ["没有单位全称。"] if not held.name else []
    if not _POSTCODE.fullmatch(held.postcode):
        doubts.append("邮编一般是六位数字。")
    if not _PHONE.fullmatch(held.phone):
        doubts.append("电话里有认不出的字。")
    return "".join(doubts)


def _change(report: Report, held: Profile) -> Change:
    """Return what the profile changes: the report's unit is its name, and what followed the unit follows on."""
    change: dict[Any, Any] = {"profile": held}
    if held.name and held.name != report.unit:
        change["unit"] = held.name
        if report.title in ("", official_title(report.unit, report.year)):
            change["title"] = official_title(held.name, report.year)
        if report.signed_unit in ("", report.unit):
            change["signed_unit"] = held.name
    return change if held.name else {"profile": replace(held, name=report.unit)}
