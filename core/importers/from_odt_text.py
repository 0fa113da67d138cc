"""The text of one paragraph of an OpenDocument file as a reader of the accepted, printed document sees it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from core.importers.from_odt_changes import Changes
from core.importers.from_odt_names import (
    ANNOTATION,
    ASIDE,
    CHANGE,
    CHANGE_END,
    CHANGE_START,
    DRAW,
    LIST,
    LOEXT,
    NOTE,
    NOTE_BODY,
    PARAGRAPHS,
    STYLE_NAME,
    TABLE_TABLE,
    TEXT,
    all_text,
    whole,
)
from core.importers.from_odt_styles import Styles

DEEPEST = 40
_BLANKS = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS = 100
_CHANGES = {CHANGE, CHANGE_START, CHANGE_END}
_SIGNS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
_SPACE, _NUMBER, _SPAN = TEXT + "s", TEXT + "number", TEXT + "span"
_IS_HIDDEN = {TEXT + "hidden-text", TEXT + "hidden-paragraph"}


class TooDeep(Exception):
    """Elements are nested deeper than any program writes them."""


@dataclass(slots=True)
class Found:
    """A paragraph's text, the number that the file has for it, the text boxes and the notes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    number: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    hidden: bool = False
    # Whether what comes next stands behind a blank that is one with the next blanks.
    soft: bool = True

    @property
    def text(self) -> str:
        """The text, with a line end where a line breaks."""
        return "".join(self.pieces)


class Inline:
    """Read paragraphs in order; a deletion may begin in one and end in another."""

    def __init__(self, styles: Styles, changes: Changes, counts: Counter[str]) -> None:
        self._styles, self._changes, self._counts = styles, changes, counts
        self._depth = 0

    def read(self, paragraph: etree._Element) -> Found:
        """Read a paragraph."""
        found = Found()
        self._children(paragraph, found, hidden=self._styles.is_hidden("paragraph", paragraph.get(STYLE_NAME)))
        if found.soft and found.pieces:
            found.pieces[-1] = found.pieces[-1].removesuffix(" ")
        if found.hidden:
            self._counts["hidden"] += bool(found.text.strip())
            found.pieces.clear()
        return found

    def _children(self, parent: etree._Element, found: Found, *, hidden: bool) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        if parent.text:
            self._say(parent.text, found, hidden=hidden)
        for child in parent:
            self._part(child, found, hidden=hidden)
            if child.tail:
                self._say(child.tail, found, hidden=hidden)
        self._depth -= 1

    def _part(self, part: etree._Element, found: Found, *, hidden: bool) -> None:
        """Read one thing inside a paragraph."""
        tag = part.tag
        if tag == _SPAN:
            self._children(part, found, hidden=hidden or self._styles.is_hidden("text", part.get(STYLE_NAME)))
        elif tag == _SPACE:
            self._sign(" " * min(whole(part.get(TEXT + "c"), 1), _MOST_BLANKS), found, hidden=hidden)
        elif tag in _SIGNS:
            self._sign(_SIGNS[tag], found, hidden=hidden)
        elif tag in _CHANGES:
            self._changes.pass_by(part)
        elif tag == NOTE:
            if not (hidden or self._changes.deleting):
                found.notes.extend(part.iterchildren(NOTE_BODY))
        elif tag == ANNOTATION:
            self._counts["comments"] += 1
        elif tag == _NUMBER:
            found.number = all_text(part)
        elif isinstance(tag, str) and tag.startswith(DRAW):
            if not (hidden or self._changes.deleting):
                self.drawing(part, found)
        elif tag not in ASIDE and part.get(LOEXT + "showing-place-holder") != "true":
            self._children(part, found, hidden=self._field(part, found, hidden=hidden))

    def _field(self, part: etree._Element, found: Found, *, hidden: bool) -> bool:
        """Tell whether a field hides what it holds; one kind of field hides its whole paragraph."""
        if part.tag in _IS_HIDDEN and part.get(TEXT + "is-hidden") == "true":
            found.hidden = found.hidden or part.tag == TEXT + "hidden-paragraph"
            return True
        return hidden or part.get(TEXT + "display") == "none"

    def _say(self, text: str, found: Found, *, hidden: bool) -> None:
        """Add text in which any blanks that follow one another are one."""
        if self._changes.deleting:
            self._changes.drop(text)
            return
        if hidden:
            self._counts["hidden"] += not text.isspace()
            return
        text = _BLANKS.sub(" ", text)
        if found.soft:
            text = text.removeprefix(" ")
        if text:
            found.pieces.append(text)
            found.soft = text.endswith(" ")

    def _sign(self, text: str, found: Found, *, hidden: bool) -> None:
        """Add a blank, tab or line end that counts."""
        if not hidden and not self._changes.deleting and text:
            found.pieces.append(text)
            found.soft = False

    def drawing(self, shape: etree._Element, found: Found) -> None:
        """Collect the outermost text boxes of a drawing and count its pictures and embedded files."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        tags = {child.tag for child in shape}
        if shape.tag == DRAW + "text-box" or not tags.isdisjoint((*PARAGRAPHS, LIST, TABLE_TABLE)):
            found.boxes.append(shape)
        elif not tags.isdisjoint((DRAW + "object", DRAW + "object-ole", DRAW + "plugin", DRAW + "applet")):
            self._counts["embedded"] += 1
        elif DRAW + "image" in tags and DRAW + "text-box" not in tags:
            self._counts["pictures"] += 1
        elif shape.tag != DRAW + "control":
            for child in shape:
                if isinstance(child.tag, str) and child.tag.startswith(DRAW):
                    self.drawing(child, found)
        self._depth -= 1
