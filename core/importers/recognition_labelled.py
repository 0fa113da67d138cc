"""Read a table whose rows bear labels (表二, 表三): rows by label and order together, values by their columns."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from core.importers.recognition_columns import STRANGE_HEADINGS, WITHOUT_HEADINGS, has_headings, prepared, prepared_blocks
from core.importers.recognition_found import Found, looks_shifted
from core.importers.recognition_heads import Heads, in_order, is_order_of, is_rising
from core.importers.recognition_labels import SURE, bare, best_likeness
from core.importers.recognition_match import How, Match, Target, likeness_to, match, target_of
from core.importers.recognition_rows import Line, place_values
from core.importers.recognition_sums import disagreeing, doubt, row_agrees, texts_agree
from core.importers.source import RawTable
from core.schema import CellId, Format, Table

# More rows than this belong to no official table.
_MOST_ROWS = 600
_HEAD_LIKE = 0.7
_UNTRUE_HEADINGS = "表头和各数对不上，而按表样的列次序合计相符，各数按表样的列次序填入，请核对"


def targets_of(table: Table) -> list[Target]:
    """Return a table's rows in order as targets."""
    return [
        target_of(row, tuple(table.cell_id(row, column) for column in block.columns), block) for block in table.blocks for row in block.rows
    ]


def read_labelled(form: Format, table: Table, raw: Sequence[RawTable], strangers: Sequence[Target], foreign: frozenset[str]) -> Found:
    """Find the rows of the table; `strangers` are rows, `foreign` headings of other editions that may stand in it.

    Where the totals of most rows disagree, the headings were moved: then the form's own order is tried.
    """
    first = _Rows(form, table, raw, strangers, foreign)
    found = first.read()
    wrong = disagreeing(found, first.filled)
    if not wrong or first.stacked:
        return found
    second = _Rows(form, table, [RawTable(piece.rows, exact=False) for piece in raw], strangers, foreign, by_headings=False)
    again = second.read()
    if len(second.filled) >= len(first.filled) and not disagreeing(again, second.filled):
        again.note(_UNTRUE_HEADINGS)
        return again
    doubt(found, wrong)
    return found


