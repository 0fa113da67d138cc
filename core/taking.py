"""Take a paragraph of last year's report into this year's prose, its years stepped as the roll-forward steps them."""

from collections.abc import Sequence

from core.compare import Pair
from core.prose import tidy
from core.report import Paragraph, Report
from core.rollover import rolled_paragraph


def taken(report: Report, part: str, pairs: Sequence[Pair], number: int) -> tuple[tuple[Paragraph, ...], int]:
    """Return the part with last year's paragraph `number` in place of what it became, and where it stands now.

    Where it became nothing, it comes behind what the paragraph before it became. `pairs` compare the two years' paragraphs.
    """
    held = report.paragraphs(part)
    here = next(place for place, pair in enumerate(pairs) if pair.last == number)
    now = pairs[here].now
    if now is None:
        behind = [pair.now for pair in pairs[:here] if pair.now is not None]
        return put(report, part, number, behind[-1] + 1 if behind else 0)
    return (*held[:now], _stepped(report, part, number), *held[now + 1 :]), now


def put(report: Report, part: str, number: int, place: int) -> tuple[tuple[Paragraph, ...], int]:
    """Return the part with last year's paragraph `number` put before this year's paragraph `place`, and where it stands."""
    held = report.paragraphs(part)
    place = min(place, len(held))
    return (*held[:place], _stepped(report, part, number), *held[place:]), place


def _stepped(report: Report, part: str, number: int) -> Paragraph:
    if report.last is None:
        raise LookupError(part)
    paragraph = report.last.paragraphs(part)[number]
    return rolled_paragraph(report, report.last, paragraph, tidy(paragraph.text))
