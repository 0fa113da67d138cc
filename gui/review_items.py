"""What a person should look at before a report is taken in: notes, cells in doubt, numbers and words not taken in. No widgets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from core.errors import AppError
from core.importers.origins import Place
from core.importers.source import RawText
from core.places import place_label
from core.report import PREAMBLE, Note, Report
from core.schema import CellId
from gui.review_links import TITLE, Links


class Kind(Enum):
    """By what a person filters."""

    DOUBT = "要核对的格子"
    LOST = "没有读入的"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at: under which heading, where in words, what; and where it leads on either side."""

    group: str
    place: str
    message: str
    kind: Kind
    part: str = ""
    cells: tuple[CellId, ...] = ()
    raw: Place | None = None


INFO = "报告信息"
FAILED = "没有读出来的文件"
_FIELDS = ("", TITLE, "unit", "year")
_LOST = re.compile("没有(?:读入|填入|找到|这一行)|原文没有“|只读入")
# A note that names what stood in the source.
_QUOTED = re.compile("（原文：([^（）]+)）")
_UNREAD = re.compile("没有读入：(.+)")
_WORDS, _LONGEST = 5, 48
_SECTION = re.compile("原文没有“[^”]+”这一部分")
_NO_TABLE = ("表格没有找到，按未填处理", "没有找到数字，按未填处理")
_JOINED = "被分页断开"


def items_of(links: Links, faults: Sequence[tuple[str, AppError]] = ()) -> list[Item]:
    """Return everything in the order of the form: files that failed first, what no part of the form answers for last."""
    report = links.report
    found = [Item(FAILED, name, fault.message or fault.title, Kind.LOST) for name, fault in faults]
    notes = _once([_of_note(note, links) for note in _told_apart(report.notes)])
    noted = {cell for item in notes for cell in item.cells}
    everything = [*notes, *_in_doubt(report, noted), *_lost_numbers(links, notes), *_lost_words(links)]
    order = [INFO, _name(report, PREAMBLE), *(section.title for section in report.form.sections)]
    return found + sorted(everything, key=lambda item: order.index(item.group))


def _told_apart(notes: Sequence[Note]) -> list[Note]:
    """Leave out that a table was not found where its whole section is said to be missing, and say there what follows."""
    missing = {note.where for note in notes if _SECTION.fullmatch(note.message)}
    without = {note.where for note in notes if note.where in missing and note.message in _NO_TABLE}
    kept = [note for note in notes if not (note.where in without and note.message in _NO_TABLE)]
    return [replace(n, message=f"{n.message}，按未填处理") if n.where in without and _SECTION.fullmatch(n.message) else n for n in kept]


def _once(items: Iterable[Item]) -> list[Item]:
    """Name a row of the source once, however many rows of the form it stood beside."""
    first: dict[object, Item] = {}
    for at, item in enumerate(items):
        first.setdefault(at if item.raw is None else (item.part, item.message, item.raw), item)
    return list(first.values())


def _name(report: Report, part: str) -> str:
    if part in report.form.section_ids:
        return report.form.section(part).title
    return "前言" if part == PREAMBLE else INFO


def _of_note(note: Note, links: Links) -> Item:
    report, form = links.report, links.report.form
    cell = CellId.parse(note.where)
    part = note.where.partition(":")[0].partition(".")[0]
    cells = (cell,) if cell in form.cells else tuple(c for c in form.cells if f"{c.table}.{c.row}" == note.where)
    if _LOST.search(note.message):
        kind = Kind.LOST
    elif cells or ("核对" in note.message and part in (table.id for table in form.tables)):
        kind = Kind.DOUBT
    else:
        kind = Kind.OTHER
    part = part if part in form.section_ids or part == PREAMBLE else TITLE if part in _FIELDS else ""
    quoted = _QUOTED.search(note.message)
    raw = links.row_of(part, quoted[1].split("、")) if quoted else None
    unread = _UNREAD.search(note.message)
    if unread is not None and raw is None:
        # The last of them may be cut short.
        words = re.split(r"[\s　]+", unread[1])[:_WORDS]
        raw = links.row_of(part, words) or links.text_at(words[0])
    if raw is None and _JOINED in note.message:
        raw = links.joined_at(part)
    known = tuple(c for c in cells if c is not None)
    return Item(_name(report, part), place_label(form, note.where), note.message, kind, part, known, raw)


def _in_doubt(report: Report, noted: set[CellId]) -> Iterable[Item]:
    """Name the rows with cells in doubt that no note speaks of."""
    cells = [cell for cell in report.form.cells if report.entry(cell).doubtful and cell not in noted]
    for _, group in groupby(cells, key=lambda cell: (cell.table, cell.row)):
        row = list(group)
        where = report.form.label(row[0]) if len(row) == 1 else report.form.row_label(row[0])
        message = f"这一行有 {len(row)} 格待核对" if len(row) > 1 else "这一格待核对"
        yield Item(_name(report, row[0].table), where, message, Kind.DOUBT, row[0].table, tuple(row))


def _lost_numbers(links: Links, told: Sequence[Item]) -> Iterable[Item]:
    """Name the raw grids that hold numbers which no cell took and that no note speaks of."""
    named = {item.raw[:2] for item in told if item.kind is Kind.LOST and item.raw is not None}
    for block, lost in links.lost.items():
        places = [place for place in lost if (block, place[0]) not in named]
        if not places:
            continue
        table = links.source.blocks[block]
        texts = [] if isinstance(table, RawText) else [(table.rows[r][c] or "").strip() for r, c in places]
        shown = "、".join(texts[:8]) + ("……" if len(texts) > 8 else "")
        part = links.part_of(block)
        message = f"原表里有 {len(places)} 个数没有放进报告：{shown}"
        yield Item(_name(links.report, part), "原文件的表格", message, Kind.LOST, part, (), (block, *places[0]))


def _lost_words(links: Links) -> Iterable[Item]:
    """Name the runs of paragraphs that were not read and that no note speaks of."""
    told = "".join(note.message for note in links.report.notes)
    blocks = list(enumerate(links.source.blocks))
    before = ""
    for unread, group in groupby(blocks, key=lambda pair: not links.part_of(pair[0])):
        run = list(group)
        if not unread:
            before = links.part_of(run[-1][0])
            continue
        texts = [(at, raw.text.strip()) for at, raw in run if isinstance(raw, RawText) and raw.text.strip()]
        if texts and not all(text[:_LONGEST] in told for _, text in texts):
            first, text = texts[0]
            shown = text[:_LONGEST] + ("……" if len(text) > _LONGEST or len(texts) > 1 else "")
            message = f"有 {len(texts)} 段文字没有读入：{shown}"
            yield Item(_name(links.report, before), "原文件的文字", message, Kind.LOST, "", (), (first, -1, 0))
