"""Small files of the other kinds, each with what its reader looks at; the texts are those of a report."""

import io
from email.message import EmailMessage

from tests.core.bad_files import parts_of
from tests.core.docx_samples import zipped
from tests.core.written import written
from tests.helpers import distinct_report

_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_FLAT = b' office:mimetype="application/vnd.oasis.opendocument.text"'
_TITLE = "青石县柳河乡2023年政府信息公开工作年度报告"
_HEADING = "二、主动公开政府信息情况"


def _rows() -> list[list[str]]:
    """Return the first rows of the table of documents."""
    tables = written(distinct_report()).tables
    return [[cell or "" for cell in row] for row in next(iter(tables.values()))][:8]


def page() -> bytes:
    """Return a web page with lists, spans, nested tables and what is not shown."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _rows())
    head = '<tr><th rowspan="2">信息内容</th><th colspan="3">件数</th></tr><tr><td rowspan=0>a<td colspan="2">b<br>c</tr>'
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{_TITLE}</title><style>p{{}}</style><script>if(1<2)</script></head><body>"
        f"<nav>首页</nav><table><tr><td><h1>{_TITLE}</h1><ol start=3><li>一</li>"
        f"<li value='7'>二<ul><li>三</ul></ol><pre>甲\n乙</pre>"
        f"<p style='display:none'>隐</p><h2>{_HEADING}</h2><table border=1><caption>表</caption>"
        f"<thead>{head}</thead><tbody>{rows}</tbody></table>"
        "<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>旁</td></tr></table>"
        "</td></tr></table><!-- 注 --><font>末&nbsp;&#x4e00;&amp;</font><footer>页脚</footer></body></html>"
    ).encode()


def archive() -> bytes:
    """Return the page saved as one file (.mht)."""
    message = EmailMessage()
    message["From"] = "saved"
    message["Subject"] = _TITLE
    message.set_content(page().decode(), subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<a>")
    return message.as_bytes()


def paper() -> bytes:
    """Return a PDF of one page whose streams are not packed, so that its operators can be changed."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1, pageCompression=0)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(80, 780, _TITLE)
    canvas.drawString(80, 760, _HEADING)
    rows = _rows()
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            canvas.drawString(85 + 110 * x, 730 - 20 * y, cell[:10])
    canvas.grid([80 + 110 * x for x in range(5)], [745 - 20 * y for y in range(len(rows) + 1)])
    canvas.saveState()
    canvas.rotate(90)
    canvas.rect(100, 100, 50, 1, stroke=0, fill=1)
    canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def workbook() -> bytes:
    """Return a small workbook with merged cells, comments, dates, formulas, borders, rich text and hidden sheets."""
    from datetime import date

    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.comments import Comment
    from openpyxl.styles import Border, Side

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([_TITLE])
    sheet.append([_HEADING])
    for row in _rows():
        sheet.append(row)
    sheet.append(["=SUM(B3:B6)", date(2023, 12, 31), 0.5, True, "#REF!"])
    sheet["A1"].comment = Comment("附注", "甲")
    sheet["B12"] = CellRichText("甲", TextBlock(InlineFont(b=True), "乙"))
    sheet["C12"] = 45_000.25
    sheet["C12"].number_format = "0.00%"
    sheet["D12"].border = Border(bottom=Side(style="thin"))
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A13:B15")
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("隐").append(["隐藏"])
    book["隐"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rich_text() -> bytes:
    r"""Return an RTF with a table, merged cells, lists, fields, code pages and \u characters."""
    rows = "".join(
        r"\trowd\trgaph108"
        + "".join(rf"\cellx{2000 * (x + 1)}" for x in range(len(row)))
        + "".join(rf"\intbl {_escaped(c)}\cell" for c in row)
        + r"\row"
        for row in _rows()
    )
    merged = (
        r"\trowd\clvmgf\clmgf\cellx2000\clmrg\cellx4000\clvmrg\cellx6000\intbl 1\cell 2\cell 3\cell\row"
        r"\pard\intbl\itap2 4\nestcell{\*\nesttableprops\trowd\cellx900\nestrow}\intbl\itap1 5\cell\row"
    )
    return (
        r"{\rtf1\ansi\ansicpg936\deff0\uc2{\fonttbl{\f0\fcharset134 SimSun;}}{\stylesheet{\s0 Normal;}}{\info{\title a}}"
        rf"\pard\qc {_escaped(_TITLE)}\par {{\b {_escaped(_HEADING)}}}\par \'c4\'ea\'b1\'a8\par {rows}{merged}\pard\plain "
        r"{\field{\*\fldinst PAGE}{\fldrslt 1}}{\footnote x}{\pntext\'d2\'bb\tab}{\v hidden}{\*\shpinst{\shptxt box\par}}"
        r"{\pict\pngblip 89504e47}\bin3 abc\line\tab\~\_\emdash\'\u-10179?\u-8704?\par}"
    ).encode("ascii")


def _escaped(text: str) -> str:
    return "".join(char if char.isascii() else rf"\u{ord(char) - 65536 * (ord(char) > 32767)}??" for char in text)


def _open_file(kind: str, inside: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "text", "table", "style", "draw"))
    styles = '<style:style style:name="a" style:parent-style-name="a" style:family="table-row"/>'
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    lists = '<text:list-level-style-number text:level="1" style:num-format="一" style:num-suffix="、"/>'
    lists = f'<text:list-style style:name="L">{lists}</text:list-style>'
    body = f"<office:body><office:{kind}>{inside}</office:{kind}></office:body>"
    content = f"<office:document-content {spaces}>{styles}{body}</office:document-content>"
    mime = "text" if kind == "text" else "spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{mime}",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {spaces}><office:styles>{lists}</office:styles></office:document-styles>",
            "META-INF/manifest.xml": manifest,
        }
    )


