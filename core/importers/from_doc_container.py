"""Open the container of an old Word file with care: what is none, locked or damaged ends in one clear sentence."""

import io
import struct
from typing import Any

import olefile

from core.errors import UnreadableFile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A report has some ten entries; every embedded object brings some more.
_MAX_ENTRIES = 4096
# What olefile raises on containers that do not hold together; OleFileError is an OSError.
_DAMAGE = (OSError, struct.error, IndexError, ValueError, TypeError, KeyError, OverflowError, RecursionError, AttributeError)
_TITLE = "打不开这份文件"
_IS_WORKS = "是微软 Works 的文件，不是 WPS 文字；请在 Works 中另存为 .doc 或 .rtf 后再试"
# A stream that tells what the container holds instead -> what to say.
_OTHERS = (
    ("EncryptedPackage", "设有密码（已加密）；请在 Word 或 WPS 中打开，取消密码后另存再试"),
    ("Workbook", "其实是 Excel 工作簿；请把扩展名改为 .xls 后再打开"),
    ("Book", "其实是 Excel 工作簿；请把扩展名改为 .xls 后再打开"),
    ("PowerPoint Document", "其实是演示文稿，不是文字报告；请选 Word、PDF 或文本格式的报告"),
    *((stream, _IS_WORKS) for stream in ("MatOST", "MN0", "CONTENTS")),
)
_WORKS = (b"\x01\xfe\x32", b"\x01\xfe\x33")


class Container:
    """The streams of a file by name."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        _refuse_other_kinds(data, name)
        self._size = len(data)
        if not _is_sane(data):
            raise self.damaged()
        try:
            self._ole = _Bounded(io.BytesIO(data))
        except _DAMAGE as fault:
            raise self.damaged() from fault
        root: Any = self._ole.root
        # The small streams lie in one that the root names: a false size of it would be read in circles.
        if root is None or root.size > self._size:
            raise self.damaged()

    def fail(self, message: str) -> UnreadableFile:
        """Make the error that says `message` of this file."""
        return UnreadableFile(_TITLE, f"{self.name} {message}")

    def damaged(self) -> UnreadableFile:
        """Make the error of a file that is not whole."""
        return self.fail("不完整或已损坏；请重新复制一份，或在 Word、WPS 中打开并另存为 .docx 后再试")

    def text_stream(self) -> bytes:
        """Return the stream of the text; say what the file is where it has none."""
        stream = self.stream("WordDocument")
        if stream is not None:
            return stream
        for sign, message in _OTHERS:
            if self._has(sign):
                raise self.fail(message)
        raise self.fail("里面没有 Word 正文；请确认选的是 .doc 报告，或在 Word、WPS 中另存为 .docx 后再试")

    def stream(self, name: str) -> bytes | None:
        """Return a stream, None where there is none; a false size is damage and costs no memory."""
        try:
            if not self._ole.exists(name):
                return None
            if self._ole.get_size(name) > self._size:
                raise self.damaged()
            return self._ole.openstream(name).read()
        except _DAMAGE as fault:
            raise self.damaged() from fault

    def _has(self, name: str) -> bool:
        try:
            return self._ole.exists(name)
        except _DAMAGE as fault:
            raise self.damaged() from fault


class _Bounded(olefile.OleFileIO):
    """A container with a sane number of entries: each is compared with all before it."""

    def _load_direntry(self, sid: int) -> Any:
        self._loaded = getattr(self, "_loaded", 0) + 1
        if self._loaded > _MAX_ENTRIES:
            raise OSError("too many entries")
        return super()._load_direntry(sid)


def _is_sane(data: bytes) -> bool:
    """Tell whether the header's numbers fit the file: olefile follows them wherever they lead."""
    if len(data) < 512:
        return False
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        return False
    sectors = (len(data) >> shift) + 1
    tables, small_tables, more_tables = (struct.unpack_from("<I", data, at)[0] for at in (44, 64, 72))
    # Some writers keep a few tables more than the sectors need.
    return tables <= sectors // (1 << (shift - 2)) + 128 and small_tables <= sectors and more_tables <= sectors


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """Say what the file is instead, where its first bytes tell."""
    if data.startswith(MAGIC):
        return
    head = data[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if not head:
        message = "是空文件；请重新选择，或向提供文件的人再要一份"
    elif head.startswith(b"{\\rtf"):
        message = "其实是 RTF 文件；请把扩展名改为 .rtf 后再打开"
    elif data.startswith(b"PK"):
        message = "其实是新版的文件；请把扩展名改为 .docx 后再打开"
    elif head.startswith(b"%PDF"):
        message = "其实是 PDF 文件；请把扩展名改为 .pdf 后再打开"
    elif data.startswith(_WORKS):
        message = _IS_WORKS
    else:
        message = "不是 Word 或 WPS 文档；请在 Word 或 WPS 中打开并另存为 .docx 后再试"
    raise UnreadableFile(_TITLE, f"{name} {message}")
