"""Read a workbook: its sheets as paragraphs and tables; the program's own workbooks in the order of the report."""

from collections.abc import Iterator

from core.errors import UnreadableFile
from core.importers.from_xlsx_blocks import Block, blocks
from core.importers.from_xlsx_parts import Attributes, NotReadable, Package, TooLarge
from core.importers.from_xlsx_shared import CellStyles, cell_styles, comments, shared_strings
from core.importers.from_xlsx_sheet import Sheet, read_sheet
from core.importers.from_xlsx_values import Place
from core.importers.source import MAX_PARAGRAPHS, RawTable, RawText, Source
from core.report import Note
from core.values import squeeze
from core.workbook import FINDINGS_SHEET, REMARK_LINE, REMARK_MARK, reference

MAX_BYTES = 50_000_000
MAX_SHEETS = 200
_TITLE = "打不开这份表格"


def read(data: bytes, name: str) -> Source:
    """Read an .xlsx file; UnreadableFile says in one sentence what is wrong with it and what to do."""
    _check_kind(data, name)
    try:
        book = _Workbook(Package.opened(data), name)
        found = tuple(book.in_order())
    except TooLarge as fault:
        raise UnreadableFile(_TITLE, f"{name} 里的内容太多，不像是一份年度报告；请只留下年报的几张表，另存后再试") from fault
    except NotReadable as fault:
        raise UnreadableFile(_TITLE, f"{name} 已损坏或没有下载完整；请重新取得这份文件，或用 Excel、WPS 打开后另存为 .xlsx 再试") from fault
    if not found:
        raise UnreadableFile(_TITLE, f"{name} 里没有内容；请另选文件")
    if sum(isinstance(block, RawText) for block in found) > MAX_PARAGRAPHS:
        raise UnreadableFile(_TITLE, f"{name} 里的内容太多，不像是一份年度报告；请只留下年报的几张表，另存后再试")
    return Source("xlsx", found, tuple(book.notes))


def _check_kind(data: bytes, name: str) -> None:
    if not data:
        raise UnreadableFile(_TITLE, f"{name} 是空文件；请重新取得这份文件")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_TITLE, f"{name} 超过 50 兆，不像是一份年度报告；请另选文件")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile(_TITLE, f"{name} 设有打开密码；请用 Excel、WPS 打开，去掉密码后另存为 .xlsx 再试")
        raise UnreadableFile(_TITLE, f"{name} 不是 .xlsx 格式（可能是旧的 .xls）；请用 Excel、WPS 打开后另存为 .xlsx 再试")
    if not data.startswith(b"PK"):
        raise UnreadableFile(_TITLE, f"{name} 不是 .xlsx 表格；请用 Excel、WPS 打开后另存为 .xlsx 再试")


class _Workbook:
    """The visible sheets of a workbook, cut into blocks."""

    def __init__(self, package: Package, name: str) -> None:
        self.package, self.name = package, name
        self.notes: list[Note] = []
        self.sheets: list[list[Block]] = []
        workbook = self._workbook_path()
        relations = package.relations(workbook)
        paths = {kind: path for kind, path in relations.values() if package.has(path)}
        listed, since_1904 = self._listed(workbook)
        strings = shared_strings(package, paths["sharedStrings"]) if "sharedStrings" in paths else []
        styles = cell_styles(package, paths["styles"]) if "styles" in paths else CellStyles()
        for title, relation, hidden in listed:
            kind, path = relations.get(relation, ("", ""))
            if kind != "worksheet" or title == FINDINGS_SHEET:
                continue
            sheet = read_sheet(package, path, title, strings, styles, since_1904)
            if hidden:
                if sheet.texts:
                    self.notes.append(Note("", f"工作表“{title}”是隐藏的，没有读入；需要时请取消隐藏后重新导入"))
                continue
            remarks = self._remarks(sheet, path)
            self._unsolved(sheet)
            self.sheets.append(_without_remark_lines(blocks(sheet)) if remarks else blocks(sheet))

    def _workbook_path(self) -> str:
        for kind, path in self.package.relations("").values():
            if kind == "officeDocument" and self.package.has(path):
                if path.endswith(".bin"):
                    raise UnreadableFile(_TITLE, f"{self.name} 是二进制工作簿（.xlsb）；请用 Excel、WPS 打开后另存为 .xlsx 再试")
                if path.rpartition("/")[2].startswith("workbook"):
                    return path
        if self.package.has("xl/workbook.xml"):
            return "xl/workbook.xml"
        raise UnreadableFile(_TITLE, f"{self.name} 里没有工作表，不是 .xlsx 表格；请另选文件")

    def _listed(self, workbook: str) -> tuple[list[tuple[str, str, bool]], bool]:
        """Return (name, relation, hidden) of every sheet in order, and whether days count from 1904."""
        listed: list[tuple[str, str, bool]] = []
        since_1904 = False

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal since_1904
            if tag == "workbookPr":
                since_1904 = attributes.get("date1904", "") in ("1", "true")
            elif tag == "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                listed.append((attributes.get("name", ""), relation, attributes.get("state", "visible") != "visible"))
                if len(listed) > MAX_SHEETS:
                    raise TooLarge

        self.package.stream(workbook, start, lambda _tag, _text: None)
        return listed, since_1904

    def _remarks(self, sheet: Sheet, path: str) -> bool:
        """Put the remarks that this program keeps in comments behind their numbers; name other comments in a note."""
        parts = [part for kind, part in self.package.relations(path).values() if kind == "comments" and self.package.has(part)]
        foreign: list[Place] = []
        own = False
        for place, text in ((p, c) for part in parts for p, c in comments(self.package, part).items()):
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
    """Leave out the lines above the table: title, unit and year, all of which the prose has."""
    first = next(index for index, block in enumerate(sheet) if isinstance(block, RawTable))
    return sheet[first:]


def _without_remark_lines(sheet: list[Block]) -> list[Block]:
    return [block for block in sheet if not (isinstance(block, RawText) and block.text.startswith(REMARK_LINE))]


def _places(places: list[Place]) -> str:
    """Name up to five places as sheets do: B5、C5."""
    named = "、".join(reference(place) for place in places[:5])
    return f"{named} 等 {len(places)} 处" if len(places) > 5 else named