def _open_table() -> str:
    rows = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
        + "</table:table-row>"
        for row in _rows()
    )
    odd = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"'
        ' office:value-type="float" office:value="12.5"><text:p>12.5</text:p></table:table-cell><table:covered-table-cell/>'
        '<table:table-cell table:number-columns-repeated="4"/></table:table-row>'
    )
    columns = '<table:table-column table:number-columns-repeated="4"/>'
    return f'<table:table table:name="表">{columns}<table:table-header-rows>{odd}</table:table-header-rows>{rows}</table:table>'


def open_text() -> bytes:
    """Return an .odt with lists, a table, a note, a frame, tracked changes and a section."""
    return _open_file(
        "text",
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>旧</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
        f'<text:p>{_TITLE}<text:s text:c="3"/><text:tab/><text:line-break/><text:change text:change-id="c"/></text:p>'
        '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item text:start-value="3">'
        '<text:h text:outline-level="1">总体情况</text:h>'
        "<text:list><text:list-item><text:p>内</text:p></text:list-item></text:list></text:list-item></text:list>"
        f"<text:section><text:h>{_HEADING}</text:h>{_open_table()}</text:section>"
        "<text:p><text:span>字</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>"
        "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></text:p>",
    )


def open_sheet() -> bytes:
    """Return an .ods with repeated rows and cells, spans and a value."""
    title = f"<table:table-row><table:table-cell><text:p>{_TITLE}</text:p></table:table-cell></table:table-row>"
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    return _open_file("spreadsheet", f'<table:table table:name="一">{title}{empty}</table:table>{_open_table()}')


def open_files() -> list[tuple[str, bytes]]:
    """Return a text, a sheet, and a text in one piece (.fodt)."""
    flat = parts_of(open_text())["content.xml"].replace(b"document-content", b"document")
    return [(".odt", open_text()), (".ods", open_sheet()), (".fodt", flat.replace(b" xmlns", _FLAT + b" xmlns", 1))]


def sheet_of_2003() -> bytes:
    """Return a workbook as Excel 2003 writes it in XML, under the suffix .xls."""
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="{"Number" if c.isdigit() else "String"}">{c}</Data></Cell>' for c in row) + "</Row>"
        for row in _rows()
    )
    merged = 'ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1" ss:StyleID="a"'
    odd = f'<Row ss:Index="14"><Cell {merged}><Data ss:Type="DateTime">2023-01-01</Data></Cell></Row>'
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    styles = '<Styles><Style ss:ID="a"><Borders><Border ss:Position="Top"/></Borders></Style></Styles>'
    table = f"<Table><Column ss:Width='9'/><Row><Cell><Data ss:Type='String'>{_TITLE}</Data></Cell></Row>{rows}{odd}</Table>"
    sheet = f"<Worksheet ss:Name='一'>{table}</Worksheet>"
    prolog = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    return f'{prolog}<Workbook xmlns="{space}" xmlns:ss="{space}">{styles}{sheet}</Workbook>'.encode()


def pictures() -> list[tuple[str, bytes]]:
    """Return a small picture of a table in several kinds of file."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (120, 60), "white")
    draw = ImageDraw.Draw(image)
    for x in (5, 60, 115):
        draw.line((x, 5, x, 55), fill="black")
    for y in (5, 30, 55):
        draw.line((5, y, 115, y), fill="black")
    draw.text((20, 12), "312", fill="black")
    found: list[tuple[str, bytes]] = []
    for suffix, kind in ((".png", "PNG"), (".jpg", "JPEG"), (".bmp", "BMP"), (".tif", "TIFF")):
        stream = io.BytesIO()
        image.save(stream, kind)
        found.append((suffix, stream.getvalue()))
    return found
