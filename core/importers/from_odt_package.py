"""Open an OpenDocument file, zipped or flat, with care."""

from dataclasses import dataclass
from typing import NoReturn

from lxml import etree

from core.importers.from_odt_names import MANIFEST, OFFICE
from core.importers.zip_package import OLE, PICTURES, Sentences, XmlFile, ZipPackage

_SAVE = "请用 WPS 或 LibreOffice 打开后另存为 .docx 再试"
_SENTENCES = Sentences(
    damaged=f"不完整或已损坏；请重新复制一份，或{_SAVE.removeprefix('请')}",
    locked="设有密码；请用 WPS 或 LibreOffice 打开，取消密码后另存再试",
    entities=f"含有不该有的实体声明，为安全起见没有读入；{_SAVE}",
    too_large="解开后大得不像一份年度报告；请只保留报告正文，另存后再试",
    too_many_parts=f"里面的部件多得不像一份年度报告；{_SAVE}",
)
_ROOTS = {OFFICE + "document", OFFICE + "document-content"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's text or spreadsheet (`body`), the containers of its styles, and the file, which makes errors."""

    file: XmlFile
    body: etree._Element
    styles: tuple[etree._Element, ...]

    @property
    def is_sheet(self) -> bool:
        """Whether it is a spreadsheet."""
        return self.body.tag == OFFICE + "spreadsheet"


def opened(data: bytes, name: str) -> Opened:
    """Open a file; UnreadableFile where it is none, locked, damaged or too large."""
    file = XmlFile(name, _SENTENCES)
    head = data[:1024].lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n")
    if not head:
        raise file.fail("是空文件；请重新选择，或向提供文件的人再要一份")
    if data.startswith(b"PK"):
        package = ZipPackage(data, name, _SENTENCES)
        _refuse_encrypted(package)
        if not package.has("content.xml"):
            raise file.fail(f"里面没有正文，不是 OpenDocument 文件；请确认选的是 .odt 或 .ods 文件，或{_SAVE.removeprefix('请')}")
        content = package.parse("content.xml")
        styles = package.parse("styles.xml") if package.has("styles.xml") else None
        return _sorted_out(package, content, styles)
    if not head.startswith(b"<"):
        _refuse(file, data, head)
    return _sorted_out(file, file.root_of(data), None)


def _refuse(file: XmlFile, data: bytes, head: bytes) -> NoReturn:
    """Say what the file is instead, where its first bytes tell."""
    message = f"不是 OpenDocument 文件；{_SAVE}"
    if data.startswith(OLE):
        message = "是旧版 Office 的格式；请在 Word 或 WPS 中打开并另存为 .docx 后再试"
    elif data.startswith(PICTURES):
        message = "其实是一张图片，里面没有可读的文字；请选 Word、PDF 或文本格式的报告"
    elif head.startswith(b"%PDF"):
        message = "其实是 PDF 文件；请把扩展名改为 .pdf 后再打开"
    raise file.fail(message)


def _refuse_encrypted(package: ZipPackage) -> None:
    manifest = "META-INF/manifest.xml"
    if package.has("encrypted-package"):
        raise package.fail(_SENTENCES.locked)
    if package.has(manifest):
        root = package.parse(manifest)
        if next(root.iter(MANIFEST + "encryption-data"), None) is not None:
            raise package.fail(_SENTENCES.locked)


def _sorted_out(file: XmlFile, content: etree._Element, styles: etree._Element | None) -> Opened:
    """Find the body and the styles that count for it; automatic styles of another part have names of their own."""
    if content.tag not in _ROOTS:
        raise file.fail(f"不是 OpenDocument 的文字或表格文件；{_SAVE}")
    body = next((each for outer in content.iterchildren(OFFICE + "body") for each in outer.iterchildren("*")), None)
    if body is None:
        raise file.damaged()
    if body.tag not in (OFFICE + "text", OFFICE + "spreadsheet"):
        raise file.fail("是演示文稿、绘图或其他文件，不是文字或表格；请另选文件")
    common = [each for root in (styles, content) if root is not None for each in root.iterchildren(OFFICE + "styles")]
    return Opened(file, body, (*common, *content.iterchildren(OFFICE + "automatic-styles")))
