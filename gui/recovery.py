"""Keep unsaved work in a recovery file: written soon after a change, deleted at a clean save or close, offered after a crash."""

import contextlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QStandardPaths, QTimer

from core.errors import AppError
from gui.saver import stamp
from gui.session import Session

# The file is written this long after the first change that it does not hold: within 2 s, writing included.
DELAY_MS = 1000
# After a failure it is tried again: the disk may have room by then.
RETRY_MS = 2000


def default_folder() -> Path:
    """Return the folder of recovery files in the user's data folder."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "recovery"


@dataclass(frozen=True, slots=True)
class Orphan:
    """A recovery file whose program is gone; `original` is the file that the work belongs to, None where it had none."""

    file: Path
    name: str
    when: str
    original: Path | None


class Recovery(QObject):
    """Watch a session and keep its recovery file. A lock held while the program lives tells orphans from files in use."""

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__(session)
        self._session, self._folder = session, folder
        self._file = folder / f"{_fresh_name()}.gknb"
        self._lock: QLockFile | None = None
        self._writing = False
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._write)
        session.changed.connect(self._note)
        session.replaced.connect(self._note)
        session.saved_changed.connect(self._settle)

    @property
    def file(self) -> Path:
        """The recovery file of this run; it exists only while there is unsaved work."""
        return self._file

    def write_now(self) -> bool:
        """Write at once in this thread (the program is about to fall); False where nothing is unsaved or it cannot be written."""
        if not self._session.is_open or self._session.is_saved:
            return False
        with contextlib.suppress(AppError, OSError):
            self._prepare()
            self._save(self._session.report.copy(), self._meta())
            return True
        return False

    def close(self) -> None:
        """Delete the file: what was unsaved has been saved or given up."""
        self._timer.stop()
        self._delete(self._file)
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def orphans(self) -> Iterator[Orphan]:
        """Yield the files that a broken-off run left behind, the newest first."""
        # One that goes away, or cannot be looked at, hides no other.
        times = {file: found[0] for file in self._folder.glob("*.gknb") if (found := stamp(file)) is not None}
        for file in sorted(times, key=lambda each: times[each], reverse=True):
            if file == self._file:
                continue
            lock = QLockFile(str(file.with_suffix(".lock")))
            # No age makes a lock stale: a program may stay open for days.
            lock.setStaleLockTime(0)
            if not lock.tryLock(0):
                continue
            meta = _read_meta(file)
            lock.unlock()
            original = Path(meta["original"]) if meta.get("original") else None
            yield Orphan(file, meta.get("name") or "未命名的报告", meta.get("when", ""), original)

    def discard(self, orphan: Orphan) -> None:
        """Delete an orphan for good."""
        self._delete(orphan.file)

    def take_over(self, orphan: Orphan) -> None:
        """Go on keeping a restored orphan's work in that file, so that there is no moment without it."""
        self._file = orphan.file
        self._prepare()

    def _note(self) -> None:
        if self._session.is_open and not self._timer.isActive():
            self._timer.start(DELAY_MS)

    def _settle(self, saved: bool) -> None:
        if saved and not self._writing:
            self._timer.stop()
            self._delete(self._file)

    def _prepare(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._lock is None:
            self._lock = QLockFile(str(self._file.with_suffix(".lock")))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)

    def _meta(self) -> bytes:
        from datetime import datetime

        report, path = self._session.report, self._session.path
        name = path.name if path else f"{report.unit}{report.year}年度报告"
        when = datetime.now().strftime("%Y-%m-%d %H:%M")
        return json.dumps({"name": name, "when": when, "original": str(path) if path else ""}, ensure_ascii=False).encode()

    def _write(self) -> None:
        if self._writing:
            self._timer.start(DELAY_MS)
            return
        if self._session.is_saved:
            return
        try:
            self._prepare()
        except OSError as fault:
            self._failed(AppError("自动保存没有成功", fault.strerror or ""))
            return
        report, meta = self._session.report.copy(), self._meta()
        self._writing = True
        self._session.tasks.run(
            lambda _: self._save(report, meta), self._written, self._failed, always=self._ended, quiet=True, writes=True
        )

    def _save(self, report: object, meta: bytes) -> None:
        from core.files import save_report
        from core.storage import write_atomic

        save_report(report, self._file)  # pyright: ignore[reportArgumentType]
        write_atomic(self._file.with_suffix(".json"), meta)

    def _ended(self) -> None:
        self._writing = False

    def _written(self, _: object) -> None:
        if self._session.is_saved:
            self._delete(self._file)

    def _failed(self, fault: AppError) -> None:
        if self._session.is_saved:
            self._delete(self._file)
            return
        self._timer.start(RETRY_MS)
        self._session.message.emit(f"自动保存没有成功，请尽快手动保存：{fault.message or fault.title}")

    @staticmethod
    def _delete(file: Path) -> None:
        # Only what this class itself writes beside the file: its backup, its description.
        for each in (file, file.with_suffix(".json"), file.with_name(f"{file.name}.bak")):
            with contextlib.suppress(OSError):
                each.unlink(missing_ok=True)


def _read_meta(file: Path) -> dict[str, str]:
    try:
        meta = json.loads(file.with_suffix(".json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in meta.items()} if isinstance(meta, dict) else {}


def _fresh_name() -> str:
    """Return a name that no other run has."""
    return f"{QCoreApplication.applicationPid()}-{time.time_ns()}"
