"""What the program remembers between starts: name, type and default in one table."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T")
MOST_RECENT = 8


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One remembered thing."""

    key: str
    type: type[T]
    default: T


GEOMETRY = Setting("window/geometry", QByteArray, QByteArray())
PANES = Setting("window/columns", QByteArray, QByteArray())
REVIEW = Setting("review/geometry", QByteArray, QByteArray())
SHOW_NAVIGATOR = Setting("window/navigator", bool, True)
SHOW_FINDINGS = Setting("window/findings", bool, True)
SHOW_PREVIEW = Setting("window/preview", bool, False)
# Pixels; 0 while nobody has chosen one.
PREVIEW_WIDTH = Setting("preview/width", int, 0)
# `width`, `page` or a percentage.
PREVIEW_ZOOM = Setting("preview/zoom", str, "width")
SCHEME = Setting("window/scheme", str, "system")
LARGE_PRINT = Setting("window/large_print", bool, False)
# Ids of what was chosen lately in the search for commands, as JSON, the newest first.
SOUGHT = Setting("search/recent", str, "[]")
ZOOM = Setting("work/zoom", int, 100)
SHOW_LAST = Setting("work/show_last", bool, False)
SHOW_OUTLINE = Setting("prose/outline", bool, False)
SHOW_LAST_TEXT = Setting("prose/last_text", bool, False)
# Pixels, as a person left them; 0 while nobody has.
OUTLINE_WIDTH = Setting("prose/outline_width", int, 0)
LAST_TEXT_WIDTH = Setting("prose/last_text_width", int, 0)
# What findings are grouped by: `level` or `section`.
FINDINGS_BY = Setting("findings/by", str, "level")
FOLDER = Setting("files/folder", str, "")
SLIP = Setting("export/slip", bool, False)
INFOGRAPHIC = Setting("export/infographic", bool, False)
# Suffixes with blanks between them.
EXPORT_KINDS = Setting("export/kinds", str, ".docx .xlsx .pdf")
# Reports for which 零申请 is not offered any more, one a line.
ZERO_DISMISSED = Setting("offers/zero_dismissed", str, "")
RECENT = Setting("files/recent", str, "[]")
# What acts that are on or off keep between starts.
SHOWN = {
    "show_last": SHOW_LAST,
    "show_outline": SHOW_OUTLINE,
    "show_last_text": SHOW_LAST_TEXT,
    "show_navigator": SHOW_NAVIGATOR,
    "show_findings": SHOW_FINDINGS,
    "show_preview": SHOW_PREVIEW,
    "large_print": LARGE_PRINT,
}


@dataclass(frozen=True, slots=True)
class Recent:
    """A file opened, saved or sent lately; `open_errors` and `open_confirms` are what was left to do, `when` an ISO time.

    `sent` is the ISO day on which it went for review with the fingerprint `mark`: the report as it was then.
    """

    path: str
    unit: str
    year: int
    when: str
    open_errors: int = 0
    open_confirms: int = 0
    sent: str = ""
    mark: str = ""


class Settings:
    """Read and write the settings; a value of the wrong kind counts as the default."""

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)
        else:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "gongkai-nianbao", "window")

    @property
    def folder(self) -> Path:
        """Where the settings are kept."""
        return Path(self._store.fileName()).parent

    def get(self, setting: Setting[T]) -> T:
        """Return the value, the default where there is none that fits."""
        raw: Any = self._store.value(setting.key)
        if raw is None:
            return setting.default
        if setting.type is bool and isinstance(raw, str):
            raw = raw == "true"
        elif setting.type is int and isinstance(raw, str) and raw.isdecimal():
            raw = int(raw)
        return raw if isinstance(raw, setting.type) else setting.default

    def put(self, setting: Setting[T], value: T) -> None:
        """Remember a value."""
        self._store.setValue(setting.key, value)

    def flush(self) -> None:
        """Write what is remembered to disk."""
        self._store.sync()

    def recent(self) -> list[Recent]:
        """Return the recent files that still exist, the newest first."""
        try:
            items = json.loads(self.get(RECENT))
            found = [Recent(**item) for item in items]
        except (ValueError, TypeError):
            return []
        return [item for item in found if Path(item.path).is_file()]

    def forget(self, path: str) -> None:
        """Take a file from the recent ones."""
        kept = [item for item in self.recent() if item.path != path]
        self.put(RECENT, json.dumps([asdict(each) for each in kept], ensure_ascii=False))

    def remember(self, item: Recent) -> None:
        """Put a file at the head of the recent ones."""
        others = [old for old in self.recent() if old.path != item.path]
        kept = [item, *others][:MOST_RECENT]
        self.put(RECENT, json.dumps([asdict(each) for each in kept], ensure_ascii=False))
