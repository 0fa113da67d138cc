"""The engine behind recognition: RapidOCR with the models of its own wheel. Nothing is fetched, logged or printed."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.importers.ocr import Box

if TYPE_CHECKING:
    from PIL.Image import Image

# Lines are found in a small copy: enough for type of 9 points on A4, at a fifth of the memory.
_SIDE = 1200
# Sides of the picture of a line as the model takes it (channels, height, least width): most cells hold short numbers.
_LINE = [3, 48, 160]


class EngineFault(Exception):
    """The packages are there and do not start; the text says why."""


class Engine:
    """Finds and reads lines of text by RapidOCR."""

    def __init__(self) -> None:
        try:
            onnxruntime, rapidocr = import_module("onnxruntime"), import_module("rapidocr")
            maker = rapidocr.RapidOCR
        except ImportError as fault:
            raise EngineFault("程序包不完整") from fault
        # Its builds for Windows report what is run unless told not to.
        onnxruntime.disable_telemetry_events()
        models = Path(str(rapidocr.__file__)).parent / "models"
        parameters = {
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            # With its path given, a model is never looked for on the network.
            "Det.model_path": _model(models, "det"),
            "Rec.model_path": _model(models, "rec"),
            "Rec.rec_img_shape": _LINE,
            # Larger batches take several times the memory and no less time.
            "Rec.rec_batch_num": 1,
        }
        self._engine: Any = maker(params=parameters)

    def boxes(self, picture: "Image") -> list[Box]:
        """Return where lines of text stand."""
        share = min(1.0, _SIDE / max(picture.size))
        small = picture.resize((max(1, round(picture.width * share)), max(1, round(picture.height * share))), reducing_gap=2.0)
        found = self._engine(_array(small), use_det=True, use_rec=False, use_cls=False)
        if found.boxes is None:
            return []
        corners = [[(float(x) / share, float(y) / share) for x, y in box] for box in found.boxes]
        return [Box(min(p[0] for p in c), min(p[1] for p in c), max(p[0] for p in c), max(p[1] for p in c)) for c in corners]

    def texts(self, lines: "Sequence[Image]") -> list[tuple[str, float]]:
        """Return for the picture of each line its text and how sure it is, from 0 to 1."""
        if not lines:
            return []
        found = self._engine.recognize_txt([_array(line) for line in lines])
        return [(str(text), float(score)) for text, score in zip(found.txts, found.scores, strict=True)]


def _model(folder: Path, part: str) -> str:
    paths = sorted(folder.glob(f"*_{part}_*.onnx"))
    if not paths:
        raise EngineFault("缺少识别模型")
    return str(paths[-1])


def _array(picture: "Image") -> Any:
    return import_module("numpy").asarray(picture.convert("RGB"))
