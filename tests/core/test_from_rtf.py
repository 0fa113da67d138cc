"""The RTF reader must give the text of the printed, accepted document, whichever program and code page wrote it."""

import pytest

from core.importers.from_rtf import read
from core.importers.source import RawText
from tests.core.docx_samples import notes, texts
from tests.core.rtf_samples import FONTS, codes, gbk, rtf, source_of


def lines(body: bytes) -> list[str]:
    return texts(source_of(body))


def test_paragraphs_come_in_order_and_blank_ones_do_not_come() -> None:
    assert lines(rb"ab\sect\sectd cd\sect\sect") == ["ab", "cd"]
    source = source_of(rb"\pard " + gbk("甲") + rb"\par\par \~ \par{" + gbk("乙") + rb"\par}" + b"ab\\\r\ncd")
    assert source.blocks == (RawText("甲"), RawText("乙"), RawText("ab"), RawText("cd"))
    assert source.kind == "rtf"
    assert source.notes == ()


def test_bytes_are_read_in_the_code_page_of_their_font() -> None:
    assert lines(rb"{\f13 \'b9\'ab\'bf\'aa}{\f14 \'a4\'bd\'b6\'7d\'a5\\}{\f1 \'e8}{\f0 \'b9\'ab}") == ["公开公開功č公"]
    assert lines(rb"\f13 \'b9\r\n\'ab\'bf" + b"\xaa\xc9\xe7" + rb"\'c7" + b"\xf8") == ["公开社区"]
    assert lines(rb"\f13 " + "龘䶮123".encode("gb18030")) == ["龘䶮123"]


def test_two_bytes_whose_second_is_a_letter_stay_together() -> None:
    assert lines(rb"\f13 \'81@\'8fA{\'d9" + rb"\'5c}") == ["丂廇賊"]


def test_the_font_of_east_asian_text_counts_where_runs_name_three_fonts() -> None:
    head = rb"\plain \rtlch\fcs1 \af1\afs24 \ltrch\fcs0 \fs21\loch\af1\hich\af1\dbch\af13\cgrid "
    mixed = rb"{\rtlch\fcs1 \af1 \ltrch\fcs0 \hich\af1\dbch\af13\loch\f1 2023}{\rtlch\fcs1 \af1 \ltrch\fcs0 \loch\af1\hich\af1\dbch\f13 "
    assert lines(head + mixed + rb"\'c4\'ea\hich\af1\dbch\af13\loch\f1 12}{\f1\dbch\af13\loch\dbch \'d4\'c2}") == ["2023年12月"]


def test_the_code_page_of_a_font_counts_before_its_character_set() -> None:
    data = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0\cpg936 A;}{\f1\fcharset134\cpg1250 B;}{\f2\fcharset134\fcharset0 C;}}"
    assert texts(read(data + rb"\f0 \'b9\'ab\f1 \'e8\f2\'96\par}", "试.rtf")) == ["公č–"]


def test_plain_goes_back_to_the_font_of_the_file() -> None:
    body = FONTS.replace(b"\\f13\\fnil", b"\\f99\\fnil") + rb"{\f1 \'e8\plain \'b9\'ab\par}"
    assert texts(read(rb"{\rtf1\ansi\deff99" + body + b"}", "试.rtf")) == ["č公"]


@pytest.mark.parametrize("head", [rb"\ansi", rb"\ansi\ansicpg936", rb"\ansi\ansicpg54936"])
def test_chinese_is_read_where_no_font_names_a_code_page(head: bytes) -> None:
    data = rb"{\rtf1" + head + rb"{\fonttbl\f0\fnil\fcharset1 Any;}\f0 \'d5\'fe\'b8\'ae" + "信息".encode("gbk") + rb"\par}"
    assert texts(read(data, "试.rtf")) == ["政府信息"]


def test_a_western_code_page_is_not_believed_where_the_bytes_are_chinese_and_that_is_said() -> None:
    data = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Any;}}\f0 \'d5\'fe\'b8\'ae\par 7 \'bc\'fe\par}"
    source = read(data, "试.rtf")
    assert texts(source) == ["政府", "7 件"]
    assert "国标码" in notes(source)
    western = read(rb"{\rtf1\ansi\ansicpg1252 caf\'e9 2020\'962021\par}", "试.rtf")
    assert texts(western) == ["café 2020–2021"]
    assert western.notes == ()


def test_western_signs_of_one_byte_in_a_chinese_file_do_not_take_the_digit_behind_them() -> None:
    assert lines(rb"\f0 2020\'962021 3\'b04\'b7") == ["2020–2021 3°4·"]
    source = source_of(rb"\f0 12\'b9 34")
    assert texts(source) == ["12\ufffd 34"]
    assert "1 个字符的编码有误" in notes(source)


