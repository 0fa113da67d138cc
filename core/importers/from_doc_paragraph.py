"""The text of one paragraph of an old Word file as a reader of the accepted, printed document sees it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.importers.from_doc_properties import CharacterFacts, Properties
from core.importers.from_doc_structure import Stretch
from core.importers.from_doc_styles import StyleFacts, Styles, vanishes
from core.importers.from_doc_text import Text, whole_characters
from core.importers.word_numbering import Numbering

_PRIVATE = range(0xE000, 0xF900)
_SIGNS = re.compile("[\x00-\x08\x0a-\x1f]")
# Where symbol fonts keep their signs, when they stand in the text itself.
_SYMBOLS = re.compile("[\uf000-\uf0ff]")
_SHOWN = {"\n": "\n", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"}
_PICTURE, _COMMENT = "\x01", "\x05"
_FIELD_BEGIN, _FIELD_SEPARATE, _FIELD_END = "\x13", "\x14", "\x15"


@dataclass(slots=True)
class Found:
    """A paragraph's text, with a line end where a line breaks."""

    pieces: list[str] = field(default_factory=list)
    # What was left out of it last: a run of such text is counted once.
    gap: str = ""

    @property
    def text(self) -> str:
        """The text."""
        return whole_characters("".join(self.pieces))


class Paragraphs:
    """Read paragraphs in reading order: numbering and fields run on from one to the next."""

    def __init__(self, text: Text, properties: Properties, styles: Styles, numbering: Numbering, counts: Counter[str]) -> None:
        self._text, self._properties, self._styles = text, properties, styles
        self._numbering, self._counts = numbering, counts
        # For each open field: whether what comes now is its instruction, not its result.
        self._fields: list[bool] = []
        self._instructions = 0

    def read(self, stretch: Stretch, *, in_cell: bool) -> tuple[str | None, bool]:
        """Read a paragraph with its mark, None where it is not shown, and tell whether a tracked change took its end."""
        style = self._styles.facts(stretch.facts.style)
        found = Found()
        if style.contents:
            self._counts["contents"] = 1
            self._skip(stretch)
            return None, False
        removed = False
        for start, end, facts in self._runs(stretch.start, stretch.end + stretch.has_mark):
            if end > stretch.end:
                removed, end = facts.deleted and self._text.characters[stretch.end] == "\r", stretch.end
            if end > start:
                self._run(self._text.characters[start:end], facts, style, found)
        if self._instructions:
            # No instruction runs over the end of its paragraph: the field was never closed.
            self._fields.clear()
            self._instructions = 0
        text, symbols = _SYMBOLS.subn("", found.text)
        self._counts["symbols"] += symbols
        if removed and not text:
            return None, False
        list_id, level = self._list_of(stretch, style)
        mark = self._numbering.mark(list_id, level) if list_id else ""
        if mark and (in_cell or text.strip()):
            text = mark + text.lstrip()
        return text, removed

    def is_removed(self, row_end: Stretch) -> bool:
        """Tell whether a tracked deletion took a row: the mark at its end."""
        return any(facts.deleted for _, _, facts in self._runs(row_end.end, row_end.end + 1))

    def is_blank(self, stretch: Stretch) -> bool:
        """Tell whether nothing but signs and blanks stands in a paragraph."""
        return not _SIGNS.sub("", self._text.characters[stretch.start : stretch.end]).strip()

    def _list_of(self, stretch: Stretch, style: StyleFacts) -> tuple[str, int]:
        """Return list and level of a paragraph; its own list counts before that of its style, and what is no list is empty."""
        own, level = stretch.facts.list_id, stretch.facts.level
        list_id = style.list_id if own is None else own
        if list_id is None or list_id <= 0:
            return "", 0
        if level is None:
            level = style.level
        if level is None:
            level = self._numbering.level_of_style(str(list_id), str(style.owner)) if own is None else 0
        return str(list_id), level

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int, CharacterFacts]]:
        """Yield stretches of characters that share their properties."""
        while start < end:
            piece = self._text.piece_at(start)
            stop = min(end, piece.end)
            while start < stop:
                place = piece.place_of(start)
                run_end, facts = self._properties.characters(place, piece.properties)
                count = (run_end - place) // piece.width
                # A run that ends at once, or in the middle of a character, says nothing about the rest.
                until = min(start + count, stop) if count > 0 else stop
                yield start, until, facts
                start = until

    def _skip(self, stretch: Stretch) -> None:
        """Follow the fields that begin and end in what is left out."""
        for sign in _SIGNS.findall(self._text.characters[stretch.start : stretch.end]):
            self._turn_field(sign)

    def _run(self, text: str, facts: CharacterFacts, style: StyleFacts, found: Found) -> None:
        if facts.deleted:
            self._leave_out(text, "deleted", found)
            return
        base = style.hidden or (facts.style is not None and self._styles.facts(facts.style).hidden)
        if vanishes(facts.vanish, base):
            self._follow(text, "hidden", found)
            return
        before = len(found.pieces)
        if facts.symbol is not None and text.strip("(\x01 ") == "":
            self._symbol(facts.symbol, len(text), found)
        elif _SIGNS.search(text):
            self._signs(text, facts, found)
        elif not self._instructions:
            found.pieces.append(text)
        if len(found.pieces) > before:
            shown = "inserted" if facts.inserted else ""
            if shown and found.gap != shown and not "".join(found.pieces[before:]).isspace():
                self._counts[shown] += 1
            found.gap = shown

    def _leave_out(self, text: str, kind: str, found: Found) -> None:
        """Leave text out, and count a run of such text once."""
        if _SIGNS.sub("", text).strip() and not self._instructions and found.gap != kind:
            self._counts[kind] += 1
            found.gap = kind

    def _follow(self, text: str, kind: str, found: Found) -> None:
        """Leave text out, but for the fields that begin or end in it."""
        shown = ""
        for part in re.split("([\x13-\x15])", text):
            if part in (_FIELD_BEGIN, _FIELD_SEPARATE, _FIELD_END):
                self._turn_field(part)
            elif not self._instructions:
                shown += part
        if shown:
            self._leave_out(shown, kind, found)

    def _signs(self, text: str, facts: CharacterFacts, found: Found) -> None:
        """Read text among which signs with a meaning stand."""
        at = 0
        for sign in _SIGNS.finditer(text):
            if sign.start() > at and not self._instructions:
                found.pieces.append(text[at : sign.start()])
            at = sign.end()
            self._turn_field(sign[0])
            if self._instructions:
                continue
            if sign[0] in _SHOWN:
                found.pieces.append(_SHOWN[sign[0]])
            elif sign[0] == _PICTURE:
                self._counts["pictures"] += not facts.is_data
            elif sign[0] == _COMMENT:
                self._counts["comments"] += 1
        if at < len(text) and not self._instructions:
            found.pieces.append(text[at:])

    def _turn_field(self, sign: str) -> None:
        if sign == _FIELD_BEGIN:
            self._fields.append(True)
            self._instructions += 1
        elif self._fields and sign == _FIELD_SEPARATE:
            self._instructions -= self._fields[-1]
            self._fields[-1] = False
        elif self._fields and sign == _FIELD_END:
            self._instructions -= self._fields.pop()

    def _symbol(self, code: int, count: int, found: Found) -> None:
        """Read a character of a symbol font; one of a font's own private signs means nothing without that font."""
        if self._instructions:
            return
        if code in _PRIVATE or code < 32 or 0xD800 <= code < 0xE000:
            self._counts["symbols"] += count
        else:
            found.pieces.append(chr(code) * count)
