"""Set the lines of a signature."""

from core.document import Run, Signature
from core.exporters.to_pdf_measures import BODY, PITCH, WIDTH
from core.exporters.to_pdf_places import DATE_PART, UNIT_PART
from core.exporters.to_pdf_text import TextLine, Typesetter, set_lines, title_lines
from core.titles import signature_lines


def set_signature(signature: Signature, setter: Typesetter) -> list[tuple[str, TextLine, float]]:
    """Return the lines of a signature: their part of the report, and how far they stand from the left edge.

    The unit ends two characters from the right edge, on two lines where it needs them; the date begins two characters right of
    the unit's last line and never ends closer than two characters to the edge.
    """
    room = WIDTH - 2 * PITCH
    texts = (*signature_lines(signature.unit.strip()), signature.date)
    *units, date = (setter.block([Run(text.strip())], BODY, PITCH - BODY) for text in texts)
    names = [line for unit in units if unit.text for line in title_lines(unit, room)]
    dates = set_lines(date, WIDTH)
    last = room - 2 * PITCH - date.width
    start = max(0.0, min(room - names[-1].width, last) if names else last)
    found = [(UNIT_PART, line, start if len(names) == 1 else room - line.width) for line in names]
    begin = start + 2 * PITCH if names else start
    return [*found, *((DATE_PART, line, begin if len(dates) == 1 else WIDTH - line.width) for line in dates)]
