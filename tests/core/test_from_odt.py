"""The reader of OpenDocument texts must give what a person sees in the printed, accepted document."""

from core.importers.from_odt import read
from core.importers.source import RawTable, RawText
from tests.core.docx_samples import notes, texts
from tests.core.odf_samples import HIDDEN, flat, h, p, read_text, shown_of, style, table, td, tr


def test_paragraphs_headings_and_tables_come_in_reading_order_and_blank_ones_do_not_come() -> None:
    body = h("题") + p("甲") + p() + p("<text:s/>") + table(tr(td("1"), td("2"))) + p("乙")
    source = read_text(body)
    assert source.blocks == (RawText("题"), RawText("甲"), RawTable((("1", "2"),)), RawText("乙"))
    assert (source.kind, source.notes) == ("odt", ())


def test_a_flat_file_reads_as_its_zipped_twin_does() -> None:
    body, automatic, common = p("甲", "P") + p("乙"), style("P", more='style:parent-style-name="Q"'), style("Q", properties=HIDDEN)
    twin = read_text(body, automatic, common)
    assert texts(twin) == ["乙"]
    assert read(flat(body, automatic, common), "试.fodt") == twin


def test_blanks_of_the_file_are_one_and_those_with_marks_count() -> None:
    body = p("\n  甲\n  乙 <text:s/>丙<text:span>\n 丁</text:span>\n ") + p("戊<text:s text:c='3'/>己<text:tab/>庚")
    assert shown_of(body) == ["甲 乙  丙 丁", "戊   己\t庚"]


def test_line_breaks_split_paragraphs_and_stay_line_ends_in_cells() -> None:
    broken = p("上<text:line-break/>下")
    assert shown_of(broken + table(tr(td(broken), td(p("左") + p() + p("右"))))) == ["上", "下", (("上\n下", "左\n右"),)]


def test_links_fields_marks_and_the_base_of_readings_are_text() -> None:
    ruby = "<text:ruby><text:ruby-base>拼</text:ruby-base><text:ruby-text>pin</text:ruby-text></text:ruby>"
    marks = '<text:bookmark-start text:name="x"/>签<text:bookmark-end text:name="x"/><text:soft-page-break/>'
    field = '<text:date text:date-value="2024-01-20">2024年</text:date><text:a xlink:href="#x">链</text:a><text:meta>元</text:meta>'
    assert shown_of(p(ruby + marks + field)) == ["拼签2024年链元"]


def test_a_prompt_is_no_text_but_what_a_control_holds_is() -> None:
    control = "<loext:content-control {}>{}</loext:content-control>".format
    assert shown_of(p(control("", "填好") + control('loext:showing-place-holder="true"', "单击输入"))) == ["填好"]


def test_hidden_text_is_left_out_and_said() -> None:
    automatic = style("T", "text", HIDDEN) + style("P", properties=HIDDEN) + style("Q", more='style:parent-style-name="P"')
    body = p("看见<text:span text:style-name='T'>不见</text:span>") + p("藏", "P") + p("也藏", "Q")
    body += p("<text:hidden-text text:is-hidden='true'>隐</text:hidden-text>显")
    body += p("<text:hidden-paragraph text:is-hidden='true'/>整段") + p("<text:hidden-paragraph text:is-hidden='false'/>仍在")
    source = read_text(body, automatic)
    assert texts(source) == ["看见", "显", "仍在"]
    assert "5 处隐藏" in notes(source)


def test_hidden_sections_are_left_out_and_shown_ones_read() -> None:
    section = '<text:section text:name="s" {}>{}</text:section>'.format
    body = section("", p("甲")) + section('text:display="none"', p("乙"))
    body += section('text:display="condition" text:is-hidden="true"', p("丙")) + section('text:display="condition"', p("丁"))
    source = read_text(body)
    assert texts(source) == ["甲", "丁"]
    assert "2 处隐藏" in notes(source)


def test_styles_that_stand_on_one_another_in_a_circle_hide_nothing() -> None:
    automatic = style("A", more='style:parent-style-name="B"') + style("B", more='style:parent-style-name="A"')
    assert shown_of(p("甲", "A"), automatic) == ["甲"]


