"""What a mutation is, and the odd values that it puts in: those on which readers are known to stumble."""

import struct
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

_T = TypeVar("_T")
_RANGE = 2**16 - 1
# No mutated file grows beyond this, so that what is slow is slow by its shape and not by its size.
LARGEST = 3_000_000


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: four draws of 16 bits that each family of mutations reads in its own way."""

    what: int
    where: int
    other: int
    value: int

    def place(self, length: int) -> int:
        """Return a place in something of this length; 0 where it is empty."""
        return self.where * length // (_RANGE + 1)

    def second(self, length: int) -> int:
        """Return another place."""
        return self.other * length // (_RANGE + 1)

    def pick(self, choices: "list[_T] | tuple[_T, ...]") -> _T:
        """Return one of the choices by the value."""
        return choices[self.value % len(choices)]


def _mutations(drawn: bytes) -> list[Mutation]:
    return [Mutation(*struct.unpack_from("<4H", drawn, at)) for at in range(0, len(drawn) - 7, 8)]


# Drawn as one piece: a draw for each number would take longer than reading the file.
MUTATIONS = st.binary(min_size=8, max_size=8 * 8).map(_mutations)

NUMBERS = (
    *("", "-1", "0", "1", "2", "7", "63", "64", "256", "400", "16384", "16385", "32767", "65535", "65536", "99999", "1048576", "1048577"),
    *("2147483647", "2147483648", "4294967295", "-2147483648", "9223372036854775808", "9" * 30, "9" * 5000, "-" + "9" * 400),
    *("NaN", "nan", "sNaN", "inf", "-Infinity", "1e308", "1e999", "-1E+999999999", "1E-999999999", "0.1", "1.5", "0x10", "1_000"),
    *("１２", "²", "٣", "①", "一", "〇", " 7 ", "+5", "--5", "1,2,3", "1,234,567", "12（其中修订3件）", "true", "%"),
)
TEXTS = (
    *("", " ", "\u3000", "\t", "\n", "\u200b", "\ufeff", "\u202e", "\ufffd", "😀", "𠮷", "e\u0301" * 50, "\x7f", "\x85", "\u2028"),
    *("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "一、", "六、其他需要报告的事项", "目录"),
    *("青石县柳河乡人民政府2023年政府信息公开工作年度报告", "99999年", "二〇二三年", "2023年2月31日", "0000年1月1日", "2023年十百千月九日"),
    *(
        "（" * 3000,
        "）" * 300,
        "一" * 50_000,
        "1" * 5000,
        "总计" * 500,
        "，" * 5000,
        "第20条第（一）项",
        "自然人",
        "总计",
        "—" * 400,
        "a b " * 3000,
    ),
    *(
        "%1%2%9",
        "../../../etc/passwd",
        "/word/document.xml",
        "rId1",
        "A1:XFD1048576",
        "XFD1048576",
        "ZZZZ999999999999",
        "B2:A1",
        "A0",
        "=1/0",
    ),
)
WORDS = (
    0,
    1,
    2,
    3,
    5,
    8,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x1FF,
    0x7FFF,
    0x8000,
    0xFFFE,
    0xFFFF,
    0x10000,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFE,
    0xFFFFFFFF,
)
BLOBS = (
    *(
        b"\0",
        b"\xff" * 8,
        b"\n",
        b"\t",
        b"<",
        b">",
        b"&",
        b"]]>",
        b"{",
        b"}",
        b"\\",
        b"(",
        b"%",
        b'"',
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06",
    ),
    *(
        b"%PDF-1.4",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1",
        b"<html>",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\x80\x80",
        b"\xed\xa0\x80",
    ),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&#0;", b"&#xD800;", b"<![CDATA[", b"<?xml version='1.0' encoding='utf-7'?>", b"\0" * 600),
)
