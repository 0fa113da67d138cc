"""Numbers that Word counts and no text of the file holds must be read as Word shows them."""

import pytest

from core.importers.from_docx import read
from core.importers.numerals import number_text
from tests.core.docx_samples import OUTLINE, docx, level, lists, numbered, only_table, p, paragraphs_of, tbl, tc, texts, tr


def test_automatic_numbers_are_text_and_deeper_levels_start_again() -> None:
    body = [numbered("甲", 1), numbered("乙", 1, 1), numbered("丙", 1, 2), numbered("丁", 1, 2), numbered("戊", 1, 1), numbered("己", 1, 2)]
    body += [numbered("庚", 1), numbered("辛", 1, 1)]
    expected = ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛"]
    assert paragraphs_of(*body, numbering=lists({0: OUTLINE}, {1: 0})) == expected


def test_lists_of_one_shape_go_on_and_an_override_starts_again_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = lists({0: OUTLINE}, {1: 0, 2: 0, 3: 0}, {3: override})
    body = [numbered("甲", 1), numbered("乙", 2), numbered("丙", 3), numbered("丁", 3)]
    assert paragraphs_of(*body, numbering=numbering) == ["一、甲", "二、乙", "五、丙", "六、丁"]


def test_a_level_that_never_restarts_and_a_legal_level() -> None:
    shape = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", more='<w:lvlRestart w:val="0"/><w:isLgl/>')
    body = [numbered("甲", 1), numbered("子", 1, 1), numbered("乙", 1), numbered("丑", 1, 1)]
    assert paragraphs_of(*body, numbering=lists({0: shape}, {1: 0})) == ["一、甲", "1.1子", "二、乙", "2.2丑"]


def test_a_bare_number_and_its_text_stand_apart() -> None:
    shape = '<w:lvl w:ilvl="0"><w:lvlText w:val="第%1"/></w:lvl><w:lvl w:ilvl="1"><w:lvlText w:val="%2）"/></w:lvl>'
    body = [numbered("甲", 1), numbered("乙", 1, 1)]
    assert paragraphs_of(*body, numbering=lists({0: shape}, {1: 0})) == ["第1 甲", "1）乙"]


def test_a_style_numbers_its_paragraphs_and_those_of_styles_on_it() -> None:
    numbering = lists(
        {0: level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="s2"/>')}, {4: 0}
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="s1"><w:name w:val="甲"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="s2"><w:name w:val="乙"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="s3"><w:name w:val="丙"/><w:basedOn w:val="s1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="s4"><w:name w:val="丁"/><w:basedOn w:val="s1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = [p("头", '<w:pStyle w:val="s1"/>'), p("次", '<w:pStyle w:val="s2"/>'), p("又", '<w:pStyle w:val="s3"/>')]
    body.append(p("无号", '<w:pStyle w:val="s1"/><w:numPr><w:numId w:val="0"/></w:numPr>'))
    body.append(p("低", '<w:pStyle w:val="s4"/>'))
    assert paragraphs_of(*body, styles=styles, numbering=numbering) == ["一、头", "（一）次", "二、又", "无号", "（一）低"]


def test_bullets_and_unknown_lists_add_nothing() -> None:
    numbering = lists({0: level(0, "bullet", "")}, {1: 0})
    assert paragraphs_of(numbered("甲", 1), numbered("乙", 9), numbered("丙", 1, 7), numbering=numbering) == ["甲", "乙", "丙"]


def test_a_blank_numbered_paragraph_counts_but_shows_in_cells_only() -> None:
    numbering = lists({0: level(0, "decimal", "%1.")}, {1: 0})
    source = read(docx(numbered("", 1) + tbl(tr(tc(numbered("", 1)), tc("x"))) + numbered("末", 1), numbering=numbering), "试.docx")
    assert texts(source) == ["3.末"]
    assert only_table(source) == (("2.", "x"),)


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        (10, "chineseCounting", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "chineseCountingThousand", "二十"),
        (110, "chineseCountingThousand", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"),
        (23, "chineseLegalSimplified", "贰拾叁"),
        (2, "ideographTraditional", "乙"),
        (3, "ideographZodiac", "寅"),
        (24, "ideographDigital", "二四"),
        (7, "decimalEnclosedCircle", "⑦"),
        (2, "decimalEnclosedParen", "⑵"),
        (21, "decimalEnclosedCircleChinese", "21"),
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (28, "lowerLetter", "bb"),
        (3, "decimalFullWidth", "３"),
        (3, "decimalZero", "03"),
        (3, "somethingNew", "3"),
    ],
)
def test_number_formats(number: int, kind: str, shown: str) -> None:
    assert number_text(number, kind) == shown


def test_an_endless_mark_that_every_paragraph_repeats_is_cut() -> None:
    shapes = {0: level(0, "decimal", "长" * 100_000), 1: level(0, "none", "空" * 100_000)}
    shapes[2] = level(0, "lowerLetter", "%1" * 150, start=500)
    numbering = lists(shapes, {1: 0, 2: 1, 3: 2})
    found = paragraphs_of(numbered("甲", 1), numbered("乙", 1), numbered("丙", 2), numbered("丁", 3), numbering=numbering)
    assert found == ["长" * 200 + "甲", "长" * 200 + "乙", "空" * 200 + "丙", "f" * 200 + "丁"]
