"""Deal a source out to the sections of the report: what stands before the first heading, then what stands under each."""

from collections import defaultdict
from dataclasses import dataclass, field

from core.importers import recognition_page as page
from core.importers import recognition_prose as prose
from core.importers.origins import Origins
from core.importers.recognition_labels import bare
from core.importers.recognition_tables import wordings
from core.importers.source import RawTable, RawText
from core.prose import tidy, tidy_paragraphs
from core.report import PREAMBLE, Note
from core.schema import Format

# So many of the words of a sign-off sheet tell it.
_SIGNS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of prose and the block of the source that it stood in."""

    text: str
    at: int


@dataclass
class Parts:
    """The source dealt out to the sections: before the first heading, then under each; `at` is the block that is being dealt out."""

    form: Format
    known: frozenset[str]
    front: list[Line] = field(default_factory=list)
    texts: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[str, list[RawTable]] = field(default_factory=lambda: defaultdict(list))
    headings: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)
    here: str = ""
    at: int = 0

    def take(self, block: RawText | RawTable) -> None:
        """Take the next block, or a piece of it."""
        if isinstance(block, RawTable):
            self._take_table(block)
            return
        for line in tidy_paragraphs([block.text]):
            found = prose.match_heading(line, self.form, self.known)
            if found and self._opens(found[0].id):
                section, tail = found
                self.here = section.id
                self.headings.append((section.id, line[: len(line) - len(tail)].rstrip(" ：:。")))
                self.origins.add(self.at, section.id)
                if tail:
                    self.texts[self.here].append(Line(tail, self.at))
            elif found and self._awaits_table(found[0].id):
                self.here = found[0].id
                self.origins.add(self.at, self.here)
                self.texts[self.here] += [Line(found[1], self.at)] if found[1] else []
            else:
                self._under(self.here).append(Line(line, self.at))

    def _awaits_table(self, section_id: str) -> bool:
        """Tell whether a heading that stood before, without its table, may stand above it now: texts and tables were apart."""
        return section_id in {table.id for table in self.form.tables} and not self.tables.get(section_id)

    def _under(self, section: str) -> list[Line]:
        return self.texts[section] if section else self.front

    def _take_table(self, block: RawTable) -> None:
        table = self.table_for(block)
        if table in {t.id for t in self.form.tables}:
            self.tables[table].append(block)
            self.origins.add(self.at, table)
        elif page.is_card(block):
            self.notes.append(Note("title", f"网页上的信息表不属于报告，没有读入：{prose.excerpt(_as_lines(block))}"))
        elif is_sign_off(block):
            self.notes.append(Note(self.here or "title", f"审签单不属于报告，没有读入：{prose.excerpt(_as_lines(block), 120)}"))
        elif lines := _as_lines(block):
            self._under(table).extend(Line(line, self.at) for line in lines)
            self.notes.append(Note(table or PREAMBLE, "这一部分里有一个表格，已逐行改成文字，请核对"))

    def _opens(self, section_id: str) -> bool:
        """Tell whether a heading opens its section: the first one does; a second one only where the first stood in a table of contents."""
        if section_id not in (s for s, _ in self.headings):
            return True
        # Behind a table of contents the preamble may follow, but no sentence stands between its lines.
        told = any(line.text.endswith("。") for section, texts in self.texts.items() if section != self.here for line in texts)
        if len(self.headings) > 2 and not told and not any(self.tables.values()):
            self.front += [line for texts in self.texts.values() for line in texts if not prose.is_page_number(line.text)]
            self.headings.clear()
            self.texts.clear()
            self.origins.parts.clear()
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
        """Tell whether nothing of a report was found: no table, no title, not two headings."""
        tables = {t.id for t in self.form.tables}
        has_table = any(self.tables.get(t) for t in tables)
        has_title = prose.find_title([line.text for line in self.front]) is not None
        return not has_table and not has_title and len(self.headings) < 2


_SIGN_OFF = (
    "拟稿",
    "审核",
    "签发",
    "会签",
    "审签",
    "核稿",
    "校对",
    "审批",
    "分管领导",
    "主要领导",
    "主要负责人",
    "印发",
    "份数",
    "领导意见",
    "批示",
)


def is_sign_off(table: RawTable) -> bool:
    """Tell the sheet on which an office signs a draft: its cells open with who drafts, checks and signs."""
    texts = {bare(c) for row in table.rows for c in row if c}
    return sum(any(text.startswith(word) for text in texts) for word in _SIGN_OFF) >= _SIGNS


def _as_lines(table: RawTable) -> list[str]:
    """Write a table that belongs to prose as a line a row."""
    lines = (tidy(" ".join(c for c in row if c and c.strip())) for row in table.rows)
    return [line for line in lines if line]
