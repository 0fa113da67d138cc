"""A test that is not silent fails: this runs noisy tests under the suite's own settings and demands that each one fails."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

NOISY = """
import logging, os, warnings
import pytest
from PySide6.QtCore import QSettings, QStandardPaths, qDebug, qWarning
from PySide6.QtWidgets import QWidget

@pytest.fixture
def late():
    yield
    qWarning("late")

def test_bad_log(): logging.getLogger("a.b").warning("stray")
def test_bad_python_warning(): warnings.warn("w")
def test_bad_open_file(): open(__file__)
def test_bad_qt_warning(): qWarning("q")
def test_bad_qt_debug(): qDebug("q")
def test_bad_qt_after_the_test(late): pass
@pytest.mark.expects_log("never")
def test_bad_expectation(): pass
def test_bad_slot(qtbot):
    class Broken(QWidget):
        def paintEvent(self, event): raise ValueError
    widget = Broken()
    qtbot.addWidget(widget)
    widget.grab()

@pytest.mark.expects_log("^str.y$")
def test_good_expected_log(): logging.getLogger("a.b").warning("stray")
def test_good_info(): logging.getLogger("a.b").info("said in passing")
def test_good_window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setMinimumSize(9, 9)
    widget.show()
    widget.raise_()
def test_good_settings_are_written_elsewhere():
    settings = QSettings("a", "b")
    settings.setValue("key", 1)
    settings.sync()
    assert os.environ["TRUE_HOME"] not in settings.fileName()
    assert os.environ["TRUE_HOME"] not in QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
def test_good_settings_are_forgotten():
    assert QSettings("a", "b").value("key") is None
"""


def test_noise_fails_and_silence_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TRUE_HOME", str(home))
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_noise.py").write_text(NOISY, "utf-8")
    (tests / "conftest.py").write_text((ROOT / "tests/conftest.py").read_text("utf-8"), "utf-8")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rfE"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    failed = {line.split("::")[1].split()[0] for line in said.splitlines() if line.startswith(("FAILED ", "ERROR "))}
    assert failed == {word.split("(")[0] for word in NOISY.split() if word.startswith("test_bad_")}
    assert list(home.iterdir()) == []
