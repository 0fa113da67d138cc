"""How far the report is: the state of each section and the list of what is left to do. Computed from the session, no widgets."""

from dataclasses import dataclass

from core.report import PREAMBLE, Report
from core.rules.engine import Level
from core.schema import CellId, Section, Table
from gui.places import INFO, Place, place_of
from gui.session import Session

# The rules that hold this year's numbers against what last year's report left.
_CARRIED = ("H1", "H2")
# The rule of the cells 未填.
_BLANKS = "A4"


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
    """A line of 待办: `place` is where it is done, `cells` what 填 0 would fill, `aspect` what its section must speak of.

    `keep` names the part whose text of last year may stand as it is.
    """

    text: str
    done: bool
    place: Place
    cells: tuple[CellId, ...] = ()
    aspect: bool = False
    keep: str = ""


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
    sums, held = report.form.sum_of, report.entries
    return tuple(c for c in report.form.table(table).cells if (c not in held or held[c].value is None) and c not in sums)


def todos(session: Session) -> list[Todo]:
    """Return 待办: what the year's work asks for, in the order of the report, done or not, so that no line jumps away."""
    report = session.report
    found = [Todo("填写单位和年度", bool(report.unit and report.year), Place(INFO, field="year" if report.unit else "unit"))]
    if report.last is not None and report.paragraphs(PREAMBLE):
        old = [number for number, p in enumerate(report.paragraphs(PREAMBLE)) if p.inherited]
        text = f"前言核对 {len(old)} 段" if old else "前言已核对"
        # Its words are the same every year, the years in them have been stepped.
        found.append(Todo(text, not old, Place(INFO, paragraph=old[0] if old else None), keep=PREAMBLE if old else ""))
    for section in report.form.sections:
        if section.kind == "table" and report.last is not None and any(table.carries for table in _tables(report, section)):
            found.append(_carried_todo(session, section))
        found.append(_table_todo(report, section) if section.kind == "table" else _text_todo(report, section))
    found.append(Todo("填写落款日期", bool(report.signed_date), Place(INFO, field="signed_date")))
    found += [_findings_todo(session, level, verb) for level, verb in ((Level.ERROR, "改正"), (Level.CONFIRM, "说明"))]
    return found


def _tables(report: Report, section: Section) -> list[Table]:
    return [table for table in report.form.tables if table.id == section.id]


def _carried_todo(session: Session, section: Section) -> Todo:
    report = session.report
    wrong = [p for f in session.open_findings if f.rule in _CARRIED and (p := place_of(f, report)).page == section.id]
    return Todo(f"表{section.number}与上年衔接", not wrong, wrong[0] if wrong else Place(section.id))


def _findings_todo(session: Session, level: Level, verb: str) -> Todo:
    """Return the line for the findings of a level that no other line speaks of."""
    open_ = [f for f in session.open_findings if f.level is level and f.rule not in (*_CARRIED, _BLANKS)]
    text = f"{verb} {len(open_)} 处{level.label}" if open_ else f"没有要{verb}的{level.label}"
    return Todo(text, not open_, place_of(open_[0], session.report) if open_ else Place(INFO))


def aspects(session: Session, section: Section) -> list[Todo]:
    """Return the aspects that a section must speak of; one is done where there is prose and rule S2 does not miss it."""
    held = session.report.paragraphs(section.id)
    missing = [f.message for f in session.findings if f.rule == "S2"]
    spoken = any(p.text.strip() for p in held)
    return [Todo(a, spoken and not any(a in m for m in missing), Place(section.id), aspect=True) for a in section.aspects]


def _table_todo(report: Report, section: Section) -> Todo:
    cells = empty_cells(report, section.id)
    text = f"表{section.number} {len(cells)} 格未填" if cells else f"表{section.number}填齐"
    return Todo(text, not cells, Place(section.id, cells[0] if cells else None), cells)


def _text_todo(report: Report, section: Section) -> Todo:
    held = report.paragraphs(section.id)
    if report.last is None or not any(p.text.strip() for p in held):
        return Todo(f"写第{section.number}部分", any(p.text.strip() for p in held), Place(section.id))
    old = [number for number, p in enumerate(held) if p.inherited]
    text = f"第{section.number}部分改写 {len(old)} 段" if old else f"第{section.number}部分已改写"
    return Todo(text, not old, Place(section.id, paragraph=old[0] if old else None))


def short_title(section: Section) -> str:
    """Shorten a section's title for narrow places; the words that every title shares say nothing there."""
    return section.title.replace("政府信息公开", "")
