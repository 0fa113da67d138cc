"""Numbers that OpenDocument counts and no text of the file holds must be read as they are shown.

What is expected here is what LibreOffice 7.4 shows for the same files.
"""

import pytest

from core.importers.from_odt import read
from tests.core.docx_samples import texts
from tests.core.odf_samples import OUTLINE, flat, h, items, level, list_style, p, shown_of, style, styled, table, td, tr

L, ON = styled("L"), ' text:continue-numbering="true"'
PLAIN = list_style("M", level(1, "1", "", "."), level(2, "a", "", ")"))
STYLES = OUTLINE + PLAIN


def item(inside: str, more: str) -> str:
    return f"<text:list-item {more}>{inside}</text:list-item>"


CASES = {
    "nested": (items(p("甲") + items(p("乙"), p("丙")), p("丁") + items(p("戊")), more=L), "一、甲 （一）乙 （二）丙 二、丁 （一）戊"),
    "second paragraph of an item": (items(p("甲") + p("续"), p("乙"), more=L), "一、甲 续 二、乙"),
    "header": (items(f"<text:list-header>{p('头')}</text:list-header>", p("甲"), more=L), "头 一、甲"),
    "deeper first": (items(items(p("子")), p("丑"), more=L), "（一）子 二、丑"),
    "two lists in an item": (items(p("甲") + items(p("乙")) + p("中") + items(p("丙")), more=L), "一、甲 （一）乙 中 （一）丙"),
    "items that only go deeper": (items(p("甲") + items(p("乙")), items(p("丙")), more=L), "一、甲 （一）乙 （二）丙"),
    "a new list": (items(p("甲"), more=L) + items(p("乙"), more=L), "一、甲 一、乙"),
    "going on": (items(p("甲"), more=L) + p("间") + items(p("乙"), more=L + ON), "一、甲 间 二、乙"),
    "going on deeper": (
        items(p("甲") + items(p("子")), more=L) + p("间") + items(items(p("丑")), p("乙"), more=L + ON),
        "一、甲 （一）子 间 （二）丑 二、乙",
    ),
    "not going on after another": (
        items(p("甲"), more=L) + items(p("乙"), more=styled("M")) + items(p("丙"), more=L + ON),
        "一、甲 1.乙 一、丙",
    ),
    "going on with a named one": (
        items(p("甲"), more=f'{L} xml:id="n"') + items(p("乙"), more=styled("M")) + items(p("丙"), more=f'{L} text:continue-list="n"'),
        "一、甲 1.乙 二、丙",
    ),
    "start value": (items(item(p("甲"), 'text:start-value="5"'), p("乙"), more=L), "五、甲 六、乙"),
    "style of one item": (items(p("甲"), item(p("乙"), 'text:style-override="M"'), p("丙"), more=L), "一、甲 2.乙 三、丙"),
    "style of an inner list": (items(p("甲") + items(p("乙"), more=styled("M")), p("丙"), more=L), "一、甲 a)乙 二、丙"),
    "blank item": (items(p("甲"), p(), p("乙"), more=L), "一、甲 三、乙"),
    "no style": (items(p("甲")), "甲"),
    "unknown style": (items(p("甲"), more=styled("?")), "甲"),
    "in a section": (items(p("甲"), more=L) + f"<text:section>{items(p('乙'), more=L + ON)}</text:section>", "一、甲 二、乙"),
    "alone": (
        "".join(
            f'<text:numbered-paragraph text:list-id="n" text:level="{deep}" {L}>{p(text)}</text:numbered-paragraph>'
            for deep, text in ((1, "甲"), (2, "乙"), (1, "丙"))
        ),
        "一、甲 （一）乙 二、丙",
    ),
    "the mark that the file has": (items(p("<text:number>第1条</text:number>甲"), p("乙"), more=L), "第1条甲 二、乙"),
}


@pytest.mark.parametrize("case", CASES)
def test_lists_are_counted_as_they_are_shown(case: str) -> None:
    body, expected = CASES[case]
    assert shown_of(body, STYLES) == expected.split()


def test_a_numbered_cell_counts_with_the_text_around_it() -> None:
    body = items(p("甲"), more=L) + table(tr(td(items(p("乙"), more=L + ON)), td("x"))) + items(p("丙"), more=L + ON)
    assert shown_of(body, STYLES) == ["一、甲", (("二、乙", "x"),), "三、丙"]


def test_a_list_without_a_style_takes_that_of_its_paragraphs_which_number_nothing_outside_lists() -> None:
    automatic = STYLES + style("P", more='style:list-style-name="L"') + style("Q", more='style:parent-style-name="P"')
    assert shown_of(items(p("甲", "P"), p("乙", "Q")) + p("丙", "P"), automatic) == ["一、甲", "二、乙", "丙"]


