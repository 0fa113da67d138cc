"""Pass over the 审签单 that this program put before a report: all that it says stands in the report or is said of it."""

from collections.abc import Sequence

from core.importers.recognition_labels import bare
from core.importers.source import RawTable, RawText
from core.slip import FINGERPRINT, TITLE

# Its title may stand on two lines, its note too; its grid comes in pieces where it goes on over pages.
_MOST_BLOCKS = 12


def length_of_slip(blocks: Sequence[RawText | RawTable]) -> int:
    """Return how many of the first blocks are the 审签单: from its title to the note with the fingerprint; 0 where there is none."""
    head, tables = "", 0
    for at, block in enumerate(blocks[:_MOST_BLOCKS]):
        if isinstance(block, RawTable):
            tables += 1
        elif not tables:
            head += bare(block.text)
        elif bare(block.text).startswith(FINGERPRINT):
            return at + 1
        if not bare(TITLE).startswith(head) or (tables and head != bare(TITLE)):
            return 0
    return 0
