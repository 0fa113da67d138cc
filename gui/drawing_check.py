"""Whether a report has anything that a 图解 could draw."""

from core.report import Report

NOTHING_TO_DRAW = "还没有可画的数字"


def drawable(report: Report) -> bool:
    """Tell whether any number of the report can be drawn."""
    from core.infographic import infographic

    return infographic(report) is not None
