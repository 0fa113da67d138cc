"""The command `check`: its lines can be read by a program, every file is checked once, and options that do not fit are refused."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

import main
from core.files import save_report
from core.report import Entry, Note, Report, paragraphs
from core.rules.engine import Level, registered
from core.schema import CellId
from core.workbook import FINDINGS_SHEET
from tests.helpers import distinct_report

LINE = re.compile(r"(?P<file>.+):(?P<place>[^:]+): (?P<level>错误|核实|提示|说明) (?P<rule>\S+) (?P<message>.+)")
TOTAL = CellId("applications", "results_total", "natural_person")
CARRIED = CellId("applications", "carried_in", "natural_person")


def faulty() -> Report:
    report = distinct_report()
    report.entries[TOTAL] = Entry(60, manual=True)
    return report


def kept(report: Report, path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    save_report(report, path)
    return path


def check(*words: str | Path) -> int:
    return main.main(["check", *map(str, words)])


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one sentence on stderr, with nothing on stdout."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def files_named(out: str) -> list[str]:
    """Return the files of the lines that say what was read, in order."""
    return [Path(line.split(":全文: 说明 读入 ")[0]).name for line in out.splitlines() if ":全文: 说明 读入 " in line]


def test_every_line_has_the_fixed_form_even_where_the_texts_hold_line_breaks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = faulty()
    report.notes = (Note("overview", "这里\n断\u2028开"),)
    report.texts["other"] = paragraphs(["没有。XX\x0b镇。"])
    assert check(kept(report, tmp_path / "甲.json")) == 1
    out, err = capsys.readouterr()
    found = [LINE.fullmatch(line) for line in out.rstrip("\n").split("\n")]
    assert all(found)
    assert err == ""
    assert any(match and match["rule"].startswith("A1") and match["level"] == "错误" for match in found)
    assert "这里 断 开" in out


def test_a_folder_stands_for_the_readable_files_in_it_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("乙.json", "甲.json", "下级/丙.gknb"):
        kept(distinct_report(), tmp_path / name)
    for name in ("~$甲.docx", ".藏.json", "说明.log"):
        (tmp_path / name).write_bytes(b"x")
    assert check(tmp_path) == 0
    out, err = capsys.readouterr()
    assert files_named(out) == ["乙.json", "甲.json", "丙.gknb"]
    assert err == ""


def test_a_file_given_twice_is_checked_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(distinct_report(), tmp_path / "甲.json")
    monkeypatch.chdir(tmp_path)
    assert check(path, "甲.json", tmp_path, "./甲.json") == 0
    assert files_named(capsys.readouterr().out) == ["甲.json"]


def test_an_empty_folder_is_said_and_the_rest_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空").mkdir()
    assert check(tmp_path / "空", kept(distinct_report(), tmp_path / "甲.json")) == 2
    out, err = capsys.readouterr()
    assert files_named(out) == ["甲.json"]
    assert err.count("\n") == 1
    assert "空 里没有能读的文件" in err


def test_last_years_report_is_compared_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now, last = distinct_report(year=2024), distinct_report(year=2023, seed=1000)
    path, before = kept(now, tmp_path / "今.json"), kept(last, tmp_path / "上.json")
    check(path)
    assert " H1" not in capsys.readouterr().out
    assert check(path, "--last", before) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if f"{now.form.label(CARRIED)}: 错误 H1" in line]
    assert len(lines) == 1
    assert str(now.value(CARRIED)) in lines[0]


def test_the_reports_own_last_year_serves_where_none_is_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = distinct_report(year=2024)
    now.last = distinct_report(year=2023, seed=1000)
    assert check(kept(now, tmp_path / "今.gknb")) == 1
    assert " H1" in capsys.readouterr().out


def test_a_last_report_of_another_year_is_refused_instead_of_checked_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = kept(distinct_report(year=2024), tmp_path / "今.json")
    assert check(path, "--last", path) == 2
    assert "今.json 是 2024 年度，--last 应是 2023 年度的，给的却是 2024 年度" in refused(capsys)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a.json", "--json", "--sarif"], "--json 和 --sarif 只能用一个"),
        (["a.json", "--rules"], "请去掉文件名"),
        (["--rules", "--sarif"], "不能和 --sarif 一起用"),
        (["--rules", "--last", "b.json"], "不能和 --last 一起用"),
        (["a.json", "b.json", "--last", "b.json"], "--last 只能用于一份报告，这里有 2 份"),
        (["--json"], "命令写得不对；用法：公开年报 check"),
        (["a.json", "--settings", "没有.toml"], "没有.toml"),
        (["a.json", "--settings", "坏.toml"], "W99"),
        (["a.json", "--last", "没有.json"], "没有这个文件"),
    ],
)
def test_options_that_do_not_fit_are_refused_in_one_sentence(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "b.json"):
        kept(distinct_report(), tmp_path / name)
    (tmp_path / "坏.toml").write_text('[rules]\nW99 = "off"\n', "utf-8")
    assert check(*words) == 2
    assert told in refused(capsys)


def test_an_offices_settings_lower_and_switch_off_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, settings = kept(faulty(), tmp_path / "甲.json"), tmp_path / "本县.toml"
    settings.write_text('[rules]\nA1 = "hint"\nA2 = "off"\n', "utf-8")
    assert check(path, "--settings", settings) == 0
    out = capsys.readouterr().out
    assert re.search(r": 提示 A1", out)
    assert " A2" not in out
    assert check("--rules", "--settings", settings) == 0
    told = capsys.readouterr().out
    assert "A1 提示 " in told
    assert "A2 关闭 " in told


def test_an_offices_words_are_looked_for_where_the_command_names_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is taken from the window's settings: the same command says the same on every computer."""
    path, words = kept(distinct_report(), tmp_path / "甲.json"), tmp_path / "词语.toml"
    words.write_text('[[word]]\nword = "柳河乡"\nlevel = "error"\nmessage = "写全称"\n', "utf-8")
    check(path)
    assert " W7" not in capsys.readouterr().out
    assert check(path, "--words", words) == 1
    assert ": 错误 W7.error “柳河乡”在本单位词语表里：写全称" in capsys.readouterr().out
    words.write_text("[rules]\n", "utf-8")
    assert check(path, "--words", words) == 2
    assert "不是词语表" in refused(capsys)


