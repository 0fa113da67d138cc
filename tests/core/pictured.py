"""A report with last year's beside it, its 图解, and the files that show it."""

from functools import cache
from io import BytesIO

from PIL import Image

from core.drawing import Drawing
from core.files import to_bytes
from core.infographic import infographic
from core.papers import Extras
from core.report import Report
from tests.helpers import distinct_report

WITH = Extras(infographic=True)
INK, RED = "23272E", "FF0000"


@cache
def report() -> Report:
    made = distinct_report()
    made.last = distinct_report(year=2022, seed=1000)
    return made


def drawing() -> Drawing:
    made = infographic(report())
    assert made is not None
    return made


@cache
def paper(suffix: str) -> bytes:
    return to_bytes(report(), suffix, (), WITH)


def pixels(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")
