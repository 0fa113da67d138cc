"""Reports on the pages of portals are read clean: nothing that stands around them gets into them, and nothing of them is lost."""

from pathlib import Path

import pytest

from core.importers import from_html
from core.importers.recognition import recognise
from core.layout import Grid, GridCell
from core.report import Report
from tests.core.page_samples import word_page
from tests.core.portal_pages import FOREIGN, CellWriter, body, page, paragraph, plain_cell, table
from tests.helpers import cell_values, distinct_report

FILES = Path(__file__).parent / "files" / "html"


def read(text: str | bytes) -> Report:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    return recognise(from_html.read(data, "年报.html"), "年报.html")


def assert_clean(again: Report, report: Report) -> None:
    """Demand the whole report and nothing else."""
    assert cell_values(again) == cell_values(report)
    assert (again.title, again.unit, again.year) == (report.title, report.unit, report.year)
    assert (again.signed_unit, again.signed_date) == (report.signed_unit, report.signed_date)
    held = "\n".join(p.text for texts in again.texts.values() for p in texts)
    assert [word for word in FOREIGN if word in held] == []
    assert again.texts == report.texts


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("frame", ["div", "table", "loose"])
def test_what_stands_around_a_report_stays_out(form_id: str, frame: str) -> None:
    report = distinct_report(form_id)
    again = read(page(report, body(report), frame=frame))
    assert_clean(again, report)
    said = "；".join(note.message for note in again.notes)
    assert "没有读入" in said
    assert "首页" in said


def test_a_report_whose_title_and_signing_lines_stand_outside_its_body_loses_neither() -> None:
    report = distinct_report()
    inside = body(report)
    at = inside.index(paragraph(report.signed_unit))
    signed = f'<div id="zoom">{inside[:at]}</div><div class="sign">{inside[at:]}</div>'
    text = page(report, inside).replace(f'<div class="Custom_UnionStyle">{inside}</div>', signed)
    assert signed in text
    assert_clean(read(text), report)


def test_the_last_section_in_an_element_of_its_own_is_not_lost() -> None:
    report = distinct_report()
    heading = paragraph(report.form.sections[-1].title)
    head, tail = body(report).split(heading)
    text = page(report, f'<div class="a">{head}{heading}</div><div class="b">{tail}</div>', frame="loose")
    assert_clean(read(text), report)


def test_sections_in_elements_of_their_own_are_read_whole() -> None:
    report = distinct_report()
    inside = body(report)
    for section in report.form.sections:
        inside = inside.replace(paragraph(section.title), f'</div><div class="part"><div class="t"><b>{section.title}</b></div>')
    assert_clean(read(page(report, f'<div class="part">{inside}</div>')), report)


def test_menus_that_repeat_the_headings_do_not_move_them() -> None:
    report = distinct_report()
    menu = "".join(f"<li><a>{section.title}</a></li>" for section in report.form.sections)
    for place in ("before", "behind"):
        inside = body(report)
        text = page(report, f"<ul>{menu}</ul>{inside}" if place == "before" else f"{inside}<ul>{menu}</ul>")
        assert cell_values(read(text)) == cell_values(report)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", ""])
def test_the_encoding_is_found_whatever_the_page_declares(encoding: str, declared: str) -> None:
    report = distinct_report()
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert_clean(read(page(report, body(report)).replace('<meta charset="utf-8">', meta).encode(encoding)), report)


def test_paragraphs_made_of_line_breaks_and_wide_blanks_are_read() -> None:
    report = distinct_report()
    inside = "<p>" + body(report, lambda text: f"　　{text}<br>&nbsp;<br/>", lambda grid: f"</p>{table(grid)}<p>") + "</p>"
    assert_clean(read(page(report, inside)), report)


def test_a_report_written_into_the_page_with_its_title_is_read_once() -> None:
    report = distinct_report()
    assert_clean(read(page(report, body(report, title=True))), report)


def _spans(extra_columns: int, extra_rows: int) -> CellWriter:
    """Write spans larger than what they cover."""

    def write(cell: GridCell, grid: Grid) -> str:
        columns = cell.column_span + (extra_columns if cell.column + cell.column_span == grid.columns else 0)
        rows = cell.row_span + (extra_rows if cell.row + cell.row_span == grid.rows else 0)
        return f"<td rowspan={rows} colspan={columns}>{cell.text or '&nbsp;'}</td>"

    return write


def _broken_labels(cell: GridCell, grid: Grid) -> str:
    text = cell.text
    if len(text) > 4 and not any(map(str.isdigit, text)):
        text = f"{text[:2]}<br>{text[2:4]}<br/>&nbsp;{text[4:]}"
    return plain_cell(cell, grid).replace(cell.text, text) if cell.text else "<td></td>"


def _without_ends(cell: GridCell, grid: Grid) -> str:
    return plain_cell(cell, grid).replace("</td>", "").replace("</p>", "")


def _nested(cell: GridCell, grid: Grid) -> str:
    inner = f"<table><tr><td>{cell.text}</td></tr></table>"
    return plain_cell(cell, grid).replace(f'<p align="center">{cell.text}</p>', inner) if cell.text.isdigit() else plain_cell(cell, grid)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize(
    "write",
    [_spans(3, 0), _spans(0, 4), _spans(2, 2), _broken_labels, _without_ends, _nested],
    ids=["columns", "rows", "both", "breaks", "ends", "nested"],
)
def test_tables_written_badly_give_every_number_its_cell(form_id: str, write: CellWriter) -> None:
    report = distinct_report(form_id)
    inside = body(report, write=lambda grid: table(grid, write, ends=write is not _without_ends))
    assert_clean(read(page(report, inside)), report)


def test_text_outside_the_cells_of_a_table_is_not_lost() -> None:
    report = distinct_report()
    inside = body(report, write=lambda grid: table(grid).replace("<tr>", "<tr>表外的字", 1))
    again = read(page(report, inside))
    assert cell_values(again) == cell_values(report)
    assert "表外的字" in "；".join(note.message for note in again.notes)


def test_a_page_that_an_office_program_exported_is_read_without_a_note() -> None:
    report = distinct_report()
    again = read((FILES / "exported2021.html").read_bytes())
    assert_clean(again, report)
    assert again.notes == ()


def test_a_table_with_one_text_a_row_is_prose() -> None:
    report = distinct_report()
    rows = body(report, lambda text: f"<tr><td>{text}</td><td></td><td>&nbsp;</td></tr>", lambda grid: f"</table>{table(grid)}<table>")
    again = read(f"<table><tr><td>{report.title}</td><td></td></tr>{rows}</table>")
    assert_clean(again, report)
    assert again.notes == ()


@pytest.mark.parametrize("wrap", [True, False])
def test_a_report_saved_by_a_word_processor_is_read(wrap: bool) -> None:
    report = distinct_report()
    saved = word_page(report)
    inside = saved[saved.index("<div class=WordSection1>") : saved.index("</body>")]
    assert_clean(read(page(report, inside) if wrap else saved.encode("gbk")), report)
