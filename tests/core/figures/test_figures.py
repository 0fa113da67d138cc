"""Every sentence gives exactly its figures: span, value, unit, words, bounds, years, growth and lists."""

import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.figures import Figure, figures, lists, parts_of

SENTENCES = Path(__file__).parent / "sentences"
_KEYS = set(Figure._fields) - {"start", "end", "first"} | {"at"}


def _cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(SENTENCES.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
        found += data.get("case", []) + [{"text": text, "figures": []} for text in data.get("none", [])]
    return found


CASES = _cases()


def _written(text: str, found: tuple[Figure, ...], figure: Figure) -> dict[str, Any]:
    """Write a figure down as the sentences do: what is not said of it is left out, other figures by their text."""
    out: dict[str, Any] = {"at": text[figure.start : figure.end]}
    plain = Figure(0, 0, Decimal(), "")
    for name in sorted(_KEYS - {"at"}):
        value = getattr(figure, name)
        if name in ("of", "whole") and value is not None:
            value = text[found[value].start : found[value].end]
        if name in ("value", "unit", "before") or value != getattr(plain, name):
            out[name] = value
    return out


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_sentence_gives_exactly_its_figures(case: dict[str, Any]):
    text = case["text"]
    found = figures(text)
    assert [_written(text, found, each) for each in found] == case["figures"]
    rows = [[text[each.start : each.end] for each in (found[whole], *parts)] for whole, parts in lists(found)]
    assert rows == case.get("lists", [])


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_sentence_reads_the_same_inside_a_paragraph(case: dict[str, Any]):
    text = case["text"]
    head = "按照要求，稳步推进各项工作。"
    found = figures(f"{head}{text}")
    assert [_written(f"{head}{text}", found, each) for each in found] == case["figures"]


def test_there_are_sentences_enough_and_none_twice():
    texts = [case["text"] for case in CASES]
    assert len(texts) >= 170
    assert len(set(texts)) == len(texts)
    assert sum(not case["figures"] for case in CASES) >= 30
    assert {key for case in CASES for each in case["figures"] for key in each} == _KEYS


def test_the_parts_of_a_whole_are_found_by_its_place():
    found = figures("公开80条，其中网站42条（含图解5条）、公开栏38条。")
    assert [part.value for part in parts_of(found, 0)] == [42, 38]
    assert [part.value for part in parts_of(found, 1)] == [5]
    assert parts_of(found, 2) == []


@pytest.mark.parametrize(("text", "loaded"), [("收到申请12件，公开一件，两个专栏。", False), ("收到申请一百零三件。", True)])
def test_the_reader_of_chinese_numerals_is_loaded_only_for_one(text: str, loaded: bool):
    code = f"import sys; from core.figures import figures; assert figures({text!r}); print('cn2an' in sys.modules)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert (done.stdout.strip(), done.stderr) == (str(loaded), "")
