"""The report as a JSON object, for `convert` and for the app's own file.

Beside the keys that any program may exchange (format, unit, year, title, preamble, sections, tables, cell_notes, notes) it carries what
only this program knows: signed, as_read, marks (cells 手填, 带入, 待核对), inherited (paragraphs still last year's), last_year.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from core.calculation import settle
from core.errors import UnreadableFile
from core.prose import tidy, tidy_paragraphs
from core.report import PREAMBLE, AsRead, Entry, Note, Paragraph, Report, official_title
from core.schema import CellId, Format, formats
from core.values import MAX_DIGITS, CellType, Value, parse

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
        "as_read",
        "marks",
        "inherited",
        "last_year",
        "app",
        "version",
    ]
)
_MARKS = ("manual", "carried", "doubtful")
_WRONG = "不是政府信息公开年度报告的数据"


def to_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain JSON values, in a fixed order of keys."""
    parts = {s.id: [p.text for p in report.paragraphs(s.id)] for s in report.form.text_sections}
    data: dict[str, Any] = {
        "format": report.form.id,
        "unit": report.unit,
        "year": report.year,
        "title": report.title,
        "preamble": [p.text for p in report.paragraphs(PREAMBLE)],
        "sections": parts,
        "tables": _tables(report),
        "cell_notes": {str(cell): report.entry(cell).remark for cell in report.form.cells if report.entry(cell).remark},
        "notes": [{"where": note.where, "message": note.message} for note in report.notes],
        "signed": {"unit": report.signed_unit, "date": report.signed_date},
        "marks": {mark: [str(c) for c in report.form.cells if getattr(report.entry(c), mark)] for mark in _MARKS},
        "inherited": {part: _inherited(report, part) for part in (PREAMBLE, *parts) if _inherited(report, part)},
    }
    if report.as_read != AsRead():
        headings = [list(pair) for pair in report.as_read.headings]
        data["as_read"] = {
            "headings": headings,
            "one_row_other": report.as_read.one_row_other,
        }
    if report.last is not None:
        data["last_year"] = {key: value for key, value in to_dict(report.last).items() if key != "last_year"}
    return data | report.extra


def _tables(report: Report) -> dict[str, dict[str, dict[str, Value]]]:
    tables: dict[str, dict[str, dict[str, Value]]] = {table.id: {} for table in report.form.tables}
    for cell in report.form.cells:
        tables[cell.table].setdefault(cell.row, {})[cell.column] = report.value(cell)
    return tables


def _inherited(report: Report, part: str) -> list[int]:
    return [i for i, paragraph in enumerate(report.paragraphs(part)) if paragraph.inherited]


def from_dict(data: object) -> Report:
    """Build a report from a JSON object; UnreadableFile where it is none. What it holds wrongly in detail is noted, not fatal."""
    return _Reading(data).report(with_last=True)


