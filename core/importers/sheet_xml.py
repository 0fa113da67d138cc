"""Glue to the parser of XML, for the sheets of workbooks: nothing is kept but the text of the tag at hand."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from core.importers.sheet import NotReadable, TooLarge

# Bytes of one tag and characters of one text: a cell holds 32,767.
LONGEST = 1_000_000
# What the parser raises for damaged XML, an encoding that it does not know included.
XML_FAULTS = (expat.ExpatError, LookupError, ValueError)

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str, str], None]


class Sax:
    """Call `start(tag, attributes)` and `end(tag, text)`, tags without their prefixes; declared entities are refused.

    Millions of empty cells come through here, so that every call counts.
    """

    def __init__(self, start: Start, end: End) -> None:
        self.start, self.end = start, end
        self.text: list[str] = []
        self.length = 0
        self.names: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _data(self, text: str) -> None:
        self.length += len(text)
        if self.length > LONGEST:
            raise TooLarge
        self.text.append(text)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.text:
            self._take()
        self.start(self.names.get(tag) or self._name(tag), attributes)

    def _end(self, tag: str) -> None:
        self.end(self.names.get(tag) or self._name(tag), self._take() if self.text else "")

    def _take(self) -> str:
        text = "".join(self.text)
        self.text.clear()
        self.length = 0
        return text

    def _name(self, tag: str) -> str:
        """Return a tag without its prefix, remembered for a sheet's few tags."""
        name = tag.rpartition(":")[2]
        if len(self.names) < 100:
            self.names[tag] = name
        return name

    def _doctype(self, *_: object) -> None:
        raise NotReadable
