""".pdf against a bare platypus build with the same fonts and the same content."""

import io
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont as FontFile
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._n_a_m_e import table__n_a_m_e
from fontTools.ttLib.tables.O_S_2f_2 import Panose
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from core.exporters import fonts_outlines, to_pdf
from core.exporters.fonts import texts
from core.exporters.to_pdf_font import EmbeddedFont, font_set
from core.exporters.to_pdf_measures import BODY, LEFT, LINE, PAGE_HEIGHT, PAGE_WIDTH, PITCH, TITLE, TITLE_LINE, TOP, WIDTH
from core.layout import Document, Face, Grid, Heading, Para, Signature, Title, document
from tests.bench.measure import Result, compare, seconds
from tests.helpers import distinct_report

# As large as a table may be set that platypus keeps on one page: it splits no cell that spans rows.
_CELL = 9.0
# What a font must say of itself and no PDF reader asks for.
_MEASURES = """xAvgCharWidth usWidthClass fsType ySubscriptXSize ySubscriptYSize ySubscriptXOffset ySubscriptYOffset ySuperscriptXSize
ySuperscriptYSize ySuperscriptXOffset ySuperscriptYOffset yStrikeoutSize yStrikeoutPosition sFamilyClass ulUnicodeRange1 ulUnicodeRange2
ulUnicodeRange3 ulUnicodeRange4 fsSelection usFirstCharIndex usLastCharIndex sTypoLineGap ulCodePageRange1 ulCodePageRange2 sxHeight
sCapHeight usDefaultChar usBreakChar usMaxContext"""
_LOOK = (("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("PADDING", (0, 0), (-1, -1), 1.5))


# What a person pays who starts the program and exports at once: everything is imported, found and read anew.
_FRESH = """
import time
from core.layout import document
from tests.helpers import distinct_report
laid = document(distinct_report("2021"))
started = time.perf_counter()
from core.exporters.to_pdf import render
render(laid)
print(time.perf_counter() - started)
"""


def bench() -> Result:
    """Write a report when the fonts are warm, against platypus with the same glyphs registered beforehand."""
    laid = document(distinct_report("2021"))
    to_pdf.render(laid)
    fonts = register(laid)
    return compare(".pdf write to bare platypus", 1.3, seconds(lambda: to_pdf.render(laid)), seconds(lambda: build_bare(laid, fonts)))


def bench_cold() -> Result:
    """Write a report cold, against the same warm.

    Cold is the first export of a process whose cache folder is warm: what an earlier run found out about fonts lies on disk, nothing is
    in memory. Here every memory of the fonts and of the writer is emptied before each export, so that imports are not counted; the
    remark tells what a fresh process takes with them, the start of the interpreter and the reading of the report left out.
    """
    laid = document(distinct_report("2021"))
    to_pdf.render(laid)

    def cold() -> None:
        forget()
        to_pdf.render(laid)

    result = compare(".pdf write cold to warm", 2.0, seconds(cold), seconds(lambda: to_pdf.render(laid)))
    fresh = [_fresh() for _ in range(5)]
    return replace(result, remark=f"{result.remark}, {median(fresh) * 1000:.0f} ms in a fresh process with the writer's imports")


def forget() -> None:
    """Empty every memory of the fonts and of the writer."""
    modules = [module for name, module in sys.modules.items() if name.startswith(("core.exporters.", "core.prose"))]
    for module in modules:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    fonts_outlines.forget()


def _fresh() -> float:
    """Return the seconds that a fresh process takes to import the writer and to export; forms and report are ready before."""
    found = subprocess.run([sys.executable, "-c", _FRESH], capture_output=True, text=True, check=True)
    return float(found.stdout)


def register(laid: Document) -> dict[Face, str]:
    """Give reportlab the faces that the report is set in, with the characters that it uses, and name them by role."""
    held = font_set({role: {*characters, " ", "\u3000"} for role, characters in texts(laid).items() if characters})
    for name, font in held.fonts.items():
        pdfmetrics.registerFont(TTFont(f"Bench{name}", io.BytesIO(_whole_font(name, font)), asciiReadable=False))
    return {role: "Bench" + Counter(g.font for g in glyphs.values()).most_common(1)[0][0] for role, glyphs in held.glyphs.items()}


def _whole_font(name: str, font: EmbeddedFont) -> bytes:
    """Make a font file of an embedded subset: it lacks the tables that only programs other than a PDF reader need."""
    made = FontFile(io.BytesIO(font.data), recalcTimestamp=False)
    order = made.getGlyphOrder()
    codes = dict(zip(font.codes, order[1:], strict=False))
    for tag, fields in _tables(f"Bench{name}", codes).items():
        made[tag] = table = newTable(tag)
        vars(table).update(fields)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _tables(name: str, codes: Mapping[int, str]) -> dict[str, dict[str, Any]]:
    cmap = CmapSubtable.newSubtable(12)
    vars(cmap).update(platformID=3, platEncID=10, format=12, reserved=0, length=0, language=0, nGroups=0, cmap=dict(codes))
    names = table__n_a_m_e()
    names.names = []
    for name_id in (1, 3, 4, 6):
        names.setName(name, name_id, 3, 1, 0x409)
    measures: dict[str, Any] = dict.fromkeys(_MEASURES.split(), 0)
    measures |= {"version": 4, "usWeightClass": 400, "panose": Panose(), "achVendID": "    "}
    measures |= {"sTypoAscender": 880, "sTypoDescender": -120, "usWinAscent": 880, "usWinDescent": 120}
    post = {"formatType": 3.0, "italicAngle": 0.0, "underlinePosition": -100, "underlineThickness": 50, "isFixedPitch": 0}
    post |= {"minMemType42": 0, "maxMemType42": 0, "minMemType1": 0, "maxMemType1": 0}
    return {"cmap": {"tableVersion": 0, "tables": [cmap]}, "name": vars(names), "OS/2": measures, "post": post}


def build_bare(laid: Document, fonts: Mapping[Face, str]) -> bytes:
    """Build the same blocks as plain flowables."""
    stream = io.BytesIO()
    right, bottom = PAGE_WIDTH - LEFT - WIDTH, PAGE_HEIGHT - TOP - 22 * LINE
    template = SimpleDocTemplate(
        stream, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), leftMargin=LEFT - 6, rightMargin=right - 6, topMargin=TOP - 6, bottomMargin=bottom - 6
    )
    template.build([flowable for block in laid.blocks for flowable in _flowables(block, fonts)])
    return stream.getvalue()


def _style(font: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(font, fontName=font, fontSize=size, leading=leading, wordWrap="CJK", **more)


def _flowables(block: object, fonts: Mapping[Face, str]) -> list[Flowable]:
    match block:
        case Title(lines=lines):
            style = _style(fonts[Face.TITLE], TITLE, TITLE_LINE, alignment=1)
            return [Paragraph(escape(line), style) for line in lines]
        case Heading(text=text):
            return [Paragraph(escape(text), _style(fonts[Face.HEITI], BODY, LINE, firstLineIndent=2 * PITCH))]
        case Para(runs=runs):
            marked = "".join(f'<font name="{fonts[run.face]}">{escape(run.text)}</font>' for run in runs)
            return [Paragraph(marked, _style(fonts[Face.FANGSONG], BODY, LINE, firstLineIndent=2 * PITCH))]
        case Signature(unit=unit, date=date):
            style = _style(fonts[Face.FANGSONG], BODY, LINE, alignment=2)
            return [Paragraph(escape(line), style) for line in (unit, date) if line]
        case Grid():
            return [_table(block, fonts[Face.SONG])]
        case _:
            return []


def _table(grid: Grid, font: str) -> Table:
    style = _style(font, _CELL, _CELL * 1.25, alignment=1)
    rows: list[list[Any]] = [[""] * grid.columns for _ in range(grid.rows)]
    look: list[tuple[Any, ...]] = list(_LOOK)
    for cell in grid.cells:
        rows[cell.row][cell.column] = Paragraph(escape(cell.text), style)
        if cell.row_span > 1 or cell.column_span > 1:
            look.append(("SPAN", (cell.column, cell.row), (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)))
    widths = [width * WIDTH / sum(grid.widths) for width in grid.widths]
    return Table(rows, colWidths=widths, style=look, repeatRows=grid.head_rows)
