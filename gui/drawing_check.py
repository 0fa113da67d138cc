"""Whether a report has enough that a 图解 could draw."""

from core.report import Report

NOTHING_TO_DRAW = "可画的数字太少，至少要三个"


def drawable(report: Report) -> bool:
    """Tell whether the report has numbers enough for a picture."""
    from core.infographic import infographic

    return infographic(report) is not None