def test_deeper_marks_show_the_numbers_above_them() -> None:
    shown = "text:display-levels"
    old = list_style(
        "D", level(1, "一, 二, 三, ...", "", "、"), level(2, "1", "(", ")", f'{shown}="2"'), level(3, "1", "", ".", f'{shown}="3"')
    )
    new = list_style(
        "D",
        level(1, "1", more='loext:num-list-format="第%1%条"'),
        level(2, "1", more='loext:num-list-format="%1%-%2%、"'),
        level(3, "一, 二, 三, ...", more='loext:num-list-format="%1%·%3%"'),
    )
    body = items(p("甲") + items(p("乙") + items(p("丙"))), more=styled("D"))
    assert shown_of(body, old) == ["一、甲", "(一.1)乙", "一.1.1.丙"]
    assert shown_of(body, new) == ["第1条甲", "1-1、乙", "1·一丙"]


def test_a_bare_number_and_its_text_stand_apart_unless_the_file_says_nothing_stands_between() -> None:
    bare = '<text:list-level-style-number text:level="1" style:num-format="1">{}</text:list-level-style-number>'.format
    close = (
        '<style:list-level-properties><style:list-level-label-alignment text:label-followed-by="nothing"/></style:list-level-properties>'
    )
    assert shown_of(items(p("甲"), more=styled("B")), list_style("B", bare(""))) == ["1 甲"]
    assert shown_of(items(p("甲"), more=styled("B")), list_style("B", bare(close))) == ["1甲"]


def test_bullets_add_nothing() -> None:
    bullet = list_style("B", '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>')
    assert shown_of(items(p("甲"), more=styled("B")), bullet) == ["甲"]


OUTLINED = (
    '<text:outline-style style:name="Outline">'
    + level(1, "一, 二, 三, ...", "第", "章", tag="outline-level-style")
    + level(2, "1", more='text:display-levels="2"', tag="outline-level-style")
    + "</text:outline-style>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (h("甲") + h("子", 2) + h("乙") + h("丑", 2) + h("三", 3), "第一章甲 一.1|子 第二章乙 二.1|丑 三"),
        (h("甲") + h("头", 1, 'text:is-list-header="true"') + h("乙"), "第一章甲 头 第二章乙"),
        (h("甲") + h("乙", 1, 'text:restart-numbering="true" text:start-value="7"') + h("丙"), "第一章甲 第七章乙 第八章丙"),
        (h("子", 2) + h("甲"), "一.1|子 第二章甲"),
        (h("甲") + h("无", 1, styled("Off")) + h("乙"), "第一章甲 无 第二章乙"),
        (h("甲") + items(h("乙"), more=styled("L")) + h("丙"), "第一章甲 一、乙 第二章丙"),
        (h("甲") + items(h("乙"), more=styled("Outline")) + h("丙"), "第一章甲 第二章乙 第三章丙"),
    ],
)
def test_headings_are_numbered_by_the_outline(body: str, expected: str) -> None:
    source = read(flat(body, STYLES + style("Off", more='style:list-style-name=""'), OUTLINED), "试.fodt")
    assert texts(source) == [text.replace("|", " ") for text in expected.split()]


@pytest.mark.parametrize(
    ("kind", "more", "number", "shown"),
    [
        ("1", "", 12, "12"),
        ("a", "", 28, "ab"),
        ("a", 'style:num-letter-sync="true"', 28, "bb"),
        ("A", "", 3, "C"),
        ("i", "", 9, "ix"),
        ("I", "", 4, "IV"),
        ("一, 二, 三, ...", "", 21, "二十一"),
        ("一", "", 10, "十"),
        ("壹, 贰, 叁, ...", "", 23, "贰拾叁"),
        ("壹, 貳, 參, ...", "", 23, "貳拾參"),
        ("壱, 弐, 参, ...", "", 12, "壱弐"),
        ("①, ②, ③, ...", "", 7, "⑦"),
        ("甲, 乙, 丙, ...", "", 2, "乙"),
        ("子, 丑, 寅, ...", "", 3, "寅"),
        ("01, 02, 03, ...", "", 3, "03"),
        ("１, ２, ３, ...", "", 3, "３"),
        ("ア, イ, ウ, ...", "", 3, "3"),
        ("一, 二, 三, ...", "", 0, "0"),
        ("", "", 3, ""),
    ],
)
def test_number_formats(kind: str, more: str, number: int, shown: str) -> None:
    body = items(item(p("文"), f'text:start-value="{number}"'), more=styled("N"))
    assert shown_of(body, list_style("N", level(1, kind, "", "、", more))) == [f"{shown}、文"]


def test_ids_that_stand_twice_or_are_no_names_do_no_harm() -> None:
    named = f'{L} xml:id="7"'
    assert shown_of(items(p("甲"), more=named) + items(p("乙"), more=named), STYLES) == ["一、甲", "一、乙"]
