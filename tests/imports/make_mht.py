"""Write a paper as a web archive (.mht) in Word's manner: quoted-printable or base64 parts behind one boundary."""

import base64
import quopri

from tests.imports.make_html import word_text
from tests.imports.paper import Paper

_BOUNDARY = "----=_NextPart_01DB6A3F.5C0E4D20"
_PLACE = "file:///C:/2E7A3B10"


def mht(paper: Paper, charset: str = "gb2312", *, packed: bool = False) -> bytes:
    """Write an archive; the text is base64 where `packed`, else quoted-printable."""
    text = word_text(paper, charset).replace("\n", "\r\n").encode("gbk" if charset == "gb2312" else charset)
    coded = base64.encodebytes(text) if packed else quopri.encodestring(text)
    way = "base64" if packed else "quoted-printable"
    head = (
        "MIME-Version: 1.0\n"
        f'Content-Type: multipart/related; boundary="{_BOUNDARY}"\n\n'
        "This document is a Single File Web Page, also known as a Web Archive file.\n\n"
        f"--{_BOUNDARY}\nContent-Location: {_PLACE}/report.htm\nContent-Transfer-Encoding: {way}\n"
        f'Content-Type: text/html; charset="{charset}"\n\n'
    )
    files = (
        f"\n--{_BOUNDARY}\nContent-Location: {_PLACE}/report.files/filelist.xml\nContent-Transfer-Encoding: quoted-printable\n"
        'Content-Type: text/xml; charset="utf-8"\n\n<xml xmlns:o=3D"urn:schemas-microsoft-com:office:office">\n '
        '<o:MainFile HRef=3D"../report.htm"/>\n</xml>\n'
        f"\n--{_BOUNDARY}--\n"
    )
    lines = head.encode() + coded.replace(b"\r\n", b"\n") + files.encode()
    return lines.replace(b"\n", b"\r\n")
