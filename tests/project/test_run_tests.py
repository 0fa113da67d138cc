"""./test runs what it was asked for, and a full run is held against the floors of coverage."""

import subprocess
from pathlib import Path

import pytest

from tools import run_tests

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What would have been run; all of it succeeds."""
    for name in ("COVERAGE_FILE", "PYTHONUTF8"):
        monkeypatch.setenv(name, "set back after the test")
    run: list[tuple[str, ...]] = []

    def note(*arguments: str) -> int:
        run.append(arguments)
        return 0

    monkeypatch.setattr(run_tests, "python", note)
    return run


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["--bench"], ("-m", "tests.bench")),
        (["--recall"], ("-m", "tests.imports", "recall")),
        (["--rules"], ("-m", "tests.core.rules")),
        (["--fuzz", "docx", "--inputs", "9"], ("-m", "tests.fuzz", "docx", "--inputs", "9")),
        (["--bench", "start"], ("-m", "tests.bench", "start")),
        (["--office", "-x"], ("-m", "pytest", *run_tests.office_checks(), "-x")),
        (["--round-trips", "9"], ("-m", "tests.papers.round_trips", "9")),
        (["--screenshots", "out"], ("-m", "tests.screenshots", str(Path("out").absolute()))),
        (["tests/core", "-q"], ("-m", "pytest", "tests/core", "-q")),
    ],
)
def test_a_word_of_its_own_or_pytest(calls: list[tuple[str, ...]], arguments: list[str], command: tuple[str, ...]):
    assert run_tests.main(arguments) == 0
    assert calls[-1] == command
    assert calls[:-1] == ([("-m", "tools.office_programs")] if arguments[0] in ("--office", "--round-trips") else [])


def test_without_the_programs_nothing_of_theirs_is_run(monkeypatch: pytest.MonkeyPatch, calls: list[tuple[str, ...]]):
    def lack(*arguments: str) -> int:
        calls.append(arguments)
        return 2

    monkeypatch.setattr(run_tests, "python", lack)
    assert run_tests.main(["--office"]) == run_tests.main(["--round-trips"]) == 2
    assert calls == [("-m", "tools.office_programs")] * 2


def test_the_checks_with_other_programs_are_no_part_of_the_plain_suite():
    names = run_tests.office_checks()
    assert names
    assert all((ROOT / name).is_file() for name in names)
    assert not list((ROOT / "tests" / "office").glob("test_*.py"))


def test_a_full_run_checks_each_folder_against_its_own_floor(calls: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]):
    assert run_tests.main([]) == 0
    assert calls[0][:3] == ("-m", "pytest", "-n")
    assert "--cov" in calls[0]
    floors = {call[3]: call[-1] for call in calls[1:]}
    assert floors == {"--include=core/*": "--fail-under=95", "--include=gui/*": "--fail-under=85"}
    assert "coverage of core" in capsys.readouterr().out


def test_too_little_coverage_fails_and_shows_the_missing_lines(monkeypatch: pytest.MonkeyPatch, calls: list[tuple[str, ...]]):
    def fall_short(*arguments: str) -> int:
        calls.append(arguments)
        return 2 if "--fail-under=85" in arguments else 0

    monkeypatch.setattr(run_tests, "python", fall_short)
    assert run_tests.main([]) == 2
    assert "--show-missing" in calls[-1]


def test_a_failing_suite_fails_whatever_it_covers(monkeypatch: pytest.MonkeyPatch, calls: list[tuple[str, ...]]):
    monkeypatch.setattr(run_tests, "python", lambda *arguments: 1 if "pytest" in arguments else 0)
    assert run_tests.main([]) == 1


def test_scans_are_read_in_an_environment_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    commands: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(run_tests, "ROOT", tmp_path)
    monkeypatch.setattr(run_tests.subprocess, "run", note)
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    assert run_tests.main(["--ocr", "-x"]) == 0
    made, installed, read = commands
    assert made[-1] == str(tmp_path / ".venv-ocr")
    assert any(requirement.startswith("rapidocr") for requirement in installed)
    assert read[-2:] == ["tests/ocr/read_scans.py", "-x"]
    monkeypatch.setattr(run_tests.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1))
    assert run_tests.main(["--ocr"]) == 2
