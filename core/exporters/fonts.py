"""Which typeface serves which role, and which one has a character that the first choice lacks.

Order: the system's faces of the role, the floor that comes with the program (Noto Serif SC and Noto Sans SC), then any face of the system
that reaches beyond the common characters.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from core.document import Document, Face, Grid, Heading, Para, Signature, Slip, Title
from core.exporters import fonts_outlines, fonts_scan
from core.exporters.fonts_outlines import characters
from core.exporters.fonts_scan import Installed, Typeface, installed
from core.exporters.linebreak import is_attached

# Names as the fonts' own name tables have them, best first: the faces that the standard asks for.
RIGHT: Mapping[Face, tuple[str, ...]] = {
    Face.TITLE: (
        *("方正小标宋简体", "fzxiaobiaosong-b05s", "fzxbsjw--gb1-0", "方正小标宋_gbk", "fzxiaobiaosong-b05"),
        "方正小标宋_gb18030",
    ),
    Face.HEITI: ("黑体", "simhei", "方正黑体_gbk", "方正黑体简体", "fzhei-b01", "fzhei-b01s"),
    Face.KAITI: ("楷体_gb2312", "楷体", "kaiti", "方正楷体_gbk", "方正楷体简体", "fzkai-z03", "fzkai-z03s"),
    Face.FANGSONG: ("仿宋_gb2312", "仿宋", "fangsong", "方正仿宋_gbk", "方正仿宋简体", "fzfangsong-z02", "fzfangsong-z02s"),
    Face.SONG: ("simsun", "宋体", "nsimsun"),
}
# Faces of the same style, good enough on paper.
RELATIVES: Mapping[Face, tuple[str, ...]] = {
    Face.TITLE: ("华文中宋", "stzhongsong"),
    Face.HEITI: (
        *("华文黑体", "stheiti", "heiti sc", "fandolhei", "noto sans cjk sc", "source han sans sc", "思源黑体", "microsoft yahei"),
        "wenquanyi zen hei",
    ),
    Face.KAITI: ("华文楷体", "stkaiti", "kaiti sc", "lxgw wenkai", "fandolkai", "ar pl ukai cn"),
    Face.FANGSONG: ("华文仿宋", "stfangsong", "zhuque fangsong (technical preview)", "朱雀仿宋（预览测试版）", "fandolfang"),
    Face.SONG: (
        *("stsong", "华文宋体", "songti sc", "方正书宋_gbk", "方正书宋简体", "fandolsong", "noto serif cjk sc", "source han serif sc"),
        "思源宋体",
    ),
}
# Asked first for a character that neither the role's faces nor the floor have.
_WIDE = (
    *("simsun-extb", "simsun-extg", "babelstone han", "mingliu-extb", "hanazono mincho b", "hanaminb", "segoe ui symbol"),
    *("microsoft yahei", "dejavu sans"),
)
# A paper's face when it is not the real 小标宋 is thickened a little to stand out as a title does.
_REAL_TITLES = frozenset((*RIGHT[Face.TITLE], *RELATIVES[Face.TITLE]))
GETA = "〓"


def floor_fonts() -> tuple[Path, Path]:
    """Return the files of the fonts that come with the program: (serif, sans)."""
    import pylopdf_fonts_zh_cn

    return pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path()


def names_of(role: Face) -> tuple[str, ...]:
    """Return the names by which a role's faces are looked for, best first."""
    return (*RIGHT[role], *RELATIVES[role])


def forget() -> None:
    """Look for the system's fonts anew when next asked: some were installed or taken away."""
    chain.cache_clear()
    wide_faces.cache_clear()
    fonts_scan.forget()
    fonts_outlines.forget()


@cache
def chain(role: Face) -> tuple[Typeface, ...]:
    """Return the faces that serve a role, first choice first, the floor last."""
    serif, sans = floor_fonts()
    # 宋体 stands in for a style that the machine does not have.
    names = names_of(role) if role in (Face.HEITI, Face.SONG) else (*names_of(role), *names_of(Face.SONG))
    first, second = (sans, serif) if role is Face.HEITI else (serif, sans)
    found = (*_by_name(installed(), names), Typeface.of(first), Typeface.of(second))
    return tuple(dict.fromkeys(found))


def _by_name(faces: Iterable[Installed], names: Iterable[str]) -> list[Typeface]:
    by_name: dict[str, Typeface] = {}
    for each in faces:
        for name in each.names:
            by_name.setdefault(name, each.face)
    return [by_name[name] for name in names if name in by_name]


@cache
def wide_faces() -> tuple[Typeface, ...]:
    """Return the system's faces to ask last: those known for rare characters and symbols, then all that reach above U+FFFF."""
    faces = installed()
    # The faces of a collection differ in style, not in reach: its first one stands for all.
    return tuple(dict.fromkeys([*_by_name(faces, _WIDE), *(each.face for each in faces if each.astral and not each.face.index)]))


def is_real_title(face: Typeface) -> bool:
    """Tell whether a face is a 小标宋 (or 中宋), which needs no thickening."""
    return any(each.face == face and not _REAL_TITLES.isdisjoint(each.names) for each in installed())


def is_drawn(char: str) -> bool:
    """Tell whether a character has a shape of its own: blanks and invisible marks need none."""
    return not (char.isspace() or is_attached(char) or not char.isprintable())


def assign(role: Face, text: Iterable[str]) -> dict[str, Typeface | None]:
    """Give each character the first face that has it; None where no face does."""
    found: dict[str, Typeface | None] = {}
    rest = sorted(set(text))
    for face in chain(role):
        rest = _take(face, rest, found)
    for face in wide_faces() if any(map(is_drawn, rest)) else ():
        rest = _take(face, rest, found)
    return found | dict.fromkeys(rest)


def _take(face: Typeface, wanted: list[str], found: dict[str, Typeface | None]) -> list[str]:
    if not wanted:
        return wanted
    has = characters(face)
    found.update({char: face for char in wanted if ord(char) in has})
    return [char for char in wanted if ord(char) not in has]


def texts(document: Document) -> dict[Face, set[str]]:
    """Collect the characters that each role sets in a document."""
    used: dict[Face, set[str]] = {role: set() for role in Face}
    for block in document.blocks:
        match block:
            case Title():
                used[Face.TITLE].update(*block.lines)
            case Heading():
                used[Face.HEITI].update(block.text)
            case Para():
                for run in block.runs:
                    used[run.face].update(run.text)
            case Grid():
                used[Face.SONG].update(*(cell.text for cell in block.cells))
            case Slip():
                used[Face.TITLE].update(block.title)
                used[Face.SONG].update(block.note, *(line for cell in block.grid.cells for line in cell.text.splitlines()))
            case Signature():
                used[Face.FANGSONG].update(block.unit, block.date)
    return used


def missing(document: Document) -> tuple[str, ...]:
    """Name the characters of a document that no face on this machine has, for the person to know before export."""
    lost = {char for role, used in texts(document).items() for char, face in assign(role, used).items() if face is None and is_drawn(char)}
    return tuple(sorted(lost))
