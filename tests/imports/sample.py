"""A file of the corpus in the making: its paper and what a careful person reads in it, changed together by quirks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import simplejson

from core.interchange import to_dict
from core.report import PREAMBLE
from tests.imports.paper import Paper, paper
from tests.imports.truths import truth

_KEYS = ("format", "unit", "year", "title", "preamble", "sections", "tables", "cell_notes", "signed")


@dataclass
class Sample:
    """One file: `due` is its expected JSON, `must_note` the places that must carry a note, `contain` words that some note must hold."""

    paper: Paper
    due: dict[str, Any]
    must_note: list[str] = field(default_factory=list)
    contain: list[str] = field(default_factory=list)
    lenient: dict[str, list[Any]] = field(default_factory=dict)
    clean: bool = False

    def note(self, *places: str, words: str = "") -> None:
        """Demand a note at each place."""
        self.must_note += [place for place in places if place not in self.must_note]
        self.contain += [words] if words else []

    def put(self, name: str, value: object) -> None:
        """Expect another value in a cell."""
        table, row, column = name.split(".")
        assert column in self.due["tables"][table][row]
        self.due["tables"][table][row][column] = value

    def get(self, name: str) -> Any:
        """Return the value that a cell is due to have."""
        table, row, column = name.split(".")
        return self.due["tables"][table][row][column]

    def allow(self, place: str, *others: object) -> None:
        """Let the cells of a place (cell, row, table) hold other values too, each with a note at the cell, its row or its table."""
        self.lenient[place] = list(others)

    def row(self, table: str, row: str) -> list[str]:
        """Return the names of a row's cells."""
        return [f"{table}.{row}.{column}" for column in self.due["tables"][table][row]]

    def cells(self, table: str) -> list[str]:
        """Return the names of a table's cells."""
        return [name for row in self.due["tables"][table] for name in self.row(table, row)]

    def prose(self, part: str) -> list[str]:
        """Return the paragraphs due in the preamble or a section; the list may be changed."""
        return self.due["preamble"] if part == PREAMBLE else self.due["sections"][part]

    def expected(self) -> str:
        """Return the expected JSON: a line a row and a paragraph."""
        content = {key: self.due[key] for key in _KEYS if key in self.due}
        rules = {"must_note": self.must_note, "notes_contain": self.contain, "lenient": self.lenient, "clean": self.clean}
        content |= {key: value for key, value in rules.items() if value}
        return "{\n" + ",\n".join(f'"{key}": {_spread(value, 2 if key == "tables" else 1)}' for key, value in content.items()) + "\n}\n"


Quirk = Callable[[Sample], None]


def sample(key: str, quirks: Iterable[Quirk] = (), *, clean: bool = False) -> Sample:
    """Return the sample of a true report after its quirks."""
    report = truth(key)
    data = simplejson.loads(simplejson.dumps(to_dict(report), use_decimal=True), use_decimal=True)
    made = Sample(paper(report), data, clean=clean)
    for quirk in quirks:
        quirk(made)
    return made


def _spread(value: object, depth: int) -> str:
    """Write a value as JSON, its first levels with a line an item."""
    if depth and isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"{simplejson.dumps(k)}: {_spread(v, depth - 1)}" for k, v in value.items()) + "\n}"
    if depth and isinstance(value, list) and value:
        return "[\n" + ",\n".join(_plain(v) for v in value) + "\n]"
    return _plain(value)


def _plain(value: object) -> str:
    return simplejson.dumps(value, ensure_ascii=False, use_decimal=True, separators=(",", ":"))
