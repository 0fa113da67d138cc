"""How far the report is: the state of each section and the list of what is left to do. Computed from the session, no widgets."""

from dataclasses import dataclass

from core.report import PREAMBLE, Report
from core.rules.engine import Level
from core.schema import CellId, Section
from gui.places import INFO, Place, place_of
from gui.session import Session

# The rules that hold this year's numbers against what last year's report left.
_CARRIED = ("H1", "H2")


@dataclass(frozen=True, slots=True)
class State:
    """What a section still lacks: findings by level, cells 未填, paragraphs still last year's; `blank` where nothing is written."""

    errors: int = 0
    confirms: int = 0
    hints: int = 0
    empty: int = 0
    inherited: int = 0
    blank: bool = False

    @property
    def done(self) -> bool:
        """Whether nothing must be done here any more."""
        return not (self.errors or self.confirms or self.empty or self.inherited or self.blank)


@dataclass(frozen=True, slots=True)
class Todo:
    """A line of 待办: `place` is where it is done, `cells` what 填 0 would fill."""

    text: str
    done: bool
    place: Place
    cells: tuple[CellId, ...] = ()


def state(session: Session, page: str) -> State:
    """Return the state of a section, or of `info` (title, fields, preamble)."""
    levels = [finding.level for finding in session.findings_in(page)]
    counts = (levels.count(Level.ERROR), levels.count(Level.CONFIRM), levels.count(Level.HINT))
    report = session.report
    if page == INFO:
        held = report.paragraphs(PREAMBLE)
        return State(
            *counts, inherited=sum(p.inherited for p in held), empty=int(not report.signed_date), blank=not (report.unit and report.year)
        )
    if report.form.section(page).kind == "table":
        return State(*counts, empty=len(empty_cells(report, page)))
    held = report.paragraphs(page)
    return State(*counts, inherited=sum(p.inherited for p in held), blank=not any(p.text.strip() for p in held))


def empty_cells(report: Report, table: str) -> tuple[CellId, ...]:
    """Return the cells of a table that are 未填 and have no sum."""
    sums = report.form.sum_of
    return tuple(c for c in report.form.table(table).cells if c not in sums and report.value(c) is None)


def todos(session: Session) -> list[Todo]:
    """Return 待办: what the year's work asks for, done or not, always in the same order so that no line jumps away."""
    report = session.report
    found: list[Todo] = []
    if report.last is not None:
        wrong = [f for f in session.open_findings if f.rule in _CARRIED]
        found.append(Todo("核对上年结转", not wrong, place_of(wrong[0], report) if wrong else Place(report.form.tables[0].id)))
    for section in report.form.sections:
        found.append(_table_todo(report, section) if section.kind == "table" else _text_todo(report, section))
    found.append(Todo("填写落款日期", bool(report.signed_date), Place(INFO, field="signed_date")))
    return found


def _table_todo(report: Report, section: Section) -> Todo:
    cells = empty_cells(report, section.id)
    text = f"表{section.number}还有 {len(cells)} 格未填" if cells else f"表{section.number}填齐"
    return Todo(text, not cells, Place(section.id, cells[0] if cells else None), cells)


def _text_todo(report: Report, section: Section) -> Todo:
    held = report.paragraphs(section.id)
    if report.last is None or not any(p.text.strip() for p in held):
        return Todo(f"写第{section.number}部分", any(p.text.strip() for p in held), Place(section.id))
    first = next((number for number, p in enumerate(held) if p.inherited), None)
    return Todo(f"第{section.number}部分改写上年文字", first is None, Place(section.id, paragraph=first))


def short_title(section: Section) -> str:
    """Shorten a section's title for narrow places; the words that every title shares say nothing there."""
    return section.title.replace("政府信息公开", "")
