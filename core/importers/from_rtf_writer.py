"""Gather the characters of an RTF file, which come as plain bytes, bytes in hexadecimal, code points and words."""

from core.importers.from_rtf_codes import Codes
from core.importers.from_rtf_state import State
from core.importers.from_rtf_story import Story, Tally

_BAD = "\ufffd"
_CONTROLS = dict.fromkeys([*range(9), *range(10, 32), 127])
# Where programs put the signs of a symbol font.
_SIGN_RANGE = range(0xF000, 0xF100)


class Writer:
    """Say the text of the file into the open story; `state` is that of the open group."""

    def __init__(self, tally: Tally) -> None:
        self.tally, self.codes, self.state = tally, Codes(), State()
        self.stories = [Story(tally)]
        self._bytes = bytearray()
        # How many of the bytes to come stand only for readers that do not know \u.
        self.replaced = 0
        self._high = 0
        self._last = ""
        # The styles of the entries of a table of contents.
        self.contents_styles: set[int] = set()

    @property
    def story(self) -> Story:
        """The story that is being read: the body, a note or a text box."""
        return self.stories[-1]

    def take_bytes(self, data: bytes) -> None:
        """Take bytes as they stand in the file."""
        if self.replaced:
            dropped = min(self.replaced, len(data))
            self.replaced -= dropped
            data = data[dropped:]
        if self._bytes or not data.isascii():
            self._bytes += data
        elif data:
            text = data.decode("ascii")
            self.say(text if text.isprintable() else text.translate(_CONTROLS))

    def take_hex(self, token: bytes) -> None:
        r"""Take a run of \'hh."""
        data = bytes.fromhex(token.replace(b"\\'", b"").decode("ascii"))
        if self.replaced:
            dropped = min(self.replaced, len(data))
            self.replaced -= dropped
            if dropped == 1 < len(data) and self.state.uc == 1 and self.codes.is_pair(self.state.text_font, data[0], data[1]):
                # Programs that count a character of two bytes as one.
                dropped = 2
            data = data[dropped:]
        self._bytes += data

    def flush(self) -> None:
        """Say the bytes that were taken."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        if self.state.mute:
            return
        codes = self.codes
        before = codes.signs, codes.bad
        text = codes.decode(data, codes.fonts.get(self.state.text_font, ""))
        if self.state.capture is not None:
            codes.signs, codes.bad = before
        self.say(text if text.isprintable() else text.translate(_CONTROLS))

    def take_code(self, code: int) -> None:
        r"""Take a \u: a code point, or half of one above U+FFFF."""
        self.replaced = self.state.uc
        code = code + 0x10000 if code < 0 else code
        if 0xD800 <= code < 0xDC00:
            self._say_lone()
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            high, self._high = self._high, 0
            if high:
                self.say(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
            else:
                self._say_bad()
        elif code in _SIGN_RANGE:
            self.codes.signs += not (self.state.mute or self.state.capture is not None)
        elif code > 0x10FFFF or code < 0:
            self._say_bad()
        elif code > 31:
            self.say(chr(code))

    def _say_lone(self) -> None:
        """Say that the first half of a character had no second one."""
        if self._high:
            self._high = 0
            self._say_bad()

    def _say_bad(self) -> None:
        if not self.state.mute:
            self.codes.bad += 1
            self.say(_BAD)

    def say(self, text: str) -> None:
        """Say decoded text as the accepted, printed document shows it."""
        if self._high:
            self._say_lone()
        state = self.state
        if state.mute or not text:
            return
        if state.capture is not None:
            state.capture.append(text)
            return
        kind = "deleted" if state.deleted else "hidden" if state.hidden else "inserted" if state.inserted else ""
        if kind != self._last and not text.isspace():
            self._last = kind
            if kind:
                self.tally.counts[kind] += 1
        if kind in ("", "inserted"):
            self.stories[-1].pieces.append(text)

    def end_paragraph(self) -> None:
        r"""Take a \par; where it was deleted, the paragraph runs on into the next one."""
        if self._ends_here():
            self.story.end_paragraph(self.state.depth, joined=self.state.deleted)

    def end_cell(self, least: int) -> None:
        r"""Take a \cell (`least` 1) or \nestcell (`least` 2)."""
        if self._ends_here():
            self.story.end_cell(self.state.depth, least)

    def _ends_here(self) -> bool:
        """Tell whether a paragraph of the document ends here; that of a table of contents is left out."""
        self._last = ""
        self._say_lone()
        if self.state.mute or self.state.capture is not None:
            return False
        if self.state.style in self.contents_styles and self.story.pieces:
            self.tally.counts["contents"] = 1
            self.story.pieces, self.story.mark = [], ""
        return True
