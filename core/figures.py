"""Figures in prose: what a sentence counts and how much, of which year, how exactly, and which figures are parts of which."""

from collections.abc import Sequence

from core.figures_context import in_context
from core.figures_model import Bound, Figure, Trend
from core.figures_numbers import numbers
from core.figures_parts import joined
from core.figures_shared import shared
from core.figures_shares import related
from core.figures_years import dated
from core.memory import remembered

__all__ = ["Bound", "Figure", "Trend", "figures", "lists", "parts_of"]


# Several rules ask about the same paragraphs, and again at every check: one that is forgotten in between is read five times.
@remembered
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a paragraph in order, apart; linear in its length."""
    found = numbers(text)
    if not found:
        return ()
    return tuple(related(text, joined(text, shared(text, dated(text, in_context(text, found))))))


def parts_of(found: Sequence[Figure], whole: int) -> list[Figure]:
    """Return the figures that are parts of the figure at that place."""
    return [each for each in found if each.whole == whole]


def lists(found: Sequence[Figure]) -> list[tuple[int, list[Figure]]]:
    """Return (place of the whole, parts) of the lists that must add up: told to the end, exact, of one unit, two parts or more."""
    by_first: dict[int, list[Figure]] = {}
    for part in found:
        if part.first is not None:
            by_first.setdefault(part.first, []).append(part)
    together = [(parts[0].whole, parts) for parts in by_first.values() if len(parts) > 1]
    return [(whole, parts) for whole, parts in together if whole is not None and all(map(_must_add_up, [found[whole], *parts]))]


def _must_add_up(figure: Figure) -> bool:
    return figure.is_exact and figure.ended and not figure.each
