"""Open a .docx package with care: what is no package, too large, locked or damaged ends in one clear sentence."""

import io
import posixpath
import struct
import zipfile
import zlib

from lxml import etree

from core.errors import UnreadableFile

MAX_PART = 32 * 1024 * 1024
_MAX_ENTRIES = 20_000
_MAX_RATIO, _RATIO_FROM = 400, 4 * 1024 * 1024
_PROLOGUE = 4096
_PIECE = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError, ValueError, NotImplementedError, KeyError)
_TITLE = "打不开这份文件"


class Package:
    """The parts of a Word file that hold text, found by the package's own relationships."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        _refuse_other_kinds(data, name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as fault:
            raise self.damaged() from fault
        self.main = self._find_main()
        self._relations = self._read_relations(_relations_of(self.main))

    def fail(self, message: str) -> UnreadableFile:
        """Make the error that says `message` of this file."""
        return UnreadableFile(_TITLE, f"{self.name} {message}")

    def damaged(self) -> UnreadableFile:
        """Make the error of a file that is not whole."""
        return self.fail("不完整或已损坏；请重新复制一份，或在 Word、WPS 中打开并另存为 .docx 后再试")

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the part that the text names as `styles`, `numbering`, `footnotes`, …; None where there is none."""
        target = self._relations.get(kind)
        return self.parse(target) if target in self._zip.NameToInfo else None

    def parse(self, part: str) -> etree._Element:
        """Read one part's XML; entities stay unresolved and a document type is refused."""
        data = self._read(part)
        try:
            root = etree.fromstring(data, _parser()) if b"<!DOCTYPE" not in data[:_PROLOGUE] else None
        except etree.XMLSyntaxError as fault:
            raise self.damaged() from fault
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise self.fail("含有 Word 文档不该有的实体声明，为安全起见没有读入；请在 Word 或 WPS 中另存为 .docx 后再试")
        return root

    def _read(self, part: str) -> bytes:
        """Unpack a part in pieces, so that a false declared size costs no memory."""
        info = self._zip.NameToInfo[part]
        if info.flag_bits & 0x1:
            raise self.fail("设有密码；请在 Word 或 WPS 中取消加密后再试")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.damaged()
        if info.file_size > MAX_PART or (info.file_size > _RATIO_FROM and info.file_size > _MAX_RATIO * max(info.compress_size, 1)):
            raise self._too_large()
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > MAX_PART:
                        raise self._too_large()
                    pieces.append(piece)
        except _DAMAGE as fault:
            raise self.damaged() from fault
        return b"".join(pieces)

    def _too_large(self) -> UnreadableFile:
        return self.fail("解开后大得不像一份年度报告；请只保留报告正文，另存后再试")

    def _find_main(self) -> str:
        for main in (self._read_relations("_rels/.rels").get("officeDocument", ""), "word/document.xml"):
            if main in self._zip.NameToInfo and not main.startswith(("xl/", "ppt/")):
                return main
        raise self.fail("里面没有 Word 正文；请确认选的是 .docx 报告，或在 Word、WPS 中另存为 .docx 后再试")

    def _read_relations(self, part: str) -> dict[str, str]:
        """Map the last word of each relationship's type to its target's name in the package; the first one counts."""
        if part not in self._zip.NameToInfo:
            return {}
        base = posixpath.dirname(posixpath.dirname(part))
        found: dict[str, str] = {}
        for relation in self.parse(part):
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, _resolve(base, relation.get("Target", "")))
        return found


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


def _resolve(base: str, target: str) -> str:
    return posixpath.normpath(target if target.startswith("/") else posixpath.join(base, target)).lstrip("/")


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """Say what the file is instead, where its first bytes tell."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    message = ""
    if not head:
        message = "是空文件；请重新选择，或向提供文件的人再要一份"
    elif data.startswith(_OLE):
        message = _ole_message(data)
    elif data.startswith(_PICTURES):
        message = "其实是一张图片，里面没有可读的文字；请选 Word、PDF 或文本格式的报告"
    elif head.startswith(b"%PDF"):
        message = "其实是 PDF 文件；请把扩展名改为 .pdf 后再打开"
    elif head.startswith(b"{\\rtf"):
        message = "其实是 RTF 文件；请在 Word 或 WPS 中另存为 .docx 后再试"
    elif head[:200].lower().startswith((b"<html", b"<!doctype html", b"mime-version")):
        message = "其实是网页文件；请把扩展名改为 .html，或在 Word、WPS 中另存为 .docx 后再试"
    elif not data.startswith(b"PK"):
        message = "不是 Word 文档；请在 Word 或 WPS 中打开并另存为 .docx 后再试"
    elif data.count(b"PK\x01\x02") > _MAX_ENTRIES:
        message = "里面的部件多得不像一份年度报告；请在 Word 或 WPS 中另存为 .docx 后再试"
    if message:
        raise UnreadableFile(_TITLE, f"{name} {message}")


def _ole_message(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "设有密码（已加密）；请在 Word 或 WPS 中打开，取消密码后另存再试"
    return "是旧版 Word 的 .doc 格式；请在 Word 或 WPS 中打开并另存为 .docx 后再试"
