"""Open any file as a report, told apart by its content: what it holds as read, the report that it became, and where each part stood."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from core.errors import UnreadableFile
from core.importers.kinds import kind_of
from core.importers.origins import Origins
from core.importers.source import Source
from core.isolation import ReadingProcess
from core.own_file import SUFFIX, is_own, unpack
from core.report import Report

LARGEST = 64 * 1024 * 1024
_TITLE = "打不开这份文件"
# Word and WPS put such a file beside each one that they have open.
_OWNER_FILE = "~$"


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as it was read; `source` is what the file holds and None where the file is the program's own or JSON."""

    report: Report
    source: Source | None = None
    origins: Origins | None = None


def open_reading(
    path: Path,
    process: ReadingProcess,
    data: bytes | None = None,
    *,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda _step, _steps: None,
) -> Reading:
    """Read a file, or `data` under the path's name; foreign kinds in a process of its own.

    UnreadableFile, DamagedFile or NewerVersion carry one Chinese sentence with what to do.
    """
    if path.suffix.lower() == SUFFIX and data is None:
        return Reading(unpack(read_bytes(path), path))
    found = process.read(path, data, stopped=stopped, progress=progress)
    return recognised(found, path.name) if isinstance(found, Source) else Reading(_from_json(found, path))


def reading_of(data: bytes, path: Path) -> Reading:
    """Read a report from a file's bytes in this process; `path` names it in messages."""
    if path.suffix.lower() == SUFFIX:
        return Reading(unpack(data, path))
    source = read_source(data, path)
    return Reading(_from_json(data, path)) if source is None else recognised(source, path.name)


def recognised(source: Source, name: str) -> Reading:
    """Make a report of a source."""
    from core.importers.recognition import recognise_places

    report, origins = recognise_places(source, name)
    if source.sent:
        from core.returned import notes_of

        report.notes += notes_of(report, source.sent)
    return Reading(report, source, origins)


def read_source(data: bytes, path: Path) -> Source | None:
    """Let the reader that the content asks for read the bytes; None for JSON, which has none."""
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFile(_TITLE, f"{path.name} 是空的；请另选文件")
    if path.name.startswith(_OWNER_FILE) and len(data) < 1024:
        raise UnreadableFile(_TITLE, f"{path.name} 是 Word、WPS 打开文件时的临时文件；请选择名字里没有“~$”的那一份")
    kind = kind_of(data, path.name)
    if kind == "json":
        return None
    source: Source = import_module(f"core.importers.from_{kind}").read(data, path.name)
    if source.is_too_long:
        raise UnreadableFile(_TITLE, f"{path.name} 里的文字太多，不像是一份年度报告；请只保留报告正文，另存后再试")
    return source


def read_bytes(path: Path) -> bytes:
    """Read a whole file of sane size."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(_TITLE, f"{path.name} 不是普通文件；请另选文件")
        if status.st_size > LARGEST:
            raise UnreadableFile(_TITLE, f"{path.name} 超过 {LARGEST // 2**20} MB，不像是一份年度报告；请另选文件")
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableFile(_TITLE, f"{path.name}（{_reason(path, fault)}）") from fault
    except ValueError as fault:
        # A path with a NUL in it, which no file can have.
        raise UnreadableFile(_TITLE, f"{path.name} 不是文件名；请另选文件") from fault


def _from_json(data: bytes, path: Path) -> Report:
    from core.interchange import loads
    from core.interchange_reading import from_dict

    try:
        content = loads(data)
        if not is_own(content):
            return from_dict(content)
    except UnreadableFile as fault:
        raise UnreadableFile(fault.title, f"{path.name} {fault.message}") from fault
    return unpack(data, path)


def _reason(path: Path, fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "没有这个文件；请检查文件名和文件夹"
    if isinstance(fault, IsADirectoryError) or os.path.isdir(path):
        return "这是一个文件夹；请选择里面的文件"
    if isinstance(fault, PermissionError):
        return "没有读取权限，或文件正在 Word、WPS 等别的程序中打开；请关闭后再试，或复制一份再打开"
    return f"{fault.strerror or '磁盘或网络出错'}；请把文件复制到本机再试"
