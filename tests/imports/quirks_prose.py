"""What happens to words: titles in lines, headings in other words, covers, letterheads, sign-off tables, leftovers."""

from itertools import pairwise

from core.layout import Role
from core.report import PREAMBLE
from tests.imports.paper import Block, Cell, Para, Row, Table
from tests.imports.sample import Quirk, Sample

_ORDINALS = "一二三四五六"


def title_lines(*cuts: int) -> Quirk:
    """Write the title over several paragraphs, cut at these places."""

    def change(s: Sample) -> None:
        title = s.paper.paras("title", "title")[0]
        edges = [0, *cuts, len(title.text)]
        lines = [Para(title.text[a:b], "title", "title") for a, b in pairwise(edges)]
        s.paper.replace(title, *lines)

    return change


def title_without_year(s: Sample) -> None:
    """Leave the year out of the title: it is taken from the statistics period, and that is said."""
    title = s.paper.paras("title", "title")[0]
    title.text = title.text.replace(f"{s.due['year']}年", "")
    s.due["title"] = title.text
    s.note("year")


def headings(words: dict[str, str], *, noted: bool = True) -> Quirk:
    """Word section headings in another way."""

    def change(s: Sample) -> None:
        for section, text in words.items():
            s.paper.heading(section).text = text
            if noted:
                s.note(section)

    return change


LONG = {
    "proactive": "二、行政机关主动公开政府信息情况",
    "applications": "三、行政机关收到和处理政府信息公开申请情况",
    "review_litigation": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "problems": "五、政府信息公开工作存在的主要问题及改进情况",
}


def no_ordinals(s: Sample) -> None:
    """Leave the ordinals of the headings out."""
    for para in _all_headings(s):
        para.text = para.text.partition("、")[2]


def arabic_ordinals(s: Sample) -> None:
    """Write 1. for 一、 in headings."""
    for para in _all_headings(s):
        ordinal, _, rest = para.text.partition("、")
        para.text = f"{_ORDINALS.index(ordinal) + 1}.{rest}"


def _all_headings(s: Sample) -> list[Para]:
    return [b for b in s.paper.blocks if isinstance(b, Para) and b.look == "heading"]


def before(*blocks: Block, words: str) -> Quirk:
    """Put blocks before the title; none of them belongs to the report, and a note holds these words of them."""

    def change(s: Sample) -> None:
        s.paper.blocks[:0] = blocks
        s.note(words=words)

    return change


def after(*blocks: Block, words: str) -> Quirk:
    """Put blocks behind the signing lines; none of them belongs to the report, and a note holds these words of them."""

    def change(s: Sample) -> None:
        s.paper.blocks += blocks
        s.note(words=words)

    return change


def sign_off() -> Table:
    """Return the sheet on which a paper is signed before it goes out: 审签单."""
    texts = [["拟稿人", "周小满", "拟稿时间", "1月6日"], ["审核", "同意。刘长河", "会签", "无"], ["签发", "同意印发。赵明远", "份数", "35"]]
    rows: list[Row] = [[Cell("信息公开审签单", 1, 4, Role.BAND), None, None, None]]
    for row in texts:
        rows.append([Cell(text, role=Role.LABEL) for text in row])
    return Table("sign-off", rows)


def letterhead(s: Sample) -> None:
    """Put a red letterhead before the title: the office's name, a number, a rule."""
    name = f"{s.due['unit']}文件"
    s.paper.blocks[:0] = [Para(name, "red"), Para(f"柳政〔{s.due['year'] + 1}〕5号", "red"), Para("━" * 24, "red")]


def cover(s: Sample) -> None:
    """Put a cover before the title: title in lines, unit, date; the report begins on a new page."""
    year, unit = s.due["year"], s.due["unit"]
    lines = [f"{year}年", "政府信息公开工作年度报告", unit, f"{year + 1}年1月"]
    s.paper.blocks[:0] = [Para(text, "red", "cover") for text in lines]
    s.paper.paras("title", "title")[0].page_break = True


def contents(s: Sample) -> None:
    """Put a table of contents behind the title, with leaders and page numbers."""
    title = s.paper.paras("title", "title")[-1]
    lines = [Para(f"{h.text}{'.' * 30}{page}", "toc", "toc") for page, h in enumerate(_all_headings(s), 1)]
    s.paper.replace(title, title, Para("目　录", "red", "toc"), *lines)