class _Rows:
    """One reading of one table."""

    def __init__(
        self,
        form: Format,
        table: Table,
        raw: Sequence[RawTable],
        strangers: Sequence[Target],
        foreign: frozenset[str],
        *,
        by_headings: bool = True,
    ) -> None:
        self.by_headings = by_headings
        self.filled: list[tuple[CellId, ...]] = []
        self.form, self.table, self.raw = form, table, raw
        self.strangers, self.foreign = strangers, foreign
        self.targets = targets_of(table)
        self.found = Found(form, table.id)
        self.without_total: list[str] = []
        # Whether a row was read in the form's order because the headings above it do not tell theirs.
        self.by_form = False
        self.absent: set[str] = set()
        self.headings: list[Heads] = []
        self.stacked = len(table.blocks) > 1
        self.heads = {bare(b.corner) for b in table.blocks} | {bare(b.title) for b in table.blocks}
        self.heads |= {bare(t) for b in table.blocks for c in b.columns for t in (*c.path, *c.seen)} - {""}

    def read(self) -> Found:
        lines, wrong_heads = self.body()
        matches = match(lines, self.targets)
        matches += self.old_rows(lines, matches)
        for each in sorted(matches, key=lambda m: m.line):
            target = self.all_targets[each.target]
            if each.line in wrong_heads:
                self.refuse(lines[each.line], target, "上面的表头是另一年份的表样，各数的含义不同")
            else:
                self.fill(lines[each.line], target, each)
        if matches and not has_headings(self.raw, self.table.blocks):
            self.found.note(WITHOUT_HEADINGS)
        elif self.by_form:
            self.found.note(STRANGE_HEADINGS)
        self.tell_headings()
        self.tell_without_total()
        self.tell_missing(matches)
        self.tell_left_over(lines, matches)
        return self.found

    @cached_property
    def all_targets(self) -> list[Target]:
        return [*self.targets, *self.strangers]

    def body(self) -> tuple[list[Line], set[int]]:
        """Return the lines that are no headings, and which of them stand under headings of another edition."""
        lines: list[Line] = []
        wrong: set[int] = set()
        under_foreign = False
        every = self.lines()
        if len(every) > _MOST_ROWS:
            self.found.note(f"表格有 {len(every)} 行，只读了前 {_MOST_ROWS} 行")
        for line in every[:_MOST_ROWS]:
            texts = {bare(t) for _, t in line.labels} | {bare(v) for v in line.filled}
            if self.is_head(line) or (not line.filled and texts & self.foreign):
                under_foreign = bool(texts & self.foreign)
                continue
            if under_foreign:
                wrong.add(len(lines))
            lines.append(line)
        return lines, wrong if self.stacked else set()

    def lines(self) -> list[Line]:
        if self.stacked:
            lines, self.headings = prepared_blocks(self.raw, self.table.blocks)
        else:
            lines, self.headings = prepared(self.raw, self.table.blocks[0], by_headings=self.by_headings)
        return lines

    def is_head(self, line: Line) -> bool:
        """Tell a row of headings: no value, and every text a heading of this table."""
        texts = [bare(t) for _, t in line.labels] + [bare(v) for v in line.filled]
        if not texts or all(t in self.heads for t in texts):
            return True
        known = sorted(self.heads)
        return not line.filled and len(texts) > 1 and all(best_likeness([t], known) >= _HEAD_LIKE for t in texts)

    def old_rows(self, lines: Sequence[Line], matches: Sequence[Match]) -> list[Match]:
        """Match rows of an older edition where the rows that follow them in this one are missing."""
        used = {m.line for m in matches}
        filled = {cell for m in matches for cell in self.targets[m.target].cells}
        found = []
        for number, stranger in enumerate(self.strangers, start=len(self.targets)):
            if filled.isdisjoint(stranger.cells):
                rows = [i for i, line in enumerate(lines) if i not in used and line.filled and likeness_to(line, stranger) >= SURE]
                found += [Match(i, number, How.LABEL) for i in rows[:1]]
                used.update(rows[:1])
        return found

    def fill(self, line: Line, target: Target, how: Match) -> None:
        if line.muddled:
            self.refuse(line, target, "表头各列的次序和表样不同")
            return
        texts = self.values(line, target)
        if texts is None:
            self.refuse(line, target, "这一行的格子数和表头对不上，不能确定各数属于哪一列")
            return
        self.tell_match(line, target, how)
        guessed = how.how is How.PLACE
        for cell, text in zip(target.cells, texts, strict=True):
            if text is not None:
                self.found.enter(cell, text, doubtful=guessed)
        self.filled.append(target.cells)
        ordered = is_order_of(line.order, len(target.cells)) if self.stacked else bool(line.order)
        self.by_form |= self.by_headings and not ordered and len(line.filled) > 1
        if self.has_gaps(line, target, texts):
            self.found.note("原文这一行有空格，各数按位置对应，请核对", target.place)
            self.found.doubt(target.cells)
        elif line.is_merged:
            self.found.note("原文这一行有合并的格子，各数按位置对应，请核对", target.place)
            self.found.doubt(target.cells)
        elif not line.exact and line.spans is None and len(line.values) > len(target.cells) and not row_agrees(self.found, target.cells):
            self.found.note("原文这一行多出空格，合计又和各列不符，各数可能错了位，请核对", target.place)
            self.found.doubt(target.cells)

    def refuse(self, line: Line, target: Target, why: str) -> None:
        self.found.note(f"{why}，没有填入（原文：{'、'.join(line.filled[:12]) or '空'}）", target.place)

    def tell_match(self, line: Line, target: Target, how: Match) -> None:
        shown = line.label[:40]
        if target.old:
            self.found.old_rows.append(target.old)
            self.found.note(f"原文的“{shown}”只有一行，是旧表样的写法，已记入这一行，请核对", target.place)
        elif how.how is How.MOVED:
            self.found.note("原文这一行不在表样的位置上，按名称对应，请核对", target.place)
        elif how.how is How.PLACE:
            named = f"原文这一行的名称是“{shown}”" if shown else "原文这一行没有名称"
            self.found.note(f"{named}，按位置对应，请核对", target.place)
        elif how.score < SURE:
            self.found.note(f"原文写作“{shown}”（相似 {how.score:.0%}），请核对", target.place)

    def values(self, line: Line, target: Target) -> list[str | None] | None:
        """Return the row's texts in the order of the target's cells, None for a column that the source does not have."""
        count = len(target.cells)
        if self.stacked:
            line = line if is_order_of(line.order, count) else replace(line, order=None, spans=None)
        order = line.order or tuple(range(count))
        placed = _stacked_values if self.stacked and line.spans is None else place_values
        texts = placed(line, len(order))
        if texts is None and len(order) < count and is_rising(order):
            # The heading is missing, its column is not: the total tells.
            order, texts = tuple(range(count)), place_values(replace(line, spans=None), count)
            texts = texts if texts is not None and texts_agree(self.form, target.cells, texts) else None
            self.by_form |= texts is not None
        if texts is None and self.lost_total and len(line.filled) == count - 1:
            order, texts = tuple(range(count)), line.filled
        if texts is None:
            return None
        found = in_order(order, texts, count)
        if found[-1] is None and count > 1:
            self.without_total.append(target.place)
        self.absent |= {target.block.columns[i].label for i, text in enumerate(found[:-1]) if text is None}
        return found

    def has_gaps(self, line: Line, target: Target, texts: Sequence[str | None]) -> bool:
        """Tell whether a row holds both numbers and blanks in a way that may have moved its numbers."""
        present = [text for text in texts if text is not None]
        filled = sum(1 for text in present if text.strip())
        if filled in (0, len(present)):
            return False
        if self.stacked:
            return line.spans is None or not is_order_of(line.order, len(target.cells))
        return not line.exact or looks_shifted(self.form, target.cells, [self.found.value(c) for c in target.cells])

    @cached_property
    def lost_total(self) -> bool:
        """Tell whether some piece of the table has its headings but the last one."""
        last = len(self.table.blocks[0].columns) - 1
        return not self.stacked and any(0 in heads.columns and last not in heads.columns for heads in self.headings)

    def tell_headings(self) -> None:
        """Tell of headings that are the source's own, of columns that it has not, and of headings taken by their place."""
        self.found.tell_headings(self.headings)
        for label in sorted(self.absent):
            self.found.note(f"原文没有“{label}”这一列，按未填处理")

    def tell_without_total(self) -> None:
        if self.without_total:
            self.found.note(f"原文缺少总计列，有 {len(self.without_total)} 行的总计按各列相加，请核对")
        for where in self.without_total:
            self.found.note("原文没有总计，按各列相加", where)

    def tell_missing(self, matches: Iterable[Match]) -> None:
        filled = {cell for m in matches for cell in self.all_targets[m.target].cells}
        missing = [t for t in self.targets if filled.isdisjoint(t.cells)]
        if len(missing) == len(self.targets):
            self.found.note("表格没有找到，按未填处理")
            return
        for target in missing:
            self.found.note("原文没有这一行，按未填处理", target.place)

    def tell_left_over(self, lines: Sequence[Line], matches: Sequence[Match]) -> None:
        """Tell of rows with numbers that were not read, at the row whose name they bear, else at the rows around them."""
        used = {m.line: m.target for m in matches}
        unread = [text for i, line in enumerate(lines) if i not in used and not line.filled for _, text in line.labels]
        known = self.heads.union(*(target.wordings for target in self.all_targets))
        self.found.tell_lost_text(unread, known)
        for index, line in enumerate(lines):
            if index in used or not line.filled:
                continue
            words = "　".join([*(t for _, t in line.labels), *line.filled])[:80]
            named = [t.place for t in self.all_targets if likeness_to(line, t) >= SURE]
            before = [self.all_targets[used[i]].place for i in sorted(used) if i < index][-1:]
            after = [self.all_targets[used[i]].place for i in sorted(used) if i > index][:1]
            for where in dict.fromkeys(named or [*before, *after] or [self.table.id]):
                self.found.note(f"原文在这里还有一行没有对上，没有读入：{words}", where)


def _stacked_values(line: Line, count: int) -> list[str] | None:
    values = [v for v in line.values if v is not None] if line.exact else list(line.values)
    if len(values) >= count and not any(v and v.strip() for v in values[count:]):
        return [v if v is not None else "" for v in values[:count]]
    return place_values(line, count)
