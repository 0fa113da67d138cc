"""A JSON object that anybody may have written -> a report; what is wrong in detail is noted and left out.

The keys are those of `core.interchange`.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from core import profile
from core.calculation import settle
from core.errors import UnreadableFile
from core.interchange import MARKS
from core.interchange_live import LiveReading, follow
from core.live import carried
from core.prose import tidy, tidy_lines, tidy_paragraphs
from core.report import LONGEST_MEMO, PREAMBLE, Acceptance, AsRead, Entry, Note, Paragraph, Report, official_title
from core.schema import CellId, Format, formats
from core.values import MAX_DIGITS, CellType, Value, parse, show, tidy_number

_KNOWN = frozenset(
    [
        "format",
        "unit",
        "year",
        "title",
        "preamble",
        "sections",
        "tables",
        "cell_notes",
        "notes",
        "signed",
        "contact",
        "profile",
        "memos",
        "accepted",
        "as_read",
        "marks",
        "inherited",
        "live",
        "last_year",
        "app",
        "version",
    ]
)
LONGEST_REMARK = 1000
LAST_YEAR = 9999
_LONGEST_NUMBER = 60
_DEEPEST = 60
_WRONG = "不是政府信息公开年度报告的数据"


def from_dict(data: object) -> Report:
    """Build a report from a JSON object; UnreadableFile where it is none. What it holds wrongly in detail is noted, not fatal."""
    return _Reading(data).report(with_last=True)


class _Reading:
    """One pass over a JSON object that anybody may have written: what is wrong in detail is noted and left out."""

    def __init__(self, data: object) -> None:
        if not isinstance(data, dict) or not isinstance(data.get("tables"), dict):
            raise UnreadableFile("打不开这份文件", f"{_WRONG}（缺少 tables）；请选择由本程序写出的文件")
        key = data.get("format")
        form = formats().get(key) if isinstance(key, str) else None
        if form is None:
            known = "、".join(formats())
            raise UnreadableFile("打不开这份文件", f"{_WRONG}（format 应为 {known} 之一）；请选择由本程序写出的文件")
        self.data: dict[str, Any] = data
        self.form: Format = form
        self.notes = [Note(_text(n.get("where")), _text(n.get("message"))) for n in _list(data.get("notes")) if isinstance(n, dict)]

    def report(self, *, with_last: bool) -> Report:
        data, signed = self.data, _mapping(self.data.get("signed"))
        unit = _text(data.get("unit"))
        year = self.year()
        report = Report(self.form, unit=unit, year=year, title=_text(data.get("title")) or official_title(unit, year))
        report.signed_unit, report.signed_date = _text(signed.get("unit")), _text(signed.get("date"))
        report.contact = _text(data.get("contact"))
        report.profile = profile.from_dict(data.get("profile"))
        report.accepted = tuple(_accepted(data.get("accepted")))
        report.texts = self.texts()
        report.as_read = self.as_read()
        settle(report, self.entries())
        self.notes += follow(report)
        self.mark(report)
        report.memos = self.memos()
        report.extra = {key: value for key, value in data.items() if key not in _KNOWN and self.keeps(key, value)}
        if with_last and isinstance(data.get("last_year"), dict):
            report.last = self.last_year(data["last_year"])
        report.notes = tuple(dict.fromkeys(note for note in self.notes if note.message))
        return report

    def year(self) -> int:
        """Return the year, 0 where it is not known; what cannot be one is named in a note."""
        raw = self.data.get("year")
        if type(raw) is int and 0 <= raw <= LAST_YEAR:
            return raw
        if raw is not None:
            shown = f"“{_text(raw)[:20]}”" if isinstance(raw, str) else "内容"
            self.notes.append(Note("year", f"文件里的年度{shown}不是年份，没有读入，请填写"))
        return 0

    def keeps(self, key: str, value: object) -> bool:
        """Tell whether a key that is not ours can be written again; nested without end, it could not."""
        level, depth = [value], 0
        while level and depth <= _DEEPEST:
            level = [inner for each in level if isinstance(each, dict | list) for inner in _inside(each)]
            depth += 1
        if level:
            self.notes.append(Note("", f"文件里的“{_text(key)[:60]}”层数太多，没有读入"))
        return not level

    def last_year(self, data: dict[str, Any]) -> Report | None:
        try:
            return _Reading(data).report(with_last=False)
        except UnreadableFile:
            self.notes.append(Note("", "文件里的上年报告不完整，没有读入"))
            return None

    def texts(self) -> dict[str, tuple[Paragraph, ...]]:
        sections, inherited = _mapping(self.data.get("sections")), _mapping(self.data.get("inherited"))
        raw = {PREAMBLE: self.data.get("preamble")} | {s.id: sections.get(s.id) for s in self.form.text_sections}
        self.note_strange(sections, [s.id for s in self.form.text_sections], "sections")
        live = _mapping(self.data.get("live"))
        found = {part: self.paragraphs(part, value, _list(inherited.get(part)), live.get(part)) for part, value in raw.items()}
        return {part: texts for part, texts in found.items() if texts}

    def paragraphs(self, part: str, value: object, inherited: Sequence[object], live: object) -> tuple[Paragraph, ...]:
        items = [value] if isinstance(value, str) else _list(value)
        if not all(isinstance(item, str) for item in items) or not (value is None or isinstance(value, str | list)):
            self.notes.append(Note(part, "文件里这一部分有不是文字的内容，没有读入"))
        old = {n for n in inherited if type(n) is int}
        figures = LiveReading(live, self.form)
        made: list[Paragraph] = []
        for number, item in enumerate(items):
            if isinstance(item, str):
                texts = tidy_paragraphs([item])
                # Tidied, a text may be shorter than the one that the figures were counted in.
                kept = carried([Paragraph(item, live=figures.of(number, item))], texts)
                made += [Paragraph(text, number in old, kept.get(place, ())) for place, text in enumerate(texts)]
        self.notes += figures.notes(part)
        return tuple(made)

    def as_read(self) -> AsRead:
        raw = _mapping(self.data.get("as_read"))
        sections = set(self.form.section_ids)
        remains = _pairs(raw.get("remains"), {*sections, PREAMBLE})
        return AsRead(_pairs(raw.get("headings"), sections), raw.get("one_row_other") is True, remains)

    def entries(self) -> dict[CellId, Entry]:
        tables, remarks = self.data["tables"], _mapping(self.data.get("cell_notes"))
        entries: dict[CellId, Entry] = {}
        for cell, kind in self.form.types.items():
            raw = _mapping(_mapping(tables.get(cell.table)).get(cell.row)).get(cell.column)
            value, found = self.value(raw, kind, cell)
            remark = self.remark(remarks.get(str(cell)), cell) or found
            if value is not None or remark:
                entries[cell] = Entry(value, remark=remark)
        self.note_strange_cells(tables)
        return entries

    def remark(self, raw: object, cell: CellId) -> str:
        remark = _text(raw)
        if len(remark) > LONGEST_REMARK:
            self.notes.append(Note(str(cell), f"附注超过 {LONGEST_REMARK} 字，只保留了开头"))
        return remark[:LONGEST_REMARK].strip()

    def memos(self) -> dict[CellId, str]:
        """Return the 批注; they keep their line breaks."""
        found: dict[CellId, str] = {}
        for name, raw in _mapping(self.data.get("memos")).items():
            cell = CellId.parse(name) if isinstance(name, str) else None
            text = tidy_lines(raw, LONGEST_MEMO) if isinstance(raw, str) else ""
            if cell is not None and cell in self.form.cells and text:
                found[cell] = text
        return found

    def note_strange_cells(self, tables: Mapping[str, Any]) -> None:
        """Tell of rows and cells that the form does not have."""
        columns: dict[tuple[str, str], list[str]] = {}
        for cell in self.form.cells:
            columns.setdefault((cell.table, cell.row), []).append(cell.column)
        self.note_strange(tables, [t.id for t in self.form.tables], "tables")
        for table in self.form.tables:
            rows = _mapping(tables.get(table.id))
            self.note_strange(rows, [row for t, row in columns if t == table.id], table.id)
            for (of, row), known in columns.items():
                if of == table.id:
                    self.note_strange(_mapping(rows.get(row)), known, f"{of}.{row}")

    def note_strange(self, found: Mapping[str, Any], known: Sequence[str], where: str) -> None:
        for name in (name for name in found if name not in known):
            self.notes.append(Note(f"{where}.{_text(name)[:60]}", "文件里的这一项在表样中没有，没有读入"))

    def value(self, raw: object, kind: CellType, cell: CellId) -> tuple[Value, str]:
        if raw is None:
            return None, ""
        if isinstance(raw, str):
            parsed = parse(raw, kind)
            if parsed.guess:
                self.notes.append(Note(str(cell), parsed.guess))
            return parsed.value, parsed.remark
        if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
            self.notes.append(Note(str(cell), "文件里这一格不是数字，按未填处理"))
            return None, ""
        return number(raw, kind), ""

    def mark(self, report: Report) -> None:
        marks = _mapping(self.data.get("marks"))
        for mark in MARKS:
            for name in _list(marks.get(mark)):
                cell = CellId.parse(name) if isinstance(name, str) else None
                if cell is not None and cell in report.form.cells:
                    _set_mark(report, cell, mark)


def _accepted(value: object) -> Iterable[Acceptance]:
    """Yield the acceptances that name a rule and a reason."""
    for each in map(_mapping, _list(value)):
        made = Acceptance(*(_text(each.get(key)) for key in ("rule", "where", "basis", "reason")))
        if made.rule and made.reason:
            yield made


def _pairs(value: object, known: Container[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a place that is known and a text."""
    pairs = [p for p in _list(value) if isinstance(p, list) and len(p) == 2]
    return tuple((a, _text(b)) for a, b in pairs if isinstance(a, str) and a in known)


def _inside(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _text(value: object) -> str:
    return tidy(value) if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _set_mark(report: Report, cell: CellId, mark: str) -> None:
    entry = report.entry(cell)
    if mark != "manual" or (cell in report.form.sum_of and entry.value is not None):
        report.entries[cell] = replace(entry, **{mark: True})


def number(raw: int | Decimal, kind: CellType) -> Value:
    """Bring a number to the shape that a cell of this type holds; what is beyond all reason becomes text."""
    exact = Decimal(raw)
    if not exact.is_finite() or not -MAX_DIGITS <= exact.adjusted() < MAX_DIGITS or len(exact.as_tuple().digits) > MAX_DIGITS:
        return str(exact)[:_LONGEST_NUMBER]
    plain = tidy_number(exact)
    if len(show(abs(plain))) > MAX_DIGITS:
        return show(plain)
    if kind is CellType.MONEY:
        return show(plain)
    return int(plain) if kind is not CellType.MONEY_WAN and plain == int(plain) else plain
