"""Write the files of the corpus and their expected JSON."""

from collections.abc import Sequence

from tests.imports.case import Case
from tests.imports.make_office import convert
from tests.imports.score import FOLDER


def write(cases: Sequence[Case], *, office: bool, prune: bool) -> None:
    """Write the cases; those of LibreOffice only where `office` or where they are missing. `prune` drops files that no case names."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept: set[str] = set()
    for case in cases:
        sample = case.sample()
        path = FOLDER / case.name
        if case.office is None:
            path.write_bytes(case.write(sample.paper))
        elif office or not path.exists():
            path.write_bytes(convert(case.write(sample.paper), *case.office))
        path.with_name(f"{case.name}.json").write_text(sample.expected(), "utf-8", newline="\n")
        kept |= {case.name, f"{case.name}.json"}
    for path in FOLDER.iterdir() if prune else ():
        if path.name not in kept:
            path.unlink()
