"""Turn what any reader read into a report, with a note for every guess. The one place where a report is recognised."""

from collections.abc import Sequence
from dataclasses import replace

from core.calculation import settle
from core.errors import UnreadableFile
from core.importers import recognition_page as page
from core.importers import recognition_prose as prose
from core.importers.origins import Origins, with_places
from core.importers.recognition_labels import bare
from core.importers.recognition_parts import Line, Parts
from core.importers.recognition_slip import slip_blocks, slip_notes
from core.importers.recognition_tables import find, telling
from core.importers.source import RawTable, RawText, Source
from core.phrases import without_remains
from core.prose import tidy, tidy_paragraphs
from core.report import PREAMBLE, AsRead, Entry, Note, Paragraph, Report, paragraphs
from core.schema import CellId, Format, format_for_year, formats

_HEADING_CELLS = 3


def recognise(source: Source, name: str = "") -> Report:
    """Build a report from a source; UnreadableFile where nothing in it belongs to a report."""
    return recognise_places(source, name)[0]


def recognise_places(source: Source, name: str = "") -> tuple[Report, Origins]:
    """Build a report from a source, and tell where in the source each part of it stood."""
    other = page.second_report(source.blocks)
    if other is not None:
        left = len(source.blocks) - other.first
        note = Note("", f"文件里还有另一份报告“{other.title}”，没有读入（后面的内容共 {left} 段）；需要时请单独存成一个文件再读")
        source = replace(source, blocks=source.blocks[: other.first], notes=(*source.notes, note))
    form = _edition(source)
    known = _known_headings(source.blocks, form)
    parts = Parts(form, known)
    slip = slip_blocks(source.blocks)
    parts.notes += slip_notes(source.blocks[slip.start : slip.stop])
    for at, block in enumerate(with_places(source)):
        if at in slip:
            parts.origins.add(at, "slip")
            continue
        parts.at = at
        for piece in _split_headings(block, form, known):
            parts.take(piece)
    if parts.is_foreign():
        raise UnreadableFile("没有读出年度报告", f"{name or '文件'} 里没有年度报告的标题、章节或表格；请选择上年的政府信息公开工作年度报告")
    return _Builder(source, form, parts).build(), parts.origins


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


def _split_headings(block: RawText | RawTable, form: Format, known: frozenset[str]) -> list[RawText | RawTable]:
    """Cut a table in two where one of its rows is a section heading, perhaps with its ordinal or a first word in cells of their own."""
    if isinstance(block, RawText):
        return [block]
    out: list[RawText | RawTable] = []
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
    return out + ([RawTable(tuple(rows), block.exact)] if rows else [])


