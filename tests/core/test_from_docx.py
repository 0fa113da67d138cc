"""The .docx reader must give what a person sees in the printed, accepted document, and never the wrong cell."""

from core.importers.from_docx import read
from core.importers.source import RawTable, RawText
from tests.core.docx_samples import STYLES, docx, notes, only_table, p, paragraphs_of, run, tbl, tc, texts, tr


def test_paragraphs_and_tables_come_in_reading_order_and_blank_paragraphs_do_not_come() -> None:
    source = read(docx(p("甲") + p() + p("　 ") + tbl(tr(tc("1"), tc("2"))) + p("乙")), "试.docx")
    assert source.blocks == (RawText("甲"), RawTable((("1", "2"),)), RawText("乙"))
    assert source.kind == "docx"
    assert source.notes == ()


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    body = p(
        run("共公开")
        + f"<w:ins>{run('21')}</w:ins><w:del><w:r><w:delText>38</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo>"
        + run("条")
    )
    source = read(docx(body), "试.docx")
    assert texts(source) == ["共公开21移来条"]
    assert "2 处新增" in notes(source)
    assert "2 处已删除" in notes(source)


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    assert paragraphs_of(p("前半句", "<w:rPr><w:del/></w:rPr>"), p("后半句"), p("末段", "<w:rPr><w:del/></w:rPr>")) == [
        "前半句后半句",
        "末段",
    ]


def test_a_paragraph_deleted_whole_leaves_nothing_and_takes_no_number() -> None:
    gone = p("<w:del><w:r><w:delText>去掉</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>")
    assert paragraphs_of(p("甲"), gone, p("乙")) == ["甲", "乙"]


def test_content_controls_links_and_smart_tags_are_text_but_a_prompt_is_not() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标记')}</w:smartTag>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('整段')}{tbl(tr(tc('7')))}</w:sdtContent></w:sdt>"
    assert paragraphs_of(p(control + prompt + link), block) == ["控件链接标记", "整段"]


def test_cells_and_rows_inside_content_controls_keep_their_place() -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('12')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr(tc('21'), tc('22'))}</w:sdtContent></w:sdt>"
    assert only_table(read(docx(tbl(tr(tc("11"), cell), row)), "试.docx")) == (("11", "12"), ("21", "22"))


BOX = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"


def test_a_text_box_follows_its_paragraph_and_only_one_branch_is_read() -> None:
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    source = read(docx(p(run("前") + both + run("后")) + p("下一段")), "试.docx")
    assert texts(source) == ["前后", "框内", "下一段"]
    assert "1 个文本框" in notes(source)


def test_the_branch_with_text_is_read_where_the_first_has_none() -> None:
    empty_first = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wpc'><w:drawing/></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    text_first = f"<w:r><mc:AlternateContent><mc:Choice Requires='x'>{run('选')}</mc:Choice></mc:AlternateContent></w:r>"
    assert paragraphs_of(p(run("前") + empty_first + text_first)) == ["前选", "框内"]


def test_a_text_box_in_a_cell_stays_in_the_cell() -> None:
    cell = tc(p(run("5") + f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"))
    assert only_table(read(docx(tbl(tr(cell, tc("6")))), "试.docx")) == (("5\n框内", "6"),)


def test_pictures_comments_and_symbols_are_said() -> None:
    body = p("<w:r><w:drawing><a:blip/></w:drawing></w:r>" + run("文") + "<w:r><w:commentReference w:id='0'/></w:r>")
    body += p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("项") + '<w:r><w:sym w:char="2460"/></w:r>')
    source = read(docx(body), "试.docx")
    assert texts(source) == ["文", "项①"]
    assert "1 张图片" in notes(source)
    assert "1 条批注" in notes(source)
    assert "1 个特殊字体的符号" in notes(source)


def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f"<w:r>{instruction}</w:r>" + mark("separate") + run(result) + mark("end")


def test_fields_are_read_by_their_result() -> None:
    simple = f'<w:fldSimple w:instr=" DATE ">{run("2025年")}</w:fldSimple>'
    inner = field("<w:instrText> PAGE </w:instrText>", "99")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    nested = begin + "<w:r><w:instrText> IF </w:instrText></w:r>" + inner + separate + run("结果") + end
    assert paragraphs_of(p(simple + nested + run("。"))) == ["2025年结果。"]


def test_a_field_that_never_ends_costs_no_more_than_its_paragraph() -> None:
    assert paragraphs_of(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("丢")), p("还在")) == ["还在"]


def test_hidden_text_is_left_out_and_said() -> None:
    body = p(run("看得见") + run("看不见", "<w:vanish/>") + run("又见", '<w:vanish w:val="0"/>')) + p("藏", '<w:pStyle w:val="h2"/>')
    source = read(docx(body + p("常", '<w:pStyle w:val="c1"/>'), styles=STYLES), "试.docx")
    assert texts(source) == ["看得见又见", "常"]
    assert "2 处隐藏" in notes(source)


def test_a_table_of_contents_is_left_out_and_said() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = p("一、总体情况\t1", '<w:pStyle w:val="t1"/>') + f"<w:sdt>{gallery}<w:sdtContent>{p('二、目录项')}</w:sdtContent></w:sdt>"
    source = read(docx(body + p("一、总体情况"), styles=STYLES), "试.docx")
    assert texts(source) == ["一、总体情况"]
    assert "目录没有读入" in notes(source)


