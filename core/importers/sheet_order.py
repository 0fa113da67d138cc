"""The sheets of a workbook of any kind: their remarks, what is to be said about them, and the order of their blocks."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from core.importers.sheet import Sheet, TooLarge
from core.importers.sheet_blocks import Block, blocks
from core.importers.sheet_hidden import Hidden
from core.importers.sheet_values import Place
from core.importers.source import MAX_CELLS, RawTable, RawText
from core.report import Note
from core.values import squeeze
from core.workbook import REMARK_LINE, REMARK_MARK, UNIT_AND_YEAR, reference

MAX_SHEETS = 200
# The same long text may stand in every cell.
MAX_CHARACTERS = 20_000_000
_QUOTED = 80


class Sheets:
    """The visible sheets of a workbook, cut into blocks."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.sheets: list[list[Block]] = []
        self.names: list[str] = []
        self.cells = self.characters = 0

    def leave_out(self, sheet: Sheet) -> None:
        """Name a hidden sheet in a note, unless it is empty."""
        if sheet.texts:
            self.notes.append(Note("", f"工作表“{sheet.name}”是隐藏的，没有读入；需要时请取消隐藏后重新导入"))

    def add(self, sheet: Sheet, comments: Mapping[Place, str]) -> None:
        """Cut a sheet; remarks that this program keeps in comments go behind their numbers, other comments are named in a note.

        TooLarge where there is more text than in any report.
        """
        self.cells += len(sheet.texts)
        self.characters += sum(map(len, sheet.texts.values()))
        if self.cells > MAX_CELLS or self.characters > MAX_CHARACTERS:
            raise TooLarge
        hidden = Hidden(sheet)
        if hidden:
            comments = self._seen(hidden, comments)
        remarks = self._remarks(sheet, comments)
        self._unsolved(sheet)
        if hidden:
            hidden.close_up()
        self.names.append(sheet.name)
        self.sheets.append(_without_remark_lines(blocks(sheet)) if remarks else blocks(sheet))

    def _seen(self, hidden: Hidden, comments: Mapping[Place, str]) -> dict[Place, str]:
        """Drop what is not seen of a sheet, name in a note where that was, and return the comments that are seen."""
        if lost := hidden.leave_out():
            message = f"工作表“{hidden.sheet.name}”的{lost}是隐藏的，其中的内容没有读入；需要时请取消隐藏后重新导入"
            self.notes.append(Note("", message))
        return {seen: text for place, text in comments.items() if (seen := hidden.place(place)) is not None}

    def _remarks(self, sheet: Sheet, comments: Mapping[Place, str]) -> bool:
        foreign: list[Place] = []
        own = False
        for place, text in comments.items():
            if text.startswith(REMARK_MARK):
                sheet.texts[place] = f"{sheet.texts.get(place, '')}（{text.removeprefix(REMARK_MARK)}）"
                own = True
            else:
                foreign.append(place)
        if foreign:
            self.notes.append(Note("", f"工作表“{sheet.name}”的 {_places(foreign)} 有批注，没有读入"))
        return own

    def _unsolved(self, sheet: Sheet) -> None:
        if sheet.unsolved:
            places = _places(sheet.unsolved)
            message = f"工作表“{sheet.name}”的 {places} 是公式，文件里没有它的结果，按未填读入；请用 Excel、WPS 打开并保存一次后重新导入"
            self.notes.append(Note("", message))

    def _lines_above(self, index: int) -> None:
        """Name the lines between a sheet's title and its table, unless they are what this program writes there: unit and year."""
        above = takewhile(lambda block: isinstance(block, RawText), self.sheets[index][1:])
        lines = [text for block in above if isinstance(block, RawText) and not UNIT_AND_YEAR.fullmatch(text := block.text.strip())]
        if lines:
            said = "　".join(lines)
            self.notes.append(Note("", f"工作表“{self.names[index]}”表格上方的文字没有读入，请核对：{said[:_QUOTED]}"))

    def in_order(self) -> Iterator[Block]:
        """Yield all blocks: where a sheet of prose has the title line of another sheet, that sheet's table stands there."""
        titled = {title: index for index, sheet in enumerate(self.sheets) if (title := _title_of_table(sheet))}
        placed: dict[tuple[int, int], int] = {}
        for index, sheet in enumerate(self.sheets):
            if any(isinstance(block, RawTable) for block in sheet):
                continue
            for place, block in enumerate(sheet):
                other = titled.pop(squeeze(block.text), None) if isinstance(block, RawText) else None
                if other is not None:
                    placed[index, place] = other
                    self._lines_above(other)
        for index, sheet in enumerate(self.sheets):
            if index in placed.values():
                continue
            for place, block in enumerate(sheet):
                other = placed.get((index, place))
                yield from [block] if other is None else [block, *_without_lines_above(self.sheets[other])]


def _title_of_table(sheet: list[Block]) -> str:
    """Return the first line of a sheet that holds a table below it, squeezed; else nothing."""
    has_table = any(isinstance(block, RawTable) for block in sheet)
    return squeeze(sheet[0].text) if has_table and isinstance(sheet[0], RawText) else ""


def _without_lines_above(sheet: list[Block]) -> list[Block]:
    """Leave out the lines above the table: the title, which the prose has, and what was named in a note."""
    first = next(index for index, block in enumerate(sheet) if isinstance(block, RawTable))
    return sheet[first:]


def _without_remark_lines(sheet: list[Block]) -> list[Block]:
    return [block for block in sheet if not (isinstance(block, RawText) and block.text.startswith(REMARK_LINE))]


def _places(places: list[Place]) -> str:
    """Name up to five places as sheets do: B5、C5."""
    named = "、".join(reference(place) for place in places[:5])
    return f"{named} 等 {len(places)} 处" if len(places) > 5 else named
