"""Write files so that a crash never costs the old one: temporary name beside it, flushed to disk, renamed over."""

import contextlib
import os
import shutil
from pathlib import Path

from core.errors import UnwritableFile


def write_atomic(path: Path, data: bytes, *, backup: Path | None = None) -> None:
    """Replace `path` by `data`, whole or not at all; keep the file that stood there as `backup` where one is named.

    A link stays a link, and who may read the file stays as it was. Raises UnwritableFile with a sentence that says what to do; no
    half-written file is left behind.
    """
    name, path = path.name, Path(os.path.realpath(path))
    scratch = _scratch_beside(path)
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError
        with scratch.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, scratch)
        if backup is not None and path.exists():
            _keep(path, backup)
        scratch.replace(path)
        _flush_folder(path.parent)
    except OSError as fault:
        raise UnwritableFile("文件没有写成", f"{name}（{_reason(fault)}）") from fault
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)


def _scratch_beside(path: Path) -> Path:
    """Name a file in the same folder; the name is short, since the file's own may be as long as the system allows."""
    return path.with_name(f".{os.urandom(8).hex()}.tmp")


def _keep(path: Path, backup: Path) -> None:
    """Make `backup` hold what `path` holds, without a moment in which neither is there."""
    spare = _scratch_beside(backup)
    try:
        try:
            os.link(path, spare)
        except OSError:
            spare.write_bytes(path.read_bytes())
        spare.replace(backup)
    finally:
        with contextlib.suppress(OSError):
            spare.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable where the system can: the file is whole by now, so that no fault here is one of writing."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return "没有写入权限，或文件正在 Word、WPS 中打开；请关闭后再试，或另存到别处"
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return "文件夹不存在；请另选位置"
    if isinstance(fault, IsADirectoryError):
        return "这是一个文件夹；请另起文件名"
    if fault.errno == 28:
        return "磁盘已满；请清理后再试"
    return f"{fault.strerror or '磁盘或网络出错'}；请换一个位置再试"
