"""Colours, type and spacing of the window: one palette and one style sheet, both made from `resources/style/tokens.toml`."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
# What grows with the type in 大字, hairlines and focus rings (1 and 2) left out. A font size has grown already.
_GROWING = re.compile(
    r"(?<![\w-])((?:padding|margin|spacing|left|right|top|bottom|(?:min-|max-)?(?:width|height))(?:-\w+)?\s*:)((?:\$\{\w+\}|[^;}])+)"
)
_NUMBER = re.compile(r"\b([3-9]|\d\d+)(?=px|\b)")
_TOKEN = re.compile(r'^\[(\w+)\]|^(\w+) = (?:"([^"]*)"|([\d.]+))', re.MULTILINE)


class Scheme(StrEnum):
    """What a person chooses in 查看: light, dark, or as the system has it."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


# What the application is dressed in: a table asks for it at every cell that it paints.
_dressed = Scheme.LIGHT


@cache
def all_tokens() -> Mapping[str, Mapping[str, Any]]:
    """Return what `resources/style/tokens.toml` holds: sections of names with their colours (text) and sizes (numbers)."""
    # The file is TOML of plain names, colours and sizes; to load a reader of all TOML costs a start more than the whole palette.
    found: dict[str, dict[str, Any]] = {}
    for section, name, text, number in _TOKEN.findall((RESOURCES / "style" / "tokens.toml").read_text("utf-8")):
        if section:
            found[section] = {}
        else:
            list(found.values())[-1][name] = text or float(number)
    return found


def factor() -> float:
    """Return how much larger than designed the window is shown now: 1.0, or that of 大字."""
    app = QApplication.instance()
    return float(all_tokens()["large"]["factor"]) if app and app.property("large") else 1.0


def px(pixels: float) -> int:
    """Return a measure as designed in pixels of the print shown now; ask again after a StyleChange event."""
    return round(pixels * factor())


def size(name: str) -> int:
    """Return a size of the scale of type in pixels of the print shown now."""
    return px(all_tokens()["type"][name])


def space(name: str) -> int:
    """Return a step of the scale of spacing in pixels of the print shown now."""
    return px(all_tokens()["space"][name])


def tokens(scheme: Scheme) -> Mapping[str, str]:
    """Return the colours of a scheme by name, as #rrggbb."""
    return all_tokens()[scheme.value]


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


def style_sheet(scheme: Scheme, serif: str, grown: float = 1.0) -> str:
    """Return the style sheet with the scheme's colours, the scales, `grown` times as large as designed, and the Song face filled in."""
    names = {"serif": serif, "icons": (RESOURCES / "icons").as_posix(), "scheme": scheme.value}
    found = all_tokens()
    names |= {f"type_{name}": str(round(pixels * grown)) for name, pixels in found["type"].items()}
    names |= _spacing(found["space"], grown)
    sheet = (RESOURCES / "style" / "style.qss").read_text("utf-8")
    if grown != 1.0:
        sheet = _GROWING.sub(lambda part: part[1] + _grow(part[2], grown), sheet)
    return Template(sheet).substitute({**tokens(scheme), **names})


def _spacing(steps: Mapping[str, Any], grown: float) -> dict[str, str]:
    """Return the steps of the scale, and each less what a hairline (`inset`) or a focus ring (`ring`) takes of it."""
    made: dict[str, str] = {}
    for name, pixels in steps.items():
        if name.startswith("corner"):
            made[name] = str(pixels)
            continue
        step = round(pixels * grown)
        made |= {name if name == "half" else f"space_{name}": str(step), f"inset_{name}": str(step - 1), f"ring_{name}": str(step - 2)}
    return made


def _grow(values: str, grown: float) -> str:
    return _NUMBER.sub(lambda number: str(round(int(number[1]) * grown)), values)


class Theme(QObject):
    """Dress the application, follow the system's scheme where a person chose so."""

    changed = Signal()
    # All is larger or smaller than before.
    resized = Signal()

    def __init__(self, app: QApplication, sans: str, serif: str) -> None:
        super().__init__(app)
        self._app, self.serif = app, serif
        self.choice = Scheme.SYSTEM
        self._sans = sans
        # The scheme, and whether in 大字.
        self._shown: tuple[Scheme, bool] | None = None
        self.large = False
        app.setProperty("large", False)
        self._set_font()
        app.setProperty("serif", serif)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, choice: Scheme) -> None:
        """Show a scheme, or the system's."""
        self.choice = choice
        wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
        # Also tells the platform, so that the window's frame goes with it.
        self._app.styleHints().setColorScheme(wanted.get(choice, Qt.ColorScheme.Unknown))
        self._dress()

    def enlarge(self, large: bool) -> None:
        """Show all type, spacing and controls in 大字, or as designed."""
        if large is self.large:
            return
        self.large = large
        self._app.setProperty("large", large)
        self._set_font()
        self._dress()
        from gui.large_print import follow

        follow(self._app, large=large)
        self.resized.emit()

    def _set_font(self) -> None:
        font = QFont(self._sans)
        font.setPixelSize(size("body"))
        self._app.setFont(font)

    def _follow(self) -> None:
        if self.choice is Scheme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        scheme = self.choice
        if scheme is Scheme.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            scheme = Scheme.DARK if dark else Scheme.LIGHT
        if self._shown == (scheme, self.large):
            return
        self._shown = (scheme, self.large)
        global _dressed
        _dressed = scheme
        self._app.setProperty("scheme", scheme.value)
        self._app.setPalette(palette(scheme))
        self._app.setStyleSheet(style_sheet(scheme, self.serif, factor()))
        self.changed.emit()


def serif_family() -> str:
    """Return the Song face that headings stand in."""
    app = QApplication.instance()
    return str(app.property("serif") or "") if app else ""
