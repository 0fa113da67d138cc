"""What is kept of fonts makes an export quicker and never another one, whatever became of the files meanwhile."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from core.document import Document, Heading, Para, Run
from core.errors import UnwritableFile
from core.exporters import fonts, fonts_outlines, to_pdf_font
from core.exporters.fonts import floor_fonts
from core.exporters.fonts_cache import cache_folder, keep, load
from core.exporters.fonts_coverage import coverage_of, pack, unpack
from core.exporters.fonts_outlines import characters, postscript_name, shapes
from core.exporters.fonts_program import program
from core.exporters.fonts_scan import Typeface
from core.exporters.to_pdf import render
from core.layout import document
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    forget()
    yield
    forget()


def forget() -> None:
    fonts.forget()
    to_pdf_font._embedded.cache_clear()


def kept() -> list[Path]:
    folder = cache_folder()
    assert folder
    return sorted(path for path in folder.iterdir() if path.suffix == ".bin")


def no_font_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(face: Typeface) -> AbstractContextManager[TTFont]:
        raise AssertionError(f"{face.path} was opened")

    monkeypatch.setattr(fonts_outlines, "_open", refuse)


def test_with_nothing_kept_with_all_kept_and_in_a_later_export_the_bytes_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    laid = document(distinct_report())
    first = render(laid)
    forget()
    no_font_file(monkeypatch)
    assert render(laid) == first
    assert render(laid) == first


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:3],
        lambda data: data[:40],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: b"GKO2" + data[4:],
        lambda data: data[:4] + b"\0\0\0\0" + data[8:],
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
        lambda data: data[:10] + b"\xff\xff\xff\x7f" + data[14:],
    ],
)
def test_what_is_damaged_or_of_another_version_is_made_again(damage: Callable[[bytes], bytes]) -> None:
    laid = Document("", "", 0, "2021", (Heading("other", "六、其他"), Para("other", 0, (Run("没有其他需要报告的事项。"),))))
    first = render(laid)
    whole = {path: path.read_bytes() for path in kept()}
    assert len(whole) >= 4
    for path, data in whole.items():
        path.write_bytes(damage(data))
    forget()
    assert render(laid) == first
    assert {path: path.read_bytes() for path in kept()} == whole


def test_a_first_export_with_everything_kept_needs_no_font_library() -> None:
    code = (
        "import sys; from core.exporters.to_pdf import render; from core.layout import document;"
        "from tests.helpers import distinct_report; render(document(distinct_report())); print('fontTools' in sys.modules)"
    )
    found = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120) for _ in range(2)]
    assert [run.stdout.strip() for run in found] == ["True", "False"]


def test_a_face_has_the_same_characters_from_the_file_and_from_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    face = Typeface.of(floor_fonts()[0])
    fresh = characters(face)
    codes, name = dict(fresh), postscript_name(face)
    assert len(codes) > 20_000
    characters.cache_clear()
    postscript_name.cache_clear()
    again = characters(face)
    assert dict(again) == codes
    assert len(again) == len(codes)
    no_font_file(monkeypatch)
    characters.cache_clear()
    assert list(characters(face)) == sorted(codes)
    assert all(code in characters(face) for code in codes)
    assert not any(code in characters(face) for code in range(0x110000, 0x110010))
    assert not any(code in characters(face) for code in range(0x3000) if code not in codes)
    assert postscript_name(face) == name


def test_of_a_file_that_is_no_font_nothing_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(b"nothing")
    face = Typeface.of(path)
    assert not characters(face)
    assert postscript_name(face) == "Face"
    assert load(fonts_outlines._file_name(face, "cover")) is None


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:200_000])])
def test_a_font_that_went_away_or_broke_after_it_was_found_is_named(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    path = tmp_path / "某仿宋.otf"
    path.write_bytes(floor_fonts()[0].read_bytes())
    face = Typeface.of(path)
    assert ord("乡") in characters(face)
    damage(path)
    with pytest.raises(UnwritableFile, match=r"字体文件读不出来：某仿宋\.otf .*请重新安装") as caught:
        shapes(face, [ord("乡")])
    assert caught.value.__cause__ is not None
    assert load(fonts_outlines._file_name(face, "outlines")) is None


def test_code_points_are_joined_to_ranges_and_read_back() -> None:
    found = coverage_of("宋体", [5, 1, 2, 3, 9, 0x2CB4A, 0x2CB4B])
    assert (found.starts, found.ends) == ((1, 5, 9, 0x2CB4A), (3, 5, 9, 0x2CB4B))
    assert unpack(pack(found)) == found
    assert unpack(pack(coverage_of("", []))) == coverage_of("", [])
    assert [code for code in range(12) if code in found] == [1, 2, 3, 5, 9]


def test_an_outline_added_later_joins_those_that_are_kept() -> None:
    face = Typeface.of(floor_fonts()[0])
    both = shapes(face, map(ord, "公开")).outlines
    fonts_outlines._held.clear()
    keep(fonts_outlines._file_name(face, "outlines"), b"")
    one = shapes(face, [ord("开")]).outlines
    fonts_outlines._held.clear()
    assert shapes(face, map(ord, "公开")).outlines == both
    assert one.items() <= both.items()


def test_the_program_has_sound_sums_of_its_tables() -> None:
    held = shapes(Typeface.of(floor_fonts()[0]), map(ord, "公开—1 "))
    data = program(held, sorted(held.outlines))
    # checkChecksums=2 raises where a table's sum is wrong.
    font = TTFont(io.BytesIO(data), checkChecksums=2)
    assert all(font.getTableData(tag) for tag in ("glyf", "head", "hhea", "hmtx", "loca", "maxp"))
    assert sum(int.from_bytes(data[at : at + 4], "big") for at in range(0, len(data), 4)) & 0xFFFFFFFF == 0xB1B0AFBA


def with_composite(path: Path, units: int) -> Path:
    """Write a TrueType font in which 公 is a square and 开 is that square moved and halved."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.qCurveTo((100, 400), (400, 400))
    pen.lineTo((400, 0))
    pen.closePath()
    simple = pen.glyph()
    pen = TTGlyphPen({"a": simple})
    pen.addComponent("a", (0.5, 0, 0, 0.5, 100, 50))
    names = [".notdef", "a", "b"]
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("公"): "a", ord("开"): "b"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "a": simple, "b": pen.glyph()})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (units, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "宋", "styleName": "Regular", "psName": "Song-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


@pytest.mark.parametrize("units", [256, 1000, 2048])
def test_outlines_of_truetype_files_are_taken_as_they_are_and_composites_resolved(tmp_path: Path, units: int) -> None:
    face = Typeface.of(with_composite(tmp_path / "a.ttf", units))
    held = shapes(face, map(ord, "公开告"))
    assert (held.units, sorted(map(chr, held.outlines)), postscript_name(face)) == (units, ["公", "开"], "Song-Regular")
    font = TTFont(io.BytesIO(program(held, sorted(held.outlines))))
    glyphs = [font["glyf"][name] for name in font.getGlyphOrder()]
    assert [glyph.numberOfContours for glyph in glyphs] == [0, 1, 1]
    assert [(glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) for glyph in glyphs[1:]] == [(100, 0, 400, 400), (150, 50, 300, 250)]
    assert [font["hmtx"][name] for name in font.getGlyphOrder()] == [(units, 0), (units, 100), (units, 150)]


@pytest.mark.parametrize("outlines", ["quadratic", "cubic"])
def test_a_character_typed_later_needs_no_second_look_into_the_file_which_may_be_gone(tmp_path: Path, outlines: str) -> None:
    path = with_composite(tmp_path / "a.ttf", 1000) if outlines == "quadratic" else tmp_path / "a.otf"
    if outlines == "cubic":
        path.write_bytes(floor_fonts()[1].read_bytes())
    face = Typeface.of(path)
    together = shapes(face, map(ord, "公开")).outlines
    fonts_outlines.forget()
    keep(fonts_outlines._file_name(face, "outlines"), b"")
    first = shapes(face, [ord("公")]).outlines
    path.unlink()
    assert {**first, **shapes(face, [ord("开")]).outlines} == together


def test_an_export_and_the_preview_draw_new_characters_at_once_and_both_are_right() -> None:
    face = Typeface.of(floor_fonts()[0])
    codes = [code for code in range(0x4E00, 0x4E60) if code in characters(face)]
    expected = shapes(face, codes).outlines
    keep(fonts_outlines._file_name(face, "outlines"), b"")
    fonts_outlines.forget()
    shapes(face, codes[:1])
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            parts = list(pool.map(lambda first: shapes(face, codes[first::4]).outlines, range(4)))
    finally:
        sys.setswitchinterval(usual)
    assert {code: outline for part in parts for code, outline in part.items()} == expected
