"""How long a section's prose may be, as the office has set it: a file beside the settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

FILE = "limits.toml"
MOST = 99_999


class Limits(QObject):
    """Hold the most characters (字) of each section by its id; without a folder nothing is kept.

    A file that cannot be read counts as none.
    """

    changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._held: dict[str, int] | None = None

    def get(self, part: str) -> int:
        """Return the most characters of a part; 0 where there is no limit."""
        return self._all().get(part, 0)

    def put(self, part: str, most: int) -> None:
        """Set a limit, 0 for none; raises UnwritableFile where it cannot be kept."""
        held = dict(self._all())
        if held.get(part, 0) == most:
            return
        held.pop(part, None)
        if most:
            held[part] = most
        self._write(held)
        self._held = held
        self.changed.emit()

    def _all(self) -> dict[str, int]:
        if self._held is None:
            self._held = self._read()
        return self._held

    def _read(self) -> dict[str, int]:
        if self._folder is None:
            return {}
        # Not before it is asked for: the start page comes up without it.
        import tomllib

        try:
            data = tomllib.loads((self._folder / FILE).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {part: most for part, most in data.items() if type(most) is int and 0 < most <= MOST}

    def _write(self, held: dict[str, int]) -> None:
        if self._folder is None:
            return
        from core.errors import UnwritableFile
        from core.storage import write_atomic

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise UnwritableFile("字数上限没有存成", f"文件夹 {self._folder} 建不了（{fault.strerror}），请检查磁盘和权限") from fault
        lines = "".join(f"{part} = {most}\n" for part, most in sorted(held.items()))
        write_atomic(self._folder / FILE, f"# 各部分的字数上限\n{lines}".encode())
