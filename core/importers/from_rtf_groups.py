"""The groups of an RTF file: which hold text, whose text stands elsewhere, which are left out."""

import re
from collections.abc import Callable

from core.importers.from_rtf_state import State
from core.importers.from_rtf_story import Story, Tally
from core.importers.from_rtf_tokens import Skipper
from core.importers.from_rtf_words import SKIPPED
from core.importers.from_rtf_writer import Writer

_DEEPEST_GROUP = 1000
_DEEPEST_STORY = 20
_CONTENTS_STYLE = re.compile(r"(?i)(?:toc|contents|目录) ?\d")
_INSTRUCTION = re.compile(rb"\\[a-z]+-?\d* ?|[{}\s]")
_LONG_INSTRUCTION = 4000
Handler = Callable[[int | None], None]


class TooDeep(Exception):
    """Groups are nested deeper than any program writes them."""


class Groups(Writer):
    """Keep the groups: `stack` holds the states around the open one, `position` is where the next token begins."""

    def __init__(self, data: bytes, tally: Tally) -> None:
        super().__init__(tally)
        self.data, self.position = data, 0
        self._skipper = Skipper(data)
        self.stack: list[State] = []
        # How many tables the end of the group stood in that was ended last.
        self.last_depth = 0

    def begin_group(self) -> None:
        """Take a {."""
        outer = self.state
        self.stack.append(outer)
        if len(self.stack) > _DEEPEST_GROUP:
            raise TooDeep
        self.state = outer.child()
        if outer.closes == "styles":
            self.state.mute, self.state.capture, self.state.closes = False, [], "style"

    def end_group(self) -> None:
        """Take a } that has its {."""
        ended, self.state = self.state, self.stack.pop()
        self.last_depth = ended.depth
        if ended.closes == "mark" and ended.capture is not None:
            self.story.mark = _mark("".join(ended.capture))
        elif ended.closes == "style" and ended.capture is not None:
            name = "".join(ended.capture).strip().rstrip(";").split(",")[0].strip()
            if _CONTENTS_STYLE.fullmatch(name):
                self.contents_styles.add(ended.style)
        elif ended.closes in ("boxes", "footnotes"):
            items = self.stories.pop().finish(ended.depth)
            if items:
                self.tally.counts[ended.closes] += 1
                (self.story.boxes if ended.closes == "boxes" else self.story.notes).append(items)

    def leave_out(self, _: int | None = None) -> tuple[int, int]:
        """Go to the end of the group and return what is left out as (start, end)."""
        start = self.position
        self.position = self._skipper.end_of_group(start)
        return start, self.position

    def group_words(self) -> dict[bytes, Handler]:
        """Map the words that say what their group is to what is done there."""
        known: dict[bytes, Handler] = dict.fromkeys(SKIPPED, self._left_out)
        muting = (b"fonttbl", b"shp", b"shpgrp", b"shpinst", b"do", b"upr", b"moMath", b"moMathPara")
        known |= dict.fromkeys(muting, self._mute)
        known |= dict.fromkeys((b"ud", b"result"), self._speak_as_outside)
        known |= dict.fromkeys((b"listtext", b"pntext"), self._list_mark)
        known |= dict.fromkeys((b"shptxt", b"dptxbxtext"), lambda _: self._begin_story("boxes"))
        known |= {
            b"footnote": lambda _: self._begin_story("footnotes"),
            b"shppict": lambda _: None,
            b"stylesheet": self._styles,
            b"mr": self._mathematics,
            b"nesttableprops": self._nested_row,
            b"object": self._object,
            b"pict": self._picture,
            b"sp": self._shape_property,
            b"annotation": self._comment,
            b"fldinst": self._instruction,
            b"fldrslt": self._result,
        }
        return known

    def _left_out(self, _: int | None) -> None:
        self.leave_out()

    def _mute(self, _: int | None) -> None:
        self.state.mute = True

    def _speak_as_outside(self, _: int | None) -> None:
        """Read the one group within a mute one that holds the text: what stands around both decides."""
        self.state.mute = self.stack[-2].mute

    def _mathematics(self, _: int | None) -> None:
        self.state.mute = False

    def _nested_row(self, _: int | None) -> None:
        self.state.nest = True

    def _styles(self, _: int | None) -> None:
        self.state.mute, self.state.closes = True, "styles"

    def _list_mark(self, _: int | None) -> None:
        if self.state.mute or self.state.deleted or self.state.closes or self.state.capture is not None:
            self.leave_out()
        else:
            self.state.capture, self.state.closes = [], "mark"

    def _begin_story(self, kind: str) -> None:
        state = self.state
        if state.deleted or state.hidden or state.closes or state.capture is not None:
            self.leave_out()
            return
        if len(self.stories) > _DEEPEST_STORY:
            raise TooDeep
        self.stories.append(Story(self.tally))
        state.begin_story()
        state.closes = kind

    def _object(self, _: int | None) -> None:
        self.tally.counts["embedded"] += not self.state.mute
        self.state.mute = True

    def _picture(self, _: int | None) -> None:
        self.tally.counts["pictures"] += not self.state.mute
        self.leave_out()

    def _shape_property(self, _: int | None) -> None:
        start, end = self.leave_out()
        self.tally.counts["pictures"] += self.data.find(b"\\pict", start, end) >= 0

    def _comment(self, _: int | None) -> None:
        self.tally.counts["comments"] += 1
        self.leave_out()

    def _instruction(self, _: int | None) -> None:
        """Step over a field's instruction; that of a table of contents marks the field."""
        start, end = self.leave_out()
        words = _INSTRUCTION.sub(b"", self.data[start : min(end, start + _LONG_INSTRUCTION)])
        self.stack[-1].contents = words[:3].upper() == b"TOC"

    def _result(self, _: int | None) -> None:
        if self.stack[-1].contents:
            self.tally.counts["contents"] = 1
            self.leave_out()


def _mark(text: str) -> str:
    """Return a list's mark as it stands before the text; a bullet is none."""
    mark = text.strip()
    if not any(sign.isalnum() for sign in mark):
        return ""
    return mark + " " if mark[-1].isascii() and mark[-1].isalnum() else mark
