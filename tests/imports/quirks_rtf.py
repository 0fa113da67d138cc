"""What only RTF files have, in Word's own words: revisions, hidden text, links, footnotes, pictures of old numbers."""

from core.report import PREAMBLE
from tests.imports.make_rtf import words
from tests.imports.paper import Para
from tests.imports.sample import Sample


def marked_up(s: Sample) -> None:
    """Put revisions, hidden words, a link and a footnote into an RTF file: what is deleted, hidden or code is not read."""
    first, second = s.paper.paras("overview")[:2]
    first.rtf = rf"{words(first.text)}{{\v {words('未定稿999')}}}"
    half = len(second.text) // 2
    gone = rf"{{\deleted\revauthdel1\revdttmdel-2000000000 {words('原先写的是777条。')}}}"
    added = rf"{{\revised\revauth1\revdttm-2000000000 {words(second.text[half:])}}}"
    note = rf"{{\super\chftn{{\footnote \pard\plain {{\super\chftn}} {words('不含转载的信息。')}}}}}"
    second.rtf = words(second.text[:half]) + gone + added + note
    s.prose("overview").insert(2, "不含转载的信息。")
    para = s.paper.paras(PREAMBLE)[0]
    code = r'{\field{\*\fldinst { HYPERLINK "http://www.example.cn/a" }}{\fldrslt '
    para.rtf = f"{words(para.text[:6])}{code}{words(para.text[6:14])}}}}}{words(para.text[14:])}"
    s.note("", words="修订")


def boxed_contact(s: Sample) -> None:
    """Put the last paragraph of the preamble into a text box."""
    para: Para = s.paper.paras(PREAMBLE)[-1]
    para.rtf = (
        r"{\shp{\*\shpinst\shpleft0\shptop0\shpright8000\shpbottom900{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard\plain "
        rf"{words(para.text)}\par}}}}}}"
    )
