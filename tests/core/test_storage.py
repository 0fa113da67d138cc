"""A file is replaced whole or not at all, and the one before it can be kept."""

import os
import stat
from pathlib import Path

import pytest

from core.errors import UnwritableFile
from core.storage import write_atomic


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_new_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    write_atomic(tmp_path / "甲.docx", b"1")
    assert names(tmp_path) == ["甲.docx"]
    assert (tmp_path / "甲.docx").read_bytes() == b"1"


def test_the_file_before_is_kept_as_the_one_backup(tmp_path: Path) -> None:
    path, backup = tmp_path / "a.gknb", tmp_path / "a.gknb.bak"
    for data in (b"1", b"2", b"3"):
        write_atomic(path, data, backup=backup)
    assert (path.read_bytes(), backup.read_bytes()) == (b"3", b"2")
    assert names(tmp_path) == ["a.gknb", "a.gknb.bak"]


def test_the_backup_is_a_copy_where_the_system_cannot_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    path, backup = tmp_path / "a", tmp_path / "a.bak"
    write_atomic(path, b"1")
    write_atomic(path, b"2", backup=backup)
    assert (path.read_bytes(), backup.read_bytes()) == (b"2", b"1")


@pytest.mark.parametrize("act", ["replace", "fsync"])
def test_a_fault_on_the_way_leaves_the_old_file_and_no_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    path = tmp_path / "a.json"
    write_atomic(path, b"old")

    def fail(*_args: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", fail) if act == "replace" else monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UnwritableFile, match=r"a\.json.*换一个位置"):
        write_atomic(path, b"new", backup=None)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


def test_a_folder_that_cannot_be_flushed_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> int:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "open", fail)
    monkeypatch.setattr(os, "link", os.link)
    write_atomic(tmp_path / "a", b"1")
    monkeypatch.undo()
    assert (tmp_path / "a").read_bytes() == b"1"


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 80 + ".docx")
    write_atomic(path, b"1")
    assert path.read_bytes() == b"1"


def test_the_file_may_be_read_by_whom_the_system_says(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a", b"1")
    (tmp_path / "b").write_bytes(b"1")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "b").stat().st_mode)


def test_a_link_stays_a_link_and_a_private_file_private(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "年报.docx", tmp_path / "链接.docx"
    target.write_bytes(b"1")
    target.chmod(0o600)
    link.symlink_to(target)
    write_atomic(link, b"2")
    assert link.is_symlink()
    assert target.read_bytes() == b"2"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names(tmp_path) == ["folder", "链接.docx"]
    assert names(tmp_path / "folder") == ["年报.docx"]


def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"1")
    # Root may write everything, so that a real permission would prove nothing.
    monkeypatch.setattr(os, "access", lambda place, _mode: Path(place) != path)
    with pytest.raises(UnwritableFile, match=r"a\.docx.*没有写入权限"):
        write_atomic(path, b"2")
    assert path.read_bytes() == b"1"
    assert names(tmp_path) == ["a.docx"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (PermissionError(13, "denied"), "没有写入权限"),
        (FileNotFoundError(2, "none"), "文件夹不存在"),
        (NotADirectoryError(20, "none"), "文件夹不存在"),
        (IsADirectoryError(21, "folder"), "这是一个文件夹"),
        (OSError(28, "No space left on device"), "磁盘已满"),
        (OSError(5, ""), "磁盘或网络出错"),
    ],
)
def test_every_fault_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, words: str) -> None:
    def fail(*_args: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UnwritableFile, match=words):
        write_atomic(tmp_path / "甲.pdf", b"1")
    monkeypatch.undo()
    assert names(tmp_path) == []


def test_real_faults_of_the_disk_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="文件夹不存在"):
        write_atomic(tmp_path / "none" / "a", b"1")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnwritableFile, match="文件夹"):
        write_atomic(tmp_path / "folder", b"1")
    assert names(tmp_path) == ["folder"]
