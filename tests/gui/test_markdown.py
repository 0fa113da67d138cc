"""A Markdown reader that is not ours shows what the report says: Qt brings one that follows GitHub's rules."""

import random

import pytest
from PySide6.QtGui import QTextDocument, QTextTable

from core.exporters import to_markdown
from core.layout import Grid, Para, document
from core.prose import tidy
from core.report import Paragraph
from core.values import show
from tests.helpers import distinct_report

_SIGNS = "-+*#_`~|<>[]()!&;:\\=.1a 甲乙。$^{}'\"/@"

pytestmark = pytest.mark.usefixtures("qapp")


def shown(text: str) -> QTextDocument:
    made = QTextDocument()
    made.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return made


def test_no_sign_in_the_prose_does_anything() -> None:
    rng = random.Random(4)
    words = (tidy("".join(rng.choice(_SIGNS) for _ in range(rng.randint(1, 9)))) for _ in range(1500))
    report = distinct_report()
    report.texts["problems"] = tuple(Paragraph(text) for text in words if text)
    made = shown(to_markdown.render(document(report)).decode("utf-8"))
    lines = made.toPlainText().split("\n")
    start = lines.index("五、存在的主要问题及改进情况") + 1
    assert lines[start : start + len(report.texts["problems"])] == [paragraph.text for paragraph in report.paragraphs("problems")]
    levels = {}
    block = made.begin()
    while block.isValid():
        assert block.textList() is None
        levels[block.text()] = block.blockFormat().headingLevel()
        block = block.next()
    assert levels[report.title] == 1
    assert [levels[section.title] for section in report.form.sections] == [2] * 6
    prose = {block.text: block.level for block in document(report).blocks if isinstance(block, Para)}
    assert {text: level > 0 for text, level in prose.items()} == {text: levels[text] > 0 for text in prose}


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_number_stands_in_the_table_below_its_joined_head(form_id: str) -> None:
    report = distinct_report(form_id)
    laid = document(report)
    made = shown(to_markdown.render(laid).decode("utf-8"))
    tables = [frame for frame in made.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    cells = [[[_text(t, y, x) for x in range(t.columns())] for y in range(t.rows())] for t in tables]
    for grid in (block for block in laid.blocks if isinstance(block, Grid) and block.head_rows):
        [table] = [rows for rows in cells if len(rows) == grid.rows - grid.head_rows + 1 and len(rows[0]) == grid.columns]
        for cell in grid.cells:
            if cell.cell is not None:
                assert table[cell.row - grid.head_rows + 1][cell.column] == show(report.value(cell.cell))
                assert table[0][cell.column].endswith(_head(grid, cell.column))
    assert {text for table in cells for row in table for text in row} >= {show(report.value(cell)) for cell in report.form.cells}


def _head(grid: Grid, column: int) -> str:
    return max((c for c in grid.cells if c.row < grid.head_rows and c.column == column), key=lambda c: c.row).text


def _text(table: QTextTable, row: int, column: int) -> str:
    return table.cellAt(row, column).firstCursorPosition().block().text()
