"""LibreOffice works our sheets out to our own numbers, and gives back workbooks and web pages whole."""

import io
import random
import re
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.calculation import set_cells, settle
from core.exporters import to_html
from core.files import from_bytes, to_bytes
from core.finding_rows import rows_of
from core.importers.recognition import recognise
from core.layout import document
from core.reading import read_source
from core.report import Entry, Report
from core.schema import CellId
from core.values import CellType, show
from tests.core.sources import blocks_of, seen
from tests.core.workbooks import opened, places, table_sheets
from tests.helpers import cell_values, distinct_report, terms_of
from tests.imports.make_office import convert

SEEDS = range(6)


@cache
def odd_report(seed: int) -> Report:
    """Return a report with blanks, texts, negative and long numbers, money, remarks, and totals of a person's own that are wrong."""
    rng = random.Random(seed)
    report = distinct_report(("2021", "2019")[seed % 2])
    form = report.form
    changes = {cell: Entry(_value(form.types[cell], rng)) for cell in terms_of(form)}
    if seed == 0:
        changes = {cell: Entry(None) for cell in changes}
    for cell in rng.sample(list(form.sum_of), 5):
        changes[cell] = Entry(rng.randint(0, 999), manual=True)
    cell = rng.choice(list(terms_of(form)))
    changes[cell] = Entry(changes[cell].value, remark="其中2件为网上申请")
    report.entries = {}
    settle(report, {cell: entry for cell, entry in changes.items() if entry != Entry()})
    return report


def _value(kind: CellType, rng: random.Random) -> int | Decimal | str | None:
    if kind is CellType.MONEY_WAN:
        return Decimal(rng.randint(0, 10**9)) / 10_000
    if kind is CellType.MONEY:
        return f"{rng.randint(0, 999)}.5万元"
    number = rng.choice((rng.randint(0, 9), rng.randint(0, 99_999_999), rng.randint(10**12, 10**13)))
    return rng.choice((None, "约三件", "=1+1", -number, *[number] * 8))


def worked_out(data: bytes) -> bytes:
    """Let LibreOffice calculate every formula: without a result beside it, it cannot take one over."""
    stream = io.BytesIO()
    taken = 0
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.startswith("xl/worksheets/"):
                content, number = re.subn(rb"(</f>)<v(?:/>|>[^<]*</v>)", rb"\1", content)
                taken += number
            after.writestr(name, content)
    assert taken
    return convert(stream.getvalue(), ".xlsx", ".xlsx")


def numbers_of(data: bytes, report: Report) -> dict[CellId, str]:
    """Return what the sheets show in each cell, as text."""
    laid = document(report)
    sheets = table_sheets(opened(data, results=True), laid)
    values = {cell: sheet[place].value for grid, sheet in sheets for cell, place in places(grid).items()}
    return {cell: show(Decimal(repr(value))) if isinstance(value, int | float) else value or "" for cell, value in values.items()}


def ours(report: Report) -> dict[CellId, str]:
    return {cell: show(report.value(cell)) for cell in report.form.cells}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_is_calculated_as_by_the_program(seed: int) -> None:
    report = odd_report(seed)
    assert numbers_of(worked_out(to_bytes(report, ".xlsx", rows_of(report))), report) == ours(report)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_number_typed_into_the_file_changes_its_totals(form_id: str) -> None:
    report = distinct_report(form_id)
    terms = [cell for cell in terms_of(report.form) if report.form.types[cell] is CellType.COUNT]
    typed: dict[CellId, int | None] = {terms[20]: 87_654_321, terms[40]: None, terms[-1]: 5}
    book = load_workbook(io.BytesIO(to_bytes(report, ".xlsx")))
    for cell, number in typed.items():
        [(title, place)] = book.defined_names[str(cell)].destinations
        book[title][place.replace("$", "")] = number
    stream = io.BytesIO()
    book.save(stream)
    before = ours(report)
    set_cells(report, {cell: Entry(number) for cell, number in typed.items()})
    assert sum(before[cell] != shown for cell, shown in ours(report).items()) > len(typed)
    assert numbers_of(convert(stream.getvalue(), ".xlsx", ".xlsx"), report) == ours(report)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_workbook_that_libreoffice_saved_is_the_same_report(seed: int) -> None:
    report = odd_report(seed)
    again = from_bytes(convert(to_bytes(report, ".xlsx", rows_of(report)), ".xlsx", ".xlsx"), Path("年报.xlsx"))
    assert cell_values(again) == cell_values(report)
    assert {c: again.entry(c).remark for c in report.form.cells} == {c: report.entry(c).remark for c in report.form.cells}
    assert again.texts == report.texts
    assert (again.title, again.unit, again.year) == (report.title, report.unit, report.year)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("pasted", [False, True], ids=["page", "pasted"])
def test_a_web_page_opened_in_a_word_processor_keeps_its_tables_and_sentences(form_id: str, pasted: bool) -> None:
    report = distinct_report(form_id)
    laid = document(report)
    page = f'<html><head><meta charset="utf-8"></head><body>{to_html.fragment(laid)}</body></html>'.encode() if pasted else None
    data = convert(page or to_html.render(laid), ".html", ".odt")
    source = read_source(data, Path("页.odt"))
    assert source is not None
    assert list(source.blocks) == [seen(block) for block in blocks_of(laid)]
    again = recognise(source, "页.odt")
    assert cell_values(again) == cell_values(report)
    assert again.texts == report.texts