def test_bytes_that_are_no_characters_are_said_and_take_nothing_along() -> None:
    source = source_of(rb"\f13 \'b9\'ab" + b"\xff" + rb" 12\'b9 34")
    assert texts(source) == ["公\ufffd 12\ufffd 34"]
    assert "2 个字符的编码有误" in notes(source)


def test_code_points_leave_out_their_replacements() -> None:
    assert lines(
        codes("公开", b"?") + rb"{\uc2 " + codes("政府", rb"\'d5\'fe") + b"}" + rb"{\uc0 " + codes("信", b"") + b"}" + codes("息", b"_")
    ) == ["公开政府信息"]
    assert lines(rb"\u20844 ab\u24320\'3fcd\u-30217 \'3f\u8220\ldblquote ok\uc0\u26465 1") == ["公b开cd觷“ok条1"]
    assert lines(rb"\u20844{}12\u24320\par 34") == ["公12开", "34"]
    assert lines(rb"\uc3 \u20844\~\_\{5\~6\u24320 ab\}c") == ["公5\xa06开c"]


def test_a_replacement_of_two_bytes_that_was_counted_as_one_does_not_shift() -> None:
    assert lines(rb"\uc1\f13 \u20844\'b9\'ab\u24320\'bf\'aa 12") == ["公开 12"]


def test_characters_above_the_first_plane_come_in_halves() -> None:
    assert lines(codes("𠮷村") + rb"\uc0 \u55362\uc1 \u57271\'3f" + rb"\u134071 ?") == ["𠮷村𠮷𠮷"]
    source = source_of(rb"\u55362 ?12\u57271 ?34\par\u-10174 ?\par 5")
    assert texts(source) == ["\ufffd12\ufffd34", "\ufffd", "5"]
    assert "3 个字符的编码有误" in notes(source)


def test_the_unicode_branch_of_two_is_read() -> None:
    assert lines(rb"{\upr{\'b9\'ab??}{\*\ud{" + codes("公开") + b"}}}12") == ["公开12"]


def test_words_and_signs_stand_for_characters() -> None:
    body = rb"a\tab b\emdash\endash\lquote c\rquote\ldblquote d\rdblquote\bullet\emspace e\~f\_g\-h\{\}\\\|i\line j\page k\softline l"
    assert lines(body) == ["a\tb—–‘c’“d”•\u2003e\xa0f-gh{}\\i", "j", "kl"]


def test_what_is_no_text_is_left_out() -> None:
    body = (
        rb"{\info{\title T}{\author A}}{\*\generator G;}{\header H\par}{\footerl F\par}{\*\xmlnstbl{\xmlns1 x;}}{\colortbl;\red0;}"
        rb"{\*\listtable{\list{\listlevel{\leveltext\'02\'00.;}}}}{\*\themedata 504b}{\*\nosuch{\b deep}}{\*\bkmkstart _Toc1}"
    )
    source = source_of(body + gbk("正文") + rb"{\xe entry}{\*\bkmkend _Toc1}")
    assert texts(source) == ["正文"]
    assert source.notes == ()


def test_fields_are_read_by_their_result() -> None:
    link = rb'{\field{\*\fldinst {HYPERLINK "http://a.example/{x}" }}{\fldrslt {\ul ' + gbk("链接") + rb"}}}"
    nested = rb"{\field{\*\fldinst IF {\field{\*\fldinst PAGE}{\fldrslt 99}} 1}{\fldrslt 7}}"
    assert lines(link + nested + rb"{\field\flddirty{\fldinst PAGE}{\fldrslt }}" + gbk("。")) == ["链接7。"]


def test_hidden_text_is_left_out_and_said() -> None:
    source = source_of(rb"ab{\v cd}e\v f\v0 g\par {\v all\par}h")
    assert texts(source) == ["abeg", "h"]
    assert "3 处隐藏文字" in notes(source)


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    body = (
        gbk("共")
        + rb"{\revised\revauth1 21}{\deleted\revauthdel1 38}"
        + gbk("条")
        + rb"{\deleted\par}"
        + gbk("后半")
        + rb"\par{\deleted x\par}y"
    )
    source = source_of(body)
    assert texts(source) == ["共21条后半", "y"]
    assert "1 处新增" in notes(source)
    assert "2 处已删除" in notes(source)


def test_comments_are_dropped_and_said() -> None:
    comment = rb"{\*\atnid A}{\*\atnauthor B}\chatn {\*\annotation{\*\atndate 5}\pard\plain {\b " + gbk("批注") + b"}}"
    source = source_of(rb"{\*\atrfstart 1}12{\*\atrfend 1}" + comment + b"3")
    assert texts(source) == ["123"]
    assert "1 条批注" in notes(source)


