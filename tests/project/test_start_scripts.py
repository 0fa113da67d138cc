"""./run and ./test do set-up work once, lose no argument, and stand in nobody's way; the set-up itself is a stand-in here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODES = {"run": "main.py", "test": "tools/run_tests.py"}
# Stands in for the Python of .venv: one line per argument, then what it finds in the environment.
PYTHON = '#!/bin/sh\nprintf "%s\\n" "$@"\necho "utf8=$PYTHONUTF8 locale=${LC_ALL-}"\n'
SET_UP = '#!/bin/sh\necho "set up $1" >&2\nexit ${SET_UP_STATUS-0}\n'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose path has blanks and Chinese in it, set up for both scripts."""
    root = tmp_path / "年报 程序"
    (root / "tools").mkdir(parents=True)
    for name in MODES:
        shutil.copy(ROOT / name, root / name)
    for name in ("pyproject.toml", "constraints.txt", "tools/set_up.py"):
        (root / name).touch()
        os.utime(root / name, (1000, 1000))
    (root / "tools/set_up.sh").write_text(SET_UP, "utf-8")
    python = root / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON, "utf-8")
    python.chmod(0o755)
    for name in MODES:
        stamp = root / ".venv" / f"set-up-{name}"
        stamp.touch()
        os.utime(stamp, (2000, 2000))
    return root


def _start(script: Path | str, *arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nowhere"} | variables
    return subprocess.run(["sh", str(script), *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "program"), MODES.items())
def test_a_second_start_goes_straight_to_the_program(checkout: Path, name: str, program: str):
    started = _start(checkout / name, "convert", "去年 的.docx", "", "*", cwd=checkout.parent)
    assert started.stdout.splitlines()[:5] == [str(checkout / program), "convert", "去年 的.docx", "", "*"]
    assert (started.stderr, started.returncode) == ("", 0)


@pytest.mark.parametrize("name", MODES)
@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt", "tools/set_up.py"])
def test_a_newer_input_is_set_up_first(checkout: Path, name: str, changed: str):
    os.utime(checkout / changed, (3000, 3000))
    started = _start(checkout / name, cwd=checkout)
    assert started.stderr == f"set up {name}\n"
    assert started.returncode == 0


@pytest.mark.parametrize("gone", [".venv/bin/python", ".venv/set-up-run"])
def test_what_is_gone_is_set_up_first(checkout: Path, gone: str):
    (checkout / gone).unlink()
    assert _start(checkout / "run", cwd=checkout).stderr.startswith("set up run\n")


@pytest.mark.parametrize("name", MODES)
def test_a_failed_set_up_ends_the_start(checkout: Path, name: str):
    (checkout / f".venv/set-up-{name}").unlink()
    started = _start(checkout / name, "convert", cwd=checkout, SET_UP_STATUS="2")
    assert (started.stdout, started.returncode) == ("", 2)


@pytest.mark.parametrize(("arguments", "works"), [(["convert", "a.txt"], True), ([], False), (["a.docx"], False), (["./a"], False)])
def test_without_window_libraries_only_commands_work(checkout: Path, arguments: list[str], works: bool):
    (checkout / ".venv/set-up-run").unlink()
    started = _start(checkout / "run", *arguments, cwd=checkout, SET_UP_STATUS="3")
    assert bool(started.stdout) is works
    assert started.returncode == (0 if works else 2)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "locale="),
        ({"LC_ALL": "C"}, "locale=C.UTF-8"),
        ({"LC_ALL": "zh_CN.GBK"}, "locale=C.UTF-8"),
        ({"LC_ALL": "zh_CN.utf8"}, "locale=zh_CN.utf8"),
    ],
)
def test_the_program_always_runs_in_utf_8(checkout: Path, variables: dict[str, str], said: str):
    assert _start(checkout / "run", cwd=checkout, **variables).stdout.splitlines()[-1] == f"utf8=1 {said}"


def test_every_way_of_calling_finds_the_program(checkout: Path):
    link = checkout.parent / "nianbao"
    link.symlink_to(checkout / "run")
    assert _start(link, cwd=checkout.parent).stdout.splitlines()[0] == str(checkout / "main.py")
    assert _start("run", cwd=checkout).stdout.splitlines()[0] == "./main.py"
    assert _start("../run", cwd=checkout / "tools").stdout.splitlines()[0] == "../main.py"


@pytest.mark.parametrize("script", [*MODES, "tools/set_up.sh", "tools/system_packages.sh"])
def test_every_script_is_plain_shell(script: str):
    assert subprocess.run(["sh", "-n", str(ROOT / script)], capture_output=True, check=False).returncode == 0
