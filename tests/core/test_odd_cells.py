"""What stands in a cell of a paper that left the program comes back at its place, whatever it looks like."""

from pathlib import Path

import pytest

from core.calculation import settle
from core.files import from_bytes, to_bytes
from core.importers.from_text import read
from core.importers.source import RawText
from core.report import Entry
from core.schema import CellId
from tests.helpers import distinct_report

ODD = {
    "a text that is no number": Entry("约3"),
    "a text without digits": Entry("见附件"),
    "a remark with brackets inside": Entry(5, remark="其中变更（延续）3件"),
    "a remark that closes a bracket": Entry(5, remark="a）b"),
    "an empty cell": Entry(),
}


@pytest.mark.parametrize("kind", [".docx", ".xlsx", ".pdf", ".html"])
@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("entry", ODD.values(), ids=ODD.keys())
def test_an_odd_first_cell_keeps_its_row(form_id: str, kind: str, entry: Entry) -> None:
    report = distinct_report(form_id)
    rows = ("government_rules", "licensing", "coercion")
    odd = [next(c for c in report.form.cells if (c.table, c.row) == ("proactive", row)) for row in rows]
    # In the table of sums a blank beside a total of its own is told, as it must be.
    odd += [CellId("applications", "granted", "natural_person")] if entry != Entry() else []
    settle(report, {**report.entries, **dict.fromkeys(odd, entry)})
    back = from_bytes(to_bytes(report, kind), Path(f"报告{kind}"))
    for cell in report.form.cells:
        assert (back.value(cell), back.entry(cell).remark) == (report.value(cell), report.entry(cell).remark), str(cell)
    # A file of this program's own says besides that nobody changed it.
    told = {note.where for note in back.notes if "导出后文字和表格没有改动" not in note.message}
    assert told == ({str(cell) for cell in odd} if isinstance(entry.value, str) else set())
    assert not any(back.entry(cell).doubtful for cell in report.form.cells)


def test_millions_of_blank_lines_are_one_gap() -> None:
    source = read(b"\n" * 3_000_000 + "甲镇\n".encode() + b"\n" * 3_000_000 + "二段".encode(), "a.txt")
    assert source.blocks == (RawText("甲镇"), RawText("二段"))
