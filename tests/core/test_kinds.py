"""What a file is, is told by its content; a kind that nobody reads is named with what to do."""

import io
import zipfile

import pytest

from core.errors import UnreadableFile
from core.files import to_bytes
from core.importers.kinds import kind_of
from tests.helpers import distinct_report

TRUTH = distinct_report()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return stream.getvalue()


def broken_ole(stream: str) -> bytes:
    """Return a container that is cut off, with the name of a stream in it."""
    return OLE + bytes(504) + stream.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (to_bytes(TRUTH, ".docx"), "docx"),
        (to_bytes(TRUTH, ".xlsx"), "xlsx"),
        (to_bytes(TRUTH, ".pdf"), "pdf"),
        (to_bytes(TRUTH, ".html"), "html"),
        (to_bytes(TRUTH, ".json"), "json"),
        (to_bytes(TRUTH, ".gknb"), "json"),
        (packed("word/document2.xml"), "docx"),
        (packed("mimetype", "content.xml"), "odt"),
        (packed("xl/workbook.bin"), "xlsx"),
        (broken_ole("WordDocument"), "doc"),
        (broken_ole("Workbook"), "xls"),
        (broken_ole("Book"), "xls"),
        (b"junk before %PDF-1.4", "pdf"),
        (b"\xef\xbb\xbf \n{\\rtf1", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
        (b"II*\0", "picture"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "mht"),
        (b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset="gb2312"', "mht"),
        ("<table><tr><td>规章".encode("gbk"), "html"),
        ("\ufeff<html><body>年报".encode("utf-16-le"), "html"),
        (b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">', "odt"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xls"),
        ("一、总体情况".encode(), "text"),
        ("一、总体情况".encode("gbk"), "text"),
    ],
)
def test_the_content_tells_the_kind_under_any_name(data: bytes, kind: str) -> None:
    for suffix in ("", ".doc", ".wps", ".dat"):
        assert kind_of(data, f"年报{suffix}") == kind, suffix


@pytest.mark.parametrize(
    ("suffix", "kind"), [(".docx", "docx"), (".XLSX", "xlsx"), (".htm", "html"), (".json", "json"), (".txt", "text"), (".doc", "text")]
)
def test_the_suffix_decides_only_where_the_content_does_not(suffix: str, kind: str) -> None:
    assert kind_of(b"no magic at all", f"a{suffix}") == kind


@pytest.mark.parametrize(("suffix", "kind"), [(".xlsx", "xlsx"), (".docx", "docx"), (".docm", "docx"), ("", "docx")])
def test_a_damaged_package_goes_to_the_reader_that_its_name_asks_for(suffix: str, kind: str) -> None:
    assert kind_of(b"PK\x03\x04 cut off", f"a{suffix}") == kind
    assert kind_of(to_bytes(TRUTH, ".xlsx")[:4000].replace(b"word/document", b""), "a") in ("xlsx", "docx")
    assert kind_of(b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "a") == "odt"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (packed("报告.docx"), "压缩包"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"7z\xbc\xaf'\x1c", "压缩包"),
        (b"\x1f\x8b\x08", "压缩包"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (packed("ppt/presentation.xml"), "演示文稿"),
        (packed("META-INF/container.xml"), "电子书"),
        (b"MZ\x90\0", "程序文件"),
        (b"\x7fELF", "程序文件"),
        (b"ITSF", "chm"),
        (broken_ole("EncryptedPackage"), "密码"),
        (broken_ole("nothing known"), "已损坏"),
    ],
)
def test_what_no_reader_reads_is_named_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as caught:
        kind_of(data, "年报.bin")
    assert "请" in caught.value.message
    assert "年报.bin" in caught.value.message
