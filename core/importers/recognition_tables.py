"""Find the cells of one official table in raw grids: rows by label and order together, values by their columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from core.importers.recognition_columns import column_wordings, heading_places, is_heading_row, prepared
from core.importers.recognition_labels import SURE, align, bare, best_likeness
from core.importers.recognition_rows import Line, is_value, place_values, take_apart
from core.importers.source import RawTable
from core.places import place_label
from core.report import Entry, Note
from core.schema import Block, CellId, Format, Row, Table
from core.values import CellType, parse


@dataclass
class Found:
    """What a table's raw grids gave: entries, notes, and which rows of an older edition stood in it."""

    entries: dict[CellId, Entry] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    old_rows: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """A row that a raw row may turn out to be: its wordings, the cells it fills, and the older edition's row id where it is one."""

    wordings: tuple[str, ...]
    cells: tuple[CellId, ...]
    place: str
    block: Block
    old: str = ""


def find(form: Format, table: Table, raw: Sequence[RawTable], strangers: Sequence[Target] = ()) -> Found:
    """Read one official table out of the raw grids of its section.

    `strangers` are rows of another edition that may stand in this one; their cells are this edition's.
    """
    return _Grouped(form, table, raw).read() if table.grouped else _Rows(form, table, raw, strangers).read()


def row_wordings(row: Row) -> tuple[str, ...]:
    """Return the bare wordings under which a row is known: its label, the variants seen, its whole path, its label without its mark."""
    texts = (row.label, *row.seen, "".join(row.path), *("".join((*row.path[:-1], s)) for s in row.seen))
    return tuple(dict.fromkeys(bare(t) for t in texts))


def targets_of(table: Table) -> list[Target]:
    """Return a table's rows in order as targets."""
    found = []
    for block in table.blocks:
        for row in block.rows:
            cells = tuple(table.cell_id(row, column) for column in block.columns)
            found.append(Target(row_wordings(row), cells, f"{table.id}.{row.id}", block))
    return found


def enter(form: Format, found: Found, cell: CellId, text: str, *, doubtful: bool = False) -> None:
    """Parse one cell's text into an entry; what was assumed becomes a note."""
    parsed = parse(text, form.types[cell])
    if parsed.guess:
        found.notes.append(Note(str(cell), f"{form.label(cell)}：{parsed.guess}"))
    if isinstance(parsed.value, str) and form.types[cell] is not CellType.MONEY:
        found.notes.append(Note(str(cell), f"{form.label(cell)}：“{parsed.value[:30]}”不是数字，照原样保留，请改正"))
    entry = Entry(parsed.value, remark=parsed.remark, doubtful=doubtful)
    if entry != Entry():
        found.entries[cell] = entry


