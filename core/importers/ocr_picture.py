"""Make a scanned page fit to be read: red seals taken out, an even white ground, lines level, ink told from paper."""

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels an inch: pictures below are scaled up, those above are scaled down.
LEAST_DPI, MOST_DPI = 200, 300
# A picture of a long web page becomes no larger than this by scaling.
_MOST_PIXELS = 16_000_000
_MOST_SCALE = 3.0
_POINTS = 72.0
# Red this much stronger than green and blue is a seal's.
_RED = 40
# A red title stands in the head of the first page, a seal never does.
_HEAD = 0.3
# Degrees: how far a page may lean, and in which steps the lean is looked for.
_STEEPEST = 3.5
# Pixels of ink, of the 49 around each, that make it more than dust.
_DUST = 11
_STEPS = ((0.5, 500), (0.1, 800), (0.025, 1200))


@dataclass(frozen=True, slots=True)
class Scan:
    """A page ready to be read. `clean` is grey on white; `ink` and `strokes` are 255 where ink is; a pixel is `dot` points wide.

    `ink` keeps the finest lines, `strokes` leaves out what is smaller than a stroke of type.
    """

    clean: "Image"
    ink: "Image"
    strokes: "Image"
    dot: float


def prepare(picture: "Image", width: float, *, first: bool) -> Scan:
    """Return a page as a scan; `width` is the paper's in points, `first` tells that it is the first page."""
    from PIL import Image, ImageFilter

    dark = darkness(without_red(scaled(picture, width), first=first))
    # The darkest hundredth of a page is ink.
    level = max(60, _level(dark.histogram(), 0.01))
    angle = skew(_above(dark, 0.4 * level))
    if angle:
        dark = dark.rotate(angle, Image.Resampling.BICUBIC, fillcolor=0)
    clean = dark.point([max(0, 255 - round(255 * value / level)) for value in range(256)])
    strokes = _without_dust(_above(dark.filter(ImageFilter.BoxBlur(1)), 0.3 * level))
    return Scan(clean, _above(dark, 0.4 * level), strokes, width / dark.width)


def scaled(picture: "Image", width: float) -> "Image":
    """Bring a picture to a resolution that the engine reads well."""
    from PIL import Image

    dpi = picture.width / width * _POINTS
    share = min(max(1.0, LEAST_DPI / dpi), _MOST_SCALE) if dpi < MOST_DPI else MOST_DPI / dpi
    share = min(share, math.sqrt(_MOST_PIXELS / (picture.width * picture.height)))
    if abs(share - 1) < 0.02:
        return picture
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)


def without_red(picture: "Image", *, first: bool) -> "Image":
    """Return a picture in grey, where red ink is paper; in the head of the first page red stays, for titles are red there."""
    from PIL import ImageChops, ImageFilter

    grey = picture.convert("L")
    if picture.mode == "L":
        return grey
    head = round(_HEAD * picture.height) if first else 0
    red, green, blue = picture.convert("RGB").crop((0, head, picture.width, picture.height)).split()
    seal = _above(ImageChops.subtract(red, ImageChops.lighter(green, blue)).filter(ImageFilter.BoxBlur(1)), _RED)
    if seal.getbbox() is not None:
        # What stands under the seal is darker than the seal's own red: that red is made as light as the paper.
        paper, own = _level(red.histogram(), 0.5), _level(red.histogram(seal), 0.4)
        lighter = red.point([max(value, min(paper, round(paper * value / own))) for value in range(256)])
        red.paste(lighter, (0, 0), seal.filter(ImageFilter.MaxFilter(5)))
    grey.paste(red, (0, head))
    return grey


def darkness(grey: "Image") -> "Image":
    """Return how much darker than the paper around it each pixel is."""
    from PIL import Image, ImageChops, ImageFilter

    small = grey.reduce(4).filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.MaxFilter(15)).filter(ImageFilter.BoxBlur(7))
    return ImageChops.subtract(small.resize(grey.size, Image.Resampling.BILINEAR), grey)


def _without_dust(strokes: "Image") -> "Image":
    """Leave out ink that has too little ink around it to be part of a character."""
    from PIL import ImageChops, ImageFilter

    return ImageChops.darker(strokes, _above(strokes.filter(ImageFilter.BoxBlur(3)), 255 * _DUST / 49))


def _level(counts: Sequence[int], share: float) -> int:
    """Return the value that this share of all pixels reaches."""
    left = share * sum(counts)
    for value, count in reversed(list(enumerate(counts))):
        left -= count
        if left <= 0:
            return max(1, value)
    return 255


def _above(picture: "Image", limit: float) -> "Image":
    return picture.point([255 if value > limit else 0 for value in range(256)])


def skew(ink: "Image") -> float:
    """Return by how many degrees to turn a page so that its lines are level: where its rows are told apart most sharply."""
    best = 0.0
    span = _STEEPEST
    for step, side in _STEPS:
        share = min(1.0, side / ink.width)
        small = ink.resize((max(1, round(ink.width * share)), max(1, round(ink.height * share))), reducing_gap=2.0)
        tries = [best + step * n for n in range(-round(span / step), round(span / step) + 1)]
        best = max(tries, key=lambda angle, page=small: (_sharpness(page, angle), -abs(angle)))
        span = step
    return 0.0 if abs(best) < 0.03 or abs(best) >= _STEEPEST else best


def _sharpness(page: "Image", angle: float) -> float:
    from PIL import Image

    turned = page.rotate(angle, Image.Resampling.BILINEAR) if angle else page
    rows = turned.convert("F").resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(array("f", rows)))