def test_footnotes_follow_the_paragraph_or_table_that_points_to_them() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>注的文字</w:t></w:r></w:p></w:footnote>'
    pointer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    source = read(docx(tbl(tr(tc(p(run("8") + pointer)), tc("9"))) + p("后"), footnotes=note), "试.docx")
    assert source.blocks == (RawTable((("8", "9"),)), RawText("注的文字"), RawText("后"))
    assert "1 条脚注" in notes(source)


def test_breaks_split_paragraphs_and_stay_line_ends_in_cells() -> None:
    broken = run("上") + "<w:r><w:br/></w:r>" + run("下")
    marks = run("甲") + "<w:r><w:tab/></w:r>" + run("乙") + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + run("丙")
    source = read(docx(p(broken) + p(marks) + tbl(tr(tc(p(broken)), tc(p("左") + p() + p("右"))))), "试.docx")
    assert texts(source) == ["上", "下", "甲\t乙-丙"]
    assert only_table(source) == (("上\n下", "左\n右"),)


def test_blanks_count_only_where_the_file_says_so() -> None:
    assert paragraphs_of("<w:p><w:r><w:t>\n  甲 </w:t></w:r><w:r><w:t xml:space='preserve"
                         "'> 乙</w:t></w:r></w:p>") == ["甲 乙"]  # fmt: skip


# ---- tables -----------------------------------------------------------------------------------------


def test_spans_and_vertical_merges_keep_every_cell_in_its_place() -> None:
    rows = [
        tr(tc("角", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), tc("头", '<w:gridSpan w:val="2"/>')),
        tr(tc("不见", '<w:gridSpan w:val="2"/><w:vMerge/>'), tc("3"), tc("4")),
        tr(tc("项"), tc("5"), tc("6", '<w:vMerge w:val="restart"/>'), tc("7")),
        tr(tc("目"), tc("8"), tc("", '<w:vMerge w:val="continue"/>'), tc("")),
    ]
    expected = (("角", None, "头", None), (None, None, "3", "4"), ("项", "5", "6", "7"), ("目", "8", None, ""))
    assert only_table(read(docx(tbl(*rows)), "试.docx")) == expected


def test_rows_that_begin_late_or_end_early_keep_their_columns() -> None:
    late = tr(tc("2"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')
    assert only_table(read(docx(tbl(tr(tc("a"), tc("b"), tc("c")), late, tr(tc("3")))), "试.docx")) == (
        ("a", "b", "c"),
        ("", "2", ""),
        ("3", "", ""),
    )


def test_a_merge_that_begins_nowhere_is_a_cell_and_a_horizontal_one_is_covered() -> None:
    rows = [tr(tc("1", "<w:vMerge/>"), tc("2", '<w:hMerge w:val="restart"/>'), tc("3", "<w:hMerge/>"))]
    assert only_table(read(docx(tbl(*rows)), "试.docx")) == (("1", "2", None),)


def test_a_table_in_a_cell_is_flattened_and_a_frame_around_all_is_taken_off() -> None:
    inner = tbl(tr(tc("内一"), tc("内二")))
    source = read(docx(tbl(tr(tc(p("外") + inner + p()), tc("旁")))), "试.docx")
    assert only_table(source) == (("外\n内一\n内二", "旁"),)
    assert "1 个单元格里还有表格" in notes(source)
    framed = read(docx(tbl(tr(tc(p("正文") + inner + p("尾"))))), "试.docx")
    assert framed.blocks == (RawText("正文"), RawTable((("内一", "内二"),)), RawText("尾"))
    assert framed.notes == ()


def test_rows_and_cells_that_a_tracked_change_removed_are_left_out() -> None:
    rows = [tr(tc("1"), tc("2")), tr(tc("旧"), tc("旧"), properties="<w:del/>"), tr(tc("3"), tc("删", "<w:cellDel/>"), tc("4"))]
    source = read(docx(tbl(*rows)), "试.docx")
    assert only_table(source) == (("1", "2"), ("3", "4"))
    assert "1 行已删除" in notes(source)


def test_a_cell_without_properties_keeps_all_its_paragraphs() -> None:
    assert only_table(read(docx(f"<w:tbl><w:tr><w:tc>{p('上')}{p('下')}</w:tc></w:tr></w:tbl>"), "试.docx")) == (("上\n下",),)


def test_text_under_a_merge_is_not_read_and_said() -> None:
    rows = [
        tr(tc("项", '<w:vMerge w:val="restart"/>'), tc("数", '<w:hMerge w:val="restart"/>'), tc("41", "<w:hMerge/>")),
        tr(tc("旧", "<w:vMerge/>"), tc("1"), tc("2")),
        tr(tc(p() + tbl(tr(tc("3"))) + p(), "<w:vMerge/>"), tc("5"), tc("6")),
        tr(tc("", "<w:vMerge/>"), tc("7"), tc("8")),
        tr(tc(p(run("藏", "<w:vanish/>") + f"<w:moveFrom>{run('移走')}</w:moveFrom>"), "<w:vMerge/>"), tc("9"), tc("10")),
    ]
    source = read(docx(tbl(*rows)), "试.docx")
    assert only_table(source) == (("项", "数", None), (None, "1", "2"), (None, "5", "6"), (None, "7", "8"), (None, "9", "10"))
    assert notes(source) == "3 个被合并单元格盖住的格子里还有文字，没有读入"
