"""Every .docx and .xlsx must hold to the schemas of ECMA-376: what does not makes Word and Excel offer to repair the file."""

import io
import zipfile
from pathlib import Path

from core.files import to_bytes
from core.finding_rows import FindingRow
from core.layout import Grid, GridCell, Heading, Para, Role, Run, Signature, Title
from core.papers import Extras
from core.report import Entry, Report, paragraphs
from core.schema import formats
from tests.core.docx_schema import laid_out, parts_of
from tests.helpers import distinct_report
from tests.office.open_xml import faults

ROW = FindingRow("核实", "H2", "规章 现行有效件数", "与上年接不上", "核对过台账")


def wild() -> Report:
    """Return a report of everything that a cell and a text may hold."""
    report = distinct_report("2021", unit="云岭壮族自治区白沙市云台区人民政府长岭街道办事处")
    for at, cell in enumerate(list(report.form.cells)[:40]):
        report.entries[cell] = Entry(10 ** (at % 15), remark="备注\n两行\t制表  空格 " if at % 3 else "")
    report.texts["overview"] = paragraphs(["（一）主动公开", "1.网站", "（二）依申请公开。全年受理。", "\ud800 \0 ]]>&<\"' 𡌴𬭊"])
    return report


def files() -> dict[str, bytes]:
    """Return files of every kind of block, by name."""
    from core.exporters.to_docx import render

    made = {f"{form}.docx": to_bytes(distinct_report(form), ".docx") for form in formats()}
    made |= {f"slip-{n}.docx": to_bytes(distinct_report(), ".docx", [ROW] * n, Extras(slip=True)) for n in (0, 12)}
    made["wild.docx"] = to_bytes(wild(), ".docx", [ROW], Extras(slip=True))
    made |= {f"{form}.xlsx": to_bytes(distinct_report(form), ".xlsx", [ROW]) for form in formats()}
    made["wild.xlsx"] = to_bytes(wild(), ".xlsx", [ROW])
    made["blank.xlsx"] = to_bytes(Report(formats()["2021"]), ".xlsx")
    made["blank.docx"] = to_bytes(Report(formats()["2021"]), ".docx")
    grid = Grid("x", 1, 1, 0, (1.0,), (GridCell(0, 0, 1, 1, "字", Role.VALUE),))
    text = Para("overview", 0, (Run("字"),), 2)
    made["blocks.docx"] = render(laid_out(Title(("题",)), Heading("overview", "一"), text, grid, grid, Signature("单位", "日期"), grid))
    return made


def test_no_file_departs_from_the_schemas(tmp_path: Path) -> None:
    assert faults(files(), tmp_path) == {name: [] for name in files()}


def broken() -> bytes:
    parts = parts_of(to_bytes(distinct_report(), ".docx"))
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(b"<w:keepNext/>", b"<w:keepNxt/>", 1).replace(
        b'<w:jc w:val="center"/>', b'<w:jc w:val="mid"/>', 1
    )
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:compat>", b"<w:zoom/><w:compat>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_the_validator_sees_what_departs(tmp_path: Path) -> None:
    (found,) = faults({"broken.docx": broken()}, tmp_path).values()
    assert len(found) >= 3
    assert {fault.split()[0] for fault in found} == {"/word/document.xml", "/word/settings.xml"}
