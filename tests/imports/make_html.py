"""Write a paper as HTML: a bare page, a portal's page with its noise, or what Word writes when it saves a web page."""

from collections.abc import Callable
from dataclasses import dataclass

from core.layout import Role
from tests.imports.packing import xml
from tests.imports.paper import Block, Cell, Paper, Para, Table

_NAVIGATION = (
    '<div class="top"><a href="/">首页</a> | <a href="/zwgk/">政务公开</a> | <a href="/hdjl/">互动交流</a> | '
    "<span>2026年1月28日 星期三</span></div>\n"
    '<ul id="nav"><li><a href="#">机构职能</a></li><li><a href="#">政策文件</a></li><li><a href="#">政府信息公开年报</a></li></ul>\n'
    '<div class="crumb">当前位置：<a href="/">首页</a> &gt; 政府信息公开 &gt; 政府信息公开年报</div>\n'
    "<script>var count = 31;</script><style>.c { color: red }</style>\n"
)
_META = (
    '<div class="meta">发布时间：2026-01-19 16:20　来源：党政办　浏览次数：<span>218</span>　字体：【大 中 小】　'
    '<a href="#">打印</a></div>\n'
)
_FOOTER = (
    '<div class="share">分享到：<a href="#">微信</a></div><div class="near">上一篇：'
    '<a href="#">关于清明假期值班的通知</a><br>下一篇：没有了</div>\n'
    '<div class="foot"><p>主办单位：县人民政府办公室　网站标识码：4103000009</p>'
    "<p>备案号：豫ICP备05012345号-1　公安备案 41030002000123号</p></div>\n"
)
_WORD_HEAD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"\n'
    'xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">\n<head>\n'
    '<meta http-equiv=Content-Type content="text/html; charset={charset}">\n<meta name=ProgId content=Word.Document>\n'
    '<meta name=Generator content="Microsoft Word 15">\n<title>{title}</title>\n'
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View><w:Zoom>100</w:Zoom></w:WordDocument></xml><![endif]-->\n"
    "<style>\n<!--\n @font-face {{font-family:仿宋_GB2312;}}\n p.MsoNormal {{margin:0cm; font-size:16.0pt;}}\n-->\n</style>\n</head>\n"
    "<body lang=ZH-CN style='text-justify-trim:punctuation'>\n<div class=WordSection1>\n"
)


@dataclass(frozen=True)
class Tags:
    """How a page writes paragraphs and cells: what stands in their tags."""

    para: str = "p"
    cell_paragraphs: bool = False
    word: bool = False


def blocks(paper: Paper, tags: Tags = Tags()) -> str:
    """Write a paper's blocks, a line each."""
    return "".join(_block(block, tags) for block in paper.blocks)


def printed_page(paper: Paper) -> bytes:
    """Write a page to be printed by LibreOffice, which loses a page's first paragraph: an empty one comes first."""
    opening = '<body style="font-family:Droid Sans Fallback">\n<p>&nbsp;</p>\n'
    return page(paper).replace(b"<body>\n", opening.encode())


def page(paper: Paper, *, charset: str = "utf-8", declared: bool = True, portal: bool = False) -> bytes:
    """Write a page in a charset, which its head declares or does not."""
    meta = f'<meta charset="{charset}">' if declared else ""
    inside = blocks(paper, Tags())
    if portal:
        title, end, rest = inside.partition("</h1>\n")
        inside = f'{_NAVIGATION}<div class="content" id="zoom">\n{title}{end}{_META}{rest}</div>\n{_FOOTER}'
    return f"<!DOCTYPE html>\n<html><head>{meta}<title>{_title(paper)}</title></head>\n<body>\n{inside}</body></html>\n".encode(charset)


