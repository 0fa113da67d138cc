"""Run every bench, or those whose names hold a word given, and print a line each; exit 1 where an aim is missed."""

import sys
from collections.abc import Callable, Sequence
from functools import partial

from tests.bench import (
    cell_edit,
    docx_files,
    figures,
    keys,
    keystroke,
    office,
    opening,
    pdf_files,
    preview,
    reading,
    rules,
    window,
    xlsx_files,
)
from tests.bench.measure import Result

BENCHES: dict[str, Callable[[], Result]] = {
    "window": window.bench,
    "open-time": partial(opening.bench_time, "chosen"),
    "open-time-at-start": partial(opening.bench_time, "given"),
    "open-memory": opening.bench_memory,
    **keys.BENCHES,
    "docx-write": docx_files.bench_write,
    "pdf-write": pdf_files.bench,
    "xlsx-write": xlsx_files.bench_write,
    "pdf-cold": pdf_files.bench_cold,
    "cell-edit": cell_edit.bench,
    "office": office.bench,
    "preview": preview.bench,
    "rules": rules.bench,
    "rules-growth": rules.bench_growth,
    "rules-keystroke": keystroke.bench,
    "figures": figures.bench_report,
    "figures-hostile": figures.bench_hostile,
    **reading.BENCHES,
}


def main(words: Sequence[str]) -> int:
    """Run what was asked for, one after the other: side by side they would measure each other."""
    held = True
    for name, bench in BENCHES.items():
        if words and not any(word in name for word in words):
            continue
        result = bench()
        print(result, flush=True)
        held &= result.holds
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
