"""The set-up installs exactly what is pinned, and its marks tell done from half done."""

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools import set_up

ROOT = Path(__file__).resolve().parents[2]


def _key(requirement: str) -> str:
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins() -> dict[str, str]:
    lines = [line for line in set_up.CONSTRAINTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines), "a line is no exact pin"
    return {_key(line.split("==")[0]): line.split("==")[1] for line in lines}


def test_every_package_that_the_project_asks_for_is_pinned():
    names = {_key(requirement) for requirement in set_up.requirements("test")}
    assert names <= _pins().keys()


def test_every_package_that_those_packages_ask_for_is_pinned():
    pins = _pins()
    asked = {requirement for name in pins.keys() - {"colorama"} for requirement in importlib.metadata.requires(name) or []}
    needed = {requirement for requirement in asked if not re.search(r"extra *==|python_version *<|platform", requirement)}
    assert {_key(requirement) for requirement in needed} <= pins.keys()


def test_the_tests_run_with_the_pinned_versions():
    pins = {name: version for name, version in _pins().items() if name != "colorama"}
    assert {name: importlib.metadata.version(name) for name in pins} == pins


def test_running_asks_for_no_test_tool():
    assert set(set_up.requirements("run")) < set(set_up.requirements("test"))
    assert not any("pytest" in requirement for requirement in set_up.requirements("run"))


def test_the_fonts_of_the_exported_files_are_pinned_in_the_project_itself():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert any(requirement.startswith("pylopdf-fonts-zh-cn==") for requirement in project["dependencies"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, in which the set-up has made nothing yet."""
    inputs = [tmp_path / name for name in ("pyproject.toml", "constraints.txt", "set_up.py")]
    for path in inputs:
        path.write_text("x==1\n", "utf-8")
        os.utime(path, (1000, 1000))
    venv = tmp_path / ".venv"
    python = venv / "bin" / "python"
    for name, value in {"ROOT": tmp_path, "VENV": venv, "PYTHON": python, "UNFINISHED": venv / "unfinished"}.items():
        monkeypatch.setattr(set_up, name, value)
    monkeypatch.setattr(set_up, "INPUTS", tuple(inputs))
    monkeypatch.setattr(set_up, "CONSTRAINTS", inputs[1])
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


def test_a_stamp_is_current_until_an_input_is_newer(folder: Path):
    assert not set_up.is_current("run")
    set_up.write_stamp("run", 2000)
    assert set_up.is_current("run")
    assert not set_up.is_current("test")
    os.utime(folder / "constraints.txt", (2001, 2001))
    assert not set_up.is_current("run")


def test_a_stamp_without_its_python_is_not_current(folder: Path):
    set_up.write_stamp("run", 2000)
    set_up.PYTHON.unlink()
    assert not set_up.is_current("run")


def test_a_broken_off_set_up_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    calls: list[tuple[str, ...]] = []

    def pretend(*command: str) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(set_up, "_run", pretend)
    leftover = set_up.VENV / "leftover"
    leftover.touch()
    set_up.make_venv()
    assert leftover.exists(), "a sound environment was thrown away"
    set_up.UNFINISHED.touch()
    set_up.make_venv()
    assert not leftover.exists()
    assert set_up.UNFINISHED.exists(), "the new environment counts as finished before its packages are there"
    assert calls[-1][1:3] == ("-m", "venv")
    assert "正在建立 Python 环境" in capsys.readouterr().err


def test_only_one_set_up_at_a_time(folder: Path):
    waiting = "import sys; sys.path.insert(0, sys.argv[1]); from tools import set_up as s; print(s._try_lock(open(sys.argv[2], 'a+b')))"
    command = [sys.executable, "-c", waiting, str(ROOT), str(folder / ".set-up.lock")]
    with set_up.lock():
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "True\n"


def test_a_failing_pip_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(set_up, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(set_up, "requirements", lambda _mode: ["--no-such-option"])
    with pytest.raises(set_up.SetUpError, match="网络"):
        set_up.install_packages("run")
    assert set_up.UNFINISHED.exists()


@pytest.mark.parametrize(("mode", "missing", "done"), [("run", "", {"run"}), ("test", "", {"run", "test"}), ("test", "libegl1", {"test"})])
def test_the_set_up_of_the_tests_is_enough_to_run(folder: Path, monkeypatch: pytest.MonkeyPatch, mode: str, missing: str, done: set[str]):
    monkeypatch.setattr(set_up, "install_system_packages", lambda: missing)
    monkeypatch.setattr(set_up, "make_venv", lambda: None)
    monkeypatch.setattr(set_up, "install_packages", lambda _mode: None)
    monkeypatch.setattr(set_up, "_run", lambda *command: subprocess.CompletedProcess(command, 0, "", ""))
    assert set_up.set_up(mode) == set_up.OK
    assert {name for name in ("run", "test") if set_up.is_current(name)} == done


def test_a_missing_library_is_named_and_nothing_counts_as_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    error = "Traceback\nImportError: libEGL.so.1: cannot open shared object file: No such file or directory\n"
    monkeypatch.setattr(set_up, "install_system_packages", lambda: "libegl1")
    monkeypatch.setattr(set_up, "make_venv", lambda: None)
    monkeypatch.setattr(set_up, "install_packages", lambda _mode: None)
    monkeypatch.setattr(set_up, "_run", lambda *command: subprocess.CompletedProcess(command, 1, "", error))
    assert set_up.set_up("run") == set_up.NO_WINDOW
    said = capsys.readouterr().err
    assert "（libEGL.so.1）" in said
    assert "apt-get install libegl1，" in said
    assert not set_up.is_current("run")
