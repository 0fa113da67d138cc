"""Open any file as a report and write a report as any kind of file, told apart by content (reading) and suffix (writing)."""

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from core.errors import UnreadableFile, UnwritableFile
from core.importers.source import Source
from core.layout import document
from core.own_file import SUFFIX, is_own, pack, save, unpack
from core.report import Report
from core.storage import write_atomic

LARGEST = 64 * 1024 * 1024
READABLE = (".docx", ".docm", ".pdf", ".xlsx", ".html", ".htm", ".txt", ".json", SUFFIX)
WRITABLE = (".docx", ".xlsx", ".pdf", ".html", ".json", SUFFIX)
# The container of old .doc and .xls and of encrypted .docx, and RTF: the reader of .docx says which and what to do.
_OTHER_WORD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
FindingRow = tuple[str, str, str, str]


def open_report(path: Path) -> Report:
    """Read a report from a file of any kind that `READABLE` names; the content decides, not the suffix.

    UnreadableFile, DamagedFile or NewerVersion carry one Chinese sentence with what to do.
    """
    return from_bytes(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Read a whole file of sane size."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise UnreadableFile("打不开这份文件", f"{path.name} 不是普通文件；请另选文件")
        if status.st_size > LARGEST:
            raise UnreadableFile(
                "打不开这份文件",
                f"{path.name} 超过 {LARGEST // 2**20} MB，不像是一份年度报告；请另选文件",
            )
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableFile("打不开这份文件", f"{path.name}（{_reason(path, fault)}）") from fault


def from_bytes(data: bytes, path: Path) -> Report:
    """Read a report from a file's bytes; `path` names it in messages."""
    if path.suffix.lower() == SUFFIX:
        return unpack(data, path)
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFile("打不开这份文件", f"{path.name} 是空的；请另选文件")
    reader = _reader_for(data, path)
    if reader == "json":
        return _from_json(data, path)
    from core.importers.recognition import recognise

    return recognise(_read(reader, data, path.name), path.name)


def _from_json(data: bytes, path: Path) -> Report:
    from core.interchange import from_dict, loads

    content = loads(data)
    return unpack(data, path) if is_own(content) else from_dict(content)


def _reader_for(data: bytes, path: Path) -> str:
    """Name the reader that claims the content; two claims cannot happen, since each magic is its own."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OTHER_WORD):
        return "docx"
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data, path)
    if head.startswith((b"{", b"[")):
        return "json"
    lowered = head[:2048].lower()
    if b"<html" in lowered or b"<!doctype html" in lowered or b"<table" in lowered or path.suffix.lower() in (".html", ".htm"):
        return "html"
    if path.suffix.lower() == ".json":
        return "json"
    if path.suffix.lower() in (".docx", ".docm"):
        return "docx"
    return "xlsx" if path.suffix.lower() == ".xlsx" else "text"


def _packed_kind(data: bytes, path: Path) -> str:
    """Tell a workbook from a text by the names in the container's directory; by the suffix where it holds neither.

    What stands before the directory may be a file that was put into this one.
    """
    end = data.rfind(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little") if end >= 0 else 0
    names = data[start:end] if 0 < start < end else data
    workbook, text = b"xl/workbook" in names, b"word/document" in names
    if workbook == text:
        return "xlsx" if path.suffix.lower() == ".xlsx" else "docx"
    return "xlsx" if workbook else "docx"


def _read(reader: str, data: bytes, name: str) -> Source:
    from importlib import import_module

    return import_module(f"core.importers.from_{reader}").read(data, name)


def save_report(report: Report, path: Path, findings: Iterable[FindingRow] = ()) -> None:
    """Write a report as the kind that the suffix names; `findings` (level, rule, place, message) go on the sheet of findings."""
    if path.suffix.lower() == SUFFIX:
        save(report, path)
    else:
        write_atomic(path, to_bytes(report, path.suffix.lower(), findings))


def to_bytes(report: Report, suffix: str, findings: Iterable[FindingRow] = ()) -> bytes:
    """Render a report as the kind of file that the suffix names; UnwritableFile where no writer knows it."""
    writer = _WRITERS.get(suffix)
    if writer is None:
        known = "、".join(WRITABLE)
        raise UnwritableFile("不能写成这种文件", f"后缀 {suffix or '为空'} 不认识；请用 {known} 之一")
    return writer(report, list(findings))


def _json(report: Report, _: list[FindingRow]) -> bytes:
    from core.interchange import dumps

    return dumps(report)


def _docx(report: Report, _: list[FindingRow]) -> bytes:
    from core.exporters.to_docx import render

    return render(document(report))


def _pdf(report: Report, _: list[FindingRow]) -> bytes:
    from core.exporters.to_pdf import render

    return render(document(report))


def _html(report: Report, _: list[FindingRow]) -> bytes:
    from core.exporters.to_html import render

    return render(document(report))


def _xlsx(report: Report, findings: list[FindingRow]) -> bytes:
    from core.exporters.to_xlsx import render

    return render(document(report), report, findings)


_WRITERS: dict[str, Callable[[Report, list[FindingRow]], bytes]] = {
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".xlsx": _xlsx,
    ".json": _json,
    SUFFIX: lambda report, _: pack(report),
}


def _reason(path: Path, fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "没有这个文件；请检查文件名和文件夹"
    if isinstance(fault, IsADirectoryError) or os.path.isdir(path):
        return "这是一个文件夹；请选择里面的文件"
    if isinstance(fault, PermissionError):
        return "没有读取权限，或文件正被别的程序占用；请关闭后再试"
    return f"{fault.strerror or '磁盘或网络出错'}；请把文件复制到本机再试"
