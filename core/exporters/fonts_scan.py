"""Find the fonts that the system has: a cheap look at each file's name table, remembered in the user's cache folder."""

import json
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.exporters.fonts_cache import keep, load

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")
_CACHE = "fonts-1.json"
# A font folder holds some hundred files; more than this is no font folder.
_MOST_FILES = 4000
# Family, full and PostScript name. The typographic family (16) is left out: all weights share it.
_NAME_IDS = frozenset({1, 4, 6})
_RESTRICTED = 0x0002
_EDITABLE_OR_PREVIEW = 0x000C
_ITALIC, _BOLD = 1 << 0, 1 << 5


@dataclass(frozen=True, slots=True)
class Typeface:
    """One face of a font file: path, its index in a collection, and the file's stamp (mtime in ns, size), which tells files apart."""

    path: str
    index: int = 0
    stamp: tuple[int, int] = (0, 0)

    @classmethod
    def of(cls, path: Path) -> "Typeface":
        """Name the first face of a file that must be there."""
        found = path.stat()
        return cls(str(path), 0, (found.st_mtime_ns, found.st_size))


@dataclass(frozen=True, slots=True)
class Installed:
    """A face of the system with all its names, case folded; `astral` tells that it claims characters above U+FFFF."""

    face: Typeface
    names: frozenset[str]
    astral: bool


def font_folders(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the folders in which this system keeps fonts, whether they exist or not."""
    home = environment.get("HOME") or environment.get("USERPROFILE")
    own = Path(home) if home else None
    if sys.platform == "win32":
        folders = [Path(environment.get("WINDIR", "C:\\Windows")) / "Fonts"]
        local = environment.get("LOCALAPPDATA")
        return tuple(folders + ([Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []))
    if sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts")]
        return tuple(folders + ([own / "Library" / "Fonts"] if own else []))
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    folders = [Path(part) / "fonts" for part in shared.split(":") if part.startswith("/")]
    if own:
        folders += [own / ".local" / "share" / "fonts", own / ".fonts"]
    return tuple(folders)


@cache
def installed() -> tuple[Installed, ...]:
    """Return every usable face of the system, ordered by path and index; looked up once per run."""
    return scan(font_folders())


def forget() -> None:
    """Look for the system's fonts anew when next asked: some were installed or taken away."""
    installed.cache_clear()


def scan(folders: tuple[Path, ...]) -> tuple[Installed, ...]:
    """Look through the folders; files known from the last time (same path, time and size) are not opened again."""
    known = _remembered()
    seen: dict[str, Any] = {}
    for path, stamp in _files(folders):
        entry = known.get(path)
        if not (isinstance(entry, dict) and entry.get("stamp") == list(stamp)):
            entry = {"stamp": list(stamp), "faces": [list(face) for face in _probe(path)]}
        seen[path] = entry
    if seen != known:
        keep(_CACHE, json.dumps(seen, ensure_ascii=False, separators=(",", ":")).encode())
    return tuple(face for path in sorted(seen) for face in _faces(path, seen[path]))


def _faces(path: str, entry: dict[str, Any]) -> Iterator[Installed]:
    """Read a remembered entry; one that does not hold together is left out."""
    try:
        stamp = (int(entry["stamp"][0]), int(entry["stamp"][1]))
        faces = [Installed(Typeface(path, int(i), stamp), frozenset(map(str, names)), bool(astral)) for i, names, astral in entry["faces"]]
    except (KeyError, TypeError, ValueError, IndexError):
        return
    yield from faces


def _remembered() -> dict[str, Any]:
    data = load(_CACHE)
    if data is None:
        return {}
    try:
        known = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def _files(folders: tuple[Path, ...]) -> Iterator[tuple[str, tuple[int, int]]]:
    count = 0
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in sorted(names):
                if not name.lower().endswith(_SUFFIXES):
                    continue
                count += 1
                if count > _MOST_FILES:
                    return
                path = os.path.join(place, name)
                try:
                    found = os.stat(path)
                except OSError:
                    continue
                yield path, (found.st_mtime_ns, found.st_size)


def _probe(path: str) -> Iterator[tuple[int, list[str], bool]]:
    """Yield (index, names, astral) for each upright regular face of a file; a broken file has none."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    faults = (OSError, TTLibError, struct.error, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, EOFError)
    try:
        with Path(path).open("rb") as stream:
            # fontTools leaves a broken file open: the stream is closed here in any case.
            fonts = TTCollection(stream, lazy=True).fonts if stream.read(4) == b"ttcf" else [TTFont(stream, lazy=True)]
            found = [(index, _names(font), _is_astral(font)) for index, font in enumerate(fonts) if _is_usable(font)]
    except faults:
        return
    yield from found


def _names(font: "TTFont") -> list[str]:
    names = {str(record).casefold() for record in font["name"].names if record.nameID in _NAME_IDS}
    return sorted(name for name in names if name)


def _is_astral(font: "TTFont") -> bool:
    return bool(font["OS/2"].ulUnicodeRange2 & 1 << 25)


def _is_usable(font: "TTFont") -> bool:
    """Leave out faces that may not be embedded and the italics and bolds, which share their family's name."""
    table = vars(font["OS/2"])
    rights = table["fsType"] & 0x000F
    barred = rights & _RESTRICTED and not rights & _EDITABLE_OR_PREVIEW
    outlines = "glyf" in font or "CFF " in font
    return outlines and not barred and not table["fsSelection"] & (_ITALIC | _BOLD)
