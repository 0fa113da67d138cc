import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from core.document import Document, Face, Grid, GridCell, Para, Role, Run, Slip
from core.exporters import fonts, fonts_outlines, fonts_scan, to_pdf_font
from core.exporters.fonts import assign, chain, floor_fonts, missing, texts
from core.exporters.fonts_cache import cache_folder, keep, load
from core.exporters.fonts_outlines import program, shapes
from core.exporters.fonts_scan import Installed, Typeface, font_folders, scan
from core.exporters.to_pdf_font import font_set, to_unicode

# Place-name characters of the extensions: the floor has all but the fourth.
RARE = "堽硚垟䢺㙟𬭊"
LOST = "\U0002f9f4"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    clear()
    yield
    clear()


def clear() -> None:
    fonts.forget()
    to_pdf_font._embedded.cache_clear()


def make_font(path: Path, family: str, chars: str, *, units: int = 1000, advance: int = 1000, rights: int = 0) -> Path:
    """Write a small TrueType font in which every character is a square."""
    names = [".notdef", *(f"c{ord(c):x}" for c in chars)]
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((100, 700))
    pen.lineTo((800, 700))
    pen.lineTo((800, 0))
    pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"c{ord(c):x}" for c in chars})
    builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (advance, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    astral = 1 << 25 if any(ord(c) > 0xFFFF for c in chars) else 0
    builder.setupOS2(fsType=rights, ulUnicodeRange2=astral)
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def use(monkeypatch: pytest.MonkeyPatch, faces: tuple[Installed, ...]) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: faces)


def test_the_floor_is_there_and_serves_every_role(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, ())
    serif, sans = floor_fonts()
    assert serif.is_file()
    assert sans.is_file()
    for role in Face:
        assert chain(role)[0].path == str(sans if role is Face.HEITI else serif)


def test_a_system_face_serves_its_role_before_the_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_font(tmp_path / "f" / "simfang.ttf", "FangSong", "公开")
    make_font(tmp_path / "f" / "simsun.ttf", "SimSun", "公开堽")
    use(monkeypatch, scan((tmp_path / "f",)))
    found = assign(Face.FANGSONG, "公堽硚")
    assert [Path(face.path).name for face in map(found.get, "公堽") if face] == ["simfang.ttf", "simsun.ttf"]
    assert found["硚"] == Typeface.of(floor_fonts()[0])
    assert chain(Face.HEITI)[0].path == str(floor_fonts()[1])


def test_rare_characters_come_from_the_first_face_that_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_font(tmp_path / "f" / "a.ttf", "Far Reaching", "𡌴" + LOST)
    use(monkeypatch, scan((tmp_path / "f",)))
    found = assign(Face.SONG, RARE + "𡌴")
    assert all(found[c] for c in RARE)
    assert found["𡌴"] is not None
    assert Path(found["𡌴"].path).name == "a.ttf"


def test_characters_that_no_face_has_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, ())
    para = Para("overview", 0, (Run(f"堽城{LOST}镇 \u200b"), Run(LOST, Face.KAITI)))
    assert missing(Document("", "", 2021, "2021", (para,))) == (LOST,)


def test_the_characters_of_a_slip_are_collected_without_its_line_breaks() -> None:
    grid = Grid("slip", 1, 1, 0, (1.0,), (GridCell(0, 0, 1, 1, "甲\n乙", Role.FIELD),))
    used = texts(Document("", "", 2021, "2021", (Slip("审签单", grid, (9.0,), "指纹"),)))
    assert used[Face.TITLE] == set("审签单")
    assert used[Face.SONG] == set("甲乙指纹")


def test_a_face_that_may_not_be_embedded_is_left_out(tmp_path: Path) -> None:
    make_font(tmp_path / "shut.ttf", "SimSun", "公", rights=2)
    make_font(tmp_path / "open.ttf", "SimHei", "公", rights=8)
    assert [Path(face.face.path).name for face in scan((tmp_path,))] == ["open.ttf"]


def test_broken_font_files_are_passed_over(tmp_path: Path) -> None:
    whole = make_font(tmp_path / "whole.ttf", "SimSun", "公").read_bytes()
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "noise.ttc").write_bytes(b"ttcf" + b"\xff" * 200)
    (tmp_path / "noise.otf").write_bytes(b"OTTO" + b"\x00\xff" * 300)
    for at in range(20, len(whole), 97):
        (tmp_path / f"cut{at}.ttf").write_bytes(whole[:at])
    assert "whole.ttf" in {Path(face.face.path).name for face in scan((tmp_path,))}


def test_known_fonts_are_not_opened_again_until_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_font(tmp_path / "f" / "a.ttf", "SimSun", "公")
    opened: list[str] = []
    probe = fonts_scan._probe
    monkeypatch.setattr(fonts_scan, "_probe", lambda path: opened.append(path) or probe(path))
    first = scan((path.parent,))
    assert scan((path.parent,)) == first
    assert opened == [str(path)]
    make_font(path, "SimHei", "公开")
    os.utime(path, ns=(1, 1))
    assert "simhei" in scan((path.parent,))[0].names
    assert len(opened) == 2


