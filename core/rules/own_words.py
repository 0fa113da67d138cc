"""W7: the words that the office itself has listed (`core.rules.office_words`), a rule for each level."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core import phrases
from core.report import Report
from core.rules.engine import MOST_FINDINGS, Finding, Fix, Level, Scope, rule
from core.rules.office_words import OfficeWord
from core.rules.spans import Passage, outside, passages, quotations, replaced

if TYPE_CHECKING:
    from core.rules.settings import Settings

_TITLE_MARKS = ("《", "〈")


@rule("W7", Level.CONFIRM, Scope.TEXT, "本单位词语表：核实", by_settings=True)
def own_words(report: Report, settings: "Settings | None") -> Iterator[Finding]:
    """找出本单位词语表里列为“核实”的词语：本单位或上级规定不再用、要改写的提法。

    词语表在“设置—词语”里增删，也可以导入县里统一发的；每个词语可以定级别、说明、换成什么、从哪一年度到哪一年度。
    书名号里的不算；已经写成要换成的样子的不算；不在所定年度的报告不算。
    改法：点“改为”换成词语表里写的；没有写的，按说明改写；确需保留的，写明理由。
    """
    yield from _found(report, settings, Level.CONFIRM)


@rule("W7.error", Level.ERROR, Scope.TEXT, "本单位词语表：错误", by_settings=True)
def wrong_words(report: Report, settings: "Settings | None") -> Iterator[Finding]:
    """找出本单位词语表里列为“错误”的词语：本单位或上级规定不能用的提法、写错的名称。

    词语表在“设置—词语”里增删，也可以导入县里统一发的。书名号里的不算，已经写成要换成的样子的不算，不在所定年度的报告不算。
    改法：点“改为”换成词语表里写的；没有写的，按说明改写。
    """
    yield from _found(report, settings, Level.ERROR)


@rule("W7.hint", Level.HINT, Scope.TEXT, "本单位词语表：提示", by_settings=True)
def weak_words(report: Report, settings: "Settings | None") -> Iterator[Finding]:
    """找出本单位词语表里列为“提示”的词语：有更好的写法、可以改也可以不改的提法。

    词语表在“设置—词语”里增删，也可以导入县里统一发的。书名号里的不算，已经写成要换成的样子的不算，不在所定年度的报告不算。
    改法：点“改为”换成词语表里写的；没有写的，按说明改写；不改也可以。
    """
    yield from _found(report, settings, Level.HINT)


def _found(report: Report, settings: "Settings | None", level: Level) -> Iterator[Finding]:
    words = [each for each in settings.words if each.level is level and each.counts_in(report.year)] if settings else []
    if not words:
        return
    count = 0
    for passage in passages(report):
        # Looking for a word is quick, matching many at once is not: a passage has few of them.
        here = {each.word: each for each in words if each.word in passage.text}
        for match in _places(passage, list(here)):
            word = here[match.group()]
            if not _is_mended(passage.text, match, word):
                yield _finding(report, passage, match, word)
                count += 1
                if count == MOST_FINDINGS:
                    return


def _places(passage: Passage, words: Sequence[str]) -> Iterator[re.Match[str]]:
    if words:
        titles = [span for span in quotations(passage.text) if passage.text.startswith(_TITLE_MARKS, span[0])]
        yield from outside(titles, re.finditer(phrases.any_of(words), passage.text))


def _is_mended(text: str, match: re.Match[str], word: OfficeWord) -> bool:
    """Tell whether the word stands within its own replacement, as 条例 in 《条例》 does."""
    start = match.start() - word.replacement.find(word.word)
    return word.word in word.replacement and text.startswith(word.replacement, max(start, 0)) and start >= 0


def _finding(report: Report, passage: Passage, match: re.Match[str], word: OfficeWord) -> Finding:
    said = f"“{word.word}”在本单位词语表里"
    said += f"：{word.message}" if word.message else "，请核实是否改写"
    said += f"；应为“{word.replacement}”" if word.replacement else ""
    fix = Fix(f"改为“{word.replacement}”", replaced(report, passage, [match.span()], word.replacement)) if word.replacement else None
    return Finding(passage.where(*match.span()), said, expected=word.replacement or None, actual=word.word, fix=fix)
