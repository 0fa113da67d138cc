"""Collect what stands in the body, a cell or a text box of a text document."""

from core.importers.source import RawTable, RawText


class Flow:
    """Paragraphs and tables of the body, of a cell or of a text box, in order."""

    def __init__(self, *, in_cell: bool = False) -> None:
        self.in_cell = in_cell
        self.items: list[RawText | RawTable] = []
        self._carried: list[str] = []

    def add(self, text: str, *, joined: bool = False) -> None:
        """Add a paragraph, one for each of its lines; `joined` when a tracked deletion took the mark at its end."""
        if joined:
            self._carried.append(text)
            return
        if self._carried:
            text = "".join((*self._carried, text))
            self._carried.clear()
        if text:
            self.items.extend(RawText(line) for line in text.split("\n") if line and not line.isspace())

    def flat(self) -> str:
        """Return all text in lines, that of tables cell by cell."""
        lines: list[str] = []
        for item in self.items:
            if isinstance(item, RawText):
                lines.append(item.text.strip())
            else:
                lines.extend(text for row in item.rows for text in row if text)
        return "\n".join(lines)

    @property
    def has_table(self) -> bool:
        """Whether a table stands in it."""
        return any(isinstance(item, RawTable) for item in self.items)
