"""The user's cache folder: what can be made again and is kept only to be quicker next time."""

import contextlib
import os
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

from core.errors import UnwritableFile
from core.storage import write_atomic

_NAME = "gongkai-nianbao"


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder that the system names for caches (not made yet); None where the user has no home."""
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA")
        return Path(base) / _NAME / "cache" if base else None
    if sys.platform != "darwin" and environment.get("XDG_CACHE_HOME", "").startswith("/"):
        return Path(environment["XDG_CACHE_HOME"]) / _NAME
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / "Library" / "Caches" / _NAME if sys.platform == "darwin" else home / ".cache" / _NAME


def sealed(mark: bytes, body: bytes) -> bytes:
    """Put a format's mark and a sum before what is kept."""
    return mark + zlib.crc32(body).to_bytes(4, "little") + body


def unsealed(mark: bytes, data: bytes | None) -> bytes | None:
    """Return what was sealed; None where there is nothing, or it is broken or of another format."""
    if data is None or len(data) < len(mark) + 4 or not data.startswith(mark):
        return None
    body = data[len(mark) + 4 :]
    return body if zlib.crc32(body).to_bytes(4, "little") == data[len(mark) : len(mark) + 4] else None


def load(name: str) -> bytes | None:
    """Return what was kept under that file name; None where nothing is or it cannot be read."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        return (folder / name).read_bytes()
    except OSError:
        return None


def keep(name: str, data: bytes) -> None:
    """Keep data under a file name, whole or not at all; where the folder cannot be written, nothing is kept."""
    folder = cache_folder()
    if folder is None:
        return
    with contextlib.suppress(OSError, UnwritableFile):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomic(folder / name, data)