class _Rows:
    """A table whose rows bear labels (表二, 表三)."""

    def __init__(self, form: Format, table: Table, raw: Sequence[RawTable], strangers: Sequence[Target]) -> None:
        self.form, self.table, self.raw = form, table, raw
        self.targets = _merge(targets_of(table), strangers)
        self.found = Found()
        self.without_total: list[str] = []
        self.heads = {bare(b.corner) for b in table.blocks} | {bare(b.title) for b in table.blocks}
        self.heads |= {bare(t) for b in table.blocks for c in b.columns for t in (*c.path, *c.seen)} - {""}

    def read(self) -> Found:
        lines = [line for line in self.lines() if not self.is_head(line)]
        matched = self.match(lines)
        guessed = self.by_position(lines, matched)
        for index, target in sorted((matched | guessed).items()):
            self.fill(lines[index], self.targets[target], guessed=index in guessed)
        self.tell_without_total()
        self.tell_missing(set(matched.values()) | set(guessed.values()))
        self.tell_left_over(lines, matched.keys() | guessed.keys())
        return self.found

    def lines(self) -> list[Line]:
        if len(self.table.blocks) == 1:
            return prepared(self.raw, self.table.blocks[0])
        return [take_apart(row, exact=table.exact) for table in self.raw for row in table.rows]

    def is_head(self, line: Line) -> bool:
        """Tell a row of headings: no value, and every text a heading of this table."""
        texts = [bare(t) for _, t in line.labels] + [bare(v) for v in line.filled]
        return not texts or all(t in self.heads for t in texts) or (not line.filled and self.like_heads(texts))

    def like_heads(self, texts: Sequence[str]) -> bool:
        return len(texts) > 1 and all(best_likeness([t], list(self.heads)) >= SURE - 0.2 for t in texts)

    def match(self, lines: Sequence[Line]) -> dict[int, int]:
        candidates = [tuple(bare(c) for c in line.candidates) for line in lines]
        return align([[best_likeness(texts, target.wordings) for target in self.targets] for texts in candidates])

    def by_position(self, lines: Sequence[Line], matched: Mapping[int, int]) -> dict[int, int]:
        """Between two matched rows, as many unmatched rows with values as rows of the form missing are those rows."""
        guessed: dict[int, int] = {}
        stops = [(-1, -1), *sorted(matched.items()), (len(lines), len(self.targets))]
        for (i, j), (k, m) in pairwise(stops):
            between = [n for n in range(i + 1, k) if lines[n].filled]
            missing = [t for t in range(j + 1, m) if not self.targets[t].old]
            if between and len(between) == len(missing) and i >= 0 and k < len(lines):
                guessed |= dict(zip(between, missing, strict=True))
        return guessed

    def fill(self, line: Line, target: Target, *, guessed: bool) -> None:
        texts = self.values(line, target)
        where, name = target.place, place_label(self.form, target.place)
        if texts is None:
            shown = "、".join(line.filled[:12]) or "空"
            words = f"{name}：这一行的格子数和表头对不上，不能确定各数属于哪一列，没有填入（原文：{shown}）"
            self.found.notes.append(Note(where, words))
            return
        if guessed:
            self.found.notes.append(Note(where, f"{name}：原文这一行的名称是“{line.label[:30]}”，按位置对应，请核对"))
        elif (sure := best_likeness([bare(c) for c in line.candidates], target.wordings)) < SURE:
            self.found.notes.append(Note(where, f"{name}：原文写作“{line.label[:40]}”（相似 {sure:.0%}），请核对"))
        if target.old:
            self.found.old_rows.append(target.old)
            self.found.notes.append(Note(where, f"原文的“{line.label[:30]}”只有一行，是旧表样的写法，已记入“{name}”，请核对"))
        for cell, text in zip(target.cells, texts, strict=False):
            enter(self.form, self.found, cell, text, doubtful=guessed)

    def values(self, line: Line, target: Target) -> list[str] | None:
        """Return the row's texts in the order of the target's cells, fewer where the source lost its last column."""
        count = len(target.cells)
        if len(self.table.blocks) > 1:
            return _stacked_values(line, count)
        texts = place_values(line, count)
        if texts is None and self.lost_total and len(line.filled) == count - 1:
            texts = line.filled
        if texts is not None and len(texts) == count - 1:
            self.without_total.append(target.place)
        return texts

    @cached_property
    def lost_total(self) -> bool:
        """Tell whether some piece of the table has its headings but the last one."""
        first, last = (column_wordings(self.table.blocks[0].columns[i]) for i in (0, -1))
        for table in self.raw:
            texts = [bare(c or "") for row in table.rows if is_heading_row(row) for c in row]
            if any(t in first for t in texts) and not any(t in last for t in texts):
                return True
        return False

    def tell_without_total(self) -> None:
        if not self.without_total:
            return
        words = f"原文缺少总计列，有 {len(self.without_total)} 行的总计按各列相加，请核对"
        self.found.notes.append(Note(self.table.id, words))
        self.found.notes += [Note(where, f"{place_label(self.form, where)}：原文没有总计，按各列相加") for where in self.without_total]

    def tell_missing(self, seen: Iterable[int]) -> None:
        known = set(seen)
        filled = {cell for t in known for cell in self.targets[t].cells}
        lost = [t for n, t in enumerate(self.targets) if n not in known and not t.old and filled.isdisjoint(t.cells)]
        if len(lost) == sum(not t.old for t in self.targets):
            self.found.notes.append(Note(self.table.id, f"{self.form.section(self.table.id).title}：表格没有找到，按未填处理"))
            return
        self.found.notes += [Note(t.place, f"{place_label(self.form, t.place)}：原文没有这一行，按未填处理") for t in lost]

    def tell_left_over(self, lines: Sequence[Line], used: Iterable[int]) -> None:
        taken = set(used)
        for index, line in enumerate(lines):
            if index not in taken and line.filled:
                words = "　".join([*(t for _, t in line.labels), *line.filled])[:80]
                self.found.notes.append(Note(self.table.id, f"原文有一行没有对上，没有读入：{words}"))


