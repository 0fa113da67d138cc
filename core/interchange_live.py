"""Live figures (活数) as JSON: for each part a list of paragraph (from 0), start, end, cell, and the text that stands there.

The text holds a figure to its place: what an older version, or any program, has written since may have moved it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.live import UNFILLED, refreshed, sound, written
from core.report import TEXT_PREFIX, Live, Note, Paragraph, Report
from core.schema import CellId, Format

# More than any report has; each is looked at when its paragraph is.
MOST = 5000
_LOST = "文件里有 {} 处活数与文字对不上，改作普通数字读入"
_FOLLOWED = "文件里的表格改过，文字中的活数已随表格更新，请核对"
_NUMBER = re.compile(r"[-+－]?\d[\d,，.．]*\D{0,4}")


def live_of(paragraphs: Sequence[Paragraph]) -> list[dict[str, Any]]:
    """Return the figures of a part as plain JSON values."""
    return [
        {"paragraph": number, "start": f.start, "end": f.end, "cell": str(f.cell), "text": paragraph.text[f.start : f.end]}
        for number, paragraph in enumerate(paragraphs)
        for f in paragraph.live
    ]


class LiveReading:
    """The figures of one part as anybody may have written them."""

    def __init__(self, value: object, form: Format) -> None:
        """Take what a file holds under a part's name; what is no list holds no figure."""
        self._by_item: dict[int, list[tuple[Live, str]]] = {}
        self._said = 0
        self._kept = 0
        for each in value[:MOST] if isinstance(value, list) else ():
            self._said += 1
            read = _figure(each, form)
            if read is not None:
                number, live, text = read
                self._by_item.setdefault(number, []).append((live, text))

    def of(self, number: int, text: str) -> tuple[Live, ...]:
        """Return the figures of the paragraph that stood at `number` in the file, where its text holds what they say."""
        said = self._by_item.get(number, ())
        live = sound(text, (figure for figure, words in said if text[figure.start : figure.end] == words))
        self._kept += len(live)
        return live

    def notes(self, part: str) -> Iterable[Note]:
        """Yield what is to be said of figures that were dropped, once all paragraphs have been asked for."""
        if self._said > self._kept:
            yield Note(part, _LOST.format(self._said - self._kept))


def follow(report: Report) -> list[Note]:
    """Let the figures of a report just read show their cells; words that are no number are left as they are, whatever a file calls them."""
    notes: list[Note] = []
    for part, held in report.texts.items():
        numbers = tuple(replace(p, live=tuple(f for f in p.live if _may_change(report, p.text[f.start : f.end], f))) for p in held)
        report.texts[part] = numbers
        if lost := sum(len(p.live) for p in held) - sum(len(p.live) for p in numbers):
            notes.append(Note(part, _LOST.format(lost)))
    change = refreshed(report, {})
    report.apply(change)
    return notes + [Note(str(slot).removeprefix(TEXT_PREFIX), _FOLLOWED) for slot in change]


def _may_change(report: Report, text: str, figure: Live) -> bool:
    return text == UNFILLED or _NUMBER.fullmatch(text) is not None or text == written(report.value(figure.cell))


def _figure(value: object, form: Format) -> tuple[int, Live, str] | None:
    if not isinstance(value, Mapping):
        return None
    numbers = [value.get(key) for key in ("paragraph", "start", "end")]
    name, text = value.get("cell"), value.get("text")
    cell = CellId.parse(name) if isinstance(name, str) else None
    if cell is None or cell not in form.cells or not isinstance(text, str) or not all(type(n) is int for n in numbers):
        return None
    number, start, end = (n for n in numbers if type(n) is int)
    return (number, Live(start, end, cell), text) if 0 <= start < end else None
