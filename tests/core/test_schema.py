"""The official form is loaded whole, and a form that contradicts itself is refused with the place that is wrong."""

from pathlib import Path

import pytest

from core import schema
from core.errors import BrokenForm
from core.schema import CellId, format_for_year, formats
from core.schema_file import load_format
from core.values import CellType

SMALL = """
id = "2099"
basis = "某号"
first_year = 2099
[[section]]
id = "overview"
title = "一、总体情况"
kind = "text"
[[section]]
id = "work"
title = "二、工作"
kind = "table"
[[table]]
id = "work"
columns = [
  { id = "a", label = "甲", type = "count" },
  { id = "b", label = "乙", type = "count" },
  { id = "sum", label = "合计", type = "count" },
]
rows = [{ id = "one", label = "第一行" }, { id = "two", label = "第二行" }]
[[table.relation]]
each = "row"
target = "sum"
plus = ["a", "b"]
[[table.carry]]
this_year = "one"
last_year = "two"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "2099.toml"
    path.write_text(text, "utf-8")
    return path


def complaint(folder: Path, old: str, new: str) -> str:
    assert old in SMALL
    with pytest.raises(BrokenForm) as caught:
        load_format(write(folder, SMALL.replace(old, new)))
    return str(caught.value)


def test_both_editions_hold_the_cells_of_the_official_form() -> None:
    old, new = formats()["2019"], formats()["2021"]
    count = {key: {t.id: len(t.cells) for t in form.tables} for key, form in (("2019", old), ("2021", new))}
    assert count["2019"] == {"proactive": 22, "applications": 23 * 7, "review_litigation": 15}
    assert count["2021"] == {"proactive": 10, "applications": 25 * 7, "review_litigation": 15}
    assert [s.number for s in new.sections] == list("一二三四五六")
    assert [s.id for s in new.text_sections] == ["overview", "problems", "other"]
    assert new.types[CellId("proactive", "fees", "amount")] is CellType.MONEY_WAN


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_declared_sum_is_spelled_out_in_cells(form_id: str) -> None:
    form = formats()[form_id]
    rows = {c.row for c in form.cells if c.table == "applications"}
    assert len(form.sums) == len(rows) + 7 + 7 + 3
    total = form.sum_of[CellId("applications", "new", "total")]
    assert [c.column for c in total.plus] == ["natural_person", "business", "research", "social", "legal_service", "other"]
    left = form.sum_of[CellId("applications", "carried_out", "other")]
    assert ([c.row for c in left.plus], [c.row for c in left.minus]) == (["new", "carried_in"], ["results_total"])
    review = form.sum_of[CellId("review_litigation", "review", "total")]
    assert [c.column for c in review.terms] == ["upheld", "corrected", "other", "pending"]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_terms_are_computed_before_what_reads_them(form_id: str) -> None:
    form = formats()[form_id]
    order = form.evaluation_order
    assert order.keys() == form.sum_of.keys()
    for target, each in form.sum_of.items():
        assert all(order[term] < order[target] for term in each.terms if term in order)
        assert all(target in form.dependents[term] for term in each.terms)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_cell_has_a_name_of_its_own(form_id: str) -> None:
    form = formats()[form_id]
    labels = [form.label(cell) for cell in form.cells]
    assert len(set(labels)) == len(labels)


def test_a_cell_is_named_in_the_words_of_the_form() -> None:
    form = formats()["2021"]
    assert form.label(CellId("applications", "results_total", "natural_person")) == "三（七）总计·自然人"
    assert form.label(CellId("applications", "partial", "total")) == "三（二）部分公开·总计"
    assert form.label(CellId("applications", "new", "other")) == "三·本年新收政府信息公开申请数量·其他"
    assert form.label(CellId("review_litigation", "review", "upheld")) == "四·行政复议·结果维持"
    assert form.label(CellId("proactive", "fees", "amount")) == "二·行政事业性收费·本年收费金额（单位：万元）"


def test_the_year_tells_the_edition() -> None:
    assert [format_for_year(y).id for y in (2018, 2019, 2020, 2021, 2030)] == ["2019", "2019", "2019", "2021", "2021"]


def test_a_dotted_name_reads_back() -> None:
    cell = CellId("a", "b", "c")
    assert CellId.parse(str(cell)) == cell
    assert [CellId.parse(text) for text in ("a.b", "a.b.c.d", "a..c", "")] == [None] * 4


def test_unknown_tables_and_sections_raise_key_errors() -> None:
    form = formats()["2021"]
    for ask in (form.table, form.section):
        with pytest.raises(KeyError):
            ask("nothing")


def test_a_small_form_loads(tmp_path: Path) -> None:
    form = load_format(write(tmp_path, SMALL))
    assert len(form.cells) == 6
    assert form.last_year is None
    assert form.table("work").blocks[0].title == ""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "2099"', 'id = "', "不是合格的 TOML"),
        ('basis = "某号"', "", "缺少 basis"),
        ('label = "甲", ', "", "缺少 label"),
        ('type = "count" },\n  { id = "b"', 'type = "number" },\n  { id = "b"', "number"),
        ('"第一行" }, { id = "two"', '"第一行" }, { id = "one"', "work.one.a 出现了两次"),
        ('{ id = "b", label', '{ id = "a", label', "work.one.a 出现了两次"),
        ('plus = ["a", "b"]', 'plus = ["a", "z"]', "合计里的 work.one.z 在表中没有"),
        ('target = "sum"', 'target = "all"', "合计里的 work.one.all 在表中没有"),
        ('plus = ["a", "b"]', "plus = []", "work.one.sum 的合计没有加项"),
        ('plus = ["a", "b"]', 'plus = ["a", "sum"]', "由自身相加"),
        ('each = "row"', 'each = "page"', "合计的方向 'page' 不认识"),
        ('last_year = "two"', 'last_year = "three"', "结转里的 three 在表 work 中没有"),
        ('[[table]]\nid = "work"', '[[table]]\nid = "play"', "表 play 不属于任何一个部分"),
        ('id = "overview"', 'id = "work"', "work 出现了两次"),
        ('kind = "text"', 'kind = "picture"', "overview 既不是文字"),
        ('kind = "text"', 'kind = "table"', "overview 既不是文字"),
        ("first_year = 2099", 'first_year = "soon"', "有一项写得不对"),
        ('title = "一、总体情况"', "title = 1", "1 应是文字"),
        ('rows = [{ id = "one", label = "第一行" }, { id = "two", label = "第二行" }]', "", "有一项写得不对"),
    ],
)
def test_a_broken_form_says_what_is_wrong_in_which_file(tmp_path: Path, old: str, new: str, words: str) -> None:
    said = complaint(tmp_path, old, new)
    assert words in said
    assert "2099.toml" in said


def test_sums_in_a_circle_are_refused(tmp_path: Path) -> None:
    circle = SMALL + '\n[[table.relation]]\neach = "row"\ntarget = "a"\nplus = ["sum"]\n'
    with pytest.raises(BrokenForm, match="由自身相加"):
        load_format(write(tmp_path, circle))


def test_a_form_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenForm, match="打不开"):
        load_format(tmp_path / "none.toml")
    (tmp_path / "2099.toml").write_bytes(b"\xff\xfe\0")
    with pytest.raises(BrokenForm, match="TOML"):
        load_format(tmp_path / "2099.toml")


@pytest.mark.parametrize(("names", "words"), [((), "不见了"), (("a.toml", "b.toml"), "id 相同")])
def test_a_folder_of_forms_must_hold_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], words: str) -> None:
    for name in names:
        (tmp_path / name).write_text(SMALL, "utf-8")
    monkeypatch.setattr(schema, "FORMATS", tmp_path)
    with pytest.raises(BrokenForm, match=words):
        formats.__wrapped__()
