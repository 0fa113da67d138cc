"""S4, S7: what the prose must hold: problems with what is done about them, figures, whom to ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from core import phrases
from core.memory import remembered
from core.report import PREAMBLE, Report
from core.rules.engine import Finding, Level, Scope, registered, rule
from core.rules.reached import lacks_preamble
from core.rules.sections import overview
from core.schema import Section
from core.values import squeeze

if TYPE_CHECKING:
    from core.rules.settings import Settings

_EMPTY = re.compile(
    r"(?:本(?:年度?|单位|机关|部分)|目前|暂时?|均|都|也|我[镇乡局委县区市]|[，。；、：\-—－/])*(?:无|没有|不存在|暂无)?(?:内容|情况|事项|[，。；])*"
)
_SHOWN = 20
# Whoever says that there is nothing to say says it in a line.
_LONGEST_DENIAL = 60


@dataclass(frozen=True, slots=True)
class _Problems:
    """The patterns of `[problems]`."""

    headings: re.Pattern[str]
    denials: re.Pattern[str]
    problems: re.Pattern[str]
    not_measures: re.Pattern[str]
    measures: re.Pattern[str]


@cache
def _words() -> _Problems:
    def value(name: str) -> str:
        return phrases.value("narrative", "problems", name)

    measure = phrases.any_of(phrases.value("narrative", "problems", "measures"))
    others = "|".join(pattern.replace("{measure}", measure) for pattern in phrases.value("narrative", "problems", "not_measures"))
    return _Problems(
        phrases.compiled("narrative", value("headings")),
        phrases.compiled("narrative", value("denials")),
        re.compile(phrases.any_of(phrases.value("narrative", "problems", "words"))),
        phrases.compiled("narrative", others),
        re.compile(measure),
    )


@remembered
def _lacks(text: str) -> tuple[str, ...]:
    """Return what a text on problems does not name, in words."""
    words = _words()
    text = words.headings.sub("。", text)
    found = []
    if not words.problems.search(words.denials.sub("", text)):
        found.append("存在的问题")
    if not words.measures.search(words.not_measures.sub("", words.denials.sub("", text))):
        found.append("改进的措施")
    return tuple(found)


def _section(report: Report, section_id: str) -> Section | None:
    return next((section for section in report.form.text_sections if section.id == section_id), None)


def _text(report: Report, part: str) -> str:
    return squeeze("。".join(paragraph.text for paragraph in report.paragraphs(part)))


@rule("S4", Level.CONFIRM, Scope.TEXT, "没有写明问题或改进措施")
def problems(report: Report) -> Iterator[Finding]:
    """核对“存在的主要问题及改进情况”：既要写出存在的问题，也要写出怎样改进，不能只写“无”。

    依据：《政府信息公开条例》第五十条要求报告“政府信息公开工作存在的主要问题及改进情况”。
    问题和改进写在一段、分段写，用“一是、二是”或者写成下一年打算的，都算写了；“有待加强”说的是问题，不算改进。
    改法：结合本年实际写一两个具体问题，并写明已经或准备怎样改；全年没有问题的很少见，请再想一想。
    """
    section = _section(report, "problems")
    if section is None:
        return
    text = _text(report, section.id)
    if len(text) <= _LONGEST_DENIAL and _EMPTY.fullmatch(_words().denials.sub("", text)):
        shown = f"只写了“{text.strip('。')[:_SHOWN]}”" if text.strip("。") else "还没有文字"
        yield Finding(section.id, f"“{section.title}”{shown}，应写明存在的问题和改进的措施")
    elif lacking := _lacks(text):
        yield Finding(section.id, f"“{section.title}”没有写到{'和'.join(lacking)}，这一部分应写明存在的问题和改进的措施")


@rule("S7.length", Level.HINT, Scope.TEXT, "总体情况偏长", on=False)
def length(report: Report) -> Iterator[Finding]:
    """核对“总体情况”的篇幅：超过 1000 字的提示精简。默认关闭，本省（市）有字数要求的，在规则设置里打开。

    依据：有的省年度报告编制要求规定“总体情况”不超过 1000 字；国家格式没有这项规定。空格不计入字数。
    改法：删去与政府信息公开无关的内容，数字已经在表里的不必再逐项写。
    """
    section, most = overview(report), phrases.value("narrative", "length", "most")
    if section is None:
        return
    count = sum(len(squeeze(paragraph.text)) for paragraph in report.paragraphs(section.id))
    if count > most:
        message = f"“{section.title}”有 {count} 字，超过 {most} 字，多 {count - most} 字"
        yield Finding(section.id, message, expected=str(most), actual=str(count))


@cache
def _figure() -> re.Pattern[str]:
    units = phrases.value("narrative", "figures", "units")
    digits, numerals = r"[\d０-９][\d０-９,，.．]{0,12}", r"(?!一[^零〇一二三四五六七八九十百千万])[零〇一二三四五六七八九十百千两]{1,12}"
    return phrases.compiled("narrative", rf"(?<![第\d０-９零〇一二三四五六七八九十百千两])(?:{digits}|{numerals}){units}(?!方面|是)")


@remembered
def _first_figure(text: str) -> Iterator[str]:
    if match := _figure().search(squeeze(text)):
        yield match.group()


@rule("S7.figures", Level.HINT, Scope.TEXT, "总体情况没有数字")
def figures(report: Report) -> Iterator[Finding]:
    """核对“总体情况”里有没有工作数字，如“主动公开信息 62 条”“培训 2 次”。

    依据：国办公开办函〔2021〕30号要求总体情况反映本年度工作的开展情况，没有一个数字的总体情况往往是照搬的套话。
    带单位的阿拉伯数字、中文数字都算，0 条、0 件也算；只有年份、文号、条目序号的不算。还没有文字的不提示（另有 S2）。
    改法：写上主动公开、申请办理、培训、检查等方面的数量，与表二、表三一致。
    """
    section = overview(report)
    texts = [paragraph.text for paragraph in report.paragraphs(section.id)] if section else []
    if section and any(text.strip() for text in texts) and not any(map(_first_figure, texts)):
        yield Finding(section.id, f"“{section.title}”全文没有一个工作数字，可写上主动公开、申请办理、培训等方面的数量")


@cache
def _contact() -> re.Pattern[str]:
    return phrases.compiled("narrative", "|".join(f"(?:{pattern})" for pattern in phrases.value("narrative", "contact", "patterns")))


@remembered
def _first_contact(text: str) -> Iterator[str]:
    if match := _contact().search(text):
        yield match.group()


@rule("S7.contact", Level.HINT, Scope.TEXT, "没有联系方式", by_settings=True)
def contact(report: Report, settings: "Settings | None") -> Iterator[Finding]:
    """核对前言里有没有联系方式：电话、地址、邮编、电子邮箱，写了一样就算。

    依据：年度报告要方便公众询问，各地的报告在前言末尾写“如对本报告有疑问，请与……联系”。
    写在总体情况或其他部分的也算写了，不提示；报告还没有任何文字的不提示；已经提示前言是空的（S7.preamble），不再另外提示。
    改法：在前言末尾补一句联系单位、地址和电话。
    """
    parts = (PREAMBLE, *(section.id for section in report.form.text_sections))
    texts = [paragraph.text for part in parts for paragraph in report.paragraphs(part)]
    if texts and not any(map(_first_contact, texts)) and not _preamble_is_named(report, settings):
        yield Finding(PREAMBLE, "没有写联系方式，可在前言末尾补上联系单位、地址和电话")


def _preamble_is_named(report: Report, settings: "Settings | None") -> bool:
    """Tell whether S7.preamble is on and speaks: its mend writes whom to ask, too."""
    other = registered()["S7.preamble"]
    return (other.on if settings is None else settings.level(other) is not None) and lacks_preamble(report)
