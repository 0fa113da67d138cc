"""Read the tokens of an RTF file one after the other."""

from core.importers.from_rtf_groups import Groups, Handler
from core.importers.from_rtf_properties import property_words
from core.importers.from_rtf_story import Tally
from core.importers.from_rtf_tokens import BRACE, HEX, MAX_TOKENS, NUMBER, SIGN, TEXT, TOKEN, WORD, TooManyTokens, number
from core.importers.from_rtf_words import ESCAPED, REPLACEMENTS, SIGNS, SYMBOLS
from core.importers.source import RawTable, RawText


class Machine(Groups):
    """Walk the whole file."""

    def __init__(self, data: bytes, tally: Tally) -> None:
        super().__init__(data, tally)
        # Whether the outermost group was closed.
        self.is_whole = False
        self._group_words = self.group_words()
        self._words = {**property_words(self), **{word: self._saying(sign) for word, sign in SIGNS.items()}, **self._group_words}

    def _saying(self, sign: str) -> Handler:
        return lambda _: self.say(sign)

    def run(self) -> list[RawText | RawTable]:
        """Read up to the end of the outermost group and return what it shows."""
        data, match, size = self.data, TOKEN.match, len(self.data)
        for _ in range(MAX_TOKENS):
            if self.position >= size or self.is_whole:
                break
            found = match(data, self.position)
            if found is None:
                self.position += 1
                continue
            self.position = found.end()
            kind = found.lastindex
            if kind in (WORD, NUMBER):
                self._word(found[WORD], found[NUMBER])
            elif kind == TEXT:
                self.take_bytes(found[TEXT])
            elif kind == HEX:
                self.take_hex(found[HEX])
            elif kind == BRACE:
                self._brace(found[BRACE])
            elif kind == SIGN:
                self._sign(found[SIGN])
        else:
            raise TooManyTokens
        self.flush()
        while self.stack:
            self.end_group()
        return self.story.finish(self.last_depth)

    @property
    def rest(self) -> bytes:
        """What stands behind the end of the outermost group, without the blanks that programs leave there."""
        return self.data[self.position :].strip(b"\0\x1a \t\r\n")

    def _word(self, word: bytes, digits: bytes | None) -> None:
        is_starred, self.state.starred = self.state.starred, False
        handler = self._words.get(word)
        if is_starred and len(self.stack) > 1 and word not in self._group_words:
            self.flush()
            self.leave_out()
        elif handler is None or (word in self._group_words and len(self.stack) < 2):
            # The outermost group is the text, whatever it says.
            return
        else:
            self.flush()
            if self.replaced and word in REPLACEMENTS:
                self.replaced -= 1
                return
            self.replaced = 0
            handler(number(digits))

    def _sign(self, sign: bytes) -> None:
        if sign in ESCAPED:
            self.take_bytes(sign)
        elif sign == b"*":
            self.state.starred = True
        elif sign in (b"\r", b"\n"):
            self.flush()
            self.end_paragraph()
        elif sign in SYMBOLS:
            self.flush()
            if self.replaced:
                self.replaced -= 1
            else:
                self.say(SYMBOLS[sign])

    def _brace(self, brace: bytes) -> None:
        self.flush()
        self.replaced = 0
        if brace == b"{":
            self.begin_group()
        else:
            self.end_group()
            self.is_whole = not self.stack
