"""Bytes of a web page to text, and the text of its elements as a browser shows it."""

import codecs
import re
import unicodedata

_DECLARED = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
_WHERE_DECLARED = 8192
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Two bytes a character without a mark: what a page begins with tells.
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_CHINESE = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030", "cp936", "ms936"})
# Of the names that Python knows, those of characters; some others (idna, punycode) have no end on long texts.
_ENCODING = re.compile(r"utf|gb|big5|hz|iso|windows-|cp\d|latin|us-ascii|ascii|euc|shift")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_NAMES = (
    "address article blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form header hr html"
    " legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul caption"
)
# Elements that begin and end lines.
BLOCKS = frozenset(_BLOCK_NAMES.split()) | HEADINGS
_GAP = re.compile(r"[ \t\r\n\f]+")


def decode(data: bytes, named: str = "") -> str:
    """Return the text of a page: by its mark, as UTF-8 where it is that, as declared, as GB 18030; at last with losses.

    The bytes come before the declaration, which `named` is where something outside the page declares: pages saved or copied by people
    often declare what they no longer are.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _DECLARED.search(data[:_WHERE_DECLARED])
    name = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    for encoding in ("utf-8", *("gb18030" if n in _CHINESE else n for n in (named.lower(), name)), "gb18030"):
        if not _ENCODING.match(encoding):
            continue
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    return data.decode("gb18030" if name in _CHINESE or named.lower() in _CHINESE else "utf-8", "replace")


def flow(text: str) -> str:
    """Return running text as a browser shows it: gaps as one blank, none between two Chinese characters over a line end.

    No-break spaces become plain ones and are kept.
    """
    return _GAP.sub(_gap, text).strip(" ").replace("\xa0", " ")


def _gap(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if "\n" in match.group() and start and end < len(text) and _is_square(text[start - 1]) and _is_square(text[end]):
        return ""
    return " "


def _is_square(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
