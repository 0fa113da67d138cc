"""Recognise the texts of pages that are pictures: what an engine must do, whether one is installed, and a page's way through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from core.errors import UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

# Guards for memory and time, far above what a report holds.
MAX_PAGES = 60
MAX_PIXELS = 40_000_000
MAX_SECONDS = 900.0
CHECK = "本文件的文字是从图片里识别出来的，可能有错，请对照原件逐个核对数字"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line of text stands in a picture (pixels, y down)."""

    left: float
    top: float
    right: float
    bottom: float


class Recogniser(Protocol):
    """Finds lines of text in a picture and reads them; pictures are grey (mode L), dark on white."""

    def boxes(self, picture: "Image") -> list[Box]:
        """Return where lines of text stand."""
        ...

    def texts(self, lines: "Sequence[Image]") -> list[tuple[str, float]]:
        """Return for the picture of each line its text and how sure it is, from 0 to 1."""
        ...


def available() -> bool:
    """Tell whether the optional packages for recognition are installed."""
    return all(find_spec(package) is not None for package in ("rapidocr", "onnxruntime"))


def install_hint() -> str:
    """Return what to do where the packages are not installed, as the end of a sentence."""
    return (
        "请改用 Word、网页等带文字的版本，或在程序文件夹里运行 .venv/bin/python -m pip install '.[ocr]'"
        "（Windows 为 .venv\\Scripts\\python -m pip install .[ocr]），装上文字识别组件再导入"
    )


def engine(name: str) -> Recogniser:
    """Make the engine; UnreadableFile, which names the file, where it is not installed or does not start."""
    if not available():
        raise UnreadableFile("文字识别组件没有安装", f"{name} 是扫描件或图片，要装上文字识别（OCR）组件才能读；{install_hint()}")
    from core.importers.ocr_engine import Engine, EngineFault

    try:
        return Engine()
    except EngineFault as fault:
        raise UnreadableFile(
            "文字识别组件用不了",
            f"{name} 是扫描件或图片，而文字识别组件没有装好（{fault}）；{install_hint()}",
        ) from fault
