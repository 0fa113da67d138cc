"""The 图解 as .svg and .png: the same picture everywhere, whole, and told in words to who cannot see it."""

import hashlib
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from lxml import etree
from PIL import Image

from core.cli import run
from core.document import Document, Picture
from core.drawing import Box, Drawing, Label, Shape, Stroke, bounds, framed
from core.errors import UnwritableFile
from core.exporters import to_png, to_svg
from core.exporters.fonts import GETA, floor_fonts
from core.exporters.fonts_outlines import shapes
from core.exporters.fonts_scan import Typeface
from core.exporters.glyph_paths import Letters, _segments
from core.exporters.to_pdf_drawing import operators, page
from core.faces import Face
from core.files import save_report, to_bytes
from core.raster import Pages
from core.report import Report
from core.suffixes import PICTURES
from tests.core.pictured import INK, RED, WITH, drawing, paper, pixels, report
from tests.helpers import lost_characters

SVG = "{http://www.w3.org/2000/svg}"
# A compatibility ideograph that the fonts of the program do not have.
LOST = "\U0002f9f4"


# ---- the files ----------------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes_here_and_in_another_process() -> None:
    suffixes = (*PICTURES, ".docx", ".pdf")
    code = (
        "import hashlib; from core.files import to_bytes; from core.papers import Extras; from tests.helpers import distinct_report\n"
        "made = distinct_report(); made.last = distinct_report(year=2022, seed=1000)\n"
        f"for suffix in {suffixes}: print(hashlib.sha256(to_bytes(made, suffix, (), Extras(infographic=True))).hexdigest())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert told.stdout.split() == [hashlib.sha256(paper(suffix)).hexdigest() for suffix in suffixes]
    assert [to_bytes(report(), suffix, (), WITH) == paper(suffix) for suffix in suffixes] == [True] * 4


@pytest.mark.parametrize("suffix", PICTURES)
def test_a_report_without_numbers_is_refused_in_one_sentence(tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    empty = Report(report().form, unit="空白乡", year=2023)
    with pytest.raises(UnwritableFile, match=r"没有足够的数可以画.*请先填写表格"):
        save_report(empty, tmp_path / f"图解{suffix}")
    (tmp_path / "空白.json").write_bytes(to_bytes(empty, ".json"))
    assert run(["convert", str(tmp_path / "空白.json"), str(tmp_path / f"图解{suffix}")]) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("没有足够的数可以画")
    assert "\n" not in said
    assert not (tmp_path / f"图解{suffix}").exists()


@pytest.mark.parametrize("suffix", PICTURES)
def test_the_command_writes_the_picture(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "年报.json").write_bytes(to_bytes(report(), ".json"))
    assert run(["convert", str(tmp_path / "年报.json"), str(tmp_path / f"图解{suffix}")]) == 0
    assert (tmp_path / f"图解{suffix}").read_bytes() == paper(suffix)


# ---- .svg ---------------------------------------------------------------------------------------


def test_the_svg_stands_alone() -> None:
    root = etree.fromstring(paper(".svg"))
    tags = {str(element.tag).removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "path", "rect", "line", "polygon", "g", "use"}
    links = [str(value) for element in root.iter() for name, value in element.attrib.items() if str(name).endswith("href")]
    named = {element.get("id") for element in root.iter(SVG + "path")}
    assert {link.removeprefix("#") for link in links} == named
    assert all(link.startswith("#") for link in links)
    assert b"font" not in paper(".svg")
    assert b"url(" not in paper(".svg")


def test_the_svg_tells_a_screen_reader_all_it_shows() -> None:
    root = etree.fromstring(paper(".svg"))
    assert root.get("role") == "img"
    assert root.findtext(SVG + "title") == "青石县柳河乡人民政府2023年政府信息公开工作图解"
    assert root.findtext(SVG + "desc") == drawing().description
    assert root.get("aria-labelledby") == "title desc"


def test_the_svg_draws_every_letter_once_and_uses_it_at_every_place() -> None:
    root = etree.fromstring(paper(".svg"))
    shown = "".join(mark.text for mark in drawing().marks if isinstance(mark, Label)).replace(" ", "")
    assert len(list(root.iter(SVG + "use"))) == len(shown)
    faces = {(mark.face, char) for mark in drawing().marks if isinstance(mark, Label) for char in mark.text if char != " "}
    assert len(list(root.iter(SVG + "path"))) == len(faces)


def test_the_svg_says_every_kind_of_mark_and_escapes_what_it_says() -> None:
    marks = (
        Box(0, 0, 9, 9, INK, 2),
        Stroke(0, 1, 9, 1, INK, 1, 2),
        Shape(((0, 0), (1, 0), (0, -0.001)), INK),
        Label(1, 2, " ", 8, INK, Face.SONG),
    )
    data = to_svg.render(Drawing(10, 20, marks, "甲<乙>&丙\x00\ue000　\U00031350。\ud800")).decode()
    assert '<rect x="0" y="0" width="9" height="9" rx="2" fill="#23272E"/>' in data
    assert 'stroke-dasharray="2"' in data
    assert '<polygon points="0,0 1,0 0,0" fill="#23272E"/>' in data
    assert "<use" not in data
    assert etree.fromstring(data.encode()).findtext(SVG + "desc") == "甲<乙>&丙\ue000　\U00031350。\ufffd"


# ---- letters ------------------------------------------------------------------------------------


def test_letters_keep_within_the_room_that_was_kept_for_them() -> None:
    made = drawing()
    letters = Letters(made)
    for mark in made.marks:
        if isinstance(mark, Label):
            placed = letters.placed(mark)
            edges = [(each.x, each.x + each.letter.advance * each.across) for each in placed]
            left, _, right, _ = bounds(mark)
            assert min(edge for edge, _ in edges) >= left - 0.01
            assert max(edge for _, edge in edges) <= right + 0.01


def test_a_label_too_wide_for_its_room_is_drawn_narrower() -> None:
    label = Label(0, 0, "⸺⸻︙…WW", 10, INK, Face.SONG)
    placed = Letters(Drawing(99, 99, (label,), "")).placed(label)
    assert placed[-1].x + placed[-1].letter.advance * placed[-1].across <= 60.01


def test_a_character_that_no_face_has_is_shown_by_the_printers_mark_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    floor = tuple(map(Typeface.of, floor_fonts()))
    monkeypatch.setattr("core.exporters.fonts.chain", lambda _: floor)
    monkeypatch.setattr("core.exporters.fonts.wide_faces", tuple)
    odd = Drawing(99, 99, (Label(0, 0, f"a\u200b{LOST} \u3000", 10, INK, Face.HEITI),), "")
    (label,) = odd.marks
    assert isinstance(label, Label)
    assert [each.letter.char for each in Letters(odd).placed(label)] == ["a", GETA]
    assert lost_characters(Document("", "", 2023, "2021", (Picture("图解", odd),))) == (LOST,)


def test_outlines_are_those_of_the_font() -> None:
    label = Label(0, 0, "口", 10, INK, Face.HEITI)
    letter = Letters(Drawing(9, 9, (label,), "")).placed(label)[0].letter
    held = shapes(letter.face, [ord("口")])
    assert letter.advance == held.outlines[ord("口")].advance / held.units
    assert [kind for kind, _ in letter.segments].count("M") >= 2
    assert letter.segments[-1][0] == "Z"
    assert all(-0.3 < value < 1.2 for _, points in letter.segments for point in points for value in point)


def test_a_contour_of_curves_alone_begins_between_two_of_its_points() -> None:
    pen: Any = TTGlyphPen(None)
    pen.qCurveTo((0, 0), (100, 0), (100, 100), (0, 100), None)
    pen.closePath()
    record = pen.glyph().compile(None)
    curves = [("Q", ((0, 0), (50, 0))), ("Q", ((100, 0), (100, 50))), ("Q", ((100, 100), (50, 100))), ("Q", ((0, 100), (0, 50)))]
    assert list(_segments(bytes(record))) == [("M", ((0, 50),)), *curves, ("Z", ())]


# ---- .png ---------------------------------------------------------------------------------------


def test_the_png_has_the_size_and_resolution_to_print_it_and_no_time() -> None:
    picture = Image.open(BytesIO(paper(".png")))
    whole = framed(drawing(), 28.0)
    assert picture.width == pytest.approx(whole.width * to_png.DPI / 72, abs=1)
    assert picture.height == pytest.approx(whole.height * to_png.DPI / 72, abs=1)
    assert picture.info["dpi"] == pytest.approx((to_png.DPI, to_png.DPI), abs=0.1)
    assert b"tIME" not in paper(".png")
    assert b"tEXt" not in paper(".png")


def test_every_kind_of_mark_is_drawn_where_it_stands_in_its_colour() -> None:
    marks = (
        Box(10, 10, 20, 20, RED),
        Box(40, 10, 20, 20, INK, 10),
        Stroke(10, 50, 60, 50, RED, 4, 10),
        Stroke(5, 5, 5, 5, RED, 4),
        Shape(((70, 10), (90, 10), (70, 30)), RED),
    )
    picture = pixels(to_png.render(Drawing(100, 100, marks, "")))
    scale = to_png.DPI / 72
    red, white, ink = (255, 0, 0), (255, 255, 255), (0x23, 0x27, 0x2E)
    expected = {
        (20, 20): red,
        (50, 20): ink,
        (41, 11): white,
        (15, 50): red,
        (25, 50): white,
        (35, 50): red,
        (73, 13): red,
        (88, 28): white,
    }
    assert {place: picture.getpixel((int(place[0] * scale), int(place[1] * scale))) for place in expected} == expected


def test_svg_and_pdf_draw_letters_at_the_same_place() -> None:
    label = Label(50, 60, "口", 40, INK, Face.HEITI, "middle")
    made = Drawing(100, 100, (label,), "")
    drawn = pixels(to_png.render(made)).convert("L").point(lambda value: 255 - value).getbbox()
    root = etree.fromstring(to_svg.render(made))
    path, group = next(root.iter(SVG + "path")), next(root.iter(SVG + "g"))
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))]
    dx, dy, sx, sy = (float(n) for n in re.findall(r"-?[\d.]+", group.get("transform", "")))
    xs, ys = [dx + n * sx for n in numbers[::2]], [dy + n * sy for n in numbers[1::2]]
    assert drawn == pytest.approx(tuple(edge * to_png.DPI / 72 for edge in (min(xs), min(ys), max(xs), max(ys))), abs=2)