def test_the_findings_in_a_workbook_follow_the_settings_named(tmp_path: Path) -> None:
    path, words, rules = kept(faulty(), tmp_path / "甲.json"), tmp_path / "词语.toml", tmp_path / "规则.toml"
    words.write_text('[[word]]\nword = "柳河乡"\n', "utf-8")
    rules.write_text('[rules]\nA1 = "off"\n', "utf-8")

    def found(*options: object) -> set[str]:
        assert main.main(["convert", str(path), str(tmp_path / "甲.xlsx"), *map(str, options)]) == 0
        rows = load_workbook(tmp_path / "甲.xlsx")[FINDINGS_SHEET].iter_rows(values_only=True)
        return {str(value) for row in rows for value in row if value}

    assert not [said for said in found() if "本单位词语表" in said]
    assert [said for said in found() if "各项相加" in said]
    with_both = found("--words", words, "--settings", rules)
    assert [said for said in with_both if "本单位词语表" in said]
    assert not [said for said in with_both if "各项相加" in said]


def test_the_list_of_rules_tells_level_title_and_help_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--rules") == 0
    out, err = capsys.readouterr()
    assert err == ""
    for rule in registered().values():
        assert f"{rule.id} {rule.level.label if rule.on else '关闭'} {rule.title}\n    {rule.help.splitlines()[0]}\n" in out
    assert check("--rules", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["rule"] for row in rows] == list(registered())
    assert {row["level"] for row in rows} <= {"off", *(level.value for level in Level)}
    assert all(row["title"] and row["help"] for row in rows)


def test_the_help_tells_the_form_of_a_line_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--help") == 0
    out = capsys.readouterr().out
    assert "文件:位置: 级别 规则号 说明" in out
    assert "退出码" in out
    example = next(line.strip() for line in out.splitlines() if "青溪镇.docx" in line)
    assert LINE.fullmatch(example)


def test_one_process_reads_all_files(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from core import cli_check

    made: list[object] = []

    class Counted(cli_check.ReadingProcess):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr(cli_check, "ReadingProcess", Counted)
    paths = [kept(distinct_report(), tmp_path / f"{name}.json") for name in "甲乙丙"]
    assert check(*paths) == 0
    assert len(made) == 1
    assert files_named(capsys.readouterr().out) == ["甲.json", "乙.json", "丙.json"]
