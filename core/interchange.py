"""The report as a JSON object, for `convert` and for the app's own file.

Beside the keys that any program may exchange (format, unit, year, title, preamble, sections, tables, cell_notes, notes) it carries what
only this program knows: signed, contact, profile (单位资料),
accepted (reasons for a 核实), as_read, marks (cells 手填, 带入, 待核对), inherited (paragraphs still last year's), live (figures in prose
that follow a cell, `core.interchange_live`), last_year.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core import profile
from core.errors import UnreadableFile
from core.interchange_live import live_of
from core.report import PREAMBLE, AsRead, Profile, Report
from core.values import Value

MARKS = ("manual", "carried", "doubtful")
# A value takes up to two hundred bytes of memory, however short it is in the file; a report has a thousand.
MAX_MARKS = 2_000_000


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
        "marks": {mark: [str(c) for c in report.form.cells if getattr(report.entry(c), mark)] for mark in MARKS},
        "inherited": {part: _inherited(report, part) for part in (PREAMBLE, *parts) if _inherited(report, part)},
    }
    if live := {part: live_of(report.paragraphs(part)) for part in (PREAMBLE, *parts) if live_of(report.paragraphs(part))}:
        data["live"] = live
    if report.contact:
        data["contact"] = report.contact
    if report.profile != Profile():
        data["profile"] = profile.to_dict(report.profile)
    if report.accepted:
        data["accepted"] = [asdict(each) for each in report.accepted]
    if report.as_read != AsRead():
        headings = [list(pair) for pair in report.as_read.headings]
        data["as_read"] = {
            "headings": headings,
            "one_row_other": report.as_read.one_row_other,
            "remains": [list(pair) for pair in report.as_read.remains],
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


def dumps(report: Report) -> bytes:
    """Serialise a report; the same report gives the same bytes. 万元 are written as decimal numbers, digit by digit."""
    return serialise(to_dict(report))


def serialise(data: Mapping[str, Any]) -> bytes:
    """Serialise any JSON object as this program writes it."""
    import simplejson

    text = simplejson.dumps(data, use_decimal=True, ensure_ascii=False, indent=1) + "\n"
    # Half a surrogate pair in a key that is not ours has no UTF-8; as an escape it is the JSON that it came from.
    return text.encode("utf-8", "backslashreplace")


def loads(data: bytes) -> object:
    """Parse JSON bytes with Decimal for fractions; UnreadableFile says that it is no JSON, or too much."""
    import simplejson

    if sum(map(data.count, (b"{", b"[", b":", b","))) > MAX_MARKS:
        raise UnreadableFile("打不开这份文件", "内容太多，不像是一份年度报告的数据；请换一份文件")
    try:
        return simplejson.loads(data.decode("utf-8-sig"), use_decimal=True)
    except (ValueError, RecursionError, ArithmeticError) as fault:
        raise UnreadableFile("打不开这份文件", "内容不是完整的 JSON，可能没有保存完；请换一份文件") from fault
