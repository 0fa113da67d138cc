"""Tell by its content what kind of file this is; the suffix decides only where the content does not."""

import io
import re
import zipfile
from pathlib import PurePath

from core.errors import UnreadableFile

_TITLE = "打不开这份文件"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|p|span)\b", re.IGNORECASE)
_PARTS = re.compile(rb"content-type:\s*(?:multipart/|text/html)", re.IGNORECASE)
_BLANK = b"\xef\xbb\xbf \t\r\n"
_HEAD = 4096
# What a directory of a zip file names -> the kind of file that it is.
_PACKED = (
    (re.compile(r"word/document\w*\.xml|word/document.*"), "docx"),
    (re.compile(r"xl/workbook\.(?:xml|bin)"), "xlsx"),
    (re.compile(r"content\.xml"), "odt"),
)
_OTHER_PACKS = (
    ("OFD.xml", "是 OFD 版式文件；请在 OFD 阅读软件里打开，另存为 PDF 或 Word 后再试"),
    ("ppt/presentation.xml", "是演示文稿；请选择年度报告的 Word、PDF 或网页文件"),
    ("META-INF/container.xml", "是电子书；请选择年度报告的 Word、PDF 或网页文件"),
)
_OTHER_MAGIC = (
    (b"Rar!", "是压缩包；请先解压，再选择里面的报告"),
    (b"7z\xbc\xaf", "是压缩包；请先解压，再选择里面的报告"),
    (b"\x1f\x8b", "是压缩包；请先解压，再选择里面的报告"),
    (b"MZ", "是程序文件，不是报告；请另选文件"),
    (b"\x7fELF", "是程序文件，不是报告；请另选文件"),
    (b"ITSF", "是帮助文件（.chm）；请选择年度报告的 Word、PDF 或网页文件"),
)
_SUFFIXES = {
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
}


def kind_of(data: bytes, name: str) -> str:
    """Name the reader that the content asks for: `docx`, `doc`, `rtf`, …, or `json`; no two claim the same bytes.

    UnreadableFile where the content is of a kind that no reader reads.
    """
    suffix = PurePath(name).suffix.lower()
    head = data[:_HEAD].lstrip(_BLANK)
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed_kind(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "picture"
    for magic, words in _OTHER_MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(_TITLE, f"{name} {words}")
    return _text_kind(head, suffix)


def _text_kind(head: bytes, suffix: str) -> str:
    """Tell the kinds whose bytes are text."""
    lowered = _plain(head).lower()
    if lowered.startswith((b"{", b"[")):
        return "json"
    if _PARTS.search(lowered) and b"mime-version" in lowered:
        return "mht"
    if b"urn:oasis:names:tc:opendocument" in lowered:
        return "odt"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in lowered and b"<html" not in lowered:
        return "xls"
    if _MARKUP.search(lowered):
        return "html"
    return _SUFFIXES.get(suffix, "text")


def _plain(head: bytes) -> bytes:
    """Return the bytes of UTF-16 text without the zeros between them, others as they are."""
    return head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _packed_kind(data: bytes, name: str) -> str:
    """Tell what a zip file is by the names in its directory; where it is damaged, by those that stand anywhere in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _damaged_kind(data, name)
    for wanted, kind in _PACKED:
        if any(wanted.fullmatch(each) for each in names):
            return kind
    for wanted, words in _OTHER_PACKS:
        if wanted in names:
            raise UnreadableFile(_TITLE, f"{name} {words}")
    if suffix := _SUFFIXES.get(PurePath(name).suffix.lower()):
        return "xlsx" if suffix == "xlsx" else "docx"
    raise UnreadableFile(_TITLE, f"{name} 是压缩包；请先解压，再选择里面的报告")


def _damaged_kind(data: bytes, name: str) -> str:
    workbook = b"xl/workbook" in data and b"word/document" not in data
    text = b"opendocument" in data[:200]
    return "xlsx" if workbook or (_SUFFIXES.get(PurePath(name).suffix.lower()) == "xlsx") else "odt" if text else "docx"


def _ole_kind(data: bytes, name: str) -> str:
    """Tell what the container of old Office files holds by the streams in its root."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            streams = {entry[0].lower() for entry in container.listdir() if len(entry) == 1}
    except (OSError, ValueError, IndexError, TypeError, AttributeError, MemoryError, RecursionError):
        streams = {word for word in ("encryptedpackage", "worddocument", "workbook", "book") if _holds(data, word)}
    if "encryptedpackage" in streams:
        raise UnreadableFile(_TITLE, f"{name} 设有打开密码；请在 Word、WPS 或 Excel 中打开，取消密码后另存再试")
    if "worddocument" in streams:
        return "doc"
    if streams & {"workbook", "book"}:
        return "xls"
    if "powerpoint document" in streams:
        raise UnreadableFile(_TITLE, f"{name} 是演示文稿；请选择年度报告的 Word、PDF 或网页文件")
    if streams & {"matost", "mm", "contents"}:
        raise UnreadableFile(_TITLE, f"{name} 是微软 Works 的文件，不是 WPS 文字；请用能打开它的程序另存为 .docx 后再试")
    raise UnreadableFile(_TITLE, f"{name} 不是 Word、WPS 或 Excel 文件，或已损坏；请重新复制一份，或另存为 .docx 后再试")


def _holds(data: bytes, word: str) -> bool:
    """Tell whether the name of a stream stands in a container whose directory cannot be read."""
    names = {"worddocument": "WordDocument", "workbook": "Workbook", "book": "Book", "encryptedpackage": "EncryptedPackage"}
    return names[word].encode("utf-16-le") in data
