"""Write a report as the plain texts and raw grids in which reports are met, so that tests can damage them row by row."""

from dataclasses import dataclass, field

from core.importers.source import RawTable, RawText, Source
from core.layout import GridCell, Role, long_date
from core.report import PREAMBLE, Report
from tests.helpers import grid_rows

Row = list[str | None]


@dataclass
class Written:
    """A report written down: title lines, front, and each section's heading with its paragraphs or rows; all may be damaged."""

    title: list[str]
    front: list[str]
    headings: dict[str, str]
    texts: dict[str, list[str]]
    tables: dict[str, list[Row]]
    signature: list[str] = field(default_factory=list)

    def tab_rows(self) -> str:
        """Return text with a row a line, cells behind tabs: what a span covers is blank."""
        lines = ["", *self.title, "", *_spaced(self.front)]
        for section, heading in self.headings.items():
            lines += [heading, ""]
            lines += ["\t".join(c or "" for c in row) for row in self.tables.get(section, [])]
            lines += ["", *_spaced(self.texts.get(section, []))]
        return "\n".join([*lines, *_spaced(self.signature)])

    def cell_lines(self) -> str:
        """Return text with a cell a line behind one tab, a blank line between rows: a span to the right takes no line."""
        lines = [*self.title, *self.front]
        for section, heading in self.headings.items():
            lines.append(heading)
            for row in self.tables.get(section, []):
                lines += [f"\t{c}" for c in row if c is not None] + [""]
            lines += self.texts.get(section, [])
        return "\n".join([*lines, *self.signature])

    def grids(self) -> Source:
        """Return the source that a reader of exact grids makes: None where a span covers a place."""
        blocks: list[RawText | RawTable] = [RawText(t) for t in (*self.title, *self.front)]
        for section, heading in self.headings.items():
            blocks.append(RawText(heading))
            rows = self.tables.get(section, [])
            width = max((len(row) for row in rows), default=0)
            if rows:
                blocks.append(RawTable(tuple((*row, *[""] * (width - len(row))) for row in rows), exact=True))
            blocks += [RawText(t) for t in self.texts.get(section, [])]
        return Source("docx", (*blocks, *(RawText(t) for t in self.signature)))


def _spaced(texts: list[str]) -> list[str]:
    return [line for text in texts for line in (text, "")]


def written(report: Report, *, spans: str = "blank") -> Written:
    """Write a report down. `spans` tells what stands where a span covers a place.

    "blank" (an empty text), "none" (None everywhere), or "down" (None to the right, an empty text below: a cell a line).
    """
    return Written(
        title=[report.title],
        front=[p.text for p in report.paragraphs(PREAMBLE)],
        headings={s.id: s.title for s in report.form.sections},
        texts={s.id: [p.text for p in report.paragraphs(s.id)] for s in report.form.text_sections},
        tables={t.id: _rows(report, t.id, spans) for t in report.form.tables},
        signature=[report.signed_unit, long_date(report.signed_date)] if report.signed_date else [],
    )


def _rows(report: Report, table_id: str, spans: str) -> list[Row]:
    rows = grid_rows(report, table_id)
    found: list[Row] = []
    for row in rows:
        texts: Row = []
        left: GridCell | None = None
        for place, cell in enumerate(row):
            left = cell or left
            beside = cell is None and left is not None and place < left.column + left.column_span
            covered = None if spans == "none" or (spans == "down" and beside) else ""
            texts.append(cell.text if cell else covered)
        found.append(texts)
    stacked = len(report.form.table(table_id).blocks) > 1
    return [_squeezed(row) for row in rows] if stacked and spans == "blank" else found


def _squeezed(cells: list[GridCell | None]) -> Row:
    """In a stacked table written in rows the covered places are left out, but for those of a title row."""
    texts: Row = [cell.text for cell in cells if cell]
    return texts + [""] * 3 if any(c and c.role is Role.BAND for c in cells) else texts
