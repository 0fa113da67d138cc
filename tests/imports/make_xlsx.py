"""Write a paper as raw SpreadsheetML: all on one sheet, a sheet a table, with or without borders."""

from dataclasses import dataclass, field

from tests.imports.packing import DECLARATION, packed, xml
from tests.imports.paper import Paper, Para, Table, part_of

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BORDER = "".join(f'<{s} style="thin"><color auto="1"/></{s}>' for s in ("left", "right", "top", "bottom"))
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    f'<borders count="2"><border><left/><right/><top/><bottom/></border><border>{_BORDER}</border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf borderId="1" applyBorder="1"/>'
    '<xf applyAlignment="1"><alignment wrapText="1"/></xf></cellXfs></styleSheet>'
)
_WIDTH = 11


@dataclass
class Sheet:
    """A sheet in the making: its rows as XML, its merges, and the next free row."""

    name: str
    rows: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    next: int = 1
    hidden: tuple[int, ...] = ()

    def xml(self) -> str:
        """Return the part of the sheet."""
        merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in self.merges)
        tail = f'<mergeCells count="{len(self.merges)}">{merges}</mergeCells>' if merges else ""
        columns = '<col min="1" max="3" width="22" customWidth="1"/>'
        columns += "".join(f'<col min="{c}" max="{c}" width="9" hidden="1" customWidth="1"/>' for c in self.hidden)
        columns = f"<cols>{columns}</cols>"
        return f'{DECLARATION}<worksheet xmlns="{_MAIN}">{columns}<sheetData>{"".join(self.rows)}</sheetData>{tail}</worksheet>'


class Book:
    """A workbook in the making: sheets and shared texts; numbers are cells of numbers where `numbers`."""

    def __init__(self, *, borders: bool = True, numbers: bool = True, formulas: bool = False) -> None:
        self.borders, self.numbers, self.formulas = borders, numbers, formulas
        self.sheets: list[Sheet] = []
        self.texts: dict[str, int] = {}

    def sheet(self, name: str) -> Sheet:
        """Open a sheet."""
        self.sheets.append(Sheet(name))
        return self.sheets[-1]

    def para(self, sheet: Sheet, para: Para) -> None:
        """Write a paragraph into the first column, merged over the width."""
        sheet.rows.append(f'<row r="{sheet.next}">{self.value(f"A{sheet.next}", para.text, 2)}</row>')
        sheet.merges.append(f"A{sheet.next}:{letters(_WIDTH)}{sheet.next}")
        sheet.next += 1

    def table(self, sheet: Sheet, table: Table) -> None:
        """Write a table where the sheet goes on, and a blank row behind it."""
        style = 1 if self.borders else 0
        for offset, row in enumerate(table.rows):
            number = sheet.next + offset
            cells = ""
            for column, place in enumerate(row, 1):
                here = f"{letters(column)}{number}"
                text = place.text if place else ""
                if self.formulas and place and place.cell and place.cell.column == "total" and place.cell.table == "applications":
                    first, last = letters(column - 6), letters(column - 1)
                    cells += f'<c r="{here}" s="{style}"><f>SUM({first}{number}:{last}{number})</f><v>{text}</v></c>'
                else:
                    cells += self.value(here, text, style) if text else f'<c r="{here}" s="{style}"/>'
                if place and (place.down > 1 or place.across > 1):
                    sheet.merges.append(f"{here}:{letters(column + place.across - 1)}{number + place.down - 1}")
            sheet.rows.append(f'<row r="{number}">{cells}</row>')
        sheet.next += len(table.rows) + 1

    def value(self, here: str, text: str, style: int) -> str:
        """Write a cell: a number where it is one, else a shared text."""
        if self.numbers and text.removeprefix("-").replace(".", "", 1).isdigit() and text.isascii():
            return f'<c r="{here}" s="{style}"><v>{text}</v></c>'
        index = self.texts.setdefault(text, len(self.texts))
        return f'<c r="{here}" s="{style}" t="s"><v>{index}</v></c>'

    def file(self) -> bytes:
        """Return the workbook."""
        shared = "".join(f'<si><t xml:space="preserve">{xml(t)}</t></si>' for t in self.texts)
        names = "".join(f'<sheet name="{xml(s.name)}" sheetId="{i}" r:id="rId{i}"/>' for i, s in enumerate(self.sheets, 1))
        sheets = {f"xl/worksheets/sheet{i}.xml": s.xml() for i, s in enumerate(self.sheets, 1)}
        targets = [("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(self.sheets) + 1)]
        targets += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        return packed(
            {
                "[Content_Types].xml": _types(len(self.sheets)),
                "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
                "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
                "xl/_rels/workbook.xml.rels": _relations(targets),
                "xl/styles.xml": DECLARATION + _STYLES,
                "xl/sharedStrings.xml": f'{DECLARATION}<sst xmlns="{_MAIN}">{shared}</sst>',
                **sheets,
            }
        )


def one_sheet(paper: Paper, *, borders: bool = True, numbers: bool = True, formulas: bool = False) -> bytes:
    """Write the whole report on one sheet; the total of each row is a formula with its result where `formulas`."""
    book = Book(borders=borders, numbers=numbers, formulas=formulas)
    sheet = book.sheet("Sheet1")
    for block in paper.blocks:
        book.table(sheet, block) if isinstance(block, Table) else book.para(sheet, block)
    return book.file()


def hidden_column(paper: Paper, column: int = 6) -> bytes:
    """Write each section on a sheet of its own; a column of the one of table three is hidden."""
    return sheet_each(paper, hidden=(column,))


def sheet_each(paper: Paper, *, borders: bool = True, numbers: bool = True, hidden: tuple[int, ...] = ()) -> bytes:
    """Write each section on a sheet of its own, named by its heading; what stands before and behind goes with the nearest.

    `hidden` are columns (from 1) of the sheet of table three that nobody sees.
    """
    book = Book(borders=borders, numbers=numbers)
    sheet = book.sheet("封面")
    here = ""
    for block in paper.blocks:
        if part_of(block) != here and isinstance(block, Para) and block.look == "heading":
            here = block.part
            sheet = book.sheet(block.text[:28])
            sheet.hidden = hidden if here == "applications" else ()
        book.table(sheet, block) if isinstance(block, Table) else book.para(sheet, block)
    return book.file()


def letters(column: int) -> str:
    """Return a column's letters, A for 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _types(sheets: int) -> str:
    each = "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{_SHEET}.worksheet+xml"/>' for i in range(1, sheets + 1))
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>{each}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET}.sharedStrings+xml"/></Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    each = "".join(f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1))
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
