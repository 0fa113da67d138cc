"""Numbers with their units in prose, in Arabic, full-width and Chinese numerals; what only looks like a number is left out."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from core import phrases
from core.figures import Bound, Figure

_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_DIGIT = "[0-9０-９]"
_PLAIN = rf"{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+(?:[.．]{_DIGIT}+)?|{_DIGIT}+(?:[.．]{_DIGIT}+)?"
_TO = r"\s?(?:[—－\-–~～至到]{1,2})\s?"
# Words of Latin letters take their digits along: addresses, 12345@…, 5G, A4.
_LATIN = re.compile(r"[A-Za-z0-9@._:/?&=%#+-]*[A-Za-z@][A-Za-z0-9@._:/?&=%#+-]*")
_BRACKETED = re.compile(r"〔[^〕]{0,40}〕\s?\d*\s?号?|［[^］]{0,40}］\s?\d*\s?号?|\[\d{4}\]\s?\d*\s?号?|《[^》]{0,200}》|https?://\S+")
# Marks of paragraphs: 1. （1） 1、 at the head of a paragraph or sentence.
_MARK = re.compile(r"(?:^|(?<=[。；：]))\s*(?:[（(]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|\d{1,2}[)）])")
_PHONE = re.compile(r"(?<!\d)(?:\d{3,4}\s?[-—－–]{1,2}\s?\d{7,8}|1\d{10}|\d{7,8}(?=[)）。；]))(?!\d)")
_DATE = re.compile(r"\s?(?:年|月|日|号|时|点(?!击)|分(?!钟|别)|秒|届|期末|楼|室|路|路口|弄|式|型|版(?!面)|[·˙:／/]\d|:)")
_CHINESE = "零〇一二两三四五六七八九十百千万亿"
_LONGEST_NUMERAL = 24
_PERCENT = re.compile(rf"百分之(?P<value>[{_CHINESE}点]+|{_DIGIT}+(?:[.．]{_DIGIT}+)?)(?P<more>多)?")


@cache
def _arabic() -> re.Pattern[str]:
    units = phrases.any_of(phrases.value("figures", "units"))
    scale = "(?:百万|千万|百|千|万|亿)(?!元)"
    return re.compile(
        rf"(?P<value>{_PLAIN})(?:{_TO}(?P<upper>{_PLAIN}))?\s?(?P<scale>{scale})?(?P<more>余|多(?!元)|来)?\s?(?P<unit>{units})?"
    )


@cache
def _chinese() -> re.Pattern[str]:
    units = phrases.any_of(phrases.value("figures", "counted"))
    return re.compile(rf"(?<![{_CHINESE}第])(?P<value>[{_CHINESE}]+)(?P<more>余|多|来)?(?P<unit>{units})")


def numbers(text: str) -> list[Figure]:
    """Return the numbers of a paragraph in order, with value, unit and 余; their surroundings are not read yet."""
    if not any(c.isdigit() or c in _CHINESE for c in text):
        return []
    barred = _barred(text)
    found = [*_arabic_numbers(text), *_percentages(text), *_chinese_numbers(text)]
    found.sort(key=lambda each: (each.start, -each.end))
    return list(_apart(found, barred))


def _apart(found: list[Figure], barred: list[tuple[int, int]]) -> Iterator[Figure]:
    """Yield the figures that overlap neither a barred span nor the figure before."""
    at, end = 0, 0
    for each in found:
        while at < len(barred) and barred[at][1] <= each.start:
            at += 1
        if each.start >= end and not (at < len(barred) and barred[at][0] < each.end):
            end = each.end
            yield each


def _barred(text: str) -> list[tuple[int, int]]:
    spans = [m.span() for pattern in (_LATIN, _BRACKETED, _MARK, _PHONE) for m in pattern.finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _arabic_numbers(text: str) -> Iterator[Figure]:
    for match in _arabic().finditer(text):
        unit = match["unit"] or ""
        if _is_no_count(text, match, unit):
            continue
        value, upper = _decimal(match["value"]), _decimal(match["upper"]) if match["upper"] else None
        if upper is not None and (upper <= value or _looks_like_years(value, upper, unit)):
            continue
        scale = _SCALES.get(match["scale"] or "", 1)
        bound = Bound.OVER if match["more"] else Bound.EXACT
        end = match.end() if unit else _end_of_number(match)
        yield Figure(match.start(), end, value * scale, _unit(unit), None if upper is None else upper * scale, bound)


def _end_of_number(match: re.Match[str]) -> int:
    return max(match.end(name) for name in ("value", "upper", "scale", "more") if match[name])


def _is_no_count(text: str, match: re.Match[str], unit: str) -> bool:
    """Tell whether a number is a date, an ordinal, a time, a share of another number."""
    start, end = match.start(), match.end()
    before = text[max(0, start - 2) : start]
    if before.endswith(("第", "·", "˙", "/", "／", "№")) or (re.search(r"\d[.．:：\-]$|〔$|[（(]$", before) and not unit):
        return True
    if not unit:
        return bool(_DATE.match(text, _end_of_number(match))) or not _is_said_to_be(text[max(0, start - 4) : start])
    # 12个月 is a time, 3版 an edition.
    return unit == "个" and text.startswith("月", end)


def _is_said_to_be(head: str) -> bool:
    """Tell whether a number without a unit is given as one: 数量为 12, 共 12, 3、1、20."""
    return bool(re.search(r"(?:为|是|共|计|达|到|有|、|和|至|：|:)\s?$", head))


def _looks_like_years(value: Decimal, upper: Decimal, unit: str) -> bool:
    return not unit and 1900 < value < 2100 and 1900 < upper < 2100


def _decimal(text: str) -> Decimal:
    return Decimal(text.translate(_WIDE).replace(",", ""))


def _unit(unit: str) -> str:
    return unit.translate(_WIDE)


def _percentages(text: str) -> Iterator[Figure]:
    for match in _PERCENT.finditer(text):
        value = _decimal(match["value"]) if match["value"][0] not in _CHINESE + "点" else _numeral(match["value"])
        if value is not None:
            yield Figure(match.start(), match.end(), value, "%", None, Bound.OVER if match["more"] else Bound.EXACT)


def _chinese_numbers(text: str) -> Iterator[Figure]:
    for match in _chinese().finditer(text):
        value = _numeral(match["value"])
        if value is None or _is_no_chinese_count(text, match):
            continue
        yield Figure(match.start(), match.end(), value, match["unit"], None, Bound.OVER if match["more"] else Bound.EXACT)


def _is_no_chinese_count(text: str, match: re.Match[str]) -> bool:
    """Tell whether 一件 or 三个 is a manner of speaking: 一个窗口, 三个方面."""
    if text.startswith(tuple(phrases.value("figures", "not_counted")), match.end()):
        return True
    if match["value"] in ("一", "万", "千", "百", "亿", "千万", "百万"):
        return match["value"] != "一" or not text.endswith(tuple(phrases.value("figures", "one_after")), 0, match.start())
    return False


@cache
def _numeral(text: str) -> Decimal | None:
    """Read Chinese numerals; None where they are none."""
    from cn2an import cn2an

    try:
        return Decimal(str(cn2an(text.replace("〇", "零"), "normal")))
    except (ValueError, KeyError, IndexError):
        return None
