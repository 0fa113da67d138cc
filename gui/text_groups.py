"""Which edits make one undo step: typing that runs on, until a pause, a sentence mark or the cursor elsewhere."""

import time
from collections.abc import Callable
from itertools import count

from core.live import OPENING
from core.stretch import Stretch

PAUSE = 1.5
_ENDS = frozenset("，。；：！？、,.;:!? 　\n")
_OPENING = frozenset(OPENING)
# More at once than an input method commits: pasted.
_PHRASE = 12
# Counted for all editors together: one that is built anew must not take up the steps of the one before.
_numbers = count()


class Groups:
    """Give each edit a key: edits with the same key are one step."""

    def __init__(self, part: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._part, self._clock = part, clock
        self._number = next(_numbers)
        self._kind, self._at, self._when = "", -1, 0.0

    @property
    def last(self) -> str:
        """The key of the last edit."""
        return f"text:{self._part}:{self._number}"

    def close(self) -> None:
        """Begin a new step with the next edit."""
        self._kind = ""

    def key(self, stretch: Stretch) -> str:
        """Return the key of an edit."""
        kind = _kind(stretch)
        now = self._clock()
        end = stretch.start + len(stretch.inserted)
        meets = stretch.start == self._at if kind == "type" else self._at in (stretch.start, stretch.start + len(stretch.removed))
        if kind == "other" or kind != self._kind or not meets or now - self._when > PAUSE:
            self._number = next(_numbers)
        # A mark closes the step that it ends.
        self._kind = "" if stretch.inserted[-1:] in _ENDS and stretch.inserted else kind
        self._at, self._when = end, now
        return self.last


def name_of(stretch: Stretch) -> str:
    """Name an edit for the undo menu."""
    if not stretch.removed and len(stretch.inserted) > _PHRASE:
        return "粘贴文字"
    return {"type": "输入文字", "delete": "删除文字"}.get(_kind(stretch), "修改文字")


def _kind(stretch: Stretch) -> str:
    if stretch.inserted in _OPENING and not stretch.removed:
        # It calls up the list of live figures, and goes away in one step with what is picked there.
        return "other"
    if stretch.inserted and not stretch.removed and len(stretch.inserted) <= _PHRASE and "\n" not in stretch.inserted:
        return "type"
    return "delete" if stretch.removed and not stretch.inserted else "other"
