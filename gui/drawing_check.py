"""Whether a report has anything that a 图解 could draw."""

from core.report import Report


def drawable(report: Report) -> bool:
    """Tell whether any figure of the report can be drawn."""
    from importlib.util import find_spec

    return find_spec("core.infographic") is not None
