"""Whether a report has anything that a 图解 could draw."""

from core.report import Report


def drawable(report: Report) -> bool:
    """Tell whether any number of the report can be drawn."""
    from core.infographic import infographic

    return infographic(report) is not None
