"""S8: the sign-off date and the statistics period."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from core import phrases
from core.report import Report
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.spans import Passage, passages, replaced, sentence

_N = r"[\d０-９]"
_C = r"[〇○零一二三四五六七八九十]"
_BLANK = r"\s?"


def _part(name: str, most: int) -> str:
    return rf"(?P<{name}>{_N}{{1,{most}}}|{_C}{{1,4}})"


_DATE = re.compile(rf"\s*({_N}{{4}})\s?[年.．/-]\s?({_N}{{1,2}})\s?[月.．/-]\s?({_N}{{1,2}})\s?日?\s*")
_STEP = r"(?:起|（含）)?\s?(?:开始)?\s?[，,]?\s?(?:至|到|—|－|-|–|~|～|截至|截止到?|止于){1,2}\s?"
# From year, month, day to year, month, day; the second year may be left out. With 年月日, or with points or strokes.
_WORDS = re.compile(
    rf"(?<![\d０-９]){_part('y1', 4)}{_BLANK}年度?{_BLANK}{_part('m1', 2)}{_BLANK}月{_BLANK}{_part('d1', 2)}{_BLANK}[日号]{_STEP}"
    rf"(?:{_part('y2', 4)}{_BLANK}年度?{_BLANK})?{_part('m2', 2)}{_BLANK}月{_BLANK}{_part('d2', 2)}{_BLANK}[日号]"
)
_MARKS = re.compile(
    rf"(?<![\d０-９])(?P<y1>{_N}{{4}})(?P<mark>[.．/-])(?P<m1>{_N}{{1,2}})(?P=mark)(?P<d1>{_N}{{1,2}})日?{_STEP}"
    rf"(?:(?P<y2>{_N}{{4}})(?P=mark))?(?P<m2>{_N}{{1,2}})(?P=mark)(?P<d2>{_N}{{1,2}})(?![\d０-９])"
)
_NAMES = ("y1", "m1", "d1", "y2", "m2", "d2")
_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")
_IN_WORDS = {1: "一", 12: "十二", 31: "三十一"}


@cache
def _context() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return tuple(re.compile(phrases.any_of(phrases.value("narrative", "period", name))) for name in ("words", "earlier"))  # pyright: ignore[reportReturnType]


@rule("S8", Level.ERROR, Scope.TEXT, "落款日期或统计期限不对")
def dates(report: Report) -> Iterator[Finding]:
    """核对落款日期和统计期限：落款日期不能早于次年 1 月 1 日；统计期限是本年 1 月 1 日至 12 月 31 日。

    依据：《政府信息公开条例》第四十九条，年度报告在次年 1 月 31 日前公布，数据统计全年。
    只看说统计期限的句子；上年同期、项目起止的日期不看；期限里只是年份写成别的年的，由 W1 提示，这里不重复。
    改法：落款日期改为报告成文的日期；统计期限点“改为本年全年”。
    """
    yield from _signed(report)
    if report.year:
        for passage in passages(report):
            if _context()[0].search(passage.text):
                yield from _periods(report, passage)


def _signed(report: Report) -> Iterator[Finding]:
    match = _DATE.fullmatch(report.signed_date)
    if not match or not report.year:
        return
    year, month, day = (int(text.translate(_DIGITS)) for text in match.groups())
    try:
        signed = date(year, month, day)
    except ValueError:
        message = f"落款日期“{report.signed_date}”不是日历上有的日子"
        yield Finding("signed_date", message, actual=report.signed_date)
        return
    if signed.year <= report.year:
        message = (
            f"落款日期是 {signed.year}年{signed.month}月{signed.day}日，{report.year} 年还没有过完；"
            f"年度报告的落款日期应在 {report.year + 1}年1月1日以后"
        )
        yield Finding("signed_date", message, expected=f"{report.year + 1}-01-01", actual=report.signed_date)


def _periods(report: Report, passage: Passage) -> Iterator[Finding]:
    found = sorted((*_WORDS.finditer(passage.text), *_MARKS.finditer(passage.text)), key=re.Match.start)
    for match in found:
        first, last = sentence(passage.text, *match.span())
        if not _context()[0].search(passage.text, first, last) or _context()[1].search(
            passage.text, max(first, match.start() - 12), match.start()
        ):
            continue
        numbers = [_number(match[name]) if match[name] else None for name in _NAMES]
        if None in (*numbers[:3], *numbers[4:]) or _is_whole(report, numbers) or _is_left_to_w1(report, match, numbers):
            continue
        yield _wrong(report, passage, match)


def _is_whole(report: Report, numbers: list[int | None]) -> bool:
    return numbers in ([report.year, 1, 1, report.year, 12, 31], [report.year, 1, 1, None, 12, 31])


def _is_left_to_w1(report: Report, match: re.Match[str], numbers: list[int | None]) -> bool:
    """Tell whether only a year is wrong, in the wordings that W1 steps."""
    years = [year for year in (numbers[0], numbers[3]) if year is not None]
    near = range(report.year - phrases.value("years", "reach"), report.year + 2)
    whole = [*numbers[1:3], *numbers[4:]] == [1, 1, 12, 31]
    plain = match.re is _WORDS and match["m1"] == match["d1"] == "1"
    return whole and plain and all(year in near for year in years) and max(years) - min(years) <= 1


def _number(text: str) -> int | None:
    """Read a year, a month or a day in any digits, such as 二〇二三 or 三十一."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        text = f"{tens or '一'}{ones or '〇'}"
    plain = text.translate(_DIGITS)
    return int(plain) if plain.isdecimal() else None


def _wrong(report: Report, passage: Passage, match: re.Match[str]) -> Finding:
    wanted = dict(zip(_NAMES, (report.year, 1, 1, report.year, 12, 31), strict=True))
    padded = any((match[name] or "").startswith(("0", "０")) for name in _NAMES)
    mended, done = [], 0
    for name in _NAMES:
        if match[name]:
            start, end = (place - match.start() for place in match.span(name))
            mended += [match.group()[done:start], _like(match[name], wanted[name], padded=padded)]
            done = end
    right = "".join(mended) + match.group()[done:]
    message = f"统计期限写的是“{match.group()}”，年度报告应统计全年，即 {report.year}年1月1日至12月31日"
    fix = Fix("改为本年全年", replaced(report, passage, [match.span()], right))
    return Finding(passage.where(*match.span()), message, expected=right, actual=match.group(), fix=fix)


def _like(written: str, number: int, *, padded: bool) -> str:
    """Write a number as another is written: in Chinese, full-width or ASCII digits, with a leading 0 where the dates have one."""
    if not written.isdecimal():
        return _IN_WORDS.get(number) or "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    plain = str(number).zfill(2 if padded else 1)
    return "".join(chr(ord(digit) + 0xFEE0) for digit in plain) if written[0] > "9" else plain