class _Reading:
    """One pass over a JSON object that anybody may have written."""

    def __init__(self, data: object) -> None:
        if not isinstance(data, dict) or "tables" not in data or not isinstance(data["tables"], dict):
            raise UnreadableFile("打不开这份文件", f"{_WRONG}（缺少 tables）；请选择由本程序写出的文件")
        form = formats().get(str(data.get("format", "")))
        if form is None:
            known = "、".join(formats())
            raise UnreadableFile(
                "打不开这份文件",
                f"{_WRONG}（format 应为 {known} 之一）；请选择由本程序写出的文件",
            )
        self.data: dict[str, Any] = data
        self.form: Format = form
        self.notes = [Note(self.text(n.get("where")), self.text(n.get("message"))) for n in self.dicts("notes")]

    @staticmethod
    def text(value: object) -> str:
        return tidy(value) if isinstance(value, str) else ""

    def dicts(self, key: str) -> list[dict[str, Any]]:
        value = self.data.get(key)
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    def mapping(self, key: str, where: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        value = (self.data if where is None else where).get(key)
        return value if isinstance(value, dict) else {}

    def report(self, *, with_last: bool) -> Report:
        year = self.data.get("year")
        unit = self.text(self.data.get("unit"))
        signed = self.mapping("signed")
        report = Report(
            self.form,
            unit=unit,
            year=year if isinstance(year, int) and 0 <= year <= 9999 else 0,
        )
        report.title = self.text(self.data.get("title")) or official_title(unit, report.year)
        report.signed_unit, report.signed_date = (
            self.text(signed.get("unit")),
            self.text(signed.get("date")),
        )
        report.texts = self.texts()
        report.as_read = self.as_read()
        settle(report, self.entries())
        self.mark(report)
        report.extra = {key: value for key, value in self.data.items() if key not in _KNOWN}
        if with_last and isinstance(self.data.get("last_year"), dict):
            report.last = _Reading(self.data["last_year"]).report(with_last=False)
        report.notes = tuple(dict.fromkeys(self.notes))
        return report

    def texts(self) -> dict[str, tuple[Paragraph, ...]]:
        sections, inherited = self.mapping("sections"), self.mapping("inherited")
        raw = {PREAMBLE: self.data.get("preamble")} | {s.id: sections.get(s.id) for s in self.form.text_sections}
        texts = {}
        for part, value in raw.items():
            strings = tidy_paragraphs(p for p in value if isinstance(p, str)) if isinstance(value, list) else ()
            numbers = inherited.get(part)
            old = {n for n in numbers if isinstance(n, int)} if isinstance(numbers, list) else set()
            texts[part] = tuple(Paragraph(text, i in old) for i, text in enumerate(strings))
        return texts

    def as_read(self) -> AsRead:
        raw = self.mapping("as_read")
        headings = raw.get("headings")
        pairs = [p for p in headings if isinstance(p, list) and len(p) == 2] if isinstance(headings, list) else []
        kept = tuple((str(a), tidy(str(b))) for a, b in pairs if str(a) in self.form.section_ids)
        return AsRead(kept, raw.get("one_row_other") is True)

    def entries(self) -> dict[CellId, Entry]:
        tables = self.mapping("tables")
        remarks = self.mapping("cell_notes")
        entries: dict[CellId, Entry] = {}
        for cell, kind in self.form.types.items():
            raw = self.mapping(cell.row, self.mapping(cell.table, tables)).get(cell.column)
            value, found = self.value(raw, kind, cell)
            remark = self.text(remarks.get(str(cell))) or found
            if value is not None or remark:
                entries[cell] = Entry(value, remark=remark)
        self.note_strangers(tables)
        return entries

    def note_strangers(self, tables: Mapping[str, Any]) -> None:
        known = {(cell.table, cell.row) for cell in self.form.cells}
        for table, rows in tables.items():
            for row in rows if isinstance(rows, dict) else ():
                if (table, row) not in known:
                    self.notes.append(
                        Note(
                            f"{tidy(str(table))}.{tidy(str(row))}",
                            "文件里的这一行在表样中没有，没有读入",
                        )
                    )

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
        marks = self.mapping("marks")
        for mark in _MARKS:
            names = marks.get(mark)
            for cell in _cells(names if isinstance(names, list) else (), report.form):
                _set_mark(report, cell, mark)


def _cells(names: Iterable[Any], form: Format) -> Iterable[CellId]:
    for name in names:
        cell = CellId.parse(name) if isinstance(name, str) else None
        if cell is not None and cell in form.cells:
            yield cell


def _set_mark(report: Report, cell: CellId, mark: str) -> None:
    entry = report.entry(cell)
    if mark == "manual" and (cell not in report.form.sum_of or entry.value is None):
        return
    flags = {name: getattr(entry, name) for name in _MARKS} | {mark: True}
    report.entries[cell] = Entry(entry.value, remark=entry.remark, **flags)


def number(raw: int | Decimal, kind: CellType) -> Value:
    """Bring a number to the shape that a cell of this type holds; what is beyond all reason becomes text."""
    if isinstance(raw, Decimal):
        if not raw.is_finite() or raw.adjusted() >= MAX_DIGITS or len(raw.as_tuple().digits) > MAX_DIGITS:
            return str(raw)[:60]
    elif abs(raw) >= 10**MAX_DIGITS:
        return str(raw)[:60]
    if kind is CellType.MONEY:
        return format(raw, "f") if isinstance(raw, Decimal) else str(raw)
    if kind is CellType.MONEY_WAN:
        return parse(format(Decimal(raw), "f"), kind).value
    return int(raw) if raw == int(raw) else raw


def dumps(report: Report) -> bytes:
    """Serialise a report; the same report gives the same bytes. 万元 are written as decimal numbers, digit by digit."""
    return serialise(to_dict(report))


def serialise(data: Mapping[str, Any]) -> bytes:
    """Serialise any JSON object as this program writes it."""
    import simplejson

    return (simplejson.dumps(data, use_decimal=True, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def loads(data: bytes) -> object:
    """Parse JSON bytes with Decimal for fractions; UnreadableFile says that it is no JSON."""
    import simplejson

    try:
        return simplejson.loads(data.decode("utf-8-sig"), use_decimal=True)
    except (ValueError, RecursionError, ArithmeticError) as fault:
        raise UnreadableFile("打不开这份文件", "内容不是完整的 JSON，可能没有保存完；请换一份文件") from fault
