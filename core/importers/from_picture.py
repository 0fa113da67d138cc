"""Read a picture of a report (.png, .jpg, .bmp, .webp, or .tif of several pages): every page goes the way of a scanned one."""

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import UnreadableFile
from core.importers.ocr import MAX_PIXELS, Recogniser
from core.importers.ocr_page import Size, read_pages
from core.importers.page_blocks import blocks_of
from core.importers.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

_KINDS = ("PNG", "JPEG", "BMP", "TIFF", "WEBP")
# The sides of A4 in points: what a picture says of its own size is seldom true.
_SHORT, _LONG = 595.0, 842.0
# A row or column of pixels is no page.
_LEAST = 32
_TITLE = "图片读不出来"


def read(data: bytes, name: str, recogniser: Recogniser | None = None) -> Source:
    """Return the paragraphs and tables recognised in a picture, in reading order; `recogniser` stands in for the optional engine.

    Raises UnreadableFile for a file that is empty, damaged, no picture or too large, where nothing can be read in it, and where
    no engine is installed.
    """
    if not data:
        raise UnreadableFile(_TITLE, f"{name} 是空文件；请重新下载或另存后再试")
    picture = _opened(data, name)
    count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    sheets, notes = read_pages(_pages(picture, count, name), count, name, recogniser)
    blocks, more = blocks_of([sheets[number] for number in sorted(sheets)])
    return Source("picture", tuple(blocks), (*notes, *more), doubtful=True)


def _opened(data: bytes, name: str) -> "Image":
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of what may be a bomb, and of damaged labels; sizes are looked at here.
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=_KINDS)
            _ = getattr(picture, "n_frames", 1)
    except UnidentifiedImageError as fault:
        raise UnreadableFile(_TITLE, f"{name} 不是能认的图片，或已损坏；请换成 PNG、JPG 或 TIF 图片再试") from fault
    except Image.DecompressionBombError as fault:
        raise _too_large(name) from fault
    except _FAULTS as fault:
        raise _damaged(name) from fault
    return picture


# What Pillow's readers of damaged files raise.
_FAULTS = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, EOFError)


def _damaged(name: str) -> UnreadableFile:
    return UnreadableFile(_TITLE, f"{name} 已损坏；请重新扫描，或用看图软件打开后另存再试")


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(_TITLE, f"{name} 的图片太大（超过 {MAX_PIXELS // 10_000} 万像素）；请用 300 dpi 重新扫描，或缩小后再试")


def _pages(picture: "Image", count: int, name: str) -> Iterator[tuple[int, "Image", Size]]:
    """Yield the pages of a picture upright and without transparency, each unpacked when it is asked for."""
    for number in range(count):
        page = _page(picture, number, name)
        if min(page.size) < _LEAST:
            raise UnreadableFile(_TITLE, f"{name} 的图片太小，看不出文字；请换一份更清楚的扫描件")
        width = _LONG if page.width > page.height else _SHORT
        yield number, page, (width, width * page.height / page.width)


def _page(picture: "Image", number: int, name: str) -> "Image":
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture.seek(number)
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_large(name)
            return _plain(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as fault:
        raise _too_large(name) from fault
    except _FAULTS as fault:
        raise _damaged(name) from fault


def _plain(picture: "Image") -> "Image":
    """Return a picture as grey or RGB on white."""
    from PIL import Image

    if picture.mode in ("1", "L"):
        return picture.convert("L")
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L") if picture.mode == "I;16" else picture.convert("I").convert("L")
    if picture.has_transparency_data:
        whole = picture.convert("RGBA")
        paper = Image.new("RGBA", whole.size, "white")
        return Image.alpha_composite(paper, whole).convert("RGB")
    return picture.convert("RGB")
