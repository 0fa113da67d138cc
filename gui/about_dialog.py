"""关于: what the program is, its versions, and the licences of all that comes with it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.about_facts import as_text, shipped, versions
from gui.fitting import Body, fit
from gui.labels import gap, words

_WIDTH, _ROW, _ROWS = 600, 26, 8
_SAID = "编制政府信息公开工作年度报告：读入上年报告，生成今年草稿，填表、写稿、检查，导出 Word、Excel、PDF。所有内容都只保存在本机。"
_LICENCE = "公开年报按 Apache-2.0 许可发布。界面用 Qt（LGPL），可以换用自己的 Qt；随附思源字体（OFL）。"


class AboutDialog(QDialog):
    """A page to read and to copy from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于公开年报")
        self.setAccessibleName("关于公开年报")
        self.list = self._list()
        self.copy_button = QPushButton("复制版本信息")
        self._copied = words("", "dim")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(0)
        box.addWidget(words("公开年报", "title"))
        gap(box, 8)
        body = Body(self._inner(), "版本和许可")
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.addWidget(body, 1)
        gap(box, 16)
        box.addLayout(self._buttons())
        fit(self, QSize(_WIDTH, 0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _inner(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(words(_SAID, wrap=True))
        gap(box, 12)
        box.addLayout(self._versions())
        gap(box, 12)
        box.addWidget(words("随程序一起安装的部件和它们的许可", "heading"))
        gap(box, 4)
        box.addWidget(words(_LICENCE, "dim", wrap=True))
        gap(box, 8)
        box.addWidget(self.list, 1)
        return inner

    def _versions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (name, version) in enumerate(versions()):
            told = QLabel(version)
            told.setTextFormat(Qt.TextFormat.PlainText)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.setAccessibleName(f"{name} {version}")
            grid.addWidget(words(name, "body-dim"), row, 0)
            grid.addWidget(told, row, 1)
        return grid

    def _list(self) -> QTableWidget:
        found = shipped()
        made = QTableWidget(len(found), 3)
        made.setObjectName("settingsTable")
        made.setAccessibleName("部件和许可")
        made.setHorizontalHeaderLabels(["部件", "版本", "许可"])
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(_ROW)
        made.setShowGrid(False)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setTabKeyNavigation(False)
        made.setWordWrap(False)
        for row, each in enumerate(found):
            for column, text in enumerate((each.name, each.version, each.licence)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                made.setItem(row, column, item)
        header = made.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        made.setMinimumHeight(_ROW * 5)
        made.setMaximumHeight(_ROW * (_ROWS + 1) + 8)
        return made

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        close = QPushButton("关闭")
        for button, act in ((self.copy_button, self._copy), (close, self.accept)):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
            button.clicked.connect(act)
        close.setDefault(True)
        line.addWidget(self.copy_button)
        line.addWidget(self._copied, 1)
        line.addWidget(close)
        return line

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text())
        self._copied.setText("已复制")
