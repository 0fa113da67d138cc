"""What is written in cells: other words for labels, and numbers as people write them."""

from decimal import Decimal

from tests.imports.paper import Cell
from tests.imports.sample import Quirk, Sample

OTHER_WORDS = {
    "社会公益组织": "社会公益性组织",
    "2.其他法律行政法规禁止公开": "2.其他法律法规禁止公开",
    "行政规范性文件": "规范性文件",
    "本年收费金额（单位：万元）": "本年收费金额（单位：万元，保留4位小数）",
}
DAMAGED = {
    "社会公益组织": "社会组织",
    "2.其他法律行政法规禁止公开": "2.法律行政止公开",
    "本年废止件数": "本年度止件数",
}
OLD_WORDS = {"规范性文件": "行政规范性文件", "社会公益组织": "社会组织", "2.其他法律行政法规禁止公开": "2.其他法律法规规章禁止公开"}


def relabelled(words: dict[str, str], *noted: str) -> Quirk:
    """Write labels in other words; the places of `noted` must carry a note."""

    def change(s: Sample) -> None:
        hit = set()
        for cell in labels(s):
            if cell.text in words:
                hit.add(cell.text)
                cell.text = words[cell.text]
        assert hit == set(words), set(words) - hit
        s.note(*noted)

    return change


def labels(s: Sample) -> list[Cell]:
    """Return every cell that holds no number."""
    return [cell for table in s.paper.tables() for cell in table.cells() if cell.cell is None]


def half_width(s: Sample) -> None:
    """Write brackets, commas and colons of labels in half width."""
    for cell in labels(s):
        cell.text = cell.text.translate(str.maketrans("（），：", "(),:"))


def comma_marks(s: Sample) -> None:
    """Write 1、 for 1. in labels."""
    for cell in labels(s):
        if cell.text[:1].isdigit() and cell.text[1:2] == ".":
            cell.text = f"{cell.text[0]}、{cell.text[2:]}"


def spaced(s: Sample) -> None:
    """Put blanks into labels: 总　计, （一） 予以公开."""
    for cell in labels(s):
        if len(cell.text) <= 4:
            cell.text = "　".join(cell.text)
        elif "）" in cell.text[:4]:
            cell.text = cell.text.replace("）", "） ", 1)
        elif cell.text[1:2] == ".":
            cell.text = cell.text.replace(".", ". ", 1)


def says(name: str, text: str, value: object, *, remark: str = "", noted: bool = False) -> Quirk:
    """Write a number in another way. `value` is what it means; `remark` what stands beside it in brackets."""

    def change(s: Sample) -> None:
        s.paper.table(name.partition(".")[0]).at(name).text = text
        s.put(name, value)
        if remark:
            s.due["cell_notes"][name] = remark
        if noted:
            s.note(name)

    return change


def styled(table: str, row: str, style: str) -> Quirk:
    """Write a row's numbers in a style: full (１２), comma (20,412), unit (12 件), blank (1 2), bracket (12（其中修订n件）)."""

    def change(s: Sample) -> None:
        for name in s.row(table, row):
            cell = s.paper.table(table).at(name)
            cell.text = _in_style(cell.text, style)
            if style == "bracket":
                s.due["cell_notes"][name] = cell.text.partition("（")[2].removesuffix("）")
            if style == "blank" and " " in cell.text:
                s.note(name)

    return change


def _in_style(text: str, style: str) -> str:
    match style:
        case "full":
            return "".join(chr(ord(c) + 0xFEE0) for c in text)
        case "comma":
            return f"{int(text):,}"
        case "unit":
            return f"{text} 件"
        case "blank":
            return f"{text[0]} {text[1:]}" if len(text) > 1 else text
        case "bracket":
            return f"{text}（其中修订{int(text) % 97}件）"
    raise ValueError(style)


def fee(unit: str) -> Quirk:
    """Write the fee with its unit (万元, 元) in the cell; a converted one must carry a note."""

    def change(s: Sample) -> None:
        name = "proactive.fees.amount"
        text = s.paper.table("proactive").at(name).text
        shown = text if unit == "万元" else str(int(Decimal(text) * 10000))
        says(name, shown + unit, s.get(name), noted=unit != "万元")(s)

    return change


def blank(*names: str) -> Quirk:
    """Leave cells empty: 未填, in the file as in the report."""

    def change(s: Sample) -> None:
        for name in names:
            says(name, "", None)(s)

    return change
