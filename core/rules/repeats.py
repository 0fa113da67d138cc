"""H4: how much of each text section is word for word last year's."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from core import phrases
from core.memory import remembered
from core.report import Report
from core.rules.before import year_before
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.spans import passages
from core.values import squeeze

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
_CLAUSE = re.compile(r"[^，。！？；：,;:]+")
_MARKS = re.compile(r"[“”‘’\"'（）()《》〈〉、.．•·●■-]+")
_FIGURES = re.compile(r"[\d０-９〇零一二三四五六七八九十百千万]+")
# A shorter clause is the same by chance: 公开及时.
_LEAST_CLAUSE = 8
# A section with less of its own is the same every year with reason.
_LEAST_SECTION = 100
# This share of a section, in hundredths, is worth a remark.
_SHARE = 30
_SHOWN, _LEAST_SHOWN, _LONGEST = 2, 15, 40


@cache
def _fixed() -> re.Pattern[str]:
    return phrases.compiled("repeats", "|".join(f"(?:{pattern})" for pattern in phrases.value("repeats", "fixed")))


@remembered
def _clauses(text: str) -> tuple[tuple[str, int], ...]:
    """Return the clauses of a sentence or paragraph that count, years and numbers taken out, each with its length.

    Two clauses that differ in their years and numbers alone are the same clause.
    """
    bare = _FIGURES.sub("0", _MARKS.sub("", squeeze(text)))
    clauses = [clause for clause in _CLAUSE.findall(bare) if len(clause) >= _LEAST_CLAUSE]
    return tuple((clause, len(clause)) for clause in clauses if not _fixed().search(clause))


@remembered
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(match.group().strip() for match in _SENTENCE.finditer(text))


@lru_cache(maxsize=2)
def _held_by(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the clauses of a report's paragraphs: last year's stay as they are while this year's are written."""
    return frozenset(clause for text in texts for clause, _ in _clauses(text))


@remembered
def _own_sentences(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sentences that may be shown, each with its clauses that count."""
    for sentence in _sentences(text):
        clauses = tuple(clause for clause, _ in _clauses(sentence))
        if clauses and len(sentence) >= _LEAST_SHOWN and not _fixed().search(squeeze(sentence)):
            yield sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1] + "…", clauses


@rule("H4", Level.HINT, Scope.TEXT, "与上年内容雷同")
def repeats(report: Report) -> Iterator[Finding]:
    """对照上年报告，算出每个文字部分有多少是一字未改的，三成以上的提示，并列出开头几句没有改的话。

    只有载入了上年报告才核对。年份、数字换掉而其他一字不差的，也算没有改；挪了位置的也算。
    按半句（逗号之间）对照，不到 8 个字的半句不计；引用条例、说明统计期限、没有收取信息处理费等每年都一样的话不计；
    一个部分（去掉不计的）不到 100 字的不提示；仍是灰色的上年段落不计，它们已经列在“待办”里，改过或者确认过才计。
    改法：按本年的实际改写，补上本年的做法、数字和例子。
    """
    last = year_before(report)
    if last is None:
        return
    old = _held_by(tuple(passage.text for passage in passages(last)))
    for section in report.form.text_sections:
        # A draft just rolled forward is all last year's, and its grey paragraphs say so already.
        texts = [paragraph.text for paragraph in report.paragraphs(section.id) if not paragraph.inherited]
        clauses = [clause for text in texts for clause in _clauses(text)]
        total, same = sum(length for _, length in clauses), sum(length for clause, length in clauses if clause in old)
        if total >= _LEAST_SECTION and same * 100 >= _SHARE * total:
            shown = "".join(f"“{sentence}”" for sentence in _unchanged(texts, old))
            message = f"“{section.title}”与上年相同的占 {round(same * 100 / total)}%（年份、数字不算，{total} 字中 {same} 字没有改）"
            yield Finding(section.id, f"{message}，如{shown}" if shown else message)


def _unchanged(texts: list[str], old: frozenset[str]) -> list[str]:
    """Return the first sentences of which every clause that counts is last year's."""
    found = []
    for text in texts:
        for sentence, clauses in _own_sentences(text):
            if old.issuperset(clauses):
                found.append(sentence)
                if len(found) == _SHOWN:
                    return found
    return found
