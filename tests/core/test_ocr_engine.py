"""How the engine is set up and asked, against stand-ins of its packages: no model from elsewhere, no log, no reports of use."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest
from PIL import Image

from core.errors import UnreadableFile
from core.importers import ocr
from core.importers.ocr import Box
from core.importers.ocr_engine import Engine

MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "ch_ppocr_mobile_v2.0_cls_mobile.onnx")


class Stub:
    """What RapidOCR is asked for."""

    made: ClassVar[dict[str, Any]]
    asked: ClassVar[list[dict[str, bool]]]
    found: ClassVar[list[list[tuple[float, float]]] | None] = [[(10, 20), (60, 21), (60, 40), (10, 39)]]

    def __init__(self, params: dict[str, Any]) -> None:
        type(self).made = params
        type(self).asked = []

    def __call__(self, _: object, **steps: bool) -> SimpleNamespace:
        self.asked.append(steps)
        return SimpleNamespace(boxes=self.found)

    def recognize_txt(self, lines: list[object]) -> SimpleNamespace:
        return SimpleNamespace(txts=["甲"] * len(lines), scores=[0.5] * len(lines))


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Stand-ins in place of the packages; the list tells which of their switches were thrown."""
    thrown: list[str] = []
    rapidocr, onnxruntime, numpy = ModuleType("rapidocr"), ModuleType("onnxruntime"), ModuleType("numpy")
    rapidocr.__file__ = str(tmp_path / "__init__.py")
    monkeypatch.setattr(rapidocr, "RapidOCR", Stub, raising=False)
    monkeypatch.setattr(onnxruntime, "disable_telemetry_events", lambda: thrown.append("telemetry"), raising=False)
    monkeypatch.setattr(numpy, "asarray", lambda picture: picture, raising=False)
    for module in (rapidocr, onnxruntime, numpy):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(ocr, "available", lambda: True)
    (tmp_path / "models").mkdir()
    for name in MODELS:
        (tmp_path / "models" / name).write_bytes(b"")
    return thrown


def test_the_models_are_those_of_the_wheel_by_their_paths(packages: list[str], tmp_path: Path) -> None:
    Engine()
    assert Stub.made["Det.model_path"] == str(tmp_path / "models" / MODELS[0])
    assert Stub.made["Rec.model_path"] == str(tmp_path / "models" / MODELS[1])
    assert Stub.made["Global.use_cls"] is False
    assert Stub.made["Global.log_level"] == "critical"
    assert packages == ["telemetry"]


@pytest.mark.usefixtures("packages")
def test_boxes_of_a_large_picture_are_in_its_own_pixels() -> None:
    (box,) = Engine().boxes(Image.new("L", (1200, 2400), 255))
    assert box == Box(20, 40, 120, 80)
    assert Stub.asked == [{"use_det": True, "use_rec": False, "use_cls": False}]


@pytest.mark.usefixtures("packages")
def test_a_picture_without_lines_has_no_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stub, "found", None)
    assert Engine().boxes(Image.new("L", (100, 100), 255)) == []


@pytest.mark.usefixtures("packages")
def test_texts_come_with_how_sure_they_are() -> None:
    line = Image.new("L", (50, 20), 255)
    assert Engine().texts([line, line]) == [("甲", 0.5), ("甲", 0.5)]
    assert Engine().texts([]) == []


@pytest.mark.usefixtures("packages")
def test_a_wheel_without_its_models_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "models" / MODELS[1]).unlink()
    with pytest.raises(UnreadableFile, match=r"年报\.png.*缺少识别模型.*请"):
        ocr.engine("年报.png")


@pytest.mark.usefixtures("packages")
def test_a_package_that_does_not_load_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(UnreadableFile, match=r"年报\.png.*请"):
        ocr.engine("年报.png")


@pytest.mark.usefixtures("packages")
def test_the_engine_is_made_where_its_packages_are() -> None:
    assert isinstance(ocr.engine("年报.png"), Engine)
