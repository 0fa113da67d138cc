"""The checks: arithmetic (A), history (H), narrative (N), wording (W), structure (S)."""

from functools import cache
from importlib import import_module

MODULES = (
    "arithmetic",
    "completeness",
    "money",
    "history",
    "leaps",
    "repeats",
    "wording",
    "years",
    "bodies",
    "regulations",
    "own_words",
    "reached",
    "structure",
    "sections",
    "slogans",
    "misprints",
    "marks",
    "laws",
    "narrative",
    "dates",
    "counts",
    "results",
    "claims",
    "figure_lists",
    "shares",
)


@cache
def load_all() -> None:
    """Import every module of rules, so that its rules are registered."""
    for name in MODULES:
        import_module(f"core.rules.{name}")
