"""Which face serves which role, how well, what to install, and where the characters stand that no face has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core import phrases
from core.document import Document, Picture
from core.drawing import Drawing, Label
from core.errors import BrokenForm
from core.exporters import fonts, fonts_scan, fonts_service
from core.exporters.fonts import floor_fonts, names_of
from core.exporters.fonts_missing import MissingCharacter, missing_at
from core.exporters.fonts_scan import Typeface
from core.exporters.fonts_service import Fit, Sample, family_name, rare_sources, sample, service, services
from core.faces import Face
from core.layout import document
from core.papers import Extras, laid_out
from core.report import Entry, Report, paragraphs, text_slot
from core.schema import CellId
from tests.core.test_fonts import LOST, make_font
from tests.helpers import distinct_report

CELL = CellId("applications", "new", "business")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the only folder of fonts that this machine has."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setattr(fonts_scan, "font_folders", lambda: (tmp_path / "f",))
    (tmp_path / "f").mkdir()
    fonts.forget()
    yield tmp_path / "f"
    fonts.forget()


def report_with(*lost: str) -> Report:
    report = distinct_report()
    report.apply({text_slot("problems"): paragraphs(["没有少见的字。", "".join(("甲", *lost, "村"))])})
    return report


def test_without_fonts_the_floor_stands_in_where_it_is_of_the_style(folder: Path) -> None:
    found = {each.role: each for each in services("linux")}
    assert {role: each.fit for role, each in found.items()} == {
        Face.TITLE: Fit.OTHER,
        Face.HEITI: Fit.RELATIVE,
        Face.KAITI: Fit.OTHER,
        Face.FANGSONG: Fit.OTHER,
        Face.SONG: Fit.RELATIVE,
    }
    assert all(each.is_floor for each in found.values())
    assert (found[Face.HEITI].family, found[Face.SONG].family) == ("思源黑体", "思源宋体")
    assert found[Face.SONG].file == floor_fonts()[0].name


def test_roles_are_named_in_the_words_of_the_standard(folder: Path) -> None:
    assert [(each.use, each.name) for each in services()] == [
        ("标题", "小标宋"),
        ("一级标题", "黑体"),
        ("二级标题", "楷体"),
        ("正文", "仿宋"),
        ("表格", "宋体"),
    ]


@pytest.mark.parametrize(
    ("role", "family", "fit", "known"),
    [
        (Face.TITLE, "FZXiaoBiaoSong-B05S", Fit.RIGHT, "方正小标宋简体"),
        (Face.TITLE, "STZhongsong", Fit.RELATIVE, "华文中宋"),
        (Face.FANGSONG, "FangSong", Fit.RIGHT, "仿宋"),
        (Face.KAITI, "LXGW WenKai", Fit.RELATIVE, "霞鹜文楷"),
        (Face.KAITI, "SimSun", Fit.OTHER, "宋体"),
    ],
)
def test_a_face_is_right_a_relative_or_of_another_style(folder: Path, role: Face, family: str, fit: Fit, known: str) -> None:
    make_font(folder / "font.ttf", family, "公开")
    found = service(role)
    assert (found.fit, found.family, found.file, found.is_floor) == (fit, known, "font.ttf", False)


def test_a_font_installed_meanwhile_serves_after_looking_again(folder: Path) -> None:
    assert service(Face.FANGSONG).fit is Fit.OTHER
    make_font(folder / "simfang.ttf", "FangSong", "公开")
    assert service(Face.FANGSONG).fit is Fit.OTHER
    fonts.forget()
    assert service(Face.FANGSONG).fit is Fit.RIGHT


def test_a_face_that_nobody_knows_is_named_as_it_names_itself(tmp_path: Path) -> None:
    assert family_name(Typeface.of(make_font(tmp_path / "a.ttf", "Far Reaching", "公"))) == "Far Reaching"
    assert family_name(Typeface(str(tmp_path / "gone.ttf"))) == "gone"


def test_every_system_gets_its_own_ways_to_a_font(folder: Path) -> None:
    for platform, word, other in (("win32", "可选功能", "apt install"), ("linux", "apt install", "可选功能")):
        told = "".join(source.text + source.command for each in services(platform) for source in each.sources)
        told += "".join(source.text + source.command for source in rare_sources(platform))
        assert word in told
        assert other not in told
    assert all(service(Face.TITLE, platform).sources for platform in ("win32", "linux", "darwin"))
    assert rare_sources("darwin")


def test_what_is_told_to_be_looked_for_is_looked_for() -> None:
    for role in Face:
        assert {name.casefold() for name in phrases.value("fonts", "role", role.value, "looked_for")} <= {*names_of(role), "新宋体", "宋体"}


@pytest.mark.parametrize("entry", [{"system": "any"}, {"text": "某处", "system": "beos"}])
def test_a_broken_table_of_sources_is_complained_about(entry: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def told(name: str, *keys: str) -> Any:
        return [entry]

    monkeypatch.setattr(fonts_service.phrases, "value", told)
    with pytest.raises(BrokenForm, match=r"fonts\.toml"):
        rare_sources()


def test_lost_characters_are_told_with_their_places_in_order(folder: Path) -> None:
    report = report_with(LOST, "𡌴")
    report.apply({"unit": f"柳{LOST}乡", "title": f"柳{LOST}乡年度报告", CELL: Entry(7, remark=f"{LOST}村")})
    found = missing_at(document(report))
    assert [(each.char, each.code) for each in found] == [(LOST, "U+2F9F4"), ("𡌴", "U+21334")]
    assert found[0].places == ("标题", report.form.label(CELL), "五、存在的主要问题及改进情况 第 2 段")
    assert found[0].wheres == ("title", str(CELL), "problems:2:1-2")
    assert found[0].roles == (Face.TITLE, Face.SONG, Face.FANGSONG)
    assert found[1] == MissingCharacter("𡌴", "U+21334", (Face.FANGSONG,), (found[0].places[2],), ("problems:2:2-3",))


def test_a_character_that_an_installed_face_has_is_not_lost(folder: Path) -> None:
    make_font(folder / "a.ttf", "BabelStone Han", "𡌴")
    assert [each.char for each in missing_at(document(report_with("𡌴", LOST)))] == [LOST]


def test_lost_characters_of_the_slip_are_told_too(folder: Path) -> None:
    report = distinct_report()
    report.apply({"contact": f"张{LOST} 0371-5550123"})
    assert missing_at(document(report)) == ()
    [found] = missing_at(laid_out(report, (), Extras(slip=True)))
    assert found.places == ("审签单",)


def test_every_role_of_the_data_is_a_role_and_the_other_way_round() -> None:
    assert set(phrases.value("fonts", "role")) == {role.value for role in Face}


def test_a_role_with_a_relative_is_only_told_of_the_right_face(folder: Path) -> None:
    before = service(Face.KAITI, "linux").sources
    make_font(folder / "a.ttf", "LXGW WenKai", "公开")
    fonts.forget()
    after = service(Face.KAITI, "linux").sources
    assert after == tuple(each for each in before if not each.relative) != before
    make_font(folder / "b.ttf", "KaiTi", "公开")
    fonts.forget()
    assert service(Face.KAITI, "linux").sources == ()


def test_a_sample_is_drawn_in_the_face_itself_and_leaves_gaps(tmp_path: Path) -> None:
    face = Typeface.of(make_font(tmp_path / "a.ttf", "Far Reaching", "公", units=2000, advance=2000))
    square = (("M", (0.05, 0.0)), ("L", (0.05, -0.35)), ("L", (0.4, -0.35)), ("L", (0.4, 0.0)), ("Z", ()))
    assert sample(face, "公") == Sample(1.0, square)
    shifted = sample(face, "开 公")
    assert shifted.width == 2.5
    assert [points[0] for _, points in shifted.outlines if points] == pytest.approx([1.55, 1.55, 1.9, 1.9])


def test_a_sample_of_curves_of_both_kinds_stays_on_its_line() -> None:
    for path in floor_fonts():
        made = sample(Typeface.of(path), "云岭镇 2025年")
        assert {"M", "C", "Z"} <= {act for act, _ in made.outlines}
        assert all(-0.2 <= x <= made.width + 0.2 for _, points in made.outlines for x in points[::2])
        assert all(-1.0 <= y <= 0.3 for _, points in made.outlines for y in points[1::2])


def test_quadratic_contours_are_cut_into_single_curves() -> None:
    told = [("moveTo", ((0, 0),)), ("qCurveTo", ((0, 100), (100, 100), (100, 0))), ("closePath", ())]
    assert list(fonts_service._outlines(told, 0.0, 100)) == [("M", (0, 0)), ("Q", (0, -1, 0.5, -1)), ("Q", (1, -1, 1, 0)), ("Z", ())]
    ring = list(fonts_service._outlines([("qCurveTo", ((0, 0), (100, 0), (100, 100), (0, 100), None)), ("closePath", ())], 0.0, 100))
    assert ring[0] == ("M", (0, -0.5))
    assert ring[-2][1][-2:] == ring[0][1]
    assert [act for act, _ in ring] == ["M", "Q", "Q", "Q", "Q", "Z"]


def test_a_file_that_went_away_has_an_empty_sample(tmp_path: Path) -> None:
    assert sample(Typeface(str(tmp_path / "gone.ttf")), "公开") == Sample(2.0, ())


def test_lost_characters_of_a_picture_are_told_by_what_it_shows(folder: Path) -> None:
    drawing = Drawing(100, 50, (Label(0, 20, f"甲{LOST}", 10, "000000", Face.HEITI), Label(0, 40, "乙", 10, "000000", Face.HEITI)), "图")
    picture = Picture("依申请公开办理情况", drawing)
    [found] = missing_at(Document("", "", 2023, "2021", (picture,)))
    assert (found.places, found.roles) == (("依申请公开办理情况",), (Face.HEITI,))
