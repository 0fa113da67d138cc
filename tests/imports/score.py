"""Hold what was read against what is due: every cell, every word, every note that must be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import simplejson

from core.errors import UnreadableFile
from core.files import open_report
from core.interchange import to_dict
from core.report import Report

FOLDER = Path(__file__).resolve().parents[1] / "samples" / "import"
_WORDS = ("format", "unit", "year", "title", "preamble", "sections", "signed", "cell_notes")
Due = dict[str, Any]


def files() -> list[Path]:
    """Return the files of the corpus."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


def due(path: Path) -> Due:
    """Return the expected JSON that stands beside a file."""
    return simplejson.loads(path.with_name(path.name + ".json").read_text("utf-8"), use_decimal=True)


@dataclass
class Judged:
    """One file as read: how many cells hold a number that is due, were read, are right; which are wrong, without and with a note."""

    path: Path
    refused: str = ""
    cells_due: int = 0
    cells_read: int = 0
    cells_right: int = 0
    silent: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    sentences_due: int = 0
    sentences_right: int = 0
    words: list[str] = field(default_factory=list)
    without_note: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The file's suffix."""
        return self.path.suffix.lower()


def judge(path: Path) -> Judged:
    """Read a file of the corpus and compare."""
    wanted, judged = due(path), Judged(path)
    try:
        report = open_report(path)
    except UnreadableFile as fault:
        judged.refused = str(fault)
        report = None
    _cells(judged, wanted, report)
    _words(judged, wanted, report)
    _notes(judged, wanted, report)
    return judged


def _cells(judged: Judged, wanted: Due, report: Report | None) -> None:
    held = {} if report is None else dict(_each(to_dict(report)["tables"]))
    places = set() if report is None else {note.where for note in report.notes}
    tables = dict(_each(wanted["tables"]))
    for name, value in (dict.fromkeys(held) | tables).items():
        read = held.get(name)
        judged.cells_due += value is not None
        judged.cells_read += read is not None
        judged.cells_right += value is not None and read == value
        spoken = report is None or not places.isdisjoint((name, name.rpartition(".")[0], name.partition(".")[0]))
        if read == value or (spoken and report is not None and read in _allowed(wanted, name)):
            continue
        shown = f"{name}: due {_show(value)}, read {_show(read)}"
        (judged.noted if spoken else judged.silent).append(shown)


def _allowed(wanted: Due, name: str) -> list[Any]:
    places = (name, name.rpartition(".")[0], name.partition(".")[0])
    return [value for place in places for value in wanted.get("lenient", {}).get(place, ())]


def _each(tables: Due) -> Iterator[tuple[str, Any]]:
    for table, rows in tables.items():
        for row, columns in rows.items():
            for column, value in columns.items():
                yield f"{table}.{row}.{column}", value


def _show(value: object) -> str:
    return "null" if value is None else repr(value) if isinstance(value, str) else str(value)


def _words(judged: Judged, wanted: Due, report: Report | None) -> None:
    data = {} if report is None else to_dict(report)
    judged.words = [f"{key}: due {wanted[key]}, read {data.get(key)}" for key in _WORDS if key in wanted and data.get(key) != wanted[key]]
    for part, texts in {"preamble": wanted["preamble"], **wanted["sections"]}.items():
        held = data.get("sections", {}).get(part, []) if part != "preamble" else data.get("preamble", [])
        judged.sentences_due += len(texts)
        judged.sentences_right += sum(1 for text in texts if text in held)


def _notes(judged: Judged, wanted: Due, report: Report | None) -> None:
    notes = () if report is None else report.notes
    said = "\n".join(note.message for note in notes)
    judged.without_note = [
        f"no note at {place or 'the report'}" for place in wanted.get("must_note", ()) if not _spoken(place, [n.where for n in notes])
    ]
    judged.without_note += [f"no note says {words}" for words in wanted.get("notes_contain", ()) if words not in said]
    if wanted.get("clean"):
        judged.without_note += [f"a clean file has a note at {note.where}: {note.message}" for note in notes]


def _spoken(place: str, wheres: list[str]) -> bool:
    """Tell whether a note stands at a place, at a part of it, or at the row or table that it is of."""
    return any(
        not place or where == place or where.startswith(f"{place}.") or (where and place.startswith(f"{where}.")) for where in wheres
    )
