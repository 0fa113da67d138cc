"""Whole files of every kind, from which the damaged ones are made: written in code, or taken from the samples of the tests."""

import importlib
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path

import core.importers
from core.files import to_bytes
from core.report import Entry, Report
from tests.core.written import written
from tests.fuzz import rich_docx, rich_others
from tests.helpers import distinct_report

_TESTS = Path(__file__).resolve().parents[1]
_FOLDERS = (_TESTS / "core" / "files", _TESTS / "samples" / "import")
# Larger files would make a round slow without showing more.
_LARGEST = 400_000
_READER = re.compile("from_([a-z0-9]+)")
# Kinds without a reader module of their own in importers.
_OWN_KINDS = ("json", "gknb")
SUFFIXES: dict[str, tuple[str, ...]] = {
    "text": (".txt", ".md"),
    "html": (".html", ".htm"),
    "mht": (".mht", ".mhtml"),
    "odt": (".odt", ".ods", ".fodt", ".fods"),
    "docx": (".docx", ".docm"),
    "doc": (".doc", ".wps"),
    "xls": (".xls", ".et"),
    "picture": (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"),
}

Sample = tuple[str, bytes]


def kinds() -> list[str]:
    """Name every kind of file that the program reads, found by its readers' modules."""
    found = [match[1] for module in pkgutil.iter_modules(core.importers.__path__) if (match := _READER.fullmatch(module.name))]
    readers = [kind for kind in found if hasattr(importlib.import_module(f"core.importers.from_{kind}"), "read")]
    return [*sorted(readers), *_OWN_KINDS]


def samples(kind: str) -> list[Sample]:
    """Return (suffix, bytes) of each sample of a kind; empty where there is none."""
    suffixes = SUFFIXES.get(kind, (f".{kind}",))
    made = _MADE[kind]() if kind in _MADE else []
    files = sorted(path for folder in _FOLDERS for path in folder.rglob("*") if path.suffix.lower() in suffixes and path.is_file())
    return [*made, *((path.suffix, path.read_bytes()) for path in files if path.stat().st_size <= _LARGEST)]


def short_report() -> Report:
    """Return a report of which little is filled in, so that its files are small."""
    report = distinct_report("2019")
    for number, cell in enumerate(report.form.cells):
        if number % 7:
            report.entries[cell] = Entry(None)
    return report


def _written(suffix: str) -> Callable[[], list[Sample]]:
    return lambda: [(suffix, to_bytes(report, suffix)) for report in (short_report(), distinct_report())]


def _texts() -> list[Sample]:
    rows, lines = written(distinct_report()).tab_rows(), written(short_report(), spans="down").cell_lines()
    own = [(suffix, to_bytes(short_report(), suffix)) for suffix in (".txt", ".md")]
    return [(".txt", rows.encode()), (".txt", lines.encode("gb18030")), (".txt", lines.encode("utf-16")), *own]


_MADE: dict[str, Callable[[], list[Sample]]] = {
    "docx": lambda: [*_written(".docx")(), *((".docx", data) for data in rich_docx.files())],
    "xlsx": lambda: [*_written(".xlsx")(), (".xlsx", rich_others.workbook())],
    "html": lambda: [*_written(".html")(), (".html", rich_others.page())],
    "mht": lambda: [(".mht", rich_others.archive())],
    "pdf": lambda: [(".pdf", rich_others.paper()), (".pdf", to_bytes(short_report(), ".pdf"))],
    "text": _texts,
    "json": _written(".json"),
    "gknb": _written(".gknb"),
    "rtf": lambda: [(".rtf", rich_others.rich_text())],
    "odt": rich_others.open_files,
    "xls": lambda: [(".xls", rich_others.sheet_of_2003())],
    "picture": rich_others.pictures,
}
