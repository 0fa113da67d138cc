"""Tracked changes of an OpenDocument text, read as accepted."""

from collections import Counter

from lxml import etree

from core.importers.from_odt_names import CHANGE_END, CHANGE_ID, CHANGE_START, PARAGRAPHS, TEXT, XML_ID, all_text


class Changes:
    """Tell what lies inside a deletion; insertions and deletions are counted.

    A deletion's text stands apart, in text:tracked-changes, with a text:change where it was; but where the document was saved with its
    changes in sight it stands in the text, between text:change-start and text:change-end.
    """

    def __init__(self, body: etree._Element, counts: Counter[str]) -> None:
        self._counts = counts
        self._kinds: dict[str, etree._Element] = {}
        for region in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
            change = next(region.iterchildren(TEXT + "insertion", TEXT + "deletion"), None)
            if change is not None:
                for each in (region.get(XML_ID), region.get(TEXT + "id")):
                    self._kinds[each or ""] = change
        # A deletion without an end would take everything after it.
        self._ends = {end.get(CHANGE_ID, "") for end in body.iter(CHANGE_END)} if self._kinds else set[str]()
        self._open: set[str] = set()
        self._unsaid: set[str] = set()

    @property
    def deleting(self) -> bool:
        """Whether what comes now was deleted."""
        return bool(self._open)

    def open_ids(self) -> frozenset[str]:
        """Name the deletions that are open."""
        return frozenset(self._open)

    def drop(self, text: str) -> None:
        """Take the text that is left out: a deletion is counted once, and only where it took a text."""
        if self._unsaid and not text.isspace():
            self._counts["deleted"] += len(self._unsaid & self._open)
            self._unsaid -= self._open

    def pass_by(self, element: etree._Element) -> None:
        """Take a text:change, text:change-start or text:change-end."""
        change_id = element.get(CHANGE_ID, "")
        kind = self._kinds.get(change_id)
        if element.tag == CHANGE_END:
            self._open.discard(change_id)
        elif kind is None:
            return
        elif element.tag == CHANGE_START:
            if kind.tag == TEXT + "insertion":
                self._counts["inserted"] += 1
            elif change_id in self._ends and change_id not in self._open:
                self._open.add(change_id)
                self._unsaid.add(change_id)
        elif kind.tag == TEXT + "deletion":
            # Looked through once, however often it is named.
            del self._kinds[change_id]
            self._counts["deleted"] += any(all_text(each).strip() for each in kind.iter(*PARAGRAPHS))

    def skip(self, element: etree._Element) -> None:
        """Pass by something that is not read: deletions that end in it end."""
        if self._open:
            for end in element.iter(CHANGE_END):
                self._open.discard(end.get(CHANGE_ID, ""))
