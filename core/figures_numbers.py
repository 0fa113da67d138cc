"""Numbers with their units in prose, in Arabic, full-width and Chinese numerals."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from core.figures_barred import Span, barred
from core.figures_chinese import CHINESE, chinese_numbers, numeral, spans_of_time, unit_pattern, whole
from core.figures_model import Bound, Figure

_WIDE = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_DIGIT = "[0-9０-９]"
_PLAIN = (
    # A full-width comma parts clauses; between full-width digits it parts thousands too.
    # It begins with a set of characters, which the engine looks for fast.
    rf"{_DIGIT}(?:(?<![0０]){_DIGIT}{{0,2}}(?:(?:,|，(?=[０-９])){_DIGIT}{{3}})+(?!{_DIGIT})|{_DIGIT}*)(?:[.．]{_DIGIT}+)?"
)
_TO = r"\s?(?:[—－–~～至到]{1,2}|-{1,2})\s?"
# A longer run of digits is a code.
_LONGEST = 15
_PERCENT = re.compile(rf"(?P<of>百分之|千分之)(?P<value>[{CHINESE}点]{{1,16}}|{_DIGIT}{{1,9}}(?:[.．]{_DIGIT}{{1,9}})?)(?P<more>多)?")
# What a number without a unit stands behind (共 12, 数量为 12, 12、9) and before.
_SAID = re.compile(r"(?:[为是共计达到有至]|[^\d０-９][：:])\s?$")
_CODE = re.compile(r"(?:邮编|邮政编码|电话|热线|传真|号码|手机|编号|代码|证号|账号|QQ|[Vv]ersion|版本).{0,4}$")
_STOP = re.compile(r"\s?(?:$|[，。；、,;)）！？\n]|[和与及](?!\S{0,3}[年月日]))")
_ROW = re.compile(r"[\d０-９][.．:：\-百千万亿]$")
_CHAIN = re.compile(r"\s?[、，,和与及]\s?")
# Under 分别 a comma parts two numbers: 分别为120,300件.
_SHARED = re.compile(r"(?:分别|依次)[为是有达]?\s?$")


@cache
def _arabic() -> re.Pattern[str]:
    units = unit_pattern("units", "spans_of_time")
    scale, more = "百万|千万|百|千|万|亿", "余|多|来|[+＋]"
    return re.compile(
        rf"(?P<value>{_PLAIN})(?:(?P<middle>[%％])?{_TO}(?P<upper>{_PLAIN}))?\s?(?P<early>余|多)?"
        rf"(?P<scale>(?:{scale})(?!多?余?元))?\s?(?P<more>{more})?\s?(?P<unit>(?:(?:万|亿)(?P<late>余|多)元)|{units})?"
    )


def numbers(text: str) -> list[Figure]:
    """Return the numbers of a paragraph in order, apart, with value, unit, range and 余; their surroundings are not read yet."""
    found = [*_arabic_numbers(text), *_percentages(text), *chinese_numbers(text)]
    if not found:
        return []
    found.sort(key=lambda each: (each.start, -each.end))
    return _ranges(text, list(_apart(found, barred(text))))


def _apart(found: Iterable[Figure], spans: list[Span]) -> Iterator[Figure]:
    """Yield the figures that overlap neither one of the spans (in order) nor the figure before."""
    at, end = 0, 0
    for each in found:
        while at < len(spans) and spans[at][1] <= each.start:
            at += 1
        if each.start >= end and not (at < len(spans) and spans[at][0] < each.end):
            end = each.end
            yield each


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    """Make one of 10件至20件; 由8件至12件 tells of a change."""
    out: list[Figure] = []
    for each in found:
        prior = out[-1] if out else None
        if (
            prior is not None
            and prior.unit == each.unit
            and prior.upper is None
            and prior.value < each.value
            and re.fullmatch(_TO, text[prior.end : each.start][:5])
            and not re.search(r"[由从][^，。；]{0,12}$", text[max(0, prior.start - 13) : prior.start])
        ):
            out[-1] = prior._replace(end=each.end, upper=each.value, bound=each.bound)
        else:
            out.append(each)
    return out


def _arabic_numbers(text: str) -> Iterator[Figure]:
    chained = -1
    at = 0
    while match := _arabic().search(text, at):
        at = match.end()
        if "," in match["value"] and _SHARED.search(text, max(0, match.start() - 5), match.start()):
            yield from _parted(text, match)
            continue
        unit = match["unit"] or ""
        end = match.end() if unit else max(match.end(name) for name in ("value", "upper", "scale", "early", "more") if match[name])
        if len(match["value"]) > _LONGEST or len(match["upper"] or "") > _LONGEST:
            continue
        if unit in spans_of_time() or _is_place(text, match):
            continue
        if not unit:
            linked = 0 <= chained <= match.start() and bool(_CHAIN.fullmatch(text, chained, match.start()))
            if not _is_count(text, match, end, linked):
                continue
        if (figure := _figure(match, end)) is not None:
            chained = -1 if unit else end
            yield figure


def _parted(text: str, match: re.Match[str]) -> Iterator[Figure]:
    """Yield the numbers that commas part; the last one takes the unit."""
    pieces, start = match["value"].split(","), match.start()
    for number, piece in enumerate(pieces, start=1):
        is_last = number == len(pieces)
        yield Figure(start, match.end() if is_last else start + len(piece), Decimal(piece), (match["unit"] or "") if is_last else "")
        start += len(piece) + 1


def _figure(match: re.Match[str], end: int) -> Figure | None:
    value, upper = _decimal(match["value"]), _decimal(match["upper"]) if match["upper"] else None
    if upper is not None and upper <= value:
        return None
    scale = _SCALES[match["scale"] or ""]
    more = match["early"] or match["more"] or match["late"]
    bound = Bound.ABOUT if more == "来" else Bound.OVER if more else Bound.EXACT
    unit = (match["unit"] or "").translate(_WIDE)
    if match["late"]:
        unit = unit[0] + unit[-1]
    return Figure(match.start(), end, _scaled(value, scale), unit, None if upper is None else _scaled(upper, scale), bound)


def _scaled(value: Decimal, scale: int) -> Decimal:
    return value if scale == 1 else whole(value * scale)


def _is_place(text: str, match: re.Match[str]) -> bool:
    """Tell whether the number stands in a row of numbers: 3/4, 1.2.3, 8:30, 1万5千."""
    before = text[max(0, match.start() - 2) : match.start()]
    return before.endswith(("·", "˙", "/", "／", "№")) or bool(_ROW.search(before))


def _is_count(text: str, match: re.Match[str], end: int, linked: bool) -> bool:
    """Tell whether a number without a unit is given as one: 数量为 12, 共 12, 3、1、20, 浏览量4.5万."""
    if not _STOP.match(text, end):
        return False
    head = text[max(0, match.start() - 12) : match.start()]
    if _CODE.search(head):
        return False
    return linked or bool(match["scale"]) or bool(_SAID.search(head))


def _decimal(text: str) -> Decimal:
    return Decimal(text.translate(_WIDE).replace(",", ""))


def _percentages(text: str) -> Iterator[Figure]:
    for match in _PERCENT.finditer(text):
        written = match["value"]
        value = numeral("一百" if written == "百" else written) if written[0] in CHINESE + "点" else _decimal(written)
        if value is not None:
            unit = "%" if match["of"] == "百分之" else "‰"
            yield Figure(match.start(), match.end(), value, unit, None, Bound.OVER if match["more"] else Bound.EXACT)
