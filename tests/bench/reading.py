"""Every kind of file read: the reader against its floor, reader and recogniser in all, and what the child process adds.

The readers are timed in seconds of the processor: they wait for nothing.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from core.files import to_bytes
from core.isolation import ReadingProcess
from core.reading import open_reading, read_source, reading_of
from tests.bench.measure import Result, compare, seconds
from tests.bench.reading_floors import FLOORS
from tests.core.written import written
from tests.helpers import distinct_report

_FILES = Path(__file__).parent.parent / "core" / "files"
# What this program does not write -> the report as another program wrote it.
_FOREIGN = {
    ".doc": "doc/report2021.doc",
    ".rtf": "rtf/report-2021-libreoffice.rtf",
    ".odt": "odt/report2021.odt",
    ".ods": "odt/report2021.ods",
    ".xls": "xls/report2021.xls",
    ".mht": "mht/word2019.mht",
}
# The most that a reader may take, as a multiple of its floor; the others have a floor that does nothing of what they do.
_AIMS = {".docx": 4, ".pdf": 3, ".doc": 4}
# Milliseconds for the whole way from the bytes to the report.
_WHOLE = 40


def sample(kind: str) -> bytes:
    """Return a whole report as a file of a kind."""
    if kind in _FOREIGN:
        return (_FILES / _FOREIGN[kind]).read_bytes()
    report = distinct_report("2021")
    return written(report).tab_rows().encode("utf-8") if kind == ".txt" else to_bytes(report, kind)


def bench_reader(kind: str) -> Result:
    """Read a file as far as its paragraphs and grids (JSON: its report), against the floor of its kind."""
    data, path = sample(kind), Path(f"report{kind}")
    read = reading_of if kind in (".json", ".gknb") else read_source
    ours, bare = seconds(lambda: read(data, path), process_time), seconds(lambda: FLOORS[kind](data), process_time)
    return compare(f"{kind} read to its floor", _AIMS.get(kind), ours, bare)


def bench_whole(kind: str) -> Result:
    """Make a report of a file: the reader and the recogniser."""
    data, path = sample(kind), Path(f"report{kind}")
    timer = seconds(lambda: reading_of(data, path), process_time)
    return Result(f"{kind} read and recognised", [timer() * 1000 for _ in range(9)], _WHOLE, "ms")


def bench_first() -> Result:
    """Start the process and read a first file in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = _saved(folder)
        return Result("first file through the child process", [_first(path) * 1000 for _ in range(5)], 1000, "ms")


def _first(path: Path) -> float:
    started = perf_counter()
    with ReadingProcess() as process:
        open_reading(path, process)
        return perf_counter() - started


def bench_following() -> Result:
    """Read a file in the process that has read one before, against reading it in this one."""
    with tempfile.TemporaryDirectory() as folder, ReadingProcess() as process:
        path = _saved(folder)
        there, here = seconds(lambda: open_reading(path, process)), seconds(lambda: reading_of(path.read_bytes(), path))
        return compare("following files through the child process to the same process", 2, there, here)


def _saved(folder: str) -> Path:
    path = Path(folder, "report.docx")
    path.write_bytes(sample(".docx"))
    return path


BENCHES: dict[str, Callable[[], Result]] = {
    **{f"read{kind}": partial(bench_reader, kind) for kind in FLOORS},
    **{f"whole{kind}": partial(bench_whole, kind) for kind in FLOORS},
    "child-first": bench_first,
    "child-following": bench_following,
}