def _stacked_values(line: Line, count: int) -> list[str] | None:
    values = [v for v in line.values if v is not None] if line.exact else list(line.values)
    if len(values) >= count and not any(v and v.strip() for v in values[count:]):
        return [v or "" for v in values[:count]]
    return place_values(line, count)


def _merge(targets: list[Target], strangers: Sequence[Target]) -> list[Target]:
    """Put each stranger before the first row whose cells it fills."""
    merged = list(targets)
    for stranger in strangers:
        place = next((i for i, t in enumerate(merged) if t.cells == stranger.cells), len(merged))
        merged.insert(place, stranger)
    return merged


class _Grouped:
    """A table with one row of values under its headings (表四)."""

    def __init__(self, form: Format, table: Table, raw: Sequence[RawTable]) -> None:
        self.form, self.table, self.raw = form, table, raw
        self.columns = table.blocks[0].columns
        self.cells = tuple(table.cell_id(table.blocks[0].rows[0], c) for c in self.columns)

    def read(self) -> Found:
        found = Found()
        if not self.raw:
            found.notes.append(Note(self.table.id, f"{self.form.section(self.table.id).title}：表格没有找到，按未填处理"))
            return found
        rows = [(row, table) for table in self.raw for row in table.rows]
        data = [(i, row, table) for i, (row, table) in enumerate(rows) if self.is_data(row)]
        if not data:
            return self.blank(found, rows)
        index, row, table = data[-1]
        if len(data) > 1:
            found.notes.append(
                Note(self.table.id, f"{self.form.section(self.table.id).title}：原文有 {len(data)} 行数字，只读入了最后一行")
            )
        texts = self.texts(row, [r for r, _ in rows[:index]], exact=table.exact)
        if texts is None:
            shown = "、".join(c for c in row if c)[:60]
            found.notes.append(Note(self.table.id, f"表四的数字有 {sum(1 for c in row if c)} 个，和表头对不上，没有填入（原文：{shown}）"))
            return found
        for cell, text in zip(self.cells, texts, strict=True):
            enter(self.form, found, cell, text)
        return found

    def blank(self, found: Found, rows: Sequence[tuple[tuple[str | None, ...], RawTable]]) -> Found:
        """No number anywhere: every cell is 未填, unless the last row holds texts that are no headings."""
        known = {bare(t) for c in self.columns for t in c.path}
        last = [c for c in rows[-1][0] if c and c.strip() and bare(c) not in known] if rows else []
        if last and rows[-1][1].exact:
            texts = self.texts(rows[-1][0], [r for r, _ in rows[:-1]], exact=True)
            for cell, text in zip(self.cells, texts or (), strict=False):
                enter(self.form, found, cell, text)
        return found

    def is_data(self, row: Sequence[str | None]) -> bool:
        texts = [c for c in row if c is not None and c.strip()]
        return sum(map(is_value, texts)) * 2 > len(texts)

    def texts(self, row: Sequence[str | None], heads: Sequence[tuple[str | None, ...]], *, exact: bool) -> list[str] | None:
        count = len(self.cells)
        if exact:
            own = [c for c in row if c is not None]
            if len(own) == count:
                return own
            places = heading_places(heads, self.table.blocks[0])
            whole = places is not None and len(places) == count and places[-1] < len(row)
            return [row[p] or "" for p in places] if places and whole else None
        return place_values(take_apart(tuple(row), exact=False), count)
