"""The text of one paragraph as a reader of the accepted, printed document sees it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from core.importers.from_docx_names import Names
from core.importers.from_docx_styles import Styles, is_on
from core.infographic import NAME

DEEPEST = 40
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_PRIVATE = range(0xE000, 0xF900)


@dataclass(slots=True)
class Found:
    """A paragraph's text, the text boxes anchored in it, and the notes that it points to as (part, id)."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, with a line end where a line breaks."""
        return "".join(self.pieces)


class TooDeep(Exception):
    """Elements are nested deeper than any program writes them."""


class Inline:
    """Read paragraphs in order; a field may begin in one and end in another."""

    def __init__(self, names: Names, styles: Styles, counts: Counter[str]) -> None:
        self._w, self._styles, self._counts = names, styles, counts
        # For each open field: whether what comes now is its instruction, not its result.
        self._fields: list[bool] = []
        self._depth = 0
        w = names.prefix
        self._signs = {w + "tab": "\t", w + "ptab": "\t", w + "br": "\n", w + "cr": "\n", w + "noBreakHyphen": "-"}
        self._nothing = {w + name for name in ("instrText", "delText", "delInstrText", "rt", "softHyphen", "lastRenderedPageBreak")}
        self._field, self._field_kind = w + "fldChar", w + "fldCharType"
        self._comment, self._symbol, self._code = w + "commentReference", w + "sym", w + "char"

    def read(self, paragraph: etree._Element, *, hidden: bool) -> Found:
        """Read a paragraph; `hidden` where its style hides its text."""
        found = Found()
        self._children(paragraph, found, hidden=hidden)
        if any(self._fields):
            # No instruction runs over the end of its paragraph: the field was never closed.
            self._fields.clear()
        return found

    def _children(self, parent: Iterable[etree._Element], found: Found, *, hidden: bool) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        w = self._w
        for child in parent:
            tag = child.tag
            if tag == w.r:
                self._run(child, found, hidden=hidden)
            elif tag in w.deleted:
                self._counts["deleted"] += self._has_text(child)
            elif tag in w.inserted:
                self._counts["inserted"] += self._has_text(child)
                self._children(child, found, hidden=hidden)
            else:
                self._part(child, found, hidden=hidden)
        self._depth -= 1

    def _run(self, run: etree._Element, found: Found, *, hidden: bool) -> None:
        w = self._w
        for child in run:
            tag = child.tag
            if tag == w.r_properties:
                hidden = self._hidden(child, hidden=hidden)
            elif tag in w.texts and not hidden and not self._fields:
                # Nearly everything is this.
                if child.text:
                    found.pieces.append(self._shown(child))
            else:
                self._part(child, found, hidden=hidden)

    def _hidden(self, properties: etree._Element, *, hidden: bool) -> bool:
        w = self._w
        for child in properties:
            if child.tag == w.vanish:
                return is_on(child.get(w.value))
            if child.tag == w.r_style:
                hidden = hidden or self._styles.facts(child.get(w.value, "")).hidden
        return hidden

    def _part(self, part: etree._Element, found: Found, *, hidden: bool) -> None:
        """Read one thing inside a run or a paragraph."""
        tag, w = part.tag, self._w
        if tag in w.texts:
            if part.text:
                self._say(self._shown(part), found, hidden=hidden)
        elif tag in self._signs:
            self._say(self._signs[tag], found, hidden=hidden)
        elif tag == self._field:
            self._turn_field(part.get(self._field_kind))
        elif tag == self._symbol:
            self._say(self._symbol_text(part), found, hidden=hidden)
        elif tag == self._comment:
            self._counts["comments"] += 1
        elif tag in w.footnotes:
            found.footnotes.append((w.footnotes[tag], part.get(w.prefix + "id", "")))
        elif tag in w.drawings:
            self._drawing(part, found)
        elif tag == w.alternate:
            self._children(w.branch(part), found, hidden=hidden)
        elif tag == w.sdt:
            if not self.left_out(part):
                self._children(w.contents(part), found, hidden=hidden)
        elif len(part) and tag not in self._nothing and isinstance(tag, str) and not tag.endswith("Pr"):
            self._children(part, found, hidden=hidden)

    def _say(self, text: str, found: Found, *, hidden: bool) -> None:
        if any(self._fields):
            return
        if hidden:
            self._counts["hidden"] += not text.isspace()
        else:
            found.pieces.append(text)

    @staticmethod
    def _shown(element: etree._Element) -> str:
        """Return the text as Word shows it: line ends are blanks, and blanks at the ends count only where they are marked to."""
        text = element.text or ""
        if (text[0] in _BLANKS or text[-1] in _BLANKS) and element.get(_SPACE) != "preserve":
            text = text.strip(_BLANKS)
        return text.replace("\r", "").replace("\n", " ") if "\n" in text or "\r" in text else text

    def _turn_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _symbol_text(self, symbol: etree._Element) -> str:
        """Return the character of a symbol; one of a font's own private signs means nothing without that font."""
        try:
            code = int(symbol.get(self._code, ""), 16)
        except ValueError:
            code = _PRIVATE.start
        if code in _PRIVATE or code < 32 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            self._counts["symbols"] += 1
            return ""
        return chr(code)

    def _drawing(self, drawing: Iterable[etree._Element], found: Found) -> None:
        """Collect the outermost text boxes of a drawing and count its pictures, one branch of alternatives only."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        for child in drawing:
            if isinstance(child.tag, str) and child.tag.endswith("}docPr") and NAME in child.get("descr", ""):
                # The 图解 of a paper of ours shows nothing but the numbers that stand in the tables.
                break
            if child.tag == self._w.box:
                found.boxes.append(child)
            elif child.tag == self._w.alternate:
                self._drawing(self._w.branch(child), found)
            elif isinstance(child.tag, str):
                self._counts["pictures"] += child.tag.endswith(("}blip", "}imagedata"))
                self._drawing(child, found)
        self._depth -= 1

    def left_out(self, control: etree._Element) -> bool:
        """Tell whether a content control shows only its prompt, or is a table of contents."""
        properties = self._w.child(control, "sdtPr")
        gallery = self._w.setting(self._w.child(properties, "docPartObj"), "docPartGallery")
        if gallery == "Table of Contents":
            self._counts["contents"] = 1
            return True
        return self._w.setting(properties, "showingPlcHdr") not in (None, "0", "false", "off")

    def _has_text(self, element: etree._Element) -> bool:
        texts = element.iter(*self._w.texts, self._w.prefix + "delText")
        return any(each.text and not each.text.isspace() for each in texts)
