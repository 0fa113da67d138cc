"""Rule samples: reports written down in samples/*.toml with the exact findings that a rule must make of them.

A case names what differs from a plain report of an invented unit. `fill` is what stands in every cell without a sum: `zeros`,
`distinct` (a different number everywhere, all sums right) or `nothing`.
`repeat` names parts whose paragraphs stand so many times.
`cells` are a source's own numbers (a total that differs comes in as 手填), `typed` are cells set afterwards with sums that follow.
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from core.calculation import complete, set_cells, settle, typed
from core.report import PREAMBLE, AsRead, Entry, Report, official_title, paragraphs
from core.rules.engine import Finding, registered, run_rule
from core.schema import CellId, Format, format_for_year, formats
from core.values import CellType, Value, parse

SAMPLES = Path(__file__).parent / "samples"
UNIT = "东川县青溪镇人民政府"
YEAR = 2023


@dataclass(frozen=True)
class Case:
    """One report and the findings that one rule makes of it."""

    rule: str
    name: str
    data: dict[str, Any]

    @property
    def findings(self) -> list[dict[str, Any]]:
        return self.data.get("finding", [])

    def __str__(self) -> str:
        return f"{self.rule}-{self.name}"


@cache
def cases() -> tuple[Case, ...]:
    found = []
    for path in sorted(SAMPLES.glob("*.toml")):
        for data in tomllib.loads(path.read_text("utf-8"))["case"]:
            found.append(Case(data.pop("rule", path.stem), data.pop("name"), data))
    return tuple(found)


def build(data: dict[str, Any]) -> Report:
    year = data.get("year", YEAR)
    form = formats()[data["form"]] if "form" in data else format_for_year(year)
    unit = data.get("unit", UNIT)
    report = Report(form, unit=unit, year=year, title=data.get("title", official_title(unit, year)))
    entries = filled(form, data.get("fill", "zeros"))
    entries |= {cell_id(form, name): entry_of(form, cell_id(form, name), value) for name, value in data.get("cells", {}).items()}
    settle(report, entries)
    for name, value in data.get("typed", {}).items():
        cell = cell_id(form, name)
        entry = entry_of(form, cell, value)
        set_cells(report, {cell: typed(report, cell, entry.value, entry.remark)})
    for part in (PREAMBLE, *(s.id for s in form.text_sections)):
        times = data.get("repeat", {}).get(part, 1)
        report.texts[part] = paragraphs(list(data.get(part, ())) * times, inherited=data.get("inherited", False))
    report.as_read = AsRead(
        tuple((s, t) for s, t in data.get("headings", ())),
        data.get("one_row_other", False),
        tuple((s, t) for s, t in data.get("remains", ())),
    )
    report.signed_unit, report.signed_date = data.get("signed_unit", ""), data.get("signed_date", "")
    if "last" in data:
        report.last = build({"year": year - 1, "unit": unit} | data["last"])
    return report


def cell_id(form: Format, name: str) -> CellId:
    cell = CellId.parse(name)
    assert cell is not None
    assert cell in form.cells, name
    return cell


def entry_of(form: Format, cell: CellId, value: Any) -> Entry:
    """Take text as a person types it ("" is 未填) and a number as it is."""
    if not isinstance(value, str):
        return Entry(Decimal(str(value)) if isinstance(value, float) else value)
    parsed = parse(value, form.types[cell])
    return Entry(parsed.value, remark=parsed.remark)


def filled(form: Format, how: str) -> dict[CellId, Entry]:
    own = [cell for cell in form.cells if cell not in form.sum_of]
    if how == "nothing":
        return {}
    return {cell: Entry(_fill(form, cell, number if how == "distinct" else 0)) for number, cell in enumerate(own, start=1)}


def _fill(form: Format, cell: CellId, number: int) -> Value:
    """Return a number for the cell; what comes in (the plus terms of a balance) is large, so that nothing carried out is negative."""
    kind = form.types[cell]
    if kind is CellType.MONEY:
        return f"{number}万元" if number else "0"
    if kind is CellType.MONEY_WAN:
        return Decimal(number) / 8
    incoming = {term.row for each in form.sums if each.minus for term in each.plus}
    return number + 10_000 if number and cell.row in incoming else number


def found_by(rule_id: str, report: Report) -> list[Finding]:
    return list(run_rule(registered()[rule_id], report))


def mended(report: Report, finding: Finding) -> Report:
    """Return a copy with the finding's fix applied as the window does."""
    assert finding.fix is not None
    copy = report.copy()
    copy.apply(complete(copy, finding.fix.change))
    return copy


def where_of(report: Report, expected: dict[str, Any]) -> str:
    """Spell out the place: `at` is the text that the finding must span, `nth` which occurrence of it in the paragraph."""
    where = expected["where"]
    if "at" not in expected:
        return where
    part, number = where.split(":")
    text, start = report.paragraphs(part)[int(number) - 1].text, -1
    for _ in range(expected.get("nth", 1)):
        start = text.index(expected["at"], start + 1)
    return f"{where}:{start}-{start + len(expected['at'])}"
