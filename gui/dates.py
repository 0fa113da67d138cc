"""Read a date as people write it."""

import re
from datetime import date

_DATE = re.compile(r"(\d{4})\s*[年./\-－—]\s*(\d{1,2})\s*[月./\-－—]\s*(\d{1,2})\s*日?")


def date_example(year: int | None) -> str:
    """Return a day on which a report on `year` may be signed, as people write it."""
    return f"{(year or date.today().year - 1) + 1}年1月20日"


def iso_date(text: str) -> str | None:
    """Return `2026年1月20日`, `2026-1-20` or `2026.1.20` as an ISO date, empty for empty text, None for what is no date."""
    bare = text.strip()
    if not bare:
        return ""
    match = _DATE.fullmatch(bare)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
