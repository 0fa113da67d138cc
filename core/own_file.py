"""The app's own file (`.gknb`): versioned JSON, replaced atomically, with the file before it kept as one backup."""

from pathlib import Path

from core.errors import DamagedFile, NewerVersion, UnreadableFile
from core.interchange import loads, serialise, to_dict
from core.interchange_reading import from_dict
from core.report import Report
from core.storage import write_atomic

SUFFIX = ".gknb"
APP = "公开年报"
VERSION = 1


def backup_of(path: Path) -> Path:
    """Name the one backup that is kept beside a file."""
    return path.with_name(path.name + ".bak")


def pack(report: Report) -> bytes:
    """Serialise a report as the app's own file."""
    return serialise({"app": APP, "version": VERSION} | to_dict(report))


def save(report: Report, path: Path) -> None:
    """Write a report as the app's own file and keep what stood there as the backup."""
    write_atomic(path, pack(report), backup=backup_of(path))


def unpack(data: bytes, path: Path) -> Report:
    """Read the app's own file; NewerVersion and DamagedFile say so and name the backup where there is one."""
    try:
        content = loads(data)
    except UnreadableFile as fault:
        raise DamagedFile("文件已损坏", f"{path.name} 不完整。{_advice(path)}", _backup(path)) from fault
    version = content.get("version") if isinstance(content, dict) and content.get("app") == APP else None
    if type(version) is not int or version < 1:
        raise DamagedFile("文件已损坏", f"{path.name} 不是本程序保存的内容。{_advice(path)}", _backup(path))
    if version > VERSION:
        backup = _backup(path)
        older = f"，或打开它的备份 {backup.name}" if backup else ""
        raise NewerVersion("文件由更新的版本保存", f"{path.name} 要用新版的{APP}打开；请先升级程序{older}", backup)
    try:
        return from_dict(content)
    except UnreadableFile as fault:
        raise DamagedFile("文件已损坏", f"{path.name} 缺少必要的内容。{_advice(path)}", _backup(path)) from fault


def is_own(content: object) -> bool:
    """Tell whether parsed JSON is the app's own file."""
    return isinstance(content, dict) and content.get("app") == APP


def _backup(path: Path) -> Path | None:
    backup = backup_of(path)
    return backup if backup.exists() else None


def _advice(path: Path) -> str:
    backup = _backup(path)
    return f"请打开它的备份 {backup.name}" if backup else "没有找到它的备份，请换一份文件"