def layout_page(paper: Paper) -> bytes:
    """Write a page as old portals do: one table lays it out, with the navigation in a cell beside the text."""
    inside = blocks(paper)
    links = "".join(f'<tr><td><a href="#">{name}</a></td></tr>' for name in ("公开指南", "公开目录", "年度报告"))
    body = (
        '<table width="1000" cellpadding="0"><tr><td colspan="2">青石县人民政府门户网站</td></tr>\n'
        f'<tr><td width="160" valign="top"><table>{links}</table></td>\n<td valign="top">\n{inside}</td></tr>\n'
        '<tr><td colspan="2">版权所有：县人民政府　技术支持：县大数据中心</td></tr></table>\n'
    )
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    return f"<html><head>{head}<title>{_title(paper)}</title></head>\n<body>\n{body}</body></html>\n".encode("gbk")


def word_page(paper: Paper, charset: str = "gb2312") -> bytes:
    """Write a page as Word saves it: its own namespaces, conditional comments, attributes without quotes, lines broken in the middle."""
    return word_text(paper, charset).encode("gbk" if charset == "gb2312" else charset)


def word_text(paper: Paper, charset: str) -> str:
    """Return the text of a page as Word saves it."""
    head = _WORD_HEAD.format(charset=charset, title=_title(paper))
    return f"{head}{blocks(paper, Tags(cell_paragraphs=True, word=True))}</div>\n</body>\n</html>\n"


def fragment(paper: Paper) -> bytes:
    """Write a page without any head, as what an office system exports under the name of a .doc or .xls."""
    return f"<html><body>{blocks(paper, Tags('div'))}</body></html>".encode("gbk")


def _title(paper: Paper) -> str:
    return next((xml(b.text) for b in paper.blocks if isinstance(b, Para) and b.look == "title"), "信息公开年报")


def _block(block: Block, tags: Tags) -> str:
    if isinstance(block, Table):
        return _table(block, tags)
    if tags.word:
        return _word_para(block.text)
    text = _lines(block.text)
    match block.look:
        case "title":
            return f"<h1>{text}</h1>\n"
        case "heading":
            return f"<{tags.para}><strong>{text}</strong></{tags.para}>\n"
        case "right":
            return f'<{tags.para} style="text-align:right">{text}</{tags.para}>\n'
    return f"<{tags.para}>&emsp;&emsp;{text}</{tags.para}>\n"


def _word_para(text: str) -> str:
    middle = len(text) // 2
    halves = f"{xml(text[:middle])}</span><span\nstyle='font-family:仿宋_GB2312'>{xml(text[middle:])}"
    return (
        f"<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋_GB2312'>{halves}"
        "<span\nlang=EN-US><o:p></o:p></span></span></p>\n\n"
    )


def _table(table: Table, tags: Tags) -> str:
    look = "class=MsoTableGrid border=1 cellspacing=0" if tags.word else 'border="1" cellspacing="0"' if table.border else 'width="100%"'
    rows = "".join(f"<tr>{''.join(_cell(c, tags) for c in row if c is not None)}</tr>\n" for row in table.rows)
    return f"<table {look}>\n{rows}</table>\n"


def _cell(cell: Cell, tags: Tags) -> str:
    quote: Callable[[int], str] = str if tags.word else lambda n: f'"{n}"'
    spans = f" rowspan={quote(cell.down)}" if cell.down > 1 else ""
    spans += f" colspan={quote(cell.across)}" if cell.across > 1 else ""
    name = "th" if cell.role is Role.HEAD and not tags.word else "td"
    if cell.inner:
        inside = "".join(_block(b, tags) for b in cell.inner)
    elif tags.cell_paragraphs:
        text = _lines(cell.text) or "<span lang=EN-US>&nbsp;</span>"
        inside = f"<p class=MsoNormal align=center><span\n  lang=EN-US>{text}</span></p>"
    else:
        inside = _lines(cell.text) or "&nbsp;"
    return f"<{name}{spans}>{inside}</{name}>"


def _lines(text: str) -> str:
    return "<br>".join(xml(line) for line in text.split("\n"))
