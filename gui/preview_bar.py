"""The bar above the preview: which page, how large, printing, and what else belongs to the papers."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from gui.drawing_check import NOTHING_TO_DRAW
from gui.icons import icon
from gui.labels import gap, words
from gui.preview_zoom import PAGE, STEPS, WIDTH, words_of

_ICON = QSize(16, 16)
# Below these widths the page is told as 2 / 6, then − and + give way, then the arrows: keys and wheel do the same.
_SHORT, _NO_STEPS, _NO_ARROWS, _NARROWEST = 410, 345, 285, 230


class PreviewBar(QFrame):
    """Buttons that ask; nothing is done here."""

    # int: so many pages or steps on (1) or back (-1).
    page_asked = Signal(int)
    zoom_step_asked = Signal(int)
    zoom_asked = Signal(str)
    print_asked = Signal()
    # bool: whether the paper is wanted.
    slip_asked = Signal(bool)
    infographic_asked = Signal(bool)
    # What may belong to the papers is about to be offered.
    extras_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("previewBar")
        self._icons: dict[QToolButton, str] = {}
        self._page, self._pages, self._front = 0, 0, 0
        self.previous = self._button("before", "上一页", "PgUp", lambda: self.page_asked.emit(-1))
        self.next = self._button("after", "下一页", "PgDn", lambda: self.page_asked.emit(1))
        self.number = words("", "dim")
        self.smaller = self._button("minus", "缩小预览", "−", lambda: self.zoom_step_asked.emit(-1))
        self.larger = self._button("plus", "放大预览", "+", lambda: self.zoom_step_asked.emit(1))
        self.zoom = self._menu_button("预览的大小")
        self.zoom.setObjectName("zoom")
        self.printing = self._button("print", "打印…", "Ctrl+P", self.print_asked.emit)
        self.more = self._menu_button("预览里还有什么")
        self._icons[self.more] = "more"
        self.slip, self.infographic = QAction("审签单", self, checkable=True), QAction("图解", self, checkable=True)
        self._fill()
        self._lay_out()
        self._dress()

    def show_page(self, page: int, pages: int) -> None:
        """Say which page (from 0) of how many is in view."""
        self._page, self._pages = page, pages
        self.previous.setEnabled(page > 0)
        self.next.setEnabled(page + 1 < pages)
        self._say_page()

    def set_front(self, front: int) -> None:
        """Take how many pages the 审签单 has: they stand before page 1 and bear no number."""
        self._front = front
        self._say_page()

    def show_zoom(self, zoom: str) -> None:
        """Say how large the pages are."""
        self.zoom.setText(words_of(zoom))
        for action in self._zooms.actions():
            action.setChecked(action.data() == zoom)

    def show_extras(self, slip: bool, infographic: bool) -> None:
        """Say what belongs to the papers beside the report."""
        self.slip.setChecked(slip)
        self.infographic.setChecked(infographic)

    def offer_infographic(self, drawable: bool) -> None:
        """Offer the 图解, or say why there is none."""
        self.infographic.setEnabled(drawable)
        self.infographic.setText("图解" if drawable else f"图解（{NOTHING_TO_DRAW}）")

    def minimumSizeHint(self) -> QSize:
        """Let the column be narrower than all the words need."""
        return QSize(_NARROWEST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        for buttons, least in (((self.smaller, self.larger), _NO_STEPS), ((self.previous, self.next), _NO_ARROWS)):
            for button in buttons:
                button.setVisible(self.width() >= least)
        self._say_page()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def event(self, event: QEvent) -> bool:
        """Draw the icons anew on another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._dress()
        return super().event(event)

    def _say_page(self) -> None:
        page, pages = self._page + 1 - self._front, self._pages - self._front
        if not self._pages:
            whole = short = ""
        elif page < 1:
            whole = short = "审签单"
        else:
            whole, short = f"第 {page} 页，共 {pages} 页", f"{page} / {pages}"
        self.number.setText(whole if self.width() >= _SHORT else short)
        self.number.setAccessibleName(whole)

    def _button(self, drawing: str, name: str, key: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIconSize(_ICON)
        # A click leaves the keyboard where the work is.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name.rstrip("…"))
        button.setToolTip(f"{name}（{key}）")
        button.clicked.connect(lambda: act())
        self._icons[button] = drawing
        return button

    def _menu_button(self, name: str) -> QToolButton:
        button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setIconSize(_ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setMenu(QMenu(button))
        return button

    def _fill(self) -> None:
        self._zooms = QActionGroup(self)
        menu = self.zoom.menu()
        for zoom in (WIDTH, PAGE, "", *map(str, reversed(STEPS))):
            if not zoom:
                menu.addSeparator()
                continue
            action = menu.addAction(words_of(zoom))
            action.setCheckable(True)
            action.setData(zoom)
            action.triggered.connect(lambda _=False, zoom=zoom: self.zoom_asked.emit(zoom))
            self._zooms.addAction(action)
        self.more.menu().addActions([self.slip, self.infographic])
        self.more.menu().aboutToShow.connect(self.extras_opened)
        self.slip.setToolTip("导出和打印时，报告前面附一页审签单")
        self.infographic.setToolTip("导出和打印时，落款前面附一张图解")
        self.more.menu().setToolTipsVisible(True)
        self.slip.triggered.connect(lambda: self.slip_asked.emit(self.slip.isChecked()))
        self.infographic.triggered.connect(lambda: self.infographic_asked.emit(self.infographic.isChecked()))

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 4)
        box.setSpacing(2)
        box.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for widget in (self.previous, self.number, self.next):
            box.addWidget(widget)
        box.addStretch(1)
        for widget in (self.smaller, self.zoom, self.larger):
            box.addWidget(widget)
        gap(box, 6)
        box.addWidget(self.printing)
        box.addWidget(self.more)
        self.setFixedHeight(40)

    def controls(self) -> tuple[QToolButton, ...]:
        """Return the buttons as they stand."""
        return self.previous, self.next, self.smaller, self.zoom, self.larger, self.printing, self.more

    def _dress(self) -> None:
        for button, drawing in getattr(self, "_icons", {}).items():
            button.setIcon(icon(drawing, self.devicePixelRatioF()))
