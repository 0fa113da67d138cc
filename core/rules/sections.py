"""S2, S3: what the prose sections must speak of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from core import phrases
from core.memory import remembered
from core.profile import own_word
from core.report import Paragraph, Report, text_slot
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.schema import Section
from core.values import squeeze

# The mark that opens a subheading, by its style: headings of one level share a style.
_STYLES = (
    ("（一）", re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[)）]")),
    ("一、", re.compile(r"\s*[一二三四五六七八九十]{1,3}[、.．]")),
    ("1.", re.compile(r"\s*\d{1,2}[、.．](?!\d)")),
    ("（1）", re.compile(r"\s*[（(]\d{1,2}[)）]")),
)
_HEADING_END = re.compile(r"[。：:；！]")
_LONGEST_HEADING = 40
# So many aspects named by headings of one style tell that the section is laid out by them.
_LAID_OUT = 3


@cache
def _aspect(name: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the wordings of an aspect in headings, and a pattern for prose that speaks of it."""
    known: dict[str, Any] = phrases.value("sections", "aspects").get(name, {})
    headings = tuple(known.get("headings", (name,)))
    return headings, re.compile(phrases.any_of([*headings, *known.get("words", (name,))]))


def overview(report: Report) -> Section | None:
    """Return the section that reports on the aspects (总体情况); None where the form has none."""
    return next((section for section in report.form.text_sections if section.aspects), None)


@rule("S2", Level.CONFIRM, Scope.TEXT, "总体情况的方面不全")
def aspects(report: Report) -> Iterator[Finding]:
    """核对“总体情况”是否写到五个方面：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。

    依据：国办公开办函〔2021〕30号。小标题写成“……方面”“……情况”，或不设小标题、在正文里写到的，都算写了。
    改法：补写缺少的方面；确实没有内容的，也写一句“本年度没有……”。
    """
    section = overview(report)
    if section is None:
        return
    texts = [paragraph.text for paragraph in report.paragraphs(section.id)]
    if not any(text.strip() for text in texts):
        yield Finding(section.id, f"“{section.title}”还没有文字，应写明{'、'.join(section.aspects)}五个方面")
        return
    spoken = {name for text in texts for name in _spoken(text, section.aspects)}
    missing = [name for name in section.aspects if name not in spoken]
    if missing:
        yield Finding(
            section.id, f"“{section.title}”没有写到{'、'.join(missing)}，共 {len(missing)} 个方面", expected="、".join(section.aspects)
        )


@remembered
def _spoken(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the aspects that a paragraph speaks of."""
    bare = squeeze(text)
    return (name for name in names if _aspect(name)[1].search(bare))


@rule("S2.extra", Level.HINT, Scope.TEXT, "总体情况有多出的方面")
def extra_aspects(report: Report) -> Iterator[Finding]:
    """找出“总体情况”里五个方面以外的小标题（只在小标题按五个方面排列时提示）。

    依据：国办公开办函〔2021〕30号只列五个方面。本省（市）另有要求的可以保留。
    改法：并入五个方面中相近的一个；属于其他部分的移到其他部分。
    """
    section = overview(report)
    if section is None:
        return
    known = [_aspect(name)[0] for name in section.aspects]
    by_style: dict[str, list[tuple[int, str]]] = {}
    for index, paragraph in enumerate(report.paragraphs(section.id)):
        if found := _subheading(paragraph.text):
            by_style.setdefault(found[0], []).append((index, found[1]))
    for found in by_style.values():
        named = {i for i, words in enumerate(known) if any(_is_named(heading, words) for _, heading in found)}
        if len(named) < _LAID_OUT:
            continue
        for index, heading in found:
            if not any(_is_named(heading, words) for words in known):
                where = f"{section.id}:{index + 1}:0-{len(heading)}"
                yield Finding(where, f"“{heading.strip()}”不在五个方面之内，可并入相近的一个方面", actual=heading.strip())


def _subheading(text: str) -> tuple[str, str] | None:
    """Return the style of the mark and the heading that opens a paragraph, mark included; None where it has none."""
    for style, pattern in _STYLES:
        if mark := pattern.match(text):
            end = _HEADING_END.search(text, mark.end(), mark.end() + _LONGEST_HEADING)
            if end is None and len(text) > mark.end() + _LONGEST_HEADING:
                return None
            return style, text[: end.start() if end else len(text)]
    return None


def _is_named(heading: str, words: Sequence[str]) -> bool:
    bare = squeeze(heading)
    return any(word in bare for word in words)


@rule("S3", Level.CONFIRM, Scope.TEXT, "没有报告信息处理费")
def fee(report: Report) -> Iterator[Finding]:
    """核对“其他需要报告的事项”是否报告了政府信息公开信息处理费的收取情况；没有收取的也要写明。

    依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），自 2021 年度报告起。行政事业性收费是另一回事，写了不算。
    改法：补一句“本年度收取信息处理费……元”；确实没有收取的，点“写上没有收取”，加上这一句（可以撤销）。
    """
    section = report.form.text_sections[-1]
    if report.year < phrases.value("sections", "fee", "from_year"):
        return
    text = squeeze("。".join(paragraph.text for paragraph in report.paragraphs(section.id)))
    for other in phrases.value("sections", "fee", "others"):
        text = text.replace(f"未收取{other}", "").replace(f"没有收取{other}", "").replace(other, "")
    words = [*phrases.value("sections", "fee", "words"), *phrases.value("sections", "fee", "denials")]
    if not any(word in text for word in words):
        shown = f"（现为“{text.rstrip('。')[:20]}”）" if text else "（现在没有文字）"
        message = f"“{section.title}”没有报告信息处理费的收取情况{shown}，没有收取的也要写明"
        denial = Paragraph(phrases.value("sections", "fee", "denial").format(year=report.year, own=own_word(report) or "本机关"))
        fix = Fix("写上没有收取", {text_slot(section.id): (denial, *report.paragraphs(section.id))})
        yield Finding(section.id, message, fix=fix)


def subheading(text: str) -> tuple[str, str] | None:
    """Return the style of its mark and the heading that opens a paragraph, mark included; None where it has none."""
    return _subheading(text)


def is_heading_of(heading: str, aspect: str) -> bool:
    """Tell whether a subheading names an aspect."""
    return _is_named(heading, _aspect(aspect)[0])


def speaks_of_fee(text: str) -> bool:
    """Tell whether words speak of the 信息处理费."""
    return any(word in squeeze(text) for word in phrases.value("sections", "fee", "words"))


def fee_is_due(year: int) -> bool:
    """Tell whether the report of a year tells of the 信息处理费."""
    return year >= phrases.value("sections", "fee", "from_year")
