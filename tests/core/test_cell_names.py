"""The short names of cells: unique, read back, and read in the ways in which people write them."""

import pytest

from core.cell_names import cell_name, cell_named, matching
from core.schema import CellId, formats

NEW = formats()["2021"]
TOTAL = CellId("applications", "new", "total")


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_cell_has_a_name_of_its_own_and_is_found_by_it_and_by_the_forms_words(form_id: str) -> None:
    form = formats()[form_id]
    names = {cell: cell_name(form, cell) for cell in form.cells}
    assert len(set(names.values())) == len(names)
    assert {cell: cell_named(form, name) for cell, name in names.items()} == {cell: cell for cell in names}
    assert {cell: cell_named(form, form.label(cell)) for cell in names} == {cell: cell for cell in names}
    assert not any(mark in name for name in names.values() for mark in "{}｛｝")


@pytest.mark.parametrize(
    "said",
    [
        "三·新收·总计",
        "三.新收.总计",
        "表三 新收 总计",
        "三、新收，总计",
        "三・新收・总计",
        "新收总计",
        "三·新收",
        "三·本年新收政府信息公开申请数量·总计",
    ],
)
def test_a_name_is_read_however_it_is_joined(said: str) -> None:
    assert cell_name(NEW, TOTAL) == "三·新收·总计"
    assert cell_named(NEW, said) == TOTAL


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("二·规范性文件·制发", "proactive.normative_documents.issued"),
        ("二·行政许可", "proactive.licensing.decisions"),
        ("三·法人或其他组织·商业企业", None),
        ("三·新收·商业企业", "applications.new.business"),
        ("四·行政诉讼·复议后起诉·总计", "review_litigation.litigation_after_review.total"),
        ("三（三）不予公开·1.属于国家秘密·总计", "applications.refused_state_secret.total"),
        ("三（三）不予公开1.属于国家秘密·总计", "applications.refused_state_secret.total"),
        ("规章", None),
        ("", None),
        ("三", None),
    ],
)
def test_what_names_one_cell_is_that_cell_and_nothing_else_is(said: str, cell: str | None) -> None:
    found = cell_named(NEW, said)
    assert (None if found is None else str(found)) == cell


def test_a_search_takes_words_in_any_order_and_puts_what_is_named_first() -> None:
    assert matching(NEW, "") == list(NEW.cells)
    assert matching(NEW, "总计 新收") == [TOTAL]
    assert matching(NEW, "新收")[0] == TOTAL
    assert {cell.row for cell in matching(NEW, "新收")} == {"new"}
    assert matching(NEW, "没有这一格") == []
