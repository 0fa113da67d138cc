"""The folders' directions are a contract that the linter keeps: these tests hold the linter against forbidden imports."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

QT_AND_WINDOW = ("PySide6.QtCore", "shiboken6", "gui.session", "main")
FORBIDDEN = {
    "core/module.py": QT_AND_WINDOW,
    "core/rules/module.py": (*QT_AND_WINDOW, "core.importers.source", "core.exporters"),
    "core/importers/module.py": (*QT_AND_WINDOW, "core.exporters", "core.rules.engine"),
    "core/exporters/module.py": (*QT_AND_WINDOW, "core.importers.source", "core.rules.engine"),
    "gui/module.py": (
        "main",
        "gui.main_window",
        "gui.navigator",
        "gui.findings_panel",
        "gui.start_page",
        "gui.text_editor",
        "gui.grid_view",
    ),
}


def _banned_lines(place: str, source: str) -> set[int]:
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID", "--output-format", "concise", "--stdin-filename", place, "-"]
    found = subprocess.run(command, input=source, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return {int(line.split(":")[1]) for line in found.splitlines() if " TID25" in line}


@pytest.mark.parametrize(("place", "modules"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_every_forbidden_import_is_found_in_each_of_its_forms(place: str, modules: tuple[str, ...]):
    lines = [line for module in modules for line in (f"import {module}", f"from {module} import name")]
    lines += [f"from {package} import {name}" for package, _, name in (module.rpartition(".") for module in modules) if package]
    assert _banned_lines(place, "\n".join(lines)) == set(range(1, len(lines) + 1))


def test_a_parent_folder_is_never_imported_by_dots():
    assert _banned_lines("core/rules/module.py", "from ..importers import source\nfrom .. import exporters\n") == {1, 2}


@pytest.mark.parametrize(
    ("place", "module"),
    [
        ("core/rules/module.py", "core.report"),
        ("core/importers/module.py", "core.schema"),
        ("core/exporters/module.py", "core.layout"),
        ("core/cli.py", "core.importers"),
        ("gui/module.py", "PySide6.QtCore"),
        ("gui/module.py", "core.rules"),
        ("gui/main_window.py", "gui.navigator"),
    ],
)
def test_an_import_along_the_directions_is_left_alone(place: str, module: str):
    assert _banned_lines(place, f"import {module}\n") == set()
