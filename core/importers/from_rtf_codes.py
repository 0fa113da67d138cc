"""Turn the bytes of an RTF file into text: the code page is that of the font, or of the file."""

import re

# \fcharset -> Python's name of its encoding; 0 (ANSI) and 1 (default) go by the file.
_CHARSETS = {
    77: "mac_roman", 78: "cp932", 79: "cp949", 80: "gb18030", 81: "cp950", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_SYMBOL_CHARSET = 2
SYMBOL = "symbol"
_PAGES = {936: "gb18030", 54936: "gb18030", 20936: "gb18030", 10008: "gb18030", 10000: "mac_roman", 1361: "johab", 65001: "utf-8"}
_OWN_NAMES = frozenset((437, 850, 852, 862, 866, 874, 932, 949, 950, *range(1250, 1259)))
_DOUBLE = frozenset(("gb18030", "cp932", "cp949", "cp950", "johab"))
_WESTERN = "cp1252"
_BAD = "\ufffd"
# Two Chinese characters at least, and nothing but such pairs and ASCII: no Western text looks like this.
_GB_PAIRS = re.compile(rb"[\x00-\x7f]*(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe][\x00-\x7f]*)+")
_FEW_PAIRS = 4
# Dashes, quotes, dots and the like of one byte, and no letters: those would be halves of Chinese characters.
_WESTERN_SIGNS = re.compile(rb"[\x00-\x7f\x80\x85\x91-\x97\x99\xa0\xa7\xa9\xae\xb0\xb1\xb5\xb7\xd7]*")


class Codes:
    """The fonts' and the file's code pages. `bad` counts characters that could not be decoded, `guessed` that a page was not believed."""

    def __init__(self) -> None:
        self.fonts: dict[int, str] = {}
        # Empty where the file does not say: then Chinese is tried, then Western.
        self.page = ""
        self.bad = self.signs = 0
        self.guessed = False

    def set_charset(self, font: int, charset: int) -> None:
        r"""Take a font's \fcharset."""
        self._set(font, SYMBOL if charset == _SYMBOL_CHARSET else _CHARSETS.get(charset, ""))

    def set_page(self, font: int | None, page: int) -> None:
        r"""Take a font's \cpg, or the file's \ansicpg where `font` is None; unknown ones change nothing."""
        name = _PAGES.get(page) or (f"cp{page}" if page in _OWN_NAMES else "")
        if font is None:
            self.page = name or self.page
        elif name:
            self._set(font, name)

    def _set(self, font: int, encoding: str) -> None:
        if encoding:
            self.fonts[font] = encoding
        else:
            self.fonts.pop(font, None)

    def is_pair(self, font: int, lead: int, trail: int) -> bool:
        """Tell whether two bytes make one character of a font that says itself that it is of two bytes a character."""
        return self.fonts.get(font, "") in _DOUBLE and 0x81 <= lead <= 0xFE and 0x40 <= trail <= 0xFE

    def decode(self, data: bytes, encoding: str) -> str:
        """Decode bytes of a font's encoding, "" for the file's; what is wrong becomes U+FFFD and is counted."""
        if encoding == SYMBOL:
            text = "".join(chr(byte) for byte in data if byte < 0x80)
            self.signs += len(data) - len(text)
            return text
        if not encoding and self.page == _WESTERN and self._is_chinese(data):
            encoding, self.guessed = "gb18030", True
        first = encoding or self.page or "gb18030"
        try:
            return data.decode(first)
        except UnicodeDecodeError:
            text = data.decode(first, "replace")
        if not encoding and first in _DOUBLE and _WESTERN_SIGNS.fullmatch(data):
            return data.decode(_WESTERN)
        self.bad += text.count(_BAD)
        return text

    def _is_chinese(self, data: bytes) -> bool:
        return _GB_PAIRS.fullmatch(data) is not None and (self.guessed or sum(byte > 0x7F for byte in data) >= _FEW_PAIRS)