class _Builder:
    """Assemble the report from its parts."""

    def __init__(self, source: Source, form: Format, parts: Parts) -> None:
        self.source, self.form, self.parts = source, form, parts
        self.notes: list[Note] = [*source.notes, *parts.notes]
        self.report = Report(form)
        self.remains: list[tuple[str, str]] = []

    def build(self) -> Report:
        self.front()
        self.prose()
        entries, one_row = self.cells()
        settle(self.report, entries)
        self.report.as_read = AsRead(self.headings(), one_row, tuple(dict.fromkeys(self.remains)))
        self.report.notes = tuple(dict.fromkeys(self.notes))
        return self.report

    def note(self, where: str, message: str) -> None:
        self.notes.append(Note(where, message))

    def went(self, part: str, lines: Sequence[Line]) -> None:
        """Note which blocks of the source these lines of a part stood in."""
        for line in lines:
            self.parts.origins.add(line.at, part)

    def front(self) -> None:
        lines, report = self.parts.front, self.report
        texts = [line.text for line in lines]
        title = prose.find_title(texts)
        if title is None:
            self.note("title", "没有找到标题，请在“报告信息”里填写单位和年度")
            body = texts
            self.went(PREAMBLE, lines)
        else:
            report.title, report.unit, report.year = title.title, title.unit, title.year
            body = prose.without_title(texts[title.last :], title.title)
            self.went("title", lines[title.first : title.last])
            self.went(PREAMBLE, lines[title.last :])
            if before := texts[: title.first]:
                self.note("title", f"标题前的文字不属于报告，没有读入：{prose.excerpt(before)}")
        if not report.year:
            everything = [*body, *(line.text for texts in self.parts.texts.values() for line in texts)]
            report.year = prose.year_of_period(everything)
            if report.year:
                self.note("year", f"标题里没有年份，按统计期限取 {report.year} 年")
        body, foreign = page.split_front(body)
        if foreign := [text for text in foreign if not prose.is_page_number(text)]:
            self.note("title", f"标题前后的这些文字不属于报告，没有读入：{prose.excerpt(foreign)}")
        report.texts[PREAMBLE] = self.cleaned(PREAMBLE, body)

    def prose(self) -> None:
        last = self.last_section()
        for section in self.form.text_sections:
            lines = self.parts.texts[section.id]
            if section.id == last:
                lines = self.without_signature(section.id, lines)
            self.went(section.id, lines)
            self.report.texts[section.id] = self.cleaned(section.id, [line.text for line in lines])
        if last in {table.id for table in self.form.tables}:
            self.parts.texts[last] = self.without_signature(last, self.parts.texts[last])

    def last_section(self) -> str:
        """Return the section behind which the signing lines stand: the form's last, or where that is missing the source's last."""
        last = self.form.sections[-1].id
        return last if self.parts.texts[last] or not self.parts.headings else self.parts.headings[-1][0]

    def without_signature(self, section: str, lines: list[Line]) -> list[Line]:
        """Take the signing lines, and what follows them, off a section."""
        texts, foreign = page.cut_end([line.text for line in lines], self.report.unit)
        if foreign := [text for text in foreign if not prose.is_page_number(text)]:
            self.note(section, f"落款后的文字不属于报告，没有读入：{prose.excerpt(foreign)}")
        whole = len(texts)
        texts, signed, self.report.signed_date = prose.take_signature(texts, self.report.unit)
        self.report.signed_unit = signed
        self.went("signature", lines[len(texts) : whole])
        if signed and not self.report.unit:
            self.report.unit = signed
            self.note("unit", f"标题里没有单位名称，按落款取“{signed}”")
        return lines[: len(texts)]

    def cleaned(self, part: str, texts: Sequence[str]) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a part without what a template or a word processor left in them."""
        kept: list[str] = []
        for text in self.joined(part, texts):
            clean, taken = without_remains(text)
            for words in taken:
                self.remains.append((part, words))
                self.note(part, f"原文里的“{words[:40]}”是模板说明或文字处理软件的残留，没有读入")
            kept += [clean] if clean else []
        return paragraphs(kept)

    def joined(self, part: str, texts: Sequence[str]) -> list[str]:
        if self.source.kind != "text":
            return list(texts)
        kept = [text for text in texts if not prose.is_page_line(text)]
        if len(kept) < len(texts):
            self.note(part, f"{len(texts) - len(kept)} 处页码没有读入")
        joined, joins = prose.join_cut(kept)
        if joins:
            self.note(part, f"有 {joins} 处段落在原文里被分页断开，已接上，请核对")
        return joined

    def cells(self) -> tuple[dict[CellId, Entry], bool]:
        entries: dict[CellId, Entry] = {}
        old_rows: list[str] = []
        for table in self.form.tables:
            found = find(self.form, table, self.parts.tables[table.id])
            entries |= found.entries
            self.parts.origins.cells |= found.places
            self.notes += found.notes
            old_rows += found.old_rows
            self.lost_text(table.id)
        if self.source.doubtful:
            entries = {cell: replace(entry, doubtful=entry.value is not None) for cell, entry in entries.items()}
        return entries, bool(old_rows)

    def lost_text(self, table_id: str) -> None:
        """Tell of lines between a table's pieces, unless they are its own headings."""
        table = self.form.table(table_id)
        known = {bare(b.title) for b in table.blocks} | {bare(b.corner) for b in table.blocks}
        lines = [line for line in self.parts.texts[table_id] if bare(line.text)]
        self.went(table_id, [line for line in lines if bare(line.text) in known])
        lost = [line.text for line in lines if bare(line.text) not in known]
        if lost:
            self.note(table_id, f"表格前后的文字没有读入：{prose.excerpt(lost)}")

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
