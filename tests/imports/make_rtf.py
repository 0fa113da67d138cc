r"""Write a paper as RTF in Word's manner: code page 936, \'hh for GBK, cells with their edges and merges."""

import re

from core.layout import Role
from tests.imports.paper import Block, Cell, Paper, Para, Table

_HEAD = (
    r"{\rtf1\ansi\ansicpg936\uc2\deff0\deflang1033\deflangfe2052"
    r"{\fonttbl{\f0\froman\fcharset0\fprq2 Times New Roman;}{\f13\fnil\fcharset134\fprq2{\*\panose 02010600030101010101}\'cb\'ce\'cc\'e5"
    r"{\*\falt SimSun};}}" + "\n"
    r"{\colortbl;\red0\green0\blue0;\red255\green0\blue0;}" + "\n"
    r"{\stylesheet{\qj\fs21\f0 \snext0 Normal;}{\s1\qj\fs32\b \sbasedon0\snext0 heading 1;}}" + "\n"
    r"{\info{\title \'c4\'ea\'b1\'a8}{\author \'b5\'b3\'d5\'fe\'b0\'ec}{\creatim\yr2025\mo1\dy8}}" + "\n"
    r"\paperw11906\paperh16838\margl1474\margr1474\viewkind1" + "\n"
    r"{\footer\pard\qc{\field{\*\fldinst { PAGE }}{\fldrslt 3}}\par}" + "\n"
)
_LOOKS = {"title": r"\qc\b\fs44", "heading": r"\s1\b\fs32", "right": r"\qr", "red": r"\qc\cf2\fs44"}
_WIDTH = 8958
_SCRIPTS = re.compile(r"[\n -~]+|[^\n -~]+")


def rtf(paper: Paper, *, unicode: bool = False) -> bytes:
    r"""Write a paper; where `unicode`, texts are \uN with GBK behind it, as newer programs write them."""
    body = "\n".join(_Writer(unicode).block(block) for block in paper.blocks)
    return f"{_HEAD}{body}\n}}".encode("ascii")


def words(text: str) -> str:
    """Return a text as it stands in the body."""
    return _Writer(unicode=False).text(text)


class _Writer:
    def __init__(self, unicode: bool) -> None:
        self.unicode = unicode

    def block(self, block: Block) -> str:
        return self.table(block) if isinstance(block, Table) else self.para(block)

    def para(self, para: Para) -> str:
        page = r"\page " if para.page_break else ""
        look = _LOOKS.get(para.look, r"\fi420")
        return rf"\pard\plain{look} {page}{para.rtf or self.text(para.text)}\par"

    def table(self, table: Table) -> str:
        share = _WIDTH // table.columns
        return "\n".join(self.row(table, i, share) for i in range(len(table.rows))) + "\n\\pard "

    def row(self, table: Table, index: int, share: int) -> str:
        edges, texts = "", ""
        for column, place in enumerate(table.rows[index]):
            span, right = _span(table, index, column)
            edges += f"{span}\\clvertalc\\cltxlrtb\\cellx{share * right}\n" if right else ""
            texts += f"{self.cell(place)}\\cell\n" if right else ""
        head = r"\trhdr" if index < table.lead else ""
        return f"\\trowd\\trgaph108\\trleft0{head}{edges}\n\\pard\\plain\\intbl\n{texts}\\row"

    def cell(self, cell: Cell | None) -> str:
        if cell is None:
            return ""
        if cell.inner:
            return "\n".join(self.nested(block) for block in cell.inner) + "\n\\pard\\plain\\intbl\\itap1 "
        return (r"\qc " if cell.role is not Role.LABEL else r"\qj ") + self.text(cell.text)

    def nested(self, block: Block) -> str:
        """Write a block inside a cell: a table one level down has its own marks, and says its edges behind its cells."""
        if isinstance(block, Para):
            return rf"\pard\plain\intbl\itap1 {block.rtf or self.text(block.text)}\par"
        share = _WIDTH // block.columns
        found = ""
        for index, row in enumerate(block.rows):
            edges, texts = "", ""
            for column, place in enumerate(row):
                span, right = _span(block, index, column)
                edges += f"{span}\\cellx{share * right}" if right else ""
                texts += f"{self.cell(place)}\\nestcell " if right else ""
            properties = rf"{{\*\nesttableprops\trowd\trgaph108{edges}\nestrow}}{{\nonesttables\par}}"
            found += f"\\pard\\plain\\intbl\\itap2 {texts}{properties}\n"
        return found

    def text(self, text: str) -> str:
        """Write a text as Word does: a group for each script, which names the font of East Asian characters."""
        return "".join(self.group(piece.group()) for piece in _SCRIPTS.finditer(text))

    def group(self, piece: str) -> str:
        marks = "".join(self.mark(c) for c in piece)
        return f"{{{marks}}}" if piece.isascii() else rf"{{\loch\af13\hich\af13\dbch\f13 {marks}}}"

    def mark(self, c: str) -> str:
        if c == "\n":
            return r"\line "
        if c in "\\{}":
            return "\\" + c
        if c.isascii():
            return c
        code = "".join(f"\\'{b:02x}" for b in c.encode("gbk"))
        number = ord(c) if ord(c) < 0x8000 else ord(c) - 0x10000
        return f"\\u{number}{code}" if self.unicode else code


def _span(table: Table, index: int, column: int) -> tuple[str, int]:
    """Return the merges of the cell at a place, and its right edge in columns; 0 where a span from the left covers it.

    Word writes a cell merged to the right as one wide cell, and repeats one merged downwards.
    """
    row = table.rows[index]
    place = row[column]
    if place is not None:
        return (r"\clvmgf" if place.down > 1 else ""), column + place.across
    for up in range(index - 1, -1, -1):
        above = table.rows[up][column]
        if above is not None:
            return (r"\clvmrg", column + above.across) if up + above.down > index else ("", 0)
    return "", 0