def test_a_font_installed_while_the_program_runs_is_found_after_forgetting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "f"
    monkeypatch.setattr(fonts_scan, "font_folders", lambda: (folder,))
    assert fonts_scan.installed() == ()
    path = make_font(folder / "a.ttf", "SimSun", "公")
    assert fonts_scan.installed() == ()
    fonts_scan.forget()
    assert [each.face.path for each in fonts_scan.installed()] == [str(path)]


def test_a_face_that_could_not_be_read_is_read_again_after_forgetting(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    face = Typeface(str(path))
    assert not fonts_outlines.characters(face)
    make_font(path, "SimSun", "公")
    assert not fonts_outlines.characters(face)
    fonts_outlines.forget()
    assert ord("公") in fonts_outlines.characters(face)
    assert fonts_outlines.postscript_name(face) == "SimSun"


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b"[" * 100_000, b'{"x": 3}', b"\xff\xfe", b'{"PATH": {"stamp": [1], "faces": 7}}'])
def test_a_broken_index_is_ignored(tmp_path: Path, damage: bytes) -> None:
    path = make_font(tmp_path / "f" / "a.ttf", "SimSun", "公")
    expected = scan((path.parent,))
    keep(fonts_scan._CACHE, damage.replace(b"PATH", str(path).encode()))
    assert scan((path.parent,)) == expected


def test_font_folders_need_no_home() -> None:
    assert font_folders({})
    assert all(isinstance(folder, Path) for folder in font_folders({"HOME": "/nowhere", "LOCALAPPDATA": "C:\\x"}))


def test_converted_outlines_are_kept_and_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    face = Typeface.of(floor_fonts()[0])
    first = shapes(face, map(ord, "公开年报"))
    fonts_outlines._held.clear()
    converted: list[int] = []
    convert = fonts_outlines._convert
    monkeypatch.setattr(fonts_outlines, "_convert", lambda face, codes: convert(face, [converted.append(c) or c for c in codes]))
    assert shapes(face, map(ord, "公开年报")) == first
    assert converted == []
    assert shapes(face, map(ord, "公开报告")).outlines.keys() == set(map(ord, "公开报告"))
    assert converted == [ord("告")]


@pytest.mark.parametrize("damage", [lambda d: d[:20], lambda d: d[:-1], lambda d: b"", lambda d: d[:60] + b"\0\0\0" + d[63:]])
def test_a_broken_store_of_outlines_is_made_again(damage: Callable[[bytes], bytes]) -> None:
    face = Typeface.of(floor_fonts()[0])
    whole = shapes(face, map(ord, "公开"))
    name = fonts_outlines._file_name(face)
    kept = load(name)
    assert kept
    keep(name, damage(kept))
    fonts_outlines._held.clear()
    assert shapes(face, map(ord, "公开")) == whole
    assert load(name) == kept


def test_fonts_work_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "file"))
    assert cache_folder() is not None
    assert len(shapes(Typeface.of(floor_fonts()[1]), map(ord, "公开")).outlines) == 2
    assert load("anything") is None


def test_the_program_is_a_sound_font_and_always_the_same() -> None:
    held = shapes(Typeface.of(floor_fonts()[0]), map(ord, "公开—1 "))
    codes = sorted(held.outlines)
    data = program(held, codes)
    assert data == program(held, codes)
    font = TTFont(io.BytesIO(data))
    glyphs = [font["glyf"].glyphs[name] for name in font.getGlyphOrder()]
    for glyph in glyphs:
        glyph.expand(font["glyf"])
    dash = glyphs[codes.index(0x2014) + 1]
    assert (dash.xMin, dash.xMax) == (0, 1000)
    assert font["maxp"].maxPoints == max(len(getattr(glyph, "coordinates", ())) for glyph in glyphs)
    assert [font["hmtx"][name][0] for name in font.getGlyphOrder()][codes.index(ord("公")) + 1] == 1000


def test_text_above_the_basic_plane_is_mapped_in_surrogate_pairs() -> None:
    assert b"<0001> <D844DF34>" in to_unicode([0x21334])
    assert b"<0002> <516C>" in to_unicode([0x41, 0x516C])


def test_a_lost_character_is_shown_by_the_printers_mark_and_keeps_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, ())
    found = font_set({Face.SONG: "公" + LOST})
    glyph = found.glyphs[Face.SONG][LOST]
    font = found.fonts[glyph.font]
    assert ord(LOST) in font.codes
    assert glyph.advance == 1.0
    glyphs = TTFont(io.BytesIO(font.data))
    record = glyphs["glyf"].glyphs[glyphs.getGlyphOrder()[int(glyph.code, 16)]]
    record.expand(glyphs["glyf"])
    assert record.numberOfContours == 2
