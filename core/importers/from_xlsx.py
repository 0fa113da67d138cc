"""Read a workbook: its sheets as paragraphs and tables; the program's own workbooks in the order of the report."""

from core.errors import UnreadableFile
from core.importers.from_xlsx_parts import Attributes, Package
from core.importers.from_xlsx_shared import CellStyles, cell_styles, comments, shared_strings
from core.importers.from_xlsx_sheet import read_sheet
from core.importers.sheet import NotReadable, TooLarge
from core.importers.sheet_order import MAX_SHEETS, Sheets
from core.importers.sheet_values import Place
from core.importers.source import MAX_PARAGRAPHS, RawText, Source
from core.workbook import FINDINGS_SHEET

MAX_BYTES = 50_000_000
_TITLE = "打不开这份表格"


def read(data: bytes, name: str) -> Source:
    """Read an .xlsx file; UnreadableFile says in one sentence what is wrong with it and what to do."""
    _check_kind(data, name)
    try:
        book = _Workbook(Package.opened(data), name)
        found = tuple(book.sheets.in_order())
    except TooLarge as fault:
        raise UnreadableFile(_TITLE, f"{name} 里的内容太多，不像是一份年度报告；请只留下年报的几张表，另存后再试") from fault
    except NotReadable as fault:
        raise UnreadableFile(_TITLE, f"{name} 已损坏或没有下载完整；请重新取得这份文件，或用 Excel、WPS 打开后另存为 .xlsx 再试") from fault
    if not found:
        raise UnreadableFile(_TITLE, f"{name} 里没有内容；请另选文件")
    if sum(isinstance(block, RawText) for block in found) > MAX_PARAGRAPHS:
        raise UnreadableFile(_TITLE, f"{name} 里的内容太多，不像是一份年度报告；请只留下年报的几张表，另存后再试")
    return Source("xlsx", found, tuple(book.sheets.notes))


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
    """Open the parts of a workbook and hand its sheets on."""

    def __init__(self, package: Package, name: str) -> None:
        self.package, self.name = package, name
        self.sheets = Sheets()
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
                self.sheets.leave_out(sheet)
            else:
                self.sheets.add(sheet, self._comments(path))

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

    def _comments(self, path: str) -> dict[Place, str]:
        parts = [part for kind, part in self.package.relations(path).values() if kind == "comments" and self.package.has(part)]
        return {place: text for part in parts for place, text in comments(self.package, part).items()}
