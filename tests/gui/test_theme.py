import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import gui
from gui.main_window import MainWindow
from gui.theme import RESOURCES, Scheme, Theme, all_tokens, colour, palette, style_sheet, tokens

GUI = Path(gui.__file__).parent

# Every text colour with every ground that it stands on.
TEXT_ON = {
    "ink": "bg pane paper lit sum term head empty carried error_ground confirm_ground hint_ground gone fresh",
    "dim": "bg pane paper lit sum term head empty carried error_ground fresh",
    "zero": "pane paper head lit sum term empty carried error_ground",
    "accent": "bg pane paper lit sum term empty error_ground confirm_ground hint_ground",
    "error": "error_ground bg pane paper lit",
    "confirm": "confirm_ground bg pane paper lit empty",
    "hint": "hint_ground bg pane paper lit",
    "ok": "bg pane paper lit",
    "on_accent": "accent accent_strong",
}
PAIRS = [(text, ground) for text, grounds in TEXT_ON.items() for ground in grounds.split()]


def luminance(colour_text: str) -> float:
    channels = [int(colour_text[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_guideline_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_every_ground(scheme: Scheme, text: str, ground: str):
    found = tokens(scheme)
    assert contrast(found[text], found[ground]) >= 4.5, f"{text} {found[text]} on {ground} {found[ground]}"


def test_the_tokens_are_those_of_the_file():
    held = tomllib.loads((RESOURCES / "style" / "tokens.toml").read_text("utf-8"))
    assert {name: dict(values) for name, values in all_tokens().items()} == held


def test_both_schemes_have_the_same_tokens():
    assert set(tokens(Scheme.LIGHT)) == set(tokens(Scheme.DARK))
    assert set(TEXT_ON) | {g for grounds in TEXT_ON.values() for g in grounds.split()} <= set(tokens(Scheme.LIGHT))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_style_sheet_is_filled_in_and_holds_no_colour_of_its_own(scheme: Scheme):
    source = (RESOURCES / "style" / "style.qss").read_text("utf-8")
    assert not re.search(r"#[0-9a-fA-F]{6}\b|rgb\(", source)
    filled = style_sheet(scheme, "Song")
    assert "$" not in filled
    for name in re.findall(r'url\("([^"]+)"\)', filled):
        assert Path(name).is_file()


def test_marks_in_check_boxes_have_the_colour_of_their_scheme():
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        for name, token in (("tick", "accent"), ("check", "on_accent")):
            assert tokens(scheme)[token] in (RESOURCES / "icons" / f"{name}-{scheme.value}.svg").read_text("utf-8")


def test_widgets_hold_no_colours_and_only_the_theme_sets_a_style_sheet():
    for file in GUI.glob("*.py"):
        code = file.read_text("utf-8")
        assert not re.search(r"[\"']#[0-9a-fA-F]{3,8}[\"']", code), file.name
        assert "setStyleSheet" not in code or file.name == "theme.py", file.name
        assert not re.search(r"setPixelSize\(\d|setPointSize|QFont\([^)]*\d", code), file.name


def test_no_layout_is_asked_for_its_items():
    """Python does not learn that an item is gone, and crashes when something else comes to its place in memory."""
    for file in GUI.glob("*.py"):
        assert not re.search(r"\.(itemAt|takeAt|itemAtPosition|addSpacing)\(", file.read_text("utf-8")), file.name


def test_the_style_sheet_takes_its_type_from_the_one_scale_and_grows_with_it():
    source = (RESOURCES / "style" / "style.qss").read_text("utf-8")
    assert not re.findall(r"font-size: \d+", source)
    usual, large = style_sheet(Scheme.LIGHT, "Song"), style_sheet(Scheme.LIGHT, "Song", 1.25)

    def numbers(sheet: str, kind: str) -> list[int]:
        return [int(n) for values in re.findall(rf"(?<![\w-]){kind}:([^;}}]*)", sheet) for n in re.findall(r"\d+", values)]

    for kind in ("font-size", "padding", "min-height"):
        assert all(b >= a and (b > a or a < 3) for a, b in zip(numbers(usual, kind), numbers(large, kind), strict=True)), kind
    for kind in ("border", "border-left", "border-radius"):
        assert numbers(usual, kind) == numbers(large, kind), kind


def test_theme_switches_palette_and_tokens_and_tells_once(qapp: QApplication):
    theme = Theme(qapp, qapp.font().family(), "Song")
    told: list[bool] = []
    theme.choose(Scheme.LIGHT)
    theme.changed.connect(lambda: told.append(True))
    theme.choose(Scheme.DARK)
    assert colour("paper").name() == tokens(Scheme.DARK)["paper"]
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == tokens(Scheme.DARK)["paper"]
    theme.choose(Scheme.DARK)
    assert told == [True]
    theme.choose(Scheme.LIGHT)
    assert colour("paper").name() == tokens(Scheme.LIGHT)["paper"]


def test_disabled_text_is_told_apart():
    made = palette(Scheme.LIGHT)
    roles = QPalette.ColorRole
    assert made.color(QPalette.ColorGroup.Disabled, roles.ButtonText) != made.color(QPalette.ColorGroup.Active, roles.ButtonText)


@pytest.mark.parametrize("large", [False, True])
def test_the_words_of_all_fields_of_a_line_begin_at_one_place(window: MainWindow, qtbot: QtBot, large: bool):
    def begin(field: QWidget) -> int:
        drawn = field.grab().toImage()
        inside = range(8, drawn.height() - 8)
        return next(x for x in range(4, drawn.width()) if any(drawn.pixelColor(x, y).lightness() < 128 for y in inside))

    window.theme.choose(Scheme.LIGHT)
    window.theme.enlarge(large)
    fields = (QLineEdit("国"), QComboBox(), QComboBox(editable=True))
    for field in fields:
        qtbot.addWidget(field)
        if isinstance(field, QComboBox):
            field.addItem("国")
        field.resize(200, field.sizeHint().height())
        field.show()
    assert len({begin(field) for field in fields}) == 1
    held = begin(fields[1])
    with qtbot.waitActive(fields[1]):
        fields[1].activateWindow()
    fields[1].setFocus()
    qtbot.waitUntil(fields[1].hasFocus)
    assert begin(fields[1]) == held
    window.theme.enlarge(False)
