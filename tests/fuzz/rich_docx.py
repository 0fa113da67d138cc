"""Small Word files with everything in them that the reader looks at: lists, styles, notes, boxes, revisions, fields, spans."""

from tests.core.docx_samples import OUTLINE, STRICT, STYLES, docx, lists, numbered, p, run, tbl, tc, tr

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>目录</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
_CHANGES = (
    '<w:ins w:id="1"><w:r><w:t>新增</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    '<w:moveFrom w:id="3"><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo w:id="3"><w:r><w:t>移来</w:t></w:r></w:moveTo>'
)
_NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:br/><w:tab/></w:r>'
_CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='单位'/></w:sdtPr><w:sdtContent>" + p("柳河乡") + "</w:sdtContent></w:sdt>"
_TABLE = tbl(
    tr(tc("信息内容", '<w:vMerge w:val="restart"/>'), tc("本年制发件数"), tc("现行有效件数"), tc("", '<w:hMerge w:val="continue"/>')),
    tr(tc("", "<w:vMerge/>"), tc("1", '<w:gridSpan w:val="2"/>'), tc(tbl(tr(tc("2"))) + p("3"))),
    tr(tc("规章"), tc("4"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    tr(tc("规范性文件"), tc("5"), properties='<w:del w:id="9"/>'),
)
_NUMBERING = lists({0: OUTLINE, 7: OUTLINE}, {1: 0, 2: 7}, {2: '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'})
_FOOTNOTES = f'<w:footnote w:id="2">{p("脚注文字")}</w:footnote>'
_BODY = "".join(
    (
        *(p("青石县柳河乡2023年政府信息公开工作年度报告", '<w:pStyle w:val="t1"/>'), p(_FIELD), _CONTROL),
        *(
            numbered("总体情况", 1),
            p("全年公开312条。" + ""),
            numbered("主动公开", 2, 1),
            p(_BOX + _CHANGES + _NOTE),
            p("隐", '<w:pStyle w:val="h2"/>'),
        ),
        *(p("圈", '<w:pStyle w:val="c1"/>'), p("二、主动公开政府信息情况"), _TABLE, p("三、收到和处理政府信息公开申请情况")),
        *(p(f"<w:smartTag>{run('末')}</w:smartTag><w:hyperlink>{run('页', '<w:vanish/>')}</w:hyperlink>"), "<w:sectPr/>"),
    )
)


def files() -> list[bytes]:
    """Return the same text in the usual namespace and in that of strict files."""
    parts = {"styles": STYLES, "numbering": _NUMBERING, "footnotes": _FOOTNOTES}
    return [docx(_BODY, **parts), docx(_BODY, namespace=STRICT, **parts)]
