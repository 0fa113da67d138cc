"""The faces of the window: the system's Chinese ones, or the floor's files where it has none."""

from typing import NamedTuple

from PySide6.QtGui import QFontDatabase

_SANS = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "PingFang SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)
_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC", "NSimSun", "SimSun", "Songti SC", "STSong")


class Faces(NamedTuple):
    """The families in use."""

    sans: str
    serif: str


def install() -> Faces:
    """Choose the families; load the floor's files for what the system lacks, so that no text shows as boxes."""
    present = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    sans = next((name for name in _SANS if name in present), "") or _floor("sans") or (present[0] if present else "")
    serif = next((name for name in _SERIF if name in present), "") or _floor("serif") or sans
    return Faces(sans, serif)


def _floor(kind: str) -> str:
    """Load a face of the floor; its family, or nothing where the package is not installed."""
    try:
        import pylopdf_fonts_zh_cn as floor
    except ImportError:
        return ""
    path = floor.sans_path() if kind == "sans" else floor.serif_path()
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families[0] if families else ""
