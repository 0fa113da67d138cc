"""Open a .docx package with care: what is no package, too large, locked or damaged ends in one clear sentence."""

import posixpath
import re

from lxml import etree

from core.errors import UnreadableFile
from core.importers.zip_package import OLE, PICTURES, TITLE, Sentences, ZipPackage
from core.sent import LONGEST, ROOT

_SENTENCES = Sentences(
    damaged="不完整或已损坏；请重新复制一份，或在 Word、WPS 中打开并另存为 .docx 后再试",
    locked="设有密码；请在 Word 或 WPS 中取消加密后再试",
    entities="含有 Word 文档不该有的实体声明，为安全起见没有读入；请在 Word 或 WPS 中另存为 .docx 后再试",
    too_large="解开后大得不像一份年度报告；请只保留报告正文，另存后再试",
    too_many_parts="里面的部件多得不像一份年度报告；请在 Word 或 WPS 中另存为 .docx 后再试",
)


_ITEM = re.compile(r"customXml/item\d{1,4}\.xml")
_MOST_ITEMS = 50


class Package(ZipPackage):
    """The parts of a Word file that hold text, found by the package's own relationships."""

    def __init__(self, data: bytes, name: str) -> None:
        _refuse_other_kinds(data, name)
        super().__init__(data, name, _SENTENCES)
        self.main = self._find_main()
        self._relations = self._read_relations(_relations_of(self.main))

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the part that the text names as `styles`, `numbering`, `footnotes`, …; None where there is none."""
        target = self._relations.get(kind)
        return self.parse(target) if target is not None and self.has(target) else None

    def sent(self) -> str:
        """Return the report that this program put into the file beside its text; nothing where there is none or it is not whole."""
        for part in [name for name in self.names() if _ITEM.fullmatch(name)][:_MOST_ITEMS]:
            try:
                root = self.parse(part)
            except UnreadableFile:
                continue
            if root.tag == ROOT and len(root) == 0 and root.text and len(root.text) <= LONGEST:
                return root.text
        return ""

    def _find_main(self) -> str:
        for main in (self._read_relations("_rels/.rels").get("officeDocument", ""), "word/document.xml"):
            if self.has(main) and not main.startswith(("xl/", "ppt/")):
                return main
        raise self.fail("里面没有 Word 正文；请确认选的是 .docx 报告，或在 Word、WPS 中另存为 .docx 后再试")

    def _read_relations(self, part: str) -> dict[str, str]:
        """Map the last word of each relationship's type to its target's name in the package; the first one counts."""
        if not self.has(part):
            return {}
        base = posixpath.dirname(posixpath.dirname(part))
        found: dict[str, str] = {}
        for relation in self.parse(part):
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, _resolve(base, relation.get("Target", "")))
        return found


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
    elif data.startswith(OLE):
        message = _ole_message(data)
    elif data.startswith(PICTURES):
        message = "其实是一张图片，里面没有可读的文字；请选 Word、PDF 或文本格式的报告"
    elif head.startswith(b"%PDF"):
        message = "其实是 PDF 文件；请把扩展名改为 .pdf 后再打开"
    elif head.startswith(b"{\\rtf"):
        message = "其实是 RTF 文件；请在 Word 或 WPS 中另存为 .docx 后再试"
    elif head[:200].lower().startswith((b"<html", b"<!doctype html", b"mime-version")):
        message = "其实是网页文件；请把扩展名改为 .html，或在 Word、WPS 中另存为 .docx 后再试"
    elif not data.startswith(b"PK"):
        message = "不是 Word 文档；请在 Word 或 WPS 中打开并另存为 .docx 后再试"
    if message:
        raise UnreadableFile(TITLE, f"{name} {message}")


def _ole_message(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "设有密码（已加密）；请在 Word 或 WPS 中打开，取消密码后另存再试"
    return "是旧版 Word 的 .doc 格式；请在 Word 或 WPS 中打开并另存为 .docx 后再试"