def test_footnotes_follow_the_paragraph_that_points_to_them() -> None:
    note = rb"{\super\chftn {\footnote\ftnalt \pard\plain \s15 {\super\chftn}" + gbk("注的文字") + rb"\par}}"
    source = source_of(gbk("前") + note + gbk("后") + rb"\par " + gbk("下") + rb"{\*\footnote last}")
    assert texts(source) == ["前后", "下", "last"]
    assert "1 条脚注" in notes(source)
    assert "目录没有读入" in notes(source)


def test_a_deleted_footnote_is_not_read() -> None:
    assert lines(rb"a{\deleted\chftn{\footnote gone\par}}b\par") == ["ab"]


SHAPE = (
    rb"{\shp{\*\shpinst\shpleft1{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard\plain inside\par}}"
    rb"{\shprslt{\*\do\dobxcolumn{\dptxbx{\dptxbxtext twice\par}}}}}"
)


def test_text_boxes_follow_the_paragraph_of_their_anchor_and_are_read_once() -> None:
    source = source_of(b"a" + SHAPE + rb"b\par {\*\do\dobxcolumn\dptxbx{\dptxbxtext \pard old\par}}c")
    assert texts(source) == ["ab", "inside", "c", "old"]
    assert "2 个文本框" in notes(source)


def test_a_box_in_a_cell_stays_in_the_cell() -> None:
    source = source_of(rb"\trowd\cellx900\cellx1800\intbl 5" + SHAPE + rb"\cell 6\cell\row")
    assert [block.rows for block in source.blocks if not isinstance(block, RawText)] == [(("5\ninside", "6"),)]


def test_pictures_objects_and_signs_of_special_fonts_are_said() -> None:
    pictures = rb"{\*\shppict{\pict\pngblip 89504e}}{\nonshppict{\pict\wmetafile8 0100}}{\pict\bin5 {}{}{}"
    shape = rb"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict ff}}}}}{\object\objemb{\*\objdata 01}{\result 8}}"
    source = source_of(pictures + shape + rb"{\f15 \'fe9}\u-3913 ?{\field{\*\fldinst SYMBOL 254}{\fldrslt {\f15 \'fe}}}")
    assert texts(source) == ["89"]
    assert "3 张图片" in notes(source)
    assert "1 处嵌入" in notes(source)
    assert "3 个特殊字体的符号" in notes(source)


def test_automatic_numbers_belong_to_the_text_and_bullets_do_not() -> None:
    body = (
        rb"{\listtext\pard\plain\f13 "
        + gbk("一、")
        + rb"\tab}\ls1 "
        + gbk("总体")
        + rb"\par {\listtext 1.\tab}x\par {\listtext 2\tab}y\par"
        rb"{\pntext\f15\'b7\tab}{\*\pn\pnlvlblt{\pntxtb -}}z\par{\listtext\f15\u-3913 \'3f\tab} w\par{\listtext 3.\tab}\par"
    )
    source = source_of(body)
    assert texts(source) == ["一、总体", "1.x", "2 y", "z", " w"]
    assert source.notes == ()


def test_a_number_that_was_deleted_with_its_paragraph_is_not_read() -> None:
    assert lines(rb"{\deleted{\listtext 1.\tab}gone}stays\par") == ["stays"]


def test_a_table_of_contents_is_left_out_and_said() -> None:
    field = rb"{\field{\*\fldinst {\b  TOC \\o}}{\fldrslt {\s17 entry\tab 1\par}}}"
    source = source_of(field + rb"\pard\s15 one\tab 1\par\pard\s16 two\tab 2\par\pard\s0 body\par")
    assert texts(source) == ["body"]
    assert "目录没有读入" in notes(source)


def test_mathematics_is_read_by_its_runs() -> None:
    body = rb"{\mmath{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr\mscr0 x}}{\mden{\mr y}}}}{\mmathPict{\pict 00}}}=3"
    assert lines(body) == ["xy=3"]


def test_the_outermost_group_is_read_whatever_it_says() -> None:
    assert texts(read(rb"{\rtf1\ansi\*\nosuch a\stylesheet b\pict c\par}", "试.rtf")) == ["abc"]


def test_a_file_may_begin_with_a_mark_and_end_with_zeros() -> None:
    source = read(b"\xef\xbb\xbf\r\n" + rtf(rb"12\par") + b"\0\0\r\n", "剪贴板")
    assert texts(source) == ["12"]
    assert source.notes == ()
