"""Read the paragraphs of a Word file one by one, with the numbers that Word counts for them."""

from collections import Counter

from lxml import etree

from core.importers.from_docx_names import Names
from core.importers.from_docx_numbering import lists_of
from core.importers.from_docx_package import Package
from core.importers.from_docx_styles import StyleFacts, Styles, list_of
from core.importers.from_docx_text import Found, Inline
from core.importers.source import MAX_CELLS, MAX_PARAGRAPHS
from core.importers.word_numbering import Numbering


class Paragraphs:
    """Read paragraphs in reading order: numbering and fields run on from one to the next.

    `footnotes` collects the notes that they point to, as (part, id).
    """

    def __init__(self, package: Package, names: Names, counts: Counter[str]) -> None:
        self._w, self.counts, self._fail = names, counts, package.fail
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(lists_of(package.related("numbering"), self._styles.lists))
        self.inline = Inline(names, self._styles, counts)
        self._probe = Inline(names, self._styles, Counter())
        self.footnotes: list[tuple[str, str]] = []
        self._paragraphs = 0

    def read(self, paragraph: etree._Element, *, in_cell: bool) -> tuple[Found | None, bool]:
        """Read a paragraph with its mark, None where it is not shown, and tell whether a tracked change took its end."""
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS + MAX_CELLS:
            raise self._fail("里面的段落多得不像一份年度报告；请只保留报告正文，另存后再试")
        style_id, numbering, removed = self._facts(paragraph)
        style = self._styles.facts(style_id)
        if style.contents:
            self.counts["contents"] = 1
            return None, False
        found = self.inline.read(paragraph, hidden=style.hidden)
        if removed and not (found.pieces or found.boxes):
            return None, False
        if numbering is not None or style.list_id:
            mark = self._mark(numbering, style)
            if mark and (in_cell or found.text.strip()):
                found.pieces = [mark, found.text.lstrip()]
        self.footnotes.extend(found.footnotes)
        return found, removed

    def has_text(self, cell: etree._Element) -> bool:
        """Tell whether a cell that is not shown holds text that would be; nothing of it is counted."""
        return any(self._probe.read(each, hidden=False).text.strip() for each in cell.iter(self._w.p))

    def _facts(self, paragraph: etree._Element) -> tuple[str, etree._Element | None, bool]:
        """Return the id of a paragraph's style, its own w:numPr, and whether a tracked change took its end."""
        w = self._w
        style, numbering, removed = "", None, False
        for properties in paragraph:
            if properties.tag != w.p_properties:
                continue
            for child in properties:
                if child.tag == w.p_style:
                    style = child.get(w.value, "")
                elif child.tag == w.num_properties:
                    numbering = child
                elif child.tag == w.r_properties:
                    removed = self._mark_is_removed(child)
            break
        return style, numbering, removed

    def _mark_is_removed(self, end: etree._Element) -> bool:
        """Tell whether a tracked deletion or move took the end of the paragraph, which then runs on into the next."""
        return any(child.tag in self._w.deleted for child in end)

    def _mark(self, numbering: etree._Element | None, style: StyleFacts) -> str:
        """Count a numbered paragraph; its own list counts before that of its style, list 0 is none."""
        list_id, level = list_of(numbering, self._w) if numbering is not None else (None, None)
        if list_id is None:
            list_id = style.list_id
            if list_id and level is None:
                level = self._numbering.level_of_style(list_id, style.owner) if style.level is None else style.level
        return self._numbering.mark(list_id, level or 0) if list_id and list_id != "0" else ""
