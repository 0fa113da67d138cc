"""What a person asked to have written."""

from dataclasses import dataclass
from pathlib import Path

from core.papers import PLAIN, Extras
from gui.export_kinds import DRAWINGS

# Added to the name of a file that holds the picture alone: it must not be taken for the report.
_DRAWING = "图解"


@dataclass(frozen=True, slots=True)
class Order:
    """One file per suffix, and what goes into those with pages besides the report."""

    folder: Path
    name: str
    suffixes: tuple[str, ...]
    extras: Extras = PLAIN

    @property
    def files(self) -> tuple[Path, ...]:
        """The files to write."""
        return tuple(self.folder / f"{self.name}{_DRAWING if suffix in DRAWINGS else ''}{suffix}" for suffix in self.suffixes)