def leftovers(s: Sample) -> None:
    """Leave （文字描述） of the empty form below each heading of prose, and a bookmark's name in a paragraph: both go, and that is said."""
    for section in ("overview", "problems", "other"):
        heading = s.paper.heading(section)
        s.paper.replace(heading, heading, Para("（文字描述）", "body", section))
        s.note(section)
    s.paper.paras("overview")[1].text += "[bookmark: _GoBack]"
    s.paper.paras("problems")[1].text = "[bookmark: _GoBack]" + s.paper.paras("problems")[1].text


def only(*sections: str, title: bool = True) -> Quirk:
    """Keep some sections (`preamble` and `signed` among them); what is gone is empty, and each section's absence is said."""

    def change(s: Sample) -> None:
        kept = {*sections, *(["title"] if title else [])}
        s.paper.drop(lambda b: (b.id if isinstance(b, Table) else b.part) in kept)
        for table in s.due["tables"]:
            if table not in kept:
                for name in s.cells(table):
                    s.put(name, None)
                s.note(table)
        for part in (PREAMBLE, "overview", "problems", "other"):
            if part not in kept:
                s.prose(part).clear()
                s.note(*([part] if part != PREAMBLE else []))
        if "signed" not in kept:
            s.due["signed"] = {"unit": "", "date": ""}
        if not title:
            s.due["unit"], s.due["year"] = "", s.due["year"] if PREAMBLE in kept else 0
            del s.due["title"]
            s.note("title")

    return change


def reordered(*sections: str) -> Quirk:
    """Let the sections stand in another order, under their own ordinals as they come."""

    def change(s: Sample) -> None:
        parts = {name: [b for b in s.paper.blocks if (b.id if isinstance(b, Table) else b.part) == name] for name in sections}
        rest = [b for b in s.paper.blocks if (b.id if isinstance(b, Table) else b.part) not in sections]
        tail = [b for b in rest if isinstance(b, Para) and b.part == "signed"]
        for number, name in enumerate(sections):
            heading = parts[name][0]
            assert isinstance(heading, Para)
            heading.text = f"{_ORDINALS[number]}、{heading.text.partition('、')[2]}"
        s.paper.blocks = [*(b for b in rest if b not in tail), *(b for name in sections for b in parts[name]), *tail]

    return change


def cut(part: str, index: int, at: int, *between: Para) -> Quirk:
    """Let a page's end cut a paragraph in two; it is joined again, and that is said."""

    def change(s: Sample) -> None:
        para = s.paper.paras(part)[index]
        s.paper.replace(para, Para(para.text[:at], "body", part), *between, Para(para.text[at:], "body", part))
        s.note(part)

    return change


def listed(s: Sample) -> None:
    """Put a list without full stops into section five: its items are paragraphs and must not be joined."""
    last = s.paper.paras("problems")[-1]
    texts = (
        "明年重点做好以下三个方面的工作，逐项明确责任人和时限",
        "1.按季度公布重大民生项目的办理进度，每季度不少于15条",
        "2.每月检查一次村务公开栏和社区公开栏，全年不少于12次",
        "3.年底请群众代表40人评议一次公开工作，结果张榜公布",
    )
    s.paper.replace(last, last, *(Para(text, "body", "problems") for text in texts))
    s.prose("problems").extend(texts)


def pasted_form(s: Sample) -> None:
    """Leave the empty form's hint below a table's heading: （该部分以表格形式报告）."""
    heading = s.paper.heading("applications")
    s.paper.replace(heading, heading, Para("（该部分以表格形式报告）", "body", "applications"))


def later_title(s: Sample) -> None:
    """Let an old form stand under the title of a later year: the tables tell the form, the title tells the year."""
    title = s.paper.paras("title", "title")[0]
    year = s.due["year"]
    for para in [title, *s.paper.paras(PREAMBLE)]:
        para.text = para.text.replace(str(year), "2022")
    s.due["year"], s.due["title"] = 2022, title.text
    s.due["preamble"] = [text.replace(str(year), "2022") for text in s.due["preamble"]]
