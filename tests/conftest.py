"""What holds for every test: folders of its own instead of the user's, an offscreen window, and silence.

Silence is enforced: a log line of level WARNING or above, and anything that Qt prints, fails the test that caused it
(Python warnings do so by pyproject.toml). A test that means a log line says so with the marker `expects_log`.
"""

import atexit
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

HOME = Path(tempfile.mkdtemp(prefix="tests-"))
USER_FOLDERS = {
    "XDG_CONFIG_HOME": HOME / "config",
    "XDG_DATA_HOME": HOME / "data",
    "XDG_STATE_HOME": HOME / "state",
    "XDG_CACHE_HOME": HOME / "cache",
    "APPDATA": HOME / "config",
    "LOCALAPPDATA": HOME / "data",
}
# The system keeps its index of fonts here: made once for all tests.
KEPT_FOLDERS = {"XDG_CACHE_HOME", "XDG_RUNTIME_DIR"}


def _prepare_environment() -> None:
    """Take away what a developer's desktop says about folders, scaling and style, before Qt reads it."""
    for name in [name for name in os.environ if name.startswith(("QT_", "XDG_"))]:
        del os.environ[name]
    os.environ |= {name: str(folder) for name, folder in USER_FOLDERS.items()}
    os.environ |= {"HOME": str(HOME), "USERPROFILE": str(HOME), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    runtime = HOME / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)


_prepare_environment()
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

# The same examples on every run; how long one takes depends on the machine and proves nothing.
settings.register_profile("suite", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

_qt_messages: list[str] = []


def _note_qt_message(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    _qt_messages.append(message)


def pytest_configure() -> None:
    """Collect what Qt says outside the test's own code: there pytest-qt listens and this handler does not."""
    qInstallMessageHandler(_note_qt_message)


def _take_qt_messages(config: pytest.Config) -> list[str]:
    ignored = [re.compile(pattern) for pattern in config.getini("qt_log_ignore")]
    taken = [message for message in _qt_messages if not any(pattern.search(message) for pattern in ignored)]
    _qt_messages.clear()
    return taken


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test whose windows make Qt speak while they close."""
    yield
    if messages := _take_qt_messages(item.config):
        pytest.fail("Qt says outside the test: " + "; ".join(messages), pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when Qt spoke after the last test."""
    if messages := _take_qt_messages(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("Qt says after the last test: " + "; ".join(messages))


@pytest.fixture(autouse=True)
def _empty_user_folders() -> Iterator[None]:
    """Give every test empty folders for settings and data."""
    yield
    for name, folder in USER_FOLDERS.items():
        if name not in KEPT_FOLDERS and folder.exists():
            shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _no_stray_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs what it does not expect, or does not log what it expects."""
    yield
    expected = [re.compile(pattern) for mark in request.node.iter_markers("expects_log") for pattern in mark.args]
    lines = [
        record.getMessage()
        for phase in ("setup", "call", "teardown")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    stray = [line for line in lines if not any(pattern.search(line) for pattern in expected)]
    if stray:
        pytest.fail("stray log lines: " + "; ".join(stray), pytrace=False)
    absent = [pattern.pattern for pattern in expected if not any(pattern.search(line) for line in lines)]
    if absent:
        pytest.fail("not logged: " + "; ".join(absent), pytrace=False)
