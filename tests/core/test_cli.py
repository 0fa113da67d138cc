"""The commands without a window: exit codes, one sentence where something cannot be done, and no half-written file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from core import cli
from core.acceptance import with_acceptance
from core.cli import VERSION
from core.commands import no_display
from core.files import open_report, save_report
from core.report import Entry, Report, paragraphs, text_slot
from core.rules.engine import run
from core.schema import CellId, formats
from tests.core.written import written
from tests.helpers import cell_values, distinct_report

ROOT = Path(__file__).resolve().parents[2]
TRUTH = distinct_report()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "上年.txt"
    path.write_text(written(TRUTH).tab_rows(), "utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    report = TRUTH.copy()
    total = CellId("applications", "results_total", "natural_person")
    report.entries[total] = Entry(60, manual=True)
    path = tmp_path / "错的.json"
    save_report(report, path)
    return path


def sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line on stderr, with nothing on stdout."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.strip()


def test_convert_writes_the_kind_that_the_suffix_names(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for suffix in (".json", ".docx", ".html"):
        dest = tmp_path / f"新{suffix}"
        assert main.main(["convert", str(source), str(dest)]) == 0
        assert cell_values(open_report(dest)) == cell_values(TRUTH)
    assert capsys.readouterr() == ("", "")


def test_a_workbook_carries_the_findings(faulty: Path, tmp_path: Path) -> None:
    assert main.main(["convert", str(faulty), str(tmp_path / "a.xlsx")]) == 0
    assert cell_values(open_report(tmp_path / "a.xlsx")) == cell_values(open_report(faulty))


def test_roll_forward_writes_next_years_draft(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dest = tmp_path / "本年.gknb"
    assert main.main(["roll-forward", str(source), str(dest)]) == 0
    draft = open_report(dest)
    assert draft.year == TRUTH.year + 1
    assert draft.last is not None
    assert cell_values(draft.last) == cell_values(TRUTH)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("command", ["convert", "roll-forward"])
@pytest.mark.parametrize(
    ("dest", "words"),
    [("新.doc", "后缀不认识"), ("新", "后缀不认识"), ("没有/新.json", "文件夹不存在"), ("夹.json", "文件夹")],
)
def test_a_destination_that_cannot_be_written_is_named(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, dest: str, words: str
) -> None:
    (tmp_path / "夹.json").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert main.main([command, str(source), str(tmp_path / dest)]) == 2
    assert words in sentence(capsys)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("command", "name", "words"),
    [
        (command, name, words)
        for command in ("convert", "roll-forward", "check")
        for name, words in (("没有.docx", "没有这个文件"), (".", "这是一个文件夹"), ("坏.docx", "坏.docx"), ("诗.txt", "年度报告"))
        if (command, name) != ("check", ".")
    ],
)
def test_a_source_that_cannot_be_read_is_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str, words: str
) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "诗.txt").write_text("床前明月光", "utf-8")
    before = sorted(tmp_path.iterdir())
    assert main.main([command, str(tmp_path / name), *([] if command == "check" else [str(tmp_path / "新.json")])]) == 2
    assert words in sentence(capsys)
    assert sorted(tmp_path.iterdir()) == before


def test_a_fault_while_writing_keeps_the_file_that_stood_there(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dest = tmp_path / "新.json"
    dest.write_bytes(b"old")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert main.main(["convert", str(source), str(dest)]) == 2
    assert "磁盘已满" in sentence(capsys)
    assert dest.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([source.name, dest.name])


def test_convert_says_what_was_asked_for_and_is_not_in_the_file(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = tmp_path / "空.json"
    save_report(Report(formats()["2021"], unit="柳河乡人民政府", year=2024), blank)
    for read, name, wanted, said in (
        (source, "a.docx", ["--slip", "--infographic"], ""),
        (blank, "b.docx", ["--slip"], ""),
        (blank, "c.pdf", ["--infographic"], "表格里没有填数、填的都是 0，或者只有一两个数，c.pdf 里没有图解\n"),
        (source, "d.txt", ["--slip"], "审签单和图解只加在 .docx、.pdf 里，d.txt 里没有\n"),
        (source, "e.txt", [], ""),
    ):
        assert main.main(["convert", str(read), str(tmp_path / name), *wanted]) == 0
        assert capsys.readouterr() == ("", said)
        assert (tmp_path / name).exists()


def test_check_prints_a_line_a_finding_and_tells_errors_by_its_exit_code(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", str(faulty)]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    wrong = [line for line in out.splitlines() if " A1" in line]
    assert "三（七）总计·自然人：" not in out
    assert wrong
    assert any(line.startswith(f"{faulty}:三（七）总计·自然人: 错误 A1") and "60" in line for line in wrong)


def test_check_of_a_report_without_errors_exits_with_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "好.json"
    save_report(TRUTH, path)
    assert main.main(["check", str(path)]) == 0
    out, err = capsys.readouterr()
    assert "错误" not in out
    assert err == ""


def test_check_as_json_has_the_agreed_keys(faulty: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", "--json", str(faulty), str(source)]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert isinstance(rows, list)
    for row in rows:
        assert (
            {"file", "rule", "level", "where", "cells", "message"}
            <= row.keys()
            <= {
                *("file", "rule", "level", "where", "cells", "message"),
                *("expected", "actual", "fix"),
            }
        )
        assert row["level"] in ("error", "confirm", "hint")
        assert all(CellId.parse(cell) in TRUTH.form.cells for cell in row["cells"])
    found = next(r for r in rows if r["where"] == "applications.results_total.natural_person" and r["rule"].startswith("A1"))
    assert (found["file"], found["level"], found["actual"]) == (str(faulty), "error", "60")
    assert found["expected"] == str(TRUTH.value(CellId("applications", "results_total", "natural_person")))


def test_check_marks_what_was_accepted_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = TRUTH.copy()
    report.apply({text_slot("problems"): paragraphs(["我局将改进。"])})
    finding = next(f for f in run(report) if f.rule.startswith("W3"))
    report.apply({"accepted": with_acceptance(report, finding, "引用原文")})
    path = tmp_path / "已说明.gknb"
    save_report(report, path)
    assert main.main(["check", str(path)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if finding.message in line]
    assert len(lines) == 1
    assert lines[0].endswith(f": 核实 {finding.rule} {finding.message}（已说明：引用原文）")
    assert main.main(["check", "--json", str(path)]) == 0
    told = {row["rule"]: row.get("accepted") for row in json.loads(capsys.readouterr().out)}
    assert told[finding.rule] == "引用原文"
    assert [reason for rule, reason in told.items() if rule != finding.rule] == [None] * (len(told) - 1)


def test_check_goes_on_behind_a_file_that_cannot_be_read(faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", str(tmp_path / "没有.docx"), str(faulty)]) == 2
    out, err = capsys.readouterr()
    assert str(faulty) in out
    assert err.startswith(f"{tmp_path / '没有.docx'}：打不开这份文件")
    assert err.count("\n") == 1


@pytest.mark.parametrize("argv", [["convert"], ["convert", "a"], ["check"], ["roll-forward", "a", "b", "c"], ["check", "--jsn", "a"]])
def test_a_command_written_wrongly_says_how(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(argv) == 2
    said = sentence(capsys)
    assert said.startswith("命令写得不对；用法：公开年报 ")
    assert argv[0] in said


def test_help_speaks_chinese_and_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in (["--help"], ["-h"], ["convert", "--help"]):
        assert main.main(argv) == 0
        out = capsys.readouterr().out
        assert out.startswith("用法：")
        assert not any(word in out for word in ("usage", "positional", "options", "show"))
    assert main.main(["--help"]) == 0
    assert all(command in capsys.readouterr().out for command in ["convert"])


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--version"]) == 0
    assert capsys.readouterr().out == f"公开年报 {VERSION}\n"


def test_the_version_is_the_projects(capsys: pytest.CaptureFixture[str]) -> None:
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_without_a_display_the_window_says_what_to_do_instead(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cli.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main.main([]) == 2
    assert "./run convert" in sentence(capsys)
    assert no_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert no_display() == ""
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr(cli.sys, "platform", "win32")
    assert no_display() == ""


def test_a_closed_pipe_ends_quietly(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise BrokenPipeError

    with open(os.devnull, "w") as nowhere:
        monkeypatch.setattr(cli.sys, "stderr", nowhere)
        monkeypatch.setattr(cli, "_check", broken)
        assert cli.run(["check", str(source)]) == 2


def test_texts_that_no_terminal_can_print_do_not_stop_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = TRUTH.copy()
    report.apply({text_slot("other"): ()})
    path = tmp_path / "空.json"
    save_report(report, path)
    assert main.main(["check", str(path)]) in (0, 1)
    assert capsys.readouterr().err == ""


def test_the_program_itself_converts_and_fails_as_a_process(source: Path, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")} | {"LC_ALL": "C", "PYTHONUTF8": "0"}

    def run(*argv: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *argv], capture_output=True, cwd=tmp_path, env=environment, check=False
        )

    good = run("convert", source.name, "新.json")
    assert (good.returncode, good.stdout, good.stderr) == (0, b"", b"")
    assert cell_values(open_report(tmp_path / "新.json")) == cell_values(TRUTH)
    bad = run("convert", "没有.txt", "b.json")
    assert bad.returncode == 2
    assert bad.stderr.decode("utf-8").startswith("打不开这份文件：没有.txt")
    assert bad.stderr.count(b"\n") == 1