def test_contents_forms_and_declarations_are_no_text() -> None:
    index = f"<text:table-of-content><text:index-body>{p('一、总体情况 1')}</text:index-body></text:table-of-content>"
    aside = "<office:forms><x>表单</x></office:forms><text:user-field-decls><x>值</x></text:user-field-decls>"
    source = read_text(aside + index + p("正文"))
    assert texts(source) == ["正文"]
    assert notes(source) == "目录没有读入"


def test_notes_at_the_foot_follow_the_paragraph_or_table_that_points_to_them() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('注文')}</text:note-body></text:note>"
    source = read_text(p(f"前{note}后") + table(tr(td(p(f"8{note}")), td("9"))) + p("末"))
    assert source.blocks == (RawText("前后"), RawText("注文"), RawTable((("8", "9"),)), RawText("注文"), RawText("末"))
    assert "2 条脚注" in notes(source)


def test_comments_pictures_and_embedded_files_are_said() -> None:
    comment = f"<office:annotation><dc:creator>甲</dc:creator>{p('批注')}</office:annotation>"
    picture = "<draw:frame><draw:image xlink:href='a.png'/><draw:image xlink:href='a.svg'/></draw:frame>"
    file = "<draw:frame><draw:object xlink:href='o'/><draw:image xlink:href='r'/></draw:frame>"
    source = read_text(p(f"文{comment}字<office:annotation-end/>{picture}<draw:g>{picture}</draw:g>{file}"))
    assert texts(source) == ["文字"]
    assert notes(source) == "1 条批注没有读入；2 张图片没有读入，图片里的文字请自行补上；1 处嵌入的其他文件没有读入"


def test_text_boxes_and_shapes_with_text_follow_their_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{p('框内')}</draw:text-box></draw:frame>"
    shape = f"<draw:custom-shape>\n {p('形内')}<draw:enhanced-geometry/></draw:custom-shape>"
    source = read_text(box + p(f"前{box}后{shape}") + table(tr(td(p(f"5{box}")), td("6"))))
    assert source.blocks == (
        RawText("框内"),
        RawText("前后"),
        RawText("框内"),
        RawText("形内"),
        RawTable((("5\n框内", "6"),)),
    )
    assert "4 个文本框" in notes(source)


# ---- tracked changes --------------------------------------------------------------------------------


def changes(**kinds: str) -> str:
    """Declare tracked changes by id: insertion, or deletion with the XML that it took."""
    regions = "".join(
        f'<text:changed-region xml:id="{each}" text:id="{each}">'
        + ("<text:insertion/>" if kind == "insertion" else f"<text:deletion>{kind}</text:deletion>")
        + "</text:changed-region>"
        for each, kind in kinds.items()
    )
    return f"<text:tracked-changes>{regions}</text:tracked-changes>"


def start(change: str) -> str:
    return f'<text:change-start text:change-id="{change}"/>'


def end(change: str) -> str:
    return f'<text:change-end text:change-id="{change}"/>'


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    body = changes(a="insertion", b=p("38"), c=p())
    source = read_text(body + p(f'共{start("a")}21{end("a")}<text:change text:change-id="b"/><text:change text:change-id="c"/>条'))
    assert texts(source) == ["共21条"]
    assert "1 处新增" in notes(source)
    assert "1 处已删除" in notes(source)


def test_a_deletion_that_was_saved_in_sight_never_runs_into_the_number_beside_it() -> None:
    source = read_text(changes(b="") + p(f"共21{start('b')}38{end('b')}条"))
    assert texts(source) == ["共21条"]
    assert "1 处已删除" in notes(source)


def test_a_deletion_over_a_paragraph_end_joins_and_over_whole_blocks_leaves_nothing() -> None:
    body = changes(a="", b="") + p(f"前半句{start('a')}去") + p(f"掉{end('a')}后半句")
    body += p(start("b") + "旧") + table(tr(td("1"))) + p("旧") + p(f"{end('b')}新")
    assert shown_of(body) == ["前半句后半句", "新"]


def test_a_deletion_without_an_end_takes_nothing() -> None:
    assert shown_of(changes(a="") + p(f"甲{start('a')}乙") + p("丙")) == ["甲乙", "丙"]


def test_a_deletion_that_ends_in_what_is_not_read_ends_there() -> None:
    hidden = f'<text:section text:display="none">{p(end("a"))}</text:section>'
    assert shown_of(changes(a="") + p(f"甲{start('a')}乙") + hidden + p("丙")) == ["甲丙"]
