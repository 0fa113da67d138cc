"""Reports as web pages of others: saved by Word, and wrapped into single files as Word and browsers do."""

import base64
import quopri
from html import escape

from core.layout import Grid, Heading, Para, Signature, Title, document
from core.report import Report

_WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset={charset}"><meta name=ProgId content=Word.Document>
<title>年报</title><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>张三</o:Author></o:DocumentProperties>
<w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {{mso-style-parent:"";}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1>"""


def word_page(report: Report, charset: str = "gb2312") -> str:
    """Write a report as Word saves it as a page."""
    out = [_WORD_HEAD.format(charset=charset)]
    for block in document(report).blocks:
        match block:
            case Title(lines=lines):
                out += [_word_paragraph(line, "align=center") for line in lines]
            case Heading(text=text) | Para(text=text):
                out.append(_word_paragraph(text))
            case Signature(unit=unit, date=date):
                out += [_word_paragraph(unit, "align=right"), _word_paragraph(date, "align=right")]
            case Grid():
                out.append(_word_table(block))
                out.append(_word_paragraph(""))
    return "\n".join([*out, "</div></body></html>"])


def _word_paragraph(text: str, more: str = "") -> str:
    inside = f"<span lang=EN-US style='font-size:16.0pt'>{escape(text)}</span>" if text else "<span lang=EN-US>&nbsp;</span>"
    return f"<p class=MsoNormal {more} style='text-indent:32.0pt;mso-char-indent-count:2.0'>{inside}<span lang=EN-US><o:p></o:p></span></p>"


def _word_table(grid: Grid) -> str:
    rows = []
    for number in range(grid.rows):
        cells = [
            f"<td width=94 colspan={c.column_span} rowspan={c.row_span} valign=top style='border:solid windowtext 1.0pt'>"
            f"{_word_paragraph(c.text)}</td>"
            for c in grid.cells
            if c.row == number
        ]
        rows.append(f"<tr style='mso-yfti-irow:{number}'>\n{''.join(cells)}\n</tr>")
    body = "\n".join(rows)
    style = "class=MsoTableGrid border=1 cellspacing=0 cellpadding=0"
    return f"<div align=center><table {style}>{body}<![if !supportMisalignedColumns]></table></div>"


def part(
    content: str | bytes, kind: str = "text/html", *, charset: str = "gb2312", encoding: str = "quoted-printable", head: str = ""
) -> bytes:
    """Make a part of a single file: its head and its content as it is sent."""
    raw = content.encode(charset if charset != "unicode" else "utf-16", "xmlcharrefreplace") if isinstance(content, str) else content
    named = f'; charset="{charset}"' if kind.startswith("text/") and charset else ""
    sent = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(raw).replace(b"\n", b"\r\n")
    return f"{head}Content-Transfer-Encoding: {encoding}\r\nContent-Type: {kind}{named}\r\n\r\n".encode() + sent


def single_file(*parts: bytes, parameters: str = 'type="text/html"; ', end: bool = True) -> bytes:
    """Put parts together as Word does."""
    edge = b"----=_NextPart_01DA4F5C.6B1D2E30"
    head = "MIME-Version: 1.0\r\nX-Document-Type: Document\r\nContent-Type: multipart/related; " + parameters
    head += f'boundary="{edge.decode()}"\r\n\r\n此文档为“单个文件网页”。\r\n\r\n'
    body = b"".join(b"--" + edge + b"\r\n" + each + b"\r\n" for each in parts)
    return head.encode("gbk") + body + (b"--" + edge + b"--\r\n" if end else b"")
