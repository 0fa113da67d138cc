"""./test --office finds LibreOffice and poppler where they usually are, installs what is missing, and names what it cannot install."""

import subprocess
from pathlib import Path

import pytest

from tools import office_programs

NAMES = ("soffice", "pdffonts", "pdftotext")
SYSTEM_PACKAGES = Path(__file__).resolve().parents[2] / "tools" / "system_packages.sh"


def put(folder: Path, *names: str) -> None:
    """Lay programs that do nothing into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("#!/bin/sh\n", "utf-8")
        (folder / name).chmod(0o755)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs; nothing is in the usual places."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PATHEXT", "")
    monkeypatch.setattr(office_programs, "_MAC", str(tmp_path / "none"))
    for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the installer was called with; it installs nothing."""
    calls: list[list[str]] = []

    def note(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(office_programs.subprocess, "run", note)
    return calls


def test_nothing_is_asked_for_where_all_is_there(path: Path, asked: list[list[str]], capfd: pytest.CaptureFixture[str]):
    put(path, *NAMES)
    assert office_programs.provide() == 0
    assert (asked, capfd.readouterr()) == ([], ("", ""))


def test_what_cannot_be_installed_is_named_in_one_sentence(path: Path, asked: list[list[str]], capfd: pytest.CaptureFixture[str]):
    assert office_programs.provide() == 2
    assert [call[-4:] for call in asked] == [["only", "libreoffice-writer", "libreoffice-calc", "poppler-utils"]]
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == said.err.count("。") == 1
    assert all(name in said.err for name in ("LibreOffice", "Writer", "Calc", "poppler", "请先安装", "libreoffice-calc"))


@pytest.mark.parametrize("gone", ["pdffonts", "pdftotext"])
def test_only_what_is_missing_is_named(path: Path, asked: list[list[str]], capfd: pytest.CaptureFixture[str], gone: str):
    put(path, *(name for name in NAMES if name != gone))
    assert office_programs.provide() == 2
    assert asked[0][-2:] == ["only", "poppler-utils"]
    assert "LibreOffice" not in capfd.readouterr().err


def test_what_is_installed_meanwhile_is_no_longer_missing(path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    def install(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        put(path, *NAMES)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(office_programs.subprocess, "run", install)
    assert office_programs.provide() == 0
    assert capfd.readouterr().err == ""


def test_an_office_without_its_tables_is_not_whole(path: Path, tmp_path: Path):
    put(tmp_path / "office", "soffice", "soffice.bin", "libswlo.so")
    put(path, *NAMES[1:])
    (path / "soffice").symlink_to(tmp_path / "office" / "soffice")
    assert office_programs.missing() == ["libreoffice-calc"]


@pytest.mark.parametrize("name", ["soffice.com", "soffice.exe"])
def test_on_windows_the_usual_folders_are_looked_into(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    put(tmp_path / "Programs" / "LibreOffice" / "program", name)
    put(path, *NAMES[1:])
    monkeypatch.setenv("ProgramFiles", str(tmp_path / "Programs"))
    assert office_programs.find_soffice() == str(tmp_path / "Programs" / "LibreOffice" / "program" / name)
    assert office_programs.missing() == []


def test_the_system_installs_only_what_is_asked_for_and_missing(path: Path):
    """dpkg and apt are stand-ins: poppler-utils is there, the rest is asked of apt, which cannot give it."""
    put(path, "dpkg-query", "apt-get")
    (path / "dpkg-query").write_text("#!/bin/sh\nprintf 'installed poppler-utils, \\n'\n", "utf-8")
    (path / "apt-get").write_text('#!/bin/sh\nprintf "%s\\n" "$*" >> "$ASKED"\nexit 1\n', "utf-8")
    (path / "id").write_text("#!/bin/sh\necho 0\n", "utf-8")
    (path / "id").chmod(0o755)
    asked = path / "asked"
    environment = {"PATH": f"{path}:/usr/bin:/bin", "ASKED": str(asked)}
    command = ["sh", str(SYSTEM_PACKAGES), "only", "libreoffice-calc", "poppler-utils"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "libreoffice-calc\n", "  正在安装系统软件包：libreoffice-calc\n")
    assert "--no-install-recommends" in asked.read_text("utf-8")
    assert "poppler" not in asked.read_text("utf-8")
