"""A file of any kind is opened by what it holds, and refused in one sentence where it is no report."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from core import reading
from core.errors import AppError, UnreadableFile, UnwritableFile
from core.exporters import fonts
from core.files import from_bytes, open_report, save_report, to_bytes
from core.importers.source import MAX_CHARACTERS
from core.report import Report
from core.suffixes import PICTURES, READABLE, WRITABLE
from tests.core.written import written
from tests.helpers import cell_values, distinct_report

TRUTH = distinct_report()
PAPERS = [suffix for suffix in WRITABLE if suffix not in PICTURES]
SUFFIXES = [suffix for suffixes in READABLE.values() for suffix in suffixes]


@pytest.mark.parametrize("suffix", PAPERS)
def test_what_is_written_is_read_back_cell_by_cell_and_the_same_bytes_come_twice(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"年报{suffix}"
    save_report(TRUTH, path)
    assert cell_values(open_report(path)) == cell_values(TRUTH)
    again = tmp_path / f"又一份{suffix}"
    save_report(TRUTH, again)
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pdf", ".html", ".json"])
def test_the_content_decides_and_not_the_suffix(suffix: str) -> None:
    data = to_bytes(TRUTH, suffix)
    for other in (".txt", ".md", ".docx", ".xlsx", ".pdf", ".html", ".json", ""):
        assert cell_values(from_bytes(data, Path(f"年报{other}"))) == cell_values(TRUTH), other


def test_a_file_put_into_another_does_not_tell_its_kind() -> None:
    for outer, inner in ((".docx", ".xlsx"), (".xlsx", ".docx")):
        stream = io.BytesIO(to_bytes(TRUTH, outer))
        with zipfile.ZipFile(stream, "a") as package:
            package.writestr(f"embeddings/a{inner}", to_bytes(distinct_report("2019"), inner))
        assert cell_values(from_bytes(stream.getvalue(), Path("年报"))) == cell_values(TRUTH)


def test_rich_text_is_not_taken_for_broken_json() -> None:
    with pytest.raises(UnreadableFile, match="没有读出年度报告"):
        from_bytes(rb"{\rtf1\ansi x}", Path("年报.rtf"))


def test_plain_text_and_the_own_file_under_another_name_are_read(tmp_path: Path) -> None:
    for name, data in (("a.txt", written(TRUTH).tab_rows().encode()), ("b", to_bytes(TRUTH, ".gknb"))):
        (tmp_path / name).write_bytes(data)
        assert cell_values(open_report(tmp_path / name)) == cell_values(TRUTH)


def test_every_readable_suffix_is_served() -> None:
    assert set(PAPERS) <= set(SUFFIXES)


@pytest.mark.parametrize("suffix", [s for s in SUFFIXES if s != ".gknb"])
@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\0" * 64, b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04broken", b"%PDF-1.7 broken", b"{", b"<html></html>"]
)
def test_what_is_no_report_is_refused_in_one_sentence(suffix: str, data: bytes) -> None:
    with pytest.raises(AppError) as caught:
        from_bytes(data, Path(f"年报{suffix}"))
    assert "\n" not in str(caught.value)
    assert any("\u4e00" <= c <= "\u9fff" for c in caught.value.message)


def test_a_file_of_absurd_size_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 3)
    (tmp_path / "a.txt").write_bytes(b"1234")
    with pytest.raises(UnreadableFile, match="不像是一份年度报告"):
        open_report(tmp_path / "a.txt")


@pytest.mark.parametrize("text", ["1" * (MAX_CHARACTERS + 1), "数据\t" * 300 + "\n" + "公开年报\n\n" * 3])
def test_more_text_than_any_report_has_is_refused_before_it_is_recognised(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if len(text) < MAX_CHARACTERS:
        assert reading.read_source(text.encode(), Path("x.txt"))
        monkeypatch.setattr("core.importers.source.MAX_CHARACTERS", 500)
    with pytest.raises(UnreadableFile, match=r"x\.txt 里的文字太多"):
        reading.read_source(text.encode(), Path("x.txt"))


def test_places_that_are_no_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有这个文件"):
        open_report(tmp_path / "none.docx")
    with pytest.raises(UnreadableFile, match="这是一个文件夹"):
        open_report(tmp_path)
    with pytest.raises(UnreadableFile, match="请"):
        open_report(tmp_path / ("长" * 300))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UnreadableFile, match="不是普通文件"):
            open_report(tmp_path / "pipe")


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path) -> bytes:
        raise PermissionError(13, "denied")

    (tmp_path / "a.txt").write_bytes(b"1")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile, match="没有读取权限"):
        open_report(tmp_path / "a.txt")


@pytest.mark.parametrize("suffix", ["", ".doc", ".rtf"])
def test_an_unknown_kind_is_not_written(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(UnwritableFile, match=r"\.docx"):
        save_report(TRUTH, tmp_path / f"a{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_report_of_either_form_can_be_written_and_read(tmp_path: Path) -> None:
    for suffix in PAPERS:
        report = Report(distinct_report("2019").form, unit="空白乡", year=2020, title="空白乡2020年政府信息公开工作年度报告")
        save_report(report, tmp_path / f"a{suffix}")
        again = open_report(tmp_path / f"a{suffix}")
        assert (again.form.id, again.unit, again.year) == ("2019", "空白乡", 2020)
        assert set(cell_values(again).values()) == {None}


def test_a_font_of_the_program_that_is_gone_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.forget()
    monkeypatch.setattr(fonts, "floor_fonts", lambda: (tmp_path / "serif.otf", tmp_path / "sans.otf"))
    path = tmp_path / "年报.pdf"
    with pytest.raises(UnwritableFile, match=r"排版用的文件读不出来：.*请检查磁盘"):
        save_report(TRUTH, path)
    assert not path.exists()
    fonts.forget()
