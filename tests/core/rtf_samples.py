r"""Small RTF files for tests, in the manners of the programs that write them: invented text, nothing but what a test is about."""

import random
from collections.abc import Callable, Sequence

from core.importers.from_rtf import read
from core.importers.source import RawText, Source
from core.layout import Document, Grid
from tests.core.sources import blocks_of

# 0 has no code page of its own, 1 is Western, 13 is 宋体, 14 細明體, 15 a font of signs.
FONTS = (
    rb"{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}{\f1\fswiss\fcharset238 Arial CE;}"
    rb"{\f13\fnil\fcharset134\fprq2{\*\panose 02010600030101010101}\'cb\'ce\'cc\'e5{\*\falt SimSun};}{\f14\fnil\fcharset136 MingLiU;}"
    rb"{\f15\fnil\fcharset2 Wingdings;}}"
)
STYLES = rb"{\stylesheet{\ql \f13 \snext0 Normal;}{\s15\ql \sbasedon0 toc 1;}{\s16 \'c4\'bf\'c2\'bc 1;}{\*\cs10 \additive Default;}}"


def rtf(body: bytes, head: bytes = rb"\ansi\ansicpg936\uc1\deff0") -> bytes:
    """Make a file of a body."""
    return rb"{\rtf1" + head + FONTS + STYLES + b"\r\n" + body + b"}"


def gbk(text: str) -> bytes:
    r"""Write text in a font of GB 2312 with each byte as \'hh, as Word does."""
    return rb"\loch\af0\hich\af0\dbch\f13 " + b"".join(b"\\'%02x" % byte for byte in text.encode("gb18030"))


def codes(text: str, replacement: bytes = b"?") -> bytes:
    r"""Write text as \uN with a replacement behind each."""
    units = text.encode("utf-16-le")
    numbers = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
    return b"".join(b"\\u%d" % number + (b" " if replacement[:1].isalnum() else b"") + replacement for number in numbers)


def edges(*rights: int | tuple[bytes, int], left: int = -108) -> bytes:
    r"""Define a row: right edges in twips, each alone or behind the words of its merge."""
    cells = b"".join(b"\\cellx%d" % r if isinstance(r, int) else r[0] + b"\\cellx%d" % r[1] for r in rights)
    return rb"\trowd \irow1\irowband1\trgaph108\trleft%d\trbrdrt\brdrs\brdrw10 " % left + cells


def row(definition: bytes, texts: Sequence[bytes | str]) -> bytes:
    r"""Write a row as Word does: its definition before the cells, and once more in a group before \row."""
    cells = b"".join((each if isinstance(each, bytes) else gbk(each)) + rb"\cell " for each in texts)
    return (
        definition + rb"\pard\plain \qj\intbl {\rtlch\fcs1 \af0 \ltrch\fcs0 \fs21 " + cells + rb"}\pard \intbl{" + definition + rb"\row }"
    )


def after(text: str = "完") -> bytes:
    """Write the paragraph that ends a table."""
    return rb"\pard\plain " + gbk(text) + rb"\par "


def source_of(body: bytes) -> Source:
    """Read a file of that body."""
    return read(rtf(body), "试.rtf")


Words = Callable[[str], bytes]
Rows = Callable[[bytes, Sequence[bytes | str]], bytes]


def row_before(definition: bytes, texts: Sequence[bytes | str]) -> bytes:
    r"""Write a row with its definition before the cells only and every cell's paragraph by itself, as LibreOffice and WPS do."""
    cells = (rb"\pard\plain\intbl{" + (each if isinstance(each, bytes) else gbk(each)) + rb"}\cell" for each in texts)
    return definition + b"".join(cells) + rb"\row\pard "


def row_after(definition: bytes, texts: Sequence[bytes | str]) -> bytes:
    r"""Write a row with its definition behind the cells only, and without a word that its paragraphs are in a table."""
    return rb"\pard " + b"".join((each if isinstance(each, bytes) else gbk(each)) + rb"\cell " for each in texts) + definition + rb"\row "


def in_rtf(document: Document, words: Words, rows: Rows, *, flags: bool = False, unsteady: int = 0) -> bytes:
    r"""Write a document as a word processor would.

    Cells over several columns are wide, or where `flags`, each column has a cell and \clmgf and \clmrg join them. Edges of columns differ
    from row to row by up to `unsteady` twips.
    """
    rng = random.Random(unsteady)
    tables = [block for block in document.blocks if isinstance(block, Grid)]
    body = b""
    for block in blocks_of(document):
        if isinstance(block, RawText):
            body += rb"\pard\plain\s0 " + words(block.text) + b"\\par\r\n"
        else:
            body += b"\r\n".join(_rows(tables.pop(0), words, rows, rng, flags=flags, unsteady=unsteady))
    return rtf(body)


def _rows(grid: Grid, words: Words, rows: Rows, rng: random.Random, *, flags: bool, unsteady: int) -> list[bytes]:
    found = []
    for row_index in range(grid.rows):
        bounds: list[tuple[bytes, int]] = []
        texts: list[bytes | str] = []
        for cell in sorted(grid.cells, key=lambda each: each.column):
            if not cell.row <= row_index < cell.row + cell.row_span:
                continue
            down = b"" if cell.row_span == 1 else rb"\clvmgf" if row_index == cell.row else rb"\clvmrg"
            end = cell.column + cell.column_span
            for column in range(cell.column + 1, end + 1) if flags else [end]:
                is_first = not flags or column == cell.column + 1
                across = b"" if not flags or cell.column_span == 1 else rb"\clmgf" if is_first else rb"\clmrg"
                bounds.append((down + across, 900 * column + (rng.randrange(unsteady + 1) if column < grid.columns else 0)))
                texts.append(words(cell.text) if is_first and row_index == cell.row else b"")
        found.append(rows(edges(*bounds, left=0), texts))
    return found
