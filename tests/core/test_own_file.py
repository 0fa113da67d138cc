"""The app's own file comes back whole; a damaged or newer one says so and names the backup."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import AppError, DamagedFile, NewerVersion
from core.files import open_report, save_report
from core.interchange import to_dict
from core.own_file import SUFFIX, backup_of, is_own, pack, save, unpack
from core.report import Report
from tests.helpers import distinct_report, reports

HERE = Path("没有这个文件夹") / f"年报{SUFFIX}"


@settings(max_examples=15)
@given(reports())
def test_a_report_comes_back_whole(report: Report) -> None:
    again = unpack(pack(report), HERE)
    assert to_dict(again) == to_dict(report)
    assert pack(again) == pack(report)


def test_saving_keeps_the_state_before_as_the_backup(tmp_path: Path) -> None:
    path = tmp_path / f"年报{SUFFIX}"
    first, second = distinct_report(), distinct_report(unit="另一个乡人民政府")
    save(first, path)
    assert not backup_of(path).exists()
    save_report(second, path)
    assert open_report(path).unit == second.unit
    assert open_report(backup_of(path)).unit == first.unit


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 500,
        b"{",
        b"[]",
        b"PK\x03\x04",
        pack(distinct_report())[:-40],
        b'{"app": "\xe5\x85\xac\xe5\xbc\x80\xe5\xb9\xb4\xe6\x8a\xa5"}',
        json.dumps({"app": "公开年报", "version": True, "format": "2021", "tables": {}}).encode(),
        json.dumps({"app": "公开年报", "version": 0, "format": "2021", "tables": {}}).encode(),
        json.dumps({"app": "公开年报", "version": 1, "format": "2021"}).encode(),
        json.dumps({"app": "别的程序", "version": 1, "format": "2021", "tables": {}}).encode(),
    ],
)
def test_a_damaged_file_says_so_and_names_the_backup(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / f"年报{SUFFIX}"
    path.write_bytes(data)
    with pytest.raises(DamagedFile, match="没有找到它的备份") as alone:
        open_report(path)
    assert alone.value.backup is None
    backup_of(path).write_bytes(pack(distinct_report()))
    with pytest.raises(DamagedFile, match=rf"年报{SUFFIX}\.bak") as beside:
        open_report(path)
    assert beside.value.backup == backup_of(path)
    assert open_report(backup_of(path)).unit == distinct_report().unit


def test_a_newer_file_says_so_and_names_the_backup(tmp_path: Path) -> None:
    data = json.dumps({"app": "公开年报", "version": 2}).encode()
    with pytest.raises(NewerVersion, match=r"升级程序$") as alone:
        unpack(data, HERE)
    assert alone.value.backup is None
    path = tmp_path / f"年报{SUFFIX}"
    backup_of(path).write_bytes(pack(distinct_report()))
    with pytest.raises(NewerVersion, match=rf"升级程序，或打开它的备份 年报{SUFFIX}\.bak") as beside:
        unpack(data, path)
    assert beside.value.backup == backup_of(path)


@settings(max_examples=40)
@given(st.integers(0, 30_000), st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused(place: int, byte: int) -> None:
    data = bytearray(pack(distinct_report()))
    data[place % len(data)] = byte
    try:
        assert unpack(bytes(data), HERE).form.id in ("2019", "2021")
    except AppError:
        return


def test_only_the_apps_own_content_is_its_own() -> None:
    assert is_own({"app": "公开年报"})
    assert not any(is_own(content) for content in ({"app": "x"}, {}, [], None, "公开年报"))
