"""Put a document's blocks on pages: no heading last on a page, no line alone, tables and the signature kept together."""

from collections.abc import Sequence
from copy import copy

from core.document import Document, DocumentBlock, Face, Grid, Heading, Para, Picture, Run, Signature, Slip, Title
from core.exporters.to_pdf_drawing import operators as drawn
from core.exporters.to_pdf_measures import (
    BODY,
    FOOTER_FACE,
    HEIGHT,
    LEFT,
    LINE,
    MM,
    PAGE_HEIGHT,
    PAGE_NUMBER,
    PAGE_NUMBER_BELOW,
    PITCH,
    TITLE,
    TITLE_LINE,
    TOP,
    WIDTH,
)
from core.exporters.to_pdf_places import NO_PARAGRAPH, PICTURE_PART, SLIP_PART, TITLE_PART
from core.exporters.to_pdf_sheet import Pages
from core.exporters.to_pdf_signature import set_signature
from core.exporters.to_pdf_slip import NOTE_GAP, NOTE_LINE, lay_slip, title_height
from core.exporters.to_pdf_table import TableLayout
from core.exporters.to_pdf_table_draw import Part, draw
from core.exporters.to_pdf_text import TextLine, Typesetter, ranges_of, set_lines, set_paragraph, show, stripped, title_lines

_TABLE_GAP = 2 * MM
_PICTURE_GAP = 6 * MM
_SLIP_MARK = "审签单"


