"""W2, W4: the cited basis, and what a template or a word processor left behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core import phrases
from core.memory import remembered
from core.report import Report
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.spans import Passage, merged, outside, passages, replaced
from core.schema import Format, format_for_year, formats

# 国办公开办函〔2021〕30号, in any brackets and however wrong: office, year, number.
_NUMBER = re.compile(
    r"(?P<issuer>国(?:\s?[办务院公开发函涵厅政室]){1,12})\s?[〔\[（(【［﹝]\s?(?P<year>\d{4})\s?年?\s?[〕\])）】］﹞]\s?第?\s?(?P<number>\d{1,4})\s?号"
)
_TITLE_BEFORE = 120
_WORDS_BEFORE = 40


@dataclass(frozen=True, slots=True)
class _Basis:
    """A document number in its parts."""

    issuer: str
    year: int
    number: int

    @classmethod
    def of(cls, match: re.Match[str]) -> "_Basis":
        return cls(re.sub(r"\s", "", match["issuer"]), int(match["year"]), int(match["number"]))

    @property
    def numbers(self) -> tuple[int, int]:
        return self.year, self.number


@rule("W2", Level.CONFIRM, Scope.TEXT, "引用的依据不对")
def basis(report: Report) -> Iterator[Finding]:
    """核对文中引用的年度报告格式文号：2021 年度起为国办公开办函〔2021〕30号，2019、2020 年度为国办公开办函〔2019〕60号。

    常见的错：沿用上年报告的〔2019〕60号；发文机关写成“国办发”；年份或号数写错。
    只看引用年度报告格式的地方，其他文件恰好也是 30 号的不算。
    改法：点“改为”换成正确的文号；同时核对前面书名号里的通知名称是否也是旧的。
    """
    form = format_for_year(report.year)
    wanted = _NUMBER.fullmatch(form.basis)
    if not wanted or report.year < form.first_year:
        return
    right = _Basis.of(wanted)
    for passage in passages(report):
        found = _numbers(passage.text)
        if any(cited == right for _, cited in found):
            continue
        for match, cited in found:
            if _cites_form(passage.text, match, cited, right):
                yield _wrong_basis(report, passage, match, form)


@remembered
def _numbers(text: str) -> Iterator[tuple[re.Match[str], _Basis]]:
    """Find every number of a document of the State Council or its office."""
    return ((match, _Basis.of(match)) for match in _NUMBER.finditer(text))


def _cites_form(text: str, match: re.Match[str], cited: _Basis, right: _Basis) -> bool:
    """Tell whether a number stands for the notice on the form of the yearly report, in any edition and however misspelt."""
    known = [_Basis.of(m) for form in formats().values() if (m := _NUMBER.fullmatch(form.basis))]
    if cited in known:
        return True
    if cited.issuer != right.issuer and cited.numbers not in {each.numbers for each in known}:
        return False
    head = text[max(0, match.start() - _TITLE_BEFORE) : match.start()]
    closed = head.rfind("》")
    if closed >= len(head) - 4 and closed >= 0:
        title = head[head.rfind("《", 0, closed) + 1 :]
        is_other = any(word in title for word in phrases.value("basis", "other_subjects"))
        return not is_other and any(word in title for word in phrases.value("basis", "subjects"))
    return any(word in head[-_WORDS_BEFORE:] for word in phrases.value("basis", "contexts"))


def _wrong_basis(report: Report, passage: Passage, match: re.Match[str], form: Format) -> Finding:
    message = f"引用的是“{match.group()}”，{report.year} 年度报告的依据是{form.basis}；改文号时请一并核对通知名称"
    change = replaced(report, passage, [match.span()], form.basis)
    return Finding(
        passage.where(*match.span()),
        message,
        expected=form.basis,
        actual=match.group(),
        fix=Fix(f"改为{form.basis}", change),
    )


_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+")


@rule("W4", Level.ERROR, Scope.TEXT, "残留的模板说明或占位符")
def remains(report: Report) -> Iterator[Finding]:
    """找出没有删干净的模板说明、没有填的占位符和文字处理软件留下的标记。

    例如“（文字描述）”“该部分以表格形式报告”“XX 镇”“X 年 X 月”“[bookmark: _GoBack]”。
    网址、邮箱、产品型号里的 X 不算。
    改法：标记和模板说明点“删除”即可；占位符换成实际内容。
    """
    for place, text in (("title", report.title), ("unit", report.unit), ("signed_unit", report.signed_unit)):
        for match, name, _ in _find(text):
            yield Finding(place, f"{name}“{match.group()}”没有处理，请换成实际内容", actual=match.group())
    yield from _taken_out(report)
    for passage in passages(report):
        for match, name, removable in _find(passage.text):
            fix = Fix(f"删除“{_short(match)}”", replaced(report, passage, [match.span()], "")) if removable else None
            what = "应当删去" if removable else "没有处理，请换成实际内容"
            yield Finding(passage.where(*match.span()), f"{name}“{_short(match)}”{what}", actual=match.group(), fix=fix)


@remembered
def _find(text: str) -> tuple[tuple[re.Match[str], str, bool], ...]:
    """Return what is left behind, in order; where two kinds overlap, the one that is listed first."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[re.Match[str], str, bool]] = []
    for name, pattern, removable in phrases.remains():
        if pattern.search(text) is None:
            continue
        if not taken:
            taken = [match.span() for match in _ADDRESS.finditer(text)]
        new = list(outside(merged(taken), pattern.finditer(text)))
        found += [(match, name, removable) for match in new]
        taken += [match.span() for match in new]
    return tuple(sorted(found, key=lambda each: each[0].start()))


def _taken_out(report: Report) -> Iterator[Finding]:
    """Name what stood in the file and was left out when it was read: the file itself still has it."""
    for part, words in report.as_read.remains:
        name = next((name for name, pattern, _ in phrases.remains() if pattern.search(words)), "残留")
        kept = tuple(pair for pair in report.as_read.remains if pair != (part, words))
        fix = Fix("按去掉后的文字导出", {"as_read": replace(report.as_read, remains=kept)})
        yield Finding(part, f"原文件里有{name}“{_cut(words)}”，应当删去；读入时已去掉", actual=words, fix=fix)


def _short(match: re.Match[str]) -> str:
    return _cut(match.group())


def _cut(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