def test_the_page_of_its_own_is_a_sound_pdf_of_the_drawings_size() -> None:
    data = page(drawing())
    pages = Pages(data)
    assert pages.sizes[0] == pytest.approx((drawing().width, drawing().height), abs=0.1)
    pages.close()
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    assert data[start:].startswith(b"xref")
    for at, entry in enumerate(data[start:].split(b"\n")[3:7], start=1):
        assert data[int(entry[:10]) :].startswith(b"%d 0 obj" % at)


def test_what_lies_over_something_stays_over_it_and_colours_are_gathered() -> None:
    marks = (Box(10, 10, 40, 40, INK), Box(20, 20, 20, 20, RED), Box(25, 25, 10, 10, INK), Box(60, 60, 9, 9, INK), Box(80, 60, 9, 9, RED))
    picture = pixels(to_png.render(Drawing(100, 100, marks, "")))
    scale = to_png.DPI / 72
    red, ink = (255, 0, 0), (0x23, 0x27, 0x2E)
    expected = {(15, 15): ink, (22, 22): red, (30, 30): ink, (64, 64): ink, (84, 64): red}
    assert {place: picture.getpixel((int(place[0] * scale), int(place[1] * scale))) for place in expected} == expected
    assert sum(line == "f" for line in operators(Drawing(100, 100, marks, ""), 0, 0)) == 3
