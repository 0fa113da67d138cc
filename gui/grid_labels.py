"""Know the form's own words in a pasted block: row labels and column heads that were copied along with the numbers."""

import re
from collections.abc import Iterable, Sequence

from core.importers.recognition_labels import bare, best_likeness
from core.layout import Role
from core.schema import Format
from gui.grid_places import Places

_ALIKE = 0.85
_ORDINAL = re.compile(r"^\s*(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}\s*[.．、])\s*")
_ASIDE = re.compile(r"[（(].*[）)]", re.DOTALL)
_WORDS = re.compile(r"[\u4e00-\u9fff]")


class Labels:
    """The wordings of one table's labels and heads."""

    def __init__(self, form: Format, places: Places) -> None:
        heads = [cell.text for cell in places.grid.cells if cell.role in (Role.HEAD, Role.BAND, Role.CORNER)]
        rows = [form.cells[line[0].cell][0] for line in places.lines if line[0].cell is not None]
        columns = [form.cells[cell.cell][1] for line in places.lines for cell in line if cell.cell is not None]
        self._heads = _wordings([*heads, *(text for column in columns for text in column.seen)])
        self._lines = [_wordings([row.label, *row.seen]) if places.label_columns else [] for row in rows]
        groups = [text for row in rows for text in row.path] if places.label_columns else []
        self._labels = [wording for line in self._lines for wording in line] + _wordings(groups)

    def is_label(self, text: str | None) -> bool:
        """Tell whether these are the words of a row's label."""
        return bool(text) and _likeness(text, self._labels) >= _ALIKE

    def is_head(self, text: str | None) -> bool:
        """Tell whether these are the words of a column's head rather than those of a row's label."""
        return bool(text) and _likeness(text, self._heads) >= _ALIKE and _likeness(text, self._heads) > _likeness(text, self._labels)

    def lines(self, text: str) -> list[int]:
        """Return the lines of the table that these words name, as well as any."""
        scores = [_likeness(text, line) for line in self._lines]
        best = max(scores, default=0.0)
        return [number for number, score in enumerate(scores) if score == best] if best >= _ALIKE else []


def _likeness(text: str, known: Sequence[str]) -> float:
    return best_likeness(_wordings([text]), known) if _WORDS.search(text) else 0.0


def _wordings(texts: Iterable[str]) -> list[str]:
    """Return texts bare of signs, with and without their ordinals and what they say in brackets."""
    found: dict[str, None] = {}
    for text in texts:
        plain = _ORDINAL.sub("", text)
        for each in (text, plain, _ASIDE.sub("", plain)):
            found[bare(each)] = None
    return [text for text in found if text]
