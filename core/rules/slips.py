"""Slips of the keyboard: what the W6 rules share."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.memory import remembered
from core.report import Report
from core.rules.engine import Finding, Fix
from core.rules.spans import Span, merged, passages, quotations, replaced

IDEOGRAPHS = r"\u3400-\u4dbf\u4e00-\u9fff"
_ADDRESS = re.compile(r"(?:https?[:：]|www\.)[!-~]+|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class Slip:
    """A place that a finding marks, and the words that belong there."""

    start: int
    end: int
    right: str


def findings(report: Report, found: Callable[[str], tuple[Slip, ...]], say: Callable[[str, Slip], str]) -> Iterator[Finding]:
    """Yield a finding for every slip of every paragraph, with a mend of its own; `say` makes the sentence of a paragraph and a slip."""
    for passage in passages(report):
        for slip in found(passage.text):
            fix = Fix(f"改为“{slip.right}”", replaced(report, passage, [(slip.start, slip.end)], slip.right))
            old = passage.text[slip.start : slip.end]
            yield Finding(passage.where(slip.start, slip.end), say(passage.text, slip), expected=slip.right, actual=old, fix=fix)


def around(text: str, slip: Slip, reach: int = 4) -> str:
    """Return a slip with a few characters to either side."""
    return text[max(0, slip.start - reach) : slip.end + reach].strip()


@remembered
def fixed_wordings(text: str) -> tuple[Span, ...]:
    """Return the spans in title marks and the addresses: nobody may mend them here."""
    titles = [span for span in quotations(text) if text[span[0]] in "《〈"]
    return tuple(merged([*titles, *(match.span() for match in _ADDRESS.finditer(text))]))