class Paginator:
    """Lay out one document."""

    def __init__(self, document: Document, setter: Typesetter, labels: dict[str, str]) -> None:
        self.blocks, self.setter, self.labels = document.blocks, setter, labels
        self.pages = Pages()
        self.tables: dict[int, TableLayout] = {}
        self.set: dict[tuple[Run, ...], list[TextLine]] = {}
        self.last_table = max((at for at, block in enumerate(self.blocks) if isinstance(block, Grid)), default=-1)
        self.step = 0

    def tightened(self, step: int) -> "Paginator":
        """Return one that lays the same document out anew, its last table so many steps tighter."""
        other = copy(self)
        other.pages, other.step = Pages(), step
        other.tables = {at: table for at, table in self.tables.items() if at != self.last_table}
        return other

    def last_table_height(self) -> float:
        """Return what the last table takes, the gaps above and below it included."""
        return self._layout(self.last_table).whole.height + 3 * self._gap(self.last_table)

    def _gap(self, at: int) -> float:
        """Return the gap above a table, which is half as much as the one below it."""
        return _TABLE_GAP / 2 if self.step and at == self.last_table else _TABLE_GAP

    def run(self) -> Pages:
        """Place every block, then the page numbers."""
        for at, block in enumerate(self.blocks):
            match block:
                case Slip():
                    self._slip(block)
                case Title():
                    self._title(block)
                case Heading():
                    self._heading(at, [Run(block.text, Face.HEITI)], 0, (block.section, NO_PARAGRAPH))
                case Para() if block.level:
                    self._heading(at, block.runs, block.level - 1, (block.part, block.index))
                case Para():
                    self._paragraph(at, block)
                case Grid():
                    self._table(at)
                case Signature():
                    self._signature(block)
                case Picture():
                    self._picture(at, block)
        for number, operators in enumerate(self.pages.pages[self.pages.front :], start=1):
            operators.append(self._footer(number))
        return self.pages

    # ---- text -----------------------------------------------------------------------------------

    def _body(self, runs: Sequence[Run]) -> list[TextLine]:
        """Set a paragraph in lines; it is asked for when room is sought and again when it is placed."""
        key = tuple(runs)
        if key not in self.set:
            block = self.setter.block(stripped(runs), BODY, PITCH - BODY)
            self.set[key] = set_paragraph(block, WIDTH, PITCH, 2 * PITCH)
        return self.set[key]

    def _put_lines(self, lines: Sequence[TextLine], part: str, index: int, ranges: Sequence[tuple[int, int]]) -> None:
        for line, span in zip(lines, ranges, strict=True):
            self.pages.place(LINE, part, index, span)
            self.pages.put([show(line, LEFT, self.pages.top, self.labels, LINE)], LINE)

    def _slip(self, slip: Slip) -> None:
        """Place the 审签单 on pages of its own, which have no number."""
        stroke = 0.5 if self.setter.fonts.thick_title else 0.0
        self.pages.mark(0, _SLIP_MARK)
        for page in lay_slip(slip, self.setter):
            self.pages.turn()
            self.pages.place(HEIGHT, SLIP_PART)
            for line in page.title:
                x = LEFT + (WIDTH - line.width) / 2
                self.pages.put([show(line, x, self.pages.top, self.labels, TITLE_LINE, stroke)], TITLE_LINE)
            self.pages.used = title_height(page.title)
            self.pages.put(draw(page.part, LEFT, self.pages.top, self.labels), page.part.height)
            self.pages.put([], NOTE_GAP)
            for line in page.note:
                self.pages.put([show(line, LEFT, self.pages.top, self.labels, NOTE_LINE)], NOTE_LINE)
        self.pages.end_front()

    def _title(self, title: Title) -> None:
        stroke = 0.5 if self.setter.fonts.thick_title else 0.0
        for at, text in enumerate(title.lines):
            for line in title_lines(self.setter.plain(text.strip(), Face.TITLE, TITLE), WIDTH):
                self.pages.place(TITLE_LINE, TITLE_PART, at)
                x = LEFT + (WIDTH - line.width) / 2
                self.pages.put([show(line, x, self.pages.top, self.labels, TITLE_LINE, stroke)], TITLE_LINE)
        self.pages.put([], LINE)

    def _heading(self, at: int, runs: Sequence[Run], level: int, place: tuple[str, int]) -> None:
        lines = self._body(runs)
        above = len(lines) * LINE
        need = above + self._first_of(at + 1, above)
        if need > self.pages.left and not self._after_heading(at):
            self.pages.turn()
        if level < 2:
            self.pages.mark(level, "".join(run.text for run in runs).strip())
        self._put_lines(lines, *place, ranges_of(runs, lines))

    def _after_heading(self, at: int) -> bool:
        """Tell whether the heading before this one has already made room for both."""
        return at > 0 and _is_heading(self.blocks[at - 1])

    def _first_of(self, at: int, above: float = 0.0) -> float:
        """Return the height without which the block at this place cannot begin on a page; headings `above` it need so much."""
        if at >= len(self.blocks):
            return 0.0
        block = self.blocks[at]
        match block:
            case Heading():
                own = len(self._body([Run(block.text, Face.HEITI)])) * LINE
                return own + self._first_of(at + 1, above + own)
            case Para() if block.level:
                own = len(self._body(block.runs)) * LINE
                return own + self._first_of(at + 1, above + own)
            case Para():
                count = max(1, len(self._body(block.runs)))
                return count * LINE + self._tail(at) if count <= 3 else 2 * LINE
            case Grid():
                return self._first_of_table(at, above)
            case Signature():
                return self._signature_height(block)
            case Picture():
                return _PICTURE_GAP + block.drawing.height
            case _:
                return 0.0

    def _tail(self, at: int) -> float:
        following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        return self._signature_height(following) if isinstance(following, Signature) else 0.0

    def _paragraph(self, at: int, para: Para) -> None:
        first = para.runs[0] if para.runs else Run("")
        lines = self._body(para.runs)
        if not lines:
            height = LINE if self.pages.used and self.pages.left > LINE else 0.0
            self.pages.place(height, para.part, para.index, (0, len(para.text)))
            self.pages.put([], height)
            return
        ranges = ranges_of(para.runs, lines)
        marked = first.face is Face.KAITI and len(first.text.strip()) > 5
        while lines:
            count = self._how_many(len(lines), self._tail(at))
            if not count:
                self.pages.turn()
                continue
            if marked:
                self.pages.mark(1, first.text.strip().rstrip("。：；"))
                marked = False
            self._put_lines(lines[:count], para.part, para.index, ranges[:count])
            lines, ranges = lines[count:], ranges[count:]
            if lines:
                self.pages.turn()

    def _how_many(self, count: int, tail: float) -> int:
        """Tell how many of a paragraph's lines go on this page, 0 for none; `tail` is the signature that its end must keep."""
        fit = int(self.pages.left / LINE)
        if count * LINE + tail <= self.pages.left:
            return count
        most = count - 2 if count <= fit else min(fit, count - 2)
        if most >= 2:
            return most
        return 0 if self.pages.used > 0 else min(max(fit, 1), count)

    def _signature(self, signature: Signature) -> None:
        if self._signature_height(signature) > self.pages.left:
            self.pages.turn()
        self.pages.put([], LINE)
        for part, line, x in set_signature(signature, self.setter):
            self.pages.place(LINE, part)
            self.pages.put([show(line, LEFT + x, self.pages.top, self.labels, LINE)], LINE)

    def _signature_height(self, signature: Signature) -> float:
        return LINE * (1 + len(set_signature(signature, self.setter)))

    def _picture(self, at: int, picture: Picture) -> None:
        """Place a drawing in one piece and with the signature that follows it; on the next page where this one has no room."""
        drawing = picture.drawing
        if self._first_of(at) + (0.0 if self._after_heading(at) else self._tail(at)) > self.pages.left:
            self.pages.turn()
        self.pages.put([], _PICTURE_GAP if self.pages.used else 0.0)
        self.pages.mark(0, picture.title)
        self.pages.place(drawing.height, PICTURE_PART)
        self.pages.put(drawn(drawing, LEFT + (WIDTH - drawing.width) / 2, self.pages.top), drawing.height)

    # ---- tables ---------------------------------------------------------------------------------

    def _layout(self, at: int) -> TableLayout:
        """Lay the table out so that it fits one page below the headings before it, where that can be."""
        if at not in self.tables:
            grid = self.blocks[at]
            assert isinstance(grid, Grid)
            above, before = 0.0, at - 1
            while before >= 0 and _is_heading(self.blocks[before]):
                above += LINE
                before -= 1
            step = self.step if at == self.last_table else 0
            self.tables[at] = TableLayout(self.setter, grid, HEIGHT - above - _TABLE_GAP, step)
        return self.tables[at]

    def _first_of_table(self, at: int, above: float) -> float:
        layout = self._layout(at)
        part = self._first_piece(layout, self.pages.left - above - _TABLE_GAP)
        if part is None and layout.whole.height > layout.page:
            part = layout.pieces(layout.grid.head_rows, layout.page)
        return (part or layout.whole).height + _TABLE_GAP

    def _first_piece(self, layout: TableLayout, available: float) -> Part | None:
        """Return what of the table may stand on a page with so much room; None where it should begin on the next page.

        A table that fits one page is not broken: it is set tighter below what precedes it, or leaves the rest of the page blank.
        """
        if layout.whole.height <= available:
            return layout.whole
        if layout.whole.height > layout.page:
            return layout.pieces(layout.grid.head_rows, available)
        return layout.tighter(available)

    def _table(self, at: int) -> None:
        layout = self._layout(at)
        self.pages.put([], self._gap(at) if self.pages.used else 0.0)
        first, rows = layout.grid.head_rows, layout.grid.rows
        while first < rows:
            opening = first == layout.grid.head_rows
            part = self._first_piece(layout, self.pages.left) if opening else layout.pieces(first, self.pages.left)
            if part is None:
                if self.pages.used > 0:
                    self.pages.turn()
                    continue
                part = layout.single(first)
            self.pages.place_table(part)
            self.pages.put(draw(part, LEFT, self.pages.top, self.labels), part.height)
            first += part.grid.rows - layout.grid.head_rows
            if first < rows:
                self.pages.turn()
        self.pages.put([], min(self._gap(at) * 2, max(0.0, self.pages.left)))

    def _footer(self, number: int) -> str:
        """Write the page number: odd pages right, even pages left, one character from the edge, its dashes 7 mm below the type area."""
        block = self.setter.plain(f"— {number} —", FOOTER_FACE, PAGE_NUMBER)
        line = set_lines(block, WIDTH)[0]
        x = LEFT + WIDTH - PAGE_NUMBER - line.width if number % 2 else LEFT + PAGE_NUMBER
        return show(line, x, PAGE_HEIGHT - TOP - HEIGHT - PAGE_NUMBER_BELOW + PAGE_NUMBER / 2, self.labels, PAGE_NUMBER)


def _is_heading(block: DocumentBlock) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Para) and block.level > 0)
