"""Print recall and precision of the corpus, a line a kind of file."""

from collections import defaultdict

from tests.imports.score import Judged, files, judge

_HEAD = ("kind", "files", "refused", "cells", "right", "silent", "noted", "recall", "precision", "sentences", "right")
_WIDTHS = (9, 7, 9, 8, 8, 8, 8, 9, 11, 11, 7)


def table() -> list[str]:
    """Read every file and return the lines of the table, totals last. Silent: wrong or missing without a note; it must be 0."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for path in files():
        kinds[path.suffix.lower()].append(judge(path))
    everything = [judged for group in kinds.values() for judged in group]
    lines = [_line(_HEAD)]
    lines += [_line(_numbers(kind, group)) for kind, group in sorted(kinds.items())]
    return [*lines, _line(_numbers("all", everything))]


def _numbers(kind: str, group: list[Judged]) -> tuple[str, ...]:
    due, read, right = (sum(getattr(j, name) for j in group) for name in ("cells_due", "cells_read", "cells_right"))
    silent, noted = (sum(len(getattr(j, name)) for j in group) for name in ("silent", "noted"))
    refused = sum(1 for j in group if j.refused)
    sentences = sum(j.sentences_due for j in group)
    good = sum(j.sentences_right for j in group)
    counts = (len(group), refused, due, right, silent, noted)
    return (kind, *map(str, counts), _share(right, due), _share(right, read), str(sentences), str(good))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "-"


def _line(texts: tuple[str, ...]) -> str:
    return "".join(text.ljust(width) if i == 0 else text.rjust(width) for i, (text, width) in enumerate(zip(texts, _WIDTHS, strict=True)))
