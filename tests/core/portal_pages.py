"""Reports as the portals of governments publish them: invented pages with everything that stands around a report there."""

from collections.abc import Callable
from html import escape

from core.layout import Grid, GridCell, Heading, Para, Signature, Title, document, long_date
from core.report import Report

TOP = """<div class="top"><a href="/">网站首页</a> | <a>设为首页</a> | <a>加入收藏</a><span id="date">2024年3月5日 星期二</span></div>
<div class="logo"><img src="logo.png" alt="青石县人民政府"></div>
<div class="menu"><ul><li><a>首页</a></li><li><a>走进青石</a></li>
<li><a>政务公开</a></li><li><a>办事服务</a></li><li><a>互动交流</a></li></ul></div>
<div class="position">当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>政府信息公开年报</a> &gt; <a>柳河乡</a></div>"""
SIDE = """<div class="left"><h3>政府信息公开</h3><ul><li><a>政府信息公开指南</a></li>
<li><a>政府信息公开制度</a></li><li><a>法定主动公开内容</a></li>
<li class="on"><a>政府信息公开年报</a></li><li><a>依申请公开</a></li></ul></div>"""
CARD = """<table class="xxgk" width="100%"><tbody>
<tr><td><b>索&nbsp;引&nbsp;号：</b></td><td>QS0012/2024-00037</td>
<td><b>主题分类：</b></td><td>综合政务</td></tr>
<tr><td><b>发布机构：</b></td><td>{unit}</td><td><b>生成日期：</b></td><td>2024-01-20</td></tr>
<tr><td><b>名&nbsp;&nbsp;&nbsp;&nbsp;称：</b></td><td colspan="3">{title}</td></tr>
<tr><td><b>文&nbsp;&nbsp;&nbsp;&nbsp;号：</b></td><td></td><td><b>有&nbsp;效&nbsp;性：</b></td><td>有效</td></tr></tbody></table>"""
INFO = """<div class="info"><span>发布时间：2024-01-20 10:21</span><span>来源：柳河乡人民政府</span>
<span>浏览次数：<em id="hits">128</em></span>
<span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span><a>打印</a> <a>关闭</a></div>"""
SHARE = '<div class="share"><span>分享到：</span><a>微信</a><a>微博</a><a>QQ空间</a></div>'
AFTER = """<div class="fj"><p>附件：<a href="x.docx">年度报告.docx</a> <a>下载</a></p></div>
<div class="ewm"><p>扫一扫在手机打开当前页</p></div><div class="pn">
<p>上一篇：<a>青石县柳河乡人民政府2022年政府信息公开工作年度报告</a></p>
<p>下一篇：没有了</p></div>"""
FOOT = """<div class="foot"><p>主办：青石县人民政府办公室　承办：青石县政务服务中心</p><p>网站标识码：4101230001　豫ICP备12345678号-1
豫公网安备 41012302000001号</p>
<p>版权所有：青石县人民政府　联系电话：0371-5550000</p></div>"""
SCRIPT = "<script>document.write('<p>统计代码</p>');</script><style>.TRS_Editor P{line-height:2}</style>"

CellWriter = Callable[[GridCell, Grid], str]
# What stands around a report: every one of these is foreign to it.
_FOREIGN = (
    "首页 加入收藏 星期二 走进青石 互动交流 当前位置 公开指南 索引号 QS0012 主题分类 发布机构 发布时间 浏览次数 字体 打印 分享到 微博"
    " 附件 下载 扫一扫 上一篇 下一篇 网站标识码 ICP 版权所有 统计代码 line-height"
)
FOREIGN = tuple(_FOREIGN.split())


def plain_cell(cell: GridCell, _: Grid) -> str:
    """Write a cell as a browser's editor does."""
    spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
        f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    )
    return f'<td{spans} style="border:1px solid"><p align="center">{escape(cell.text) or "&nbsp;"}</p></td>'


def table(grid: Grid, write: CellWriter = plain_cell, *, ends: bool = True) -> str:
    """Write a table; without the ends of rows where asked."""
    rows = ("<tr>" + "".join(write(c, grid) for c in grid.cells if c.row == row) + ("</tr>" if ends else "") for row in range(grid.rows))
    return '<table border="1" cellspacing="0"><tbody>' + "\n".join(rows) + "</tbody></table>"


def paragraph(text: str) -> str:
    """Write a paragraph as a portal's editor does."""
    return f'<p style="text-indent:2em;line-height:2"><span style="font-size:16pt">{escape(text)}</span></p>'


def body(report: Report, say: Callable[[str], str] = paragraph, write: Callable[[Grid], str] = table, *, title: bool = False) -> str:
    """Write the report alone, from the preamble to the signing lines."""
    out: list[str] = []
    for block in document(report).blocks:
        match block:
            case Title(lines=lines):
                out += [say(line) for line in lines] if title else []
            case Heading(text=text) | Para(text=text):
                out.append(say(text))
            case Signature(unit=unit):
                out += [say(unit), say(long_date(report.signed_date))]
            case Grid():
                out.append(write(block))
    return "\n".join(out)


def page(report: Report, inside: str, *, frame: str = "div") -> str:
    """Put a report's body among what a portal has around it: in blocks, in a table that lays out the page, or loose."""
    head = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{report.title}_青石县</title></head>'
    card, name = CARD.format(unit=report.unit, title=report.title), f"<h1>{report.title}</h1>"
    wrapped = f'<div id="zoom"><div class="TRS_Editor"><div class="Custom_UnionStyle">{inside}</div></div></div>'
    if frame == "table":
        article = f"<table width=1000><tr><td width=200>{SIDE}</td><td>{card}<table><tr><td>{name}</td></tr><tr><td>{INFO}</td></tr>"
        article += f"<tr><td>{wrapped}</td></tr></table>{AFTER}</td></tr></table>"
    elif frame == "loose":
        article = f"{SIDE}{card}{name}{INFO}{SHARE}{inside}{AFTER}"
    else:
        article = f'{SIDE}<div class="right">{card}<div class="article">{name}{INFO}{SHARE}{wrapped}</div>{AFTER}</div>'
    return f"{head}<body>{TOP}{article}{FOOT}{SCRIPT}</body></html>"
