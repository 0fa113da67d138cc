"""Years in prose: which mentions speak of a report's own year, and the text with them stepped."""

import re
from collections.abc import Iterator

_CHINESE = "〇一二三四五六七八九"
_WIDE = "０１２３４５６７８９"
_TO_ASCII = str.maketrans(_WIDE + _CHINESE + "○零", "0123456789" * 2 + "00")
# No title is longer: an opening mark without its end costs no time.
_QUOTED = re.compile(r"《[^》]{0,200}》|〔[^〕]{0,40}〕|［[^］]{0,40}］|\[[^\]]{0,40}\]|[（(]\s*\d{4}\s*[)）]|https?://\S+")
_OWN_REPORT = re.compile(r"政府信息公开(?:工作)?年度报告|年报")
_YEAR = re.compile(r"(?<![\d０-９])([12１２][\d０-９]{3}|二[〇○零][〇○零一二三四五六七八九]{2})(?=\s*年)")
_BEFORE_RANGE = re.compile(r"(?:年|[\d０-９])\s*[—－\-–~～至到]{1,2}\s*$")
_AFTER_RANGE = re.compile(r"^\s*年?\s*[—－\-–~～至到]{1,2}\s*[12１２][\d０-９]{3}\s*年?(?!\s*\d{1,2}\s*月)")
_DAY = r"(?:\s*[\d０-９]{1,2}\s*月\s*[\d０-９]{1,2}\s*日)?"
_EDITION = re.compile(
    rf"^\s*年{_DAY}\s*(?:起|正式|新|最新|第?[一二三四五六七八九十\d]+次)*\s*(?:修[订正]|版|施行|实施|生效|颁布|公布|印发|发布的《)"
)
# The statistics period in figures: 2025.1.1—2025.12.31, 2025-01-01 至 12-31.
_PERIOD = re.compile(
    r"(?<!\d)(?P<first>[12]\d{3})(?P<mark>[.．/-])0?1(?P=mark)0?1日?\s*[—－\-–~～至到]{1,2}\s*(?:(?P<last>[12]\d{3})(?P=mark))?12(?P=mark)31(?!\d)"
)
_DATED = re.compile(r"^\s*年\s*[\d０-９]{1,2}\s*月")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of document titles, document numbers and addresses; the title of a unit's own yearly report is left out."""
    return [m.span() for m in _QUOTED.finditer(text) if not (m.group()[0] == "《" and _OWN_REPORT.search(m.group()))]


def mentions(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, year) of every year that speaks of work: not in titles, numbers, ranges of years or editions of laws."""
    quoted, place = quoted_spans(text), 0
    for match in _YEAR.finditer(text):
        start, end = match.span(1)
        # Both run in order: asking every span about every year would be quadratic.
        while place < len(quoted) and quoted[place][1] <= start:
            place += 1
        if place < len(quoted) and quoted[place][0] <= start:
            continue
        tail, head = text[end : end + 24], text[max(0, start - 8) : start]
        if _AFTER_RANGE.match(tail) or _EDITION.match(tail):
            continue
        if _BEFORE_RANGE.search(head) and not _DATED.match(tail):
            continue
        yield start, end, int(match[1].translate(_TO_ASCII))


def step(text: str, years: dict[int, int]) -> str:
    """Replace every mention of a year in `years` by the year it maps to, in the digits that it is written in."""
    pieces: list[str] = []
    done = 0
    for start, end, year in sorted([*mentions(text), *_period_years(text)]):
        if year in years:
            pieces += [text[done:start], written_like(text[start:end], years[year])]
            done = end
    return "".join(pieces) + text[done:]


def _period_years(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, year) of the years of a statistics period in figures, which no 年 follows."""
    for match in _PERIOD.finditer(text):
        for name in ("first", "last"):
            if match[name]:
                yield *match.span(name), int(match[name])


def written_like(written: str, year: int) -> str:
    """Write a year in the kind of digits that another is written in: ASCII, full-width or Chinese."""
    digits = _WIDE if written[0] in _WIDE else _CHINESE if written[0] == "二" else "0123456789"
    return "".join(digits[int(d)] for d in str(year))
