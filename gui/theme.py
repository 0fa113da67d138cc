"""Colours and type of the window: one palette and one style sheet, both made from `resources/style/tokens.toml`."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
BODY_PX = 13
_TOKEN = re.compile(r'^\[(\w+)\]|^(\w+) = "([^"]*)"', re.MULTILINE)


class Scheme(StrEnum):
    """What a person chooses in 查看: light, dark, or as the system has it."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


# What the application is dressed in: a table asks for it at every cell that it paints.
_dressed = Scheme.LIGHT


@cache
def _all_tokens() -> Mapping[str, Mapping[str, str]]:
    # The file is TOML of two sections of names and colours; to load a reader of all TOML costs a start more than the whole palette.
    found: dict[str, dict[str, str]] = {}
    for section, name, value in _TOKEN.findall((RESOURCES / "style" / "tokens.toml").read_text("utf-8")):
        if section:
            found[section] = {}
        else:
            list(found.values())[-1][name] = value
    return found


def tokens(scheme: Scheme) -> Mapping[str, str]:
    """Return the colours of a scheme by name, as #rrggbb."""
    return _all_tokens()[scheme.value]


def shown_scheme() -> Scheme:
    """Return the scheme that the window shows now: light or dark."""
    return _dressed


def colour(name: str) -> QColor:
    """Return a token of the scheme shown now; ask again after a PaletteChange event."""
    return QColor(_colour(_dressed, name))


@cache
def _colour(scheme: Scheme, name: str) -> QColor:
    return QColor(tokens(scheme)[name])


def palette(scheme: Scheme) -> QPalette:
    """Return the palette of a scheme."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "bg"),
        (roles.WindowText, "ink"),
        (roles.Base, "paper"),
        (roles.AlternateBase, "head"),
        (roles.Text, "ink"),
        (roles.PlaceholderText, "dim"),
        (roles.Button, "pane"),
        (roles.ButtonText, "ink"),
        (roles.BrightText, "on_accent"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Accent, "accent"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.ToolTipBase, "paper"),
        (roles.ToolTipText, "ink"),
        (roles.Light, "paper"),
        (roles.Midlight, "head"),
        (roles.Mid, "line"),
        (roles.Dark, "line"),
        (roles.Shadow, "line"),
    ):
        made.setColor(role, QColor(tokens(scheme)[name]))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens(scheme)["zero"]))
    return made


def style_sheet(scheme: Scheme, serif: str) -> str:
    """Return the style sheet with the scheme's colours and the Song face filled in."""
    names = {"serif": serif, "icons": (RESOURCES / "icons").as_posix(), "scheme": scheme.value}
    return Template((RESOURCES / "style" / "style.qss").read_text("utf-8")).substitute({**tokens(scheme), **names})


class Theme(QObject):
    """Dress the application, follow the system's scheme where a person chose so."""

    changed = Signal()

    def __init__(self, app: QApplication, sans: str, serif: str) -> None:
        super().__init__(app)
        self._app, self.serif = app, serif
        self.choice = Scheme.SYSTEM
        self._shown: Scheme | None = None
        font = QFont(sans)
        font.setPixelSize(BODY_PX)
        app.setFont(font)
        app.setProperty("serif", serif)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, choice: Scheme) -> None:
        """Show a scheme, or the system's."""
        self.choice = choice
        wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
        # Also tells the platform, so that the window's frame goes with it.
        self._app.styleHints().setColorScheme(wanted.get(choice, Qt.ColorScheme.Unknown))
        self._dress()

    def _follow(self) -> None:
        if self.choice is Scheme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        scheme = self.choice
        if scheme is Scheme.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            scheme = Scheme.DARK if dark else Scheme.LIGHT
        if self._shown is scheme:
            return
        global _dressed
        self._shown = _dressed = scheme
        self._app.setProperty("scheme", scheme.value)
        self._app.setPalette(palette(scheme))
        self._app.setStyleSheet(style_sheet(scheme, self.serif))
        self.changed.emit()


def serif_family() -> str:
    """Return the Song face that headings stand in."""
    app = QApplication.instance()
    return str(app.property("serif") or "") if app else ""
