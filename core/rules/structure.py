"""S1, S6: title, year, section headings, and the edition of the form."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from core.report import Report, official_title
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.sums import plan_of
from core.schema import Section, format_for_year
from core.values import squeeze

_YEAR = re.compile(r"(?<!\d)\d{4}(?=年|度)")
_OFFICIAL_NAME = official_title("", 0)


def plain(text: str) -> str:
    """Return letters, digits and ideographs alone, widths folded: what a difference in blanks and punctuation does not touch."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@rule("S1", Level.ERROR, Scope.TEXT, "标题或章节题目不规范")
def headings(report: Report) -> Iterator[Finding]:
    """核对标题和六个部分的题目：标题是“单位＋年份＋政府信息公开工作年度报告”，年份与报告年度一致；章节题目、顺序照格式原文。

    依据：国办公开办函〔2021〕30号所附格式。标题里的空格不算错；2019 年格式的长题目（如“行政机关主动公开政府信息情况”）能认，
    导出时写成正式题目。
    改法：标题点“改为规范标题”；章节题目导出时自动写成正式题目，核对内容没有放错部分后点“按正式题目导出”。
    """
    if not report.unit.strip():
        yield Finding("unit", "没有填写单位名称，标题要以单位名称开头", actual="")
    if not report.year:
        yield Finding("year", "没有填写报告年度，标题、统计期限和表样都由它决定", actual="")
    if report.unit.strip() and report.year and report.title.strip():
        yield from _title(report)
    yield from _headings(report)


def _title(report: Report) -> Iterator[Finding]:
    wanted = official_title(squeeze(report.unit), report.year)
    given = unicodedata.normalize("NFKC", squeeze(report.title))
    if given == unicodedata.normalize("NFKC", wanted):
        return
    years = _YEAR.findall(given)
    faults = []
    if other := next((year for year in years if int(year) != report.year), None):
        faults.append(f"写的是 {other} 年，报告年度是 {report.year}")
    if len(years) > 1:
        faults.append("年份重复")
    if not years:
        faults.append("没有年份")
    if "政府信息公开年度报告" in given:
        faults.append("“政府信息公开”后少“工作”二字")
    elif not given.endswith(_OFFICIAL_NAME):
        faults.append(f"没有以“{_OFFICIAL_NAME}”结尾")
    if not given.startswith(unicodedata.normalize("NFKC", squeeze(report.unit))):
        faults.append(f"没有以单位名称“{report.unit}”开头")
    message = f"标题{'；'.join(faults) or f'不规范，应为“{wanted}”'}"
    yield Finding("title", message, expected=wanted, actual=report.title, fix=Fix("改为规范标题", {"title": wanted}))


def _headings(report: Report) -> Iterator[Finding]:
    seen = report.as_read.headings
    if not seen:
        return
    fix = Fix("按正式题目导出", {"as_read": replace(report.as_read, headings=())})
    order = [section.id for section in report.form.sections]
    given = dict(seen)
    for section in report.form.sections:
        heading = given.get(section.id, "")
        if not heading.strip():
            yield Finding(section.id, f"原文件里没有“{section.title}”这一部分的题目", expected=section.title, fix=fix)
        elif not _is_official(heading, section):
            message = f"题目写成“{heading.strip()}”，应为“{section.title}”"
            yield Finding(section.id, message, expected=section.title, actual=heading.strip(), fix=fix)
    places = [order.index(section_id) for section_id, heading in seen if section_id in order and heading.strip()]
    behind = next((i for i in range(1, len(places)) if places[i] < max(places[:i])), None)
    if behind is not None:
        section = report.form.sections[places[behind]]
        before = report.form.sections[max(places[:behind])]
        yield Finding(section.id, f"“{section.title}”排在“{before.title}”后面，六个部分要按格式的顺序", fix=fix)


def _is_official(heading: str, section: Section) -> bool:
    return plain(heading) in {plain(title) for title in (section.title, *section.seen_titles)}


@rule("S6", Level.CONFIRM, Scope.TEXT, "表样与年度不符")
def edition(report: Report) -> Iterator[Finding]:
    """核对表样：2019、2020 年度报告用〔2019〕60号的格式，2021 年度起用〔2021〕30号的格式（表二改为四块，（六）其他处理分三行）。

    改法：用“从上年报告开始”生成本年草稿，程序按年度选用表样并逐行对应；只是“其他处理”一行的，核对后按三行填报。
    """
    if not report.year:
        return
    wanted = format_for_year(report.year)
    if wanted.id != report.form.id:
        message = f"{report.year} 年度报告应当用{wanted.basis}的表样，这份用的是{report.form.basis}的表样"
        yield Finding("", message, expected=wanted.basis, actual=report.form.basis)
    elif report.as_read.one_row_other:
        table = next((each.target.table for sums in plan_of(report.form).sums.values() for each in sums if each.minus), "")
        fix = Fix("已核对，按三行填报", {"as_read": replace(report.as_read, one_row_other=False)})
        message = "原文件的“（六）其他处理”只有一行，是旧表样；本年度应分三行，原数已记入“3.其他”，请核对是否属于前两项"
        yield Finding(table, message, fix=fix)
