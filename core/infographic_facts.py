"""What the 图解 tells: the year's numbers under the form's own words, in short, with last year's beside them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.errors import BrokenForm
from core.report import Report
from core.rollover import last_values
from core.schema import CellId, Table
from core.values import CellType, Value, fold, number_of, show, squeeze

Number = int | Decimal

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．])")
_ASIDE = re.compile(r"（[^（）]*）")
_MONEY = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)(亿元|万元|千元|元)")
_THIS_YEAR = re.compile(r"^本年(?!增)")
_ALL = "total"
# Fewer figures than this make no picture.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name: this year's and last year's, None where it is 未填 or not known."""

    label: str
    now: Number | None
    last: Number | None = None
    unit: str = "件"

    @property
    def counts(self) -> bool:
        """Tell whether there is anything to draw: what is 未填, or nothing in both years, is left out."""
        return self.now is not None and bool(self.now or self.last)


@dataclass(frozen=True, slots=True)
class Row:
    """Figures that stand in one row under a name of their own."""

    label: str
    figures: tuple[Figure, ...]

    @property
    def counts(self) -> bool:
        """Tell whether any of the figures is worth drawing."""
        return any(figure.counts for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the picture may show; what counts nothing is not among it."""

    headline: tuple[Figure, ...]
    published: tuple[Row, ...]
    flow: tuple[Figure, ...]
    applicants: tuple[Figure, ...]
    outcomes: tuple[Figure, ...]
    disputes: tuple[Row, ...]

    @property
    def few(self) -> bool:
        """Tell whether there are too few figures to draw: one or two would be lost under the title."""
        rows = (*self.published, *self.disputes)
        figures = (*self.flow, *self.applicants, *self.outcomes, *(figure for row in rows for figure in row.figures))
        return sum(figure.counts for figure in figures) < _LEAST


def short(label: str) -> str:
    """Shorten an official label: without its ordinal and asides, without 本年 before it and 数量 behind it."""
    plain = _THIS_YEAR.sub("", _ASIDE.sub("", _ORDINAL.sub("", label)))
    return re.sub(r"(?<=总)数量$", "数", plain) if plain.endswith("总数量") else re.sub(r"(?:件数|数量)$", "", plain)


def facts(report: Report) -> Facts:
    """Collect the figures of a report."""
    return _Reading(report).facts()


class _Reading:
    def __init__(self, report: Report) -> None:
        self.form, self.report = report.form, report
        self.last = _last_values(report)

    def facts(self) -> Facts:
        new = self._figure("新收申请", [CellId("applications", "new", _ALL)])
        done = self._figure("办结申请", [CellId("applications", "results_total", _ALL)])
        disputes = self._disputes()
        headline = (new, done, *self._documents(), *self._totals(disputes))
        return Facts(
            headline=_counting(headline),
            published=tuple(row for row in self._published() if row.counts),
            flow=_counting(
                [
                    self._figure("上年结转", [CellId("applications", "carried_in", _ALL)]),
                    new,
                    done,
                    self._figure("结转下年度", [CellId("applications", "carried_out", _ALL)]),
                ]
            ),
            applicants=tuple(figure for figure in self._applicants() if figure.now and figure.now > 0),
            outcomes=_counting(self._outcomes()),
            disputes=tuple(row for row in disputes if row.counts),
        )

    def _figure(self, label: str, cells: Iterable[CellId], unit: str = "件") -> Figure:
        cells = list(cells)
        now = _sum(self.report.value(cell) for cell in cells)
        return Figure(label, now, _sum(self.last.get(cell) for cell in cells), unit)

    def _documents(self) -> Iterable[Figure]:
        """Count the 行政规范性文件 in force, or made public."""
        for column, label in (("effective", "现行有效规范性文件"), ("public_total", "公开的规范性文件")):
            cell = CellId("proactive", "normative_documents", column)
            if cell in self.form.cells:
                yield self._figure(label, [cell])

    def _published(self) -> Iterable[Row]:
        table = self.form.table("proactive")
        for block in table.blocks:
            decided = any(column.id == "decisions" for column in block.columns)
            for row in block.rows:
                columns = [column for column in block.columns if not decided or column.id == "decisions"]
                made = [self._published_figure(table.cell_id(row, column), column.label, column.type) for column in columns]
                yield Row(short(row.label), tuple(made))

    def _published_figure(self, cell: CellId, label: str, kind: CellType) -> Figure:
        if kind is CellType.MONEY:
            now, unit = _amount(self.report.value(cell))
            last, last_unit = _amount(self.last.get(cell))
            return Figure(short(label), now, last if unit == last_unit or now is None else None, unit or last_unit)
        unit = "万元" if kind is CellType.MONEY_WAN else "项" if "项目" in label or kind is CellType.SIGNED else "件"
        return self._figure(short(label), [cell], unit)

    def _applicants(self) -> Iterable[Figure]:
        table = self.form.table("applications")
        for column in table.blocks[0].columns:
            if column.id != _ALL:
                yield self._figure(short(column.label), [CellId(table.id, "new", column.id)])

    def _outcomes(self) -> Iterable[Figure]:
        """Add up each of the official groups of results."""
        groups: dict[str, list[CellId]] = {}
        table = self.form.table("applications")
        for row in table.blocks[0].rows:
            if len(row.path) > 1 and row.id != "results_total":
                groups.setdefault(short(row.path[1]), []).append(CellId(table.id, row.id, _ALL))
        return [self._figure(label, cells) for label, cells in groups.items()]

    def _disputes(self) -> list[Row]:
        """Make a row of each group of table four, its outcomes and then its sum."""
        table = self.form.table("review_litigation")
        rows: dict[str, list[Figure]] = {}
        for cell, (_, column) in table.cells.items():
            name = column.path[0] + (f"（{column.path[1]}）" if len(column.path) > 2 else "")
            rows.setdefault(name, []).append(self._figure(column.label, [cell]))
        return [Row(name, tuple(figures)) for name, figures in rows.items()]

    def _totals(self, disputes: Iterable[Row]) -> Iterable[Figure]:
        table: Table = self.form.table("review_litigation")
        if any(row.counts for row in disputes):
            yield self._figure("行政复议、行政诉讼", [cell for cell in table.cells if cell.column == _ALL])


def _last_values(report: Report) -> Mapping[CellId, Value]:
    """Return last year's values; none where its form is one that this year's form does not continue."""
    try:
        return last_values(report)
    except BrokenForm:
        return {}


def _counting(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures if figure.counts)


def _sum(values: Iterable[Value]) -> Number | None:
    """Add what is filled in with a number; None where nothing is."""
    numbers = [number for value in values if (number := number_of(value)) is not None]
    return sum(numbers) if numbers else None


def _amount(value: Value) -> tuple[Number | None, str]:
    """Read an amount that is written with its unit, such as 4万元; nothing where it is anything else."""
    match = _MONEY.fullmatch(fold(squeeze(value))) if isinstance(value, str) else None
    return (Decimal(match[1]), match[2]) if match else (None, "")


def words(figure: Figure) -> str:
    """Say a figure in words: 新收申请 12 件（上年 9 件）."""
    now = f"{show(figure.now)} {figure.unit}"
    last = f"（上年 {show(figure.last)} {figure.unit}）" if figure.last is not None else ""
    return f"{figure.label} {now}{last}"
