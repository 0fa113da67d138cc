"""Stand in for the engine that recognises texts: what is fuzzed is the way of a damaged picture up to it, and on from it."""

from collections.abc import Sequence

from PIL.Image import Image

from core.importers import ocr_page
from core.importers.ocr import Box


class OneLine:
    """Sees one line in every picture, and a title in every line."""

    def boxes(self, picture: Image) -> list[Box]:
        """Return the upper half of the picture."""
        return [Box(0, 0, picture.width, picture.height / 2)]

    def texts(self, lines: Sequence[Image]) -> list[tuple[str, float]]:
        """Return a title for every line."""
        return [("青石县柳河乡人民政府2023年政府信息公开工作年度报告", 0.95)] * len(lines)


def stand_in() -> None:
    """Let this process recognise with the stand-in, whether the real engine is installed or not."""
    ocr_page.engine = lambda _name: OneLine()
