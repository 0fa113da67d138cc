"""Texts that stand beside the main one in an old Word file: notes at the foot and text boxes, by the place that points to them."""

from bisect import bisect_left

from core.importers.from_doc_bytes import u32
from core.importers.from_doc_drawings import Drawings
from core.importers.from_doc_file import DocFile, Part, Story

Range = tuple[int, int]
_BOX, _SHAPE = 22, 26


class Anchored:
    """Texts by the place that points to them; each is taken once, where the reading comes past its place."""

    def __init__(self) -> None:
        self._found: dict[int, list[Range]] = {}
        self._places: list[int] = []

    def add(self, place: int, text: Range) -> None:
        """Hang a text on a place."""
        self._found.setdefault(place, []).append(text)
        self._places = []

    def take(self, start: int, end: int) -> list[Range]:
        """Return the texts that hang between two places, the last one included."""
        if not self._found:
            return []
        if not self._places:
            self._places = sorted(self._found)
        first, stop = bisect_left(self._places, start), bisect_left(self._places, end + 1)
        return [text for place in self._places[first:stop] for text in self._found.pop(place, [])]

    def rest(self) -> list[Range]:
        """Return all texts that were not taken, in order."""
        return [text for place in sorted(self._found) for text in self._found.pop(place)]


class Asides:
    """Notes, boxes and floating pictures (without a text) of the main text."""

    def __init__(self) -> None:
        self.notes, self.boxes, self.pictures = Anchored(), Anchored(), Anchored()
        self.loose: list[Range] = []

    def load_notes(self, file: DocFile, places: Part, texts: Part, story: Story) -> None:
        """Read where the notes of a kind are pointed to, and where their texts are."""
        base, end = file.story(story)
        for (place, _, _), (start, stop, _) in zip(file.ranges(places, 2), file.ranges(texts, 0), strict=False):
            self.notes.add(place, (base + start, min(base + stop, end)))

    def load_boxes(self, file: DocFile) -> None:
        """Read the text boxes and floating pictures."""
        drawings = Drawings(file.part(Part.DRAWINGS))
        hung: dict[int, int] = {}
        for place, _, entry in file.ranges(Part.SHAPE_PLACES, _SHAPE):
            for shape in drawings.inside(u32(entry, 0)):
                hung[shape] = place
                if shape in drawings.pictures:
                    self.pictures.add(place, (0, 0))
        base, end = file.story(Story.BOXES)
        # The last entry only marks the end.
        for start, stop, entry in file.ranges(Part.BOX_TEXTS, _BOX)[:-1]:
            found = base + start, min(base + stop, end)
            # What waits to be used again has no text.
            if entry[8:10] != b"\0\0":
                continue
            place = hung.get(u32(entry, 14))
            if place is None:
                self.loose.append(found)
            else:
                self.boxes.add(place, found)
