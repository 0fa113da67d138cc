"""Turn what any reader read into a report, with a note for every guess. The one place where a report is recognised."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.calculation import settle
from core.errors import UnreadableFile
from core.importers import recognition_page as page
from core.importers import recognition_prose as prose
from core.importers.recognition_labels import bare
from core.importers.recognition_tables import find, telling, wordings
from core.importers.source import RawTable, RawText, Source
from core.prose import tidy, tidy_paragraphs
from core.report import PREAMBLE, AsRead, Entry, Note, Report, paragraphs
from core.schema import CellId, Format, format_for_year, formats

_HEADING_CELLS = 3


def recognise(source: Source, name: str = "") -> Report:
    """Build a report from a source; UnreadableFile where nothing in it belongs to a report."""
    form = _edition(source)
    known = _known_headings(source.blocks, form)
    parts = _Parts(form, known)
    for block in _split_headings(source.blocks, form, known):
        parts.take(block)
    if parts.is_foreign():
        raise UnreadableFile("没有读出年度报告", f"{name or '文件'} 里没有年度报告的标题、章节或表格；请选择上年的政府信息公开工作年度报告")
    return _Builder(source, form, parts).build()


def _edition(source: Source) -> Format:
    """Tell the edition of the form from the labels in the tables; where they do not tell, from the year in the text."""
    texts = {bare(c) for b in source.blocks if isinstance(b, RawTable) for row in b.rows for c in row if c and len(c) < 80}
    scores = {form.id: len(texts & telling(form.id)) for form in formats().values()}
    best = max(scores.values())
    winners = [key for key, score in scores.items() if score == best]
    if len(winners) == 1:
        return formats()[winners[0]]
    lines = [tidy(b.text) for b in source.blocks if isinstance(b, RawText)]
    title = prose.find_title(lines)
    return format_for_year((title.year if title else 0) or prose.year_of_period(lines) or 9999)


def _known_headings(blocks: Sequence[RawText | RawTable], form: Format) -> frozenset[str]:
    """Return the sections whose very titles stand in the source: there a line that is only alike is no title."""
    every = frozenset(form.section_ids)
    texts = [line for b in blocks if isinstance(b, RawText) for line in tidy_paragraphs([b.text])]
    texts += ["\t".join(c for c in row if c) for b in blocks if isinstance(b, RawTable) for row in b.rows]
    return frozenset(found[0].id for text in texts if (found := prose.match_heading(text, form, every)))


def _split_headings(blocks: Sequence[RawText | RawTable], form: Format, known: frozenset[str]) -> list[RawText | RawTable]:
    """Cut a table in two where one of its rows is a section heading, perhaps with its ordinal or a first word in cells of their own."""
    out: list[RawText | RawTable] = []
    for block in blocks:
        if isinstance(block, RawText):
            out.append(block)
            continue
        rows: list[tuple[str | None, ...]] = []
        for row in block.rows:
            texts = [c for c in row if c and c.strip()]
            line = "\t".join(texts)
            if len(texts) <= _HEADING_CELLS and prose.match_heading(line, form, known):
                out += [RawTable(tuple(rows), block.exact)] if rows else []
                out.append(RawText(line))
                rows = []
            else:
                rows.append(row)
        out += [RawTable(tuple(rows), block.exact)] if rows else []
    return out


@dataclass
class _Parts:
    """The source dealt out to the sections: before the first heading, then under each."""

    form: Format
    known: frozenset[str]
    front: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[str, list[RawTable]] = field(default_factory=lambda: defaultdict(list))
    headings: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    here: str = ""

    def take(self, block: RawText | RawTable) -> None:
        if isinstance(block, RawTable):
            self.take_table(block)
            return
        for line in tidy_paragraphs([block.text]):
            found = prose.match_heading(line, self.form, self.known)
            if found and self.opens(found[0].id):
                section, tail = found
                self.here = section.id
                self.headings.append((section.id, line[: len(line) - len(tail)].rstrip(" ：:。")))
                if tail:
                    self.texts[self.here].append(tail)
            elif self.here:
                self.texts[self.here].append(line)
            else:
                self.front.append(line)

    def take_table(self, block: RawTable) -> None:
        table = self.table_for(block)
        if table in {t.id for t in self.form.tables}:
            self.tables[table].append(block)
        elif page.is_card(block):
            self.notes.append(Note("title", f"网页上的信息表不属于报告，没有读入：{'　'.join(_as_lines(block))[:80]}"))
        elif lines := _as_lines(block):
            (self.texts[table] if table else self.front).extend(lines)
            self.notes.append(Note(table or PREAMBLE, "这一部分里有一个表格，已逐行改成文字，请核对"))

    def opens(self, section_id: str) -> bool:
        """Tell whether a heading opens its section: the first one does; a second one only where the first stood in a table of contents."""
        if section_id not in (s for s, _ in self.headings):
            return True
        if len(self.headings) > 2 and not any(self.tables.values()):
            self.front += [t for texts in self.texts.values() for t in texts if not prose.is_page_number(t)]
            self.headings.clear()
            self.texts.clear()
            return True
        return False

    def table_for(self, block: RawTable) -> str:
        """Return the official table that a raw grid belongs to: by its labels first, else by the section it stands in."""
        texts = {bare(c) for row in block.rows for c in row if c}
        scores = {t.id: len(texts & wordings(self.form.id, t.id)) for t in self.form.tables}
        best = max(scores, key=lambda key: (scores[key], key == self.here))
        known = {t.id for t in self.form.tables}
        if scores[best] >= (1 if self.here in known else 2):
            return best if scores.get(self.here, 0) < scores[best] else self.here
        return self.here

    def is_foreign(self) -> bool:
        tables = {t.id for t in self.form.tables}
        has_table = any(self.tables.get(t) for t in tables)
        has_title = prose.find_title(self.front) is not None
        return not has_table and not has_title and len(self.headings) < 2


def _as_lines(table: RawTable) -> list[str]:
    """Write a table that belongs to prose as a line a row."""
    lines = (tidy(" ".join(c for c in row if c and c.strip())) for row in table.rows)
    return [line for line in lines if line]


class _Builder:
    """Assemble the report from its parts."""

    def __init__(self, source: Source, form: Format, parts: _Parts) -> None:
        self.source, self.form, self.parts = source, form, parts
        self.notes: list[Note] = [*source.notes, *parts.notes]
        self.report = Report(form)

    def build(self) -> Report:
        self.front()
        self.prose()
        entries, one_row = self.cells()
        settle(self.report, entries)
        self.report.as_read = AsRead(self.headings(), one_row)
        self.report.notes = tuple(dict.fromkeys(self.notes))
        return self.report

    def note(self, where: str, message: str) -> None:
        self.notes.append(Note(where, message))

    def front(self) -> None:
        lines, report = self.parts.front, self.report
        title = prose.find_title(lines)
        if title is None:
            self.note("title", "没有找到标题，请在“报告信息”里填写单位和年度")
            body = lines
        else:
            report.title, report.unit, report.year = title.title, title.unit, title.year
            body = prose.without_title(lines[title.last :], title.title)
            if before := "　".join(lines[: title.first]):
                self.note("title", f"标题前的文字不属于报告，没有读入：{before[:80]}")
        if not report.year:
            everything = [*body, *(t for texts in self.parts.texts.values() for t in texts)]
            report.year = prose.year_of_period(everything)
            if report.year:
                self.note("year", f"标题里没有年份，按统计期限取 {report.year} 年")
        body, foreign = page.split_front(body)
        if foreign:
            self.note("title", f"标题下的发布信息不属于报告，没有读入：{'　'.join(foreign)[:80]}")
        report.texts[PREAMBLE] = paragraphs(self.joined(PREAMBLE, body))

    def prose(self) -> None:
        last = self.form.sections[-1].id
        for section in self.form.text_sections:
            texts = self.parts.texts[section.id]
            if section.id == last:
                texts, foreign = page.cut_end(texts, self.report.unit)
                if foreign := [text for text in foreign if not prose.is_page_number(text)]:
                    self.note(section.id, f"落款后的文字不属于报告，没有读入：{'　'.join(foreign)[:80]}")
                texts, signed, self.report.signed_date = prose.take_signature(texts, self.report.unit)
                self.report.signed_unit = signed
                if signed and not self.report.unit:
                    self.report.unit = signed
                    self.note("unit", f"标题里没有单位名称，按落款取“{signed}”")
            self.report.texts[section.id] = paragraphs(self.joined(section.id, texts))

    def joined(self, part: str, texts: Sequence[str]) -> list[str]:
        if self.source.kind != "text":
            return list(texts)
        joined, joins = prose.join_cut(texts)
        if joins:
            self.note(part, f"有 {joins} 处段落在原文里被分页断开，已接上，请核对")
        return joined

    def cells(self) -> tuple[dict[CellId, Entry], bool]:
        entries: dict[CellId, Entry] = {}
        old_rows: list[str] = []
        for table in self.form.tables:
            found = find(self.form, table, self.parts.tables[table.id])
            entries |= found.entries
            self.notes += found.notes
            old_rows += found.old_rows
            self.lost_text(table.id)
        return entries, bool(old_rows)

    def lost_text(self, table_id: str) -> None:
        """Tell of lines between a table's pieces, unless they are its own headings."""
        table = self.form.table(table_id)
        known = {bare(b.title) for b in table.blocks} | {bare(b.corner) for b in table.blocks}
        lost = [t for t in self.parts.texts[table_id] if bare(t) not in known and bare(t)]
        if lost:
            self.note(table_id, f"表格前后的文字没有读入：{'　'.join(lost)[:80]}")

    def headings(self) -> tuple[tuple[str, str], ...]:
        """Return the source's headings where they depart from the form; nothing where they agree or there are none."""
        seen = [section for section, _ in self.parts.headings]
        official = [s.id for s in self.form.sections]
        wrong = [(s, t) for s, t in self.parts.headings if not prose.is_official(t, self.form.section(s))]
        for section, text in wrong:
            self.note(section, f"标题原文为“{text}”，导出时写成“{self.form.section(section).title}”")
        for section in official:
            if section not in seen:
                self.note(section, f"原文没有“{self.form.section(section).title}”这一部分")
        return tuple(self.parts.headings) if seen and (wrong or seen != official) else ()
