"""What only Word files have: automatic numbers, tracked changes, comments, content controls, boxes, links, footnotes, fields."""

from core.layout import Role
from core.report import PREAMBLE
from tests.imports.make_docx import run
from tests.imports.packing import xml
from tests.imports.paper import Para
from tests.imports.sample import Quirk, Sample
from tests.imports.word_parts import level, numbering

OUTLINE = numbering(
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCountingThousand", "（%2）") + level(2, "decimal", "%3."),
    level(0, "decimal", "%1."),
)
COMMENTS = (
    '<w:comment w:id="1" w:author="周小满" w:date="2025-01-06T09:00:00Z" w:initials="Z"><w:p><w:r>'
    "<w:t>这里的988条请再核实一下</w:t></w:r></w:p></w:comment>"
)
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 不含转载的信息。</w:t></w:r></w:p></w:footnote>'
)


def automatic(s: Sample) -> None:
    """Let Word number the headings and the （一） below them: their texts hold no ordinal."""
    for block in s.paper.blocks:
        if isinstance(block, Para) and block.look == "heading":
            block.text, block.number = block.text.partition("、")[2], (1, 0)
        elif isinstance(block, Para) and block.part == "overview" and block.text.startswith("（"):
            block.text, block.number = block.text.partition("）")[2], (1, 1)


def automatic_rows(s: Sample) -> None:
    """Let Word number the rows of 不予公开: 1. to 8. are no text of their cells."""
    table = s.paper.table("applications")
    first, last = table.row_of("refused_state_secret"), table.row_of("refused_inquiry")
    for row in table.rows[first : last + 1]:
        label = [p for p in row if p is not None and p.role is Role.LABEL][-1]
        label.inner, label.text = [Para(label.text.partition(".")[2], "plain", number=(2, 0))], ""


def tracked(s: Sample) -> None:
    """Track changes in prose and in a number of table three."""
    track(s, "applications.granted.business")


def tracked_in_two(s: Sample) -> None:
    """Track changes in prose and in a number of table two."""
    track(s, "proactive.licensing.decisions")


def track(s: Sample, name: str) -> None:
    """Track changes in prose and in a number: inserted text counts, deleted text is gone, and that is said."""
    para = s.paper.paras("overview")[1]
    half = len(para.text) // 2
    when = 'w:author="周小满" w:date="2025-01-06T09:00:00Z"'
    gone = f'<w:del w:id="901" {when}><w:r><w:delText>原先写的是777条。</w:delText></w:r></w:del>'
    para.xml = run(para.text[:half]) + gone + f'<w:ins w:id="902" {when}>{run(para.text[half:])}</w:ins>'
    cell = s.paper.table(name.partition(".")[0]).at(name)
    old = f'<w:del w:id="903" {when}><w:r><w:delText>989</w:delText></w:r></w:del>'
    cell.inner = [Para("", "plain", xml=f'{old}<w:ins w:id="904" {when}>{run(cell.text)}</w:ins>')]
    s.note("", words="修订")


def commented(s: Sample) -> None:
    """Put a comment at a paragraph: it is no text of the report."""
    para = s.paper.paras("overview")[1]
    mark = '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    para.xml = f'<w:commentRangeStart w:id="1"/>{run(para.text)}{mark}'


def controls(s: Sample) -> None:
    """Put the title, a paragraph and a number into content controls."""
    for para in (s.paper.paras("title", "title")[0], s.paper.paras("overview")[0]):
        para.xml = f'<w:sdt><w:sdtPr><w:alias w:val="正文"/></w:sdtPr><w:sdtContent>{run(para.text)}</w:sdtContent></w:sdt>'
    cell = s.paper.table("applications").at("applications.new.research")
    cell.inner = [Para("", "plain", xml=f"<w:sdt><w:sdtPr/><w:sdtContent>{run(cell.text)}</w:sdtContent></w:sdt>")]


def boxed_contact(s: Sample) -> None:
    """Put the last paragraph of the preamble, the contact line, into a text box."""
    para = s.paper.paras(PREAMBLE)[-1]
    inside = f"<w:txbxContent><w:p>{run(para.text)}</w:p></w:txbxContent>"
    para.text, para.xml = (
        "",
        (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
            '<wp:extent cx="5000000" cy="600000"/><wp:docPr id="1" name="文本框 1"/>'
            '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
            '<wps:cNvSpPr txBox="1"/>'
            '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000000" cy="600000"/></a:xfrm><a:prstGeom prst="rect">'
            "<a:avLst/></a:prstGeom></wps:spPr>"
            f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            f'<mc:Fallback><w:pict><v:shape style="width:400pt;height:47pt"><v:textbox>{inside}</v:textbox></v:shape>'
            "</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        ),
    )


def linked(s: Sample) -> None:
    """Make a stretch of a paragraph a link."""
    para = s.paper.paras(PREAMBLE)[0]
    para.xml = f'{run(para.text[:6])}<w:hyperlink w:anchor="top">{run(para.text[6:14])}</w:hyperlink>{run(para.text[14:])}'


def footnoted(s: Sample) -> None:
    """Put a footnote at a paragraph: its text follows the paragraph, and that is said."""
    para = s.paper.paras("overview")[1]
    para.xml = f'{run(para.text)}<w:r><w:footnoteReference w:id="2"/></w:r>'
    s.prose("overview").insert(2, "不含转载的信息。")
    s.note("", words="脚注")


def dated(s: Sample) -> None:
    """Let the signing date be a field: its result counts, its code does not."""
    para = s.paper.paras("signed", "right")[-1]
    para.xml = _field(' DATE \\@ "yyyy年M月d日" ', run(para.text))


def contents_field(s: Sample) -> None:
    """Put a table of contents behind the title that Word made: a field over several paragraphs, links with page numbers."""
    title = s.paper.paras("title", "title")[-1]
    found = [b for b in s.paper.blocks if isinstance(b, Para) and b.look == "heading"]
    lines: list[Para] = []
    for page, heading in enumerate(found, 1):
        number = _field(f" PAGEREF _Toc{page} \\h ", run(str(page)))
        link = f'<w:hyperlink w:anchor="_Toc{page}">{run(heading.text)}<w:r><w:tab/></w:r>{number}</w:hyperlink>'
        opening = _mark("begin") + _code(' TOC \\o "1-3" \\h \\z \\u ') + _mark("separate") if page == 1 else ""
        closing = _mark("end") if page == len(found) else ""
        lines.append(Para("", "toc", "toc", xml=opening + link + closing))
    s.paper.replace(title, title, *lines)


def _field(code: str, result: str) -> str:
    return _mark("begin") + _code(code) + _mark("separate") + result + _mark("end")


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{xml(text)}</w:instrText></w:r>'


PAGE_NUMBER = f"<w:p><w:r><w:t>— </w:t></w:r>{_field(' PAGE ', run('4'))}<w:r><w:t> —</w:t></w:r></w:p>"


def hidden(text: str) -> Quirk:
    """Put hidden words behind a paragraph: nobody sees them, nobody reads them."""

    def change(s: Sample) -> None:
        para = s.paper.paras("problems")[0]
        para.xml = run(para.text) + run(text, "<w:vanish/>")

    return change
