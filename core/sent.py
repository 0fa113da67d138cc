"""What rides along in a file that is sent away: what the report says, so that a file that comes back can be told from what was sent.

Only what stands on the paper anyhow goes along, nothing of how it came about: no notes, no last year's report, no contact.
"""

import re
from typing import Any

from core.fingerprint import fingerprint, mark_of, said
from core.interchange import loads, serialise
from core.interchange_reading import from_dict
from core.report import Report

NAMESPACE = "urn:gongkai-nianbao:report"
ROOT = f"{{{NAMESPACE}}}report"
# Characters; a report has some twenty thousand.
LONGEST = 1_000_000
_FINGERPRINT = "fingerprint"
# What JSON may hold as an escape and XML not at all.
_UNFIT = re.compile("[\x7f\ud800-\udfff\ufffe\uffff]")


def packed(report: Report) -> str:
    """Return what the report says, and its fingerprint, as JSON that fits into XML."""
    words = said(report)
    text = serialise({_FINGERPRINT: mark_of(words)} | words).decode("utf-8")
    return _UNFIT.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def unpacked(text: str) -> Report | None:
    """Return the report that `packed` was given; None where the text is not, or no longer, what it wrote."""
    from core.errors import UnreadableFile

    try:
        data: Any = loads(text.encode("utf-8", "surrogatepass"))
        report = from_dict(data)
    except UnreadableFile:
        return None
    return report if isinstance(data, dict) and data.get(_FINGERPRINT) == fingerprint(report) else None
